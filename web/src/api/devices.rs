//! The browsers of a person, their keys in escrow, and what they could not send.

use shared::sync::{OpenedWriting, SettleWriting, UnsentWriting};
use shared::values::{DeviceId, PersonId, QuarantineId};
use shared::vault::{
    Contact, Decide, Deposit, Device, DeviceStanding, Quarantined, RegisterDevice,
    RegisteredDevice, ReleasedKey, RevokeDevice, RevokeMode,
};

use super::{Call, Failure, read, send, send_open, send_quiet};

/// Gives a key into escrow.
pub async fn register(new: &RegisterDevice) -> Result<RegisteredDevice, Failure> {
    send(Call::post("/devices").json(new)).await
}

/// Takes it out again: only straight after a full sign-in of the same person.
pub async fn release(id: DeviceId) -> Result<ReleasedKey, Failure> {
    send(Call::post(format!("/devices/{id}/release"))).await
}

/// Mine, or those of somebody I look after.
pub async fn list(of: Option<PersonId>) -> Result<Vec<Device>, Failure> {
    send(Call::get(match of {
        Some(person) => format!("/devices?person={person}"),
        None => "/devices".to_owned(),
    }))
    .await
}

pub async fn revoke(id: DeviceId, mode: RevokeMode) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/devices/{id}/revoke")).json(&RevokeDevice { mode })).await
}

/// Nobody need be signed in.
pub async fn contact(contact: &Contact) -> Result<DeviceStanding, Failure> {
    read(send_open(&Call::post("/devices/contact").json(contact)).await?)
}

/// Nobody need be signed in.
pub async fn deposit(deposit: &Deposit) -> Result<(), Failure> {
    send_open(&Call::post("/quarantine").json(deposit))
        .await
        .map(drop)
}

pub async fn quarantine() -> Result<Vec<Quarantined>, Failure> {
    send(Call::get("/quarantine")).await
}

pub async fn decide(id: QuarantineId, decision: &Decide) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/quarantine/{id}/decision")).json(decision)).await
}

/// Nobody need be signed in.
pub async fn deposit_writing(deposit: &Deposit) -> Result<(), Failure> {
    send_open(&Call::post("/unsent-writing").json(deposit))
        .await
        .map(drop)
}

/// Writing of mine that devices could not send.
pub async fn unsent_writing() -> Result<Vec<UnsentWriting>, Failure> {
    send(Call::get("/unsent-writing")).await
}

/// Takes it out: only straight after a full sign-in. It stays kept.
pub async fn open_unsent(of: DeviceId) -> Result<Vec<OpenedWriting>, Failure> {
    send(Call::post(format!("/unsent-writing/{of}/open"))).await
}

/// Says what became of it.
pub async fn settle_unsent(of: DeviceId, settle: &SettleWriting) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/unsent-writing/{of}/settle")).json(settle)).await
}
