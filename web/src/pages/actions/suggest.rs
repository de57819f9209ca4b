//! "Suggest another": the practitioner's own step in place of the one proposed.

use serde::{Deserialize, Serialize};
use shared::values::{NoteText, ShortText};
use yew::prelude::*;

use super::card::{ChangeProps, changed_at};
use crate::pages::begun::{self, Close, use_kept};
use crate::state::actions;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::observations::{BegunAs, use_observations};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, ErrorSummary, TextArea, TextField};

const TITLE: &str = "title";
const NOTE: &str = "note";

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Fields {
    title: String,
    note: String,
}

impl begun::Fields for Fields {
    fn words(&self) -> Vec<&str> {
        vec![&self.title, &self.note]
    }
}

fn check(text: Text, fields: &Fields) -> Result<(ShortText, Option<NoteText>), Problems> {
    let mut checking = Checking::new(text);
    let title = checking.take(TITLE, ShortText::parse(&fields.title));
    let note = checking.take_optional(NOTE, &fields.note, NoteText::parse);
    checking.finish(title.map(|title| (title, note)))
}

#[component]
pub(super) fn SuggestAnother(props: &ChangeProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let store = use_observations();
    let form = use_form(Fields::default, check);
    let fill = form.on(|fields: &mut Fields, found| *fields = found);
    let of = props.action.id.to_string();
    let kept = use_kept(BegunAs::Suggestion, of.into(), form.values(), fill);
    let problems = form.problems(&[TITLE, NOTE]);
    let onsubmit = {
        let (action, changed, close) = (
            props.action.clone(),
            props.onchanged.clone(),
            props.onclose.clone(),
        );
        let letgo = kept.on_let_go();
        form.submit(
            move |(title, note)| {
                actions::suggest_another(store.clone(), action.clone(), title, note)
            },
            move |kept| {
                letgo.emit(());
                toasts.say(t!(text, "action-suggested-said"));
                close.emit(());
                changed_at(kept, &changed);
            },
        )
    };
    html! {
        <form class="form" novalidate=true {onsubmit}>
            <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
            <TextField id={TITLE} label={t!(text, "action-own-title")} hint={t!(text, "action-own-title-hint")} value={form.values().title.clone()}
                oninput={form.on(|fields, typed| fields.title = typed)} onblur={form.left(TITLE)} error={of_field(&problems, TITLE)} />
            <TextArea id={NOTE} short=true label={t!(text, "action-own-why")} value={form.values().note.clone()}
                oninput={form.on(|fields, typed| fields.note = typed)} error={of_field(&problems, NOTE)} limit={NoteText::MAX} />
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "action-own-save") }</Button>
                <Close label={t!(text, "cancel")} is_unsaved={kept.on_asked()} onletgo={kept.on_let_go()} ondone={props.onclose.clone()} />
            </ButtonRow>
        </form>
    }
}
