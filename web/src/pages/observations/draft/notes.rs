//! A note beside the write-up: its words put right, or one that was forgotten.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::Note;
use shared::values::NoteText;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::pages::begun::Close;
use crate::pages::observations::note::{FIELD, label, skills, use_noting};
use crate::pages::observations::opened::Here;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Select, TextArea, focus_by_id};

/// The note that is open; one at a time.
#[derive(Clone, PartialEq)]
pub(super) enum OpenNote {
    None,
    New,
    /// As it was when it was opened.
    Old(Note),
}

/// Which note is open: a new one at once, where one was begun and not added.
#[hook]
pub(super) fn use_open_note(here: &Here) -> UseStateHandle<OpenNote> {
    let open = use_state(|| OpenNote::None);
    {
        let (store, id, open) = (here.store.clone(), here.id, open.setter());
        use_effect_with((id, here.store.is_ready), move |_| {
            spawn_local(async move {
                if store.note_draft(id).await.is_some() {
                    open.set(OpenNote::New);
                }
            });
        });
    }
    open
}

#[derive(Properties, PartialEq)]
pub(super) struct NoteFormProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    /// The note being changed; without one a new note is written.
    pub editing: Option<Note>,
    pub ondone: Callback<()>,
}

#[component]
pub(super) fn NoteForm(props: &NoteFormProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let noting = use_noting(here, props.editing.clone(), props.ondone.clone());
    use_effect_with((), |()| focus_by_id(FIELD));
    let skills = skills(text, &props.framework);
    let is_unsaved = {
        let is_unsaved = noting.is_unsaved(props.editing.as_ref());
        Callback::from(move |()| is_unsaved)
    };
    let onletgo = {
        let (store, id, is_new) = (here.store.clone(), here.id, props.editing.is_none());
        Callback::from(move |()| {
            if is_new {
                store.let_go(BegunAs::Note, id);
            }
        })
    };
    let (name, hint) = match props.editing {
        Some(_) => (t!(text, "save"), None),
        None => (
            t!(text, "live-note-add"),
            noting
                .draft
                .begun
                .is_none()
                .then(|| t!(text, "draft-note-late")),
        ),
    };
    let onsave = noting.onsave.reform(|_: MouseEvent| ());
    html! {
        <div class="stack">
            <TextArea id={FIELD} label={label(text, &noting.draft, props.editing.as_ref())} {hint} value={noting.draft.words.clone()}
                limit={NoteText::MAX} error={noting.error.clone()} oninput={noting.oninput.clone()} />
            if !skills.is_empty() {
                <Select id="note-skill" label={t!(text, "live-note-skill")} options={skills} value={noting.draft.skill.clone()}
                    placeholder={t!(text, "live-note-no-skill")} onchange={noting.onskill.clone()} />
            }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} onclick={onsave}>{ name }</Button>
                <Close id="let-go-note" label={t!(text, "close")} {is_unsaved} {onletgo} ondone={props.ondone.clone()} />
            </ButtonRow>
        </div>
    }
}
