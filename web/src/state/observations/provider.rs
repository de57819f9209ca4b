//! Opens this device's storage for the person signed in, and starts the sender.

use std::cell::Cell;
use std::rc::Rc;

use shared::auth::Me;
use shared::problem::Code;
use shared::sync::Ending;
use shared::telemetry::Timed;
use shared::values::ObservationId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::actions::{Link, ObservationStore};
use super::awake::{count_sleep, use_awake};
use super::own_writes::OwnWrites;
use super::reducer::{ObservationAction, ObservationState};
use crate::offline::{
    self, CommandBody, Engine, Event, Keep, Ledger, Line, SessionClock, StorageError, held,
    monotonic_ms,
};
use crate::state::telemetry;

#[derive(Properties, PartialEq)]
pub struct ObservationsProviderProps {
    pub me: Rc<Me>,
    /// Whether the server has confirmed the session. Sending that waits for a sign-in goes on.
    pub fresh: bool,
    #[prop_or_default]
    pub children: Html,
}

/// Give it a `key` of the person's id: each person has a storage, an outbox and a state apart.
#[component]
pub fn ObservationsProvider(props: &ObservationsProviderProps) -> Html {
    let state = use_reducer(ObservationState::default);
    let link = use_state(|| None::<Link>);
    let own_writes = use_memo((), |()| OwnWrites::default());
    use_awake(state.dispatcher());
    {
        let (dispatcher, link) = (state.dispatcher(), link.clone());
        use_effect_with(props.me.person_id, move |person| {
            let person = *person;
            spawn_local(async move {
                match Keep::open(person).await {
                    Ok(keep) => {
                        let keep = Rc::new(keep);
                        let ledger = Ledger::of(person);
                        match offline::check(&keep, ledger).await {
                            Ok(found) => dispatcher.dispatch(ObservationAction::Checked(found)),
                            Err(error) => dispatcher.dispatch(ObservationAction::Storage(error)),
                        }
                        if let Err(error) = retry_as_newer(&keep).await {
                            dispatcher.dispatch(ObservationAction::Storage(error));
                        }
                        let tell = {
                            let dispatcher = dispatcher.clone();
                            let keep = keep.clone();
                            let sending_since = Cell::new(None);
                            Callback::from(move |event| {
                                strike(&keep, ledger, &event);
                                time(&sending_since, &event);
                                hear(&keep, &dispatcher, event);
                            })
                        };
                        let engine = Engine::start(keep.clone(), tell);
                        link.set(Some(Link { keep, engine }));
                    }
                    Err(error) => dispatcher.dispatch(ObservationAction::Storage(error)),
                }
                dispatcher.dispatch(ObservationAction::Ready);
            });
        });
    }
    telemetry::use_reports(props.fresh && props.me.telemetry);
    // The first screen of this page: the clock began at the navigation.
    use_effect_with((), |()| telemetry::took(Timed::Boot, monotonic_ms()));
    {
        let engine = link.as_ref().map(|link| link.engine.clone());
        use_effect_with(props.fresh, move |fresh| {
            if let (true, Some(engine)) = (*fresh, engine) {
                engine.try_now();
            }
        });
    }
    let store = ObservationStore {
        edition: state.edition,
        state,
        link: (*link).clone(),
        me: props.me.clone(),
        own_writes: (*own_writes).clone(),
    };
    html! {
        <ContextProvider<ObservationStore> context={store}>
            { props.children.clone() }
        </ContextProvider<ObservationStore>>
    }
}

/// The observations slice. Pages behind the sign-in wall may rely on it.
#[hook]
pub fn use_observations() -> ObservationStore {
    use_context::<ObservationStore>().expect("the app provides the observations")
}

/// What was refused because the app was too old may be taken now that it has started anew.
async fn retry_as_newer(keep: &Keep) -> Result<(), StorageError> {
    for (id, outbox) in keep.outboxes().await? {
        let trouble = outbox.ok().and_then(|outbox| outbox.trouble);
        let was_too_old = trouble.is_some_and(|t| t.code == Code::ClientTooOld);
        if was_too_old {
            keep.clear_trouble(id).await?;
        }
    }
    Ok(())
}

/// Times a push, from the start of sending or from the receipt of the one before.
fn time(sending_since: &Cell<Option<f64>>, event: &Event) {
    match event {
        Event::Line(Line::Sending) => sending_since.set(Some(monotonic_ms())),
        Event::Line(_) => sending_since.set(None),
        Event::Received { .. } => {
            if let Some(since) = sending_since.replace(Some(monotonic_ms())) {
                telemetry::took(Timed::Sync, monotonic_ms() - since);
            }
        }
        Event::Refused { .. } => telemetry::failed(Timed::Sync),
        _ => {}
    }
}

/// What is safe on the server, or was discarded on purpose, need not be looked for here.
fn strike(keep: &Keep, ledger: Ledger, event: &Event) {
    match event {
        Event::Received {
            observation,
            outbox,
            ..
        } => ledger.strike(|entry| {
            entry.observation == observation.id
                && entry.device == keep.device()
                && entry.sequence <= outbox.safe_up_to
        }),
        Event::Done {
            observation,
            command: CommandBody::Stop(stop),
            ..
        } if stop.discard => ledger.strike(|entry| entry.observation == observation.id),
        _ => {}
    }
}

fn hear(keep: &Rc<Keep>, dispatcher: &Dispatcher, event: Event) {
    let action = match event {
        Event::Line(line) => ObservationAction::Line(line),
        Event::Received {
            segment,
            observation,
            outbox,
            at,
        } => ObservationAction::Received {
            segment: segment.map(Box::new),
            observation: Box::new(observation),
            outbox: Box::new(outbox),
            at,
        },
        Event::Done {
            observation,
            command,
            outbox,
            at,
        } => ObservationAction::Done {
            observation: Box::new(observation),
            command,
            outbox: Box::new(outbox),
            at,
        },
        Event::Refused { id, outbox } | Event::Written { of: id, outbox } => {
            ObservationAction::Queued(id, Box::new(outbox))
        }
        Event::Storage(error) => ObservationAction::Storage(error),
        Event::Elsewhere(id) => return reread(keep, dispatcher, vec![id]),
        Event::Pulled(changes) => {
            reread(keep, dispatcher, changes.told);
            show_held(keep, dispatcher);
            if changes.is_anew {
                dispatcher.dispatch(ObservationAction::Anew);
            }
            let revoked = changes
                .gone
                .iter()
                .filter(|gone| gone.why == Ending::Revoked);
            let revoked: Vec<_> = revoked.map(|gone| gone.observation).collect();
            if revoked.is_empty() {
                return;
            }
            ObservationAction::Revoked(revoked)
        }
    };
    dispatcher.dispatch(action);
}

type Dispatcher = UseReducerDispatcher<ObservationState>;

/// Shows what can be opened without a network now.
fn show_held(keep: &Rc<Keep>, dispatcher: &Dispatcher) {
    let (keep, dispatcher) = (keep.clone(), dispatcher.clone());
    spawn_local(async move {
        dispatcher.dispatch(match held(&keep).await {
            Ok(held) => ObservationAction::Held(held),
            Err(error) => ObservationAction::Storage(error),
        });
    });
}

/// Shows records as this device has them now.
fn reread(keep: &Rc<Keep>, dispatcher: &Dispatcher, ids: Vec<ObservationId>) {
    let (keep, dispatcher) = (keep.clone(), dispatcher.clone());
    spawn_local(async move {
        for id in ids {
            match keep.outbox(id).await {
                Ok(outbox) => {
                    dispatcher.dispatch(ObservationAction::Rewatched(id, Box::new(outbox)));
                }
                Err(error) => dispatcher.dispatch(ObservationAction::Storage(error)),
            }
            match keep.record(id).await {
                Ok(Some(record)) => {
                    count_sleep(&dispatcher);
                    let clock =
                        SessionClock::from_log(record.log(), js_sys::Date::now(), monotonic_ms());
                    dispatcher.dispatch(ObservationAction::Reread(Box::new(record), clock));
                }
                Ok(None) => {}
                Err(error) => dispatcher.dispatch(ObservationAction::Storage(error)),
            }
        }
    });
}
