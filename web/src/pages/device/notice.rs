//! The word on every page that something kept here is gone.

use yew::prelude::*;

use crate::route::Route;
use crate::router::use_route;
use crate::state::observations::use_observations;
use crate::t;
use crate::text::use_text;
use crate::ui::{Go, Notice, NoticeKind};

/// Loud everywhere but in a session under way, which it would interrupt.
#[component]
pub fn GapNotice() -> Html {
    let text = use_text();
    let store = use_observations();
    let route = use_route();
    let is_whole = store.gaps.is_empty() && !store.is_anew;
    if is_whole || matches!(route, Route::ObservationLive { .. }) {
        return Html::default();
    }
    html! {
        <div class="frame-notice">
            <Notice kind={NoticeKind::Warm} title={t!(text, "gap-notice")} announce=true>
                <p><Go to={Route::Device}>{ t!(text, "gap-notice-more") }</Go></p>
            </Notice>
        </div>
    }
}
