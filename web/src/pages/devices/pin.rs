//! Setting a PIN for the session that runs.

use shared::vault::{NoPin, Pin as Digits};
use web_sys::SubmitEvent;
use yew::prelude::*;

use crate::state::session::use_me;
use crate::state::toasts::use_toasts;
use crate::state::vault;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonRow, Card, PasswordField};

/// Shown on the account page of everybody with a vault.
#[component]
pub fn Pin() -> Html {
    let text = use_text();
    let person = use_me().map(|me| me.person_id);
    let toasts = use_toasts();
    let typed = use_state(String::new);
    let problem = use_state(|| None::<AttrValue>);
    let is_busy = use_state(|| false);
    let is_set = use_state(|| false);
    {
        let is_set = is_set.clone();
        use_effect_with(person, move |person| {
            let Some(person) = *person else { return };
            wasm_bindgen_futures::spawn_local(async move {
                is_set.set(vault::has_pin(person).await);
            });
        });
    }
    let onsubmit = {
        let (typed, problem) = (typed.clone(), problem.clone());
        let (is_busy, is_set) = (is_busy.clone(), is_set.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *is_busy {
                return;
            }
            let pin = match Digits::parse(&typed) {
                Ok(pin) => pin,
                Err(NoPin::NotDigits) => return problem.set(Some(t!(text, "pin-not-digits"))),
                Err(NoPin::TooEasy) => return problem.set(Some(t!(text, "pin-too-easy"))),
            };
            is_busy.set(true);
            let (typed, problem, toasts) = (typed.clone(), problem.clone(), toasts.clone());
            let (is_busy, is_set) = (is_busy.clone(), is_set.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match vault::set_pin(&pin).await {
                    Ok(()) => {
                        typed.set(String::new());
                        problem.set(None);
                        is_set.set(true);
                        toasts.say(t!(text, "pin-said"));
                    }
                    Err(_) => problem.set(Some(t!(text, "pin-failed"))),
                }
                is_busy.set(false);
            });
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |digits| typed.set(digits))
    };
    html! {
        <Card title={t!(text, "pin-title")}>
            <p>{ if *is_set { t!(text, "pin-is-set") } else { t!(text, "pin-what") } }</p>
            <form class="form" novalidate=true {onsubmit}>
                <PasswordField id="new-pin" label={t!(text, "pin-new")} autocomplete="off" digits=true
                    value={(*typed).clone()} {oninput} error={(*problem).clone()} />
                <ButtonRow><Button submit=true busy={*is_busy}>{ t!(text, "pin-set") }</Button></ButtonRow>
            </form>
        </Card>
    }
}
