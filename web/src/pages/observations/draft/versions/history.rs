//! What was decided earlier, and the whole journal as a file.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Conflict, Kept, Outcome, table};
use shared::sheet;
use yew::prelude::*;

use super::words;
use crate::dates;
use crate::pages::observations::opened::Here;
use crate::state::save_file;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Disclosure};

#[derive(Properties, PartialEq)]
pub(in super::super) struct HistoryProps {
    pub here: Here,
    pub framework: Rc<Framework>,
}

/// Nothing where there never was a conflict.
#[component]
pub(in super::super) fn History(props: &HistoryProps) -> Html {
    let text = use_text();
    let journal = props.here.journal();
    if journal.is_empty() {
        return Html::default();
    }
    let settled = journal.iter().filter_map(|conflict| {
        let outcome = conflict.outcome.as_ref()?;
        Some(html! { <li key={outcome.by.operation.to_string()}>{ told(text, &props.framework, conflict, outcome) }</li> })
    });
    let n = journal
        .iter()
        .filter(|conflict| !conflict.is_open())
        .count();
    let ondownload = {
        let (rows, id) = (table(&journal), props.here.id);
        Callback::from(move |_: MouseEvent| {
            save_file(
                &format!("conflicts-{id}.csv"),
                sheet::MEDIA_TYPE,
                &sheet::csv(&rows),
            );
        })
    };
    html! {
        <Disclosure summary={t!(text, "versions-history", n = n)}>
            <ul class="stack-tight">{ for settled }</ul>
            <ButtonRow>
                <Button kind={ButtonKind::Quiet} onclick={ondownload}>{ t!(text, "versions-download") }</Button>
            </ButtonRow>
        </Disclosure>
    }
}

fn told(text: Text, framework: &Framework, conflict: &Conflict, outcome: &Outcome) -> AttrValue {
    let what = words::subject(text, framework, &conflict.slot);
    let when = dates::date_and_time(text, outcome.by.at);
    match outcome.result {
        Kept::Version { .. } => {
            let said = words::said_by(text, framework, &outcome.by);
            t!(
                text,
                "versions-was-kept",
                what = what,
                when = when,
                said = said
            )
        }
        Kept::Written {} => t!(text, "versions-was-written", what = what, when = when),
        Kept::Removed {} => t!(text, "versions-was-removed", what = what, when = when),
    }
}
