use super::*;
use crate::feedback::{NewReply, ReplyKind};
use crate::observations::Informed;
use crate::problem::Code;
use crate::sync::tests::observation;
use crate::sync::{Heard, Next, Trouble, Whereabouts};
use crate::values::{LongText, ReplyId, Timestamp};
use uuid::Uuid;

fn reply() -> CommandBody {
    CommandBody::Reply(NewReply {
        id: ReplyId::new(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1)),
        kind: ReplyKind::Reply,
        text: LongText::parse("I stayed with it.").unwrap(),
    })
}

fn told(state: State) -> Observation {
    observation(state, Informed::NoObjection)
}

fn said() -> Outbox {
    let mut outbox = Outbox::default();
    outbox.push_command(reply());
    outbox.push_command(CommandBody::Acknowledge { edition: 2 });
    outbox
}

#[test]
fn it_may_be_said_once_and_only_of_what_is_shared() {
    for state in State::ALL {
        let may = Outbox::default().may_acknowledge(&told(*state));
        assert_eq!(may, *state == State::Shared, "{state:?}");
        assert!(!said().may_acknowledge(&told(*state)), "{state:?}");
    }
}

#[test]
fn a_record_counts_as_read_here_and_what_was_said_before_goes_first() {
    let mut outbox = said();
    assert_eq!(outbox.state_here(&told(State::Shared)), State::Acknowledged);
    assert_eq!(outbox.state_here(&told(State::Locked)), State::Locked);
    let first = outbox.promise_writing().unwrap();
    assert_eq!(first, reply());
    outbox.written(&first, Heard::Taken);
    let second = outbox.promise_writing().unwrap();
    assert_eq!(second, CommandBody::Acknowledge { edition: 2 });
    // The answer was lost: the very same goes again.
    assert_eq!(outbox.next(), Some(Next::Command(second.clone())));
    outbox.written(&second, Heard::Taken);
    assert_eq!(outbox.whereabouts(false), Whereabouts::Safe);
    assert_eq!(outbox.state_here(&told(State::Shared)), State::Shared);
}

#[test]
fn one_that_was_refused_is_not_how_it_will_be() {
    let mut outbox = Outbox::default();
    outbox.push_command(CommandBody::Acknowledge { edition: 1 });
    outbox.push_command(reply());
    outbox.promise_writing();
    outbox.trouble = Some(Trouble {
        code: Code::Stale,
        title: String::new(),
        fields: vec![],
        at: Timestamp::from_millis(0).unwrap(),
    });
    assert_eq!(outbox.state_here(&told(State::Shared)), State::Shared);
    assert!(!outbox.is_acknowledging() && !outbox.may_acknowledge(&told(State::Shared)));
    outbox.set_aside();
    assert_eq!(outbox.next(), Some(Next::Command(reply())));
    assert!(outbox.may_acknowledge(&told(State::Shared)));
}
