//! Forms that are sent over the network and not kept by any outbox: what is typed into them is on the
//! device all the same, until the server has it or its author lets go of it.

use tests::Screen;

use super::idle::{CLOCKS, minutes_go_by, unlocks};
use super::looks_right;
use super::staged;
use super::writing::keeps;
use crate::meetings::booked;
use crate::tablet::holds;

const MINUTES: &str = "We listened to the tape twice and he heard it himself.";
const SUMMARY: &str = "What do you want to keep of it";

fn shows(id: &str, words: &str) -> String {
    format!("document.getElementById('{id}')?.value === '{words}'")
}

/// The five-minute lock loads the page anew in the middle of the minutes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn minutes_half_typed_survive_the_lock_and_a_press_on_cancel() {
    let (stage, cast) = staged().await;
    let (path, _) = booked(&cast.observer, &cast.practitioner, -3).await;
    let id = path.rsplit('/').next().expect("an id");
    let is_kept = keeps(&cast.observer, &format!("minutes-{id}"));
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.before_the_app(CLOCKS).await;
    tablet.go(&format!("/meetings/{id}")).await;
    tablet.press("It was held").await;
    tablet.fill(SUMMARY, MINUTES).await;
    holds(&tablet, &is_kept).await;
    minutes_go_by(&tablet, "monotonic", 5.1).await;
    tablet.sees("This device is locked").await;
    unlocks(&stage, &tablet).await;

    tablet.go("/device").await;
    tablet.sees("What to keep of a meeting").await;
    looks_right(&tablet, "begun-minutes").await;
    tablet.press("Go on with it").await;
    holds(&tablet, &shows("summary", MINUTES)).await;
    tablet.press("Cancel").await;
    tablet.sees("Let go of what you typed?").await;
    looks_right(&tablet, "meeting-let-go").await;
    tablet.press_in_dialog("Go on writing").await;
    holds(&tablet, &shows("summary", MINUTES)).await;
    tablet.press("Close the meeting").await;
    tablet
        .sees("The summary goes to those who were there")
        .await;
    holds(&tablet, &format!("!(await {is_kept})")).await;
    let held = cast.observer.get(&path).await.expect(200).json();
    assert_eq!(held["minutes"], MINUTES);
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_booking_half_made_survives_a_killed_tab_and_goes_when_its_author_says_so() {
    const PLACE: &str = "Room 3, Quay House";
    let (stage, cast) = staged().await;
    let with = &cast.practitioner.id;
    let is_kept = keeps(&cast.observer, &format!("booking-{with}"));
    let phone = stage.browser_of(&cast.observer, Screen::Phone).await;
    phone.has_wrapped(&cast.observer.id).await;
    phone.go(&format!("/meetings/new?with={with}")).await;
    phone.fill("Room or place", PLACE).await;
    holds(&phone, &is_kept).await;
    phone.tab_killed().await;
    stage.comes_back(&phone).await;
    phone.go("/device").await;
    phone.sees("A meeting to plan").await;
    phone.press("Go on with it").await;
    phone.sees("What you began here is filled in again").await;
    holds(&phone, &shows("slot.place", PLACE)).await;
    looks_right(&phone, "meeting-new-begun").await;

    // Who plans with somebody else finds nothing of it.
    phone.go("/meetings/new").await;
    holds(&phone, &shows("slot.place", "")).await;
    phone.go(&format!("/meetings/new?with={with}")).await;
    holds(&phone, &shows("slot.place", PLACE)).await;
    phone.press("Let go of it").await;
    phone.press_in_dialog("Let go of it").await;
    holds(&phone, &shows("slot.place", "")).await;
    holds(&phone, &format!("!(await {is_kept})")).await;

    phone.fill("Room or place", PLACE).await;
    holds(&phone, &is_kept).await;
    phone.set("Date", &tests::day_ahead(9)).await;
    phone.press("Send the invitation").await;
    phone.sees("The invitation is on its way").await;
    holds(&phone, &format!("!(await {is_kept})")).await;
    phone.close().await;
}
