//! One history of a seed, and what must be true at its end.

use std::collections::{BTreeMap, HashMap, HashSet};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use shared::frameworks::Answer as Rated;
use shared::observations::{
    Capture, Conflict, Edit, Kept, Logged, MarkKind, Operation, OperationBody, PointKind,
    PointText, Segment, Slot, journal,
};
use shared::values::{
    DeviceId, Key, NoteText, OperationId, PointId, SegmentId, ShortText, Timestamp,
};
use uuid::Uuid;

use crate::device::{Device, Disk, open, question_seen};
use crate::network::{Message, Request};
use crate::server::Server;

const STEPS: usize = 90;
const YEAR_MS: i64 = 365 * 24 * 3_600_000;
/// A rest after which every history has come to its end.
const HEALING_ROUNDS: usize = 200;

#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub n_operations: u64,
    pub n_acknowledged: u64,
    pub n_kills: u64,
    pub n_partitions: u64,
    pub n_lost: u64,
    pub n_duplicated: u64,
    pub n_clock_jumps: u64,
    pub n_set_back: u64,
    pub n_conflicts: u64,
    pub n_settled: u64,
    /// Operations that a screen had confirmed, in the end.
    pub n_confirmed: u64,
    /// Of those, the ones that are not there in the end.
    pub n_confirmed_lost: u64,
    /// Operations that stand more than once in the end.
    pub n_twice: u64,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        self.n_operations += other.n_operations;
        self.n_acknowledged += other.n_acknowledged;
        self.n_kills += other.n_kills;
        self.n_partitions += other.n_partitions;
        self.n_lost += other.n_lost;
        self.n_duplicated += other.n_duplicated;
        self.n_clock_jumps += other.n_clock_jumps;
        self.n_set_back += other.n_set_back;
        self.n_conflicts += other.n_conflicts;
        self.n_settled += other.n_settled;
        self.n_confirmed += other.n_confirmed;
        self.n_confirmed_lost += other.n_confirmed_lost;
        self.n_twice += other.n_twice;
    }
}

pub struct World {
    chance: StdRng,
    n_made: u128,
    now_ms: i64,
    server: Server,
    /// An earlier state of the server, as a backup keeps it.
    backup: Server,
    devices: Vec<Device>,
    messages: Vec<Message>,
    /// Every operation that a screen has confirmed, with the device's time.
    confirmed: HashMap<OperationId, Timestamp>,
    tally: Tally,
}

impl World {
    /// Lives the history of a seed and checks its end; fails loudly.
    pub fn live(seed: u64) -> Tally {
        let mut world = Self::begin(seed);
        for _ in 0..STEPS {
            world.step();
        }
        world.heal();
        world.check();
        world.tally
    }

    fn begin(seed: u64) -> Self {
        let mut world = Self {
            chance: StdRng::seed_from_u64(seed),
            n_made: 0,
            now_ms: 1_790_000_000_000,
            server: Server::default(),
            backup: Server::default(),
            devices: Vec::new(),
            messages: Vec::new(),
            confirmed: HashMap::new(),
            tally: Tally::default(),
        };
        for _ in 0..world.chance.random_range(2..=4) {
            let n_tabs = world.chance.random_range(1..=3);
            let device = Device {
                id: DeviceId::new(world.uuid()),
                disk: Disk::default(),
                is_online: world.chance.random_bool(0.7),
                clock_ms: world.now_ms,
                run: 0,
                tabs: vec![Capture::default(); n_tabs],
                is_asking: false,
            };
            world.devices.push(device);
        }
        world
    }

    fn uuid(&mut self) -> Uuid {
        self.n_made += 1;
        Uuid::from_u128((self.n_made << 80) | (7 << 76) | (0b10 << 62) | self.n_made)
    }

    fn step(&mut self) {
        self.now_ms += 1000;
        let n = self.chance.random_range(0..self.devices.len());
        self.devices[n].clock_ms += 1000;
        match self.chance.random_range(0..100) {
            0..34 => self.write(n),
            34..44 => self.look(n),
            44..58 => self.ask(n),
            58..82 => self.carry(),
            82..88 => self.lose(),
            88..92 => self.partition(n),
            92..95 => self.kill(n),
            95..97 => self.jump(n),
            97..98 => self.kill_server(),
            98 => self.backup = self.server.clone(),
            _ => self.set_server_back(),
        }
    }

    /// A person does something on one tab of a device.
    fn write(&mut self, n: usize) {
        let tab = self.chance.random_range(0..self.devices[n].tabs.len());
        let edit = self.edit(&self.devices[n].tabs[tab].clone());
        let operation = Operation {
            id: OperationId::new(self.uuid()),
            sequence: 0,
            at: self.devices[n].now(),
            elapsed_ms: None,
            base: edit.base,
            also: edit.also,
            body: edit.body,
        };
        let device = &mut self.devices[n];
        let operation = device.disk.append(operation);
        // Killed between the disk and the screen: it is kept, and nobody was told.
        if self.chance.random_bool(0.02) {
            return self.kill(n);
        }
        self.confirmed.insert(operation.id, operation.at);
        self.tally.n_operations += 1;
        // The tab that wrote sees its own; the others may lag.
        self.devices[n].tabs[tab] = self.devices[n].disk.capture();
    }

    fn edit(&mut self, shown: &Capture) -> Edit {
        if let Some(conflict) = open(shown)
            && self.chance.random_bool(0.3)
        {
            let version = self.chance.random_range(0..conflict.versions.len());
            return conflict.keep(&conflict.versions[version]);
        }
        let words = format!("words {}", self.chance.random_range(0..1000));
        let text = NoteText::parse(&words).unwrap();
        let skill = Key::parse("role-clarity").unwrap();
        let (base, body) = match self.chance.random_range(0..10) {
            0..2 => (
                None,
                OperationBody::Mark {
                    skill,
                    mark: MarkKind::Seen,
                },
            ),
            2 => (None, OperationBody::Note { text, skill: None }),
            3 => self.edit_note(shown, text),
            4..7 if shown.question.is_some() && self.chance.random_bool(0.2) => {
                (question_seen(shown), OperationBody::ClearQuestion {})
            }
            4..7 => (question_seen(shown), OperationBody::SetQuestion { text }),
            7 => self.rate(shown),
            8 => self.point(shown, &words, text),
            _ => match shown.undoable {
                Some(operation) => {
                    let note = shown.notes.iter().find(|note| note.id == operation);
                    (
                        note.map(|note| note.written_by),
                        OperationBody::Undo { operation },
                    )
                }
                None => (None, OperationBody::Interruption { text: None }),
            },
        };
        Edit {
            body,
            base,
            also: Vec::new(),
        }
    }

    fn edit_note(
        &mut self,
        shown: &Capture,
        text: NoteText,
    ) -> (Option<OperationId>, OperationBody) {
        if shown.notes.is_empty() {
            return (None, OperationBody::Note { text, skill: None });
        }
        let note = &shown.notes[self.chance.random_range(0..shown.notes.len())];
        let body = OperationBody::EditNote {
            note: note.id,
            text,
            skill: None,
        };
        (Some(note.written_by), body)
    }

    fn rate(&mut self, shown: &Capture) -> (Option<OperationId>, OperationBody) {
        let item = Key::parse("listening").unwrap();
        let before = shown.ratings.get(&item).map(|rating| rating.written_by);
        if before.is_some() && self.chance.random_bool(0.3) {
            return (before, OperationBody::ClearRating { item });
        }
        let answer = Rated::Count(self.chance.random_range(0..3));
        let body = OperationBody::Rate {
            item,
            answer,
            evidence: vec![],
            reason: None,
        };
        (before, body)
    }

    fn point(
        &mut self,
        shown: &Capture,
        title: &str,
        evidence_text: NoteText,
    ) -> (Option<OperationId>, OperationBody) {
        let before = shown
            .points
            .first()
            .map(|point| (point.id, point.written_by));
        if let Some((point, base)) = before
            && self.chance.random_bool(0.3)
        {
            return (Some(base), OperationBody::RemovePoint { point });
        }
        let text = PointText {
            kind: PointKind::Strength,
            skill: None,
            title: ShortText::parse(title).unwrap(),
            evidence_text,
            effect: None,
            evidence: vec![],
        };
        let point = before.map_or_else(|| PointId::new(self.uuid()), |(point, _)| point);
        (
            before.map(|(_, base)| base),
            OperationBody::PutPoint { point, text },
        )
    }

    /// A tab looks at the disk again.
    fn look(&mut self, n: usize) {
        let tab = self.chance.random_range(0..self.devices[n].tabs.len());
        self.devices[n].tabs[tab] = self.devices[n].disk.capture();
    }

    /// The engine of a device asks something of the server. Two tabs without a lease would ask at
    /// once, so sometimes the wait for the last answer is not kept.
    fn ask(&mut self, n: usize) {
        let name = SegmentId::new(self.uuid());
        let n_fit = self.chance.random_range(1..=6);
        let is_impatient = self.chance.random_bool(0.1);
        let is_push = self.chance.random_bool(0.7);
        let device = &mut self.devices[n];
        if device.is_asking && !is_impatient {
            return;
        }
        let push = is_push.then(|| device.disk.promise(device.id, n_fit, name));
        let asked = push
            .flatten()
            .unwrap_or_else(|| device.disk.pull(device.id));
        let run = device.run;
        device.is_asking = true;
        if device.is_online {
            self.messages.push(Message {
                device: n,
                run,
                asked,
                answer: None,
            });
        } else {
            device.is_asking = false;
        }
    }

    /// Some message, not the oldest, goes one way further; perhaps twice.
    fn carry(&mut self) {
        if self.messages.is_empty() {
            return;
        }
        let n = self.chance.random_range(0..self.messages.len());
        let mut message = self.messages.swap_remove(n);
        if self.chance.random_bool(0.15) {
            self.tally.n_duplicated += 1;
            self.messages.push(message.clone());
        }
        match message.answer.take() {
            None => {
                let now = Timestamp::from_millis(self.now_ms).unwrap();
                message.answer = Some(self.server.answer(&message.asked, now));
                self.messages.push(message);
            }
            Some(answer) => self.hear(&message, answer),
        }
    }

    fn hear(&mut self, message: &Message, answer: crate::network::Answer) {
        let device = &mut self.devices[message.device];
        if device.run != message.run || !device.is_online {
            return;
        }
        device.is_asking = false;
        if matches!(message.asked, Request::Push { .. }) {
            self.tally.n_acknowledged += 1;
        }
        device.disk.take_in(device.id, &message.asked, answer);
    }

    fn lose(&mut self) {
        if self.messages.is_empty() {
            return;
        }
        let n = self.chance.random_range(0..self.messages.len());
        let lost = self.messages.swap_remove(n);
        self.devices[lost.device].is_asking = false;
        self.tally.n_lost += 1;
    }

    fn partition(&mut self, n: usize) {
        let device = &mut self.devices[n];
        device.is_online = !device.is_online;
        device.is_asking = false;
        self.tally.n_partitions += u64::from(!device.is_online);
    }

    fn kill(&mut self, n: usize) {
        self.devices[n].kill();
        self.tally.n_kills += 1;
    }

    /// E39: a clock that is wrong by a year changes no order and is not corrected.
    fn jump(&mut self, n: usize) {
        let years = if self.chance.random_bool(0.5) { 1 } else { -1 };
        self.devices[n].clock_ms += years * YEAR_MS;
        self.tally.n_clock_jumps += 1;
    }

    /// What was on its way to it is gone; what it has committed stays.
    fn kill_server(&mut self) {
        self.messages.retain(|message| message.answer.is_some());
        for device in &mut self.devices {
            device.is_asking = false;
        }
        self.tally.n_kills += 1;
    }

    /// The server comes back from its backup and has forgotten what it acknowledged since.
    fn set_server_back(&mut self) {
        self.kill_server();
        // Answers of before are answers of a server that is no more.
        self.messages.clear();
        if self.backup.segments.len() < self.server.segments.len() {
            self.server = self.backup.clone();
            self.tally.n_set_back += 1;
        }
    }

    /// The network is back and stays; everybody asks until nobody has anything to ask.
    fn heal(&mut self) {
        for device in &mut self.devices {
            device.is_online = true;
            device.is_asking = false;
        }
        while !self.messages.is_empty() {
            self.carry();
        }
        for _ in 0..HEALING_ROUNDS {
            for n in 0..self.devices.len() {
                let name = SegmentId::new(self.uuid());
                let device = &mut self.devices[n];
                let pull = device.disk.pull(device.id);
                let push = device.disk.promise(device.id, 50, name);
                for asked in push.into_iter().chain([pull]) {
                    let now = Timestamp::from_millis(self.now_ms).unwrap();
                    let answer = self.server.answer(&asked, now);
                    let device = &mut self.devices[n];
                    device.disk.take_in(device.id, &asked, answer);
                }
            }
            if self.is_settled() {
                return;
            }
        }
        panic!("the devices never come to rest");
    }

    fn is_settled(&self) -> bool {
        self.devices.iter().all(|device| {
            device.disk.outbox.n_unsent() == 0
                && device.disk.segments.len() == self.server.segments.len()
        })
    }

    fn check(&mut self) {
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
