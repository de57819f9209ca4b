//! What a deposit must not do, and what of it cannot be read.

use super::*;

on_both_databases! {
    async fn a_deposit_that_does_not_open_is_refused(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let record = observed(&organisation).await;
        let mut tablet = Tablet::of(&organisation, &record).await;
        let mut moved = tablet.deposit.clone();
        moved["items"][1]["record"] = json!(format!("{}#999", new_id()));
        assert_eq!(app.client().post("/api/v1/quarantine", moved).await.status, 422);
        let mut strange = tablet.deposit.clone();
        strange["token"] = json!(format!("{}.{}.{}", "0".repeat(32), "0".repeat(32), new_id()));
        assert_eq!(app.client().post("/api/v1/quarantine", strange).await.summary(), "404 not_found");
        tablet.damages(record.sequence + 1);
        tablet.damages(record.sequence + 2);
        suspend(&organisation, &record.observer).await;
        assert_eq!(app.client().post("/api/v1/quarantine", tablet.deposit).await.status, 422);
        assert_eq!(app.count("SELECT count(*) FROM quarantine").await, 0);
    }

    async fn a_deposit_without_a_cause_is_refused(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        let answer = app.client().post("/api/v1/quarantine", tablet.deposit).await;
        assert_eq!(answer.summary(), "409 wrong_state");
        assert_eq!(app.count("SELECT count(*) FROM quarantine").await, 0);
    }

    async fn nobody_writes_the_observation_of_themselves_by_way_of_a_deposit(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let record = observed(&organisation).await;
        let device = new_id();
        let push = push_body(&device, 0, &[json!({ "kind": "note", "text": CANARY })]);
        let outbox = json!({ "last_sequence": 1, "safe_up_to": 0 });
        let place = (record.id.as_str(), device.as_str());
        let practitioner = &record.practitioner;
        let tablet = Tablet::holding(&organisation, practitioner, place, &push, outbox).await;
        suspend(&organisation, practitioner).await;
        let answer = app.client().post("/api/v1/quarantine", tablet.deposit).await;
        assert_eq!(answer.summary(), "404 not_found");
        assert_eq!(app.count("SELECT count(*) FROM quarantine").await, 0);
    }

    async fn work_of_somebody_who_did_not_observe_is_not_accepted(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let record = observed(&organisation).await;
        let tablet = Tablet::of(&organisation, &record).await;
        suspend(&organisation, &record.observer).await;
        app.client().post("/api/v1/quarantine", tablet.deposit).await.expect(204);
        let somebody = organisation.person("Ivor Lewis", &organisation.team, &[Role::Spo]).await;
        app.sql(&format!(
            "UPDATE observation SET observer_id = '{}' WHERE id = '{}'", somebody.id, record.id
        )).await;
        assert_eq!(head.post(&waiting(&head).await, accept()).await.summary(), "404 not_found");
        assert_eq!(app.count(&taken()).await, 0);
    }

    async fn who_never_might_observe_plans_nothing_by_way_of_a_deposit(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let team = &organisation.team;
        let one = organisation.person("Priya Shah", team, &[Role::Practitioner]).await;
        let other = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let (tablet, _) = Tablet::planned_by(&organisation, &one, &other).await;
        let (own, _) = Tablet::planned_by(&organisation, &one, &one).await;
        suspend(&organisation, &one).await;
        let answer = app.client().post("/api/v1/quarantine", own.deposit).await;
        assert_eq!(answer.summary(), "404 not_found");
        app.client().post("/api/v1/quarantine", tablet.deposit).await.expect(204);
        assert_eq!(head.post(&waiting(&head).await, accept()).await.summary(), "403 forbidden");
        assert_eq!(app.count("SELECT count(*) FROM observation").await, 0);
    }

    async fn damaged_envelopes_hold_up_no_sound_ones_and_are_counted(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, _) = heads(&organisation).await;
        let team = &organisation.team;
        let observer = organisation.person("Priya Shah", team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let record = observer.plans(&practitioner).await;
        record.inform().await.expect(200);
        let bodies = [
            json!({ "kind": "start" }),
            json!({ "kind": "note", "text": "First." }),
            json!({ "kind": "mark", "skill": "working-alliance", "mark": "seen" }),
            json!({ "kind": "note", "text": CANARY }),
        ];
        let push = push_body(&record.device, 0, &bodies);
        let outbox = json!({ "last_sequence": 4, "safe_up_to": 0, "sending":
            { "segment": new_id(), "first": 1, "last": 4 } });
        let place = (record.id.as_str(), record.device.as_str());
        let mut tablet = Tablet::holding(&organisation, &observer, place, &push, outbox).await;
        tablet.damages(1);
        tablet.damages(3);
        suspend(&organisation, &observer).await;
        for _ in 0..2 {
            app.client().post("/api/v1/quarantine", tablet.deposit.clone()).await.expect(204);
        }
        let listed = head.get("/api/v1/quarantine").await.expect(200).json();
        assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed}");
        assert_eq!((&listed[0]["n_operations"], &listed[0]["n_damaged"]), (&json!(2), &json!(2)));

        head.post(&waiting(&head).await, accept()).await.expect(204);
        app.sql(&format!("UPDATE person SET status = 'active' WHERE id = '{}'", observer.id)).await;
        let mut author = observer.clone();
        author.client.sign_in(&observer.email, tests::PASSWORD).await.expect(200);
        let log = author.get(&record.path("/operations")).await.expect(200).json();
        let segments = log["items"].as_array().expect("segments").iter();
        let operations: Vec<&Value> = segments.flat_map(|s| s["operations"].as_array().expect("operations")).collect();
        let kinds: Vec<_> = operations.iter().map(|op| (op["sequence"].as_u64(), op["kind"].as_str())).collect();
        let expected = [(Some(1), Some("start")), (Some(2), Some("note")), (Some(4), Some("note"))];
        assert_eq!(kinds, expected, "the first act says when the session had begun");
        let at = |op: &Value| {
            let at = op["at"].as_str().expect("a time");
            chrono::DateTime::parse_from_rfc3339(at).expect("an instant")
        };
        assert_eq!((at(operations[1]) - at(operations[0])).num_milliseconds(), 2000);
        let told = author.get("/api/v1/quarantine").await.expect(200).json();
        assert_eq!(told[0]["n_damaged"], 2, "its author is told too");
        let left = app.sql("SELECT items FROM quarantine").await;
        assert_eq!(left[0][0].matches("envelope").count(), 2, "what nobody can read stays as it came");
    }
}
