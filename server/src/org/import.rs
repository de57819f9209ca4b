//! People and teams from a spreadsheet: read, planned against what is stored, then all or nothing.

mod apply;
mod plan;
mod read;

use serde_json::json;
use shared::org::ImportReport;
use shared::values::PersonId;

use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::Result;

/// Bytes of a file: 5,000 rows of 200.
pub(super) const BYTES_MAX: usize = 1024 * 1024;

/// Whether the import only says what it would do.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    DryRun,
    /// And whom it invites, where it does.
    Apply {
        invite: Option<Invite>,
    },
}

/// Sends one invitation, in the transaction.
type Invite = fn(&mut Conn, &Actor, PersonId) -> Result<()>;

/// Reads the file and says what it changes; applies it where that was asked for and nothing in it
/// is wrong.
pub(super) fn run(conn: &mut Conn, actor: &Actor, file: &[u8], mode: Mode) -> Result<ImportReport> {
    let (rows, mut problems) = read::read(file);
    let n_rows = rows.n_rows;
    if matches!(mode, Mode::Apply { .. }) {
        db::lock_record(conn, &actor.org, "import")?;
    }
    let plan = plan::plan(conn, actor, rows, &mut problems)?;
    problems.sort_by_key(|problem| problem.row);
    let (mut changes, mut n_waiting) = (plan.changes(), plan.waiting().count());
    match mode {
        Mode::Apply { invite } if problems.is_empty() => {
            let people: Vec<PersonId> = apply::apply(conn, actor, &plan)?;
            if let Some(invite) = invite {
                plan.waiting()
                    .try_for_each(|person| invite(conn, actor, person))?;
            }
            let detail = json!({ "n_rows": n_rows, "n_people": people.len() });
            let entry = Entry::new("people.import", "organisation", &actor.org).detail(detail);
            audit::record(conn, actor, entry)?;
        }
        Mode::DryRun | Mode::Apply { .. } => {}
    }
    if !problems.is_empty() {
        (changes, n_waiting) = (Vec::new(), 0);
    }
    Ok(ImportReport {
        dry_run: matches!(mode, Mode::DryRun),
        n_rows,
        n_waiting,
        changes,
        problems,
    })
}
