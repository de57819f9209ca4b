//! The session behind an observation: who else observes it.

use shared::observations::{AddSecondObserver, ObservedSession, State};
use shared::values::ObservationId;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::state::remote::{Loaded, use_remote};

/// Who observes the session; asked again when the record has come further.
#[hook]
pub fn use_session_of(id: ObservationId, state: State) -> Loaded<ObservedSession> {
    use_remote((id, state), |(id, _)| api::observations::session(id))
}

/// Asks somebody to observe the same session.
pub async fn add_second_observer(
    id: ObservationId,
    add: AddSecondObserver,
) -> Result<ObservedSession, Failure> {
    api::observations::add_second_observer(id, &add).await
}
