//! A note being written or changed: while watching, and afterwards beside the write-up.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::Note;
use shared::values::{Key, NoteText};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::opened::Here;
use super::words;
use crate::state::failures;
use crate::state::observations::{NoteDraft, monotonic_ms};
use crate::t;
use crate::text::{Text, use_text};
use crate::timer::{self, Typing};
use crate::ui::{Choice, focus_by_id};

/// A pause in typing after which the words so far are kept.
const REST_MS: i32 = 500;
/// How long words may go unkept under a hand that does not rest.
const LONGEST_MS: i32 = 1_000;

/// The id of the field.
pub(super) const FIELD: &str = "note";

/// Answers whether the note is kept.
pub(super) type Writing = Pin<Box<dyn Future<Output = bool>>>;

/// What becomes of the words in the field when somebody is done here.
pub(super) enum Rest {
    /// There are none that are not written.
    Nothing,
    /// They are no note, for this reason. They stay in the field.
    Refused(AttrValue),
    /// They have left the field and are being kept.
    Writing(Writing),
}

/// A note in its field, and what can be done with it.
pub(super) struct Noting {
    pub draft: UseStateHandle<NoteDraft>,
    pub error: Option<AttrValue>,
    pub oninput: Callback<String>,
    /// The key of a skill; empty for none.
    pub onskill: Callback<String>,
    /// Writes it, where it is a note, and is done.
    pub onsave: Callback<()>,
    /// Writes what is not written yet; the session ends, or the page is left.
    pub finish: Callback<(), Rest>,
}

impl Noting {
    pub fn is_empty(&self) -> bool {
        self.draft.words.trim().is_empty()
    }

    /// Whether something in the field is not written.
    pub fn is_unsaved(&self, editing: Option<&Note>) -> bool {
        is_unsaved(&self.draft, editing)
    }
}

/// A note in its field: a new one, with the words a killed tab has left, or `editing`.
#[hook]
pub(super) fn use_noting(here: &Here, editing: Option<Note>, ondone: Callback<()>) -> Noting {
    let text = use_text();
    let draft = use_state(NoteDraft::default);
    let error = use_state(|| None::<AttrValue>);
    use_draft_of(here, editing.clone(), &draft);
    let has_words = use_keeping(here, editing.is_some(), &draft);
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
    let onskill = {
        let draft = draft.clone();
        Callback::from(move |skill: String| {
            draft.set(NoteDraft {
                skill,
                ..(*draft).clone()
            });
        })
    };
    let write = {
        let (draft, error, here) = (draft.clone(), error.clone(), here.clone());
        let (editing, ondone) = (editing.clone(), ondone.clone());
        move || {
            let words = match NoteText::parse(&draft.words) {
                Ok(words) => words,
                Err(refused) => {
                    let refused = failures::refused(text, &refused);
                    error.set(Some(refused.clone()));
                    return Rest::Refused(refused);
                }
            };
            let writing = write(&here, &draft, words, editing.as_ref());
            // What was typed goes when the note is kept, and not because the field is empty now.
            *has_words.borrow_mut() = false;
            draft.set(NoteDraft::default());
            error.set(None);
            ondone.emit(());
            Rest::Writing(writing)
        }
    };
    let onsave = {
        let write = write.clone();
        Callback::from(move |()| {
            if let Rest::Writing(writing) = write() {
                // What cannot be kept is told, with its words, by the page.
                spawn_local(async move {
                    writing.await;
                });
            }
        })
    };
    let finish = {
        let draft = draft.clone();
        Callback::from(move |()| match is_unsaved(&draft, editing.as_ref()) {
            true => write(),
            false => Rest::Nothing,
        })
    };
    Noting {
        error: (*error).clone(),
        draft,
        oninput,
        onskill,
        onsave,
        finish,
    }
}

fn is_unsaved(draft: &NoteDraft, editing: Option<&Note>) -> bool {
    // A note that is emptied is not taken away: that is what undo is for.
    let has_words = !draft.words.trim().is_empty();
    let is_as_it_was = editing.is_some_and(|note| {
        draft.words.trim() == note.text.as_str() && draft.skill == skill_of(note)
    });
    has_words && !is_as_it_was
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
                skill: skill_of(note).to_owned(),
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
fn write(here: &Here, draft: &NoteDraft, text: NoteText, editing: Option<&Note>) -> Writing {
    let skill = Key::parse(&draft.skill).ok();
    match editing {
        Some(old) => Box::pin(here.store.change_note(here.id, old, text, skill)),
        None => Box::pin(here.store.write_note(here.id, text, skill, draft.begun)),
    }
}

fn skill_of(note: &Note) -> &str {
    note.skill.as_ref().map_or("", Key::as_str)
}

/// The skills a note may be of.
pub(super) fn skills(text: Text, framework: &Framework) -> Vec<Choice> {
    framework
        .skill_domains()
        .map(|section| {
            let name = words::tile(text, Some(framework), &section.id);
            Choice::new(section.id.as_str().to_owned(), name)
        })
        .collect()
}

/// What the field is called: by the note in it, or by when that was begun.
pub(super) fn label(text: Text, draft: &NoteDraft, editing: Option<&Note>) -> AttrValue {
    match (editing, draft.begun) {
        (Some(note), _) => t!(
            text,
            "live-note-editing",
            at = words::clock(note.elapsed_ms)
        ),
        (None, Some((_, at))) => t!(text, "live-note-begun", at = words::clock(at)),
        (None, None) => t!(text, "live-note-label"),
    }
}
