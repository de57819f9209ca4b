//! What I asked and nobody has planned yet, and the way to take it back.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Declined, OpenRequest};
use shared::problem::Code;
use shared::values::Key;
use yew::prelude::*;

use crate::dates;
use crate::pages::framework_words::tagged;
use crate::pages::outcome::refusal;
use crate::state::frameworks::use_current_framework;
use crate::state::remote::{Loaded, Remote, use_sender};
use crate::state::requests;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog, Notice};

#[derive(Properties, PartialEq)]
pub struct AskedProps {
    /// My own.
    pub requests: Vec<OpenRequest>,
    /// Asks anew what waits.
    pub onchanged: Callback<()>,
}

/// My requests that wait. The instrument is asked for only where there is one.
#[component]
pub fn Asked(props: &AskedProps) -> Html {
    let one = |request: &OpenRequest| html! { <One key={request.id.to_string()} request={request.clone()} onchanged={props.onchanged.clone()} /> };
    props.requests.iter().map(one).collect()
}

#[derive(Properties, PartialEq)]
struct OneProps {
    request: OpenRequest,
    onchanged: Callback<()>,
}

#[component]
fn One(props: &OneProps) -> Html {
    let text = use_text();
    let framework = use_current_framework();
    let request = &props.request;
    let when = dates::near(text, request.asked_at);
    let focus = request.focus.as_ref();
    if let Some(declined) = &request.declined {
        return html! { <Answered request={request.clone()} declined={declined.clone()} onchanged={props.onchanged.clone()} /> };
    }
    html! {
        <Notice title={t!(text, "ask-waiting-title")}>
            <p>{ t!(text, "ask-waiting", when = when) }</p>
            { for focus.and_then(|focus| focus_line(text, &framework, focus)) }
            { for request.note.iter().map(|note| html! { <p class="quote written">{ note.as_str() }</p> }) }
            <TakeBack request={request.clone()} onchanged={props.onchanged.clone()} />
        </Notice>
    }
}

#[derive(Properties, PartialEq)]
struct AnsweredProps {
    request: OpenRequest,
    declined: Declined,
    onchanged: Callback<()>,
}

/// What was answered in place of a plan, until it is read; asking again is a new request.
#[component]
fn Answered(props: &AnsweredProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let (request, declined) = (&props.request, &props.declined);
    let onread = {
        let (sender, id) = (sender.clone(), request.id);
        let changed = props.onchanged.clone();
        Callback::from(move |_: MouseEvent| {
            let changed = changed.clone();
            sender.send(requests::read_answer(id), move |()| changed.emit(()));
        })
    };
    let asked = dates::near(text, request.asked_at);
    let name = declined.by.name.as_str();
    html! {
        <Notice title={t!(text, "ask-declined-title", name = name)}>
            <p class="quote written">{ declined.words.as_str() }</p>
            <p class="muted small">{ t!(text, "ask-waiting", when = asked) }{ " " }{ t!(text, "ask-declined-again") }</p>
            { refusal(text, sender.failure()) }
            <ButtonRow><Button onclick={onread} busy={sender.is_busy()}>{ t!(text, "ask-declined-read") }</Button></ButtonRow>
        </Notice>
    }
}

/// The skill in words. Its line stands there from the start, so that nothing moves once they come.
fn focus_line(text: Text, framework: &Loaded<Option<Rc<Framework>>>, focus: &Key) -> Option<Html> {
    let title = match &framework.remote {
        Remote::Loading => Html::default(),
        Remote::Ready(known) => {
            let mut domains = known.as_deref()?.skill_domains();
            let domain = domains.find(|one| one.id == *focus)?;
            tagged(text, &domain.title).view()
        }
        Remote::Failed(_) => return None,
    };
    Some(html! { <p>{ t!(text, "ask-waiting-focus") }{ " " }{ title }</p> })
}

#[component]
fn TakeBack(props: &OneProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let sender = use_sender();
    let is_asking = use_state(|| false);
    let onopen = {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(true))
    };
    // Planned meanwhile, or answered in words.
    let code = sender.failure().and_then(|failure| failure.code());
    let is_settled = matches!(code, Some(Code::AlreadyPlanned | Code::WrongState));
    // Whoever has read that finds it no longer waiting, and the answer in its place.
    let onclose = {
        let (is_asking, changed) = (is_asking.clone(), props.onchanged.clone());
        Callback::from(move |()| {
            is_asking.set(false);
            if is_settled {
                changed.emit(());
            }
        })
    };
    let ontake = {
        let (sender, id) = (sender.clone(), props.request.id);
        let (is_asking, changed) = (is_asking.clone(), props.onchanged.clone());
        Callback::from(move |_: MouseEvent| {
            let (is_asking, changed) = (is_asking.clone(), changed.clone());
            let toasts = toasts.clone();
            sender.send(requests::take_back(id), move |()| {
                toasts.say(t!(text, "ask-taken-back"));
                is_asking.set(false);
                changed.emit(());
            });
        })
    };
    html! {
        <>
            <ButtonRow><Button onclick={onopen}>{ t!(text, "ask-take-back") }</Button></ButtonRow>
            <Dialog id={format!("take-back-{}", props.request.id)} open={*is_asking} title={t!(text, "ask-take-back-title")} onclose={onclose.clone()}>
                <p>{ t!(text, "ask-take-back-what") }</p>
                { refusal(text, sender.failure()) }
                <ButtonRow>
                    if !is_settled {
                        <Button kind={ButtonKind::Danger} onclick={ontake} busy={sender.is_busy()}>{ t!(text, "ask-take-back") }</Button>
                    }
                    <Button onclick={onclose.reform(|_: MouseEvent| ())}>{ if is_settled { t!(text, "close") } else { t!(text, "cancel") } }</Button>
                </ButtonRow>
            </Dialog>
        </>
    }
}
