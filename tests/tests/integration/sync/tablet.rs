//! A tablet as a program: the app's own rules for what is sent next, over HTTP.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use shared::observations::{
    NewObservation, Operation, PROTOCOL, PushOperations, PushReceipt, SetInformed,
};
use shared::problem::Problem;
use shared::sync::{CommandBody, Next, Outbox, canonical, content_hash};
use shared::values::{DeviceId, ObservationId, SegmentId};
use tests::{Client, Person, Tally, push_body};
use uuid::Uuid;

/// Between two tries on a dead line.
const REST: Duration = Duration::from_millis(40);
/// An answer that has not come by then never comes: the same push is sent again.
const PATIENCE: Duration = Duration::from_secs(60);

/// One observation on a tablet.
pub struct Kept {
    pub id: ObservationId,
    pub operations: Vec<Operation>,
    outbox: Outbox,
    /// Operations that the server has acknowledged.
    pub n_acknowledged: usize,
}

pub struct Tablet {
    pub client: Client,
    device: DeviceId,
    pub kept: Vec<Kept>,
    /// Most operations in one push.
    pub n_fit: u32,
    pub n_tries: u64,
    pub n_failed: u64,
}

impl Tablet {
    pub fn of(person: &Person, url: &str) -> Self {
        let mut client = person.client.clone();
        url.clone_into(&mut client.base);
        Self {
            client,
            device: DeviceId::new(Uuid::now_v7()),
            kept: Vec::new(),
            n_fit: 40,
            n_tries: 0,
            n_failed: 0,
        }
    }

    /// Plans and observes without a network: everything stays here.
    pub fn observes(&mut self, practitioner: &Person, framework: &str, n_marks: usize) {
        let id = ObservationId::new(Uuid::now_v7());
        let plan: NewObservation = wire(json!({
            "id": id, "practitioner_id": practitioner.id, "framework": framework,
            "agreement": {
                "purpose": "developmental", "session_type": "supervision",
                "planned_for": tests::planned_for(), "duration_minutes": 60,
            },
        }));
        let mut bodies = vec![json!({ "kind": "start" })];
        for n in 0..n_marks {
            bodies.push(match n % 3 {
                0 => json!({ "kind": "note", "text": format!("He went on, and said {n}.") }),
                _ => json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" }),
            });
        }
        bodies.push(json!({ "kind": "end" }));
        bodies.push(json!({ "kind": "set_question", "text": "What did you notice?" }));
        let push = push_body(&self.device.to_string(), 0, &bodies);
        let operations: Vec<Operation> = wire(push["operations"].clone());
        let mut outbox = Outbox::default();
        outbox.push_command(CommandBody::Plan(plan));
        let informed: SetInformed = wire(json!({ "informed": "no_objection" }));
        outbox.push_command(CommandBody::Inform(informed));
        outbox.last_sequence = operations.len() as u32;
        self.kept.push(Kept {
            id,
            operations,
            outbox,
            n_acknowledged: 0,
        });
    }

    /// Sends until everything is acknowledged.
    pub async fn sync(mut self) -> Self {
        for n in 0..self.kept.len() {
            while let Some(next) = self.kept[n].outbox.next() {
                self.n_tries += 1;
                if self.send(n, next).await.is_none() {
                    self.n_failed += 1;
                    let _ = tokio::time::timeout(REST, std::future::pending::<()>()).await;
                }
            }
        }
        self
    }

    /// Tries once; nothing where no answer came.
    pub async fn send(&mut self, n: usize, next: Next) -> Option<()> {
        match next {
            Next::Command(command) => self.command(n, &command).await,
            Next::Push { .. } => self.push(n).await,
        }
    }

    pub fn next(&self, n: usize) -> Option<Next> {
        self.kept[n].outbox.next()
    }

    async fn command(&mut self, n: usize, command: &CommandBody) -> Option<()> {
        let id = self.kept[n].id;
        let (path, body) = match command {
            CommandBody::Plan(plan) => ("/api/v1/observations".to_owned(), json!(plan)),
            CommandBody::Inform(set) => (format!("/api/v1/observations/{id}/informed"), json!(set)),
            other => panic!("a tablet of this test does not {other:?}"),
        };
        self.ask(&path, body).await?;
        self.kept[n].outbox.commands.remove(0);
        Some(())
    }

    async fn push(&mut self, n: usize) -> Option<()> {
        let name = SegmentId::new(Uuid::now_v7());
        let kept = &mut self.kept[n];
        let sending = kept.outbox.promise(self.n_fit, name)?;
        let (first, last) = (sending.first as usize, sending.last as usize);
        let operations = kept.operations[first - 1..last].to_vec();
        let push = PushOperations {
            segment: sending.segment,
            device: self.device,
            protocol: PROTOCOL,
            content_hash: content_hash(&canonical(&operations)),
            operations,
        };
        let path = format!("/api/v1/observations/{}/operations", kept.id);
        let receipt: PushReceipt = wire(self.ask(&path, json!(push)).await?);
        assert_eq!(receipt.segment, sending.segment);
        let kept = &mut self.kept[n];
        kept.outbox.acknowledge(receipt.safe_up_to);
        kept.n_acknowledged = kept.n_acknowledged.max(last);
        Some(())
    }

    /// The answer; nothing where none came, or the server cannot now. A refusal is a fault.
    async fn ask(&self, path: &str, body: Value) -> Option<Value> {
        let request = self.client.request(Method::POST, path);
        // One exchange per connection, so that each can meet a fault of its own.
        let request = request.header("connection", "close").json(&body);
        let request = request.timeout(PATIENCE);
        let answer = request.send().await.ok()?;
        let status = answer.status().as_u16();
        let text = answer.text().await.ok()?;
        match status {
            200..=299 => serde_json::from_str(&text).ok(),
            429 | 500.. => None,
            _ => {
                let problem: Option<Problem> = serde_json::from_str(&text).ok();
                panic!("{path} is refused: {status} {problem:?}")
            }
        }
    }
}

/// What the server holds of each observation is what the tablet wrote, once and in order.
/// Answers what came of those that were acknowledged.
pub async fn compare(person: &Person, kept: &Kept) -> Tally {
    let mut stored: Vec<Operation> = Vec::new();
    let mut after = String::new();
    loop {
        let path = format!(
            "/api/v1/observations/{}/operations?limit=100{after}",
            kept.id
        );
        let page = person.get(&path).await.expect(200).json();
        for segment in page["items"].as_array().expect("a list") {
            stored.extend(wire::<Vec<Operation>>(segment["operations"].clone()));
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(kept.n_acknowledged, kept.operations.len());
    let ids = |operations: &[Operation]| operations.iter().map(|op| op.id).collect::<Vec<_>>();
    let tally = Tally::of(ids(&kept.operations), ids(&stored));
    if (tally.n_lost, tally.n_twice) == (0, 0) {
        assert_eq!(
            stored, kept.operations,
            "{}: as they were, in order",
            kept.id
        );
    }
    tally
}

fn wire<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("of the wire's form")
}
