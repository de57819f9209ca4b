//! A tablet: what is on its disk, and the tabs that show it.

use std::collections::BTreeMap;

use shared::observations::{Capture, Conflict, Operation, Segment};
use shared::sync::{self, Outbox};
use shared::values::{DeviceId, OperationId, SegmentId, Timestamp};

use crate::network::{Answer, Request};

/// Everything that a kill leaves.
#[derive(Clone, Default)]
pub struct Disk {
    pub operations: BTreeMap<u32, Operation>,
    pub segments: BTreeMap<i64, Segment>,
    pub outbox: Outbox,
    /// Of the last answer that is kept.
    pub cursor: i64,
}

pub struct Device {
    pub id: DeviceId,
    pub disk: Disk,
    pub is_online: bool,
    pub clock_ms: i64,
    /// Rises with every kill.
    pub run: u32,
    /// What each tab shows, as of when it last looked.
    pub tabs: Vec<Capture>,
    /// One request at a time.
    pub is_asking: bool,
}

impl Disk {
    pub fn log(&self) -> impl Iterator<Item = &Operation> {
        let safe = self.segments.values().flat_map(|kept| &kept.operations);
        safe.chain(self.operations.values())
    }

    pub fn capture(&self) -> Capture {
        Capture::fold(self.log())
    }

    /// One transaction, as when a tap is kept.
    pub fn append(&mut self, mut operation: Operation) -> Operation {
        self.outbox.last_sequence += 1;
        operation.sequence = self.outbox.last_sequence;
        self.operations
            .insert(operation.sequence, operation.clone());
        operation
    }

    /// One transaction: a push has its name and its operations before it is sent.
    pub fn promise(&mut self, device: DeviceId, n_fit: u32, name: SegmentId) -> Option<Request> {
        let sending = self.outbox.promise(n_fit, name)?;
        let operations: Vec<Operation> = self
            .operations
            .range(sending.first..=sending.last)
            .map(|(_, operation)| operation.clone())
            .collect();
        assert_eq!(
            operations.len() as u32,
            sending.last - sending.first + 1,
            "what was promised is there"
        );
        Some(Request::Push {
            device,
            segment: sending.segment,
            content_hash: sync::content_hash(&sync::canonical(&operations)),
            operations,
        })
    }

    pub fn pull(&self, device: DeviceId) -> Request {
        Request::Pull {
            device,
            after: self.cursor,
        }
    }

    /// One transaction for each kind of answer.
    pub fn take_in(&mut self, device: DeviceId, asked: &Request, answer: Answer) {
        match (asked, answer) {
            (
                Request::Push { operations, .. },
                Answer::Receipt {
                    segment,
                    received_at,
                    received_sequence,
                    first_sequence,
                    safe_up_to,
                },
            ) => {
                let kept: Vec<Operation> = operations
                    .iter()
                    .filter(|operation| operation.sequence >= first_sequence)
                    .cloned()
                    .collect();
                if !kept.is_empty() {
                    self.keep(Segment {
                        id: segment,
                        device,
                        received_at,
                        received_sequence,
                        is_past_sharing: None,
                        operations: kept,
                    });
                }
                self.outbox.acknowledge(safe_up_to);
            }
            (_, Answer::Gap { safe_up_to }) => {
                self.set_back(device, safe_up_to);
                // The whole log is asked for.
                self.cursor = 0;
            }
            // Another tab was faster.
            (Request::Pull { after, .. }, Answer::Log { .. }) if *after != self.cursor => {}
            (
                _,
                Answer::Log {
                    from_start,
                    safe_up_to,
                    segments,
                    cursor,
                },
            ) => {
                if !from_start && safe_up_to < self.outbox.safe_up_to {
                    self.set_back(device, safe_up_to);
                    self.cursor = 0;
                    return;
                }
                if from_start {
                    self.set_back(device, safe_up_to);
                }
                self.cursor = cursor;
                for segment in segments {
                    self.keep(segment);
                }
                self.drop_received(device);
                self.outbox.acknowledge(safe_up_to);
            }
            (asked, answer) => panic!("{answer:?} to {asked:?}"),
        }
        self.drop_received(device);
    }

    fn keep(&mut self, segment: Segment) {
        self.segments.insert(segment.received_sequence, segment);
    }

    fn drop_received(&mut self, device: DeviceId) {
        let own = self.segments.values().filter(|kept| kept.device == device);
        let received: Vec<u32> = own
            .flat_map(|kept| &kept.operations)
            .map(|operation| operation.sequence)
            .collect();
        for sequence in received {
            self.operations.remove(&sequence);
        }
    }

    fn set_back(&mut self, device: DeviceId, safe_up_to: u32) {
        let segments: Vec<Segment> = std::mem::take(&mut self.segments).into_values().collect();
        for operation in sync::own_behind(&segments, device, 0) {
            self.operations
                .insert(operation.sequence, operation.clone());
        }
        self.outbox.set_back(safe_up_to);
    }
}

impl Device {
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.clock_ms).unwrap()
    }

    /// The browser, or the whole tablet, goes. What was asked is asked again later.
    pub fn kill(&mut self) {
        self.run += 1;
        self.is_asking = false;
        let shown = self.disk.capture();
        for tab in &mut self.tabs {
            *tab = shown.clone();
        }
    }
}

/// What a tab shows as the writer of its question, for the base of the next edit.
pub fn question_seen(shown: &Capture) -> Option<OperationId> {
    shown.question.as_ref().map(|question| question.written_by)
}

pub fn open(shown: &Capture) -> Option<&Conflict> {
    shown.conflicts.first()
}
