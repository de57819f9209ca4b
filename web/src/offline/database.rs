//! IndexedDB, and all of it: nothing else in the app touches it.
//!
//! Values are JSON text under keys that stand outside of them, so that a later release can
//! seal a value without changing how it is found. Nothing but IndexedDB requests is ever
//! awaited inside a transaction: one that waits for anything else commits by itself.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest,
    IdbRequest, IdbTransaction,
};

/// Raised whenever a store is added; an upgrade only ever adds.
const VERSION: u32 = 1;

/// Why something could not be kept on or read from this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The device has no room left.
    Full,
    /// The browser gives no storage, as in some private windows.
    Closed,
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
}

impl Store {
    const ALL: [Store; 6] = [
        Store::Observations,
        Store::Segments,
        Store::Operations,
        Store::Outbox,
        Store::Frameworks,
        Store::Kept,
    ];

    fn name(self) -> &'static str {
        match self {
            Store::Observations => "observations",
            Store::Segments => "segments",
            Store::Operations => "operations",
            Store::Outbox => "outbox",
            Store::Frameworks => "frameworks",
            Store::Kept => "kept",
        }
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
    open: RefCell<Option<IdbDatabase>>,
}

impl Database {
    /// Opens or makes the database of that name.
    pub async fn open(name: impl Into<String>) -> Result<Self, StorageError> {
        let database = Self {
            name: name.into(),
            open: RefCell::new(None),
        };
        database.connection().await?;
        Ok(database)
    }

    /// Begins a transaction over `stores`.
    pub async fn begin(
        &self,
        stores: &[Store],
        access: Access,
    ) -> Result<Transaction, StorageError> {
        let connection = self.connection().await?;
        match Transaction::begin(&connection, stores, access) {
            Ok(transaction) => Ok(transaction),
            Err(_) => {
                self.open.replace(None);
                Transaction::begin(&self.connection().await?, stores, access)
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

async fn connect(name: &str) -> Result<IdbDatabase, StorageError> {
    let request = factory()?
        .open_with_u32(name, VERSION)
        .map_err(|error| failed(&error))?;
    let upgrade = Closure::once(make_stores);
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let connection: IdbDatabase = settled(&request)
        .await?
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

fn make_stores(event: web_sys::Event) {
    let connection = event
        .target()
        .and_then(|target| target.dyn_into::<IdbOpenDbRequest>().ok())
        .and_then(|request| request.result().ok())
        .and_then(|result| result.dyn_into::<IdbDatabase>().ok());
    let Some(connection) = connection else { return };
    let present = connection.object_store_names();
    for store in Store::ALL {
        if !present.contains(store.name()) {
            // A failure aborts the upgrade, and opening reports it.
            let _ = connection.create_object_store(store.name());
        }
    }
}

fn factory() -> Result<IdbFactory, StorageError> {
    web_sys::window()
        .and_then(|window| window.indexed_db().ok().flatten())
        .ok_or(StorageError::Closed)
}

/// Reads and writes that happen together or not at all.
pub struct Transaction {
    inner: IdbTransaction,
    /// Settles with the transaction. Made at the start, or an early abort would be missed.
    end: Promise,
}

impl Transaction {
    fn begin(
        connection: &IdbDatabase,
        stores: &[Store],
        access: Access,
    ) -> Result<Self, StorageError> {
        let names: Array = stores
            .iter()
            .map(|store| JsValue::from_str(store.name()))
            .collect();
        let mode = match access {
            Access::Read => "readonly",
            Access::Write => "readwrite",
        };
        let inner = strict_transaction(connection, &names, mode).map_err(|error| failed(&error))?;
        let end = Promise::new(&mut |resolve, reject| {
            inner.set_oncomplete(Some(&resolve));
            inner.set_onabort(Some(&reject));
        });
        Ok(Self { inner, end })
    }

    pub async fn get(
        &self,
        store: Store,
        place: Place<'_>,
    ) -> Result<Option<String>, StorageError> {
        let request = self
            .store(store)?
            .get(&place.key())
            .map_err(|error| failed(&error))?;
        Ok(settled(&request).await?.as_string())
    }

    /// Everything that belongs to `of`, from its `first` on, in order.
    pub async fn all_from(
        &self,
        store: Store,
        of: &str,
        first: i64,
    ) -> Result<Vec<String>, StorageError> {
        // An array sorts after every number, so it ends the range.
        let end = Array::of2(&of.into(), &Array::new());
        let range = IdbKeyRange::bound(&Place::Nth(of, first).key(), &end)
            .map_err(|error| failed(&error))?;
        self.texts(self.store(store)?.get_all_with_key(&range))
            .await
    }

    /// The whole store.
    pub async fn all(&self, store: Store) -> Result<Vec<String>, StorageError> {
        self.texts(self.store(store)?.get_all()).await
    }

    /// Writes over what stands there.
    pub fn put(&self, store: Store, place: Place<'_>, value: &str) -> Result<(), StorageError> {
        self.store(store)?
            .put_with_key(&value.into(), &place.key())
            .map(drop)
            .map_err(|error| failed(&error))
    }

    /// Writes where nothing stands; otherwise the whole transaction fails.
    pub fn add(&self, store: Store, place: Place<'_>, value: &str) -> Result<(), StorageError> {
        self.store(store)?
            .add_with_key(&value.into(), &place.key())
            .map(drop)
            .map_err(|error| failed(&error))
    }

    /// Removes what belongs to `of`, from its `first` to its `last`.
    pub fn remove(
        &self,
        store: Store,
        of: &str,
        first: i64,
        last: i64,
    ) -> Result<(), StorageError> {
        let range = IdbKeyRange::bound(&Place::Nth(of, first).key(), &Place::Nth(of, last).key())
            .map_err(|error| failed(&error))?;
        self.store(store)?
            .delete(&range)
            .map(drop)
            .map_err(|error| failed(&error))
    }

    /// Removes what stands under the name.
    pub fn remove_named(&self, store: Store, name: &str) -> Result<(), StorageError> {
        self.store(store)?
            .delete(&Place::Named(name).key())
            .map(drop)
            .map_err(|error| failed(&error))
    }

    /// Waits until everything is kept. A write has then reached the disk.
    pub async fn commit(self) -> Result<(), StorageError> {
        match JsFuture::from(self.end).await {
            Ok(_) => Ok(()),
            Err(_) => Err(self.inner.error().map_or_else(
                || StorageError::Failed("AbortError".to_owned()),
                |error| named(&error),
            )),
        }
    }

    fn store(&self, store: Store) -> Result<IdbObjectStore, StorageError> {
        self.inner
            .object_store(store.name())
            .map_err(|error| failed(&error))
    }

    async fn texts(
        &self,
        request: Result<IdbRequest, JsValue>,
    ) -> Result<Vec<String>, StorageError> {
        let request = request.map_err(|error| failed(&error))?;
        let values: Array = settled(&request).await?.unchecked_into();
        Ok(values
            .iter()
            .filter_map(|value| value.as_string())
            .collect())
    }
}

/// The binding of `transaction` without its third argument would leave the write in the
/// operating system's hands: two in a hundred were lost when the power was cut.
fn strict_transaction(
    connection: &IdbDatabase,
    names: &Array,
    mode: &str,
) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction: Function = Reflect::get(connection, &"transaction".into())?.dyn_into()?;
    transaction
        .call3(connection, names, &mode.into(), &options)?
        .dyn_into()
}

async fn settled(request: &IdbRequest) -> Result<JsValue, StorageError> {
    let answer = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(answer).await {
        Ok(_) => request.result().map_err(|error| failed(&error)),
        Err(_) => Err(match request.error() {
            Ok(Some(error)) => named(&error),
            _ => StorageError::Closed,
        }),
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
