//! What belongs to the request being served, wherever in its call chain it is asked for.

use std::cell::Cell;

use uuid::Uuid;

tokio::task_local! {
    static CURRENT: Current;
}

struct Current {
    id: String,
    is_unlogged: Cell<bool>,
}

/// Runs `future` as the request `id`.
pub(super) async fn within<F: Future>(id: String, future: F) -> (F::Output, bool) {
    let current = Current {
        id,
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

/// Leaves the request out of the log: probes and metrics come every few seconds.
pub fn mark_unlogged() {
    // Outside a request there is no log line to leave out.
    let _ = CURRENT.try_with(|current| current.is_unlogged.set(true));
}

pub(super) fn new_id() -> String {
    Uuid::now_v7().simple().to_string()
}
