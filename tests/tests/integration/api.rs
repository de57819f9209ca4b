//! The API as programs meet it: its description, its lists, its probes.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shared::access::POLICY;
use shared::problem::{Code, MEDIA_TYPE};
use tests::{on_both_databases, push_body};

/// A refusal, asked for in these languages.
async fn refused(client: &tests::Client, languages: &str) -> tests::Answer {
    let request = client.request("GET".parse().expect("a method"), "/api/v1/audit");
    client
        .send(request.header("accept-language", languages))
        .await
}

on_both_databases! {
    async fn the_description_lists_exactly_the_routes_of_the_policy_table(app: TestApp) {
        let answer = app.client().get("/api/v1/openapi.json").await.expect(200);
        let document = answer.json();
        assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
        let described: BTreeSet<String> = document["paths"]
            .as_object()
            .expect("paths")
            .iter()
            .flat_map(|(path, operations)| {
                let methods = operations.as_object().expect("operations").keys();
                methods.map(move |method| format!("{} {path}", method.to_uppercase()))
            })
            .collect();
        let ruled: BTreeSet<String> = POLICY.iter().map(|row| format!("{} {}", row.method, row.pattern)).collect();
        assert_eq!(described, ruled);
        assert_eq!(dangling(&document), Vec::<String>::new(), "every reference leads somewhere");
        for code in Code::ALL {
            assert!(answer.text.contains(code.as_str()), "{code:?} is described");
        }
    }

    async fn a_list_is_cut_by_key_and_loses_nothing(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut planned = BTreeSet::new();
        for _ in 0..7 {
            planned.insert(observer.plans(&practitioner).await.id);
        }
        let (mut listed, mut path, mut n_pages) = (Vec::new(), "/api/v1/observations?limit=3".to_owned(), 0);
        loop {
            let page = observer.get(&path).await.expect(200).json();
            let ids = page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned());
            listed.extend(ids);
            n_pages += 1;
            // What is added meanwhile shifts no page.
            let added = observer.plans(&practitioner).await.id;
            assert!(!listed.contains(&added));
            match page["next"].as_str() {
                Some(next) => path = format!("/api/v1/observations?limit=3&after={next}"),
                None => break,
            }
        }
        assert_eq!(n_pages, 3);
        assert_eq!(listed.len(), planned.len(), "each once");
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), planned);
        for (bad, field) in [
            ("limit=0", "limit: out_of_range"),
            ("limit=1000", "limit: out_of_range"),
            ("limit=many", "limit: wrong_type"),
            ("after=nonsense", "after: malformed"),
            ("after=%22", "after: malformed"),
            ("state=dreaming", "state: unknown"),
            // Passed over, it would be answered with everybody's, or with one's own.
            ("role=observer&practitioner_id=1", "practitioner_id: unknown_parameter"),
        ] {
            let answer = observer.get(&format!("/api/v1/observations?{bad}")).await;
            assert_eq!(answer.summary(), "400 malformed_request", "{bad}");
            assert_eq!(answer.fields(), [field], "{bad}");
        }
    }

    async fn a_problem_is_said_in_the_language_of_the_one_who_asks(app: TestApp) {
        let (_, practitioner) = app.pair().await;
        let english = refused(&practitioner.client, "en-GB,en;q=0.9").await;
        assert_eq!(english.json()["title"], "This is not yours to do");
        assert_eq!(english.header("content-language"), Some("en"));
        let by_header = refused(&practitioner.client, "cy, en;q=0.5").await;
        assert_eq!(by_header.json()["title"], "Nid eich lle chi yw gwneud hyn");
        assert_eq!(by_header.header("content-language"), Some("cy"));

        let me = practitioner.get("/api/v1/me").await.expect(200);
        assert_eq!(me.json()["locale"], "en");
        let request = practitioner.client.request("PATCH".parse().expect("a method"), "/api/v1/me");
        practitioner.client.send(request.json(&json!({ "locale": "cy" }))).await.expect(200);
        let by_choice = refused(&practitioner.client, "en-GB").await;
        assert_eq!(by_choice.json()["title"], "Nid eich lle chi yw gwneud hyn");
        let nobody = refused(&app.client(), "cy").await;
        assert_eq!(nobody.json()["title"], "Mewngofnodwch yn gyntaf");
    }

    async fn a_problem_says_what_it_is_in_a_form_programs_read(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await;
        let early = push_body(&record.device, 0, &[json!({ "kind": "start" })]);
        let problems = [
            app.client().get("/api/v1/me").await,
            observer.get("/api/v1/audit").await,
            observer.get("/api/v1/nothing").await,
            observer.post(&record.path("/operations"), early).await,
            observer.post("/api/v1/observations", json!({})).await,
        ];
        for (answer, expected) in problems.iter().zip(
            ["401 unauthenticated", "403 forbidden", "404 not_found", "409 wrong_state", "422 invalid_input"],
        ) {
            assert_eq!(answer.summary(), expected);
            assert_eq!(answer.header("content-type"), Some(MEDIA_TYPE));
            let body = answer.json();
            let code = body["code"].as_str().unwrap();
            assert_eq!(body["type"], json!(format!("/problems/{code}")));
            assert_eq!(body["status"], json!(answer.status));
            assert!(body["title"].as_str().is_some_and(|title| title.len() > 5), "{body}");
            // What is hidden must read exactly like what does not exist, so that one names no request.
            let named = if answer.status == 404 { None } else { answer.header("x-request-id") };
            assert_eq!(body["request_id"].as_str(), named, "{expected}");
        }
    }

    async fn probes_and_metrics_tell_operators_and_nobody_s_secrets(app: TestApp) {
        let (observer, _) = app.pair().await;
        for probe in ["/healthz", "/readyz"] {
            app.client().get(probe).await.expect(200);
        }
        observer.get("/api/v1/home").await.expect(200);
        let metrics = app.client().get("/metrics").await.expect(200);
        assert!(metrics.text.contains("alongside_requests_total"), "{}", metrics.text);
        assert!(metrics.text.contains("/api/v1/home"), "a route is named by its pattern");
        for secret in [&observer.email, &observer.id, "example.org"] {
            assert!(!metrics.text.contains(secret), "{secret}");
        }
    }
}

/// References of the document to schemas that it lacks.
fn dangling(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect_references(document, &mut found);
    found.retain(|reference| {
        let pointer = reference.trim_start_matches('#');
        document.pointer(pointer).is_none()
    });
    found
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(
                fields
                    .get("$ref")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            fields
                .values()
                .for_each(|value| collect_references(value, found));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|value| collect_references(value, found)),
        _ => {}
    }
}
