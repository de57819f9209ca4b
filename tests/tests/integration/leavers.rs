//! What becomes of somebody's work when they leave, or the person it is about: nothing strands.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Answer, Organisation, Person, Record, TestApp, new_id, on_both_databases};

use crate::meetings::booked;

on_both_databases! {
    async fn who_is_observed_in_a_leavers_session_takes_another_successor(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (priya, liam, quinn, dafydd) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Liam Line", &organisation.team, &[Role::Spo]),
            organisation.person("Quinn Quality", &organisation.team, &[Role::Qdo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let draft = priya.plans(&dafydd).await.drafted().await;
        let of_liam = priya.plans(&liam).await.observed().await;
        let refused = leaves(&organisation, &priya, Some(&liam)).await;
        assert_eq!(refused.fields(), ["successor_id: observed_in_these"], "{}", refused.text);
        for record in [&draft, &of_liam] {
            let kept = priya.get(&record.path("")).await.expect(200).json();
            assert_eq!(kept["observer"]["id"], json!(priya.id), "nothing is given");
        }

        leaves(&organisation, &priya, Some(&quinn)).await.expect(200);
        for record in [&draft, &of_liam] {
            let given = quinn.get(&record.path("")).await.expect(200).json();
            assert_eq!(given["observer"]["id"], json!(quinn.id));
        }
        assert_eq!(tally(&app, "observation").await, json!({ "n_given": 2, "n_locked": 0, "n_withdrawn": 0, "to": quinn.id }));
    }

    async fn two_records_of_one_session_do_not_come_to_one_observer(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (priya, quinn, dafydd) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Quinn Quality", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let first = priya.plans(&dafydd).await;
        let second = new_id();
        let add = json!({ "id": second, "observer_id": quinn.id });
        priya.post(&first.path("/second-observer"), add).await.expect(200);
        let first = first.drafted().await;
        let refused = leaves(&organisation, &priya, Some(&quinn)).await;
        assert_eq!(refused.fields(), ["successor_id: observes_the_same"], "{}", refused.text);
        assert_eq!(quinn.get(&first.path("/operations")).await.summary(), "403 forbidden");

        // Whoever gave their own up has no view left that this one could colour.
        quinn.post(&format!("/api/v1/observations/{second}/withdraw"), json!({})).await.expect(200);
        leaves(&organisation, &priya, Some(&quinn)).await.expect(200);
        quinn.get(&first.path("/operations")).await.expect(200);
    }

    async fn what_a_leaver_released_stays_theirs_and_ends_with_the_practitioner(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (priya, dafydd) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let acknowledged = priya.plans(&dafydd).await.acknowledged().await;
        let shared = priya.plans(&dafydd).await.shared().await;
        leaves(&organisation, &priya, None).await.expect(200);
        assert_eq!(tally(&app, "observation").await, json!({ "n_given": 0, "n_locked": 1, "n_withdrawn": 0, "to": null }));
        assert_eq!(state(&acknowledged).await, ("locked".to_owned(), priya.id.clone()));
        let amendment = json!({ "id": new_id(), "text": "I have tried it since." });
        assert!(dafydd.post(&acknowledged.path("/amendments"), amendment).await.status < 300);

        assert_eq!(state(&shared).await, ("shared".to_owned(), priya.id.clone()));
        assert!(shared.self_assess().await.status < 300);
        dafydd.get(&shared.path("/feedback")).await.expect(200);
        assert!(replies(&shared).await.status < 300);
        let done = shared.acknowledge().await.expect(200).json();
        assert_eq!((&done["state"], done["locked_at"].is_string()), (&json!("locked"), true), "{done}");
        let again = shared.acknowledge().await.expect(200).json();
        assert_eq!(again, done, "said again it answers the same");
        assert_eq!(state(&shared).await.1, priya.id, "who said it does not change");
        let locked = format!("SELECT count(*) FROM audit WHERE action = 'observation.lock' AND subject_id = '{}'", shared.id);
        assert_eq!(app.count(&locked).await, 1);
    }

    async fn a_reply_to_somebody_who_has_left_is_told_to_the_line(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (priya, liam, nora, dafydd, other) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Qdo]),
            organisation.person("Liam Line", &organisation.team, &[Role::Spo]),
            organisation.person("Nora Named", &organisation.other_team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Olwen Other", &organisation.team, &[Role::Practitioner]),
        );
        let of_named = priya.plans(&dafydd).await.shared().await;
        let of_unit = priya.plans(&other).await.shared().await;
        let manage = format!("UPDATE person SET line_manager_id = '{}' WHERE id = '{}'", nora.id, dafydd.id);
        app.sql(&manage).await;
        assert!(replies(&of_named).await.status < 300);
        assert_eq!(told(&app, "reply-received").await, std::slice::from_ref(&priya.id));
        leaves(&organisation, &priya, None).await.expect(200);

        assert!(replies(&of_named).await.status < 300);
        assert_eq!(told(&app, "reply-received").await, [priya.id.clone(), nora.id.clone()]);
        assert!(replies(&of_unit).await.status < 300);
        assert_eq!(told(&app, "reply-received").await, [priya.id.clone(), nora.id.clone(), liam.id.clone()]);
        for (line, record) in [(&nora, &of_named), (&liam, &of_unit)] {
            let mail = app.mailbox().wait_for(&line.email, |mail| mail.text.contains(&record.id)).await;
            assert!(mail.text.contains("/feedback"), "{}", mail.text);
            line.get(&record.path("/feedback")).await.expect(200);
        }
    }

    async fn records_about_somebody_who_leaves_end_with_them(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (priya, dafydd) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let planned = priya.plans(&dafydd).await;
        let mut under_way = priya.plans(&dafydd).await.observed().await;
        let draft = priya.plans(&dafydd).await.drafted().await;
        let shared = priya.plans(&dafydd).await.shared().await;
        let acknowledged = priya.plans(&dafydd).await.acknowledged().await;
        leaves(&organisation, &dafydd, None).await.expect(200);
        assert_eq!(tally(&app, "observation").await, json!({ "n_given": 0, "n_locked": 2, "n_withdrawn": 2, "to": null }));
        for (record, expected) in [
            (&planned, "withdrawn"), (&under_way, "in_progress"), (&draft, "withdrawn"),
            (&shared, "locked"), (&acknowledged, "locked"),
        ] {
            assert_eq!(state(record).await.0, expected);
        }
        priya.get(&draft.path("/operations")).await.expect(200);
        priya.get(&shared.path("/feedback")).await.expect(200);

        // The session ends on its device; there is nobody to share it with.
        let strength = json!({
            "kind": "strength", "skill": "working-alliance", "title": "You stayed with his words.",
            "evidence_text": "You let the silence run and he went on.",
        });
        let bodies = [
            json!({ "kind": "end" }),
            json!({ "kind": "put_point", "point": new_id(), "text": strength }),
            json!({ "kind": "set_question", "text": "What told you to stay with it?" }),
            json!({ "kind": "put_action", "action": new_id(), "title": "Rehearse it", "review_on": tests::day_ahead(11) }),
        ];
        under_way.push(&bodies).await.expect(200);
        let refused = under_way.share().await;
        assert_eq!(refused.fields(), ["practitioner_id: left"], "{}", refused.text);
        assert_eq!(state(&under_way).await.0, "drafting");
        let left_over = format!("SELECT count(*) FROM feedback WHERE observation_id = '{}'", under_way.id);
        assert_eq!(app.count(&left_over).await, 0);
        priya.post(&under_way.path("/withdraw"), json!({})).await.expect(200);
        assert_eq!(state(&under_way).await.0, "withdrawn");
    }

    async fn nothing_of_a_leaver_stays_on_a_list_of_things_to_do(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (priya, dafydd) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let record = priya.plans(&dafydd).await.acknowledged().await;
        let _draft = priya.plans(&dafydd).await.drafted().await;
        let ask = json!({ "id": new_id(), "note": "The three-way meetings" });
        dafydd.post("/api/v1/observation-requests", ask).await.expect(201);
        assert!(replies(&record).await.status < 300);
        priya.get(&record.path("/feedback")).await.expect(200);
        let lists = ["/api/v1/home", "/api/v1/observation-requests", "/api/v1/coverage"];
        for list in lists {
            let before = priya.get(list).await.expect(200);
            assert!(before.text.contains("Dafydd Price"), "{list}: {}", before.text);
        }
        leaves(&organisation, &dafydd, None).await.expect(200);
        for list in lists {
            let after = priya.get(list).await.expect(200);
            assert!(!after.text.contains("Dafydd Price"), "{list}: {}", after.text);
        }
    }

    async fn meetings_that_nobody_settled_go_to_the_successor_without_a_mail(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (priya, liam, dafydd) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Liam Line", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let (past, _) = booked(&priya, &dafydd, -3).await;
        dafydd.post(&format!("{past}/reply"), json!({ "participation": "accepted" })).await.expect(200);
        let (with_liam, _) = booked(&priya, &liam, -2).await;
        let alone = leaves(&organisation, &priya, None).await;
        assert_eq!(alone.fields(), ["meetings: still_responsible"], "{}", alone.text);
        let n_told = told(&app, "meeting").await.len();

        leaves(&organisation, &priya, Some(&liam)).await.expect(200);
        assert_eq!(told(&app, "meeting").await.len(), n_told, "no calendar changes for what is past");
        assert_eq!(tally(&app, "meeting").await, json!({ "n_meetings": 2, "n_past": 2, "to": liam.id }));
        let home = liam.get("/api/v1/home").await.expect(200);
        assert!(home.text.contains("close_meeting") && home.text.contains("Dafydd Price"), "{}", home.text);
        let given = liam.get(&past).await.expect(200).json();
        assert_eq!(given["summary"]["attendees"][0]["participation"], "accepted", "{given}");
        let held = liam.post(&format!("{past}/held"), json!({ "summary": "They met." })).await.expect(200).json();
        assert_eq!((&held["summary"]["state"], &held["summary"]["organiser"]["id"]), (&json!("held"), &json!(liam.id)));
        let closed = liam.get(&with_liam).await.expect(200).json();
        assert_eq!(closed["summary"]["state"], "cancelled", "nobody meets themselves");
    }

    /// Whoever comes second was let in as an administrator, and may be none any more.
    async fn of_two_administrators_who_take_each_other_away_at_once_one_is_left(app: TestApp) {
        for way in ["revoke", "suspend", "leave", "revoke", "suspend", "leave"] {
            let organisation = app.organisation("North Probation").await;
            let ada = &organisation.administrator;
            let bea = organisation.person("Bea Both", &organisation.team, &[Role::Administrator]).await;
            let (of_ada, of_bea) = (role_path(ada, ada).await, role_path(ada, &bea).await);
            let takes = async |who: &Person, other: &Person, role: &str| match way {
                "revoke" => who.client.delete(role).await,
                "suspend" => who.post(&format!("/api/v1/people/{}/suspend", other.id), json!({})).await,
                _ => leaves_by(who, other).await,
            };
            let (first, second) = tokio::join!(takes(ada, &bea, &of_bea), takes(&bea, ada, &of_ada));
            let taken = [&first, &second].into_iter().filter(|answer| answer.status < 300).count();
            assert_eq!(taken, 1, "{way}: {} {}", first.text, second.text);
            let refused = if first.status < 300 { &second } else { &first };
            let known = ["409 still_responsible", "403 forbidden", "401 unauthenticated"];
            assert!(known.contains(&refused.summary().as_str()), "{way}: {}", refused.text);
            let standing = format!(
                "SELECT count(DISTINCT p.id) FROM person p JOIN role_grant g ON g.org_id = p.org_id AND g.person_id = p.id \
                 WHERE p.org_id = '{}' AND p.status = 'active' AND g.role = 'administrator' AND g.revoked_at IS NULL",
                organisation.id,
            );
            assert_eq!(app.count(&standing).await, 1, "{way}");
        }
    }
}

async fn leaves_by(administrator: &Person, who: &Person) -> Answer {
    let path = format!("/api/v1/people/{}/leave", who.id);
    administrator
        .post(&path, json!({ "left_on": "2026-11-01" }))
        .await
}

/// Where the first role of somebody is taken back.
async fn role_path(administrator: &Person, who: &Person) -> String {
    let path = format!("/api/v1/people/{}", who.id);
    let shown = administrator.get(&path).await.expect(200).json();
    format!("{path}/roles/{}", shown["roles"][0]["id"].as_str().unwrap())
}

async fn leaves(organisation: &Organisation<'_>, who: &Person, to: Option<&Person>) -> Answer {
    let path = format!("/api/v1/people/{}/leave", who.id);
    let body = json!({ "left_on": "2026-11-01", "successor_id": to.map(|to| &to.id) });
    organisation.administrator.post(&path, body).await
}

/// What the log says of the handing over of this kind of thing.
async fn tally(app: &TestApp, kind: &str) -> Value {
    let rows = app
        .sql(&format!(
            "SELECT detail FROM audit WHERE action = '{kind}.hand_over'"
        ))
        .await;
    assert_eq!(rows.len(), 1);
    serde_json::from_str(&rows[0][0]).unwrap()
}

/// How far a record is, and whose.
async fn state(record: &Record) -> (String, String) {
    let reader = match record.practitioner.get("/api/v1/me").await.status {
        200 => &record.practitioner,
        _ => &record.observer,
    };
    let json = reader.get(&record.path("")).await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&json["state"]), text(&json["observer"]["id"]))
}

async fn replies(record: &Record) -> Answer {
    let reply = json!({ "id": new_id(), "kind": "reply", "text": "Thank you." });
    record
        .practitioner
        .post(&record.path("/replies"), reply)
        .await
}

/// Who was written to, in the order of the mails whose key begins so.
async fn told(app: &TestApp, kind: &str) -> Vec<String> {
    let mails =
        format!("SELECT dedupe_key FROM job WHERE dedupe_key LIKE 'mail:{kind}:%' ORDER BY id");
    let rows = app.sql(&mails).await;
    let to = |row: Vec<String>| row[0].rsplit(':').next().unwrap().to_owned();
    rows.into_iter().map(to).collect()
}
