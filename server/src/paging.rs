//! Lists cut by key: a page names the key of its last row, and the next page starts behind it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::problem::{Code, FieldProblem};
use shared::values::{PAGE_LIMIT, Page, ValueError};

use crate::error::{Error, Result};

/// Rows of a page when the request does not say.
const N_USUAL: usize = 50;
/// Longer keys were not made here.
const KEY_BYTES_MAX: usize = 1_024;

/// `?limit=&after=` of a list.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// 1 to 100 rows; 50 unless told.
    pub limit: Option<usize>,
    /// The `next` of the page before.
    pub after: Option<String>,
}

impl Cut {
    /// How many rows to show. A limit out of range is `malformed_request`.
    pub fn limit(&self) -> Result<usize> {
        match self.limit.unwrap_or(N_USUAL) {
            limit @ 1..=PAGE_LIMIT => Ok(limit),
            _ => Err(refused(FieldProblem::value(
                "limit",
                &ValueError::OutOfRange {
                    min: 1,
                    max: PAGE_LIMIT as i64,
                },
            ))),
        }
    }

    /// How many rows to ask the database for: one more than is shown tells whether there is a
    /// next page.
    pub fn n_rows(&self) -> Result<i64> {
        Ok(self.limit()? as i64 + 1)
    }

    /// The key behind which the page starts.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>> {
        let malformed = || refused(FieldProblem::new("after", "malformed"));
        let Some(text) = &self.after else {
            return Ok(None);
        };
        if text.len() > KEY_BYTES_MAX {
            return Err(malformed());
        }
        let json = URL_SAFE_NO_PAD.decode(text).map_err(|_| malformed())?;
        serde_json::from_slice(&json)
            .map(Some)
            .map_err(|_| malformed())
    }

    /// The page made of what [`Cut::n_rows`] rows came back; `key` names a row.
    pub fn page<T, K: Serialize>(&self, rows: Vec<T>, key: impl Fn(&T) -> K) -> Result<Page<T>> {
        Ok(page_of(rows, self.limit()?, key))
    }
}

/// The page of `limit` rows made of one more, where there is one; `key` names a row.
pub fn page_of<T, K: Serialize>(mut rows: Vec<T>, limit: usize, key: impl Fn(&T) -> K) -> Page<T> {
    let is_cut = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| is_cut);
    let next = last.map(|row| {
        let json = serde_json::to_vec(&key(row)).expect("a key is made of texts and numbers");
        URL_SAFE_NO_PAD.encode(json)
    });
    Page { items: rows, next }
}

fn refused(problem: FieldProblem) -> Error {
    Error::RefusedFields(Code::MalformedRequest, vec![problem])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_with_the_key_of_the_next_one() {
        let cut = Cut {
            limit: Some(2),
            after: None,
        };
        let page = cut
            .page(vec!["a", "b", "c"], |row| (row.to_string(), 1))
            .unwrap();
        assert_eq!(page.items, ["a", "b"]);
        let next = Cut {
            limit: Some(2),
            after: page.next,
        };
        assert_eq!(
            next.after::<(String, i32)>().unwrap(),
            Some(("b".to_owned(), 1))
        );
        assert_eq!(
            next.page(vec!["c"], |row| row.to_string()).unwrap().next,
            None
        );
    }

    #[test]
    fn a_key_made_elsewhere_is_refused() {
        for after in ["!", "bm90IGpzb24", &"A".repeat(2_000)] {
            let cut = Cut {
                limit: None,
                after: Some(after.to_owned()),
            };
            assert!(cut.after::<(String, String)>().is_err(), "{after}");
        }
        assert!(
            Cut {
                limit: Some(0),
                after: None
            }
            .limit()
            .is_err()
        );
        assert!(
            Cut {
                limit: Some(PAGE_LIMIT + 1),
                after: None
            }
            .limit()
            .is_err()
        );
    }
}
