//! The edge of the server: headers, caching, foreign sites, and input that nobody typed by hand.
//! E44 and E47 of the security page.

use reqwest::Method;
use serde_json::json;
use shared::access::{Audience, POLICY, Role};
use shared::problem::MEDIA_TYPE;
use tests::{Answer, Backend, Client, Person, TestApp, new_id, on_both_databases};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a page of ours may do: run and show what this site serves, and nothing else.
const CONTENT_POLICY: &[&str] = &[
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
];

on_both_databases! {
    async fn every_answer_carries_the_headers_that_protect_it(app: TestApp) {
        let client = app.client();
        for path in ["/", "/api/v1/me", "/api/v1/openapi.json", "/healthz", "/assets/missing.js", "/api/nothing"] {
            let answer = client.get(path).await;
            let policy = answer.header("content-security-policy").unwrap_or_default();
            let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
            for directive in CONTENT_POLICY {
                assert!(directives.contains(directive), "{path}: {directive} in {policy}");
            }
            assert!(!policy.contains("unsafe-inline") && !policy.contains("http"), "{path}: {policy}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
            assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
            assert_eq!(answer.header("strict-transport-security"), None, "{path}: this site is not on https");
            assert!(answer.header("x-request-id").is_some_and(|id| id.len() >= 16), "{path}");
            assert!(answer.header("server").is_none(), "{path}");
        }
    }

    async fn nothing_of_the_api_is_stored_by_a_browser(app: TestApp) {
        let (observer, _) = app.pair().await;
        for path in ["/api/v1/me", "/api/v1/home", "/api/v1/observations", "/api/v1/nothing"] {
            assert_eq!(observer.get(path).await.header("cache-control"), Some("no-store"), "{path}");
        }
    }

    async fn a_missing_file_is_a_problem_and_never_a_page(app: TestApp) {
        for path in ["/assets/app-0123456789abcdef.js", "/assets/app_bg.wasm", "/missing.css", "/api/v1/nothing"] {
            let request = app.client().request(Method::GET, path).header("accept", "text/html");
            let answer = app.client().send(request).await;
            assert_eq!(answer.summary(), "404 not_found", "{path}");
            assert_eq!(answer.header("content-type"), Some(MEDIA_TYPE), "{path}");
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        }
    }

    async fn a_page_that_works_offline_still_asks_for_its_worker_every_time(app: TestApp) {
        let page = app.client().request(Method::GET, "/observations").header("accept", "text/html");
        let page = app.client().send(page).await.expect(200);
        assert_eq!(page.header("cache-control"), Some("no-cache"));
        let worker = app.client().get("/sw.js").await.expect(200);
        assert_eq!(worker.header("cache-control"), Some("no-cache"));
        assert!(worker.header("content-type").is_some_and(|kind| kind.contains("javascript")));
    }

    /// E44: a page of another site, sent with everything a browser would send along, changes nothing
    /// and reads nothing.
    async fn another_site_changes_nothing_by_any_route(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await;
        let before = traces(&app).await;
        for row in POLICY {
            let id = if row.pattern.contains("/observations/") { record.id.clone() } else { new_id() };
            let path = row.pattern.replace("{id}", &id).replace("{grant}", &new_id()).replace("{hash}", "0");
            let mut bare = observer.client.clone();
            bare.token = None;
            bare.base = observer.client.base.clone();
            let request = foreign(&bare, row.method, &path).json(&json!({ "attempt": new_id() }));
            let answer = Answer::read(request.send().await.unwrap()).await;
            let is_refused = matches!(answer.summary().as_str(), "401 unauthenticated" | "403 foreign_origin");
            let is_for_all = row.method == "GET" && row.audience == Audience::Public;
            assert!(is_refused || is_for_all, "{} {path}: {}", row.method, answer.text);
            assert_eq!(answer.header("access-control-allow-origin"), None, "{} {path}", row.method);
        }
        assert_eq!(traces(&app).await, before);
        observer.get("/api/v1/me").await.expect(200);
    }

    /// E47 in small: whatever arrives is answered with a problem that names it, and never by an error of ours.
    async fn input_nobody_typed_is_a_clear_problem(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let everything = organisation.person("Evan Everything", &organisation.region, Role::ALL).await;
        let before = traces(&app).await;
        let mut n = 0;
        for row in POLICY.iter().filter(|row| matches!(row.method, "POST" | "PUT" | "PATCH")) {
            if row.audience == Audience::Cookie {
                continue;
            }
            let path = row.pattern.replace("{id}", &new_id()).replace("{hash}", "0").replace("{grant}", &new_id());
            for (what, kind, body) in bodies() {
                let answer = send_raw(&everything, row.method, &path, kind, body).await;
                assert!((400..500).contains(&answer.status), "{} {path} with {what}: {} {}", row.method, answer.status, answer.text);
                assert_eq!(answer.header("content-type"), Some(MEDIA_TYPE), "{} {path} with {what}", row.method);
                n += 1;
            }
        }
        for path in ["/api/v1/observations/not-an-id", "/api/v1/people?limit=0", "/api/v1/people?limit=101",
                     "/api/v1/people?after=%00", "/api/v1/observations?state=dreaming", "/api/v1/observations/%ff"] {
            let answer = everything.get(path).await;
            assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.text);
            n += 1;
        }
        println!("malformed: {n} requests, none of them an error of ours");
        assert_eq!(traces(&app).await, before);
        everything.get("/api/v1/me").await.expect(200);
    }

    async fn headers_have_a_limit(app: TestApp) {
        let (observer, _) = app.pair().await;
        let long = observer.client.request(Method::GET, "/api/v1/me").header("x-long", "x".repeat(200_000));
        assert_refused_at_the_edge(long.send().await).await;
        // Less than the HTTP library refuses by itself, unless it comes in pieces.
        let rather_long = observer.client.request(Method::GET, "/api/v1/me").header("x-long", "x".repeat(70_000));
        assert_refused_at_the_edge(rather_long.send().await).await;
        let mut many = observer.client.request(Method::GET, "/api/v1/me");
        for n in 0..2_000 {
            many = many.header(format!("x-{n}"), "1");
        }
        assert_refused_at_the_edge(many.send().await).await;
        // A connection that the server is closing just then takes no request; a browser asks again.
        let asks = || observer.client.request(Method::GET, "/api/v1/me").send();
        let answer = match asks().await {
            Ok(answer) => answer,
            Err(_) => asks().await.expect("the server goes on"),
        };
        assert_eq!(answer.status(), 200);
    }

    async fn a_wrong_method_is_named_as_such(app: TestApp) {
        let (observer, _) = app.pair().await;
        let request = observer.client.request(Method::DELETE, "/api/v1/me");
        assert_eq!(observer.client.send(request).await.summary(), "405 method_not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_on_https_says_so_to_every_browser() {
    let settings = [("ALONGSIDE_PUBLIC_URL", "https://alongside.example.org")];
    let app = TestApp::start_with(Backend::Sqlite, &settings).await;
    for path in ["/", "/api/v1/me"] {
        let answer = app.client().get(path).await;
        let header = answer
            .header("strict-transport-security")
            .unwrap_or_default();
        assert!(
            header.starts_with("max-age=") && header.len() >= "max-age=31536000".len(),
            "{path}: {header:?}"
        );
    }
}

/// E47: large bodies that anybody may send are held a few at a time of one source, so many that are
/// held back at their last byte fill no memory, and keep nobody else out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_bodies_of_a_stranger_are_held_a_few_at_a_time() {
    const BYTES: usize = 1_000_000;
    let app = TestApp::start(Backend::Sqlite).await;
    let hands_over = async |from: &str| {
        let client = app.client();
        let request = client.request(Method::POST, "/api/v1/quarantine");
        let request = request.header("x-forwarded-for", from).json(&json!({}));
        client.send(request).await
    };
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(begins_to_send(&app, "203.0.113.7", BYTES).await);
    }
    // Until the server has seen all three there is a place for one more.
    let mut answer = hands_over("203.0.113.7").await;
    for _ in 0..1_000 {
        if answer.status == 429 {
            break;
        }
        answer = hands_over("203.0.113.7").await;
    }
    assert_eq!(answer.summary(), "429 throttled");
    assert_eq!(hands_over("203.0.113.8").await.status, 422);
    for mut connection in held {
        connection.write_all(b" ").await.unwrap();
        let mut answer = [0; 12];
        connection.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 400");
    }
    assert_eq!(hands_over("203.0.113.7").await.status, 422);
}

/// A deposit of so many bytes, all but the last of which are sent.
async fn begins_to_send(app: &TestApp, from: &str, bytes: usize) -> TcpStream {
    let host = app.client().base.replace("http://", "");
    let mut connection = TcpStream::connect(&host).await.unwrap();
    let head = format!(
        "POST /api/v1/quarantine HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
         connection: close\r\nx-forwarded-for: {from}\r\ncontent-length: {bytes}\r\n\r\n"
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(&vec![b' '; bytes - 1]).await.unwrap();
    connection
}

/// How much was written so far: every change leaves an audit entry.
async fn traces(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in [
        "audit",
        "person",
        "unit",
        "observation",
        "meeting",
        "reflection",
        "action",
        "role_grant",
    ] {
        counts.push(app.count(&format!("SELECT count(*) FROM {table}")).await);
    }
    counts
}

/// As a form or script on another site would send it.
fn foreign(client: &Client, method: &str, path: &str) -> reqwest::RequestBuilder {
    let cookies: Vec<String> = client
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    reqwest::Client::new()
        .request(method.parse().unwrap(), format!("{}{path}", client.base))
        .header("origin", "https://evil.example")
        .header("sec-fetch-site", "cross-site")
        .header("cookie", cookies.join("; "))
}

type Body = (&'static str, &'static str, Vec<u8>);

fn bodies() -> Vec<Body> {
    let json = "application/json";
    let deep = [vec![b'['; 10_000], vec![b']'; 10_000]].concat();
    let deep_object = ["{\"id\":".repeat(5_000), "1".into(), "}".repeat(5_000)].concat();
    vec![
        ("nothing", json, Vec::new()),
        ("half an object", json, b"{\"id\": ".to_vec()),
        ("text", json, b"not json".to_vec()),
        ("a list", json, b"[1, 2, 3]".to_vec()),
        ("a number", json, b"1e999".to_vec()),
        ("bytes that are no text", json, vec![0xff, 0xfe, 0x00, 0xc0]),
        (
            "numbers for texts",
            json,
            b"{\"id\": 7, \"name\": [], \"text\": {}}".to_vec(),
        ),
        ("deep lists", json, deep),
        ("deep objects", json, deep_object.into_bytes()),
        (
            "more than anybody writes",
            json,
            vec![b' '; 6 * 1024 * 1024],
        ),
        (
            "a form",
            "application/x-www-form-urlencoded",
            b"id=1".to_vec(),
        ),
    ]
}

async fn send_raw(person: &Person, method: &str, path: &str, kind: &str, body: Vec<u8>) -> Answer {
    let request = person
        .client
        .request(method.parse().unwrap(), path)
        .header("content-type", kind);
    match request.header("if-match", "\"1\"").body(body).send().await {
        Ok(response) => Answer::read(response).await,
        Err(error) => panic!("{method} {path}: {error:?}"),
    }
}

/// Before a request is read there may be no problem body; there must be no error of ours.
async fn assert_refused_at_the_edge(answer: reqwest::Result<reqwest::Response>) {
    if let Ok(response) = answer {
        assert!(
            (400..500).contains(&response.status().as_u16()),
            "{}",
            response.status()
        );
    }
}
