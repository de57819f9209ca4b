//! Instruments as data: what can be marked and rated, with which anchors, and
//! how totals are made from it.
//!
//! A [`Framework`] is one immutable version. Its identity is its
//! [`content_hash`](Framework::content_hash), never its name: a record keeps the
//! hash it was made with and is always shown on that version.
//! [`Framework::parse`] is the only way in for a document somebody wrote; a
//! stored version was parsed once and is read back with plain serde.

mod answers;
mod error;
mod hash;
mod key;
mod model;
mod offered;
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

pub use answers::{Answer, Answers, CodeTally};
pub use error::{Fault, FrameworkError, Problem};
pub use key::{Key, KeyError};
pub use model::{
    BehaviourCode, ChoiceOption, Choose, EventShape, EvidenceRule, Framework, Item, ItemKind,
    Level, NO_OPPORTUNITY, NoOpportunity, Phase, Scale, Section, SessionEffect, SessionRule,
    TILE_MAX_CHARS,
};
pub use offered::{chosen_now, offered};
pub use parse::DOCUMENT_MAX_BYTES;
pub use score::{Score, Undefined};
pub use scores::{Band, BandScheme, Display, Formula, Input, ItemSet, Limits, ScoreDefinition};
pub use text::Text;

#[cfg(all(test, feature = "openapi"))]
mod openapi_tests {
    use utoipa::ToSchema;

    /// A formula holds formulas, which would describe themselves without end.
    #[test]
    fn the_api_document_can_describe_a_framework() {
        let mut schemas = Vec::new();
        super::Framework::schemas(&mut schemas);
        let names: Vec<&str> = schemas.iter().map(|(name, _)| name.as_str()).collect();
        assert!(
            names.contains(&"Formula") && names.contains(&"Section"),
            "{names:?}"
        );
    }
}

crate::wire! {
    /// A version an organisation can observe with; the document is fetched by its hash.
    pub struct FrameworkSummary {
        pub hash: String,
        /// The same across all versions of one instrument.
        pub key: Key,
        pub title: Text,
        pub version: String,
        pub published_at: crate::values::Timestamp,
        /// From then on it plans no new observation, and still shows the old ones.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub retired_at: Option<crate::values::Timestamp>,
    }
}
