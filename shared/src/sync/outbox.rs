//! What a device has waiting for the server, and what goes next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::feedback::{EditSelfAssessment, NewAmendment, NewReply, PutAction, PutReflection};
use crate::observations::{
    NewObservation, Release, SEGMENT_OPERATIONS, Segment, SetInformed, StopObservation,
};
use crate::problem::{Code, FieldProblem};
use crate::values::{ActionId, DeviceId, ReflectionId, SegmentId, Timestamp};

/// What an observation has waiting on this device. It stays when nothing waits, since it
/// also counts this device's operations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outbox {
    /// The last sequence given to an operation of this device; 0 before the first.
    pub last_sequence: u32,
    /// The highest sequence the server has acknowledged.
    pub safe_up_to: u32,
    /// A push that was promised. It is kept before it is sent, so that a retry after a lost
    /// answer or a killed tab carries the same name and the same operations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sending: Option<Sending>,
    /// Steps to take on the server, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<Command>,
    /// How often the text in this outbox was written on this device.
    #[serde(default)]
    pub edition: u32,
    /// The version the server last answered for that text; 0 where it was never sent from here.
    #[serde(default)]
    pub version: i64,
    /// How often the server last said that this reflection had been shared or taken back.
    #[serde(default)]
    pub n_sharings: i64,
    /// The version the server last answered for each action that was changed from here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub actions: BTreeMap<ActionId, i64>,
    /// Why the server refused; nothing more is sent for this record until the person says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Trouble>,
}

/// Operations `first..=last` of this device under one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    pub segment: SegmentId,
    pub first: u32,
    pub last: u32,
}

/// A step that is not part of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// It is sent once the operations up to here are safe, and before later ones.
    pub after_sequence: u32,
    pub body: CommandBody,
    /// Somebody's writing that may have reached the server: it is never changed any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub promised: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandBody {
    Plan(NewObservation),
    Inform(SetInformed),
    Stop(StopObservation),
    Share(Release),
    /// My own view; with `submit` it is handed in.
    SelfAssess {
        edit: EditSelfAssessment,
        /// The version its author was told, 0 for none; none where it follows words of this
        /// device that are still on their way.
        over: Option<i64>,
    },
    Reply(NewReply),
    /// I have read this edition.
    Acknowledge {
        edition: i32,
    },
    /// Words added after the closing.
    Amend(NewAmendment),
    Reflect {
        id: ReflectionId,
        put: PutReflection,
        /// As in a self-assessment.
        over: Option<i64>,
    },
    ShareReflection {
        id: ReflectionId,
        shared: bool,
        /// How often it had been shared or taken back when its author decided to share; none
        /// where that follows a change of this device that is still on its way, and for taking
        /// it back, which is never refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        over: Option<i64>,
    },
    DeleteReflection(Deletion),
    /// Makes an action of mine or changes it.
    PutAction {
        id: ActionId,
        put: PutAction,
        /// As in a self-assessment, of the action; 0 for one that is made by this.
        over: Option<i64>,
    },
}

/// A reflection is to be removed; what it said stays here until the server has heard, so that its
/// author can take that back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deletion {
    pub id: ReflectionId,
    /// As in a self-assessment: words that its author had not seen are not removed.
    pub over: Option<i64>,
    /// What the server had, as its author saw it; none for one that it has not heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<PutReflection>,
    /// Newer words that had not been sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsent: Option<PutReflection>,
}

/// The server said no in a way that trying again does not mend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trouble {
    pub code: Code,
    /// The server's sentence, in the language of the session.
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    pub at: Timestamp,
}

/// What to send next for one observation.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Operations up to `last`, under the promised name if there is one.
    Push {
        first: u32,
        last: u32,
        promised: Option<SegmentId>,
    },
    Command(CommandBody),
}

impl Next {
    /// Whether it waits until the hand rests, while somebody taps. Otherwise each tap would be a push of
    /// its own as soon as one push met another tap. What was promised, and a press, waits for nothing.
    pub fn waits_for_rest(&self) -> bool {
        matches!(self, Self::Push { promised: None, .. })
    }

    /// The name and the operations of a push that was promised before.
    pub fn promised(&self) -> Option<Sending> {
        match *self {
            Self::Push {
                first,
                last,
                promised: Some(segment),
            } => Some(Sending {
                segment,
                first,
                last,
            }),
            _ => None,
        }
    }

    /// Whether this is the push that `before` was, with the same operations or more behind them.
    pub fn goes_on(&self, before: &Self) -> bool {
        match (self, before) {
            (
                Self::Push {
                    first,
                    last,
                    promised,
                },
                Self::Push {
                    first: first_before,
                    last: last_before,
                    promised: promised_before,
                },
            ) => first == first_before && last >= last_before && promised == promised_before,
            _ => false,
        }
    }
}

/// Where the latest of a record is: the four words a person can rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Something of it is on this device only.
    HereOnly,
    /// That is on its way now.
    Sending,
    /// The server has all of it.
    Safe,
    /// The server refused something: the reason is in [`Outbox::trouble`].
    NeedsYou,
}

impl Outbox {
    /// `is_trying` tells whether the sender is at work.
    pub fn whereabouts(&self, is_trying: bool) -> Whereabouts {
        match (self.trouble.is_some(), self.is_waiting()) {
            (true, _) => Whereabouts::NeedsYou,
            (_, false) => Whereabouts::Safe,
            (_, true) if is_trying => Whereabouts::Sending,
            _ => Whereabouts::HereOnly,
        }
    }

    /// The next thing to send. A promised push is repeated exactly; a command waits for the
    /// operations before it and goes ahead of those after it.
    pub fn next(&self) -> Option<Next> {
        if self.trouble.is_some() {
            return self.next_in_trouble().map(Next::Command);
        }
        if let Some(sending) = self.sending {
            return Some(Next::Push {
                first: sending.first,
                last: sending.last,
                promised: Some(sending.segment),
            });
        }
        let limit = match self.commands.first() {
            Some(command) if command.after_sequence <= self.safe_up_to => {
                return Some(Next::Command(command.body.clone()));
            }
            Some(command) => command.after_sequence.min(self.last_sequence),
            None => self.last_sequence,
        };
        let first = self.safe_up_to + 1;
        let most = u32::try_from(SEGMENT_OPERATIONS).unwrap_or(u32::MAX);
        let last = limit.min(self.safe_up_to.saturating_add(most));
        (first <= last).then_some(Next::Push {
            first,
            last,
            promised: None,
        })
    }

    /// Fixes the next push before it is sent: its name and its operations, of which `n_fit` are
    /// taken at most. A push that was promised before stays as it is. `name` is for a new one.
    pub fn promise(&mut self, n_fit: u32, name: SegmentId) -> Option<Sending> {
        let Some(Next::Push {
            first,
            last,
            promised,
        }) = self.next()
        else {
            return None;
        };
        let sending = match promised {
            Some(segment) => Sending {
                segment,
                first,
                last,
            },
            None => Sending {
                segment: name,
                first,
                last: last.min(first.saturating_add(n_fit.max(1) - 1)),
            },
        };
        self.sending = Some(sending);
        Some(sending)
    }

    /// Counts what the server holds of this device, as its segments tell.
    pub fn take_in(&mut self, segments: &[Segment], device: DeviceId) {
        let own = segments.iter().filter(|segment| segment.device == device);
        for last in own.filter_map(|segment| segment.operations.last()) {
            self.acknowledge(last.sequence);
        }
    }

    /// The server holds less than it acknowledged: it was set back to a backup. Everything behind
    /// `safe_up_to` goes again, under a new name.
    pub fn set_back(&mut self, safe_up_to: u32) {
        self.safe_up_to = self.safe_up_to.min(safe_up_to);
        self.sending = None;
        self.trouble = None;
    }

    pub fn n_unsent(&self) -> u32 {
        self.last_sequence.saturating_sub(self.safe_up_to)
    }

    /// Whether anything at all has still to reach the server.
    pub fn is_waiting(&self) -> bool {
        self.n_unsent() > 0 || !self.commands.is_empty()
    }

    /// Adds a command behind everything there is.
    pub fn push_command(&mut self, body: CommandBody) {
        self.commands.push(Command {
            after_sequence: self.last_sequence,
            body,
            promised: false,
        });
    }

    /// Takes in what the server holds of this device. A device that lost its database goes
    /// on counting where the server stands instead of giving a number twice.
    pub fn acknowledge(&mut self, safe_up_to: u32) {
        self.safe_up_to = self.safe_up_to.max(safe_up_to);
        self.last_sequence = self.last_sequence.max(self.safe_up_to);
        if self.sending.is_some_and(|s| s.last <= self.safe_up_to) {
            self.sending = None;
        }
    }
}
