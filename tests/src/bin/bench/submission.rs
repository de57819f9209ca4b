//! One full observation as a tablet sends it after an hour without a network: begun and ended,
//! 50 notes, 60 ratings.

use std::fmt::Write;

use shared::observations::Operation;
use shared::sync;
use uuid::Uuid;

use crate::connection::request;

const N_NOTES: usize = 50;
const N_RATINGS: usize = 60;

/// What all submissions of a run share.
pub struct Session<'a> {
    pub token: &'a str,
    /// Item ids of the framework, each rated in turn.
    pub items: &'a [String],
}

/// The request that submits a whole observation planned as `observation`.
pub fn submit(session: &Session<'_>, observation: &str) -> Vec<u8> {
    let path = format!("/api/v1/observations/{observation}/operations");
    request("POST", &path, session.token, body(session.items).as_bytes())
}

fn body(items: &[String]) -> String {
    let mut text = String::new();
    let mut sequence = 0;
    let mut append = |body: &str| {
        sequence += 1;
        let comma = if sequence > 1 { "," } else { "" };
        // A text grows without failing.
        let _ = write!(
            text,
            r#"{comma}{{"id":"{}","sequence":{sequence},"at":"2026-11-20T10:{:02}:{:02}.000Z","elapsed_ms":{},{body}}}"#,
            Uuid::now_v7(),
            sequence / 60,
            sequence % 60,
            sequence * 20_000,
        );
    };
    append(r#""kind":"start""#);
    for n in 0..N_NOTES {
        append(&format!(r#""kind":"note","text":"He went on ({n}).""#));
    }
    append(r#""kind":"end""#);
    for n in 0..N_RATINGS {
        let item = &items[n % items.len()];
        append(&format!(
            r#""kind":"rate","item":"{item}","answer":{{"level":"effective"}}"#
        ));
    }
    let operations = serde_json::from_str::<Vec<Operation>>(&format!("[{text}]"))
        .expect("a submission is of the wire's form");
    let operations = sync::canonical(&operations);
    format!(
        r#"{{"segment":"{}","device":"{}","protocol":1,"content_hash":"{}","operations":{operations}}}"#,
        Uuid::now_v7(),
        Uuid::now_v7(),
        sync::content_hash(&operations),
    )
}
