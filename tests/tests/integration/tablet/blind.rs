//! Issue 3, line 8: two people record one session on two tablets. Neither tablet is told what the other
//! holds before both records are locked.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Browser, Person, Record, Screen, new_id};

use super::{holds, live_of, steps, tap_to};
use crate::stories::{Cast, Stage, looks_right};

const OF_PRIYA: &str = "Priya heard the kestrel";
const OF_QUINN: &str = "Quinn heard the curlew";

/// Counts what the server tells this tablet, and what of it holds the other's words.
fn overheard(words: &str) -> String {
    format!(
        "{{
            const send = window.fetch.bind(window);
            const count = (name) => localStorage.setItem(name, Number(localStorage.getItem(name)) + 1);
            window.fetch = async (request, how) => {{
                const answer = await send(request, how);
                const text = await answer.clone().text();
                count('n-told');
                if (text.includes('{words}')) count('n-overheard');
                return answer;
            }};
        }}"
    )
}

/// How much the server has told this tablet, and how often it told the other's words.
async fn told(tablet: &Browser) -> (i64, i64) {
    let script =
        "return ['n-told', 'n-overheard'].map((name) => Number(localStorage.getItem(name)))";
    let counts = tablet.run(script).await;
    let n = |at: usize| counts[at].as_i64().expect("a count");
    (n(0), n(1))
}

async fn tablet_of(stage: &Stage, person: &Person, others: &str) -> Browser {
    let tablet = stage.browser_of(person, Screen::Tablet).await;
    tablet.keeps_all_pages().await;
    tablet.before_the_app(&overheard(others)).await;
    tablet
}

/// Records the session with words of one's own, up to the shared feedback.
async fn records(tablet: &Browser, record: &Record, words: &str, n_marks: usize) {
    tablet.go(&live_of(record)).await;
    tablet.press("Start the session").await;
    for skill in ["Working alliance", "Role clarity", "Session structure"]
        .iter()
        .take(n_marks)
    {
        tap_to(tablet, skill, 1).await;
    }
    tablet.fill("Note", words).await;
    tablet.press("Add note").await;
    tablet
        .find_xpath(&format!("//li[contains(., '{words}')]"))
        .await;
}

async fn writes_up(tablet: &Browser, words: &str) {
    steps::step(tablet, 9).await;
    tablet.press("Add a strength").await;
    tablet.fill("In one sentence", words).await;
    tablet.fill("What you saw or heard", words).await;
    tablet.press("Save").await;
    tablet.named(&format!("Edit “{words}”")).await;
    steps::step(tablet, 11).await;
    steps::step(tablet, 12).await;
    tablet.press("See it as the practitioner will").await;
    tablet.press("Share with Dafydd Price").await;
    tablet.press_in_dialog("Share with Dafydd Price").await;
    tablet.sees("has been told that there is feedback").await;
}

/// The practitioner has read it, and the observer locks it.
async fn locks(tablet: &Browser, record: &Record) {
    assert!(record.self_assess().await.status < 300);
    record.acknowledge().await.expect(200);
    tablet.go(&format!("/observations/{}", record.id)).await;
    tablet.press("Lock the record").await;
    tablet.press_in_dialog("Lock the record").await;
    tablet.sees("The record is closed").await;
}

/// The page of the session says that both observe, and nothing of the other.
async fn is_blind(tablet: &Browser, record: &Record, others: &str) {
    tablet.go(&format!("/observations/{}", record.id)).await;
    tablet
        .sees("You see each other’s record when both are locked")
        .await;
    tablet.settles().await;
    let page = tablet
        .run("return document.documentElement.outerHTML")
        .await;
    assert!(!page.to_string().contains(others), "{others:?} on the page");
    let (n_told, n_overheard) = told(tablet).await;
    assert!(
        n_told > 0 && n_overheard == 0,
        "told {n_overheard} times of {n_told}: {others:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_tablets_record_one_session_blind_to_each_other_until_both_lock() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let quinn = organisation
        .person("Quinn Quality", &organisation.team, &[Role::Spo])
        .await;
    let first = cast.plans().await;
    let one = tablet_of(&stage, &cast.observer, OF_QUINN).await;
    let other = tablet_of(&stage, &quinn, OF_PRIYA).await;
    one.go(&format!("/observations/{}", first.id)).await;
    one.pick_person("Who", "Quinn Quality").await;
    one.press("Ask them to observe too").await;
    one.sees("Two observers").await;
    first.inform().await.expect(200);
    let listed = quinn.get("/api/v1/observations").await.expect(200).json();
    let of_quinn = |record: &&Value| record["observer"]["id"] == json!(quinn.id);
    let second = listed["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(of_quinn);
    let second = Record {
        id: second.expect("a record")["id"]
            .as_str()
            .expect("an id")
            .to_owned(),
        observer: quinn.clone(),
        device: new_id(),
        ..first.clone()
    };

    // Both at once, without a network for a time.
    for (tablet, record) in [(&one, &first), (&other, &second)] {
        tablet.go(&live_of(record)).await;
        tablet.named("Start the session").await;
    }
    stage.path.cut().await;
    tokio::join!(
        records(&one, &first, OF_PRIYA, 3),
        records(&other, &second, OF_QUINN, 2)
    );
    stage.path.mend().await;
    for tablet in [&one, &other] {
        tablet.sees("All safe on the server").await;
    }
    is_blind(&one, &first, OF_QUINN).await;
    is_blind(&other, &second, OF_PRIYA).await;
    for (tablet, record, words) in [(&one, &first, OF_PRIYA), (&other, &second, OF_QUINN)] {
        tablet.go(&live_of(record)).await;
        writes_up(tablet, words).await;
    }
    is_blind(&one, &first, OF_QUINN).await;
    is_blind(&other, &second, OF_PRIYA).await;
    looks_right(&one, "two-observers-blind").await;

    // One locked is not enough.
    locks(&one, &first).await;
    is_blind(&one, &first, OF_QUINN).await;
    is_blind(&other, &second, OF_PRIYA).await;
    let (heard_by_one, heard_by_other) = (told(&one).await, told(&other).await);
    println!(
        "two observers: {} and {} answers heard before both locked, {} of them with the other's words",
        heard_by_one.0,
        heard_by_other.0,
        heard_by_one.1 + heard_by_other.1
    );
    locks(&other, &second).await;
    for (tablet, record) in [(&one, &first), (&other, &second)] {
        tablet.go(&format!("/observations/{}", record.id)).await;
        tablet
            .sees("Both records are locked. This is what each of you saw.")
            .await;
        tablet.sees("Marks side by side").await;
    }
    looks_right(&one, "two-observers-both").await;
    // The same ears hear the other's words now that they may.
    one.go(&format!("/observations/{}/feedback", second.id))
        .await;
    one.sees(OF_QUINN).await;
    holds(&one, "Number(localStorage.getItem('n-overheard')) > 0").await;
    let n_pairs = "SELECT count(*) FROM observation_pair";
    assert_eq!(
        stage.app.count(n_pairs).await,
        1,
        "both belong to one session"
    );
    one.close().await;
    other.close().await;
}
