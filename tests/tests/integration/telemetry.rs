//! Counts of times and failures: summed, nobody's, and off by one switch.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Person, on_both_databases};

fn report(n: u32) -> Value {
    let mut buckets = vec![0; 10];
    buckets[2] = n;
    let counts = json!([{ "what": "save", "buckets": buckets, "n_failed": 1 }]);
    json!({ "release": "0.1.0-abc", "counts": counts })
}

async fn days(administrator: &Person) -> Value {
    let page = administrator
        .get("/api/v1/telemetry")
        .await
        .expect(200)
        .json();
    page["items"].clone()
}

on_both_databases! {
    async fn counts_are_summed_by_release_and_day_and_nobody_is_in_them(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let priya = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let dafydd = organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]).await;
        for (person, n) in [(&priya, 3), (&dafydd, 4)] {
            person.post("/api/v1/telemetry", report(n)).await.expect(204);
        }
        let told = days(&organisation.administrator).await;
        assert_eq!(told.as_array().expect("days").len(), 1, "{told}");
        assert_eq!(told[0]["release"], "0.1.0-abc");
        assert_eq!(told[0]["counts"][0]["buckets"][2], 7);
        assert_eq!(told[0]["counts"][0]["n_failed"], 2);
        for person in [&priya, &dafydd] {
            assert!(!told.to_string().contains(&person.id));
            assert_eq!(person.get("/api/v1/telemetry").await.summary(), "403 forbidden");
        }

        let mut short = report(1);
        short["counts"][0]["buckets"] = json!([1]);
        assert_eq!(priya.post("/api/v1/telemetry", short).await.summary(), "422 invalid_input");
        let mut wordy = report(1);
        wordy["release"] = json!("Dafydd said");
        assert_eq!(priya.post("/api/v1/telemetry", wordy).await.summary(), "422 invalid_input");
    }

    async fn one_switch_ends_it_for_all(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let priya = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let administrator = &organisation.administrator;
        let path = "/api/v1/organisation";
        let before = administrator.get(path).await.expect(200).json();
        assert_eq!(before["telemetry"], true);
        let off = json!({ "name": before["name"], "mail_policy": before["mail_policy"], "telemetry": false });
        let version = before["version"].as_i64().expect("a version");
        let after = administrator.client.patch(path, version, off).await.expect(200).json();
        assert_eq!(after["telemetry"], false);
        assert_eq!(priya.get("/api/v1/me").await.expect(200).json()["telemetry"], false);
        priya.post("/api/v1/telemetry", report(3)).await.expect(204);
        assert_eq!(days(administrator).await, json!([]));
        // An older app that does not know of the switch leaves it as it is.
        let old = json!({ "name": before["name"], "mail_policy": before["mail_policy"] });
        let version = after["version"].as_i64().expect("a version");
        let kept = administrator.client.patch(path, version, old).await.expect(200).json();
        assert_eq!(kept["telemetry"], false);
    }
}
