//! What was answered and coded in one session.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::key::Key;
use super::model::{Choose, EventShape, EvidenceRule, Framework, Item, ItemKind, NO_OPPORTUNITY};

/// The answer to one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    NoOpportunity,
    /// A level of the item's scale.
    Level(Key),
    YesNo(bool),
    Count(u32),
    Points(i32),
    /// One option, or several where the item lets several be chosen.
    Choice(Vec<Key>),
    Text(String),
}

/// All that scores are made from. An item that is not in the map was not answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    pub items: BTreeMap<Key, Answer>,
    /// A code that is not in the map was not coded at all, which is not the same as
    /// coded and never seen. [`Answers::tally`] fills in the zeros.
    pub codes: BTreeMap<Key, CodeTally>,
    pub imported: BTreeMap<Key, f64>,
    /// Without pauses.
    pub session_seconds: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeTally {
    pub n_events: u32,
    /// Stays zero for point events.
    pub seconds: u32,
}

impl Answers {
    /// Counts coded events into `codes`, with a zero for every code of the framework that
    /// was never seen. Each event is a code and its length in milliseconds (zero for a point);
    /// lengths are added before they become seconds, so that many short ones lose nothing.
    /// Events of codes the framework does not have are passed over.
    pub fn tally<'e>(
        mut self,
        framework: &Framework,
        events: impl IntoIterator<Item = (&'e str, u32)>,
    ) -> Self {
        for code in &framework.codes {
            self.codes.entry(code.id.clone()).or_default();
        }
        let mut lasted_ms: BTreeMap<&Key, u32> = BTreeMap::new();
        for (id, ms) in events {
            let Some(code) = framework.code(id) else {
                continue;
            };
            let tally = self.codes.entry(code.id.clone()).or_default();
            tally.n_events = tally.n_events.saturating_add(1);
            if code.event == EventShape::State {
                let lasted_ms = lasted_ms.entry(&code.id).or_default();
                *lasted_ms = lasted_ms.saturating_add(ms);
            }
        }
        for (code, ms) in lasted_ms {
            let tally = self.codes.entry(code.clone()).or_default();
            tally.seconds = tally.seconds.saturating_add(ms / 1000);
        }
        self
    }

    pub(super) fn session_minutes(&self) -> Option<f64> {
        self.session_seconds
            .map(|seconds| f64::from(seconds) / 60.0)
    }
}

impl Answer {
    /// Whether the session gave no chance to show this. A rating that carries the id of a
    /// level says so with [`NO_OPPORTUNITY`] in its place.
    pub fn lacks_opportunity(&self) -> bool {
        match self {
            Self::NoOpportunity => true,
            Self::Level(level) => *level == NO_OPPORTUNITY,
            _ => false,
        }
    }
}

impl Item {
    /// Whether this answer must rest on evidence or a stated reason. "No opportunity" says that
    /// there was nothing to see, so it needs none.
    pub fn rests_on_something(&self, answer: &Answer) -> bool {
        self.evidence != EvidenceRule::NotAsked && !answer.lacks_opportunity()
    }

    /// Whether a written reason may stand where there is no evidence.
    pub fn takes_reason(&self) -> bool {
        self.evidence != EvidenceRule::Required
    }
}

impl Framework {
    /// Whether an answer fits its item: right kind, level and options that exist, within range.
    pub fn accepts(&self, item: &Item, answer: &Answer) -> bool {
        if answer.lacks_opportunity() {
            return item.may_lack_opportunity;
        }
        match (&item.kind, answer) {
            (ItemKind::Level { scale, .. }, Answer::Level(level)) => self
                .scale(scale.as_str())
                .is_some_and(|scale| scale.level(level.as_str()).is_some()),
            (ItemKind::Points { min, max, .. }, Answer::Points(points)) => {
                (min..=max).contains(&points)
            }
            (ItemKind::Choice { choose, options }, Answer::Choice(chosen)) => {
                choose.allows(chosen.len())
                    && chosen
                        .iter()
                        .enumerate()
                        .all(|(n, id)| !chosen[..n].contains(id))
                    && chosen
                        .iter()
                        .all(|id| options.iter().any(|option| option.id == *id))
            }
            (ItemKind::YesNo, Answer::YesNo(_))
            | (ItemKind::Count, Answer::Count(_))
            | (ItemKind::Text, Answer::Text(_)) => true,
            _ => false,
        }
    }

    /// The number of a fitting answer, before any reversal.
    pub(super) fn number(&self, item: &Item, answer: &Answer) -> Option<f64> {
        match (&item.kind, answer) {
            (ItemKind::Level { scale, .. }, Answer::Level(level)) => {
                Some(self.scale(scale.as_str())?.level(level.as_str())?.value)
            }
            (ItemKind::YesNo, Answer::YesNo(yes)) => Some(f64::from(u8::from(*yes))),
            (ItemKind::Count, Answer::Count(count)) => Some(f64::from(*count)),
            (ItemKind::Points { .. }, Answer::Points(points)) => Some(f64::from(*points)),
            (ItemKind::Choice { options, .. }, Answer::Choice(chosen)) => {
                let [only] = chosen.as_slice() else {
                    return None;
                };
                options.iter().find(|option| option.id == *only)?.value
            }
            _ => None,
        }
    }

    /// The lowest and highest number an item can give; none where there is no highest.
    pub(super) fn value_range(&self, item: &Item) -> Option<(f64, f64)> {
        match &item.kind {
            ItemKind::Level { scale, .. } => {
                let levels = &self.scale(scale.as_str())?.levels;
                Some((levels.first()?.value, levels.last()?.value))
            }
            ItemKind::YesNo => Some((0.0, 1.0)),
            ItemKind::Points { min, max, .. } => Some((f64::from(*min), f64::from(*max))),
            ItemKind::Choice { options, .. } => {
                let values = options.iter().map(|option| option.value);
                let values = values.collect::<Option<Vec<f64>>>()?;
                let lowest = values.iter().copied().reduce(f64::min)?;
                Some((lowest, values.iter().copied().reduce(f64::max)?))
            }
            ItemKind::Count | ItemKind::Text => None,
        }
    }
}

impl Choose {
    fn allows(self, n_chosen: usize) -> bool {
        match self {
            Self::One => n_chosen == 1,
            Self::Several => n_chosen > 0,
        }
    }
}
