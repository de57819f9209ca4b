//! One action: what, with which support, by when, and what one can do with it now.

use shared::feedback::{Action, ActionState};
use shared::sync::outbox_of_action;
use shared::values::Date;
use yew::prelude::*;

use super::suggest::{self, SuggestAnother};
use crate::dates;
use crate::pages::begun::use_found;
use crate::pages::feedback::{WritingTrouble, place};
use crate::pages::outcome::refusal;
use crate::route::Route;
use crate::state::actions;
use crate::state::kept::Kept;
use crate::state::observations::{BegunAs, use_observations, use_outbox};
use crate::state::remote::{Sender, use_sender};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, DateField, Go, Shape, Tag, Tone};

#[derive(Properties, PartialEq)]
pub struct ActionCardProps {
    pub action: Action,
    /// Something about it changed: load again.
    pub onchanged: Callback<()>,
    /// Whether it is the reader's own to take on.
    pub own: bool,
    /// Inside another card, so without an edge of its own.
    #[prop_or_default]
    pub inset: bool,
    /// To be read only, with nothing to press.
    #[prop_or_default]
    pub still: bool,
    /// The page says itself what the server refused of it.
    #[prop_or_default]
    pub is_told_above: bool,
}

#[component]
pub fn ActionCard(props: &ActionCardProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let store = use_observations();
    let is_suggesting = use_state(|| false);
    let is_moving = use_state(|| false);
    let of = outbox_of_action(&props.action);
    let outbox = use_outbox(of);
    let mut action = props.action.clone();
    let waits = outbox.filter(|outbox| props.own && outbox.changes_action(action.id));
    if let Some(outbox) = &waits {
        outbox.change_here(&mut action);
    }
    let is_refused = waits
        .as_ref()
        .is_some_and(|outbox| outbox.is_action_refused(action.id));
    let onfound = {
        let (is_suggesting, may) = (
            is_suggesting.setter(),
            props.own && action.state == ActionState::Proposed,
        );
        Callback::from(move |()| is_suggesting.set(may))
    };
    let id = action.id.to_string();
    use_found::<suggest::Fields>(BegunAs::Suggestion, id.into(), onfound);
    let close = |flag: &UseStateHandle<bool>| {
        let flag = flag.clone();
        Callback::from(move |()| flag.set(false))
    };
    let body = if is_refused || props.still {
        Html::default()
    } else if *is_suggesting {
        html! { <SuggestAnother action={action.clone()} onchanged={props.onchanged.clone()} onclose={close(&is_suggesting)} /> }
    } else if *is_moving {
        html! { <ReviewDay action={action.clone()} onchanged={props.onchanged.clone()} onclose={close(&is_moving)} /> }
    } else {
        html! {
            <Steps action={action.clone()} onchanged={props.onchanged.clone()} own={props.own} sender={sender.clone()}
                onsuggest={open(&is_suggesting)} onmove={open(&is_moving)} />
        }
    };
    html! {
        <section class={if props.inset { "point" } else { "card" }}>
            if !props.own {
                <p class="muted small">{ action.practitioner.name.as_str() }</p>
            }
            <h3>{ action.title.as_str() }</h3>
            <p class="row" role="status">
                { state_tag(text, &action) }
                { for waits.iter().map(|outbox| html! { <span class="small">{ place(text, &store, outbox) }</span> }) }
            </p>
            { for action.support.iter().map(|support| html! {
                <p class="muted small written">{ t!(text, "action-support", support = support.as_str()) }</p>
            }) }
            { for action.note.iter().map(|note| html! { <p class="quote">{ note.as_str() }</p> }) }
            if !props.inset {
                { for action.observation_id.map(|id| html! {
                    <p class="small"><Go to={Route::ObservationFeedback { id: id.to_string() }}>{ t!(text, "action-from-feedback") }</Go></p>
                }) }
            }
            if is_refused && !props.is_told_above {
                <WritingTrouble {of} />
            }
            { refusal(text, sender.failure()) }
            { body }
        </section>
    }
}

fn open(flag: &UseStateHandle<bool>) -> Callback<()> {
    let flag = flag.clone();
    Callback::from(move |()| flag.set(true))
}

fn state_tag(text: Text, action: &Action) -> Html {
    let due = dates::due(text, action.review_on);
    let (shape, tone, words) = match action.state {
        ActionState::Proposed => (
            Shape::Dashed,
            Tone::Plain,
            t!(
                text,
                "action-proposed",
                date = dates::date_short(text, action.review_on)
            ),
        ),
        ActionState::Taken if dates::days_until(action.review_on) < 0 => (
            Shape::Triangle,
            Tone::Warm,
            t!(text, "action-review-due", due = due),
        ),
        ActionState::Taken => (
            Shape::Half,
            Tone::Ink,
            t!(text, "action-review-due", due = due),
        ),
        ActionState::Replaced => (Shape::Empty, Tone::Plain, t!(text, "action-replaced")),
        ActionState::Done => (Shape::Full, Tone::Seen, t!(text, "action-done")),
        ActionState::Dropped => (Shape::Empty, Tone::Plain, t!(text, "action-dropped")),
    };
    html! { <Tag {shape} {tone}>{ words }</Tag> }
}

#[derive(Properties)]
struct StepsProps {
    action: Action,
    onchanged: Callback<()>,
    own: bool,
    sender: Sender,
    onsuggest: Callback<()>,
    onmove: Callback<()>,
}

impl PartialEq for StepsProps {
    fn eq(&self, other: &Self) -> bool {
        self.action == other.action && self.own == other.own && self.sender == other.sender
    }
}

/// What can be done with it in its state.
#[component]
fn Steps(props: &StepsProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let store = use_observations();
    let title = props.action.title.as_str();
    let to = |state: ActionState, said: AttrValue| {
        let (action, changed, sender, toasts, store) = (
            props.action.clone(),
            props.onchanged.clone(),
            props.sender.clone(),
            toasts.clone(),
            store.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let (changed, toasts, said) = (changed.clone(), toasts.clone(), said.clone());
            let step = actions::move_on(store.clone(), action.clone(), state, None);
            sender.send(step, move |kept| {
                toasts.say(said);
                changed_at(kept, &changed);
            });
        })
    };
    let busy = props.sender.is_busy();
    match props.action.state {
        ActionState::Proposed if props.own => html! {
            <ButtonRow even=true>
                <Button {busy} onclick={to(ActionState::Taken, t!(text, "action-taken-said"))} label={t!(text, "action-take-label", title = title)}>
                    { t!(text, "action-take") }
                </Button>
                <Button onclick={props.onsuggest.reform(|_| ())} label={t!(text, "action-suggest-label", title = title)}>
                    { t!(text, "action-suggest") }
                </Button>
            </ButtonRow>
        },
        ActionState::Taken if props.own => html! {
            <ButtonRow>
                <Button {busy} onclick={to(ActionState::Done, t!(text, "action-done-said"))} label={t!(text, "action-finish-label", title = title)}>
                    { t!(text, "action-finish") }
                </Button>
                <Button onclick={props.onmove.reform(|_| ())}>{ t!(text, "action-move") }</Button>
                <Button kind={ButtonKind::Quiet} {busy} onclick={to(ActionState::Dropped, t!(text, "action-dropped-said"))}>{ t!(text, "action-drop") }</Button>
            </ButtonRow>
        },
        ActionState::Proposed | ActionState::Taken => html! {
            <ButtonRow><Button onclick={props.onmove.reform(|_| ())}>{ t!(text, "action-move") }</Button></ButtonRow>
        },
        ActionState::Replaced | ActionState::Done | ActionState::Dropped => Html::default(),
    }
}

/// What the server has taken is asked for again; what waits here is shown as it is.
pub(super) fn changed_at(kept: Kept, onchanged: &Callback<()>) {
    if kept == Kept::There {
        onchanged.emit(());
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ChangeProps {
    pub action: Action,
    pub onchanged: Callback<()>,
    pub onclose: Callback<()>,
}

/// Another day to look at it again.
#[component]
fn ReviewDay(props: &ChangeProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let store = use_observations();
    let day = use_state(|| props.action.review_on.to_string());
    let problem = use_state(|| None::<AttrValue>);
    let id = format!("review-{}", props.action.id);
    let onsave = {
        let (day, problem, sender) = (day.clone(), problem.clone(), sender.clone());
        let (action, changed, close) = (
            props.action.clone(),
            props.onchanged.clone(),
            props.onclose.clone(),
        );
        Callback::from(move |_| match Date::parse(&day) {
            Ok(date) => {
                problem.set(None);
                let (changed, close) = (changed.clone(), close.clone());
                let step = actions::review_on(store.clone(), action.clone(), date);
                sender.send(step, move |kept| {
                    close.emit(());
                    changed_at(kept, &changed);
                });
            }
            Err(error) => problem.set(Some(crate::state::failures::refused(text, &error))),
        })
    };
    let oninput = {
        let day = day.clone();
        Callback::from(move |typed| day.set(typed))
    };
    html! {
        <div class="stack">
            <DateField {id} label={t!(text, "action-review-on")} value={(*day).clone()} {oninput} error={(*problem).clone()} />
            { refusal(text, sender.failure()) }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} onclick={onsave} busy={sender.is_busy()}>{ t!(text, "save") }</Button>
                <Button onclick={props.onclose.reform(|_| ())}>{ t!(text, "cancel") }</Button>
            </ButtonRow>
        </div>
    }
}
