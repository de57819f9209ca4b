//! Instruments as data: what can be marked and rated, with which anchors, and
//! how totals are made from it.
//!
//! A [`Framework`] is one immutable version. Its identity is its
//! [`content_hash`](Framework::content_hash), never its name: a record keeps the
//! hash it was made with and is always shown on that version.
//! [`Framework::parse`] is the only way in for a document somebody wrote; a
//! stored version was parsed once and is read back with plain serde.

mod error;
mod hash;
mod key;
mod model;
mod parse;
mod score;
mod scores;
mod text;
mod validate;

#[cfg(test)]
mod instruments_tests;
#[cfg(test)]
mod parse_tests;
#[cfg(test)]
mod property_tests;

pub use error::{Fault, FrameworkError, Problem};
pub use key::{Key, KeyError};
pub use model::{
    BehaviourCode, ChoiceOption, Choose, EventShape, EvidenceRule, Framework, Item, ItemKind,
    Level, NO_OPPORTUNITY, NoOpportunity, Phase, Scale, Section, SessionEffect, SessionRule,
    TILE_MAX_CHARS,
};
pub use parse::DOCUMENT_MAX_BYTES;
pub use score::{Answer, Answers, CodeTally, Score, Undefined};
pub use scores::{Band, BandScheme, Display, Formula, Input, ItemSet, Limits, ScoreDefinition};
pub use text::Text;
