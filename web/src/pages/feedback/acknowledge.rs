//! "I have read it": the practitioner's word, which is not agreement. It is kept on this device
//! first.

use yew::prelude::*;

use super::{OpenProps, place};
use crate::pages::outcome::refusal;
use crate::state::feedback;
use crate::state::kept::Kept;
use crate::state::observations::{use_observations, use_outbox};
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
    let store = use_observations();
    let outbox = use_outbox(props.open.id());
    let feedback = &props.open.reading.feedback;
    let onclick = {
        let (id, edition) = (props.open.id(), feedback.edition);
        let (reload, sender, store) = (props.open.reload.clone(), sender.clone(), store.clone());
        Callback::from(move |_| {
            let (reload, toasts) = (reload.clone(), toasts.clone());
            let said = feedback::acknowledge(store.clone(), id, edition);
            sender.send(said, move |kept| {
                toasts.say(t!(text, "acknowledge-done"));
                if kept == Kept::There {
                    reload.emit(());
                }
            });
        })
    };
    let Some(outbox) = outbox else {
        return Html::default();
    };
    if outbox.is_acknowledging() {
        return html! {
            <Card title={t!(text, "acknowledge-said")}>
                <p>{ t!(text, "acknowledge-waits") }</p>
                <p class="small" role="status">{ place(text, &store, &outbox) }</p>
            </Card>
        };
    }
    if !outbox.may_acknowledge(&feedback.observation) {
        return Html::default();
    }
    html! {
        <Card title={t!(text, "acknowledge-title")}>
            <p>{ t!(text, "acknowledge-what") }</p>
            { refusal(text, sender.failure()) }
            <ButtonRow><Button kind={ButtonKind::Secondary} busy={sender.is_busy()} {onclick}>{ t!(text, "acknowledge-button") }</Button></ButtonRow>
        </Card>
    }
}
