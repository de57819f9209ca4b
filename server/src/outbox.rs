//! Mail as a job: posted in the transaction of what it tells about, sent by the worker.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::org::Organisation;
use shared::values::{Email, PersonId};

use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::error::Result;
use crate::jobs::{self, Claim, Failure, Job, Registry};
use crate::mail::{self, Content, Line, Locale, Message, Outcome, Recipient, SiteUrl};
use crate::org::{self, Card};

/// Before the key of every mail, in the keys of all jobs.
const KEY_PREFIX: &str = "mail:";

/// One mail to one person. `about` outlives the mail in the queue, `message` does not.
#[derive(Serialize, Deserialize)]
struct Letter {
    about: About,
    message: Value,
}

/// What an administrator may know of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// As in `feedback_ready`.
    pub message: String,
    pub person_id: PersonId,
}

impl Job for Letter {
    const KIND: &'static str = mail::JOB_KIND;

    async fn run(self, ctx: Ctx, claim: Claim) -> Result<(), Failure> {
        let mut message = mail::from_payload(self.message)
            // A node of the newer version posted it, and will send it.
            .map_err(|_| Failure::Temporary("the message is of another version".into()))?;
        message.to.email = address(&ctx, &claim, &self.about, &message).await?;
        if !stands(&ctx, &claim, &message).await? {
            return Err(Failure::Superseded);
        }
        // The job's id is the same on every attempt, and with it the Message-ID.
        match mail::deliver(&ctx.mail, &message, &claim.job_id).await {
            Outcome::Delivered => Ok(()),
            Outcome::Temporary(reason) => Err(Failure::Temporary(reason.to_string())),
            Outcome::Permanent(reason) => Err(Failure::Permanent(reason.to_string())),
        }
    }
}

/// A mail that is about to be sent, maybe long after it was posted.
pub struct Posted<'a> {
    pub org: &'a str,
    /// The key it was posted under, which names the event and the recipient.
    pub key: &'a str,
    pub job_id: &'a str,
    pub message: &'a Message,
}

/// Where the recipient is reached now: an address that was put right is of use to what still waits,
/// and what belonged to somebody else must not get it. Only the warning that an address was
/// changed goes where it was meant to go.
async fn address(ctx: &Ctx, claim: &Claim, about: &About, message: &Message) -> Result<Email> {
    if matches!(message.content, Content::AddressChanged { .. }) {
        return Ok(message.to.email.clone());
    }
    let (org_id, person) = (claim.org.clone(), about.person_id);
    ctx.db
        .read_one(move |conn| org::person(conn, &org_id, person))
        .await
        .map(|card| card.email)
}

/// Asks a slice whether what the mail tells of still is so. Yes for what is none of its own.
pub type Stands = fn(&mut Conn, &Posted<'_>) -> Result<bool>;

/// The slices to the right, which this may not call; `app.rs` hands their functions in.
static STANDS: OnceLock<&'static [Stands]> = OnceLock::new();

/// A mail server that defers keeps a mail for days, and an administrator may try one again later:
/// feedback may be withdrawn by then, a meeting moved, a link used.
async fn stands(ctx: &Ctx, claim: &Claim, message: &Message) -> Result<bool> {
    let (claim, message) = (claim.clone(), message.clone());
    ctx.db
        .read(move |conn| {
            let posted = Posted {
                org: &claim.org,
                key: claim
                    .dedupe_key
                    .strip_prefix(KEY_PREFIX)
                    .unwrap_or_default(),
                job_id: &claim.job_id,
                message: &message,
            };
            for stands in STANDS.get().into_iter().copied().flatten() {
                if !stands(conn, &posted)? {
                    return Ok(false);
                }
            }
            Ok(true)
        })
        .await
}

/// Whether a later mail was posted under a key that begins with `prefix` and that `fits`.
pub fn is_later_posted(
    conn: &mut Conn,
    posted: &Posted<'_>,
    prefix: &str,
    fits: impl Fn(&str) -> bool,
) -> Result<bool> {
    let prefix = format!("{KEY_PREFIX}{prefix}");
    jobs::is_later_enqueued(
        conn,
        posted.org,
        mail::JOB_KIND,
        posted.job_id,
        &prefix,
        fits,
    )
}

/// A message to this person as of now, in their language and by their organisation's policy.
pub fn letter(to: &Card, organisation: &Organisation, site: SiteUrl, content: Content) -> Message {
    Message {
        to: Recipient {
            name: Line::new(to.name.as_str()),
            email: to.email.clone(),
            locale: Locale::of(&to.locale),
        },
        organisation: Line::new(organisation.name.as_str()),
        policy: organisation.mail_policy,
        site,
        composed_at: db::now().and_utc(),
        content,
    }
}

/// Posts the message in this transaction. The key names the event and the recipient, as in
/// `feedback-ready:<feedback>:<person>`: the same event posts one mail, however often it is repeated.
/// Answers whether the mail is new.
pub fn post(
    conn: &mut Conn,
    org: &str,
    dedupe_key: &str,
    recipient: PersonId,
    message: &Message,
) -> Result<bool> {
    let about = About {
        message: message.content.kind().to_owned(),
        person_id: recipient,
    };
    let letter = Letter {
        about,
        message: mail::job_payload(message),
    };
    jobs::enqueue(conn, org, &format!("{KEY_PREFIX}{dedupe_key}"), &letter)
}

/// A mail on its way or gone, without its content.
pub struct Delivery {
    /// None where another version stored something else.
    pub about: Option<About>,
    pub status: jobs::Status,
}

/// Mails of the organisation, newest first, below the id `before` where one is given.
pub fn deliveries(
    conn: &mut Conn,
    org: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Delivery>> {
    let statuses = jobs::list(conn, org, mail::JOB_KIND, before, limit)?;
    Ok(statuses.into_iter().map(delivery).collect())
}

/// Mails that were given up and wait for somebody to look, newest first.
pub fn failed(conn: &mut Conn, org: &str) -> Result<Vec<Delivery>> {
    let statuses = jobs::failed(conn, org, mail::JOB_KIND)?;
    Ok(statuses.into_iter().map(delivery).collect())
}

/// Sends a mail that was given up once more.
pub fn retry(conn: &mut Conn, org: &str, id: &str) -> Result<()> {
    jobs::retry(conn, org, mail::JOB_KIND, id)
}

/// Sets a mail aside that was given up and will never be delivered. Answers whether it was not before.
pub fn set_aside(conn: &mut Conn, org: &str, id: &str) -> Result<bool> {
    jobs::set_aside(conn, org, mail::JOB_KIND, id)
}

/// How many mails were given up, without those set aside and those nobody needs any more.
pub fn n_failed(conn: &mut Conn, org: &str) -> Result<i64> {
    jobs::n_failed(conn, org, mail::JOB_KIND)
}

/// `stands` is asked of every mail before it is sent.
pub(crate) fn register(registry: Registry, stands: &'static [Stands]) -> Registry {
    STANDS.get_or_init(|| stands);
    registry.with::<Letter>()
}

/// A mail that cannot be read stays on the list: pages are cut by its rows, and somebody can set it
/// aside.
fn delivery(status: jobs::Status) -> Delivery {
    #[derive(Deserialize)]
    struct Kept {
        about: About,
    }
    let kept = serde_json::from_str::<Kept>(&status.payload);
    if let Err(error) = &kept {
        tracing::warn!(job.id = %status.id, "The mail {} cannot be read: {error}", status.id);
    }
    Delivery {
        about: kept.ok().map(|kept| kept.about),
        status,
    }
}
