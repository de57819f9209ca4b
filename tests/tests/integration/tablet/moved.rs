//! Issue 3, line 7: the instrument moves on while a record is in progress.

use serde_json::json;
use tests::Screen;

use crate::rebase::publishes_next;
use crate::stories::{Cast, Stage, looks_right};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_observer_sees_what_a_newer_version_would_change_moves_the_record_and_moves_it_back() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let mut record = cast.plans().await.observed().await;
    let mark = json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" });
    record.push(&[mark]).await.expect(200);
    let old = cast.observer.framework().await;
    let new = publishes_next(&stage.app, &organisation, &cast.observer).await;
    let framework = || async {
        let seen = cast.observer.get(&record.path("")).await.expect(200).json();
        seen["framework"].as_str().map(str::to_owned)
    };

    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.go(&format!("/observations/{}", record.id)).await;
    tablet.sees("The instrument has moved on").await;
    tablet.press("See what would change").await;
    tablet
        .sees("One thing you captured has no place in that version")
        .await;
    tablet.sees("One mark is set aside").await;
    tablet.sees("Worded differently").await;
    looks_right(&tablet, "rebase").await;
    assert_eq!(
        framework().await.as_deref(),
        Some(old.as_str()),
        "looking moves nothing"
    );
    tablet.press("Move this record to version 2027.1").await;
    tablet.sees("This record was moved").await;
    assert_eq!(framework().await.as_deref(), Some(new.as_str()));

    tablet.press("See what would change").await;
    tablet.sees("Everything you captured keeps its place").await;
    tablet.press("Move this record to version 1.1.0").await;
    tablet.sees("The instrument has moved on").await;
    assert_eq!(framework().await.as_deref(), Some(old.as_str()));
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    super::shows(&tablet, "Role clarity", 1).await;
    tablet.close().await;
}
