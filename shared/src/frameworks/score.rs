//! From answers to scores.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::answers::{Answer, Answers, CodeTally};
use super::key::Key;
use super::model::{Framework, Item, SessionEffect};
use super::scores::{Formula, Input, ItemSet, ScoreDefinition};
use super::text::Text;

/// What a score came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Score {
    Value(f64),
    Undefined(Undefined),
}

/// Why there is no number. Never shown or counted as zero.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Undefined {
    #[error("{0} was not answered")]
    Unanswered(Key),
    #[error("the answer to {0} does not fit its kind")]
    UnfitAnswer(Key),
    #[error("nothing it is made from had an opportunity")]
    NoOpportunity,
    #[error("{0} was not coded")]
    NotCoded(Key),
    #[error("{0} was not imported")]
    NotImported(Key),
    #[error("it would divide by zero")]
    ZeroDenominator,
    #[error("the session was shorter than {0} minutes")]
    SessionTooShort(u32),
    #[error("it is not known how long the session lasted")]
    SessionLengthUnknown,
    #[error("the number is outside its limits")]
    OutsideLimits,
    #[error("the framework does not define {0}")]
    Unresolved(Key),
}

impl Score {
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(*value),
            Self::Undefined(_) => None,
        }
    }
}

impl From<Result<f64, Undefined>> for Score {
    fn from(result: Result<f64, Undefined>) -> Self {
        match result {
            Ok(value) => Self::Value(value),
            Err(reason) => Self::Undefined(reason),
        }
    }
}

impl Framework {
    /// Every score of the framework for one set of answers.
    pub fn score(&self, answers: &Answers) -> BTreeMap<Key, Score> {
        let mut scoring = Scoring {
            framework: self,
            answers,
            done: BTreeMap::new(),
        };
        self.scores
            .iter()
            .map(|score| (score.id.clone(), scoring.score(score.id.as_str()).into()))
            .collect()
    }

    /// What has to be said beside a score of a session of this length: the reasons of
    /// every rule that touches it or anything it is made from.
    pub fn session_caveats(&self, score_id: &str, session_minutes: f64) -> Vec<&Text> {
        let mut reasons = Vec::new();
        let mut open = vec![score_id];
        let mut seen = Vec::new();
        while let Some(id) = open.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            for rule in self.session_rules_for(id, session_minutes) {
                if rule.effect == SessionEffect::Caveat && !reasons.contains(&&rule.reason) {
                    reasons.push(&rule.reason);
                }
            }
            let definition = self.score_definition(id);
            open.extend(definition.into_iter().flat_map(ScoreDefinition::made_from));
        }
        reasons
    }
}

impl ScoreDefinition {
    /// The ids of the items, codes and scores this score is made from, directly.
    pub fn made_from(&self) -> impl Iterator<Item = &str> {
        self.inputs.values().flat_map(|input| {
            let ids = match input {
                Input::Item(id) | Input::CountOf(id) | Input::SecondsOf(id) | Input::Score(id) => {
                    std::slice::from_ref(id)
                }
                Input::Sum(set) | Input::Mean(set) | Input::Answered(set) => &set.items,
                Input::SessionMinutes => &[],
            };
            ids.iter().map(Key::as_str)
        })
    }
}

struct Scoring<'a> {
    framework: &'a Framework,
    answers: &'a Answers,
    /// `None` while a score is being worked out, so that a cycle ends even in a
    /// framework that never went through `parse`.
    done: BTreeMap<&'a str, Option<Result<f64, Undefined>>>,
}

impl<'a> Scoring<'a> {
    fn score(&mut self, id: &str) -> Result<f64, Undefined> {
        let framework = self.framework;
        let unresolved = || Undefined::Unresolved(Key::parse(id).expect("ids come from keys"));
        let definition = framework.score_definition(id).ok_or_else(unresolved)?;
        match self.done.get(id) {
            Some(Some(result)) => return result.clone(),
            Some(None) => return Err(unresolved()),
            None => {}
        }
        self.done.insert(definition.id.as_str(), None);
        let result = self.work_out(definition);
        self.done
            .insert(definition.id.as_str(), Some(result.clone()));
        result
    }

    fn work_out(&mut self, definition: &'a ScoreDefinition) -> Result<f64, Undefined> {
        self.long_enough_for(definition.id.as_str())?;
        let value = match &definition.formula {
            Some(formula) => self.formula(definition, formula)?,
            None => *self
                .answers
                .imported
                .get(&definition.id)
                .ok_or_else(|| Undefined::NotImported(definition.id.clone()))?,
        };
        let within = definition.limits.is_none_or(|limits| limits.contain(value));
        if value.is_finite() && within {
            Ok(value)
        } else {
            Err(Undefined::OutsideLimits)
        }
    }

    fn formula(
        &mut self,
        definition: &'a ScoreDefinition,
        formula: &'a Formula,
    ) -> Result<f64, Undefined> {
        match formula {
            Formula::Const(number) => Ok(*number),
            Formula::Input(name) => match definition.inputs.get(name) {
                Some(input) => self.input(input),
                None => Err(Undefined::Unresolved(name.clone())),
            },
            Formula::Add(parts) => parts
                .iter()
                .try_fold(0.0, |sum, part| Ok(sum + self.formula(definition, part)?)),
            Formula::Multiply(parts) => parts.iter().try_fold(1.0, |product, part| {
                Ok(product * self.formula(definition, part)?)
            }),
            Formula::Subtract { from, amount } => {
                Ok(self.formula(definition, from)? - self.formula(definition, amount)?)
            }
            Formula::Divide { value, by } => {
                let value = self.formula(definition, value)?;
                let by = self.formula(definition, by)?;
                if by == 0.0 {
                    Err(Undefined::ZeroDenominator)
                } else {
                    Ok(value / by)
                }
            }
        }
    }

    fn input(&mut self, input: &'a Input) -> Result<f64, Undefined> {
        match input {
            Input::Item(id) => self.item_value(id)?.ok_or(Undefined::NoOpportunity),
            Input::Sum(set) => Ok(self.values(set)?.iter().sum()),
            Input::Mean(set) => {
                let values = self.values(set)?;
                Ok(values.iter().sum::<f64>() / values.len() as f64)
            }
            Input::Answered(set) => self.n_answered(set),
            Input::CountOf(id) => Ok(f64::from(self.tally(id)?.n_events)),
            Input::SecondsOf(id) => Ok(f64::from(self.tally(id)?.seconds)),
            Input::Score(id) => self.score(id.as_str()),
            Input::SessionMinutes => self
                .answers
                .session_minutes()
                .ok_or(Undefined::SessionLengthUnknown),
        }
    }

    /// The values of the items that had an opportunity; at least one.
    fn values(&self, set: &ItemSet) -> Result<Vec<f64>, Undefined> {
        let mut values = Vec::with_capacity(set.items.len());
        let mut first_unanswered = None;
        for id in &set.items {
            match self.item_value(id) {
                Ok(value) => values.extend(value),
                Err(Undefined::Unanswered(id)) => {
                    first_unanswered.get_or_insert(id);
                }
                Err(reason) => return Err(reason),
            }
        }
        let needed = set
            .at_least
            .map_or(set.items.len(), |at_least| at_least as usize);
        match first_unanswered {
            Some(id) if values.len() < needed => Err(Undefined::Unanswered(id)),
            _ if values.is_empty() => Err(Undefined::NoOpportunity),
            _ if set.at_least.is_some() && values.len() < needed => Err(Undefined::NoOpportunity),
            _ => Ok(values),
        }
    }

    fn n_answered(&self, set: &ItemSet) -> Result<f64, Undefined> {
        let mut n_answered = 0_u32;
        for id in &set.items {
            match self.answer(id) {
                Ok((_, answer)) if answer.lacks_opportunity() => {}
                Err(Undefined::Unanswered(_)) => {}
                Ok(_) => n_answered += 1,
                Err(reason) => return Err(reason),
            }
        }
        match set.at_least {
            Some(at_least) if n_answered < at_least => Err(Undefined::NoOpportunity),
            _ => Ok(f64::from(n_answered)),
        }
    }

    /// The number formulas see for an item; none where there was no opportunity.
    fn item_value(&self, id: &Key) -> Result<Option<f64>, Undefined> {
        let (item, answer) = self.answer(id)?;
        if answer.lacks_opportunity() {
            return Ok(None);
        }
        let unfit = || Undefined::UnfitAnswer(id.clone());
        let value = self.framework.number(item, answer).ok_or_else(unfit)?;
        if !item.reversed {
            return Ok(Some(value));
        }
        let (lowest, highest) = self.framework.value_range(item).ok_or_else(unfit)?;
        Ok(Some(lowest + highest - value))
    }

    fn answer(&self, id: &Key) -> Result<(&'a Item, &'a Answer), Undefined> {
        let item = self
            .framework
            .item(id.as_str())
            .ok_or_else(|| Undefined::Unresolved(id.clone()))?;
        self.long_enough_for(id.as_str())?;
        let answer = self
            .answers
            .items
            .get(id)
            .ok_or_else(|| Undefined::Unanswered(id.clone()))?;
        if self.framework.accepts(item, answer) {
            Ok((item, answer))
        } else {
            Err(Undefined::UnfitAnswer(id.clone()))
        }
    }

    fn tally(&self, id: &Key) -> Result<&'a CodeTally, Undefined> {
        self.long_enough_for(id.as_str())?;
        self.answers
            .codes
            .get(id)
            .ok_or_else(|| Undefined::NotCoded(id.clone()))
    }

    fn long_enough_for(&self, id: &str) -> Result<(), Undefined> {
        // A length of zero finds every rule that could withhold, for a session of unknown length.
        let minutes = self.answers.session_minutes().unwrap_or(0.0);
        let rules = self.framework.session_rules_for(id, minutes);
        match rules
            .iter()
            .find(|rule| rule.effect == SessionEffect::Withhold)
        {
            Some(rule) if self.answers.session_seconds.is_some() => {
                Err(Undefined::SessionTooShort(rule.under_minutes))
            }
            Some(_) => Err(Undefined::SessionLengthUnknown),
            None => Ok(()),
        }
    }
}
