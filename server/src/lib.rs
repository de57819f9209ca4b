//! The Alongside server: API, storage, mail and the web app in one program.

pub mod db;
pub mod error;
pub mod mail;
pub mod paging;
pub mod versions;
