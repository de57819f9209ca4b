//! What should I do next.

use shared::meetings::Home;
use yew::prelude::*;

use super::remote::{Loaded, use_remote};
use crate::api;

#[hook]
pub fn use_home() -> Loaded<Home> {
    use_remote((), |()| api::home::home())
}
