//! Offering the device's own fingerprint or face as a way in.

use yew::prelude::*;

use crate::state::session::use_me;
use crate::state::toasts::use_toasts;
use crate::state::vault::{self, Ways};
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonRow, Card};

/// Shown where the browser can ask for a fingerprint or a face.
#[component]
pub fn Passkey() -> Html {
    let text = use_text();
    let me = use_me();
    let toasts = use_toasts();
    let is_offered = use_state(|| false);
    let ways = use_state(Ways::default);
    let has_failed = use_state(|| false);
    let person = me.as_ref().map(|me| me.person_id);
    {
        let (is_offered, ways) = (is_offered.clone(), ways.clone());
        use_effect_with(person, move |person| {
            let Some(person) = *person else { return };
            wasm_bindgen_futures::spawn_local(async move {
                // Where it cannot be read, setting it up fails too and says so.
                if let Ok(found) = vault::ways(person).await {
                    ways.set(found);
                }
                is_offered.set(vault::passkey_is_offered().await);
            });
        });
    }
    let Some(me) = me else {
        return Html::default();
    };
    if !*is_offered {
        return Html::default();
    }
    let onclick = {
        let (ways, has_failed, name) = (
            ways.clone(),
            has_failed.clone(),
            me.name.as_str().to_owned(),
        );
        Callback::from(move |_: MouseEvent| {
            let (ways, has_failed, name, toasts) = (
                ways.clone(),
                has_failed.clone(),
                name.clone(),
                toasts.clone(),
            );
            wasm_bindgen_futures::spawn_local(async move {
                let is_wrapped = vault::wrap_with_passkey(&name).await == Ok(true);
                has_failed.set(!is_wrapped);
                if is_wrapped {
                    ways.set(Ways {
                        is_here: true,
                        passkey: true,
                        ..*ways
                    });
                    toasts.say(t!(text, "passkey-said"));
                }
            });
        })
    };
    html! {
        <Card title={t!(text, "passkey-title")}>
            if ways.passkey {
                <p>{ t!(text, "passkey-is-on") }</p>
            } else {
                <p>{ t!(text, "passkey-what") }</p>
                if *has_failed {
                    <p class="warm" role="alert">{ t!(text, "passkey-failed") }</p>
                }
                <ButtonRow><Button {onclick}>{ t!(text, "passkey-button") }</Button></ButtonRow>
            }
        </Card>
    }
}
