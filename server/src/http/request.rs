//! What belongs to the request being served, wherever in its call chain it is asked for.

use std::cell::Cell;

use uuid::Uuid;

use crate::locale::Locale;

tokio::task_local! {
    static CURRENT: Current;
}

struct Current {
    id: String,
    locale: Cell<Locale>,
    is_unlogged: Cell<bool>,
}

/// Runs `future` as the request `id`, from a client that prefers `locale`; says beside its output
/// whether the log leaves it out.
pub(super) async fn within<F: Future>(id: String, locale: Locale, future: F) -> (F::Output, bool) {
    let current = Current {
        id,
        locale: Cell::new(locale),
        is_unlogged: Cell::new(false),
    };
    CURRENT
        .scope(current, async {
            let output = future.await;
            (output, CURRENT.with(|current| current.is_unlogged.get()))
        })
        .await
}

/// The id of the request being served; none in a job or a command.
pub fn current_request_id() -> Option<String> {
    CURRENT.try_with(|current| current.id.clone()).ok()
}

/// The language that refusals of this request are written in; English in a job or a command.
pub fn current_locale() -> Locale {
    CURRENT
        .try_with(|current| current.locale.get())
        .unwrap_or_default()
}

/// Takes the language of the person who asks, where it is not English: that they chose, while a
/// browser says English for most people who never chose anything.
pub fn speak(locale: Locale) {
    if locale != Locale::English {
        // Outside a request nobody is answered.
        let _ = CURRENT.try_with(|current| current.locale.set(locale));
    }
}

/// Leaves the request out of the log: probes and metrics come every few seconds.
pub fn mark_unlogged() {
    // Outside a request there is no log line to leave out.
    let _ = CURRENT.try_with(|current| current.is_unlogged.set(true));
}

pub(super) fn new_id() -> String {
    Uuid::now_v7().simple().to_string()
}
