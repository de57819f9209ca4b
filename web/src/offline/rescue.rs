//! A rescue file: what waits on this device, as it lies there. Its envelopes stay sealed; they
//! open with the key of the device they were made on, which the server holds in escrow.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use shared::observations::{
    Operation, PROTOCOL, PushOperations, SEGMENT_OPERATIONS, Segment, State,
};
use shared::sync::{CommandBody, Outbox, canonical};
use shared::values::{DeviceId, ObservationId, OrgId, PersonId, SegmentId, Timestamp};
use shared::vault::{SealedItem, from_hex};
use uuid::Uuid;

use super::database::{StorageError, Store};
use super::digest;
use super::keep::Keep;
use super::ledger::Ledger;
use super::vault::{self, Vault};
use crate::api::{self, Failure};

/// Names the form of the file; another one is not read.
const FORM: &str = "alongside-rescue-1";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct RescueFile {
    form: String,
    organisation: OrgId,
    person: PersonId,
    /// The device whose key seals it, and whose operations these are.
    device: DeviceId,
    saved_at: Timestamp,
    items: Vec<SealedItem>,
}

/// Why a rescue file was not restored.
#[derive(Clone, Debug, PartialEq)]
pub enum NotRestored {
    /// It is no rescue file, or was damaged.
    Unreadable,
    /// It belongs to somebody else.
    NotYours,
    /// The server did not give the key, or did not take what the file holds.
    Refused(Failure),
}

impl From<Failure> for NotRestored {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Operations that the server took.
    pub n_restored: usize,
    /// Pieces of writing that wait here to be sent.
    pub n_waiting: usize,
    /// Those that it had already.
    pub n_known: usize,
    /// Those that could not be read, or stand behind one that could not.
    pub n_damaged: usize,
}

/// What there is to save.
pub struct ToSave {
    /// The text of the file; none where nothing waits that could go into one.
    pub file: Option<String>,
    /// Values that belong to no record, so that no file could bring them back.
    pub n_left_out: usize,
}

/// The file of what waits here.
///
/// # Errors
/// When the storage cannot be read; where single records cannot, the rest is in the file.
pub async fn save(keep: &Keep, now: Timestamp) -> Result<ToSave, StorageError> {
    let vault = vault::opened_of(keep.person())?;
    let outboxes = keep.outboxes().await?;
    let with_steps: BTreeSet<ObservationId> = outboxes
        .into_iter()
        .filter(|(_, outbox)| outbox.as_ref().map_or(true, |o| !o.commands.is_empty()))
        .map(|(id, _)| id)
        .collect();
    let waiting = vault::waiting(keep.person(), &with_steps).await?;
    let mut to_save = ToSave {
        file: None,
        n_left_out: waiting.n_unnamed,
    };
    if waiting.records.is_empty() {
        return Ok(to_save);
    }
    let file = RescueFile {
        form: FORM.to_owned(),
        organisation: vault.organisation,
        person: vault.person,
        device: vault.device,
        saved_at: now,
        items: waiting.records.into_values().flatten().collect(),
    };
    let text = serde_json::to_string(&file).expect("a file holds texts and ids only");
    to_save.file = Some(text);
    Ok(to_save)
}

/// Sends what a file holds and the server does not have. Doing it twice does it once.
///
/// # Errors
/// Says why nothing, or not all, was taken; what was taken before stays taken.
pub async fn restore(text: &str, me: PersonId) -> Result<Restored, NotRestored> {
    let file: RescueFile = serde_json::from_str(text).map_err(|_| NotRestored::Unreadable)?;
    if file.form != FORM {
        return Err(NotRestored::Unreadable);
    }
    if file.person != me {
        return Err(NotRestored::NotYours);
    }
    let vault = vault_of(&file).await?;
    let mut restored = Restored::default();
    let mut refused = None;
    for (id, saved) in opened(&file, &vault)? {
        match restore_one(id, saved, &file, &mut restored).await {
            Ok(()) => {}
            // One that the server does not take holds none of the others back.
            Err(why @ NotRestored::Refused(Failure::Refused(_))) => refused = Some(why),
            Err(why) => return Err(why),
        }
    }
    refused.map_or(Ok(restored), Err)
}

async fn restore_one(
    id: ObservationId,
    saved: Saved,
    file: &RescueFile,
    restored: &mut Restored,
) -> Result<(), NotRestored> {
    restored.n_damaged += saved.n_damaged;
    restored.n_waiting += take_writing(id, &saved.outbox, file.person).await?;
    take_first_steps(id, &saved.outbox).await?;
    if saved.operations.is_empty() {
        return Ok(());
    }
    let sent_up_to = send(id, file.device, saved.operations, restored).await?;
    // Now that it is safe, it is not missing here any more.
    Ledger::of(file.person).strike(|entry| {
        entry.observation == id && entry.device == file.device && entry.sequence <= sent_up_to
    });
    Ok(())
}

/// The vault that sealed the file: the open one, or one whose key is in escrow. The server gives
/// that only straight after a full sign-in.
async fn vault_of(file: &RescueFile) -> Result<Rc<Vault>, NotRestored> {
    let unreadable = |_| NotRestored::Unreadable;
    let open = vault::opened_of(file.person).map_err(unreadable)?;
    if open.device == file.device {
        return Ok(open);
    }
    let key = api::devices::release(file.device).await?.key;
    let vault = vault::beside(file.organisation, file.person, file.device, key).await;
    Ok(Rc::new(vault.map_err(unreadable)?))
}

/// What a file holds of one observation.
#[derive(Default)]
struct Saved {
    /// In order of sequence.
    operations: Vec<Operation>,
    outbox: Outbox,
    /// Items that do not open.
    n_damaged: usize,
}

impl Saved {
    fn take(&mut self, store: &str, text: &str) -> serde_json::Result<()> {
        if store == Store::Operations.name() {
            self.operations.push(serde_json::from_str(text)?);
        } else if store == Store::Outbox.name() {
            let (_, outbox): (ObservationId, Outbox) = serde_json::from_str(text)?;
            self.outbox = outbox;
        }
        Ok(())
    }
}

/// Opens what opens. A file of which nothing does is none of ours.
fn opened(file: &RescueFile, vault: &Vault) -> Result<BTreeMap<ObservationId, Saved>, NotRestored> {
    let mut records: BTreeMap<ObservationId, Saved> = BTreeMap::new();
    for item in &file.items {
        let id = item.observation().ok_or(NotRestored::Unreadable)?;
        let saved = records.entry(id).or_default();
        let text = from_hex(&item.envelope)
            .and_then(|envelope| vault.open(&item.store, &item.record, &envelope).ok());
        if text.is_none_or(|text| saved.take(&item.store, &text).is_err()) {
            saved.n_damaged += 1;
        }
    }
    let n_damaged: usize = records.values().map(|saved| saved.n_damaged).sum();
    if n_damaged == file.items.len() {
        return Err(NotRestored::Unreadable);
    }
    for saved in records.values_mut() {
        saved.operations.sort_by_key(|operation| operation.sequence);
    }
    Ok(records)
}

/// Puts a person's writing into the outbox of this device, from where it is sent, and where the
/// person is told if the server refuses it; answers how much was not there yet.
async fn take_writing(
    id: ObservationId,
    outbox: &Outbox,
    me: PersonId,
) -> Result<usize, NotRestored> {
    // Sharing and deleting are decided again by somebody who sees what is there.
    let is_decided_again = |body: &CommandBody| {
        matches!(
            body,
            CommandBody::ShareReflection { .. } | CommandBody::DeleteReflection(_)
        )
    };
    let writing = outbox.commands.iter();
    let writing = writing.filter(|c| c.body.is_writing() && !is_decided_again(&c.body));
    let writing: Vec<_> = writing.cloned().collect();
    if writing.is_empty() {
        return Ok(0);
    }
    let taken = async { Keep::open(me).await?.take_writing(id, writing).await };
    // Nothing was taken, and the file is still whole.
    taken
        .await
        .map_err(|_| NotRestored::Refused(Failure::Offline))
}

/// Plans what was planned without a network, and says what the person on probation answered.
/// Steps that end or share are taken again by a person who sees what is there.
async fn take_first_steps(id: ObservationId, outbox: &Outbox) -> Result<(), Failure> {
    for command in &outbox.commands {
        match &command.body {
            CommandBody::Plan(new) => api::observations::plan(new).await?,
            CommandBody::Inform(set) => {
                let now = api::observations::get(id).await?;
                if now.state == State::Planned && now.informed != set.informed {
                    api::observations::inform(id, set).await?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Sends what the server does not have; answers up to where it then has everything.
async fn send(
    id: ObservationId,
    device: DeviceId,
    mut operations: Vec<Operation>,
    restored: &mut Restored,
) -> Result<u32, Failure> {
    let n_all = operations.len();
    let safe_up_to = safe_up_to(&api::observations::log(id).await?, device);
    operations.retain(|operation| operation.sequence > safe_up_to);
    restored.n_known += n_all - operations.len();
    let n_whole = (safe_up_to + 1..)
        .zip(&operations)
        .take_while(|(next, operation)| operation.sequence == *next)
        .count();
    restored.n_damaged += operations.len() - n_whole;
    operations.truncate(n_whole);
    for part in operations.chunks(SEGMENT_OPERATIONS) {
        let content_hash = digest::sha256(&canonical(part)).await;
        let push = PushOperations {
            segment: SegmentId::new(Uuid::now_v7()),
            device,
            protocol: PROTOCOL,
            content_hash: content_hash.ok_or(Failure::Offline)?,
            operations: part.to_vec(),
        };
        api::observations::push(id, &push).await?;
        restored.n_restored += part.len();
    }
    Ok(operations.last().map_or(safe_up_to, |last| last.sequence))
}

/// The highest sequence of the device that the server holds.
fn safe_up_to(log: &[Segment], device: DeviceId) -> u32 {
    let own = log.iter().filter(|segment| segment.device == device);
    let last = own.filter_map(|segment| segment.operations.last());
    last.map(|operation| operation.sequence).max().unwrap_or(0)
}
