//! Writing while watching: a note carries the time it was begun, not the time it was done.

use std::cell::RefCell;
use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Note, OperationBody};
use shared::values::{Key, NoteText, ObservationId};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::head::use_elapsed_ms;
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::state::failures;
use crate::state::observations::{
    BegunAs, NoteDraft, ObservationStore, SessionClock, monotonic_ms,
};
use crate::t;
use crate::text::use_text;
use crate::timer::{self, Typing};
use crate::ui::{Button, TextArea, focus_by_id};

/// A pause in typing after which the words so far are kept.
const REST_MS: i32 = 500;
/// How long words may go unkept under a hand that does not rest.
const LONGEST_MS: i32 = 1_000;

const FIELD: &str = "note";

#[derive(Properties, PartialEq)]
pub struct NoteBarProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    /// The note being changed; without one a new note is written.
    pub editing: Option<Note>,
    pub ondone: Callback<()>,
    /// Buttons beside the field.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn NoteBar(props: &NoteBarProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let draft = use_state(NoteDraft::default);
    let error = use_state(|| None::<AttrValue>);
    use_draft_of(here, props.editing.clone(), &draft);
    let has_words = use_keeping(here, props.editing.is_some(), &draft);
    let oninput = use_callback(
        (draft.clone(), here.open.clock),
        |words: String, (draft, clock)| {
            let begun = match draft.begun {
                _ if words.is_empty() => None,
                None => Some((js_sys::Date::now(), clock.elapsed_ms(monotonic_ms()))),
                begun => begun,
            };
            let skill = draft.skill.clone();
            draft.set(NoteDraft {
                words,
                skill,
                begun,
            });
        },
    );
    let save = {
        let (draft, error) = (draft.clone(), error.clone());
        let (store, id) = (here.store.clone(), here.id);
        let (editing, ondone) = (props.editing.clone(), props.ondone.clone());
        Callback::from(move |()| {
            let note = match NoteText::parse(&draft.words) {
                Ok(note) => note,
                Err(refused) => return error.set(Some(failures::refused(text, &refused))),
            };
            write(&store, id, &draft, note, editing.as_ref());
            // What was typed goes when the note is kept, and not because the field is empty now.
            *has_words.borrow_mut() = false;
            draft.set(NoteDraft::default());
            error.set(None);
            ondone.emit(());
        })
    };
    let onkeydown = {
        let (save, ondone, is_editing) =
            (save.clone(), props.ondone.clone(), props.editing.is_some());
        Callback::from(move |event: KeyboardEvent| {
            // The buttons and the select beside the field have keys of their own.
            if !is_in_field(&event) {
                return;
            }
            match event.key().as_str() {
                // A new line is Shift and Enter; while a word is being composed Enter belongs to it.
                "Enter" if !event.shift_key() && !event.is_composing() => {
                    event.prevent_default();
                    save.emit(());
                }
                "Escape" if is_editing => ondone.emit(()),
                _ => {}
            }
        })
    };
    let onskill = {
        let draft = draft.clone();
        Callback::from(move |event: Event| {
            let select: web_sys::HtmlSelectElement = event.target_unchecked_into();
            draft.set(NoteDraft {
                skill: select.value(),
                ..(*draft).clone()
            });
        })
    };
    let is_empty = draft.words.trim().is_empty();
    let onsave = Callback::from(move |_: MouseEvent| save.emit(()));
    let skills = props.framework.skill_domains().map(|section| {
        let value = section.id.as_str().to_owned();
        let chosen = draft.skill == value;
        html! { <option key={value.clone()} value={value.clone()} selected={chosen}>{ words::tile(text, Some(&props.framework), &section.id) }</option> }
    });
    let has_skills = props.framework.skill_domains().next().is_some();
    html! {
        <div class="capture-foot" {onkeydown}>
            <div class="grow">
                <NoteField clock={here.open.clock} value={draft.words.clone()} {oninput} error={(*error).clone()}
                    begun_ms={draft.begun.map(|(_, elapsed_ms)| elapsed_ms)} editing_ms={props.editing.as_ref().map(|note| note.elapsed_ms)} />
            </div>
            if !is_empty {
                if has_skills {
                    <select class="input note-skill" aria-label={t!(text, "live-note-skill")} onchange={onskill}>
                        <option value="" selected={draft.skill.is_empty()}>{ t!(text, "live-note-no-skill") }</option>
                        { for skills }
                    </select>
                }
                <Button onclick={onsave}>{ if props.editing.is_some() { t!(text, "save") } else { t!(text, "live-note-add") } }</Button>
            } else {
                { props.children.clone() }
            }
        </div>
    }
}

/// Shows the note being changed; otherwise the words a killed tab, or a look at another note,
/// has left.
#[hook]
fn use_draft_of(here: &Here, editing: Option<Note>, draft: &UseStateHandle<NoteDraft>) {
    let (store, id, draft) = (here.store.clone(), here.id, draft.clone());
    use_effect_with(editing, move |editing| match editing {
        Some(note) => {
            draft.set(NoteDraft {
                words: note.text.as_str().to_owned(),
                skill: note.skill.as_ref().map_or("", Key::as_str).to_owned(),
                begun: None,
            });
            focus_by_id(FIELD);
        }
        None => {
            draft.set(NoteDraft::default());
            spawn_local(async move {
                let Some(found) = store.note_draft(id).await else {
                    return;
                };
                // Whoever has begun to type meanwhile goes on with that.
                if draft.words.is_empty() {
                    draft.set(found);
                }
            });
        }
    });
}

/// Keeps a new note when typing rests, and while it does not. A change of an old one is not kept
/// before it is saved. Answers whether there are words that an empty field would take away.
#[hook]
fn use_keeping(
    here: &Here,
    is_editing: bool,
    draft: &UseStateHandle<NoteDraft>,
) -> Rc<RefCell<bool>> {
    let (store, id) = (here.store.clone(), here.id);
    let has_words = use_mut_ref(|| false);
    let had_words = has_words.clone();
    let typing = use_memo((), |()| Typing::default());
    use_effect_with(
        (is_editing, (**draft).clone()),
        move |(is_editing, draft)| {
            // An empty field at the start, or after a change, must not take away what is still
            // being read.
            let has_words = !is_editing && !draft.words.is_empty();
            let is_worth = had_words.replace(has_words) || has_words;
            let timer = (!is_editing && is_worth)
                .then(|| {
                    let draft = draft.clone();
                    let wait_ms = typing.struck(monotonic_ms(), REST_MS, LONGEST_MS);
                    timer::after(wait_ms, move || {
                        typing.kept();
                        store.keep_note_draft(id, draft);
                    })
                })
                .flatten();
            move || drop(timer)
        },
    );
    has_words
}

/// Writes a new note at the time it was begun, or the change of an old one.
fn write(
    store: &ObservationStore,
    id: ObservationId,
    draft: &NoteDraft,
    text: NoteText,
    editing: Option<&Note>,
) {
    let skill = Key::parse(&draft.skill).ok();
    match editing {
        Some(old) => {
            let body = OperationBody::EditNote {
                note: old.id,
                text,
                skill,
            };
            store.append_after(id, body, Some(old.written_by), js_sys::Date::now());
        }
        None => {
            let at = draft.begun.map_or_else(js_sys::Date::now, |(at, _)| at);
            let body = OperationBody::Note { text, skill };
            store.append_begun(BegunAs::Note, id, body, None, at);
        }
    }
}

fn is_in_field(event: &KeyboardEvent) -> bool {
    event
        .target_dyn_into::<web_sys::Element>()
        .is_some_and(|element| element.id() == FIELD)
}

#[derive(Properties, PartialEq)]
struct NoteFieldProps {
    clock: SessionClock,
    value: AttrValue,
    oninput: Callback<String>,
    error: Option<AttrValue>,
    begun_ms: Option<u32>,
    editing_ms: Option<u32>,
}

/// The field alone follows the clock, for the time in its placeholder.
#[component]
fn NoteField(props: &NoteFieldProps) -> Html {
    let text = use_text();
    let now_ms = use_elapsed_ms(props.clock);
    let label = match (props.editing_ms, props.begun_ms) {
        (Some(at), _) => t!(text, "live-note-editing", at = words::clock(at)),
        (None, Some(at)) => t!(text, "live-note-begun", at = words::clock(at)),
        (None, None) => t!(text, "live-note-label"),
    };
    // The time stands beside the field, so that nothing moves when a note is begun.
    let at = props.editing_ms.or(props.begun_ms);
    html! {
        <div class="note-field">
        { for at.map(|at| html! { <span class="note-at numeric" aria-hidden="true">{ words::clock(at) }</span> }) }
        <TextArea id={FIELD} {label} label_hidden=true short=true value={props.value.clone()}
            placeholder={t!(text, "live-note-placeholder", at = words::clock(now_ms))}
            limit={NoteText::MAX} error={props.error.clone()} oninput={props.oninput.clone()} />
        </div>
    }
}
