//! Asking to be observed, taking that back while it waits, and an answer in words in place of a plan.

use std::time::Duration;

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Answer, Backend, Mailbox, Person, TestApp, new_id, on_both_databases};

const REQUESTS: &str = "/api/v1/observation-requests";
const LONG: Duration = Duration::from_secs(60);
const ACTION: &str = "observation_request.take_back";

/// Asks and answers with what was sent.
async fn asks(practitioner: &Person) -> Value {
    let ask = json!({ "id": new_id(), "focus": "role-clarity", "note": "Tuesdays suit me." });
    practitioner.post(REQUESTS, ask.clone()).await.expect(201);
    ask
}

async fn takes_back(person: &Person, ask: &Value) -> Answer {
    let id = ask["id"].as_str().expect("an id");
    let path = format!("{REQUESTS}/{id}/take-back");
    person.post(&path, json!({})).await
}

const WORDS: &str = "I am in court until Friday; ask me for the week after.";

async fn declines(person: &Person, ask: &Value, words: &str) -> Answer {
    let id = ask["id"].as_str().expect("an id");
    let path = format!("{REQUESTS}/{id}/decline");
    person.post(&path, json!({ "words": words })).await
}

async fn reads(person: &Person, ask: &Value) -> Answer {
    let id = ask["id"].as_str().expect("an id");
    let path = format!("{REQUESTS}/{id}/read");
    person.post(&path, json!({})).await
}

async fn n_read(app: &TestApp) -> i64 {
    let audited = "SELECT count(*) FROM audit WHERE action = 'observation_request.read_answer'";
    app.count(audited).await
}

/// What the home shows somebody of their own requests.
async fn asked(practitioner: &Person) -> Value {
    let home = practitioner.get("/api/v1/home").await.expect(200).json();
    home["asked"].clone()
}

/// The ids of what somebody is shown as waiting.
async fn waiting(person: &Person) -> Vec<Value> {
    let list = person.get(REQUESTS).await.expect(200).json();
    let items = list["items"].as_array().expect("a list");
    items.iter().map(|item| item["id"].clone()).collect()
}

/// Whether the home of somebody asks them to plan it.
async fn is_to_plan(line: &Person) -> bool {
    let home = line.get("/api/v1/home").await.expect(200);
    home.text.contains("plan_requested")
}

async fn n_taken(app: &TestApp) -> i64 {
    let taken = "SELECT count(*) FROM observation_request WHERE taken_back_at IS NOT NULL";
    app.count(taken).await
}

async fn n_audited(app: &TestApp) -> i64 {
    let audited = format!("SELECT count(*) FROM audit WHERE action = '{ACTION}'");
    app.count(&audited).await
}

fn without_request_id(answer: &Answer) -> (u16, Value) {
    let mut body = answer.json();
    let fields = body.as_object_mut().expect("a problem");
    fields.remove("request_id");
    (answer.status, body)
}

on_both_databases! {
    async fn who_asked_takes_it_back_while_it_waits_and_nobody_is_asked_to_plan_it_any_more(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let (ask, other) = (asks(&practitioner).await, asks(&practitioner).await);
        let home = practitioner.get("/api/v1/home").await.expect(200).json();
        assert_eq!(home["asked"][0]["id"], ask["id"], "the home says that it waits");
        assert_eq!(home["asked"][0]["note"], ask["note"]);
        assert!(is_to_plan(&observer).await);

        takes_back(&practitioner, &ask).await.expect(204);
        assert_eq!(waiting(&observer).await, [other["id"].clone()], "the other one waits on");
        takes_back(&practitioner, &other).await.expect(204);
        assert_eq!(waiting(&observer).await, [] as [Value; 0]);
        assert!(!is_to_plan(&observer).await);
        let home = practitioner.get("/api/v1/home").await.expect(200).json();
        assert_eq!(home["asked"], Value::Null);
        assert_eq!(waiting(&practitioner).await, [] as [Value; 0]);

        let audited = app.sql(&format!("SELECT actor_id, person_id FROM audit WHERE action = '{ACTION}'")).await;
        assert_eq!(audited, vec![vec![practitioner.id.clone(); 2]; 2], "each once, by and about who asked");
    }

    async fn a_repeat_answers_the_same_and_opens_nothing_again(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let ask = asks(&practitioner).await;
        for _ in 0..2 {
            takes_back(&practitioner, &ask).await.expect(204);
        }
        assert_eq!((n_taken(&app).await, n_audited(&app).await), (1, 1));

        // What was asked may arrive once more as well: its answer was lost.
        practitioner.post(REQUESTS, ask.clone()).await.expect(200);
        assert_eq!(waiting(&observer).await, [] as [Value; 0]);

        // A plan answers what waits, and this does not.
        observer.plans(&practitioner).await;
        let answered = "SELECT count(*) FROM observation_request WHERE answered_at IS NOT NULL";
        assert_eq!(app.count(answered).await, 0);
        takes_back(&practitioner, &ask).await.expect(204);
        assert_eq!((n_taken(&app).await, n_audited(&app).await), (1, 1));
    }

    async fn what_somebody_else_asked_is_not_there_to_be_taken_back(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let elsewhere = app.organisation("South Probation").await;
        let team = &organisation.team;
        let practitioner = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let others = [
            organisation.person("Priya Shah", team, &[Role::Spo]).await,
            organisation.person("Gwen Hall", team, &[Role::Practitioner]).await,
            organisation.person("Eleri Vaughan", &organisation.pdu, &[Role::Manager]).await,
            elsewhere.person("Sam Stranger", &elsewhere.team, &[Role::Practitioner]).await,
        ];
        let ask = asks(&practitioner).await;
        for other in &others {
            let foreign = takes_back(other, &ask).await;
            let nothing = takes_back(other, &json!({ "id": new_id() })).await;
            assert_eq!(without_request_id(&foreign), without_request_id(&nothing), "{}", other.name);
            assert_eq!(foreign.status, 404, "{}", other.name);
        }
        assert_eq!((n_taken(&app).await, n_audited(&app).await), (0, 0));
        assert_eq!(waiting(&others[0]).await, [ask["id"].clone()]);
    }

    async fn what_was_planned_meanwhile_stays_planned(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let ask = asks(&practitioner).await;
        let record = observer.plans(&practitioner).await;
        let refused = takes_back(&practitioner, &ask).await;
        assert_eq!(refused.status, 409, "{}", refused.text);
        assert_eq!(refused.header("content-type"), Some("application/problem+json"));
        assert_eq!(refused.json()["code"], "already_planned");
        assert_eq!((n_taken(&app).await, n_audited(&app).await), (0, 0));
        let planned = practitioner.get(&record.path("")).await.expect(200).json();
        assert_eq!(planned["state"], "planned");
    }

    async fn taken_back_and_planned_at_one_moment_it_is_one_of_the_two(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        for _ in 0..8 {
            let ask = asks(&practitioner).await;
            let (taken, _) = tokio::join!(takes_back(&practitioner, &ask), observer.plans(&practitioner));
            let id = ask["id"].as_str().expect("an id");
            let stands = |column: &str| format!("SELECT count(*) FROM observation_request WHERE id = '{id}' AND {column} IS NOT NULL");
            let n = (app.count(&stands("taken_back_at")).await, app.count(&stands("answered_at")).await);
            match taken.status {
                204 => assert_eq!(n, (1, 0)),
                409 => assert_eq!(n, (0, 1)),
                _ => panic!("{}", taken.text),
            }
        }
    }

    async fn the_line_answers_in_words_which_only_who_asked_reads(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let team = &organisation.team;
        let (observer, colleague, practitioner) = tokio::join!(
            organisation.person("Priya Shah", team, &[Role::Spo]),
            organisation.person("Mona Reed", team, &[Role::Spo]),
            organisation.person("Dafydd Price", team, &[Role::Practitioner]),
        );
        let ask = asks(&practitioner).await;
        for _ in 0..2 {
            declines(&observer, &ask, WORDS).await.expect(204);
        }
        for line in [&observer, &colleague] {
            assert_eq!(waiting(line).await, [] as [Value; 0], "{}", line.name);
            assert!(!is_to_plan(line).await, "{}", line.name);
        }
        let home = practitioner.get("/api/v1/home").await.expect(200).json();
        let answered = &home["asked"][0];
        assert_eq!((&answered["id"], &answered["declined"]["words"]), (&ask["id"], &json!(WORDS)));
        assert_eq!(answered["declined"]["by"]["name"], "Priya Shah");
        let audited = "SELECT count(*) FROM audit WHERE action = 'observation_request.decline'";
        assert_eq!(app.count(audited).await, 1, "said twice, done once");
        let mail = app.mailbox().wait_for(&practitioner.email, |mail| mail.subject.contains("request to be observed")).await;
        assert!(mail.text.contains("Priya Shah") && !mail.raw.contains(WORDS), "{}", mail.text);

        // Words stay as they were said, whoever says others.
        for (other, words) in [(&observer, "Something else."), (&colleague, WORDS)] {
            assert_eq!(declines(other, &ask, words).await.summary(), "409 wrong_state", "{}", other.name);
        }
        reads(&practitioner, &ask).await.expect(204);
        assert_eq!(asked(&practitioner).await, Value::Null, "read");
        assert_eq!(declines(&observer, &ask, WORDS).await.summary(), "409 wrong_state");
    }

    async fn an_answer_stays_until_who_asked_has_read_it(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let ask = asks(&practitioner).await;
        assert_eq!(reads(&practitioner, &ask).await.summary(), "409 wrong_state", "nothing to read yet");
        declines(&observer, &ask, WORDS).await.expect(204);

        // A page of before shows it as waiting.
        for _ in 0..2 {
            assert_eq!(takes_back(&practitioner, &ask).await.summary(), "409 wrong_state");
        }
        assert_eq!((n_taken(&app).await, n_audited(&app).await), (0, 0));
        assert_eq!(asked(&practitioner).await[0]["declined"]["words"], WORDS);

        for _ in 0..2 {
            reads(&practitioner, &ask).await.expect(204);
        }
        assert_eq!(asked(&practitioner).await, Value::Null);
        let audited = "SELECT actor_id, person_id FROM audit WHERE action = 'observation_request.read_answer'";
        assert_eq!(app.sql(audited).await, [vec![practitioner.id.clone(); 2]], "done twice, said once");
        takes_back(&practitioner, &ask).await.expect(204);
        assert_eq!((n_taken(&app).await, n_audited(&app).await), (1, 0), "it was not taken back");
    }

    async fn what_was_planned_or_taken_back_meanwhile_counts_as_read(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let (planned, taken) = (asks(&practitioner).await, asks(&practitioner).await);
        takes_back(&practitioner, &taken).await.expect(204);
        declines(&observer, &planned, WORDS).await.expect(204);
        observer.plans(&practitioner).await;
        for ask in [&planned, &taken] {
            reads(&practitioner, ask).await.expect(204);
        }
        assert_eq!((n_taken(&app).await, n_read(&app).await), (1, 0));
        assert_eq!(takes_back(&practitioner, &planned).await.summary(), "409 already_planned");
    }

    async fn what_somebody_else_was_answered_is_not_there_to_be_read(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let elsewhere = app.organisation("South Probation").await;
        let team = &organisation.team;
        let practitioner = organisation.person("Dafydd Price", team, &[Role::Practitioner]).await;
        let others = [
            organisation.person("Priya Shah", team, &[Role::Spo]).await,
            organisation.person("Gwen Hall", team, &[Role::Practitioner]).await,
            elsewhere.person("Sam Stranger", &elsewhere.team, &[Role::Practitioner]).await,
        ];
        let ask = asks(&practitioner).await;
        declines(&others[0], &ask, WORDS).await.expect(204);
        for other in &others {
            let foreign = reads(other, &ask).await;
            let nothing = reads(other, &json!({ "id": new_id() })).await;
            assert_eq!(without_request_id(&foreign), without_request_id(&nothing), "{}", other.name);
            assert_eq!(foreign.status, 404, "{}", other.name);
        }
        assert_eq!((n_taken(&app).await, n_read(&app).await), (0, 0));
        assert_eq!(asked(&practitioner).await[0]["declined"]["words"], WORDS);
    }

    async fn answered_and_taken_back_at_one_moment_it_is_one_of_the_two(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        for _ in 0..8 {
            let ask = asks(&practitioner).await;
            let (taken, declined) = tokio::join!(takes_back(&practitioner, &ask), declines(&observer, &ask, WORDS));
            let told = (taken.status, declined.status);
            assert!(matches!(told, (204, 409) | (409, 204)), "{} {}", taken.text, declined.text);
            let left = asked(&practitioner).await;
            assert_eq!(left[0]["declined"]["words"] == WORDS, declined.status == 204, "{left}");
            if declined.status == 204 {
                reads(&practitioner, &ask).await.expect(204);
            }
        }
    }

    async fn a_plan_made_after_all_ends_what_was_answered(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let ask = asks(&practitioner).await;
        declines(&observer, &ask, WORDS).await.expect(204);
        observer.plans(&practitioner).await;
        let home = practitioner.get("/api/v1/home").await.expect(200).json();
        assert_eq!(home["asked"], Value::Null);
        let planned = asks(&practitioner).await;
        observer.plans(&practitioner).await;
        assert_eq!(declines(&observer, &planned, WORDS).await.summary(), "409 wrong_state");
    }

    async fn nobody_but_the_line_answers_and_nobody_without_words(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let elsewhere = app.organisation("South Probation").await;
        let team = &organisation.team;
        let both = [(Role::Practitioner, team.as_str()), (Role::Spo, team.as_str())];
        let asking = organisation.person_with("Dafydd Price", team, &both).await;
        let others = [
            organisation.person("Gwen Hall", team, &[Role::Practitioner]).await,
            elsewhere.person("Sam Stranger", &elsewhere.team, &[Role::Spo]).await,
            asking.clone(),
        ];
        let ask = asks(&asking).await;
        for other in &others {
            let foreign = declines(other, &ask, WORDS).await;
            let nothing = declines(other, &json!({ "id": new_id() }), WORDS).await;
            assert_eq!(without_request_id(&foreign), without_request_id(&nothing), "{}", other.name);
            assert_eq!(foreign.status, 404, "{}", other.name);
        }
        let line = organisation.person("Priya Shah", team, &[Role::Spo]).await;
        for words in ["", "  ", &"x".repeat(2_001)] {
            let refused = declines(&line, &ask, words).await;
            assert_eq!(refused.status, 422, "{}", refused.text);
            assert!(refused.fields()[0].starts_with("words"), "{:?}", refused.fields());
        }
        let declined = "SELECT count(*) FROM observation_request WHERE declined_at IS NOT NULL";
        assert_eq!(app.count(declined).await, 0);
    }
}

/// A mail server that defers keeps a mail for days: an answer may be read by then, or planned after all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_of_an_answer_that_was_deferred_is_sent_only_while_it_is_unread() {
    let mailbox = Mailbox::start(&[]).await;
    let app = TestApp::start_with_mailbox(Backend::Sqlite, mailbox.clone()).await;
    let organisation = app.organisation("North Probation").await;
    let (observer, practitioner) = tokio::join!(
        organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
        organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
    );
    mailbox.behave("temp-fail 100000");
    let read = asks(&practitioner).await;
    declines(&observer, &read, WORDS).await.expect(204);
    reads(&practitioner, &read).await.expect(204);
    let planned = asks(&practitioner).await;
    declines(&observer, &planned, WORDS).await.expect(204);
    observer.plans(&practitioner).await;
    let unread = asks(&practitioner).await;
    declines(&observer, &unread, WORDS).await.expect(204);
    mailbox.behave("accept");

    let mut superseded = settled(&organisation.administrator).await;
    superseded.sort_unstable();
    assert_eq!(superseded, [false, true, true]);
    let mails = mailbox.received_by(&practitioner.email).into_iter();
    let told = mails.filter(|mail| mail.subject.contains("request to be observed"));
    assert_eq!(told.count(), 1);
}

/// Whether each mail about an answer was superseded, once none is on its way any more.
async fn settled(administrator: &Person) -> Vec<bool> {
    let started = tokio::time::Instant::now();
    loop {
        let list = administrator.get("/api/v1/deliveries").await.expect(200);
        let list = list.json();
        let items = list["items"].as_array().expect("a list").iter();
        let of_answers = items.filter(|item| item["message"] == "request_declined");
        let of_answers: Vec<&Value> = of_answers.collect();
        let is_open = |item: &Value| item["state"] == "waiting" || item["state"] == "running";
        if !of_answers.iter().any(|item| is_open(item)) {
            let is_superseded = |item: &&Value| item["superseded"] == true;
            return of_answers.iter().map(is_superseded).collect();
        }
        assert!(started.elapsed() < LONG, "still on their way: {list}");
    }
}
