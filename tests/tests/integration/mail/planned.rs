//! A planned session: those who take part hear that it is planned, has moved or was called off.

use super::*;
use tests::ReceivedMail;

const FIRST: &str = "2031-03-31T09:30";
const LATER: &str = "2031-04-01T14:00";
const LONG_AGO: &str = "2026-01-05T10:00";

/// With words in every field that may hold any.
async fn plan(observer: &Person, practitioner: &Person) -> (Record, Value) {
    plan_for(FIRST, observer, practitioner).await
}

async fn plan_for(time: &str, observer: &Person, practitioner: &Person) -> (Record, Value) {
    let body = json!({
        "id": new_id(), "practitioner_id": practitioner.id, "framework": observer.framework().await,
        "agreement": {
            "purpose": "developmental", "session_type": "supervision", "focus": "skill-rehearsal",
            "planned_for": time, "duration_minutes": 60, "case_reference": "X000001",
            "note": "Confidential: what he said of his brother",
        },
    });
    let planned = observer.post("/api/v1/observations", body.clone()).await;
    assert!(planned.status < 300, "{}", planned.text);
    let record = Record {
        id: body["id"].as_str().unwrap().to_owned(),
        observer: observer.clone(),
        practitioner: practitioner.clone(),
        device: new_id(),
        sequence: 0,
        n_operations: 0,
    };
    (record, body)
}

/// Changes what was agreed; answers the version it was changed from.
async fn edit(record: &Record, field: &str, value: Value) -> i64 {
    let path = record.path("");
    let seen = record.observer.get(&path).await.expect(200).json();
    let version = seen["version"].as_i64().unwrap();
    let mut agreement = seen["agreement"].clone();
    agreement[field] = value;
    let client = &record.observer.client;
    client.patch(&path, version, agreement).await.expect(200);
    version
}

async fn arrives(app: &TestApp, to: &Person, subject: &str, id: &str) -> ReceivedMail {
    let link = format!("/observations/{id}\n");
    let is_it = |mail: &ReceivedMail| {
        mail.subject.contains(subject) && mail.text.replace('\r', "").contains(&link)
    };
    app.mailbox().wait_for(&to.email, is_it).await
}

/// To whom mails about a planned session of this record were posted, sorted.
async fn told(app: &TestApp, id: &str) -> Vec<String> {
    let posted =
        format!("SELECT dedupe_key FROM job WHERE dedupe_key LIKE 'mail:observation:{id}:%'");
    let keys = app.sql(&posted).await;
    let recipient = |row: &Vec<String>| row[0].rsplit(':').next().unwrap().to_owned();
    let mut told: Vec<String> = keys.iter().map(recipient).collect();
    told.sort();
    told
}

fn sorted(people: &[&Person]) -> Vec<String> {
    let mut ids: Vec<String> = people.iter().map(|person| person.id.clone()).collect();
    ids.sort();
    ids
}

on_both_databases! {
    /// Planned and held without a network, or taken in weeks later.
    async fn nobody_is_told_that_a_session_of_the_past_is_planned(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let team = &organisation.team;
        let priya = organisation.person("Priya Shah", team, &[Role::Spo]).await;
        let dafydd = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let (ahead, _) = plan(&priya, &dafydd).await;
        let (past, _) = plan_for(LONG_AGO, &priya, &dafydd).await;
        assert_eq!(told(&app, &ahead.id).await, sorted(&[&dafydd]));
        assert_eq!(told(&app, &past.id).await, sorted(&[]));
    }

    async fn a_practitioner_is_told_once_of_a_plan_and_of_nothing_in_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        // The policy that lets most through.
        set_mail_policy(&organisation, "full").await;
        let (observer, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let (record, body) = plan(&observer, &practitioner).await;
        // The answer was lost, and the plan is sent again.
        assert!(observer.post("/api/v1/observations", body).await.status < 300);
        let mail = arrives(&app, &practitioner, "is planned", &record.id).await;
        for told in ["Priya Shah plans to observe", "Monday 31 March 2031, 09:30 (UK time, BST)"] {
            assert!(mail.text.contains(told), "{told}: {}", mail.text);
        }
        let whole = app.mailbox().read_with_python(&mail).to_string();
        for kept in ["X000001", "Confidential", "brother", "ehears"] {
            assert!(!whole.contains(kept), "{kept}: {whole}");
        }
        assert_eq!(told(&app, &record.id).await, sorted(&[&practitioner]));
    }

    async fn a_practitioner_reads_in_their_language_that_a_session_moved_and_was_called_off(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let (record, _) = plan(&observer, &practitioner).await;
        let request = practitioner.client.request("PATCH".parse().unwrap(), "/api/v1/me");
        practitioner.client.send(request.json(&json!({ "locale": "cy" }))).await.expect(200);

        let before = edit(&record, "planned_for", json!(LATER)).await;
        let mail = arrives(&app, &practitioner, "wedi symud", &record.id).await;
        for told in [
            "Mae Priya Shah wedi symud arsylwad",
            "Pryd: Dydd Mawrth 1 Ebrill 2031, 14:00 (amser y DU, BST)",
            "Yn lle: Dydd Llun 31 Mawrth 2031, 09:30 (amser y DU, BST)",
        ] {
            assert!(mail.text.contains(told), "{told}: {}", mail.text);
        }
        // A device that comes late says it again and is refused; another length is no other time.
        let seen = observer.get(&record.path("")).await.expect(200).json();
        let again = observer.client.patch(&record.path(""), before, seen["agreement"].clone()).await;
        assert_eq!(again.status, 412, "{}", again.text);
        edit(&record, "duration_minutes", json!(45)).await;
        assert_eq!(told(&app, &record.id).await.len(), 2, "planned and moved");

        observer.post(&record.path("/withdraw"), json!({})).await.expect(200);
        let mail = arrives(&app, &practitioner, "wedi'i ganslo", &record.id).await;
        assert!(mail.text.contains("Mae Priya Shah wedi canslo arsylwad"), "{}", mail.text);
        let all = [&practitioner, &practitioner, &practitioner];
        assert_eq!(told(&app, &record.id).await, sorted(&all), "and never who did it");
    }

    async fn a_second_observer_and_the_practitioner_are_told_of_each_other(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, second, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Quinn Quality", &organisation.pdu, &[Role::Qdo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let (record, _) = plan(&observer, &practitioner).await;
        let own = new_id();
        let add = json!({ "id": own, "observer_id": second.id });
        for _ in 0..2 {
            observer.post(&record.path("/second-observer"), add.clone()).await.expect(200);
        }
        for person in [&second, &practitioner] {
            let mail = arrives(&app, person, "is planned", &own).await;
            for told in ["Priya Shah has asked for a second observer", "Observer: Quinn Quality"] {
                assert!(mail.text.contains(told), "{told}: {}", mail.text);
            }
        }
        assert_eq!(told(&app, &own).await, sorted(&[&second, &practitioner]));

        // The other record keeps its time, and that one is its observer's to open.
        edit(&record, "planned_for", json!(LATER)).await;
        let mail = arrives(&app, &second, "moved", &own).await;
        assert!(mail.text.contains("Your own record of it stays as it is"), "{}", mail.text);
        let mail = arrives(&app, &practitioner, "moved", &record.id).await;
        assert!(!mail.text.contains("Your own record"), "{}", mail.text);

        // One answer of the person on probation ends both, and is told once.
        let objected = json!({ "informed": "objected" });
        practitioner.post(&record.path("/informed"), objected).await.expect(200);
        for (person, id) in [(&observer, &record.id), (&second, &own)] {
            let mail = arrives(&app, person, "called off", id).await;
            assert!(mail.text.contains("does not take place"), "{}", mail.text);
            for kept in ["bject", "Your own record", "X000001"] {
                assert!(!mail.text.contains(kept), "{kept}: {}", mail.text);
            }
        }
        let of_first = [&practitioner, &practitioner, &second, &observer, &second];
        assert_eq!(told(&app, &record.id).await, sorted(&of_first));
        assert_eq!(told(&app, &own).await, sorted(&[&second, &practitioner]));
    }

    async fn whoever_takes_part_is_told_who_observes_in_place_of_a_leaver(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let team = &organisation.team;
        let (priya, ruth) = tokio::join!(
            organisation.person("Priya Shah", team, &[Role::Spo]),
            organisation.person("Ruth Adeyemi", team, &[Role::Spo]),
        );
        let dafydd = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let (ahead, _) = plan(&priya, &dafydd).await;
        let (past, _) = plan_for(LONG_AGO, &priya, &dafydd).await;
        let leave = json!({ "left_on": "2026-11-01", "successor_id": ruth.id });
        let path = format!("/api/v1/people/{}/leave", priya.id);
        organisation.administrator.post(&path, leave).await.expect(200);

        let read = arrives(&app, &dafydd, "Somebody else observes", &ahead.id).await;
        for told in ["Ruth Adeyemi will observe this session in place of Priya Shah", "Monday 31 March 2031, 09:30 (UK time, BST)"] {
            assert!(read.text.contains(told), "{told}: {}", read.text);
        }
        let read = arrives(&app, &ruth, "Somebody else observes", &ahead.id).await;
        assert!(read.text.contains("You will observe this session in place of Priya Shah"), "{}", read.text);
        assert_eq!(told(&app, &past.id).await, sorted(&[]));
    }

    async fn an_observer_is_told_that_a_planned_session_ends_with_a_leaver(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let (record, _) = plan(&observer, &practitioner).await;
        let (held, _) = plan(&observer, &practitioner).await;
        let held = held.drafted().await;
        let leave = json!({ "left_on": "2026-11-01" });
        let path = format!("/api/v1/people/{}/leave", practitioner.id);
        organisation.administrator.post(&path, leave).await.expect(200);
        let mail = arrives(&app, &observer, "called off", &record.id).await;
        assert!(mail.text.contains("Practitioner: Dafydd Price"), "{}", mail.text);
        assert_eq!(told(&app, &record.id).await, sorted(&[&practitioner, &observer]));
        assert_eq!(told(&app, &held.id).await, sorted(&[&practitioner]), "only that it was planned");
    }
}

/// As for meetings: what waits tells where the session stands, or nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_that_was_deferred_does_not_follow_what_became_of_it() {
    let mailbox = Mailbox::start(&[]).await;
    let app = app_with(&mailbox).await;
    let organisation = app.organisation("North Probation").await;
    let administrator = &organisation.administrator;
    let (observer, practitioner) = tokio::join!(
        organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
        organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
    );
    settled(administrator).await;
    let is_deferred = |attempt: &&Value| attempt["outcome"] == "temp-fail";
    for (is_called_off, expected) in [
        (false, "An observation has moved to another time"),
        (true, "An observation has been called off"),
    ] {
        let n_before = mailbox.attempts().iter().filter(is_deferred).count();
        mailbox.behave("temp-fail 100000");
        let (record, _) = plan(&observer, &practitioner).await;
        deferred(&mailbox, n_before + 1).await;
        edit(&record, "planned_for", json!(LATER)).await;
        if is_called_off {
            let withdraw = record.path("/withdraw");
            observer.post(&withdraw, json!({})).await.expect(200);
        }
        mailbox.behave("accept");
        settled(administrator).await;
        let mails = mailbox.received_by(&practitioner.email).into_iter();
        let of_it = mails.filter(|mail| mail.text.contains(&record.id));
        let subjects: Vec<String> = of_it.map(|mail| mail.subject).collect();
        assert_eq!(subjects, [expected]);
    }
}
