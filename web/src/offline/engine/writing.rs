//! Sends a person's own writing.

use shared::feedback::{Action, Amendment, Reply};
use shared::observations::Observation;
use shared::problem::Code;
use shared::sync::{CommandBody, Deletion, Heard, Next};
use shared::values::{ObservationId, ReflectionId};

use super::{Event, Inner, Stop};
use crate::api::{self, Failure};
use crate::offline::database::StorageError;
use crate::offline::keep::Keep;
use crate::offline::keep::KeptAs;
use crate::offline::now;

/// What the server answered.
struct Answered {
    heard: Heard,
    copy: Option<Copy>,
}

/// What this device shows of it without a network.
enum Copy {
    SelfAssessment(shared::feedback::SelfAssessment),
    Reply(Reply),
    Reflection(shared::feedback::Reflection),
    Action(Action),
    Observation(Box<Observation>),
    Amendment(Amendment),
    /// There is none any more.
    NoReflection(ReflectionId),
}

impl Inner {
    /// Sends the writing at the head of this outbox; answers with what comes next.
    pub(super) async fn write(&self, of: ObservationId) -> Result<Option<Next>, Stop> {
        let Some(body) = self.keep.promise_writing(of).await? else {
            return Ok(None);
        };
        let answered = match send(of, &body).await {
            Ok(answered) => answered,
            Err(failure) => return self.refused(of, failure).await,
        };
        // First: what leaves the outbox is still to be read here.
        if let Some(copy) = answered.copy {
            keep_copy(&self.keep, of, copy).await?;
        }
        let outbox = self.keep.written(of, &body, answered.heard).await?;
        let next = outbox.next();
        // With a self-assessment feedback may have opened: it is asked for while there is a network.
        self.pulled_at.set(None);
        self.tabs.tell(of);
        self.tell.emit(Event::Written { of, outbox });
        Ok(next)
    }
}

async fn send(of: ObservationId, body: &CommandBody) -> Result<Answered, Failure> {
    match body {
        CommandBody::SelfAssess { edit, over } => {
            let over = over.unwrap_or_default();
            let saved = api::feedback::edit_self_assessment(of, over, edit).await?;
            Ok(Answered {
                heard: Heard::Version(saved.version),
                copy: Some(Copy::SelfAssessment(saved)),
            })
        }
        CommandBody::Reply(new) => Ok(Answered {
            heard: Heard::Taken,
            copy: Some(Copy::Reply(api::feedback::reply(of, new).await?)),
        }),
        CommandBody::Reflect { id, put, over } => {
            let over = over.filter(|version| *version > 0);
            let saved = api::feedback::put_reflection(*id, over, put).await?;
            Ok(Answered {
                heard: Heard::Version(saved.version),
                copy: Some(Copy::Reflection(saved)),
            })
        }
        CommandBody::ShareReflection {
            id,
            shared: true,
            over,
        } => Ok(told_sharing(Some(
            api::feedback::share_reflection(*id, *over).await?,
        ))),
        CommandBody::ShareReflection { id, .. } => {
            match api::feedback::unshare_reflection(*id).await {
                Ok(told) => Ok(told_sharing(Some(told))),
                // Where there is none any more, nothing is shared.
                Err(failure) if failure.code() == Some(Code::NotFound) => Ok(told_sharing(None)),
                Err(failure) => Err(failure),
            }
        }
        CommandBody::Acknowledge { edition } => {
            let told = api::feedback::acknowledge(of, *edition).await?;
            Ok(Answered {
                heard: Heard::Taken,
                copy: Some(Copy::Observation(Box::new(told))),
            })
        }
        CommandBody::Amend(new) => Ok(Answered {
            heard: Heard::Taken,
            copy: Some(Copy::Amendment(api::feedback::amend(of, new).await?)),
        }),
        CommandBody::DeleteReflection(Deletion { id, over, .. }) => {
            // What is sent names a version, since that is filled in when it is promised; over 0 nothing
            // that somebody wrote is removed.
            match api::feedback::delete_reflection(*id, over.unwrap_or_default()).await {
                Ok(()) => {}
                // It was never there, or is gone: the answer to an earlier try was lost.
                Err(failure) if failure.code() == Some(Code::NotFound) => {}
                Err(failure) => return Err(failure),
            }
            Ok(Answered {
                heard: Heard::Taken,
                copy: Some(Copy::NoReflection(*id)),
            })
        }
        CommandBody::PutAction { id, put, over } => {
            let over = over.filter(|version| *version > 0);
            let saved = api::feedback::put_action(*id, over, put).await?;
            Ok(Answered {
                heard: Heard::Version(saved.version),
                copy: Some(Copy::Action(saved)),
            })
        }
        CommandBody::Plan(_)
        | CommandBody::Inform(_)
        | CommandBody::Stop(_)
        | CommandBody::Share(_) => unreachable!("only writing is promised"),
    }
}

/// Its words may be another device's, and this one has not shown them: their version is not taken.
fn told_sharing(told: Option<shared::feedback::Reflection>) -> Answered {
    Answered {
        heard: told
            .as_ref()
            .map_or(Heard::Taken, |told| Heard::Sharings(told.n_sharings)),
        copy: told.map(Copy::Reflection),
    }
}

/// Keeps what the server has now where the pages look for it.
async fn keep_copy(keep: &Keep, of: ObservationId, copy: Copy) -> Result<(), StorageError> {
    match copy {
        Copy::SelfAssessment(saved) => {
            keep.keep(&KeptAs::SelfAssessment(of), &(now(), saved))
                .await
        }
        Copy::Reflection(saved) => {
            keep.keep(&KeptAs::Reflection(saved.id), &(now(), saved))
                .await
        }
        Copy::Reply(reply) => keep.add_reply(of, reply).await,
        Copy::Observation(told) => keep.renew_observation(*told).await,
        Copy::NoReflection(id) => keep.forget_reflection(id).await,
        Copy::Amendment(amendment) => keep.add_amendment(of, amendment).await,
        Copy::Action(action) => keep.renew_action(&action).await,
    }
}
