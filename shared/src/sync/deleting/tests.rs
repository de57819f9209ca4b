use super::*;
use crate::feedback::ReflectionModel;
use crate::problem::Code;
use crate::sync::{Heard, Next, Trouble};
use crate::values::{DraftText, Key, Timestamp};
use uuid::Uuid;

fn id() -> ReflectionId {
    ReflectionId::new(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1))
}

fn put(words: &str) -> PutReflection {
    let part = Key::parse("free").unwrap();
    PutReflection {
        observation_id: None,
        model: ReflectionModel::Free,
        parts: [(part, DraftText::parse(words).unwrap())].into(),
    }
}

fn reflect(words: &str, over: Option<i64>) -> CommandBody {
    CommandBody::Reflect {
        id: id(),
        put: put(words),
        over,
    }
}

fn bodies(outbox: &Outbox) -> Vec<CommandBody> {
    outbox.commands.iter().map(|c| c.body.clone()).collect()
}

fn over(outbox: &Outbox) -> Option<i64> {
    outbox.deletion().and_then(|deletion| deletion.over)
}

#[test]
fn words_that_were_never_sent_are_not_sent_and_come_back_when_it_is_taken_back() {
    let mut outbox = Outbox::default();
    outbox.write(reflect("newer", Some(3)), 0);
    outbox.set_sharing(id(), true, 0);
    outbox.delete_reflection(id(), Some((put("told"), 3)));
    outbox.delete_reflection(id(), None);
    assert_eq!((outbox.commands.len(), over(&outbox)), (1, Some(3)));
    assert!(outbox.is_deleting() && outbox.waiting_reflection().is_none());
    outbox.undelete_reflection();
    assert_eq!(bodies(&outbox), [reflect("newer", Some(3))]);
    assert!(!outbox.is_deleting());
}

#[test]
fn one_that_the_server_may_have_heard_of_is_written_anew_when_it_is_taken_back() {
    let mut outbox = Outbox::default();
    outbox.write(reflect("newer", Some(3)), 0);
    outbox.delete_reflection(id(), Some((put("told"), 3)));
    let sent = outbox.promise_writing().unwrap();
    // The answer was lost: the very same goes again.
    assert_eq!(outbox.next(), Some(Next::Command(sent)));
    outbox.undelete_reflection();
    let anew = [reflect("told", Some(0)), reflect("newer", None)];
    assert_eq!(bodies(&outbox), anew);
    assert_eq!((outbox.version, outbox.n_sharings), (0, 0));
}

#[test]
fn words_that_may_have_arrived_go_first_and_the_deletion_is_made_over_them() {
    let mut outbox = Outbox::default();
    outbox.write(reflect("one", Some(0)), 0);
    let text = outbox.promise_writing().unwrap();
    outbox.delete_reflection(id(), None);
    assert_eq!(outbox.promise_writing(), Some(text.clone()));
    outbox.written(&text, Heard::Version(1));
    let deletion = outbox.promise_writing().unwrap();
    assert_eq!(over(&outbox), Some(1));
    outbox.written(&deletion, Heard::Taken);
    assert!(!outbox.is_waiting());
}

#[test]
fn making_it_private_goes_ahead_of_the_deletion() {
    let mut outbox = Outbox::default();
    outbox.set_sharing(id(), false, 1);
    outbox.delete_reflection(id(), Some((put("told"), 3)));
    let first = outbox.promise_writing().unwrap();
    assert_eq!(first.sets_sharing(), Some(false));
}

#[test]
fn a_deletion_that_was_refused_is_let_go_of_with_every_word_kept() {
    let mut outbox = Outbox::default();
    outbox.write(reflect("newer", Some(3)), 0);
    outbox.delete_reflection(id(), Some((put("told"), 3)));
    outbox.promise_writing();
    outbox.trouble = Some(Trouble {
        code: Code::Stale,
        title: String::new(),
        fields: vec![],
        at: Timestamp::from_millis(0).unwrap(),
    });
    assert!(!outbox.is_deleting() && outbox.deletion().is_some());
    outbox.set_aside();
    assert_eq!(bodies(&outbox), [reflect("newer", Some(3))]);
    assert!(outbox.trouble.is_none());
}

#[test]
fn what_another_window_still_writes_is_not_lost_by_the_deletion() {
    let mut outbox = Outbox::default();
    outbox.delete_reflection(id(), Some((put("told"), 3)));
    outbox.write(reflect("there", Some(3)), 0);
    outbox.write(reflect("there, still", Some(3)), outbox.edition);
    assert_eq!(outbox.commands.len(), 2);
    let deletion = outbox.promise_writing().unwrap();
    outbox.written(&deletion, Heard::Taken);
    assert_eq!(bodies(&outbox), [reflect("there, still", Some(0))]);
}
