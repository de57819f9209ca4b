//! After the session: reading, self-assessing, replying, reflecting, acting.

use shared::feedback::{
    Action, Amendment, EditSelfAssessment, Feedback, NewAmendment, NewReply, PutAction,
    PutReflection, Reflection, Reply, SelfAssessment, View,
};
use shared::observations::Observation;
use shared::values::{ActionId, ObservationId, Page, PersonId, ReflectionId};

use super::{Call, Failure, page_of, send, send_all, send_quiet};

fn of(id: ObservationId, what: &str) -> String {
    format!("/observations/{id}/{what}")
}

pub async fn feedback(id: ObservationId) -> Result<Feedback, Failure> {
    send(Call::get(of(id, "feedback"))).await
}

pub async fn self_assessment(id: ObservationId) -> Result<SelfAssessment, Failure> {
    send(Call::get(of(id, "self-assessment"))).await
}

pub async fn edit_self_assessment(
    id: ObservationId,
    version: i64,
    edit: &EditSelfAssessment,
) -> Result<SelfAssessment, Failure> {
    // Before the first letter there is nothing stored, and its version is 0.
    let version = (version > 0).then_some(version);
    send(
        Call::put(of(id, "self-assessment"))
            .json(edit)
            .over(version),
    )
    .await
}

// What a step answers with differs; what counts is the record afterwards, which is read again.

pub async fn reply(id: ObservationId, new: &NewReply) -> Result<Reply, Failure> {
    send(Call::post(of(id, "replies")).json(new)).await
}

/// This edition is read, and said to be; refused where another was shared since. Words go with
/// [`reply`].
pub async fn acknowledge(id: ObservationId, edition: i32) -> Result<Observation, Failure> {
    let path = of(id, &format!("acknowledge?edition={edition}"));
    send(Call::post(path)).await
}

pub async fn amend(id: ObservationId, new: &NewAmendment) -> Result<Amendment, Failure> {
    send(Call::post(of(id, "amendments")).json(new)).await
}

/// Who opened this observation.
pub async fn views_of(id: ObservationId) -> Result<Vec<View>, Failure> {
    send_all(&of(id, "views")).await
}

/// Who opened any record of mine.
pub async fn my_views(after: Option<&str>) -> Result<Page<View>, Failure> {
    send(Call::get(page_of("/views", after))).await
}

/// My reflections, or those that `of` shared with me.
pub async fn reflections(
    of: Option<PersonId>,
    after: Option<&str>,
) -> Result<Page<Reflection>, Failure> {
    send(Call::get(page_of(&of_person("/reflections", of), after))).await
}

pub async fn reflection(id: ReflectionId) -> Result<Reflection, Failure> {
    send(Call::get(format!("/reflections/{id}"))).await
}

/// Makes the reflection where `version` is none.
pub async fn put_reflection(
    id: ReflectionId,
    version: Option<i64>,
    put: &PutReflection,
) -> Result<Reflection, Failure> {
    send(
        Call::put(format!("/reflections/{id}"))
            .json(put)
            .over(version),
    )
    .await
}

/// Shares it, unless it has been shared or taken back since it was told to be `over`.
pub async fn share_reflection(id: ReflectionId, over: Option<i64>) -> Result<Reflection, Failure> {
    let over = over.map_or_else(String::new, |n| format!("?over={n}"));
    send(Call::post(format!("/reflections/{id}/share{over}"))).await
}

pub async fn unshare_reflection(id: ReflectionId) -> Result<Reflection, Failure> {
    send(Call::post(format!("/reflections/{id}/unshare"))).await
}

/// Removes it, unless its words were changed since they were told to be `over`.
pub async fn delete_reflection(id: ReflectionId, over: i64) -> Result<(), Failure> {
    send_quiet(Call::delete(format!("/reflections/{id}?over={over}"))).await
}

/// My actions, or those of somebody I observe or manage.
pub async fn actions(of: Option<PersonId>) -> Result<Vec<Action>, Failure> {
    send_all(&of_person("/actions", of)).await
}

fn of_person(path: &str, person: Option<PersonId>) -> String {
    person.map_or_else(
        || path.to_owned(),
        |person| format!("{path}?practitioner={person}"),
    )
}

/// Makes the action where `version` is none.
pub async fn put_action(
    id: ActionId,
    version: Option<i64>,
    put: &PutAction,
) -> Result<Action, Failure> {
    send(Call::put(format!("/actions/{id}")).json(put).over(version)).await
}
