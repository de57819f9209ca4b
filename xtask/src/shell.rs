//! Running programs, telling what happens, and stopping with one clear line.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a command stops: one message that tells the reader the way out.
#[derive(Debug)]
pub struct Stop(String);

pub type Outcome<T = ()> = Result<T, Stop>;

impl Stop {
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// A failed file operation, with what was being done to which path.
    pub fn file(doing: &str, path: &Path, error: impl fmt::Display) -> Self {
        Self(format!("could not {doing} {}: {error}", path.display()))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The folder of the workspace, wherever the command was typed.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies inside the workspace")
        .to_owned()
}

/// Says what the next step does, before it does it.
pub fn step(what: impl fmt::Display) {
    eprintln!("==> {what}");
}

/// Adds a detail to the step that is running.
pub fn note(what: impl fmt::Display) {
    eprintln!("    {what}");
}

/// Runs a step and says how long it took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    step(what);
    let started = Instant::now();
    let done = work()?;
    note(format!("done in {:.1} s", started.elapsed().as_secs_f32()));
    Ok(done)
}

/// Runs a program with its output in sight; anything but success stops.
pub fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| Stop::new(format!("could not start `{shown}`: {error}")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Stop::new(format!(
            "`{shown}` failed ({status}); its own message is above"
        )))
    }
}

/// Runs a program for what it prints; its messages on standard error stay in sight.
pub fn run_for_text(command: &mut Command) -> Outcome<String> {
    let shown = show(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Stop::new(format!("could not start `{shown}`: {error}")))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Stop::new(format!(
            "`{shown}` failed ({}); its own message is above",
            output.status
        )))
    }
}

/// What a program prints, trimmed, or nothing when it fails or is not there.
pub fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program lies on the PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|candidate| candidate.is_file())
}

/// The cargo that runs this xtask, so that both use one toolchain.
pub fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(workspace());
    // `cargo run` describes the xtask package in these, and crates whose build
    // scripts look at them would be built again for nothing.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// The same cargo, that lets everything else on the machine go first. Without `nice` it does not.
pub fn patient_cargo() -> Command {
    let cargo = cargo();
    let Some(nice) = find_program("nice") else {
        return cargo;
    };
    let mut command = Command::new(nice);
    command.arg(cargo.get_program()).current_dir(workspace());
    for (name, _) in cargo.get_envs() {
        command.env_remove(name);
    }
    command
}

fn show(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}
