use super::*;
use crate::feedback::{ReflectionModel, ReplyKind};
use crate::problem::Code;
use crate::sync::{Next, Trouble, Whereabouts};
use crate::values::{DraftText, Key, LongText, ReplyId, Timestamp};
use uuid::Uuid;

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128((7 << 76) | (0b10 << 62) | n)
}

fn reflect(words: &str, over: i64) -> CommandBody {
    let part = Key::parse("free").unwrap();
    let put = PutReflection {
        observation_id: None,
        model: ReflectionModel::Free,
        parts: [(part, DraftText::parse(words).unwrap())].into(),
    };
    let id = ReflectionId::new(uuid(1));
    CommandBody::Reflect {
        id,
        put,
        over: Some(over),
    }
}

fn reply(n: u128) -> CommandBody {
    CommandBody::Reply(NewReply {
        id: ReplyId::new(uuid(n)),
        kind: ReplyKind::Reply,
        text: LongText::parse("I stayed with it.").unwrap(),
    })
}

fn bodies(outbox: &Outbox) -> Vec<CommandBody> {
    outbox.commands.iter().map(|c| c.body.clone()).collect()
}

#[test]
fn words_that_were_never_sent_are_replaced_and_keep_what_they_are_written_over() {
    let mut outbox = Outbox::default();
    outbox.write(reflect("I", 3), 0);
    outbox.write(reflect("I was", 0), outbox.edition);
    assert_eq!(bodies(&outbox), [reflect("I was", 3)]);
}

#[test]
fn words_that_may_have_arrived_stay_and_newer_ones_follow_them() {
    let mut outbox = Outbox::default();
    outbox.write(reflect("one", 0), 0);
    let sent = outbox.promise_writing().unwrap();
    outbox.write(reflect("two", 0), outbox.edition);
    outbox.write(reflect("three", 0), outbox.edition);
    // The answer was lost: the very same goes again.
    assert_eq!(outbox.promise_writing(), Some(sent.clone()));
    outbox.written(&sent, Heard::Version(1));
    assert_eq!(outbox.promise_writing(), Some(reflect("three", 1)));
    outbox.written(&reflect("three", 1), Heard::Version(2));
    assert!(!outbox.is_waiting());
    // The page still says what it was told when it opened.
    outbox.write(reflect("four", 0), outbox.edition);
    assert_eq!(bodies(&outbox), [reflect("four", 2)]);
}

#[test]
fn a_window_that_has_not_seen_the_latest_replaces_nothing() {
    let mut outbox = Outbox::default();
    outbox.write(reflect("here", 4), 0);
    outbox.write(reflect("there", 4), 0);
    assert_eq!(bodies(&outbox), [reflect("here", 4), reflect("there", 4)]);
}

#[test]
fn refused_writing_stays_until_its_author_lets_it_go() {
    let mut outbox = Outbox::default();
    outbox.write(reflect("mine", 4), 0);
    outbox.push_command(reply(2));
    outbox.promise_writing();
    outbox.trouble = refused();
    assert_eq!(outbox.next(), None);
    assert_eq!(outbox.whereabouts(true), Whereabouts::NeedsYou);
    assert_eq!(outbox.waiting_reflection().unwrap().parts.len(), 1);
    outbox.set_aside();
    assert_eq!(outbox.next(), Some(Next::Command(reply(2))));
    outbox.set_aside();
    assert!(!outbox.is_waiting());
}

fn sharing(shared: bool, over: Option<i64>) -> CommandBody {
    let id = ReflectionId::new(uuid(1));
    CommandBody::ShareReflection { id, shared, over }
}

fn taking_back() -> CommandBody {
    sharing(false, None)
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
fn taking_back_goes_ahead_of_words_and_of_what_was_refused() {
    let id = ReflectionId::new(uuid(1));
    let mut outbox = Outbox::default();
    outbox.write(reflect("for both of us", 3), 0);
    outbox.set_sharing(id, false, 1);
    outbox.write(reflect("for me alone", 0), outbox.edition);
    let private = reflect("for me alone", 3);
    assert_eq!(bodies(&outbox), [taking_back(), private.clone()]);
    outbox.trouble = refused();
    assert_eq!(outbox.next(), Some(Next::Command(taking_back())));
    outbox.set_aside();
    assert_eq!(bodies(&outbox), [taking_back()]);
    outbox.promise_writing();
    outbox.written(&taking_back(), Heard::Sharings(2));
    assert!(!outbox.is_waiting());
}

#[test]
fn sharing_that_was_not_told_is_undone_by_taking_it_back() {
    let id = ReflectionId::new(uuid(1));
    let mut outbox = Outbox::default();
    outbox.write(reflect("mine", 0), 0);
    outbox.set_sharing(id, true, 0);
    outbox.set_sharing(id, true, 0);
    let share = sharing(true, Some(0));
    assert_eq!(bodies(&outbox), [reflect("mine", 0), share]);
    outbox.set_sharing(id, false, 0);
    assert_eq!(bodies(&outbox), [reflect("mine", 0)]);
    // A share whose answer was lost may have been heard: it is not repeated, but taken back.
    outbox.set_sharing(id, true, 0);
    let text = outbox.promise_writing().unwrap();
    outbox.written(&text, Heard::Version(1));
    outbox.promise_writing();
    outbox.set_sharing(id, false, 0);
    assert_eq!(bodies(&outbox), [taking_back()]);
    // And shared again it is said again, since nobody knows whether the first was heard.
    outbox.set_sharing(id, true, 0);
    assert_eq!(bodies(&outbox), [sharing(true, Some(0))]);
}

#[test]
fn a_share_names_the_change_it_was_made_over() {
    let id = ReflectionId::new(uuid(1));
    let mut outbox = Outbox::default();
    outbox.set_sharing(id, true, 2);
    let first = outbox.promise_writing();
    assert_eq!(first, Some(sharing(true, Some(2))));
    // The answer was lost: the very same goes again.
    assert_eq!(outbox.promise_writing(), first);
    outbox.written(&first.unwrap(), Heard::Sharings(3));
    // The page still says what it was told when it opened.
    outbox.set_sharing(id, false, 2);
    outbox.promise_writing();
    outbox.set_sharing(id, true, 2);
    assert_eq!(bodies(&outbox), [taking_back(), sharing(true, None)]);
    outbox.written(&taking_back(), Heard::Sharings(4));
    assert_eq!(outbox.promise_writing(), Some(sharing(true, Some(4))));
    // Refused, because another device has taken it back, it is let go of alone.
    outbox.trouble = refused();
    assert_eq!(outbox.refused(), Some(&sharing(true, Some(4))));
    outbox.set_aside();
    assert!(!outbox.is_waiting() && outbox.trouble.is_none());
}

#[test]
fn what_was_handed_in_is_not_replaced_by_a_late_letter() {
    let assess = |words: &str, submit: bool| CommandBody::SelfAssess {
        edit: serde_json::from_value(serde_json::json!({
            "content": { "ratings": {}, "words": { "overall": words } }, "submit": submit,
        }))
        .unwrap(),
        over: Some(0),
    };
    let mut outbox = Outbox::default();
    outbox.write(assess("It went", false), 0);
    outbox.write(assess("It went well", true), outbox.edition);
    outbox.write(assess("It went well!", false), outbox.edition);
    assert_eq!(bodies(&outbox), [assess("It went well", true)]);
    // Once refused it is for its author to go on with.
    outbox.promise_writing();
    outbox.trouble = refused();
    outbox.write(assess("It went well!", false), outbox.edition);
    assert_eq!(outbox.commands.len(), 2);
}

#[test]
fn steps_of_a_session_are_neither_promised_nor_set_aside() {
    let mut outbox = Outbox::default();
    outbox.push_command(CommandBody::Stop(crate::observations::StopObservation {
        discard: false,
    }));
    outbox.push_command(reply(2));
    assert_eq!(outbox.promise_writing(), None);
    outbox.set_aside();
    assert_eq!(outbox.commands.len(), 2);
}

#[test]
fn an_outbox_of_before_is_read() {
    let kept = r#"{"last_sequence":2,"safe_up_to":1,"commands":[{"after_sequence":2,"body":{"stop":{"discard":false}}}]}"#;
    let outbox: Outbox = serde_json::from_str(kept).unwrap();
    assert_eq!((outbox.edition, outbox.version), (0, 0));
    assert!(!outbox.commands[0].promised);
}
