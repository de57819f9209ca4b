//! The browsers that keep sealed work of a person, and taking one out of use.

mod passkey;
mod pin;

pub use passkey::Passkey;
pub use pin::Pin;

use shared::values::{DeviceId, PersonId};
use shared::vault::{Device, RevokeMode};
use yew::prelude::*;

use crate::dates;
use crate::pages::outcome::not_loaded;
use crate::state::account::{self, use_devices};
use crate::state::failures;
use crate::state::remote::{Remote, use_sender};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Dialog, Shape, Skeleton, Tag, Tone};

#[derive(Properties, PartialEq)]
pub struct DevicesProps {
    /// Somebody an administrator looks after; otherwise the one who looks.
    #[prop_or_default]
    pub of: Option<PersonId>,
}

#[component]
pub fn Devices(props: &DevicesProps) -> Html {
    let text = use_text();
    let devices = use_devices(props.of);
    let sender = use_sender();
    let toasts = use_toasts();
    let asked = use_state(|| None::<(DeviceId, String)>);
    let onrevoke = {
        let (asked, sender, reload) = (asked.clone(), sender.clone(), devices.reload.clone());
        Callback::from(move |mode: RevokeMode| {
            let Some((id, label)) = (*asked).clone() else {
                return;
            };
            let (toasts, reload, asked) = (toasts.clone(), reload.clone(), asked.clone());
            sender.send(account::revoke_device(id, mode), move |()| {
                asked.set(None);
                toasts.say(t!(text, "device-revoked-said", device = label));
                reload.emit(());
            });
        })
    };
    let onask = {
        let asked = asked.clone();
        Callback::from(move |device: (DeviceId, String)| asked.set(Some(device)))
    };
    let onclose = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    let body = match &devices.remote {
        Remote::Loading => html! { <Skeleton lines=2 /> },
        Remote::Failed(failure) => not_loaded(text, failure, &devices.reload),
        Remote::Ready(list) if list.is_empty() => html! { <p>{ t!(text, "devices-none") }</p> },
        Remote::Ready(list) => html! {
            <ul class="tasks">{ for list.iter().map(|device| row(text, device, &onask)) }</ul>
        },
    };
    let lead = match props.of {
        Some(_) => t!(text, "devices-lead-of"),
        None => t!(text, "devices-lead"),
    };
    html! {
        <Card title={t!(text, "devices-title")}>
            <p class="muted small">{ lead }</p>
            { body }
            <Dialog id="revoke-device" open={asked.is_some()} {onclose}
                title={t!(text, "device-revoke-title", device = asked.as_ref().map(|(_, label)| label.clone()).unwrap_or_default())}>
                <p>{ t!(text, "device-revoke-body") }</p>
                { for sender.failure().map(|failure| html! { <p class="warm" role="alert">{ failures::words(text, failure) }</p> }) }
                <ButtonRow>
                    { choice(&onrevoke, RevokeMode::Preserve, ButtonKind::Primary, t!(text, "device-preserve")) }
                    { choice(&onrevoke, RevokeMode::Destroy, ButtonKind::Danger, t!(text, "device-destroy")) }
                </ButtonRow>
            </Dialog>
        </Card>
    }
}

fn choice(
    onrevoke: &Callback<RevokeMode>,
    mode: RevokeMode,
    kind: ButtonKind,
    words: AttrValue,
) -> Html {
    let onclick = onrevoke.reform(move |_: MouseEvent| mode);
    html! { <Button {kind} {onclick}>{ words }</Button> }
}

fn row(text: Text, device: &Device, onask: &Callback<(DeviceId, String)>) -> Html {
    let label = device.label.as_str().to_owned();
    let heard = t!(
        text,
        "device-contact",
        when = dates::near(text, device.last_contact_at),
        since = dates::near(text, device.registered_at)
    );
    let side = match (device.revoked, device.wiped_at) {
        (Some(_), Some(at)) => html! {
            <Tag shape={Shape::Full} tone={Tone::Plain}>{ t!(text, "device-wiped", when = dates::near(text, at)) }</Tag>
        },
        (Some(_), None) => html! {
            <Tag shape={Shape::Half} tone={Tone::Warm}>{ t!(text, "device-revoked") }</Tag>
        },
        (None, _) => {
            let onclick = {
                let (onask, id, label) = (onask.clone(), device.id, label.clone());
                move |_| onask.emit((id, label.clone()))
            };
            html! { <Button {onclick} label={t!(text, "device-revoke-label", device = &label)}>{ t!(text, "device-revoke") }</Button> }
        }
    };
    html! {
        <li class="task" key={device.id.to_string()}>
            <div class="task-text"><p class="strong">{ label.clone() }</p><p class="muted small">{ heard }</p></div>
            <div class="task-side">{ side }</div>
        </li>
    }
}
