//! What a device asks for and is told: the records it may hold, and what has ended.

use crate::feedback::{Feedback, SelfAssessment};
use crate::observations::{Observation, Segment};
use crate::values::{DeviceId, ObservationId};

/// The most records one device holds of one person.
pub const WORKING_SET_MAX: usize = 100;

/// The most records that a device asks about beside those.
pub const UNHELD_MAX: usize = 100;

crate::wire! {
    /// What changed since `after`.
    pub struct Pull {
        pub device: DeviceId,
        /// The cursor of the last answer that is kept: everything up to it is acknowledged, and
        /// what was told since is told again. 0 where nothing was told yet.
        pub after: i64,
        /// What was only opened by hand and is here still, at most [`UNHELD_MAX`]: the answer says
        /// which of it is to go.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub unheld: Vec<ObservationId>,
    }

    pub struct Pulled {
        /// The server does not know that cursor: it was set back to a backup. What this device
        /// holds of others is replaced by what follows; what it wrote itself it keeps and sends.
        pub from_start: bool,
        pub records: Vec<Told>,
        /// What is no longer to be on this device.
        pub gone: Vec<Gone>,
        /// Content hashes of the versions that the records told here are shown with.
        pub frameworks: Vec<String>,
        /// For the next [`Pull`], once everything here is kept.
        pub cursor: i64,
        /// Whether there is more to be told at once.
        pub more: bool,
    }

    /// One record of the working set.
    pub struct Told {
        pub why: Why,
        pub observation: Observation,
        /// The highest sequence of the asking device in the log.
        pub safe_up_to: u32,
        /// Whether `segments` are the whole log and not only what is new.
        pub whole_log: bool,
        /// In order of receipt; for the observer only.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub segments: Vec<Segment>,
        /// For the practitioner, once it is open to them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub feedback: Option<Feedback>,
        /// For the practitioner, their own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub self_assessment: Option<SelfAssessment>,
    }

    pub struct Gone {
        pub observation: ObservationId,
        pub why: Ending,
    }
}

crate::wire! {
    /// Why a record is on the device.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Why {
        /// To be observed by me.
        ToObserve,
        /// In progress or to be written up by me.
        ToWrite,
        /// Shared by me not long ago.
        Shared,
        /// A session of mine that is planned or being written up.
        MySession,
        /// Feedback to me.
        MyFeedback,
    }

    /// Why a record leaves the device.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Ending {
        Withdrawn,
        /// Stopped, and what was captured removed or kept unshared.
        Stopped,
        /// Too long ago, or too far ahead.
        OutOfWindow,
        /// No longer mine to see.
        Revoked,
    }
}
