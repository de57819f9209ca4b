//! The head of PDU, at a desk, with forty people in six teams.

use tests::{Browser, Screen, day_ahead};

use super::{looks_right, staged};
use crate::tablet::holds;

/// Sees who has not been seen, puts a meeting into both calendars, moves it, and reads no content.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manager_sees_coverage_and_puts_a_meeting_into_both_calendars() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.shared().await;
    let desk = stage.browser_of(&cast.manager, Screen::Desk).await;
    looks_right(&desk, "manager-home").await;

    // A count opens the people behind it; Reload shows the same.
    let shows_one_group = "location.pathname + location.search === '/coverage?state=done'
        && [...document.querySelectorAll('.count[aria-pressed=true]')].map((tile) => tile.innerText.includes('done')).join() === 'true'";
    desk.press_path("//button[contains(@class, 'count')][contains(., 'done')]")
        .await;
    desk.sees("Dafydd Price").await;
    holds(&desk, shows_one_group).await;
    looks_right(&desk, "coverage-done").await;
    desk.driver.refresh().await.expect("the page loads again");
    holds(&desk, shows_one_group).await;
    desk.press("Show everybody").await;
    let shows_everybody = "location.pathname + location.search === '/coverage'
        && document.querySelectorAll('.count').length > 0
        && document.querySelectorAll('.count[aria-pressed=true]').length === 0";
    holds(&desk, shows_everybody).await;
    desk.sees("Dafydd Price").await;
    looks_right(&desk, "coverage").await;

    // A count of the board takes the place of its address, so Back leads to the page before the board.
    desk.press_path("//button[contains(@class, 'count')][contains(., 'done')]")
        .await;
    holds(&desk, shows_one_group).await;
    desk.driver.back().await.expect("the page before");
    let shows_today = "location.pathname + location.search === '/'
        && document.querySelector('h1').innerText === 'Today'";
    holds(&desk, shows_today).await;

    desk.go("/meetings/new").await;
    desk.sees("Plan a meeting").await;
    desk.pick_person("Who", "Dafydd Price").await;
    desk.set("Date", "2027-01-12").await;
    desk.set("Time", "14:00").await;
    desk.fill("Room or place", "Room 3, Quay House").await;
    looks_right(&desk, "meeting-new").await;
    desk.press("Send the invitation").await;
    desk.sees("Room 3, Quay House").await;
    looks_right(&desk, "meeting").await;

    for person in [&cast.practitioner, &cast.manager] {
        let mail = stage
            .app
            .mailbox()
            .wait_for(&person.email, |mail| mail.raw.contains("text/calendar"))
            .await;
        let read = stage.app.mailbox().read_with_python(&mail);
        let starts = &read["calendars"][0]["events"][0]["starts"];
        assert_eq!(starts["by_object"], "2027-01-12T14:00:00Z", "{read}");
    }

    desk.go(&format!("/observations/{}/feedback", record.id))
        .await;
    desk.settles().await;
    assert!(!desk.text().await.contains("stayed with his words"));
    desk.close().await;
}

/// After sharing, the observer plans the talk about it; from the meeting both find the feedback.
/// Another meeting that is made of the same form is not about it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_observer_plans_the_talk_about_the_feedback_just_shared() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.shared().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    plans_the_talk(&tablet, &record.id).await;
    books(&tablet, "2027-01-13", "The quiet room").await;
    looks_right(&tablet, "meeting-of-feedback").await;
    let meeting = tablet.run("return location.pathname").await;
    tablet.press(ABOUT).await;
    tablet.sees("Read the feedback").await;

    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.go(meeting.as_str().expect("an address")).await;
    phone.press(ABOUT).await;
    phone.sees("There is feedback on your session.").await;
    phone.close().await;

    plans_the_talk(&tablet, &record.id).await;
    tablet.press("Reflective supervision").await;
    books(&tablet, "2027-01-20", "Room 7").await;
    assert!(!tablet.text().await.contains(ABOUT));
    tablet.close().await;
}

const ABOUT: &str = "The observation it is about";

async fn plans_the_talk(tablet: &Browser, record: &str) {
    tablet.go(&format!("/observations/{record}")).await;
    tablet.press("Plan the feedback meeting").await;
    tablet.sees("Dafydd Price").await;
}

async fn books(tablet: &Browser, day: &str, place: &str) {
    tablet.set("Date", day).await;
    tablet.set("Time", "10:00").await;
    tablet.fill("Room or place", place).await;
    tablet.press("Send the invitation").await;
    tablet.sees("Organised by").await;
    tablet.sees(place).await;
}

/// A head says that somebody is not expected for a while; the board shows it and asks for nothing,
/// and who it is about finds it in their account. Then they are back earlier.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manager_says_that_somebody_is_away_and_that_they_are_back() {
    let (stage, cast) = staged().await;
    let desk = stage.browser_of(&cast.manager, Screen::Desk).await;
    let person = format!("/people/{}", cast.practitioner.id);
    desk.go(&person).await;
    desk.press("Say that Dafydd Price is away for a long while")
        .await;
    desk.sees("no reason is recorded").await;
    desk.set("Not expected until", &day_ahead(0)).await;
    desk.press("Record that they are away").await;
    desk.sees("Choose a day from tomorrow on").await;
    looks_right(&desk, "person-away-refused").await;
    desk.set("Not expected until", &day_ahead(100)).await;
    desk.press("Record that they are away").await;
    desk.sees("They are back").await;
    looks_right(&desk, "person-away").await;

    desk.go("/coverage").await;
    desk.sees("away until").await;
    looks_right(&desk, "coverage-away").await;

    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.go("/account").await;
    phone.sees("Away").await;
    phone.settles().await;
    looks_right(&phone, "account-away").await;
    phone.close().await;

    desk.go(&person).await;
    desk.press("They are back").await;
    desk.sees("They are back on the board").await;
    desk.go("/coverage").await;
    desk.sees("Dafydd Price").await;
    desk.settles().await;
    assert!(!desk.text().await.contains("away until"));
    desk.close().await;
}
