//! Reading what was released, and the self-assessment before it.

use std::cell::Cell;
use std::rc::Rc;

use shared::feedback::{
    EditSelfAssessment, Feedback, NewAmendment, NewReply, ReplyKind, SelfAssessment, View,
};
use shared::frameworks::Framework;
use shared::observations::{Capture, Observation, ObservationRequest};
use shared::values::{AmendmentId, Key, LongText, NoteText, ObservationId, ReplyId, Timestamp};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::frameworks;
use super::kept::{Dated, Kept, asked_beside, or_kept};
use super::observations::ObservationStore;
use super::paged::{Paged, use_paged};
use super::remote::{Loaded, use_remote};
use super::session::use_me;
use crate::api;
use crate::offline::{CommandBody, KeptAs, Outbox};

/// Feedback and the version of the framework it was made with.
#[derive(PartialEq)]
pub struct Reading {
    pub feedback: Feedback,
    pub framework: Rc<Framework>,
}

/// Feedback that was opened once can be read again without a network.
#[hook]
pub fn use_feedback(id: ObservationId) -> Loaded<Dated<Reading>> {
    let me = use_me().map(|me| me.person_id);
    use_remote((id, me), |(id, me)| async move {
        let answer = api::feedback::feedback(id).await;
        let told = or_kept(me, &KeptAs::Feedback(id), answer).await?;
        let feedback = (*told.value).clone();
        let framework = frameworks::version(&feedback.observation.framework).await?;
        Ok(Dated {
            value: Rc::new(Reading {
                feedback,
                framework,
            }),
            kept_at: told.kept_at,
        })
    })
}

/// When feedback that waits for the own view opens without it.
pub fn opens_at(failure: &Failure) -> Option<Timestamp> {
    let Failure::Refused(problem) = failure else {
        return None;
    };
    let mut fields = problem.fields.iter();
    let told = fields.find(|field| field.field == "opens_at")?;
    Timestamp::parse(told.parameters.first()?).ok()
}

/// The record that feedback belongs to, as it stands now.
#[hook]
pub fn use_record_of(id: ObservationId) -> Loaded<Observation> {
    use_remote(id, api::observations::get)
}

/// A self-assessment and the framework it is made with.
#[derive(PartialEq)]
pub struct Assessing {
    /// With what of it waits on this device.
    pub assessment: SelfAssessment,
    /// Handed in on this device, and not yet on the server.
    pub is_handing_in: bool,
    /// The edition of this device that is shown.
    pub edition: u32,
    pub framework: Rc<Framework>,
}

/// My own view as this device has it; another `turn` loads it from the start.
#[hook]
pub fn use_self_assessment(id: ObservationId, turn: u32) -> Loaded<Assessing> {
    let me = use_me().map(|me| me.person_id);
    use_remote((id, me, turn), |(id, me, _)| async move {
        let ask = async |_: &Outbox| {
            let answer = api::feedback::self_assessment(id).await;
            or_kept(me, &KeptAs::SelfAssessment(id), answer).await
        };
        let (told, outbox) = asked_beside(me, id, ask).await?;
        let mut assessment = (*told.value).clone();
        let framework = frameworks::version(&assessment.framework).await?;
        let waiting = outbox.waiting_self_assessment();
        if let Some(edit) = waiting {
            assessment.content = edit.content.clone();
        }
        Ok(Assessing {
            assessment,
            is_handing_in: waiting.is_some_and(|edit| edit.submit),
            edition: outbox.edition,
            framework,
        })
    })
}

/// Where a text is written: the store, and the edition of this device that its page has seen.
#[derive(Clone)]
pub struct Desk {
    pub store: ObservationStore,
    pub seen: Rc<Cell<u32>>,
}

impl Desk {
    /// Keeps a text on this device, from where it is sent; false where the device keeps nothing.
    pub async fn keep(&self, of: ObservationId, body: CommandBody) -> bool {
        let kept = self.store.write(of, body, self.seen.get()).await;
        if let Ok(edition) = kept {
            self.seen.set(edition);
        }
        kept.is_ok()
    }
}

/// Keeps what was written so far; answers with the version to write over next. `submit` hands it
/// in: from then on the observer may read it, and the feedback opens once the server has it.
pub async fn save_self_assessment(
    desk: Desk,
    id: ObservationId,
    edit: EditSelfAssessment,
    version: Option<i64>,
) -> Result<i64, Failure> {
    let over = version.unwrap_or_default();
    let body = CommandBody::SelfAssess {
        edit: edit.clone(),
        over: Some(over),
    };
    if desk.keep(id, body).await {
        return Ok(over);
    }
    let saved = api::feedback::edit_self_assessment(id, over, &edit).await?;
    Ok(saved.version)
}

/// A reply under an id of its own, so that a second try says it once.
pub fn new_reply(kind: ReplyKind, text: LongText) -> NewReply {
    NewReply {
        id: ReplyId::new(Uuid::now_v7()),
        kind,
        text,
    }
}

/// Keeps a reply on this device, from where it is sent.
pub async fn reply(
    store: ObservationStore,
    id: ObservationId,
    new: NewReply,
) -> Result<Kept, Failure> {
    if store.say(id, CommandBody::Reply(new.clone())).await.is_ok() {
        return Ok(Kept::Here);
    }
    api::feedback::reply(id, &new).await?;
    Ok(Kept::There)
}

/// Keeps on this device that this edition was read, from where it is told.
pub async fn acknowledge(
    store: ObservationStore,
    id: ObservationId,
    edition: i32,
) -> Result<Kept, Failure> {
    if store
        .say(id, CommandBody::Acknowledge { edition })
        .await
        .is_ok()
    {
        return Ok(Kept::Here);
    }
    api::feedback::acknowledge(id, edition).await?;
    Ok(Kept::There)
}

/// Words under an id of their own, so that a second try adds them once.
pub fn new_amendment(text: LongText) -> NewAmendment {
    NewAmendment {
        id: AmendmentId::new(Uuid::now_v7()),
        text,
    }
}

/// Keeps on this device what is added after the closing, from where it is sent.
pub async fn amend(
    store: ObservationStore,
    id: ObservationId,
    new: NewAmendment,
) -> Result<Kept, Failure> {
    if store.say(id, CommandBody::Amend(new.clone())).await.is_ok() {
        return Ok(Kept::Here);
    }
    api::feedback::amend(id, &new).await?;
    Ok(Kept::There)
}

/// What was captured in the session, as far as it stands. The server writes down that it was read.
#[hook]
pub fn use_capture(id: ObservationId) -> Loaded<Capture> {
    use_remote(id, |id| async move {
        let segments = api::observations::log(id).await?;
        let operations = segments.iter().flat_map(|segment| &segment.operations);
        Ok(Capture::fold(operations))
    })
}

/// Who opened this observation.
#[hook]
pub fn use_views_of(id: ObservationId) -> Loaded<Vec<View>> {
    use_remote(id, api::feedback::views_of)
}

/// Who opened any record of mine.
#[hook]
pub fn use_my_views() -> Paged<View> {
    use_paged((), |(), after| async move {
        api::feedback::my_views(after.as_deref()).await
    })
}

/// Asks to be observed, with a focus or without.
pub async fn ask_to_be_observed(focus: Option<Key>, note: Option<NoteText>) -> Result<(), Failure> {
    let request = ObservationRequest {
        id: ObservationId::new(Uuid::now_v7()),
        focus,
        note,
    };
    api::requests::ask(&request).await
}
