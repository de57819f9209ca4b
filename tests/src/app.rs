//! One server with its database and its mail, for one test.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::process::{self, ServerProcess};
use crate::{Backend, Client, Database, Mailbox};

/// Seconds before the first repetition of a failed mail; each later wait is twice as long.
pub const RETRY_S: f64 = 0.5;

pub struct TestApp {
    pub backend: Backend,
    pub server: ServerProcess,
    /// The server's binary.
    program: PathBuf,
    /// What people type into their browser; the origin of every request.
    public_url: String,
    mailbox: Mailbox,
    database: Database,
    folder: TempDir,
}

impl TestApp {
    pub async fn start(backend: Backend) -> Self {
        Self::start_with(backend, &[]).await
    }

    /// Starts with further settings, as environment variables.
    pub async fn start_with(backend: Backend, settings: &[(&str, &str)]) -> Self {
        Self::start_program(process::binary(), backend, settings).await
    }

    /// Starts another build of the server.
    pub async fn start_program(
        program: PathBuf,
        backend: Backend,
        settings: &[(&str, &str)],
    ) -> Self {
        Self::launch(program, backend, Mailbox::shared().await, settings).await
    }

    /// Starts with a mail server of its own.
    pub async fn start_with_mailbox(backend: Backend, mailbox: Mailbox) -> Self {
        Self::launch(process::binary(), backend, mailbox, &[]).await
    }

    async fn launch(
        program: PathBuf,
        backend: Backend,
        mailbox: Mailbox,
        settings: &[(&str, &str)],
    ) -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let database = Database::create(backend).await;
        let server = launch(&program, folder.path(), &database, &mailbox, settings).await;
        let public_url = server.url.clone();
        Self {
            backend,
            server,
            program,
            public_url,
            mailbox,
            database,
            folder,
        }
    }

    /// The same app, reached by its clients through another address, such as a proxy's.
    pub fn reached_at(mut self, url: &str) -> Self {
        url.clone_into(&mut self.public_url);
        self
    }

    /// The server's data folder.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    pub fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }

    pub fn database(&self) -> &Database {
        &self.database
    }

    /// A client that has not signed in.
    pub fn client(&self) -> Client {
        Client::through(&self.server.url, &self.public_url)
    }

    /// Kills the server at once and starts it on what is on the disk, at the same address.
    pub async fn kill_and_restart(mut self) -> Self {
        let listen = self.server.url.trim_start_matches("http://").to_owned();
        let public_url = self.public_url.clone();
        let settings = [
            ("ALONGSIDE_LISTEN", listen.as_str()),
            ("ALONGSIDE_PUBLIC_URL", public_url.as_str()),
        ];
        self.server.kill().await;
        self.server = launch(
            &self.program,
            self.folder.path(),
            &self.database,
            &self.mailbox,
            &settings,
        )
        .await;
        self
    }

    /// Puts another build of the server in the place of this one, on the same data.
    pub async fn replaced_by(mut self, program: PathBuf) -> Self {
        self.program = program;
        self.kill_and_restart().await
    }

    /// Asks the server to stop (SIGTERM), and starts it again at the same address. Also answers
    /// with what code it ended.
    pub async fn stop_and_restart(mut self) -> (Self, Option<i32>) {
        let listen = self.server.url.trim_start_matches("http://").to_owned();
        let code = self.server.stop().await;
        let address = [("ALONGSIDE_LISTEN", listen.as_str())];
        self.server = launch(
            &self.program,
            self.folder.path(),
            &self.database,
            &self.mailbox,
            &address,
        )
        .await;
        (self, code)
    }

    /// Everything the server has logged so far.
    pub fn log(&self) -> String {
        ServerProcess::log(self.folder.path())
    }

    /// Runs `alongside admin …` on this server's database and answers what it printed.
    pub async fn admin(&self, arguments: &[&str]) -> String {
        let settings = settings(&self.database, &self.mailbox);
        let settings: Vec<(&str, &str)> = settings
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let public_url = self.public_url.clone();
        let output = process::command_of(&self.program, self.folder.path(), &settings)
            .env("ALONGSIDE_PUBLIC_URL", public_url)
            .arg("admin")
            .args(arguments)
            .output()
            .await
            .expect("the binary runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "admin {arguments:?}: {text}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        text
    }
}

async fn launch(
    program: &Path,
    data: &Path,
    database: &Database,
    mailbox: &Mailbox,
    more: &[(&str, &str)],
) -> ServerProcess {
    let own = settings(database, mailbox);
    let mut all: Vec<(&str, &str)> = own
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    all.extend_from_slice(more);
    ServerProcess::start(program, data, &all).await
}

fn settings(database: &Database, mailbox: &Mailbox) -> Vec<(&'static str, String)> {
    let mut settings = vec![
        ("ALONGSIDE_SMTP_URL", mailbox.smtp_url()),
        // A mail server that is back is tried again within a test, not within a minute.
        ("ALONGSIDE_RETRY_SECONDS", RETRY_S.to_string()),
    ];
    if let Some(url) = database.url() {
        settings.push(("ALONGSIDE_DATABASE_URL", url.to_owned()));
    }
    settings
}
