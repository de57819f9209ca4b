//! E34 with real builds: an app of an earlier commit with this server, and this app with a server of an earlier
//! commit. `cargo xtask versions` builds both and says where they lie. Any two neighbours must pass, so these
//! stories press and read only what both sides of an update have.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};
use tests::{Browser, Person, Record, Release, Screen, Shelf, Tally, server_binary};

use super::damaged::what_is_left;
use super::steps::{STEPS, are_there_once, step};
use super::updates::{LOOK, is_made_of, takes_offer};
use super::{count, holds, operations, shelf_before, tap_to};
use crate::stories::deciding::{HERE, nothing_waits};
use crate::stories::writing::{
    arrives, assesses, assessment_of, feedback_of, keeps, replies, replies_of, self_assessment_of,
    told,
};
use crate::stories::{Cast, Stage};

const LATER: &str = "You asked him first.";
const REASON: &str = "He came back to it twice.";
const REPLY: &str = "He had never said that before, so I stayed.";
const HALF: &str = "And one more thing";
const OWN_VIEW: &str = "Rubbish, we only got to statement two.";
const PRIVATE: &str = "I was nervous with Priya there.";

fn built_at(variable: &str) -> PathBuf {
    let place = std::env::var_os(variable);
    place
        .unwrap_or_else(|| panic!("`cargo xtask versions` sets {variable}"))
        .into()
}

/// This server, and the older app in front of it.
async fn with_older_app() -> (Stage, Cast, Shelf) {
    let stage = Stage::set().await;
    let shelf = shelf_before(&stage, &Release::of(&built_at("ALONGSIDE_OLDER_DIST"))).await;
    let cast = Cast::of(&stage.app.organisation("North Probation").await).await;
    (stage, cast, shelf)
}

/// The older server, and this app in front of it.
async fn with_older_server() -> (Stage, Cast) {
    let stage = Stage::set_with("127.0.0.1", built_at("ALONGSIDE_OLDER_BIN")).await;
    shelf_before(&stage, &Release::built()).await;
    let cast = Cast::of(&stage.app.organisation("North Probation").await).await;
    (stage, cast)
}

/// A tablet of the observer with every page, before a session that may start.
async fn before_a_session(stage: &Stage, cast: &Cast) -> (Browser, Record) {
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.keeps_all_pages().await;
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.named("Start the session").await;
    (tablet, record)
}

/// A whole session and a feedback draft without a network; then it is all on the server, once.
async fn captures_and_drafts(stage: &Stage, tablet: &Browser, record: &Record) -> Vec<Value> {
    stage.path.cut().await;
    for n in 0..STEPS {
        step(tablet, n).await;
    }
    let sent = operations(&record.observer, &record.id).await;
    assert!(sent.is_empty(), "{sent:?}");
    stage.path.mend().await;
    let last = async || {
        count(
            &operations(&record.observer, &record.id).await,
            "put_action",
        ) > 0
    };
    arrives("the draft", last).await;
    let safe = operations(&record.observer, &record.id).await;
    are_there_once(&safe, "E34: a session and a draft");
    safe
}

/// Goes on drafting: a second strength, and a rating with its reason.
async fn drafts_more(tablet: &Browser) {
    tablet.press("Strengths").await;
    tablet.press("Add a strength").await;
    tablet.fill("In one sentence", LATER).await;
    tablet.fill("What you saw or heard", REASON).await;
    tablet.press("Save").await;
    tablet.named(&format!("Edit “{LATER}”")).await;
    tablet.press("Ratings").await;
    tablet.choose_first("Emerging").await;
    tablet.fill("The reason", REASON).await;
    tablet.press("Strengths").await;
    tablet.named(&format!("Edit “{LATER}”")).await;
}

/// What came of both drafts and of what was there before them.
async fn both_drafts_arrive(record: &Record, before: &[Value]) -> Tally {
    let has_reason = async || {
        let safe = operations(&record.observer, &record.id).await;
        safe.iter()
            .any(|op| op["kind"] == "rate" && op["reason"] == REASON)
    };
    arrives("the rating with its reason", has_reason).await;
    let safe = operations(&record.observer, &record.id).await;
    assert_eq!(&safe[..before.len()], before, "nothing of before changed");
    let more = &safe[before.len()..];
    assert_eq!(more.len(), 1 + count(more, "rate"), "{more:?}");
    let points = more.iter().filter(|op| op["kind"] == "put_point");
    let mut tally = Tally::of([Some(LATER)], points.map(|op| op["text"]["title"].as_str()));
    let ids = |all: &[Value]| {
        all.iter()
            .map(|op| op["id"].to_string())
            .collect::<BTreeSet<_>>()
    };
    tally.add(Tally::of(ids(before), ids(&safe[..before.len()])));
    assert_eq!(ids(&safe).len(), safe.len(), "{safe:?}");
    tally
}

/// The other app is published, fetched whole and waits; nobody has been asked yet.
async fn fetches(browser: &Browser, shelf: &Shelf, release: &Release) {
    shelf.publish(release.clone());
    assert_eq!(browser.run(LOOK).await, json!(true));
    let is_ready = "document.documentElement.dataset.update === 'ready'";
    holds(browser, is_ready).await;
}

/// The offer is taken; the page that comes is made of the other app alone.
async fn changes_over(stage: &Stage, browser: &Browser, release: &Release, page: &str) {
    let program = release.address("app_bg", "wasm");
    let is_new = format!(
        "performance.getEntriesByType('resource').some((e) => new URL(e.name).pathname === '{program}')"
    );
    takes_offer(browser, &is_new).await;
    stage.comes_back(browser).await;
    browser.go(page).await;
    browser.settles().await;
    is_made_of(browser, release).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_an_older_app_keeps_every_draft_with_this_server_and_through_its_update() {
    let (stage, cast, shelf) = with_older_app().await;
    let (tablet, record) = before_a_session(&stage, &cast).await;
    let before = captures_and_drafts(&stage, &tablet, &record).await;

    // The older app leaves something unsent, and the newer one starts on what it kept.
    let now = Release::built();
    fetches(&tablet, &shelf, &now).await;
    stage.path.cut().await;
    drafts_more(&tablet).await;
    let draft = format!("/observations/{}/draft", record.id);
    changes_over(&stage, &tablet, &now, &draft).await;
    tablet.sees("You stayed with his words.").await;
    tablet.sees(LATER).await;
    tablet.press("Ratings").await;
    let reason =
        format!("[...document.querySelectorAll('textarea')].some((t) => t.value === '{REASON}')");
    holds(&tablet, &reason).await;
    assert_eq!(operations(&cast.observer, &record.id).await, before);
    stage.path.mend().await;
    let drafts = both_drafts_arrive(&record, &before).await;
    tablet.go(&draft).await;
    tablet.sees("You stayed with his words.").await;
    tablet.sees(LATER).await;
    drafts.is_whole(&format!(
        "E34: an older app, {STEPS} steps without a network, updated with 2 drafts unsent"
    ));
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_this_app_keeps_every_draft_with_an_older_server_and_through_its_update() {
    let (mut stage, cast) = with_older_server().await;
    let (tablet, record) = before_a_session(&stage, &cast).await;
    let before = captures_and_drafts(&stage, &tablet, &record).await;

    stage.path.cut().await;
    drafts_more(&tablet).await;
    stage.app = stage.app.replaced_by(server_binary()).await;
    stage.path.mend().await;
    let drafts = both_drafts_arrive(&record, &before).await;
    let draft = format!("/observations/{}/draft", record.id);
    tablet.go(&draft).await;
    tablet.sees("You stayed with his words.").await;
    tablet.sees(LATER).await;
    drafts.is_whole(&format!(
        "E34: an older server, {STEPS} steps without a network, replaced with 2 drafts unsent"
    ));
    tablet.close().await;
}

/// Without a network: an own view handed in, a reflection, and a reply half typed.
async fn writes(phone: &Browser, read: &Record, fresh: &Record) {
    assesses(phone, fresh, OWN_VIEW).await;
    phone.sees(HERE).await;
    phone.press("Hand in and open the feedback").await;
    phone.sees("You handed in your own view").await;
    phone.go("/reflections").await;
    phone.press("Write a reflection").await;
    phone.press("Freely").await;
    phone.fill("Your reflection", PRIVATE).await;
    phone.sees(HERE).await;
    phone.go(&feedback_of(read)).await;
    phone.fill("Your reply", HALF).await;
    let draft = keeps(&read.practitioner, &format!("reply-{}", read.id));
    holds(phone, &draft).await;
}

/// It arrives once, and what was half typed does not.
async fn all_writing_arrives(
    phone: &Browser,
    person: &Person,
    (read, fresh): (&Record, &Record),
    what: &str,
) {
    let is_handed_in = async || !self_assessment_of(fresh).await["submitted_at"].is_null();
    arrives("the self-assessment", is_handed_in).await;
    let said = async || {
        let all = person.get("/api/v1/reflections").await.expect(200);
        all.text.matches(PRIVATE).count()
    };
    arrives("the reflection", async || said().await > 0).await;
    phone.go("/reflections").await;
    phone.sees(PRIVATE).await;
    nothing_waits(phone).await;
    let view = self_assessment_of(fresh).await;
    let mut there = vec![PRIVATE.to_owned(); said().await];
    there.extend(
        view["content"]["words"]["overall"]
            .as_str()
            .map(str::to_owned),
    );
    let replies = replies_of(read).await;
    there.extend(
        replies
            .iter()
            .filter_map(|reply| reply["text"].as_str())
            .map(str::to_owned),
    );
    Tally::of([PRIVATE, OWN_VIEW, REPLY].map(str::to_owned), there).is_whole(what);
    is_half_typed(phone, read).await;
}

async fn is_half_typed(phone: &Browser, read: &Record) {
    phone.go(&feedback_of(read)).await;
    let typed = format!("document.getElementById('text')?.value === '{HALF}'");
    holds(phone, &typed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_an_older_app_keeps_a_practitioners_writing_through_its_update() {
    let (stage, cast, shelf) = with_older_app().await;
    let (phone, read, fresh) = told(&stage, &cast).await;
    stage.path.cut().await;
    replies(&phone, &read, REPLY).await;
    stage.path.mend().await;
    arrives("the reply", async || !replies_of(&read).await.is_empty()).await;

    let now = Release::built();
    fetches(&phone, &shelf, &now).await;
    stage.path.cut().await;
    writes(&phone, &read, &fresh).await;
    phone.go("/reflections").await;
    changes_over(&stage, &phone, &now, "/reflections").await;
    phone.sees(PRIVATE).await;
    phone.sees(HERE).await;
    is_half_typed(&phone, &read).await;
    phone.go(&assessment_of(&fresh)).await;
    phone.sees("You handed in your own view").await;
    assert_eq!(self_assessment_of(&fresh).await["version"], 0);
    stage.path.mend().await;
    let what = "E34: an older app, updated with 2 texts unsent and one half typed; texts";
    all_writing_arrives(&phone, &cast.practitioner, (&read, &fresh), what).await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_an_older_server_takes_a_practitioners_writing_and_decisions_of_this_app() {
    let (mut stage, cast) = with_older_server().await;
    let (phone, read, fresh) = told(&stage, &cast).await;
    stage.path.cut().await;
    replies(&phone, &read, REPLY).await;
    phone
        .press_first("button[aria-label^='Take this on']")
        .await;
    phone.sees("It is yours now").await;
    phone.press("I have read this").await;
    phone.sees("You have read this").await;
    stage.path.mend().await;
    arrives("that it was read", async || {
        let told = cast.observer.get(&read.path("")).await.expect(200);
        told.json()["state"] == "acknowledged"
    })
    .await;
    let actions = cast.practitioner.get("/api/v1/actions").await.expect(200);
    let actions = actions.json();
    let n_taken = actions["items"].as_array().expect("a list").iter();
    let n_taken = n_taken.filter(|one| one["state"] == "taken").count();
    assert_eq!(n_taken, 1, "{actions}");

    stage.path.cut().await;
    writes(&phone, &read, &fresh).await;
    stage.app = stage.app.replaced_by(server_binary()).await;
    stage.path.mend().await;
    let what = "E34: an older server, replaced with 2 texts unsent and one half typed; texts";
    all_writing_arrives(&phone, &cast.practitioner, (&read, &fresh), what).await;
    phone.close().await;
}

/// What a tablet that is taken out of use says of its unsent work. An older server may not
/// understand how this app hands it over: then it stays where it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_work_of_a_tablet_out_of_use_is_with_the_older_server_or_still_on_the_tablet() {
    const TAKEN: &str = "What it had not sent was handed over";
    const LEFT: &str = "but for one record that could not be handed over";
    let (stage, cast) = with_older_server().await;
    let (tablet, record) = before_a_session(&stage, &cast).await;
    tablet.press("Start the session").await;
    tablet.sees("All safe on the server").await;
    stage.path.cut().await;
    tap_to(&tablet, "Working alliance", 1).await;
    tap_to(&tablet, "Role clarity", 1).await;
    cast.takes_out_of_use(&cast.observer, "preserve").await;
    stage.path.mend().await;
    tablet.go("/").await;
    tablet.sees_one_of(&[TAKEN, LEFT]).await;
    let waiting = cast.manager.get("/api/v1/quarantine").await.expect(200);
    let waiting = waiting.json();
    if tablet.text().await.contains(LEFT) {
        let left = tablet.run_async(&what_is_left(&cast.observer)).await;
        assert_eq!(waiting, json!([]));
        assert!(
            left["operations"].as_u64().expect("a number") >= 2,
            "{left}"
        );
        println!(
            "E34: an older server does not take what a tablet out of use hands over: it says so, and 2 taps are still on it"
        );
    } else {
        assert_eq!(waiting[0]["observation"], record.id.as_str(), "{waiting}");
        assert_eq!(waiting[0]["n_operations"], 2, "{waiting}");
        println!("E34: an older server takes what a tablet out of use hands over: 2 taps");
    }
    tablet.close().await;
}
