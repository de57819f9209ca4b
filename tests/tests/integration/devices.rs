//! Keys in escrow, and devices that are taken out of use. Security page §3.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{PASSWORD, Person, new_id, on_both_databases};

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const OTHER_KEY: &str = "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn device(id: &str, key: &str) -> Value {
    json!({ "id": id, "label": "Chrome, Android", "key": key })
}

async fn registered(person: &Person) -> (String, String) {
    let id = new_id();
    let answer = person
        .post("/api/v1/devices", device(&id, KEY))
        .await
        .expect(200);
    let token = answer.json()["deposit_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    (id, token)
}

on_both_databases! {
    async fn a_key_in_escrow_comes_back_to_its_owner_alone(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let owner = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let colleague = organisation.person("Owain Rees", &organisation.team, &[Role::Spo]).await;
        let elsewhere = app.organisation("South Probation").await;
        let (id, _) = registered(&owner).await;
        let path = format!("/api/v1/devices/{id}/release");

        let released = owner.post(&path, json!({})).await.expect(200);
        assert_eq!(released.json()["key"], KEY);
        for stranger in [&colleague, &organisation.administrator, &elsewhere.administrator] {
            assert_eq!(stranger.post(&path, json!({})).await.summary(), "404 not_found", "{}", stranger.name);
        }
        let n = app.count(&format!(
            "SELECT count(*) FROM audit WHERE action = 'device.release' AND subject_id = '{id}'"
        )).await;
        assert_eq!(n, 1, "every release leaves a trace");
        for row in app.sql("SELECT escrow FROM device").await {
            assert!(!row[0].contains(KEY), "the key does not stand in the database");
        }
    }

    async fn a_key_is_released_only_straight_after_a_full_sign_in(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let mut owner = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let (id, _) = registered(&owner).await;
        let path = format!("/api/v1/devices/{id}/release");
        let signed_in = |minutes_ago| {
            let at = chrono::Utc::now() - chrono::Duration::minutes(minutes_ago);
            format!("UPDATE session SET created_at = '{}'", at.format("%Y-%m-%d %H:%M:%S"))
        };
        app.sql(&signed_in(4)).await;
        owner.post(&path, json!({})).await.expect(200);
        // A refresh makes no session younger.
        app.sql(&signed_in(6)).await;
        assert_eq!(owner.post(&path, json!({})).await.summary(), "403 sign_in_again");
        owner.client.refresh("a-fresh-attempt-0123456789").await.expect(200);
        assert_eq!(owner.post(&path, json!({})).await.summary(), "403 sign_in_again");
        owner.client.sign_in(&owner.email, PASSWORD).await.expect(200);
        owner.post(&path, json!({})).await.expect(200);
    }

    async fn a_device_keeps_the_key_it_was_registered_with(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let owner = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let colleague = organisation.person("Owain Rees", &organisation.team, &[Role::Spo]).await;
        let (id, first) = registered(&owner).await;
        let again = owner.post("/api/v1/devices", device(&id, KEY)).await.expect(200);
        assert_ne!(again.json()["deposit_token"], first, "a lost answer is mended by a new token");
        let other = owner.post("/api/v1/devices", device(&id, OTHER_KEY)).await;
        assert_eq!(other.summary(), "409 id_reused");
        let stolen = colleague.post("/api/v1/devices", device(&id, KEY)).await;
        assert_eq!(stolen.summary(), "409 id_reused");
        let malformed = owner.post("/api/v1/devices", device(&new_id(), "0011")).await;
        assert_eq!((malformed.status, malformed.fields()), (422, vec!["key: malformed".to_owned()]));
    }

    async fn a_revoked_device_hears_it_at_its_next_contact(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let mut owner = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let colleague = organisation.person("Owain Rees", &organisation.team, &[Role::Spo]).await;
        let (id, token) = registered(&owner).await;
        let nobody = app.client();
        let contact = |wiped: bool| json!({ "token": token, "wiped": wiped });

        let well = nobody.post("/api/v1/devices/contact", contact(false)).await.expect(200);
        assert_eq!(well.json(), "in_use");
        nobody.post("/api/v1/devices/contact", contact(true)).await.expect(200);
        let listed = owner.get("/api/v1/devices").await.expect(200).json();
        assert!(listed[0]["wiped_at"].is_null(), "nobody told it to empty itself: {listed}");
        let last = if token.ends_with('0') { '1' } else { '0' };
        let guess = json!({ "token": format!("{}{last}", &token[..token.len() - 1]) });
        assert_eq!(nobody.post("/api/v1/devices/contact", guess).await.summary(), "404 not_found");

        let revoke = format!("/api/v1/devices/{id}/revoke");
        let mode = json!({ "mode": "preserve" });
        assert_eq!(colleague.post(&revoke, mode.clone()).await.summary(), "404 not_found");
        organisation.administrator.post(&revoke, mode).await.expect(204);
        let refused = nobody.post("/api/v1/devices/contact", contact(false)).await;
        assert_eq!(refused.summary(), "403 device_revoked");
        assert_eq!(refused.fields(), ["mode: preserve"]);
        assert_eq!(owner.get("/api/v1/me").await.status, 401, "the session on it ends at once");
        owner.client.sign_in(&owner.email, PASSWORD).await.expect(200);
        let release = owner.post(&format!("/api/v1/devices/{id}/release"), json!({})).await;
        assert_eq!(release.summary(), "403 device_revoked");

        nobody.post("/api/v1/devices/contact", contact(true)).await;
        let listed = owner.get("/api/v1/devices").await.expect(200).json();
        assert_eq!(listed[0]["revoked"], "preserve");
        assert!(listed[0]["wiped_at"].is_string(), "{listed}");
        let of_owner = format!("/api/v1/devices?person={}", owner.id);
        organisation.administrator.get(&of_owner).await.expect(200);
        assert_eq!(colleague.get(&of_owner).await.summary(), "404 not_found");
    }
}
