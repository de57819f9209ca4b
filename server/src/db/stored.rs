//! Parsing at the row: a stored text becomes the value it was when it came in.

use std::fmt::Display;

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The value a column holds. What does not parse was not written by this program.
pub fn stored<T>(text: String) -> Result<T>
where
    T: TryFrom<String>,
    T::Error: Display,
{
    T::try_from(text)
        .map_err(|error| Error::Internal(format!("a stored {}: {error}", short_name::<T>())))
}

/// The same for a column that may be empty.
pub fn stored_optional<T>(text: Option<String>) -> Result<Option<T>>
where
    T: TryFrom<String>,
    T::Error: Display,
{
    text.map(stored).transpose()
}

/// A text column that is empty where there is nothing to say.
pub fn stored_or_empty<T>(text: String) -> Result<Option<T>>
where
    T: TryFrom<String>,
    T::Error: Display,
{
    if text.is_empty() {
        Ok(None)
    } else {
        stored(text).map(Some)
    }
}

/// A column of one of a few words, such as a state.
pub fn stored_word<T: DeserializeOwned>(word: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|error| Error::Internal(format!("a stored {}: {error}", short_name::<T>())))
}

/// A column of JSON.
pub fn stored_json<T: DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json)
        .map_err(|error| Error::Internal(format!("a stored {}: {error}", short_name::<T>())))
}

/// The word under which a value without fields is stored.
pub fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => unreachable!("only values without fields are stored as words"),
    }
}

fn short_name<T>() -> &'static str {
    std::any::type_name::<T>()
        .rsplit("::")
        .next()
        .unwrap_or_default()
}

/// A count in a column, which SQL knows only with a sign. `name` is the column's, for the operator.
pub fn stored_count<T: TryFrom<i64>>(count: impl Into<i64>, name: &str) -> Result<T> {
    let count: i64 = count.into();
    T::try_from(count).map_err(|_| Error::Internal(format!("a stored {name} of {count}")))
}

/// The column that holds a count, each of which is bounded where it comes in.
pub fn column_count(count: usize) -> Result<i32> {
    i32::try_from(count).map_err(|_| Error::Internal(format!("a count of {count}")))
}

/// A column that may be empty in the table, but not in this row.
pub fn required<T>(value: Option<T>, name: &str) -> Result<T> {
    value.ok_or_else(|| Error::Internal(format!("a stored row without its {name}")))
}

/// The instant that a column holds.
pub fn instant(time: chrono::NaiveDateTime) -> shared::values::Timestamp {
    shared::values::Timestamp::new(time.and_utc())
}

/// The column that holds an instant.
pub fn column_time(instant: shared::values::Timestamp) -> chrono::NaiveDateTime {
    instant.instant().naive_utc()
}
