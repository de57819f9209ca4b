//! The Alongside server: API, storage, mail and the web app in one program. Reading order:

pub mod app;
pub mod config;
pub mod context;
pub mod error;
pub mod folder;

pub mod actor;
pub mod admin;
pub mod audit;
pub mod clock;
pub mod db;
pub mod http;
pub mod jobs;
pub mod locale;
pub mod mail;
pub mod openapi;
pub mod outbox;
pub mod paging;
pub mod token;
pub mod web_app;

pub mod org;

pub mod auth;
pub mod devices;
pub mod feedback;
pub mod frameworks;
pub mod insights;
pub mod meetings;
pub mod observations;
pub mod quarantine;
pub mod sync;
pub mod telemetry;
pub mod unsent;

pub mod demo;
