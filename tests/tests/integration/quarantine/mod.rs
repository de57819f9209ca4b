//! Work that arrives when its author may no longer write it. Security page §3; experiment E35;
//! pain 21 of the peers.

mod after_sharing;
mod refused;

use serde_json::{Value, json};
use shared::access::Role;
use tests::{
    Organisation, Person, Record, new_id, on_both_databases, push_body, register_device,
    sealed_item,
};

const CANARY: &str = "kestrel over slate quarry";
const REASON: &str = "It belongs to another session.";

/// A tablet that holds operations of a session which the server has not got.
pub struct Tablet {
    token: String,
    pub deposit: Value,
}

impl Tablet {
    /// One of the observer, which the server lacks two operations of.
    pub async fn of(organisation: &Organisation<'_>, record: &Record) -> Self {
        let bodies = [
            json!({ "kind": "mark", "skill": "working-alliance", "mark": "seen" }),
            json!({ "kind": "note", "text": CANARY }),
        ];
        let push = push_body(&record.device, record.sequence, &bodies);
        let outbox = json!({ "last_sequence": record.sequence + 2, "safe_up_to": record.sequence });
        let place = (record.id.as_str(), record.device.as_str());
        Self::holding(organisation, &record.observer, place, &push, outbox).await
    }

    /// One of `owner`, with the operations of `push` for an observation, made on a device.
    async fn holding(
        organisation: &Organisation<'_>,
        owner: &Person,
        (observation, device): (&str, &str),
        push: &Value,
        outbox: Value,
    ) -> Self {
        let token = register_device(owner, device).await;
        let outbox = json!([observation, outbox]);
        let mut items = vec![("outbox".to_owned(), observation.to_owned(), outbox)];
        for operation in push["operations"].as_array().expect("a list") {
            let place = format!("{observation}#{}", operation["sequence"]);
            items.push(("operations".to_owned(), place, operation.clone()));
        }
        let sealed: Vec<Value> = items
            .iter()
            .map(|(store, name, value)| sealed_item(organisation, owner, (store, name), value))
            .collect();
        let deposit = json!({ "token": token, "items": sealed });
        Self { token, deposit }
    }

    /// Damages the envelope of the operation with this sequence, at its last byte.
    fn damages(&mut self, sequence: u32) {
        let ending = format!("#{sequence}");
        let items = self.deposit["items"].as_array_mut().expect("a list");
        let of = |item: &&mut Value| {
            item["record"]
                .as_str()
                .is_some_and(|of| of.ends_with(&ending))
        };
        let item = items.iter_mut().find(of).expect("an operation");
        let envelope = item["envelope"].as_str().expect("digits");
        let last = if envelope.ends_with('0') { '1' } else { '0' };
        item["envelope"] = json!(format!("{}{last}", &envelope[..envelope.len() - 1]));
    }

    /// One of `owner` that planned a session of `practitioner` and held it without a network.
    async fn planned_by(
        organisation: &Organisation<'_>,
        owner: &Person,
        practitioner: &Person,
    ) -> (Self, String) {
        let (observation, device) = (new_id(), new_id());
        let bodies = [
            json!({ "kind": "start" }),
            json!({ "kind": "note", "text": CANARY }),
        ];
        let push = push_body(&device, 0, &bodies);
        let plan = json!({
            "id": observation, "practitioner_id": practitioner.id,
            "framework": owner.framework().await,
            "agreement": {
                "purpose": "developmental", "session_type": "supervision",
                "planned_for": tests::planned_for(), "duration_minutes": 60,
            },
        });
        let inform = json!({ "informed": "no_objection" });
        let outbox = json!({ "last_sequence": 2, "safe_up_to": 0, "commands": [
            { "after_sequence": 0, "body": { "plan": plan } },
            { "after_sequence": 0, "body": { "inform": inform } },
        ]});
        let place = (observation.as_str(), device.as_str());
        let tablet = Self::holding(organisation, owner, place, &push, outbox).await;
        (tablet, observation)
    }
}

/// The path on which the head decides about the only deposit that waits.
pub async fn waiting(head: &Person) -> String {
    let waiting = head.get("/api/v1/quarantine").await.expect(200).json();
    let id = waiting[0]["id"].as_str().expect("an id");
    format!("/api/v1/quarantine/{id}/decision")
}

fn accept() -> Value {
    json!({ "accept": true, "reason": "It was captured before the account was closed." })
}

pub async fn suspend(organisation: &Organisation<'_>, person: &Person) {
    let path = format!("/api/v1/people/{}/suspend", person.id);
    let answer = organisation.administrator.post(&path, json!({})).await;
    answer.expect(200);
}

fn revoke_roles(person: &Person) -> String {
    format!(
        "UPDATE role_grant SET revoked_at = granted_at WHERE person_id = '{}'",
        person.id
    )
}

fn taken() -> String {
    format!("SELECT count(*) FROM capture_segment WHERE operations LIKE '%{CANARY}%'")
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
    async fn e35_pain21_work_of_a_closed_account_waits_for_the_head_of_the_unit(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, other_head) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        suspend(&organisation, &record.observer).await;

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
        let n_taken = app.count(&taken).await;
        println!("E35, pain 21: {} deposit waited, {n_taken} taken as its author's", waiting.as_array().map_or(0, Vec::len));
        assert_eq!(n_taken, 1, "once, and as the author's");
        let audited = "SELECT count(*) FROM audit WHERE action IN ('quarantine.deposit', 'quarantine.accept')";
        assert_eq!(app.count(audited).await, 2);
        app.mailbox().wait_for(&record.observer.email, |mail| {
            mail.text.contains("becomes part of the record") && mail.text.contains("Eleri Vaughan")
        }).await;
    }

    async fn e35_pain21_what_is_rejected_stays_out_and_its_author_hears_why(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        app.sql("UPDATE device SET revoked_at = registered_at, revoke_mode = 'preserve'").await;
        app.client().post("/api/v1/quarantine", tablet.deposit.clone()).await.expect(204);
        let waiting = head.get("/api/v1/quarantine").await.expect(200).json();
        let decision = format!("/api/v1/quarantine/{}/decision", waiting[0]["id"].as_str().expect("an id"));
        assert_eq!(record.observer.get("/api/v1/quarantine").await.expect(200).json(), json!([]));
        let reject = json!({ "accept": false, "reason": REASON });
        head.post(&decision, reject).await.expect(204);
        assert_eq!(app.count(&taken()).await, 0);
        app.mailbox().wait_for(&record.observer.email, |mail| {
            mail.text.contains("does not become part") && mail.text.contains("/quarantine")
                && !mail.text.contains(REASON)
        }).await;
        let heard = record.observer.get("/api/v1/quarantine").await.expect(200).json();
        assert_eq!(heard[0]["decided"]["reason"], REASON, "mail says what the policy allows, the app says why");
        let colleague = organisation.person("Ivor Lewis", &organisation.team, &[Role::Spo]).await;
        assert_eq!(colleague.get("/api/v1/quarantine").await.expect(200).json(), json!([]));
    }

    async fn what_was_left_out_is_kept_and_can_be_taken_in_after_all(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        suspend(&organisation, &record.observer).await;
        app.client().post("/api/v1/quarantine", tablet.deposit.clone()).await.expect(204);
        let decision = waiting(&head).await;
        let reject = json!({ "accept": false, "reason": REASON });
        head.post(&decision, reject.clone()).await.expect(204);
        assert_eq!(head.post(&decision, reject).await.summary(), "409 wrong_state");
        head.post(&decision, accept()).await.expect(204);
        assert_eq!(app.count(&taken()).await, 1);
        assert_eq!(head.post(&decision, accept()).await.summary(), "409 wrong_state");
    }

    async fn what_was_left_out_is_removed_in_time(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        suspend(&organisation, &record.observer).await;
        app.client().post("/api/v1/quarantine", tablet.deposit.clone()).await.expect(204);
        let decision = waiting(&head).await;
        head.post(&decision, json!({ "accept": false, "reason": REASON })).await.expect(204);
        assert_eq!(app.count("SELECT count(*) FROM quarantine WHERE items LIKE '%envelope%'").await, 1);
        let long_ago = (chrono::Utc::now() - chrono::TimeDelta::days(181)).format("%F %T");
        app.sql(&format!("UPDATE quarantine SET decided_at = '{long_ago}'")).await;
        let (app, _) = app.stop_and_restart().await;
        let mut ticks = tokio::time::interval(std::time::Duration::from_millis(100));
        let mut n_left = 1;
        for _ in 0..100 {
            ticks.tick().await;
            n_left = app.count("SELECT count(*) FROM quarantine WHERE items LIKE '%envelope%'").await;
            if n_left == 0 {
                break;
            }
        }
        assert_eq!(n_left, 0);
        assert_eq!(app.count("SELECT count(*) FROM audit WHERE action = 'quarantine.expire'").await, 1);
    }

    async fn e35_pain21_who_observes_no_more_hands_in_for_a_decision_and_who_moved_just_sends(app: TestApp) {
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

    async fn e38_work_that_is_handed_over_twice_waits_once_however_it_was_sealed(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        suspend(&organisation, &record.observer).await;
        let hands_over = async |deposit: &Value| {
            app.client().post("/api/v1/quarantine", deposit.clone()).await.expect(204);
            let waiting = head.get("/api/v1/quarantine").await.expect(200).json();
            let waiting = waiting.as_array().expect("a list").clone();
            waiting.iter().map(|one| one["n_operations"].as_u64()).collect::<Vec<_>>()
        };
        assert_eq!(hands_over(&tablet.deposit).await, [Some(2)]);
        let outbox = |last: u32| {
            let outbox = json!({ "last_sequence": last, "safe_up_to": record.sequence });
            let place = ("outbox", record.id.as_str());
            sealed_item(&organisation, &record.observer, place, &json!([record.id, outbox]))
        };
        let mut again = tablet.deposit.clone();
        again["items"][0] = outbox(record.sequence + 2);
        assert_ne!(again, tablet.deposit, "it was sealed anew");
        assert_eq!(hands_over(&again).await, [Some(2)]);

        // What was captured since is decided with what waits.
        let later = push_body(&record.device, record.sequence + 2, &[json!({ "kind": "note", "text": "Later." })]);
        let place = format!("{}#{}", record.id, record.sequence + 3);
        let place = ("operations", place.as_str());
        let later = sealed_item(&organisation, &record.observer, place, &later["operations"][0]);
        let more = json!({ "token": tablet.token, "items": [outbox(record.sequence + 3), later] });
        assert_eq!(hands_over(&more).await, [Some(3)]);
        let whole = app.sql("SELECT items FROM quarantine").await;
        assert_eq!(whole[0][0].matches("envelope").count(), 4);

        head.post(&waiting(&head).await, accept()).await.expect(204);
        assert_eq!(app.count(&taken()).await, 1);
        let notes = "SELECT count(*) FROM capture_segment WHERE operations LIKE '%Later.%'";
        assert_eq!(app.count(notes).await, 1);
        for item in whole {
            let items: Value = serde_json::from_str(&item[0]).expect("a list");
            assert_eq!(hands_over(&json!({ "token": tablet.token, "items": items })).await, [Some(3)], "decided once");
        }
    }

    async fn what_a_leaver_captured_is_theirs_after_the_record_was_handed_on(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        let successor = organisation.person("Ivor Lewis", &organisation.team, &[Role::Spo]).await;
        let leave = json!({ "left_on": "2026-11-01", "successor_id": successor.id });
        let path = format!("/api/v1/people/{}/leave", record.observer.id);
        let answer = organisation.administrator.post(&path, leave).await;
        assert!(answer.status < 300, "{}", answer.text);
        app.client().post("/api/v1/quarantine", tablet.deposit).await.expect(204);
        head.post(&waiting(&head).await, accept()).await.expect(204);
        assert_eq!(app.count(&taken()).await, 1);
    }

    async fn a_session_planned_without_a_network_is_taken_in_with_its_first_steps(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let team = &organisation.team;
        let observer = organisation.person("Priya Shah", team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let (tablet, id) = Tablet::planned_by(&organisation, &observer, &practitioner).await;
        suspend(&organisation, &observer).await;
        app.sql(&revoke_roles(&observer)).await;
        app.client().post("/api/v1/quarantine", tablet.deposit).await.expect(204);
        head.post(&waiting(&head).await, accept()).await.expect(204);
        let path = format!("/api/v1/observations/{id}");
        let record = practitioner.get(&path).await.expect(200).json();
        assert_eq!(
            (&record["observer"]["id"], &record["state"], &record["informed"]),
            (&json!(observer.id), &json!("in_progress"), &json!("no_objection")),
        );
        assert_eq!(app.count(&taken()).await, 1);
    }

    async fn who_may_decide_is_told_that_work_waits_and_so_is_its_author(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, other_head) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        app.sql("UPDATE device SET revoked_at = registered_at, revoke_mode = 'preserve'").await;
        assert_eq!(to_decide(&head).await, 0);
        for _ in 0..2 {
            app.client().post("/api/v1/quarantine", tablet.deposit.clone()).await.expect(204);
        }
        let told = app.mailbox().wait_for(&head.email, |mail| mail.text.contains("/quarantine")).await;
        assert!(told.text.contains("Team 1") && !told.raw.contains("X000001"), "{}", told.text);
        for word in ["Priya", "Dafydd", CANARY, record.id.as_str()] {
            assert!(!told.text.contains(word), "{word}: {}", told.text);
        }
        let waits = app.mailbox().wait_for(&record.observer.email, |mail| mail.text.contains("waits for")).await;
        assert!(!waits.text.contains(CANARY) && !waits.text.contains(&record.id), "{}", waits.text);
        let mails = "SELECT count(*) FROM job WHERE dedupe_key LIKE 'mail:unsent-waits:%'";
        assert_eq!(app.count(mails).await, 2, "the head and the author, once each");

        let elsewhere = (to_decide(&other_head).await, to_decide(&record.observer).await);
        assert_eq!((to_decide(&head).await, elsewhere), (1, (0, 0)));
        assert_eq!(without_head(&organisation.administrator).await, 0);
        head.post(&waiting(&head).await, accept()).await.expect(204);
        assert_eq!(to_decide(&head).await, 0);
    }

    async fn where_nobody_may_decide_the_administrators_hear_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        suspend(&organisation, &record.observer).await;
        // The author's own role over their unit lets nobody decide.
        let own = json!({ "id": new_id(), "role": "manager", "unit_id": organisation.team });
        let roles = format!("/api/v1/people/{}/roles", record.observer.id);
        assert!(organisation.administrator.post(&roles, own).await.status < 300);
        app.client().post("/api/v1/quarantine", tablet.deposit).await.expect(204);
        let administrator = &organisation.administrator;
        let told = app.mailbox().wait_for(&administrator.email, |mail| mail.text.contains("Team 1")).await;
        assert!(told.text.contains("Head of PDU") && !told.text.contains(CANARY), "{}", told.text);
        assert_eq!(without_head(administrator).await, 1);
        let mails = "SELECT count(*) FROM job WHERE dedupe_key LIKE 'mail:unsent-waits:%'";
        assert_eq!(app.count(mails).await, 1, "whose account is closed opens no link");

        let (head, _) = heads(&organisation).await;
        assert_eq!((without_head(administrator).await, to_decide(&head).await), (0, 1));
        head.post(&waiting(&head).await, accept()).await.expect(204);
    }
}

/// What the home says of work that waits for this person's decision.
async fn to_decide(person: &Person) -> u64 {
    let home = person.get("/api/v1/home").await.expect(200).json();
    home["work_to_decide"].as_u64().unwrap_or(0)
}

/// What the home says of work that nobody may decide about.
async fn without_head(person: &Person) -> u64 {
    let home = person.get("/api/v1/home").await.expect(200).json();
    home["work_without_head"].as_u64().unwrap_or(0)
}
