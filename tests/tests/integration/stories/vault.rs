//! A tablet that several people use, and one that is lost. Security page §3; experiments E36
//! and E37; pains 10, 11 and 21 of the peers.

use serde_json::json;
use shared::access::Role;
use tests::{Browser, PASSWORD, Person, Screen, Tally};

use super::disk::{CACHED, PLANT, PLANTED, SECRETS, Searched, forms_of, forms_of_key};
use super::writing::keeps;
use super::{Cast, Stage, looks_right, staged};
use crate::tablet::{count, holds, live_of, operations, session, shows, tap_to};

/// What nobody else may ever find on this device.
pub(super) const CANARY: &str = "kestrel over slate quarry";

/// Puts a session under way with one note that the server does not have.
pub(super) async fn notes_without_network(stage: &Stage, tablet: &Browser, cast: &Cast) -> String {
    let record = cast.plans().await;
    record.inform().await.expect(200);
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.press("Start the session").await;
    tablet.sees("All safe on the server").await;
    stage.path.cut().await;
    tablet.fill("Note", CANARY).await;
    tablet.press("Add note").await;
    tablet.sees("safe on this device, no network").await;
    record.id
}

pub(super) async fn locks(tablet: &Browser) {
    tablet.go("/").await;
    tablet.press_first("#account-menu").await;
    tablet.press("Lock").await;
    tablet.sees("This device is locked").await;
}

pub(super) async fn document_of(tablet: &Browser) -> String {
    let page = tablet
        .run("return document.documentElement.outerHTML")
        .await;
    page.as_str().expect("a document").to_owned()
}

fn holds_nothing_of_a(text: &str, where_from: &str) {
    for words in [CANARY, "Dafydd Price"] {
        assert!(!text.contains(words), "{words:?} in {where_from}");
    }
}

/// How often the server holds the note.
async fn n_on_server(cast: &Cast, record: &str) -> usize {
    let path = format!("/api/v1/observations/{record}/operations");
    let log = cast.observer.get(&path).await.expect(200);
    log.text.matches(CANARY).count()
}

/// E36 and pain 11: what A keeps is on the disk, and nothing of it can be read, by B or by anybody who
/// copies the disk. B sees and deletes nothing; A loses nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e36_pain11_the_next_person_finds_nothing_and_takes_nothing_away() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let team = &organisation.team;
    let next = organisation.person("Owain Rees", team, &[Role::Spo]).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    let record = notes_without_network(&stage, &tablet, &cast).await;
    // What the search must find: in the page before it locks, and something unsealed on the disk.
    let shown = document_of(&tablet).await;
    assert!(shown.contains(CANARY) && shown.contains("Dafydd Price"));
    assert_eq!(tablet.run_async(PLANT).await, json!(true));
    locks(&tablet).await;
    tablet.sees("One record waits here").await;
    looks_right(&tablet, "locked").await;
    holds_nothing_of_a(&document_of(&tablet).await, "the page of a locked device");

    stage.path.mend().await;
    tablet.press("Sign in as somebody else").await;
    stage.signs_in(&tablet, &next).await;
    holds_nothing_of_a(&document_of(&tablet).await, "the page of the next person");
    let cached = tablet.run_async(CACHED).await.to_string();
    for own in [PLANTED, "<title>Alongside", "__wbindgen"] {
        assert!(cached.contains(own), "the caches are not read: no {own:?}");
    }
    holds_nothing_of_a(&cached, "the caches");
    tablet.close().await;

    let keys = keys_of(&cast.observer).await;
    let profile = stage.profile_of(&cast.observer);
    let control = Searched::below(&profile, &forms_of(PLANTED));
    for place in ["IndexedDB", "Local Storage", "CacheStorage"] {
        let is_there = |found: &String| found.contains(place);
        assert!(control.found.iter().any(is_there), "{place} hides from it");
    }
    let mut needles: Vec<Vec<u8>> = SECRETS.into_iter().flat_map(forms_of).collect();
    needles.extend(forms_of(CANARY));
    needles.extend(keys.iter().flat_map(|key| forms_of_key(key)));
    let searched = Searched::below(&profile, &needles);
    println!(
        "E36: {} files of {} bytes searched, {} unreadable; planted plaintext found in {} of them; {} forms of secrets, {} found",
        searched.n_files,
        searched.n_bytes,
        searched.unreadable.len(),
        control.found.len(),
        needles.len(),
        searched.found.len()
    );
    assert!(searched.n_files > 50, "that is no profile");
    assert_eq!(searched.unreadable, Vec::<String>::new());
    assert!(searched.found.is_empty(), "{}", searched.found.join("\n"));

    // A comes back: it is all there, and reaches the server once.
    let tablet = Browser::open(&stage.path.url(), Screen::Tablet, &profile).await;
    tablet.go("/").await;
    tablet.sees("This device is locked").await;
    tablet.press("Priya S.").await;
    tablet.fill("Password", PASSWORD).await;
    tablet.press("Unlock").await;
    // The cookie is B's by now, and nothing of A is sent with it.
    tablet.sees("Your session has ended").await;
    stage.signs_in(&tablet, &cast.observer).await;
    tablet.go(&format!("/observations/{record}/live")).await;
    tablet.sees("All safe on the server").await;
    assert_eq!(n_on_server(&cast, &record).await, 1);
    tablet.close().await;
}

/// A PIN opens what only locked, and nothing once the app was closed. Security page §3.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pin_opens_a_session_that_locked_and_ends_with_the_app() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.go("/account").await;
    tablet.fill("New PIN", "123456").await;
    tablet.press("Set the PIN").await;
    tablet.sees("not in a row").await;
    tablet.fill("New PIN", "271828").await;
    tablet.press("Set the PIN").await;
    tablet.sees("The PIN is set").await;
    looks_right(&tablet, "account-pin").await;

    let record = notes_without_network(&stage, &tablet, &cast).await;
    locks(&tablet).await;
    tablet.sees("Enter the PIN of this session").await;
    looks_right(&tablet, "locked-pin").await;
    tablet.fill("PIN", "314159").await;
    tablet.press("Unlock").await;
    tablet.sees("That is not your PIN. 4 tries are left").await;
    tablet.fill("PIN", "271828").await;
    tablet.press("Unlock").await;
    tablet.sees("Plan an observation").await;
    tablet.go(&format!("/observations/{record}/live")).await;
    tablet.sees(CANARY).await;
    tablet.close().await;

    let profile = stage.profile_of(&cast.observer);
    let tablet = Browser::open(&stage.path.url(), Screen::Tablet, &profile).await;
    tablet.go("/").await;
    tablet.sees("Enter your password to go on").await;
    tablet.fill("Password", PASSWORD).await;
    tablet.press("Unlock").await;
    tablet.sees("Plan an observation").await;
    tablet.close().await;
}

/// A session under way is covered and not locked: the cover opens with the PIN, and with nothing less.
/// Capture goes on beneath it, and the fifth wrong guess costs nothing that was captured.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_covered_session_opens_with_its_pin() {
    const HALF: &str = "She left him time, and he";
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet.keeps_all_pages().await;
    tablet.go("/account").await;
    tablet.fill("New PIN", "271828").await;
    tablet.press("Set the PIN").await;
    tablet.sees("The PIN is set").await;
    let live = live_of(&record);
    tablet.go(&live).await;
    tap_to(&tablet, "Working alliance", 2).await;
    tablet.fill("Note", HALF).await;
    holds(
        &tablet,
        &keeps(&cast.observer, &format!("note-{}", record.id)),
    )
    .await;

    let covers = async || {
        tablet.press("Blank").await;
        tablet.press_first(".blank-cover").await;
        tablet.find("#blank-pin").await;
        let shown = tablet.text().await;
        assert!(!shown.contains("Dafydd Price"), "{shown}");
    };
    let tries = async |pin: &str| {
        tablet.fill("PIN", pin).await;
        tablet.press("Show the session").await;
    };
    covers().await;
    looks_right(&tablet, "live-blank-pin").await;
    tries("314159").await;
    tablet.sees("That is not your PIN. 4 tries are left").await;
    looks_right(&tablet, "live-blank-pin-wrong").await;
    tries("271828").await;
    tap_to(&tablet, "Working alliance", 3).await;

    // Loading the page anew is no way around it.
    covers().await;
    holds(&tablet, "localStorage.getItem('covered')").await;
    tablet.go(&live).await;
    tablet.sees("Enter the PIN of this session").await;
    tablet.fill("PIN", "271828").await;
    tablet.press("Unlock").await;
    tap_to(&tablet, "Working alliance", 4).await;
    // Nor is leaving it.
    covers().await;
    let elsewhere =
        "history.pushState(null, '', '/account'); dispatchEvent(new PopStateEvent('popstate'));";
    tablet.run(elsewhere).await;
    tablet.sees("Enter the PIN of this session").await;
    tablet.fill("PIN", "271828").await;
    tablet.press("Unlock").await;
    tablet.sees("Today").await;

    tablet.go(&live).await;
    tablet.named("Pause").await;
    covers().await;
    for n_left in [
        "4 tries are left",
        "3 tries are left",
        "2 tries are left",
        "One try is left",
    ] {
        tries("314159").await;
        tablet.sees(n_left).await;
    }
    tries("314159").await;
    tablet.sees("This device is locked").await;
    tablet.press("Sign in as somebody else").await;
    stage.signs_in(&tablet, &cast.observer).await;
    tablet.go(&live).await;
    shows(&tablet, "Working alliance", 4).await;
    let is_there = format!("document.getElementById('note')?.value === '{HALF}'");
    holds(&tablet, &is_there).await;
    tap_to(&tablet, "Working alliance", 5).await;
    tablet.sees("All safe on the server").await;
    let marks = count(&operations(&cast.observer, &record.id).await, "mark");
    assert_eq!(marks, 5);
    tablet.close().await;
}

/// E37: five wrong guesses take away what can be guessed at, and nothing else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e37_five_wrong_guesses_lose_no_observation() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    let record = notes_without_network(&stage, &tablet, &cast).await;
    locks(&tablet).await;
    for n_left in [
        "4 tries are left",
        "3 tries are left",
        "2 tries are left",
        "One try is left",
    ] {
        tablet.fill("Password", "not this one at all").await;
        tablet.press("Unlock").await;
        tablet.sees(n_left).await;
    }
    looks_right(&tablet, "locked-wrong").await;
    tablet.fill("Password", "not this one at all").await;
    tablet.press("Unlock").await;
    tablet.sees("opens with a full sign-in now").await;
    looks_right(&tablet, "locked-no-wrap").await;

    stage.path.mend().await;
    tablet.press("Sign in").await;
    stage.signs_in(&tablet, &cast.observer).await;
    tablet.go(&format!("/observations/{record}/live")).await;
    tablet.sees(CANARY).await;
    tablet.sees("All safe on the server").await;
    let n = n_on_server(&cast, &record).await;
    Tally::of([CANARY], vec![CANARY; n]).is_whole("E37: unsent notes after five wrong guesses");
    tablet.close().await;
}

/// A device that was off and has no network: the password opens it, and it works.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cold_start_without_a_network_opens_with_the_password() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.keeps_all_pages().await;
    let record = notes_without_network(&stage, &tablet, &cast).await;
    tablet.close().await;

    let profile = stage.profile_of(&cast.observer);
    let tablet = Browser::open(&stage.path.url(), Screen::Tablet, &profile).await;
    tablet.go(&format!("/observations/{record}/live")).await;
    tablet.sees("This device is locked").await;
    assert!(
        !tablet.text().await.contains("Shah"),
        "a first name and an initial, no more"
    );
    tablet.fill("Password", PASSWORD).await;
    tablet.press("Unlock").await;
    tablet.sees(CANARY).await;
    tablet.press_first("button.tile-seen").await;
    tablet.sees("safe on this device, no network").await;
    stage.path.mend().await;
    tablet.sees("All safe on the server").await;
    assert_eq!(n_on_server(&cast, &record).await, 1);
    tablet.close().await;
}

/// E38: a device that was taken out of use empties itself within five seconds of hearing of it.
/// What it had not sent is handed over first, sealed, and becomes part of the record if the head
/// of the unit says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e38_a_revoked_tablet_hands_over_its_work_and_empties_itself() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    let record = notes_without_network(&stage, &tablet, &cast).await;
    cast.takes_out_of_use(&cast.observer, "preserve").await;

    stage.path.mend().await;
    let heard = tokio::time::Instant::now();
    tablet.go("/").await;
    tablet.sees("has been emptied").await;
    let took = heard.elapsed();
    println!(
        "E38: emptied {} ms after the first contact was possible",
        took.as_millis()
    );
    assert!(took.as_secs() < 5, "{took:?}");
    looks_right(&tablet, "emptied").await;
    let left = tablet.run_async(DATABASES).await;
    assert_eq!(left, json!([]), "nothing of the vault is left");

    let listed = cast
        .observer
        .get("/api/v1/devices")
        .await
        .expect(200)
        .json();
    assert!(listed[0]["wiped_at"].is_string(), "{listed}");
    let desk = stage.browser_of(&cast.manager, Screen::Desk).await;
    desk.go("/quarantine").await;
    desk.sees("The device was taken out of use").await;
    looks_right(&desk, "quarantine").await;
    desk.fill(
        "Reason",
        "Priya had captured it before the tablet was lost.",
    )
    .await;
    desk.press("Take it into the record").await;
    desk.sees("Decided. The author is told by mail.").await;
    assert_eq!(n_on_server(&cast, &record).await, 1);
    desk.close().await;
    tablet.close().await;
}

/// E40: with the extension the device's own fingerprint opens the vault; without it the password
/// still does, and the app says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e40_a_fingerprint_opens_the_vault_where_the_device_has_one() {
    for has_prf in [true, false] {
        // An authenticator binds to a name, and an address is none.
        let stage = Stage::set_with("localhost", tests::server_binary()).await;
        let organisation = stage.app.organisation("North Probation").await;
        let cast = Cast::of(&organisation).await;
        let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
        tablet.has_wrapped(&cast.observer.id).await;
        tablet.has_authenticator(has_prf).await;
        tablet.go("/account").await;
        tablet.sees("Fingerprint or face").await;
        tablet.press("Set it up").await;
        if has_prf {
            tablet.sees("opens what you keep here").await;
            looks_right(&tablet, "account-passkey").await;
        } else {
            tablet.sees("This device could not do it").await;
        }
        locks(&tablet).await;
        if has_prf {
            looks_right(&tablet, "locked-passkey").await;
            tablet.press("Use this device’s fingerprint or face").await;
        } else {
            tablet.fill("Password", PASSWORD).await;
            tablet.press("Unlock").await;
        }
        tablet.sees("Today").await;
        println!(
            "E40: unlocked with a {} authenticator",
            if has_prf { "PRF" } else { "plain" }
        );
        tablet.close().await;
    }
}

/// The databases of vaults that are left.
const DATABASES: &str = "const done = arguments[arguments.length - 1];
    indexedDB.databases().then(all => done(all.map(one => one.name).filter(name => name.startsWith('alongside-'))));";

/// The keys of all of somebody's devices, out of escrow.
async fn keys_of(person: &Person) -> Vec<Vec<u8>> {
    let mut person = person.clone();
    person
        .client
        .sign_in(&person.email, PASSWORD)
        .await
        .expect(200);
    let devices = person.get("/api/v1/devices").await.expect(200).json();
    let mut keys = Vec::new();
    for device in devices.as_array().expect("a list") {
        let path = format!(
            "/api/v1/devices/{}/release",
            device["id"].as_str().expect("an id")
        );
        let key = person.post(&path, json!({})).await.expect(200).json()["key"].clone();
        keys.push(shared::vault::from_hex(key.as_str().expect("a key")).expect("digits"));
    }
    assert!(!keys.is_empty());
    keys
}
