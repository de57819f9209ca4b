//! Sending the invitation again; the link before it stops working.

use shared::values::PersonId;
use yew::prelude::*;

use crate::pages::outcome::refusal;
use crate::state::org;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonRow, Card};

#[derive(Properties, PartialEq)]
pub(super) struct InviteProps {
    pub id: PersonId,
}

#[component]
pub(super) fn Invite(props: &InviteProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let toasts = use_toasts();
    let onclick = {
        let (id, sender) = (props.id, sender.clone());
        Callback::from(move |_| {
            let toasts = toasts.clone();
            sender.send(org::invite(id), move |()| {
                toasts.say(t!(text, "invite-sent-said"))
            });
        })
    };
    html! {
        <Card title={t!(text, "invite-title")}>
            <p class="muted">{ t!(text, "invite-what") }</p>
            { refusal(text, sender.failure()) }
            <ButtonRow><Button {onclick} busy={sender.is_busy()}>{ t!(text, "invite-again") }</Button></ButtonRow>
        </Card>
    }
}
