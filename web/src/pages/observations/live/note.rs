//! Writing while watching: a note carries the time it was begun, not the time it was done.

use std::cell::RefCell;
use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::Note;
use shared::values::NoteText;
use yew::prelude::*;

use super::head::use_elapsed_ms;
use crate::pages::observations::note::{FIELD, Rest, label, skills, use_noting};
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::state::observations::SessionClock;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, TextArea};

/// How the words in the field are written by whoever ends the session; none before it is drawn.
pub type Finish = Rc<RefCell<Option<Callback<(), Rest>>>>;

#[derive(Properties, PartialEq)]
pub struct NoteBarProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    /// The note being changed; without one a new note is written.
    pub editing: Option<Note>,
    pub ondone: Callback<()>,
    pub finish: Finish,
    /// Buttons beside the field.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn NoteBar(props: &NoteBarProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let noting = use_noting(here, props.editing.clone(), props.ondone.clone());
    {
        let (slot, finish) = (props.finish.clone(), noting.finish.clone());
        use_effect(move || *slot.borrow_mut() = Some(finish));
    }
    let onkeydown = {
        let (save, ondone, is_editing) = (
            noting.onsave.clone(),
            props.ondone.clone(),
            props.editing.is_some(),
        );
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
    let onskill = noting.onskill.reform(|event: Event| {
        let select: web_sys::HtmlSelectElement = event.target_unchecked_into();
        select.value()
    });
    let draft = &noting.draft;
    let skills = skills(text, &props.framework);
    let has_skills = !skills.is_empty();
    let options = skills.into_iter().map(|skill| {
        let chosen = draft.skill == skill.value.as_str();
        html! { <option key={skill.value.to_string()} value={skill.value.clone()} selected={chosen} lang={skill.label.lang}>{ skill.label.words }</option> }
    });
    let onsave = noting.onsave.reform(|_: MouseEvent| ());
    html! {
        <div class="capture-foot" {onkeydown}>
            <div class="grow">
                <NoteField clock={here.open.clock} value={draft.words.clone()} oninput={noting.oninput.clone()} error={noting.error.clone()}
                    label={label(text, draft, props.editing.as_ref())}
                    at_ms={props.editing.as_ref().map(|note| note.elapsed_ms).or(draft.begun.map(|(_, elapsed_ms)| elapsed_ms))} />
            </div>
            if !noting.is_empty() {
                if has_skills {
                    <select class="input note-skill" aria-label={t!(text, "live-note-skill")} onchange={onskill}>
                        <option value="" selected={draft.skill.is_empty()}>{ t!(text, "live-note-no-skill") }</option>
                        { for options }
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
    label: AttrValue,
    /// The session time the note carries, in milliseconds; none before it is begun.
    at_ms: Option<u32>,
}

/// The field alone follows the clock, for the time in its placeholder.
#[component]
fn NoteField(props: &NoteFieldProps) -> Html {
    let text = use_text();
    let now_ms = use_elapsed_ms(props.clock);
    // The time stands beside the field, so that nothing moves when a note is begun.
    html! {
        <div class="note-field">
        { for props.at_ms.map(|at| html! { <span class="note-at numeric" aria-hidden="true">{ words::clock(at) }</span> }) }
        <TextArea id={FIELD} label={props.label.clone()} label_hidden=true short=true value={props.value.clone()}
            placeholder={t!(text, "live-note-placeholder", at = words::clock(now_ms))}
            limit={NoteText::MAX} error={props.error.clone()} oninput={props.oninput.clone()} />
        </div>
    }
}
