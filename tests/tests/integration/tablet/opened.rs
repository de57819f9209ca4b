//! What was only opened by hand, and is in nobody's working set here.

use shared::access::Role;
use tests::{Browser, Person, Screen};

use super::holds;
use crate::stories::{Cast, Stage};

const WORDS: &str = "You stayed with his words.";

/// An expression: whether a copy of the feedback is on the tablet.
fn has_a_copy(person: &Person, record: &str) -> String {
    format!(
        "new Promise((done) => {{
           indexedDB.open('alongside-{}').onsuccess = (opened) => {{
             const database = opened.target.result;
             const asked = database.transaction('kept').objectStore('kept').getKey('feedback-{record}');
             asked.onsuccess = () => {{ database.close(); done(asked.result !== undefined); }};
           }};
         }})",
        person.id
    )
}

async fn reads(tablet: &Browser, record: &str) {
    tablet.go(&format!("/observations/{record}/feedback")).await;
    tablet.sees(WORDS).await;
}

/// Somebody of the line reads feedback on their tablet, and again in a room without a network. Then
/// their role ends: with the next contact the copy goes, and without a network there is none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_opened_by_hand_leaves_the_tablet_when_the_right_to_it_ends() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let line = organisation
        .person("Liam Line", &organisation.team, &[Role::Spo])
        .await;
    let record = cast.plans().await.shared().await;
    let tablet = stage.browser_of(&line, Screen::Tablet).await;
    tablet.has_wrapped(&line.id).await;
    tablet.keeps_all_pages().await;
    reads(&tablet, &record.id).await;
    stage.path.cut().await;
    reads(&tablet, &record.id).await;

    let ends = "UPDATE role_grant SET revoked_at = '2026-01-01 00:00:00' WHERE person_id =";
    stage.app.sql(&format!("{ends} '{}'", line.id)).await;
    stage.path.mend().await;
    stage.comes_back(&tablet).await;
    holds(
        &tablet,
        &format!(
            "{}.then((is_here) => !is_here)",
            has_a_copy(&line, &record.id)
        ),
    )
    .await;
    stage.path.cut().await;
    tablet
        .go(&format!("/observations/{}/feedback", record.id))
        .await;
    tablet.sees("This did not load").await;
    assert!(!tablet.text().await.contains(WORDS));
    tablet.close().await;
}
