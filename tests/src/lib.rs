//! What the integration suite is built from: a real server process on either database,
//! people who use it over HTTP, a real mail server, a real browser.
//!
//! Stories live in `tests/integration`; each runs on both databases through
//! [`on_both_databases!`].

#![allow(clippy::unwrap_used)]

mod answer;
mod app;
mod backend;
mod browser;
mod client;
mod inspect;
mod mailbox;
mod process;
mod proxy;
mod release;
mod sealed;
mod seed;
mod shelf;
mod tally;
mod world;

pub use answer::Answer;
pub use app::{RETRY_S, TestApp};
pub use backend::{Backend, Database};
pub use browser::{Browser, Screen};
pub use client::Client;
pub use mailbox::{Mailbox, ReceivedMail, eventually};
pub use process::{ServerProcess, binary as server_binary, command as server_command, free_port};
pub use proxy::{Fault, Proxy};
pub use release::Release;
pub use sealed::{DEVICE_KEY, register_device, sealed_item};
pub use seed::seeded;
pub use shelf::{FileFault, Shelf};
pub use tally::Tally;
pub use world::{
    Organisation, PASSWORD, Person, Record, another_strength, content_hash_of, day_ahead, day_of,
    new_id, now, planned_for, push_body, token_in,
};

/// Declares tests that run once on SQLite and once on PostgreSQL. Each gets a server of
/// its own on a database of its own.
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$doc:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {
        $(
            mod $name {
                #[allow(unused_imports)]
                use super::*;

                $(#[$doc])*
                async fn story($app: $crate::TestApp) $body

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn on_sqlite() {
                    story($crate::TestApp::start($crate::Backend::Sqlite).await).await;
                }

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn on_postgres() {
                    story($crate::TestApp::start($crate::Backend::Postgres).await).await;
                }
            }
        )+
    };
}
