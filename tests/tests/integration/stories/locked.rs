//! A tablet that lies locked on a table, in the hands of somebody who knows browsers. Security page §3.

use serde_json::json;
use tests::{PASSWORD, Screen};

use super::staged;
use super::vault::locks;

/// Asks for a session as the app would, with the cookie that this browser keeps; answers the status.
const TAKE_SESSION: &str = "const done = arguments[arguments.length - 1];
    fetch('/api/v1/auth/refresh', {
        method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ attempt: 'whoever-holds-this-tablet' })
    }).then((answer) => done(answer.status), (error) => done('failed: ' + error));";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_holds_a_locked_tablet_goes_on_with_no_session() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    let mine = format!(
        "SELECT count(*) FROM session WHERE person_id = '{}' AND is_bound = TRUE AND revoked_at IS NULL",
        cast.observer.id
    );
    stage.app.comes_to(&mine, 1).await;
    locks(&tablet).await;
    assert_eq!(tablet.run_async(TAKE_SESSION).await, json!(401));

    tablet.fill("Password", PASSWORD).await;
    tablet.press("Unlock").await;
    tablet.sees("Plan an observation").await;
    tablet.go("/observations").await;
    tablet.sees("Observations").await;
    assert_eq!(stage.app.count(&mine).await, 1, "it is the same session");
    let refused = "SELECT count(*) FROM audit WHERE action = 'auth.refresh_unproven'";
    assert_eq!(
        stage.app.count(refused).await,
        1,
        "the app itself never asks without proof"
    );
    tablet.close().await;
}
