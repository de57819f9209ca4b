//! The small agreed step: what, with which support, looked at again when.

use serde::{Deserialize, Serialize};
use shared::observations::{DraftAction, OperationBody};
use shared::values::{ActionId, Date, NoteText, OperationId, ShortText};
use uuid::Uuid;
use yew::prelude::*;

use super::begun::{Close, Words, use_begun, words_of};
use super::forms::{ADD, on_input, use_focus, use_forms, use_problems};
use super::put_back::PutBack;
use crate::dates::{self, WallClock};
use crate::pages::observations::opened::Here;
use crate::state::failures;
use crate::state::form::Checking;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, DateField, FieldProblem, IconKind, TextArea, TextField,
};

/// Four weeks: long enough for another session or two, short enough to remember.
const REVIEW_AFTER_MS: i64 = 28 * 86_400_000;

#[derive(Properties, PartialEq)]
pub(super) struct ActionsProps {
    pub here: Here,
}

#[component]
pub(super) fn Actions(props: &ActionsProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let actions = here.open.record.capture.actions.clone();
    let forms = use_forms::<BegunAction>(here, BegunAs::Action);
    let (editing, open) = (forms.editing(), forms.on_open());
    let is_empty = actions.is_empty();
    let removed = use_state(|| None::<DraftAction>);
    let write = {
        let (store, id) = (here.store.clone(), here.id);
        move |body: OperationBody, over: &DraftAction| {
            store.append_after(id, body, Some(over.written_by), js_sys::Date::now());
        }
    };
    let onremove = {
        let (removed, write) = (removed.clone(), write.clone());
        Callback::from(move |action: DraftAction| {
            write(OperationBody::RemoveAction { action: action.id }, &action);
            removed.set(Some(action));
        })
    };
    let new = editing.filter(|id| actions.iter().all(|action| action.id != *id));
    let shown = actions.into_iter().map(|action| (action.id, Some(action)));
    let cards = shown.chain(new.map(|id| (id, None))).map(|(id, action)| {
        let (key, here) = (id.to_string(), here.clone());
        match action {
            Some(action) if editing != Some(id) => {
                let onedit = open.reform(move |_: MouseEvent| id);
                html! { <ActionCard {key} {action} {onedit} onremove={onremove.clone()} /> }
            }
            action => html! {
                <ActionEditor {key} {here} {id} {action} begun={forms.begun()} onbegun={forms.on_begun()}
                    n_held={forms.n_held()} ondone={forms.on_done()} />
            },
        }
    });
    let put_back = removed.as_ref().map(|action| {
        let onback = {
            let (removed, write, action) = (removed.clone(), write.clone(), action.clone());
            Callback::from(move |()| {
                let again = action.clone();
                let body = OperationBody::PutAction {
                    action: again.id,
                    title: again.title,
                    support: again.support,
                    review_on: again.review_on,
                };
                write(body, &action);
                removed.set(None);
            })
        };
        let said = t!(text, "draft-removed", title = action.title.as_str());
        html! { <PutBack id="put-back-action" {said} {onback} /> }
    });
    let onadd = open.reform(|_: MouseEvent| ActionId::new(Uuid::now_v7()));
    html! {
        <div class="stack">
            <p class="muted">{ t!(text, "draft-actions-lead") }</p>
            { for cards }
            { for put_back }
            if new.is_none() {
                <ButtonRow>
                    <Button id={ADD} icon={IconKind::Plus} onclick={onadd}
                        kind={if is_empty { ButtonKind::Primary } else { ButtonKind::Secondary }}>{ t!(text, "draft-add-action") }</Button>
                </ButtonRow>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ActionCardProps {
    action: DraftAction,
    onedit: Callback<MouseEvent>,
    onremove: Callback<DraftAction>,
}

#[component]
fn ActionCard(props: &ActionCardProps) -> Html {
    let text = use_text();
    let action = &props.action;
    let onremove = {
        let action = props.action.clone();
        props.onremove.reform(move |_: MouseEvent| action.clone())
    };
    let title: AttrValue = action.title.as_str().to_owned().into();
    html! {
        <Card title={title.clone()}>
            { for action.support.as_ref().map(|support| html! { <p class="written">{ support.as_str() }</p> }) }
            <p class="muted small">{ t!(text, "draft-review-on", date = dates::date_long(text, action.review_on)) }</p>
            <ButtonRow>
                <Button onclick={props.onedit.clone()} label={t!(text, "draft-edit-point", title = &title)}>{ t!(text, "edit") }</Button>
                <Button kind={ButtonKind::Quiet} onclick={onremove} label={t!(text, "draft-remove-point", title = &title)}>{ t!(text, "remove") }</Button>
            </ButtonRow>
        </Card>
    }
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Form {
    title: String,
    support: String,
    review_on: String,
}

impl Form {
    fn of(action: Option<&DraftAction>) -> Self {
        match action {
            Some(action) => Self {
                title: action.title.as_str().to_owned(),
                support: action
                    .support
                    .as_ref()
                    .map_or("", NoteText::as_str)
                    .to_owned(),
                review_on: action.review_on.to_string(),
            },
            None => Self {
                title: String::new(),
                support: String::new(),
                review_on: WallClock::at(dates::now_ms() + REVIEW_AFTER_MS).date_field(),
            },
        }
    }

    fn parse(&self, action: ActionId, text: Text) -> Result<OperationBody, Vec<FieldProblem>> {
        let mut checking = Checking::new(text);
        let title = checking.take("action-title", ShortText::parse(&self.title));
        let support = checking.take_optional("action-support", &self.support, NoteText::parse);
        let review_on = checking.take("action-review", Date::parse(&self.review_on));
        let whole = title
            .zip(review_on)
            .map(|(title, review_on)| OperationBody::PutAction {
                action,
                title,
                support,
                review_on,
            });
        checking.finish(whole)
    }
}

#[derive(Properties, PartialEq)]
struct ActionEditorProps {
    here: Here,
    id: ActionId,
    /// The action as it is kept; none before the first save.
    action: Option<DraftAction>,
    /// What was typed before and never saved.
    begun: Option<BegunAction>,
    onbegun: Callback<bool>,
    /// How often somebody reached for another while this one was not saved.
    n_held: u32,
    ondone: Callback<()>,
}

/// What this device keeps of an action that is not saved.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct BegunAction {
    /// The action, and the version of it that its author saw; none for a new one.
    old: Option<(ActionId, OperationId)>,
    form: Form,
}

impl Words for BegunAction {
    type Id = ActionId;

    fn of(&self) -> ActionId {
        let new = || ActionId::new(Uuid::now_v7());
        self.old.map_or_else(new, |(id, _)| id)
    }

    fn words(&self) -> String {
        words_of(&[&self.form.title, &self.form.support])
    }
}

#[component]
fn ActionEditor(props: &ActionEditorProps) -> Html {
    let text = use_text();
    let untouched = use_memo((), |()| Form::of(props.action.as_ref()));
    let begun = props.begun.as_ref();
    let form = use_state(|| begun.map_or_else(|| (*untouched).clone(), |begun| begun.form.clone()));
    let old = use_memo((), |()| match (&props.begun, &props.action) {
        (Some(begun), _) => begun.old,
        (None, action) => action.as_ref().map(|action| (action.id, action.written_by)),
    });
    let is_begun = *form != *untouched;
    let begun = BegunAction {
        old: *old,
        form: (*form).clone(),
    };
    use_begun(
        &props.here,
        BegunAs::Action,
        begun,
        props.begun.is_some(),
        is_begun,
        props.onbegun.clone(),
    );
    let problems = use_problems(props.n_held);
    use_focus(props.begun.is_none(), "action-title");
    let onsubmit = {
        let (store, id, ondone) = (
            props.here.store.clone(),
            props.here.id,
            props.ondone.clone(),
        );
        let (form, problems) = (form.clone(), problems.clone());
        let (action, base) = (props.id, old.map(|(_, written_by)| written_by));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match form.parse(action, text) {
                Ok(body) => {
                    store.append_begun(BegunAs::Action, id, body, base, js_sys::Date::now());
                    ondone.emit(());
                }
                Err(found) => problems.say(found),
            }
        })
    };
    let error = |id: &str| failures::of_field(problems.all(), id);
    let today = WallClock::at(dates::now_ms()).date_field();
    let is_unsaved = Callback::from(move |()| is_begun);
    html! {
        <Card>
            <form class="stack" {onsubmit} novalidate=true>
                { problems.summary() }
                <TextField id="action-title" label={t!(text, "draft-action-title")} hint={t!(text, "draft-action-title-hint")} error={error("action-title")}
                    value={form.title.clone()} oninput={on_input(&form, |form, value| form.title = value)} />
                <TextArea id="action-support" label={t!(text, "draft-action-support")} hint={t!(text, "draft-action-support-hint")} error={error("action-support")} short=true
                    limit={NoteText::MAX} value={form.support.clone()} oninput={on_input(&form, |form, value| form.support = value)} />
                <DateField id="action-review" label={t!(text, "draft-action-review")} error={error("action-review")} min={today}
                    value={form.review_on.clone()} oninput={on_input(&form, |form, value| form.review_on = value)} />
                <ButtonRow>
                    <Button submit=true kind={ButtonKind::Primary}>{ t!(text, "save") }</Button>
                    <Close here={props.here.clone()} what={BegunAs::Action} {is_unsaved} ondone={props.ondone.clone()} />
                </ButtonRow>
            </form>
        </Card>
    }
}
