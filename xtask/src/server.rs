//! Building the server, with the web app inside.

use std::path::PathBuf;

use crate::setup;
use crate::shell::{self, Outcome};
use crate::site::{self, Compression};

/// What ships: optimised, with the web app compiled in.
pub fn build_release() -> Outcome<PathBuf> {
    setup::for_run()?;
    site::build(Compression::Best)?;
    site::check_first_load()?;
    let binary = shell::workspace().join("target/release/alongside");
    shell::timed("building the server (release)", || {
        shell::run(shell::cargo().args([
            "build",
            "--release",
            "--package",
            "server",
            "--bin",
            "alongside",
        ]))
    })?;
    shell::note(format!("{}", binary.display()));
    Ok(binary)
}

/// What `run` and the tests start: compiled in half the time, with checks on.
pub fn build_debug() -> Outcome<PathBuf> {
    site::build(Compression::Best)?;
    shell::timed("building the server (debug)", || {
        shell::run(shell::cargo().args(["build", "--package", "server", "--bin", "alongside"]))
    })?;
    Ok(shell::workspace().join("target/debug/alongside"))
}
