//! A note beyond the moment: half typed when the session ends, put right afterwards, or remembered late.

use serde_json::{Value, json};
use tests::{Browser, Record, Screen};

use super::words::pastes;
use super::writing::{arrives, keeps};
use super::{looks_right, staged};
use crate::tablet::{holds, operations, session};

const HALF: &str = "She left him time, and he";

/// The only act of a kind that the server has of a record.
async fn only(record: &Record, kind: &str) -> Value {
    let all = operations(&record.observer, &record.id).await;
    let mut all = all.into_iter().filter(|op| op["kind"] == kind);
    let (one, more) = (all.next().unwrap_or(Value::Null), all.next());
    assert_eq!(more, None, "one {kind}");
    one
}

async fn ends(tablet: &Browser) {
    tablet.press("End").await;
    tablet.press("End and write it up").await;
}

fn draft_of(record: &Record) -> String {
    format!("/observations/{}/draft", record.id)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_half_typed_is_part_of_the_session_that_ends() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    stage.path.cut().await;
    tablet.fill("Note", HALF).await;
    ends(&tablet).await;
    tablet.sees("Still needed").await;
    tablet.sees(HALF).await;
    let is_begun = keeps(&cast.observer, &format!("note-{}", record.id));
    holds(&tablet, &format!("!(await {is_begun})")).await;
    stage.path.mend().await;
    let has_ended = async || only(&record, "end").await != Value::Null;
    arrives("the end", has_ended).await;
    let (note, end) = (only(&record, "note").await, only(&record, "end").await);
    assert_eq!(note["text"], HALF);
    let of = |op: &Value, what: &str| op[what].as_u64().expect("a number");
    for what in ["sequence", "elapsed_ms"] {
        assert!(of(&note, what) < of(&end, what), "{what}: {note} {end}");
    }
    tablet.close().await;
}

/// What is no note stays in the field, and the session goes on until somebody has decided.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_does_not_end_over_a_note_that_is_too_long() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    pastes(&tablet, "note", 2_001).await;
    ends(&tablet).await;
    tablet.sees("cannot be kept as it is").await;
    tablet.sees("Use 2000 characters or fewer").await;
    looks_right(&tablet, "live-end-note-refused").await;
    tablet.press("Go on observing").await;
    let is_there = "document.getElementById('note')?.value.length === 2001";
    holds(&tablet, is_there).await;
    assert_eq!(only(&record, "end").await, Value::Null);
    tablet.fill("Note", HALF).await;
    ends(&tablet).await;
    tablet.sees("Still needed").await;
    let has_ended = async || only(&record, "end").await != Value::Null;
    arrives("the end", has_ended).await;
    assert_eq!(only(&record, "note").await["text"], HALF);
    tablet.close().await;
}

/// The tab was killed in the middle of a note, and the session ended on another device.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_still_begun_after_the_end_is_found_beside_the_write_up() {
    let (stage, cast) = staged().await;
    let (tablet, mut record) = session(&stage, &cast).await;
    tablet.fill("Note", HALF).await;
    let is_begun = keeps(&cast.observer, &format!("note-{}", record.id));
    holds(&tablet, &is_begun).await;
    tablet.tab_killed().await;
    let end = json!({ "kind": "end" });
    record.push(&[end]).await.expect(200);
    stage.comes_back(&tablet).await;
    tablet.go("/device").await;
    tablet.sees("A note in a session").await;
    let to_draft = format!("a[href='{}']", draft_of(&record));
    tablet.press_first(&to_draft).await;
    let is_there = format!("document.getElementById('note')?.value === '{HALF}'");
    holds(&tablet, &is_there).await;
    looks_right(&tablet, "draft-note-begun").await;
    tablet.press("Add note").await;
    let is_added = async || only(&record, "note").await["text"] == HALF;
    arrives("the note", is_added).await;
    holds(&tablet, &format!("!(await {is_begun})")).await;
    tablet.close().await;
}

/// Notes are quoted to the practitioner word for word.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_is_put_right_and_a_forgotten_one_added_after_the_session() {
    const RIGHT: &str = "You let the silence run.";
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
    let phone = stage.browser_of(&cast.observer, Screen::Phone).await;
    phone.has_wrapped(&cast.observer.id).await;
    phone.go(&draft_of(&record)).await;
    let edit = ".draft-evidence button[aria-label^='Edit the note']";
    phone.press_first(edit).await;
    phone.fill("The note of", "Let the silences run").await;
    phone.press("Close").await;
    phone.sees("Let go of what you typed?").await;
    phone.press_in_dialog("Let go of it").await;
    phone.press_first(edit).await;
    phone.fill("The note of", RIGHT).await;
    phone.choose("Skill of the note", "Working alliance").await;
    looks_right(&phone, "draft-note").await;
    phone.press("Save").await;
    let is_right = async || only(&record, "edit_note").await["text"] == RIGHT;
    arrives("the change", is_right).await;
    let (note, edit) = (
        only(&record, "note").await,
        only(&record, "edit_note").await,
    );
    assert_eq!(
        (&edit["note"], &edit["base"], &edit["skill"]),
        (&note["id"], &note["id"], &json!("working-alliance"))
    );

    phone.press("Add note").await;
    phone.sees("It stands at the end of the session").await;
    phone.fill("Note", HALF).await;
    let is_begun = keeps(&cast.observer, &format!("note-{}", record.id));
    holds(&phone, &is_begun).await;
    phone.go(&draft_of(&record)).await;
    let is_there = format!("document.getElementById('note')?.value === '{HALF}'");
    holds(&phone, &is_there).await;
    phone.press("Add note").await;
    let n_notes = async || {
        let all = operations(&record.observer, &record.id).await;
        all.iter().filter(|op| op["kind"] == "note").count()
    };
    arrives("the note", async || n_notes().await == 2).await;
    holds(&phone, &format!("!(await {is_begun})")).await;
    phone.sees(HALF).await;
    phone.close().await;
}
