//! What this device keeps, and how it stands.

use std::rc::Rc;

use shared::auth::Me;
use yew::prelude::*;

use crate::pages::{device, not_found};
use crate::route::Route;

pub fn draw(route: &Route, _me: &Rc<Me>) -> Html {
    match route {
        Route::Device => html! { <device::Device /> },
        Route::Telemetry => html! { <device::Telemetry /> },
        _ => html! { <not_found::NotFound /> },
    }
}
