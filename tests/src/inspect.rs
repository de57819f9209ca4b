//! A look into the database from outside, with drivers that are not the server's.

use std::path::Path;
use std::time::Duration;

use rusqlite::OpenFlags;
use rusqlite::types::ValueRef;
use tokio_postgres::SimpleQueryMessage;

use crate::{Database, TestApp};

/// SQLite's writer may hold the file for a moment.
const BUSY_LIMIT: Duration = Duration::from_secs(10);

const LOOK_EVERY: Duration = Duration::from_millis(50);

impl TestApp {
    /// Runs one statement and answers its rows as texts; a null is an empty text.
    pub async fn sql(&self, statement: &str) -> Vec<Vec<String>> {
        match self.database().url() {
            Some(url) => on_postgres(url, statement).await,
            None => on_sqlite(&Database::sqlite_file(self.data()), statement),
        }
    }

    /// The one number that a statement answers.
    pub async fn count(&self, statement: &str) -> i64 {
        let rows = self.sql(statement).await;
        let number = rows.first().and_then(|row| row.first());
        number
            .and_then(|text| text.parse().ok())
            .unwrap_or_else(|| panic!("{statement} answers no number: {rows:?}"))
    }

    /// Waits until a statement answers this number.
    pub async fn comes_to(&self, statement: &str, number: i64) {
        let mut ticks = tokio::time::interval(LOOK_EVERY);
        let started = tokio::time::Instant::now();
        while self.count(statement).await != number {
            assert!(
                started.elapsed() < BUSY_LIMIT,
                "{statement} never answers {number}"
            );
            ticks.tick().await;
        }
    }
}

fn on_sqlite(file: &Path, statement: &str) -> Vec<Vec<String>> {
    // Never made here: a wrong path must not look like an empty database.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let connection =
        rusqlite::Connection::open_with_flags(file, flags).expect("the server's database file");
    connection.busy_timeout(BUSY_LIMIT).expect("a setting");
    let fail = |error: rusqlite::Error| -> ! { panic!("{statement}: {error}") };
    let mut prepared = connection.prepare(statement).unwrap_or_else(|e| fail(e));
    let n_columns = prepared.column_count();
    let rows = prepared.query_map([], |row| {
        (0..n_columns).map(|n| Ok(text(row.get_ref(n)?))).collect()
    });
    let rows: Result<Vec<Vec<String>>, _> = rows.unwrap_or_else(|e| fail(e)).collect();
    rows.unwrap_or_else(|e| fail(e))
}

fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

async fn on_postgres(url: &str, statement: &str) -> Vec<Vec<String>> {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .expect("the scratch PostgreSQL answers");
    let driver = tokio::spawn(connection);
    let messages = client.simple_query(statement).await;
    let messages = messages.unwrap_or_else(|error| panic!("{statement}: {error:?}"));
    drop(client);
    let _ = driver.await;
    let rows = messages.iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    rows.map(|row| {
        (0..row.len())
            .map(|n| row.get(n).unwrap_or_default().to_owned())
            .collect()
    })
    .collect()
}
