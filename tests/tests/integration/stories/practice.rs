//! The product is about practice and no second case record: it says so where somebody writes.

use tests::Screen;

use super::{looks_right, staged};

const HINT: &str = "This looks like a case reference";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_reference_among_words_is_noticed_and_stops_nobody() {
    let (stage, cast) = staged().await;
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.go("/reflections").await;
    phone.press("Write a reflection").await;
    phone.press("Freely").await;
    phone
        .sees("Risk, safeguarding and names belong in the case system.")
        .await;
    phone
        .fill("Your reflection", "I was nervous with x000001.")
        .await;
    phone.sees(HINT).await;
    phone.sees("Safe on the server").await;
    looks_right(&phone, "reflection-case-reference").await;
    phone.fill("Your reflection", "I was nervous.").await;
    phone.sees("Safe on the server").await;
    assert!(!phone.text().await.contains(HINT));
    phone.close().await;
}
