//! Two observers of one session: independent, and blind to each other until both are locked.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Organisation, Person, Record, new_id, on_both_databases};

/// The first observer is the practitioner's own line, who otherwise reads all that is released.
struct Two {
    first: Record,
    second: Record,
}

async fn two(organisation: &Organisation<'_>) -> Two {
    two_with(organisation, &organisation.team, Role::Spo).await
}

/// The second observer holds the role over the unit.
async fn two_with(organisation: &Organisation<'_>, unit: &str, role: Role) -> Two {
    let (team, roles) = (&organisation.team, [role]);
    let (priya, quinn, dafydd) = tokio::join!(
        organisation.person("Priya Shah", team, &[Role::Spo]),
        organisation.person("Quinn Quality", unit, &roles),
        organisation.person("Dafydd Price", team, &[Role::Practitioner]),
    );
    let first = priya.plans(&dafydd).await;
    let id = new_id();
    let add = json!({ "id": id, "observer_id": quinn.id });
    let path = first.path("/second-observer");
    let session = priya.post(&path, add.clone()).await.expect(200).json();
    assert_eq!(session["records"].as_array().expect("records").len(), 2);
    // Repeated it is the same; another one is refused.
    assert_eq!(priya.post(&path, add).await.expect(200).json(), session);
    let another = json!({ "id": new_id(), "observer_id": quinn.id });
    assert_eq!(
        priya.post(&path, another).await.summary(),
        "409 wrong_state"
    );
    let second = Record {
        id,
        observer: quinn,
        practitioner: dafydd,
        device: new_id(),
        sequence: 0,
        n_operations: 0,
    };
    Two { first, second }
}

/// Observed, drafted and shared; `level` tells one side's content from the other's.
async fn shared(record: &mut Record, level: &str, item: &str, words: &str) {
    let point = json!({ "kind": "strength", "skill": "working-alliance", "title": words, "evidence_text": words });
    let bodies = [
        json!({ "kind": "start" }),
        json!({ "kind": "mark", "skill": "working-alliance", "mark": "seen" }),
        json!({ "kind": "note", "text": words }),
        json!({ "kind": "end" }),
        json!({ "kind": "rate", "item": item, "answer": { "level": level }, "reason": words }),
        json!({ "kind": "put_point", "point": new_id(), "text": point }),
        json!({ "kind": "set_question", "text": words }),
        json!({ "kind": "put_action", "action": new_id(), "title": words, "review_on": tests::day_ahead(11) }),
    ];
    record.push(&bodies).await.expect(200);
    record.share().await.expect(200);
}

async fn closed(record: &Record) {
    record.self_assess().await;
    record.acknowledge().await.expect(200);
    let path = record.path("/lock");
    record.observer.post(&path, json!({})).await.expect(200);
}

/// Everywhere that one could meet what the other wrote.
async fn reads(reader: &Person, about: &Record) -> Vec<(String, String)> {
    let own = format!("/api/v1/actions?practitioner={}", about.practitioner.id);
    let mut paths: Vec<String> = [
        "",
        "/operations",
        "/feedback",
        "/self-assessment",
        "/session",
        "/views",
    ]
    .iter()
    .map(|rest| about.path(rest))
    .collect();
    paths.extend([
        own,
        "/api/v1/observations".into(),
        "/api/v1/home".into(),
        "/api/v1/reflections".into(),
        format!("/api/v1/reflections?practitioner={}", about.practitioner.id),
    ]);
    let mut read = Vec::new();
    for path in paths {
        let answer = reader.get(&path).await;
        read.push((path, format!("{} {}", answer.summary(), answer.text)));
    }
    read
}

fn nothing_of(words: &str, read: &[(String, String)]) {
    for (path, said) in read {
        assert!(!said.contains(words), "{path} tells {words:?}: {said}");
    }
}

on_both_databases! {
    async fn two_observers_are_blind_to_each_other_until_both_are_locked(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Two { mut first, mut second } = two(&organisation).await;
        let (priya, quinn) = (first.observer.clone(), second.observer.clone());
        let dafydd = first.practitioner.clone();
        // The practitioner is told of both, and answers once for the person on probation.
        let told = dafydd.get(&first.path("/session")).await.expect(200).json();
        assert_eq!(told["records"][1]["observer"]["name"], "Quinn Quality");
        first.inform().await.expect(200);
        let informed = quinn.get(&second.path("")).await.expect(200).json();
        assert_eq!(informed["informed"], "no_objection");

        let item = priya.framework_items("skill-rehearsal").await[0].clone();
        shared(&mut first, "effective", &item, "Silence held by Priya").await;
        shared(&mut second, "emerging", &item, "Rushed said Quinn").await;

        // Both shared: the practitioner reads both, the observers only their own.
        nothing_of("Silence held by Priya", &reads(&quinn, &first).await);
        nothing_of("Rushed said Quinn", &reads(&priya, &second).await);
        for (reader, other) in [(&quinn, &first), (&priya, &second)] {
            for rest in ["/operations", "/feedback"] {
                assert_eq!(reader.get(&other.path(rest)).await.summary(), "403 forbidden", "{rest}");
            }
            assert_eq!(reader.get(&other.path("")).await.status, 200);
        }
        // An own record does not pin what the other proposed.
        nothing_of("Silence held by Priya", &[own(&quinn, &second).await]);

        // One locked is not enough, and what the practitioner shares of the one is closed too.
        closed(&first).await;
        let reflection = format!("/api/v1/reflections/{}", new_id());
        let written = json!({ "observation_id": first.id, "model": "free", "parts": { "free": "Silence held by Priya" } });
        dafydd.client.put(&reflection, None, written).await.expect(201);
        dafydd.post(&format!("{reflection}/share"), json!({})).await.expect(200);
        priya.get(&reflection).await.expect(200);
        assert_eq!(quinn.get(&reflection).await.summary(), "404 not_found");
        nothing_of("Silence held by Priya", &reads(&quinn, &first).await);
        nothing_of("Rushed said Quinn", &reads(&priya, &second).await);

        closed(&second).await;
        for reader in [&priya, &quinn] {
            let session: Value = reader.get(&first.path("/session")).await.expect(200).json();
            let both = &session["comparison"];
            assert_eq!((&both["n_both"], &both["n_same"]), (&json!(1), &json!(0)), "{session}");
            assert_eq!(both["items"][0]["first"]["level"], "effective");
            assert_eq!(both["items"][0]["second"]["level"], "emerging");
        }
        assert_eq!(quinn.get(&first.path("/feedback")).await.status, 200);
        assert_eq!(quinn.get(&reflection).await.status, 200);
        // Of how it was written nothing.
        let noted = priya.get(&second.path("/operations")).await.expect(200).text;
        assert!(noted.contains("Rushed said Quinn") && !noted.contains("put_point"), "{noted}");
        // Nobody else compares them.
        let told = dafydd.get(&first.path("/session")).await.expect(200).json();
        assert_eq!(told["comparison"], Value::Null);
        let views = dafydd.get("/api/v1/views").await.expect(200);
        assert!(views.text.contains("observation.compare"), "{}", views.text);
    }

    async fn a_second_observer_reads_the_other_record_and_not_what_followed_from_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Two { mut first, mut second } = two_with(&organisation, &organisation.pdu, Role::Qdo).await;
        let (priya, quinn, dafydd) = (first.observer.clone(), second.observer.clone(), first.practitioner.clone());
        first.inform().await.expect(200);
        let item = priya.framework_items("skill-rehearsal").await[0].clone();
        shared(&mut first, "effective", &item, "Silence held by Priya").await;
        let reply = json!({ "id": new_id(), "kind": "reply", "text": "Between the two of us" });
        assert!(dafydd.post(&first.path("/replies"), reply).await.status < 300);
        closed(&first).await;
        let amendment = json!({ "id": new_id(), "text": "Added for the practitioner" });
        assert!(priya.post(&first.path("/amendments"), amendment).await.status < 300);
        shared(&mut second, "emerging", &item, "Rushed said Quinn").await;
        closed(&second).await;

        let theirs = quinn.get(&first.path("/feedback")).await.expect(200).json();
        assert_eq!(theirs["content"]["strengths"][0]["title"], "Silence held by Priya");
        for part in ["replies", "amendments", "actions"] {
            assert_eq!(theirs[part], json!([]), "{part} are not for a second observer");
        }
        assert_eq!(theirs["observation"]["open_actions"], json!([]));
        let own = priya.get(&first.path("/feedback")).await.expect(200).json();
        for part in ["replies", "amendments", "actions"] {
            assert_eq!(own[part].as_array().map(Vec::len), Some(1), "{part}");
        }
        assert_eq!(quinn.get(&second.path("/feedback")).await.expect(200).json()["actions"].as_array().map(Vec::len), Some(1));
    }

    async fn feedback_pins_nothing_of_other_feedback_that_has_not_opened(app: TestApp) {
        let (priya, dafydd) = app.pair().await;
        let (mut open, mut waiting) = (priya.plans(&dafydd).await, priya.plans(&dafydd).await);
        let item = priya.framework_items("skill-rehearsal").await[0].clone();
        for (record, words) in [(&mut open, "Seen by Dafydd"), (&mut waiting, "Not yet for Dafydd")] {
            record.inform().await.expect(200);
            shared(record, "effective", &item, words).await;
        }
        open.self_assess().await;
        let read = dafydd.get(&open.path("/feedback")).await.expect(200);
        assert!(!read.text.contains("Not yet for Dafydd"), "{}", read.text);
        assert!(priya.get(&open.path("/feedback")).await.text.contains("Not yet for Dafydd"));
        waiting.self_assess().await;
        assert!(dafydd.get(&open.path("/feedback")).await.text.contains("Not yet for Dafydd"));
    }

    async fn a_second_observer_who_drops_out_is_the_line_they_were(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        for drops_out in ["/withdraw", "/stop"] {
            let Two { mut first, mut second } = two(&organisation).await;
            let (priya, quinn) = (first.observer.clone(), second.observer.clone());
            first.inform().await.expect(200);
            let item = priya.framework_items("skill-rehearsal").await[0].clone();
            shared(&mut first, "effective", &item, "Silence held by Priya").await;
            second.push(&[json!({ "kind": "start" }), json!({ "kind": "note", "text": "Begun by Quinn" })]).await.expect(200);
            nothing_of("Silence held by Priya", &reads(&quinn, &first).await);
            if drops_out == "/withdraw" {
                second.push(&[json!({ "kind": "end" })]).await.expect(200);
            }
            quinn.post(&second.path(drops_out), json!({ "discard": false })).await.expect(200);

            let released = quinn.get(&first.path("/feedback")).await.expect(200);
            assert!(released.text.contains("Silence held by Priya"), "{}", released.text);
            assert_eq!(quinn.get(&first.path("/operations")).await.summary(), "403 forbidden", "the notes are for no line");
            // The one who goes on stays blind, and afterwards reads what any line does.
            nothing_of("Begun by Quinn", &reads(&priya, &second).await);
            closed(&first).await;
            nothing_of("Begun by Quinn", &reads(&priya, &second).await);
            let session = priya.get(&first.path("/session")).await.expect(200).json();
            assert_eq!(session["comparison"], Value::Null, "one side alone is no comparison");
        }
    }

    async fn a_line_that_observed_as_well_is_a_line_when_both_are_locked(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Two { mut first, mut second } = two(&organisation).await;
        let quinn = second.observer.clone();
        first.inform().await.expect(200);
        let item = quinn.framework_items("skill-rehearsal").await[0].clone();
        for (record, words) in [(&mut first, "Silence held by Priya"), (&mut second, "Rushed said Quinn")] {
            shared(record, "effective", &item, words).await;
        }
        let reply = json!({ "id": new_id(), "kind": "reply", "text": "A word for my line" });
        assert!(first.practitioner.post(&first.path("/replies"), reply).await.status < 300);
        closed(&first).await;
        closed(&second).await;
        let read = quinn.get(&first.path("/feedback")).await.expect(200);
        assert!(read.text.contains("A word for my line"), "{}", read.text);
    }

    async fn who_may_be_a_second_observer(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let team = &organisation.team;
        let priya = organisation.person("Priya Shah", team, &[Role::Spo]).await;
        let dafydd = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let cara = organisation.person("Cara Colleague", team, &[Role::Practitioner]).await;
        let record = priya.plans(&dafydd).await;
        let path = record.path("/second-observer");
        for (who, code) in [(&dafydd, "own_person"), (&priya, "own_person"), (&cara, "not_active")] {
            let add = json!({ "id": new_id(), "observer_id": who.id });
            let answer = priya.post(&path, add).await;
            assert_eq!(answer.summary(), "422 invalid_input");
            assert!(answer.text.contains(code), "{}", answer.text);
        }
        let add = json!({ "id": new_id(), "observer_id": priya.id });
        assert_eq!(cara.post(&path, add.clone()).await.summary(), "404 not_found");
        assert_eq!(dafydd.post(&path, add).await.summary(), "403 forbidden");
    }
}

async fn own(observer: &Person, record: &Record) -> (String, String) {
    let path = record.path("");
    let text = observer.get(&path).await.expect(200).text;
    (path, text)
}
