//! Pages that a browser fetches when somebody first opens one of their kind, so that the first
//! load is the frame and the home page alone. The service worker keeps all chunks with the shell,
//! so that none is missing without a network.

mod device;
mod observing;
mod office;
mod reading;
mod split;

use std::cell::Cell;
use std::rc::Rc;

use shared::auth::Me;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::offline::Cryptography;
use crate::route::Route;
use crate::ui::{ErrorState, Page, Skeleton};

/// Draws a page of its chunk.
type Draw = fn(&Route, &Rc<Me>) -> Html;

/// A part of the program that comes over the network by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// The observer's pages: planning, the live screen, writing.
    Observing,
    /// What a practitioner reads and writes.
    Reading,
    /// Meetings, coverage, people and everything else done at a desk.
    Office,
    /// This device: the version at work, what is kept.
    Device,
}

impl Chunk {
    /// The chunk of a page behind the sign-in wall; none for those in the first load.
    pub fn of(route: &Route, me: &Me) -> Option<Self> {
        match route {
            Route::ObservationNew if !me.observes() => Some(Self::Reading),
            Route::Observations
            | Route::ObservationNew
            | Route::Observation { .. }
            | Route::ObservationLive { .. }
            | Route::ObservationDraft { .. }
            | Route::ObservationPreview { .. } => Some(Self::Observing),
            Route::ObservationFeedback { .. }
            | Route::SelfAssessment { .. }
            | Route::Views
            | Route::Reflections
            | Route::Reflection { .. }
            | Route::Actions => Some(Self::Reading),
            Route::Meetings
            | Route::MeetingNew
            | Route::Meeting { .. }
            | Route::Coverage
            | Route::People
            | Route::PersonNew
            | Route::Person { .. }
            | Route::Units
            | Route::Policies
            | Route::Import
            | Route::Quarantine
            | Route::Delivery
            | Route::Audit
            | Route::Frameworks
            | Route::Framework { .. } => Some(Self::Office),
            Route::Device | Route::Telemetry => Some(Self::Device),
            _ => None,
        }
    }

    async fn load(self) -> Option<Draw> {
        let loaded = match self {
            Self::Observing => split::observing().await,
            Self::Reading => split::reading().await,
            Self::Office => split::office().await,
            Self::Device => split::device().await,
        };
        let draw = loaded.ok()?;
        LOADED.with(|loaded| loaded[self as usize].set(Some(draw)));
        Some(draw)
    }

    fn loaded(self) -> Option<Draw> {
        LOADED.with(|loaded| loaded[self as usize].get())
    }
}

thread_local! {
    /// By [`Chunk`]; once here, a page is drawn without waiting.
    static LOADED: [Cell<Option<Draw>>; 4] = const { [const { Cell::new(None) }; 4] };
}

thread_local! {
    static CRYPTOGRAPHY: Cell<Option<Cryptography>> = const { Cell::new(None) };
}

/// Sealing, opening and stretching; none where the chunk cannot be fetched.
pub async fn cryptography() -> Option<Cryptography> {
    if let Some(here) = CRYPTOGRAPHY.get() {
        return Some(here);
    }
    let loaded = split::vault().await.ok()?;
    CRYPTOGRAPHY.set(Some(loaded));
    Some(loaded)
}

#[derive(Properties, PartialEq)]
pub struct FetchedProps {
    pub chunk: Chunk,
    pub route: Route,
    pub me: Rc<Me>,
}

/// A page of a chunk: the page itself, or a word while or why it is not here.
#[component]
pub fn Fetched(props: &FetchedProps) -> Html {
    let has_failed = use_state(|| false);
    let redraw = use_force_update();
    let load = {
        let (has_failed, chunk) = (has_failed.clone(), props.chunk);
        Callback::from(move |()| {
            let (has_failed, redraw) = (has_failed.clone(), redraw.clone());
            spawn_local(async move {
                has_failed.set(chunk.load().await.is_none());
                redraw.force_update();
            });
        })
    };
    {
        let load = load.clone();
        use_effect_with(props.chunk, move |chunk| {
            if chunk.loaded().is_none() {
                load.emit(());
            }
        });
    }
    match props.chunk.loaded() {
        Some(draw) => draw(&props.route, &props.me),
        None if *has_failed => html! { <Page><ErrorState onretry={load} /></Page> },
        None => html! { <Page><Skeleton /></Page> },
    }
}

/// A page about one thing, or the one that says there is nothing when the id is none.
fn opened<T: std::str::FromStr>(id: &str, page: impl FnOnce(T) -> Html) -> Html {
    id.parse()
        .map_or_else(|_| html! { <crate::pages::not_found::NotFound /> }, page)
}
