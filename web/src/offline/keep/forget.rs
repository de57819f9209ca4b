//! What may go from this device, and what must not.

use std::collections::BTreeSet;

use serde::de::IgnoredAny;
use shared::sync::UNHELD_MAX;
use shared::values::{ObservationId, Timestamp};

use super::begun::begun_in;
use super::{Keep, KeptAs, Told, may_wait, outboxes_in, read};
use crate::offline::database::{Access, Place, StorageError, Store, Transaction};
use crate::offline::pull::Held;

impl Keep {
    /// How many records hold something that the server has not got: operations, steps, writing,
    /// or a note or reply that is still being typed.
    pub async fn n_waiting(&self) -> Result<usize, StorageError> {
        let stores = [Store::Outbox, Store::Kept];
        let transaction = self.database.begin(&stores, Access::Read).await?;
        let mut waiting: BTreeSet<String> = waiting_in(&transaction)
            .await?
            .iter()
            .map(ToString::to_string)
            .collect();
        let begun = begun_in(&transaction).await?;
        waiting.extend(begun.into_iter().map(|begun| begun.of));
        Ok(waiting.len())
    }

    /// Removes everything the server has too. What counts this device's operations stays, or a
    /// number would be given twice.
    pub async fn forget_reads(&self) -> Result<(), StorageError> {
        let transaction = self.database.begin(&Store::READS, Access::Write).await?;
        for store in Store::READS {
            transaction.clear(store)?;
        }
        transaction.commit().await
    }

    /// Removes what is kept for reading. Records with something unsent stay whole, with what is
    /// needed to go on with them, and so does what is still being typed.
    pub async fn forget_settled(&self) -> Result<(), StorageError> {
        self.forget_copies(&Settled).await
    }

    /// Removes what was opened by hand, is not among what this device `holds`, and was last told
    /// before `before`, in case the end of a right to it is never told here. What waits stays.
    pub async fn forget_unheld(
        &self,
        holds: &BTreeSet<ObservationId>,
        before: Timestamp,
    ) -> Result<(), StorageError> {
        self.forget_copies(&Unheld { holds, before }).await
    }

    /// Records of which a copy is here that this device does not hold: they were opened by hand.
    pub async fn unheld(
        &self,
        holds: &BTreeSet<ObservationId>,
    ) -> Result<Vec<ObservationId>, StorageError> {
        let stores = [Store::Observations, Store::Kept];
        let transaction = self.database.begin(&stores, Access::Read).await?;
        let mut copies = BTreeSet::new();
        for of in transaction.names(Store::Observations).await? {
            copies.extend(ObservationId::parse(&of).ok());
        }
        for name in transaction.names(Store::Kept).await? {
            let Some(id) = KeptAs::of_name(&name).and_then(|kept_as| kept_as.record()) else {
                continue;
            };
            if holds.contains(&id) {
                continue;
            }
            match transaction.get(Store::Kept, Place::Named(&name)).await {
                // Nothing is left of it; its name goes with the next forgetting.
                Ok(answer) if answer.as_deref().and_then(told_at).is_none() => {}
                Ok(_) => {
                    copies.insert(id);
                }
                // The check at the start tells of it.
                Err(StorageError::Unreadable) => {}
                Err(error) => return Err(error),
            }
        }
        let unheld = copies.into_iter().filter(|id| !holds.contains(id));
        Ok(unheld.take(UNHELD_MAX).collect())
    }

    /// Removes the frameworks, the cursor and the list of what is held that cannot be read; with any
    /// of them goes the cursor, so that everything is told again. Answers whether there was one.
    pub async fn forget_unreadable(&self) -> Result<bool, StorageError> {
        let stores = [Store::Frameworks, Store::Kept];
        let transaction = self.database.begin(&stores, Access::Write).await?;
        let mut is_damaged = false;
        for store in stores {
            for name in transaction.names(store).await? {
                let Some(is_whole) = told_whole(store, &name) else {
                    continue;
                };
                let is_read = match transaction.get(store, Place::Named(&name)).await {
                    Err(StorageError::Unreadable) => false,
                    kept => is_whole(kept?),
                };
                if !is_read {
                    is_damaged = true;
                    self.whole_frameworks.borrow_mut().remove(&name);
                    transaction.remove_named(store, &name)?;
                }
            }
        }
        if is_damaged {
            transaction.remove_named(Store::Kept, &KeptAs::Cursor.name())?;
        }
        transaction.commit().await?;
        Ok(is_damaged)
    }

    /// Removes the copies that go by `rule`. Mostly there is none: that is found out first, without
    /// the store that each tap is written to.
    async fn forget_copies(&self, rule: &impl Rule) -> Result<(), StorageError> {
        let stores = [
            Store::Observations,
            Store::Segments,
            Store::Outbox,
            Store::Kept,
        ];
        let looked_at = [Store::Observations, Store::Kept];
        let looking = self.database.begin(&looked_at, Access::Read).await?;
        if ended_in(&looking, rule).await?.is_empty() {
            return Ok(());
        }
        let transaction = self.database.begin(&stores, Access::Write).await?;
        let waiting = waiting_in(&transaction).await?;
        let ended = ended_in(&transaction, rule).await?;
        for copy in ended.iter().filter(|copy| rule.is_free(copy, &waiting)) {
            if let Copy::Record(of) = copy {
                transaction.remove(Store::Segments, of, 0, i64::from(u32::MAX))?;
            }
            let (store, name) = copy.place();
            transaction.remove_named(store, name)?;
        }
        transaction.commit().await
    }
}

/// What is kept for reading, by its name.
enum Copy {
    Record(String),
    Answer(String),
}

impl Copy {
    fn place(&self) -> (Store, &str) {
        match self {
            Self::Record(of) => (Store::Observations, of),
            Self::Answer(name) => (Store::Kept, name),
        }
    }
}

/// Which copies go: a copy has to pass all three, the cheapest to ask first.
trait Rule {
    fn may_go(&self, copy: &Copy) -> bool;

    /// `text` is what the copy says, where that can be read.
    fn has_ended(&self, _copy: &Copy, _text: Option<&str>) -> bool {
        true
    }

    /// `waiting` are the records of which something waits.
    fn is_free(&self, copy: &Copy, waiting: &BTreeSet<ObservationId>) -> bool;
}

/// Everything that is kept for reading.
struct Settled;

impl Rule for Settled {
    fn may_go(&self, copy: &Copy) -> bool {
        self.is_free(copy, &BTreeSet::new())
    }

    fn is_free(&self, copy: &Copy, waiting: &BTreeSet<ObservationId>) -> bool {
        match copy {
            Copy::Record(of) => !is_in(waiting, of),
            Copy::Answer(name) => is_settled(name, waiting),
        }
    }
}

/// What was opened by hand, is not among what this device `holds`, and was told before `before`.
struct Unheld<'a> {
    holds: &'a BTreeSet<ObservationId>,
    before: Timestamp,
}

impl Rule for Unheld<'_> {
    fn may_go(&self, copy: &Copy) -> bool {
        self.is_free(copy, self.holds)
    }

    fn has_ended(&self, copy: &Copy, text: Option<&str>) -> bool {
        match copy {
            // What cannot be read is told of by the check at the start.
            Copy::Record(_) => text
                .and_then(told_of)
                .and_then(|told| told.fetched_at)
                .is_some_and(|at| at < self.before),
            // What cannot be read is of no use to anybody.
            Copy::Answer(_) => text.and_then(told_at).is_none_or(|at| at < self.before),
        }
    }

    fn is_free(&self, copy: &Copy, waiting: &BTreeSet<ObservationId>) -> bool {
        match copy {
            Copy::Record(of) => !is_in(waiting, of),
            Copy::Answer(name) => is_answer_beyond(name, |id| waiting.contains(&id)),
        }
    }
}

fn is_in(records: &BTreeSet<ObservationId>, of: &str) -> bool {
    ObservationId::parse(of).is_ok_and(|id| records.contains(&id))
}

/// The copies that have ended by `rule`, whatever waits.
async fn ended_in(transaction: &Transaction, rule: &impl Rule) -> Result<Vec<Copy>, StorageError> {
    let records = transaction.names(Store::Observations).await?;
    let answers = transaction.names(Store::Kept).await?;
    let copies = records.into_iter().map(Copy::Record);
    let copies = copies.chain(answers.into_iter().map(Copy::Answer));
    let mut ended = Vec::new();
    for copy in copies.filter(|copy| rule.may_go(copy)) {
        let (store, name) = copy.place();
        let text = match transaction.get(store, Place::Named(name)).await {
            Err(StorageError::Unreadable) => None,
            text => text?,
        };
        if rule.has_ended(&copy, text.as_deref()) {
            ended.push(copy);
        }
    }
    Ok(ended)
}

/// The records of which something may wait.
async fn waiting_in(transaction: &Transaction) -> Result<BTreeSet<ObservationId>, StorageError> {
    let outboxes = outboxes_in(transaction).await?;
    let waiting = outboxes.into_iter().filter(|(_, outbox)| may_wait(outbox));
    Ok(waiting.map(|(id, _)| id).collect())
}

/// Whether a kept answer is only there for reading, so that nothing is lost without it. What
/// another version of the app kept is.
fn is_settled(name: &str, waiting: &BTreeSet<ObservationId>) -> bool {
    let Some(kept_as) = KeptAs::of_name(name) else {
        return true;
    };
    match kept_as {
        // Whose vault it is, what is typed, and what a record is gone on with.
        KeptAs::Me | KeptAs::Begun(..) | KeptAs::Framework(_) | KeptAs::Frameworks => false,
        // What is written over, without a network too.
        KeptAs::SelfAssessment(of) => !waiting.contains(&of),
        KeptAs::Home
        | KeptAs::Observations
        | KeptAs::People
        | KeptAs::Actions(_)
        | KeptAs::Feedback(_)
        | KeptAs::Reflections
        | KeptAs::Reflection(_)
        | KeptAs::Cursor
        | KeptAs::Held
        | KeptAs::Probe => true,
    }
}

/// Whether a kept answer is about a record that is not held, or goes with the day: somebody's
/// actions, and what was to be done next.
fn is_answer_beyond(name: &str, stays: impl Fn(ObservationId) -> bool) -> bool {
    let Some(kept_as) = KeptAs::of_name(name) else {
        return false;
    };
    match kept_as {
        KeptAs::Feedback(of) | KeptAs::SelfAssessment(of) => !stays(of),
        KeptAs::Actions(Some(_)) | KeptAs::Home => true,
        KeptAs::Me
        | KeptAs::Observations
        | KeptAs::People
        | KeptAs::Frameworks
        | KeptAs::Framework(_)
        | KeptAs::Actions(None)
        | KeptAs::Reflections
        | KeptAs::Reflection(_)
        | KeptAs::Cursor
        | KeptAs::Held
        | KeptAs::Probe
        | KeptAs::Begun(..) => false,
    }
}

/// How it is seen that a value is whole without which the device would have to be told anew; none
/// for any other.
fn told_whole(store: Store, name: &str) -> Option<fn(Option<String>) -> bool> {
    if store == Store::Frameworks {
        return Some(|_| true);
    }
    match KeptAs::of_name(name)? {
        KeptAs::Cursor => Some(|kept| read::<i64>(kept).is_ok()),
        KeptAs::Held => Some(|kept| read::<Vec<Held>>(kept).is_ok()),
        KeptAs::Framework(_) | KeptAs::Frameworks => Some(|_| true),
        _ => None,
    }
}

fn told_of(text: &str) -> Option<Told> {
    serde_json::from_str(text).ok()
}

/// When a kept answer was told; none where nothing is left of it.
fn told_at(answer: &str) -> Option<Timestamp> {
    let (at, _): (Timestamp, IgnoredAny) = serde_json::from_str(answer).ok()?;
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_answer_is_beyond_what_is_held_by_the_record_in_its_name() {
        let id = |n: u128| Uuid::from_u128((7 << 76) | (0b10 << 62) | n);
        let holds = BTreeSet::from([ObservationId::new(id(1))]);
        for (name, is_beyond) in [
            (format!("feedback-{}", id(1)), false),
            (format!("feedback-{}", id(2)), true),
            (format!("self-assessment-{}", id(2)), true),
            (format!("actions-{}", id(1)), true),
            ("home".to_owned(), true),
            ("actions".to_owned(), false),
            (format!("note-{}", id(2)), false),
            ("me".to_owned(), false),
            ("of another version".to_owned(), false),
        ] {
            let stays = |id| holds.contains(&id);
            assert_eq!(is_answer_beyond(&name, stays), is_beyond, "{name}");
        }
    }

    #[test]
    fn what_is_typed_and_what_is_gone_on_with_is_not_settled() {
        let id = |n: u128| Uuid::from_u128((7 << 76) | (0b10 << 62) | n);
        let waiting = BTreeSet::from([ObservationId::new(id(1))]);
        for (name, goes) in [
            ("me".to_owned(), false),
            (format!("note-{}", id(2)), false),
            ("framework-5ae1".to_owned(), false),
            ("frameworks".to_owned(), false),
            (format!("self-assessment-{}", id(1)), false),
            (format!("self-assessment-{}", id(2)), true),
            (format!("feedback-{}", id(1)), true),
            ("cursor".to_owned(), true),
            ("home".to_owned(), true),
            ("of another version".to_owned(), true),
        ] {
            assert_eq!(is_settled(&name, &waiting), goes, "{name}");
        }
    }

    #[test]
    fn an_answer_says_when_it_was_told() {
        let at = told_at(r#"["2026-11-22T10:00:00.000Z",{"text":"a"}]"#);
        assert!(at.is_some());
        assert_eq!(told_at("null"), None);
    }
}
