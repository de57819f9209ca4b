//! Sends what was captured, and the steps of a session.

use shared::observations::{Observation, PROTOCOL, PushOperations, PushReceipt};
use shared::sync::{self, CommandBody, Next, canonical};
use shared::values::ObservationId;

use super::{Event, Inner, Stop};
use crate::api::{self, Failure};
use crate::offline::{digest, now};

impl Inner {
    /// Sends one push; answers with what comes next for the same observation.
    pub(super) async fn push(&self, id: ObservationId) -> Result<Option<Next>, Stop> {
        let Some((sending, operations)) = self.keep.promise(id).await? else {
            return Ok(None);
        };
        let content_hash = digest::sha256(&canonical(&operations)).await;
        let push = PushOperations {
            segment: sending.segment,
            device: self.keep.device(),
            protocol: PROTOCOL,
            content_hash: content_hash.ok_or(Stop::Busy)?,
            operations,
        };
        match api::observations::push(id, &push).await {
            Ok(receipt) => {
                let PushReceipt {
                    observation,
                    safe_up_to,
                    ..
                } = receipt.clone();
                let segment = sync::received(push, receipt);
                let at = now();
                let outbox = self
                    .keep
                    .receive(segment.as_ref(), safe_up_to, &observation, at)
                    .await?;
                let next = outbox.next();
                self.tabs.tell(id);
                self.tell.emit(Event::Received {
                    segment,
                    observation,
                    outbox,
                    at,
                });
                Ok(next)
            }
            Err(failure) => self.refused(id, failure).await,
        }
    }

    pub(super) async fn command(
        &self,
        id: ObservationId,
        command: CommandBody,
    ) -> Result<Option<Next>, Stop> {
        match take_step(id, &command).await {
            Ok(observation) => {
                let at = now();
                let outbox = self.keep.done(&observation, &command, at).await?;
                if matches!(&command, CommandBody::Stop(stop) if stop.discard) {
                    self.keep.forget_capture(id).await?;
                }
                let next = outbox.next();
                self.tabs.tell(id);
                self.tell.emit(Event::Done {
                    observation,
                    command,
                    outbox,
                    at,
                });
                Ok(next)
            }
            Err(failure) => self.refused(id, failure).await,
        }
    }

    /// Puts what the server has lost back into the outbox, and asks for the log that is left.
    pub(super) async fn set_back(
        &self,
        id: ObservationId,
        safe_up_to: u32,
    ) -> Result<Option<Next>, Stop> {
        let asked_at = now();
        let observation = api::observations::get(id).await;
        let log = api::observations::log(id).await;
        let (Ok(observation), Ok(log)) = (observation, log) else {
            return Err(Stop::Busy);
        };
        // Only now, since the log that is here is removed by it.
        self.keep.set_back(id, safe_up_to).await?;
        let outbox = self
            .keep
            .pulled(&observation, &log, asked_at, now())
            .await?;
        self.tell.emit(Event::Elsewhere(id));
        Ok(outbox.next())
    }
}

/// Takes a step and reads the observation as it is then.
async fn take_step(id: ObservationId, command: &CommandBody) -> Result<Observation, Failure> {
    match command {
        CommandBody::Plan(new) => api::observations::plan(new).await?,
        CommandBody::Inform(set) => api::observations::inform(id, set).await?,
        CommandBody::Stop(stop) => api::observations::stop(id, stop).await?,
        CommandBody::Share(release) => api::observations::share(id, release).await?,
        CommandBody::SelfAssess { .. }
        | CommandBody::Reply(_)
        | CommandBody::Acknowledge { .. }
        | CommandBody::Amend(_)
        | CommandBody::Reflect { .. }
        | CommandBody::ShareReflection { .. }
        | CommandBody::DeleteReflection(_)
        | CommandBody::PutAction { .. } => unreachable!("writing is sent for itself"),
    }
    api::observations::get(id).await
}
