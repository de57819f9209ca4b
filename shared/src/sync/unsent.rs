//! Own writing that a device could not send before it was emptied: its way back to its author,
//! and to nobody else.
//!
//! What comes back is never further than it was. Nothing is handed in and nothing is shared by
//! it; only a sharing that was being taken back still is, and an action of its author is changed as
//! they decided, unless it was changed since.

use super::outbox::{Command, CommandBody, Outbox};
use crate::feedback::{
    EditSelfAssessment, NewAmendment, NewReply, PutAction, PutReflection, SelfAssessmentContent,
};
use crate::values::{ActionId, DeviceId, Label, ObservationId, ReflectionId, Timestamp};

/// For how many days it is kept for its author to take it back or to let it go.
pub const UNSENT_DAYS: u16 = 180;

crate::wire! {
    /// Writing of mine that one device of mine handed over.
    pub struct UnsentWriting {
        pub device: DeviceId,
        /// The browser as its owner would recognise it.
        pub label: Label,
        /// Texts and replies, each counted once.
        pub n_pieces: u32,
        /// When the last of it came.
        pub kept_at: Timestamp,
        /// When the first of it is removed, whatever its author does.
        pub kept_until: Timestamp,
    }

    /// What one outbox held, in the order in which it was written.
    pub struct OpenedWriting {
        /// The observation it is about, or the id under which a reflection has its outbox.
        pub of: ObservationId,
        pub pieces: Vec<UnsentPiece>,
    }

    /// Says what became of it. What came after `kept_at` stays.
    pub struct SettleWriting {
        pub kept_at: Timestamp,
        pub settled: Settled,
    }
}

crate::wire! {
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Settled {
        /// It is on a device of its author again.
        Restored,
        /// Its author let it go.
        Discarded,
    }
}

crate::wire! {
    /// One piece of somebody's own writing, as it may come back.
    #[serde(rename_all = "snake_case")]
    pub enum UnsentPiece {
        /// A draft, also where it was to be handed in.
        SelfAssessment {
            content: SelfAssessmentContent,
            /// The version its author was told, 0 for none; none where it follows the piece before.
            over: Option<i64>,
        },
        /// Words for its author to send, or not.
        Reply(NewReply),
        /// The same, after the closing.
        Amendment(NewAmendment),
        /// As private, or as shared, as it is.
        Reflection {
            id: ReflectionId,
            put: PutReflection,
            /// As in a self-assessment.
            over: Option<i64>,
        },
        /// A shared reflection that was to be private again.
        MakePrivate { id: ReflectionId },
        /// A change of an action of mine, or one that I made.
        Action {
            id: ActionId,
            put: PutAction,
            /// As in a self-assessment, of the action.
            over: Option<i64>,
        },
    }
}

/// Words that nothing sends by itself: they go on as drafts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForAuthor {
    pub replies: Vec<NewReply>,
    pub amendments: Vec<NewAmendment>,
}

impl UnsentPiece {
    /// What of a step may come back; steps of a session and sharing are taken again by a person.
    fn of(body: &CommandBody) -> Option<Self> {
        Some(match body {
            CommandBody::SelfAssess { edit, over } => Self::SelfAssessment {
                content: edit.content.clone(),
                over: *over,
            },
            CommandBody::Reply(new) => Self::Reply(new.clone()),
            CommandBody::Amend(new) => Self::Amendment(new.clone()),
            CommandBody::Reflect { id, put, over } => Self::Reflection {
                id: *id,
                put: put.clone(),
                over: *over,
            },
            CommandBody::ShareReflection {
                id, shared: false, ..
            } => Self::MakePrivate { id: *id },
            CommandBody::PutAction { id, put, over } => Self::Action {
                id: *id,
                put: put.clone(),
                over: *over,
            },
            CommandBody::Plan(_)
            | CommandBody::Inform(_)
            | CommandBody::Stop(_)
            | CommandBody::Share(_)
            | CommandBody::Acknowledge { .. }
            | CommandBody::DeleteReflection(_)
            | CommandBody::ShareReflection { .. } => return None,
        })
    }

    fn is_text(&self) -> bool {
        matches!(self, Self::SelfAssessment { .. } | Self::Reflection { .. })
    }

    /// The action it is about; none for what is about the text of its outbox.
    pub fn action(&self) -> Option<ActionId> {
        match self {
            Self::Action { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// The version it is written over, where it is one of something with versions.
    pub fn over(&mut self) -> Option<&mut Option<i64>> {
        match self {
            Self::SelfAssessment { over, .. }
            | Self::Reflection { over, .. }
            | Self::Action { over, .. } => Some(over),
            Self::Reply(_) | Self::Amendment(_) | Self::MakePrivate { .. } => None,
        }
    }
}

impl Outbox {
    /// The own writing that waits in it, as it may come back.
    pub fn unsent_writing(&self) -> Vec<UnsentPiece> {
        let bodies = self.commands.iter().map(|command| &command.body);
        bodies.filter_map(UnsentPiece::of).collect()
    }

    /// Takes in what came back, where it waits to be sent like anything written here; what is
    /// there already is not taken twice. Answers what its author sends, or not.
    pub fn take_back(&mut self, pieces: Vec<UnsentPiece>) -> ForAuthor {
        let mut bodies = Vec::new();
        let mut rest = ForAuthor::default();
        for piece in pieces {
            match piece {
                UnsentPiece::SelfAssessment { content, over } => {
                    let submit = false;
                    let edit = EditSelfAssessment { content, submit };
                    bodies.push(CommandBody::SelfAssess { edit, over });
                }
                UnsentPiece::Reflection { id, put, over } => {
                    bodies.push(CommandBody::Reflect { id, put, over });
                }
                UnsentPiece::Action { id, put, over } => {
                    bodies.push(CommandBody::PutAction { id, put, over });
                }
                UnsentPiece::Reply(new) => rest.replies.push(new),
                UnsentPiece::Amendment(new) => rest.amendments.push(new),
                UnsentPiece::MakePrivate { id } => self.set_sharing(id, false, 0),
            }
        }
        let as_command = |body| Command {
            after_sequence: 0,
            body,
            promised: false,
        };
        self.take_writing(bodies.into_iter().map(as_command).collect());
        rest
    }
}

/// How many pieces these are to their author: an outbox holds one text at most, however often it
/// was written.
pub fn n_pieces(pieces: &[UnsentPiece]) -> usize {
    let n_texts = usize::from(pieces.iter().any(UnsentPiece::is_text));
    n_texts + pieces.iter().filter(|piece| !piece.is_text()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feedback::{ReflectionModel, ReplyKind};
    use crate::values::{LongText, ReplyId};
    use uuid::Uuid;

    fn uuid(n: u128) -> Uuid {
        Uuid::from_u128((7 << 76) | (0b10 << 62) | n)
    }

    fn reply(n: u128) -> UnsentPiece {
        UnsentPiece::Reply(NewReply {
            id: ReplyId::new(uuid(n)),
            kind: ReplyKind::Reply,
            text: LongText::parse("I stayed with it.").unwrap(),
        })
    }

    fn put() -> PutReflection {
        PutReflection {
            observation_id: None,
            model: ReflectionModel::Free,
            parts: [].into(),
        }
    }

    #[test]
    fn nothing_hands_itself_in_or_shares_itself_by_coming_back() {
        let id = ReflectionId::new(uuid(1));
        let mut outbox = Outbox::default();
        let edit = EditSelfAssessment {
            content: SelfAssessmentContent::default(),
            submit: true,
        };
        let over = Some(0);
        outbox.push_command(CommandBody::SelfAssess { edit, over });
        outbox.push_command(CommandBody::Reflect {
            id,
            put: put(),
            over,
        });
        outbox.set_sharing(id, true, 0);
        let content = SelfAssessmentContent::default();
        let expected = [
            UnsentPiece::SelfAssessment { content, over },
            UnsentPiece::Reflection {
                id,
                put: put(),
                over,
            },
        ];
        assert_eq!(outbox.unsent_writing(), expected);
    }

    #[test]
    fn what_comes_back_twice_is_there_once_and_replies_wait_for_their_author() {
        let id = ReflectionId::new(uuid(1));
        let text = UnsentPiece::Reflection {
            id,
            put: put(),
            over: Some(3),
        };
        let private = UnsentPiece::MakePrivate { id };
        let pieces = vec![reply(2), text, private];
        let mut outbox = Outbox::default();
        for _ in 0..2 {
            assert_eq!(outbox.take_back(pieces.clone()).replies.len(), 1);
        }
        assert_eq!(outbox.waiting_sharing(), Some(false));
        assert_eq!(outbox.waiting_reflection(), Some(&put()));
        assert_eq!(outbox.commands.len(), 2);
    }

    #[test]
    fn what_was_being_made_private_still_is() {
        let id = ReflectionId::new(uuid(1));
        let mut outbox = Outbox::default();
        outbox.set_sharing(id, false, 0);
        let expected = [UnsentPiece::MakePrivate { id }];
        assert_eq!(outbox.unsent_writing(), expected);
    }

    #[test]
    fn a_text_counts_once_however_often_it_was_written() {
        let id = ReflectionId::new(uuid(1));
        let text = UnsentPiece::Reflection {
            id,
            put: put(),
            over: None,
        };
        let cases = [
            (vec![], 0),
            (vec![text.clone(), text.clone()], 1),
            (vec![reply(2), reply(3)], 2),
            (vec![text.clone(), reply(2), text], 2),
        ];
        for (pieces, expected) in cases {
            assert_eq!(n_pieces(&pieces), expected, "{pieces:?}");
        }
    }
}
