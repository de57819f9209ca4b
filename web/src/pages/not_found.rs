//! An address that leads nowhere, or nowhere for this person: both look the same.

use yew::prelude::*;

use crate::route::Route;
use crate::t;
use crate::text::use_text;
use crate::ui::{ButtonKind, ButtonLink, ButtonRow, Page, PageHead};

#[component]
pub fn NotFound() -> Html {
    let text = use_text();
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "not-found-title")} />
            <p>{ t!(text, "not-found-body") }</p>
            <ButtonRow>
                <ButtonLink to={Route::Home} kind={ButtonKind::Primary}>{ t!(text, "not-found-home") }</ButtonLink>
            </ButtonRow>
        </Page>
    }
}
