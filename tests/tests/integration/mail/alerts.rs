//! What somebody else may have done with an account: its owner hears of it.

use tests::{Client, PASSWORD, ReceivedMail, token_in};

use super::*;
use crate::auth::readdress;

const OTHER: &str = "seven slow herons over water";
const THIRD: &str = "nine patient owls beneath an oak";

async fn change(person: &Person, from: &str, to: &str) -> u16 {
    let body = json!({ "current": from, "password": to });
    person.post("/api/v1/me/password", body).await.status
}

/// How many jobs were enqueued under keys of this form.
async fn n_posted(app: &TestApp, key: &str) -> i64 {
    app.count(&format!(
        "SELECT count(*) FROM job WHERE dedupe_key LIKE '{key}%'"
    ))
    .await
}

on_both_databases! {
    /// Security page §3, E42: reuse ends the session and alerts.
    async fn an_owner_is_told_once_that_a_stolen_session_was_ended(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let mut owner = person.client.clone();
        let mut thief: Client = owner.clone();
        let attempt = new_id();
        owner.refresh(&attempt).await.expect(200);
        // A lost answer that is asked for again is no theft.
        let mut retrying = thief.clone();
        retrying.refresh(&attempt).await.expect(200);
        retrying.refresh(&new_id()).await.expect(200);
        assert_eq!(n_posted(&app, "session-ended:").await, 0);
        for _ in 0..2 {
            assert_eq!(thief.refresh(&new_id()).await.status, 401);
        }
        let is_it = |mail: &ReceivedMail| mail.subject.contains("signed out");
        let mail = app.mailbox().wait_for(&person.email, is_it).await;
        for told in ["Your session on Integration suite was ended", "change your password", "/account"] {
            assert!(mail.text.contains(told), "{told}: {}", mail.text);
        }
        assert!(!mail.subject.contains("Integration suite"), "{}", mail.subject);
        let mail_job = n_posted(&app, "mail:session-ended:").await;
        assert_eq!((n_posted(&app, "session-ended:").await, mail_job), (1, 1));
    }

    async fn an_owner_is_told_of_each_change_of_their_password_and_of_no_try(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let mine = format!("password-changed:{}:", person.id);
        assert_eq!(change(&person, "not the password at all", OTHER).await, 422);
        assert_eq!(n_posted(&app, &mine).await, 0, "neither an invitation nor a try is a change");

        assert_eq!(change(&person, PASSWORD, OTHER).await, 204);
        let is_it = |mail: &ReceivedMail| mail.subject.contains("password of your Alongside account was changed");
        let mail = app.mailbox().wait_for(&person.email, is_it).await;
        for told in ["If it was not you", "/forgot", "(UK time, "] {
            assert!(mail.text.contains(told), "{told}: {}", mail.text);
        }
        assert!(!mail.raw.contains(OTHER));

        let ask = json!({ "email": person.email });
        app.client().post("/api/v1/auth/reset-request", ask).await.expect(204);
        let is_link = |mail: &ReceivedMail| mail.text.contains("/reset#token=");
        let link = app.mailbox().wait_for(&person.email, is_link).await;
        let body = json!({ "token": token_in(&link.text).unwrap(), "password": THIRD });
        app.client().post("/api/v1/auth/reset", body.clone()).await.expect(204);
        assert_eq!(app.client().post("/api/v1/auth/reset", body).await.summary(), "410 link_expired");
        let is_second = |other: &ReceivedMail| is_it(other) && other.message_id != mail.message_id;
        app.mailbox().wait_for(&person.email, is_second).await;
        assert_eq!(n_posted(&app, &mine).await, 2);
    }
}

/// In Welsh, and to the address that holds when it is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_alert_follows_its_owner() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let administrator = &organisation.administrator;
    let person = organisation
        .person("Priya Shah", &organisation.team, &[Role::Spo])
        .await;
    let request = person
        .client
        .request("PATCH".parse().unwrap(), "/api/v1/me");
    let welsh = request.json(&json!({ "locale": "cy" }));
    person.client.send(welsh).await.expect(200);
    settled(administrator).await;
    mailbox.behave("temp-fail 100000");
    assert_eq!(change(&person, PASSWORD, OTHER).await, 204);
    deferred(&mailbox, 1).await;
    let email = format!("new.{}", person.email);
    readdress(&organisation, &person.id, &email).await;
    mailbox.behave("accept");
    settled(administrator).await;
    let is_it = |mail: &ReceivedMail| mail.subject.contains("Newidiwyd cyfrinair");
    let arrived = mailbox.received_by(&email);
    assert_eq!(arrived.iter().filter(|mail| is_it(mail)).count(), 1);
    assert!(!mailbox.received_by(&person.email).iter().any(is_it));
}
