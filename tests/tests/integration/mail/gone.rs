//! What a mail tells of may be gone by the time a mail server takes it.

use super::*;
use crate::auth::readdress;

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
