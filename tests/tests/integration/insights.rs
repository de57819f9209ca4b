//! The home, the coverage board and the weekly digest: what they count, for whom.

use std::collections::BTreeSet;

use chrono::{Duration, Utc};
use serde_json::{Value, json};
use shared::access::Role;
use shared::org::Delivery;
use shared::values::Page;
use tests::{Organisation, Person, Record, TestApp, new_id, on_both_databases};

use crate::meetings::booked;

/// More people than any answer holds at once.
const N_PEOPLE: usize = 620;

/// Wall clock some days from today, as it is stored.
fn wall_clock(days: i64) -> String {
    format!("{}T10:00", tests::day_ahead(days))
}

fn days_ago(days: i64) -> String {
    (Utc::now() - Duration::days(days))
        .format("%Y-%m-%d %H:%M:%S")
        .to_string()
}

pub async fn home(person: &Person) -> Value {
    person.get("/api/v1/home").await.expect(200).json()
}

/// The kinds of the steps that are about this record.
fn kinds(home: &Value, observation: &str) -> Vec<String> {
    let steps = home["next"].as_array().expect("steps").iter();
    steps
        .filter(|step| step["observation_id"] == observation)
        .map(|step| step["kind"].as_str().expect("a kind").to_owned())
        .collect()
}

/// A count of the home, and none where it does not stand.
pub fn counted(home: &Value, kind: &str) -> i64 {
    let counts = home["counts"].as_array().expect("counts").iter();
    let mut counts = counts.filter(|count| count["kind"] == kind);
    counts
        .next()
        .map_or(0, |count| count["n"].as_i64().expect("a number"))
}

pub async fn sets_observation_every(organisation: &Organisation<'_>, days: u32) {
    sets_rule(
        organisation,
        json!({ "kind": "observation_every", "days": days }),
    )
    .await;
}

pub async fn sets_rule(organisation: &Organisation<'_>, rule: Value) {
    let id = new_id();
    let policy = json!({ "id": id, "effective_from": "2026-01-01", "rule": rule });
    let path = format!("/api/v1/policies/{id}");
    let put = organisation.administrator.client.put(&path, None, policy);
    let answer = put.await;
    assert!(answer.status < 300, "{}", answer.text);
}

/// Practitioners who came by no mail, since there are too many to invite one by one.
async fn add_practitioners(app: &TestApp, organisation: &Organisation<'_>, n: usize) {
    let now = days_ago(0);
    let org = &organisation.id;
    let (mut people, mut grants) = (Vec::new(), Vec::new());
    for at in 0..n {
        let id = new_id();
        let team = match at % 2 {
            0 => &organisation.team,
            _ => &organisation.other_team,
        };
        people.push(format!(
            "('{org}', '{id}', 'Person {at:04}', '{id}@example.org', 'po', '{team}', \
             '{{\"days\":[null,null,null,null,null,null,null]}}', 'en', 'active', 1, '{now}', 1)"
        ));
        grants.push(format!(
            "('{org}', '{}', '{id}', 'practitioner', '{team}', '{now}')",
            new_id()
        ));
    }
    app.sql(&format!(
        "INSERT INTO person (org_id, id, name, email, grade, unit_id, working_pattern, locale, \
         status, security_version, created_at, version) VALUES {}",
        people.join(", ")
    ))
    .await;
    app.sql(&format!(
        "INSERT INTO role_grant (org_id, id, person_id, role, unit_id, granted_at) VALUES {}",
        grants.join(", ")
    ))
    .await;
}

pub async fn board(head: &Person, query: &str) -> Value {
    let path = format!("/api/v1/coverage{query}");
    head.get(&path).await.expect(200).json()
}

pub fn ids(board: &Value) -> Vec<String> {
    let rows = board["rows"].as_array().expect("rows").iter();
    rows.map(|row| {
        row["practitioner"]["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    })
    .collect()
}

on_both_databases! {
    async fn a_plan_that_passed_hides_no_booking_and_is_none(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        sets_observation_every(&organisation, 90).await;
        let (observer, practitioner, head) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Eleri Vaughan", &organisation.pdu, &[Role::Manager]),
        );
        let (stale, coming) = (observer.plans(&practitioner).await, observer.plans(&practitioner).await);
        for (record, days) in [(&stale, -14), (&coming, 7)] {
            let at = wall_clock(days);
            app.sql(&format!("UPDATE observation SET planned_for = '{at}' WHERE id = '{}'", record.id)).await;
        }
        let row = board(&head, "").await["rows"][0]["observation"].clone();
        assert_eq!(row, json!({ "state": "booked", "on": wall_clock(7)[..10] }));
        assert_eq!((counted(&home(&head).await, "booked"), counted(&home(&head).await, "due")), (1, 0));

        app.sql(&format!("UPDATE observation SET planned_for = '{}' WHERE id = '{}'", wall_clock(-7), coming.id)).await;
        assert_eq!(board(&head, "").await["rows"][0]["observation"]["state"], "due");
        assert_eq!((counted(&home(&head).await, "booked"), counted(&home(&head).await, "due")), (0, 1));
        app.sql(&format!("UPDATE observation SET planned_for = '{}' WHERE id = '{}'", wall_clock(0), coming.id)).await;
        assert_eq!(board(&head, "").await["rows"][0]["observation"]["state"], "booked", "today is not past");
    }

    async fn the_board_says_who_owes_the_oldest_feedback(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        sets_rule(&organisation, json!({ "kind": "feedback_within", "working_days": 10 })).await;
        let (priya, liam, practitioner, head) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Liam Jones", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Eleri Vaughan", &organisation.pdu, &[Role::Manager]),
        );
        let ended = async |record: &Record, days: i64| {
            let at = days_ago(days);
            app.sql(&format!("UPDATE observation SET ended_at = '{at}' WHERE id = '{}'", record.id)).await;
        };
        let owed = async |reader: &Person| {
            let board = board(reader, "").await;
            let rows = board["rows"].as_array().expect("rows").iter();
            let mut row = rows.filter(|row| row["practitioner"]["id"] == *practitioner.id);
            row.next().expect("a row")["owed"].clone()
        };
        let late = liam.plans(&practitioner).await.drafted().await;
        ended(&late, 30).await;
        // Written later, changed last: neither makes it the one that is owed first.
        let fresh = priya.plans(&practitioner).await.drafted().await;
        ended(&fresh, 2).await;
        liam.plans(&practitioner).await;
        let expected = json!({ "observation_id": late.id, "observer": { "id": liam.id, "name": "Liam Jones" } });
        for reader in [&head, &priya, &liam] {
            assert_eq!(owed(reader).await, expected);
        }
        // The same number behind the same word: who waits for feedback is overdue on the home as well.
        let of_board = board(&head, "").await["counts"].clone();
        assert_eq!((counted(&home(&head).await, "overdue"), &of_board["overdue"]), (1, &json!(1)));

        late.share().await.expect(200);
        let expected = json!({ "observation_id": fresh.id, "observer": { "id": priya.id, "name": "Priya Shah" } });
        assert_eq!(owed(&head).await, expected);
        fresh.share().await.expect(200);
        assert_eq!(owed(&head).await, Value::Null);
    }

    async fn an_answer_is_a_step_for_the_practitioner_until_it_is_read(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        let answers = async |text: &str| {
            let reply = json!({ "id": new_id(), "kind": "reply", "text": text });
            let answer = observer.post(&record.path("/replies"), reply).await;
            assert!(answer.status < 300, "{}", answer.text);
        };
        let own = async || kinds(&home(&practitioner).await, &record.id);
        answers("Take your time.").await;
        assert_eq!(own().await, ["self_assess"], "the feedback is not open yet");
        assert!(record.self_assess().await.status < 300);
        assert_eq!(own().await, ["read_feedback"], "the reply is read with it");
        practitioner.get(&record.path("/feedback")).await.expect(200);
        assert_eq!(own().await, ["acknowledge"]);

        answers("One more thing.").await;
        assert!(own().await.contains(&"read_reply".to_owned()));
        let steps = home(&practitioner).await["next"].as_array().expect("steps").clone();
        let step = steps.iter().find(|step| step["kind"] == "read_reply").expect("the step");
        assert_eq!(step["practitioner"]["name"], "Priya Shah", "who replied");
        let observers = kinds(&home(&observer).await, &record.id);
        assert!(!observers.contains(&"read_reply".to_owned()), "one's own reply is nothing to read");
        practitioner.get(&record.path("/feedback")).await.expect(200);
        assert_eq!(own().await, ["acknowledge"]);
    }

    async fn everybody_in_scope_is_counted_and_found_page_by_page(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        sets_observation_every(&organisation, 90).await;
        let head = organisation.person("Eleri Vaughan", &organisation.region, &[Role::Manager]).await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        observer.plans(&practitioner).await;
        add_practitioners(&app, &organisation, N_PEOPLE - 1).await;

        let home = home(&head).await;
        assert_eq!((counted(&home, "due"), counted(&home, "booked")), (N_PEOPLE as i64 - 1, 1));

        let mut found = Vec::new();
        let mut after = String::new();
        loop {
            let page = board(&head, &format!("?limit=100{after}")).await;
            let counts = &page["counts"];
            assert_eq!((&counts["due"], &counts["booked"]), (&json!(N_PEOPLE - 1), &json!(1)), "of all, on each page");
            found.extend(ids(&page));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), N_PEOPLE);
        assert_eq!(found.len(), N_PEOPLE, "nobody twice");
        assert_eq!(found.last(), Some(&practitioner.id), "the most urgent come first");

        let booked = board(&head, "?limit=100&state=booked").await;
        assert_eq!((ids(&booked), &booked["counts"]["due"]), (vec![practitioner.id.clone()], &json!(N_PEOPLE - 1)));
        // Apps of before ask for no page.
        let unpaged = board(&head, "").await;
        assert_eq!((ids(&unpaged).len(), unpaged["next"].is_string()), (500, true));
        assert_eq!(head.get("/api/v1/coverage?limit=101").await.summary(), "400 malformed_request");
        assert_eq!(ids(&board(&observer, "?limit=100").await).len(), 100, "an SPO has their team");
        assert_eq!(board(&observer, "?limit=1").await["counts"]["due"], json!(N_PEOPLE / 2));
    }

    async fn feedback_that_opened_by_itself_is_there_to_be_read_and_acknowledged(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        let before = home(&practitioner).await;
        assert_eq!((kinds(&before, &record.id), counted(&before, "shared_unread")), (vec!["self_assess".into()], 0));

        app.sql(&format!("UPDATE observation SET shared_at = '{}' WHERE id = '{}'", days_ago(10), record.id)).await;
        let opened = home(&practitioner).await;
        assert_eq!((kinds(&opened, &record.id), counted(&opened, "shared_unread")), (vec!["read_feedback".into()], 1));
        practitioner.get(&record.path("/feedback")).await.expect(200);
        let read = home(&practitioner).await;
        assert_eq!((kinds(&read, &record.id), counted(&read, "shared_unread")), (vec!["acknowledge".into()], 0));
        record.acknowledge().await.expect(200);
        assert_eq!(kinds(&home(&practitioner).await, &record.id), Vec::<String>::new());
    }

    async fn a_digest_says_what_the_home_says_for_each_role_held(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        sets_observation_every(&organisation, 90).await;
        let team = organisation.team.as_str();
        let roles = [(Role::Manager, organisation.pdu.as_str()), (Role::Spo, team)];
        let (head, practitioner, other, quinn) = tokio::join!(
            organisation.person_with("Eleri Vaughan", team, &roles),
            organisation.person("Dafydd Price", team, &[Role::Practitioner]),
            organisation.person("Ivor Lewis", team, &[Role::Practitioner]),
            organisation.person("Quinn Quality", team, &[Role::Qdo]),
        );
        // One to write, one to read and acknowledge, and two with replies of which one was read.
        head.plans(&other).await.drafted().await;
        let (read, unread) = (head.plans(&practitioner).await.shared().await, head.plans(&practitioner).await.shared().await);
        for record in [&read, &unread] {
            assert!(record.self_assess().await.status < 300);
            practitioner.get(&record.path("/feedback")).await.expect(200);
            let reply = json!({ "id": new_id(), "kind": "reply", "text": "Thank you." });
            assert!(practitioner.post(&record.path("/replies"), reply).await.status < 300);
        }
        app.sql(&format!("UPDATE reply SET created_at = '{}' WHERE observation_id = '{}'", days_ago(20), unread.id)).await;
        head.get(&read.path("/feedback")).await.expect(200);
        // And one to read for each who was observed, the head among them.
        let of_head = quinn.plans(&head).await.shared().await;
        assert!(of_head.self_assess().await.status < 300);
        head.get(&of_head.path("/feedback")).await.expect(200);
        for (author, record) in [(&head, &read), (&quinn, &of_head)] {
            let answer = json!({ "id": new_id(), "kind": "reply", "text": "I am glad." });
            assert!(author.post(&record.path("/replies"), answer).await.status < 300);
        }
        let opened = head.plans(&practitioner).await.shared().await;
        app.sql(&format!("UPDATE observation SET shared_at = '{}' WHERE id = '{}'", days_ago(10), opened.id)).await;
        fails_a_mail(&app, &organisation, "no such mailbox").await;
        fails_a_mail(&app, &organisation, "superseded: what it tells of is gone or has changed; nothing was sent").await;

        writes_digests(&app, &organisation).await;
        let of_head = digest_of(&app, &head).await;
        assert_facts(&of_head, "The people in your units", &[("People with something due", 0), ("People who are up to date", 2)]);
        assert_facts(&of_head, "As an observer", &[("Feedback to write", 1), ("Replies to read", 1)]);
        assert_facts(&of_head, "Your own practice", &[("Replies to read", 1)]);
        let of_practitioner = digest_of(&app, &practitioner).await;
        assert_facts(&of_practitioner, "", &[
            ("Feedback to read", 1), ("Feedback read, to acknowledge", 2), ("Self-assessments to do", 0),
            ("Replies to read", 1),
        ]);
        assert!(!of_practitioner.contains("Running Alongside") && !of_practitioner.contains("As an observer"));
        let of_administrator = digest_of(&app, &organisation.administrator).await;
        assert_facts(&of_administrator, "", &[("Mails not delivered", 1), ("Invitations not accepted", 0)]);
    }

    async fn a_digest_that_cannot_be_written_keeps_nobody_else_from_theirs(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let observer = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let practitioner = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        let (path, _) = booked(&observer, &practitioner, 2).await;
        let id = path.rsplit('/').next().unwrap();
        app.sql(&format!("UPDATE meeting SET time_zone = 'Mars/Olympus' WHERE id = '{id}'")).await;
        let later = organisation.person("Ivor Lewis", &organisation.team, &[Role::Practitioner]).await;
        let record = observer.plans(&later).await.shared().await;
        assert!(record.self_assess().await.status < 300);

        writes_digests(&app, &organisation).await;
        let told = digest_of(&app, &later).await;
        assert_facts(&told, "", &[("Feedback to read", 1)]);
    }

    async fn what_was_superseded_or_set_aside_counts_as_failed_no_more(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let administrator = &organisation.administrator;
        let superseded = "superseded: what it tells of is gone or has changed; nothing was sent";
        let gone = fails_a_mail(&app, &organisation, superseded).await;
        assert_eq!(counted(&home(administrator).await, "failed_mail"), 0);
        let failed = fails_a_mail(&app, &organisation, "no such mailbox").await;
        let other = fails_a_mail(&app, &organisation, "no such mailbox").await;
        let before = home(administrator).await;
        assert_eq!(counted(&before, "failed_mail"), 2);
        assert!(before["next"].as_array().unwrap().contains(&json!({ "kind": "failed_mail", "n": 2 })));

        let listed = app.admin(&["mail-failures", "--organisation", &organisation.id]).await;
        let told: Vec<&str> = listed.lines().map(|line| line.split('\t').next().unwrap()).collect();
        assert_eq!(told, [&other, &failed], "the newest first: {listed}");

        let set_aside = |id: &str| format!("/api/v1/deliveries/{id}/set-aside");
        for _ in 0..2 {
            administrator.post(&set_aside(&failed), json!({})).await.expect(204);
        }
        assert_eq!(counted(&home(administrator).await, "failed_mail"), 1);
        let left = app.admin(&["mail-failures", "--organisation", &organisation.id]).await;
        assert!(left.starts_with(&other) && left.lines().count() == 1, "{left}");
        let listed = administrator.get("/api/v1/deliveries").await.expect(200).json();
        let of = |id: &str| listed["items"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone();
        assert_eq!(
            (&of(&failed)["state"], &of(&failed)["set_aside"], &of(&failed)["last_error"]),
            (&json!("failed"), &json!(true), &json!("no such mailbox")),
        );
        assert_eq!((&of(&other)["set_aside"], &of(&gone)["set_aside"]), (&json!(false), &json!(false)));
        let payload = app.sql(&format!("SELECT payload FROM job WHERE id = '{failed}'")).await;
        assert!(!payload[0][0].contains("a secret link"), "{payload:?}");
        let audited = format!("SELECT count(*) FROM audit WHERE action = 'delivery.set_aside' AND subject_id = '{failed}'");
        assert_eq!(app.count(&audited).await, 1);

        let retry = format!("/api/v1/deliveries/{failed}/retry");
        assert_eq!(administrator.post(&retry, json!({})).await.summary(), "409 wrong_state");
        assert_eq!(administrator.post(&set_aside(&gone), json!({})).await.summary(), "409 wrong_state");
        assert_eq!(administrator.post(&set_aside(&new_id()), json!({})).await.summary(), "404 not_found");
    }

    async fn a_mail_that_another_version_stored_hides_none_of_those_before_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let administrator = &organisation.administrator;
        let mut expected = Vec::new();
        for _ in 0..3 {
            expected.insert(0, fails_a_mail(&app, &organisation, "no such mailbox").await);
        }
        let damaged = expected[1].clone();
        app.sql(&format!(r#"UPDATE job SET payload = '{{"about":null}}' WHERE id = '{damaged}'"#)).await;

        let (mut seen, mut path) = (Vec::new(), "/api/v1/deliveries?limit=1".to_owned());
        loop {
            let page = administrator.get(&path).await.expect(200).json();
            serde_json::from_value::<Page<Delivery>>(page.clone()).expect("what an app reads");
            seen.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/api/v1/deliveries?limit=1&after={next}");
        }
        let ids: Vec<&str> = seen.iter().map(|mail| mail["id"].as_str().unwrap()).collect();
        assert!(ids.starts_with(&expected.iter().map(String::as_str).collect::<Vec<_>>()), "{seen:?}");
        assert_eq!((&seen[1]["message"], &seen[1]["recipient"]["name"]), (&json!("unreadable"), &json!("?")));
        administrator.post(&format!("/api/v1/deliveries/{damaged}/set-aside"), json!({})).await.expect(204);
    }
}

/// A mail that was given up; answers its id.
async fn fails_a_mail(app: &TestApp, organisation: &Organisation<'_>, said: &str) -> String {
    let (id, now) = (new_id(), days_ago(0));
    let about = json!({ "message": "weekly_digest", "person_id": organisation.administrator.id });
    let payload = json!({ "about": about, "message": "a secret link" });
    app.sql(&format!(
        "INSERT INTO job (org_id, id, kind, dedupe_key, payload, state, run_at, attempts, fence, \
         last_error, created_at, finished_at) VALUES ('{}', '{id}', 'mail', 'mail:test:{id}', '{payload}', \
         'failed', '{now}', 3, 3, '{said}', '{now}', '{now}')",
        organisation.id
    ))
    .await;
    id
}

/// What Monday morning enqueues.
pub async fn writes_digests(app: &TestApp, organisation: &Organisation<'_>) {
    let (id, now) = (new_id(), days_ago(0));
    let week_from = wall_clock(0)[..10].to_owned();
    let payload = json!({ "week_from": week_from, "after": "" });
    app.sql(&format!(
        "INSERT INTO job (org_id, id, kind, dedupe_key, payload, state, run_at, attempts, fence, created_at) \
         VALUES ('{}', '{id}', 'insights.write_digest', 'digest:test', '{payload}', 'waiting', '{now}', 0, 0, '{now}')",
        organisation.id
    ))
    .await;
}

pub async fn digest_of(app: &TestApp, person: &Person) -> String {
    let mail = app.mailbox().wait_for(&person.email, |mail| {
        mail.subject.starts_with("Your week in Alongside")
    });
    mail.await.text
}

/// Whether these numbers stand behind the heading, before the next part.
pub fn assert_facts(digest: &str, heading: &str, facts: &[(&str, u32)]) {
    let (_, part) = digest
        .split_once(heading)
        .unwrap_or_else(|| panic!("no {heading} in {digest}"));
    for (name, n) in facts {
        let fact = format!("{name}: {n}");
        assert!(part.contains(&fact), "no {fact:?} in {digest}");
    }
}
