//! A release of the web app that a test may change: what a browser is served in front of the
//! real server, so that a new version, a missing file or a damaged one can be had without a build.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::http::{Method, StatusCode};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use tokio::sync::watch;

use crate::release::Release;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    Missing,
    /// One byte is another one.
    Damaged,
    /// A page in its place, as a careless server answers.
    Page,
    /// The answer does not come until [`Shelf::mend`].
    Held,
}

#[derive(Debug, Default)]
struct State {
    release: Option<Release>,
    faults: BTreeMap<String, FileFault>,
    asked: BTreeMap<String, usize>,
    /// The refusals of a server of another version, by how the path ends.
    refusals: BTreeMap<String, Refusal>,
    /// Whether answers carry fields that nobody has heard of yet.
    is_newer: bool,
}

type Refusal = (u16, serde_json::Value);

/// Serves a release, and leads everything else to the server behind it.
#[derive(Clone)]
pub struct Shelf {
    /// As in `127.0.0.1:8080`.
    pub address: String,
    state: Arc<Mutex<State>>,
    mended: watch::Sender<u64>,
}

struct Behind {
    shelf: Shelf,
    server: String,
    client: reqwest::Client,
    /// The headers that the server gives every answer of the app.
    headers: Vec<(String, String)>,
}

impl Shelf {
    /// Stands in front of the server at `server` (an URL) with `release` on it.
    pub async fn before(server: &str, release: Release) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free loopback port");
        let shelf = Self {
            address: listener.local_addr().expect("its address").to_string(),
            state: Arc::default(),
            mended: watch::channel(0).0,
        };
        shelf.publish(release);
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        let page = client.get(server).header("accept", "text/html").send();
        let page = page.await.expect("the server answers");
        let kept = ["content-security-policy", "x-content-type-options"];
        let headers = kept
            .into_iter()
            .filter_map(|name| {
                let value = page.headers().get(name)?.to_str().ok()?;
                Some((name.to_owned(), value.to_owned()))
            })
            .collect();
        let behind = web::Data::new(Behind {
            shelf: shelf.clone(),
            server: server.to_owned(),
            client,
            headers,
        });
        let serving = HttpServer::new(move || {
            App::new()
                .app_data(behind.clone())
                .app_data(web::PayloadConfig::new(16 << 20))
                .default_service(web::to(serve))
        })
        .workers(1)
        .disable_signals()
        .listen(listener)
        .expect("a listener")
        .run();
        // It ends with the test's process.
        std::thread::spawn(move || actix_web::rt::System::new().block_on(serving));
        shelf
    }

    /// Puts another release in the place of this one.
    pub fn publish(&self, release: Release) {
        self.state().release = Some(release);
    }

    pub fn fault(&self, address: &str, fault: FileFault) {
        self.state().faults.insert(address.to_owned(), fault);
    }

    /// Takes all faults away; what was held is answered.
    pub fn mend(&self) {
        self.state().faults.clear();
        self.mended.send_modify(|n| *n += 1);
    }

    /// Answers every write to a path that ends so as a server of another version would.
    pub fn refuse(&self, ending: &str, status: u16, problem: serde_json::Value) {
        let refusal = (status, problem);
        self.state().refusals.insert(ending.to_owned(), refusal);
    }

    /// Lets every write through again.
    pub fn refuse_nothing(&self) {
        self.state().refusals.clear();
    }

    /// From now on answers carry fields of a later version.
    pub fn become_newer(&self) {
        self.state().is_newer = true;
    }

    /// How often a file was asked for.
    pub fn n_asked(&self, address: &str) -> usize {
        self.state().asked.get(address).copied().unwrap_or_default()
    }

    /// Waits until a file was asked for.
    pub async fn is_asked(&self, address: &str) {
        let mut ticks = tokio::time::interval(std::time::Duration::from_millis(20));
        for _ in 0..1_000 {
            ticks.tick().await;
            if self.n_asked(address) > 0 {
                return;
            }
        }
        panic!("nobody asks for {address}")
    }

    fn refusal(&self, request: &HttpRequest) -> Option<Refusal> {
        if request.method() == Method::GET {
            return None;
        }
        let state = self.state();
        let mut refusals = state.refusals.iter();
        let found = refusals.find(|(ending, _)| request.path().ends_with(ending.as_str()));
        found.map(|(_, refusal)| refusal.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no holder panics")
    }

    /// The file at a path and what is wrong with it; `None` where the path is the server's.
    fn look_up(
        &self,
        path: &str,
        is_navigation: bool,
    ) -> Option<(Option<Vec<u8>>, Option<FileFault>)> {
        let mut state = self.state();
        let release = state.release.as_ref().expect("published at the start");
        let own = path.starts_with("/assets/") || release.files.contains_key(path);
        let address = if own {
            path
        } else if is_navigation && !path.starts_with("/api/") {
            "/index.html"
        } else {
            return None;
        };
        let content = release.files.get(address).cloned();
        let fault = state.faults.get(address).copied();
        *state.asked.entry(address.to_owned()).or_default() += 1;
        Some((content, fault))
    }
}

async fn serve(request: HttpRequest, body: web::Bytes, behind: web::Data<Behind>) -> HttpResponse {
    let path = request.path();
    let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
    let is_navigation = header("accept").is_some_and(|accept| accept.contains("text/html"));
    let found = (request.method() == Method::GET)
        .then(|| behind.shelf.look_up(path, is_navigation))
        .flatten();
    let Some((content, mut fault)) = found else {
        return pass_on(&request, body, &behind).await;
    };
    if fault == Some(FileFault::Held) {
        let _ = behind.shelf.mended.subscribe().changed().await;
        fault = None;
    }
    let is_asset = path.starts_with("/assets/");
    let mut answer = match (content, fault) {
        (Some(_), Some(FileFault::Page)) => {
            let mut answer = HttpResponse::Ok();
            answer.insert_header((CONTENT_TYPE, "text/html"));
            return answer.body("<!doctype html><title>Sign in to the Wi-Fi</title>");
        }
        (Some(mut content), fault) if fault != Some(FileFault::Missing) => {
            if fault == Some(FileFault::Damaged) {
                let middle = content.len() / 2;
                content[middle] ^= 1;
            }
            let kind = if is_asset {
                path
            } else {
                path.strip_prefix("/sw").map_or("x.html", |_| "x.js")
            };
            let mut answer = HttpResponse::Ok();
            answer.insert_header((CONTENT_TYPE, content_type(kind)));
            let caching = if is_asset {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            };
            answer.insert_header((CACHE_CONTROL, caching));
            answer.body(content)
        }
        _ => HttpResponse::NotFound()
            .insert_header((CACHE_CONTROL, "no-store"))
            .finish(),
    };
    for (name, value) in &behind.headers {
        let name = name.parse().expect("a header's name");
        answer
            .headers_mut()
            .insert(name, value.parse().expect("a header's value"));
    }
    answer
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("html") => "text/html; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "text/plain; charset=utf-8",
    }
}

/// The same request to the server, and its answer.
async fn pass_on(request: &HttpRequest, body: web::Bytes, behind: &Behind) -> HttpResponse {
    if let Some((status, problem)) = behind.shelf.refusal(request) {
        let status = StatusCode::from_u16(status).expect("a status");
        return HttpResponse::build(status)
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(problem.to_string());
    }
    let method = request.method().as_str().parse().expect("a method");
    let url = format!("{}{}", behind.server, request.uri());
    let mut onward = behind.client.request(method, url).body(body.to_vec());
    for (name, value) in request.headers() {
        if !["host", "connection", "content-length"].contains(&name.as_str()) {
            onward = onward.header(name.as_str(), value.as_bytes());
        }
    }
    let Ok(answer) = onward.send().await else {
        return HttpResponse::BadGateway().finish();
    };
    let status = StatusCode::from_u16(answer.status().as_u16()).expect("a status");
    let mut back = HttpResponse::build(status);
    for (name, value) in answer.headers() {
        if !["connection", "content-length", "transfer-encoding"].contains(&name.as_str()) {
            back.append_header((name.as_str(), value.as_bytes()));
        }
    }
    let body = answer.bytes().await.unwrap_or_default();
    match serde_json::from_slice(&body) {
        Ok(said) if behind.shelf.state().is_newer => back.body(enriched(said).to_string()),
        _ => back.body(body),
    }
}

/// The answer with a field of a later version in it, and in each item of a list. Objects further
/// in may be maps, whose keys mean something.
fn enriched(mut said: serde_json::Value) -> serde_json::Value {
    let enrich = |value: &mut serde_json::Value| {
        if let Some(object) = value.as_object_mut() {
            object.insert(
                "of_a_later_version".into(),
                serde_json::json!({ "n": [1, 2] }),
            );
        }
    };
    enrich(&mut said);
    for list in ["items", "operations", "roles"] {
        if let Some(items) = said.get_mut(list).and_then(|list| list.as_array_mut()) {
            items.iter_mut().for_each(enrich);
        }
    }
    said
}
