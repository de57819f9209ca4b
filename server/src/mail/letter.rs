//! From what happened to what the reader is told: a letter in blocks, in the
//! reader's language and within the organisation's policy.
//!
//! Both parts of a mail are made from the same blocks, so the text and the HTML
//! cannot say different things, and a new message needs sentences, not templates.

mod accounts;
mod digest;
mod feedback;
mod meetings;
mod observations;
mod unsent;

use chrono::NaiveDate;
use serde::Serialize;
use shared::org::MailPolicy;

use super::calendar::Method;
use super::catalogue::{Words, words};
use super::dates;
use super::link::AppPath;
use super::message::{ActionLine, Content, Message};
use super::text::Prose;
use crate::locale::Locale;

/// A letter ready to be set in text and HTML.
#[derive(Serialize)]
pub struct Letter {
    /// BCP 47, for the HTML's `lang`.
    pub language: &'static str,
    /// Neutral: it shows on a lock screen.
    pub subject: String,
    pub greeting: String,
    pub blocks: Vec<Block>,
    pub closing: Vec<String>,
    #[serde(skip)]
    pub calendar: Option<CalendarPart>,
}

/// A part of a letter's body. All texts are plain; templates escape.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    Paragraph {
        text: String,
    },
    Heading {
        text: String,
    },
    List {
        items: Vec<String>,
    },
    Facts {
        rows: Vec<Fact>,
    },
    /// The one thing to do, as a button and as an address to copy.
    Link {
        label: String,
        url: String,
        copy_hint: String,
    },
}

/// A named value, such as "When: Thursday …".
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
    /// Whether the value is an address to follow.
    pub is_link: bool,
}

/// A calendar object and its method.
pub struct CalendarPart {
    pub method: Method,
    pub text: String,
}

/// What every composing function needs: the words, and how to print a value.
struct Pen<'a> {
    message: &'a Message,
    words: &'static Words,
    locale: Locale,
}

/// Writes the letter. `sender_address` becomes the organiser of meetings.
pub fn compose(message: &Message, sender_address: &str) -> Letter {
    let locale = message.to.locale;
    let pen = Pen {
        message,
        words: words(locale),
        locale,
    };
    match &message.content {
        Content::Invitation {
            invited_by,
            path,
            expires_at,
        } => accounts::invitation(&pen, invited_by, path, *expires_at),
        Content::PasswordReset { path, expires_at } => accounts::reset(&pen, path, *expires_at),
        Content::PasswordChanged { at, path } => accounts::password_changed(&pen, *at, path),
        Content::SessionEnded { device, at, path } => {
            accounts::session_ended(&pen, device, *at, path)
        }
        Content::AddressChanged { changed_by, path } => {
            accounts::address_changed(&pen, changed_by, path)
        }
        Content::ObservationPlanned {
            planned_by,
            session,
            is_second,
        } => observations::planned(&pen, planned_by, session, *is_second),
        Content::ObservationMoved {
            session,
            previously,
        } => observations::moved(&pen, session, *previously),
        Content::ObservationHandedOn {
            session,
            before,
            is_yours,
        } => observations::handed_on(&pen, session, before, *is_yours),
        Content::RequestDeclined { declined_by, path } => {
            observations::request_declined(&pen, declined_by, path)
        }
        Content::ObservationCancelled {
            session,
            cancelled_by,
        } => observations::cancelled(&pen, session, cancelled_by.as_ref()),
        Content::FeedbackReady {
            observer,
            observed_on,
            path,
            actions,
            feedback: released,
        } => feedback::ready(
            &pen,
            observer,
            *observed_on,
            path,
            actions,
            released.as_ref(),
        ),
        Content::ReplyReceived {
            practitioner,
            observed_on,
            path,
        } => feedback::replied(&pen, practitioner, *observed_on, path),
        Content::UnsentToDecide {
            team,
            arrived_on,
            path,
        } => unsent::to_decide(&pen, team, *arrived_on, path),
        Content::UnsentWithoutHead {
            team,
            arrived_on,
            path,
        } => unsent::without_head(&pen, team, *arrived_on, path),
        Content::UnsentWaits { arrived_on, path } => unsent::waits(&pen, *arrived_on, path),
        Content::UnsentDecided {
            is_accepted,
            decided_by,
            arrived_on,
            path,
            reason,
        } => unsent::decided(&pen, *is_accepted, decided_by, *arrived_on, path, reason),
        Content::UnsentKept { kept_until, path } => unsent::kept(&pen, *kept_until, path),
        Content::MeetingInvited { meeting } => meetings::invited(&pen, meeting, sender_address),
        Content::MeetingMoved {
            meeting,
            previous_start,
        } => meetings::moved(&pen, meeting, *previous_start, sender_address),
        Content::MeetingCancelled { meeting, whom } => {
            meetings::cancelled(&pen, meeting, *whom, sender_address)
        }
        Content::MeetingSummary {
            purpose,
            held_at,
            path,
            actions,
            summary,
        } => meetings::summary(&pen, *purpose, *held_at, path, actions, summary),
        Content::WeeklyDigest {
            week_from,
            digest,
            more,
            path,
        } => digest::weekly(&pen, *week_from, digest, more, path),
    }
}

impl Pen<'_> {
    fn letter(&self, subject: String, blocks: Vec<Block>) -> Letter {
        let name = self.message.to.name.as_str();
        let organisation = self.message.organisation.as_str();
        Letter {
            language: match self.locale {
                Locale::English => "en-GB",
                Locale::Welsh => "cy",
            },
            subject,
            greeting: match name {
                "" => self.words.say("greeting-unnamed"),
                _ => self.words.say_with("greeting", &[("name", name)]),
            },
            blocks,
            closing: vec![
                self.words
                    .say_with("closing-sender", &[("organisation", organisation)]),
                self.words.say("closing-automatic"),
            ],
            calendar: None,
        }
    }

    fn paragraph(&self, key: &str, values: &[(&str, &str)]) -> Block {
        Block::Paragraph {
            text: self.words.say_with(key, values),
        }
    }

    fn heading(&self, key: &str) -> Block {
        Block::Heading {
            text: self.words.say(key),
        }
    }

    fn link(&self, key: &str, path: &AppPath) -> Block {
        Block::Link {
            label: self.words.say(key),
            url: self.message.site.join(path),
            copy_hint: self.words.say("copy-link"),
        }
    }

    fn fact(&self, key: &str, value: impl Into<String>) -> Fact {
        Fact {
            name: self.words.say(key),
            value: value.into(),
            is_link: false,
        }
    }

    fn day(&self, date: NaiveDate) -> String {
        dates::day(date, self.locale)
    }

    /// Action titles are for organisations whose policy allows them.
    fn add_actions(&self, blocks: &mut Vec<Block>, actions: &[ActionLine]) {
        if self.message.policy == MailPolicy::Minimal || actions.is_empty() {
            return;
        }
        let item = |action: &ActionLine| {
            let values = [
                ("title", action.title.as_str()),
                ("date", &self.day(action.review_on)),
            ];
            self.words.say_with("action-item", &values)
        };
        blocks.push(self.heading("actions-heading"));
        blocks.push(Block::List {
            items: actions.iter().map(item).collect(),
        });
    }

    /// A heading and its paragraphs; nothing where there is nothing to say.
    fn add_prose(&self, blocks: &mut Vec<Block>, heading: &str, parts: &[Prose]) {
        let texts: Vec<&str> = parts.iter().flat_map(|part| part.paragraphs()).collect();
        if texts.is_empty() {
            return;
        }
        blocks.push(self.heading(heading));
        let paragraph = |text: &str| Block::Paragraph {
            text: text.to_owned(),
        };
        blocks.extend(texts.into_iter().map(paragraph));
    }
}
