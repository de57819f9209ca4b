//! Issue 3, line 1: a tablet that starts cold, with the network cut.

use serde_json::json;
use shared::access::Role;
use tests::{Browser, Record, Screen, day_ahead, new_id};

use super::operations;
use super::steps::{STEPS, are_there_once, step};
use crate::stories::{Cast, Stage};

const BUS: &str = "Ask him about the bus";

fn live(record: &Record) -> String {
    format!("/observations/{}/live", record.id)
}

/// The day's sessions were never opened here: after the browser was closed they open with their
/// framework, the practitioner's focus or last action, and one goes on to a finished draft.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_days_sessions_start_cold_and_one_is_carried_to_a_finished_draft() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let other = organisation
        .person("Megan Rees", &organisation.team, &[Role::Practitioner])
        .await;
    let action = json!({
        "practitioner_id": other.id, "title": BUS, "review_on": day_ahead(9), "state": "proposed",
    });
    let path = format!("/api/v1/actions/{}", new_id());
    let client = &cast.observer.client;
    client.put(&path, None, action).await.expect(201);
    let (one, two) = (cast.plans().await, cast.observer.plans(&other).await);
    one.inform().await.expect(200);
    two.inform().await.expect(200);

    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.keeps_all_pages().await;
    tablet.go("/observations").await;
    tablet.sees("On this device: 2 records").await;
    tablet.close().await;

    stage.path.cut().await;
    let profile = stage.profile_of(&cast.observer);
    let tablet = Browser::open(&stage.path.url(), Screen::Tablet, &profile).await;
    stage.comes_back(&tablet).await;
    tablet.go(&live(&two)).await;
    tablet.named("Start the session").await;
    tablet.press("Start the session").await;
    tablet.sees(&format!("Last action: {BUS}")).await;
    tablet.go(&live(&one)).await;
    for n in 0..STEPS {
        step(&tablet, n).await;
        if n == 0 {
            tablet.sees("Focus: Skill rehearsal").await;
        }
    }
    tablet.sees("Everything that is needed is there").await;
    stage.path.mend().await;
    tablet.sees("All safe on the server").await;
    let safe = operations(&cast.observer, &one.id).await;
    are_there_once(&safe, "a cold start without a network; steps");
    tablet.close().await;
}
