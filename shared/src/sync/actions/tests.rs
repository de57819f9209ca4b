use super::*;
use crate::feedback::{ActionState, NewReply, ReplyKind};
use crate::problem::Code;
use crate::sync::{Heard, Next, Trouble};
use crate::values::{Date, LongText, PersonId, PersonName, ReplyId, ShortText};
use uuid::Uuid;

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128((7 << 76) | (0b10 << 62) | n)
}

fn me() -> PersonRef {
    PersonRef {
        id: PersonId::new(uuid(9)),
        name: PersonName::parse("Dafydd Price").unwrap(),
    }
}

fn action(n: u128, state: ActionState, version: i64) -> Action {
    Action {
        id: ActionId::new(uuid(n)),
        practitioner: me(),
        observation_id: Some(ObservationId::new(uuid(1))),
        title: ShortText::parse("Ask, then wait.").unwrap(),
        support: None,
        review_on: Date::parse("2026-12-01").unwrap(),
        state,
        note: None,
        updated_at: Timestamp::from_millis(0).unwrap(),
        version,
    }
}

fn put(action: &Action, state: ActionState) -> PutAction {
    PutAction {
        practitioner_id: Some(action.practitioner.id),
        observation_id: action.observation_id,
        title: action.title.clone(),
        support: action.support.clone(),
        review_on: action.review_on,
        state,
        note: action.note.clone(),
    }
}

fn overs(outbox: &Outbox) -> Vec<(ActionState, Option<i64>)> {
    let steps = outbox.commands.iter().filter_map(|c| match &c.body {
        CommandBody::PutAction { put, over, .. } => Some((put.state, *over)),
        _ => None,
    });
    steps.collect()
}

fn refused() -> Option<Trouble> {
    Some(Trouble {
        code: Code::Stale,
        title: String::new(),
        fields: vec![],
        at: Timestamp::from_millis(0).unwrap(),
    })
}

#[test]
fn changes_go_in_order_each_over_the_version_the_one_before_became() {
    let proposed = action(2, ActionState::Proposed, 3);
    let mut outbox = Outbox::default();
    outbox.put_action(&proposed, put(&proposed, ActionState::Taken));
    outbox.put_action(&proposed, put(&proposed, ActionState::Done));
    let waiting = [(ActionState::Taken, Some(3)), (ActionState::Done, None)];
    assert_eq!(overs(&outbox), waiting);

    let taken = outbox.promise_writing().unwrap();
    // The answer was lost: the very same goes again.
    assert_eq!(outbox.promise_writing(), Some(taken.clone()));
    outbox.written(&taken, Heard::Version(4));
    assert_eq!(overs(&outbox), [(ActionState::Done, None)]);
    let done = outbox.promise_writing().unwrap();
    assert_eq!(overs(&outbox), [(ActionState::Done, Some(4))]);
    outbox.written(&done, Heard::Version(5));
    assert!(!outbox.is_waiting());
    assert_eq!(outbox.version, 0, "an action is not the text of its record");
}

#[test]
fn a_page_that_was_told_before_the_last_answer_writes_over_that_answer() {
    let told = action(2, ActionState::Proposed, 3);
    let mut outbox = Outbox::default();
    outbox.put_action(&told, put(&told, ActionState::Taken));
    let sent = outbox.promise_writing().unwrap();
    outbox.written(&sent, Heard::Version(4));
    outbox.put_action(&told, put(&told, ActionState::Done));
    assert_eq!(overs(&outbox), [(ActionState::Done, Some(4))]);
}

#[test]
fn what_is_said_before_and_after_a_change_stays_before_and_after_it() {
    let proposed = action(2, ActionState::Proposed, 1);
    let reply = |n| {
        CommandBody::Reply(NewReply {
            id: ReplyId::new(uuid(n)),
            kind: ReplyKind::Reply,
            text: LongText::parse("I will.").unwrap(),
        })
    };
    let mut outbox = Outbox::default();
    outbox.push_command(reply(5));
    outbox.put_action(&proposed, put(&proposed, ActionState::Taken));
    outbox.push_command(reply(6));
    assert_eq!(outbox_of_action(&proposed), ObservationId::new(uuid(1)));
    let mut sent = Vec::new();
    while let Some(Next::Command(_)) = outbox.next() {
        let body = outbox.promise_writing().unwrap();
        outbox.written(&body, Heard::Version(2));
        sent.push(body.acts_on().is_some());
    }
    assert_eq!(sent, [false, true, false]);
}

#[test]
fn the_same_change_twice_and_one_that_does_not_follow_are_left_out() {
    let taken = action(2, ActionState::Taken, 1);
    let mut outbox = Outbox::default();
    outbox.put_action(&taken, put(&taken, ActionState::Done));
    outbox.put_action(&taken, put(&taken, ActionState::Done));
    outbox.put_action(&taken, put(&taken, ActionState::Dropped));
    assert_eq!(overs(&outbox), [(ActionState::Done, Some(1))]);
    let done = action(3, ActionState::Done, 1);
    outbox.put_action(&done, put(&done, ActionState::Taken));
    assert_eq!(outbox.commands.len(), 1);
}

#[test]
fn a_device_shows_what_waits_and_what_was_only_made_here() {
    let proposed = action(2, ActionState::Proposed, 1);
    let own = action(3, ActionState::Taken, 0);
    let mut outbox = Outbox::default();
    outbox.put_action(&own, put(&own, ActionState::Taken));
    outbox.put_action(&proposed, put(&proposed, ActionState::Replaced));
    let now = Timestamp::from_millis(5).unwrap();
    let shown = |outbox: &Outbox| {
        let told = [proposed.clone()];
        let all = actions_here(&told, [outbox].into_iter(), &me(), now);
        let states = all.iter().map(|action| (action.id, action.state));
        states.collect::<Vec<_>>()
    };
    let expected = [
        (proposed.id, ActionState::Replaced),
        (own.id, ActionState::Taken),
    ];
    assert_eq!(shown(&outbox), expected);

    // What the server refused is not how the action will be; letting go of it lets go of what
    // builds on it, and of nothing else.
    let made = outbox.promise_writing().unwrap();
    outbox.written(&made, Heard::Version(1));
    outbox.promise_writing();
    outbox.push_command(CommandBody::Stop(crate::observations::StopObservation {
        discard: false,
    }));
    outbox.trouble = refused();
    assert!(outbox.is_action_refused(proposed.id));
    assert_eq!(shown(&outbox), [(proposed.id, ActionState::Proposed)]);
    outbox.set_aside();
    assert_eq!(outbox.commands.len(), 1);
    assert!(outbox.trouble.is_none() && !outbox.changes_action(proposed.id));
}
