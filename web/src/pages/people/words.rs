//! Grades, roles and states in the person's language.

use shared::access::Role;
use shared::org::{Away, Grade, PersonStatus, Unit};
use yew::AttrValue;

use crate::dates;
use crate::t;
use crate::text::Text;
use crate::ui::{Choice, Shape, Tone};

pub fn grade(text: Text, grade: Grade) -> AttrValue {
    match grade {
        Grade::Po => t!(text, "grade-po"),
        Grade::Pso => t!(text, "grade-pso"),
        Grade::Pqip => t!(text, "grade-pqip"),
        Grade::Nqo => t!(text, "grade-nqo"),
        Grade::Spo => t!(text, "grade-spo"),
        Grade::HeadOfPdu => t!(text, "grade-head-of-pdu"),
        Grade::Qdo => t!(text, "grade-qdo"),
        Grade::Other => t!(text, "grade-other"),
    }
}

pub fn role(text: Text, role: Role) -> AttrValue {
    text.get(&format!("role-{}", role.as_str()))
}

pub fn status(text: Text, status: PersonStatus) -> (Shape, Tone, AttrValue) {
    match status {
        PersonStatus::Invited => (Shape::Dashed, Tone::Plain, t!(text, "person-invited")),
        PersonStatus::Active => (Shape::Full, Tone::Seen, t!(text, "person-active")),
        PersonStatus::Suspended => (Shape::Triangle, Tone::Warm, t!(text, "person-suspended")),
        PersonStatus::Left => (Shape::Empty, Tone::Plain, t!(text, "person-left")),
    }
}

/// Until when somebody is away.
pub fn away(text: Text, away: Away) -> AttrValue {
    t!(
        text,
        "away-until",
        date = dates::date_long(text, away.until)
    )
}

/// Units to choose from, each with those above it: `North Quay PDU / Team 2`.
pub fn unit_choices(units: &[Unit]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = units
        .iter()
        .map(|unit| Choice::new(unit.id.to_string(), path_of(units, unit)))
        .collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// From below the top down to the unit itself.
pub fn path_of(units: &[Unit], unit: &Unit) -> String {
    let mut names = vec![unit.name.as_str()];
    let mut above = unit.parent_id;
    // A tree has fewer levels than units; the bound keeps damaged data from running for ever.
    for _ in 0..units.len() {
        let Some(parent) = above.and_then(|id| units.iter().find(|unit| unit.id == id)) else {
            break;
        };
        names.push(parent.name.as_str());
        above = parent.parent_id;
    }
    names.reverse();
    names.join(" / ")
}
