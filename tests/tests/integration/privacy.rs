//! Who sees what: product page, "Who sees what". The generated matrix walks every cell;
//! these stories say the promises people were given.

use serde_json::json;
use shared::access::Role;
use shared::observations::{Capture, Segment};
use shared::values::Page;
use tests::{Person, Record, new_id, on_both_databases};

/// The action of every drafted record.
const PROPOSED: &str = "Rehearse the phone call with him";

on_both_databases! {
    async fn a_draft_is_invisible_to_the_practitioner(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.drafted().await;
        for rest in ["/operations", "/feedback"] {
            let answer = practitioner.get(&record.path(rest)).await;
            assert!(matches!(answer.status, 403 | 404 | 409), "{rest}: {}", answer.text);
            assert!(!answer.text.contains("stayed with his words"), "{rest}");
        }
    }

    /// What the observer tried, put right or took back is nobody else's, wherever one looks; what was
    /// written since the sharing waits for the next one.
    async fn what_the_observer_thought_better_of_is_nobody_elses(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.observed().await;
        let (reworded, better, taken, strength, action) = (new_id(), new_id(), new_id(), new_id(), new_id());
        let (put, rate, ask, say, propose) = (new_id(), new_id(), new_id(), new_id(), new_id());
        let point = json!({ "kind": "strength", "title": "Canary strength", "evidence_text": "Canary evidence" });
        let item = observer.framework_items("skill-rehearsal").await[0].clone();
        let drafting = [
            json!({ "kind": "note", "id": reworded, "text": "Canary first wording" }),
            json!({ "kind": "edit_note", "id": better, "note": reworded, "base": reworded, "text": "You gave him time." }),
            json!({ "kind": "note", "id": taken, "text": "Canary taken back" }),
            json!({ "kind": "undo", "operation": taken }),
            json!({ "kind": "put_point", "id": put, "point": strength, "text": point }),
            json!({ "kind": "remove_point", "base": put, "point": strength }),
            json!({ "kind": "rate", "id": rate, "item": item, "answer": { "level": "emerging" }, "reason": "Canary reason" }),
            json!({ "kind": "clear_rating", "base": rate, "item": item }),
            json!({ "kind": "set_question", "id": ask, "text": "Canary question" }),
            json!({ "kind": "clear_question", "base": ask }),
            json!({ "kind": "set_message", "id": say, "text": "Canary message" }),
            json!({ "kind": "clear_message", "base": say }),
            json!({ "kind": "put_action", "id": propose, "action": action, "title": "Canary action", "review_on": tests::day_ahead(9) }),
            json!({ "kind": "remove_action", "base": propose, "action": action }),
        ];
        record.push(&drafting).await.expect(200);
        let mut record = record.finished().await;
        record.share().await.expect(200);
        assert!(record.self_assess().await.status < 300);
        let since = [
            json!({ "kind": "edit_note", "note": reworded, "base": better, "text": "Late wording" }),
            json!({ "kind": "note", "text": "Late note", "elapsed_ms": 5_000 }),
        ];
        record.push(&since).await.expect(200);

        let told = what_is_told(&practitioner, &record).await;
        for word in ["Canary", "Late"] {
            let leaks: Vec<&str> = told.iter().filter(|(_, text)| text.contains(word)).map(|(path, _)| path.as_str()).collect();
            assert!(leaks.is_empty(), "{word} at {leaks:?}");
        }
        let noted = noted(&practitioner, &record).await;
        assert_eq!(noted.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["Let the silence run.", "You gave him time."]);
        assert_eq!((noted.marks.len(), noted.phases.len()), (1, 1));
        assert!(noted.ended_at.is_some() && noted.points.is_empty() && noted.question.is_none() && noted.actions.is_empty());
        let own = observer.get(&record.path("/operations")).await.expect(200).text;
        assert!(own.contains("Canary first wording") && own.contains("Late note"), "{own}");

        record.share().await.expect(200);
        let texts: Vec<String> = self::noted(&practitioner, &record).await.notes.iter().map(|note| note.text.to_string()).collect();
        assert_eq!(texts, ["Let the silence run.", "Late wording", "Late note"]);
        let told = what_is_told(&practitioner, &record).await;
        assert!(told.iter().all(|(_, text)| !text.contains("Canary") && !text.contains("You gave him time.")), "{told:?}");
    }

    async fn what_is_proposed_waits_for_the_self_assessment_like_the_rest(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let earlier = observer.plans(&practitioner).await.shared().await;
        let later = observer.plans(&practitioner).await;
        let own_pages = [
            "/api/v1/home".to_owned(),
            "/api/v1/actions".to_owned(),
            later.path(""),
        ];
        for path in &own_pages {
            let answer = practitioner.get(path).await.expect(200);
            assert!(!answer.text.contains(PROPOSED), "{path}: {}", answer.text);
        }
        let of_practitioner = format!("/api/v1/actions?practitioner={}", practitioner.id);
        let observers = observer.get(&of_practitioner).await.expect(200);
        assert!(observers.text.contains(PROPOSED), "{}", observers.text);

        assert!(earlier.self_assess().await.status < 300);
        for path in &own_pages {
            let answer = practitioner.get(path).await.expect(200);
            assert!(answer.text.contains(PROPOSED), "{path}: {}", answer.text);
        }
    }

    async fn a_head_of_pdu_sees_that_it_happened_and_not_what_was_written(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        let head = organisation.person("Hannah Head", &organisation.pdu, &[Role::Manager]).await;
        let record = observer.plans(&practitioner).await.locked().await;
        let seen = head.get(&record.path("")).await.expect(200);
        assert_eq!(seen.json()["state"], "locked");
        assert!(!seen.text.contains("X000001"), "a case reference is content");
        assert_eq!(seen.json()["may_read"], false, "no page offers what is refused");
        assert_eq!(observer.get(&record.path("")).await.expect(200).json()["may_read"], true);
        for rest in ["/operations", "/feedback", "/self-assessment"] {
            assert_eq!(head.get(&record.path(rest)).await.summary(), "403 forbidden", "{rest}");
        }
    }

    async fn another_organisation_gets_the_answer_for_nothing(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        let elsewhere = app.organisation("South Probation").await;
        let stranger = elsewhere.person("Sam Stranger", &elsewhere.team, &[Role::Spo, Role::Manager]).await;
        for rest in ["", "/operations", "/feedback", "/self-assessment", "/views"] {
            let foreign = stranger.get(&record.path(rest)).await;
            let nothing = stranger.get(&format!("/api/v1/observations/{}{rest}", new_id())).await;
            let without_request_id = |answer: &tests::Answer| {
                let mut body = answer.json();
                body.as_object_mut().map(|body| body.remove("request_id"));
                (answer.status, body)
            };
            assert_eq!(without_request_id(&foreign), without_request_id(&nothing), "{rest}");
            assert_eq!(foreign.status, 404);
        }
    }

    async fn what_somebody_writes_when_asking_reaches_those_who_plan_and_nobody_else(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let other = organisation.person("Omar Other", &organisation.other_team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        let ask = json!({ "id": new_id(), "note": "The three-way meetings are what I find hard." });
        practitioner.post("/api/v1/observation-requests", ask).await.expect(201);

        let seen = observer.get("/api/v1/observation-requests").await.expect(200).json();
        assert_eq!(seen["items"][0]["note"], "The three-way meetings are what I find hard.");
        assert_eq!(seen["items"][0]["practitioner"]["name"], "Dafydd Price");
        assert_eq!(other.get("/api/v1/observation-requests").await.expect(200).json()["items"], json!([]));
        let own = practitioner.get("/api/v1/observation-requests").await.expect(200).json();
        assert_eq!(own["items"], seen["items"], "who asked sees that it waits");
        let colleague = organisation.person("Gwen Hall", &organisation.team, &[Role::Practitioner]).await;
        assert_eq!(colleague.get("/api/v1/observation-requests").await.expect(200).json()["items"], json!([]));

        observer.plans(&practitioner).await;
        let after = observer.get("/api/v1/observation-requests").await.expect(200).json();
        assert_eq!(after["items"], json!([]), "a plan answers it");
        let own = practitioner.get("/api/v1/observation-requests").await.expect(200).json();
        assert_eq!(own["items"], json!([]), "and is the answer to who asked");
    }

    async fn a_private_reflection_stays_private_until_it_is_shared(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        let path = format!("/api/v1/reflections/{}", new_id());
        let body = json!({
            "observation_id": record.id, "model": "free", "parts": { "free": "I was nervous with Priya there." },
        });
        assert!(practitioner.client.put(&path, None, body).await.status < 300);
        assert_eq!(observer.get(&path).await.summary(), "404 not_found");
        practitioner.post(&format!("{path}/share"), json!({})).await.expect(200);
        assert!(observer.get(&path).await.expect(200).text.contains("nervous"));
        practitioner.post(&format!("{path}/unshare"), json!({})).await.expect(200);
        assert_eq!(observer.get(&path).await.summary(), "404 not_found");
    }

    async fn words_under_another_way_of_writing_stay_with_their_author(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        let path = format!("/api/v1/reflections/{}", new_id());
        let guided = json!({
            "observation_id": record.id, "model": "kolb", "parts": { "experience": "I froze for a moment." },
        });
        let made = practitioner.client.put(&path, None, guided).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let free = json!({
            "observation_id": record.id, "model": "free",
            "parts": { "experience": "I froze for a moment.", "free": "It went well in the end." },
        });
        practitioner.client.put(&path, Some(made.json()["version"].as_i64().unwrap()), free).await.expect(200);
        practitioner.post(&format!("{path}/share"), json!({})).await.expect(200);
        let listed = format!("/api/v1/reflections?practitioner={}", practitioner.id);
        for read in [observer.get(&path).await, observer.get(&listed).await] {
            assert_eq!(read.status, 200, "{}", read.text);
            assert!(read.text.contains("went well") && !read.text.contains("froze"), "{}", read.text);
        }
        let own = practitioner.get(&path).await.expect(200);
        assert!(own.text.contains("went well") && own.text.contains("froze"), "{}", own.text);
        let unknown = json!({ "model": "free", "parts": { "diary": "x" } });
        let refused = practitioner.client.put(&format!("/api/v1/reflections/{}", new_id()), None, unknown).await;
        assert_eq!(refused.summary(), "422 invalid_input");
    }

    async fn the_practitioner_sees_who_opened_the_record(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let line = organisation.person("Liam Line", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        let record = observer.plans(&practitioner).await.shared().await;
        line.get(&record.path("/feedback")).await.expect(200);
        let views = practitioner.get("/api/v1/views").await.expect(200);
        assert!(views.text.contains("Liam Line"), "{}", views.text);
    }

    async fn the_practitioner_sees_every_kind_of_reading(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, line, head, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Liam Line", &organisation.team, &[Role::Spo]),
            organisation.person("Hannah Head", &organisation.pdu, &[Role::Manager]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let record = observer.plans(&practitioner).await.drafted().await;
        let share = json!({ "id": new_id(), "n_operations": record.n_operations });
        observer.post(&record.path("/share"), share.clone()).await.expect(200);
        assert_eq!(opened(&practitioner).await, Vec::<String>::new(), "nobody has read anything yet");

        // The agreement, the case and what the practitioner is trying, on one page.
        line.get(&record.path("")).await.expect(200);
        head.get(&record.path("")).await.expect(200);
        assert_eq!(opened(&practitioner).await, ["Liam Line: observation.read"], "a head sees that it happened");
        line.get(&format!("/api/v1/actions?practitioner={}", practitioner.id)).await.expect(200);
        assert_eq!(opened(&practitioner).await[0], "Liam Line: action.list");
        practitioner.get("/api/v1/actions").await.expect(200);

        // A share whose answer was lost is answered with all that was written since.
        assert!(record.self_assess().await.status < 300);
        let reply = json!({ "id": new_id(), "kind": "reply", "text": "Thank you." });
        assert!(practitioner.post(&record.path("/replies"), reply).await.status < 300);
        observer.post(&record.path("/share"), share).await.expect(200);
        assert_eq!(opened(&practitioner).await[..2], ["Priya Shah: reply.read", "Priya Shah: self_assessment.read"]);

        for note in ["The three-way meetings", "And the phone calls"] {
            let ask = json!({ "id": new_id(), "note": note });
            practitioner.post("/api/v1/observation-requests", ask).await.expect(201);
        }
        line.get("/api/v1/observation-requests").await.expect(200);
        assert_eq!(opened(&practitioner).await[..2], ["Liam Line: observation_request.read", "Liam Line: observation_request.read"]);

        let meeting = new_id();
        let body = json!({
            "id": meeting, "purpose": "supervision", "attendee_ids": [practitioner.id],
            "practitioner_id": practitioner.id, "agenda_note": "The last three sessions",
            "slot": { "starts": tests::planned_for(), "time_zone": "Europe/London", "duration_minutes": 60 },
        });
        let booked = observer.post("/api/v1/meetings", body).await;
        assert!(booked.text.contains("Rehearse the phone call"), "it shows their actions: {}", booked.text);
        observer.get(&format!("/api/v1/meetings/{meeting}")).await.expect(200);
        assert_eq!(opened(&practitioner).await[..2], ["Priya Shah: meeting.read", "Priya Shah: meeting.read"]);
        assert_eq!(opened(&practitioner).await.len(), 8, "each once");
    }

    async fn every_answer_that_shows_a_meeting_counts_as_opening_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, head, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Hannah Head", &organisation.pdu, &[Role::Manager]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let slot = |days: i64| {
            let day = tests::day_ahead(days);
            json!({ "starts": format!("{day}T10:00"), "time_zone": "Europe/London", "duration_minutes": 60 })
        };
        let book = async |days: i64| {
            let id = new_id();
            let body = json!({
                "id": id, "purpose": "supervision", "attendee_ids": [practitioner.id],
                "practitioner_id": practitioner.id, "agenda_note": "The last three sessions", "slot": slot(days),
            });
            assert!(observer.post("/api/v1/meetings", body).await.status < 300);
            format!("/api/v1/meetings/{id}")
        };
        let n_opened = async || opened(&practitioner).await.len();
        let (ahead, past) = (book(14).await, book(-3).await);
        assert_eq!(n_opened().await, 0, "who books has read nothing but their own agenda");

        let edit = json!({ "slot": slot(15), "attendee_ids": [practitioner.id], "agenda_note": "The last four sessions" });
        let edited = observer.client.patch(&ahead, 1, edit.clone()).await.expect(200);
        assert!(edited.text.contains("The last four sessions"), "{}", edited.text);
        assert_eq!(opened(&practitioner).await, ["Priya Shah: meeting.read"]);
        assert_eq!(observer.client.patch(&ahead, 1, edit).await.summary(), "412 stale");
        assert_eq!(n_opened().await, 1, "a refusal shows nothing");

        // Their own readings are in the log as when they open it, and not in their list of others'.
        let accept = json!({ "participation": "accepted" });
        practitioner.post(&format!("{ahead}/reply"), accept).await.expect(200);
        assert_eq!(n_opened().await, 1);
        let own = format!("SELECT count(*) FROM audit WHERE action = 'meeting.read' AND actor_id = '{}'", practitioner.id);
        assert_eq!(app.count(&own).await, 1);

        let moved = json!({ "slot": slot(16), "attendee_ids": [practitioner.id] });
        let version = observer.get(&ahead).await.json()["summary"]["version"].as_i64().unwrap();
        assert_eq!(n_opened().await, 2);
        head.client.patch(&ahead, version, moved).await.expect(200);
        assert_eq!(n_opened().await, 2, "a head moves a meeting and reads nothing of it");
        observer.post(&format!("{ahead}/cancel"), json!({})).await.expect(200);
        assert_eq!(n_opened().await, 3);
        observer.post(&format!("{past}/held"), json!({ "summary": "We listened to the tape." })).await.expect(200);
        assert_eq!(opened(&practitioner).await, vec!["Priya Shah: meeting.read"; 4]);
    }

    async fn a_role_taken_away_is_gone_with_the_next_request(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        let line = organisation.person("Liam Line", &organisation.team, &[Role::Spo]).await;
        let record = observer.plans(&practitioner).await.shared().await;
        line.get(&record.path("/feedback")).await.expect(200);
        let person = organisation.administrator.get(&format!("/api/v1/people/{}", line.id)).await.expect(200).json();
        let grant = person["roles"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/people/{}/roles/{grant}", line.id);
        assert!(organisation.administrator.client.delete(&path).await.status < 300);
        let answer = line.get(&record.path("/feedback")).await;
        assert!(matches!(answer.status, 401 | 403 | 404), "{}", answer.text);
    }

    async fn an_administrator_reads_no_content(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        let record = observer.plans(&practitioner).await.shared().await;
        for rest in ["", "/operations", "/feedback", "/self-assessment"] {
            assert_eq!(organisation.administrator.get(&record.path(rest)).await.summary(), "404 not_found", "{rest}");
        }
    }
}

/// Who opened what of somebody's, the latest first, as `name: action`.
async fn opened(practitioner: &Person) -> Vec<String> {
    let views = practitioner.get("/api/v1/views").await.expect(200).json();
    let views = views["items"].as_array().expect("a list").iter();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    views
        .map(|view| {
            format!(
                "{}: {}",
                text(&view["viewer"]["name"]),
                text(&view["action"])
            )
        })
        .collect()
}

/// What of the session its practitioner may read, folded as the app does.
async fn noted(reader: &Person, record: &Record) -> Capture {
    let page: Page<Segment> = reader
        .get(&record.path("/operations"))
        .await
        .expect(200)
        .of();
    Capture::fold(page.items.iter().flat_map(|segment| &segment.operations))
}

/// Every answer in which somebody may meet a record, with its address.
async fn what_is_told(reader: &Person, record: &Record) -> Vec<(String, String)> {
    let mut paths: Vec<String> = [
        "",
        "/operations?limit=1",
        "/operations",
        "/feedback",
        "/session",
        "/views",
    ]
    .iter()
    .map(|rest| record.path(rest))
    .collect();
    paths.extend(["home", "actions", "observations"].map(|list| format!("/api/v1/{list}")));
    let mut told = Vec::new();
    for path in paths {
        let answer = reader.get(&path).await.expect(200);
        told.push((path, answer.text));
    }
    let pull = json!({ "device": new_id(), "after": 0 });
    let answer = reader.post("/api/v1/sync", pull).await.expect(200);
    told.push(("/api/v1/sync".into(), answer.text));
    told
}
