//! What a request handler or a job works with: the database, the settings, the keys, the mail.

use std::sync::Arc;

use crate::config::Settings;
use crate::db::Db;
use crate::mail::Transport;
use crate::token::Keys;

/// Cloning is cheap; all clones share the same parts.
#[derive(Clone)]
pub struct Ctx {
    pub db: Db,
    pub settings: Arc<Settings>,
    pub keys: Arc<Keys>,
    pub mail: Arc<Transport>,
}
