//! The server: storage, rules over HTTP, jobs and mail.

pub mod mail;
