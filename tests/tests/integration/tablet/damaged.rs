//! What is kept for reading is damaged, or cannot be removed: nothing beside it stops, and it is told.

use serde_json::json;
use tests::{Browser, Person, Screen, day_ahead, new_id};

use super::{holds, tap_to};
use crate::stories::{Cast, Stage, looks_right};

/// Changes the last byte of every value of these stores whose name the filter lets through.
async fn damage(tablet: &Browser, person: &Person, stores: &[&str], filter: &str) {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         indexedDB.open('alongside-{}').onsuccess = (opened) => {{
           const database = opened.target.result;
           const write = database.transaction({}, 'readwrite', {{ durability: 'strict' }});
           let n = 0;
           for (const name of write.objectStoreNames) {{
             write.objectStore(name).openCursor().onsuccess = (at) => {{
               const cursor = at.target.result;
               if (!cursor) return;
               const key = cursor.key;
               if ({filter}) {{
                 const bytes = Uint8Array.from(cursor.value);
                 bytes[bytes.length - 1] ^= 1;
                 cursor.update(bytes);
                 n += 1;
               }}
               cursor.continue();
             }};
           }}
           write.oncomplete = () => {{ database.close(); done(n); }};
           write.onabort = () => done(String(write.error));
         }};",
        person.id,
        json!(stores),
    );
    let n = tablet.run_async(&script).await;
    assert!(n.as_u64().is_some_and(|n| n > 0), "{n}");
}

/// The cursor, the list of what is held and every framework are damaged on the disk: the device
/// is told everything from the start, says so, and works without a network afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_cursor_list_and_framework_stop_nothing_and_are_told() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let before = cast.observer.plans(&cast.practitioner).await;
    before.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.keeps_all_pages().await;
    tablet.go("/observations").await;
    tablet.press("On this device: one record").await;

    // The server's own page opens no database.
    tablet.go("/healthz").await;
    let told = "name === 'frameworks' || ['cursor', 'held'].includes(key) || String(key).startsWith('framework-')";
    damage(&tablet, &cast.observer, &["kept", "frameworks"], told).await;
    let after = cast.observer.plans(&cast.practitioner).await;
    after.inform().await.expect(200);
    stage.comes_back(&tablet).await;
    tablet
        .sees("Something that was saved on this device is no longer there")
        .await;
    tablet.press("See what is missing").await;
    tablet
        .sees("Part of what is kept here for reading could not be read")
        .await;
    looks_right(&tablet, "told-anew").await;
    tablet.press("I have read this").await;
    tablet.sees("everything that was saved here is here").await;
    tablet.go("/observations").await;
    tablet.press("On this device: 2 records").await;

    stage.path.cut().await;
    for record in [&before, &after] {
        tablet
            .go(&format!("/observations/{}/live", record.id))
            .await;
        tablet.press("Start the session").await;
        tap_to(&tablet, "Working alliance", 1).await;
    }
    tablet.close().await;
}

/// Old copies cannot be removed from a full device: what the same pull has told, a record that
/// became somebody else's, is shown all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_copies_that_cannot_be_removed_hide_no_revocation() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let record = cast
        .observer
        .plans(&cast.practitioner)
        .await
        .drafted()
        .await;
    let opened_by_hand = new_id();
    let plan = json!({
        "id": opened_by_hand, "practitioner_id": cast.practitioner.id,
        "framework": cast.observer.framework().await,
        "agreement": { "purpose": "developmental", "session_type": "supervision",
                       "planned_for": format!("{}T10:00", day_ahead(60)), "duration_minutes": 60 },
    });
    let planned = cast.observer.post("/api/v1/observations", plan).await;
    assert!(planned.status < 300, "{}", planned.text);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.go(&format!("/observations/{opened_by_hand}")).await;
    tablet.sees("What was agreed").await;

    let two_days_on_and_full = format!(
        "{{ const now = Date.now.bind(Date); Date.now = () => now() + 2 * 86400 * 1000;
            const remove = IDBObjectStore.prototype.delete;
            window.nRefused = 0;
            IDBObjectStore.prototype.delete = function (key) {{
              if (key === '{opened_by_hand}') {{
                window.nRefused += 1;
                throw new DOMException('full', 'QuotaExceededError');
              }}
              return remove.call(this, key);
            }}; }}"
    );
    let script = json!({ "source": two_days_on_and_full });
    tablet
        .devtools("Page.addScriptToEvaluateOnNewDocument", script)
        .await;
    tablet
        .go(&format!("/observations/{}/draft", record.id))
        .await;
    tablet.sees("You stayed with his words.").await;
    holds(&tablet, "window.nRefused > 0").await;
    let statement = format!(
        "UPDATE observation SET observer_id = '{}', version = version + 1 WHERE id = '{}'",
        cast.manager.id, record.id
    );
    stage.app.sql(&statement).await;
    tablet.run("window.dispatchEvent(new Event('online'))").await;
    holds(
        &tablet,
        "!document.body.innerText.includes('You stayed with his words.')",
    )
    .await;
    tablet.close().await;
}
