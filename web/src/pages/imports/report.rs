//! What an import would do, or why it cannot: every bad cell by row and column.

use shared::org::{IMPORT_ROWS_MAX, ImportChange, ImportReport, RowProblem};
use shared::problem::FieldProblem;
use yew::prelude::*;

use crate::state::failures;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, CardKind, Checkbox, Row, Shape, StateText, Table, Tone,
};

/// More lines than this tell nothing new; their number is said.
const N_SHOWN: usize = 200;

#[derive(Properties, PartialEq)]
pub(super) struct ReportProps {
    pub report: ImportReport,
    /// Told whether to invite those who cannot sign in yet.
    pub onapply: Callback<bool>,
    pub busy: bool,
}

#[component]
pub(super) fn Report(props: &ReportProps) -> Html {
    let text = use_text();
    let invites = use_state(|| true);
    let report = &props.report;
    if !report.problems.is_empty() {
        return problems(text, &report.problems);
    }
    if !report.dry_run {
        return Html::default();
    }
    let (changes, same): (Vec<_>, Vec<_>) = report
        .changes
        .iter()
        .partition(|change| !matches!(change, ImportChange::Unchanged { .. }));
    if changes.is_empty() && report.n_waiting == 0 {
        return html! { <Card title={t!(text, "import-nothing-title")}><p role="status">{ t!(text, "import-nothing", n = same.len()) }</p></Card> };
    }
    let columns = vec![t!(text, "import-row"), t!(text, "import-what")];
    let rows: Vec<Row> = changes
        .iter()
        .take(N_SHOWN)
        .enumerate()
        .map(|(at, change)| change_row(text, at, change))
        .collect();
    let ontoggle = {
        let invites = invites.clone();
        Callback::from(move |on| invites.set(on))
    };
    let invite = *invites && report.n_waiting > 0;
    let onclick = props.onapply.reform(move |_| invite);
    let disabled = changes.is_empty() && !invite;
    let label = match changes.is_empty() {
        true => t!(text, "import-invite-only"),
        false => t!(text, "import-apply", n = changes.len()),
    };
    html! {
        <>
            <Card title={t!(text, "import-would-title", n = changes.len())}>
                <p role="status">{ t!(text, "import-would", n = same.len()) }</p>
                if report.n_waiting > 0 {
                    <Checkbox id="invite" label={t!(text, "import-invite", n = report.n_waiting)} hint={t!(text, "person-invite-now-hint")} checked={*invites} {ontoggle} />
                }
                <ButtonRow><Button kind={ButtonKind::Primary} busy={props.busy} {disabled} {onclick}>{ label }</Button></ButtonRow>
            </Card>
            if !changes.is_empty() {
                <Card kind={CardKind::Flush}><Table caption={t!(text, "import-what")} caption_hidden=true {columns} {rows} /></Card>
            }
            { rest(text, changes.len()) }
        </>
    }
}

fn rest(text: Text, n: usize) -> Html {
    let n_more = n.saturating_sub(N_SHOWN);
    html! { if n_more > 0 { <p class="muted small">{ t!(text, "import-more", n = n_more) }</p> } }
}

fn change_row(text: Text, at: usize, change: &ImportChange) -> Row {
    let (row, what) = match change {
        ImportChange::NewUnit { path } => (
            String::new(),
            html! { <StateText shape={Shape::Full} tone={Tone::Seen}>{ t!(text, "import-new-unit", path = path) }</StateText> },
        ),
        ImportChange::NewPerson { row } => (
            row.row.to_string(),
            html! { <StateText shape={Shape::Full} tone={Tone::Seen}>{ t!(text, "import-new-person", name = row.name.as_str()) }</StateText> },
        ),
        ImportChange::Changed { row, columns } => (
            row.row.to_string(),
            html! { <StateText shape={Shape::Half}>{ t!(text, "import-changed", name = row.name.as_str(), columns = columns.join(", ")) }</StateText> },
        ),
        ImportChange::Unchanged { row } => (row.row.to_string(), html! { row.name.as_str() }),
    };
    Row {
        key: at.to_string().into(),
        cells: vec![
            html! { if row.is_empty() { { "–" } } else { { row } } },
            what,
        ],
    }
}

fn problems(text: Text, problems: &[RowProblem]) -> Html {
    let columns = vec![
        t!(text, "import-row"),
        t!(text, "import-column"),
        t!(text, "import-wrong"),
    ];
    let rows: Vec<Row> = problems
        .iter()
        .take(N_SHOWN)
        .enumerate()
        .map(|(at, problem)| Row {
            key: at.to_string().into(),
            cells: vec![
                html! { problem.row },
                html! { <code>{ &problem.column }</code> },
                html! { problem_words(text, problem) },
            ],
        })
        .collect();
    html! {
        <>
            <Card kind={CardKind::Warm} title={t!(text, "import-bad-title", n = problems.len())}>
                <p role="alert">{ t!(text, "import-bad") }</p>
            </Card>
            <Card kind={CardKind::Flush}><Table caption={t!(text, "import-wrong")} caption_hidden=true {columns} {rows} /></Card>
            { rest(text, problems.len()) }
        </>
    }
}

fn problem_words(text: Text, problem: &RowProblem) -> AttrValue {
    let parameter = || problem.parameters.first().cloned().unwrap_or_default();
    match problem.code.as_str() {
        "malformed" if parameter() == "working_days" => t!(text, "import-problem-working-days"),
        "malformed" if problem.column == "grade" => t!(text, "import-column-grade"),
        "malformed" if problem.column == "role" => t!(text, "import-column-role"),
        "unknown" => t!(text, "import-problem-unknown"),
        "missing_column" => t!(text, "import-problem-missing-column"),
        "unknown_column" => t!(text, "import-problem-unknown-column"),
        "duplicate_column" | "duplicate_row" => t!(text, "import-problem-repeated"),
        "email_taken" | "staff_code_taken" => t!(text, "import-problem-taken"),
        "wrong_number_of_cells" => t!(text, "import-problem-cells"),
        "too_many_rows" => t!(text, "import-problem-too-many", n = IMPORT_ROWS_MAX),
        "formula" => t!(text, "import-problem-formula"),
        "unreadable" | "not_utf8" => t!(text, "import-problem-unreadable"),
        _ => failures::value_words(
            text,
            &FieldProblem {
                field: problem.column.clone(),
                code: problem.code.clone(),
                parameters: problem.parameters.clone(),
            },
        ),
    }
}
