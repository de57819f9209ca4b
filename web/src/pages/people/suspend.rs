//! Keeping somebody out for a while, and letting them back in.

use shared::org::PersonStatus;
use yew::prelude::*;

use super::one::PersonProps;
use crate::pages::outcome::refusal;
use crate::state::org;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Disclosure};

#[component]
pub(super) fn Suspend(props: &PersonProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let toasts = use_toasts();
    let id = props.person.id;
    let is_suspended = props.person.status == PersonStatus::Suspended;
    let onclick = {
        let (sender, changed) = (sender.clone(), props.onchanged.clone());
        Callback::from(move |_| {
            let (toasts, changed) = (toasts.clone(), changed.clone());
            let done = move |()| {
                let said = if is_suspended {
                    t!(text, "resume-said")
                } else {
                    t!(text, "suspend-said")
                };
                toasts.say(said);
                changed.emit(());
            };
            if is_suspended {
                sender.send(org::resume(id), done);
            } else {
                sender.send(org::suspend(id), done);
            }
        })
    };
    let name = props.person.name.as_str();
    if is_suspended {
        return html! {
            <Card title={t!(text, "resume-title")}>
                <p class="muted">{ t!(text, "resume-what") }</p>
                { refusal(text, sender.failure()) }
                <ButtonRow><Button {onclick} busy={sender.is_busy()}>{ t!(text, "resume-save") }</Button></ButtonRow>
            </Card>
        };
    }
    html! {
        <Disclosure summary={t!(text, "suspend-title", name = name)}>
            <p>{ t!(text, "suspend-what") }</p>
            { refusal(text, sender.failure()) }
            <ButtonRow><Button kind={ButtonKind::Danger} {onclick} busy={sender.is_busy()}>{ t!(text, "suspend-save") }</Button></ButtonRow>
        </Disclosure>
    }
}
