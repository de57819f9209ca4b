//! The benchmark of `cargo xtask bench`: durable submissions and audited reads over HTTP, beside
//! what the same machine can do at most.

mod connection;
mod ground;
mod limits;
mod load;
mod process;
mod report;
mod submission;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tests::{Backend, Database};

use ground::Observer;
use process::{Server, alongside};
use report::{EMPTY, FEEDBACK, Findings, HOME, LIST, Line, SUBMIT};
use submission::Session;

/// How large a run is; every figure has a flag of its name.
pub struct Scale {
    pub people: usize,
    pub observations: usize,
    /// Submissions over each number of connections.
    submissions: [(usize, usize); 3],
    read_for: Duration,
    backends: Vec<Backend>,
    page: Option<String>,
}

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
    let scale = parse(&arguments);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    tokio::task::LocalSet::new().block_on(&runtime, run(&scale));
}

fn parse(arguments: &[String]) -> Scale {
    let mut scale = Scale {
        people: 20_000,
        observations: 200_000,
        submissions: [(1, 1_500), (8, 4_000), (32, 8_000)],
        read_for: Duration::from_secs(8),
        backends: vec![Backend::Sqlite, Backend::Postgres],
        page: None,
    };
    let mut arguments = arguments.iter();
    while let Some(name) = arguments.next() {
        let value = arguments
            .next()
            .unwrap_or_else(|| panic!("{name} needs a value"));
        let number = || {
            value
                .parse::<usize>()
                .unwrap_or_else(|_| panic!("{name} needs a number"))
        };
        match name.as_str() {
            "--people" => scale.people = number(),
            "--observations" => scale.observations = number(),
            "--submissions" => scale.submissions = scale.submissions.map(|(n, _)| (n, number())),
            "--seconds" => scale.read_for = Duration::from_secs(number() as u64),
            "--database" if value == "sqlite" => scale.backends = vec![Backend::Sqlite],
            "--database" if value == "postgres" => scale.backends = vec![Backend::Postgres],
            "--write" => scale.page = Some(value.clone()),
            _ => panic!("unknown: {name} {value}"),
        }
    }
    scale
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
         a 4 KB write and flush takes {flush} µs (median).\n\n",
        scale.people, scale.observations
    );
    for backend in &scale.backends {
        measure(*backend, &folder.path().join(format!("{backend:?}")), scale)
            .await
            .write(&mut page);
        println!("{page}");
    }
    if let Some(path) = &scale.page {
        std::fs::write(workspace.join(path), page.trim_end().to_owned() + "\n")
            .expect("a writable page");
    }
}

async fn measure(backend: Backend, data: &Path, scale: &Scale) -> Findings {
    let database = Database::create(backend).await;
    eprintln!(
        "{backend:?}: making {} people and {} observations",
        scale.people, scale.observations
    );
    let account = ground::fill(data, database.url(), scale);
    let start = || Server::start(serve(data, database.url()), "/readyz");
    let mut starts = Vec::new();
    for _ in 0..N_STARTS {
        let server = start().await;
        starts.push(server.ready_after);
        server.stop();
    }
    starts.sort_unstable();
    let server = start().await;
    let observer = Observer::sign_in(&server, &account).await;
    eprintln!("{backend:?}: reading");
    let mut lines = read(&server, &observer, scale).await;
    let n_own_records = observer.n_records().await;
    eprintln!("{backend:?}: submitting");
    let (submitted, submission_bytes) = submit(&server, &observer, scale).await;
    lines.splice(0..0, submitted);
    let spare = observer
        .plan(&server, scale.submissions[2].1.min(4_000))
        .await;
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
        ready_ms: starts[N_STARTS / 2].as_secs_f64() * 1000.0,
        plain_sql_per_second: (backend == Backend::Sqlite)
            .then(|| plain_sql(data, &spare, &observer)),
        empty_route: empty_route(scale).await,
    }
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
    let home = [observer.get("/api/v1/home")];
    let list = [observer.get("/api/v1/observations?role=observer&limit=50")];
    let mut lines = Vec::new();
    for (what, n, requests) in [
        (FEEDBACK, N_READERS, feedback.as_slice()),
        (FEEDBACK, N_PAGE_READERS, &feedback),
        (HOME, N_PAGE_READERS, &home),
        (LIST, N_PAGE_READERS, &list),
    ] {
        // The first second fills caches and is not counted.
        load::repeat(&server.address, n, requests, Duration::from_secs(1)).await;
        let measured = load::repeat(&server.address, n, requests, scale.read_for).await;
        lines.push(Line::new(what, n, &measured));
    }
    lines
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
        let measured = load::send_all(&server.address, n_connections, requests).await;
        lines.push(Line::new(SUBMIT, n_connections, &measured));
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
    load::repeat(
        &server.address,
        N_READERS,
        &requests,
        Duration::from_secs(1),
    )
    .await;
    let measured = load::repeat(&server.address, N_READERS, &requests, scale.read_for).await;
    server.stop();
    Line::new(EMPTY, N_READERS, &measured)
}

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
