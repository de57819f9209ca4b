//! Ending a session, or stopping it: asked once, with what happens to what was captured.

use std::cell::Cell;
use std::rc::Rc;

use crate::router::use_navigator;
use shared::observations::OperationBody;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::note::Finish;
use crate::pages::observations::note::Rest;
use crate::pages::observations::opened::Here;
use crate::route::Route;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, Dialog, Notice, NoticeKind};

#[derive(Properties, PartialEq)]
pub struct EndingProps {
    pub here: Here,
    /// The time of the touch that asked: the session ends there, however long the question stands.
    pub asked_at: Option<f64>,
    pub onclose: Callback<()>,
    /// Writes the note in the field first: nothing that was typed is left behind.
    pub finish: Finish,
}

#[component]
pub fn Ending(props: &EndingProps) -> Html {
    let text = use_text();
    let navigator = use_navigator();
    let is_stopping = use_state(|| false);
    let (after_note, refused) = use_after_note(&props.finish, &props.onclose);
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
        let after_note = after_note.clone();
        Callback::from(move |_: MouseEvent| {
            let (store, go) = (store.clone(), go.clone());
            after_note.emit(Box::new(move || {
                let at = at.unwrap_or_else(js_sys::Date::now);
                store.append(id, OperationBody::End {}, at);
                go(Route::ObservationDraft { id: id.to_string() });
            }));
        })
    };
    let close = {
        let (onclose, is_stopping, refused) =
            (props.onclose.clone(), is_stopping.clone(), refused.setter());
        Callback::from(move |()| {
            is_stopping.set(false);
            refused.set(None);
            onclose.emit(());
        })
    };
    let stop = |discard: bool| {
        let (store, id, go) = (here.store.clone(), here.id, go.clone());
        let (onclose, after_note) = (close.clone(), after_note.clone());
        Callback::from(move |_: MouseEvent| {
            let (store, go, onclose) = (store.clone(), go.clone(), onclose.clone());
            let stop = move || {
                spawn_local(async move {
                    if !store.stop(id, discard).await {
                        return onclose.emit(());
                    }
                    if discard {
                        store.let_go(BegunAs::Note, id);
                    }
                    go(Route::Observation { id: id.to_string() });
                });
            };
            match discard {
                true => stop(),
                false => after_note.emit(Box::new(stop)),
            }
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
    let refused = (*refused).clone().map(|why| {
        html! {
            <Notice kind={NoticeKind::Warm} announce=true title={t!(text, "live-end-note-refused")}><p>{ why }</p></Notice>
        }
    });
    html! {
        <Dialog id="ending" open={props.asked_at.is_some()} {title} onclose={close.clone()}>
            if *is_stopping {
                <p>{ t!(text, "live-stop-body") }</p>
                { for refused }
                <div class="stack-tight">
                    <Button wide=true onclick={stop(false)}>{ t!(text, "live-stop-keep") }</Button>
                    <Button wide=true kind={ButtonKind::Danger} onclick={stop(true)}>{ t!(text, "live-stop-discard") }</Button>
                    <Button wide=true onclick={goon}>{ t!(text, "live-go-on") }</Button>
                </div>
            } else if props.asked_at.is_some() {
                <p>{ t!(text, "live-end-body") }</p>
                { for refused }
                <div class="stack-tight">
                    <Button wide=true kind={ButtonKind::Primary} onclick={onend}>{ t!(text, "live-end-confirm") }</Button>
                    <Button wide=true onclick={goon}>{ t!(text, "live-go-on") }</Button>
                    <Button wide=true kind={ButtonKind::Quiet} onclick={onstop}>{ t!(text, "live-stop") }</Button>
                </div>
            }
        </Dialog>
    }
}

type Act = Box<dyn FnOnce()>;

/// Acts once the note in the field is kept. Where it is none, says why and acts not; where it cannot
/// be kept, the page says so and goes on standing.
#[hook]
fn use_after_note(
    finish: &Finish,
    onclose: &Callback<()>,
) -> (Callback<Act>, UseStateHandle<Option<AttrValue>>) {
    let refused = use_state(|| None::<AttrValue>);
    // A second press, before the first has come to anything, ends nothing twice.
    let is_busy = use_memo((), |()| Rc::new(Cell::new(false)));
    let (finish, onclose, set) = (finish.clone(), onclose.clone(), refused.setter());
    let after = Callback::from(move |act: Act| {
        if is_busy.get() {
            return;
        }
        let finish = finish.borrow().clone();
        match finish.map_or(Rest::Nothing, |finish| finish.emit(())) {
            Rest::Nothing => act(),
            Rest::Refused(why) => set.set(Some(why)),
            Rest::Writing(writing) => {
                is_busy.set(true);
                let (is_busy, onclose) = (is_busy.clone(), onclose.clone());
                spawn_local(async move {
                    let is_kept = writing.await;
                    is_busy.set(false);
                    match is_kept {
                        true => act(),
                        false => onclose.emit(()),
                    }
                });
            }
        }
    });
    (after, refused)
}
