//! The mail people receive: a real SMTP server on loopback keeps it, and a parser that is
//! not the one it was written with reads it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mail_parser::MessageParser;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::OnceCell;

/// How long a story waits for a mail before it has failed.
const ARRIVAL_LIMIT: Duration = Duration::from_secs(30);

/// A mail as it arrived.
#[derive(Clone, Debug)]
pub struct ReceivedMail {
    pub path: PathBuf,
    pub to: Vec<String>,
    pub subject: String,
    pub message_id: String,
    /// The plain-text part.
    pub text: String,
    pub raw: String,
}

/// A mail server. The clones of one share it; the process ends with the test binary,
/// because it reads from a pipe that closes then.
#[derive(Clone)]
pub struct Mailbox {
    server: Arc<MailServer>,
}

struct MailServer {
    folder: tempfile::TempDir,
    port: u16,
    /// None while it is down. The process ends when its input does.
    process: Mutex<Option<(Child, ChildStdin)>>,
    /// What was read so far: a whole run gets thousands, and each story asks many times.
    received: Mutex<BTreeMap<PathBuf, ReceivedMail>>,
}

static SHARED: OnceCell<Mailbox> = OnceCell::const_new();

impl Mailbox {
    /// The one that all stories share: each looks only for its own addresses.
    pub async fn shared() -> Self {
        SHARED.get_or_init(|| Self::start(&[])).await.clone()
    }

    /// One of its own, for a story in which the mail server misbehaves.
    pub async fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let (process, open, port) = launch(folder.path(), arguments).await;
        Self {
            server: Arc::new(MailServer {
                folder,
                port,
                process: Mutex::new(Some((process, open))),
                received: Mutex::default(),
            }),
        }
    }

    /// One of its own that speaks TLS with a certificate for `host`, whatever it is called by; answers
    /// the certificate's file too. `arguments` as for [`Mailbox::start`].
    pub async fn with_certificate(host: &str, arguments: &[&str]) -> (Self, PathBuf) {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let made = Command::new(python())
            .arg(readers().join("smtp_sink.py"))
            .arg("--make-cert")
            .arg(folder.path())
            .args(["--host", host])
            .status()
            .await
            .expect("python runs");
        assert!(made.success(), "openssl makes a certificate");
        let [cert, key] = ["cert.pem", "key.pem"].map(|name| folder.path().join(name));
        let files = [cert.to_string_lossy(), key.to_string_lossy()];
        let mut all = vec!["--cert", &files[0], "--key", &files[1]];
        all.extend_from_slice(arguments);
        let (process, open, port) = launch(folder.path(), &all).await;
        let server = MailServer {
            folder,
            port,
            process: Mutex::new(Some((process, open))),
            received: Mutex::default(),
        };
        let mailbox = Self {
            server: Arc::new(server),
        };
        (mailbox, cert)
    }

    /// Takes the server away: nobody listens any more.
    pub async fn goes_down(&self) {
        let running = self.process().take();
        if let Some((mut process, _open)) = running {
            process.kill().await.expect("it runs");
        }
    }

    /// The server is back where it was, with what it had.
    pub async fn comes_back(&self) {
        let port = self.server.port.to_string();
        let (process, open, _) = launch(self.server.folder.path(), &["--port", &port]).await;
        *self.process() = Some((process, open));
    }

    fn process(&self) -> MutexGuard<'_, Option<(Child, ChildStdin)>> {
        let process = self.server.process.lock();
        process.unwrap_or_else(PoisonError::into_inner)
    }

    /// The port on this machine.
    pub fn port(&self) -> u16 {
        self.server.port
    }

    /// The value of `ALONGSIDE_SMTP_URL`.
    pub fn smtp_url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.server.port)
    }

    /// Says how the server behaves from the next mail on; see `readers/smtp_sink.py`.
    pub fn behave(&self, mode: &str) {
        let path = self.server.folder.path().join("mode");
        let next = path.with_extension("next");
        std::fs::write(&next, mode).expect("a writable folder");
        std::fs::rename(next, path).expect("a writable folder");
    }

    /// Every try to hand over a mail, taken or not, as the server noted it.
    pub fn attempts(&self) -> Vec<serde_json::Value> {
        let lines = std::fs::read_to_string(self.server.folder.path().join("attempts.jsonl"))
            .unwrap_or_default();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line of JSON"))
            .collect()
    }

    /// Every mail to this address, oldest first.
    pub fn received_by(&self, address: &str) -> Vec<ReceivedMail> {
        let mut received = self
            .server
            .received
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let files = std::fs::read_dir(self.server.folder.path())
            .expect("the mail folder")
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == "eml"));
        for path in files {
            if !received.contains_key(&path)
                && let Some(mail) = read(&path)
            {
                received.insert(path, mail);
            }
        }
        received
            .values()
            .filter(|m| m.to.iter().any(|to| to == address))
            .cloned()
            .collect()
    }

    /// Waits until a mail to `address` arrives that `fits`.
    pub async fn wait_for(
        &self,
        address: &str,
        fits: impl Fn(&ReceivedMail) -> bool,
    ) -> ReceivedMail {
        let found = eventually(ARRIVAL_LIMIT, || {
            self.received_by(address)
                .into_iter()
                .find(|mail| fits(mail))
        })
        .await;
        found.unwrap_or_else(|| {
            let subjects: Vec<String> = self
                .received_by(address)
                .into_iter()
                .map(|mail| mail.subject)
                .collect();
            panic!("no such mail to {address} within {ARRIVAL_LIMIT:?}; there are: {subjects:?}")
        })
    }

    /// Reads a mail with Python's own libraries (`readers/read_mail.py`).
    pub fn read_with_python(&self, mail: &ReceivedMail) -> serde_json::Value {
        let output = std::process::Command::new(python())
            .arg(readers().join("read_mail.py"))
            .arg(&mail.path)
            .output()
            .expect("python runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        list[0].clone()
    }
}

/// Asks again and again, giving way in between, until there is an answer or `limit` is over.
pub async fn eventually<T>(limit: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let mut ticks = tokio::time::interval(Duration::from_millis(20));
    let started = tokio::time::Instant::now();
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if started.elapsed() > limit {
            return None;
        }
        ticks.tick().await;
    }
}

async fn launch(folder: &Path, arguments: &[&str]) -> (Child, ChildStdin, u16) {
    let mut process = Command::new(python())
        .arg(readers().join("smtp_sink.py"))
        .arg("--until-input-ends")
        .arg("--directory")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("python runs");
    let open = process.stdin.take().expect("piped above");
    let mut lines = BufReader::new(process.stdout.take().expect("piped above")).lines();
    let line = lines
        .next_line()
        .await
        .expect("readable output")
        .expect("the mail server says where it listens");
    let port = line.rsplit(' ').next().and_then(|port| port.parse().ok());
    (
        process,
        open,
        port.unwrap_or_else(|| panic!("no port in {line:?}")),
    )
}

fn python() -> PathBuf {
    std::env::var_os("ALONGSIDE_TEST_PYTHON")
        .map_or_else(|| "/usr/bin/python3".into(), PathBuf::from)
}

fn readers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("readers")
}

fn read(path: &Path) -> Option<ReceivedMail> {
    let raw = std::fs::read(path).ok()?;
    let message = MessageParser::default().parse(&raw)?;
    let to = message.to().into_iter().flat_map(|list| list.iter());
    Some(ReceivedMail {
        path: path.to_owned(),
        to: to
            .filter_map(|address| address.address().map(str::to_lowercase))
            .collect(),
        subject: message.subject().unwrap_or_default().to_owned(),
        message_id: message.message_id().unwrap_or_default().to_owned(),
        text: message
            .body_text(0)
            .map(|text| text.into_owned())
            .unwrap_or_default(),
        raw: String::from_utf8_lossy(&raw).into_owned(),
    })
}
