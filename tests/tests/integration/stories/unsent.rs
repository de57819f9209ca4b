//! A practitioner's phone is lost with writing on it that was never sent.

use tests::Screen;

use super::writing::{
    arrives, assesses, assessment_of, feedback_of, replies, replies_of, self_assessment_of, told,
};
use super::{looks_right, staged};
use crate::tablet::holds;

const REPLY: &str = "He had never said that before, so I stayed.";
const OWN_VIEW: &str = "Rubbish, we only got to statement two.";
const PRIVATE: &str = "I was nervous with Priya there.";
const OFFERED: &str = "Writing that had not been sent from";

/// Security page §3, "Remote revoke": what the phone had not sent is offered to its author after the
/// next full sign-in, and to nobody else. Restored it goes on as drafts: nothing hands itself in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_taken_out_of_use_gives_its_writing_back_to_its_author() {
    let (stage, cast) = staged().await;
    let practitioner = &cast.practitioner;
    let (phone, read, fresh) = told(&stage, &cast).await;
    stage.path.cut().await;

    replies(&phone, &read, REPLY).await;
    phone.sees("On this device only").await;
    assesses(&phone, &fresh, OWN_VIEW).await;
    phone.press("Hand in and open the feedback").await;
    phone.sees("You handed in your own view").await;
    phone.go("/reflections").await;
    phone.press("Write a reflection").await;
    phone.press("Freely").await;
    phone.fill("Your reflection", PRIVATE).await;
    phone.sees("On this device only").await;

    cast.takes_out_of_use(practitioner, "preserve").await;
    stage.path.mend().await;
    phone.go("/").await;
    phone.sees("has been emptied").await;

    // The head of the unit has nothing to decide, and hears of nothing.
    let desk = stage.browser_of(&cast.manager, Screen::Desk).await;
    desk.go("/quarantine").await;
    desk.sees("Nothing waits for you").await;
    desk.go("/").await;
    desk.sees("Today").await;
    assert!(!desk.text().await.contains(OFFERED));
    desk.close().await;

    stage.signs_in(&phone, practitioner).await;
    phone.sees(OFFERED).await;
    phone.sees("3 pieces of your own writing").await;
    looks_right(&phone, "unsent-offered").await;
    phone.press("Restore it here").await;
    phone.sees("It is here again, as drafts").await;
    looks_right(&phone, "unsent-restored").await;

    arrives("the draft of the self-assessment", async || {
        self_assessment_of(&fresh).await["version"] != 0
    })
    .await;
    arrives("the reflection", async || {
        let all = practitioner.get("/api/v1/reflections").await.expect(200);
        all.text.contains(PRIVATE)
    })
    .await;
    let view = self_assessment_of(&fresh).await;
    assert_eq!(view["content"]["words"]["overall"], OWN_VIEW);
    assert!(
        view["submitted_at"].is_null(),
        "it does not hand itself in: {view}"
    );
    let said = replies_of(&read).await;
    assert_eq!(said.len(), 0, "its author has not sent it again: {said:?}");

    phone.go(&assessment_of(&fresh)).await;
    let shown = format!("document.getElementById('overall')?.value === '{OWN_VIEW}'");
    holds(&phone, &shown).await;
    phone.go(&feedback_of(&read)).await;
    let typed = format!("document.getElementById('text')?.value === '{REPLY}'");
    holds(&phone, &typed).await;
    phone.press("Send the reply").await;
    arrives("the reply", async || replies_of(&read).await.len() == 1).await;
    phone.go("/").await;
    phone.sees("Today").await;
    phone.settles().await;
    assert!(!phone.text().await.contains(OFFERED));
    phone.close().await;
}

/// Its author thinks twice, and then lets it go: it is offered no more, on no device.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writing_that_came_back_is_let_go_of_by_its_author() {
    let (stage, cast) = staged().await;
    let practitioner = &cast.practitioner;
    let (phone, read, _) = told(&stage, &cast).await;
    stage.path.cut().await;
    phone.go(&feedback_of(&read)).await;
    phone.fill("Your reply", REPLY).await;
    phone.press("Send the reply").await;
    phone.sees("On this device only").await;
    cast.takes_out_of_use(practitioner, "preserve").await;
    stage.path.mend().await;
    phone.go("/").await;
    phone.sees("has been emptied").await;

    stage.signs_in(&phone, practitioner).await;
    phone.sees(OFFERED).await;
    phone.press("Discard it").await;
    phone.sees("Nobody can bring it back afterwards").await;
    looks_right(&phone, "unsent-discard").await;
    phone.press_in_dialog("Cancel").await;
    phone.sees(OFFERED).await;
    let kept = "SELECT count(*) FROM unsent_writing WHERE envelope IS NOT NULL";
    assert_eq!(stage.app.count(kept).await, 1);
    phone.press("Discard it").await;
    phone.press_in_dialog("Discard it").await;
    phone.sees("The writing is discarded").await;
    let is_offered_no_more = format!("!document.body.innerText.includes('{OFFERED}')");
    holds(&phone, &is_offered_no_more).await;
    looks_right(&phone, "unsent-discarded").await;
    assert_eq!(stage.app.count(kept).await, 0);
    phone.go("/").await;
    phone.sees("Today").await;
    phone.settles().await;
    assert!(!phone.text().await.contains(OFFERED));
    assert!(replies_of(&read).await.is_empty());
    phone.close().await;
}
