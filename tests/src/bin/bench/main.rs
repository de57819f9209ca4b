//! The benchmark of `cargo xtask bench`: durable submissions and audited reads over HTTP, beside
//! what the same machine can do at most.

mod connection;
mod ground;
mod limits;
mod load;
mod process;
mod report;
mod scale;
mod submission;
mod sync;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tests::{Backend, Database};

use ground::{ADMINISTRATOR, Accounts, HEAD, OBSERVER, Observer, PRACTITIONER};
use process::{Server, alongside};
use report::{EMPTY, FEEDBACK, Findings, HOME, LIST, Line, SUBMIT};
use scale::{Part, Scale};
use submission::Session;

/// Starts of the server that the median is taken of.
const N_STARTS: usize = 5;
const N_READERS: usize = 32;
const N_PAGE_READERS: usize = 8;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .first()
        .is_some_and(|first| first == "empty-route")
    {
        let address = std::env::var("ALONGSIDE_LISTEN").expect("set by the run that starts this");
        limits::serve_empty_route(&address).expect("a free port");
        return;
    }
    let scale = Scale::parse(&arguments);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    tokio::task::LocalSet::new().block_on(&runtime, run(&scale));
}

async fn run(scale: &Scale) {
    // Beside the build and not among temporary files, which may be kept in memory.
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(workspace.join("target"))
        .expect("a scratch folder");
    let flush = limits::flush_microseconds(folder.path());
    let n_cores = std::thread::available_parallelism().map_or(0, usize::from);
    let mut page = format!(
        "{INTRODUCTION}\nThis run: {} people, {} observations, {n_cores} cores shared by server, database and load, \
         a 4 KB write and flush takes {flush} µs (median), the machine's load before it was {}.\n\n",
        scale.people,
        scale.observations,
        limits::load_average()
    );
    for backend in &scale.backends {
        measure(*backend, &folder.path().join(format!("{backend:?}")), scale)
            .await
            .write(&mut page);
        println!("{page}");
    }
    if let Some(path) = &scale.page {
        let path = workspace.join(path);
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let by_hand = before.find(BY_HAND).map_or("", |at| &before[at..]);
        std::fs::write(&path, format!("{}\n\n{by_hand}", page.trim_end()))
            .expect("a writable page");
    }
}

async fn measure(backend: Backend, data: &Path, scale: &Scale) -> Findings {
    let database = Database::create(backend).await;
    let accounts = ground::fill(data, database.url(), scale);
    let ready_ms = match scale.has(Part::Starts) {
        true => Some(ready_ms(data, &database).await),
        false => None,
    };
    let server = Server::start(serve(data, database.url()), "/readyz").await;
    let observer = Observer::sign_in(&server, &accounts).await;
    let n_own_records = observer.n_records().await;
    eprintln!("{backend:?}: reading");
    let mut lines = read(&server, &observer, scale).await;
    lines.extend(pages(&server, &accounts, scale).await);
    let mut limit = None;
    let mut submission_bytes = 0;
    if scale.has(Part::Submissions) {
        eprintln!("{backend:?}: submitting");
        let (submitted, bytes) = submit(&server, &observer, scale).await;
        lines.splice(0..0, submitted);
        submission_bytes = bytes;
        let n_spare = scale.submissions[2].1.min(4_000);
        limit = Some(observer.plan(&server, n_spare).await)
            .filter(|_| backend == Backend::Sqlite && scale.has(Part::Limits));
    }
    let peak_memory_mb = server.peak_memory_mb();
    server.stop();
    Findings {
        database: if backend == Backend::Sqlite {
            "SQLite"
        } else {
            "PostgreSQL"
        },
        lines,
        submission_bytes,
        n_own_records,
        peak_memory_mb,
        ready_ms,
        plain_sql_per_second: limit.map(|planned| plain_sql(data, &planned, &observer)),
        empty_route: match scale.has(Part::Limits) {
            true => Some(empty_route(scale).await),
            false => None,
        },
    }
}

/// The median of a few starts.
async fn ready_ms(data: &Path, database: &Database) -> f64 {
    let mut starts = Vec::new();
    for _ in 0..N_STARTS {
        let server = Server::start(serve(data, database.url()), "/readyz").await;
        starts.push(server.ready_after);
        server.stop();
    }
    starts.sort_unstable();
    starts[N_STARTS / 2].as_secs_f64() * 1000.0
}

fn serve(data: &Path, database_url: Option<&str>) -> Command {
    let mut command = alongside(data, database_url);
    command.arg("serve");
    command
}

async fn read(server: &Server, observer: &Observer, scale: &Scale) -> Vec<Line> {
    let feedback: Vec<Vec<u8>> = observer
        .released
        .iter()
        .map(|id| observer.get(&format!("/api/v1/observations/{id}/feedback")))
        .collect();
    assert!(!feedback.is_empty(), "the observer has released feedback");
    let mut lines = Vec::new();
    if scale.has(Part::Feedback) {
        for n in [N_READERS, N_PAGE_READERS] {
            lines.push(repeated(server, FEEDBACK, n, &feedback, scale).await);
        }
    }
    if scale.has(Part::Sync) {
        for n in [1, 10, 100] {
            let before = server.cpu();
            let measured = sync::initial(&server.address, &observer.token, n).await;
            let cpu = server.cpu() - before;
            lines.push(Line::new("a new device's first sync", n, &measured, cpu));
        }
    }
    lines
}

/// The pages that people open first, each as somebody whose page it is.
async fn pages(server: &Server, accounts: &Accounts, scale: &Scale) -> Vec<Line> {
    let pages = [
        (Part::Home, HOME, OBSERVER, "/api/v1/home"),
        (
            Part::Home,
            "the practitioner's home",
            PRACTITIONER,
            "/api/v1/home",
        ),
        (Part::Home, "the head's home", HEAD, "/api/v1/home"),
        (
            Part::Home,
            "the head's coverage board",
            HEAD,
            "/api/v1/coverage",
        ),
        (
            Part::List,
            LIST,
            OBSERVER,
            "/api/v1/observations?role=observer&limit=50",
        ),
        (
            Part::List,
            "the same by the head",
            HEAD,
            "/api/v1/observations?limit=50",
        ),
        (
            Part::List,
            "a page of 50 people",
            ADMINISTRATOR,
            "/api/v1/people?limit=50",
        ),
    ];
    let mut lines = Vec::new();
    for (part, what, whose, path) in pages {
        if scale.has(part) {
            let token = accounts.sign_in(server, whose).await.token;
            let token = token.expect("signed in");
            let requests = [connection::request("GET", path, &token, b"")];
            lines.push(repeated(server, what, N_PAGE_READERS, &requests, scale).await);
        }
    }
    lines
}

async fn repeated(
    server: &Server,
    what: &str,
    n: usize,
    requests: &[Vec<u8>],
    scale: &Scale,
) -> Line {
    // The first second fills caches and is not counted.
    load::repeat(&server.address, n, requests, Duration::from_secs(1)).await;
    let before = server.cpu();
    let measured = load::repeat(&server.address, n, requests, scale.read_for).await;
    Line::new(what, n, &measured, server.cpu() - before)
}

async fn submit(server: &Server, observer: &Observer, scale: &Scale) -> (Vec<Line>, usize) {
    let session = Session {
        token: &observer.token,
        items: &observer.items,
    };
    let (mut lines, mut bytes) = (Vec::new(), 0);
    for (n_connections, n) in scale.submissions {
        let planned = observer.plan(server, n).await;
        let requests: Vec<Vec<u8>> = planned
            .iter()
            .map(|id| submission::submit(&session, id))
            .collect();
        bytes = requests[0].len();
        let before = server.cpu();
        let measured = load::send_all(&server.address, n_connections, requests).await;
        let cpu = server.cpu() - before;
        lines.push(Line::new(SUBMIT, n_connections, &measured, cpu));
    }
    (lines, bytes)
}

/// The limit on a copy, so that the server's own file stays as it measured it.
fn plain_sql(data: &Path, planned: &[String], observer: &Observer) -> f64 {
    let copy = data.join("copy.sqlite");
    std::fs::copy(Database::sqlite_file(data), &copy).expect("room on the disk");
    let session = Session {
        token: "",
        items: &observer.items,
    };
    let submission = submission::submit(&session, "");
    let operations = String::from_utf8_lossy(&submission).into_owned();
    limits::plain_sql_per_second(&copy, planned, &operations)
}

async fn empty_route(scale: &Scale) -> Line {
    let mut command = Command::new(std::env::current_exe().expect("this program's path"));
    command.arg("empty-route");
    let server = Server::start(command, "/").await;
    let requests = [connection::request("GET", "/", "", b"")];
    let line = repeated(&server, EMPTY, N_READERS, &requests, scale).await;
    server.stop();
    line
}

/// From this heading on a page is written by people, and stays.
const BY_HAND: &str = "## What was tried";

const INTRODUCTION: &str = "\
# Performance

Measured by `cargo xtask bench --write docs/PERFORMANCE.md`, which builds the release server, fills a scratch
SQLite file and a scratch PostgreSQL with the seeded demo, and drives the server over HTTP/1.1 kept alive. Each
connection sends its next request when the last is answered. A submission is one push of a whole observed session:
start, 50 notes, end, 60 ratings; it is acknowledged after its commit is flushed to the disk
(`synchronous = FULL`, `fsync = on`). Every request carries a token: session, person and roles are read from the
database each time, permission is decided, and a read of content is written to the audit log and flushed before
it is answered. A flush may cost 0.1 ms on a quiet disk and 3 ms on a busy one, so only the ratios of one run
count; the two limits are measured in the same run, with the same load generator on the same cores.
";
