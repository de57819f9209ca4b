//! Staying in: each refresh token is used once, a lost answer may be asked for again. Security page §3; E42.

use serde_json::json;
use shared::access::Role;
use shared::values::{OrgId, PersonId};
use shared::vault::{NONCE_BYTES, SealKey, proof_place, seal, to_hex};
use tests::{Organisation, PASSWORD, Person, new_id, on_both_databases};

/// What a device shows that holds this key open.
fn proof(organisation: &Organisation<'_>, person: &Person, key: &SealKey, attempt: &str) -> String {
    let organisation = OrgId::parse(&organisation.id).expect("an id");
    let person = PersonId::parse(&person.id).expect("an id");
    let place = proof_place(organisation, person, attempt);
    to_hex(&seal(key, [5; NONCE_BYTES], &place, b""))
}

on_both_databases! {
    /// E42: a lost answer may be retried with the same key; anything else ends the family.
    async fn a_refresh_is_rotated_retried_and_guarded_against_theft(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let mut owner = person.client.clone();
        let before = owner.clone();
        let attempt = new_id();
        owner.refresh(&attempt).await.expect(200);
        // The answer was lost: the same attempt again, with the old cookie.
        let mut retrying = before.clone();
        retrying.refresh(&attempt).await.expect(200);
        // The successor is used, so the predecessor is dead, whoever shows it.
        let mut newest = retrying.clone();
        newest.refresh(&new_id()).await.expect(200);
        let mut thief = before;
        thief.cookies.retain(|(name, _)| !name.contains("device"));
        assert_eq!(thief.refresh(&new_id()).await.status, 401);
        assert_eq!(newest.refresh(&new_id()).await.status, 401, "the whole family has ended");
        assert_eq!(newest.get("/api/v1/me").await.status, 401, "and its access token with it");
    }

    /// Who holds a locked tablet has its cookie and not its key. What they try ends nobody's session.
    async fn once_proven_a_session_goes_on_for_its_key_alone(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (person, auditor) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Audrey Auditor", &organisation.region, &[Role::Auditor]),
        );
        let (key, other) = (SealKey::new([7; 32]), SealKey::new([8; 32]));
        let device = json!({ "id": new_id(), "label": "Chrome, Android", "key": key });
        person.post("/api/v1/devices", device).await.expect(200);
        let mut owner = person.client.clone();
        owner.refresh(&new_id()).await.expect(200);
        let shown = async |client: &mut tests::Client, attempt: &str, key: &SealKey| {
            let proof = proof(&organisation, &person, key, attempt);
            client.refresh_proven(attempt, &proof).await.summary()
        };
        assert_eq!(shown(&mut owner, &new_id(), &other).await, "200", "nothing is proven yet");

        let (before, attempt) = (owner.clone(), new_id());
        assert_eq!(shown(&mut owner, &attempt, &key).await, "200");
        let mut holder = owner.clone();
        assert_eq!(holder.refresh(&new_id()).await.summary(), "401 unauthenticated");
        assert_eq!(shown(&mut holder, &new_id(), &other).await, "401 unauthenticated");
        let stale = new_id();
        let elsewhere = proof(&organisation, &person, &key, &attempt);
        assert_eq!(holder.refresh_proven(&stale, &elsewhere).await.summary(), "401 unauthenticated");
        // The answer was lost, and whoever asks again has the cookie alone.
        let mut retrying = before.clone();
        assert_eq!(retrying.refresh(&attempt).await.summary(), "401 unauthenticated");
        assert_eq!(shown(&mut retrying, &attempt, &key).await, "200");

        assert_eq!(shown(&mut owner, &new_id(), &key).await, "200", "the session stands");
        let log = auditor.get(&format!("/api/v1/audit?person={}", person.id)).await.expect(200);
        assert_eq!(log.text.matches("auth.refresh_unproven").count(), 1, "once in a while says enough");
        // A used token with another attempt is theft, proven or not.
        let mut thief = before;
        assert_eq!(thief.refresh(&new_id()).await.summary(), "401 unauthenticated");
        assert_eq!(shown(&mut owner, &new_id(), &key).await, "401 unauthenticated");
    }

    /// A rescue file of one device is restored on another: the first one then counts as used there, and goes on
    /// with its own session all the same. What does not open in escrow proves nothing and breaks nothing.
    async fn a_device_whose_file_was_restored_elsewhere_goes_on(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let (key, damaged) = (SealKey::new([7; 32]), SealKey::new([8; 32]));
        let tablet = new_id();
        let device = |id: &str, key: &SealKey| json!({ "id": id, "label": "Chrome, Android", "key": key });
        person.post("/api/v1/devices", device(&tablet, &key)).await.expect(200);
        let mut owner = person.client.clone();
        let proven = async |client: &mut tests::Client| {
            let attempt = new_id();
            let proof = proof(&organisation, &person, &key, &attempt);
            client.refresh_proven(&attempt, &proof).await.summary()
        };
        assert_eq!(proven(&mut owner).await, "200");
        let mut laptop = app.client();
        laptop.sign_in(&person.email, PASSWORD).await.expect(200);
        let other = new_id();
        laptop.post("/api/v1/devices", device(&other, &damaged)).await.expect(200);
        laptop.post(&format!("/api/v1/devices/{tablet}/release"), json!({})).await.expect(200);
        app.sql(&format!("UPDATE device SET escrow = 'ff' WHERE id = '{other}'")).await;
        assert_eq!(proven(&mut owner).await, "200");
        assert_eq!(owner.refresh(&new_id()).await.summary(), "401 unauthenticated");
    }

    /// E42: fifty tabs that all lost the answer ask at once, and once more two hours later; what a thief
    /// shows afterwards ends the session and stands in the audit log.
    async fn one_attempt_has_one_successor_however_many_ask_and_however_late(app: TestApp) {
        const N_TABS: usize = 50;
        let organisation = app.organisation("North Probation").await;
        let (person, auditor) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Audrey Auditor", &organisation.region, &[Role::Auditor]),
        );
        let (before, attempt) = (person.client.clone(), new_id());
        let asking: tokio::task::JoinSet<_> = (0..N_TABS)
            .map(|_| {
                let (mut tab, attempt) = (before.clone(), attempt.clone());
                async move { (tab.refresh(&attempt).await.status, tab.cookies) }
            })
            .collect();
        let answers = asking.join_all().await;
        let (_, one) = &answers[0];
        for (status, cookies) in &answers {
            assert_eq!((*status, sorted(cookies)), (200, sorted(one)));
        }
        assert_ne!(sorted(one), sorted(&before.cookies), "it was rotated");
        let mine = format!("session_id IN (SELECT id FROM session WHERE person_id = '{}')", person.id);
        let alive = format!("SELECT count(*) FROM refresh_token WHERE used_at IS NULL AND {mine}");
        assert_eq!(app.count(&alive).await, 1);

        let earlier = (chrono::Utc::now() - chrono::Duration::hours(2)).format("%Y-%m-%d %H:%M:%S");
        app.sql(&format!("UPDATE refresh_token SET issued_at = '{earlier}' WHERE {mine}")).await;
        app.sql(&format!("UPDATE refresh_token SET used_at = '{earlier}' WHERE used_at IS NOT NULL AND {mine}")).await;
        let mut late = before.clone();
        late.refresh(&attempt).await.expect(200);
        assert_eq!((sorted(&late.cookies), app.count(&alive).await), (sorted(one), 1));

        let reused = async || {
            let log = auditor.get(&format!("/api/v1/audit?person={}", person.id)).await.expect(200);
            log.text.matches("auth.refresh_reused").count()
        };
        assert_eq!(reused().await, 0, "a retry is no theft");
        late.refresh(&new_id()).await.expect(200);
        let mut thief = before.clone();
        assert_eq!(thief.refresh(&new_id()).await.summary(), "401 unauthenticated");
        assert_eq!(reused().await, 1);
        assert_eq!(late.get("/api/v1/me").await.status, 401);
    }
}

fn sorted(cookies: &[(String, String)]) -> Vec<&(String, String)> {
    let mut sorted: Vec<_> = cookies.iter().collect();
    sorted.sort();
    sorted
}
