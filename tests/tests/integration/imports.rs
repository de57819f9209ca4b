//! The import of people from a file: what it would do first, every fault by row and column, all or
//! nothing.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Answer, Person, new_id, on_both_databases, token_in};

on_both_databases! {
    async fn an_import_says_first_what_it_would_do(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let before = people(&app).await;
        let dry = import(&organisation.administrator, "?dry_run=true", GOOD).await.expect(200).json();
        assert_eq!((&dry["dry_run"], &dry["n_rows"], dry["problems"].as_array().map(Vec::len)), (&json!(true), &json!(2), Some(0)));
        let kinds: Vec<&str> = dry["changes"].as_array().unwrap().iter().filter_map(|c| c["kind"].as_str()).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == "new_person").count(), 2, "{dry}");
        assert!(kinds.contains(&"new_unit"), "{dry}");
        assert_eq!(people(&app).await, before, "a dry run changes nothing");

        let applied = import(&organisation.administrator, "?dry_run=false", GOOD).await.expect(200).json();
        assert_eq!(applied["changes"], dry["changes"], "what was promised is what is done");
        let found = organisation.administrator.get("/api/v1/people?query=Imani").await.expect(200).json();
        assert_eq!(found["items"][0]["unit"], "Team 9");
        let again = import(&organisation.administrator, "?dry_run=false", GOOD).await.expect(200).json();
        let unchanged = again["changes"].as_array().unwrap().iter().all(|change| change["kind"] == "unchanged");
        assert!(unchanged, "the same file again changes nothing: {again}");
    }

    async fn an_import_invites_those_who_cannot_sign_in_yet(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let administrator = &organisation.administrator;
        // All tests share one mail server.
        let good = GOOD.replace("@example.org", &format!(".{}@example.org", &new_id()[24..]));
        let dry = import(administrator, "?dry_run=true&invite=true", &good).await.expect(200).json();
        assert_eq!(dry["n_waiting"], 2);
        import(administrator, "?dry_run=false", &good).await.expect(200);
        assert_eq!(app.count("SELECT count(*) FROM audit WHERE action = 'auth.invite' AND person_id IN (SELECT id FROM person WHERE status = 'invited')").await, 0);
        import(administrator, "?dry_run=false&invite=true", &good).await.expect(200);
        let emails = app.sql("SELECT email FROM person WHERE status = 'invited'").await;
        assert_eq!(emails.len(), 2);
        for email in emails.iter().map(|row| &row[0]) {
            let mail = app.mailbox().wait_for(email, |mail| mail.text.contains("token=")).await;
            app.accept(email, &token_in(&mail.text).unwrap()).await;
        }
        let all_in = import(administrator, "?dry_run=true", &good).await.expect(200).json();
        assert_eq!(all_in["n_waiting"], 0);
        assert_eq!(app.count("SELECT count(*) FROM audit WHERE action = 'people.import_try'").await, 2);
    }

    async fn a_bad_row_is_named_as_a_spreadsheet_counts(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        for end in ["\n", "\r\n"] {
            let lines = [
                "name,email,grade,unit_path,role,working_days",
                "Fay Fine,fay@example.org,po,North Region / North Quay PDU / Team 1,practitioner,",
                "",
                "\"Gil\nGray\",gil@example.org,wizard,North Region / North Quay PDU / Team 1,practitioner,",
                "",
                "",
                "Hal Hale,not an address,po,North Region / North Quay PDU / Team 1,practitioner,",
            ];
            let report = import(&organisation.administrator, "?dry_run=true", &lines.join(end)).await.expect(200).json();
            let rows: Vec<(u64, &str)> = report["problems"].as_array().unwrap().iter()
                .map(|problem| (problem["row"].as_u64().unwrap(), problem["column"].as_str().unwrap())).collect();
            assert!(rows.contains(&(4, "grade")) && rows.contains(&(7, "email")), "{rows:?}");
        }
    }

    async fn an_import_with_a_fault_names_every_bad_cell_and_changes_nothing(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let before = people(&app).await;
        let bad = "name,email,grade,unit_path,role,staff_code,working_days\n\
            Fay Fine,fay@example.org,po,North Region / North Quay PDU / Team 1,practitioner,N07B001,mon tue\n\
            ,gil@example.org,po,North Region / North Quay PDU / Team 1,practitioner,,\n\
            Hal Hale,not an address,po,North Region / North Quay PDU / Team 1,practitioner,,\n\
            Ida Ives,ida@example.org,wizard,North Region / North Quay PDU / Team 1,king,7,\n\
            Jo Jones,fay@example.org,po,North Region / North Quay PDU / Team 1,practitioner,,\n";
        for how in ["?dry_run=true", "?dry_run=false"] {
            let report = import(&organisation.administrator, how, bad).await.expect(200).json();
            let cells: Vec<(u64, &str)> = report["problems"]
                .as_array()
                .unwrap()
                .iter()
                .map(|problem| (problem["row"].as_u64().unwrap(), problem["column"].as_str().unwrap()))
                .collect();
            for cell in [(3, "name"), (4, "email"), (5, "grade"), (5, "role"), (5, "staff_code"), (6, "email")] {
                assert!(cells.contains(&cell), "{cell:?} in {cells:?}");
            }
            assert!(!cells.iter().any(|(row, _)| *row == 2 && how.contains("true")), "{cells:?}");
            assert_eq!(people(&app).await, before);
        }
        let header = import(&organisation.administrator, "?dry_run=true", "name,mail\nA,b@example.org\n").await.expect(200).json();
        let columns: Vec<String> = header["problems"].as_array().unwrap().iter().map(|p| format!("{}: {}", p["column"].as_str().unwrap(), p["code"].as_str().unwrap())).collect();
        assert!(columns.contains(&"mail: unknown_column".to_owned()), "{columns:?}");
        assert!(columns.contains(&"email: missing_column".to_owned()), "{columns:?}");
    }

    /// What the dry run passes, applying does not refuse.
    async fn an_import_names_a_code_that_stands_twice_and_a_line_manager_who_has_left(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let gone = organisation.person("Gwen Gone", &organisation.team, &[Role::Spo]).await;
        let leave = json!({ "left_on": "2026-11-01" });
        organisation.administrator.post(&format!("/api/v1/people/{}/leave", gone.id), leave).await.expect(200);
        let before = people(&app).await;
        let file = format!("name,email,grade,unit_path,role,staff_code,line_manager_email\n\
            Fay Fine,fay@example.org,po,North Region / North Quay PDU / Team 1,practitioner,N07B001,\n\
            Gil Gray,gil@example.org,po,North Region / North Quay PDU / Team 1,practitioner,N07B002,{}\n\
            Hal Hale,hal@example.org,po,North Region / North Quay PDU / Team 1,practitioner,N07B001,\n", gone.email);
        for how in ["?dry_run=true", "?dry_run=false"] {
            let report = import(&organisation.administrator, how, &file).await.expect(200).json();
            let mut problems: Vec<String> = report["problems"]
                .as_array()
                .unwrap()
                .iter()
                .map(|problem| format!("{} {}: {}", problem["row"], problem["column"].as_str().unwrap(), problem["code"].as_str().unwrap()))
                .collect();
            problems.sort();
            assert_eq!(problems, ["3 line_manager_email: left", "4 staff_code: duplicate_row"]);
            assert_eq!(people(&app).await, before);
        }
    }

    async fn only_an_administrator_imports(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let head = organisation.person("Hannah Head", &organisation.pdu, &[Role::Manager]).await;
        assert_eq!(import(&head, "?dry_run=false", GOOD).await.summary(), "403 forbidden");
    }
}

const GOOD: &str = "name,email,grade,unit_path,role,staff_code,working_days\n\
    Imani Import,imani.import@example.org,po,North Region / North Quay PDU / Team 9,practitioner,N07B901,\n\
    Ivo Import,ivo.import@example.org,spo,North Region / North Quay PDU / Team 9,spo,N07B902,\n";

pub async fn import(person: &Person, how: &str, file: &str) -> Answer {
    let path = format!("/api/v1/imports/people{how}");
    let request = person
        .client
        .request("POST".parse().unwrap(), &path)
        .header("content-type", "text/csv");
    person.client.send(request.body(file.to_owned())).await
}

async fn people(app: &tests::TestApp) -> (i64, i64) {
    (
        app.count("SELECT count(*) FROM person").await,
        app.count("SELECT count(*) FROM unit").await,
    )
}

/// What is wrong with the cells of a file, as `column: code`.
pub fn problems(report: &Value) -> Vec<String> {
    let problems = report["problems"].as_array().expect("problems").iter();
    problems
        .map(|problem| {
            format!(
                "{}: {}",
                problem["column"].as_str().unwrap_or_default(),
                problem["code"].as_str().unwrap_or_default()
            )
        })
        .collect()
}
