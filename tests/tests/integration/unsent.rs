//! Own writing of a device that was emptied: it goes back to its author and to nobody else.
//! Security page §3, "Remote revoke" and "Token expires".

use serde_json::{Value, json};
use shared::access::Role;
use tests::{
    Organisation, PASSWORD, Person, Record, TestApp, new_id, on_both_databases, register_device,
    sealed_item,
};

/// What nobody but its author may ever read.
const VIEW: &str = "kestrel over slate quarry";
const SAID: &str = "heron below the weir";
const PRIVATE: &str = "otter under the bridge";

const UNSENT: &str = "/api/v1/unsent-writing";

/// A practitioner's phone with a self-assessment to be handed in, a reply, and a reflection to be
/// shared, none of which the server has.
struct Phone {
    device: String,
    deposit: Value,
    reflection: String,
    /// A record whose feedback waits for the self-assessment, and one that is replied to.
    assessed: Record,
    replied: Record,
}

impl Phone {
    async fn of(organisation: &Organisation<'_>) -> Self {
        let team = &organisation.team;
        let observer = organisation.person("Priya Shah", team, &[Role::Spo]).await;
        let practitioner = organisation
            .person("Dafydd Price", team, &[Role::Practitioner])
            .await;
        let assessed = observer.plans(&practitioner).await.shared().await;
        let replied = observer.plans(&practitioner).await.shared().await;
        assert!(replied.self_assess().await.status < 300);
        let (device, reflection) = (new_id(), new_id());
        let token = register_device(&practitioner, &device).await;
        let settled = new_id();
        let outboxes = [
            (&assessed.id, outbox(&[self_assessment(VIEW)])),
            (&replied.id, outbox(&[reply()])),
            (
                &reflection,
                outbox(&[reflect(&reflection), share(&reflection)]),
            ),
            (&settled, outbox(&[])),
        ];
        let mut items: Vec<Value> = outboxes
            .iter()
            .map(|(of, outbox)| {
                let value = json!([of, outbox]);
                sealed_item(organisation, &practitioner, ("outbox", of), &value)
            })
            .collect();
        // One that nobody can read any more holds up none of the others.
        items.push(json!({ "store": "outbox", "record": new_id(), "envelope": "01ff" }));
        let deposit = json!({ "token": token, "items": items });
        Self {
            device,
            deposit,
            reflection,
            assessed,
            replied,
        }
    }

    fn author(&self) -> &Person {
        &self.assessed.practitioner
    }

    async fn is_taken_out_of_use(&self, organisation: &Organisation<'_>, mode: &str) {
        let path = format!("/api/v1/devices/{}/revoke", self.device);
        let revoke = json!({ "mode": mode });
        organisation
            .administrator
            .post(&path, revoke)
            .await
            .expect(204);
    }

    async fn hands_over(&self, app: &TestApp) {
        app.client()
            .post(UNSENT, self.deposit.clone())
            .await
            .expect(204);
    }

    fn path(&self, step: &str) -> String {
        format!("{UNSENT}/{}/{step}", self.device)
    }

    /// Its author as they are after a full sign-in.
    async fn signs_in(&self) -> Person {
        let mut author = self.author().clone();
        let email = author.email.clone();
        author.client.sign_in(&email, PASSWORD).await.expect(200);
        author
    }
}

fn outbox(bodies: &[Value]) -> Value {
    let command = |body: &Value| json!({ "after_sequence": 0, "body": body });
    let commands: Vec<Value> = bodies.iter().map(command).collect();
    json!({ "last_sequence": 0, "safe_up_to": 0, "commands": commands })
}

fn self_assessment(words: &str) -> Value {
    let content = json!({ "ratings": {}, "words": { "overall": words } });
    json!({ "self_assess": { "edit": { "content": content, "submit": true }, "over": 0 } })
}

fn reply() -> Value {
    json!({ "reply": { "id": new_id(), "kind": "reply", "text": SAID } })
}

fn reflect(id: &str) -> Value {
    let put = json!({ "model": "free", "parts": { "free": PRIVATE } });
    json!({ "reflect": { "id": id, "put": put, "over": 0 } })
}

fn share(id: &str) -> Value {
    json!({ "share_reflection": { "id": id, "shared": true } })
}

async fn kept(person: &Person) -> Value {
    person.get(UNSENT).await.expect(200).json()
}

fn settle(kept: &Value, settled: &str) -> Value {
    json!({ "kept_at": kept[0]["kept_at"], "settled": settled })
}

/// `step` as in `suspend`.
async fn administered(organisation: &Organisation<'_>, person: &Person, step: &str) {
    let path = format!("/api/v1/people/{}/{step}", person.id);
    let answer = organisation.administrator.post(&path, json!({})).await;
    answer.expect(200);
}

async fn is_kept_too_long(app: &TestApp) {
    app.sql("UPDATE unsent_writing SET kept_at = '2026-01-02 10:00:00'")
        .await;
}

on_both_databases! {
    async fn writing_of_a_device_taken_out_of_use_goes_back_to_its_author_alone(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        phone.is_taken_out_of_use(&organisation, "preserve").await;
        for _ in 0..2 {
            phone.hands_over(&app).await;
        }

        let elsewhere = app.organisation("South Probation").await;
        let team = &organisation.team;
        let others = [
            phone.assessed.observer.clone(),
            organisation.administrator.clone(),
            organisation.person("Eleri Vaughan", &organisation.pdu, &[Role::Manager]).await,
            organisation.person("Sian Pugh", &organisation.region, &[Role::Auditor]).await,
            organisation.person("Owain Rees", team, &[Role::Practitioner]).await,
            elsewhere.administrator.clone(),
        ];
        let nothing = format!("{UNSENT}/{}/open", new_id());
        for other in &others {
            assert_eq!(kept(other).await, json!([]), "{}", other.name);
            let opened = other.post(&phone.path("open"), json!({})).await;
            assert_eq!(opened.summary(), "404 not_found", "{}", other.name);
            let unknown = other.post(&nothing, json!({})).await;
            assert_eq!(unknown.json()["title"], opened.json()["title"]);
            let settle = json!({ "kept_at": tests::now(), "settled": "discarded" });
            let settled = other.post(&phone.path("settle"), settle).await;
            assert_eq!(settled.summary(), "404 not_found", "{}", other.name);
            assert_eq!(other.get("/api/v1/quarantine").await.expect(200).json(), json!([]));
        }
        let log = others[3].get("/api/v1/audit").await.expect(200).text;
        assert!(log.contains("unsent_writing.keep"), "{log}");
        for id in [&phone.reflection, &phone.replied.id] {
            let named = format!("SELECT count(*) FROM audit WHERE action LIKE 'unsent%' AND detail LIKE '%{id}%'");
            assert_eq!(app.count(&named).await, 0, "what it is about is nobody's to know");
        }
        for row in app.sql("SELECT envelope FROM unsent_writing").await {
            assert!([VIEW, SAID, PRIVATE].iter().all(|words| !row[0].contains(words)));
        }

        let author = phone.signs_in().await;
        let waiting = kept(&author).await;
        assert_eq!(waiting.as_array().map(Vec::len), Some(1), "{waiting}");
        assert_eq!((&waiting[0]["n_pieces"], &waiting[0]["label"]), (&json!(3), &json!("Chrome, Android")));
        assert!(![VIEW, SAID, PRIVATE].iter().any(|words| waiting.to_string().contains(words)));
        let opened = author.post(&phone.path("open"), json!({})).await.expect(200);
        for words in [VIEW, SAID, PRIVATE] {
            assert_eq!(opened.text.matches(words).count(), 1, "{}", opened.text);
        }
        assert!(!opened.text.contains("submit"), "it does not hand itself in: {}", opened.text);
        assert!(!opened.text.contains("share"), "it does not share itself: {}", opened.text);
        let audited = "SELECT count(*) FROM audit WHERE action IN ('unsent_writing.keep', 'unsent_writing.open')";
        assert_eq!(app.count(audited).await, 2);
    }

    async fn its_author_is_told_by_mail_once_and_without_what_it_says(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        phone.is_taken_out_of_use(&organisation, "preserve").await;
        for _ in 0..2 {
            phone.hands_over(&app).await;
        }
        let of = &phone.reflection;
        let newer = json!([of, outbox(&[reflect(of)])]);
        let item = sealed_item(&organisation, phone.author(), ("outbox", of), &newer);
        let deposit = json!({ "token": phone.deposit["token"], "items": [item] });
        app.client().post(UNSENT, deposit).await.expect(204);
        let is_it = |mail: &tests::ReceivedMail| mail.text.contains("kept for you alone");
        let mail = app.mailbox().wait_for(&phone.author().email, is_it).await;
        for words in [VIEW, SAID, PRIVATE, of, &phone.assessed.id] {
            assert!(!mail.text.contains(words), "{}", mail.text);
        }
        let until = tests::day_of(chrono::Utc::now() + chrono::Days::new(180)).format("%-d %B %Y");
        assert!(mail.text.contains(&until.to_string()), "{}", mail.text);
        let posted = "SELECT count(*) FROM job WHERE payload LIKE '%unsent_kept%'";
        assert_eq!(app.count(posted).await, 1, "one logical mail per event");
    }

    async fn who_signed_in_long_ago_signs_in_again_to_open_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        phone.is_taken_out_of_use(&organisation, "preserve").await;
        phone.hands_over(&app).await;
        let author = phone.signs_in().await;
        app.sql("UPDATE session SET created_at = '2026-01-02 10:00:00'").await;
        let opened = author.post(&phone.path("open"), json!({})).await;
        assert_eq!(opened.summary(), "403 sign_in_again");
        let author = phone.signs_in().await;
        author.post(&phone.path("open"), json!({})).await.expect(200);
    }

    async fn what_arrived_by_another_way_is_not_given_back_and_what_was_settled_stays_settled(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        phone.is_taken_out_of_use(&organisation, "preserve").await;
        phone.hands_over(&app).await;
        let author = phone.signs_in().await;
        // It was sent, and the answer lost; or it was restored before.
        let view = json!({ "content": { "ratings": {}, "words": { "overall": VIEW } }, "submit": false });
        author.client.put(&phone.assessed.path("/self-assessment"), None, view).await.expect(200);
        let said = json!({ "id": new_id(), "kind": "reply", "text": SAID });
        author.post(&phone.replied.path("/replies"), said).await.expect(201);
        let opened = author.post(&phone.path("open"), json!({})).await.expect(200).json();
        assert_eq!(opened.as_array().map(Vec::len), Some(1), "{opened}");
        assert_eq!(opened[0]["of"], json!(phone.reflection));

        let waiting = kept(&author).await;
        for _ in 0..2 {
            author.post(&phone.path("settle"), settle(&waiting, "restored")).await.expect(204);
        }
        assert_eq!(kept(&author).await, json!([]));
        assert_eq!(author.post(&phone.path("open"), json!({})).await.summary(), "404 not_found");
        assert_eq!(app.count("SELECT count(*) FROM unsent_writing WHERE envelope IS NOT NULL").await, 0);
        // The device never heard that it had arrived.
        phone.hands_over(&app).await;
        assert_eq!(kept(&author).await, json!([]));
        let audited = "SELECT count(*) FROM audit WHERE action = 'unsent_writing.restore'";
        assert_eq!(app.count(audited).await, 1);
    }

    async fn what_was_decided_comes_back_as_far_as_the_server_has_not_heard_of_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        let (record, action, added) = (&phone.replied.id, new_id(), new_id());
        let put = |state: &str| {
            json!({ "observation_id": record, "title": "Ask, then wait.", "review_on": tests::day_ahead(20), "state": state })
        };
        let change = |state: &str, over: Option<i64>| json!({ "id": action, "put": put(state), "over": over });
        let words = json!({ "id": added, "text": "swift above the mill" });
        let steps = [
            json!({ "put_action": change("taken", Some(0)) }),
            json!({ "acknowledge": { "edition": 1 } }),
            json!({ "put_action": change("done", None) }),
            json!({ "amend": words }),
        ];
        let sealed = json!([record, outbox(&steps)]);
        let item = sealed_item(&organisation, phone.author(), ("outbox", record), &sealed);
        // The first change arrived, and its answer was lost.
        let path = format!("/api/v1/actions/{action}");
        phone.author().client.put(&path, None, put("taken")).await.expect(201);
        phone.is_taken_out_of_use(&organisation, "preserve").await;
        let deposit = json!({ "token": phone.deposit["token"], "items": [item] });
        app.client().post(UNSENT, deposit).await.expect(204);

        let author = phone.signs_in().await;
        let opened = author.post(&phone.path("open"), json!({})).await.expect(200).json();
        // That it was read is for its author to say again.
        let expected = json!([{ "action": change("done", Some(1)) }, { "amendment": words }]);
        assert_eq!(opened[0]["pieces"], expected, "{opened}");
        let read = format!("SELECT count(*) FROM observation WHERE id = '{record}' AND acknowledged_at IS NULL");
        assert_eq!(app.count(&read).await, 1);
    }

    async fn what_came_after_it_was_read_is_not_let_go_with_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        phone.is_taken_out_of_use(&organisation, "preserve").await;
        phone.hands_over(&app).await;
        let yesterday = (chrono::Utc::now() - chrono::TimeDelta::days(1)).format("%F %T");
        app.sql(&format!("UPDATE unsent_writing SET kept_at = '{yesterday}'")).await;
        let author = phone.signs_in().await;
        let waiting = kept(&author).await;
        let of = &phone.assessed.id;
        let newer = json!([of, outbox(&[self_assessment("and a merlin")])]);
        let item = sealed_item(&organisation, &author, ("outbox", of), &newer);
        let deposit = json!({ "token": phone.deposit["token"], "items": [item] });
        app.client().post(UNSENT, deposit).await.expect(204);
        author.post(&phone.path("settle"), settle(&waiting, "discarded")).await.expect(204);
        assert_eq!(kept(&author).await[0]["n_pieces"], 1);
        let opened = author.post(&phone.path("open"), json!({})).await.expect(200);
        assert!(opened.text.contains("merlin") && !opened.text.contains(PRIVATE), "{}", opened.text);
    }

    async fn an_account_that_was_closed_finds_its_writing_once_it_is_open_again(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        administered(&organisation, phone.author(), "suspend").await;
        phone.hands_over(&app).await;
        assert_eq!(phone.author().get(UNSENT).await.status, 401);
        let posted = "SELECT count(*) FROM job WHERE payload LIKE '%unsent_kept%'";
        assert_eq!(app.count(posted).await, 0, "nobody is sent to a door that is closed");
        administered(&organisation, phone.author(), "resume").await;
        let author = phone.signs_in().await;
        assert_eq!(kept(&author).await[0]["n_pieces"], 3);
        let opened = author.post(&phone.path("open"), json!({})).await.expect(200);
        assert!(opened.text.contains(PRIVATE), "{}", opened.text);
    }

    async fn a_device_that_works_or_is_in_strange_hands_hands_nothing_over(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        let post = async || app.client().post(UNSENT, phone.deposit.clone()).await.summary();
        assert_eq!(post().await, "409 wrong_state");
        phone.is_taken_out_of_use(&organisation, "destroy").await;
        assert_eq!(post().await, "409 wrong_state");
        let mut strange = phone.deposit.clone();
        strange["token"] = json!(format!("{}.{}.{}", "0".repeat(32), "0".repeat(32), new_id()));
        assert_eq!(app.client().post(UNSENT, strange).await.summary(), "404 not_found");
        assert_eq!(app.count("SELECT count(*) FROM unsent_writing").await, 0);
    }

    async fn what_nobody_comes_back_for_is_removed_in_time(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let phone = Phone::of(&organisation).await;
        phone.is_taken_out_of_use(&organisation, "preserve").await;
        phone.hands_over(&app).await;
        is_kept_too_long(&app).await;
        let author = phone.signs_in().await;
        assert_eq!(kept(&author).await, json!([]), "before it is removed it is over already");
        assert_eq!(author.post(&phone.path("open"), json!({})).await.summary(), "404 not_found");
        let (app, _) = app.stop_and_restart().await;
        let mut ticks = tokio::time::interval(std::time::Duration::from_millis(100));
        let mut n_left = 1;
        for _ in 0..100 {
            ticks.tick().await;
            n_left = app.count("SELECT count(*) FROM unsent_writing").await;
            if n_left == 0 {
                break;
            }
        }
        assert_eq!(n_left, 0);
        let audited = "SELECT count(*) FROM audit WHERE action = 'unsent_writing.expire'";
        assert_eq!(app.count(audited).await, 1);
    }
}
