//! The practitioner deletes a reflection where there is no network, and has it back.

use serde_json::json;
use tests::{Browser, Person, new_id};

use super::deciding::{HERE, comes_back, nothing_waits};
use super::writing::{arrives, keeps, knows_welsh, speaks, told};
use super::{looks_right, staged};
use crate::tablet::holds;

async fn reflects(person: &Person, words: &str) -> String {
    let path = format!("/api/v1/reflections/{}", new_id());
    let put = json!({ "model": "free", "parts": { "free": words } });
    person.client.put(&path, None, put).await.expect(201);
    path
}

/// The page of a reflection, by its place on the server.
fn page_of(path: &str) -> &str {
    path.trim_start_matches("/api/v1")
}

async fn deletes(phone: &Browser, path: &str, words: &str) {
    phone.go(page_of(path)).await;
    let shown = format!("document.getElementById('part-free')?.value === '{words}'");
    holds(phone, &shown).await;
    phone.press("Delete").await;
    phone.press_in_dialog("Delete").await;
    phone.sees("Deleted on this device").await;
}

/// Issue 3, line 1: a reflection is deleted without a network, and can be had back until the server
/// has heard, word for word.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reflection_is_deleted_without_a_network_and_can_be_had_back() {
    const GOES: &str = "I was nervous with Priya there.";
    const STAYS: &str = "He looked up when I waited.";
    let (stage, cast) = staged().await;
    let practitioner = &cast.practitioner;
    let goes = reflects(practitioner, GOES).await;
    let stays = reflects(practitioner, STAYS).await;
    practitioner
        .post(&format!("{stays}/share"), json!({}))
        .await
        .expect(200);
    let (phone, _, _) = told(&stage, &cast).await;
    knows_welsh(&phone).await;
    phone.go("/reflections").await;
    phone.sees(GOES).await;
    holds(&phone, &keeps(practitioner, "reflections")).await;
    stage.path.cut().await;

    deletes(&phone, &goes, GOES).await;
    deletes(&phone, &stays, STAYS).await;
    looks_right(&phone, "reflections-deleted-offline").await;
    comes_back(&stage, &phone).await;
    phone.go("/reflections").await;
    phone.sees("Deleted on this device").await;
    phone.sees(HERE).await;
    speaks(&phone, "Cymraeg").await;
    phone.sees("Wedi'i ddileu ar y ddyfais hon").await;
    looks_right(&phone, "reflections-deleted-offline-cy").await;
    speaks(&phone, "English").await;
    phone.go(page_of(&stays)).await;
    phone.sees("Have it back").await;
    looks_right(&phone, "reflection-deleted-offline").await;
    phone.press("Have it back").await;
    let shown = format!("document.getElementById('part-free')?.value === '{STAYS}'");
    holds(&phone, &shown).await;
    assert_eq!(
        practitioner.get(&goes).await.expect(200).json()["version"],
        1
    );

    stage.path.mend().await;
    arrives("the deletion", async || {
        practitioner.get(&goes).await.status == 404
    })
    .await;
    phone.go("/reflections").await;
    phone.sees(STAYS).await;
    nothing_waits(&phone).await;
    assert!(!phone.text().await.contains(GOES));
    let kept = practitioner.get(&stays).await.expect(200).json();
    assert_eq!(kept["parts"]["free"], STAYS);
    assert!(
        !kept["shared_at"].is_null(),
        "it is shared as it was: {kept}"
    );
    phone.close().await;
}

/// Words that another device wrote meanwhile are not deleted by somebody who had not seen them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reflection_that_was_changed_elsewhere_is_not_deleted() {
    const SEEN: &str = "I was nervous with Priya there.";
    const LATER: &str = "And it went well after all.";
    let (stage, cast) = staged().await;
    let practitioner = &cast.practitioner;
    let path = reflects(practitioner, SEEN).await;
    let (phone, _, _) = told(&stage, &cast).await;
    phone.go("/reflections").await;
    phone.sees(SEEN).await;
    stage.path.cut().await;
    deletes(&phone, &path, SEEN).await;
    let put = json!({ "model": "free", "parts": { "free": LATER } });
    practitioner
        .client
        .put(&path, Some(1), put)
        .await
        .expect(200);
    stage.path.mend().await;

    phone.sees("Needs you").await;
    phone.go(page_of(&path)).await;
    phone.sees("It was not deleted").await;
    looks_right(&phone, "reflection-not-deleted").await;
    phone.press("Show it as it is now").await;
    let shown = format!("document.getElementById('part-free')?.value === '{LATER}'");
    holds(&phone, &shown).await;
    assert_eq!(
        practitioner.get(&path).await.expect(200).json()["version"],
        2
    );
    phone.close().await;
}
