//! What has to hold once everything is healed.

use super::*;

impl World {
    pub(super) fn check(&mut self) {
        self.check_nothing_is_lost_or_doubled();
        let log = self.log();
        let there = Capture::fold(log.iter().copied());
        let entries = journal(Logged::of(&self.server.segments));
        for device in &self.devices {
            let own: Vec<_> = device.disk.segments.values().cloned().collect();
            assert_eq!(
                placed(&own),
                placed(&self.server.segments),
                "every device holds the log"
            );
            assert!(device.disk.operations.is_empty(), "and nothing besides");
            assert_eq!(device.disk.capture(), there, "the record is the same");
            let told = journal(Logged::of(&own));
            assert_eq!(decided(&told), decided(&entries), "the journal is the same");
        }
        let open: Vec<_> = entries
            .iter()
            .filter(|entry| entry.is_open())
            .cloned()
            .collect();
        assert_eq!(
            bare(&open),
            bare(&there.conflicts),
            "the journal names what is open"
        );
        check_no_words_were_lost_unseen(&log, &there);
        self.tally.n_conflicts += entries.len() as u64;
        self.tally.n_settled += (entries.len() - open.len()) as u64;
    }

    /// All that the server holds, in order of receipt.
    fn log(&self) -> Vec<&Operation> {
        let segments = self.server.segments.iter();
        segments.flat_map(|kept| &kept.operations).collect()
    }

    fn check_nothing_is_lost_or_doubled(&mut self) {
        let log = self.log();
        let there: HashMap<_, _> = log
            .iter()
            .map(|operation| (operation.id, operation.at))
            .collect();
        // With another time than its device's it is not the one that was confirmed.
        let lost = self
            .confirmed
            .iter()
            .filter(|(id, at)| there.get(id) != Some(at));
        let (n_lost, n_twice) = (lost.count() as u64, (log.len() - there.len()) as u64);
        self.tally.n_confirmed += self.confirmed.len() as u64;
        self.tally.n_confirmed_lost += n_lost;
        self.tally.n_twice += n_twice;
        assert_eq!(
            (self.tally.n_confirmed_lost, self.tally.n_twice),
            (0, 0),
            "confirmed and lost, there twice"
        );
        let mut sequences: BTreeMap<DeviceId, Vec<u32>> = BTreeMap::new();
        for segment in &self.server.segments {
            let own = sequences.entry(segment.device).or_default();
            own.extend(
                segment
                    .operations
                    .iter()
                    .map(|operation| operation.sequence),
            );
        }
        for (device, sequences) in sequences {
            let unbroken: Vec<u32> = (1..=sequences.len() as u32).collect();
            assert_eq!(sequences, unbroken, "in the order of {device}");
        }
    }
}

/// The log with the place of each operation. A server that was set back may have received the
/// same push at the same place at another time.
fn placed(segments: &[Segment]) -> Vec<(SegmentId, i64, &[Operation])> {
    segments
        .iter()
        .map(|kept| (kept.id, kept.received_sequence, kept.operations.as_slice()))
        .collect()
}

/// What stood side by side, and what was decided by which operation.
type Decided = (Vec<OperationId>, Option<(OperationId, Kept)>);

fn decided(journal: &[Conflict]) -> Vec<Decided> {
    let outcomes = journal.iter().map(|entry| {
        let outcome = entry.outcome.as_ref()?;
        Some((outcome.by.operation, outcome.result.clone()))
    });
    bare(journal).into_iter().zip(outcomes).collect()
}

/// Which operations stand side by side.
fn bare(conflicts: &[Conflict]) -> Vec<Vec<OperationId>> {
    conflicts
        .iter()
        .map(|conflict| {
            conflict
                .versions
                .iter()
                .map(|version| version.operation)
                .collect()
        })
        .collect()
}

/// Every value that was ever written is shown, or stands in an open conflict, or was named by an
/// edit whose author saw it, or says what such a one says.
fn check_no_words_were_lost_unseen(log: &[&Operation], there: &Capture) {
    let named: HashSet<OperationId> = log
        .iter()
        .flat_map(|op| op.base.iter().chain(&op.also))
        .copied()
        .collect();
    let undone: HashSet<OperationId> = log
        .iter()
        .filter_map(|op| match op.body {
            OperationBody::Undo { operation } => Some(operation),
            _ => None,
        })
        .collect();
    let mut visible: HashSet<OperationId> = there
        .conflicts
        .iter()
        .flat_map(|conflict| &conflict.versions)
        .map(|version| version.operation)
        .collect();
    visible.extend(there.notes.iter().map(|note| note.written_by));
    visible.extend(there.ratings.values().map(|rating| rating.written_by));
    visible.extend(there.points.iter().map(|point| point.written_by));
    visible.extend(question_seen(there));
    for operation in log {
        let Some(slot) = Slot::of(operation) else {
            continue;
        };
        let is_removal = matches!(
            operation.body,
            OperationBody::ClearRating { .. }
                | OperationBody::RemovePoint { .. }
                | OperationBody::ClearQuestion {}
        );
        let accounted = |op: &Operation| {
            visible.contains(&op.id) || named.contains(&op.id) || undone.contains(&op.id)
        };
        let has_twin = log.iter().any(|twin| {
            twin.id != operation.id
                && Slot::of(twin).as_ref() == Some(&slot)
                && words(twin) == words(operation)
                && accounted(twin)
        });
        assert!(
            is_removal || accounted(operation) || has_twin,
            "the words of {} went unseen",
            operation.id
        );
    }
}

/// What a value says, whoever wrote it.
fn words(operation: &Operation) -> String {
    match &operation.body {
        OperationBody::Note { text, .. } | OperationBody::EditNote { text, .. } => text.to_string(),
        body => serde_json::to_string(body).unwrap(),
    }
}
