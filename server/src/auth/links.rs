//! Invitations and resets: single-use links that travel by mail. Opening one changes nothing.

use std::net::IpAddr;

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use shared::auth::{Password, SetPassword};
use shared::problem::Code;
use shared::values::{Email, OrgId, PersonId};

use super::secret::{self, Secret};
use super::store::{self, Addressee};
use super::{mails, password, sign_in};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::jobs::{self, Claim, Failure, Job, Registry};
use crate::mail::{AppPath, Content, Line, SiteUrl};
use crate::outbox::{self, Posted};

/// What a link is for. It opens only the door it was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Purpose {
    Invitation,
    Reset,
}

impl Purpose {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }

    fn lasts(self) -> TimeDelta {
        match self {
            Self::Invitation => TimeDelta::days(7),
            Self::Reset => TimeDelta::hours(1),
        }
    }

    /// Invited people accept, active people reset; nobody else gets a link.
    fn status(self) -> &'static str {
        match self {
            Self::Invitation => "invited",
            Self::Reset => "active",
        }
    }

    /// In the fragment, so that no server or proxy log on the way ever holds the token.
    fn path(self, secret: &Secret) -> String {
        format!("/{}#token={}", self.as_str(), secret.text())
    }
}

/// Makes the link and posts the mail, outside the request that asked: the request holds neither
/// the public address nor, for a reset, any sign whether the account exists.
#[derive(Serialize, Deserialize)]
struct PostLink {
    purpose: Purpose,
    person_id: PersonId,
    /// Name of who invites.
    invited_by: String,
}

impl Job for PostLink {
    const KIND: &'static str = "auth.post_link";

    async fn run(self, ctx: Ctx, claim: Claim) -> Result<(), Failure> {
        let site = ctx.settings.site();
        ctx.db
            .write(move |conn| post(conn, &claim, &self, site))
            .await?;
        Ok(())
    }
}

pub(super) fn register(registry: Registry) -> Registry {
    registry.with::<PostLink>()
}

/// Sends the person an invitation to set their first password, in this transaction. `WrongState`
/// when they are not waiting for one.
pub fn invite(conn: &mut Conn, actor: &Actor, person: PersonId) -> Result<()> {
    let id = person.to_string();
    let addressee = store::addressee(conn, &actor.org, &id)?;
    if addressee.status != Purpose::Invitation.status() {
        return Err(Code::WrongState.into());
    }
    let invited_by = store::addressee(conn, &actor.org, &actor.me)?.name;
    let job = PostLink {
        purpose: Purpose::Invitation,
        person_id: person,
        invited_by,
    };
    jobs::enqueue(
        conn,
        &actor.org,
        &format!("invitation:{id}:{}", actor.request_id),
        &job,
    )?;
    audit::record(
        conn,
        actor,
        Entry::new("auth.invite", "person", person).about(person),
    )
}

/// An invitation to hand over by other means than mail, from the server's own command line.
pub fn invitation_link(
    conn: &mut Conn,
    org: OrgId,
    person: PersonId,
    public_url: &str,
) -> Result<String> {
    let secret = Secret::new(org);
    let expires_at = db::now() + Purpose::Invitation.lasts();
    let (org, person) = (org.to_string(), person.to_string());
    store::replace_link(
        conn,
        &org,
        &person,
        Purpose::Invitation.as_str(),
        &secret.hash(),
        expires_at,
    )?;
    let entry = Entry::new("auth.invite", "person", &person).about(&person);
    audit::record_unattended(conn, &org, None, entry)?;
    Ok(format!("{public_url}{}", Purpose::Invitation.path(&secret)))
}

/// Ends every link that was mailed to the person, in this transaction: where they went is not their
/// address any more.
pub fn end_links(conn: &mut Conn, org: &str, person: PersonId) -> Result<usize> {
    store::remove_links(conn, org, &person.to_string())
}

/// Posts a reset to an active account. Nobody can tell from the answer whether there is one, an
/// address gets only a few mails in a row, and one source asks for only so many.
pub(super) async fn request_reset(ctx: &Ctx, email: Email, source: Option<IpAddr>) -> Result<()> {
    // Asked for here: a database thread knows of no request, and without it every later one would
    // be taken for the first.
    let request = crate::http::current_request_id().unwrap_or_default();
    ctx.db
        .write(move |conn| {
            if let Some(source) = source {
                sign_in::take_of_source(conn, &format!("reset-{}", sign_in::source_key(source)))?;
            }
            // An address that nobody has is not counted: rows for invented ones would have no end.
            let Some(account) =
                store::account_by_email(conn, email.as_str())?.filter(store::Account::is_active)
            else {
                return Ok(());
            };
            let key = format!("reset:{}", secret::hash(email.as_str().as_bytes()));
            match sign_in::take(conn, &key, db::now()) {
                Ok(_) => {}
                Err(Error::Throttled { .. }) => return Ok(()),
                Err(error) => return Err(error),
            }
            let person_id = PersonId::parse(&account.person).map_err(super::malformed)?;
            let job = PostLink {
                purpose: Purpose::Reset,
                person_id,
                invited_by: String::new(),
            };
            jobs::enqueue(
                conn,
                &account.org,
                &format!("reset:{}:{request}", account.person),
                &job,
            )?;
            let entry =
                Entry::new("auth.reset_request", "person", &account.person).about(&account.person);
            audit::record_unattended(conn, &account.org, None, entry)
        })
        .await
}

/// Sets the password by a link and uses the link up. Every session ends; who resets proves by it
/// that the mailbox is theirs, and signs in anew.
pub(super) async fn set_password(ctx: &Ctx, purpose: Purpose, input: SetPassword) -> Result<()> {
    let SetPassword { token, password } = input;
    let secret = Secret::parse(&token).ok_or(Error::Refused(Code::LinkExpired))?;
    let looked_up = secret.clone();
    let owner = ctx
        .db
        .read(move |conn| owner(conn, purpose, &looked_up, db::now()))
        .await?;
    owner.check_new(&password)?;
    let hash = password::hash(password).await?;
    ctx.db
        .write(move |conn| redeem(conn, purpose, &secret, &hash))
        .await
}

fn redeem(conn: &mut Conn, purpose: Purpose, secret: &Secret, hash: &str) -> Result<()> {
    let org = secret.org.to_string();
    let now = db::now();
    let owner = owner(conn, purpose, secret, now)?;
    // A sign-in that was checked against the password before waits here, and is then refused. So
    // does the link, while the address it was sent to is changed.
    db::lock_record(conn, &org, &owner.person)?;
    // One of two at once uses the link; for the other it is used up. Whoever was suspended while
    // this waited stays out.
    if !store::use_link(conn, &org, &secret.hash(), now)?
        || !store::set_password(conn, &org, &owner.person, purpose.status(), hash)?
    {
        return Err(Code::LinkExpired.into());
    }
    sign_in::forgive(conn, &org, &owner.person, &owner.email)?;
    let n_ended = store::revoke_sessions(conn, &org, &owner.person, None, "password_set")?;
    // Who accepts an invitation had no password that could change.
    if purpose == Purpose::Reset {
        mails::post_password_changed(conn, &org, &owner.person, &secret.hash())?;
    }
    let action = match purpose {
        Purpose::Invitation => "auth.accept_invitation",
        Purpose::Reset => "auth.reset",
    };
    let entry = Entry::new(action, "person", &owner.person)
        .about(&owner.person)
        .detail(serde_json::json!({ "sessions_ended": n_ended }));
    audit::record_unattended(conn, &org, Some(&owner.person), entry)
}

/// Whose link it is, while it is good. Used, expired and invented links are answered alike.
fn owner(
    conn: &mut Conn,
    purpose: Purpose,
    secret: &Secret,
    now: NaiveDateTime,
) -> Result<Addressee> {
    let org = secret.org.to_string();
    store::link_owner(conn, &org, &secret.hash(), purpose.as_str(), now)?
        .filter(|owner| owner.status == purpose.status())
        .ok_or(Error::Refused(Code::LinkExpired))
}

fn post(conn: &mut Conn, claim: &Claim, job: &PostLink, site: SiteUrl) -> Result<()> {
    let person = job.person_id.to_string();
    // Their address may be changing at this moment; what goes to the one before is ended by that.
    db::lock_record(conn, &claim.org, &person)?;
    let addressee = store::addressee(conn, &claim.org, &person)?;
    if addressee.status != job.purpose.status() {
        return Ok(());
    }
    let secret = Secret::new(OrgId::parse(&claim.org).map_err(super::malformed)?);
    let now = db::now();
    let expires_at = now + job.purpose.lasts();
    let path = AppPath::new(&job.purpose.path(&secret));
    let content = match job.purpose {
        Purpose::Invitation => Content::Invitation {
            invited_by: Line::new(&job.invited_by),
            path,
            expires_at: expires_at.and_utc(),
        },
        Purpose::Reset => Content::PasswordReset {
            path,
            expires_at: expires_at.and_utc(),
        },
    };
    let message = mails::message(&addressee, site, content)?;
    // A job that runs twice finds its mail posted, and must not replace the link in it.
    if outbox::post(
        conn,
        &claim.org,
        &format!("link:{}", claim.job_id),
        job.person_id,
        &message,
    )? {
        store::replace_link(
            conn,
            &claim.org,
            &person,
            job.purpose.as_str(),
            &secret.hash(),
            expires_at,
        )?;
    }
    Ok(())
}

/// Whether the link in a mail still opens: it was neither used nor replaced, and has not expired.
pub fn mail_stands(conn: &mut Conn, posted: &Posted<'_>) -> Result<bool> {
    let (purpose, path) = match &posted.message.content {
        Content::Invitation { path, .. } => (Purpose::Invitation, path),
        Content::PasswordReset { path, .. } => (Purpose::Reset, path),
        _ => return Ok(true),
    };
    let secret = path
        .as_str()
        .split_once("#token=")
        .and_then(|(_, token)| Secret::parse(token));
    match secret.map(|secret| owner(conn, purpose, &secret, db::now())) {
        Some(Err(Error::Refused(Code::LinkExpired))) => Ok(false),
        Some(Err(error)) => Err(error),
        Some(Ok(_)) | None => Ok(true),
    }
}

impl Addressee {
    pub(super) fn check_new(&self, password: &Password) -> Result<()> {
        password::check_new(password, &[&self.name, &self.email, &self.organisation])
    }
}
