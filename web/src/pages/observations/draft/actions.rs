//! The small agreed step: what, with which support, looked at again when.

use shared::observations::{DraftAction, OperationBody};
use shared::values::{ActionId, Date, NoteText, ShortText};
use uuid::Uuid;
use yew::prelude::*;

use crate::dates::{self, WallClock};
use crate::pages::observations::opened::Here;
use crate::state::failures;
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
    let ondone = {
        let editing = editing.clone();
        Callback::from(move |()| editing.set(Editing::Nothing))
    };
    let onadd = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| editing.set(Editing::New))
    };
    let is_empty = actions.is_empty();
    let cards = actions.into_iter().map(|action| {
        let key = action.id.to_string();
        if *editing == Editing::Action(action.id) {
            return html! { <ActionEditor {key} here={here.clone()} action={Some(action)} ondone={ondone.clone()} /> };
        }
        let onedit = {
            let (editing, id) = (editing.clone(), action.id);
            Callback::from(move |_: MouseEvent| editing.set(Editing::Action(id)))
        };
        html! { <ActionCard {key} here={here.clone()} {action} {onedit} /> }
    }).collect::<Vec<_>>();
    html! {
        <div class="stack">
            <p class="muted">{ t!(text, "draft-actions-lead") }</p>
            { for cards }
            if *editing == Editing::New {
                <ActionEditor here={here.clone()} ondone={ondone.clone()} />
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

#[derive(Clone, PartialEq)]
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
    #[prop_or_default]
    action: Option<DraftAction>,
    ondone: Callback<()>,
}

#[component]
fn ActionEditor(props: &ActionEditorProps) -> Html {
    let text = use_text();
    let form = use_state(|| Form::of(props.action.as_ref()));
    let old = use_memo((), |()| {
        props
            .action
            .as_ref()
            .map(|action| (action.id, action.written_by))
    });
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
                    store.append_after(id, body, base, js_sys::Date::now());
                    ondone.emit(());
                }
                Err(found) => {
                    problems.set(found);
                    attempt.set(*attempt + 1);
                }
            }
        })
    };
    let error = |id: &str| failures::of_field(&problems, id);
    let today = WallClock::at(dates::now_ms()).date_field();
    let cancel = props.ondone.reform(|_: MouseEvent| ());
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
                    <Button kind={ButtonKind::Quiet} onclick={cancel}>{ t!(text, "close") }</Button>
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
