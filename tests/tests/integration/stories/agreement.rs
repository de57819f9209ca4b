//! From the practitioner's request to the agreement, and its change before the session.

use serde_json::json;
use tests::{Browser, Person, Record, Screen, new_id};

use super::{looks_right, staged};
use crate::tablet::holds;

const NOTE: &str = "Three-way meetings are what I find hardest.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_asked_is_read_while_planning_and_what_was_agreed_can_be_changed() {
    let (stage, cast) = staged().await;
    asks(&cast.practitioner).await;
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.go("/observations/new").await;
    phone.sees("Your request waits to be planned").await;
    phone.sees(NOTE).await;
    looks_right(&phone, "ask-waiting").await;
    phone.close().await;

    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.press("Dafydd Price asks to be observed").await;
    tablet.sees(NOTE).await;
    holds(&tablet, &focus_is("role-clarity")).await;
    tablet
        .sees("It is filled in as the focus below. You can choose another.")
        .await;
    looks_right(&tablet, "plan-asked").await;
    // Nothing was typed, so nothing was begun that would be asked about later.
    tablet.go("/").await;
    tablet.press("Dafydd Price asks to be observed").await;
    holds(&tablet, &focus_is("role-clarity")).await;
    assert!(
        !tablet
            .text()
            .await
            .contains("What you began here is filled in again")
    );

    // Another is the planner's to choose, and the way back stands beside the request.
    tablet
        .choose("The practitioner’s focus", "Problem solving")
        .await;
    tablet.press("Take this as the focus").await;
    holds(&tablet, &focus_is("role-clarity")).await;
    holds(&tablet, "document.activeElement.id === 'focus'").await;
    tablet.set("Date", &tests::day_ahead(3)).await;
    tablet.press("Plan it").await;
    tablet.sees("What was agreed").await;
    tablet.sees("Role clarity").await;

    tablet.press("Change what was agreed").await;
    tablet.choose("How long", "60 minutes").await;
    tablet
        .fill("What was agreed", "Short notes; you see them first.")
        .await;
    looks_right(&tablet, "agreement-change").await;
    tablet.press("Save").await;
    tablet.sees("What was agreed is changed").await;
    tablet.sees("60 minutes").await;
    tablet.sees("Short notes; you see them first.").await;
    let list = cast.observer.get("/api/v1/observations").await.expect(200);
    let id = list.json()["items"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let path = format!("/api/v1/observations/{id}");
    let stored = cast.practitioner.get(&path).await.expect(200);
    let agreement = stored.json()["agreement"].clone();
    assert_eq!(agreement["duration_minutes"], 60);
    assert_eq!(agreement["focus"], "role-clarity");
    tablet.close().await;
}

/// Who asked finds on Today that it waits, and takes it back there; what was planned meanwhile stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_taken_back_from_today_until_it_is_planned() {
    let (stage, cast) = staged().await;
    asks(&cast.practitioner).await;
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.sees("Your request waits to be planned").await;
    phone.sees("Role clarification").await;
    phone.sees(NOTE).await;
    looks_right(&phone, "home-asked").await;
    phone.press("Take it back").await;
    phone.sees("Take your request back?").await;
    looks_right(&phone, "home-asked-take-back").await;
    phone.press_in_dialog("Cancel").await;
    assert_eq!(n_waiting(&cast.observer).await, 1, "it was only asked");
    phone.press("Take it back").await;
    phone.press_in_dialog("Take it back").await;
    phone.sees("Your request is taken back").await;
    let is_gone = "!document.body.innerText.includes('Your request waits to be planned')";
    holds(&phone, is_gone).await;
    assert_eq!(n_waiting(&cast.observer).await, 0);
    phone.close().await;

    asks(&cast.practitioner).await;
    let another_device = stage.profile_of(&cast.observer);
    let tablet = Browser::open(&stage.url, Screen::Tablet, &another_device).await;
    tablet.go("/").await;
    stage.signs_in(&tablet, &cast.practitioner).await;
    tablet.sees("Your request waits to be planned").await;
    looks_right(&tablet, "home-asked-tablet").await;
    cast.plans().await;
    tablet.press("Take it back").await;
    tablet.press_in_dialog("Take it back").await;
    tablet.sees("It was planned meanwhile").await;
    looks_right(&tablet, "home-asked-planned").await;
    tablet.press_in_dialog("Close").await;
    holds(&tablet, is_gone).await;
    tablet
        .sees("Tell the person on probation that Priya Shah will sit in")
        .await;
    tablet.close().await;
}

/// Who cannot plan it for now says so in words; who asked reads them on Today.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_answered_in_words_where_nothing_can_be_planned() {
    const WORDS: &str = "I am in court until Friday; ask me for the week after.";
    let (stage, cast) = staged().await;
    asks(&cast.practitioner).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.press("Dafydd Price asks to be observed").await;
    tablet.press("Answer without planning").await;
    tablet.press_in_dialog("Send the answer").await;
    tablet.sees("There is a problem").await;
    tablet.fill("Why not now", WORDS).await;
    looks_right(&tablet, "plan-decline").await;
    tablet.press_in_dialog("Send the answer").await;
    tablet.sees("Dafydd Price is told").await;
    let is_gone = "!document.body.innerText.includes('asks to be observed')";
    holds(&tablet, is_gone).await;
    assert_eq!(n_waiting(&cast.observer).await, 0);
    let planned = cast.observer.get("/api/v1/observations").await.expect(200);
    assert_eq!(
        planned.json()["items"],
        json!([]),
        "the form around it was not sent"
    );
    tablet.close().await;

    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.sees("Priya Shah cannot plan it for now").await;
    phone.sees(WORDS).await;
    looks_right(&phone, "home-declined").await;
    phone.press("I have read it").await;
    holds(
        &phone,
        "!document.body.innerText.includes('cannot plan it')",
    )
    .await;
    phone.close().await;
}

async fn asks(practitioner: &Person) {
    let ask = json!({ "id": new_id(), "focus": "role-clarity", "note": NOTE });
    let asked = practitioner.post("/api/v1/observation-requests", ask);
    asked.await.expect(201);
}

async fn n_waiting(line: &Person) -> usize {
    let list = line.get("/api/v1/observation-requests").await.expect(200);
    let list = list.json();
    list["items"].as_array().expect("a list").len()
}

/// The skill that stands in the form.
fn focus_is(key: &str) -> String {
    format!("document.getElementById('focus')?.value === '{key}'")
}

/// Changes one part of an agreement, as another tablet of the observer would.
async fn changes(record: &Record, part: &str, value: serde_json::Value) {
    let known = record.observer.get(&record.path("")).await.expect(200);
    let known = known.json();
    let mut agreement = known["agreement"].clone();
    agreement[part] = value;
    let version = known["version"].as_i64().expect("a version");
    let path = record.path("");
    let patched = record
        .observer
        .client
        .patch(&path, version, agreement)
        .await;
    patched.expect(200);
}

/// An agreed length that no list names stays as it is, and what another tablet changed meanwhile is
/// shown before anything is saved over it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_changed_elsewhere_is_seen_before_anything_is_saved_over_it() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    changes(&record, "duration_minutes", json!(47)).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.go(&format!("/observations/{}", record.id)).await;
    tablet.press("Change what was agreed").await;
    let shows = |length: &str| {
        format!("document.getElementById('duration')?.selectedOptions[0]?.innerText === '{length}'")
    };
    holds(&tablet, &shows("47 minutes")).await;

    tablet.fill("What was agreed", NOTE).await;
    changes(&record, "duration_minutes", json!(33)).await;
    tablet.press("Save").await;
    tablet
        .sees("This was changed elsewhere while you had it open")
        .await;
    tablet.sees("33 minutes").await;
    looks_right(&tablet, "agreement-behind").await;
    let agreement = async || {
        let now = cast.practitioner.get(&record.path("")).await.expect(200);
        now.json()["agreement"].clone()
    };
    assert_eq!(agreement().await["note"], json!(null));

    tablet.press("Go on with what I typed").await;
    holds(&tablet, &shows("33 minutes")).await;

    // The other way: what was typed is let go of.
    tablet.choose("How long", "90 minutes").await;
    changes(&record, "duration_minutes", json!(52)).await;
    tablet.press("Save").await;
    tablet.press("Take what stands there now").await;
    holds(&tablet, &shows("52 minutes")).await;
    let is_empty = "document.getElementById('agreement-note').value === ''";
    holds(&tablet, is_empty).await;
    tablet.fill("What was agreed", NOTE).await;
    tablet.press("Save").await;
    tablet.sees("What was agreed is changed").await;
    let saved = agreement().await;
    assert_eq!(saved["duration_minutes"], 52, "{saved}");
    assert_eq!(saved["note"], NOTE, "{saved}");
    tablet.close().await;
}
