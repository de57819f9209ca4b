//! Covering the screen at once, and coming back on purpose: with the PIN, where this session has one.

use std::cell::Cell;
use std::rc::Rc;

use shared::values::PersonId;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::state::device;
use crate::state::session::{self, SessionContext, use_session};
use crate::state::vault::{self, Refusal};
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, PasswordField, Working, focus_by_id};

/// The id of the PIN's field.
const FIELD: &str = "blank-pin";

#[derive(Properties, PartialEq)]
pub struct BlankProps {
    pub open: bool,
    /// Whose session it is.
    pub person: PersonId,
    pub onreturn: Callback<()>,
}

/// What uncovers the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    /// Not known yet: nothing does.
    Unknown,
    Press,
    Pin,
}

/// A black screen that names nobody. A first press anywhere only shows the way back; the
/// second, on that button, takes it, or the PIN does. A sleeve or a curious hand does not uncover
/// anything, and the keyboard works the same way. What lies beneath goes on.
#[component]
pub fn Blank(props: &BlankProps) -> Html {
    let text = use_text();
    let dialog = use_node_ref();
    let is_asking = use_state(|| false);
    let key = use_key(props.open, props.person);
    {
        let (dialog, is_asking) = (dialog.clone(), is_asking.clone());
        use_effect_with(props.open, move |open| {
            is_asking.set(false);
            show(&dialog, *open);
        });
    }
    let ask = {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(true))
    };
    // Escape asks as well, instead of uncovering.
    let oncancel = {
        let is_asking = is_asking.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            is_asking.set(true);
        })
    };
    let back = {
        let onreturn = props.onreturn.clone();
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            onreturn.emit(());
        })
    };
    // A browser may close a dialog on a second Escape whatever the page says.
    let onclose = {
        let (onreturn, dialog, open) = (props.onreturn.clone(), dialog.clone(), props.open);
        Callback::from(move |_: Event| match key {
            Key::Press => onreturn.emit(()),
            Key::Pin | Key::Unknown => show(&dialog, open),
        })
    };
    let way_back = match key {
        _ if !*is_asking => html! {
            <button type="button" class="blank-cover" onclick={ask} aria-label={t!(text, "live-blank-ask")}></button>
        },
        Key::Unknown => html! { <div class="blank-cover"></div> },
        Key::Press => html! {
            <button type="button" class="blank-back" onclick={back} autofocus=true>{ t!(text, "live-blank-back") }</button>
        },
        Key::Pin => html! { <ByPin person={props.person} onreturn={props.onreturn.clone()} /> },
    };
    html! {
        <dialog ref={dialog} class="blank" aria-label={t!(text, "blank-label")} {oncancel} {onclose}>
            if props.open {
                { way_back }
            }
        </dialog>
    }
}

fn show(dialog: &NodeRef, open: bool) {
    let Some(element) = dialog.cast::<HtmlDialogElement>() else {
        return;
    };
    if open && !element.open() {
        // It fails only for a dialog that is open already.
        let _ = element.show_modal();
    } else if !open && element.open() {
        element.close();
    }
}

/// What uncovers the screen, asked anew each time it is covered. A page that is left while only the
/// PIN does is locked.
#[hook]
fn use_key(open: bool, person: PersonId) -> Key {
    let session = use_session();
    let key = use_state_eq(|| Key::Unknown);
    let stands = (*use_memo((), |()| Rc::new(Cell::new(false)))).clone();
    {
        let (key, stands) = (key.setter(), stands.clone());
        use_effect_with((open, person), move |(open, person)| {
            let (open, person) = (*open, *person);
            key.set(Key::Unknown);
            if !open {
                stands.set(false);
                device::note_covered(false);
                return;
            }
            stands.set(true);
            spawn_local(async move {
                let has_pin = vault::has_pin(person).await;
                // It may have been uncovered, or left, meanwhile.
                if stands.get() {
                    device::note_covered(has_pin);
                    stands.set(has_pin);
                    key.set(if has_pin { Key::Pin } else { Key::Press });
                }
            });
        });
    }
    use_effect_with((), move |()| {
        move || {
            if stands.replace(false) && device::is_covered() {
                lock(session);
            }
        }
    });
    *key
}

fn lock(session: SessionContext) {
    spawn_local(session::lock(session));
}

#[derive(Properties, PartialEq)]
struct ByPinProps {
    person: PersonId,
    onreturn: Callback<()>,
}

/// The one field that stands between a covered screen and the session.
#[component]
fn ByPin(props: &ByPinProps) -> Html {
    let text = use_text();
    let session = use_session();
    let typed = use_state(String::new);
    let error = use_state(|| None::<AttrValue>);
    let is_busy = use_state(|| false);
    use_effect_with((), |()| focus_by_id(FIELD));
    let onsubmit = {
        let (typed, error, is_busy) = (typed.clone(), error.clone(), is_busy.clone());
        let (person, onreturn) = (props.person, props.onreturn.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *is_busy || typed.is_empty() {
                return;
            }
            is_busy.set(true);
            let (typed, error, is_busy) = (typed.clone(), error.clone(), is_busy.clone());
            let (session, onreturn) = (session.clone(), onreturn.clone());
            spawn_local(async move {
                let refused = match vault::prove_pin(person, &typed).await {
                    Ok(()) => return onreturn.emit(()),
                    Err(Refusal::WrongPin { n_left }) => {
                        t!(text, "unlock-wrong-pin", n = usize::from(n_left))
                    }
                    Err(Refusal::Storage(_)) => t!(text, "unlock-storage"),
                    // Nothing is left to guess at: the door takes over, and what was captured
                    // stays.
                    Err(_) => return lock(session),
                };
                typed.set(String::new());
                error.set(Some(refused));
                is_busy.set(false);
                focus_by_id(FIELD);
            });
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |digits| typed.set(digits))
    };
    html! {
        <form class="blank-pin quiet form" novalidate=true {onsubmit}>
            <PasswordField id={FIELD} label={t!(text, "pin")} autocomplete="off" digits=true
                value={(*typed).clone()} {oninput} error={(*error).clone()} />
            <Button kind={ButtonKind::Primary} submit=true wide=true busy={*is_busy}>{ t!(text, "live-blank-back") }</Button>
            if *is_busy {
                <Working words={t!(text, "unlock-underway")} />
            }
        </form>
    }
}
