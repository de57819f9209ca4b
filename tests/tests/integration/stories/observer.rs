//! The senior probation officer, with a tablet in a room with patchy Wi-Fi.

use tests::Screen;

use super::{looks_right, staged};
use crate::tablet::{holds, tap, tap_chance};

/// Plans, observes with the network cut and the tab killed in the middle, writes, previews, shares.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_observer_captures_without_a_network_loses_nothing_and_shares_feedback() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    looks_right(&tablet, "observer-home").await;

    // Agree.
    tablet.press("Plan an observation").await;
    tablet.choose("Whose session", "Dafydd Price").await;
    tablet.set("Date", &tests::day_ahead(3)).await;
    tablet.set("Time", "10:00").await;
    tablet
        .choose("The practitioner’s focus", "Skill rehearsal")
        .await;
    looks_right(&tablet, "plan").await;
    tablet.press("Plan it").await;
    tablet.sees("What next").await;
    looks_right(&tablet, "observation-planned").await;

    // Inform: the session cannot start before the person on probation was asked.
    tablet.press("Open the live screen").await;
    tablet
        .sees("You can start once the person on probation has been told")
        .await;
    tablet.sees("What to look for").await;
    tablet.press("Informed, no objection").await;
    tablet.press("Record the answer").await;
    tablet
        .sees("From the start on, each tap is safe on this device at once")
        .await;
    looks_right(&tablet, "live-gate").await;

    // Observe.
    tablet.press("Start the session").await;
    tap(&tablet, "Working alliance").await;
    tap(&tablet, "Session structure").await;
    tablet.sees("All safe on the server").await;

    // The Wi-Fi goes, and with it the tab.
    tablet.has_wrapped(&cast.observer.id).await;
    stage.path.cut().await;
    tap(&tablet, "Working alliance").await;
    tap_chance(&tablet, "Skill rehearsal").await;
    tablet.fill("Note", "Let the silence run.").await;
    tablet.press("Add note").await;
    tablet.sees("3 safe on this device, no network").await;
    looks_right(&tablet, "live").await;
    tablet.press("Quiet mode").await;

    // The worker that held the key lived in the same process: the password opens it again.
    tablet.tab_killed().await;
    stage.comes_back(&tablet).await;
    let record = tablet.last_record().await;
    tablet.go(&format!("/observations/{record}/live")).await;
    // It was dark in the room, and stays so: the page is dark before the app is there.
    const STARTS_DARK: &str = "document.documentElement.hasAttribute('data-quiet')";
    holds(&tablet, STARTS_DARK).await;
    holds(&tablet, "document.querySelector('.capture.quiet')").await;
    tablet.press("Quiet mode").await;
    holds(&tablet, &format!("!{STARTS_DARK}")).await;
    tablet.sees("3 safe on this device, no network").await;
    tablet.sees("Let the silence run.").await;

    // Undo says what it undid, and the log keeps both.
    tap(&tablet, "Role clarity").await;
    tablet.press_first("button[aria-label^='Undo']").await;
    tablet.sees("Taken back").await;

    stage.path.mend().await;
    tablet.sees("All safe on the server").await;
    tablet.press("End").await;
    tablet.press("End and write it up").await;

    // Feedback: strengths first, the question before anything is told.
    tablet.sees("Still needed").await;
    looks_right(&tablet, "draft-empty").await;
    tablet.press("Add a strength").await;
    tablet
        .fill("In one sentence", "You stayed with his words.")
        .await;
    tablet
        .fill(
            "What you saw or heard",
            "You let the silence run and he went on for eleven minutes.",
        )
        .await;
    tablet.press("Save").await;
    tablet.press("The question").await;
    tablet
        .fill(
            "What will you ask before you tell anything?",
            "What told you to stay with statement two?",
        )
        .await;
    tablet.press("Actions").await;
    tablet.press("Add an action").await;
    tablet
        .fill("What", "Rehearse the phone call with him")
        .await;
    tablet
        .set("Look at it again on", &tests::day_ahead(11))
        .await;
    tablet.press("Save").await;
    tablet.sees("Everything that is needed is there").await;
    looks_right(&tablet, "draft").await;
    tablet.press("See it as the practitioner will").await;
    tablet.sees("You stayed with his words.").await;
    looks_right(&tablet, "preview").await;
    tablet.press("Share with Dafydd Price").await;
    tablet.press_in_dialog("Share with Dafydd Price").await;
    tablet.sees("has been told that there is feedback").await;

    // Every tap is on the server exactly once.
    let operations = cast
        .observer
        .get(&format!("/api/v1/observations/{record}/operations"))
        .await
        .expect(200);
    assert_eq!(operations.text.matches("\"kind\":\"mark\"").count(), 5);
    assert_eq!(operations.text.matches("\"kind\":\"undo\"").count(), 1);
    assert_eq!(operations.text.matches("Let the silence run.").count(), 1);
    stage
        .app
        .mailbox()
        .wait_for(&cast.practitioner.email, |mail| {
            mail.text.contains(&format!("{record}/feedback"))
        })
        .await;
    tablet.close().await;
}
