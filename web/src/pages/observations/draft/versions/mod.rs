//! Two versions of one text, written without knowing of each other: both are shown, and the
//! author decides.

mod history;
mod words;

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Conflict, Edit, Version};
use uuid::Uuid;
use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::state::failures;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card, CardKind, TextArea};
pub(super) use history::History;

#[derive(Properties, PartialEq)]
pub(super) struct VersionsProps {
    pub here: Here,
    pub framework: Rc<Framework>,
}

/// Everything of which more than one version stands; nothing where nothing does.
#[component]
pub(super) fn Versions(props: &VersionsProps) -> Html {
    let journal = props.here.journal();
    let open = journal.into_iter().filter(Conflict::is_open);
    let panels = open.map(|conflict| {
        let key = conflict.versions[0].operation.to_string();
        html! { <Panel {key} here={props.here.clone()} framework={props.framework.clone()} {conflict} /> }
    });
    html! { <>{ for panels }</> }
}

#[derive(Properties, PartialEq)]
struct PanelProps {
    here: Here,
    framework: Rc<Framework>,
    conflict: Conflict,
}

#[component]
fn Panel(props: &PanelProps) -> Html {
    let text = use_text();
    let is_writing = use_state(|| false);
    let conflict = &props.conflict;
    let settle = {
        let (store, id) = (props.here.store.clone(), props.here.id);
        Callback::from(move |edits: Vec<Edit>| {
            for edit in edits {
                store.settle(id, edit);
            }
        })
    };
    let subject = words::subject(text, &props.framework, &conflict.slot);
    let versions = conflict.versions.iter().map(|version| {
        let onkeep = {
            let kept = conflict.keep(version);
            settle.reform(move |_: MouseEvent| vec![kept.clone()])
        };
        html! { <One key={version.operation.to_string()} here={props.here.clone()} framework={props.framework.clone()} version={version.clone()} {onkeep} /> }
    });
    let keep_both = conflict
        .keep_both(Uuid::now_v7)
        .map(|both| settle.reform(move |_: MouseEvent| both.clone()));
    let onwrite = {
        let is_writing = is_writing.clone();
        Callback::from(move |_: MouseEvent| is_writing.set(true))
    };
    html! {
        <Card kind={CardKind::Warm} title={t!(text, "versions-title", what = subject)}>
            <p class="muted">{ t!(text, "versions-lead") }</p>
            <div class="versions">{ for versions }</div>
            if *is_writing {
                <Anew conflict={conflict.clone()} onsettle={settle.clone()} />
            } else {
                <ButtonRow>
                    { for keep_both.map(|onclick| html! { <Button {onclick}>{ t!(text, "versions-keep-both") }</Button> }) }
                    if conflict.is_text() {
                        <Button kind={ButtonKind::Quiet} onclick={onwrite}>{ t!(text, "versions-write") }</Button>
                    }
                </ButtonRow>
            }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct OneProps {
    here: Here,
    framework: Rc<Framework>,
    version: Version,
    onkeep: Callback<MouseEvent>,
}

#[component]
fn One(props: &OneProps) -> Html {
    let text = use_text();
    let version = &props.version;
    let said = words::said_by(text, &props.framework, version);
    let keep = if version.is_removal() {
        t!(text, "versions-keep-removed")
    } else {
        t!(text, "versions-keep")
    };
    let label = t!(
        text,
        "versions-keep-label",
        keep = &keep,
        said = said.as_str()
    );
    html! {
        <div class="version">
            <p class="muted small">{ words::origin(text, &props.here, version) }</p>
            <p class="written">{ said }</p>
            <Button onclick={props.onkeep.clone()} {label}>{ keep }</Button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct AnewProps {
    conflict: Conflict,
    onsettle: Callback<Vec<Edit>>,
}

/// A field that begins with all versions, one below the other.
#[component]
fn Anew(props: &AnewProps) -> Html {
    let text = use_text();
    let typed = use_state(|| {
        let words = props.conflict.versions.iter().filter_map(Version::words);
        words.collect::<Vec<_>>().join("\n\n")
    });
    let edit = props.conflict.write(&typed);
    let error = edit
        .as_ref()
        .err()
        .map(|error| failures::refused(text, error));
    let onclick = {
        let onsettle = props.onsettle.clone();
        Callback::from(move |_: MouseEvent| {
            if let Ok(edit) = &edit {
                onsettle.emit(vec![edit.clone()]);
            }
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |words: String| typed.set(words))
    };
    let id = format!("anew-{}", props.conflict.versions[0].operation);
    html! {
        <div class="stack-tight">
            <TextArea {id} label={t!(text, "versions-write-label")} value={(*typed).clone()} {oninput} {error} />
            <ButtonRow><Button kind={ButtonKind::Primary} {onclick}>{ t!(text, "versions-write-save") }</Button></ButtonRow>
        </div>
    }
}
