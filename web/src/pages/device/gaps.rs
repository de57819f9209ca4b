//! What was said to be safe on this device and is not there any more.

use shared::values::ObservationId;
use yew::prelude::*;

use crate::route::Route;
use crate::state::observations::{Gap, ObservationStore, use_observations};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonLink, ButtonRow, Notice, NoticeKind};

#[component]
pub fn Gaps() -> Html {
    let text = use_text();
    let store = use_observations();
    {
        let store = store.clone();
        let ids: Vec<ObservationId> = store.gaps.keys().copied().collect();
        use_effect_with((store.is_ready, ids), move |(_, ids)| {
            for id in ids {
                store.open(*id);
            }
        });
    }
    if store.gaps.is_empty() && !store.is_anew {
        return html! { <p>{ t!(text, "device-check-whole") }</p> };
    }
    html! {
        <>
            { for store.gaps.iter().map(|(id, gap)| one(text, &store, *id, gap)) }
            if store.is_anew { { anew(text, &store) } }
        </>
    }
}

/// What was only kept for reading: nothing that somebody wrote is in it.
fn anew(text: Text, store: &ObservationStore) -> Html {
    let onread = {
        let store = store.clone();
        Callback::from(move |_| store.read_anew())
    };
    html! {
        <Notice kind={NoticeKind::Warm} title={t!(text, "device-anew-title")}>
            <p>{ t!(text, "device-anew") }</p>
            <ButtonRow><Button onclick={onread}>{ t!(text, "device-gap-read") }</Button></ButtonRow>
        </Notice>
    }
}

fn one(text: Text, store: &ObservationStore, id: ObservationId, gap: &Gap) -> Html {
    let record = store.record(id).map(|open| &open.record);
    let title = match record {
        Some(record) => t!(
            text,
            "device-gap-title",
            name = record.observation.practitioner.name.as_str()
        ),
        None => t!(text, "device-gap-title-unknown"),
    };
    let n_safe: usize = record.map_or(0, |record| {
        record.segments.iter().map(|s| s.operations.len()).sum()
    });
    let onread = {
        let store = store.clone();
        Callback::from(move |_| store.read_gap(id))
    };
    let to = Route::Observation { id: id.to_string() };
    html! {
        <Notice key={id.to_string()} kind={NoticeKind::Warm} {title}>
            if gap.n_missing > 0 {
                <p>{ t!(text, "device-gap-missing", n = gap.n_missing) }</p>
            }
            if gap.n_altered > 0 {
                <p>{ t!(text, "device-gap-altered", n = gap.n_altered) }</p>
            }
            if gap.is_unreadable {
                <p>{ t!(text, "device-gap-unreadable") }</p>
            }
            <p>{ t!(text, "device-gap-safe", n = n_safe) }</p>
            <p>{ t!(text, "device-gap-help") }</p>
            <ButtonRow>
                <ButtonLink {to}>{ t!(text, "device-gap-open") }</ButtonLink>
                <Button onclick={onread}>{ t!(text, "device-gap-read") }</Button>
            </ButtonRow>
        </Notice>
    }
}
