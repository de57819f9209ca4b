//! One transaction: sealing what goes in, opening what comes out.

use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use shared::vault::to_hex;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use super::{Access, Place, StorageError, Store, answer, failed, named, record_of, settled};
use crate::offline::breath::Breath;
use crate::offline::patience::waited;
use crate::offline::vault::Vault;

/// The name under which something is kept, and its text or why it cannot be read.
pub type Each = (String, Result<String, StorageError>);

/// Reads and writes that happen together or not at all.
pub struct Transaction {
    inner: IdbTransaction,
    vault: Option<Rc<Vault>>,
    /// Settles with the transaction. Made at the start, or an early abort would be missed.
    end: Promise,
}

impl Transaction {
    pub(super) fn begin(
        connection: &IdbDatabase,
        vault: Option<Rc<Vault>>,
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
        Ok(Self { inner, vault, end })
    }

    pub async fn get(
        &self,
        store: Store,
        place: Place<'_>,
    ) -> Result<Option<String>, StorageError> {
        let key = place.key();
        let request = self
            .store(store)?
            .get(&key)
            .map_err(|error| failed(&error))?;
        let value = settled(&request).await?;
        if value.is_undefined() {
            return Ok(None);
        }
        self.unsealed(store, &key, &value).map(Some)
    }

    /// A value that the first version of the app left readable; none where it is sealed.
    pub async fn plain(
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
        let (keys, values) = self.sealed_from(store, of, first).await?;
        self.opened(store, &keys, &values)
    }

    /// The same for longer work that the page is not to wait for: the transaction ends before what
    /// was read is opened.
    pub async fn all_from_at_leisure(
        self,
        store: Store,
        of: &str,
        first: i64,
        breath: &mut Breath,
    ) -> Result<Vec<String>, StorageError> {
        let (keys, values) = self.sealed_from(store, of, first).await?;
        let mut texts = Vec::new();
        for (key, value) in keys.iter().zip(values.iter()) {
            breath.take().await;
            texts.push(self.unsealed(store, &key, &value)?);
        }
        Ok(texts)
    }

    /// The whole store.
    pub async fn all(&self, store: Store) -> Result<Vec<String>, StorageError> {
        let objects = self.store(store)?;
        let (keys, values) = lists(objects.get_all_keys(), objects.get_all()).await?;
        self.opened(store, &keys, &values)
    }

    /// Everything the store holds with its name, each read for itself: one that is damaged hides
    /// no other.
    pub async fn each(&self, store: Store) -> Result<Vec<Each>, StorageError> {
        let objects = self.store(store)?;
        let (keys, values) = lists(objects.get_all_keys(), objects.get_all()).await?;
        let pairs = keys.iter().zip(values.iter());
        Ok(pairs
            .filter_map(|(key, value)| Some((record_of(&key)?, self.unsealed(store, &key, &value))))
            .collect())
    }

    /// Whether anything stands there.
    pub async fn holds(&self, store: Store, place: Place<'_>) -> Result<bool, StorageError> {
        let request = self
            .store(store)?
            .get_key(&place.key())
            .map_err(|error| failed(&error))?;
        Ok(!settled(&request).await?.is_undefined())
    }

    /// Writes over what stands there.
    pub fn put(&self, store: Store, place: Place<'_>, value: &str) -> Result<(), StorageError> {
        let key = place.key();
        let value = self.sealed(store, &key, value)?;
        self.store(store)?
            .put_with_key(&value, &key)
            .map(drop)
            .map_err(|error| failed(&error))
    }

    /// Writes where nothing stands; otherwise the whole transaction fails.
    pub fn add(&self, store: Store, place: Place<'_>, value: &str) -> Result<(), StorageError> {
        let key = place.key();
        let value = self.sealed(store, &key, value)?;
        self.store(store)?
            .add_with_key(&value, &key)
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

    /// Removes everything the store holds.
    pub fn clear(&self, store: Store) -> Result<(), StorageError> {
        self.store(store)?
            .clear()
            .map(drop)
            .map_err(|error| failed(&error))
    }

    /// The keys of the whole store.
    pub async fn names(&self, store: Store) -> Result<Vec<String>, StorageError> {
        let request = self
            .store(store)?
            .get_all_keys()
            .map_err(|error| failed(&error))?;
        let keys: Array = settled(&request).await?.unchecked_into();
        Ok(keys.iter().filter_map(|key| record_of(&key)).collect())
    }

    /// The bytes of the whole store as they lie there, each with its key: for handing over
    /// what is sealed without opening it.
    pub async fn envelopes(&self, store: Store) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        let objects = self.store(store)?;
        let (keys, values) = lists(objects.get_all_keys(), objects.get_all()).await?;
        let pairs = keys.iter().zip(values.iter());
        Ok(pairs
            .filter_map(|(key, value)| {
                let bytes = value.dyn_ref::<Uint8Array>()?.to_vec();
                Some((record_of(&key)?, bytes))
            })
            .collect())
    }

    /// Removes what stands under these names, each with its envelope in hexadecimal digits: one that
    /// was written over meanwhile stays.
    pub async fn remove_envelopes(
        &self,
        store: Store,
        envelopes: &BTreeMap<&str, &str>,
    ) -> Result<(), StorageError> {
        let objects = self.store(store)?;
        let (keys, values) = lists(objects.get_all_keys(), objects.get_all()).await?;
        for (key, value) in keys.iter().zip(values.iter()) {
            let envelope = record_of(&key).and_then(|name| envelopes.get(&*name).copied());
            let bytes = value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
            if envelope.is_some() && bytes.map(|bytes| to_hex(&bytes)).as_deref() == envelope {
                objects.delete(&key).map_err(|error| failed(&error))?;
            }
        }
        Ok(())
    }

    /// How many values of the store have no name, or are nothing that was sealed.
    pub async fn n_unnamed(&self, store: Store) -> Result<usize, StorageError> {
        let request = self.store(store)?.count().map_err(|error| failed(&error))?;
        // A count of what one browser keeps is a whole number.
        let n_all = settled(&request).await?.as_f64().unwrap_or(0.0) as usize;
        Ok(n_all.saturating_sub(self.envelopes(store).await?.len()))
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

    /// Waits until everything is kept. A write has then reached the disk.
    pub async fn commit(self) -> Result<(), StorageError> {
        // Without this the browser first reports what each write came to, in case there are more.
        #[expect(
            deprecated,
            reason = "only in the list web-sys is made from; the standard has it"
        )]
        let committing = self.inner.commit();
        // A refusal says that the transaction has ended already: how is heard below.
        drop(committing);
        match waited(JsFuture::from(self.end)).await {
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

    /// Keys and values of everything that belongs to `of`, from its `first` on, in order.
    async fn sealed_from(
        &self,
        store: Store,
        of: &str,
        first: i64,
    ) -> Result<(Array, Array), StorageError> {
        // An array sorts after every number, so it ends the range.
        let end = Array::of2(&of.into(), &Array::new());
        let range = IdbKeyRange::bound(&Place::Nth(of, first).key(), &end)
            .map_err(|error| failed(&error))?;
        let objects = self.store(store)?;
        let keys = objects.get_all_keys_with_key(&range);
        let values = objects.get_all_with_key(&range);
        lists(keys, values).await
    }

    fn opened(
        &self,
        store: Store,
        keys: &Array,
        values: &Array,
    ) -> Result<Vec<String>, StorageError> {
        let pairs = keys.iter().zip(values.iter());
        pairs
            .map(|(key, value)| self.unsealed(store, &key, &value))
            .collect()
    }

    pub(super) async fn seal_store(&self, store: Store) -> Result<(), StorageError> {
        let objects = self.store(store)?;
        let (keys, values) = lists(objects.get_all_keys(), objects.get_all()).await?;
        for (key, value) in keys.iter().zip(values.iter()) {
            if let Some(plain) = value.as_string() {
                let sealed = self.sealed(store, &key, &plain)?;
                objects
                    .put_with_key(&sealed, &key)
                    .map_err(|error| failed(&error))?;
            }
        }
        Ok(())
    }

    fn sealed(&self, store: Store, key: &JsValue, plain: &str) -> Result<JsValue, StorageError> {
        if !store.is_sealed() {
            return Ok(plain.into());
        }
        let vault = self.vault.as_ref().ok_or(StorageError::Locked)?;
        let record = record_of(key).ok_or(StorageError::Unreadable)?;
        Ok(Uint8Array::from(vault.seal(store.name(), &record, plain)?.as_slice()).into())
    }

    fn unsealed(
        &self,
        store: Store,
        key: &JsValue,
        value: &JsValue,
    ) -> Result<String, StorageError> {
        if !store.is_sealed() {
            return value.as_string().ok_or(StorageError::Unreadable);
        }
        let vault = self.vault.as_ref().ok_or(StorageError::Locked)?;
        let record = record_of(key).ok_or(StorageError::Unreadable)?;
        let bytes = value
            .dyn_ref::<Uint8Array>()
            .ok_or(StorageError::Unreadable)?;
        vault.open(store.name(), &record, &bytes.to_vec())
    }
}

/// Keys and values of one range; both were asked for in one transaction, so they match.
async fn lists(
    keys: Result<IdbRequest, JsValue>,
    values: Result<IdbRequest, JsValue>,
) -> Result<(Array, Array), StorageError> {
    let keys = keys.map_err(|error| failed(&error))?;
    let values = values.map_err(|error| failed(&error))?;
    // Both wait at once: a request that settled before it was awaited would never be heard.
    let (keys, values) = (answer(&keys), answer(&values));
    let keys = keys.await?;
    let values = values.await?;
    Ok((keys.unchecked_into(), values.unchecked_into()))
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
