//! What the browser promises about what is kept here, and what of it waits to be sent.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::state::observations::{self, Promised, use_observations, use_waiting};
use crate::t;
use crate::text::{Text, use_text};
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
            used = size(text, used),
            free = size(text, quota - used)
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

/// Whole megabytes, and gigabytes with one decimal from a thousand on, as a person compares them.
fn size(text: Text, bytes: f64) -> AttrValue {
    let megabytes = (bytes.max(0.0) / 1_000_000.0).round();
    if megabytes < 1000.0 {
        // Below a thousand.
        return t!(text, "device-size-mb", n = megabytes as i64);
    }
    t!(
        text,
        "device-size-gb",
        n = format!("{:.1}", megabytes / 1000.0)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_said_in_gigabytes_from_a_thousand_megabytes_on() {
        let said = |bytes| size(Text::default(), bytes).to_string();
        assert_eq!(said(-1.0), "0 MB");
        assert_eq!(said(999_400_000.0), "999 MB");
        assert_eq!(said(999_600_000.0), "1.0 GB");
        assert_eq!(said(10_737_000_000.0), "10.7 GB");
    }
}
