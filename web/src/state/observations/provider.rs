//! Opens this device's storage for the person signed in, and starts the sender.

use std::rc::Rc;

use shared::auth::Me;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::actions::{Link, ObservationStore};
use super::reducer::{ObservationAction, ObservationState};
use crate::offline::{Engine, Event, Keep};

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
    {
        let (dispatcher, link) = (state.dispatcher(), link.clone());
        use_effect_with(props.me.person_id, move |person| {
            let person = *person;
            spawn_local(async move {
                match Keep::open(person).await {
                    Ok(keep) => {
                        let keep = Rc::new(keep);
                        let tell = {
                            let dispatcher = dispatcher.clone();
                            Callback::from(move |event| dispatcher.dispatch(action_of(event)))
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
    {
        let engine = link.as_ref().map(|link| link.engine.clone());
        use_effect_with(props.fresh, move |fresh| {
            if let (true, Some(engine)) = (*fresh, engine) {
                engine.try_now();
            }
        });
    }
    let store = ObservationStore {
        state,
        link: (*link).clone(),
        me: props.me.clone(),
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

fn action_of(event: Event) -> ObservationAction {
    match event {
        Event::Line(line) => ObservationAction::Line(line),
        Event::Received {
            segment,
            observation,
        } => ObservationAction::Received(Box::new(segment), Box::new(observation)),
        Event::Done {
            observation,
            command,
            outbox,
        } => ObservationAction::Done {
            observation: Box::new(observation),
            command,
            outbox: Box::new(outbox),
        },
        Event::Refused { id, outbox } => ObservationAction::Queued(id, Box::new(outbox)),
        Event::Storage(error) => ObservationAction::Storage(error),
    }
}
