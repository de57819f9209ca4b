//! Building the server, with the web app inside.

use std::path::{Path, PathBuf};
use std::thread;

use crate::setup;
use crate::shell::{self, Outcome};
use crate::site::{self, Compression};

/// What ships: optimised, with the web app compiled in.
pub fn build_release() -> Outcome<PathBuf> {
    setup::for_run()?;
    site::build(Compression::Best)?;
    site::check_sizes()?;
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
///
/// It reads `dist/` while it runs, so both parts are built side by side: the web
/// part ends with minutes of optimisation that keep only one core busy. So it goes first, and most of
/// the server is built during them.
pub fn build_debug() -> Outcome<PathBuf> {
    build_debug_and(|_| {})
}

/// The same; what follows with the server is done while the web part is still being optimised.
pub fn build_debug_and(meanwhile: impl FnOnce(&Path)) -> Outcome<PathBuf> {
    let binary = shell::workspace().join("target/debug/alongside");
    thread::scope(|scope| {
        let web = scope.spawn(|| site::build(Compression::Best));
        let server = shell::timed("building the server (debug)", || {
            shell::run(shell::patient_cargo().args([
                "build",
                "--package",
                "server",
                "--bin",
                "alongside",
            ]))
        });
        if server.is_ok() {
            meanwhile(&binary);
        }
        let web = web
            .join()
            .expect("building reports failures and does not panic");
        server.and(web)
    })?;
    Ok(binary)
}
