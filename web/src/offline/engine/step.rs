//! Takes the steps of a session on the server.

use shared::observations::Observation;
use shared::sync::CommandBody;
use shared::values::ObservationId;

use crate::api::{self, Failure};

/// Takes a step and reads the observation as it is then.
pub(super) async fn take_step(
    id: ObservationId,
    command: &CommandBody,
) -> Result<Observation, Failure> {
    match command {
        CommandBody::Plan(new) => api::observations::plan(new).await?,
        CommandBody::Inform(set) => api::observations::inform(id, set).await?,
        CommandBody::Stop(stop) => api::observations::stop(id, stop).await?,
        CommandBody::Share(release) => api::observations::share(id, release).await?,
        CommandBody::SelfAssess { .. }
        | CommandBody::Reply(_)
        | CommandBody::Reflect { .. }
        | CommandBody::ShareReflection { .. } => unreachable!("writing is sent for itself"),
    }
    api::observations::get(id).await
}
