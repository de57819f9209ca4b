//! The PIN: a quick way back into a session that only locked.
//!
//! What it opens is in no store. The wrap is in the memory of this page, and for the moment of
//! loading the next one in the worker's; it ends with the app, and then the password or the
//! fingerprint opens. So nobody who copies the disk can guess at it.

use std::cell::RefCell;

use shared::values::PersonId;
use shared::vault::{Pin, SealKey};

use super::card::{Card, TypedWrap};
use super::enter::{Refusal, owner_of, vault_of};
use super::{Cryptography, StorageError, cryptography, hold, opened};
use shared::auth::Me;

thread_local! {
    static WRAP: RefCell<Option<(PersonId, TypedWrap)>> = const { RefCell::new(None) };
}

/// Wraps the key of the open vault under a PIN, as long as the app runs. It takes a second or
/// more.
pub async fn set_pin(pin: &Pin) -> Result<(), Refusal> {
    let vault = opened().ok_or(StorageError::Locked)?;
    let card = Card::read(vault.person).await?.ok_or(Refusal::NoWrap)?;
    let wrap = card
        .wrap(vault.cryptography, pin.expose(), &vault.key)
        .await?;
    WRAP.set(Some((vault.person, wrap)));
    hold::keep(&vault);
    Ok(())
}

/// Whether this session of the person has a PIN.
pub async fn is_set(person: PersonId) -> bool {
    if of(person).is_none()
        && let Some(held) = hold::recall().await
        && let Some(wrap) = held.pin
    {
        WRAP.set(Some((held.person, wrap)));
    }
    of(person).is_some()
}

/// Opens a vault by the PIN of the session that locked; answers with its owner.
pub async fn unlock_with_pin(person: PersonId, typed: &str) -> Result<Me, Refusal> {
    let (card, key, cryptography) = tried(person, typed).await?;
    Ok(owner_of(vault_of(&card, key, cryptography)).await?)
}

/// Whether this is the PIN of the session, for a screen that is covered while the vault stays open.
/// A wrong guess counts as at the door.
pub async fn prove_pin(person: PersonId, typed: &str) -> Result<(), Refusal> {
    tried(person, typed).await.map(drop)
}

/// The key that a PIN opens. The last wrong guess takes away everything that can be guessed at.
async fn tried(person: PersonId, typed: &str) -> Result<(Card, SealKey, Cryptography), Refusal> {
    let wrap = of(person).ok_or(Refusal::NoPin)?;
    let known = Card::read(person).await?.ok_or(Refusal::NoWrap)?;
    let cryptography = cryptography().await?;
    let under = wrap.stretched(typed).await?;
    // Counted before it is tried: a tab killed in the middle has guessed.
    let card = Card::change(person, Card::guessed_wrong)
        .await?
        .ok_or(Refusal::NoWrap)?;
    let Some(key) = card.unwrap(cryptography, &wrap, &under) else {
        return Err(match card.n_left() {
            0 => {
                forget(person).await;
                Refusal::NoWrap
            }
            n_left => Refusal::WrongPin { n_left },
        });
    };
    Card::change(person, |card| card.guessed_right(known.password)).await?;
    Ok((card, key, cryptography))
}

/// The wrap of this person, for the worker to hold over a load.
pub(super) fn of(person: PersonId) -> Option<TypedWrap> {
    WRAP.with_borrow(|wrap| {
        wrap.as_ref()
            .filter(|(whose, _)| *whose == person)
            .map(|(_, wrap)| wrap.clone())
    })
}

/// Takes over what the worker held while this page was loaded.
pub(super) fn remember(person: PersonId, wrap: TypedWrap) {
    WRAP.set(Some((person, wrap)));
}

/// Leaves the password and the fingerprint as the only ways in.
pub(super) async fn forget(person: PersonId) {
    WRAP.set(None);
    hold::forget(person).await;
}
