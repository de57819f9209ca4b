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
use crate::state::device;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, Dialog, Notice, NoticeKind};

/// The second of two quick taps asks nothing: what stands there now was not read yet.
const READ_MS: f64 = 700.0;

/// What the dialog asks.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Ending,
    Stopping,
    /// Whether what was captured is to go, asked at this time.
    Removing(f64),
}

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
    let step = use_state(|| Step::Ending);
    let (after_note, refused) = use_after_note(&props.finish, &props.onclose);
    let here = &props.here;
    let go = {
        let (onclose, id) = (props.onclose.clone(), here.id);
        move |route: Route| {
            onclose.emit(());
            device::note_quiet(id, false);
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
        let (onclose, step, refused) = (props.onclose.clone(), step.clone(), refused.setter());
        Callback::from(move |()| {
            step.set(Step::Ending);
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
        let step = step.clone();
        Callback::from(move |_: MouseEvent| step.set(Step::Stopping))
    };
    let onask = {
        let step = step.clone();
        Callback::from(move |_: MouseEvent| step.set(Step::Removing(js_sys::Date::now())))
    };
    let onremove = {
        let (stop, step) = (stop(true), step.clone());
        Callback::from(move |event: MouseEvent| match *step {
            Step::Removing(since) if js_sys::Date::now() - since > READ_MS => stop.emit(event),
            _ => {}
        })
    };
    let goon = {
        let close = close.clone();
        Callback::from(move |_: MouseEvent| close.emit(()))
    };
    let (title, body) = match *step {
        Step::Ending => (t!(text, "live-end-title"), t!(text, "live-end-body")),
        Step::Stopping => (t!(text, "live-stop-title"), t!(text, "live-stop-body")),
        Step::Removing(_) => (t!(text, "live-remove-title"), t!(text, "live-remove-body")),
    };
    // Going on stands in the same place, whatever is asked; what removes stands last.
    let (first, last) = match *step {
        Step::Ending => (
            html! { <Button wide=true kind={ButtonKind::Primary} onclick={onend}>{ t!(text, "live-end-confirm") }</Button> },
            html! { <Button wide=true kind={ButtonKind::Quiet} onclick={onstop}>{ t!(text, "live-stop") }</Button> },
        ),
        Step::Stopping => (
            html! { <Button wide=true kind={ButtonKind::Primary} onclick={stop(false)}>{ t!(text, "live-stop-keep") }</Button> },
            html! { <Button wide=true kind={ButtonKind::Quiet} onclick={onask}>{ t!(text, "live-stop-discard") }</Button> },
        ),
        Step::Removing(_) => (
            html! { <Button wide=true kind={ButtonKind::Primary} onclick={stop(false)}>{ t!(text, "live-stop-keep") }</Button> },
            html! { <Button wide=true kind={ButtonKind::Danger} onclick={onremove}>{ removal(text, here) }</Button> },
        ),
    };
    let refused = (*refused).clone().map(|why| {
        html! {
            <Notice kind={NoticeKind::Warm} announce=true title={t!(text, "live-end-note-refused")}><p>{ why }</p></Notice>
        }
    });
    html! {
        <Dialog id="ending" open={props.asked_at.is_some()} {title} onclose={close.clone()}>
            if props.asked_at.is_some() {
                <p class="ending-body">{ body }</p>
                { for refused }
                <div class="stack-tight">
                    { first }
                    <Button wide=true onclick={goon}>{ t!(text, "live-go-on") }</Button>
                    { last }
                </div>
            }
        </Dialog>
    }
}

/// What would go, counted, so that it is not removed by mistake for something smaller.
fn removal(text: Text, here: &Here) -> AttrValue {
    let capture = &here.open.record.capture;
    let n_taps = capture.marks.len() + capture.codes.len();
    let n_notes = capture.notes.len();
    t!(text, "live-remove", taps = n_taps, notes = n_notes)
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
