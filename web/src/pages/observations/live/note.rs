//! Writing while watching: a note carries the time it was begun, not the time it was done.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Note, OperationBody};
use shared::values::{Key, NoteText};
use yew::prelude::*;

use super::head::use_elapsed_ms;
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::state::failures;
use crate::state::observations::SessionClock;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, TextArea, focus_by_id};

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
    let words_typed = use_state(String::new);
    let skill = use_state(String::new);
    let error = use_state(|| None::<AttrValue>);
    // Unix time of the first letter, and the session time it stands for.
    let begun = use_state(|| None::<(f64, u32)>);
    {
        let (words_typed, skill, begun, error) = (
            words_typed.clone(),
            skill.clone(),
            begun.clone(),
            error.clone(),
        );
        use_effect_with(props.editing.clone(), move |editing| {
            error.set(None);
            begun.set(None);
            match editing {
                Some(note) => {
                    words_typed.set(note.text.as_str().to_owned());
                    skill.set(note.skill.as_ref().map_or("", Key::as_str).to_owned());
                    focus_by_id(FIELD);
                }
                None => {
                    words_typed.set(String::new());
                    skill.set(String::new());
                }
            }
        });
    }
    let oninput = {
        let (words_typed, begun, clock) = (words_typed.clone(), begun.clone(), here.open.clock);
        Callback::from(move |typed: String| {
            if typed.is_empty() {
                begun.set(None);
            } else if begun.is_none() {
                let elapsed_ms = clock.elapsed_ms(crate::state::observations::monotonic_ms());
                begun.set(Some((js_sys::Date::now(), elapsed_ms)));
            }
            words_typed.set(typed);
        })
    };
    let save = {
        let (words_typed, skill, begun, error) = (
            words_typed.clone(),
            skill.clone(),
            begun.clone(),
            error.clone(),
        );
        let (store, id) = (here.store.clone(), here.id);
        let (editing, ondone) = (props.editing.clone(), props.ondone.clone());
        Callback::from(move |()| {
            let note = match NoteText::parse(&words_typed) {
                Ok(note) => note,
                Err(refused) => return error.set(Some(failures::refused(text, &refused))),
            };
            let skill_key = Key::parse(&skill).ok();
            match &editing {
                Some(old) => {
                    let body = OperationBody::EditNote {
                        note: old.id,
                        text: note,
                        skill: skill_key,
                    };
                    store.append_after(id, body, Some(old.written_by), js_sys::Date::now());
                }
                None => {
                    let at = begun.map_or_else(js_sys::Date::now, |(at, _)| at);
                    store.append(
                        id,
                        OperationBody::Note {
                            text: note,
                            skill: skill_key,
                        },
                        at,
                    );
                }
            }
            words_typed.set(String::new());
            skill.set(String::new());
            begun.set(None);
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
        let skill = skill.clone();
        Callback::from(move |event: Event| {
            let select: web_sys::HtmlSelectElement = event.target_unchecked_into();
            skill.set(select.value());
        })
    };
    let is_empty = words_typed.trim().is_empty();
    let onsave = Callback::from(move |_: MouseEvent| save.emit(()));
    let skills = props.framework.skill_domains().map(|section| {
        let value = section.id.as_str().to_owned();
        let chosen = *skill == value;
        html! { <option key={value.clone()} value={value.clone()} selected={chosen}>{ words::tile(text, Some(&props.framework), &section.id) }</option> }
    });
    let has_skills = props.framework.skill_domains().next().is_some();
    html! {
        <div class="capture-foot" {onkeydown}>
            <div class="grow">
                <NoteField clock={here.open.clock} value={(*words_typed).clone()} {oninput} error={(*error).clone()}
                    begun_ms={begun.map(|(_, elapsed_ms)| elapsed_ms)} editing_ms={props.editing.as_ref().map(|note| note.elapsed_ms)} />
            </div>
            if !is_empty {
                if has_skills {
                    <select class="input note-skill" aria-label={t!(text, "live-note-skill")} onchange={onskill}>
                        <option value="" selected={skill.is_empty()}>{ t!(text, "live-note-no-skill") }</option>
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
    let is_labelled = props.editing_ms.is_some() || props.begun_ms.is_some();
    html! {
        <TextArea id={FIELD} {label} label_hidden={!is_labelled} short=true value={props.value.clone()}
            placeholder={t!(text, "live-note-placeholder", at = words::clock(now_ms))}
            limit={NoteText::MAX} error={props.error.clone()} oninput={props.oninput.clone()} />
    }
}
