//! The ways into a vault, and the ways in being made.

use shared::auth::Me;
use shared::problem::Code;
use shared::values::{DeviceId, PersonId};
use shared::vault::{RegisterDevice, SealKey};
use uuid::Uuid;

use super::card::{Card, database_name};
use super::silence::Silence;
use super::{
    Cryptography, Vault, cryptography, hold, opened, opened_of, passkey, pin, random, set_open,
};
use crate::api::{self, Failure};
use crate::offline::database::{Access, Database, Place, StorageError, Store};
use crate::offline::keep::{Keep, KeptAs};

/// How somebody came to the door.
pub enum Entry<'a> {
    /// By a full sign-in, a moment ago.
    Password(&'a str),
    /// With a session that was open already.
    Session,
}

/// Why a vault stays closed.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Not the password it was wrapped with. So many guesses are left.
    Wrong {
        n_left: u8,
    },
    /// Not the PIN of the session that locked. So many guesses are left.
    WrongPin {
        n_left: u8,
    },
    /// The session that had a PIN has ended.
    NoPin,
    /// The fingerprint or face was not recognised, or nobody showed it.
    NotRecognised,
    /// There is nothing on this device that a password opens: a full sign-in is needed.
    NoWrap,
    /// This device was taken out of use.
    Revoked,
    /// The server holds the key and was not reached.
    NoAnswer,
    Storage(StorageError),
}

impl From<StorageError> for Refusal {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// Opens the vault again whose key the worker still holds; answers with its owner.
pub async fn recall() -> Option<Me> {
    let held = hold::recall().await?;
    let card = Card::read(held.person).await.ok()??;
    if let Some(wrap) = held.pin {
        pin::remember(held.person, wrap);
    }
    let vault = vault_of(&card, held.key?, cryptography().await.ok()?);
    owner_of(vault).await.ok()
}

/// Opens a vault by the password, with or without a network; answers with its owner.
pub async fn unlock(person: PersonId, password: &str) -> Result<Me, Refusal> {
    let known = Card::read(person).await?.ok_or(Refusal::NoWrap)?;
    let wrap = known.password.ok_or(Refusal::NoWrap)?;
    let cryptography = cryptography().await?;
    let under = wrap.stretched(password).await?;
    // Counted before it is tried: a tab killed in the middle has guessed.
    let card = Card::change(person, Card::guessed_wrong)
        .await?
        .ok_or(Refusal::NoWrap)?;
    let Some(key) = card.unwrap(cryptography, &wrap, &under) else {
        return Err(match card.n_left() {
            0 => Refusal::NoWrap,
            n_left => Refusal::Wrong { n_left },
        });
    };
    Card::change(person, |card| card.guessed_right(Some(wrap))).await?;
    Ok(owner_of(vault_of(&card, key, cryptography)).await?)
}

/// Opens the vault of somebody the server knows, or makes it; keeps who they are.
pub async fn enter(me: &Me, entry: Entry<'_>) -> Result<(), Refusal> {
    if opened().is_some_and(|vault| vault.person != me.person_id) {
        super::close().await;
    }
    Database::may_make(&database_name(me.person_id));
    if opened().is_some() {
        // The device follows the session that was just begun, so that taking it out of use ends
        // that one. Without an answer the next sign-in tells it.
        if let (Entry::Password(_), Ok(Some(card))) = (&entry, Card::read(me.person_id).await)
            && let Err(failure) = api::devices::release(card.device).await
            && failure.code() == Some(Code::DeviceRevoked)
        {
            return Err(Refusal::Revoked);
        }
    } else {
        let cryptography = cryptography().await?;
        let (card, key) = match Card::read(me.person_id).await? {
            Some(card) => known(card, &entry, cryptography).await?,
            None => made(me, &entry, cryptography).await?,
        };
        let vault = set_open(vault_of(&card, key, cryptography));
        let database = Database::open(database_name(me.person_id), vault).await?;
        database.seal_plain().await?;
    }
    let keep = Keep::open(me.person_id).await?;
    keep.keep(&KeptAs::Me, me).await?;
    Ok(())
}

/// Wraps the key of the open vault under a password that was just typed. It takes a second or
/// more of one core, so not while somebody waits for a page.
pub async fn wrap_with_password(person: PersonId, password: &str) -> Result<(), Refusal> {
    let vault = opened_of(person)?;
    let card = Card::read(vault.person).await?.ok_or(Refusal::NoWrap)?;
    let wrap = card.wrap(vault.cryptography, password, &vault.key).await?;
    Card::change(vault.person, |card| {
        card.password = Some(wrap);
        card.n_wrong = 0;
    })
    .await?;
    Ok(())
}

/// What opens a vault on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Whether there is a vault at all: the browser may have cleared it.
    pub is_here: bool,
    /// As long as the app runs.
    pub pin: bool,
    pub password: bool,
    pub passkey: bool,
}

/// The ways into the vault of this person; none of them where there is no vault.
pub async fn ways(person: PersonId) -> Result<Ways, StorageError> {
    let Some(card) = Card::read(person).await? else {
        return Ok(Ways::default());
    };
    Ok(Ways {
        is_here: true,
        pin: card.n_left() > 0 && pin::is_set(person).await,
        password: card.password.is_some(),
        passkey: card.passkey.is_some(),
    })
}

/// Opens a vault by the fingerprint or face of its owner.
pub async fn unlock_with_passkey(person: PersonId) -> Result<Me, Refusal> {
    let card = Card::read(person).await?.ok_or(Refusal::NoWrap)?;
    let wrap = card.passkey.clone().ok_or(Refusal::NoWrap)?;
    let cryptography = cryptography().await?;
    let key = passkey::unwrap(&card, cryptography, &wrap)
        .await
        .ok_or(Refusal::NotRecognised)?;
    Card::change(person, |card| card.n_wrong = 0).await?;
    Ok(owner_of(vault_of(&card, key, cryptography)).await?)
}

/// Wraps the key of the open vault with the device's fingerprint or face; false where the person
/// declined or the device cannot.
pub async fn wrap_with_passkey(name: &str) -> Result<bool, Refusal> {
    let vault = opened().ok_or(StorageError::Locked)?;
    let card = Card::read(vault.person).await?.ok_or(Refusal::NoWrap)?;
    let Some(wrap) = passkey::wrap(&card, vault.cryptography, name, &vault.key).await else {
        return Ok(false);
    };
    Card::change(vault.person, |card| card.passkey = Some(wrap)).await?;
    Ok(true)
}

/// The key of a vault that is here, out of escrow or out of its wrap.
async fn known(
    mut card: Card,
    entry: &Entry<'_>,
    cryptography: Cryptography,
) -> Result<(Card, SealKey), Refusal> {
    let Entry::Password(password) = entry else {
        return Err(StorageError::Locked.into());
    };
    match api::devices::release(card.device).await {
        Ok(released) => {
            Card::change(card.person, |card| {
                card.n_wrong = 0;
                card.silence.broken(js_sys::Date::now());
            })
            .await?;
            return Ok((card, released.key));
        }
        Err(failure) if failure.code() == Some(Code::DeviceRevoked) => {
            return Err(Refusal::Revoked);
        }
        // Not there yet, or no answer: the wrap may still open it.
        Err(_) => {}
    }
    let wrap = card.password.clone().ok_or(Refusal::NoAnswer)?;
    let under = wrap.stretched(password).await?;
    let key = card
        .unwrap(cryptography, &wrap, &under)
        .ok_or(Refusal::NoAnswer)?;
    // A failure leaves it as it is; the next sign-in tries again.
    if !card.in_escrow
        && let Ok(token) = deposit(&card, &key).await
    {
        let _ = note_deposit(&mut card, token).await;
    }
    Ok((card, key))
}

/// A new vault. It is not used before its key can be found again: in escrow or in a wrap.
async fn made(
    me: &Me,
    entry: &Entry<'_>,
    cryptography: Cryptography,
) -> Result<(Card, SealKey), Refusal> {
    let key = SealKey::new(random().ok_or(StorageError::Closed)?);
    let mut card = Card {
        organisation: me.org_id,
        person: me.person_id,
        device: earlier_device(me.person_id).await?,
        in_escrow: false,
        deposit_token: None,
        password: None,
        passkey: None,
        silence: Silence::default(),
        n_wrong: 0,
    };
    match deposit(&card, &key).await {
        Ok(token) => {
            note_deposit(&mut card, token).await?;
            return Ok((card, key));
        }
        // Its key came to the server, and the card that says so not to the disk: the tab was
        // killed in between.
        Err(failure) if failure.code() == Some(Code::IdReused) => return found(card).await,
        // Not taken: a wrap keeps it until the server answers.
        Err(_) => {}
    }
    let Entry::Password(password) = entry else {
        return Err(Refusal::NoAnswer);
    };
    card.password = Some(card.wrap(cryptography, password, &key).await?);
    card.write().await?;
    Ok((card, key))
}

/// Takes the key of this device out of escrow, and writes the card that was lost.
async fn found(mut card: Card) -> Result<(Card, SealKey), Refusal> {
    let released = api::devices::release(card.device).await;
    let key = released.map_err(|_| Refusal::NoAnswer)?.key;
    let token = deposit(&card, &key).await.map_err(|_| Refusal::NoAnswer)?;
    note_deposit(&mut card, token).await?;
    Ok((card, key))
}

/// The id lives and dies with the log it counts: a database that was erased comes back under
/// another id, and so never gives a sequence twice. The first version kept it among the answers.
async fn earlier_device(person: PersonId) -> Result<DeviceId, StorageError> {
    let database = Database::open_locked(database_name(person)).await?;
    let transaction = database.begin(&[Store::Kept], Access::Read).await?;
    let kept = transaction
        .plain(Store::Kept, Place::Named("device"))
        .await?;
    let earlier = kept.and_then(|text| serde_json::from_str(&text).ok());
    Ok(earlier.unwrap_or_else(|| DeviceId::new(Uuid::now_v7())))
}

/// Gives the key into escrow; answers with the token under which this device hands over.
async fn deposit(card: &Card, key: &SealKey) -> Result<String, Failure> {
    let registered = api::devices::register(&RegisterDevice {
        id: card.device,
        label: crate::state::device::label(),
        key: key.clone(),
    })
    .await?;
    Ok(registered.deposit_token)
}

/// Notes on the card that the key is in escrow.
async fn note_deposit(card: &mut Card, token: String) -> Result<(), StorageError> {
    card.in_escrow = true;
    card.deposit_token = Some(token);
    card.silence.broken(js_sys::Date::now());
    card.write().await
}

pub(super) fn vault_of(card: &Card, key: SealKey, cryptography: Cryptography) -> Vault {
    Vault {
        organisation: card.organisation,
        person: card.person,
        device: card.device,
        key,
        cryptography,
    }
}

/// Reads who the owner is. A key that does not open that opens nothing.
pub(super) async fn owner_of(vault: Vault) -> Result<Me, StorageError> {
    let person = vault.person;
    set_open(vault);
    let me = match Keep::open(person).await {
        Ok(keep) => keep.kept::<Me>(&KeptAs::Me).await,
        Err(error) => Err(error),
    };
    let refused = match me {
        Ok(Some(me)) => {
            super::forget_if_silent(person).await?;
            return Ok(me);
        }
        Ok(None) => StorageError::Unreadable,
        Err(error) => error,
    };
    super::close().await;
    Err(refused)
}
