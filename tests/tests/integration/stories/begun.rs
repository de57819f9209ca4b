//! Forms that are sent over the network and not kept by any outbox: what is typed into them is on the
//! device all the same, until the server has it or its author lets go of it.

use tests::{Browser, Person, Screen};

use super::idle::{CLOCKS, minutes_go_by, unlocks};
use super::writing::keeps;
use super::{Stage, looks_right, staged};
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
        .sees("Everybody who was invited can read the summary")
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

/// What is typed for planning, asking and suggesting is there after the tab was killed, and gone once
/// it is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_a_wish_and_a_suggestion_half_typed_survive_a_killed_tab() {
    let (stage, cast) = staged().await;
    let shared = cast.plans().await.shared().await;
    let taken = shared.self_assess().await;
    assert!(taken.status < 300, "{}", taken.text);
    let actions = cast.practitioner.get("/api/v1/actions").await.expect(200);
    let action = actions.json()["items"][0]["id"].as_str().map(str::to_owned);
    let action = action.unwrap_or_else(|| panic!("no action in {}", actions.text));

    let (observer, practitioner) = (&cast.observer, &cast.practitioner);
    let tablet = stage.browser_of(observer, Screen::Tablet).await;
    let phone = stage.browser_of(practitioner, Screen::Phone).await;
    let plan = Typed {
        page: &format!("/observations/new?with={}", practitioner.id),
        opens: None,
        label: "What was agreed",
        id: "agreement-note",
        name: &format!("plan-{}", practitioner.id),
        listed: "An observation to plan",
        sends: "Plan it",
        says: MINUTES,
    };
    plan.survives(&stage, &tablet, observer).await;
    let wish = Typed {
        page: "/observations/new",
        opens: None,
        label: "Anything they should know?",
        id: "note",
        name: "request-new",
        listed: "A wish to be observed",
        sends: "Send the request",
        says: "Your request is sent",
    };
    wish.survives(&stage, &phone, practitioner).await;
    let suggestion = Typed {
        page: "/actions",
        opens: Some("Suggest another"),
        label: "What would you rather try?",
        id: "title",
        name: &format!("suggestion-{action}"),
        listed: "Another action to suggest",
        sends: "Take my own on",
        says: "Your own action stands in its place",
    };
    suggestion.survives(&stage, &phone, practitioner).await;
    tablet.close().await;
    phone.close().await;
}

/// Where something is typed, and what becomes of it.
struct Typed<'a> {
    page: &'a str,
    opens: Option<&'a str>,
    label: &'a str,
    id: &'a str,
    name: &'a str,
    listed: &'a str,
    sends: &'a str,
    says: &'a str,
}

impl Typed<'_> {
    async fn survives(&self, stage: &Stage, browser: &Browser, person: &Person) {
        let is_kept = keeps(person, self.name);
        browser.has_wrapped(&person.id).await;
        browser.go(self.page).await;
        if let Some(opens) = self.opens {
            browser.press(opens).await;
        }
        browser.fill(self.label, MINUTES).await;
        holds(browser, &is_kept).await;
        browser.tab_killed().await;
        stage.comes_back(browser).await;
        browser.go("/device").await;
        browser.sees(self.listed).await;
        browser.press("Go on with it").await;
        holds(browser, &shows(self.id, MINUTES)).await;
        looks_right(browser, &format!("begun-{}", self.id)).await;
        browser.press(self.sends).await;
        browser.sees(self.says).await;
        holds(browser, &format!("!(await {is_kept})")).await;
    }
}
