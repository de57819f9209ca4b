//! What is left where a page needs the network.

use yew::prelude::*;

use crate::route::Route;
use crate::t;
use crate::text::use_text;
use crate::ui::{ButtonLink, ButtonRow, Page, PageHead};

#[component]
pub fn Offline() -> Html {
    let text = use_text();
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "offline-title")} />
            <p>{ t!(text, "offline-page-body") }</p>
            <ButtonRow><ButtonLink to={Route::Home}>{ t!(text, "not-found-home") }</ButtonLink></ButtonRow>
        </Page>
    }
}
