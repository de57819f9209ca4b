//! A PostgreSQL cluster that lives as long as one command.

use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::setup;
use crate::shell::{self, Outcome, Stop};

const START_LIMIT: Duration = Duration::from_secs(30);
const STOP_LIMIT: Duration = Duration::from_secs(20);
const FOLDER_PREFIX: &str = "alongside-postgres-";

/// Whether a power cut may lose the cluster's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// For tests: nothing is flushed.
    Forgetful,
    /// For measurements: every commit is flushed, as in operation.
    Flushed,
}

/// A running cluster; dropping it stops the server and removes its folder.
pub struct Cluster {
    server: Child,
    folder: PathBuf,
    url: String,
}

impl Cluster {
    /// Creates and starts a cluster on a free loopback port.
    pub fn start(durability: Durability) -> Outcome<Self> {
        remove_leftovers();
        let folder = scratch_folder()?;
        let password = random_word()?;
        init(&folder, &password)?;
        let port = free_port()?;
        let server = launch(&folder, port, durability)?;
        let url = format!("postgres://alongside:{password}@127.0.0.1:{port}/postgres");
        let mut cluster = Self {
            server,
            folder,
            url,
        };
        cluster.wait_until_ready(port)?;
        Ok(cluster)
    }

    /// Where it listens, as a connection address with password.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_ready(&mut self, port: u16) -> Outcome {
        let started = Instant::now();
        let mut ready = as_server_user(&program_or_stop("pg_isready")?, &self.folder);
        ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        while started.elapsed() < START_LIMIT {
            let has_ended = self.server.try_wait().is_ok_and(|status| status.is_some());
            if has_ended {
                break;
            }
            let answers = TcpStream::connect(("127.0.0.1", port)).is_ok();
            if answers && ready.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("server.log")).unwrap_or_default();
        Err(Stop::new(format!(
            "the scratch PostgreSQL did not start; it said:\n{log}"
        )))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown; it ends its own children.
        signal("INT", self.server.id());
        let asked = Instant::now();
        while asked.elapsed() < STOP_LIMIT {
            if !matches!(self.server.try_wait(), Ok(None)) {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A program of PostgreSQL: on the PATH, or where Debian keeps each version.
pub fn program(name: &str) -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    versions.sort_by_key(|path| {
        path.file_name()
            .and_then(|name| name.to_string_lossy().parse::<u32>().ok())
    });
    let newest_first = versions
        .into_iter()
        .rev()
        .map(|version| version.join("bin").join(name));
    newest_first
        .into_iter()
        .find(|path| path.exists())
        .or_else(|| shell::find_program(name))
}

fn program_or_stop(name: &str) -> Outcome<PathBuf> {
    program(name).ok_or_else(|| {
        Stop::new(format!(
            "PostgreSQL's {name} is missing: run `cargo xtask setup`"
        ))
    })
}

fn init(folder: &Path, password: &str) -> Outcome {
    let password_file = folder.join("password");
    fs::write(&password_file, password)
        .map_err(|error| Stop::file("write", &password_file, error))?;
    give_to_server_user(&password_file)?;
    let mut initdb = as_server_user(&program_or_stop("initdb")?, folder);
    initdb
        .args([
            "--auth=scram-sha-256",
            "--username=alongside",
            "--encoding=UTF8",
        ])
        .args(["--locale=C.UTF-8", "--no-sync"])
        .arg(format!("--pwfile={}", password_file.display()))
        .arg("-D")
        .arg(folder.join("data"));
    let output = initdb
        .output()
        .map_err(|error| Stop::new(format!("could not start initdb: {error}")))?;
    fs::remove_file(&password_file).map_err(|error| Stop::file("remove", &password_file, error))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Stop::new(format!(
        "initdb failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    )))
}

fn launch(folder: &Path, port: u16, durability: Durability) -> Outcome<Child> {
    let log_path = folder.join("server.log");
    let log =
        fs::File::create(&log_path).map_err(|error| Stop::file("create", &log_path, error))?;
    let log_too = log
        .try_clone()
        .map_err(|error| Stop::file("share", &log_path, error))?;
    let mut server = as_server_user(&program_or_stop("postgres")?, folder);
    server
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-p", &port.to_string()]);
    // Without a socket file nothing depends on the length of the folder's path.
    for setting in [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=300",
    ] {
        server.args(["-c", setting]);
    }
    if durability == Durability::Forgetful {
        for setting in [
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
        ] {
            server.args(["-c", setting]);
        }
    }
    server
        .stdout(log)
        .stderr(log_too)
        .spawn()
        .map_err(|error| Stop::new(format!("could not start PostgreSQL: {error}")))
}

/// A program of PostgreSQL, which refuses to run as root.
fn as_server_user(program: &Path, folder: &Path) -> Command {
    let mut command = if setup::is_root() {
        let user = server_user();
        let mut setpriv = Command::new("setpriv");
        // The server ends with xtask, even when xtask is killed.
        setpriv.args([
            "--reuid",
            &user.to_string(),
            "--regid",
            &user.to_string(),
            "--clear-groups",
        ]);
        setpriv.args(["--pdeathsig", "INT"]).arg(program);
        setpriv
    } else {
        Command::new(program)
    };
    command.current_dir(folder).stdin(Stdio::null());
    for name in [
        "PGDATA",
        "PGHOST",
        "PGPORT",
        "PGUSER",
        "PGPASSWORD",
        "PGDATABASE",
        "PGOPTIONS",
    ] {
        command.env_remove(name);
    }
    command
}

/// The number of the user `postgres`, or of `nobody`, which every system has.
fn server_user() -> u32 {
    const NOBODY: u32 = 65_534;
    shell::answer("id", &["-u", "postgres"])
        .and_then(|id| id.parse().ok())
        .unwrap_or(NOBODY)
}

fn give_to_server_user(path: &Path) -> Outcome {
    if !setup::is_root() {
        return Ok(());
    }
    let user = server_user();
    chown(path, Some(user), Some(user)).map_err(|error| Stop::file("hand over", path, error))
}

/// A new folder the server's user can reach: under target/ where possible,
/// else (a clone in a home folder closed to others) among temporary files.
fn scratch_folder() -> Outcome<PathBuf> {
    let name = format!("{FOLDER_PREFIX}{}", std::process::id());
    for root in scratch_roots() {
        let folder = root.join(&name);
        if fs::create_dir_all(&folder).is_err() {
            continue;
        }
        give_to_server_user(&folder)?;
        let mut reaches = as_server_user(Path::new("test"), Path::new("/"));
        if reaches
            .arg("-w")
            .arg(&folder)
            .status()
            .is_ok_and(|status| status.success())
        {
            return Ok(folder);
        }
        let _ = fs::remove_dir(&folder);
    }
    Err(Stop::new(
        "no folder for a scratch PostgreSQL that its user can write to",
    ))
}

fn scratch_roots() -> [PathBuf; 2] {
    [shell::workspace().join("target"), std::env::temp_dir()]
}

/// Stops and removes clusters whose command was killed. A folder carries the
/// number of its xtask, so a cluster in use is left alone.
fn remove_leftovers() {
    if !Path::new("/proc/self").exists() {
        return;
    }
    for root in scratch_roots() {
        let Ok(entries) = fs::read_dir(&root) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(owner) = name
                .strip_prefix(FOLDER_PREFIX)
                .and_then(|id| id.parse::<u32>().ok())
            else {
                continue;
            };
            let folder = entry.path();
            let is_ours = entry.metadata().is_ok_and(|folder| {
                setup::is_root()
                    || fs::metadata("/proc/self").is_ok_and(|me| me.uid() == folder.uid())
            });
            if is_ours && !Path::new(&format!("/proc/{owner}")).exists() {
                stop_leftover(&folder);
                let _ = fs::remove_dir_all(&folder);
            }
        }
    }
}

fn stop_leftover(folder: &Path) {
    let data = folder.join("data");
    let Ok(lines) = fs::read_to_string(data.join("postmaster.pid")) else {
        return;
    };
    let Some(id) = lines
        .lines()
        .next()
        .and_then(|line| line.trim().parse::<u32>().ok())
    else {
        return;
    };
    // The number may belong to another process by now; the server's working
    // folder is its data folder, and no other process has that one.
    let runs_here = fs::read_link(format!("/proc/{id}/cwd")).is_ok_and(|cwd| cwd == data);
    if runs_here {
        signal("INT", id);
    }
}

fn signal(name: &str, process: u32) {
    let _ = Command::new("kill")
        .arg(format!("-{name}"))
        .arg(process.to_string())
        .status();
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0))
        .map_err(|error| Stop::new(format!("no free port on loopback: {error}")))?;
    let address = listener
        .local_addr()
        .map_err(|error| Stop::new(error.to_string()))?;
    Ok(address.port())
}

fn random_word() -> Outcome<String> {
    let path = Path::new("/dev/urandom");
    let mut bytes = [0_u8; 16];
    fs::File::open(path)
        .and_then(|mut file| file.read_exact(&mut bytes))
        .map_err(|error| Stop::file("read", path, error))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let cluster = Cluster::start(Durability::Forgetful).expect("PostgreSQL is installed");
        let psql = program_or_stop("psql").expect("it comes with the server");
        let select = ["-X", "-A", "-t", "-c", "select 6 * 7", cluster.url()];
        let answer = shell::answer(&psql.to_string_lossy(), &select);
        assert_eq!(answer.as_deref(), Some("42"));

        let (folder, server) = (cluster.folder.clone(), cluster.server.id());
        drop(cluster);
        assert!(!folder.exists());
        assert!(!Path::new(&format!("/proc/{server}")).exists());
    }

    #[test]
    fn passwords_are_long_and_differ() {
        let first = random_word().expect("the system has randomness");
        assert_eq!(first.len(), 32);
        assert_ne!(first, random_word().expect("the system has randomness"));
    }
}
