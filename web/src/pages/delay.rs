//! The word on a page that waits too long for this device's storage.

use yew::prelude::*;

use crate::router::use_route;
use crate::state::calm::use_calm;
use crate::state::patience::{Delay, use_delay};
use crate::state::session::use_me;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonRow, Notice, NoticeKind};

/// Says what the page waits for, as long as it does. Loading it again is offered where nothing
/// would go with it: before anybody is in, and at calm moments.
#[component]
pub fn DelayNotice() -> Html {
    let text = use_text();
    let delay = use_delay();
    let route = use_route();
    let is_calm = use_calm(&route, delay.is_some());
    let may_load = use_me().is_none() || is_calm;
    let (title, words) = match delay {
        None => return Html::default(),
        Some(Delay::Silent) => (t!(text, "storage-silent-title"), t!(text, "storage-silent")),
        Some(Delay::Blocked) => (
            t!(text, "storage-blocked-title"),
            t!(text, "storage-blocked"),
        ),
    };
    let onload = Callback::from(|_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            // If it fails the page goes on waiting.
            let _ = window.location().reload();
        }
    });
    html! {
        <div class="frame-notice">
            <Notice kind={NoticeKind::Warm} {title} announce=true>
                <p>{ words }</p>
                if may_load {
                    <ButtonRow><Button onclick={onload}>{ t!(text, "storage-load") }</Button></ButtonRow>
                }
            </Notice>
        </div>
    }
}
