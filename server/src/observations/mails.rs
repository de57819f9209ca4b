//! Mail about a planned session, to whoever takes part in it and did not make the change: that it
//! is planned, has moved, is somebody else's to observe, or does not take place; and that a request
//! was answered in words. It is posted with the change it tells of.

use chrono::TimeDelta;
use shared::observations::State;
use shared::values::{LocalTime, ObservationId, PersonId};

use super::pair::store as pairs;
use super::record::Record;
use super::{requests, store};
use crate::actor::Actor;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::{self, AppPath, Content, Line, PlannedSession, SiteUrl};
use crate::outbox::{self, Posted};
use crate::{db, org};

/// Before the record, its version and the recipient, in the keys of these mails.
const OF: &str = "observation:";

/// Before the request and who made it, in the keys of mails about an answer.
const DECLINED: &str = "request-declined:";

/// Tells whom a new record concerns. `is_second` for one that a second observer was asked to make.
pub(super) fn post_planned(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    record: &Record,
    is_second: bool,
) -> Result<()> {
    // Planned and held without a network.
    if is_over(record) {
        return Ok(());
    }
    let by = org::reference(conn, &actor.org, actor.person_id)?;
    let hearers = hearers(conn, actor, record)?;
    post(conn, &actor.org, site, record, &hearers, |session| {
        Content::ObservationPlanned {
            planned_by: Line::new(by.name.as_str()),
            session,
            is_second,
        }
    })
}

/// Tells what a saved change means to the others: a session that had not begun has moved to another
/// time, or does not take place. Nothing of any other change.
pub fn post_change(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    before: &Record,
    after: &Record,
) -> Result<()> {
    let Some(change) = Change::between(before, after) else {
        return Ok(());
    };
    let hearers = hearers(conn, actor, after)?;
    post(conn, &actor.org, site, after, &hearers, |session| {
        match &change {
            Change::Moved { previously } => Content::ObservationMoved {
                session,
                previously: mail::instant_of_wall_clock(previously.naive()),
            },
            Change::Withdrawn => Content::ObservationCancelled {
                cancelled_by: Some(session.observer.clone()),
                session,
            },
            // Who objected, and that somebody did, is not for a mail.
            Change::Stopped => Content::ObservationCancelled {
                session,
                cancelled_by: None,
            },
        }
    })
}

/// Tells the observer that a planned session ended because its practitioner has left. Whoever makes
/// a second record of it hears of that one.
pub(super) fn post_ended_by_leaving(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    record: &Record,
) -> Result<()> {
    if record.observer.id == actor.person_id {
        return Ok(());
    }
    let observer = Hearer {
        person: record.observer.id,
        record: record.id,
        has_own_record: false,
    };
    post(conn, &actor.org, site, record, &[observer], |session| {
        Content::ObservationCancelled {
            session,
            cancelled_by: None,
        }
    })
}

/// Tells that a planned session is `record.observer`'s to observe now, in place of `before`, who has left.
pub(super) fn post_handed_on(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    record: &Record,
    before: &str,
) -> Result<()> {
    if is_over(record) {
        return Ok(());
    }
    let hearers = hearers(conn, actor, record)?;
    let is_observer = |hearer: &Hearer| hearer.person == record.observer.id;
    let (own, others): (Vec<_>, Vec<_>) = hearers.into_iter().partition(is_observer);
    for (hearers, is_yours) in [(own, true), (others, false)] {
        post(conn, &actor.org, site, record, &hearers, |session| {
            Content::ObservationHandedOn {
                session,
                before: Line::new(before),
                is_yours,
            }
        })?;
    }
    Ok(())
}

/// Tells who asked to be observed that the actor answered in words, which stay in the app.
pub(super) fn post_request_declined(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    id: ObservationId,
    practitioner: PersonId,
) -> Result<()> {
    let organisation = org::organisation(conn, &actor.org)?;
    let person = org::person(conn, &actor.org, practitioner)?;
    if !person.is_here() {
        return Ok(());
    }
    let by = org::reference(conn, &actor.org, actor.person_id)?;
    let content = Content::RequestDeclined {
        declined_by: Line::new(by.name.as_str()),
        path: AppPath::new("/"),
    };
    let message = outbox::letter(&person, &organisation, site.clone(), content);
    let key = format!("{DECLINED}{id}:{practitioner}");
    outbox::post(conn, &actor.org, &key, practitioner, &message)?;
    Ok(())
}

/// Whether what a mail says of a planned session still is so: it has not begun nor ended nor passed, and no
/// later mail tells the same person where it stands. That it was called off always is. That a request
/// was answered in words is so until they are read, or it is planned after all.
pub fn mail_stands(conn: &mut Conn, posted: &Posted<'_>) -> Result<bool> {
    if let Some((id, to)) = asked(posted.key) {
        let is_unread = requests::store::is_unread(conn, posted.org, id)?;
        return Ok(is_unread && !org::person(conn, posted.org, to)?.has_left());
    }
    let Some((id, to)) = named(posted.key) else {
        return Ok(true);
    };
    if org::person(conn, posted.org, to)?.has_left() {
        return Ok(false);
    }
    if matches!(posted.message.content, Content::ObservationCancelled { .. }) {
        return Ok(true);
    }
    match store::find(conn, posted.org, id) {
        Ok(record) if record.state == State::Planned && !is_over(&record) => {}
        Ok(_) | Err(Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    }
    let recipient = format!(":{to}");
    let is_replaced = outbox::is_later_posted(conn, posted, &format!("{OF}{id}:"), |key| {
        key.ends_with(&recipient)
    })?;
    Ok(!is_replaced)
}

/// Whether the time that was agreed has passed.
fn is_over(record: &Record) -> bool {
    let starts_at = mail::instant_of_wall_clock(record.agreement.planned_for.naive());
    let lasts = TimeDelta::minutes(record.agreement.duration_minutes.into());
    starts_at + lasts <= db::now().and_utc()
}

/// The record and the recipient in a key.
fn named(key: &str) -> Option<(ObservationId, PersonId)> {
    let (id, rest) = key.strip_prefix(OF)?.split_once(':')?;
    let (_, to) = rest.split_once(':')?;
    Some((ObservationId::parse(id).ok()?, PersonId::parse(to).ok()?))
}

/// The request and who made it, in a key.
fn asked(key: &str) -> Option<(ObservationId, PersonId)> {
    let (id, to) = key.strip_prefix(DECLINED)?.split_once(':')?;
    Some((ObservationId::parse(id).ok()?, PersonId::parse(to).ok()?))
}

/// What became of a session that had not begun.
#[derive(Debug, PartialEq, Eq)]
enum Change {
    Moved { previously: LocalTime },
    Withdrawn,
    Stopped,
}

impl Change {
    fn between(before: &Record, after: &Record) -> Option<Self> {
        if before.state != State::Planned {
            return None;
        }
        let previously = before.agreement.planned_for;
        match after.state {
            State::Planned if previously != after.agreement.planned_for && !is_over(after) => {
                Some(Self::Moved { previously })
            }
            State::Withdrawn => Some(Self::Withdrawn),
            State::Stopped => Some(Self::Stopped),
            _ => None,
        }
    }
}

/// Somebody to tell.
struct Hearer {
    person: PersonId,
    /// The record of the session that is theirs to open.
    record: ObservationId,
    has_own_record: bool,
}

/// Who takes part in the session, but for the actor.
fn hearers(conn: &mut Conn, actor: &Actor, record: &Record) -> Result<Vec<Hearer>> {
    let of_this = |person| Hearer {
        person,
        record: record.id,
        has_own_record: false,
    };
    let mut hearers = vec![of_this(record.practitioner.id), of_this(record.observer.id)];
    hearers.extend(fellow(conn, &actor.org, record)?);
    hearers.retain(|hearer| hearer.person != actor.person_id);
    Ok(hearers)
}

/// Who observes the same session and has not begun, or was stopped by the same answer.
fn fellow(conn: &mut Conn, org: &str, record: &Record) -> Result<Option<Hearer>> {
    let Some(pair) = pairs::of_record(conn, org, record.id)? else {
        return Ok(None);
    };
    let other = usize::from(pair.ids[0] == record.id);
    let is_planned = pair.states[other] == State::Planned;
    // An observer who had begun has ended their half by themself.
    let is_stopped_too = pair.states[other] == State::Stopped
        && record.state == State::Stopped
        && store::find(conn, org, pair.ids[other])?
            .started_at
            .is_none();
    if !is_planned && !is_stopped_too {
        return Ok(None);
    }
    Ok(Some(Hearer {
        person: db::stored(pair.observers[other].clone())?,
        record: pair.ids[other],
        has_own_record: is_planned,
    }))
}

/// One mail for each version of the record and recipient.
fn post(
    conn: &mut Conn,
    org: &str,
    site: &SiteUrl,
    record: &Record,
    to: &[Hearer],
    content: impl Fn(PlannedSession) -> Content,
) -> Result<()> {
    let organisation = org::organisation(conn, org)?;
    for hearer in to {
        let person = org::person(conn, org, hearer.person)?;
        if !person.is_here() {
            continue;
        }
        let session = PlannedSession {
            practitioner: Line::new(record.practitioner.name.as_str()),
            observer: Line::new(record.observer.name.as_str()),
            planned_for: mail::instant_of_wall_clock(record.agreement.planned_for.naive()),
            path: AppPath::new(&format!("/observations/{}", hearer.record)),
            has_own_record: hearer.has_own_record,
        };
        let message = outbox::letter(&person, &organisation, site.clone(), content(session));
        let key = format!("{OF}{}:{}:{}", record.id, record.version, person.id);
        outbox::post(conn, org, &key, person.id, &message)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::planned;
    use super::*;

    #[test]
    fn only_another_time_or_an_end_before_the_start_is_told() {
        let before = planned();
        let changed = |change: &dyn Fn(&mut Record)| {
            let mut after = before.clone();
            change(&mut after);
            Change::between(&before, &after)
        };
        let later = LocalTime::parse("2026-11-26T10:00").expect("a time");
        assert_eq!(
            changed(&|after| after.agreement.planned_for = later),
            Some(Change::Moved {
                previously: before.agreement.planned_for
            })
        );
        for (state, told) in [
            (State::Withdrawn, Some(Change::Withdrawn)),
            (State::Stopped, Some(Change::Stopped)),
            (State::InProgress, None),
        ] {
            assert_eq!(changed(&|after| after.state = state), told);
        }
        assert_eq!(
            changed(&|after| after.agreement.duration_minutes = 30),
            None
        );
        let begun = Record {
            state: State::Drafting,
            ..before.clone()
        };
        let withdrawn = Record {
            state: State::Withdrawn,
            ..begun.clone()
        };
        assert_eq!(Change::between(&begun, &withdrawn), None);
    }
}
