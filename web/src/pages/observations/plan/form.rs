//! What was typed and chosen about an agreement, and what it amounts to.

use serde::{Deserialize, Serialize};
use shared::observations::{Agreement, Observation, Purpose, SessionType};
use shared::values::{CaseReference, Key, LocalTime, NoteText, ValueError};

use crate::dates::{self, WallClock};
use crate::pages::begun;
use crate::state::failures;
use crate::t;
use crate::text::Text;
use crate::ui::FieldProblem;

/// How long sessions usually last, in minutes.
pub(super) const DURATIONS: [u16; 5] = [30, 45, 60, 90, 120];

pub(super) const PURPOSES: [(&str, Purpose); 3] = [
    ("developmental", Purpose::Developmental),
    ("probation-period", Purpose::ProbationPeriod),
    ("calibration", Purpose::Calibration),
];

pub(super) const SESSION_TYPES: [(&str, SessionType); 7] = [
    ("induction", SessionType::Induction),
    ("supervision", SessionType::Supervision),
    ("sentence-plan-review", SessionType::SentencePlanReview),
    ("home-visit", SessionType::HomeVisit),
    ("programme", SessionType::Programme),
    ("video", SessionType::Video),
    ("other", SessionType::Other),
];

/// What was typed and chosen, as it stands on the screen.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Form {
    pub person: String,
    pub framework: String,
    pub purpose: String,
    pub session_type: String,
    pub focus: String,
    /// Whether the focus, or none, was chosen here: until then it is the one that was asked for.
    #[serde(default)]
    pub is_focus_chosen: bool,
    pub date: String,
    pub time: String,
    pub duration: String,
    pub note: String,
    pub case_reference: String,
}

impl Form {
    /// Nothing chosen yet but what most sessions are like.
    pub fn fresh() -> Self {
        Self {
            person: String::new(),
            framework: String::new(),
            purpose: PURPOSES[0].0.to_owned(),
            session_type: SESSION_TYPES[1].0.to_owned(),
            focus: String::new(),
            is_focus_chosen: false,
            date: WallClock::at(dates::now_ms()).date_field(),
            time: "10:00".to_owned(),
            duration: DURATIONS[1].to_string(),
            note: String::new(),
            case_reference: String::new(),
        }
    }

    /// What was agreed before, to be changed.
    pub fn of(observation: &Observation) -> Self {
        let agreed = &observation.agreement;
        let planned = WallClock::of_local(agreed.planned_for);
        Self {
            person: observation.practitioner.id.to_string(),
            framework: observation.framework.clone(),
            purpose: name_of(&PURPOSES, agreed.purpose).to_owned(),
            session_type: name_of(&SESSION_TYPES, agreed.session_type).to_owned(),
            focus: agreed.focus.as_ref().map_or("", Key::as_str).to_owned(),
            is_focus_chosen: true,
            date: planned.date_field(),
            time: planned.time_field(),
            duration: agreed.duration_minutes.to_string(),
            note: agreed.note.as_ref().map_or("", NoteText::as_str).to_owned(),
            case_reference: agreed
                .case_reference
                .as_ref()
                .map_or("", CaseReference::as_str)
                .to_owned(),
        }
    }

    /// The same over an agreement that changed since this form was opened with `opened`: what was
    /// typed or chosen here stays, what was not touched takes the newest value.
    pub fn over(&self, opened: &Self, newest: &Self) -> Self {
        fn field<T: Clone + PartialEq>(mine: &T, opened: &T, newest: &T) -> T {
            let stays = if mine == opened { newest } else { mine };
            stays.clone()
        }
        Self {
            person: field(&self.person, &opened.person, &newest.person),
            framework: field(&self.framework, &opened.framework, &newest.framework),
            purpose: field(&self.purpose, &opened.purpose, &newest.purpose),
            session_type: field(
                &self.session_type,
                &opened.session_type,
                &newest.session_type,
            ),
            focus: field(&self.focus, &opened.focus, &newest.focus),
            is_focus_chosen: self.is_focus_chosen,
            date: field(&self.date, &opened.date, &newest.date),
            time: field(&self.time, &opened.time, &newest.time),
            duration: field(&self.duration, &opened.duration, &newest.duration),
            note: field(&self.note, &opened.note, &newest.note),
            case_reference: field(
                &self.case_reference,
                &opened.case_reference,
                &newest.case_reference,
            ),
        }
    }

    /// The lengths to choose from, shortest first: the usual ones, and the one that was agreed.
    pub fn durations(&self) -> Vec<u16> {
        let mut durations = DURATIONS.to_vec();
        if let Ok(agreed) = self.duration.parse()
            && !durations.contains(&agreed)
        {
            durations.push(agreed);
            durations.sort_unstable();
        }
        durations
    }

    /// Takes this as the focus; an empty key is none.
    pub fn choose_focus(&mut self, focus: String) {
        self.focus = focus;
        self.is_focus_chosen = true;
    }

    /// The same with the focus that was asked for, unless another or none was chosen here. It is no
    /// part of what was begun: a page that was only opened has nothing to keep.
    pub fn with_asked(&self, focus: Option<&Key>) -> Self {
        // A form that an app of before kept has a focus only where one was chosen.
        let is_chosen = self.is_focus_chosen || !self.focus.is_empty();
        match focus.filter(|_| !is_chosen) {
            Some(focus) => Self {
                focus: focus.as_str().to_owned(),
                ..self.clone()
            },
            None => self.clone(),
        }
    }

    /// The agreement, or what is wrong with each field.
    pub fn agreement(&self, text: Text) -> Result<Agreement, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut problem = |field: &'static str, message| {
            problems.push(FieldProblem {
                field: field.into(),
                message,
            });
        };
        if self.person.is_empty() {
            problem("person", t!(text, "plan-choose-person"));
        }
        let planned_for = LocalTime::parse(&format!("{}T{}", self.date, self.time));
        if let Err(error) = &planned_for {
            problem("date", failures::refused(text, error));
        }
        let note = optional(&self.note, NoteText::parse);
        if let Err(error) = &note {
            problem("agreement-note", failures::refused(text, error));
        }
        let case_reference = optional(&self.case_reference, CaseReference::parse);
        if let Err(error) = &case_reference {
            problem("case-reference", failures::refused(text, error));
        }
        match (planned_for, note, case_reference) {
            (Ok(planned_for), Ok(note), Ok(case_reference)) if problems.is_empty() => {
                Ok(Agreement {
                    purpose: chosen(&PURPOSES, &self.purpose),
                    session_type: chosen(&SESSION_TYPES, &self.session_type),
                    focus: Key::parse(&self.focus).ok(),
                    planned_for,
                    duration_minutes: self.duration.parse().unwrap_or(DURATIONS[1]),
                    note,
                    case_reference,
                })
            }
            _ => Err(problems),
        }
    }
}

impl begun::Fields for Form {
    fn words(&self) -> Vec<&str> {
        vec![&self.note, &self.case_reference]
    }
}

fn optional<T>(
    typed: &str,
    parse: fn(&str) -> Result<T, ValueError>,
) -> Result<Option<T>, ValueError> {
    if typed.trim().is_empty() {
        Ok(None)
    } else {
        parse(typed).map(Some)
    }
}

/// The value behind a choice; the first where a browser sends what was never offered.
fn chosen<T: Copy>(choices: &[(&str, T)], value: &str) -> T {
    choices
        .iter()
        .find(|(name, _)| *name == value)
        .map_or(choices[0].1, |(_, value)| *value)
}

/// The name that stands for a value among the choices.
fn name_of<T: Copy + PartialEq>(choices: &[(&'static str, T)], value: T) -> &'static str {
    choices
        .iter()
        .find(|(_, choice)| *choice == value)
        .map_or(choices[0].0, |(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use shared::observations::{Informed, State};
    use shared::org::PersonRef;
    use shared::values::{ObservationId, PersonId, PersonName, Timestamp, UnitId};

    use super::*;

    fn form() -> Form {
        Form {
            person: "somebody".to_owned(),
            framework: String::new(),
            purpose: "calibration".to_owned(),
            session_type: "home-visit".to_owned(),
            focus: "role-clarity".to_owned(),
            is_focus_chosen: true,
            date: "2026-11-12".to_owned(),
            time: "10:00".to_owned(),
            duration: "60".to_owned(),
            note: " ".to_owned(),
            case_reference: "x000001".to_owned(),
        }
    }

    #[test]
    fn a_complete_form_is_an_agreement() {
        let agreement = form().agreement(Text::default()).unwrap();
        assert_eq!(agreement.purpose, Purpose::Calibration);
        assert_eq!(agreement.session_type, SessionType::HomeVisit);
        assert_eq!(agreement.planned_for.to_string(), "2026-11-12T10:00");
        assert_eq!((agreement.duration_minutes, agreement.note), (60, None));
        assert_eq!(agreement.case_reference.unwrap().as_str(), "X000001");
    }

    #[test]
    fn the_focus_that_was_asked_for_stands_until_another_or_none_is_chosen() {
        let asked = Key::parse("problem-solving").unwrap();
        let unchosen = Form {
            focus: String::new(),
            is_focus_chosen: false,
            ..form()
        };
        let mut form = unchosen.clone();
        assert_eq!(form.with_asked(Some(&asked)).focus, "problem-solving");
        assert_eq!(form.with_asked(None).focus, "");
        for chosen in ["role-clarity", ""] {
            form.choose_focus(chosen.to_owned());
            assert_eq!(form.with_asked(Some(&asked)).focus, chosen);
        }
        let of_before = Form {
            focus: "role-clarity".to_owned(),
            ..unchosen
        };
        assert_eq!(of_before.with_asked(Some(&asked)).focus, "role-clarity");
    }

    #[test]
    fn an_agreed_length_that_is_not_usual_can_be_chosen_too() {
        let of = |duration: &str| Form {
            duration: duration.to_owned(),
            ..form()
        };
        assert_eq!(of("47").durations(), [30, 45, 47, 60, 90, 120]);
        assert_eq!(of("60").durations(), DURATIONS);
    }

    #[test]
    fn what_was_typed_stays_and_what_was_not_touched_is_the_newest() {
        let opened = form();
        let mine = Form {
            note: "Short notes.".to_owned(),
            duration: "90".to_owned(),
            ..form()
        };
        let newest = Form {
            duration: "47".to_owned(),
            date: "2026-11-13".to_owned(),
            ..form()
        };
        let expected = Form {
            date: "2026-11-13".to_owned(),
            ..mine.clone()
        };
        assert!(mine.over(&opened, &newest) == expected);
        assert!(opened.over(&opened, &newest) == newest);
    }

    #[test]
    fn an_agreement_is_changed_from_what_it_says() {
        let agreement = Agreement {
            duration_minutes: 47,
            ..form().agreement(Text::default()).unwrap()
        };
        let person = || PersonRef {
            id: PersonId::new(uuid::Uuid::nil()),
            name: PersonName::parse("Dafydd Price").unwrap(),
        };
        let now = Timestamp::parse("2026-11-10T09:00:00Z").unwrap();
        let observation = Observation {
            id: ObservationId::new(uuid::Uuid::nil()),
            practitioner: person(),
            observer: person(),
            unit_id: UnitId::new(uuid::Uuid::nil()),
            framework: "f".to_owned(),
            earlier_frameworks: vec![],
            agreement: agreement.clone(),
            informed: Informed::NotYetAsked,
            state: State::Planned,
            started_at: None,
            ended_at: None,
            shared_at: None,
            shared_up_to: None,
            may_read: None,
            acknowledged_at: None,
            locked_at: None,
            self_assessed: false,
            steps: Vec::new(),
            open_actions: Vec::new(),
            updated_at: now,
            version: 1,
        };
        let again = Form::of(&observation).agreement(Text::default()).unwrap();
        assert_eq!(again, agreement);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let wrong = Form {
            person: String::new(),
            date: "2026-02-30".to_owned(),
            case_reference: "12".to_owned(),
            ..form()
        };
        let problems = wrong.agreement(Text::default()).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["person", "date", "case-reference"]);
    }
}
