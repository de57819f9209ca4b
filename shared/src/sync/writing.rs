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

    /// What makes something private again: it waits for nothing and goes with nothing.
    fn takes_back(&self) -> bool {
        self.sets_sharing() == Some(false)
    }

    /// Whether it shares a reflection or takes it back, where it does either.
    pub fn sets_sharing(&self) -> Option<bool> {
        match self {
            Self::ShareReflection { shared, .. } => Some(*shared),
            _ => None,
        }
    }

    fn is_hand_in(&self) -> bool {
        matches!(self, Self::SelfAssess { edit, .. } if edit.submit)
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

/// What the server told of writing that it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It is there.
    Taken,
    /// The version that the text has now.
    Version(i64),
    /// How often the reflection has been shared or taken back now.
    Sharings(i64),
}

impl Outbox {
    /// Puts newer words of a text into the outbox. Words that wait and were never sent are
    /// replaced; what may have reached the server stays exactly as it was, and the newer words go
    /// behind it. `seen` is the edition on which the author built, and the `over` of `body` the
    /// version they were told: who has not seen the latest edition of this device, for instance
    /// in another window, has their words put beside it, for the server to refuse.
    /// What was handed in stays as it is: a letter typed while the page closes changes nothing.
    pub fn write(&mut self, mut body: CommandBody, seen: u32) {
        let is_handed_in = self.commands.iter().any(|c| c.body.is_hand_in());
        if is_handed_in && !body.is_hand_in() && self.trouble.is_none() {
            return;
        }
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

    /// Shares a reflection, or makes it private again. What was not told yet of the opposite is
    /// taken out. Sharing goes behind the words it is about; taking it back goes first, ahead of
    /// words that are not meant for others, and whatever the server refused. `told` is how often
    /// it had been shared or taken back as its author saw it: who shares it has not seen what
    /// another device took back since.
    pub fn set_sharing(&mut self, id: ReflectionId, shared: bool, told: i64) {
        let opposite = |c: &Command| c.body.sets_sharing() == Some(!shared);
        let n_before = self.commands.len();
        let may_be_told = self.commands.iter().any(|c| opposite(c) && c.promised);
        // Sharing again follows what may have been heard of taking it back.
        self.commands
            .retain(|c| !opposite(c) || (shared && c.promised));
        let is_undone = !shared && self.commands.len() < n_before && !may_be_told;
        let is_known = |c: &Command| c.body.sets_sharing() == Some(shared);
        if is_undone || self.commands.iter().any(is_known) {
            return;
        }
        let follows = self.commands.iter().any(opposite);
        let over = (shared && !follows).then(|| told.max(self.n_sharings));
        self.push_command(CommandBody::ShareReflection { id, shared, over });
        if !shared {
            self.commands.rotate_right(1);
        }
    }

    /// What goes although the server has refused something before it.
    pub(super) fn next_in_trouble(&self) -> Option<CommandBody> {
        let first = self.commands.first()?;
        first.body.takes_back().then(|| first.body.clone())
    }

    /// Fixes the next step before it is sent, if it is a person's writing: a retry then carries
    /// the same words over the same version, also after a killed tab.
    pub fn promise_writing(&mut self) -> Option<CommandBody> {
        let (version, n_sharings) = (self.version, self.n_sharings);
        let first = self.commands.first_mut().filter(|c| c.body.is_writing())?;
        if let CommandBody::ShareReflection {
            shared: true, over, ..
        } = &mut first.body
        {
            over.get_or_insert(n_sharings);
        } else if let Some(over) = first.body.over() {
            over.get_or_insert(version);
        }
        first.promised = true;
        Some(first.body.clone())
    }

    /// The server has it: `sent` leaves the outbox.
    pub fn written(&mut self, sent: &CommandBody, heard: Heard) {
        let is_sent = |c: &Command| c.promised && c.body == *sent;
        if let Some(at) = self.commands.iter().position(is_sent) {
            self.commands.remove(at);
        }
        match heard {
            Heard::Taken => {}
            Heard::Version(version) => self.version = version,
            Heard::Sharings(n) => self.n_sharings = n,
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
        let Some(at) = self.refusable() else {
            self.commands.clear();
            self.trouble = None;
            return;
        };
        let refused = &self.commands[at].body;
        if !refused.is_writing() {
            return;
        }
        if refused.is_text() {
            let builds = |c: &Command| c.body.is_text() || c.body.sets_sharing() == Some(true);
            self.commands.retain(|c| !builds(c));
            self.version = 0;
            self.edition = self.edition.saturating_add(1);
        } else {
            self.commands.remove(at);
        }
        self.trouble = None;
    }

    /// What the server refused, while it is not settled.
    pub fn refused(&self) -> Option<&CommandBody> {
        self.trouble.as_ref()?;
        self.refusable().map(|at| &self.commands[at].body)
    }

    /// Where what the server may refuse stands: taking back goes ahead of it.
    fn refusable(&self) -> Option<usize> {
        self.commands.iter().position(|c| !c.body.takes_back())
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
        self.waiting().find_map(CommandBody::sets_sharing)
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
        outbox.written(&sent, Heard::Version(1));
        assert_eq!(outbox.promise_writing(), Some(reflect("three", 1)));
        outbox.written(&reflect("three", 1), Heard::Version(2));
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
        outbox.trouble = refused();
        assert_eq!(outbox.next(), None);
        assert_eq!(outbox.whereabouts(true), Whereabouts::NeedsYou);
        assert_eq!(outbox.waiting_reflection().unwrap().parts.len(), 1);
        outbox.set_aside();
        assert_eq!(outbox.next(), Some(Next::Command(reply(2))));
        outbox.set_aside();
        assert!(!outbox.is_waiting());
    }

    fn sharing(shared: bool, over: Option<i64>) -> CommandBody {
        let id = ReflectionId::new(uuid(1));
        CommandBody::ShareReflection { id, shared, over }
    }

    fn taking_back() -> CommandBody {
        sharing(false, None)
    }

    fn refused() -> Option<Trouble> {
        Some(Trouble {
            code: Code::Stale,
            title: String::new(),
            fields: vec![],
            at: Timestamp::from_millis(0).unwrap(),
        })
    }

    #[test]
    fn taking_back_goes_ahead_of_words_and_of_what_was_refused() {
        let id = ReflectionId::new(uuid(1));
        let mut outbox = Outbox::default();
        outbox.write(reflect("for both of us", 3), 0);
        outbox.set_sharing(id, false, 1);
        outbox.write(reflect("for me alone", 0), outbox.edition);
        let private = reflect("for me alone", 3);
        assert_eq!(bodies(&outbox), [taking_back(), private.clone()]);
        outbox.trouble = refused();
        assert_eq!(outbox.next(), Some(Next::Command(taking_back())));
        outbox.set_aside();
        assert_eq!(bodies(&outbox), [taking_back()]);
        outbox.promise_writing();
        outbox.written(&taking_back(), Heard::Sharings(2));
        assert!(!outbox.is_waiting());
    }

    #[test]
    fn sharing_that_was_not_told_is_undone_by_taking_it_back() {
        let id = ReflectionId::new(uuid(1));
        let mut outbox = Outbox::default();
        outbox.write(reflect("mine", 0), 0);
        outbox.set_sharing(id, true, 0);
        outbox.set_sharing(id, true, 0);
        let share = sharing(true, Some(0));
        assert_eq!(bodies(&outbox), [reflect("mine", 0), share]);
        outbox.set_sharing(id, false, 0);
        assert_eq!(bodies(&outbox), [reflect("mine", 0)]);
        // A share whose answer was lost may have been heard: it is not repeated, but taken back.
        outbox.set_sharing(id, true, 0);
        let text = outbox.promise_writing().unwrap();
        outbox.written(&text, Heard::Version(1));
        outbox.promise_writing();
        outbox.set_sharing(id, false, 0);
        assert_eq!(bodies(&outbox), [taking_back()]);
        // And shared again it is said again, since nobody knows whether the first was heard.
        outbox.set_sharing(id, true, 0);
        assert_eq!(bodies(&outbox), [sharing(true, Some(0))]);
    }

    #[test]
    fn a_share_names_the_change_it_was_made_over() {
        let id = ReflectionId::new(uuid(1));
        let mut outbox = Outbox::default();
        outbox.set_sharing(id, true, 2);
        let first = outbox.promise_writing();
        assert_eq!(first, Some(sharing(true, Some(2))));
        // The answer was lost: the very same goes again.
        assert_eq!(outbox.promise_writing(), first);
        outbox.written(&first.unwrap(), Heard::Sharings(3));
        // The page still says what it was told when it opened.
        outbox.set_sharing(id, false, 2);
        outbox.promise_writing();
        outbox.set_sharing(id, true, 2);
        assert_eq!(bodies(&outbox), [taking_back(), sharing(true, None)]);
        outbox.written(&taking_back(), Heard::Sharings(4));
        assert_eq!(outbox.promise_writing(), Some(sharing(true, Some(4))));
        // Refused, because another device has taken it back, it is let go of alone.
        outbox.trouble = refused();
        assert_eq!(outbox.refused(), Some(&sharing(true, Some(4))));
        outbox.set_aside();
        assert!(!outbox.is_waiting() && outbox.trouble.is_none());
    }

    #[test]
    fn what_was_handed_in_is_not_replaced_by_a_late_letter() {
        let assess = |words: &str, submit: bool| CommandBody::SelfAssess {
            edit: serde_json::from_value(serde_json::json!({
                "content": { "ratings": {}, "words": { "overall": words } }, "submit": submit,
            }))
            .unwrap(),
            over: Some(0),
        };
        let mut outbox = Outbox::default();
        outbox.write(assess("It went", false), 0);
        outbox.write(assess("It went well", true), outbox.edition);
        outbox.write(assess("It went well!", false), outbox.edition);
        assert_eq!(bodies(&outbox), [assess("It went well", true)]);
        // Once refused it is for its author to go on with.
        outbox.promise_writing();
        outbox.trouble = refused();
        outbox.write(assess("It went well!", false), outbox.edition);
        assert_eq!(outbox.commands.len(), 2);
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
