//! Small agreed steps, carried until done. Their practitioner's changes are kept on this device
//! first; what the observer and the line propose goes to the server at once.

use shared::feedback::{Action, ActionState, PutAction};
use shared::org::PersonRef;
use shared::sync::actions_here;
use shared::values::{ActionId, Date, NoteText, PersonId, ShortText};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::kept::{Dated, Kept, or_kept};
use super::observations::{ObservationStore, now, use_observations, use_waiting};
use super::remote::{Loaded, use_remote};
use super::session::use_me;
use crate::api::feedback;
use crate::offline::KeptAs;

/// My actions, or those of somebody I observe or manage.
#[hook]
pub fn use_actions(of: Option<PersonId>) -> Loaded<Dated<Vec<Action>>> {
    let me = use_me().map(|me| me.person_id);
    use_remote((of, me), |(of, me)| async move {
        or_kept(me, &KeptAs::Actions(of), feedback::actions(of).await).await
    })
}

/// Actions of one person as this device has them: those that were told, and, where they are mine,
/// with what waits here and those that were only made here.
#[hook]
pub fn use_actions_here(told: &[Action], whose: PersonId) -> Vec<Action> {
    let store = use_observations();
    let waiting = use_waiting();
    let me = PersonRef {
        id: store.me().person_id,
        name: store.me().name.clone(),
    };
    if me.id != whose {
        return told.to_vec();
    }
    actions_here(told, waiting.values().map(|outbox| &**outbox), &me, now())
}

/// Calls `reload` when the server has taken a change of an action: what was told is old then.
#[hook]
pub fn use_actions_sent(reload: Callback<()>) {
    let waiting = use_waiting();
    let commands = waiting.values().flat_map(|outbox| &outbox.commands);
    let n_waiting = commands.filter(|c| c.body.acts_on().is_some()).count();
    let n_before = use_mut_ref(|| 0);
    use_effect_with(n_waiting, move |n_waiting| {
        if *n_waiting < n_before.replace(*n_waiting) {
            reload.emit(());
        }
    });
}

/// Moves an action on, with a note where there is something to say.
pub async fn move_on(
    store: ObservationStore,
    action: Action,
    state: ActionState,
    note: Option<NoteText>,
) -> Result<Kept, Failure> {
    let note = note.or_else(|| action.note.clone());
    let put = PutAction {
        state,
        note,
        ..as_put(action.clone())
    };
    keep(store, vec![(action, put)]).await
}

/// Sets another day to look at it again.
pub async fn review_on(
    store: ObservationStore,
    action: Action,
    day: Date,
) -> Result<Kept, Failure> {
    let put = PutAction {
        review_on: day,
        ..as_put(action.clone())
    };
    keep(store, vec![(action, put)]).await
}

/// The practitioner's own step in place of the one proposed. The new one goes first: if the second
/// request is lost, there are two actions to choose from and none is gone.
pub async fn suggest_another(
    store: ObservationStore,
    action: Action,
    title: ShortText,
    note: Option<NoteText>,
) -> Result<Kept, Failure> {
    let other = Action {
        id: ActionId::new(Uuid::now_v7()),
        title,
        state: ActionState::Taken,
        support: None,
        note: None,
        version: 0,
        ..action.clone()
    };
    let replaced = PutAction {
        state: ActionState::Replaced,
        note: note.or_else(|| action.note.clone()),
        ..as_put(action.clone())
    };
    let made = as_put(other.clone());
    keep(store, vec![(other, made), (action, replaced)]).await
}

async fn keep(store: ObservationStore, changes: Vec<(Action, PutAction)>) -> Result<Kept, Failure> {
    let is_mine = changes
        .iter()
        .all(|(seen, _)| seen.practitioner.id == store.me().person_id);
    if is_mine && store.put_actions(changes.clone()).await.is_ok() {
        return Ok(Kept::Here);
    }
    for (seen, put) in changes {
        let version = (seen.version > 0).then_some(seen.version);
        feedback::put_action(seen.id, version, &put).await?;
    }
    Ok(Kept::There)
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
