//! The small agreed step: what, with which support, looked at again when.

use serde::{Deserialize, Serialize};
use shared::observations::{DraftAction, OperationBody};
use shared::values::{ActionId, Date, NoteText, OperationId, ShortText};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::begun::{Close, Words, held, use_begun, words_of};
use crate::dates::{self, WallClock};
use crate::pages::observations::opened::Here;
use crate::state::failures;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, DateField, ErrorSummary, FieldProblem, IconKind, TextArea,
    TextField,
};

/// Four weeks: long enough for another session or two, short enough to remember.
const REVIEW_AFTER_MS: i64 = 28 * 86_400_000;

#[derive(Properties, PartialEq)]
pub(super) struct ActionsProps {
    pub here: Here,
}

#[derive(Clone, Copy, PartialEq)]
enum Editing {
    Nothing,
    New,
    Action(ActionId),
}

#[component]
pub(super) fn Actions(props: &ActionsProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let actions = here.open.record.capture.actions.clone();
    let editing = use_state(|| Editing::Nothing);
    let begun = use_state(|| None::<BegunAction>);
    let is_begun = use_state_eq(|| false);
    let n_held = use_state(|| 0_u32);
    // Opens an action for writing, unless words in the one that is open would be lost.
    let open = {
        let (editing, is_begun, n_held) = (editing.clone(), is_begun.clone(), n_held.clone());
        Callback::from(move |to: Editing| {
            if *is_begun {
                n_held.set(*n_held + 1);
            } else {
                editing.set(to);
            }
        })
    };
    {
        let (editing, begun) = (editing.clone(), begun.clone());
        let (store, id, actions) = (here.store.clone(), here.id, actions.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                let Some(found) = store.begun_form::<BegunAction>(BegunAs::Action, id).await else {
                    return;
                };
                let is_known = |id: &ActionId| actions.iter().any(|action| action.id == *id);
                let known = found.old.map(|(id, _)| id).filter(is_known);
                editing.set(known.map_or(Editing::New, Editing::Action));
                begun.set(Some(found));
            });
        });
    }
    let ondone = {
        let (editing, begun) = (editing.clone(), begun.clone());
        let (is_begun, n_held) = (is_begun.clone(), n_held.clone());
        Callback::from(move |()| {
            editing.set(Editing::Nothing);
            begun.set(None);
            is_begun.set(false);
            n_held.set(0);
        })
    };
    let onbegun = {
        let is_begun = is_begun.clone();
        Callback::from(move |now: bool| is_begun.set(now))
    };
    let editor = |key: String, action: Option<DraftAction>| {
        html! {
            <ActionEditor {key} here={here.clone()} {action} begun={(*begun).clone()} onbegun={onbegun.clone()}
                n_held={*n_held} ondone={ondone.clone()} />
        }
    };
    let onadd = open.reform(|_: MouseEvent| Editing::New);
    let is_empty = actions.is_empty();
    let cards = actions
        .into_iter()
        .map(|action| {
            let key = action.id.to_string();
            if *editing == Editing::Action(action.id) {
                return editor(key, Some(action));
            }
            let id = action.id;
            let onedit = open.reform(move |_: MouseEvent| Editing::Action(id));
            html! { <ActionCard {key} here={here.clone()} {action} {onedit} /> }
        })
        .collect::<Vec<_>>();
    html! {
        <div class="stack">
            <p class="muted">{ t!(text, "draft-actions-lead") }</p>
            { for cards }
            if *editing == Editing::New {
                { editor("new".to_owned(), None) }
            } else {
                <ButtonRow>
                    <Button icon={IconKind::Plus} onclick={onadd}
                        kind={if is_empty { ButtonKind::Primary } else { ButtonKind::Secondary }}>{ t!(text, "draft-add-action") }</Button>
                </ButtonRow>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ActionCardProps {
    here: Here,
    action: DraftAction,
    onedit: Callback<MouseEvent>,
}

#[component]
fn ActionCard(props: &ActionCardProps) -> Html {
    let text = use_text();
    let action = &props.action;
    let onremove = {
        let (store, id) = (props.here.store.clone(), props.here.id);
        let (action, base) = (action.id, action.written_by);
        Callback::from(move |_: MouseEvent| {
            let body = OperationBody::RemoveAction { action };
            store.append_after(id, body, Some(base), js_sys::Date::now());
        })
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

    fn parse(&self, text: Text) -> Result<(ShortText, Option<NoteText>, Date), Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut refuse = |field: &'static str, error: &_| {
            let message = failures::refused(text, error);
            problems.push(FieldProblem {
                field: field.into(),
                message,
            });
        };
        let title = ShortText::parse(&self.title);
        if let Err(error) = &title {
            refuse("action-title", error);
        }
        let has_support = !self.support.trim().is_empty();
        let support = has_support
            .then(|| NoteText::parse(&self.support))
            .transpose();
        if let Err(error) = &support {
            refuse("action-support", error);
        }
        let review_on = Date::parse(&self.review_on);
        if let Err(error) = &review_on {
            refuse("action-review", error);
        }
        match (title, support, review_on) {
            (Ok(title), Ok(support), Ok(review_on)) => Ok((title, support, review_on)),
            _ => Err(problems),
        }
    }
}

#[derive(Properties, PartialEq)]
struct ActionEditorProps {
    here: Here,
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
    let problems = use_state(Vec::<FieldProblem>::new);
    let attempt = use_state(|| 0_u32);
    let onsubmit = {
        let (store, id, ondone) = (
            props.here.store.clone(),
            props.here.id,
            props.ondone.clone(),
        );
        let (form, problems, attempt) = (form.clone(), problems.clone(), attempt.clone());
        let old = *old;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match form.parse(text) {
                Ok((title, support, review_on)) => {
                    let body = OperationBody::PutAction {
                        action: old.map_or_else(|| ActionId::new(Uuid::now_v7()), |(id, _)| id),
                        title,
                        support,
                        review_on,
                    };
                    let base = old.map(|(_, written_by)| written_by);
                    store.append_begun(BegunAs::Action, id, body, base);
                    ondone.emit(());
                }
                Err(found) => {
                    problems.set(found);
                    attempt.set(*attempt + 1);
                }
            }
        })
    };
    {
        let (problems, attempt) = (problems.clone(), attempt.clone());
        use_effect_with(props.n_held, move |n_held| {
            if *n_held > 0 {
                problems.set(held(text));
                attempt.set(*attempt + 1);
            }
        });
    }
    let error = |id: &str| failures::of_field(&problems, id);
    let today = WallClock::at(dates::now_ms()).date_field();
    let is_unsaved = Callback::from(move |()| is_begun);
    html! {
        <Card>
            <form class="stack" {onsubmit} novalidate=true>
                <ErrorSummary problems={(*problems).clone()} attempt={*attempt} />
                <TextField id="action-title" label={t!(text, "draft-action-title")} hint={t!(text, "draft-action-title-hint")} error={error("action-title")}
                    value={form.title.clone()} oninput={set(&form, |form, value| form.title = value)} />
                <TextArea id="action-support" label={t!(text, "draft-action-support")} hint={t!(text, "draft-action-support-hint")} error={error("action-support")} short=true
                    limit={NoteText::MAX} value={form.support.clone()} oninput={set(&form, |form, value| form.support = value)} />
                <DateField id="action-review" label={t!(text, "draft-action-review")} error={error("action-review")} min={today}
                    value={form.review_on.clone()} oninput={set(&form, |form, value| form.review_on = value)} />
                <ButtonRow>
                    <Button submit=true kind={ButtonKind::Primary}>{ t!(text, "save") }</Button>
                    <Close here={props.here.clone()} what={BegunAs::Action} {is_unsaved} ondone={props.ondone.clone()} />
                </ButtonRow>
            </form>
        </Card>
    }
}

fn set(form: &UseStateHandle<Form>, change: fn(&mut Form, String)) -> Callback<String> {
    let form = form.clone();
    Callback::from(move |value| {
        let mut changed = (*form).clone();
        change(&mut changed, value);
        form.set(changed);
    })
}
