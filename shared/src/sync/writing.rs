//! What people write about their own work: on the device first, on the server when it is reached.
//!
//! A self-assessment and replies wait in the outbox of their observation. A reflection has an
//! outbox of its own, under its own id, since it needs no session to be about. Each outbox thus
//! holds at most one text with versions.

use super::outbox::{Command, CommandBody, Outbox};
use crate::feedback::{EditSelfAssessment, NewReply, PutReflection};
use crate::values::{ObservationId, ReflectionId};

/// The id under which a reflection has its outbox.
pub fn outbox_of(reflection: ReflectionId) -> ObservationId {
    ObservationId::new(reflection.uuid())
}

impl CommandBody {
    /// Whether it is a person's writing, and no step of a session.
    pub fn is_writing(&self) -> bool {
        match self {
            Self::SelfAssess { .. }
            | Self::Reply(_)
            | Self::Reflect { .. }
            | Self::ShareReflection { .. } => true,
            Self::Plan(_) | Self::Inform(_) | Self::Stop(_) | Self::Share(_) => false,
        }
    }

    /// The version a text is written over, where it is one with versions.
    fn over(&mut self) -> Option<&mut Option<i64>> {
        match self {
            Self::SelfAssess { over, .. } | Self::Reflect { over, .. } => Some(over),
            _ => None,
        }
    }

    fn is_text(&self) -> bool {
        matches!(self, Self::SelfAssess { .. } | Self::Reflect { .. })
    }

    /// What the person wrote, in the order of the page; for showing and copying.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::SelfAssess { edit, .. } => {
                edit.content.words.values().map(|w| w.as_str()).collect()
            }
            Self::Reply(new) => vec![new.text.as_str()],
            Self::Reflect { put, .. } => put.parts.values().map(|w| w.as_str()).collect(),
            _ => Vec::new(),
        }
    }
}

impl Outbox {
    /// Puts newer words of a text into the outbox. Words that wait and were never sent are
    /// replaced; what may have reached the server stays exactly as it was, and the newer words go
    /// behind it. `seen` is the edition on which the author built, and the `over` of `body` the
    /// version they were told: who has not seen the latest edition of this device, for instance
    /// in another window, has their words put beside it, for the server to refuse.
    pub fn write(&mut self, mut body: CommandBody, seen: u32) {
        let follows = seen == self.edition;
        self.edition = self.edition.saturating_add(1);
        let waiting = self.commands.iter_mut().rev().find(|c| c.body.is_text());
        match waiting {
            Some(waiting) if follows && !waiting.promised => {
                let before = waiting.body.over().and_then(|over| *over);
                set_over(&mut body, before);
                waiting.body = body;
            }
            Some(_) if follows => {
                set_over(&mut body, None);
                self.push_command(body);
            }
            None if follows => {
                let told = body.over().and_then(|over| *over).unwrap_or(0);
                set_over(&mut body, Some(told.max(self.version)));
                self.push_command(body);
            }
            _ => self.push_command(body),
        }
    }

    /// Fixes the next step before it is sent, if it is a person's writing: a retry then carries
    /// the same words over the same version, also after a killed tab.
    pub fn promise_writing(&mut self) -> Option<CommandBody> {
        let version = self.version;
        let first = self.commands.first_mut().filter(|c| c.body.is_writing())?;
        if let Some(over) = first.body.over() {
            over.get_or_insert(version);
        }
        first.promised = true;
        Some(first.body.clone())
    }

    /// The server has it: `sent` leaves the outbox. `version` is that of the text, where it has one.
    pub fn written(&mut self, sent: &CommandBody, version: Option<i64>) {
        if self.commands.first().is_some_and(|c| c.body == *sent) {
            self.commands.remove(0);
        }
        if let Some(version) = version {
            self.version = version;
        }
    }

    /// Takes in writing of another device, or of this one before it lost its database; answers
    /// how much was not there yet.
    pub fn take_writing(&mut self, writing: Vec<Command>) -> usize {
        let n_before = self.commands.len();
        for command in writing {
            if self.commands.iter().all(|known| known.body != command.body) {
                let after_sequence = self.last_sequence;
                self.commands.push(Command {
                    after_sequence,
                    ..command
                });
            }
        }
        self.edition = self.edition.saturating_add(1);
        self.commands.len() - n_before
    }

    /// Lets go of writing that the server refused, because its author says so: with a text goes
    /// what builds on it, with anything else only that.
    pub fn set_aside(&mut self) {
        let Some(refused) = self.commands.first().filter(|c| c.body.is_writing()) else {
            return;
        };
        if refused.body.is_text() {
            let builds = |c: &Command| {
                c.body.is_text() || matches!(c.body, CommandBody::ShareReflection { .. })
            };
            self.commands.retain(|c| !builds(c));
            self.version = 0;
            self.edition = self.edition.saturating_add(1);
        } else {
            self.commands.remove(0);
        }
        self.trouble = None;
    }

    /// The latest self-assessment that waits.
    pub fn waiting_self_assessment(&self) -> Option<&EditSelfAssessment> {
        self.waiting().find_map(|body| match body {
            CommandBody::SelfAssess { edit, .. } => Some(edit),
            _ => None,
        })
    }

    /// The latest words of a reflection that wait.
    pub fn waiting_reflection(&self) -> Option<&PutReflection> {
        self.waiting().find_map(|body| match body {
            CommandBody::Reflect { put, .. } => Some(put),
            _ => None,
        })
    }

    /// Whether a reflection is to be shared or private, where that waits to be told.
    pub fn waiting_sharing(&self) -> Option<bool> {
        self.waiting().find_map(|body| match body {
            CommandBody::ShareReflection { shared, .. } => Some(*shared),
            _ => None,
        })
    }

    /// Replies that wait, in order.
    pub fn waiting_replies(&self) -> impl Iterator<Item = &NewReply> {
        self.commands.iter().filter_map(|c| match &c.body {
            CommandBody::Reply(new) => Some(new),
            _ => None,
        })
    }

    /// The latest first.
    fn waiting(&self) -> impl Iterator<Item = &CommandBody> {
        self.commands.iter().rev().map(|c| &c.body)
    }
}

fn set_over(body: &mut CommandBody, version: Option<i64>) {
    if let Some(over) = body.over() {
        *over = version;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feedback::{ReflectionModel, ReplyKind};
    use crate::problem::Code;
    use crate::sync::{Next, Trouble, Whereabouts};
    use crate::values::{DraftText, Key, LongText, ReplyId, Timestamp};
    use uuid::Uuid;

    fn uuid(n: u128) -> Uuid {
        Uuid::from_u128((7 << 76) | (0b10 << 62) | n)
    }

    fn reflect(words: &str, over: i64) -> CommandBody {
        let part = Key::parse("free").unwrap();
        let put = PutReflection {
            observation_id: None,
            model: ReflectionModel::Free,
            parts: [(part, DraftText::parse(words).unwrap())].into(),
        };
        let id = ReflectionId::new(uuid(1));
        CommandBody::Reflect {
            id,
            put,
            over: Some(over),
        }
    }

    fn reply(n: u128) -> CommandBody {
        CommandBody::Reply(NewReply {
            id: ReplyId::new(uuid(n)),
            kind: ReplyKind::Reply,
            text: LongText::parse("I stayed with it.").unwrap(),
        })
    }

    fn bodies(outbox: &Outbox) -> Vec<CommandBody> {
        outbox.commands.iter().map(|c| c.body.clone()).collect()
    }

    #[test]
    fn words_that_were_never_sent_are_replaced_and_keep_what_they_are_written_over() {
        let mut outbox = Outbox::default();
        outbox.write(reflect("I", 3), 0);
        outbox.write(reflect("I was", 0), outbox.edition);
        assert_eq!(bodies(&outbox), [reflect("I was", 3)]);
    }

    #[test]
    fn words_that_may_have_arrived_stay_and_newer_ones_follow_them() {
        let mut outbox = Outbox::default();
        outbox.write(reflect("one", 0), 0);
        let sent = outbox.promise_writing().unwrap();
        outbox.write(reflect("two", 0), outbox.edition);
        outbox.write(reflect("three", 0), outbox.edition);
        // The answer was lost: the very same goes again.
        assert_eq!(outbox.promise_writing(), Some(sent.clone()));
        outbox.written(&sent, Some(1));
        assert_eq!(outbox.promise_writing(), Some(reflect("three", 1)));
        outbox.written(&reflect("three", 1), Some(2));
        assert!(!outbox.is_waiting());
        // The page still says what it was told when it opened.
        outbox.write(reflect("four", 0), outbox.edition);
        assert_eq!(bodies(&outbox), [reflect("four", 2)]);
    }

    #[test]
    fn a_window_that_has_not_seen_the_latest_replaces_nothing() {
        let mut outbox = Outbox::default();
        outbox.write(reflect("here", 4), 0);
        outbox.write(reflect("there", 4), 0);
        assert_eq!(bodies(&outbox), [reflect("here", 4), reflect("there", 4)]);
    }

    #[test]
    fn refused_writing_stays_until_its_author_lets_it_go() {
        let mut outbox = Outbox::default();
        outbox.write(reflect("mine", 4), 0);
        outbox.push_command(reply(2));
        outbox.promise_writing();
        outbox.trouble = Some(Trouble {
            code: Code::Stale,
            title: String::new(),
            fields: vec![],
            at: Timestamp::from_millis(0).unwrap(),
        });
        assert_eq!(outbox.next(), None);
        assert_eq!(outbox.whereabouts(true), Whereabouts::NeedsYou);
        assert_eq!(outbox.waiting_reflection().unwrap().parts.len(), 1);
        outbox.set_aside();
        assert_eq!(outbox.next(), Some(Next::Command(reply(2))));
        outbox.set_aside();
        assert!(!outbox.is_waiting());
    }

    #[test]
    fn steps_of_a_session_are_neither_promised_nor_set_aside() {
        let mut outbox = Outbox::default();
        outbox.push_command(CommandBody::Stop(crate::observations::StopObservation {
            discard: false,
        }));
        outbox.push_command(reply(2));
        assert_eq!(outbox.promise_writing(), None);
        outbox.set_aside();
        assert_eq!(outbox.commands.len(), 2);
    }

    #[test]
    fn an_outbox_of_before_is_read() {
        let kept = r#"{"last_sequence":2,"safe_up_to":1,"commands":[{"after_sequence":2,"body":{"stop":{"discard":false}}}]}"#;
        let outbox: Outbox = serde_json::from_str(kept).unwrap();
        assert_eq!((outbox.edition, outbox.version), (0, 0));
        assert!(!outbox.commands[0].promised);
    }
}
