//! What is asked about: a record of each kind in each state, made the way people make it.

use serde_json::{Value, json};
use tests::{Answer, Client, Person, Record, new_id, push_body};

use super::cast::Cast;

/// A record in a state, with what a request about it needs.
#[derive(Clone)]
pub struct Subject {
    pub record: Record,
    pub state: String,
    /// The observation's id, or that of the reflection, action, meeting or person.
    pub id: String,
    /// What `If-Match` names.
    pub version: i64,
    /// For an action: what it says now. For an observation: the second observer and the version.
    pub body: Value,
}

/// An action of the oracle, and the route that takes it.
pub struct Act {
    pub action: &'static str,
    pub method: &'static str,
    pub pattern: &'static str,
    /// Whether an allowed try changes the record, so that it needs one of its own.
    pub changes: bool,
}

macro_rules! acts {
    ($($action:ident $method:ident $pattern:literal $changes:ident;)+) => {
        &[$(Act {
            action: stringify!($action),
            method: stringify!($method),
            pattern: $pattern,
            changes: acts!($changes),
        }),+]
    };
    (changes) => { true };
    (reads) => { false };
}

/// Every route that concerns one record.
pub const ACTS: &[Act] = acts! {
    see GET "/api/v1/observations/{id}" reads;
    edit_agreement PATCH "/api/v1/observations/{id}" changes;
    choose_focus POST "/api/v1/observations/{id}/focus" changes;
    inform POST "/api/v1/observations/{id}/informed" changes;
    read_capture GET "/api/v1/observations/{id}/operations" reads;
    read_conflicts GET "/api/v1/observations/{id}/conflicts" reads;
    write_capture POST "/api/v1/observations/{id}/operations" changes;
    share POST "/api/v1/observations/{id}/share" changes;
    withdraw POST "/api/v1/observations/{id}/withdraw" changes;
    stop POST "/api/v1/observations/{id}/stop" changes;
    acknowledge POST "/api/v1/observations/{id}/acknowledge" changes;
    lock POST "/api/v1/observations/{id}/lock" changes;
    amend POST "/api/v1/observations/{id}/amendments" changes;
    read_feedback GET "/api/v1/observations/{id}/feedback" reads;
    reply POST "/api/v1/observations/{id}/replies" changes;
    see_session GET "/api/v1/observations/{id}/session" reads;
    rebase POST "/api/v1/observations/{id}/framework" changes;
    second_observer POST "/api/v1/observations/{id}/second-observer" changes;
    read_views GET "/api/v1/observations/{id}/views" reads;
    read_self_assessment GET "/api/v1/observations/{id}/self-assessment" reads;
    write_self_assessment PUT "/api/v1/observations/{id}/self-assessment" changes;
    read_reflection GET "/api/v1/reflections/{id}" reads;
    write_reflection PUT "/api/v1/reflections/{id}" changes;
    share_reflection POST "/api/v1/reflections/{id}/share" changes;
    unshare_reflection POST "/api/v1/reflections/{id}/unshare" changes;
    delete_reflection DELETE "/api/v1/reflections/{id}" changes;
    write_action PUT "/api/v1/actions/{id}" changes;
    see_meeting GET "/api/v1/meetings/{id}" reads;
    edit_meeting PATCH "/api/v1/meetings/{id}" changes;
    cancel_meeting POST "/api/v1/meetings/{id}/cancel" changes;
    hold_meeting POST "/api/v1/meetings/{id}/held" changes;
    reply_to_meeting POST "/api/v1/meetings/{id}/reply" changes;
    see_person GET "/api/v1/people/{id}" reads;
    say_away PUT "/api/v1/people/{id}/away" changes;
    end_away DELETE "/api/v1/people/{id}/away" changes;
};

impl Act {
    /// Takes the action as one who asks.
    pub async fn attempt(&self, client: &Client, subject: &Subject) -> Answer {
        let path = self.pattern.replace("{id}", &subject.id);
        let request = client.request(self.method.parse().expect("a method"), &path);
        let request = match self.method {
            "PATCH" | "PUT" if subject.version > 0 => {
                request.header("if-match", format!("\"{}\"", subject.version))
            }
            "PUT" => request.header("if-none-match", "*"),
            _ => request,
        };
        match self.method {
            "GET" | "DELETE" => client.send(request).await,
            _ => client.send(request.json(&self.body(subject))).await,
        }
    }

    fn body(&self, subject: &Subject) -> Value {
        match self.action {
            "edit_agreement" => agreement(&format!("{}T10:00", tests::day_ahead(4))),
            // Another result than that of the record: the same one is answered again.
            "choose_focus" => json!({ "focus": "role-clarity" }),
            "inform" => json!({ "informed": "objected" }),
            "write_capture" => capture(subject),
            "share" => json!({ "id": new_id(), "n_operations": subject.record.n_operations }),
            "stop" => json!({ "discard": true }),
            "amend" => json!({ "id": new_id(), "text": "The date should read 12 November." }),
            "reply" => json!({ "id": new_id(), "kind": "reply", "text": "Thank you." }),
            "write_self_assessment" => assessment(false),
            "write_reflection" => reflection(&subject.record.id),
            "write_action" => subject.body.clone(),
            "second_observer" => subject.body["second"].clone(),
            "rebase" => json!({ "framework": subject.body["framework"] }),
            "edit_meeting" => {
                json!({ "slot": slot(30), "attendee_ids": [subject.record.practitioner.id] })
            }
            "say_away" => json!({ "until": tests::day_ahead(90) }),
            "reply_to_meeting" => json!({ "participation": "accepted" }),
            _ => json!({}),
        }
    }
}

/// What kind of record an action is judged on.
pub fn ground(action: &str) -> &'static str {
    match action {
        "see_person" | "say_away" | "end_away" => "person",
        "read_self_assessment" => "self-assessment",
        "write_self_assessment" => "not yet assessed",
        "write_action" => "action",
        _ if action.ends_with("_reflection") => "reflection",
        _ if action.contains("_meeting") => "meeting",
        _ => "observation",
    }
}

/// Makes a record in `state` that `action` can be judged on.
pub async fn prepare(cast: &Cast, action: &str, state: &str) -> Subject {
    let record = cast.observer.plans(&cast.practitioner).await;
    let second = json!({ "id": new_id(), "observer_id": cast.fellow.id });
    let path = record.path("/second-observer");
    cast.observer.post(&path, second.clone()).await.expect(200);
    match ground(action) {
        "person" => {
            let id = cast.practitioner.id.clone();
            let path = format!("/api/v1/people/{id}");
            let seen = cast.head.get(&path).await.expect(200).json();
            let version = seen["version"].as_i64().expect("a version");
            Subject {
                id,
                version,
                ..of_observation(record, state).await
            }
        }
        "self-assessment" => self_assessment(record, state).await,
        "not yet assessed" => unassessed(record, state).await,
        "action" => of_action(record, state).await,
        "reflection" => of_reflection(record, state).await,
        "meeting" => of_meeting(record, state).await,
        _ if state == "both_locked" => {
            let id = second["id"].as_str().expect("an id").to_owned();
            both_locked(record, cast.fellow.clone(), id).await
        }
        _ => Subject {
            body: json!({ "second": second, "framework": cast.observer.framework().await }),
            ..of_observation(record, state).await
        },
    }
}

/// The other observer's record is as far, so that each may read the other's.
async fn both_locked(first: Record, observer: Person, id: String) -> Subject {
    let second = Record {
        id,
        observer,
        practitioner: first.practitioner.clone(),
        device: new_id(),
        sequence: 0,
        n_operations: 0,
    };
    let subject = of_observation(first, "locked").await;
    second.locked().await;
    Subject {
        state: "both_locked".to_owned(),
        ..subject
    }
}

async fn of_observation(record: Record, state: &str) -> Subject {
    let record = match state {
        "planned" => {
            record.inform().await.expect(200);
            record
        }
        "in_progress" => record.observed().await,
        "drafting" => record.drafted().await,
        "shared" => {
            let record = record.shared().await;
            assert!(record.self_assess().await.status < 300);
            record
        }
        "acknowledged" => record.acknowledged().await,
        "locked" => record.locked().await,
        "stopped" => {
            step(
                record.observed().await,
                "/stop",
                json!({ "discard": false }),
            )
            .await
        }
        "withdrawn" => step(record.drafted().await, "/withdraw", json!({})).await,
        _ => record,
    };
    let seen = record
        .observer
        .get(&record.path(""))
        .await
        .expect(200)
        .json();
    let version = seen["version"].as_i64().expect("a version");
    Subject {
        id: record.id.clone(),
        state: state.to_owned(),
        version,
        body: Value::Null,
        record,
    }
}

async fn step(record: Record, rest: &str, body: Value) -> Record {
    record
        .observer
        .post(&record.path(rest), body)
        .await
        .expect(200);
    record
}

async fn self_assessment(record: Record, state: &str) -> Subject {
    let record = record.drafted().await;
    let body = assessment(state == "submitted");
    let answer = record
        .practitioner
        .client
        .put(&record.path("/self-assessment"), None, body)
        .await;
    assert!(answer.status < 300, "{}", answer.text);
    Subject {
        state: state.to_owned(),
        ..of_observation(record, "as it is").await
    }
}

/// A record whose practitioner has not yet written, wherever that is possible.
async fn unassessed(record: Record, state: &str) -> Subject {
    let mut subject = match state {
        "shared" => of_observation(record.shared().await, "as it is").await,
        "acknowledged" | "locked" => {
            let record = record.shared().await;
            record.acknowledge().await.expect(200);
            let record = match state {
                "locked" => step(record, "/lock", json!({})).await,
                _ => record,
            };
            of_observation(record, "as it is").await
        }
        _ => of_observation(record, state).await,
    };
    let path = subject.record.path("/self-assessment");
    let seen = subject.record.practitioner.get(&path).await.json();
    subject.version = seen["version"].as_i64().unwrap_or(0);
    subject.state = state.to_owned();
    subject
}

async fn of_reflection(record: Record, state: &str) -> Subject {
    let record = record.shared().await;
    let id = new_id();
    let path = format!("/api/v1/reflections/{id}");
    let practitioner = &record.practitioner;
    let answer = practitioner
        .client
        .put(&path, None, reflection(&record.id))
        .await;
    assert!(answer.status < 300, "{}", answer.text);
    if state == "open" {
        practitioner
            .post(&format!("{path}/share"), json!({}))
            .await
            .expect(200);
    }
    let seen = practitioner.get(&path).await.expect(200).json();
    let version = seen["version"].as_i64().expect("a version");
    Subject {
        id,
        state: state.to_owned(),
        version,
        body: Value::Null,
        record,
    }
}

async fn of_action(record: Record, state: &str) -> Subject {
    let record = record.shared().await;
    assert!(record.self_assess().await.status < 300);
    let action = first_action(&record.practitioner, &record).await;
    let id = action["id"].as_str().expect("an id").to_owned();
    // Taking it on is the practitioner's own step, so what all may change is when it is looked at.
    let mut body = json!({
        "practitioner_id": record.practitioner.id, "observation_id": record.id, "title": action["title"],
        "support": action["support"], "review_on": action["review_on"], "state": state,
    });
    let mut version = action["version"].as_i64().expect("a version");
    if state == "taken" {
        let path = format!("/api/v1/actions/{id}");
        let taken = record
            .practitioner
            .client
            .put(&path, Some(version), body.clone())
            .await
            .expect(200);
        version = taken.json()["version"].as_i64().expect("a version");
    }
    let later = tests::day_ahead(40);
    body["review_on"] = json!(later);
    Subject {
        id,
        state: state.to_owned(),
        version,
        body,
        record,
    }
}

async fn first_action(practitioner: &Person, record: &Record) -> Value {
    let feedback = practitioner
        .get(&record.path("/feedback"))
        .await
        .expect(200)
        .json();
    feedback["actions"][0].clone()
}

async fn of_meeting(record: Record, state: &str) -> Subject {
    let id = new_id();
    let organiser = &record.observer;
    let body = json!({
        "id": id, "purpose": "supervision", "attendee_ids": [record.practitioner.id],
        "practitioner_id": record.practitioner.id, "slot": slot(-7),
        "agenda_note": "Look at the last three sessions.",
    });
    let answer = organiser.post("/api/v1/meetings", body).await;
    assert!(answer.status < 300, "{}", answer.text);
    let path = format!("/api/v1/meetings/{id}");
    match state {
        "held" => organiser
            .post(&format!("{path}/held"), json!({}))
            .await
            .expect(200),
        "cancelled" => organiser
            .post(&format!("{path}/cancel"), json!({}))
            .await
            .expect(200),
        _ => answer,
    };
    let seen = organiser.get(&path).await.expect(200).json();
    let version = seen["summary"]["version"].as_i64().expect("a version");
    Subject {
        id,
        state: state.to_owned(),
        version,
        body: Value::Null,
        record,
    }
}

fn agreement(planned_for: &str) -> Value {
    json!({
        "purpose": "developmental", "session_type": "supervision",
        "planned_for": planned_for, "duration_minutes": 60,
    })
}

/// At ten, so many days from today. A meeting can be closed only after it began.
fn slot(days: i64) -> Value {
    let day = tests::day_ahead(days);
    json!({ "starts": format!("{day}T10:00"), "time_zone": "Europe/London", "duration_minutes": 60, "place": "Room 3" })
}

fn assessment(submit: bool) -> Value {
    json!({ "content": { "ratings": {}, "words": {} }, "submit": submit })
}

fn reflection(observation: &str) -> Value {
    json!({ "observation_id": observation, "model": "free", "parts": { "free": "I was nervous." } })
}

/// What a tablet could be writing in this state.
fn capture(subject: &Subject) -> Value {
    let operation = match subject.state.as_str() {
        "planned" => json!({ "kind": "start" }),
        "in_progress" => json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" }),
        _ => json!({ "kind": "set_question", "text": "What would you try again?" }),
    };
    push_body(
        &subject.record.device,
        subject.record.sequence,
        &[operation],
    )
}
