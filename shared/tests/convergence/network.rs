//! Messages on their way: any may be lost, come twice or overtake another.

use shared::observations::{Operation, Segment};
use shared::values::{DeviceId, SegmentId, Timestamp};

#[derive(Clone, Debug)]
pub enum Request {
    Push {
        device: DeviceId,
        segment: SegmentId,
        content_hash: String,
        operations: Vec<Operation>,
    },
    /// What changed since the cursor.
    Pull { device: DeviceId, after: i64 },
}

#[derive(Clone, Debug)]
pub enum Answer {
    Receipt {
        segment: SegmentId,
        received_at: Timestamp,
        received_sequence: i64,
        first_sequence: u32,
        safe_up_to: u32,
    },
    Gap {
        safe_up_to: u32,
    },
    Log {
        /// The server does not know the cursor that was presented.
        from_start: bool,
        safe_up_to: u32,
        segments: Vec<Segment>,
        cursor: i64,
    },
}

/// Between one run of a device and the server. A device that was killed hears no answer to what
/// it asked before.
#[derive(Clone, Debug)]
pub struct Message {
    pub device: usize,
    pub run: u32,
    pub asked: Request,
    pub answer: Option<Answer>,
}
