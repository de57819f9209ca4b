//! Ending a session, or stopping it: asked once, with what happens to what was captured.

use crate::router::use_navigator;
use shared::observations::OperationBody;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::route::Route;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, Dialog};

#[derive(Properties, PartialEq)]
pub struct EndingProps {
    pub here: Here,
    /// The time of the touch that asked: the session ends there, however long the question stands.
    pub asked_at: Option<f64>,
    pub onclose: Callback<()>,
}

#[component]
pub fn Ending(props: &EndingProps) -> Html {
    let text = use_text();
    let navigator = use_navigator();
    let is_stopping = use_state(|| false);
    let here = &props.here;
    let go = {
        let onclose = props.onclose.clone();
        move |route: Route| {
            onclose.emit(());
            if let Some(navigator) = &navigator {
                navigator.push(&route);
            }
        }
    };
    let onend = {
        let (store, id, at, go) = (here.store.clone(), here.id, props.asked_at, go.clone());
        Callback::from(move |_: MouseEvent| {
            store.append(
                id,
                OperationBody::End {},
                at.unwrap_or_else(js_sys::Date::now),
            );
            go(Route::ObservationDraft { id: id.to_string() });
        })
    };
    let close = {
        let (onclose, is_stopping) = (props.onclose.clone(), is_stopping.clone());
        Callback::from(move |()| {
            is_stopping.set(false);
            onclose.emit(());
        })
    };
    let stop = |discard: bool| {
        let (store, id, go) = (here.store.clone(), here.id, go.clone());
        let onclose = close.clone();
        Callback::from(move |_: MouseEvent| {
            let (store, go, onclose) = (store.clone(), go.clone(), onclose.clone());
            spawn_local(async move {
                if store.stop(id, discard).await {
                    go(Route::Observation { id: id.to_string() });
                } else {
                    onclose.emit(());
                }
            });
        })
    };
    let onstop = {
        let is_stopping = is_stopping.clone();
        Callback::from(move |_: MouseEvent| is_stopping.set(true))
    };
    let goon = {
        let close = close.clone();
        Callback::from(move |_: MouseEvent| close.emit(()))
    };
    let title = if *is_stopping {
        t!(text, "live-stop-title")
    } else {
        t!(text, "live-end-title")
    };
    html! {
        <Dialog id="ending" open={props.asked_at.is_some()} {title} onclose={close.clone()}>
            if *is_stopping {
                <p>{ t!(text, "live-stop-body") }</p>
                <div class="stack-tight">
                    <Button wide=true onclick={stop(false)}>{ t!(text, "live-stop-keep") }</Button>
                    <Button wide=true kind={ButtonKind::Danger} onclick={stop(true)}>{ t!(text, "live-stop-discard") }</Button>
                    <Button wide=true onclick={goon}>{ t!(text, "live-go-on") }</Button>
                </div>
            } else if props.asked_at.is_some() {
                <p>{ t!(text, "live-end-body") }</p>
                <div class="stack-tight">
                    <Button wide=true kind={ButtonKind::Primary} onclick={onend}>{ t!(text, "live-end-confirm") }</Button>
                    <Button wide=true onclick={goon}>{ t!(text, "live-go-on") }</Button>
                    <Button wide=true kind={ButtonKind::Quiet} onclick={onstop}>{ t!(text, "live-stop") }</Button>
                </div>
            }
        </Dialog>
    }
}
