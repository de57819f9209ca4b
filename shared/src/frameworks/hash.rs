//! The identity of a framework version.

use std::fmt::Write;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::model::Framework;

impl Framework {
    /// SHA-256 in lower-case hex over the canonical form. Two documents that mean the
    /// same have one hash, whatever their field order, white space or left-out defaults.
    pub fn content_hash(&self) -> String {
        let digest = Sha256::digest(self.canonical().as_bytes());
        digest.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("writing to a String cannot fail");
            hex
        })
    }

    /// Compact JSON with the keys of every object in byte order.
    ///
    /// Sorted here and not left to the JSON library, whose order changes when any
    /// crate of the build asks it to preserve insertion order.
    pub fn canonical(&self) -> String {
        let document = serde_json::to_value(self)
            .expect("a framework has text keys only, and every number in it is finite or null");
        let mut json = String::new();
        write_sorted(&document, &mut json);
        json
    }
}

fn write_sorted(value: &Value, json: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            json.push('{');
            for (position, (name, field)) in fields.into_iter().enumerate() {
                if position > 0 {
                    json.push(',');
                }
                json.push_str(&Value::from(name.as_str()).to_string());
                json.push(':');
                write_sorted(field, json);
            }
            json.push('}');
        }
        Value::Array(entries) => {
            json.push('[');
            for (position, entry) in entries.iter().enumerate() {
                if position > 0 {
                    json.push(',');
                }
                write_sorted(entry, json);
            }
            json.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            json.push_str(&value.to_string());
        }
    }
}
