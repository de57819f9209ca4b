//! This device: the version at work, what is kept here, and whether all of it is there.

mod begun;
mod gaps;
mod kept;
mod notice;
mod rescue;
mod telemetry;
mod version;

use shared::access::Role;
use yew::prelude::*;

use crate::route::Route;
use crate::state::observations::use_observations;
use crate::t;
use crate::text::use_text;
use crate::ui::{Go, Page, PageHead};

pub use begun::name as begun_name;
pub use notice::GapNotice;
pub use telemetry::Telemetry;

#[component]
pub fn Device() -> Html {
    let text = use_text();
    let is_administrator = use_observations().me().has(Role::Administrator);
    let back = (Route::Account, t!(text, "nav-account"));
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "device-title")} lead={t!(text, "device-lead")} {back} />
            <gaps::Gaps />
            <version::Version />
            <kept::Kept />
            <begun::Begun />
            <rescue::Rescue />
            if is_administrator {
                <p><Go to={Route::Telemetry}>{ t!(text, "telemetry-link") }</Go></p>
            }
        </Page>
    }
}
