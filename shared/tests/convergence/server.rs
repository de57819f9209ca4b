//! The server's rules for one log, without a database: what is taken is decided by the same
//! functions that the real one calls.

use std::collections::HashMap;

use shared::observations::{Operation, Segment};
use shared::sync::{self, Refusal};
use shared::values::{DeviceId, SegmentId, Timestamp};

use crate::network::{Answer, Request};

#[derive(Clone, Default)]
pub struct Server {
    /// What a crash leaves: the log, in order of receipt.
    pub segments: Vec<Segment>,
    /// What each device was told.
    copies: HashMap<DeviceId, Copy>,
}

#[derive(Clone, Copy, Default)]
struct Copy {
    n_segments: usize,
    cursor: i64,
}

impl Server {
    pub fn answer(&mut self, request: &Request, now: Timestamp) -> Answer {
        match request {
            Request::Push {
                device,
                segment,
                content_hash,
                operations,
            } => {
                let canonical = sync::canonical(operations);
                assert_eq!(
                    *content_hash,
                    sync::content_hash(&canonical),
                    "whole on arrival"
                );
                self.take(*device, *segment, operations, now)
            }
            Request::Pull { device, after } => self.tell(*device, *after),
        }
    }

    fn take(
        &mut self,
        device: DeviceId,
        segment: SegmentId,
        operations: &[Operation],
        now: Timestamp,
    ) -> Answer {
        if let Some(kept) = self.segments.iter().find(|kept| kept.id == segment) {
            let first = kept.operations[0].sequence;
            let place = (kept.received_sequence, kept.received_at);
            return self.receipt(device, segment, place, first);
        }
        let safe_up_to = self.safe_up_to(device);
        let known = || {
            let own = self.segments.iter().filter(|kept| kept.device == device);
            Ok(own.flat_map(|kept| kept.operations.clone()).collect())
        };
        let n_known = match sync::n_known::<Refusal>(safe_up_to, operations, known) {
            Ok(n_known) => n_known,
            Err(Refusal::Gap { safe_up_to }) => return Answer::Gap { safe_up_to },
            Err(refusal) => panic!("an honest device is refused: {refusal}"),
        };
        let received_sequence = self.segments.len() as i64;
        let Some(first) = operations.get(n_known) else {
            return self.receipt(device, segment, (received_sequence, now), safe_up_to + 1);
        };
        let first = first.sequence;
        self.segments.push(Segment {
            id: segment,
            device,
            received_at: now,
            received_sequence: received_sequence + 1,
            is_past_sharing: None,
            operations: operations[n_known..].to_vec(),
        });
        self.receipt(device, segment, (received_sequence + 1, now), first)
    }

    fn receipt(
        &self,
        device: DeviceId,
        segment: SegmentId,
        (received_sequence, received_at): (i64, Timestamp),
        first_sequence: u32,
    ) -> Answer {
        Answer::Receipt {
            segment,
            received_at,
            received_sequence,
            first_sequence,
            safe_up_to: self.safe_up_to(device),
        }
    }

    /// As the slice of that name answers a pull, for one record.
    fn tell(&mut self, device: DeviceId, after: i64) -> Answer {
        let copy = self.copies.get(&device).copied().unwrap_or_default();
        let from_start = after > copy.cursor;
        let is_known = !from_start && copy.cursor <= after;
        let n_known = if is_known { copy.n_segments } else { 0 };
        let mut cursor = after;
        if n_known < self.segments.len() || !is_known {
            cursor = copy.cursor.max(after) + 1;
            let n_segments = self.segments.len();
            self.copies.insert(device, Copy { n_segments, cursor });
        }
        Answer::Log {
            from_start,
            safe_up_to: self.safe_up_to(device),
            segments: self.segments[n_known..].to_vec(),
            cursor,
        }
    }

    pub fn safe_up_to(&self, device: DeviceId) -> u32 {
        let own = self.segments.iter().filter(|kept| kept.device == device);
        own.filter_map(|kept| kept.operations.last())
            .map(|operation| operation.sequence)
            .max()
            .unwrap_or(0)
    }
}
