//! Reading what was released, and the self-assessment before it.

use std::rc::Rc;

use shared::feedback::{
    EditSelfAssessment, Feedback, NewReply, ReplyKind, SelfAssessment, SelfAssessmentContent, View,
};
use shared::frameworks::Framework;
use shared::observations::ObservationRequest;
use shared::values::{Key, LongText, NoteText, ObservationId, ReplyId};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::frameworks;
use super::kept::{Dated, or_kept};
use super::paged::{Paged, use_paged};
use super::remote::{Loaded, use_remote};
use super::session::use_me;
use crate::api;

pub use crate::api::feedback::acknowledge;

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
        let told = or_kept(me, &format!("feedback-{id}"), answer).await?;
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

/// A self-assessment and the framework it is made with.
#[derive(PartialEq)]
pub struct Assessing {
    pub assessment: SelfAssessment,
    pub framework: Rc<Framework>,
}

#[hook]
pub fn use_self_assessment(id: ObservationId) -> Loaded<Assessing> {
    let me = use_me().map(|me| me.person_id);
    use_remote((id, me), |(id, me)| async move {
        let answer = api::feedback::self_assessment(id).await;
        let told = or_kept(me, &format!("self-assessment-{id}"), answer).await?;
        let assessment = (*told.value).clone();
        let framework = frameworks::version(&assessment.framework).await?;
        Ok(Assessing {
            assessment,
            framework,
        })
    })
}

/// Keeps what was written so far; answers with the new version.
pub async fn save_self_assessment(
    id: ObservationId,
    content: SelfAssessmentContent,
    version: Option<i64>,
) -> Result<i64, Failure> {
    let edit = EditSelfAssessment {
        content,
        submit: false,
    };
    let saved = api::feedback::edit_self_assessment(id, version.unwrap_or_default(), &edit).await?;
    Ok(saved.version)
}

/// From then on the observer may read it, and the feedback opens.
pub async fn submit_self_assessment(
    id: ObservationId,
    content: SelfAssessmentContent,
    version: Option<i64>,
) -> Result<(), Failure> {
    let edit = EditSelfAssessment {
        content,
        submit: true,
    };
    api::feedback::edit_self_assessment(id, version.unwrap_or_default(), &edit)
        .await
        .map(drop)
}

/// A reply under an id of its own, so that a second try says it once.
pub fn new_reply(kind: ReplyKind, text: LongText) -> NewReply {
    NewReply {
        id: ReplyId::new(Uuid::now_v7()),
        kind,
        text,
    }
}

pub async fn reply(id: ObservationId, new: NewReply) -> Result<(), Failure> {
    api::feedback::reply(id, &new).await
}

pub async fn amend(id: ObservationId, text: LongText) -> Result<(), Failure> {
    let new = shared::feedback::NewAmendment {
        id: shared::values::AmendmentId::new(Uuid::now_v7()),
        text,
    };
    api::feedback::amend(id, &new).await
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
