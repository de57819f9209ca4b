//! The vault: the one key that opens what a person keeps on this device.
//!
//! The key is random and never stored as it is. It comes out of a wrap that the password
//! opens, out of escrow after a full sign-in, or out of the memory of the service worker
//! when a page is only loaded again, or with a PIN when it only locked. One vault is open at a time in a browser.

mod card;
mod contact;
mod enter;
mod hold;
mod passkey;
mod pin;
mod silence;
mod stretch;

pub use card::{Card, database_name};
pub(super) use contact::waiting;
pub use contact::{Outcome, contact, hand_over};
pub use enter::{
    Entry, Refusal, Ways, enter, recall, unlock, unlock_with_passkey, ways, wrap_with_passkey,
    wrap_with_password,
};
pub use hold::on_lock_elsewhere;
pub use passkey::is_offered as passkey_is_offered;
pub use pin::{is_set as has_pin, prove_pin, set_pin, unlock_with_pin};

use std::cell::RefCell;
use std::rc::Rc;

use shared::values::{DeviceId, OrgId, PersonId};
use shared::vault::{NONCE_BYTES, Place, SealKey, Unopened, proof_place, to_hex};

use super::database::StorageError;
use super::keep::Keep;
use crate::chunks;

/// Seals bytes for a place under a key, with a nonce that is used once.
type Seal = fn(&SealKey, [u8; NONCE_BYTES], &Place<'_>, &[u8]) -> Vec<u8>;

/// Opens what was sealed for that place, and for no other.
type Open = fn(&SealKey, &Place<'_>, &[u8]) -> Result<Vec<u8>, Unopened>;

/// The parts that come in a chunk of their own: nobody needs them before the sign-in page.
#[derive(Clone, Copy)]
pub struct Cryptography {
    pub seal: Seal,
    pub open: Open,
}

impl Cryptography {
    /// All of them, for the chunk to give.
    pub fn of_chunk() -> Self {
        Self {
            seal: shared::vault::seal,
            open: shared::vault::open,
        }
    }
}

/// An open vault.
pub struct Vault {
    pub organisation: OrgId,
    pub person: PersonId,
    /// The id under which this device counts the person's operations.
    pub device: DeviceId,
    key: SealKey,
    cryptography: Cryptography,
}

impl Vault {
    pub(super) fn seal(
        &self,
        store: &str,
        record: &str,
        plain: &str,
    ) -> Result<Vec<u8>, StorageError> {
        let place = self.place(store, record);
        let nonce = random().ok_or(StorageError::Closed)?;
        Ok((self.cryptography.seal)(
            &self.key,
            nonce,
            &place,
            plain.as_bytes(),
        ))
    }

    pub(super) fn open(
        &self,
        store: &str,
        record: &str,
        envelope: &[u8],
    ) -> Result<String, StorageError> {
        let place = self.place(store, record);
        let plain = (self.cryptography.open)(&self.key, &place, envelope)
            .map_err(|_| StorageError::Unreadable)?;
        String::from_utf8(plain).map_err(|_| StorageError::Unreadable)
    }

    fn place<'a>(&self, store: &'a str, record: &'a str) -> Place<'a> {
        Place {
            organisation: self.organisation,
            person: self.person,
            store,
            record,
        }
    }
}

/// Proves for an attempt to go on with a session that its owner's vault is open; none where none is.
pub fn proof(attempt: &str) -> Option<String> {
    let vault = opened()?;
    let place = proof_place(vault.organisation, vault.person, attempt);
    let envelope = (vault.cryptography.seal)(&vault.key, random()?, &place, &[]);
    Some(to_hex(&envelope))
}

/// A vault of the person's on another device, or on this one before its storage was cleared, for
/// reading what it sealed. It never becomes the open one.
pub(super) async fn beside(
    organisation: OrgId,
    person: PersonId,
    device: DeviceId,
    key: SealKey,
) -> Result<Vault, StorageError> {
    Ok(Vault {
        organisation,
        person,
        device,
        key,
        cryptography: cryptography().await?,
    })
}

thread_local! {
    static OPEN: RefCell<Option<Rc<Vault>>> = const { RefCell::new(None) };
}

/// The vault that is open, whoever's it is.
pub fn opened() -> Option<Rc<Vault>> {
    OPEN.with_borrow(Clone::clone)
}

/// The vault of this person, if it is open.
pub fn opened_of(person: PersonId) -> Result<Rc<Vault>, StorageError> {
    opened()
        .filter(|vault| vault.person == person)
        .ok_or(StorageError::Locked)
}

/// Drops the key here, in the service worker and in every other tab. What still holds the
/// vault for a moment ends with the page, which the caller loads anew.
pub async fn close() {
    if let Some(vault) = OPEN.take() {
        pin::forget(vault.person).await;
    }
}

/// The same, but where a PIN was set it opens the vault again as long as the app runs.
pub async fn lock() {
    if let Some(vault) = OPEN.take() {
        hold::lock(vault.person).await;
    }
}

/// Takes the wraps away: the next way in is a full sign-in.
pub async fn forget_wraps(person: PersonId) -> Result<(), StorageError> {
    Card::change(person, |card| {
        card.password = None;
        card.passkey = None;
    })
    .await
    .map(drop)
}

/// Removes what is kept here for reading when the server was not heard of for too long.
pub async fn forget_if_silent(person: PersonId) -> Result<(), StorageError> {
    let is_too_long = Card::read(person)
        .await?
        .is_some_and(|card| card.silence.is_too_long(js_sys::Date::now()));
    if is_too_long && opened_of(person).is_ok() {
        Keep::open(person).await?.forget_settled().await?;
    }
    Ok(())
}

fn set_open(vault: Vault) -> Rc<Vault> {
    let vault = Rc::new(vault);
    hold::keep(&vault);
    OPEN.set(Some(vault.clone()));
    vault
}

async fn cryptography() -> Result<Cryptography, StorageError> {
    chunks::cryptography().await.ok_or(StorageError::Closed)
}

/// Random bytes of the browser's own generator; none only where it has none.
fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    web_sys::window()?
        .crypto()
        .ok()?
        .get_random_values_with_u8_array(&mut bytes)
        .ok()?;
    Some(bytes)
}
