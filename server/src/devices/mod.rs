//! The browsers in which people work: their keys in escrow, their last contact, taking them out
//! of use.

mod routes;
mod seal;
mod store;
mod token;

pub use routes::routes;
pub use seal::{Opened, Seal};

use shared::problem::Code;
use shared::values::{DeviceId, OrgId, PersonId};
use shared::vault::{NONCE_BYTES, Place, RevokeMode, SealKey, Unopened};

use crate::actor::Actor;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::token::{Keys, random_bytes};
use store::Escrow;
use token::DepositToken;

/// How long after a full sign-in a key may leave escrow.
const RELEASE_WITHIN: chrono::TimeDelta = chrono::TimeDelta::minutes(5);

/// Whose key it is; the envelope opens for nobody else and for no other device.
#[derive(Clone, Copy)]
pub struct Owner {
    pub organisation: OrgId,
    pub person: PersonId,
    pub device: DeviceId,
}

/// A device that spoke by its token, with what opens what it sealed.
pub struct Speaking {
    pub seal: Seal,
    pub revoked: Option<RevokeMode>,
    /// Whether its owner's account still stands.
    pub is_active: bool,
}

/// The device that a token speaks for. [`Error::NotFound`] where there is none.
pub fn of_token(conn: &mut Conn, keys: &Keys, token: &str) -> Result<Speaking> {
    let token = DepositToken::parse(token).ok_or(Error::NotFound)?;
    let known = routes::of_token(conn, &token)?;
    let owner = Owner {
        organisation: token.organisation,
        person: known.person,
        device: token.device,
    };
    let key = out_of_escrow(keys, owner, &known.escrow).map_err(unopened)?;
    Ok(Speaking {
        seal: Seal { owner, key },
        revoked: known.revoked,
        is_active: known.is_active,
    })
}

/// What opens what a device deposited, once that was decided.
pub fn seal_of(
    conn: &mut Conn,
    keys: &Keys,
    organisation: OrgId,
    device: DeviceId,
) -> Result<Seal> {
    let known = store::known(conn, &organisation.to_string(), &device.to_string())?
        .ok_or(Error::NotFound)?;
    let owner = Owner {
        organisation,
        person: known.person,
        device,
    };
    let key = out_of_escrow(keys, owner, &known.escrow).map_err(unopened)?;
    Ok(Seal { owner, key })
}

/// The keys of somebody's devices, out of escrow: of those that `session` is used on, where one is
/// named, otherwise of all that are in use. One that does not open proves nothing.
pub fn keys_of(
    conn: &mut Conn,
    keys: &Keys,
    organisation: OrgId,
    person: PersonId,
    session: Option<&str>,
) -> Result<Vec<SealKey>> {
    let kept = store::escrows(conn, &organisation.to_string(), &person.to_string())?;
    let of_session = |of: &Escrow| session.is_none_or(|id| of.session.as_deref() == Some(id));
    let key = |kept: &Escrow| {
        let owner = Owner {
            organisation,
            person,
            device: kept.device,
        };
        let key = out_of_escrow(keys, owner, &kept.sealed);
        if key.is_err() {
            tracing::error!(device.id = %kept.device, "A key in escrow does not open");
        }
        key.ok()
    };
    Ok(kept
        .iter()
        .filter(|of| of_session(of))
        .filter_map(key)
        .collect())
}

/// What was sealed is opened only straight after a full sign-in: [`Code::SignInAgain`] otherwise.
pub fn check_signed_in_just_now(conn: &mut Conn, actor: &Actor) -> Result<()> {
    if store::signed_in_at(conn, actor)? < db::now() - RELEASE_WITHIN {
        return Err(Code::SignInAgain.into());
    }
    Ok(())
}

fn unopened(_: Unopened) -> Error {
    Error::Internal("a key in escrow does not open".into())
}

/// The key as it is stored: sealed under the organisation's key, which is in no database.
fn into_escrow(keys: &Keys, owner: Owner, key: &SealKey) -> Vec<u8> {
    let device = owner.device.to_string();
    let nonce = std::array::from_fn::<u8, NONCE_BYTES, _>({
        let random = random_bytes();
        move |n| random[n]
    });
    let under = keys.escrow(owner.organisation);
    shared::vault::seal_key(&under, nonce, &place(owner, &device), key)
}

fn out_of_escrow(
    keys: &Keys,
    owner: Owner,
    sealed: &[u8],
) -> std::result::Result<SealKey, Unopened> {
    let device = owner.device.to_string();
    let under = keys.escrow(owner.organisation);
    shared::vault::open_key(&under, &place(owner, &device), sealed)
}

fn place<'a>(owner: Owner, device: &'a str) -> Place<'a> {
    Place {
        organisation: owner.organisation,
        person: owner.person,
        store: "escrow",
        record: device,
    }
}
