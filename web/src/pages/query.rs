//! What an address carries behind its path.

use std::str::FromStr;

use shared::meetings::CoverageState;
use yew::prelude::*;

use crate::route::Route;
use crate::router::use_query;

/// The id that the address names, as in `?of=<id>`.
#[hook]
pub fn use_id_of_address<T: FromStr>(name: &str) -> Option<T> {
    value(&use_query(), name)?.parse().ok()
}

/// The value of `name` in `?name=value&…`. Ids and keys need no unescaping.
pub fn value(query: &str, name: &str) -> Option<String> {
    query
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// What the board is narrowed to, in its address.
const STATE: &str = "state";

/// The address of the board, of those people alone who stand so where a state is named.
pub fn of_board(state: Option<CoverageState>) -> String {
    let path = Route::Coverage.to_path();
    match state {
        Some(state) => format!("{path}?{STATE}={}", state.as_str()),
        None => path,
    }
}

/// What the address of the board narrows it to.
#[hook]
pub fn use_state_of_board() -> Option<CoverageState> {
    CoverageState::parse(&value(&use_query(), STATE)?)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_value_is_found_by_its_whole_name() {
        let cases = [
            ("?with=a&purpose=b", "purpose", Some("b")),
            ("with=a", "with", Some("a")),
            ("?without=a", "with", None),
            ("", "with", None),
        ];
        for (query, name, expected) in cases {
            assert_eq!(value(query, name).as_deref(), expected, "{query}");
        }
    }
}
