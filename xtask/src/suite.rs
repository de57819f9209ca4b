//! `cargo xtask test`: everything that must pass, on real parts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::postgres::{Cluster, Durability};
use crate::shell::{self, Outcome, Stop};
use crate::{dependencies, server, setup, site};

/// Crates whose tests drive no server; the web part's pure parts run natively.
const UNIT_TESTED: &[&str] = &["shared", "server", "web", "xtask"];

/// The feature with the stories of earlier builds, which need `cargo xtask versions`.
pub const OLDER_BUILDS: &str = "tests/older-builds";

/// Runs all tests and checks, or only the integration tests whose name contains
/// one of the filters. A failure does not hide what comes after it.
pub fn run(filters: &[String]) -> Outcome {
    setup::for_tests()?;
    let cluster = shell::timed("starting a scratch PostgreSQL", || {
        Cluster::start(Durability::Forgetful)
    })?;
    let mut failures = Failures::default();
    let built = server::build_debug_and(|binary| {
        if filters.is_empty() {
            failures.collect(unit_tests(binary, &cluster));
            failures.collect(check());
        }
        failures.collect(compile_integration_tests());
    });
    failures.collect(built.and_then(|binary| integration_tests(&binary, &cluster, filters)));
    if filters.is_empty() {
        failures.collect(site::check_sizes());
    }
    failures.into_outcome()
}

/// What failed so far, so that one run tells everything.
#[derive(Default)]
struct Failures(Vec<String>);

impl Failures {
    fn collect(&mut self, outcome: Outcome) {
        self.0.extend(outcome.err().map(|stop| stop.to_string()));
    }

    fn into_outcome(self) -> Outcome {
        if self.0.is_empty() {
            shell::step("everything passed");
            return Ok(());
        }
        Err(Stop::new(format!(
            "not everything passed:\n  {}",
            self.0.join("\n  ")
        )))
    }
}

fn unit_tests(binary: &Path, cluster: &Cluster) -> Outcome {
    shell::step("unit tests");
    let mut cargo = shell::patient_cargo();
    cargo.args(["test", "--no-fail-fast"]);
    for package in UNIT_TESTED {
        cargo.args(["--package", package]);
    }
    shell::run(with_environment(&mut cargo, binary, cluster.url())?)
}

fn compile_integration_tests() -> Outcome {
    shell::timed("compiling the integration tests", || {
        shell::run(shell::patient_cargo().args(["test", "--package", "tests", "--no-run"]))
    })
}

fn integration_tests(binary: &Path, cluster: &Cluster, filters: &[String]) -> Outcome {
    shell::step("integration tests, on SQLite and PostgreSQL, with a browser and a mail server");
    let mut cargo = shell::cargo();
    cargo.args(["test", "--package", "tests", "--no-fail-fast"]);
    if !filters.is_empty() {
        cargo.arg("--").args(filters);
    }
    shell::run(with_environment(&mut cargo, binary, cluster.url())?)
}

/// Formatting, dependencies and lints; a warning is a failure.
pub fn check() -> Outcome {
    shell::timed("checking the formatting", || {
        shell::run(shell::cargo().args(["fmt", "--all", "--check"]))
    })?;
    shell::timed("checking what depends on what", dependencies::check)?;
    shell::timed("checking the lints", || {
        shell::run(
            shell::patient_cargo()
                .args(["clippy", "--workspace", "--all-targets"])
                .args(["--features", OLDER_BUILDS])
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
    command.env("ALONGSIDE_TEST_POSTGRES_URL", postgres);
    with_tools(command, binary)
}

/// The same for stories that need no PostgreSQL.
pub fn with_tools<'a>(command: &'a mut Command, binary: &Path) -> Outcome<&'a mut Command> {
    command.env("ALONGSIDE_BIN", binary);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_does_not_hide_the_next() {
        let mut failures = Failures::default();
        failures.collect(Err(Stop::new("first")));
        failures.collect(Ok(()));
        failures.collect(Err(Stop::new("third")));
        let told = failures.into_outcome().expect_err("two failed").to_string();
        assert!(told.contains("first") && told.contains("third"), "{told}");
    }
}
