//! A file of what waits here, and what becomes of one that is brought back.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::state::failures;
use crate::state::observations::{NotRestored, Restored, Saved, use_observations};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Card, FileField, Notice, NoticeKind};

/// How saving or restoring went.
#[derive(Clone, PartialEq)]
enum Outcome {
    Idle,
    Restoring,
    Saved(Saved),
    NotSaved,
    Restored(Restored),
    NotRestored(NotRestored),
}

#[component]
pub fn Rescue() -> Html {
    let text = use_text();
    let store = use_observations();
    let outcome = use_state(|| Outcome::Idle);
    let onsave = {
        let (store, outcome) = (store.clone(), outcome.clone());
        Callback::from(move |_: MouseEvent| {
            let (store, outcome) = (store.clone(), outcome.clone());
            spawn_local(async move {
                outcome.set(match store.save_rescue_file().await {
                    Ok(saved) => Outcome::Saved(saved),
                    Err(_) => Outcome::NotSaved,
                });
            });
        })
    };
    let onfile = {
        let (store, outcome) = (store.clone(), outcome.clone());
        Callback::from(move |file: String| {
            let (store, outcome) = (store.clone(), outcome.clone());
            outcome.set(Outcome::Restoring);
            spawn_local(async move {
                outcome.set(match store.restore(&file).await {
                    Ok(restored) => Outcome::Restored(restored),
                    Err(why) => Outcome::NotRestored(why),
                });
            });
        })
    };
    html! {
        <Card title={t!(text, "rescue-title")}>
            <p class="muted small">{ t!(text, "rescue-lead") }</p>
            { said(text, &outcome) }
            <ButtonRow><Button onclick={onsave}>{ t!(text, "rescue-save") }</Button></ButtonRow>
            <FileField id="rescue" label={t!(text, "rescue-restore")} accept=".json,application/json" {onfile} />
        </Card>
    }
}

fn saved_words(text: Text, saved: Saved) -> Html {
    let kind = match saved.n_left_out {
        0 => NoticeKind::Done,
        _ => NoticeKind::Warm,
    };
    html! {
        <Notice {kind} announce=true>
            if saved.is_file {
                <p>{ t!(text, "rescue-saved") }</p>
            } else if saved.n_left_out == 0 {
                <p>{ t!(text, "rescue-nothing") }</p>
            }
            if saved.n_left_out > 0 {
                <p>{ t!(text, "rescue-left-out", n = saved.n_left_out) }</p>
            }
        </Notice>
    }
}

fn said(text: Text, outcome: &Outcome) -> Html {
    let (kind, words) = match outcome {
        Outcome::Idle => return Html::default(),
        Outcome::Restoring => {
            return html! { <p role="status">{ t!(text, "rescue-restoring") }</p> };
        }
        Outcome::Saved(saved) => return saved_words(text, *saved),
        Outcome::NotSaved => (NoticeKind::Warm, t!(text, "rescue-not-saved")),
        Outcome::Restored(restored) => {
            let (n, known) = (restored.n_restored, restored.n_known);
            if restored.n_damaged > 0 {
                let words = t!(text, "rescue-restored-part", n = n, known = known);
                (NoticeKind::Warm, words)
            } else {
                let words = t!(text, "rescue-restored", n = n, known = known);
                (NoticeKind::Done, words)
            }
        }
        Outcome::NotRestored(NotRestored::Unreadable) => {
            (NoticeKind::Warm, t!(text, "rescue-unreadable"))
        }
        Outcome::NotRestored(NotRestored::NotYours) => {
            (NoticeKind::Warm, t!(text, "rescue-not-yours"))
        }
        Outcome::NotRestored(NotRestored::Refused(failure)) => {
            (NoticeKind::Warm, failures::words(text, failure))
        }
    };
    let (n_waiting, n_damaged) = match outcome {
        Outcome::Restored(restored) => (restored.n_waiting, restored.n_damaged),
        _ => (0, 0),
    };
    // What only waits here is neither on the server nor missing.
    let only_waits = matches!(outcome, Outcome::Restored(r) if r.n_restored == 0 && n_waiting > 0);
    html! {
        <Notice {kind} announce=true>
            if !only_waits {
                <p>{ words }</p>
            }
            if n_waiting > 0 {
                <p>{ t!(text, "rescue-waiting", n = n_waiting) }</p>
            }
            if n_damaged > 0 {
                <p>{ t!(text, "rescue-damaged", n = n_damaged) }</p>
            }
        </Notice>
    }
}
