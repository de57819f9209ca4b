//! Work that is accepted for its author when the record has been shared, or closed.

use serde_json::json;
use shared::access::Role;
use tests::{Organisation, Record, TestApp, new_id, on_both_databases, push_body, token_in};

use super::{CANARY, Tablet, accept, heads, taken, waiting};

const UNSHARED: &str = "heron under iron bridge";

on_both_databases! {
    /// Pain 21: accept, quarantine, never reject. What comes after the record went on is there for
    /// both to read, and what was released stays as it was.
    async fn pain21_what_comes_after_the_record_was_closed_is_taken_in_beside_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let team = &organisation.team;
        let observer = organisation.person("Priya Shah", team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let record = observer.plans(&practitioner).await.locked().await;
        // The server that closed it was fast.
        app.sql("UPDATE observation SET acknowledged_at = '2099-01-01 00:00:00', locked_at = '2099-01-01 00:00:00'").await;
        let mut push = push_body(&record.device, record.sequence, &[json!({ "kind": "note", "text": CANARY })]);
        push["operations"][0]["elapsed_ms"] = json!(1);
        let outbox = json!({ "last_sequence": record.sequence + 1, "safe_up_to": record.sequence });
        let place = (record.id.as_str(), record.device.as_str());
        let tablet = Tablet::holding(&organisation, &record.observer, place, &push, outbox).await;
        let before = record.practitioner.get(&record.path("/feedback")).await.expect(200).json();
        app.sql("UPDATE device SET revoked_at = registered_at, revoke_mode = 'preserve'").await;
        app.client().post("/api/v1/quarantine", tablet.deposit).await.expect(204);
        head.post(&waiting(&head).await, accept()).await.expect(204);
        assert_eq!(app.count(&taken()).await, 1);
        let noted = record.practitioner.get(&record.path("/operations")).await.expect(200);
        assert!(noted.text.contains(CANARY), "{}", noted.text);
        let after = record.practitioner.get(&record.path("/feedback")).await.expect(200).json();
        assert_eq!((&after["content"], &after["edition"]), (&before["content"], &before["edition"]));
        assert_eq!(after["observation"]["state"], "locked");
    }

    /// Nobody is left to share it, so it waits for no sharing. What the leaver chose not to share stays theirs.
    async fn pain21_what_is_accepted_for_an_observer_who_left_joins_what_they_had_shared(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let record = accepted_for_a_leaver(&app, &organisation).await;
        assert_eq!(noted(&record).await, (true, false));
        assert_eq!(record.acknowledge().await.expect(200).json()["state"], "locked");
        assert_eq!(noted(&record).await, (true, false));
    }

    /// Somebody who comes back shares again, or does not: what they write from then on is not released by itself.
    async fn what_an_observer_who_came_back_notes_waits_for_the_next_sharing(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let record = accepted_for_a_leaver(&app, &organisation).await;
        let path = format!("/api/v1/people/{}", record.observer.id);
        let email = format!("again.{}", record.observer.email);
        let administrator = &organisation.administrator;
        administrator.post(&format!("{path}/return"), json!({ "email": email })).await.expect(200);
        let grant = json!({ "id": new_id(), "role": "spo", "unit_id": organisation.team });
        assert!(administrator.post(&format!("{path}/roles"), grant).await.status < 300);
        let mail = app.mailbox().wait_for(&email, |mail| mail.text.contains("token=")).await;
        let again = app.accept(&email, &token_in(&mail.text).expect("a token")).await;
        let note = [json!({ "kind": "note", "text": UNSHARED })];
        again.post(&record.path("/operations"), push_body(&new_id(), 0, &note)).await.expect(200);
        assert_eq!(noted(&record).await, (true, false));
    }
}

/// A record that was shared, whose observer noted something since and left, and had more accepted.
async fn accepted_for_a_leaver(app: &TestApp, organisation: &Organisation<'_>) -> Record {
    let (head, _) = heads(organisation).await;
    let team = &organisation.team;
    let observer = organisation.person("Priya Shah", team, &[Role::Spo]).await;
    let practitioner = organisation
        .person("Dafydd Price", team, &[Role::Practitioner])
        .await;
    let mut record = observer.plans(&practitioner).await.shared().await;
    let note = |text| [json!({ "kind": "note", "text": text })];
    record.push(&note(UNSHARED)).await.expect(200);
    let mut push = push_body(&record.device, record.sequence, &note(CANARY));
    push["operations"][0]["elapsed_ms"] = json!(1);
    let outbox = json!({ "last_sequence": record.sequence + 1, "safe_up_to": record.sequence });
    let place = (record.id.as_str(), record.device.as_str());
    let tablet = Tablet::holding(organisation, &record.observer, place, &push, outbox).await;
    assert!(record.self_assess().await.status < 300);
    let leave = format!("/api/v1/people/{}/leave", observer.id);
    let left = json!({ "left_on": "2026-11-01", "successor_id": null });
    organisation
        .administrator
        .post(&leave, left)
        .await
        .expect(200);
    app.client()
        .post("/api/v1/quarantine", tablet.deposit)
        .await
        .expect(204);
    head.post(&waiting(&head).await, accept()).await.expect(204);
    record
}

/// Whether the practitioner reads what was accepted, and what was not shared.
async fn noted(record: &Record) -> (bool, bool) {
    let text = record
        .practitioner
        .get(&record.path("/operations"))
        .await
        .expect(200)
        .text;
    (text.contains(CANARY), text.contains(UNSHARED))
}
