//! Mail through a real server: E20 to E23 and E26 of the security page, and what a calendar
//! reads in an invitation.

mod alerts;
mod faults;
mod gone;
mod planned;
mod secure;

use std::time::Duration;

use serde_json::{Value, json};
use shared::access::Role;
use tests::{
    Backend, Mailbox, Organisation, Person, Record, TestApp, eventually, new_id, on_both_databases,
};

const LONG: Duration = Duration::from_secs(60);

fn meeting(organiser: &Person, practitioner: &Person, starts: &str) -> Value {
    let _ = organiser;
    json!({
        "id": new_id(), "purpose": "supervision", "attendee_ids": [practitioner.id],
        "practitioner_id": practitioner.id,
        "slot": {
            "starts": starts, "time_zone": "Europe/London", "duration_minutes": 60,
            "place": "Room 3, Quay House",
        },
        "agenda_note": "Confidential: the X000001 review",
    })
}

/// Where a mail about the feedback on this record leads.
fn feedback_link(record: &Record) -> String {
    format!("/observations/{}/feedback", record.id)
}

/// What the practitioner was told of the feedback by mail.
async fn mail_about(app: &TestApp, record: &Record) -> String {
    let is_of_it = |mail: &tests::ReceivedMail| mail.text.contains(&feedback_link(record));
    let mail = app
        .mailbox()
        .wait_for(&record.practitioner.email, is_of_it)
        .await;
    format!("{}\n{}", mail.subject, mail.text)
}

async fn set_mail_policy(organisation: &Organisation<'_>, policy: &str) {
    let administrator = &organisation.administrator;
    let path = "/api/v1/organisation";
    let before = administrator.get(path).await.expect(200).json();
    let version = before["version"].as_i64().expect("a version");
    let body = json!({ "name": before["name"], "mail_policy": policy });
    administrator
        .client
        .patch(path, version, body)
        .await
        .expect(200);
}

on_both_databases! {
    /// A calendar on the other side follows a meeting through booking, moving and cancelling.
    async fn an_invitation_is_read_moved_and_cancelled_by_its_uid_and_sequence(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let body = meeting(&observer, &practitioner, "2027-03-29T09:30");
        let id = body["id"].as_str().unwrap().to_owned();
        assert!(observer.post("/api/v1/meetings", body).await.status < 300);
        let path = format!("/api/v1/meetings/{id}");
        let invited = calendar(&app, &practitioner, "REQUEST", 0).await;
        assert_eq!(invited["starts"]["by_object"], "2027-03-29T08:30:00Z", "{invited}");

        let current = observer.get(&path).await.expect(200).json();
        let version = current["summary"]["version"].as_i64().unwrap();
        let moved = json!({
            "slot": {
                "starts": "2027-03-27T14:00", "time_zone": "Europe/London", "duration_minutes": 45,
                "place": "Room 3, Quay House",
            },
            "attendee_ids": [practitioner.id],
        });
        observer.client.patch(&path, version, moved).await.expect(200);
        let moved = calendar(&app, &practitioner, "REQUEST", 1).await;
        assert_eq!((&moved["uid"], &moved["starts"]["by_object"]), (&invited["uid"], &json!("2027-03-27T14:00:00Z")));

        observer.post(&format!("{path}/cancel"), json!({})).await.expect(200);
        let cancelled = calendar(&app, &practitioner, "CANCEL", 2).await;
        assert_eq!(cancelled["uid"], invited["uid"]);

        for mail in app.mailbox().received_by(&practitioner.email) {
            assert!(!mail.raw.contains("X000001") && !mail.raw.contains("Confidential"), "{}", mail.raw);
        }
    }

    /// E27: both changes of the clocks in 2027, and the winter behind them, as another calendar reads them.
    async fn a_meeting_beside_a_change_of_the_clocks_is_at_its_instant(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        for (starts, from, to) in [
            ("2027-03-27T10:00", "2027-03-27T10:00:00Z", "2027-03-27T11:00:00Z"),
            // The hour ends where the clocks go forward.
            ("2027-03-28T00:30", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z"),
            ("2027-03-28T02:30", "2027-03-28T01:30:00Z", "2027-03-28T02:30:00Z"),
            ("2027-03-28T10:00", "2027-03-28T09:00:00Z", "2027-03-28T10:00:00Z"),
            ("2027-10-30T10:00", "2027-10-30T09:00:00Z", "2027-10-30T10:00:00Z"),
            ("2027-10-31T00:30", "2027-10-30T23:30:00Z", "2027-10-31T00:30:00Z"),
            ("2027-10-31T10:00", "2027-10-31T10:00:00Z", "2027-10-31T11:00:00Z"),
            ("2027-11-01T10:00", "2027-11-01T10:00:00Z", "2027-11-01T11:00:00Z"),
        ] {
            let body = meeting(&observer, &practitioner, starts);
            let booked = observer.post("/api/v1/meetings", body.clone()).await;
            assert!(booked.status < 300, "{starts}: {}", booked.text);
            let id = body["id"].as_str().unwrap();
            let mail = app.mailbox().wait_for(&practitioner.email, |mail| mail.raw.contains(id)).await;
            let read = app.mailbox().read_with_python(&mail);
            let event = &read["calendars"][0]["events"][0];
            for (moment, expected) in [(&event["starts"], from), (&event["ends"], to)] {
                for reader in ["by_object", "by_database"] {
                    assert_eq!(moment[reader], expected, "{starts}, {reader}: {event}");
                }
            }
        }
    }

    /// Product page, step 4 of the cycle: the practitioner self-assesses before seeing the observer's view.
    async fn a_mail_shows_nothing_of_feedback_before_the_self_assessment(app: TestApp) {
        const TITLE: &str = "Rehearse the phone call with him";
        const EVIDENCE: &str = "You let the silence run";
        for (policy, shows) in [("standard", &[TITLE][..]), ("full", &[TITLE, EVIDENCE][..])] {
            let organisation = app.organisation("North Probation").await;
            set_mail_policy(&organisation, policy).await;
            let (observer, practitioner) = tokio::join!(
                organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
                organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            );
            let waiting = observer.plans(&practitioner).await.shared().await;
            let told = mail_about(&app, &waiting).await;
            assert!(!told.contains(TITLE) && !told.contains(EVIDENCE), "{policy}: {told}");

            let seen = observer.plans(&practitioner).await.drafted().await;
            assert!(seen.self_assess().await.status < 300);
            seen.share().await.expect(200);
            let told = mail_about(&app, &seen).await;
            for words in shows {
                assert!(told.contains(words), "{policy} lets the mail say it: {told}");
            }
        }
    }

    /// RFC 5546 §3.2.5: only who is no longer expected gets a cancellation, and it says nothing of the
    /// meeting itself; the others' calendars follow.
    async fn everybody_hears_when_a_guest_is_no_longer_expected(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner, colleague, leaver) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Cara Colleague", &organisation.team, &[Role::Practitioner]),
            organisation.person("Lena Leaver", &organisation.team, &[Role::Practitioner]),
        );
        let mut body = meeting(&observer, &practitioner, "2027-03-29T09:30");
        body.as_object_mut().unwrap().remove("practitioner_id");
        body["purpose"] = json!("action_learning");
        body["attendee_ids"] = json!([practitioner.id, colleague.id, leaver.id]);
        let booked = observer.post("/api/v1/meetings", body.clone()).await;
        assert!(booked.status < 300, "{}", booked.text);
        let path = format!("/api/v1/meetings/{}", body["id"].as_str().unwrap());
        let version = booked.json()["summary"]["version"].as_i64().unwrap();
        let without = json!({ "slot": body["slot"], "attendee_ids": [practitioner.id, leaver.id] });
        observer.client.patch(&path, version, without).await.expect(200);
        for stays in [&practitioner, &leaver, &observer] {
            let asked = calendar(&app, stays, "REQUEST", 1).await.to_string();
            assert!(asked.contains(&leaver.email) && !asked.contains(&colleague.email), "{asked}");
        }
        let leave = json!({ "left_on": "2026-11-01" });
        organisation.administrator.post(&format!("/api/v1/people/{}/leave", leaver.id), leave).await.expect(200);
        for (gone, sequence) in [(&colleague, 1), (&leaver, 2)] {
            let cancelled = calendar(&app, gone, "CANCEL", sequence).await;
            assert!(cancelled.to_string().contains(&gone.email), "{cancelled}");
            assert!(!cancelled.to_string().contains(&practitioner.email), "{cancelled}");
            let mails = app.mailbox().received_by(&gone.email);
            assert!(!mails.iter().any(|mail| decoded_parts(&app, mail).contains("STATUS:CANCELLED")));
        }
        for stays in [&practitioner, &observer] {
            let asked = calendar(&app, stays, "REQUEST", 2).await.to_string();
            assert!(!asked.contains(&leaver.email) && !asked.contains(&colleague.email), "{asked}");
        }
    }

    /// E26: what people type cannot change who gets a mail, its headers or its calendar.
    async fn hostile_text_changes_neither_headers_nor_calendar(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut accepted = 0;
        for place in [
            "Room 3\r\nBcc: evil@example.org",
            "Room\u{2028}BEGIN:VALARM",
            "Room;VALUE=URI:https://evil.example",
            "=?utf-8?q?Room?=",
            "<script>alert(1)</script>",
            "Room\\nBEGIN:VALARM\\nEND:VALARM",
        ] {
            let mut body = meeting(&observer, &practitioner, "2027-01-11T10:00");
            body["slot"]["place"] = json!(place);
            let answer = observer.post("/api/v1/meetings", body.clone()).await;
            if answer.status >= 400 {
                assert_eq!(answer.fields(), ["slot.place: control_character"], "{place:?}");
                continue;
            }
            accepted += 1;
            let id = body["id"].as_str().unwrap().to_owned();
            let mail = app.mailbox().wait_for(&practitioner.email, |mail| mail.raw.contains(&id)).await;
            let read = app.mailbox().read_with_python(&mail);
            assert_eq!(read["to"].as_array().map(Vec::len), Some(1), "{read}");
            assert_eq!(read["defects"], json!([]), "{read}");
            for calendar in read["calendars"].as_array().unwrap() {
                assert_eq!(calendar["components"], json!(["VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"]));
            }
            let html = read["parts"].as_array().unwrap().iter().find(|part| part["type"] == "text/html").unwrap();
            assert!(!html.to_string().contains("<script>"), "{html}");
        }
        assert!(accepted >= 3, "texts that are only odd are taken");
    }

    async fn one_event_and_one_recipient_make_one_mail(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.drafted().await;
        let body = json!({ "id": new_id(), "n_operations": record.n_operations });
        for _ in 0..3 {
            observer.post(&record.path("/share"), body.clone()).await.expect(200);
        }
        let link = feedback_link(&record);
        app.mailbox().wait_for(&practitioner.email, |mail| mail.text.contains(&link)).await;
        // A mail to the observer that was enqueued later has arrived: nothing is under way.
        let reply = json!({ "id": new_id(), "kind": "reply", "text": "Thank you." });
        practitioner.post(&record.path("/self-assessment"), json!({})).await;
        let answer = record.self_assess().await;
        assert!(answer.status < 300, "{}", answer.text);
        assert!(practitioner.post(&record.path("/replies"), reply).await.status < 300);
        app.mailbox().wait_for(&observer.email, |mail| mail.text.contains(&record.id)).await;
        let mails = app.mailbox().received_by(&practitioner.email);
        assert_eq!(mails.iter().filter(|mail| mail.text.contains(&link)).count(), 1);
    }
}

/// The event of the mail with this method and sequence, as Python's icalendar reads it.
async fn calendar(app: &TestApp, person: &Person, method: &str, sequence: i64) -> Value {
    let wanted = format!("SEQUENCE:{sequence}");
    let mail = app
        .mailbox()
        .wait_for(&person.email, |mail| {
            let decoded = decoded_parts(app, mail);
            decoded.contains(&wanted) && decoded.contains(&format!("METHOD:{method}"))
        })
        .await;
    let read = app.mailbox().read_with_python(&mail);
    assert_eq!(read["defects"], json!([]), "{read}");
    let part = read["parts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|part| part["type"] == "text/calendar");
    let part = part.unwrap_or_else(|| panic!("no text/calendar in {read}"));
    assert_eq!(
        part["params"]["method"],
        json!(method),
        "the MIME part names the same method: {part}"
    );
    let calendar = &read["calendars"][0];
    let event = calendar["events"][0].clone();
    assert!(calendar.to_string().contains("VTIMEZONE"), "{calendar}");
    // The rules that come with the object say what the reader's own say, of whatever is booked here.
    for moment in [&event["starts"], &event["ends"]] {
        assert!(moment["by_object"].is_string(), "{event}");
        assert_eq!(moment["by_object"], moment["by_database"], "{event}");
    }
    event
}

fn decoded_parts(app: &TestApp, mail: &tests::ReceivedMail) -> String {
    if !mail.raw.contains("text/calendar") {
        return String::new();
    }
    app.mailbox().read_with_python(mail)["parts"].to_string()
}

/// An app with a mail server of its own that misbehaves as told.
async fn app_with(mailbox: &Mailbox) -> TestApp {
    TestApp::start_with_mailbox(Backend::Sqlite, mailbox.clone()).await
}

/// Every mail of the organisation, once none is on its way any more.
async fn settled(administrator: &Person) -> Vec<Value> {
    let started = tokio::time::Instant::now();
    loop {
        let list = administrator.get("/api/v1/deliveries").await.expect(200);
        let items = list.json()["items"].as_array().unwrap().clone();
        let is_open = |item: &Value| item["state"] == "waiting" || item["state"] == "running";
        if !items.iter().any(is_open) {
            return items;
        }
        assert!(
            started.elapsed() < LONG,
            "mails are still on their way: {items:?}"
        );
    }
}

async fn deferred(mailbox: &Mailbox, n: usize) {
    let is_deferred = || {
        let attempts = mailbox.attempts();
        let n_deferred = attempts
            .iter()
            .filter(|a| a["outcome"] == "temp-fail")
            .count();
        (n_deferred >= n).then_some(())
    };
    assert!(eventually(LONG, is_deferred).await.is_some());
}
