//! Mails of meetings: who gets which, as plain data. Never the agenda, never the minutes unless
//! the organisation's policy lets released texts travel.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use shared::meetings::{HoldMeeting, Participation};
use shared::org::{MailPolicy, Organisation};
use shared::values::PersonId;
use uuid::Uuid;

use super::record::Booked;
use crate::db::{self, Conn, stored_count};
use crate::error::{Error, Result};
use crate::mail::{
    ActionLine, AppPath, Cancelled, Content, Guest, Line, Meeting, Message, Placement, Prose,
    SiteUrl, WebLink,
};
use crate::org::{self, Card};
use crate::outbox;

/// Posts what one change of a meeting causes, in its transaction.
pub struct Post {
    organisation: Organisation,
    site: SiteUrl,
    booked: Booked,
    cards: HashMap<PersonId, Card>,
    now: DateTime<Utc>,
    /// A meeting that is over needs no invitation.
    is_over: bool,
}

impl Post {
    /// For the meeting as it is after the change.
    pub fn new(conn: &mut Conn, org: &str, site: SiteUrl, booked: &Booked) -> Result<Self> {
        let people: Vec<PersonId> = booked.people().collect();
        let now = db::now().and_utc();
        Ok(Self {
            organisation: org::organisation(conn, org)?,
            site,
            cards: org::cards(conn, org, &people)?,
            is_over: booked.ends_at()? < now,
            booked: booked.clone(),
            now,
        })
    }

    /// Invites these people; the organiser gets a copy for their own calendar.
    pub fn invited(&mut self, conn: &mut Conn, to: &[PersonId]) -> Result<()> {
        let meeting = self.meeting(&self.booked.attendees)?;
        self.send(conn, "invited", to, &Content::MeetingInvited { meeting })
    }

    /// Sends the meeting as it is now to those who were invited before: another time or place, or
    /// other guests. The organiser gets a copy.
    pub fn moved(
        &mut self,
        conn: &mut Conn,
        to: &[PersonId],
        previous_start: DateTime<Utc>,
    ) -> Result<()> {
        let meeting = self.meeting(&self.booked.attendees)?;
        self.send(
            conn,
            "moved",
            to,
            &Content::MeetingMoved {
                meeting,
                previous_start,
            },
        )
    }

    /// Calls the meeting off for everybody.
    pub fn cancelled(&mut self, conn: &mut Conn) -> Result<()> {
        let meeting = self.meeting(&self.booked.attendees)?;
        let to = self.booked.attendee_ids();
        self.send(
            conn,
            "cancelled",
            &to,
            &Content::MeetingCancelled {
                meeting,
                whom: Cancelled::Everybody,
            },
        )
    }

    /// Tells people that they are no longer expected: a cancellation that names them alone
    /// (RFC 5546 §3.2.5).
    pub fn cancelled_for(&mut self, conn: &mut Conn, removed: &[PersonId]) -> Result<()> {
        if removed.is_empty() {
            return Ok(());
        }
        let org = self.organisation.id.to_string();
        self.cards.extend(org::cards(conn, &org, removed)?);
        let guests: Vec<_> = removed
            .iter()
            .map(|id| (*id, Participation::NeedsAction))
            .collect();
        let meeting = self.meeting(&guests)?;
        if self.is_over {
            return Ok(());
        }
        let content = Content::MeetingCancelled {
            meeting,
            whom: Cancelled::Named,
        };
        removed
            .iter()
            .try_for_each(|person| self.post(conn, "uninvited", *person, &content))
    }

    /// After a meeting: what was agreed, to those who were asked and did not decline.
    pub fn summary(&mut self, conn: &mut Conn, hold: &HoldMeeting) -> Result<()> {
        let policy = self.organisation.mail_policy;
        let actions = hold
            .actions
            .iter()
            .filter(|_| policy != MailPolicy::Minimal)
            .map(|action| ActionLine {
                title: Line::new(action.title.as_str()),
                review_on: action.review_on.naive(),
            });
        let told = hold.summary.as_ref().filter(|_| policy == MailPolicy::Full);
        let content = Content::MeetingSummary {
            purpose: self.booked.purpose,
            held_at: self.booked.starts_at()?,
            path: self.path(),
            actions: actions.collect(),
            summary: Prose::new(told.map_or("", |summary| summary.as_str())),
        };
        let attended: Vec<PersonId> = self
            .booked
            .attendees
            .iter()
            .filter(|(_, participation)| *participation != Participation::Declined)
            .map(|(id, _)| *id)
            .collect();
        attended
            .iter()
            .try_for_each(|person| self.post(conn, "summary", *person, &content))
    }

    fn send(&self, conn: &mut Conn, what: &str, to: &[PersonId], content: &Content) -> Result<()> {
        if self.is_over || to.is_empty() {
            return Ok(());
        }
        for person in to {
            self.post(conn, what, *person, content)?;
        }
        self.post(conn, "copy", self.booked.organiser_id, content)
    }

    fn post(&self, conn: &mut Conn, what: &str, to: PersonId, content: &Content) -> Result<()> {
        let card = self.card(to)?;
        if !card.is_here() {
            return Ok(());
        }
        let site = self.site.clone();
        let message = Message {
            composed_at: self.now,
            ..outbox::letter(card, &self.organisation, site, content.clone())
        };
        let key = format!(
            "meeting:{}:{}:{what}:{to}",
            self.booked.id, self.booked.sequence
        );
        outbox::post(conn, &self.organisation.id.to_string(), &key, to, &message)?;
        Ok(())
    }

    fn meeting(&self, guests: &[(PersonId, Participation)]) -> Result<Meeting> {
        let booked = &self.booked;
        let guests = guests
            .iter()
            .map(|(id, answer)| self.guest(*id, *answer))
            .collect::<Result<Vec<_>>>()?;
        let uid = Uuid::try_parse(&booked.uid)
            .map_err(|_| Error::Internal("a stored calendar UID".into()))?;
        Ok(Meeting {
            id: uid,
            sequence: stored_count(booked.sequence, "sequence")?,
            purpose: booked.purpose,
            organiser: self.guest(booked.organiser_id, Participation::Accepted)?,
            guests,
            starts_at: booked.starts_at()?,
            ends_at: booked.ends_at()?,
            location: booked
                .slot
                .place
                .as_ref()
                .map(|place| Line::new(place.as_str())),
            // A link that a mail must not carry is still in the app.
            link: booked
                .slot
                .link
                .as_ref()
                .and_then(|link| WebLink::parse(link.as_str()).ok()),
            path: self.path(),
            changed_at: self.now,
            placement: Placement::Single,
        })
    }

    fn guest(&self, id: PersonId, answer: Participation) -> Result<Guest> {
        let card = self.card(id)?;
        Ok(Guest {
            name: Line::new(card.name.as_str()),
            email: card.email.clone(),
            answer,
        })
    }

    fn card(&self, id: PersonId) -> Result<&Card> {
        self.cards
            .get(&id)
            .ok_or_else(|| Error::Internal(format!("no card was loaded for {id}")))
    }

    fn path(&self) -> AppPath {
        AppPath::new(&format!("/meetings/{}", self.booked.id))
    }
}
