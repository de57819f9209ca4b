//! Mail through a real server: E20 to E23 and E26 of the security page, and what a calendar
//! reads in an invitation.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::auth::readdress;
use serde_json::{Value, json};
use shared::access::Role;
use tests::{
    Backend, Mailbox, Organisation, Person, RETRY_S, Record, TestApp, eventually, new_id,
    on_both_databases,
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

/// What the practitioner was told of the record by mail.
async fn mail_about(app: &TestApp, record: &Record) -> String {
    let is_of_it = |mail: &tests::ReceivedMail| mail.text.contains(&record.id);
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
        app.mailbox().wait_for(&practitioner.email, |mail| mail.text.contains(&record.id)).await;
        // A mail to the observer that was enqueued later has arrived: nothing is under way.
        let reply = json!({ "id": new_id(), "kind": "reply", "text": "Thank you." });
        practitioner.post(&record.path("/self-assessment"), json!({})).await;
        let answer = record.self_assess().await;
        assert!(answer.status < 300, "{}", answer.text);
        assert!(practitioner.post(&record.path("/replies"), reply).await.status < 300);
        app.mailbox().wait_for(&observer.email, |mail| mail.text.contains(&record.id)).await;
        let mails = app.mailbox().received_by(&practitioner.email);
        assert_eq!(mails.iter().filter(|mail| mail.text.contains(&record.id)).count(), 1);
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

/// E20: a mail server that is down holds nobody up, and everything arrives once when it is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e20_what_happens_while_the_mail_server_is_down_is_told_once_when_it_is_back() {
    const N_MEETINGS: usize = 30;
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let (observer, practitioner) = app.pair().await;
    mailbox.goes_down().await;
    let mut asked = BTreeSet::new();
    for n in 0..N_MEETINGS {
        let body = meeting(
            &observer,
            &practitioner,
            &format!("2027-03-{:02}T09:30", n + 1),
        );
        let booked = observer.post("/api/v1/meetings", body.clone()).await;
        assert!(booked.status < 300, "{}", booked.text);
        asked.insert(body["id"].as_str().unwrap().to_owned());
    }
    let tried =
        "SELECT count(*) FROM job WHERE kind = 'mail' AND state = 'waiting' AND attempts > 0";
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    while app.count(tried).await == 0 {
        ticks.tick().await;
    }
    assert_eq!(
        mailbox.received_by(&practitioner.email).len(),
        1,
        "the invitation of before"
    );
    mailbox.comes_back().await;
    let invitations = || -> Vec<_> {
        let mails = mailbox.received_by(&practitioner.email);
        mails
            .into_iter()
            .filter(|mail| mail.text.contains("/meetings/"))
            .collect()
    };
    eventually(LONG, || (invitations().len() >= N_MEETINGS).then_some(())).await;
    while app
        .count("SELECT count(*) FROM job WHERE kind = 'mail' AND state <> 'done'")
        .await
        > 0
    {
        ticks.tick().await;
    }
    let arrived = invitations();
    let ids: BTreeSet<_> = arrived.iter().map(|mail| &mail.message_id).collect();
    let of: BTreeSet<_> = asked
        .iter()
        .filter(|id| arrived.iter().any(|mail| mail.text.contains(*id)))
        .collect();
    assert_eq!(
        (arrived.len(), ids.len(), of.len()),
        (N_MEETINGS, N_MEETINGS, N_MEETINGS)
    );
    println!(
        "E20: {N_MEETINGS} meetings booked while no mail server listened: {} mails, each once",
        arrived.len()
    );
}

/// The same where it listens and hangs up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_waits_while_the_mail_server_is_down() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let (observer, practitioner) = app.pair().await;
    mailbox.behave("hang-up 3");
    let record = observer.plans(&practitioner).await.shared().await;
    let mail = mailbox
        .wait_for(&practitioner.email, |mail| mail.text.contains(&record.id))
        .await;
    assert!(
        mailbox
            .attempts()
            .iter()
            .any(|attempt| attempt["outcome"] == "dropped")
    );
    let copies = mailbox.received_by(&practitioner.email);
    assert_eq!(
        copies
            .iter()
            .filter(|copy| copy.message_id == mail.message_id)
            .count(),
        1
    );
}

/// E21: a temporary refusal is tried again, later each time, until one mail is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_temporary_refusal_is_tried_again_with_back_off() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let (observer, practitioner) = app.pair().await;
    mailbox.behave("temp-fail 3");
    let record = observer.plans(&practitioner).await.shared().await;
    mailbox
        .wait_for(&practitioner.email, |mail| mail.text.contains(&record.id))
        .await;
    let at: Vec<f64> = mailbox
        .attempts()
        .iter()
        .filter(|attempt| attempt["outcome"] == "temp-fail")
        .filter_map(|attempt| attempt["at"].as_f64())
        .collect();
    assert_eq!(at.len(), 3);
    // A wait is between half of its length and all of it, and each is twice the one before; a busy
    // machine only adds to that.
    assert!(at[1] - at[0] >= RETRY_S * 0.5, "{at:?}");
    assert!(
        at[2] - at[1] >= RETRY_S,
        "the second wait is longer: {at:?}"
    );
}

/// E22: a permanent refusal is not tried again, and an administrator sees it and may retry.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_permanent_refusal_is_shown_and_not_repeated() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let observer = organisation
        .person("Priya Shah", &organisation.team, &[Role::Spo])
        .await;
    let practitioner = organisation
        .person("Dafydd Price", &organisation.team, &[Role::Practitioner])
        .await;
    mailbox.behave("perm-fail");
    observer.plans(&practitioner).await.shared().await;
    let mut failed = None;
    let started = tokio::time::Instant::now();
    while failed.is_none() && started.elapsed() < LONG {
        let list = organisation
            .administrator
            .get("/api/v1/deliveries")
            .await
            .expect(200)
            .json();
        failed = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|d| d["state"] == "failed")
            .cloned();
    }
    let failed = failed.expect("a delivery that failed");
    assert_eq!(failed["attempts"], 1, "{failed}");
    assert_eq!(
        mailbox
            .attempts()
            .iter()
            .filter(|a| a["outcome"] == "perm-fail")
            .count(),
        1
    );

    // The address is put right, and what waited goes there and nowhere else.
    mailbox.behave("accept");
    let administrator = &organisation.administrator;
    let right = format!("right.{}", practitioner.email);
    readdress(&organisation, &practitioner.id, &right).await;
    let path = format!(
        "/api/v1/deliveries/{}/retry",
        failed["id"].as_str().unwrap()
    );
    assert!(administrator.post(&path, json!({})).await.status < 300);
    mailbox
        .wait_for(&right, |mail| mail.text.contains("/observations/"))
        .await;
    let before = mailbox.received_by(&practitioner.email);
    assert!(
        !before
            .iter()
            .any(|mail| mail.text.contains("/observations/")),
        "{before:?}"
    );
}

/// E23: the connection breaks after the final dot. SMTP cannot say what happened, so at most one
/// copy more arrives, and it is recognisably the same mail.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_break_after_the_final_dot_makes_at_most_one_copy_of_the_same_mail() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let (observer, practitioner) = app.pair().await;
    mailbox.behave("drop-after-dot 1");
    let record = observer.plans(&practitioner).await.shared().await;
    let copies = || {
        let mails = mailbox.received_by(&practitioner.email);
        mails
            .into_iter()
            .filter(|mail| mail.text.contains(&record.id))
            .collect::<Vec<_>>()
    };
    let both = eventually(LONG, || Some(copies()).filter(|copies| copies.len() == 2)).await;
    let both = both.expect("the retry arrives");
    assert_eq!(both[0].message_id, both[1].message_id);
    let accepted = || {
        mailbox
            .attempts()
            .iter()
            .filter(|a| a["outcome"] == "accepted")
            .count()
    };
    assert!(accepted() >= 1);
    assert_eq!(copies().len(), 2);
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

/// What a mail tells of may be gone by the time a mail server takes it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_withdrawn_meanwhile_is_not_sent() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let administrator = &organisation.administrator;
    let (observer, practitioner) = tokio::join!(
        organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
        organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
    );
    settled(administrator).await;
    mailbox.behave("temp-fail 100000");
    let record = observer.plans(&practitioner).await.shared().await;
    deferred(&mailbox, 1).await;
    observer
        .post(&record.path("/withdraw"), json!({}))
        .await
        .expect(200);
    mailbox.behave("accept");
    let mails = settled(administrator).await;
    let mail = mails
        .iter()
        .find(|mail| mail["message"] == "feedback_ready")
        .unwrap();
    assert_eq!(mail["state"], "failed", "{mail}");
    assert_eq!(mail["superseded"], true, "{mail}");
    let arrived = mailbox.received_by(&practitioner.email);
    assert!(!arrived.iter().any(|mail| mail.text.contains(&record.id)));
    let retry = format!("/api/v1/deliveries/{}/retry", mail["id"].as_str().unwrap());
    assert_eq!(
        administrator.post(&retry, json!({})).await.summary(),
        "409 wrong_state"
    );
}

/// E27: a request that comes after its cancellation would leave a meeting in the calendar.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_that_was_deferred_does_not_follow_its_cancellation() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let (observer, practitioner) = tokio::join!(
        organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
        organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
    );
    settled(&organisation.administrator).await;
    mailbox.behave("temp-fail 100000");
    let body = meeting(&observer, &practitioner, "2027-03-29T09:30");
    let path = format!("/api/v1/meetings/{}", body["id"].as_str().unwrap());
    let booked = observer.post("/api/v1/meetings", body.clone()).await;
    assert!(booked.status < 300, "{}", booked.text);
    deferred(&mailbox, 2).await;
    let version = booked.json()["summary"]["version"].as_i64().unwrap();
    let mut moved = json!({ "slot": body["slot"], "attendee_ids": [practitioner.id] });
    moved["slot"]["duration_minutes"] = json!(30);
    observer
        .client
        .patch(&path, version, moved)
        .await
        .expect(200);
    let sent = mailbox.attempts().len();
    deferred(&mailbox, sent + 2).await;
    observer
        .post(&format!("{path}/cancel"), json!({}))
        .await
        .expect(200);
    mailbox.behave("accept");
    settled(&organisation.administrator).await;
    for person in [&observer, &practitioner] {
        let arrived: String = mailbox
            .received_by(&person.email)
            .iter()
            .map(|mail| decoded_parts(&app, mail))
            .collect();
        assert!(
            arrived.contains("METHOD:CANCEL") && !arrived.contains("METHOD:REQUEST"),
            "{arrived}"
        );
    }
}

/// A reset that was asked for again: the link of before opens nothing any more, so it is not sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_a_later_one_replaced_is_not_sent() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let person = organisation
        .person("Priya Shah", &organisation.team, &[Role::Spo])
        .await;
    settled(&organisation.administrator).await;
    // Down and not deferring: no try is under way when it comes back.
    mailbox.goes_down().await;
    for n in 1..=2 {
        let body = json!({ "email": person.email });
        app.client()
            .post("/api/v1/auth/reset-request", body)
            .await
            .expect(204);
        let started = tokio::time::Instant::now();
        loop {
            let list = organisation
                .administrator
                .get("/api/v1/deliveries")
                .await
                .expect(200);
            if list.text.matches("password_reset").count() >= n {
                break;
            }
            assert!(
                started.elapsed() < LONG,
                "the reset is posted: {}",
                list.text
            );
        }
    }
    mailbox.comes_back().await;
    settled(&organisation.administrator).await;
    let resets: Vec<String> = mailbox
        .received_by(&person.email)
        .into_iter()
        .filter(|mail| mail.text.contains("/reset#token="))
        .map(|mail| tests::token_in(&mail.text).unwrap())
        .collect();
    assert_eq!(resets.len(), 1);
    let body = json!({ "token": resets[0], "password": "seven slow herons over water" });
    app.client()
        .post("/api/v1/auth/reset", body)
        .await
        .expect(204);
}

/// The address was changed while the mail waited: what it holds opens nothing, and the mailbox is not
/// the person's any more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_an_address_of_before_is_not_sent() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let administrator = &organisation.administrator;
    let person = organisation
        .person("Priya Shah", &organisation.team, &[Role::Spo])
        .await;
    settled(administrator).await;
    mailbox.behave("temp-fail 100000");
    let body = json!({ "email": person.email });
    app.client()
        .post("/api/v1/auth/reset-request", body)
        .await
        .expect(204);
    deferred(&mailbox, 1).await;
    let email = format!("new.{}", person.email);
    readdress(&organisation, &person.id, &email).await;
    mailbox.behave("accept");
    let mails = settled(administrator).await;
    let mail = mails
        .iter()
        .find(|mail| mail["message"] == "password_reset")
        .unwrap();
    assert_eq!(mail["superseded"], true, "{mail}");
    for address in [&person.email, &email] {
        let arrived = mailbox.received_by(address);
        assert!(!arrived.iter().any(|mail| mail.text.contains("/reset#")));
    }
}

/// Somebody who has left reads nothing any more, and no mail leads them to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_is_not_sent_to_somebody_who_left_meanwhile() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let administrator = &organisation.administrator;
    let (observer, practitioner) = tokio::join!(
        organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
        organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
    );
    let record = observer.plans(&practitioner).await.shared().await;
    settled(administrator).await;
    mailbox.behave("temp-fail 100000");
    let reply = json!({ "id": new_id(), "kind": "reply", "text": "Thank you." });
    let answer = practitioner.post(&record.path("/replies"), reply).await;
    assert!(answer.status < 300, "{}", answer.text);
    deferred(&mailbox, 1).await;
    let path = format!("/api/v1/people/{}/leave", observer.id);
    let leave = json!({ "left_on": "2026-11-01" });
    administrator.post(&path, leave).await.expect(200);
    mailbox.behave("accept");
    settled(administrator).await;
    let arrived = mailbox.received_by(&observer.email);
    assert!(!arrived.iter().any(|mail| mail.text.contains(&record.id)));
}
