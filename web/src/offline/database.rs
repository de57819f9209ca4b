//! IndexedDB, and all of it: nothing else in the app touches it.
//!
//! Values are JSON text, sealed for the place they stand in; only ids and sequences stay
//! readable, and the cards that say how the key is come by. Nothing but IndexedDB requests is
//! ever awaited inside a transaction, since one that waits for anything else commits by itself:
//! that is why sealing is done here, at once, and not by the browser's own cryptography.

mod transaction;

pub use transaction::Transaction;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest};

use super::patience::{Delay, Wait, waited};
use super::vault::Vault;

/// Raised whenever a store is added; an upgrade only ever adds.
const VERSION: u32 = 2;

/// Says that values of the first version, which sealed nothing, still stand as they were.
const PLAIN: &str = "plain";

/// The browser's name for a request whose transaction was given up.
const ABORTED: &str = "AbortError";

/// Why something could not be kept on or read from this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The device has no room left.
    Full,
    /// The browser gives no storage, as in some private windows.
    Closed,
    /// The vault is locked, or somebody else's is open.
    Locked,
    /// There is no such database here, and nobody has signed in to make one.
    Absent,
    /// What was read is not what was written.
    Unreadable,
    /// Anything else, by the browser's name for it.
    Failed(String),
}

/// What is kept, one kind each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// The observation as the server last told it, by id.
    Observations,
    /// Operations that are safe on the server, by observation and order of receipt.
    Segments,
    /// Operations of this device that are not, by observation and sequence.
    Operations,
    /// What is to be sent, by observation.
    Outbox,
    /// Framework versions, by content hash.
    Frameworks,
    /// Single answers worth showing without a network, by name.
    Kept,
    /// How the key is come by. The one store that is not sealed.
    Cards,
}

impl Store {
    const ALL: [Store; 7] = [
        Store::Observations,
        Store::Segments,
        Store::Operations,
        Store::Outbox,
        Store::Frameworks,
        Store::Kept,
        Store::Cards,
    ];

    /// What is kept for reading, and what is still being typed beside it.
    pub const READS: [Store; 4] = [
        Store::Observations,
        Store::Segments,
        Store::Frameworks,
        Store::Kept,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Store::Observations => "observations",
            Store::Segments => "segments",
            Store::Operations => "operations",
            Store::Outbox => "outbox",
            Store::Frameworks => "frameworks",
            Store::Kept => "kept",
            Store::Cards => "cards",
        }
    }

    fn is_sealed(self) -> bool {
        self != Store::Cards
    }
}

/// Where a value stands.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    Named(&'a str),
    /// The `n`th of what belongs to the first part.
    Nth(&'a str, i64),
}

impl Place<'_> {
    fn key(self) -> JsValue {
        match self {
            Place::Named(name) => name.into(),
            // Sequences stay far below 2^53.
            Place::Nth(of, n) => Array::of2(&of.into(), &(n as f64).into()).into(),
        }
    }
}

/// The key as the text a value is sealed for.
fn record_of(key: &JsValue) -> Option<String> {
    if let Some(name) = key.as_string() {
        return Some(name);
    }
    let parts = key.dyn_ref::<Array>()?;
    Some(format!(
        "{}#{}",
        parts.get(0).as_string()?,
        parts.get(1).as_f64()?
    ))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Read,
    /// Reaches the disk before [`Transaction::commit`] answers. Browsers default to less.
    Write,
}

/// One database of one person on this device. It reopens itself when the browser has
/// closed it, as iOS does when it needs memory.
pub struct Database {
    name: String,
    vault: Option<Rc<Vault>>,
    open: RefCell<Option<IdbDatabase>>,
}

impl Database {
    /// Opens the database of that name, which the vault seals, or makes it if it [may be
    /// made](Self::may_make).
    pub async fn open(name: impl Into<String>, vault: Rc<Vault>) -> Result<Self, StorageError> {
        Self::of(name.into(), Some(vault)).await
    }

    /// Opens it without a key: only what is not sealed can be read and written.
    pub async fn open_locked(name: impl Into<String>) -> Result<Self, StorageError> {
        Self::of(name.into(), None).await
    }

    async fn of(name: String, vault: Option<Rc<Vault>>) -> Result<Self, StorageError> {
        let database = Self {
            name,
            vault,
            open: RefCell::new(None),
        };
        database.connection().await?;
        Ok(database)
    }

    /// Removes the whole database. Pages that have it open let go of it, and none makes it again
    /// before somebody signs in: what still runs must not bring it back.
    pub async fn remove(name: &str) -> Result<(), StorageError> {
        MAY_MAKE.with_borrow_mut(|names| names.remove(name));
        let request = factory()?
            .delete_database(name)
            .map_err(|error| failed(&error))?;
        settled_among_windows(&request).await.map(drop)
    }

    /// Lets this page make the database where there is none: its owner has signed in.
    pub fn may_make(name: &str) {
        MAY_MAKE.with_borrow_mut(|names| names.insert(name.to_owned()));
    }

    /// Seals what the first version of the app left readable, all of it or nothing.
    pub async fn seal_plain(&self) -> Result<(), StorageError> {
        let look = self.begin(&[Store::Cards], Access::Read).await?;
        if look.get(Store::Cards, Place::Named(PLAIN)).await?.is_none() {
            return Ok(());
        }
        let transaction = self.begin(&Store::ALL, Access::Write).await?;
        for store in Store::ALL.into_iter().filter(|store| store.is_sealed()) {
            transaction.seal_store(store).await?;
        }
        transaction.remove_named(Store::Cards, PLAIN)?;
        transaction.commit().await
    }

    /// Begins a transaction over `stores`.
    pub async fn begin(
        &self,
        stores: &[Store],
        access: Access,
    ) -> Result<Transaction, StorageError> {
        let connection = self.connection().await?;
        let vault = &self.vault;
        match Transaction::begin(&connection, vault.clone(), stores, access) {
            Ok(transaction) => Ok(transaction),
            Err(_) => {
                self.open.replace(None);
                Transaction::begin(&self.connection().await?, vault.clone(), stores, access)
            }
        }
    }

    async fn connection(&self) -> Result<IdbDatabase, StorageError> {
        if let Some(open) = self.open.borrow().as_ref() {
            return Ok(open.clone());
        }
        let connection = connect(&self.name).await?;
        self.open.replace(Some(connection.clone()));
        Ok(connection)
    }
}

thread_local! {
    static MAY_MAKE: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

async fn connect(name: &str) -> Result<IdbDatabase, StorageError> {
    let may_make = MAY_MAKE.with_borrow(|names| names.contains(name));
    let request = factory()?
        .open_with_u32(name, VERSION)
        .map_err(|error| failed(&error))?;
    let upgrade = Closure::once(move |event| make_stores(&event, may_make));
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let connection: IdbDatabase = settled_among_windows(&request)
        .await
        .map_err(|error| match error {
            StorageError::Failed(name) if name == ABORTED && !may_make => StorageError::Absent,
            error => error,
        })?
        .dyn_into()
        .map_err(|_| StorageError::Closed)?;
    // A newer version of the app in another tab may upgrade; this one reopens when it writes.
    let closing = connection.clone();
    let on_version_change = Closure::<dyn FnMut()>::new(move || closing.close());
    connection.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
    // It lives as long as the page, as the connection does.
    on_version_change.forget();
    Ok(connection)
}

fn make_stores(event: &web_sys::Event, may_make: bool) {
    let request = event
        .target()
        .and_then(|target| target.dyn_into::<IdbOpenDbRequest>().ok());
    let Some(request) = request else { return };
    let connection = request
        .result()
        .ok()
        .and_then(|result| result.dyn_into::<IdbDatabase>().ok());
    let Some(connection) = connection else { return };
    let present = connection.object_store_names();
    if present.length() == 0
        && !may_make
        && let Some(transaction) = request.transaction()
    {
        // Nothing is made then, and opening reports it.
        let _ = transaction.abort();
        return;
    }
    let was_plain = present.length() > 0 && !present.contains(Store::Cards.name());
    for store in Store::ALL {
        if !present.contains(store.name()) {
            // A failure aborts the upgrade, and opening reports it.
            let made = connection.create_object_store(store.name());
            if let (Store::Cards, true, Ok(cards)) = (store, was_plain, made) {
                let _ = cards.put_with_key(&"yes".into(), &PLAIN.into());
            }
        }
    }
}

fn factory() -> Result<IdbFactory, StorageError> {
    web_sys::window()
        .and_then(|window| window.indexed_db().ok().flatten())
        .ok_or(StorageError::Closed)
}

/// Waits for a request that other windows may hold up: those that do not let go of the database.
async fn settled_among_windows(request: &IdbOpenDbRequest) -> Result<JsValue, StorageError> {
    let held_up = Rc::new(RefCell::new(None));
    let onblocked = {
        let held_up = held_up.clone();
        Closure::<dyn FnMut()>::new(move || {
            held_up.replace(Some(Wait::begin(Delay::Blocked)));
        })
    };
    request.set_onblocked(Some(onblocked.as_ref().unchecked_ref()));
    let answer = settled(request).await;
    request.set_onblocked(None);
    answer
}

async fn settled(request: &IdbRequest) -> Result<JsValue, StorageError> {
    answer(request).await
}

/// Listens at once; what it answers with may be awaited later.
fn answer(request: &IdbRequest) -> impl Future<Output = Result<JsValue, StorageError>> + use<> {
    let request = request.clone();
    let answered = JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }));
    async move {
        match waited(answered).await {
            Ok(_) => request.result().map_err(|error| failed(&error)),
            Err(_) => Err(match request.error() {
                Ok(Some(error)) => named(&error),
                _ => StorageError::Closed,
            }),
        }
    }
}

fn failed(error: &JsValue) -> StorageError {
    error
        .dyn_ref::<DomException>()
        .map_or(StorageError::Closed, named)
}

fn named(error: &DomException) -> StorageError {
    match error.name().as_str() {
        "QuotaExceededError" => StorageError::Full,
        "SecurityError" | "InvalidStateError" | "UnknownError" => StorageError::Closed,
        name => StorageError::Failed(name.to_owned()),
    }
}
