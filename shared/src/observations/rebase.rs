//! Putting a record on another version of its instrument: what changes, what of the record keeps
//! its place, and what is set aside.
//!
//! The log stays as it is. A record shows what of it has a place in its version
//! ([`Capture::within`]), so going back to the version before brings everything back.

use super::{Capture, Rating};
use crate::frameworks::{EventShape, Framework, Item, ItemKind};
use crate::values::{Key, OperationId};

crate::wire! {
    /// Puts a record that is not shared yet on another version of its instrument. Repeated it
    /// answers the same.
    pub struct Rebase {
        /// Content hash of the version.
        pub framework: String,
    }
}

/// A kind of part that a record speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Phase,
    Section,
    Item,
    Code,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Added,
    Removed,
    /// It says something else, or asks for other evidence. What was captured keeps its place.
    Reworded,
    /// It is answered or marked in another way.
    Reshaped,
}

/// What a record holds of one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Marks, timed or counted behaviours, stretches of a phase.
    pub n_marks: usize,
    /// Notes and feedback points that name the part. They keep their words and lose the name.
    pub n_texts: usize,
    pub is_rated: bool,
}

/// One part that is not the same in both versions.
#[derive(Clone, Debug, PartialEq)]
pub struct PartDiff {
    pub kind: PartKind,
    pub id: Key,
    pub change: Change,
    /// What of the record has a place here in both versions.
    pub kept: Held,
    /// What has none in the version moved to, and is set aside.
    pub set_aside: Held,
}

/// What moving a record from one version to another does, in the order of the instrument.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RebaseDiff {
    pub parts: Vec<PartDiff>,
}

impl RebaseDiff {
    /// Compares two versions of one instrument, and what `capture`, the whole log, holds of them.
    pub fn between(from: &Framework, to: &Framework, capture: &Capture) -> Self {
        let (before, after) = (capture.within(from), capture.within(to));
        let (old, new) = (parts(from), parts(to));
        let removed = old.iter().filter(|part| !new.contains(part));
        let parts = new.iter().chain(removed);
        let diff = |(kind, id): &(PartKind, Key)| {
            let change = change(from, to, *kind, id)?;
            let (had, has) = (held(&before, *kind, id), held(&after, *kind, id));
            Some(PartDiff {
                kind: *kind,
                id: id.clone(),
                change,
                kept: had.common(has),
                set_aside: had.without(has),
            })
        };
        Self {
            parts: parts.filter_map(diff).collect(),
        }
    }

    /// How many marks, names on texts and ratings are set aside in all.
    pub fn n_set_aside(&self) -> usize {
        let one = |held: Held| held.n_marks + held.n_texts + usize::from(held.is_rated);
        self.parts.iter().map(|part| one(part.set_aside)).sum()
    }
}

impl Held {
    fn common(self, other: Self) -> Self {
        Self {
            n_marks: self.n_marks.min(other.n_marks),
            n_texts: self.n_texts.min(other.n_texts),
            is_rated: self.is_rated && other.is_rated,
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            n_marks: self.n_marks.saturating_sub(other.n_marks),
            n_texts: self.n_texts.saturating_sub(other.n_texts),
            is_rated: self.is_rated && !other.is_rated,
        }
    }
}

impl Capture {
    /// What of this record has a place in a version of its instrument. Marks, spans and ratings
    /// without one are left out; notes and points stay, without the name of what is not there.
    pub fn within(&self, framework: &Framework) -> Self {
        let is_named =
            |skill: &Key| framework.section(skill.as_str()).is_some() || marks(framework, skill);
        let has_phase = |phase: &Key| framework.phases.iter().any(|known| known.id == *phase);
        let mut within = self.clone();
        within.marks.retain(|mark| marks(framework, &mark.skill));
        within.phases.retain(|phase| has_phase(&phase.phase));
        within.codes.retain(|(_, code, span)| {
            let known = framework.code(code.as_str());
            known.is_some_and(|known| match known.event {
                EventShape::State => true,
                EventShape::Point => span.to_ms == Some(span.from_ms),
            })
        });
        within.ratings.retain(|item, rating| {
            let known = framework.item(item.as_str());
            known.is_some_and(|known| framework.accepts(known, &rating.answer))
        });
        for mark in &mut within.marks {
            mark.phase = mark.phase.take().filter(has_phase);
        }
        for note in &mut within.notes {
            note.phase = note.phase.take().filter(has_phase);
            note.skill = note.skill.take().filter(is_named);
        }
        for point in &mut within.points {
            point.text.skill = point.text.skill.take().filter(is_named);
        }
        within
    }

    /// Whether nothing stands that a rating names as its evidence: what was taken back, or has no
    /// place in this version, is none.
    pub fn is_bare(&self, framework: &Framework, rating: &Rating) -> bool {
        let stands = |id: &OperationId| {
            let mut marked = self
                .marks
                .iter()
                .filter(|mark| marks(framework, &mark.skill));
            marked.any(|mark| mark.id == *id) || self.notes.iter().any(|note| note.id == *id)
        };
        !rating.evidence.iter().any(stands)
    }
}

fn marks(framework: &Framework, skill: &Key) -> bool {
    framework.can_be_marked(skill.as_str())
}

/// All parts in the order in which the instrument shows them.
fn parts(framework: &Framework) -> Vec<(PartKind, Key)> {
    let phases = framework.phases.iter().map(|p| (PartKind::Phase, &p.id));
    let sections = framework.sections.iter().flat_map(|section| {
        let items = section.items.iter().map(|item| (PartKind::Item, &item.id));
        std::iter::once((PartKind::Section, &section.id)).chain(items)
    });
    let session = framework.session_items.iter();
    let session = session.map(|item| (PartKind::Item, &item.id));
    let codes = framework.codes.iter().map(|c| (PartKind::Code, &c.id));
    let all = phases.chain(sections).chain(session).chain(codes);
    all.map(|(kind, id)| (kind, id.clone())).collect()
}

/// How one part differs; none where it is the same.
fn change(from: &Framework, to: &Framework, kind: PartKind, id: &Key) -> Option<Change> {
    let id = id.as_str();
    match kind {
        PartKind::Phase => {
            let of = |framework: &'_ Framework| {
                let mut phases = framework.phases.iter();
                phases.find(|phase| phase.id == *id).cloned()
            };
            compared(of(from), of(to), |_, _| true)
        }
        PartKind::Section => {
            let words = |framework: &Framework| {
                let mut section = framework.section(id)?.clone();
                section.items.clear();
                Some(section)
            };
            let same_shape = |_: &_, _: &_| from.can_be_marked(id) == to.can_be_marked(id);
            compared(words(from), words(to), same_shape)
        }
        PartKind::Code => {
            let of = |framework: &Framework| framework.code(id).cloned();
            compared(of(from), of(to), |old, new| old.event == new.event)
        }
        PartKind::Item => {
            let of = |framework: &Framework| {
                let item = framework.item(id)?.clone();
                let levels = levels(framework, &item);
                Some((item, levels))
            };
            compared(of(from), of(to), |(old, _), (new, _)| {
                answers(from, old) == answers(to, new)
            })
        }
    }
}

fn compared<T: PartialEq>(
    old: Option<T>,
    new: Option<T>,
    same_shape: impl FnOnce(&T, &T) -> bool,
) -> Option<Change> {
    match (old, new) {
        (None, None) => None,
        (None, Some(_)) => Some(Change::Added),
        (Some(_), None) => Some(Change::Removed),
        (Some(old), Some(new)) if !same_shape(&old, &new) => Some(Change::Reshaped),
        (Some(old), Some(new)) => (old != new).then_some(Change::Reworded),
    }
}

/// The levels an item is rated on, with their words: they belong to what the item says.
fn levels(framework: &Framework, item: &Item) -> Vec<crate::frameworks::Level> {
    match &item.kind {
        ItemKind::Level { scale, .. } => framework
            .scale(scale.as_str())
            .map_or_else(Vec::new, |scale| scale.levels.clone()),
        _ => Vec::new(),
    }
}

/// What an item can be answered with, without the words for it.
fn answers(framework: &Framework, item: &Item) -> (Vec<String>, bool) {
    (possible_answers(framework, item), item.may_lack_opportunity)
}

/// The same apart from "no opportunity".
pub(super) fn possible_answers(framework: &Framework, item: &Item) -> Vec<String> {
    match &item.kind {
        ItemKind::Level { .. } => {
            let levels = levels(framework, item);
            levels.iter().map(|level| level.id.to_string()).collect()
        }
        ItemKind::YesNo => vec!["yes or no".to_owned()],
        ItemKind::Count => vec!["count".to_owned()],
        ItemKind::Text => vec!["text".to_owned()],
        ItemKind::Points { min, max, .. } => vec![format!("{min} to {max}")],
        ItemKind::Choice { choose, options } => {
            let ids = options.iter().map(|option| option.id.to_string());
            std::iter::once(format!("{choose:?}")).chain(ids).collect()
        }
    }
}

fn held(capture: &Capture, kind: PartKind, id: &Key) -> Held {
    let mut held = Held::default();
    match kind {
        PartKind::Phase => {
            held.n_marks = capture.phases.iter().filter(|p| p.phase == *id).count();
        }
        PartKind::Section | PartKind::Code => {
            let marks = capture.marks.iter().filter(|mark| mark.skill == *id);
            let codes = capture.codes.iter().filter(|(_, code, _)| code == id);
            let notes = capture
                .notes
                .iter()
                .filter(|n| n.skill.as_ref() == Some(id));
            let points = capture.points.iter();
            let points = points.filter(|point| point.text.skill.as_ref() == Some(id));
            held.n_marks = marks.count() + codes.count();
            held.n_texts = notes.count() + points.count();
        }
        PartKind::Item => held.is_rated = capture.ratings.contains_key(id),
    }
    held
}

#[cfg(test)]
mod tests;
