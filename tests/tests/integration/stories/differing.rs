//! Two views of one session that do not meet: each side still hears what the other said.

use serde_json::json;
use tests::Screen;

use super::{looks_right, staged};

const WHY: &str = "I never got to it, and I knew it.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_only_one_of_both_rated_is_read_by_the_other() {
    let (stage, cast) = staged().await;
    let mut record = cast.plans().await.drafted().await;
    let theirs = cast.observer.framework_items("working-alliance").await;
    let mine = cast.observer.framework_items("skill-rehearsal").await;
    let rating = json!({ "kind": "rate", "item": theirs[0], "answer": { "level": "effective" },
        "reason": "I heard it twice." });
    record.push(&[rating]).await.expect(200);
    record.share().await.expect(200);
    let content = json!({ "ratings": { mine[0].as_str(): { "level": "emerging" } },
        "words": { mine[0].as_str(): WHY } });
    let hand_in = json!({ "content": content, "submit": true });
    let path = record.path("/self-assessment");
    let client = &cast.practitioner.client;
    let handed_in = client.put(&path, None, hand_in).await;
    assert!(handed_in.status < 300, "{}", handed_in.text);

    let feedback = format!("/observations/{}/feedback", record.id);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.go(&feedback).await;
    for words in ["Only Dafydd rated", WHY, "Only you rated"] {
        tablet.sees(words).await;
    }
    tablet.press("All of what Dafydd handed in").await;
    looks_right(&tablet, "feedback-views-apart").await;
    tablet.close().await;

    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.go(&feedback).await;
    for words in ["Only you rated", "Only Priya rated", "I heard it twice."] {
        phone.sees(words).await;
    }
    assert!(!phone.text().await.contains("All of what"));
    phone.close().await;
}
