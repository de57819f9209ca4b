//! A mail server that is down, defers, refuses or breaks off: E20 to E23 of the security page.

use std::collections::BTreeSet;

use tests::RETRY_S;

use super::*;
use crate::auth::readdress;

/// A plan whose mail has arrived, so that the next one to fail is another.
async fn planned_and_told(mailbox: &Mailbox, observer: &Person, practitioner: &Person) -> Record {
    let record = observer.plans(practitioner).await;
    mailbox
        .wait_for(&practitioner.email, |mail| mail.text.contains(&record.id))
        .await;
    record
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
    let planned = planned_and_told(&mailbox, &observer, &practitioner).await;
    mailbox.behave("hang-up 3");
    let link = feedback_link(&planned.shared().await);
    let mail = mailbox
        .wait_for(&practitioner.email, |mail| mail.text.contains(&link))
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
    let planned = planned_and_told(&mailbox, &observer, &practitioner).await;
    mailbox.behave("temp-fail 3");
    let link = feedback_link(&planned.shared().await);
    mailbox
        .wait_for(&practitioner.email, |mail| mail.text.contains(&link))
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
    let planned = planned_and_told(&mailbox, &observer, &practitioner).await;
    mailbox.behave("perm-fail");
    planned.shared().await;
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
        .wait_for(&right, |mail| mail.text.contains("/feedback"))
        .await;
    let before = mailbox.received_by(&practitioner.email);
    assert!(
        !before.iter().any(|mail| mail.text.contains("/feedback")),
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
    let planned = planned_and_told(&mailbox, &observer, &practitioner).await;
    mailbox.behave("drop-after-dot 1");
    let link = feedback_link(&planned.shared().await);
    let copies = || {
        let mails = mailbox.received_by(&practitioner.email);
        mails
            .into_iter()
            .filter(|mail| mail.text.contains(&link))
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

/// E23 for an invitation: a calendar that gets it twice has one meeting.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_that_comes_twice_is_the_same_to_a_calendar() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let (observer, practitioner) = tokio::join!(
        organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
        organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
    );
    settled(&organisation.administrator).await;
    mailbox.behave("drop-after-dot 1");
    let body = meeting(&observer, &practitioner, "2027-03-29T09:30");
    let booked = observer.post("/api/v1/meetings", body.clone()).await;
    assert!(booked.status < 300, "{}", booked.text);
    let id = body["id"].as_str().unwrap();
    settled(&organisation.administrator).await;
    let copies: Vec<Vec<_>> = [&observer, &practitioner]
        .iter()
        .map(|person| {
            let mails = mailbox.received_by(&person.email);
            mails
                .into_iter()
                .filter(|mail| mail.raw.contains(id))
                .collect()
        })
        .collect();
    // Either of the two mails was the first.
    let (twice, once) = if copies[0].len() == 2 {
        (&copies[0], &copies[1])
    } else {
        (&copies[1], &copies[0])
    };
    assert_eq!((twice.len(), once.len()), (2, 1));
    assert_eq!(twice[0].message_id, twice[1].message_id);
    let [first, second] = [&twice[0], &twice[1]].map(|mail| mailbox.read_with_python(mail));
    let event = &first["calendars"][0]["events"][0];
    assert!(event["uid"].is_string(), "{event}");
    for same in ["uid", "sequence", "stamped"] {
        assert_eq!(event[same], second["calendars"][0]["events"][0][same]);
    }
    assert_eq!(first["calendars"], second["calendars"]);
    assert_eq!(first["parts"], second["parts"]);
}
