//! Parsed versions by content hash. A version never changes, so nothing here goes stale.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use shared::frameworks::Framework;

/// A parsed instrument takes about a quarter of a megabyte, and an organisation uses a few.
const N_KEPT_MAX: usize = 16;

static KEPT: LazyLock<RwLock<HashMap<String, Arc<Framework>>>> = LazyLock::new(RwLock::default);

pub(super) fn get(hash: &str) -> Option<Arc<Framework>> {
    KEPT.read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(hash)
        .cloned()
}

pub(super) fn put(hash: &str, framework: Framework) -> Arc<Framework> {
    let framework = Arc::new(framework);
    let mut kept = KEPT.write().unwrap_or_else(PoisonError::into_inner);
    // Which one makes room does not matter: it is read again when it is next asked for.
    if kept.len() >= N_KEPT_MAX
        && let Some(other) = kept.keys().next().cloned()
    {
        kept.remove(&other);
    }
    kept.insert(hash.to_owned(), Arc::clone(&framework));
    framework
}
