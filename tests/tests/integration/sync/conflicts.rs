//! Pains 19 and 20 over HTTP: two tablets write one text, and the author decides.

use serde_json::{Value, json};
use tests::{Record, Tally, new_id, on_both_databases};

on_both_databases! {
    async fn pain_19_two_tablets_of_one_observer_leave_both_texts_and_the_author_decides(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut tablet = observer.plans(&practitioner).await.drafted().await;
        let mut desk = Record { device: new_id(), sequence: 0, ..tablet.clone() };
        let (one, two) = (new_id(), new_id());
        let first = current_question(&tablet).await;
        tablet.push(&[asks(&one, &[&first], "=What did you notice?")]).await.expect(200);
        desk.push(&[asks(&two, &[&first], "What would you try again?")]).await.expect(200);

        let conflicts = tablet.observer.get(&tablet.path("/conflicts")).await.expect(200).json();
        let versions = &conflicts["items"][0]["versions"];
        let said: Vec<&str> = versions.as_array().unwrap().iter().filter_map(|v| v["body"]["text"].as_str()).collect();
        let written = ["=What did you notice?", "What would you try again?"];
        Tally::of(written, said.iter().copied()).is_whole("pain 19: texts of two tablets");
        assert_eq!(said, written);
        assert_eq!(versions[0]["device"], json!(tablet.device));
        assert_eq!(versions[1]["device"], json!(desk.device));
        assert!(conflicts["items"][0].get("outcome").is_none());

        // Nothing decides by chance what the practitioner reads.
        let n_operations = tablet.n_operations + 1;
        let release = json!({ "id": new_id(), "n_operations": n_operations });
        let refused = observer.post(&tablet.path("/share"), release).await;
        assert_eq!(refused.summary(), "422 not_ready_to_share");
        assert_eq!(refused.fields(), ["conflicts: two_versions"]);
        let hidden = practitioner.get(&tablet.path("/conflicts")).await;
        assert_eq!(hidden.summary(), "403 forbidden");

        tablet.push(&[asks(&new_id(), &[&one, &two], "What would you try again?")]).await.expect(200);
        let settled = observer.get(&tablet.path("/conflicts")).await.expect(200).json();
        let result = &settled["items"][0]["outcome"]["result"];
        assert_eq!(*result, json!({ "kept": "version", "version": two }));
        let release = json!({ "id": new_id(), "n_operations": n_operations + 1 });
        observer.post(&tablet.path("/share"), release).await.expect(200);
    }

    /// E39, pain 23: one tablet is a year behind, the other a year ahead.
    async fn e39_pain_23_a_wrong_clock_changes_no_order_and_is_not_corrected(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut ahead = observer.plans(&practitioner).await.drafted().await;
        let mut behind = Record { device: new_id(), sequence: 0, ..ahead.clone() };
        let first = current_question(&ahead).await;
        let late = json!({ "kind": "set_question", "base": first, "at": "2027-11-21T10:00:00.000Z", "text": "Ahead?" });
        let early = json!({ "kind": "set_question", "base": first, "at": "2025-11-21T10:00:00.000Z", "text": "Behind?" });
        ahead.push(&[late]).await.expect(200);
        behind.push(&[early]).await.expect(200);
        let log = observer.get(&ahead.path("/operations")).await.expect(200).json();
        let told: Vec<&str> = log["items"].as_array().unwrap().iter().rev().take(2)
            .map(|segment| segment["operations"][0]["at"].as_str().unwrap()).collect();
        assert_eq!(told, ["2025-11-21T10:00:00.000Z", "2027-11-21T10:00:00.000Z"], "by receipt, as told");
        let conflicts = observer.get(&ahead.path("/conflicts")).await.expect(200).json();
        let versions = conflicts["items"][0]["versions"].as_array().unwrap();
        let said: Vec<&str> = versions.iter().map(|v| v["body"]["text"].as_str().unwrap()).collect();
        Tally::of(["Ahead?", "Behind?"], said.iter().copied()).is_whole("E39, pain 23: texts of clocks two years apart");
        assert_eq!(said, ["Ahead?", "Behind?"], "the later receipt is the later version");
        assert!(versions.iter().all(|v| v["received_at"].as_str().unwrap().starts_with("20") && v["at"] != v["received_at"]));
    }

    async fn pain_20_the_journal_comes_as_a_sheet_that_no_spreadsheet_runs(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut tablet = observer.plans(&practitioner).await.drafted().await;
        let first = current_question(&tablet).await;
        tablet.push(&[asks(&new_id(), &[&first], "=1+1")]).await.expect(200);
        tablet.push(&[asks(&new_id(), &[&first], "What else?")]).await.expect(200);
        let by_query = observer.get(&tablet.path("/conflicts?format=csv")).await.expect(200);
        let request = observer.client.request("GET".parse().unwrap(), &tablet.path("/conflicts"));
        let by_header = observer.client.send(request.header("accept", "text/csv")).await.expect(200);
        assert_eq!(by_query.text, by_header.text);
        assert_eq!(by_query.header("content-type"), Some("text/csv; charset=utf-8"));
        let lines: Vec<&str> = by_query.text.lines().collect();
        println!("pain 20: {} versions in the journal's sheet", lines.len() - 1);
        assert_eq!(lines.len(), 3, "{}", by_query.text);
        assert!(lines[1].ends_with(",'=1+1"), "{}", lines[1]);
        assert!(lines[2].contains(&tablet.device), "{}", lines[2]);
    }
}

fn asks(id: &str, replaces: &[&str], text: &str) -> Value {
    json!({ "kind": "set_question", "id": id, "base": replaces[0], "also": replaces[1..], "text": text })
}

/// The operation that wrote the question last.
async fn current_question(record: &Record) -> String {
    let log = record
        .observer
        .get(&record.path("/operations"))
        .await
        .expect(200)
        .json();
    let segments = log["items"].as_array().unwrap().iter();
    let mut operations = segments.flat_map(|segment| segment["operations"].as_array().unwrap());
    let question = operations.find(|operation| operation["kind"] == "set_question");
    question.unwrap()["id"].as_str().unwrap().to_owned()
}
