//! The practitioner decides where there is no network: about actions, and about what they have read.

use serde_json::{Value, json};
use tests::{Browser, Person, Record, another_strength, day_ahead, new_id};

use super::writing::{arrives, feedback_of, keeps, knows_welsh, replies, speaks, told};
use super::{Stage, looks_right, staged};
use crate::tablet::holds;

const REPLY: &str = "He had never said that before, so I stayed.";
const PHONE_CALL: &str = "Rehearse the phone call with him";
const BUS: &str = "Ask him about the bus";
const OWN: &str = "Walk there with him once";
const LATER: &str = "You came back to it at the end.";
pub const HERE: &str = "On this device only";

/// An action that rests on no record.
async fn proposes(observer: &Person, practitioner: &Person) -> String {
    let path = format!("/api/v1/actions/{}", new_id());
    let proposed = json!({
        "practitioner_id": practitioner.id, "title": BUS, "review_on": day_ahead(9), "state": "proposed",
    });
    observer.client.put(&path, None, proposed).await.expect(201);
    path
}

/// Title, state, version and day of an action.
type Told = (String, String, i64, String);

/// The actions that the server has, by title.
async fn actions_of(person: &Person) -> Vec<Told> {
    let answer = person.get("/api/v1/actions").await.expect(200).json();
    let text = |action: &Value, name: &str| action[name].as_str().expect("a text").to_owned();
    let actions = answer["items"].as_array().expect("a list").iter();
    let mut actions: Vec<_> = actions
        .map(|one| {
            let version = one["version"].as_i64().expect("a version");
            (
                text(one, "title"),
                text(one, "state"),
                version,
                text(one, "review_on"),
            )
        })
        .collect();
    actions.sort();
    actions
}

fn states(actions: &[Told]) -> Vec<(&str, &str, i64)> {
    let actions = actions.iter();
    actions
        .map(|(title, state, version, _)| (title.as_str(), state.as_str(), *version))
        .collect()
}

pub async fn nothing_waits(phone: &Browser) {
    let gone = format!("!document.body.innerText.includes('{HERE}')");
    holds(phone, &gone).await;
}

fn button(words: &str, title: &str) -> String {
    format!("button[aria-label^='{words}'][aria-label$='{title}']")
}

pub async fn comes_back(stage: &Stage, phone: &Browser) {
    phone.tab_killed().await;
    stage.comes_back(phone).await;
}

/// Issue 3, line 1: an action is taken on, given another day, and replaced by one's own without a
/// network, through a killed tab; each change is on the server once, in the order it was made.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn actions_are_taken_on_and_changed_without_a_network() {
    let (stage, cast) = staged().await;
    let practitioner = &cast.practitioner;
    proposes(&cast.observer, practitioner).await;
    let (phone, read, _) = told(&stage, &cast).await;
    knows_welsh(&phone).await;
    phone.go("/actions").await;
    phone.sees(BUS).await;
    holds(&phone, &keeps(practitioner, "actions")).await;
    stage.path.cut().await;

    replies(&phone, &read, REPLY).await;
    phone.sees(HERE).await;
    phone.press_first(&button("Take this on", PHONE_CALL)).await;
    phone.sees("It is yours now").await;
    phone.press_first(&button("Done", PHONE_CALL)).await;
    phone.sees("Marked as done").await;
    looks_right(&phone, "feedback-action-offline").await;

    comes_back(&stage, &phone).await;
    phone.go("/actions").await;
    phone.press_first(&button("Suggest another", BUS)).await;
    phone.fill("What would you rather try?", OWN).await;
    phone.press("Take my own on").await;
    phone.sees("Your own action stands in its place").await;
    phone.press("Open (1)").await;
    phone.sees(OWN).await;
    phone.sees(HERE).await;
    looks_right(&phone, "actions-offline").await;
    phone.press("Another date").await;
    phone.set("Look at it again on", &day_ahead(30)).await;
    phone.press("Save").await;
    comes_back(&stage, &phone).await;
    phone.go("/actions").await;
    phone.press("Closed (2)").await;
    phone.sees(BUS).await;
    phone.sees(PHONE_CALL).await;
    speaks(&phone, "Cymraeg").await;
    phone.sees("Ar y ddyfais hon yn unig").await;
    looks_right(&phone, "actions-offline-cy").await;
    speaks(&phone, "English").await;

    let before = actions_of(practitioner).await;
    let proposed = [(BUS, "proposed", 1), (PHONE_CALL, "proposed", 1)];
    assert_eq!(states(&before), proposed);
    stage.path.mend().await;
    arrives("every change of the actions", async || {
        let actions = actions_of(practitioner).await;
        let after = [
            (BUS, "replaced", 2),
            (PHONE_CALL, "done", 3),
            (OWN, "taken", 2),
        ];
        states(&actions) == after
    })
    .await;
    let own = actions_of(practitioner).await.pop().expect("my own");
    assert_eq!(own.3, day_ahead(30));
    phone.go("/actions").await;
    phone.press("Closed (2)").await;
    nothing_waits(&phone).await;
    phone.go(&feedback_of(&read)).await;
    phone.sees(REPLY).await;
    nothing_waits(&phone).await;
    phone.close().await;
}

/// What was changed elsewhere meanwhile is not changed over it: its practitioner is told, and what
/// they said after it is kept and goes once they have read that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_that_was_changed_elsewhere_is_left_as_it_is() {
    let (stage, cast) = staged().await;
    let path = proposes(&cast.observer, &cast.practitioner).await;
    let (phone, read, _) = told(&stage, &cast).await;
    phone.go("/actions").await;
    phone.sees(BUS).await;
    stage.path.cut().await;
    phone.press_first(&button("Take this on", BUS)).await;
    phone.sees("It is yours now").await;
    phone.go(&feedback_of(&read)).await;
    phone.press_first(&button("Take this on", PHONE_CALL)).await;
    phone.sees("It is yours now").await;
    phone.fill("Your reply", REPLY).await;
    phone.press("Send the reply").await;
    phone.sees(REPLY).await;

    let moved = json!({ "title": BUS, "review_on": day_ahead(15), "state": "proposed" });
    cast.observer
        .client
        .put(&path, Some(1), moved)
        .await
        .expect(200);
    let actions = cast
        .observer
        .get(&format!(
            "/api/v1/actions?practitioner={}",
            cast.practitioner.id
        ))
        .await
        .json();
    let call = actions["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["title"] == PHONE_CALL);
    let call = call.expect("the action of the feedback").clone();
    let call_path = format!("/api/v1/actions/{}", call["id"].as_str().expect("an id"));
    let moved = json!({
        "title": PHONE_CALL, "support": call["support"], "review_on": day_ahead(16), "state": "proposed",
    });
    cast.observer
        .client
        .put(&call_path, Some(1), moved)
        .await
        .expect(200);
    stage.path.mend().await;

    phone.sees("Your change to this action was not made").await;
    phone.sees("Needs you").await;
    looks_right(&phone, "feedback-action-refused").await;
    let n_replies = async || {
        let answer = cast
            .practitioner
            .get(&read.path("/feedback"))
            .await
            .expect(200);
        answer.json()["replies"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(n_replies().await, 0, "it waits behind what was refused");
    phone.press("Show it as it is now").await;
    arrives("the reply", async || n_replies().await == 1).await;
    nothing_waits(&phone).await;

    phone.go("/actions").await;
    phone.sees("Your change to this action was not made").await;
    looks_right(&phone, "actions-refused").await;
    phone.press("Show it as it is now").await;
    holds(&phone, "!document.body.innerText.includes('was not made')").await;
    let proposed = [(BUS, "proposed", 2), (PHONE_CALL, "proposed", 2)];
    assert_eq!(states(&actions_of(&cast.practitioner).await), proposed);
    phone.press_first(&button("Take this on", BUS)).await;
    arrives("the decision over what is there now", async || {
        states(&actions_of(&cast.practitioner).await)[0] == (BUS, "taken", 3)
    })
    .await;
    phone.close().await;
}

/// The state of the record on the server.
async fn state_of(record: &Record) -> String {
    let told = record
        .observer
        .get(&record.path(""))
        .await
        .expect(200)
        .json();
    told["state"].as_str().expect("a state").to_owned()
}

/// Issue 3, line 1: "I have read it" is said without a network, behind the reply that was written
/// before it, and heard once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_read_is_acknowledged_without_a_network() {
    let (stage, cast) = staged().await;
    let (phone, read, _) = told(&stage, &cast).await;
    knows_welsh(&phone).await;
    stage.path.cut().await;
    replies(&phone, &read, REPLY).await;
    phone.sees(REPLY).await;
    phone.press("I have read this").await;
    phone.sees("You have read this").await;
    looks_right(&phone, "feedback-acknowledged-offline").await;
    comes_back(&stage, &phone).await;
    phone.go(&feedback_of(&read)).await;
    phone.sees("You have read this").await;
    phone.sees(HERE).await;
    speaks(&phone, "Cymraeg").await;
    phone.sees("Rydych wedi darllen hwn").await;
    looks_right(&phone, "feedback-acknowledged-offline-cy").await;
    speaks(&phone, "English").await;
    assert_eq!(state_of(&read).await, "shared");

    stage.path.mend().await;
    arrives("that it was read", async || {
        state_of(&read).await == "acknowledged"
    })
    .await;
    let feedback = cast
        .observer
        .get(&read.path("/feedback"))
        .await
        .expect(200)
        .json();
    let replied = feedback["replies"][0]["created_at"]
        .as_str()
        .expect("the reply went first")
        .to_owned();
    let acknowledged = feedback["observation"]["acknowledged_at"]
        .as_str()
        .expect("a time");
    assert!(replied.as_str() <= acknowledged, "{replied} {acknowledged}");
    nothing_waits(&phone).await;
    phone.close().await;
}

/// What was shared again meanwhile was not read: that is told, and nobody is said to have read it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edition_that_was_not_read_is_not_acknowledged() {
    let (stage, cast) = staged().await;
    let (phone, mut read, _) = told(&stage, &cast).await;
    stage.path.cut().await;
    phone.go(&feedback_of(&read)).await;
    phone.press("I have read this").await;
    phone.sees("You have read this").await;
    read.push(&[another_strength(LATER)]).await.expect(200);
    read.share().await.expect(200);
    stage.path.mend().await;
    phone
        .sees("It is not noted yet that you have read this")
        .await;
    looks_right(&phone, "acknowledgement-refused").await;
    assert_eq!(state_of(&read).await, "shared");
    phone.press("Show it as it is now").await;
    phone.sees(LATER).await;
    phone.press("I have read this").await;
    arrives("that this was read", async || {
        state_of(&read).await == "acknowledged"
    })
    .await;
    phone.close().await;
}

/// Issue 3, line 1: words are added after the closing without a network, also where the closing
/// itself is only said here; half-typed words survive a killed tab; all of it is there once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_added_after_the_closing_without_a_network() {
    const ADDED: &str = "Since then he has rung them himself.";
    const TYPED: &str = "And he said";
    let (stage, cast) = staged().await;
    let (phone, read, _) = told(&stage, &cast).await;
    stage.path.cut().await;
    phone.go(&feedback_of(&read)).await;
    phone.press("I have read this").await;
    phone.sees("You have read this").await;
    phone.press("Add something to the closed record").await;
    phone.fill("What do you want to add?", ADDED).await;
    phone.press("Add it").await;
    phone.sees("What you added is safe on this device").await;
    phone.sees("Added later").await;
    phone.fill("What do you want to add?", TYPED).await;
    holds(
        &phone,
        &keeps(&cast.practitioner, &format!("amendment-{}", read.id)),
    )
    .await;
    looks_right(&phone, "feedback-amended-offline").await;
    comes_back(&stage, &phone).await;
    phone.go(&feedback_of(&read)).await;
    phone.sees(ADDED).await;
    let typed = format!("document.getElementById('amendment')?.value === '{TYPED}'");
    holds(&phone, &typed).await;

    stage.path.mend().await;
    let added = async || {
        let feedback = cast
            .observer
            .get(&read.path("/feedback"))
            .await
            .expect(200)
            .json();
        feedback["amendments"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    };
    arrives("what was added", async || !added().await.is_empty()).await;
    let added = added().await;
    assert_eq!(added.len(), 1, "{added:?}");
    assert_eq!(added[0]["text"], ADDED);
    assert_eq!(state_of(&read).await, "acknowledged");
    nothing_waits(&phone).await;
    phone.close().await;
}
