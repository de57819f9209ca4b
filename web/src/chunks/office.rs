//! What is done at a desk: meetings, coverage, people, settings, logs.

use std::rc::Rc;

use shared::auth::Me;
use shared::values::{MeetingId, PersonId};
use yew::prelude::*;

use super::opened;
use crate::pages::{
    audit, auth, coverage, deliveries, frameworks, imports, meetings, not_found, people, policies,
    quarantine, units,
};
use crate::route::Route;

pub fn draw(route: &Route, _me: &Rc<Me>) -> Html {
    match route {
        Route::Meetings => html! { <meetings::Meetings /> },
        Route::MeetingNew => html! { <meetings::BookMeeting /> },
        Route::Meeting { id } => opened(
            id,
            |id: MeetingId| html! { <meetings::MeetingPage key={id.to_string()} {id} /> },
        ),
        Route::Coverage => html! { <coverage::Coverage /> },
        Route::People => html! { <people::People /> },
        Route::PersonNew => html! { <people::AddPerson /> },
        Route::Person { id } => opened(
            id,
            |id: PersonId| html! { <people::PersonPage key={id.to_string()} {id} /> },
        ),
        Route::Units => html! { <units::Units /> },
        Route::Policies => html! { <policies::Policies /> },
        Route::Account => html! { <auth::Account /> },
        Route::Quarantine => html! { <quarantine::Quarantine /> },
        Route::Import => html! { <imports::ImportPeople /> },
        Route::Delivery => html! { <deliveries::Deliveries /> },
        Route::Audit => html! { <audit::Audit /> },
        Route::Frameworks => html! { <frameworks::Frameworks /> },
        Route::Framework { id } => {
            html! { <frameworks::FrameworkPage key={id.clone()} hash={id.clone()} /> }
        }
        _ => html! { <not_found::NotFound /> },
    }
}
