//! What a practitioner reads and writes.

use std::rc::Rc;

use shared::auth::Me;
use shared::values::{ObservationId, ReflectionId};
use yew::prelude::*;

use super::opened;
use crate::pages::{actions, feedback, not_found, reflections, self_assessment};
use crate::route::Route;

pub fn draw(route: &Route, _me: &Rc<Me>) -> Html {
    match route {
        // A practitioner does not plan their own observation: they ask for it.
        Route::ObservationNew => html! { <feedback::AskToBeObserved /> },
        Route::ObservationFeedback { id } => opened(
            id,
            |id: ObservationId| html! { <feedback::Feedback key={id.to_string()} {id} /> },
        ),
        Route::SelfAssessment { id } => opened(
            id,
            |id: ObservationId| html! { <self_assessment::SelfAssessment key={id.to_string()} {id} /> },
        ),
        Route::Views => html! { <feedback::MyViews /> },
        Route::Reflections => html! { <reflections::Reflections /> },
        Route::Reflection { id } => opened(
            id,
            |id: ReflectionId| html! { <reflections::Reflection key={id.to_string()} {id} /> },
        ),
        Route::Actions => html! { <actions::Actions /> },
        _ => html! { <not_found::NotFound /> },
    }
}
