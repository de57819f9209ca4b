//! Taking what was deposited in as its author's operations.

use shared::observations::{Operation, PROTOCOL, PushOperations};
use shared::sync::{canonical, content_hash};
use shared::values::{DeviceId, SegmentId};

use super::open::Opened;
use crate::actor::Actor;
use crate::db::Conn;
use crate::error::Result;
use crate::mail::SiteUrl;
use crate::observations;

/// Takes the first steps for the author, and then the operations in as pushes of their device.
/// What arrived before is known, the operations by their numbers, and not taken twice. Every act
/// stands for itself when the log is folded, so what follows a lost one is taken too.
pub(super) fn apply(
    conn: &mut Conn,
    author: &Actor,
    site: &SiteUrl,
    device: DeviceId,
    mut opened: Opened,
) -> Result<()> {
    let observation = opened.observation;
    observations::take_first_steps(conn, author, site, observation, opened.steps())?;
    if observations::is_planned(conn, &author.org, observation)? {
        opened.restore_start();
    }
    let lost = opened.lost.clone();
    for (segment, operations) in opened.pushes() {
        let push = push_of(device, segment, operations);
        observations::receive_accepted(conn, author, observation, push, &lost)?;
    }
    Ok(())
}

fn push_of(device: DeviceId, segment: SegmentId, operations: Vec<Operation>) -> PushOperations {
    PushOperations {
        segment,
        device,
        protocol: PROTOCOL,
        content_hash: content_hash(&canonical(&operations)),
        operations,
    }
}
