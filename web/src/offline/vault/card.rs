//! The card of a vault: whose it is and how its key is come by. It is readable to anybody who
//! holds the device, and holds nothing that opens the vault by itself.

use serde::{Deserialize, Serialize};
use shared::values::{DeviceId, OrgId, PersonId};
use shared::vault::{Place as Sealed, SALT_BYTES, SealKey, Stretching, from_hex, to_hex};
use zeroize::Zeroizing;

use super::Cryptography;
use super::passkey::PasskeyWrap;
use super::silence::Silence;
use super::stretch::stretch;
use crate::offline::database::{Access, Database, Place, StorageError, Store};

/// The one name in its store.
const CARD: &str = "card";
/// The name for which a wrap is sealed.
const WRAP: &str = "wrap";
/// After so many wrong guesses in a row the wrap that can be guessed at is removed.
const N_WRONG_MAX: u8 = 5;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    pub organisation: OrgId,
    pub person: PersonId,
    pub device: DeviceId,
    /// Whether the server holds the key in escrow. Only then, or with a wrap, is anything sealed.
    pub in_escrow: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit_token: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<TypedWrap>,
    /// Nobody guesses at it, so wrong guesses leave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<PasskeyWrap>,
    /// How long the server was not heard of.
    #[serde(default)]
    pub silence: Silence,
    /// Wrong guesses since the last right one.
    #[serde(default)]
    pub n_wrong: u8,
}

/// The key, sealed under something typed and stretched: the password, or a PIN.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypedWrap {
    salt: String,
    cost: Stretching,
    sealed: String,
}

impl TypedWrap {
    /// What was typed, stretched as it was when this was wrapped. It takes a second or more, beside
    /// the page, and says nothing of whether it is right.
    pub(super) async fn stretched(&self, typed: &str) -> Result<SealKey, StorageError> {
        let salt = from_hex(&self.salt).and_then(|salt| salt.try_into().ok());
        let salt = salt.ok_or(StorageError::Unreadable)?;
        stretch(typed.as_bytes(), &salt, self.cost).await
    }
}

impl Card {
    pub async fn read(person: PersonId) -> Result<Option<Self>, StorageError> {
        let database = match Database::open_locked(database_name(person)).await {
            Err(StorageError::Absent) => return Ok(None),
            opened => opened?,
        };
        let transaction = database.begin(&[Store::Cards], Access::Read).await?;
        let text = transaction.get(Store::Cards, Place::Named(CARD)).await?;
        text.map(|text| serde_json::from_str(&text).map_err(|_| StorageError::Unreadable))
            .transpose()
    }

    /// Writes the card of a new vault.
    pub async fn write(&self) -> Result<(), StorageError> {
        let text = serde_json::to_string(self).expect("a card holds texts and numbers only");
        let database = Database::open_locked(database_name(self.person)).await?;
        let transaction = database.begin(&[Store::Cards], Access::Write).await?;
        transaction.put(Store::Cards, Place::Named(CARD), &text)?;
        transaction.commit().await
    }

    /// Changes the card in one transaction, since a contact, a guess and a wrap being made may
    /// meet; answers with it as it is then, or none where there is no vault.
    pub async fn change(
        person: PersonId,
        change: impl FnOnce(&mut Self),
    ) -> Result<Option<Self>, StorageError> {
        let database = match Database::open_locked(database_name(person)).await {
            Err(StorageError::Absent) => return Ok(None),
            opened => opened?,
        };
        let transaction = database.begin(&[Store::Cards], Access::Write).await?;
        let Some(text) = transaction.get(Store::Cards, Place::Named(CARD)).await? else {
            return Ok(None);
        };
        let mut card: Self = serde_json::from_str(&text).map_err(|_| StorageError::Unreadable)?;
        change(&mut card);
        let text = serde_json::to_string(&card).expect("a card holds texts and numbers only");
        transaction.put(Store::Cards, Place::Named(CARD), &text)?;
        transaction.commit().await?;
        Ok(Some(card))
    }

    /// Counts a wrong guess; the last one takes away what can be guessed at. What is sealed
    /// stays: a full sign-in brings the key out of escrow.
    pub fn guessed_wrong(&mut self) {
        self.n_wrong = self.n_wrong.saturating_add(1);
        if self.n_wrong >= N_WRONG_MAX {
            self.password = None;
        }
    }

    /// Forgets the guesses before a right one, and puts back the wrap that counting it took.
    pub fn guessed_right(&mut self, password: Option<TypedWrap>) {
        self.n_wrong = 0;
        self.password = self.password.take().or(password);
    }

    /// How many guesses are left.
    pub fn n_left(&self) -> u8 {
        N_WRONG_MAX.saturating_sub(self.n_wrong)
    }

    /// Wraps a key under something typed. It takes a second or more, beside the page.
    pub(super) async fn wrap(
        &self,
        cryptography: Cryptography,
        typed: &str,
        key: &SealKey,
    ) -> Result<TypedWrap, StorageError> {
        let salt: [u8; SALT_BYTES] = super::random().ok_or(StorageError::Closed)?;
        let nonce = super::random().ok_or(StorageError::Closed)?;
        let cost = Stretching::PASSWORD;
        let under = stretch(typed.as_bytes(), &salt, cost).await?;
        let sealed = (cryptography.seal)(&under, nonce, &self.place(), key.expose());
        Ok(TypedWrap {
            salt: to_hex(&salt),
            cost,
            sealed: to_hex(&sealed),
        })
    }

    /// The key, if `under` is what the right password or PIN is stretched to.
    pub(super) fn unwrap(
        &self,
        cryptography: Cryptography,
        wrap: &TypedWrap,
        under: &SealKey,
    ) -> Option<SealKey> {
        let sealed = from_hex(&wrap.sealed)?;
        let bytes = (cryptography.open)(under, &self.place(), &sealed).ok()?;
        SealKey::from_slice(&Zeroizing::new(bytes))
    }

    pub(super) fn place(&self) -> Sealed<'static> {
        Sealed {
            organisation: self.organisation,
            person: self.person,
            store: "cards",
            record: WRAP,
        }
    }
}

/// Each person has a database of their own.
pub fn database_name(person: PersonId) -> String {
    format!("alongside-{person}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn card() -> Card {
        let id = Uuid::from_u128(7 << 76 | 2 << 62);
        Card {
            organisation: OrgId::new(id),
            person: PersonId::new(id),
            device: DeviceId::new(id),
            in_escrow: true,
            deposit_token: None,
            password: Some(TypedWrap {
                salt: String::new(),
                cost: Stretching::PASSWORD,
                sealed: String::new(),
            }),
            passkey: None,
            silence: Silence::default(),
            n_wrong: 0,
        }
    }

    #[test]
    fn the_fifth_wrong_guess_takes_the_wrap_and_nothing_else() {
        let mut card = card();
        for n in 1..5 {
            card.guessed_wrong();
            assert_eq!((card.n_left(), card.password.is_some()), (5 - n, true));
        }
        card.guessed_wrong();
        assert_eq!((card.n_left(), card.password.is_some()), (0, false));
        assert!(card.in_escrow);
    }
}
