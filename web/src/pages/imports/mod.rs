//! Importing people from a spreadsheet: first what it would change, then the change.

mod report;

use shared::org::{IMPORT_COLUMNS, IMPORT_ROWS_MAX, ImportReport};
use yew::prelude::*;

use super::outcome::refusal;
use crate::route::Route;
use crate::state::org;
use crate::state::remote::use_sender;
use crate::t;
use crate::text::use_text;
use crate::ui::{
    Button, ButtonKind, ButtonLink, ButtonRow, Card, Disclosure, FileField, Notice, NoticeKind,
    Page, PageHead, TextArea,
};

#[component]
pub fn ImportPeople() -> Html {
    let text = use_text();
    let file = use_state(String::new);
    let report = use_state(|| None::<ImportReport>);
    let sender = use_sender();
    // Another file makes what was said about the one before untrue.
    let onfile = {
        let (file, report) = (file.clone(), report.clone());
        Callback::from(move |words: String| {
            report.set(None);
            file.set(words);
        })
    };
    let ontry = {
        let (file, report, sender) = (file.clone(), report.clone(), sender.clone());
        Callback::from(move |_| {
            let report = report.clone();
            sender.send(org::try_import((*file).clone()), move |answer| {
                report.set(Some(answer))
            });
        })
    };
    let onapply = {
        let (file, report, sender) = (file.clone(), report.clone(), sender.clone());
        Callback::from(move |invite: bool| {
            let report = report.clone();
            sender.send(org::import((*file).clone(), invite), move |answer| {
                report.set(Some(answer))
            });
        })
    };
    let is_done = report
        .as_ref()
        .is_some_and(|report| !report.dry_run && report.problems.is_empty());
    html! {
        <Page>
            <PageHead title={t!(text, "nav-import")} lead={t!(text, "import-lead")} back={(Route::People, t!(text, "nav-people"))} />
            if is_done {
                <Notice kind={NoticeKind::Done} title={t!(text, "import-done-title")} announce=true>
                    <p>{ t!(text, "import-done", n = report.as_ref().map_or(0, |report| report.n_rows)) }</p>
                    <ButtonRow><ButtonLink to={Route::People}>{ t!(text, "nav-people") }</ButtonLink></ButtonRow>
                </Notice>
            } else {
                <Card>
                    <Columns />
                    <FileField id="file" label={t!(text, "import-file")} accept=".csv,text/csv" onfile={onfile.clone()} />
                    <TextArea id="csv" is_file=true label={t!(text, "import-paste")} value={(*file).clone()} oninput={onfile} />
                    { refusal(text, sender.failure()) }
                    <ButtonRow>
                        <Button kind={ButtonKind::Primary} disabled={file.trim().is_empty()} busy={sender.is_busy()} onclick={ontry}>{ t!(text, "import-try") }</Button>
                    </ButtonRow>
                </Card>
            }
            { for report.as_ref().map(|report| html! {
                <report::Report report={report.clone()} onapply={onapply.clone()} busy={sender.is_busy()} />
            }) }
        </Page>
    }
}

#[component]
fn Columns() -> Html {
    let text = use_text();
    html! {
        <>
            <p>{ t!(text, "import-how", n = IMPORT_ROWS_MAX) }</p>
            <Disclosure summary={t!(text, "import-columns")}>
                <dl class="summary">
                    { for IMPORT_COLUMNS.iter().map(|column| html! {
                        <div class="summary-row" key={*column}>
                            <dt><code>{ *column }</code></dt>
                            <dd>{ text.get(&format!("import-column-{column}")) }</dd>
                        </div>
                    }) }
                </dl>
            </Disclosure>
        </>
    }
}
