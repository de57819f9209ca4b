//! One history of a seed, and what must be true at its end.

mod checks;
mod edits;

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
}
