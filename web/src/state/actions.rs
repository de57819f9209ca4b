//! Small agreed steps, carried until done.

use shared::feedback::{Action, ActionState, PutAction};
use shared::values::{ActionId, Date, NoteText, PersonId, ShortText};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::kept::{Dated, or_kept};
use super::remote::{Loaded, use_remote};
use super::session::use_me;
use crate::api::feedback;

/// My actions, or those of somebody I observe or manage.
#[hook]
pub fn use_actions(of: Option<PersonId>) -> Loaded<Dated<Vec<Action>>> {
    let me = use_me().map(|me| me.person_id);
    use_remote((of, me), |(of, me)| async move {
        let name = of.map_or_else(|| "actions".to_owned(), |of| format!("actions-{of}"));
        or_kept(me, &name, feedback::actions(of).await).await
    })
}

/// Moves an action on, with a note where there is something to say.
pub async fn move_on(
    action: Action,
    state: ActionState,
    note: Option<NoteText>,
) -> Result<(), Failure> {
    let (id, version) = (action.id, action.version);
    let note = note.or_else(|| action.note.clone());
    let put = PutAction {
        state,
        note,
        ..as_put(action)
    };
    feedback::put_action(id, Some(version), &put)
        .await
        .map(drop)
}

/// Sets another day to look at it again.
pub async fn review_on(action: Action, day: Date) -> Result<(), Failure> {
    let (id, version) = (action.id, action.version);
    let put = PutAction {
        review_on: day,
        ..as_put(action)
    };
    feedback::put_action(id, Some(version), &put)
        .await
        .map(drop)
}

/// The practitioner's own step in place of the one proposed. The new one is made first: if
/// the second request is lost, there are two actions to choose from and none is gone.
pub async fn suggest_another(
    action: Action,
    title: ShortText,
    note: Option<NoteText>,
) -> Result<(), Failure> {
    let other = PutAction {
        title,
        state: ActionState::Taken,
        support: None,
        note: None,
        ..as_put(action.clone())
    };
    feedback::put_action(ActionId::new(Uuid::now_v7()), None, &other).await?;
    move_on(action, ActionState::Replaced, note).await
}

fn as_put(action: Action) -> PutAction {
    PutAction {
        practitioner_id: Some(action.practitioner.id),
        observation_id: action.observation_id,
        title: action.title,
        support: action.support,
        review_on: action.review_on,
        state: action.state,
        note: action.note,
    }
}
