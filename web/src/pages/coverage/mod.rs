//! The coverage board: who has not been seen, and what to do about it now. It tells that
//! something happened, never what was written.

mod cells;

use std::rc::Rc;

use shared::access::Role;
use shared::meetings::{CoverageBoard, CoverageCounts, CoverageRow, CoverageState};
use yew::prelude::*;

use super::outcome::paged_outcome;
use super::query::{of_board, use_state_of_board};
use crate::route::Route;
use crate::router::use_navigator;
use crate::state::meetings::use_coverage;
use crate::state::paged::Paged;
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
    let shown = use_state_of_board();
    let (people, board) = use_coverage(shown);
    let me = use_me();
    // Choosing whom to show asks anew; what the board counts stays on the screen meanwhile.
    let known = use_mut_ref(|| None::<Rc<CoverageBoard>>);
    if board.is_some() {
        known.replace(board);
    }
    let board = known.borrow().clone();
    let lead = me.as_ref().map(|me| AttrValue::from(me.unit.clone()));
    let observes = me.as_ref().is_some_and(|me| me.observes());
    html! {
        <Page>
            <PageHead title={t!(text, "nav-coverage")} {lead}>
                if me.as_ref().is_some_and(|me| me.observes() || me.has(Role::Manager)) {
                    <ButtonLink to={Route::MeetingNew} icon={IconKind::Calendar}>{ t!(text, "meeting-plan") }</ButtonLink>
                }
            </PageHead>
            if let Some(board) = board {
                <Board {board} people={Rc::new(people)} {shown} {observes} />
            } else {
                { paged_outcome(text, &people, |_| Html::default()) }
            }
        </Page>
    }
}

/// What a tile counts.
fn name(text: Text, state: CoverageState) -> AttrValue {
    match state {
        CoverageState::Overdue => t!(text, "count-overdue"),
        CoverageState::Due => t!(text, "count-due"),
        CoverageState::Booked => t!(text, "count-booked"),
        CoverageState::Done => t!(text, "count-done"),
        CoverageState::NotAsked => t!(text, "count-not-asked"),
        CoverageState::Away => t!(text, "count-away"),
    }
}

/// The states that have a tile. Nobody is away in most teams most of the time, and a server of
/// before does not know the word.
fn counted(
    counts: CoverageCounts,
    shown: Option<CoverageState>,
) -> impl Iterator<Item = CoverageState> {
    let is_told = move |state: CoverageState| {
        state != CoverageState::Away || counts.away > 0 || shown == Some(state)
    };
    CoverageState::ALL
        .iter()
        .copied()
        .filter(move |state| is_told(*state))
}

/// A server of before counts nobody, and shows everybody it knows of.
fn counts_of(board: &CoverageBoard) -> CoverageCounts {
    let of_rows = || CoverageCounts::of(board.rows.iter().map(CoverageRow::state));
    board.counts.unwrap_or_else(of_rows)
}

#[derive(Properties, PartialEq)]
struct BoardProps {
    board: Rc<CoverageBoard>,
    people: Rc<Paged<CoverageRow>>,
    shown: Option<CoverageState>,
    observes: bool,
}

#[component]
fn Board(props: &BoardProps) -> Html {
    let text = use_text();
    let me = use_me();
    let has = |role| me.as_ref().is_some_and(|me| me.has(role));
    let shown = props.shown;
    let navigator = use_navigator();
    let show = move |state: Option<CoverageState>| {
        if let Some(navigator) = &navigator {
            navigator.stay(&of_board(state));
        }
    };
    let counts = counts_of(&props.board);
    if counts.total() == 0 {
        return html! {
            <Card><Empty title={t!(text, "coverage-empty-title")}><p class="muted">{ t!(text, "coverage-empty") }</p></Empty></Card>
        };
    }
    let tiles = counted(counts, shown).map(|state| {
        let n = usize::try_from(counts.get(state)).unwrap_or_default();
        let is_pressed = shown == Some(state);
        let show = show.clone();
        let onclick = move |()| show((!is_pressed).then_some(state));
        html! { <Count key={state as usize} {n} label={name(text, state)} pressed={is_pressed} warm={state == CoverageState::Overdue} {onclick} /> }
    });
    let onall = {
        let show = show.clone();
        Callback::from(move |_| show(None))
    };
    html! {
        <div class="columns columns-board">
            <div class="stack">
                <p class="muted small">{ policy_line(text, &props.board) }</p>
                <CountGrid>{ for tiles }</CountGrid>
                { paged_outcome(text, &props.people, |rows| {
                    let people = to_show(rows, shown);
                    html! {
                        <>
                            <p class="row muted small" role="status">
                                { t!(text, "coverage-shown", n = people.len(), total = counts.total()) }
                                if shown.is_some() { <Button onclick={onall}>{ t!(text, "coverage-all") }</Button> }
                            </p>
                            <Card kind={CardKind::Flush}><PeopleTable {people} observes={props.observes} /></Card>
                        </>
                    }
                }) }
            </div>
            <Card title={t!(text, "coverage-about-title")}>
                if has(Role::Spo) {
                    <p class="muted small">{ t!(text, "home-privacy-spo") }</p>
                }
                if has(Role::Manager) {
                    <p class="muted small">{ t!(text, "home-privacy-manager") }</p>
                }
                <p class="muted small">{ t!(text, "coverage-about-next") }</p>
                <p class="muted small">{ t!(text, "coverage-about-away") }</p>
            </Card>
        </div>
    }
}

/// The server tells whom was asked for, in this order; one of before tells everybody by unit.
fn to_show(rows: &[CoverageRow], state: Option<CoverageState>) -> Vec<CoverageRow> {
    let stands_so = |row: &&CoverageRow| state.is_none_or(|state| row.state() == state);
    let mut people: Vec<CoverageRow> = rows.iter().filter(stands_so).cloned().collect();
    people.sort_by_cached_key(|row| (row.state(), row.practitioner.name.as_str().to_owned()));
    people
}

#[derive(Properties, PartialEq)]
struct PeopleTableProps {
    people: Vec<CoverageRow>,
    observes: bool,
}

#[component]
fn PeopleTable(props: &PeopleTableProps) -> Html {
    let text = use_text();
    let me = use_me().map(|me| me.person_id);
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
                cells::next(text, row, props.observes, me),
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

    /// As a server of before tells it: neither counts nor a next page.
    #[test]
    fn a_board_without_counts_is_counted_and_narrowed_here() {
        let row = |name: &str, observation: &str| {
            format!(
                r#"{{"practitioner":{{"id":"01890000-0000-7000-8000-000000000001","name":"{name}"}},
                "unit":"Team 1","working_days":[true,true,true,true,true,false,false],
                "observation":{observation},"feedback":{{"state":"none"}},"supervision":{{"state":"none"}}}}"#
            )
        };
        let (done, late) = (
            row("Siân", r#"{"state":"done","on":"2026-11-12"}"#),
            row("Bob", r#"{"state":"overdue","days":3}"#),
        );
        let board: CoverageBoard =
            serde_json::from_str(&format!(r#"{{"rows":[{done},{late}]}}"#)).unwrap();
        let counts = counts_of(&board);
        assert_eq!((counts.total(), counts.overdue, counts.done), (2, 1, 1));
        let has_away =
            |counts, shown| counted(counts, shown).any(|state| state == CoverageState::Away);
        assert!(
            !has_away(counts, None),
            "it would refuse to be asked for them"
        );
        assert!(has_away(CoverageCounts { away: 1, ..counts }, None));
        assert!(
            has_away(counts, Some(CoverageState::Away)),
            "the way back stays"
        );
        let names = |state| {
            let people = to_show(&board.rows, state);
            let names = people.iter().map(|row| row.practitioner.name.to_string());
            names.collect::<Vec<_>>()
        };
        assert_eq!(names(None), ["Bob", "Siân"]);
        assert_eq!(names(Some(CoverageState::Done)), ["Siân"]);
    }
}
