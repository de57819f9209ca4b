//! What a device and the server tell each other about keys.

use super::SealKey;
use crate::org::PersonRef;
use crate::values::{DeviceId, Label, LongText, ObservationId, QuarantineId, Timestamp};

crate::wire! {
    /// A browser in which somebody signed in gives its key into escrow. Repeated with the same
    /// key it is answered again; with another key for the same id it is refused (`id_reused`).
    pub struct RegisterDevice {
        pub id: DeviceId,
        /// The browser as its owner would recognise it: "Chrome, Android".
        pub label: Label,
        /// The key that seals what this person keeps in this browser.
        pub key: SealKey,
    }

    /// What a device may do when nobody is signed in.
    pub struct RegisteredDevice {
        /// Good only for saying that the device is there, and for depositing what it could not
        /// send. A new one replaces the one before.
        pub deposit_token: String,
    }

    /// The key in escrow, straight after a full sign-in of the same person.
    pub struct ReleasedKey {
        pub key: SealKey,
    }

    /// A browser of a person, as it is listed.
    pub struct Device {
        pub id: DeviceId,
        pub label: Label,
        pub registered_at: Timestamp,
        pub last_contact_at: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub revoked: Option<RevokeMode>,
        /// When the device said that it had removed everything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub wiped_at: Option<Timestamp>,
    }

    /// A device says that it is there; nobody need be signed in. One that is revoked is refused
    /// (`device_revoked`), with the mode as the code of the field `mode`.
    pub struct Contact {
        /// The deposit token.
        pub token: String,
        /// Whether everything has been removed that a revocation asked for.
        #[serde(default)]
        pub wiped: bool,
    }

    /// What a device could not send, as it lies there: sealed. The same content is taken once,
    /// however often it comes. Work for a decision is all of one observation; own writing is all
    /// outboxes of a device that empties itself, which cannot tell which of them hold any.
    pub struct Deposit {
        /// The deposit token.
        pub token: String,
        /// The record, where it is work for a decision. A server of before does not read it off the items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation: Option<ObservationId>,
        pub items: Vec<SealedItem>,
    }

    /// One envelope with the place it was sealed for.
    pub struct SealedItem {
        pub store: String,
        pub record: String,
        /// Hexadecimal digits.
        pub envelope: String,
    }

    /// Work that waits for the decision of the head of the author's unit, or had it. It says
    /// nothing of the content: the decision is about whether it is taken, not about what it says.
    pub struct Quarantined {
        pub id: QuarantineId,
        pub author: PersonRef,
        pub observation: ObservationId,
        pub cause: Cause,
        pub n_operations: u32,
        /// Of how many more nothing can be read: they were damaged on the device.
        #[serde(default)]
        pub n_damaged: u32,
        pub deposited_at: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided: Option<Decided>,
    }

    pub struct Decided {
        pub accepted: bool,
        pub reason: LongText,
        pub by: PersonRef,
        pub at: Timestamp,
    }

    pub struct Decide {
        pub accept: bool,
        /// The author reads it.
        pub reason: LongText,
    }

    /// Takes a device out of use.
    pub struct RevokeDevice {
        pub mode: RevokeMode,
    }
}

impl SealedItem {
    /// The observation it is part of, by the place it is sealed for: `<id>` or `<id>#<sequence>`.
    /// An outbox of a reflection stands under an id of the same form.
    pub fn observation(&self) -> Option<ObservationId> {
        let of = self
            .record
            .split_once('#')
            .map_or(&*self.record, |(of, _)| of);
        ObservationId::parse(of).ok()
    }

    /// The sequence of the operation that it is, by its place.
    pub fn sequence(&self) -> Option<u32> {
        self.record.split_once('#')?.1.parse().ok()
    }
}

crate::wire! {
    /// What becomes of work that the device could not send yet.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum RevokeMode {
        /// It is uploaded, sealed, before everything is removed.
        Preserve,
        /// It is removed with the rest: the device is in strange hands.
        Destroy,
    }
}

crate::wire! {
    /// How a device stands that is not revoked.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum DeviceStanding {
        InUse,
        /// Its owner's account was closed: what it could not send goes into quarantine.
        AccountClosed,
    }
}

crate::wire! {
    /// Why work could not simply be taken.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Cause {
        AccountClosed,
        /// The author no longer observes.
        RoleRemoved,
        DeviceRevoked,
    }
}

crate::names! {
    Cause {
        AccountClosed = "account_closed",
        RoleRemoved = "role_removed",
        DeviceRevoked = "device_revoked",
    }
    RevokeMode { Preserve = "preserve", Destroy = "destroy" }
}
