//! Every conflict of a record and its outcome, with who wrote what when; and as a table.

use std::collections::{HashMap, HashSet};

use super::{Conflict, Kept, Registers, Slot, Version};
use crate::observations::operation::{Operation, Segment};
use crate::values::{DeviceId, OperationId, Timestamp};

/// An operation with where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Logged<'a> {
    pub operation: &'a Operation,
    pub device: Option<DeviceId>,
    /// None for what is on this device only.
    pub received_at: Option<Timestamp>,
}

impl<'a> Logged<'a> {
    /// The operations of segments, in the order given.
    pub fn of(segments: &'a [Segment]) -> impl Iterator<Item = Self> {
        segments.iter().flat_map(|segment| {
            segment.operations.iter().map(|operation| Self {
                operation,
                device: Some(segment.device),
                received_at: Some(segment.received_at),
            })
        })
    }
}

/// All conflicts there ever were, open ones included, in the order in which they came up. `log`
/// is in order of receipt, then of sequence.
pub fn journal<'a>(log: impl IntoIterator<Item = Logged<'a>>) -> Vec<Conflict> {
    let mut seen = HashSet::new();
    let log: Vec<Logged<'a>> = log
        .into_iter()
        .filter(|logged| seen.insert(logged.operation.id))
        .collect();
    let operations: Vec<&Operation> = log.iter().map(|logged| logged.operation).collect();
    let mut conflicts = Registers::read(&operations).conflicts;
    let origins: HashMap<OperationId, Logged<'_>> = log
        .into_iter()
        .map(|logged| (logged.operation.id, logged))
        .collect();
    let complete = |version: &mut Version| {
        if let Some(origin) = origins.get(&version.operation) {
            version.device = origin.device;
            version.received_at = origin.received_at;
        }
    };
    for conflict in &mut conflicts {
        conflict.versions.iter_mut().for_each(complete);
        if let Some(outcome) = &mut conflict.outcome {
            complete(&mut outcome.by);
        }
    }
    conflicts
}

/// The journal for a spreadsheet: one row per version and one per outcome, headed by the first.
pub fn table(conflicts: &[Conflict]) -> Vec<Vec<String>> {
    let head = [
        "conflict",
        "of",
        "which",
        "row",
        "operation",
        "device",
        "device_time",
        "received",
        "text",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for (n, conflict) in conflicts.iter().enumerate() {
        let (of, which) = named(&conflict.slot);
        let mut row = |kind: String, version: &Version| {
            rows.push(vec![
                (n + 1).to_string(),
                of.to_owned(),
                which.clone(),
                kind,
                version.operation.to_string(),
                version.device.map_or_else(String::new, |id| id.to_string()),
                version.at.to_string(),
                version
                    .received_at
                    .map_or_else(String::new, |at| at.to_string()),
                version.words().unwrap_or_default(),
            ]);
        };
        for version in &conflict.versions {
            let kind = if version.is_removal() {
                "version: removed"
            } else {
                "version"
            };
            row(kind.to_owned(), version);
        }
        if let Some(outcome) = &conflict.outcome {
            let kind = match outcome.result {
                Kept::Version { version } => format!("kept {version}"),
                Kept::Written {} => "written anew".to_owned(),
                Kept::Removed {} => "removed".to_owned(),
            };
            row(kind, &outcome.by);
        }
    }
    rows
}

fn named(slot: &Slot) -> (&'static str, String) {
    match slot {
        Slot::Note { note } => ("note", note.to_string()),
        Slot::Rating { item } => ("rating", item.as_str().to_owned()),
        Slot::Point { point } => ("point", point.to_string()),
        Slot::Action { action } => ("action", action.to_string()),
        Slot::Question {} => ("question", String::new()),
        Slot::Message {} => ("message", String::new()),
    }
}
