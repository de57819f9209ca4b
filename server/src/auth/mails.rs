//! Mail to the owner of an account, also about what somebody else may have done with it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::org::MailPolicy;
use shared::values::{Email, PersonId};

use super::store::{self, Addressee};
use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::error::Result;
use crate::jobs::{self, Claim, Failure, Job, Registry};
use crate::mail::{AppPath, Content, Line, Locale, Message, Recipient, SiteUrl};
use crate::outbox;

/// Tells that the password is another one, whoever changed it. `event` names the change.
pub(super) fn post_password_changed(
    conn: &mut Conn,
    org: &str,
    person: &str,
    event: &str,
) -> Result<()> {
    let key = format!("password-changed:{person}:{event}");
    enqueue(conn, org, person, &key, Happened::PasswordChanged)
}

/// Tells that a session was ended because its refresh token was used twice.
pub(super) fn post_session_ended(
    conn: &mut Conn,
    org: &str,
    person: &str,
    session: &str,
) -> Result<()> {
    let device = store::session_label(conn, org, session)?;
    let key = format!("session-ended:{session}");
    enqueue(conn, org, person, &key, Happened::SessionEnded { device })
}

/// In the transaction of the event. The mail is made by a job, as links are: a rotation holds no
/// public address.
fn enqueue(conn: &mut Conn, org: &str, person: &str, key: &str, what: Happened) -> Result<()> {
    let job = PostAlert {
        person_id: PersonId::parse(person).map_err(super::malformed)?,
        at: db::now().and_utc(),
        what,
    };
    jobs::enqueue(conn, org, key, &job).map(|_| ())
}

#[derive(Serialize, Deserialize)]
struct PostAlert {
    person_id: PersonId,
    at: DateTime<Utc>,
    what: Happened,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Happened {
    PasswordChanged,
    SessionEnded { device: String },
}

impl Job for PostAlert {
    const KIND: &'static str = "auth.post_alert";

    async fn run(self, ctx: Ctx, claim: Claim) -> Result<(), Failure> {
        let site = ctx.settings.site();
        ctx.db
            .write(move |conn| post(conn, &claim, &self, site))
            .await?;
        Ok(())
    }
}

pub(super) fn register(registry: Registry) -> Registry {
    registry.with::<PostAlert>()
}

fn post(conn: &mut Conn, claim: &Claim, job: &PostAlert, site: SiteUrl) -> Result<()> {
    let addressee = store::addressee(conn, &claim.org, &job.person_id.to_string())?;
    let at = job.at;
    let content = match &job.what {
        Happened::PasswordChanged => Content::PasswordChanged {
            at,
            path: AppPath::new("/forgot"),
        },
        Happened::SessionEnded { device } => Content::SessionEnded {
            device: Line::new(device),
            at,
            path: AppPath::new("/account"),
        },
    };
    let message = message(&addressee, site, content)?;
    // The job's own key names the event, so that a job that runs twice posts one mail.
    outbox::post(conn, &claim.org, &claim.dedupe_key, job.person_id, &message)?;
    Ok(())
}

/// A message about an account, which holds nothing for a policy to let through.
pub(super) fn message(addressee: &Addressee, site: SiteUrl, content: Content) -> Result<Message> {
    Ok(Message {
        to: Recipient {
            name: Line::new(&addressee.name),
            email: Email::parse(&addressee.email).map_err(super::malformed)?,
            locale: Locale::of(&addressee.locale),
        },
        organisation: Line::new(&addressee.organisation),
        policy: MailPolicy::Minimal,
        site,
        composed_at: db::now().and_utc(),
        content,
    })
}
