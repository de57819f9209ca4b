//! The server as it ships: its own process, started and killed like one.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long a start may take before a test calls it failed.
const START_LIMIT: Duration = Duration::from_secs(60);

/// What the server prints, and what it complains about, in the test's folder.
const LOG: &str = "server.log";
const ERRORS: &str = "server-errors.log";

/// A running server. Dropping it kills the process.
pub struct ServerProcess {
    child: Child,
    pub url: String,
}

/// The binary under test: `ALONGSIDE_BIN`, else the debug build of this workspace.
pub fn binary() -> PathBuf {
    match std::env::var_os("ALONGSIDE_BIN") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/alongside"),
    }
}

/// The binary with none of this process's settings.
pub fn command(data: &Path, settings: &[(&str, &str)]) -> Command {
    command_of(&binary(), data, settings)
}

/// The same of another build.
pub fn command_of(program: &Path, data: &Path, settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ALONGSIDE_")) {
        command.env_remove(name);
    }
    command
        .env("ALONGSIDE_DATA", data)
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

/// A port nobody listens on; the kernel does not give it out again for a while.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free loopback port");
    listener.local_addr().expect("its address").port()
}

impl ServerProcess {
    /// Starts on a free loopback port and waits until it says where it listens.
    pub async fn start(program: &Path, data: &Path, settings: &[(&str, &str)]) -> Self {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(data.join(ERRORS))
            .expect("a log file in the test's folder");
        let mut command = command_of(program, data, settings);
        // Mails link to the address, so it is known before the start; over a restart it stays.
        let given = settings
            .iter()
            .find(|(name, _)| *name == "ALONGSIDE_LISTEN");
        let listen = given.map_or_else(
            || format!("127.0.0.1:{}", free_port()),
            |(_, at)| (*at).to_owned(),
        );
        command.env("ALONGSIDE_LISTEN", &listen);
        command.arg("serve").stdout(Stdio::piped()).stderr(log);
        let mut child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let stdout = child.stdout.take().expect("piped above");
        let mut lines = BufReader::new(stdout).lines();
        tokio::time::timeout(START_LIMIT, async {
            while let Some(line) = lines.next_line().await.expect("readable output") {
                if line.contains(&listen) {
                    return;
                }
            }
            panic!(
                "the server ended before it listened; see {}",
                data.join(ERRORS).display()
            )
        })
        .await
        .expect("the server listens within a minute");
        // Keeps the pipe from filling up, and the log where a test can read it.
        let kept = data.join(LOG);
        tokio::spawn(async move {
            use std::io::Write;
            let mut log = std::fs::File::options()
                .create(true)
                .append(true)
                .open(kept)
                .expect("a log file");
            while let Ok(Some(line)) = lines.next_line().await {
                let _ = writeln!(log, "{line}");
            }
        });
        Self {
            child,
            url: format!("http://{listen}"),
        }
    }

    /// What servers on this folder have printed so far.
    pub fn log(data: &Path) -> String {
        [LOG, ERRORS]
            .iter()
            .filter_map(|name| std::fs::read_to_string(data.join(name)).ok())
            .collect()
    }

    /// `kill -9`, and waits until it is gone.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("the server was running");
    }

    /// Asks it to stop (SIGTERM) and answers its exit code.
    pub async fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().expect("the server is running");
        let status = std::process::Command::new("kill")
            .args(["-TERM", &pid.to_string()])
            .status();
        assert!(status.is_ok_and(|s| s.success()), "SIGTERM was sent");
        self.child.wait().await.expect("its exit status").code()
    }

    pub fn pid(&self) -> u32 {
        self.child.id().expect("the server is running")
    }
}
