//! From the practitioner's request to the agreement, and its change before the session.

use serde_json::json;
use tests::{Screen, new_id};

use super::{looks_right, staged};

const NOTE: &str = "Three-way meetings are what I find hardest.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_asked_is_read_while_planning_and_what_was_agreed_can_be_changed() {
    let (stage, cast) = staged().await;
    let ask = json!({ "id": new_id(), "focus": "role-clarity", "note": NOTE });
    let asked = cast.practitioner.post("/api/v1/observation-requests", ask);
    asked.await.expect(201);

    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.press("Dafydd Price asks to be observed").await;
    tablet.sees(NOTE).await;
    looks_right(&tablet, "plan-asked").await;
    tablet.press("Take this as the focus").await;
    tablet.set("Date", &tests::day_ahead(3)).await;
    tablet.press("Plan it").await;
    tablet.sees("What was agreed").await;
    tablet.sees("Role clarity").await;

    tablet.press("Change what was agreed").await;
    tablet.choose("How long", "60 minutes").await;
    tablet
        .fill("What was agreed", "Short notes; you see them first.")
        .await;
    looks_right(&tablet, "agreement-change").await;
    tablet.press("Save").await;
    tablet.sees("What was agreed is changed").await;
    tablet.sees("60 minutes").await;
    tablet.sees("Short notes; you see them first.").await;
    let list = cast.observer.get("/api/v1/observations").await.expect(200);
    let id = list.json()["items"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let path = format!("/api/v1/observations/{id}");
    let stored = cast.practitioner.get(&path).await.expect(200);
    let agreement = stored.json()["agreement"].clone();
    assert_eq!(agreement["duration_minutes"], 60);
    assert_eq!(agreement["focus"], "role-clarity");
    tablet.close().await;
}
