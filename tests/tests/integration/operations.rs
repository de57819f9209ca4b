//! What operators do: stop it, start an older program by mistake, set it wrongly.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tests::{
    Person, Record, another_strength, new_id, on_both_databases, push_body, server_binary,
    server_command, token_in,
};

on_both_databases! {
    /// A newer program has changed the schema; this one must not write into what it does not know.
    async fn an_older_program_refuses_a_newer_schema(app: TestApp) {
        app.sql("INSERT INTO __diesel_schema_migrations (version, run_on) VALUES ('29990101000000', '2026-11-21 00:00:00')").await;
        let database = app.database().url().map(str::to_owned);
        let mut command = server_command(app.data(), &[]);
        if let Some(url) = &database {
            command.env("ALONGSIDE_DATABASE_URL", url);
        }
        let output = command.arg("serve").env("ALONGSIDE_LISTEN", "127.0.0.1:0").output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        assert!(said.contains("29990101000000") && said.trim().lines().count() == 1, "{said}");
    }

    /// Before the first release migrations were edited in place: the same name, other tables.
    async fn a_database_of_an_unreleased_build_is_refused_in_one_line(app: TestApp) {
        app.sql("ALTER TABLE quarantine DROP COLUMN n_damaged").await;
        let mut command = server_command(app.data(), &[]);
        if let Some(url) = app.database().url() {
            command.env("ALONGSIDE_DATABASE_URL", url);
        }
        let output = command.arg("migrate").output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        assert!(said.contains("unreleased build") && said.contains("quarantine"), "{said}");
        assert_eq!(said.trim().lines().count(), 1, "{said}");
    }

    /// What the operator does from the command line is a change like any other.
    async fn a_link_made_by_hand_is_in_the_log(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let email = format!("gwen.{}@example.org", new_id());
        let new = json!({ "id": new_id(), "name": "Gwen Guest", "email": email, "grade": "po", "unit_id": organisation.team });
        let id = new["id"].as_str().unwrap().to_owned();
        assert!(organisation.administrator.post("/api/v1/people", new).await.status < 300);
        let entries = format!("SELECT count(*) FROM audit WHERE action = 'auth.invite' AND person_id = '{id}'");
        let before = app.count(&entries).await;
        let link = app.admin(&["invitation-link", "--email", &email]).await;
        assert_eq!(app.count(&entries).await, before + 1);
        app.accept(&email, &token_in(&link).unwrap()).await;
    }

    /// A record from before the later migrations is released as it was: up to where it was shared, and
    /// what was taken in after it was closed.
    async fn feedback_that_was_shared_before_an_upgrade_is_released_as_it_was(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.shared().await;
        record.push(&[another_strength("Not shared yet")]).await.expect(200);
        assert!(record.self_assess().await.status < 300);
        let planned = observer.plans(&practitioner).await;
        let closed = observer.plans(&practitioner).await.acknowledged().await;
        app.sql(&format!(
            "UPDATE capture_segment SET is_past_sharing = TRUE, received_at = '2099-01-01 00:00:00'
             WHERE observation_id = '{}' AND received_seq = 1", closed.id
        )).await;
        let read = async || practitioner.get(&record.path("/feedback")).await.expect(200).json();
        let shared_up_to = async || {
            app.sql("SELECT id, shared_up_to FROM observation ORDER BY id").await
        };
        const PAST_SHARING: &str = "SELECT id FROM capture_segment WHERE is_past_sharing";
        let taken_in = app.sql(PAST_SHARING).await;
        assert_eq!(taken_in.len(), 1);
        let (feedback, before) = (read().await, shared_up_to().await);
        assert!(before.contains(&vec![planned.id.clone(), String::new()]), "{before:?}");
        assert!(before.iter().any(|row| !row[1].is_empty()), "{before:?}");
        for script in ways_back_to("2026-11-21") {
            for statement in script.split(';').map(str::trim).filter(|one| !one.is_empty()) {
                app.sql(statement).await;
            }
        }
        app.sql("DELETE FROM __diesel_schema_migrations WHERE version <> '20261121000000'").await;
        let app = app.kill_and_restart().await;
        assert_eq!(app.sql("SELECT id, shared_up_to FROM observation ORDER BY id").await, before);
        assert_eq!(app.sql(PAST_SHARING).await, taken_in);
        let after = practitioner.get(&record.path("/feedback")).await.expect(200).json();
        assert_eq!(after, feedback);
    }

    /// E19: told to stop while tablets push, it ends what it began, and what it acknowledged is there.
    async fn a_stop_under_load_loses_nothing_acknowledged(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let acknowledged = Arc::new(Mutex::new(0_u32));
        let mut load = Vec::new();
        for _ in 0..4 {
            let mut record = observer.plans(&practitioner).await;
            record.inform().await.expect(200);
            record.push(&[json!({ "kind": "start" })]).await.expect(200);
            load.push(tokio::spawn(push_until_refused(record, acknowledged.clone())));
        }
        let enough = tests::eventually(std::time::Duration::from_secs(30), || (*acknowledged.lock().unwrap() > 40).then_some(())).await;
        assert!(enough.is_some(), "there is load");
        let (app, code) = app.stop_and_restart().await;
        assert_eq!(code, Some(0));
        for pushing in load {
            pushing.await.unwrap();
        }
        let n_segments = app.count("SELECT count(*) FROM capture_segment").await;
        let n_acknowledged = i64::from(*acknowledged.lock().unwrap()) + 4;
        assert!(n_segments >= n_acknowledged, "{n_segments} kept, {n_acknowledged} acknowledged");
        assert!(n_segments <= n_acknowledged + 4, "at most one push of each tablet was cut off");
    }
}

/// What takes the migrations back that were made after the one of that day, the latest first. They are
/// the same for both databases.
fn ways_back_to(day: &str) -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/sqlite");
    let mut later: Vec<_> = std::fs::read_dir(folder)
        .expect("the migrations")
        .flatten()
        .filter(|entry| *entry.file_name() > *format!("{day}~"))
        .map(|entry| entry.path())
        .collect();
    later.sort();
    let read = |path: &std::path::PathBuf| std::fs::read_to_string(path.join("down.sql"));
    let statements = later.iter().rev().map(read);
    statements.collect::<Result<_, _>>().expect("a way back")
}

async fn push_until_refused(record: Record, acknowledged: Arc<Mutex<u32>>) {
    let mut sequence = record.sequence;
    while push(&record.observer, &record, sequence).await {
        sequence += 1;
        *acknowledged.lock().unwrap() += 1;
    }
}

async fn push(observer: &Person, record: &Record, sequence: u32) -> bool {
    let mark = json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen", "id": new_id() });
    let body: Value = push_body(&record.device, sequence, &[mark]);
    let request = observer
        .client
        .request("POST".parse().unwrap(), &record.path("/operations"))
        .json(&body);
    match request.send().await {
        Ok(response) if response.status() == 200 => response.text().await.is_ok(),
        _ => false,
    }
}

/// With other settings than the server's an administrator would be made where nobody serves.
#[tokio::test]
async fn an_admin_command_makes_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let output = server_command(&data, &[])
        .args(["admin", "organisations"])
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    let place = data.join("alongside.db");
    assert!(said.contains(&*place.to_string_lossy()), "{said}");
    assert!(!data.exists(), "nothing was made");
}

/// The lines of README.md, up to the one that serves, in one shell and with a folder of the test.
#[tokio::test]
async fn the_lines_of_the_readme_make_an_administrator_of_the_database_that_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("## Deploy it").unwrap();
    let lines = rest.split("```").nth(1).unwrap().replace(
        "/var/lib/alongside",
        &folder.path().join("served").to_string_lossy(),
    );
    let (setup, serve) = lines.split_once("alongside serve").unwrap();
    let script = format!(
        "set -e\nalongside() {{ \"$SERVER\" \"$@\"; }}\n{setup}\nalongside admin organisations{}",
        serve.split("--listen").next().unwrap()
    );
    let output = tokio::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.path())
        .env("SERVER", server_binary())
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{wrong}");
    assert!(
        said.contains("https://alongside.example.org/invitation#token="),
        "{said}"
    );
    let listed = said.rsplit("token=").next().unwrap();
    assert!(listed.contains("North Probation"), "{said}");
    assert!(!folder.path().join("data").exists(), "no second database");
}

/// A wrong setting is one line that names it, and the program does not start.
#[tokio::test]
async fn a_wrong_setting_is_named_in_one_line() {
    for (name, value) in [
        ("ALONGSIDE_LISTEN", "everywhere"),
        ("ALONGSIDE_DATABASE_URL", "mysql://localhost/alongside"),
        ("ALONGSIDE_SMTP_URL", "http://mail.example.org"),
        ("ALONGSIDE_PUBLIC_URL", "alongside"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = server_command(folder.path(), &[(name, value)])
            .arg("serve")
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let setting = name.trim_start_matches("ALONGSIDE_").to_lowercase();
        assert!(!output.status.success(), "{name}={value}");
        assert_eq!(said.trim().lines().count(), 1, "{said}");
        let named = said.to_lowercase().replace('-', "_");
        assert!(named.contains(&setting), "{name}={value}: {said}");
    }
}
