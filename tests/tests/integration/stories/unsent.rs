//! A practitioner's phone is lost with writing on it that was never sent.

use serde_json::json;
use tests::Screen;

use super::writing::{arrives, feedback_of, self_assessment_of, told};
use super::{Cast, Stage, looks_right};
use crate::tablet::holds;

const REPLY: &str = "He had never said that before, so I stayed.";
const OWN_VIEW: &str = "Rubbish, we only got to statement two.";
const PRIVATE: &str = "I was nervous with Priya there.";
const OFFERED: &str = "Writing that had not been sent from";

/// Security page §3, "Remote revoke": what the phone had not sent is offered to its author after the
/// next full sign-in, and to nobody else. Restored it goes on as drafts: nothing hands itself in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_taken_out_of_use_gives_its_writing_back_to_its_author() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let practitioner = &cast.practitioner;
    let (phone, read, fresh) = told(&stage, &cast).await;
    stage.path.cut().await;

    phone.go(&feedback_of(&read)).await;
    phone.sees("What worked").await;
    phone.fill("Your reply", REPLY).await;
    phone.press("Send the reply").await;
    phone.sees("On this device only").await;
    let assess = format!("/observations/{}/self-assessment", fresh.id);
    phone.go(&assess).await;
    phone.choose_first("Emerging").await;
    phone
        .fill("In your own words, how did it go?", OWN_VIEW)
        .await;
    phone.press("Hand in and open the feedback").await;
    phone.sees("You handed in your own view").await;
    phone.go("/reflections").await;
    phone.press("Write a reflection").await;
    phone.press("Freely").await;
    phone.fill("Your reflection", PRIVATE).await;
    phone.sees("On this device only").await;

    let devices = practitioner.get("/api/v1/devices").await.expect(200).json();
    let device = devices[0]["id"].as_str().expect("an id");
    let revoke = format!("/api/v1/devices/{device}/revoke");
    let preserve = json!({ "mode": "preserve" });
    let administrator = &organisation.administrator;
    administrator.post(&revoke, preserve).await.expect(204);
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
    phone.press("Discard it").await;
    phone.sees("Nobody can bring it back afterwards").await;
    looks_right(&phone, "unsent-discard").await;
    phone.press_in_dialog("Cancel").await;
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
    let n_replies = async || {
        let answer = practitioner.get(&read.path("/feedback")).await.expect(200);
        answer.json()["replies"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(n_replies().await, 0, "its author has not sent it again");

    phone.go(&assess).await;
    let shown = format!("document.getElementById('overall')?.value === '{OWN_VIEW}'");
    holds(&phone, &shown).await;
    phone.go(&feedback_of(&read)).await;
    let typed = format!("document.getElementById('text')?.value === '{REPLY}'");
    holds(&phone, &typed).await;
    phone.press("Send the reply").await;
    arrives("the reply", async || n_replies().await == 1).await;
    phone.go("/").await;
    phone.sees("Today").await;
    phone.settles().await;
    assert!(!phone.text().await.contains(OFFERED));
    phone.close().await;
}
