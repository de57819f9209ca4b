//! Database errors in the server's words. Unique violations are named `table.column` here, once,
//! because SQLite gives no constraint name.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as DieselError};

use crate::error::{Error, Result};

/// Gives a unique violation its meaning: `.on_unique("person.email", || Conflict::EmailTaken)`.
///
/// The name is the table and the columns of the key, joined by commas, without `org_id`.
pub trait OnUnique<T> {
    fn on_unique<E: Into<Error>>(self, key: &str, meaning: impl FnOnce() -> E) -> Result<T>;
}

impl<T, F: Into<Error>> OnUnique<T> for std::result::Result<T, F> {
    fn on_unique<E: Into<Error>>(self, key: &str, meaning: impl FnOnce() -> E) -> Result<T> {
        self.map_err(|error| match error.into() {
            Error::Duplicate(found) if found == key => meaning().into(),
            other => other,
        })
    }
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Error::NotFound,
            DieselError::DatabaseError(kind, information) => translate(&kind, information.as_ref()),
            DieselError::RollbackErrorOnCommit { commit_error, .. } => (*commit_error).into(),
            DieselError::BrokenTransactionManager => Error::Unavailable,
            other => Error::Internal(other.to_string()),
        }
    }
}

fn translate(
    kind: &DatabaseErrorKind,
    information: &(dyn DatabaseErrorInformation + Send + Sync),
) -> Error {
    let message = information.message();
    match kind {
        DatabaseErrorKind::UniqueViolation => Error::Duplicate(violated_key(information)),
        DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection => {
            Error::Unavailable
        }
        _ if message.contains("disk is full") || message.contains("No space left") => {
            Error::StorageFull
        }
        _ if message.contains("disk I/O error") => Error::DiskFailed,
        _ if is_passing(message) => Error::Unavailable,
        _ => Error::Internal(format!("{kind:?}: {message}")),
    }
}

/// Errors that a later attempt may not meet: locks, a stopping or restarting server, a read-only disk.
fn is_passing(message: &str) -> bool {
    const SIGNS: [&str; 9] = [
        "database is locked",
        "readonly database",
        "unable to open database",
        "lock timeout",
        "statement timeout",
        "deadlock detected",
        "server closed the connection",
        "terminating connection",
        "no connection to the server",
    ];
    SIGNS.iter().any(|sign| message.contains(sign))
}

/// `person.email` out of SQLite's `UNIQUE constraint failed: person.org_id, person.email`, or out of
/// PostgreSQL's table name and its `Key (org_id, email)=(…) already exists.` in any language.
fn violated_key(information: &(dyn DatabaseErrorInformation + Send + Sync)) -> String {
    let (table, columns) = match (information.table_name(), information.details()) {
        (Some(table), Some(details)) => {
            let columns = details
                .split_once('(')
                .and_then(|(_, rest)| rest.split_once(")=("))
                .map_or("", |(c, _)| c);
            (table.to_owned(), columns.to_owned())
        }
        _ => {
            let list = information
                .message()
                .rsplit(": ")
                .next()
                .unwrap_or_default();
            let table = list.split('.').next().unwrap_or_default();
            (table.to_owned(), list.replace(&format!("{table}."), ""))
        }
    };
    let columns: Vec<&str> = columns
        .split(", ")
        .filter(|column| *column != "org_id")
        .collect();
    format!("{table}.{}", columns.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the databases say, word for word: who is told to come back, who that the disk is full, and
    /// what stops the writer hangs on these words.
    #[test]
    fn what_a_database_says_is_told_in_our_words() {
        use DatabaseErrorKind::{ClosedConnection, SerializationFailure, UniqueViolation, Unknown};
        let cases = [
            (Unknown, "database or disk is full", Error::StorageFull),
            (
                Unknown,
                "could not extend file \"base/5/16384\": No space left on device",
                Error::StorageFull,
            ),
            (Unknown, "disk I/O error", Error::DiskFailed),
            (Unknown, "database is locked", Error::Unavailable),
            (
                Unknown,
                "attempt to write a readonly database",
                Error::Unavailable,
            ),
            (Unknown, "unable to open database file", Error::Unavailable),
            (
                Unknown,
                "canceling statement due to lock timeout",
                Error::Unavailable,
            ),
            (
                Unknown,
                "canceling statement due to statement timeout",
                Error::Unavailable,
            ),
            (Unknown, "deadlock detected", Error::Unavailable),
            (
                Unknown,
                "terminating connection due to administrator command",
                Error::Unavailable,
            ),
            (
                Unknown,
                "server closed the connection unexpectedly",
                Error::Unavailable,
            ),
            (ClosedConnection, "any words", Error::Unavailable),
            (SerializationFailure, "any words", Error::Unavailable),
            (
                UniqueViolation,
                "UNIQUE constraint failed: person.org_id, person.email",
                Error::Duplicate("person.email".to_owned()),
            ),
            (
                Unknown,
                "no such table: person",
                Error::Internal("Unknown: no such table: person".to_owned()),
            ),
        ];
        for (kind, message, expected) in cases {
            assert_eq!(translate(&kind, &message.to_owned()), expected, "{message}");
        }
    }
}
