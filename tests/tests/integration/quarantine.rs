//! Work that arrives when its author may no longer write it. Security page §3; experiment E35;
//! pain 21 of the peers.

use serde_json::{Value, json};
use shared::access::Role;
use shared::vault::{NONCE_BYTES, Place, SealKey, seal, to_hex};
use tests::{Organisation, Person, Record, new_id, on_both_databases, push_body};

const KEY: [u8; 32] = [7; 32];
const CANARY: &str = "kestrel over slate quarry";
const REASON: &str = "It belongs to another session.";

/// A tablet that holds two operations of a session which the server has not got.
struct Tablet {
    token: String,
    deposit: Value,
}

impl Tablet {
    async fn of(organisation: &Organisation<'_>, record: &Record) -> Self {
        let observer = &record.observer;
        let key = SealKey::new(KEY);
        let new = json!({ "id": record.device, "label": "Chrome, Android", "key": to_hex(&KEY) });
        let answer = observer.post("/api/v1/devices", new).await.expect(200);
        let token = answer.json()["deposit_token"]
            .as_str()
            .expect("a token")
            .to_owned();
        let bodies = [
            json!({ "kind": "mark", "skill": "working-alliance", "mark": "seen" }),
            json!({ "kind": "note", "text": CANARY }),
        ];
        let push = push_body(&record.device, record.sequence, &bodies);
        let outbox = json!([record.id, { "last_sequence": record.sequence + 2, "safe_up_to": record.sequence }]);
        let mut items = vec![("outbox".to_owned(), record.id.clone(), outbox)];
        for operation in push["operations"].as_array().expect("a list") {
            let place = format!("{}#{}", record.id, operation["sequence"]);
            items.push(("operations".to_owned(), place, operation.clone()));
        }
        let sealed: Vec<Value> = items
            .iter()
            .enumerate()
            .map(|(n, (store, name, value))| {
                let place = Place {
                    organisation: organisation.id.parse().expect("an id"),
                    person: observer.id.parse().expect("an id"),
                    store,
                    record: name,
                };
                let nonce = [n as u8; NONCE_BYTES];
                let envelope = to_hex(&seal(&key, nonce, &place, value.to_string().as_bytes()));
                json!({ "store": store, "record": name, "envelope": envelope })
            })
            .collect();
        let deposit = json!({ "token": token, "observation": record.id, "items": sealed });
        Self { token, deposit }
    }
}

async fn heads(organisation: &Organisation<'_>) -> (Person, Person) {
    let head = organisation
        .person("Eleri Vaughan", &organisation.pdu, &[Role::Manager])
        .await;
    let elsewhere = organisation
        .unit(Some(&organisation.region), "pdu", "South Quay PDU")
        .await;
    let other = organisation
        .person("Gwen Morris", &elsewhere, &[Role::Manager])
        .await;
    (head, other)
}

async fn observed(organisation: &Organisation<'_>) -> Record {
    let team = &organisation.team;
    let observer = organisation.person("Priya Shah", team, &[Role::Spo]).await;
    let practitioner = organisation
        .person("Dafydd Price", team, &[Role::Practitioner])
        .await;
    observer.plans(&practitioner).await.observed().await
}

on_both_databases! {
    async fn e35_work_of_a_closed_account_waits_for_the_head_of_the_unit(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, other_head) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        app.sql(&format!("UPDATE person SET status = 'suspended' WHERE id = '{}'", record.observer.id)).await;

        let nobody = app.client();
        let standing = nobody.post("/api/v1/devices/contact", json!({ "token": tablet.token })).await;
        assert_eq!(standing.expect(200).json(), "account_closed");
        for _ in 0..2 {
            nobody.post("/api/v1/quarantine", tablet.deposit.clone()).await.expect(204);
        }
        let waiting = head.get("/api/v1/quarantine").await.expect(200);
        assert!(!waiting.text.contains(CANARY), "the decision is not about what it says");
        let waiting = waiting.json();
        assert_eq!(waiting.as_array().expect("a list").len(), 1, "the same content is taken once");
        assert_eq!((&waiting[0]["cause"], &waiting[0]["n_operations"]), (&json!("account_closed"), &json!(2)));
        for row in app.sql("SELECT items FROM quarantine").await {
            assert!(!row[0].contains(CANARY));
        }

        let decision = format!("/api/v1/quarantine/{}/decision", waiting[0]["id"].as_str().expect("an id"));
        let accept = json!({ "accept": true, "reason": "Priya captured it before she left." });
        assert_eq!(organisation.administrator.post(&decision, accept.clone()).await.summary(), "403 forbidden");
        assert_eq!(other_head.post(&decision, accept.clone()).await.summary(), "404 not_found");
        let unsaid = json!({ "accept": true, "reason": " " });
        assert_eq!(head.post(&decision, unsaid).await.status, 422);
        head.post(&decision, accept.clone()).await.expect(204);
        assert_eq!(head.post(&decision, accept).await.summary(), "409 wrong_state");

        let taken = format!(
            "SELECT count(*) FROM capture_segment WHERE author_id = '{}' AND operations LIKE '%{CANARY}%'",
            record.observer.id
        );
        assert_eq!(app.count(&taken).await, 1, "once, and as the author's");
        let audited = "SELECT count(*) FROM audit WHERE action IN ('quarantine.deposit', 'quarantine.accept')";
        assert_eq!(app.count(audited).await, 2);
        app.mailbox().wait_for(&record.observer.email, |mail| {
            mail.text.contains("becomes part of the record") && mail.text.contains("Eleri Vaughan")
        }).await;
    }

    async fn e35_what_is_rejected_stays_out_and_its_author_hears_why(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        app.client().post("/api/v1/quarantine", tablet.deposit.clone()).await.expect(204);
        let waiting = head.get("/api/v1/quarantine").await.expect(200).json();
        let decision = format!("/api/v1/quarantine/{}/decision", waiting[0]["id"].as_str().expect("an id"));
        assert_eq!(record.observer.get("/api/v1/quarantine").await.expect(200).json(), json!([]));
        let reject = json!({ "accept": false, "reason": REASON });
        head.post(&decision, reject).await.expect(204);
        let taken = format!("SELECT count(*) FROM capture_segment WHERE operations LIKE '%{CANARY}%'");
        assert_eq!(app.count(&taken).await, 0);
        app.mailbox().wait_for(&record.observer.email, |mail| {
            mail.text.contains("does not become part") && mail.text.contains("/quarantine")
                && !mail.text.contains(REASON)
        }).await;
        let heard = record.observer.get("/api/v1/quarantine").await.expect(200).json();
        assert_eq!(heard[0]["decided"]["reason"], REASON, "mail says what the policy allows, the app says why");
        let colleague = organisation.person("Ivor Lewis", &organisation.team, &[Role::Spo]).await;
        assert_eq!(colleague.get("/api/v1/quarantine").await.expect(200).json(), json!([]));
    }

    async fn e35_who_observes_no_more_hands_in_for_a_decision_and_who_moved_just_sends(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let mut record = observed(&organisation).await;
        let note = [json!({ "kind": "note", "text": "After the move." })];
        app.sql(&format!(
            "UPDATE person SET unit_id = '{}' WHERE id = '{}'", organisation.other_team, record.observer.id
        )).await;
        record.push(&note).await.expect(200);

        app.sql(&format!("DELETE FROM role_grant WHERE person_id = '{}'", record.observer.id)).await;
        assert_eq!(record.push(&note).await.summary(), "403 needs_decision");
    }

    async fn a_deposit_that_does_not_open_is_refused(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        let mut moved = tablet.deposit.clone();
        moved["items"][1]["record"] = json!(format!("{}#999", record.id));
        assert_eq!(app.client().post("/api/v1/quarantine", moved).await.status, 422);
        let mut strange = tablet.deposit;
        strange["token"] = json!(format!("{}.{}.{}", "0".repeat(32), "0".repeat(32), new_id()));
        assert_eq!(app.client().post("/api/v1/quarantine", strange).await.summary(), "404 not_found");
    }
}
