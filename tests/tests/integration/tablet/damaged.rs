//! What is kept for reading is damaged, or cannot be removed: nothing beside it stops, and it is told.

use serde_json::json;
use tests::{Browser, Person, Screen, day_ahead, new_id};

use super::{holds, tap_to};
use crate::stories::words::reflects;
use crate::stories::{looks_right, staged};

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

/// Puts a value that belongs to no record into the store of operations.
pub async fn puts_a_stray_value(tablet: &Browser, person: &Person) {
    let stray = format!(
        "const done = arguments[arguments.length - 1];
         indexedDB.open('alongside-{}').onsuccess = (opened) => {{
           const write = opened.target.result.transaction('operations', 'readwrite');
           write.objectStore('operations').put(new Uint8Array([1]), ['of nothing', 1]);
           write.oncomplete = () => {{ opened.target.result.close(); done(true); }};
         }};",
        person.id
    );
    assert_eq!(tablet.run_async(&stray).await, json!(true));
}

/// The cursor, the list of what is held and every framework are damaged on the disk: the device
/// is told everything from the start, says so, and works without a network afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_cursor_list_and_framework_stop_nothing_and_are_told() {
    let (stage, cast) = staged().await;
    let before = cast.plans().await;
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
    let after = cast.plans().await;
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

/// E38 where something cannot be handed over: nothing of one record opens, part of another does not,
/// and one value belongs to no record. What opens the vault and what is kept for reading goes all the
/// same, and so does what was handed over, each record once; the rest stays sealed and is told, until
/// somebody has the device emptied.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e38_what_cannot_be_handed_over_stays_sealed_and_is_told() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    let mut records = Vec::new();
    for _ in 0..3 {
        let record = cast.plans().await;
        record.inform().await.expect(200);
        tablet
            .go(&format!("/observations/{}/live", record.id))
            .await;
        tablet.press("Start the session").await;
        tablet.sees("All safe on the server").await;
        records.push(record);
    }
    stage.path.cut().await;
    for record in &records {
        tablet
            .go(&format!("/observations/{}/live", record.id))
            .await;
        tap_to(&tablet, "Role clarity", 1).await;
        tablet.sees("1 safe on this device, no network").await;
    }
    // The tablet is on the page of the third, whose first two entries are on the server.
    tap_to(&tablet, "Working alliance", 1).await;
    tablet.sees("2 safe on this device, no network").await;
    let (first, third) = (&records[0].id, &records[2].id);
    let damaged = format!("key[0] === '{first}' || (key[0] === '{third}' && key[1] === 3)");
    damage(&tablet, &cast.observer, &["operations"], &damaged).await;
    puts_a_stray_value(&tablet, &cast.observer).await;
    cast.takes_out_of_use(&cast.observer, "preserve").await;

    stage.path.mend().await;
    tablet.go("/").await;
    tablet
        .sees("but for 2 records that could not be handed over")
        .await;
    looks_right(&tablet, "emptied-but").await;
    let left = tablet.run_async(&what_is_left(&cast.observer)).await;
    let expected = json!({ "kept": 0, "observations": 0, "segments": 0, "frameworks": 0,
                           "password": false, "operations": 2, "outbox": 1 });
    assert_eq!(left, expected);
    let waiting = cast.manager.get("/api/v1/quarantine").await.expect(200);
    let waiting = waiting.json();
    let handed_over = waiting.as_array().expect("a list").iter();
    let mut handed_over: Vec<_> = handed_over
        .map(|one| {
            (
                one["observation"].as_str(),
                &one["n_operations"],
                &one["n_damaged"],
            )
        })
        .collect();
    handed_over.sort_by_key(|(of, ..)| *of);
    let expected = [
        (Some(records[1].id.as_str()), &json!(1), &json!(0)),
        (Some(records[2].id.as_str()), &json!(1), &json!(1)),
    ];
    assert_eq!(handed_over, expected, "{waiting}");
    let desk = stage.browser_of(&cast.manager, Screen::Desk).await;
    desk.go("/quarantine").await;
    desk.sees("One more entry was damaged on the device").await;
    looks_right(&desk, "quarantine-incomplete").await;
    desk.close().await;
    let listed = cast.observer.get("/api/v1/devices").await.expect(200);
    assert!(listed.json()[0]["wiped_at"].is_null(), "{}", listed.text);

    cast.takes_out_of_use(&cast.observer, "destroy").await;
    tablet.go("/").await;
    tablet.sees("has been emptied. What it had not sent").await;
    let databases = "const done = arguments[arguments.length - 1];
        indexedDB.databases().then(all => done(all.filter(one => one.name.startsWith('alongside-')).length));";
    assert_eq!(tablet.run_async(databases).await, json!(0));
    tablet.close().await;
}

/// How many values are left in the stores, and whether a password opens them.
pub fn what_is_left(person: &Person) -> String {
    format!(
        "const done = arguments[arguments.length - 1];
         indexedDB.open('alongside-{}').onsuccess = (opened) => {{
           const database = opened.target.result;
           const stores = ['kept', 'observations', 'segments', 'frameworks', 'operations', 'outbox', 'cards'];
           const read = database.transaction(stores);
           const left = {{}};
           for (const store of stores.slice(0, 6)) {{
             read.objectStore(store).count().onsuccess = (n) => {{ left[store] = n.target.result; }};
           }}
           read.objectStore('cards').get('card').onsuccess = (card) => {{
             left.password = Boolean(JSON.parse(card.target.result).password);
           }};
           read.oncomplete = () => {{ database.close(); done(left); }};
         }};",
        person.id
    )
}

/// What waits in an outbox, and the list of who is here, are damaged: the screen says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damaged_writing_and_a_damaged_list_of_people_are_told() {
    let (stage, cast) = staged().await;
    let person = &cast.practitioner;
    let (phone, id) = reflects(&stage, person).await;
    stage.path.cut().await;
    phone
        .fill("Your reflection", "Typed without a network.")
        .await;
    phone.sees("On this device only").await;
    let outbox = format!("key === '{id}'");
    damage(&phone, person, &["outbox"], &outbox).await;
    stage.path.mend().await;
    phone.go(&format!("/reflections/{id}")).await;
    phone
        .sees("What waits on this device could not be read")
        .await;
    looks_right(&phone, "writing-unread").await;

    phone.run("localStorage.setItem('people', '[{')").await;
    // A tab that was killed takes the key with it.
    phone.tab_killed().await;
    phone.go("/").await;
    phone
        .sees("The list of who has used this device could not be read")
        .await;
    looks_right(&phone, "people-unread").await;
    phone.press("I have read this").await;
    holds(
        &phone,
        "!document.body.innerText.includes('could not be read')",
    )
    .await;
    phone.close().await;
}

/// Old copies cannot be removed from a full device: what the same pull has told, a record that
/// became somebody else's, is shown all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_copies_that_cannot_be_removed_hide_no_revocation() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
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
    tablet
        .run("window.dispatchEvent(new Event('online'))")
        .await;
    holds(
        &tablet,
        "!document.body.innerText.includes('You stayed with his words.')",
    )
    .await;
    tablet.close().await;
}
