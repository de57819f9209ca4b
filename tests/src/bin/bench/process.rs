//! The server that is measured, as a process of its own.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::connection::{Connection, request};

const START_LIMIT: Duration = Duration::from_secs(60);

pub struct Server {
    child: Child,
    pub address: String,
    /// From the start of the process to the first answer that it is ready.
    pub ready_after: Duration,
}

impl Server {
    /// Starts a program that takes `ALONGSIDE_LISTEN`, and waits until `path` answers.
    pub async fn start(mut command: Command, path: &str) -> Self {
        let address = format!("127.0.0.1:{}", tests::free_port());
        command
            .env("ALONGSIDE_LISTEN", &address)
            .env("ALONGSIDE_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit());
        let started = Instant::now();
        // Whoever gets the value stops it; a start that fails ends the whole run, and this with it.
        #[allow(clippy::zombie_processes)]
        let child = command.spawn().expect("the program runs");
        let ready = request("GET", path, "", b"");
        while started.elapsed() < START_LIMIT {
            if let Ok(mut connection) = Connection::open(&address).await
                && let Ok(reply) = connection.send(&ready).await
                && reply.status == 200
            {
                return Self {
                    child,
                    address,
                    ready_after: started.elapsed(),
                };
            }
            tokio::task::yield_now().await;
        }
        panic!("the server is not ready within {START_LIMIT:?}");
    }

    /// The most memory it has had resident so far, in MB.
    pub fn peak_memory_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        kilobytes.unwrap_or(f64::NAN) / 1024.0
    }

    /// What it has taken of the processors so far; on PostgreSQL without the database's own processes.
    pub fn cpu(&self) -> Duration {
        let stat =
            std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        // The program's name, in brackets, may hold spaces; what follows is numbered from the state, field 3.
        let fields = stat.rsplit(')').next().unwrap_or_default();
        let ticks = fields.split_whitespace().skip(11).take(2);
        let n_ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
        // Linux counts in hundredths of a second towards programs.
        Duration::from_millis(n_ticks * 10)
    }

    /// Asks it to stop and waits for it.
    pub fn stop(mut self) {
        let _ = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    /// A run that fails leaves nothing behind; one that was stopped has ended already.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary under measurement on a data folder, and on PostgreSQL when there is a URL.
pub fn alongside(data: &Path, database_url: Option<&str>) -> Command {
    let mut command = Command::new(tests::server_binary());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ALONGSIDE_")) {
        command.env_remove(name);
    }
    command.env("ALONGSIDE_DATA", data);
    if let Some(url) = database_url {
        command.env("ALONGSIDE_DATABASE_URL", url);
    }
    command
}
