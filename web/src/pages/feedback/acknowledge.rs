//! "I have read it": the practitioner's word, which is not agreement.

use yew::prelude::*;

use super::OpenProps;
use crate::pages::outcome::refusal;
use crate::state::feedback;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card};

#[component]
pub(super) fn Acknowledge(props: &OpenProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let toasts = use_toasts();
    let onclick = {
        let (id, reload, sender) = (props.open.id(), props.open.reload.clone(), sender.clone());
        Callback::from(move |_| {
            let (reload, toasts) = (reload.clone(), toasts.clone());
            sender.send(feedback::acknowledge(id), move |()| {
                toasts.say(t!(text, "acknowledge-done"));
                reload.emit(());
            });
        })
    };
    html! {
        <Card title={t!(text, "acknowledge-title")}>
            <p>{ t!(text, "acknowledge-what") }</p>
            { refusal(text, sender.failure()) }
            <ButtonRow><Button kind={ButtonKind::Secondary} busy={sender.is_busy()} {onclick}>{ t!(text, "acknowledge-button") }</Button></ButtonRow>
        </Card>
    }
}
