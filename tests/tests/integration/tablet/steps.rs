//! E28: the network is cut, and the page loaded anew without it, at every step of capture and of
//! writing; the service worker starts the app each time, and everything arrives once.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{Browser, Screen, Tally};

use super::{holds, operations, shows, tap_chance_to, tap_to};
use crate::stories::staged;

/// How many steps there are.
pub const STEPS: usize = 13;

/// What ends a pause: in this app, and in the one of 16a9ce5.
const RESUME: [&str; 2] = ["Resume", "Go on"];

/// One step of the observer, and what the page shows once it is kept.
pub async fn step(tablet: &Browser, n: usize) -> &'static str {
    match n {
        0 => {
            tablet.press("Start the session").await;
            tablet.named("Pause").await;
            "start"
        }
        1 => {
            tap_to(tablet, "Working alliance", 1).await;
            "mark"
        }
        2 => {
            tap_chance_to(tablet, "Skill rehearsal", 1).await;
            "chance"
        }
        3 => {
            tablet.fill("Note", "Let the silence run.").await;
            tablet.press("Add note").await;
            tablet
                .find_xpath("//li[contains(., 'Let the silence run.')]")
                .await;
            "note"
        }
        4 => {
            tablet.press("Interruption").await;
            tablet.find_xpath("//li[contains(., 'Interruption')]").await;
            "interruption"
        }
        5 => {
            tablet.press("Pause").await;
            tablet.sees_one_of(&RESUME).await;
            "pause"
        }
        6 => {
            let shown = tablet.text().await;
            let resume = RESUME.iter().find(|words| shown.contains(**words));
            tablet.press(resume.expect("it is paused")).await;
            tablet.named("Pause").await;
            "resume"
        }
        7 => {
            tap_to(tablet, "Role clarity", 1).await;
            tablet.press_first("button[aria-label^='Undo']").await;
            tablet.sees("Taken back").await;
            "undo"
        }
        8 => {
            tablet.press("Put it back").await;
            shows(tablet, "Role clarity", 1).await;
            "redo"
        }
        9 => {
            tablet.press("End").await;
            tablet.press("End and write it up").await;
            tablet.sees("Still needed").await;
            "end"
        }
        10 => {
            tablet.press("Add a strength").await;
            tablet
                .fill("In one sentence", "You stayed with his words.")
                .await;
            tablet
                .fill("What you saw or heard", "You let the silence run.")
                .await;
            tablet.press("Save").await;
            tablet.named("Edit “You stayed with his words.”").await;
            "strength"
        }
        11 => {
            tablet.press("The question").await;
            let question = "What will you ask before you tell anything?";
            tablet.fill(question, "What told you to stay?").await;
            tablet.press("Strengths").await;
            // A page that is loaded anew in the same instant may keep the last words or not.
            let is_kept =
                "!document.body.innerText.includes('Write the question you will ask first')";
            holds(tablet, is_kept).await;
            "question"
        }
        _ => {
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
            "action"
        }
    }
}

/// What came of the steps: each is on the server once, and nothing besides.
#[track_caller]
pub fn are_there_once(safe: &[Value], what: &str) {
    let ids: BTreeSet<_> = safe.iter().map(|op| op["id"].to_string()).collect();
    assert_eq!(ids.len(), safe.len(), "{}", json!(safe));
    let steps = [
        ("start", 1),
        ("mark", 3),
        ("note", 1),
        ("interruption", 1),
        ("pause", 1),
        ("resume", 1),
        ("undo", 1),
        ("redo", 1),
        ("end", 1),
        ("put_point", 1),
        ("set_question", 1),
        ("put_action", 1),
    ];
    let there = safe.iter().filter_map(|op| op["kind"].as_str());
    let there = there.filter(|kind| steps.iter().any(|(step, _)| step == kind));
    let taken = steps.iter().flat_map(|(kind, n)| vec![*kind; *n]);
    Tally::of(taken, there).is_whole(what);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e28_every_step_of_capture_and_writing_works_with_the_network_cut() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    holds(
        &tablet,
        "document.documentElement.dataset.chunks === 'kept'",
    )
    .await;
    let (live, draft) = (
        format!("/observations/{}/live", record.id),
        format!("/observations/{}/draft", record.id),
    );
    tablet.go(&live).await;
    tablet.named("Start the session").await;
    let mut done = Vec::new();
    for n in 0..STEPS {
        // Every other step is sent before the next one; the others wait together.
        stage.path.cut().await;
        done.push(step(&tablet, n).await);
        tablet.go(if n < 9 { &live } else { &draft }).await;
        tablet.settles().await;
        if n % 2 == 1 {
            stage.path.mend().await;
            tablet.go(if n < 9 { &live } else { &draft }).await;
            tablet.settles().await;
        }
    }
    stage.path.mend().await;
    tablet
        .go(&format!("/observations/{}/preview", record.id))
        .await;
    tablet.sees("You stayed with his words.").await;
    tablet.press("Share with Dafydd Price").await;
    tablet.press_in_dialog("Share with Dafydd Price").await;
    tablet.sees("has been told that there is feedback").await;
    let safe = operations(&cast.observer, &record.id).await;
    let what = format!("E28: {} steps without a network; operations", done.len());
    are_there_once(&safe, &what);
    tablet.close().await;
}
