//! The coverage board: who has not been seen, and what to do about it now. It tells that
//! something happened, never what was written.

mod cells;

use std::rc::Rc;

use shared::access::Role;
use shared::meetings::{Coverage as Covered, CoverageBoard, CoverageRow};
use yew::prelude::*;

use super::outcome::outcome;
use crate::route::Route;
use crate::state::meetings::use_coverage;
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonLink, Card, CardKind, Count, CountGrid, Empty, IconKind, Page, PageHead, Row,
    Table,
};

#[component]
pub fn Coverage() -> Html {
    let text = use_text();
    let loaded = use_coverage();
    let me = use_me();
    let lead = me.as_ref().map(|me| AttrValue::from(me.unit.clone()));
    let observes = me.as_ref().is_some_and(|me| me.observes());
    html! {
        <Page>
            <PageHead title={t!(text, "nav-coverage")} {lead}>
                if me.as_ref().is_some_and(|me| me.observes() || me.has(Role::Manager)) {
                    <ButtonLink to={Route::MeetingNew} icon={IconKind::Calendar}>{ t!(text, "meeting-plan") }</ButtonLink>
                }
            </PageHead>
            { outcome(text, &loaded, |board| html! { <Board board={board.clone()} {observes} /> }) }
        </Page>
    }
}

/// What a tile counts: how the observation of each person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Overdue,
    Due,
    Booked,
    Done,
    NotAsked,
}

impl Standing {
    /// Most urgent first; the rows of the board follow the same order.
    const ALL: [Standing; 5] = [
        Self::Overdue,
        Self::Due,
        Self::Booked,
        Self::Done,
        Self::NotAsked,
    ];

    /// Of two the more urgent: feedback that is owed weighs as much as a session.
    fn of(row: &CoverageRow) -> Self {
        [&row.observation, &row.feedback, &row.supervision]
            .into_iter()
            .map(Self::of_one)
            .min_by_key(|standing| *standing as u8)
            .unwrap_or(Self::NotAsked)
    }

    fn of_one(covered: &Covered) -> Self {
        match covered {
            Covered::Overdue { .. } => Self::Overdue,
            Covered::Due { .. } => Self::Due,
            Covered::Booked { .. } => Self::Booked,
            Covered::Done { .. } => Self::Done,
            Covered::None {} => Self::NotAsked,
        }
    }

    fn name(self, text: Text) -> AttrValue {
        match self {
            Self::Overdue => t!(text, "count-overdue"),
            Self::Due => t!(text, "count-due"),
            Self::Booked => t!(text, "count-booked"),
            Self::Done => t!(text, "count-done"),
            Self::NotAsked => t!(text, "count-not-asked"),
        }
    }
}

#[derive(Properties, PartialEq)]
struct BoardProps {
    board: Rc<CoverageBoard>,
    observes: bool,
}

#[component]
fn Board(props: &BoardProps) -> Html {
    let text = use_text();
    let shown = use_state(|| None::<Standing>);
    let rows = &props.board.rows;
    if rows.is_empty() {
        return html! {
            <Card><Empty title={t!(text, "coverage-empty-title")}><p class="muted">{ t!(text, "coverage-empty") }</p></Empty></Card>
        };
    }
    let counts = Standing::ALL.iter().map(|standing| {
        let n = rows.iter().filter(|row| Standing::of(row) == *standing).count();
        let is_pressed = *shown == Some(*standing);
        let (shown, standing) = (shown.clone(), *standing);
        let onclick = move |()| shown.set((!is_pressed).then_some(standing));
        html! { <Count key={standing as usize} {n} label={standing.name(text)} pressed={is_pressed} warm={standing == Standing::Overdue} {onclick} /> }
    });
    let mut people: Vec<&CoverageRow> = rows
        .iter()
        .filter(|row| shown.is_none_or(|standing| Standing::of(row) == standing))
        .collect();
    people.sort_by_key(|row| {
        (
            Standing::of(row) as u8,
            row.practitioner.name.as_str().to_owned(),
        )
    });
    let onall = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(None))
    };
    html! {
        <div class="columns columns-board">
            <div class="stack">
                <p class="muted small">{ policy_line(text, &props.board) }</p>
                <CountGrid>{ for counts }</CountGrid>
                <p class="row muted small" role="status">
                    { t!(text, "coverage-shown", n = people.len(), total = rows.len()) }
                    if shown.is_some() { <Button onclick={onall}>{ t!(text, "coverage-all") }</Button> }
                </p>
                <Card kind={CardKind::Flush}><PeopleTable people={people.into_iter().cloned().collect::<Vec<_>>()} observes={props.observes} /></Card>
            </div>
            <Card title={t!(text, "coverage-about-title")}>
                <p class="muted small">{ t!(text, "home-privacy-manager") }</p>
                <p class="muted small">{ t!(text, "coverage-about-next") }</p>
            </Card>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PeopleTableProps {
    people: Vec<CoverageRow>,
    observes: bool,
}

#[component]
fn PeopleTable(props: &PeopleTableProps) -> Html {
    let text = use_text();
    let columns = vec![
        t!(text, "coverage-practitioner"),
        t!(text, "coverage-observation"),
        t!(text, "coverage-feedback"),
        t!(text, "coverage-supervision"),
        t!(text, "coverage-next"),
    ];
    let rows: Vec<Row> = props
        .people
        .iter()
        .map(|row| Row {
            key: row.practitioner.id.to_string().into(),
            cells: vec![
                cells::who(text, row),
                cells::covered(text, &row.observation),
                cells::covered(text, &row.feedback),
                cells::covered(text, &row.supervision),
                cells::next(text, row, props.observes),
            ],
        })
        .collect();
    html! { <Table caption={t!(text, "nav-coverage")} caption_hidden=true {columns} {rows} /> }
}

/// `One observation every 90 days, feedback within 10 working days, supervision every 42 days.`
fn policy_line(text: Text, board: &CoverageBoard) -> AttrValue {
    let parts: Vec<String> = [
        board
            .observation_every_days
            .map(|n| t!(text, "coverage-every-observation", n = n)),
        board
            .feedback_within_working_days
            .map(|n| t!(text, "coverage-within-feedback", n = n)),
        board
            .supervision_every_days
            .map(|n| t!(text, "coverage-every-supervision", n = n)),
    ]
    .into_iter()
    .flatten()
    .map(|part| part.to_string())
    .collect();
    if parts.is_empty() {
        t!(text, "coverage-no-policy")
    } else {
        t!(text, "coverage-policy", rules = parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::values::Date;

    #[test]
    fn whatever_is_most_urgent_decides_where_a_person_stands() {
        let day = || Date::parse("2026-11-12").unwrap();
        let row = |observation, supervision| CoverageRow {
            practitioner: serde_json::from_str(
                r#"{"id":"01890000-0000-7000-8000-000000000001","name":"Siân"}"#,
            )
            .unwrap(),
            unit: shared::values::UnitName::parse("Team 1").unwrap(),
            working_days: [true; 7],
            observation,
            feedback: Covered::None {},
            supervision,
            next_meeting: None,
        };
        let cases = [
            (
                Covered::Done { on: day() },
                Covered::Overdue { days: 3 },
                Standing::Overdue,
            ),
            (
                Covered::Due { by: day() },
                Covered::Done { on: day() },
                Standing::Due,
            ),
            (
                Covered::Done { on: day() },
                Covered::Booked { on: day() },
                Standing::Booked,
            ),
            (Covered::None {}, Covered::None {}, Standing::NotAsked),
        ];
        for (observation, supervision, expected) in cases {
            assert_eq!(
                Standing::of(&row(observation.clone(), supervision)),
                expected,
                "{observation:?}"
            );
        }
    }
}
