//! E34: an app and a server that are not of the same version keep every draft.

use serde_json::json;
use tests::{Screen, new_id, on_both_databases, push_body};

use super::{count, operations, shows, tap_to, with_shelf};
use crate::stories::{Cast, looks_right};

on_both_databases! {
    /// The server's side: what an older or newer app sends is taken or refused as a whole, by name,
    /// and refused again or taken once the app has changed.
    async fn e34_a_push_of_another_version_is_taken_whole_or_refused_by_name(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let cast = Cast::of(&organisation).await;
        let record = cast.plans().await;
        record.inform().await.expect(200);
        let path = record.path("/operations");
        let now = push_body(&record.device, 0, &[json!({ "kind": "start" }),
            json!({ "kind": "mark", "skill": "working-alliance", "mark": "seen" })]);

        let mut older = now.clone();
        older["protocol"] = json!(now["protocol"].as_u64().expect("a number") - 1);
        assert_eq!(cast.observer.post(&path, older).await.summary(), "409 client_too_old");
        let mut newer = now.clone();
        newer["protocol"] = json!(now["protocol"].as_u64().expect("a number") + 1);
        assert_eq!(cast.observer.post(&path, newer).await.summary(), "422 invalid_input");
        let mut unknown = now.clone();
        unknown["operations"][1]["kind"] = json!("of_a_later_version");
        assert_eq!(cast.observer.post(&path, unknown).await.summary(), "422 invalid_input");
        assert!(operations(&cast.observer, &record.id).await.is_empty());

        // A field that this server does not know takes nothing away.
        let mut richer = now.clone();
        richer["of_a_later_version"] = json!(new_id());
        richer["operations"][1]["of_a_later_version"] = json!([1]);
        cast.observer.post(&path, richer).await.expect(200);
        let safe = operations(&cast.observer, &record.id).await;
        assert_eq!((safe.len(), count(&safe, "mark")), (2, 1), "{safe:?}");
    }
}

/// An app of today against a server that is two versions on: it refuses the app by name; nothing
/// is lost, the person is told, and after the update everything is sent without another question.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_an_app_that_is_too_old_keeps_everything_until_it_is_updated() {
    let (stage, shelf, one) = with_shelf().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    let live = format!("/observations/{}/live", record.id);
    tablet.go(&live).await;
    shelf.refuse(
        "/operations",
        409,
        json!({
            "type": "about:blank", "code": "client_too_old", "status": 409,
            "title": "The record was made by a newer version of the app",
        }),
    );
    tablet.press("Start the session").await;
    tap_to(&tablet, "Working alliance", 1).await;
    tap_to(&tablet, "Role clarity", 1).await;
    tablet.sees("Needs you").await;
    looks_right(&tablet, "client-too-old").await;
    tap_to(&tablet, "Session structure", 1).await;
    assert!(operations(&cast.observer, &record.id).await.is_empty());

    // The newer app is there, and this server takes what it sends.
    shelf.publish(one.next("two"));
    shelf.refuse_nothing();
    tablet.go(&live).await;
    shows(&tablet, "Session structure", 1).await;
    tablet.sees("All safe on the server").await;
    let safe = operations(&cast.observer, &record.id).await;
    assert_eq!(count(&safe, "mark"), 3, "{safe:?}");
    tablet.close().await;
}

/// An app of today against a server whose answers carry more than it knows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_an_app_takes_answers_with_fields_of_a_later_version() {
    let (stage, shelf, _) = with_shelf().await;
    shelf.become_newer();
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.press("Start the session").await;
    tap_to(&tablet, "Working alliance", 1).await;
    tablet.sees("All safe on the server").await;
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    shows(&tablet, "Working alliance", 1).await;
    for path in ["/observations", "/meetings", "/actions", "/account"] {
        tablet.go(path).await;
        tablet.settles().await;
        let text = tablet.text().await;
        assert!(!text.contains("This did not load"), "{path}: {text}");
    }
    tablet.close().await;
}
