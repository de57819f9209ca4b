//! Where the database is, and how a connection to it is set up.

use std::path::PathBuf;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

use super::{Conn, OpenError};

/// Where the database is. The variant is chosen by the scheme, because connecting through
/// the derived enum tries both and hides the cause when PostgreSQL is down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Sqlite(PathBuf),
    Postgres(String),
}

/// What a connection is for; readers are kept from writing by the database itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    Write,
}

impl Address {
    /// Parses `sqlite:path`, `sqlite://path`, `postgres://…` or `postgresql://…`.
    pub fn parse(text: &str) -> Result<Self, OpenError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite(PathBuf::from(
                path.strip_prefix("//").unwrap_or(path),
            ))),
            // Only the scheme is named: what follows may hold a password.
            _ => Err(OpenError::UnknownScheme(
                text.split(':').next().unwrap_or_default().to_owned(),
            )),
        }
    }

    /// Makes the folder of an embedded database.
    pub(super) fn prepare(&self) -> Result<(), OpenError> {
        let Self::Sqlite(path) = self else {
            return Ok(());
        };
        let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        else {
            return Ok(());
        };
        crate::folder::make(folder).map_err(|error| OpenError::Folder {
            path: folder.display().to_string(),
            reason: error.to_string(),
        })
    }

    pub(super) fn connect(&self, purpose: Purpose) -> Result<Conn, OpenError> {
        match self {
            Self::Sqlite(path) => {
                connect_sqlite(&path.to_string_lossy(), purpose).map(Conn::Sqlite)
            }
            Self::Postgres(url) => connect_postgres(url, purpose).map(Conn::Postgres),
        }
    }
}

fn connect_sqlite(path: &str, purpose: Purpose) -> Result<SqliteConnection, OpenError> {
    let mut conn =
        SqliteConnection::establish(path).map_err(|error| OpenError::Connect(error.to_string()))?;
    // FULL flushes the log at each commit: in power cuts WAL with NORMAL loses acknowledged rows.
    // Caches are small because the whole server is to stay under 80 MB and the kernel caches the file.
    conn.batch_execute(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -1000;
         PRAGMA journal_size_limit = 67108864;",
    )
    .and_then(|()| match purpose {
        Purpose::Read => conn.batch_execute("PRAGMA query_only = ON;"),
        // A thread of its own folds the log; only where that does not keep up the writer does.
        Purpose::Write => {
            conn.batch_execute("PRAGMA cache_size = -4000; PRAGMA wal_autocheckpoint = 64000;")
        }
    })
    .map_err(|error| OpenError::Connect(error.to_string()))?;
    Ok(conn)
}

fn connect_postgres(url: &str, purpose: Purpose) -> Result<PgConnection, OpenError> {
    let mut conn = PgConnection::establish(url)
        .map_err(|error| OpenError::Connect(one_line(&error.to_string())))?;
    let access = match purpose {
        Purpose::Read => "READ ONLY",
        Purpose::Write => "READ WRITE",
    };
    // A commit is acknowledged only when it is on disk, whatever the cluster's default is. The
    // timeouts keep a stuck lock from holding a request longer than a person waits.
    conn.batch_execute(&format!(
        "SET TIME ZONE 'UTC'; SET lock_timeout = '1500ms'; SET statement_timeout = '20s';
         SET idle_in_transaction_session_timeout = '30s'; SET client_min_messages = warning;
         SET SESSION CHARACTERISTICS AS TRANSACTION {access};
         SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';"
    ))
    .map_err(|error| OpenError::Connect(one_line(&error.to_string())))?;
    Ok(conn)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
