//! What this screen itself wrote over what: a quick second edit follows the first, though the
//! field still names the version it was opened with. Only others' edits come between.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use shared::observations::{Edit, OperationBody, Slot};
use shared::values::{ObservationId, OperationId};
use uuid::Uuid;

/// An edit under the id it will have.
pub(super) struct Made {
    pub id: OperationId,
    pub edit: Edit,
}

impl Made {
    /// An act that replaces nothing.
    pub fn live(body: OperationBody) -> Self {
        let edit = Edit {
            body,
            base: None,
            also: Vec::new(),
        };
        Self {
            id: OperationId::new(Uuid::now_v7()),
            edit,
        }
    }
}

/// A version of a value, or that there was none.
type Seen = (ObservationId, Slot, Option<OperationId>);

#[derive(Clone, Default)]
pub(super) struct OwnWrites {
    next: Rc<RefCell<HashMap<Seen, OperationId>>>,
}

impl OwnWrites {
    /// Gives the edit its id, and the newest version of this screen as its base.
    pub fn follow(&self, observation: ObservationId, mut edit: Edit) -> Made {
        let id = OperationId::new(Uuid::now_v7());
        if let Some(slot) = Slot::of_body(id, &edit.body) {
            let mut next = self.next.borrow_mut();
            let seen = |base| (observation, slot.clone(), base);
            while let Some(own) = next.get(&seen(edit.base)) {
                edit.base = Some(*own);
            }
            next.insert(seen(edit.base), id);
        }
        Made { id, edit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::values::NoteText;

    fn asks(base: Option<OperationId>) -> Edit {
        Edit {
            body: OperationBody::SetQuestion {
                text: NoteText::parse("What did you notice?").unwrap(),
            },
            base,
            also: Vec::new(),
        }
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
}
