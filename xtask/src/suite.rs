//! `cargo xtask test`: everything that must pass, on real parts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::postgres::{Cluster, Durability};
use crate::shell::{self, Outcome, Stop};
use crate::{server, setup};

/// Crates whose tests need nothing outside the process.
const UNIT_TESTED: &[&str] = &["shared", "server", "xtask"];

/// Runs all tests, or those whose name contains one of the filters.
pub fn run(filters: &[String]) -> Outcome {
    setup::for_tests()?;
    let binary = server::build_debug()?;
    if filters.is_empty() {
        check()?;
        unit_tests()?;
    }
    let cluster = shell::timed("starting a scratch PostgreSQL", || {
        Cluster::start(Durability::Forgetful)
    })?;
    shell::step("integration tests, on SQLite and PostgreSQL, with a browser and a mail server");
    let mut suite = shell::cargo();
    suite.args(["test", "--package", "tests"]);
    if !filters.is_empty() {
        suite.arg("--").args(filters);
    }
    shell::run(with_environment(&mut suite, &binary, cluster.url())?)
}

/// Formatting and lints; a warning is a failure.
pub fn check() -> Outcome {
    shell::timed("checking the formatting", || {
        shell::run(shell::cargo().args(["fmt", "--all", "--check"]))
    })?;
    shell::timed("checking the lints", || {
        shell::run(
            shell::cargo()
                .args(["clippy", "--workspace", "--exclude", "web", "--all-targets"])
                .args(["--", "-D", "warnings"]),
        )
    })
}

/// Where a suite or a benchmark finds the parts it drives.
pub fn with_environment<'a>(
    command: &'a mut Command,
    binary: &Path,
    postgres: &str,
) -> Outcome<&'a mut Command> {
    command
        .env("ALONGSIDE_BIN", binary)
        .env("ALONGSIDE_TEST_POSTGRES_URL", postgres);
    let parts = [
        ("ALONGSIDE_TEST_CHROMIUM", chromium()),
        ("ALONGSIDE_TEST_CHROMEDRIVER", chromedriver()),
        ("ALONGSIDE_TEST_PYTHON", python()),
        ("ALONGSIDE_TEST_AXE", Some(axe())),
    ];
    for (name, path) in parts {
        let path = path.ok_or_else(|| {
            Stop::new(format!(
                "nothing to put into {name}: run `cargo xtask setup`"
            ))
        })?;
        command.env(name, path);
    }
    Ok(command)
}

pub fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| shell::find_program(name))
}

pub fn chromedriver() -> Option<PathBuf> {
    shell::find_program("chromedriver")
}

/// A Python with the mail server and the calendar reader. The system's own
/// comes first, because Debian's packages install for that one.
pub fn python() -> Option<PathBuf> {
    let candidates = [
        Some(PathBuf::from("/usr/bin/python3")),
        shell::find_program("python3"),
    ];
    candidates.into_iter().flatten().find(|python| {
        shell::answer(
            &python.to_string_lossy(),
            &["-c", "import aiosmtpd, icalendar"],
        )
        .is_some()
    })
}

/// The accessibility checker that the browser stories inject.
fn axe() -> PathBuf {
    tools().join("node_modules/axe-core/axe.min.js")
}

fn tools() -> PathBuf {
    shell::workspace().join("target/tools")
}

/// Fetches axe-core as the lock file in tests/browser pins it.
pub fn prepare_axe() -> Outcome {
    let pinned = shell::workspace().join("tests/browser");
    let lock = pinned.join("package-lock.json");
    let kept = tools().join("package-lock.json");
    let is_current = axe().exists() && fs::read(&lock).ok() == fs::read(&kept).ok();
    if is_current {
        return Ok(());
    }
    if shell::find_program("npm").is_none() {
        setup::install("npm, which fetches the accessibility checker", &["npm"])?;
    }
    shell::step("fetching the accessibility checker (axe-core) with npm");
    fs::create_dir_all(tools()).map_err(|error| Stop::file("create", &tools(), error))?;
    for name in ["package.json", "package-lock.json"] {
        let (from, to) = (pinned.join(name), tools().join(name));
        fs::copy(&from, &to).map_err(|error| Stop::file("copy", &from, error))?;
    }
    let mut npm = Command::new("npm");
    npm.current_dir(tools())
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    shell::run(&mut npm).inspect_err(|_| {
        // A half-filled folder must not look finished next time.
        let _ = fs::remove_file(&kept);
    })
}

fn unit_tests() -> Outcome {
    shell::step("unit tests");
    let mut cargo = shell::cargo();
    cargo.arg("test");
    for package in UNIT_TESTED {
        cargo.args(["--package", package]);
    }
    shell::run(&mut cargo)
}
