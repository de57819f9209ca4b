//! Scores: references that resolve, formulas that end, bands that rise.

use std::collections::BTreeSet;

use super::super::error::Problem;
use super::super::key::Key;
use super::super::model::{EventShape, Framework, TILE_MAX_CHARS};
use super::super::scores::{BandScheme, Formula, Input, ItemSet, ScoreDefinition};
use super::Inspection;
use super::texts::{LABEL_MAX_CHARS, PROSE_MAX_CHARS};

const FORMULA_DEPTH_MAX: usize = 16;

impl Inspection<'_> {
    pub(super) fn scores(&mut self) {
        let framework = self.framework;
        for (n, score) in framework.scores.iter().enumerate() {
            self.score(&format!("/scores/{n}"), score);
        }
        for (n, score) in framework.scores.iter().enumerate() {
            if let Some(through) = cycle(framework, score) {
                self.report(format!("/scores/{n}/inputs"), Problem::Cycle(through));
            }
        }
    }

    fn score(&mut self, place: &str, score: &ScoreDefinition) {
        self.text(&format!("{place}/label"), &score.label, LABEL_MAX_CHARS);
        self.optional_text(
            &format!("{place}/meaning"),
            score.meaning.as_ref(),
            PROSE_MAX_CHARS,
        );
        for (name, input) in &score.inputs {
            self.input(&format!("{place}/inputs/{name}"), input);
        }
        match &score.formula {
            Some(formula) => self.formula_of(place, score, formula),
            None if score.limits.is_none() || !score.inputs.is_empty() => {
                self.report(place, Problem::ImportNeedsLimits);
            }
            None => {}
        }
        if let Some(limits) = score.limits {
            self.finite(&format!("{place}/limits/min"), limits.min);
            self.finite(&format!("{place}/limits/max"), limits.max);
            if limits.min >= limits.max {
                self.report(format!("{place}/limits"), Problem::EmptyRange);
            }
        }
        if let Some(scheme) = &score.bands {
            self.bands(&format!("{place}/bands"), scheme);
        }
    }

    fn input(&mut self, place: &str, input: &Input) {
        match input {
            Input::Item(id) => self.numeric_item(place, id),
            Input::Sum(set) | Input::Mean(set) => {
                self.item_set(place, set);
                for id in &set.items {
                    self.numeric_item(place, id);
                }
            }
            Input::Answered(set) => {
                self.item_set(place, set);
                for id in &set.items {
                    if self.framework.item(id.as_str()).is_none() {
                        self.unknown(place.to_owned(), "item", id);
                    }
                }
            }
            Input::CountOf(id) => {
                if self.framework.code(id.as_str()).is_none() {
                    self.unknown(place.to_owned(), "code", id);
                }
            }
            Input::SecondsOf(id) => match self.framework.code(id.as_str()) {
                Some(code) if code.event == EventShape::State => {}
                Some(_) => self.report(place, Problem::PointHasNoDuration(id.clone())),
                None => self.unknown(place.to_owned(), "code", id),
            },
            Input::Score(id) => {
                if self.framework.score_definition(id.as_str()).is_none() {
                    self.unknown(place.to_owned(), "score", id);
                }
            }
            Input::SessionMinutes => {}
        }
    }

    fn numeric_item(&mut self, place: &str, id: &Key) {
        match self.framework.item(id.as_str()) {
            Some(item) if item.kind.is_numeric() => {}
            Some(_) => self.report(place, Problem::NotANumber(id.clone())),
            None => self.unknown(place.to_owned(), "item", id),
        }
    }

    fn item_set(&mut self, place: &str, set: &ItemSet) {
        if set.items.is_empty() {
            self.report(place, Problem::TooFew(1));
        }
        let mut seen = BTreeSet::new();
        for id in &set.items {
            if !seen.insert(id) {
                self.report(place, Problem::DuplicateId(id.clone()));
            }
        }
        let n_items = set.items.len();
        if set
            .at_least
            .is_some_and(|at_least| at_least == 0 || at_least as usize > n_items)
        {
            self.report(place, Problem::AtLeastOutOfRange);
        }
    }

    fn formula_of(&mut self, place: &str, score: &ScoreDefinition, formula: &Formula) {
        let place = format!("{place}/formula");
        let mut used = BTreeSet::new();
        self.formula(&place, formula, 1, &mut used);
        for name in &used {
            if !score.inputs.contains_key(*name) {
                self.report(&place, Problem::UndeclaredInput((*name).clone()));
            }
        }
        for name in score.inputs.keys() {
            if !used.contains(name) {
                self.report(&place, Problem::UnusedInput(name.clone()));
            }
        }
    }

    fn formula<'f>(
        &mut self,
        place: &str,
        formula: &'f Formula,
        depth: usize,
        used: &mut BTreeSet<&'f Key>,
    ) {
        if depth > FORMULA_DEPTH_MAX {
            self.report(place, Problem::FormulaTooDeep(FORMULA_DEPTH_MAX));
            return;
        }
        match formula {
            Formula::Const(number) => self.finite(place, *number),
            Formula::Input(name) => {
                used.insert(name);
            }
            Formula::Add(parts) | Formula::Multiply(parts) => {
                if parts.is_empty() {
                    self.report(place, Problem::TooFew(1));
                }
                for part in parts {
                    self.formula(place, part, depth + 1, used);
                }
            }
            Formula::Subtract {
                from: first,
                amount: second,
            }
            | Formula::Divide {
                value: first,
                by: second,
            } => {
                self.formula(place, first, depth + 1, used);
                self.formula(place, second, depth + 1, used);
            }
        }
    }

    fn bands(&mut self, place: &str, scheme: &BandScheme) {
        self.text(&format!("{place}/name"), &scheme.name, LABEL_MAX_CHARS);
        self.text(&format!("{place}/caveat"), &scheme.caveat, PROSE_MAX_CHARS);
        let place = format!("{place}/bands");
        let bands = &scheme.bands;
        if bands.is_empty() {
            self.report(&place, Problem::TooFew(1));
        }
        let ids = bands.iter().enumerate();
        self.all_different(
            ids.map(|(n, band)| (format!("{place}/{n}/id"), &band.id))
                .collect(),
        );
        let starts_rise = bands.is_sorted_by(|lower, higher| match (lower.from, higher.from) {
            (Some(lower), Some(higher)) => lower < higher,
            (None, Some(_)) => true,
            (_, None) => false,
        });
        if !starts_rise {
            self.report(&place, Problem::BandsNotRising);
        }
        for (n, band) in bands.iter().enumerate() {
            self.text(&format!("{place}/{n}/label"), &band.label, TILE_MAX_CHARS);
            if let Some(from) = band.from {
                self.finite(&format!("{place}/{n}/from"), from);
            }
        }
    }
}

/// The score by way of which `start` is made from itself, if it is.
fn cycle(framework: &Framework, start: &ScoreDefinition) -> Option<Key> {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(score) = open.pop() {
        for input in score.inputs.values() {
            let Input::Score(id) = input else { continue };
            if *id == start.id {
                return Some(score.id.clone());
            }
            if seen.insert(id) {
                open.extend(framework.score_definition(id.as_str()));
            }
        }
    }
    None
}
