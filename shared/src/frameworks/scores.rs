//! How a number is made from answers, and how it may be read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::key::Key;
use super::model::is_default;
use super::parse::without_duplicates;
use super::text::Text;

/// A number made from answers, or imported where the instrument itself may not
/// be entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreDefinition {
    pub id: Key,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Text>,
    /// Named, so that a screen can show what a number was made of.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "without_duplicates"
    )]
    pub inputs: BTreeMap<Key, Input>,
    /// Without a formula the score can only be imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
    /// A value outside is refused. Needed for an imported score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub display: Display,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<BandScheme>,
}

/// Where one named number of a formula comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// The value of one item, turned round if the item is reversed.
    Item(Key),
    /// The sum over the items that had an opportunity.
    Sum(ItemSet),
    /// The mean over the items that had an opportunity. For yes/no items, the share of yes.
    Mean(ItemSet),
    /// How many of the items were answered and had an opportunity.
    Answered(ItemSet),
    /// How often a behaviour was coded.
    CountOf(Key),
    /// For how many seconds a state was coded.
    SecondsOf(Key),
    /// Another score of the same framework.
    Score(Key),
    /// How long the session lasted, without pauses.
    SessionMinutes,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemSet {
    pub items: Vec<Key>,
    /// With this, unanswered items are passed over as long as so many have a value.
    /// Without it, one unanswered item leaves the number undefined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
}

/// A small expression over the named inputs. If any part is undefined, so is the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(no_recursion))]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    Const(f64),
    Input(Key),
    Add(Vec<Formula>),
    Multiply(Vec<Formula>),
    Subtract {
        from: Box<Formula>,
        amount: Box<Formula>,
    },
    /// Undefined when `by` is zero, never 0.
    Divide {
        value: Box<Formula>,
        by: Box<Formula>,
    },
}

/// The lowest and highest value a score can take, both included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    pub min: f64,
    pub max: f64,
}

/// How a score is written for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Display {
    Whole,
    #[default]
    OneDecimal,
    TwoDecimals,
    /// The value is a share of one.
    Percent,
}

/// Thresholds that somebody published, with what speaks against trusting them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BandScheme {
    /// Whose thresholds these are; authors differ.
    pub name: Text,
    /// Shown beside every band.
    pub caveat: Text,
    /// Lowest first. A value below the first `from` is in no band.
    pub bands: Vec<Band>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Band {
    pub id: Key,
    pub label: Text,
    /// The lowest value in this band. Only the first may leave it out: no lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
}

impl BandScheme {
    /// The band a value falls in. The caller shows [`BandScheme::caveat`] with it.
    pub fn band(&self, value: f64) -> Option<&Band> {
        self.bands
            .iter()
            .rev()
            .find(|band| band.from.is_none_or(|from| value >= from))
    }
}

impl Display {
    /// The value as a person reads it: `0.4` as `40%` or `0.40`. A share keeps one
    /// decimal, so that 39.6 % does not read as having reached a band that starts at 40 %.
    pub fn write(self, value: f64) -> String {
        match self {
            Self::Whole => format!("{value:.0}"),
            Self::OneDecimal => format!("{value:.1}"),
            Self::TwoDecimals => format!("{value:.2}"),
            Self::Percent => {
                let percent = format!("{:.1}", value * 100.0);
                format!("{}%", percent.strip_suffix(".0").unwrap_or(&percent))
            }
        }
    }
}

impl Limits {
    pub fn contain(&self, value: f64) -> bool {
        self.min <= value && value <= self.max
    }
}
