//! The practitioner's own writing.

use shared::feedback::{PutReflection, Reflection};
use shared::values::{PersonId, ReflectionId};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::paged::{Paged, use_paged};
use super::remote::{Loaded, use_remote};
use crate::api::feedback;

pub use crate::api::feedback::delete_reflection;

/// My reflections, or those that `of` shared with me.
#[hook]
pub fn use_reflections(of: Option<PersonId>) -> Paged<Reflection> {
    use_paged(of, |of, after| async move {
        feedback::reflections(of, after.as_deref()).await
    })
}

/// Opens it to the observer and the line manager; answers with the new version.
pub async fn share(id: ReflectionId) -> Result<i64, Failure> {
    Ok(feedback::share_reflection(id).await?.version)
}

/// Closes it again; answers with the new version.
pub async fn unshare(id: ReflectionId) -> Result<i64, Failure> {
    Ok(feedback::unshare_reflection(id).await?.version)
}

#[hook]
pub fn use_reflection(id: ReflectionId) -> Loaded<Reflection> {
    use_remote(id, feedback::reflection)
}

/// The id of a reflection about to be written.
pub fn new_id() -> ReflectionId {
    ReflectionId::new(Uuid::now_v7())
}

/// Keeps what was written so far; answers with the new version.
pub async fn save(
    id: ReflectionId,
    put: PutReflection,
    version: Option<i64>,
) -> Result<i64, Failure> {
    Ok(feedback::put_reflection(id, version, &put).await?.version)
}
