//! Mails on their way: what, to whom, how far; never what they say.

use shared::org::{Delivery, DeliveryState};
use shared::values::JobId;
use yew::prelude::*;

use super::outcome::{paged_outcome, refusal};
use crate::dates;
use crate::route::Route;
use crate::state::org::{self, use_deliveries};
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonRow, Card, CardKind, Empty, Go, Page, PageHead, Row, Shape, StateText, Table,
    Tone,
};

#[component]
pub fn Deliveries() -> Html {
    let text = use_text();
    let paged = use_deliveries();
    let sender = use_sender();
    let toasts = use_toasts();
    let onretry = {
        let (sender, reload) = (sender.clone(), paged.reload.clone());
        let toasts = toasts.clone();
        Callback::from(move |id: JobId| {
            let (toasts, reload) = (toasts.clone(), reload.clone());
            sender.send(org::retry_delivery(id), move |()| {
                toasts.say(t!(text, "delivery-retried-said"));
                reload.emit(());
            });
        })
    };
    let onaside = {
        let (sender, reload) = (sender.clone(), paged.reload.clone());
        Callback::from(move |id: JobId| {
            let (toasts, reload) = (toasts.clone(), reload.clone());
            sender.send(org::set_delivery_aside(id), move |()| {
                toasts.say(t!(text, "delivery-set-aside-said"));
                reload.emit(());
            });
        })
    };
    html! {
        <Page>
            <PageHead title={t!(text, "nav-delivery")} lead={t!(text, "delivery-lead")}>
                <Button onclick={paged.reload.reform(|_| ())}>{ t!(text, "delivery-refresh") }</Button>
            </PageHead>
            { refusal(text, sender.failure()) }
            { paged_outcome(text, &paged, |deliveries| {
                if deliveries.is_empty() {
                    return html! { <Card><Empty title={t!(text, "delivery-empty-title")}><p class="muted">{ t!(text, "delivery-empty") }</p></Empty></Card> };
                }
                let columns = vec![t!(text, "delivery-message"), t!(text, "preview-to"), t!(text, "person-status"), t!(text, "delivery-said")];
                let rows = deliveries.iter().map(|delivery| row(text, delivery, sender.is_busy(), &onretry, &onaside)).collect::<Vec<_>>();
                html! { <Card kind={CardKind::Flush}><Table caption={t!(text, "nav-delivery")} caption_hidden=true {columns} {rows} /></Card> }
            }) }
        </Page>
    }
}

fn row(
    text: Text,
    delivery: &Delivery,
    busy: bool,
    onretry: &Callback<JobId>,
    onaside: &Callback<JobId>,
) -> Row {
    let message = message(text, &delivery.message);
    let (shape, tone, state) = match delivery.state {
        DeliveryState::Waiting if delivery.attempts > 0 => (
            Shape::Triangle,
            Tone::Warm,
            t!(text, "delivery-waiting-again", n = delivery.attempts),
        ),
        DeliveryState::Waiting => (Shape::Dashed, Tone::Plain, t!(text, "delivery-waiting")),
        DeliveryState::Running => (Shape::Half, Tone::Ink, t!(text, "delivery-running")),
        DeliveryState::Done => (Shape::Full, Tone::Seen, t!(text, "delivery-done")),
        DeliveryState::Failed if delivery.superseded => {
            (Shape::Empty, Tone::Plain, t!(text, "delivery-superseded"))
        }
        DeliveryState::Failed if delivery.set_aside => {
            (Shape::Empty, Tone::Plain, t!(text, "delivery-set-aside"))
        }
        DeliveryState::Failed => (Shape::Triangle, Tone::Warm, t!(text, "delivery-failed")),
    };
    let when = match (delivery.finished_at, delivery.next_try_at) {
        (Some(at), _) => dates::near(text, at).to_string(),
        (None, Some(at)) => t!(text, "delivery-next", when = dates::near(text, at)).to_string(),
        (None, None) => dates::near(text, delivery.created_at).to_string(),
    };
    let is_open =
        delivery.state == DeliveryState::Failed && !delivery.superseded && !delivery.set_aside;
    let acts = is_open.then(|| acts(text, delivery, busy, onretry, onaside));
    Row {
        key: delivery.id.to_string().into(),
        cells: vec![
            html! { message },
            recipient(delivery),
            html! { <div class="stack-tight"><StateText {shape} {tone}>{ state }</StateText><span class="muted small">{ when }</span></div> },
            html! { <div class="stack-tight">
                if delivery.superseded { <p class="muted small">{ t!(text, "delivery-superseded-why") }</p> }
                { for delivery.last_error.iter().map(|said| html! { <p class="muted small">{ said }</p> }) }
                { for acts }
            </div> },
        ],
    }
}

/// What the mail tells. A newer server may send one that has no words here yet.
fn message(text: Text, kind: &str) -> AttrValue {
    text.find(&format!("mail-{}", kind.replace('_', "-")), &[])
        .unwrap_or_else(|| t!(text, "mail-newer", message = kind.replace('_', " ")))
}

fn recipient(delivery: &Delivery) -> Html {
    let name = delivery.recipient.name.as_str();
    if delivery.message == Delivery::UNREADABLE {
        return html! { name };
    }
    html! { <Go to={Route::Person { id: delivery.recipient.id.to_string() }}>{ name }</Go> }
}

/// What an administrator can do about a mail that was given up.
fn acts(
    text: Text,
    delivery: &Delivery,
    busy: bool,
    onretry: &Callback<JobId>,
    onaside: &Callback<JobId>,
) -> Html {
    let name = delivery.recipient.name.as_str();
    let (retry, aside, id) = (onretry.clone(), onaside.clone(), delivery.id);
    html! {
        <ButtonRow>
            <Button {busy} onclick={move |_| retry.emit(id)} label={t!(text, "delivery-retry-label", name = name)}>{ t!(text, "try-again") }</Button>
            <Button {busy} onclick={move |_| aside.emit(id)} label={t!(text, "delivery-set-aside-label", name = name)}>{ t!(text, "delivery-set-aside-do") }</Button>
        </ButtonRow>
    }
}
