//! What everybody needs once they are in.

use std::rc::Rc;

use shared::auth::Me;
use yew::prelude::*;

use crate::pages::device::GapNotice;
use crate::pages::{home, not_found, offline};
use crate::route::Route;
use crate::state::observations::ObservationsProvider;

/// The `key` gives each person a storage, an outbox and a state apart.
pub fn provide(me: &Rc<Me>, fresh: bool, page: Html) -> Html {
    let key = me.person_id.to_string();
    html! { <ObservationsProvider {key} me={me.clone()} {fresh}><GapNotice />{ page }</ObservationsProvider> }
}

/// What a person may not open, the server answers like what does not exist; here a page only
/// decides what to offer.
pub fn draw(route: &Route, me: &Rc<Me>) -> Html {
    match route {
        Route::Home => html! { <home::Home me={me.clone()} /> },
        Route::Offline => html! { <offline::Offline /> },
        _ => html! { <not_found::NotFound /> },
    }
}
