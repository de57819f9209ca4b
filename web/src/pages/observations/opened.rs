//! Opening one observation, and what stands in for it until it is here.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::Conflict;
use shared::problem::Code;
use shared::values::ObservationId;
use yew::prelude::*;

use crate::pages::not_found::NotFound;
use crate::state::observations::{ObservationStore, OpenRecord, use_observations};
use crate::state::{Failure, failures};
use crate::t;
use crate::text::use_text;
use crate::ui::{ErrorState, Page, Skeleton};

/// An observation on its way to the screen.
pub enum Opened {
    Loading,
    /// There is none, or none to know of.
    Unknown,
    Failed(Failure),
    Here(Here),
}

/// An observation that is here, with its framework if that is here too.
#[derive(Clone)]
pub struct Here {
    pub id: ObservationId,
    pub store: ObservationStore,
    pub open: OpenRecord,
    pub framework: Option<Rc<Framework>>,
}

impl PartialEq for Here {
    /// The rest is read from the store under this id.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.store == other.store
    }
}

impl Here {
    pub fn is_observer(&self) -> bool {
        self.open.record.observation.observer.id == self.store.me().person_id
    }

    /// Every conflict of this record and its outcome.
    pub fn journal(&self) -> Vec<Conflict> {
        self.open.record.journal(self.store.device())
    }
}

/// Opens the observation of an address: what this device has at once, the server's word when
/// it comes.
#[hook]
pub fn use_opened(id: &str) -> Opened {
    let store = use_observations();
    let id = ObservationId::parse(id).ok();
    {
        let store = store.clone();
        use_effect_with((id, store.is_ready), move |(id, is_ready)| {
            if let (Some(id), true) = (*id, *is_ready) {
                store.open(id);
            }
        });
    }
    let Some(id) = id else { return Opened::Unknown };
    if let Some(open) = store.record(id).cloned() {
        let framework = store.framework(&open.record.observation.framework).cloned();
        return Opened::Here(Here {
            id,
            store,
            open,
            framework,
        });
    }
    match store.failures.get(&id) {
        Some(failure) if failure.code() == Some(Code::NotFound) => Opened::Unknown,
        Some(failure) => Opened::Failed(failure.clone()),
        None => Opened::Loading,
    }
}

#[derive(Properties, PartialEq)]
pub struct StandInProps {
    pub id: AttrValue,
    #[prop_or_default]
    pub failure: Option<Failure>,
    #[prop_or_default]
    pub unknown: bool,
}

/// What the screen shows while the observation is not here.
#[component]
pub fn StandIn(props: &StandInProps) -> Html {
    let text = use_text();
    let store = use_observations();
    if props.unknown {
        return html! { <NotFound /> };
    }
    let Some(failure) = &props.failure else {
        return html! { <Page><Skeleton lines=8 /></Page> };
    };
    let onretry = {
        let id = ObservationId::parse(&props.id).ok();
        Callback::from(move |()| {
            if let Some(id) = id {
                store.open(id);
            }
        })
    };
    let detail = match failure {
        Failure::Offline => t!(text, "observation-not-here"),
        failure => failures::words(text, failure),
    };
    let reference = failure
        .request_id()
        .map(|id| AttrValue::from(id.to_owned()));
    let onretry = failures::may_pass(failure).then_some(onretry);
    html! { <Page><ErrorState {detail} {reference} {onretry} /></Page> }
}

/// The stand-in for everything but an observation that is here.
pub fn stand_in(id: &str, opened: Opened) -> Result<Here, Html> {
    let id: AttrValue = id.to_owned().into();
    match opened {
        Opened::Here(here) => Ok(here),
        Opened::Loading => Err(html! { <StandIn {id} /> }),
        Opened::Unknown => Err(html! { <StandIn {id} unknown=true /> }),
        Opened::Failed(failure) => Err(html! { <StandIn {id} failure={Some(failure)} /> }),
    }
}
