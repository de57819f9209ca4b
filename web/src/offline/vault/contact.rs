//! Contact on behalf of everybody whose vault is here, whether they are signed in or not: how
//! their device stands, and what follows from it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use shared::problem::Code;
use shared::values::{ObservationId, PersonId};
use shared::vault::{Contact, Deposit, DeviceStanding, RevokeMode, SealedItem, to_hex};

use super::card::{Card, database_name};
use super::{hold, opened};
use crate::api::{self, Failure};
use crate::offline::database::{Access, Database, StorageError, Store, Transaction};
use crate::offline::ledger::Ledger;
use crate::offline::monotonic_ms;

/// Digits of outboxes in one request, well under what the server takes as a body. One outbox alone
/// is never longer than that.
const WRITING_DIGITS_MAX: usize = 1_000_000;

/// What became of a person's vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Stays,
    /// The same as [`Wiped`](Self::Wiped), but of so many records something could not be handed
    /// over. It is still here, sealed, and nothing here opens it.
    Left(usize),
    /// It was taken out of use, or its owner's account closed. Nothing of it is left here.
    Wiped,
}

/// Says for one person that the device is there, and does what the server asks. Without an
/// answer everything stays.
pub async fn contact(person: PersonId) -> Result<Outcome, Failure> {
    let Ok(Some(card)) = Card::read(person).await else {
        return Ok(Outcome::Stays);
    };
    let Some(token) = card.deposit_token.clone() else {
        return Ok(Outcome::Stays);
    };
    let revoked = match standing(&token, false).await {
        Ok(DeviceStanding::InUse) => {
            heard(person).await;
            return Ok(Outcome::Stays);
        }
        Ok(DeviceStanding::AccountClosed) => None,
        Err(failure) => match revoked(&failure) {
            Some(mode) => Some(mode),
            // It was registered anew, or nobody answered.
            None => {
                still_silent(person).await;
                return Err(failure);
            }
        },
    };
    let deposited = match revoked {
        Some(RevokeMode::Destroy) => Deposited::default(),
        Some(RevokeMode::Preserve) | None => hand_over_all(person, &token).await?,
    };
    if deposited.n_left() > 0 {
        // An account may be opened again, and its device then counts on from its outboxes.
        let gone: &[SealedItem] = revoked.map_or(&[], |_| &deposited.taken);
        return Ok(match empty_but_unsent(person, gone).await {
            Ok(()) => Outcome::Left(deposited.n_left()),
            Err(_) => Outcome::Stays,
        });
    }
    let wiped = Database::remove(&database_name(person)).await;
    if wiped.is_err() {
        return Ok(Outcome::Stays);
    }
    Ledger::of(person).strike(|_| true);
    // The worker may hold the key for a page that has not asked for it yet.
    if opened().is_none_or(|vault| vault.person == person) {
        hold::forget(person).await;
    }
    // It is done whether the server hears of it or not.
    let _ = standing(&token, true).await;
    Ok(Outcome::Wiped)
}

/// Hands over of one's own work on one record what the server takes only after a decision.
pub async fn hand_over(person: PersonId, observation: ObservationId) -> Result<(), Failure> {
    match Card::read(person).await {
        Ok(Some(Card {
            deposit_token: Some(token),
            ..
        })) => {
            let deposited = deposit(person, &token, |of| of == observation).await?;
            deposited.why.map_or(Ok(()), Err)
        }
        _ => Err(Failure::Offline),
    }
}

/// Removes what opens the vault, what is kept for reading, and what of the rest is `gone`. What the
/// server did not take stays sealed: it is tried again with every contact, until somebody has the
/// device emptied all the same.
async fn empty_but_unsent(person: PersonId, gone: &[SealedItem]) -> Result<(), StorageError> {
    super::forget_wraps(person).await?;
    let database = Database::open_locked(database_name(person)).await?;
    let unsent = [Store::Operations, Store::Outbox];
    let stores = [&Store::READS[..], &unsent].concat();
    let transaction = database.begin(&stores, Access::Write).await?;
    for store in Store::READS {
        transaction.clear(store)?;
    }
    for store in unsent {
        let gone = gone.iter().filter(|item| item.store == store.name());
        let gone = gone.map(|item| (&*item.record, &*item.envelope)).collect();
        transaction.remove_envelopes(store, &gone).await?;
    }
    transaction.commit().await?;
    // The worker may hold the key for a page that has not asked for it yet.
    if opened().is_none_or(|vault| vault.person == person) {
        hold::forget(person).await;
    }
    Ok(())
}

/// Notes on the card that the server was heard of. What cannot be noted counts as silence.
async fn heard(person: PersonId) {
    LOOKED_AT.with_borrow_mut(|looked| looked.insert(person, monotonic_ms()));
    let _ = Card::change(person, |card| card.silence.broken(js_sys::Date::now())).await;
}

async fn still_silent(person: PersonId) {
    let now = monotonic_ms();
    let looked_at = LOOKED_AT.with_borrow_mut(|looked| looked.insert(person, now));
    let ran_ms = now - looked_at.unwrap_or(0.0);
    let noted = Card::change(person, |card| {
        card.silence.goes_on(js_sys::Date::now(), ran_ms);
    });
    let _ = noted.await;
    // What is sealed stays sealed if it cannot be removed.
    let _ = super::forget_if_silent(person).await;
}

thread_local! {
    /// The monotonic time at which each person's silence was last counted; 0 when the page began.
    static LOOKED_AT: RefCell<BTreeMap<PersonId, f64>> = const { RefCell::new(BTreeMap::new()) };
}

/// What became of handing over.
#[derive(Default)]
struct Deposited {
    /// What the server has acknowledged.
    taken: Vec<SealedItem>,
    /// Records that the server refused, and why it refused the last of them.
    refused: BTreeSet<ObservationId>,
    why: Option<Failure>,
    /// Outboxes that it refused.
    n_outboxes: usize,
    /// Values that belong to no record, so that nobody can take them.
    n_unnamed: usize,
}

impl Deposited {
    fn n_left(&self) -> usize {
        self.refused.len() + self.n_outboxes + self.n_unnamed
    }
}

/// Hands over everything; what was `taken` need not be handed over again, whatever becomes of the
/// rest. The outbox of a record that was refused goes on counting its operations.
async fn hand_over_all(person: PersonId, token: &str) -> Result<Deposited, Failure> {
    let mut deposited = deposit(person, token, |_| true).await?;
    deposited.taken.retain(|item| item.sequence().is_some());
    let (outboxes, n_refused) = deposit_writing(person, token).await?;
    deposited.n_outboxes = n_refused;
    let is_done = |item: &SealedItem| {
        let of = item.observation();
        of.is_some_and(|of| !deposited.refused.contains(&of))
    };
    let done: Vec<_> = outboxes.into_iter().filter(is_done).collect();
    deposited.taken.extend(done);
    Ok(deposited)
}

/// Hands over what this device could not send of the records that `is_meant`, as it lies there.
/// Nothing is opened: it works while the vault is locked.
async fn deposit(
    person: PersonId,
    token: &str,
    is_meant: impl Fn(ObservationId) -> bool,
) -> Result<Deposited, Failure> {
    // Steps wait for somebody who signs in again: a decision is about what was captured.
    let no_steps = BTreeSet::new();
    let waiting = waiting(person, &no_steps).await;
    let waiting = waiting.map_err(|_| Failure::Offline)?;
    let mut deposited = Deposited {
        n_unnamed: waiting.n_unnamed,
        ..Deposited::default()
    };
    let records = waiting.records.into_iter();
    for (observation, items) in records.filter(|(of, _)| is_meant(*of)) {
        let deposit = Deposit {
            token: token.to_owned(),
            observation: Some(observation),
            items,
        };
        match api::devices::deposit(&deposit).await {
            Ok(()) => deposited.taken.extend(deposit.items),
            // Busy is no refusal: nothing here is given up for it.
            Err(failure) if failure.is_silence() => return Err(failure),
            // One that the server does not take holds none of the others back.
            Err(failure @ Failure::Refused(_)) => {
                deposited.refused.insert(observation);
                deposited.why = Some(failure);
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(deposited)
}

/// What waits here, sealed.
#[derive(Default)]
pub(in crate::offline) struct Waiting {
    pub records: BTreeMap<ObservationId, Vec<SealedItem>>,
    /// Values whose names are of no record, or that were never sealed.
    pub n_unnamed: usize,
}

/// Hands over all outboxes as they lie there; answers which the server has, and how many it refused.
/// Which of them hold own writing only the server can tell; it gives that back to its author, and to
/// nobody else.
async fn deposit_writing(
    person: PersonId,
    token: &str,
) -> Result<(Vec<SealedItem>, usize), Failure> {
    let outboxes = outboxes(person).await.map_err(|_| Failure::Offline)?;
    let (mut taken, mut n_refused) = (Vec::new(), 0);
    let mut rest = outboxes.into_iter().peekable();
    while rest.peek().is_some() {
        let mut n_digits = 0;
        let mut items = Vec::new();
        while let Some(item) = rest
            .next_if(|item| n_digits == 0 || n_digits + item.envelope.len() <= WRITING_DIGITS_MAX)
        {
            n_digits += item.envelope.len();
            items.push(item);
        }
        let deposit = Deposit {
            token: token.to_owned(),
            observation: None,
            items,
        };
        match api::devices::deposit_writing(&deposit).await {
            Ok(()) => taken.extend(deposit.items),
            Err(failure) if failure.is_silence() => return Err(failure),
            Err(Failure::Refused(_)) => n_refused += deposit.items.len(),
            Err(failure) => return Err(failure),
        }
    }
    Ok((taken, n_refused))
}

async fn outboxes(person: PersonId) -> Result<Vec<SealedItem>, StorageError> {
    let database = Database::open_locked(database_name(person)).await?;
    let transaction = database.begin(&[Store::Outbox], Access::Read).await?;
    sealed(&transaction, Store::Outbox).await
}

/// Envelopes by observation, where there are operations the server has not acknowledged, and the
/// outboxes of those that have `steps` waiting.
pub(in crate::offline) async fn waiting(
    person: PersonId,
    steps: &BTreeSet<ObservationId>,
) -> Result<Waiting, StorageError> {
    let database = Database::open_locked(database_name(person)).await?;
    let stores = [Store::Outbox, Store::Operations];
    let transaction = database.begin(&stores, Access::Read).await?;
    let mut waiting = Waiting::default();
    for store in [Store::Operations, Store::Outbox] {
        waiting.n_unnamed += transaction.n_unnamed(store).await?;
        for item in sealed(&transaction, store).await? {
            let Some(observation) = item.observation() else {
                waiting.n_unnamed += 1;
                continue;
            };
            let records = &mut waiting.records;
            // An outbox alone says only that everything has arrived.
            let is_waiting = records.contains_key(&observation) || steps.contains(&observation);
            if store == Store::Operations || is_waiting {
                records.entry(observation).or_default().push(item);
            }
        }
    }
    Ok(waiting)
}

/// The store as it lies there.
async fn sealed(transaction: &Transaction, store: Store) -> Result<Vec<SealedItem>, StorageError> {
    let envelopes = transaction.envelopes(store).await?;
    let item = |(record, envelope): (String, Vec<u8>)| SealedItem {
        store: store.name().to_owned(),
        record,
        envelope: to_hex(&envelope),
    };
    Ok(envelopes.into_iter().map(item).collect())
}

async fn standing(token: &str, wiped: bool) -> Result<DeviceStanding, Failure> {
    api::devices::contact(&Contact {
        token: token.to_owned(),
        wiped,
    })
    .await
}

fn revoked(failure: &Failure) -> Option<RevokeMode> {
    let Failure::Refused(problem) = failure else {
        return None;
    };
    if problem.code != Code::DeviceRevoked {
        return None;
    }
    let mode = problem.fields.iter().find(|field| field.field == "mode")?;
    RevokeMode::parse(&mode.code)
}
