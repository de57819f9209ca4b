//! Booking, moving, answering, closing: for those who may, once, on the version they saw.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Person, new_id, on_both_databases};

on_both_databases! {
    async fn a_meeting_is_booked_once_however_often_it_is_sent(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let body = meeting(&practitioner, 14);
        let first = observer.post("/api/v1/meetings", body.clone()).await;
        assert!(first.status < 300, "{}", first.text);
        let again = observer.post("/api/v1/meetings", body.clone()).await;
        assert_eq!(first.json(), again.json());
        let mut other = body;
        other["slot"]["duration_minutes"] = json!(30);
        assert_eq!(observer.post("/api/v1/meetings", other).await.summary(), "409 id_reused");
        assert_eq!(app.count("SELECT count(*) FROM meeting").await, 1);
    }

    async fn bad_slots_and_guests_are_named_and_nothing_is_booked(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let elsewhere = app.organisation("South Probation").await;
        let stranger = elsewhere.person("Sam Stranger", &elsewhere.team, &[Role::Practitioner]).await;
        let spring = next_spring_change();
        let cases = [
            ("/slot/starts", json!(format!("{spring}T01:30")), "slot.starts: does_not_exist"),
            ("/slot/starts", json!("tomorrow at ten"), "slot.starts: malformed"),
            ("/slot/time_zone", json!("Europe/Atlantis"), "slot.time_zone: unknown_zone"),
            ("/slot/duration_minutes", json!(0), "slot.duration_minutes: out_of_range"),
            ("/slot/duration_minutes", json!(481), "slot.duration_minutes: out_of_range"),
            ("/attendee_ids", json!([]), "attendee_ids: empty"),
            ("/attendee_ids", json!([stranger.id]), "attendee_ids[0]: unknown"),
            ("/attendee_ids", json!([practitioner.id, practitioner.id]), "attendee_ids[1]: duplicate"),
            ("/purpose", json!("party"), "purpose: wrong_type"),
        ];
        for (pointer, value, expected) in cases {
            let mut body = meeting(&practitioner, 14);
            *body.pointer_mut(pointer).unwrap() = value;
            let answer = observer.post("/api/v1/meetings", body).await;
            assert_eq!(answer.summary(), "422 invalid_input", "{expected}: {}", answer.text);
            assert!(answer.fields().contains(&expected.to_owned()), "{expected}: {}", answer.text);
        }
        let mut linked = meeting(&practitioner, 14);
        linked["slot"]["link"] = json!("javascript:alert(1)");
        assert_eq!(observer.post("/api/v1/meetings", linked).await.fields(), ["slot.link: not_https"]);
        assert_eq!(app.count("SELECT count(*) FROM meeting").await, 0);
    }

    async fn an_hour_that_comes_twice_is_the_first_of_the_two(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut body = meeting(&practitioner, 14);
        let autumn = last_sunday_after(tests::day_of(chrono::Utc::now()), 10);
        body["slot"]["starts"] = json!(format!("{autumn}T01:30"));
        let booked = observer.post("/api/v1/meetings", body).await;
        assert!(booked.status < 300, "{}", booked.text);
        let starts = booked.json()["summary"]["starts_at"].as_str().unwrap().to_owned();
        assert!(starts.starts_with(&format!("{autumn}T00:30")), "{starts}");
    }

    async fn an_edit_names_the_version_it_was_made_on(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let (path, version) = booked(&observer, &practitioner, 14).await;
        let edit = json!({ "slot": slot(15), "attendee_ids": [practitioner.id] });
        let unnamed = observer.client.request("PATCH".parse().unwrap(), &path).json(&edit);
        assert_eq!(observer.client.send(unnamed).await.summary(), "428 version_required");
        let moved = observer.client.patch(&path, version, &edit).await.expect(200).json();
        assert_eq!(moved["sequence"], 1);
        assert_eq!(observer.client.patch(&path, version, &edit).await.summary(), "412 stale");
        let version = moved["summary"]["version"].as_i64().unwrap();
        let same = observer.client.patch(&path, version, &edit).await.expect(200).json();
        assert_eq!(same["sequence"], 1, "nothing moved, so no invitation is sent");
    }

    /// A head moves what their people agreed, and is let in by them alone.
    async fn a_head_changes_a_meeting_and_does_not_invite_themselves(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, observer, practitioner) = tokio::join!(
            organisation.person("Hannah Head", &organisation.pdu, &[Role::Manager]),
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let mut circle = meeting(&practitioner, 14);
        circle["purpose"] = json!("action_learning");
        circle["agenda_note"] = json!("What we never say aloud");
        circle.as_object_mut().unwrap().remove("practitioner_id");
        let path = format!("/api/v1/meetings/{}", circle["id"].as_str().unwrap());
        let made = observer.post("/api/v1/meetings", circle).await.expect(200).json();
        let version = made["summary"]["version"].as_i64().unwrap();
        let with = |guests: &[&Person]| {
            let ids: Vec<&str> = guests.iter().map(|guest| guest.id.as_str()).collect();
            json!({ "slot": slot(15), "attendee_ids": ids })
        };
        let own = head.client.patch(&path, version, with(&[&practitioner, &head])).await;
        assert_eq!((own.status, own.fields()), (422, vec!["attendee_ids[1]: self_invited".to_owned()]));
        let moved = head.client.patch(&path, version, with(&[&practitioner])).await.expect(200);
        assert!(!moved.text.contains("never say aloud"), "{}", moved.text);
    }

    async fn the_invited_answer_and_nobody_else(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner, colleague) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Cara Colleague", &organisation.team, &[Role::Practitioner]),
        );
        let (path, _) = booked(&observer, &practitioner, 14).await;
        let reply = json!({ "participation": "accepted" });
        practitioner.post(&format!("{path}/reply"), reply.clone()).await.expect(200);
        let seen = observer.get(&path).await.expect(200).json();
        assert_eq!(seen["summary"]["attendees"][0]["participation"], "accepted");
        assert_eq!(colleague.post(&format!("{path}/reply"), reply).await.summary(), "404 not_found");
        assert_eq!(colleague.post("/api/v1/meetings", meeting(&practitioner, 15)).await.summary(), "403 forbidden");
    }

    /// Who cannot come is no booking: the organiser is told on Today, and the board asks again.
    async fn a_declined_meeting_is_not_booked_and_asks_its_organiser(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (head, observer, practitioner) = tokio::join!(
            organisation.person("Hannah Head", &organisation.pdu, &[Role::Manager]),
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let id = new_id();
        let policy = json!({ "id": id, "effective_from": "2026-01-01", "rule": { "kind": "supervision_every", "days": 42 } });
        let put = organisation.administrator.client.put(&format!("/api/v1/policies/{id}"), None, policy).await;
        assert!(put.status < 300, "{}", put.text);
        let (path, version) = booked(&observer, &practitioner, 3).await;
        let row = async || head.get("/api/v1/coverage").await.expect(200).json()["rows"][0].clone();
        let home = async |person: &Person| person.get("/api/v1/home").await.expect(200).json();
        let meets = |home: &Value| home["next"].as_array().expect("steps").iter().any(|step| step["kind"] == "meet");
        assert_eq!(row().await["supervision"]["state"], "booked");
        assert!(meets(&home(&observer).await) && meets(&home(&practitioner).await));

        let reply = json!({ "participation": "declined" });
        practitioner.post(&format!("{path}/reply"), reply).await.expect(200);
        let told = row().await;
        assert_eq!((&told["supervision"]["state"], &told["next_meeting"]), (&json!("due"), &Value::Null), "{told}");
        let organisers = home(&observer).await;
        assert!(path.ends_with(organisers["declined"][0]["meeting_id"].as_str().expect("a meeting")), "{organisers}");
        assert_eq!(organisers["declined"][0]["with"][0]["name"], "Dafydd Price");
        let guests = home(&practitioner).await;
        assert!(!meets(&organisers) && !meets(&guests), "{organisers} {guests}");
        assert_eq!(guests["declined"], Value::Null);

        let moved = json!({ "slot": slot(4), "attendee_ids": [practitioner.id] });
        observer.client.patch(&path, version, moved).await.expect(200);
        assert_eq!(row().await["supervision"]["state"], "booked");
        let organisers = home(&observer).await;
        assert!(meets(&organisers) && organisers["declined"] == Value::Null, "{organisers}");
    }

    /// A group meets without one of them; it is off when nobody comes.
    async fn a_group_of_which_one_declines_still_meets(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let team = &organisation.team;
        let (observer, dafydd, cara, ivor) = tokio::join!(
            organisation.person("Priya Shah", team, &[Role::Spo]),
            organisation.person("Dafydd Price", team, &[Role::Practitioner]),
            organisation.person("Cara Colleague", team, &[Role::Practitioner]),
            organisation.person("Ivor Lewis", team, &[Role::Practitioner]),
        );
        let group = json!({
            "id": new_id(), "purpose": "action_learning", "slot": slot(3),
            "attendee_ids": [dafydd.id, cara.id, ivor.id],
        });
        let path = format!("/api/v1/meetings/{}/reply", group["id"].as_str().unwrap());
        let answer = observer.post("/api/v1/meetings", group).await;
        assert!(answer.status < 300, "{}", answer.text);
        let declines = async |person: &Person| {
            person.post(&path, json!({ "participation": "declined" })).await.expect(200);
        };
        // Whether Today says that they meet, and that nobody comes.
        let told = async |person: &Person| {
            let home = person.get("/api/v1/home").await.expect(200).json();
            let meets = home["next"].as_array().expect("steps").iter().any(|step| step["kind"] == "meet");
            (meets, home["declined"] != Value::Null)
        };
        declines(&dafydd).await;
        assert_eq!((told(&observer).await, told(&cara).await), ((true, false), (true, false)));
        assert_eq!(told(&dafydd).await, (false, false));
        declines(&cara).await;
        declines(&ivor).await;
        assert_eq!((told(&observer).await, told(&ivor).await), ((false, true), (false, false)));
    }

    async fn a_meeting_is_closed_once_and_after_it_began(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let (ahead, _) = booked(&observer, &practitioner, 14).await;
        assert_eq!(observer.post(&format!("{ahead}/held"), json!({})).await.summary(), "409 wrong_state");
        let (path, _) = booked(&observer, &practitioner, -3).await;
        let action = json!({ "id": new_id(), "title": "Rehearse the call", "review_on": day(20) });
        let held = json!({ "summary": "We listened to the tape.", "actions": [action] });
        observer.post(&format!("{path}/held"), held.clone()).await.expect(200);
        observer.post(&format!("{path}/held"), held).await.expect(200);
        let second = json!({ "id": new_id(), "title": "Listen to the next tape", "review_on": day(20) });
        let other = json!({ "summary": "We listened to the tape.", "actions": [second] });
        assert_eq!(observer.post(&format!("{path}/held"), other).await.summary(), "409 wrong_state");
        let actions = practitioner.get("/api/v1/actions").await.expect(200);
        assert_eq!(actions.text.matches("Rehearse the call").count(), 1, "{}", actions.text);
        assert_eq!(observer.post(&format!("{path}/cancel"), json!({})).await.summary(), "409 wrong_state");
        let mail = app.mailbox().wait_for(&practitioner.email, |mail| mail.text.contains("/meetings/") && !mail.raw.contains("text/calendar")).await;
        assert!(!mail.text.contains("listened to the tape"), "minutes stay out of a mail by default");
    }

    async fn all_that_is_done_with_a_meeting_is_in_the_log_of_whom_it_is_about(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner, auditor) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Yusuf Demir", &organisation.team, &[Role::Auditor]),
        );
        let (path, version) = booked(&observer, &practitioner, 14).await;
        let edit = json!({ "slot": slot(15), "attendee_ids": [practitioner.id] });
        observer.client.patch(&path, version, &edit).await.expect(200);
        let reply = json!({ "participation": "accepted" });
        practitioner.post(&format!("{path}/reply"), reply).await.expect(200);
        observer.post(&format!("{path}/cancel"), json!({})).await.expect(200);
        let (over, _) = booked(&observer, &practitioner, -3).await;
        observer.post(&format!("{over}/held"), json!({})).await.expect(200);

        let log = auditor.get(&format!("/api/v1/audit?person={}", practitioner.id)).await.expect(200).json();
        let done: BTreeSet<&str> = log["items"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap()).collect();
        for action in ["meeting.book", "meeting.edit", "meeting.reply", "meeting.cancel", "meeting.hold"] {
            assert!(done.contains(action), "no {action}: {done:?}");
        }
    }
}

fn meeting(practitioner: &Person, days: i64) -> Value {
    json!({
        "id": new_id(), "purpose": "supervision", "attendee_ids": [practitioner.id],
        "practitioner_id": practitioner.id, "slot": slot(days),
    })
}

fn slot(days: i64) -> Value {
    json!({ "starts": format!("{}T10:00", day(days)), "time_zone": "Europe/London", "duration_minutes": 60, "place": "Room 3" })
}

fn day(days: i64) -> String {
    tests::day_ahead(days)
}

pub async fn booked(organiser: &Person, practitioner: &Person, days: i64) -> (String, i64) {
    let answer = organiser
        .post("/api/v1/meetings", meeting(practitioner, days))
        .await;
    assert!(answer.status < 300, "{}", answer.text);
    let summary = &answer.json()["summary"];
    (
        format!("/api/v1/meetings/{}", summary["id"].as_str().unwrap()),
        summary["version"].as_i64().unwrap(),
    )
}

/// The next night in which British clocks jump from one to two.
fn next_spring_change() -> chrono::NaiveDate {
    last_sunday_after(tests::day_of(chrono::Utc::now()), 3)
}

/// The next last Sunday of that month.
fn last_sunday_after(day: chrono::NaiveDate, month: u32) -> chrono::NaiveDate {
    use chrono::Datelike;
    let is_it = |day: &chrono::NaiveDate| {
        day.month() == month
            && day.weekday() == chrono::Weekday::Sun
            && (*day + chrono::Duration::days(7)).month() != month
    };
    day.iter_days()
        .skip(1)
        .find(is_it)
        .expect("every year has one")
}
