//! Pages that a browser fetches when somebody first opens one of their kind, so that the first
//! load is the frame and the home page alone. The service worker keeps all chunks with the shell,
//! so that none is missing without a network.

mod device;
mod inside;
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

/// Puts the device's storage and the sender around the pages of a person; the flag says whether
/// the server has confirmed their session.
type Provide = fn(&Rc<Me>, bool, Html) -> Html;

/// A part of the program that comes over the network by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// What everybody needs once they are in: the home, the outbox and the sender.
    Inside,
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
    /// The chunk of a page behind the sign-in wall.
    fn of(route: &Route, me: &Me) -> Self {
        match route {
            Route::ObservationNew if !me.observes() => Self::Reading,
            Route::Observations
            | Route::ObservationNew
            | Route::Observation { .. }
            | Route::ObservationLive { .. }
            | Route::ObservationDraft { .. }
            | Route::ObservationPreview { .. } => Self::Observing,
            Route::ObservationFeedback { .. }
            | Route::SelfAssessment { .. }
            | Route::Views
            | Route::Reflections
            | Route::Reflection { .. }
            | Route::Actions => Self::Reading,
            Route::Meetings
            | Route::MeetingNew
            | Route::Meeting { .. }
            | Route::Coverage
            | Route::People
            | Route::PersonNew
            | Route::Person { .. }
            | Route::Units
            | Route::Policies
            | Route::Account
            | Route::Import
            | Route::Quarantine
            | Route::Delivery
            | Route::Audit
            | Route::Frameworks
            | Route::Framework { .. } => Self::Office,
            Route::Device | Route::Telemetry => Self::Device,
            _ => Self::Inside,
        }
    }

    async fn load(self) -> Option<Draw> {
        let loaded = match self {
            Self::Inside => split::inside().await.map(|(provide, draw)| {
                PROVIDE.set(Some(provide));
                draw
            }),
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
    static LOADED: [Cell<Option<Draw>>; 5] = const { [const { Cell::new(None) }; 5] };
    static PROVIDE: Cell<Option<Provide>> = const { Cell::new(None) };
}

thread_local! {
    static CRYPTOGRAPHY: Cell<Option<Cryptography>> = const { Cell::new(None) };
}

/// Sealing and opening; none where the chunk cannot be fetched.
pub async fn cryptography() -> Option<Cryptography> {
    if let Some(here) = CRYPTOGRAPHY.get() {
        return Some(here);
    }
    let loaded = split::vault().await.ok()?;
    CRYPTOGRAPHY.set(Some(loaded));
    Some(loaded)
}

/// A chunk on its way to the screen.
enum Fetching {
    Here(Draw),
    Coming,
    /// It could not be fetched; the callback tries again.
    Failed(Callback<()>),
}

/// Fetches a chunk and draws again when it is there.
#[hook]
fn use_chunk(chunk: Chunk) -> Fetching {
    let has_failed = use_state(|| false);
    let redraw = use_force_update();
    let load = {
        let has_failed = has_failed.clone();
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
        use_effect_with(chunk, move |chunk| {
            if chunk.loaded().is_none() {
                load.emit(());
            }
        });
    }
    match chunk.loaded() {
        Some(draw) => Fetching::Here(draw),
        None if *has_failed => Fetching::Failed(load),
        None => Fetching::Coming,
    }
}

#[derive(Properties, PartialEq)]
pub struct InsideProps {
    pub me: Rc<Me>,
    pub fresh: bool,
    pub route: Route,
}

/// The page of a person signed in, with everything it stands on; until that is here a
/// word.
#[component]
pub fn Inside(props: &InsideProps) -> Html {
    let inside = use_chunk(Chunk::Inside);
    let (Fetching::Here(_), Some(provide)) = (&inside, PROVIDE.get()) else {
        return waiting(inside);
    };
    let chunk = Chunk::of(&props.route, &props.me);
    let page = html! { <Fetched {chunk} route={props.route.clone()} me={props.me.clone()} /> };
    provide(&props.me, props.fresh, page)
}

#[derive(Properties, PartialEq)]
struct FetchedProps {
    chunk: Chunk,
    route: Route,
    me: Rc<Me>,
}

/// A page of a chunk: the page itself, or a word while or why it is not here.
#[component]
fn Fetched(props: &FetchedProps) -> Html {
    match use_chunk(props.chunk) {
        Fetching::Here(draw) => draw(&props.route, &props.me),
        fetching => waiting(fetching),
    }
}

fn waiting(fetching: Fetching) -> Html {
    match fetching {
        Fetching::Failed(again) => html! { <Page><ErrorState onretry={again} /></Page> },
        _ => html! { <Page><Skeleton /></Page> },
    }
}

/// Begins to fetch what everybody needs once they are in, for instance while the server looks
/// at a password.
pub fn expect_inside() {
    if Chunk::Inside.loaded().is_none() {
        spawn_local(async {
            // If it fails, the page that needs it says so.
            let _ = Chunk::Inside.load().await;
        });
    }
}

/// A page about one thing, or the one that says there is nothing when the id is none.
fn opened<T: std::str::FromStr>(id: &str, page: impl FnOnce(T) -> Html) -> Html {
    id.parse()
        .map_or_else(|_| html! { <crate::pages::not_found::NotFound /> }, page)
}
