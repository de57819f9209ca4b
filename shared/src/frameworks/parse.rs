//! From a written document to a framework.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_path_to_error::{Path, Segment, Track};

use super::error::{Fault, FrameworkError, Problem};
use super::key::Key;
use super::model::Framework;

/// The largest document that is read. Sixteen domains with anchors in two
/// languages take about a quarter of it.
pub const DOCUMENT_MAX_BYTES: usize = 512 * 1024;

impl Framework {
    /// Reads a JSON document and checks everything in it.
    ///
    /// Answers with every fault found and its place; a document that is not readable
    /// as JSON of the right shape gives the first fault only. A field nobody knows is
    /// a fault here, though plain serde passes over it, so that an older app can still
    /// show a newer stored version.
    pub fn parse(json: &str) -> Result<Self, FrameworkError> {
        if json.len() > DOCUMENT_MAX_BYTES {
            let problem = Problem::TooLarge {
                bytes: json.len(),
                limit: DOCUMENT_MAX_BYTES,
            };
            return Err(FrameworkError::at("", problem));
        }
        let (framework, mut faults) = read(json)?;
        faults.extend(framework.faults());
        if faults.is_empty() {
            Ok(framework)
        } else {
            Err(FrameworkError { faults })
        }
    }
}

/// The document in its types, with the fields that have no place in them.
fn read(json: &str) -> Result<(Framework, Vec<Fault>), FrameworkError> {
    let mut unknown = Vec::new();
    let mut track = Track::new();
    let mut document = serde_json::Deserializer::from_str(json);
    let tracked = serde_path_to_error::Deserializer::new(&mut document, &mut track);
    let framework = serde_ignored::deserialize(tracked, |path| {
        unknown.push(Fault {
            place: pointer_to_ignored(&path),
            problem: Problem::UnknownField,
        });
    });
    let framework = framework.map_err(|error: serde_json::Error| {
        FrameworkError::at(
            pointer(&track.path()),
            Problem::Unreadable(error.to_string()),
        )
    })?;
    document
        .end()
        .map_err(|error| FrameworkError::at("", Problem::Unreadable(error.to_string())))?;
    Ok((framework, unknown))
}

fn pointer(path: &Path) -> String {
    path.iter()
        .fold(String::new(), |place, segment| match segment {
            Segment::Seq { index } => format!("{place}/{index}"),
            Segment::Map { key } => format!("{place}/{}", escaped(key)),
            Segment::Enum { variant } => format!("{place}/{variant}"),
            Segment::Unknown => place,
        })
}

fn pointer_to_ignored(path: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path as Ignored;
    match path {
        Ignored::Root => String::new(),
        Ignored::Seq { parent, index } => format!("{}/{index}", pointer_to_ignored(parent)),
        Ignored::Map { parent, key } => {
            format!("{}/{}", pointer_to_ignored(parent), escaped(key))
        }
        Ignored::Some { parent }
        | Ignored::NewtypeStruct { parent }
        | Ignored::NewtypeVariant { parent } => pointer_to_ignored(parent),
    }
}

/// RFC 6901 §3.
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Reads an object and refuses a key that stands in it twice, where the standard
/// map would silently keep the last.
pub(super) fn without_duplicates<'de, D, V>(deserializer: D) -> Result<BTreeMap<Key, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    deserializer.deserialize_map(UniqueKeys(PhantomData))
}

struct UniqueKeys<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for UniqueKeys<V> {
    type Value = BTreeMap<Key, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object in which every key stands once")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some((key, value)) = object.next_entry::<Key, V>()? {
            match entries.entry(key) {
                Entry::Vacant(place) => place.insert(value),
                Entry::Occupied(place) => {
                    let message = format!("the key {} stands here twice", place.key());
                    return Err(A::Error::custom(message));
                }
            };
        }
        Ok(entries)
    }
}
