//! The observer's pages.

use std::rc::Rc;

use shared::auth::Me;
use yew::prelude::*;

use crate::pages::{not_found, observations};
use crate::route::Route;

pub fn draw(route: &Route, _me: &Rc<Me>) -> Html {
    match route {
        Route::Observations => html! { <observations::ObservationList /> },
        Route::ObservationNew => html! { <observations::PlanPage /> },
        Route::Observation { id } => {
            html! { <observations::ObservationOverview key={id.clone()} id={id.clone()} /> }
        }
        Route::ObservationLive { id } => {
            html! { <observations::LivePage key={id.clone()} id={id.clone()} /> }
        }
        Route::ObservationDraft { id } => {
            html! { <observations::DraftPage key={id.clone()} id={id.clone()} /> }
        }
        Route::ObservationPreview { id } => {
            html! { <observations::PreviewPage key={id.clone()} id={id.clone()} /> }
        }
        _ => html! { <not_found::NotFound /> },
    }
}
