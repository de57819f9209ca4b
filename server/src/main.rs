//! The command line: serve, migrate, demo, admin, openapi.

use std::io::IsTerminal;
use std::os::unix::process::CommandExt;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use server::admin;
use server::config::{Options, Settings};
use server::context::Ctx;
use server::db::{self, Db};
use server::demo::{self, DemoOptions, Found};
use server::mail::Transport;
use server::token::Keys;
use tracing_subscriber::EnvFilter;

/// Many small allocations per request on few threads are what this allocator is made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reflective supervision for probation, on the phone, the tablet and the desk.
#[derive(Parser)]
#[command(name = "alongside", version, about)]
struct CommandLine {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the app and its API
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Fill an empty database with demo data and print its accounts
    Demo {
        /// People of the first organisation; never fewer than the cast of about forty
        #[arg(long, env = "ALONGSIDE_DEMO_PEOPLE", default_value_t = 0)]
        people: usize,
        /// Observations of the first organisation
        #[arg(long, env = "ALONGSIDE_DEMO_OBSERVATIONS")]
        observations: Option<usize>,
        /// The same seed makes the same data
        #[arg(long, env = "ALONGSIDE_DEMO_SEED")]
        seed: Option<u64>,
    },
    /// Organisations, sessions and mail, from the server's own command line
    Admin {
        #[command(subcommand)]
        command: admin::Command,
    },
    /// Print the API's description (OpenAPI 3.1)
    Openapi,
}

/// What stopped a command, in one line.
type Stop = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let CommandLine { options, command } = CommandLine::parse();
    let settings = match options.parse() {
        Ok(settings) => settings,
        Err(error) => return stopped(&error.into()),
    };
    if matches!(command, Command::Serve) {
        start_frugal();
    }
    match run(command, settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stopped(&stop),
    }
}

/// How long the allocator keeps what was freed before the system gets it back, in milliseconds.
const KEEPS_FREED: &str = "MIMALLOC_PURGE_DELAY";

/// Puts the same program in this process's place, with an allocator that keeps nothing that was
/// freed: it reads its options from the environment, and before `main`. A password takes 19 MB for a
/// moment, and a quarter less is resident at the worst for it; the requests take as long as before.
fn start_frugal() {
    if std::env::var_os(KEEPS_FREED).is_some() {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    // Comes back only where it failed, and then the server merely takes more memory.
    let _ = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(KEEPS_FREED, "0")
        .exec();
}

fn stopped(stop: &Stop) -> ExitCode {
    eprintln!("alongside: {stop}");
    ExitCode::FAILURE
}

fn run(command: Command, settings: Settings) -> Result<(), Stop> {
    match command {
        Command::Serve => {
            start_log(&settings)?;
            // Bound first: with port 0 only the listener knows where people will reach this server.
            let (settings, listener) = server::app::listen(settings)?;
            runtime(async move { Ok(server::app::serve(open(settings)?, listener).await?) })
        }
        Command::Migrate => {
            let ran = db::migrate(&settings.database)?;
            println!(
                "{}",
                if ran.is_empty() {
                    "the schema is up to date".to_owned()
                } else {
                    ran.join("\n")
                }
            );
            Ok(())
        }
        Command::Demo {
            people,
            observations,
            seed,
        } => {
            let usual = DemoOptions::default();
            let options = DemoOptions {
                people,
                observations: observations.unwrap_or(usual.observations),
                seed: seed.unwrap_or(usual.seed),
                ..usual
            };
            runtime(async move { make_demo(Db::open(&settings.database)?, &options).await })
        }
        Command::Admin { command } => runtime(async move {
            // Without the server's settings it would work on a database that nobody serves.
            db::require(&settings.database)?;
            let ctx = open(settings)?;
            let outcome = admin::run(&ctx, command).await;
            ctx.db.close().await;
            println!("{}", outcome?);
            Ok(())
        }),
        Command::Openapi => {
            println!("{}", server::openapi::document());
            Ok(())
        }
    }
}

/// Makes the demo in an empty database; in one that holds it already, only says how to sign in.
async fn make_demo(db: Db, options: &DemoOptions) -> Result<(), Stop> {
    match demo::find(&db).await? {
        Found::Other => {
            return Err(
                "the database holds an organisation that is not the demo's; nothing was changed"
                    .into(),
            );
        }
        Found::Demo => println!("The demo is there already."),
        Found::Nothing => {
            demo::generate(&db, options).await?;
            println!("The demo is made.");
        }
    }
    db.close().await;
    println!("Every account has the password {}", demo::PASSWORD);
    for account in demo::accounts() {
        println!("  {:<42} {}", account.email, account.role);
    }
    Ok(())
}

/// Everything a request works with.
fn open(settings: Settings) -> Result<Ctx, Stop> {
    let db = Db::open(&settings.database)?;
    let keys = Keys::open(&settings.data.join("keys"), &settings.public_url)?;
    let mail = match &settings.smtp_url {
        Some(url) => {
            Transport::smtp(url.expose()).map_err(|error| format!("setting smtp_url: {error}"))?
        }
        None => Transport::folder(settings.data.join("mail")),
    };
    Ok(Ctx {
        db,
        settings: Arc::new(settings),
        keys: Arc::new(keys),
        mail: Arc::new(mail),
    })
}

fn runtime<T>(work: impl Future<Output = Result<T, Stop>>) -> Result<T, Stop> {
    actix_web::rt::System::new().block_on(work)
}

/// One JSON object per line for machines; plain text where a person watches.
fn start_log(settings: &Settings) -> Result<(), Stop> {
    let filter =
        EnvFilter::try_new(&settings.log).map_err(|error| format!("setting log: {error}"))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter);
    if std::io::stdout().is_terminal() {
        log.compact().init();
    } else {
        log.json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .init();
    }
    log_panics();
    Ok(())
}

/// A panic is logged by its place alone: its message may hold what somebody wrote.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "A thread panicked");
    }));
}
