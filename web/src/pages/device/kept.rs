//! What the browser promises about what is kept here, and what of it waits to be sent.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::state::observations::{self, Promised, use_observations, use_waiting};
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonRow, Card, Notice, NoticeKind, SummaryList, SummaryRow};

#[component]
pub fn Kept() -> Html {
    let text = use_text();
    let store = use_observations();
    let all_waiting = use_waiting();
    let promised = use_state(Promised::default);
    let read = {
        let promised = promised.clone();
        Callback::from(move |()| {
            let promised = promised.clone();
            spawn_local(async move { promised.set(observations::promised().await) });
        })
    };
    {
        let (read, store) = (read.clone(), store.clone());
        use_effect_with(store.is_ready, move |_| {
            read.emit(());
            store.load_list();
        });
    }
    let onask = {
        let read = read.clone();
        Callback::from(move |_| {
            let read = read.clone();
            spawn_local(async move {
                observations::ask_to_keep().await;
                read.emit(());
            });
        })
    };
    let answer = match promised.is_kept {
        Some(true) => t!(text, "device-kept-yes"),
        Some(false) => t!(text, "device-kept-no"),
        None => t!(text, "device-kept-unknown"),
    };
    let room = promised.room.map(|(used, quota)| {
        t!(
            text,
            "device-room",
            used = megabytes(used),
            free = megabytes(quota - used)
        )
    });
    // Of records that are open, those count that know the last tap.
    let of_records = store.records.values().map(|open| &open.record.outbox);
    let others = all_waiting
        .iter()
        .filter(|(of, _)| !store.records.contains_key(of));
    let n_waiting: usize = of_records
        .chain(others.map(|(_, outbox)| &**outbox))
        .map(|outbox| outbox.n_unsent() as usize + outbox.commands.len())
        .sum();
    html! {
        <Card title={t!(text, "device-kept-title")}>
            if store.storage.is_some() {
                <Notice kind={NoticeKind::Warm} title={t!(text, "gate-storage-title")}><p>{ t!(text, "gate-storage-body") }</p></Notice>
            }
            <SummaryList>
                <SummaryRow name={t!(text, "device-waiting")}>{ t!(text, "device-waiting-n", n = n_waiting) }</SummaryRow>
                <SummaryRow name={t!(text, "device-kept")}>{ answer }</SummaryRow>
                { for room.map(|room| html! { <SummaryRow name={t!(text, "device-room-name")}>{ room }</SummaryRow> }) }
            </SummaryList>
            if promised.is_kept == Some(false) {
                <p class="muted small">{ t!(text, "device-kept-help") }</p>
                <ButtonRow><Button onclick={onask}>{ t!(text, "device-kept-ask") }</Button></ButtonRow>
            }
        </Card>
    }
}

/// Whole megabytes, as a person compares them.
fn megabytes(bytes: f64) -> i64 {
    // Far below 2^63.
    (bytes.max(0.0) / 1_000_000.0).round() as i64
}
