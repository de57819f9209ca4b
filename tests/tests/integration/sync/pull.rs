//! Pulling by cursor: what a device may hold, told once it has changed, and taken away in time.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shared::access::Role;
use shared::sync::{Ending, Pulled, WORKING_SET_MAX, Why};
use tests::{Person, Record, new_id, on_both_databases};

on_both_databases! {
    async fn a_device_is_told_its_working_set_once_and_then_what_changed(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = soon(&observer, &practitioner).await.observed().await;
        let device = new_id();
        let first = pull(&observer, &device, 0).await;
        assert_eq!((first.records.len(), first.gone.len(), first.more), (1, 0, false));
        let told = &first.records[0];
        assert_eq!((told.why, told.whole_log, told.segments.len()), (Why::ToWrite, true, 1));
        assert_eq!(first.frameworks, std::slice::from_ref(&told.observation.framework));

        // The answer was lost: it is repeated whole. Presenting its cursor acknowledges it.
        let again = pull(&observer, &device, 0).await;
        assert_eq!(again.records.len(), 1);
        let nothing = pull(&observer, &device, again.cursor).await;
        assert!(nothing.records.is_empty());
        assert_eq!(nothing.cursor, again.cursor);

        record.push(&[json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" })]).await.expect(200);
        let changed = pull(&observer, &device, nothing.cursor).await;
        let told = &changed.records[0];
        assert_eq!((told.whole_log, told.segments.len()), (false, 1), "only what is new");
        assert_eq!(told.segments[0].received_sequence, 2);
    }

    async fn the_practitioner_is_told_nothing_of_a_draft_and_the_feedback_once_it_is_open(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = soon(&observer, &practitioner).await.drafted().await;
        let device = new_id();
        let drafting = pull(&practitioner, &device, 0).await;
        let told = &drafting.records[0];
        assert_eq!(told.why, Why::MySession);
        assert!(told.segments.is_empty() && told.feedback.is_none());
        record.share().await.expect(200);
        let shared = pull(&practitioner, &device, drafting.cursor).await;
        assert!(shared.records[0].feedback.is_none(), "the self-assessment comes first");
        let answer = record.self_assess().await;
        assert!(answer.status < 300, "{}", answer.text);
        let open = pull(&practitioner, &device, 0).await;
        let told = &open.records[0];
        assert_eq!(told.why, Why::MyFeedback);
        assert!(told.feedback.is_some() && told.self_assessment.is_some());
        assert!(told.segments.is_empty(), "the log is the observer's");
    }

    async fn what_others_add_to_a_record_is_told_and_nothing_is_told_twice(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = soon(&observer, &practitioner).await.shared().await;
        let answer = record.self_assess().await;
        assert!(answer.status < 300, "{}", answer.text);
        let (device, tablet) = (new_id(), new_id());
        let held = pull(&practitioner, &device, 0).await;
        let observed = pull(&observer, &tablet, 0).await;
        assert!(held.records[0].feedback.as_ref().expect("open").replies.is_empty());

        let reply = json!({ "id": new_id(), "kind": "reply", "text": "Thank you for the question." });
        observer.post(&record.path("/replies"), reply).await.expect(201);
        let replied = pull(&practitioner, &device, held.cursor).await;
        assert_eq!(replied.records[0].feedback.as_ref().expect("open").replies.len(), 1);
        let silent = pull(&practitioner, &device, replied.cursor).await;
        assert!(silent.records.is_empty(), "it is told once");

        let path = format!("/api/v1/actions/{}", new_id());
        let action = json!({
            "practitioner_id": practitioner.id, "title": "Try two open questions",
            "review_on": "2030-01-15", "state": "proposed",
        });
        observer.client.put(&path, None, action.clone()).await.expect(201);
        let proposed = pull(&practitioner, &device, replied.cursor).await;
        assert_eq!(proposed.records[0].observation.open_actions.len(), 1);
        let mut taken = action;
        taken["state"] = json!("taken");
        practitioner.client.put(&path, Some(1), taken).await.expect(200);
        let told = pull(&observer, &tablet, observed.cursor).await;
        assert_eq!(told.records[0].observation.open_actions.len(), 1);
        assert!(pull(&observer, &tablet, told.cursor).await.records.is_empty());
    }

    async fn feedback_that_opens_by_time_is_told_then(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = soon(&observer, &practitioner).await.shared().await;
        let device = new_id();
        let waiting = pull(&practitioner, &device, 0).await;
        assert!(waiting.records[0].feedback.is_none(), "the self-assessment comes first");
        let longer_ago = (chrono::Utc::now() - chrono::Duration::days(10)).format("%Y-%m-%d %H:%M:%S");
        app.sql(&format!("UPDATE observation SET shared_at = '{longer_ago}' WHERE id = '{}'", record.id)).await;
        let opened = pull(&practitioner, &device, waiting.cursor).await;
        assert!(opened.records[0].feedback.is_some(), "nothing was stored, and yet it is news");
        assert!(pull(&practitioner, &device, opened.cursor).await.records.is_empty());
    }

    async fn pain_18_what_was_withdrawn_leaves_the_device_and_says_why(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = soon(&observer, &practitioner).await.drafted().await;
        let device = new_id();
        let held = pull(&observer, &device, 0).await;
        observer.post(&record.path("/withdraw"), json!({})).await.expect(200);
        let gone = pull(&observer, &device, held.cursor).await;
        assert_eq!(gone.gone.len(), 1);
        assert_eq!((gone.gone[0].observation.to_string(), gone.gone[0].why), (record.id.clone(), Ending::Withdrawn));
        assert!(gone.records.is_empty());
        let repeated = pull(&observer, &device, held.cursor).await;
        assert_eq!(repeated.gone.len(), 1, "a lost tombstone is told again");
        let after = pull(&observer, &device, repeated.cursor).await;
        println!("pain 18: told {} and {} times, {} after it was heard", gone.gone.len(), repeated.gone.len(), after.gone.len());
        assert!(after.gone.is_empty());
    }

    async fn pain_22_a_record_that_became_somebody_elses_is_revoked(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let leaver = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let successor = organisation.person("Ruth Adeyemi", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        let record = soon(&leaver, &practitioner).await.drafted().await;
        let device = new_id();
        let held = pull(&leaver, &device, 0).await;
        assert_eq!(held.records.len(), 1);
        let statement = format!("UPDATE observation SET observer_id = '{}', version = version + 1 WHERE id = '{}'", successor.id, record.id);
        app.sql(&statement).await;
        let gone = pull(&leaver, &device, held.cursor).await;
        println!("pain 22: {} record of {} revoked on the device before", gone.gone.len(), held.records.len());
        assert_eq!(gone.gone[0].why, Ending::Revoked);
        let theirs = pull(&successor, &new_id(), 0).await;
        assert_eq!(theirs.records[0].observation.id.to_string(), record.id);
    }

    async fn what_was_only_opened_by_hand_goes_when_the_right_to_it_ends(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let line = organisation.person("Liam Line", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        let open = soon(&observer, &practitioner).await.shared().await;
        let withdrawn = soon(&observer, &practitioner).await.shared().await;
        line.get(&open.path("/feedback")).await.expect(200);
        let device = new_id();
        let asked = json!({ "device": device, "after": 0, "unheld": [open.id, withdrawn.id, new_id()] });
        let told: Pulled = line.post("/api/v1/sync", asked.clone()).await.expect(200).of();
        let gone = |told: &Pulled| told.gone.iter().map(|gone| gone.observation.to_string()).collect::<Vec<_>>();
        assert_eq!(gone(&told).len(), 1, "only what nobody has: {:?}", gone(&told));
        assert!(!gone(&told).contains(&open.id) && !gone(&told).contains(&withdrawn.id));
        observer.post(&withdrawn.path("/withdraw"), json!({})).await.expect(200);
        let told: Pulled = line.post("/api/v1/sync", asked.clone()).await.expect(200).of();
        assert!(gone(&told).contains(&withdrawn.id) && !gone(&told).contains(&open.id), "{:?}", gone(&told));
        app.sql(&format!("UPDATE role_grant SET revoked_at = '2026-01-01 00:00:00' WHERE person_id = '{}'", line.id)).await;
        let told: Pulled = line.post("/api/v1/sync", asked).await.expect(200).of();
        assert_eq!(told.gone.len(), 3, "{:?}", told.gone);
        assert!(told.gone.iter().all(|gone| gone.why == Ending::Revoked), "{:?}", told.gone);
    }

    async fn nobody_is_told_what_is_not_theirs(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        soon(&observer, &practitioner).await.shared().await;
        let device = new_id();
        pull(&observer, &device, 0).await;
        for (name, role) in [("Ada Colleague", Role::Practitioner), ("Eve Other", Role::Spo), ("Max Head", Role::Manager)] {
            let other = organisation.person(name, &organisation.team, &[role]).await;
            // Not even under the device of somebody who is.
            let told = pull(&other, &device, 0).await;
            assert!(told.records.is_empty() && told.gone.is_empty(), "{name}");
        }
    }

    /// The cursor was given by a server that has since been set back to a backup.
    async fn a_cursor_the_server_never_gave_starts_from_the_beginning(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        soon(&observer, &practitioner).await.observed().await;
        let device = new_id();
        let held = pull(&observer, &device, 0).await;
        let again = pull(&observer, &device, held.cursor + 7).await;
        assert!(again.from_start);
        assert_eq!((again.records.len(), again.records[0].whole_log), (1, true));
        assert!(again.cursor > held.cursor + 7, "a cursor never falls back");
        let after = pull(&observer, &device, again.cursor).await;
        assert!(after.records.is_empty() && !after.from_start);
    }

    async fn pain_26_a_large_working_set_comes_in_bounded_answers(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        for _ in 0..25 {
            soon(&observer, &practitioner).await;
        }
        let device = new_id();
        let first = pull(&observer, &device, 0).await;
        assert_eq!((first.records.len(), first.more), (20, true));
        let second = pull(&observer, &device, first.cursor).await;
        assert_eq!((second.records.len(), second.more), (5, false));
        assert!(pull(&observer, &device, second.cursor).await.records.is_empty());
    }

    async fn pain_26_a_device_holds_a_hundred_records_the_most_urgent_first(app: TestApp) {
        const N_BEYOND: usize = 5;
        let (observer, practitioner) = app.pair().await;
        let mut urgent = BTreeSet::new();
        for _ in 0..3 {
            urgent.insert(soon(&observer, &practitioner).await.observed().await.id);
        }
        for _ in urgent.len()..WORKING_SET_MAX + N_BEYOND {
            soon(&observer, &practitioner).await;
        }
        let device = new_id();
        let mut held = Vec::new();
        let mut cursor = 0;
        loop {
            let told = pull(&observer, &device, cursor).await;
            assert!(told.gone.is_empty(), "{:?}", told.gone);
            held.extend(told.records.iter().map(|told| told.observation.id.to_string()));
            cursor = told.cursor;
            if !told.more {
                break;
            }
        }
        let different: BTreeSet<String> = held.iter().cloned().collect();
        assert_eq!((held.len(), different.len()), (WORKING_SET_MAX, WORKING_SET_MAX));
        assert!(urgent.is_subset(&different), "what is to be written up is here, however many are planned");
    }
}

/// An observation planned for today.
async fn soon(observer: &Person, practitioner: &Person) -> Record {
    let record = observer.plans(practitioner).await;
    let today = tests::day_ahead(0);
    let agreement: Value = json!({
        "purpose": "developmental", "session_type": "supervision",
        "planned_for": format!("{today}T10:00"), "duration_minutes": 60,
    });
    let edited = observer.client.patch(&record.path(""), 1, agreement).await;
    edited.expect(200);
    record
}

async fn pull(person: &Person, device: &str, after: i64) -> Pulled {
    let body = json!({ "device": device, "after": after });
    person.post("/api/v1/sync", body).await.expect(200).of()
}
