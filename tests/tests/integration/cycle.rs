//! The main job, from the agreement to the closed record, over HTTP.

use serde_json::{Value, json};
use tests::{content_hash_of, new_id, on_both_databases, push_body};

on_both_databases! {
    /// Agree, inform, observe, self-assess, feedback, reply, act, acknowledge, lock.
    async fn the_whole_job_runs_end_to_end(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.drafted().await;
        record.share().await.expect(200);

        let link = format!("/observations/{}/feedback", record.id);
        app.mailbox().wait_for(&practitioner.email, |mail| mail.text.contains(&link)).await;

        assert_eq!(practitioner.get(&record.path("/feedback")).await.summary(), "409 self_assessment_first");
        let answer = record.self_assess().await;
        assert!(answer.status < 300, "{}", answer.text);
        let feedback = practitioner.get(&record.path("/feedback")).await.expect(200).json();
        assert_eq!(feedback["content"]["strengths"][0]["title"], "You stayed with his words.");
        assert_eq!(feedback["edition"], 1);

        let reply = json!({ "id": new_id(), "kind": "reply", "text": "He had never said that before." });
        assert!(practitioner.post(&record.path("/replies"), reply).await.status < 300);
        app.mailbox().wait_for(&observer.email, |mail| mail.text.contains(&record.id)).await;

        let action = feedback["actions"][0].clone();
        assert_eq!(action["state"], "proposed");
        let taken = json!({
            "title": action["title"], "support": action["support"], "review_on": action["review_on"],
            "observation_id": record.id, "state": "taken",
        });
        let path = format!("/api/v1/actions/{}", action["id"].as_str().unwrap());
        practitioner.client.put(&path, action["version"].as_i64(), taken).await.expect(200);

        record.acknowledge().await.expect(200);
        let locked = observer.post(&record.path("/lock"), json!({})).await.expect(200).json();
        assert_eq!(locked["state"], "locked");
    }

    /// What the observer proposes in a record is told by sharing it: nothing of a draft goes ahead.
    async fn an_action_of_a_draft_is_not_proposed_before_it_is_shared(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.drafted().await;
        let path = format!("/api/v1/actions/{}", new_id());
        let proposed = json!({
            "practitioner_id": practitioner.id, "observation_id": record.id, "title": "Rehearse the call",
            "review_on": "2030-01-15", "state": "proposed",
        });
        let early = observer.client.put(&path, None, proposed.clone()).await;
        assert_eq!(early.summary(), "409 wrong_state");
        let told = practitioner.get("/api/v1/actions").await.expect(200).json();
        assert_eq!(told["items"], json!([]));
        record.share().await.expect(200);
        observer.client.put(&path, None, proposed).await.expect(201);
    }

    /// A release says up to which push it goes, so that a device can tell what was not released.
    async fn a_record_says_what_of_it_was_shared_last(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.drafted().await;
        let told = async |record: &tests::Record| observer.get(&record.path("")).await.expect(200).json();
        assert!(told(&record).await["shared_up_to"].is_null());
        record.share().await.expect(200);
        let first = told(&record).await["shared_up_to"].as_i64().expect("it was shared");
        record.push(&[tests::another_strength("You came back to it.")]).await.expect(200);
        assert_eq!(told(&record).await["shared_up_to"], first);
        record.share().await.expect(200);
        assert_eq!(told(&record).await["shared_up_to"], first + 1);
    }

    /// Of two servers one may be some minutes fast: what the observer noted after sharing stays theirs.
    async fn a_push_that_was_not_shared_is_not_released_by_a_clock_that_is_fast(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.shared().await;
        record.push(&[json!({ "kind": "note", "text": "Only for me." })]).await.expect(200);
        assert!(record.self_assess().await.status < 300);
        record.acknowledge().await.expect(200);
        app.sql("UPDATE capture_segment SET received_at = '2099-01-01 00:00:00' WHERE operations LIKE '%Only for me.%'").await;
        let noted = practitioner.get(&record.path("/operations")).await.expect(200);
        assert!(!noted.text.contains("Only for me."), "{}", noted.text);
        assert!(observer.get(&record.path("/operations")).await.expect(200).text.contains("Only for me."));
    }

    /// A correction to "no opportunity" takes along the reproach that its author sees no more.
    async fn the_reason_of_an_answer_that_was_corrected_is_not_released(app: TestApp) {
        const REPROACH: &str = "You did not pick up his point.";
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.drafted().await;
        let item = observer.framework_items("working-alliance").await[0].clone();
        let rated = json!({
            "kind": "rate", "item": item, "answer": "no_opportunity", "evidence": [], "reason": REPROACH,
        });
        record.push(&[rated]).await.expect(200);
        record.share().await.expect(200);
        assert!(record.self_assess().await.status < 300);
        let told = practitioner.get(&record.path("/feedback")).await.expect(200);
        assert!(told.text.contains(&item), "{}", told.text);
        assert!(!told.text.contains(REPROACH), "{}", told.text);
    }

    async fn a_session_does_not_start_before_the_person_was_asked(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await;
        assert_eq!(record.push(&[json!({ "kind": "start" })]).await.summary(), "409 wrong_state");
        record.inform().await.expect(200);
        record.push(&[json!({ "kind": "start" })]).await.expect(200);
    }

    async fn an_objection_stops_it(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await;
        let answer = practitioner.post(&record.path("/informed"), json!({ "informed": "objected" })).await;
        assert_eq!(answer.expect(200).json()["state"], "stopped");
        assert_eq!(record.push(&[json!({ "kind": "start" })]).await.summary(), "409 wrong_state");
    }

    async fn a_repeated_push_answers_the_same_and_counts_once(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.observed().await;
        let marks = vec![json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" }); 3];
        let push = push_body(&record.device, record.sequence, &marks);
        let first = observer.post(&record.path("/operations"), push.clone()).await.expect(200).json();
        let again = observer.post(&record.path("/operations"), push.clone()).await.expect(200).json();
        assert_eq!(first["safe_up_to"], again["safe_up_to"]);
        assert_eq!(first["received_sequence"], again["received_sequence"]);
        let stored = stored_operations(&observer, &record.path("/operations")).await;
        assert_eq!(stored.len(), record.n_operations + 3);

        let mut other = push;
        other["operations"][0]["mark"] = json!("chance");
        other["content_hash"] = json!(content_hash_of(other["operations"].as_array().unwrap()));
        assert_eq!(observer.post(&record.path("/operations"), other).await.summary(), "409 id_reused");
    }

    async fn a_gap_in_the_sequence_is_refused_and_named(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.observed().await;
        let mark = json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" });
        let push = push_body(&record.device, record.sequence + 1, &[mark]);
        let answer = observer.post(&record.path("/operations"), push).await;
        assert!(answer.status >= 400, "{}", answer.text);
        assert!(answer.fields().iter().any(|field| field.contains("sequence")), "{}", answer.text);
        assert_eq!(stored_operations(&observer, &record.path("/operations")).await.len(), record.n_operations);
    }

    async fn feedback_is_shared_only_with_a_strength_and_a_question(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.observed().await;
        record.push(&[json!({ "kind": "end" })]).await.expect(200);
        let answer = record.share().await;
        assert_eq!(answer.summary(), "422 not_ready_to_share");
        assert_eq!(answer.fields(), ["question: question_needed", "strengths: strength_needed"]);
        assert_eq!(observer.get(&record.path("")).await.expect(200).json()["state"], "drafting");
    }

    async fn a_rating_needs_evidence_or_a_reason(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.drafted().await;
        let framework = observer.get(&format!("/api/v1/frameworks/{}", observer.framework().await)).await.json();
        let item = framework["sections"][0]["items"][0]["id"].clone();
        let rate = json!({ "kind": "rate", "id": new_id(), "item": item, "answer": { "level": "effective" } });
        record.push(std::slice::from_ref(&rate)).await.expect(200);
        let answer = record.share().await;
        assert_eq!(answer.fields(), [format!("ratings.{}: evidence_needed", item.as_str().unwrap())]);
        let mut reasoned = rate.clone();
        (reasoned["id"], reasoned["base"]) = (json!(new_id()), rate["id"].clone());
        reasoned["reason"] = json!("Seen all through the hour.");
        record.push(&[reasoned]).await.expect(200);
        record.share().await.expect(200);
    }

    async fn sharing_something_other_than_what_was_seen_is_refused(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.drafted().await;
        let body = json!({ "id": new_id(), "n_operations": record.n_operations - 1 });
        assert_eq!(observer.post(&record.path("/share"), body).await.summary(), "412 stale");
    }

    async fn sharing_twice_with_the_same_id_makes_one_edition(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.drafted().await;
        let body = json!({ "id": new_id(), "n_operations": record.n_operations });
        observer.post(&record.path("/share"), body.clone()).await.expect(200);
        observer.post(&record.path("/share"), body).await.expect(200);
        assert_eq!(observer.get(&record.path("/feedback")).await.expect(200).json()["edition"], 1);
    }

    async fn a_closed_record_changes_only_by_visible_amendments(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.locked().await;
        let question = json!({ "kind": "set_question", "text": "Something else?" });
        assert_eq!(record.push(&[question]).await.summary(), "409 wrong_state");
        let body = json!({ "id": new_id(), "text": "The date in the second strength should read 12 November." });
        assert!(observer.post(&record.path("/amendments"), body).await.status < 300);
        let feedback = practitioner.get(&record.path("/feedback")).await.expect(200).json();
        assert_eq!(feedback["amendments"].as_array().map(Vec::len), Some(1));
    }

    async fn a_stopped_session_keeps_nothing_when_it_is_discarded(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.observed().await;
        observer.post(&record.path("/stop"), json!({ "discard": true })).await.expect(200);
        assert!(stored_operations(&observer, &record.path("/operations")).await.is_empty());
        assert_eq!(practitioner.get(&record.path("")).await.expect(200).json()["state"], "stopped");
    }

    async fn a_repeated_stop_answers_the_same_and_another_is_refused(app: TestApp) {
        for discard in [true, false] {
            let (observer, practitioner) = app.pair().await;
            let record = observer.plans(&practitioner).await.observed().await;
            let (same, other) = (json!({ "discard": discard }), json!({ "discard": !discard }));
            let first = observer.post(&record.path("/stop"), same.clone()).await.expect(200).json();
            let again = observer.post(&record.path("/stop"), same).await.expect(200).json();
            assert_eq!(first, again, "discard: {discard}");
            let stop = observer.post(&record.path("/stop"), other).await;
            assert_eq!(stop.summary(), "409 wrong_state", "discard: {discard}");
        }
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await;
        observer.post(&record.path("/informed"), json!({ "informed": "objected" })).await.expect(200);
        let stop = observer.post(&record.path("/stop"), json!({ "discard": true })).await;
        assert_eq!(stop.summary(), "409 wrong_state", "an objection is no stop");
    }

    async fn a_repeated_answer_of_the_person_on_probation_is_answered_again(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let (yes, no) = (json!({ "informed": "no_objection" }), json!({ "informed": "objected" }));
        let record = observer.plans(&practitioner).await;
        let first = observer.post(&record.path("/informed"), no.clone()).await.expect(200).json();
        let again = observer.post(&record.path("/informed"), no.clone()).await.expect(200).json();
        assert_eq!(first, again);
        assert_eq!(observer.post(&record.path("/informed"), yes.clone()).await.summary(), "409 wrong_state");

        let begun = observer.plans(&practitioner).await.observed().await;
        let again = observer.post(&begun.path("/informed"), yes).await.expect(200).json();
        assert_eq!(again["state"], "in_progress");
        assert_eq!(observer.post(&begun.path("/informed"), no).await.summary(), "409 wrong_state");
    }

    /// The choice is the practitioner's; the observer reads it before changing what was agreed.
    async fn a_practitioner_chooses_the_focus_and_nobody_overwrites_it_unread(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await;
        let planned = observer.get(&record.path("")).await.expect(200).json();
        let choice = json!({ "focus": "role-clarity" });
        let chosen = practitioner.post(&record.path("/focus"), choice.clone()).await.expect(200).json();
        assert_eq!(chosen["agreement"]["focus"], "role-clarity");
        assert_eq!(practitioner.post(&record.path("/focus"), choice.clone()).await.expect(200).json(), chosen);
        let version = planned["version"].as_i64().expect("a version");
        let unread = observer.client.patch(&record.path(""), version, planned["agreement"].clone()).await;
        assert_eq!(unread.summary(), "412 stale");

        let unknown = practitioner.post(&record.path("/focus"), json!({ "focus": "juggling" })).await;
        assert_eq!((unknown.summary().as_str(), unknown.fields()), ("422 invalid_input", vec!["focus: unknown".to_owned()]));
        let none = practitioner.post(&record.path("/focus"), json!({})).await.expect(200).json();
        assert_eq!(none["agreement"].get("focus"), None);
        let begun = record.observed().await;
        assert_eq!(practitioner.post(&begun.path("/focus"), choice).await.summary(), "409 wrong_state");
    }

    async fn bad_input_names_the_field_and_changes_nothing(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let framework = observer.framework().await;
        let good = json!({
            "id": new_id(), "practitioner_id": practitioner.id, "framework": framework,
            "agreement": {
                "purpose": "developmental", "session_type": "supervision",
                "planned_for": tests::planned_for(), "duration_minutes": 60,
            },
        });
        let cases: [(&str, Value, &str); 4] = [
            ("/id", json!("7b4c0f1a-0000-4000-8000-000000000000"), "id: malformed"),
            ("/agreement/planned_for", json!("25/11/2026"), "agreement.planned_for: malformed"),
            ("/agreement/purpose", json!("punitive"), "agreement.purpose: wrong_type"),
            ("/agreement/case_reference", json!("12"), "agreement.case_reference: malformed"),
        ];
        for (pointer, value, expected) in cases {
            let mut body = good.clone();
            match body.pointer_mut(pointer) {
                Some(place) => *place = value,
                None => body["agreement"][pointer.rsplit('/').next().unwrap()] = value,
            }
            let answer = observer.post("/api/v1/observations", body).await;
            assert_eq!((answer.summary().as_str(), answer.fields()), ("422 invalid_input", vec![expected.to_owned()]));
        }
        let list = observer.get("/api/v1/observations?role=observer").await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(0));
    }
}

async fn stored_operations(observer: &tests::Person, path: &str) -> Vec<Value> {
    let answer = observer.get(path).await.expect(200).json();
    let segments = answer
        .get("items")
        .unwrap_or(&answer)
        .as_array()
        .cloned()
        .expect("a list of segments");
    segments
        .iter()
        .flat_map(|s| s["operations"].as_array().cloned().unwrap_or_default())
        .collect()
}
