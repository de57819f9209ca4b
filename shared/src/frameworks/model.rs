//! What a framework is made of.
//!
//! Every field that has a default leaves it out when written. That keeps the
//! content hash of an old version the same when a later release adds a field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::key::Key;
use super::parse::without_duplicates;
use super::scores::ScoreDefinition;
use super::text::Text;

/// The longest label that fits a capture tile at 1024×768, in any language.
pub const TILE_MAX_CHARS: usize = 22;

/// Stands where a level would, when the session gave no chance to show the skill.
/// Reserved: no level of any scale may carry this id.
pub const NO_OPPORTUNITY: &str = "no-opportunity";

/// One immutable version of an instrument.
///
/// Sections, items, behaviour codes and scores share one space of ids, so a mark
/// or a rating needs a single id to say what it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Framework {
    /// The same across all versions of one instrument.
    pub id: Key,
    /// For people. Two documents with one version text can differ; their hashes tell them apart.
    pub version: String,
    pub title: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// Where it comes from and under which permission it is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// What has to be true of a session before this instrument says anything about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preconditions: Vec<Text>,
    /// How to use it, shown beside the whole instrument.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guidance: Vec<Text>,
    /// The parts of a session, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<Scale>,
    /// Words for "no opportunity"; needed once any item allows that answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_opportunity: Option<NoOpportunity>,
    /// Facts about the session as a whole, asked once and apart from any skill.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub session_items: Vec<Item>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<BehaviourCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<ScoreDefinition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub session_rules: Vec<SessionRule>,
}

/// A part of the session, such as the check-in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Phase {
    pub id: Key,
    /// On the phase bar; at most [`TILE_MAX_CHARS`].
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Text>,
}

/// Named levels, lowest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scale {
    pub id: Key,
    pub levels: Vec<Level>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Level {
    pub id: Key,
    /// What formulas count with; rises from level to level.
    pub value: f64,
    pub label: Text,
    /// Under a slider or in a table; at most [`TILE_MAX_CHARS`]. Without it the label serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Text>,
}

/// The words for [`NO_OPPORTUNITY`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoOpportunity {
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Text>,
}

/// A heading of the instrument. With a `tile` it is a *skill domain*: something an
/// observer can mark with one tap while the session runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    pub id: Key,
    pub title: Text,
    /// The label on the capture screen; at most [`TILE_MAX_CHARS`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tile: Option<Text>,
    /// One line: why it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Text>,
    /// Concrete things an observer can see or hear.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listen_for: Vec<Text>,
    /// Open questions an observer can put before telling anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Text>,
    /// Where in the session it usually shows; empty means anywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Key>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// One thing that is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    pub id: Key,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    pub kind: ItemKind,
    /// Whether "no opportunity" may be answered; such an answer leaves every denominator.
    #[serde(default, skip_serializing_if = "is_default")]
    pub may_lack_opportunity: bool,
    /// Formulas see the scale turned round: its lowest plus its highest value, minus the answer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reversed: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: EvidenceRule,
}

/// How an item is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A level of the scale, with what each level looks like for this item.
    Level {
        scale: Key,
        #[serde(deserialize_with = "without_duplicates")]
        anchors: BTreeMap<Key, Text>,
    },
    YesNo,
    Count,
    /// Whole numbers from `min` to `max`, both included.
    Points {
        min: i32,
        max: i32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_label: Option<Text>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_label: Option<Text>,
    },
    Choice {
        choose: Choose,
        options: Vec<ChoiceOption>,
    },
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choose {
    One,
    Several,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChoiceOption {
    pub id: Key,
    pub label: Text,
    /// What formulas count with; all options of an item have one or none has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
}

/// What has to stand behind an answer before it can be shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EvidenceRule {
    #[default]
    NotAsked,
    /// Marks or notes, or a written reason why there are none.
    EvidenceOrReason,
    Required,
}

/// A behaviour that is counted or timed while it happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BehaviourCode {
    pub id: Key,
    pub label: Text,
    /// The label on the capture screen; at most [`TILE_MAX_CHARS`].
    pub tile: Text,
    pub event: EventShape,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Text>,
    /// How to decide in doubt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventShape {
    /// It happens at a moment.
    Point,
    /// It begins and ends; one left open is closed with the session.
    State,
}

/// What a short session does to an instrument.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionRule {
    /// Applies to sessions shorter than this.
    pub under_minutes: u32,
    pub effect: SessionEffect,
    /// Sections, items, codes or scores; a section stands for all its items.
    pub applies_to: Vec<Key>,
    /// Shown wherever the rule has an effect.
    pub reason: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionEffect {
    /// The number stands, with the reason beside it.
    Caveat,
    /// There is no number.
    Withhold,
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Framework {
    /// The sections an observer marks with one tap, in the order of the tiles.
    pub fn skill_domains(&self) -> impl Iterator<Item = &Section> {
        self.sections
            .iter()
            .filter(|section| section.tile.is_some())
    }

    /// The sections a practitioner looks back at: the skill domains with a level to choose, or any
    /// section with one where no domain has. None where the instrument only counts or asks otherwise.
    pub fn sections_to_assess(&self) -> Vec<&Section> {
        let has_levels = |section: &&Section| section.items.iter().any(Item::has_levels);
        let domains: Vec<&Section> = self.skill_domains().filter(has_levels).collect();
        if domains.is_empty() {
            self.sections.iter().filter(has_levels).collect()
        } else {
            domains
        }
    }

    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    /// All items of all sections, then those about the session as a whole.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections
            .iter()
            .flat_map(|section| &section.items)
            .chain(&self.session_items)
    }

    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().find(|item| item.id == *id)
    }

    /// The section an item stands in; none for an item about the whole session.
    pub fn section_of(&self, item_id: &str) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.items.iter().any(|item| item.id == *item_id))
    }

    pub fn code(&self, id: &str) -> Option<&BehaviourCode> {
        self.codes.iter().find(|code| code.id == *id)
    }

    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == *id)
    }

    pub fn score_definition(&self, id: &str) -> Option<&ScoreDefinition> {
        self.scores.iter().find(|score| score.id == *id)
    }

    /// Whether a mark on the capture screen may carry this id: a skill domain or a code.
    pub fn can_be_marked(&self, id: &str) -> bool {
        self.skill_domains().any(|domain| domain.id == *id) || self.code(id).is_some()
    }

    /// The words on the capture tile of a skill domain or a code.
    pub fn tile(&self, id: &str) -> Option<&Text> {
        self.section(id)
            .and_then(|section| section.tile.as_ref())
            .or_else(|| self.code(id).map(|code| &code.tile))
    }

    /// The rules a session of this length falls under for one id, strictest first.
    pub fn session_rules_for(&self, id: &str, session_minutes: f64) -> Vec<&SessionRule> {
        let section_id = self.section_of(id).map(|section| section.id.as_str());
        let mut rules: Vec<&SessionRule> = self
            .session_rules
            .iter()
            .filter(|rule| session_minutes < f64::from(rule.under_minutes))
            .filter(|rule| {
                rule.applies_to
                    .iter()
                    .any(|target| *target == *id || Some(target.as_str()) == section_id)
            })
            .collect();
        rules.sort_by_key(|rule| (rule.effect == SessionEffect::Caveat, rule.under_minutes));
        rules
    }

    /// What is to be said of a session of this length where any of these ids is rated or read:
    /// the reason of each rule it falls under, once.
    pub fn session_reasons<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i str>,
        session_seconds: u32,
    ) -> Vec<&Text> {
        let session_minutes = f64::from(session_seconds) / 60.0;
        let mut reasons: Vec<&Text> = Vec::new();
        for rule in ids
            .into_iter()
            .flat_map(|id| self.session_rules_for(id, session_minutes))
        {
            if !reasons.contains(&&rule.reason) {
                reasons.push(&rule.reason);
            }
        }
        reasons
    }
}

impl Item {
    /// Whether it is answered with a level of a scale.
    pub fn has_levels(&self) -> bool {
        matches!(self.kind, ItemKind::Level { .. })
    }
}

impl Scale {
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == *id)
    }
}

impl Level {
    pub fn short_label(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }
}
