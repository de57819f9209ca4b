//! What can be wrong with a framework document, and where.

use std::fmt;

use thiserror::Error;

use super::key::Key;

/// Why a document is not a framework. Names every fault that was found, so that an
/// author mends them in one go.
#[derive(Clone, Debug, PartialEq, Error)]
pub struct FrameworkError {
    /// Never empty.
    pub faults: Vec<Fault>,
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// An RFC 6901 pointer into the document, such as `/sections/3/items/0/label`.
    /// Empty for the document as a whole.
    pub place: String,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Error)]
pub enum Problem {
    #[error("the document is {bytes} bytes, at most {limit} are accepted")]
    TooLarge { bytes: usize, limit: usize },
    #[error("{0}")]
    Unreadable(String),
    #[error("this field is not known")]
    UnknownField,
    #[error("needs at least {0}")]
    TooFew(usize),
    #[error("has {found}, at most {limit} are accepted")]
    TooMany { found: usize, limit: usize },
    #[error("a version is 1 to 20 of a–z, 0–9, full stop and hyphen")]
    VersionShape,
    #[error("the id {0} is used twice")]
    DuplicateId(Key),
    #[error("the id {0} is reserved")]
    ReservedId(Key),
    #[error("there is no {kind} with the id {id}")]
    Unknown { kind: &'static str, id: Key },
    #[error("the text has no English")]
    NoEnglish,
    #[error("{0:?} is not a language tag such as cy or cy-GB")]
    LanguageTag(String),
    #[error("the text in {language} is empty, has blanks around it or control characters")]
    TextShape { language: String },
    #[error("the text in {language} has {found} characters, at most {limit} fit")]
    TextTooLong {
        language: String,
        found: usize,
        limit: usize,
    },
    #[error("the values of the levels have to rise from the first to the last")]
    LevelsNotRising,
    #[error("the level {0} has no anchor")]
    NoAnchor(Key),
    #[error("{0} is not a level of the scale")]
    AnchorWithoutLevel(Key),
    #[error("min has to be below max")]
    EmptyRange,
    #[error("either all options have a value or none")]
    SomeOptionsWithoutValue,
    #[error("an item where several options can be chosen has no value")]
    ValueOnSeveral,
    #[error("an item of this kind cannot be reversed")]
    CannotBeReversed,
    #[error("no opportunity may be answered, but the framework has no words for it")]
    NoWordsForNoOpportunity,
    #[error("a section needs items, or a tile that can be marked")]
    EmptySection,
    #[error("the answer to {0} is not a number")]
    NotANumber(Key),
    #[error("{0} is a point event and has no duration")]
    PointHasNoDuration(Key),
    #[error("the number is not finite")]
    NotFinite,
    #[error("at_least has to be between 1 and the number of items")]
    AtLeastOutOfRange,
    #[error("{0} is not an input of this score")]
    UndeclaredInput(Key),
    #[error("the input {0} is not used")]
    UnusedInput(Key),
    #[error("the formula is nested deeper than {0}")]
    FormulaTooDeep(usize),
    #[error("a score without a formula is imported: it needs limits and has no inputs")]
    ImportNeedsLimits,
    #[error("the score is made from itself by way of {0}")]
    Cycle(Key),
    #[error("each band has to start above the one before it; only the first may have no start")]
    BandsNotRising,
    #[error("the rule needs a length above zero")]
    ZeroMinutes,
}

impl FrameworkError {
    pub(super) fn at(place: impl Into<String>, problem: Problem) -> Self {
        Self {
            faults: vec![Fault {
                place: place.into(),
                problem,
            }],
        }
    }
}

impl fmt::Display for FrameworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, fault) in self.faults.iter().enumerate() {
            if position > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            write!(f, "{}", self.problem)
        } else {
            write!(f, "{}: {}", self.place, self.problem)
        }
    }
}
