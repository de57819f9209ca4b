//! What this screen itself wrote over what: a quick second edit follows the first, though the
//! field still names the version it was opened with. Only others' edits come between.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use shared::observations::{Edit, OperationBody, Slot};
use shared::values::{ObservationId, OperationId};
use uuid::Uuid;

use super::actions::ObservationStore;
use crate::offline::BegunAs;

/// An edit under the id it will have.
pub(super) struct Made {
    pub id: OperationId,
    pub edit: Edit,
    /// What was begun and is said by it.
    pub says: Option<BegunAs>,
    /// Session time at which it was begun, in milliseconds, for a clock that stands by now.
    pub begun_ms: Option<u32>,
}

impl Made {
    /// An act that replaces nothing.
    pub fn live(body: OperationBody) -> Self {
        Self {
            id: OperationId::new(Uuid::now_v7()),
            edit: Edit::over(None, body),
            says: None,
            begun_ms: None,
        }
    }
}

/// A version of a value, or that there was none.
type Seen = (ObservationId, Slot, Option<OperationId>);

#[derive(Clone, Default)]
pub(super) struct OwnWrites {
    next: Rc<RefCell<HashMap<Seen, Written>>>,
}

struct Written {
    id: OperationId,
    body: OperationBody,
}

impl OwnWrites {
    /// Gives the edit its id, and the newest version of this screen as its base.
    pub fn follow(&self, observation: ObservationId, mut edit: Edit) -> Made {
        let id = OperationId::new(Uuid::now_v7());
        if let Some(slot) = Slot::of_body(id, &edit.body) {
            let mut next = self.next.borrow_mut();
            let seen = |base| (observation, slot.clone(), base);
            while let Some(own) = next.get(&seen(edit.base)) {
                edit.base = Some(own.id);
            }
            let body = edit.body.clone();
            next.insert(seen(edit.base), Written { id, body });
        }
        Made {
            id,
            edit,
            says: None,
            begun_ms: None,
        }
    }

    /// What this screen last wrote over the version `base`; none where it wrote nothing over it.
    fn over(
        &self,
        observation: ObservationId,
        slot: &Slot,
        mut base: Option<OperationId>,
    ) -> Option<(OperationId, OperationBody)> {
        let (next, mut newest) = (self.next.borrow(), None);
        while let Some(own) = next.get(&(observation, slot.clone(), base)) {
            (base, newest) = (Some(own.id), Some(own));
        }
        newest.map(|own| (own.id, own.body.clone()))
    }
}

impl ObservationStore {
    /// What this screen last wrote over the version `base` of a value, also where it is not kept
    /// yet and so not shown: a second tap builds on the first.
    pub fn written_over(
        &self,
        observation: ObservationId,
        slot: &Slot,
        base: Option<OperationId>,
    ) -> Option<(OperationId, OperationBody)> {
        self.own_writes.over(observation, slot, base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::values::NoteText;

    fn asks(base: Option<OperationId>) -> Edit {
        says("What did you notice?", base)
    }

    fn says(words: &str, base: Option<OperationId>) -> Edit {
        let text = NoteText::parse(words).unwrap();
        Edit::over(base, OperationBody::SetQuestion { text })
    }

    #[test]
    fn a_quick_second_edit_follows_the_first_and_anothers_is_followed_as_seen() {
        let record = ObservationId::new(Uuid::now_v7());
        let writes = OwnWrites::default();
        let first = writes.follow(record, asks(None));
        let second = writes.follow(record, asks(None));
        assert_eq!(second.edit.base, Some(first.id));
        let others = OperationId::new(Uuid::now_v7());
        assert_eq!(
            writes.follow(record, asks(Some(others))).edit.base,
            Some(others)
        );
        let elsewhere = ObservationId::new(Uuid::now_v7());
        assert_eq!(writes.follow(elsewhere, asks(None)).edit.base, None);
    }

    #[test]
    fn what_is_not_shown_yet_is_built_on_and_what_another_wrote_is_read_as_shown() {
        let record = ObservationId::new(Uuid::now_v7());
        let writes = OwnWrites::default();
        let slot = Slot::Question {};
        assert_eq!(writes.over(record, &slot, None), None);
        let first = writes.follow(record, says("One", None));
        let second = says("Two", None);
        let last = writes.follow(record, second.clone());
        for shown in [None, Some(first.id)] {
            assert_eq!(
                writes.over(record, &slot, shown),
                Some((last.id, second.body.clone()))
            );
        }
        let others = OperationId::new(Uuid::now_v7());
        for shown in [Some(last.id), Some(others)] {
            assert_eq!(writes.over(record, &slot, shown), None);
        }
    }
}
