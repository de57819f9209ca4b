//! The audit log: every change in the transaction that makes it, every read of content durable
//! before the answer leaves.

mod store;

use serde_json::{Value, json};

use crate::actor::Actor;
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::Result;
use crate::http::current_request_id;

/// One line of the log. Details are names of fields and states, never what somebody wrote.
#[derive(Clone, Debug)]
pub struct Entry {
    action: &'static str,
    subject_kind: &'static str,
    subject_id: String,
    person_id: Option<String>,
    detail: Value,
}

impl Entry {
    /// `action` as in `feedback.read`, on the subject of that kind and id.
    pub fn new(
        action: &'static str,
        subject_kind: &'static str,
        subject_id: impl ToString,
    ) -> Self {
        Self {
            action,
            subject_kind,
            subject_id: subject_id.to_string(),
            person_id: None,
            detail: json!({}),
        }
    }

    /// Whose record it is: they may see who looked at it.
    pub fn about(mut self, person_id: impl ToString) -> Self {
        self.person_id = Some(person_id.to_string());
        self
    }

    pub fn detail(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

/// Adds the entry to the transaction of the change it tells of.
pub fn record(conn: &mut Conn, actor: &Actor, entry: Entry) -> Result<()> {
    store::insert(conn, &actor.org, Some(&actor.me), &actor.request_id, entry)
}

/// An entry about something that no signed-in person did: a refused sign-in, a job, a command.
pub fn record_unattended(
    conn: &mut Conn,
    org: &str,
    person: Option<&str>,
    entry: Entry,
) -> Result<()> {
    store::insert(
        conn,
        org,
        person,
        &current_request_id().unwrap_or_default(),
        entry,
    )
}

/// Records that content was read and answers once that is durable; call it before answering.
pub async fn record_read(ctx: &Ctx, actor: &Actor, entry: Entry) -> Result<()> {
    let actor = actor.clone();
    ctx.db
        .write_one(move |conn| record(conn, &actor, entry))
        .await
}

/// The same for several records at once, durable together.
pub async fn record_reads(ctx: &Ctx, actor: &Actor, entries: Vec<Entry>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let actor = actor.clone();
    ctx.db
        .write(move |conn| {
            entries
                .into_iter()
                .try_for_each(|entry| record(conn, &actor, entry))
        })
        .await
}
