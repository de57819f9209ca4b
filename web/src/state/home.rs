//! What should I do next; without a network, what was told last.

use shared::meetings::Home;
use yew::prelude::*;

use super::kept::{Dated, or_kept};
use super::remote::{Loaded, use_remote};
use super::session::use_me;
use crate::api;
use crate::offline::KeptAs;

#[hook]
pub fn use_home() -> Loaded<Dated<Home>> {
    let me = use_me().map(|me| me.person_id);
    use_remote(me, |me| async move {
        or_kept(me, &KeptAs::Home, api::home::home().await).await
    })
}
