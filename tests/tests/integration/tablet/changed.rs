//! E35, pain 21: an observer records where there is no network, and an administrator changes what the
//! observer may do. What was captured is not lost: it is sent, or waits for a decision, and the author is
//! told on the screen.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Answer, Browser, Organisation, Person, Record, Screen, Tally};

use super::{live_of, tap_to};
use crate::org::edit_unit;
use crate::stories::{Cast, Stage, looks_right};

const CANARY: &str = "kestrel over slate quarry";

/// A tablet with a tap and a note that the server has not got.
async fn works_without_a_network(stage: &Stage, cast: &Cast) -> (Browser, Record) {
    let (tablet, record) = super::session(stage, cast).await;
    tablet.keeps_all_pages().await;
    stage.path.cut().await;
    tap_to(&tablet, "Role clarity", 1).await;
    tablet.fill("Note", CANARY).await;
    tablet.press("Add note").await;
    tablet.sees("2 safe on this device, no network").await;
    (tablet, record)
}

/// The head of the unit takes in what waits, for the cause that the page says.
async fn is_taken_in(stage: &Stage, cast: &Cast, cause: &str) {
    let desk = stage.browser_of(&cast.manager, Screen::Desk).await;
    desk.go("/quarantine").await;
    desk.sees(cause).await;
    assert!(
        !desk.text().await.contains(CANARY),
        "without seeing what it says"
    );
    desk.fill("Reason", "It was captured before.").await;
    desk.press("Take it into the record").await;
    desk.sees("Decided. The author is told by mail.").await;
    desk.close().await;
}

/// How much of what was captured without a network is in the record, and how much of it twice. Whoever
/// may read it by now: it is looked up in the database.
async fn tally(what: &str, stage: &Stage, record: &Record) {
    let rows = format!(
        "SELECT operations FROM capture_segment WHERE observation_id = '{}'",
        record.id
    );
    let mut safe: Vec<Value> = Vec::new();
    for row in stage.app.sql(&rows).await {
        safe.extend(serde_json::from_str::<Vec<Value>>(&row[0]).expect("a list of operations"));
    }
    let there = safe.iter().filter_map(|op| match op["kind"].as_str() {
        Some("mark") => op["skill"].as_str(),
        Some("note") => op["text"].as_str(),
        _ => None,
    });
    let confirmed = ["working-alliance", "role-clarity", CANARY];
    Tally::of(confirmed, there).is_whole(&format!("E35, pain 21 ({what})"));
}

async fn leaves(organisation: &Organisation<'_>, person: &Person, successor: &Person) -> Answer {
    let leave = json!({ "left_on": "2026-11-01", "successor_id": successor.id });
    let path = format!("/api/v1/people/{}/leave", person.id);
    organisation.administrator.post(&path, leave).await
}

async fn observes_no_more(organisation: &Organisation<'_>, person: &Person) {
    let path = format!("/api/v1/people/{}", person.id);
    let administrator = &organisation.administrator;
    let seen = administrator.get(&path).await.expect(200).json();
    for grant in seen["roles"].as_array().expect("roles") {
        let grant = grant["id"].as_str().expect("an id");
        let ended = administrator
            .client
            .delete(&format!("{path}/roles/{grant}"))
            .await;
        assert!(ended.status < 300, "{}", ended.text);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e35_pain21_an_account_closed_meanwhile_hands_over_and_says_so() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let successor = organisation
        .person("Liam Line", &organisation.team, &[Role::Spo])
        .await;
    let (tablet, record) = works_without_a_network(&stage, &cast).await;
    leaves(&organisation, &cast.observer, &successor)
        .await
        .expect(200);
    stage.path.mend().await;
    tablet.go(&live_of(&record)).await;
    tablet.sees("an account on it was closed").await;
    tablet.sees("What it had not sent was handed over").await;
    looks_right(&tablet, "emptied-account-closed").await;
    is_taken_in(&stage, &cast, "The author’s account was closed").await;
    tally("account closed", &stage, &record).await;
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e35_pain21_a_role_lost_meanwhile_hands_over_and_says_so() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let (tablet, record) = works_without_a_network(&stage, &cast).await;
    observes_no_more(&organisation, &cast.observer).await;
    stage.path.mend().await;
    tablet
        .run("window.dispatchEvent(new Event('online'))")
        .await;
    tablet
        .sees("You no longer observe, so what you captured goes to the head of your unit")
        .await;
    // It is all still on the screen and on the device.
    tablet.sees(CANARY).await;
    looks_right(&tablet, "live-role-lost").await;
    is_taken_in(&stage, &cast, "The author no longer observes").await;
    tablet.go("/quarantine").await;
    tablet.sees("Taken into the record").await;
    tally("role lost", &stage, &record).await;
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e35_pain21_a_team_that_moves_meanwhile_costs_nothing() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let elsewhere = organisation
        .unit(Some(&organisation.region), "pdu", "South Quay PDU")
        .await;
    let (tablet, record) = works_without_a_network(&stage, &cast).await;
    edit_unit(&organisation, &organisation.team, Some(&elsewhere))
        .await
        .expect(200);
    stage.path.mend().await;
    tablet.sees("All safe on the server").await;
    tablet.go(&live_of(&record)).await;
    tablet.sees(CANARY).await;
    tally("team moved", &stage, &record).await;
    tablet.close().await;
}
