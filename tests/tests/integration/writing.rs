//! What a device sends again after a lost answer: the practitioner's own writing counts once.

use serde_json::{Value, json};
use tests::{another_strength, new_id, on_both_databases};

fn view(words: &str, submit: bool) -> Value {
    json!({ "content": { "ratings": {}, "words": { "overall": words } }, "submit": submit })
}

fn reflection(words: &str) -> Value {
    json!({ "model": "free", "parts": { "free": words } })
}

on_both_databases! {
    async fn a_self_assessment_sent_again_answers_the_same_and_replaces_no_other(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        let path = record.path("/self-assessment");
        let put = async |version, body: Value| practitioner.client.put(&path, version, body).await;

        let first = put(None, view("It went well.", false)).await.expect(200).json();
        assert_eq!(put(None, view("It went well.", false)).await.expect(200).json(), first);
        assert_eq!(put(None, view("Seen from elsewhere.", false)).await.summary(), "412 stale");
        let version = first["version"].as_i64();
        let handed_in = put(version, view("It went well.", true)).await.expect(200).json();
        assert_eq!(put(version, view("It went well.", true)).await.expect(200).json(), handed_in);
        let late = put(handed_in["version"].as_i64(), view("On second thoughts.", true)).await;
        assert_eq!(late.summary(), "409 wrong_state");
        assert_eq!(practitioner.get(&path).await.expect(200).json()["content"], handed_in["content"]);
    }

    async fn a_reply_sent_again_stands_once_also_after_the_closing(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.acknowledged().await;
        let path = record.path("/replies");
        let said = json!({ "id": new_id(), "kind": "dispute", "text": "I saw it differently." });
        let first = practitioner.post(&path, said.clone()).await.expect(201).json();
        observer.post(&record.path("/lock"), json!({})).await.expect(200);
        assert_eq!(practitioner.post(&path, said.clone()).await.expect(200).json(), first);
        let mut other = said.clone();
        other["text"] = json!("Something else.");
        assert_eq!(practitioner.post(&path, other).await.summary(), "409 id_reused");
        let feedback = practitioner.get(&record.path("/feedback")).await.expect(200).json();
        assert_eq!(feedback["replies"].as_array().map(Vec::len), Some(1));
    }

    async fn a_reply_to_what_was_withdrawn_is_refused(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        observer.post(&record.path("/withdraw"), json!({})).await.expect(200);
        let said = json!({ "id": new_id(), "kind": "reply", "text": "He had never said that." });
        let answer = practitioner.post(&record.path("/replies"), said).await;
        assert_eq!(answer.summary(), "409 wrong_state");
    }

    async fn a_reflection_sent_again_answers_the_same_and_replaces_no_other(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let path = format!("/api/v1/reflections/{}", new_id());
        let put = async |version, body: Value| practitioner.client.put(&path, version, body).await;

        let first = put(None, reflection("I was nervous.")).await.expect(201).json();
        assert_eq!(put(None, reflection("I was nervous.")).await.expect(200).json(), first);
        let second = put(Some(1), reflection("I was nervous, and stayed.")).await.expect(200).json();
        assert_eq!(put(Some(1), reflection("I was nervous, and stayed.")).await.expect(200).json(), second);
        assert_eq!(put(Some(1), reflection("From another device.")).await.summary(), "412 stale");
        assert_eq!(put(None, reflection("Begun elsewhere.")).await.summary(), "412 stale");

        let share = format!("{path}/share");
        let shared = practitioner.post(&share, json!({})).await.expect(200).json();
        assert_eq!(practitioner.post(&share, json!({})).await.expect(200).json(), shared);
        assert_eq!(shared["version"], second["version"], "sharing is no new version of the words");
        let unshare = format!("{path}/unshare");
        let private = practitioner.post(&unshare, json!({})).await.expect(200).json();
        assert_eq!(practitioner.post(&unshare, json!({})).await.expect(200).json(), private);

        // Another device shares and takes back: a share that was made before that is stale.
        let seen = private["n_sharings"].as_i64().expect("a count");
        practitioner.post(&format!("{share}?over={seen}"), json!({})).await.expect(200);
        practitioner.post(&format!("{share}?over={seen}"), json!({})).await.expect(200);
        practitioner.post(&unshare, json!({})).await.expect(200);
        assert_eq!(practitioner.post(&format!("{share}?over={seen}"), json!({})).await.summary(), "412 stale");
        let kept = practitioner.get(&path).await.expect(200).json();
        assert!(kept["shared_at"].is_null(), "{kept}");
        // A client of before names nothing.
        practitioner.post(&share, json!({})).await.expect(200);
        practitioner.post(&unshare, json!({})).await.expect(200);

        let taken = observer.client.put(&path, None, reflection("Not mine.")).await;
        assert!((400..500).contains(&taken.status), "{}", taken.text);
    }

    async fn an_acknowledgement_said_again_answers_the_same_also_after_the_closing(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        record.self_assess().await.expect(200);
        let said = record.path("/acknowledge?edition=1");
        let first = practitioner.post(&said, json!({})).await.expect(200).json();
        assert_eq!(practitioner.post(&said, json!({})).await.expect(200).json(), first);
        observer.post(&record.path("/lock"), json!({})).await.expect(200);
        let again = practitioner.post(&said, json!({})).await.expect(200).json();
        assert_eq!(again["state"], "locked");
        assert_eq!(again["acknowledged_at"], first["acknowledged_at"]);
        let audited = "SELECT count(*) FROM audit WHERE action = 'observation.acknowledge'";
        assert_eq!(app.count(audited).await, 1, "it was said once");
    }

    async fn an_edition_that_was_not_read_is_not_acknowledged(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.shared().await;
        record.self_assess().await.expect(200);
        record.push(&[another_strength("You came back to it at the end.")]).await.expect(200);
        record.share().await.expect(200);
        let of_first = practitioner.post(&record.path("/acknowledge?edition=1"), json!({})).await;
        assert_eq!(of_first.summary(), "412 stale");
        let kept = observer.get(&record.path("")).await.expect(200).json();
        assert_eq!(kept["state"], "shared");
        practitioner.post(&record.path("/acknowledge?edition=2"), json!({})).await.expect(200);
    }

    async fn words_added_again_stand_once(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.acknowledged().await;
        let path = record.path("/amendments");
        let added = json!({ "id": new_id(), "text": "Since then he has rung them himself." });
        let first = practitioner.post(&path, added.clone()).await.expect(201).json();
        observer.post(&record.path("/lock"), json!({})).await.expect(200);
        assert_eq!(practitioner.post(&path, added.clone()).await.expect(200).json(), first);
        let mut other = added;
        other["text"] = json!("Something else.");
        assert_eq!(practitioner.post(&path, other).await.summary(), "409 id_reused");
        let feedback = practitioner.get(&record.path("/feedback")).await.expect(200).json();
        assert_eq!(feedback["amendments"].as_array().map(Vec::len), Some(1));
    }

    async fn a_reflection_is_deleted_once_and_never_over_words_that_were_not_seen(app: TestApp) {
        let (_, practitioner) = app.pair().await;
        let path = format!("/api/v1/reflections/{}", new_id());
        let put = async |version, body: Value| practitioner.client.put(&path, version, body).await;
        let delete = async |rest: &str| practitioner.client.delete(&format!("{path}{rest}")).await;
        put(None, reflection("I was nervous.")).await.expect(201);
        put(Some(1), reflection("From another device.")).await.expect(200);
        assert_eq!(delete("?over=1").await.summary(), "412 stale");
        let kept = practitioner.get(&path).await.expect(200).json();
        assert_eq!(kept["parts"]["free"], "From another device.");

        delete("?over=2").await.expect(204);
        // Its answer was lost: there is none, which is what was asked for.
        assert_eq!(delete("?over=2").await.summary(), "404 not_found");
        let audited = "SELECT count(*) FROM audit WHERE action = 'reflection.delete'";
        assert_eq!(app.count(audited).await, 1, "it was deleted once");
        // Taken back, it is written anew under its own id.
        put(None, reflection("I was nervous.")).await.expect(201);
        delete("").await.expect(204);
    }

    async fn an_action_put_again_answers_the_same_and_replaces_no_other(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.shared().await;
        record.self_assess().await.expect(200);
        let actions = practitioner.get("/api/v1/actions").await.expect(200).json();
        let action = actions["items"][0].clone();
        let (path, version) = (action_path(&action), action["version"].as_i64());
        let put = async |version, body: Value| practitioner.client.put(&path, version, body).await;

        let taken = put(version, as_put(&action, "taken")).await.expect(200).json();
        assert_eq!(put(version, as_put(&action, "taken")).await.expect(200).json(), taken);
        let audited = "SELECT count(*) FROM audit WHERE action = 'action.edit'";
        assert_eq!(app.count(audited).await, 1, "it was changed once");

        // Meanwhile the observer moves its day: what was decided before that is not taken.
        let mut moved = as_put(&taken, "taken");
        moved["review_on"] = json!(tests::day_ahead(20));
        observer.client.put(&path, taken["version"].as_i64(), moved).await.expect(200);
        let late = put(taken["version"].as_i64(), as_put(&taken, "done")).await;
        assert_eq!(late.summary(), "412 stale");
        let actions = practitioner.get("/api/v1/actions").await.expect(200).json();
        assert_eq!(actions["items"][0]["state"], "taken");
        assert_eq!(actions["items"][0]["review_on"], json!(tests::day_ahead(20)));

        // One's own in its place, made twice because the answer was lost, is there once.
        let own = json!({ "id": new_id() });
        let mut mine = as_put(&taken, "taken");
        mine["title"] = json!("Ask him first");
        let made = practitioner.client.put(&action_path(&own), None, mine.clone()).await.expect(201).json();
        assert_eq!(practitioner.client.put(&action_path(&own), None, mine).await.expect(200).json(), made);
        let actions = practitioner.get("/api/v1/actions").await.expect(200).json();
        assert_eq!(actions["items"].as_array().map(Vec::len), Some(2));
    }
}

fn action_path(action: &Value) -> String {
    format!("/api/v1/actions/{}", action["id"].as_str().expect("an id"))
}

/// The action as it is, in another state.
fn as_put(action: &Value, state: &str) -> Value {
    json!({
        "observation_id": action["observation_id"], "title": action["title"], "support": action["support"],
        "review_on": action["review_on"], "state": state,
    })
}
