//! The door of a locked device: who is on it, and the password that opens what is theirs.

use std::cell::Cell;
use std::rc::Rc;

use shared::values::PersonId;
use wasm_bindgen_futures::spawn_local;
use web_sys::SubmitEvent;
use yew::prelude::*;

use super::SignIn;
use super::notices::DeviceNotices;
use crate::state::device::{self, KnownPerson};
use crate::state::session::{self, use_session};
use crate::state::vault::{self, Refusal, StorageError, Ways};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, Card, Choice, ErrorSummary, FieldProblem, Notice, NoticeKind, Page,
    PageHead, PasswordField, RadioGroup, Working,
};

/// What became of a try.
#[derive(Clone, PartialEq)]
enum Try {
    None,
    Underway,
    Refused(Refusal),
}

/// The tries at a door, one at a time: while one is under way nobody else begins another, nor
/// signs in beside it.
#[derive(Clone)]
struct Tries {
    last: UseStateHandle<Try>,
    /// How many were refused, for the focus of the error summary.
    n_refused: UseStateHandle<u32>,
}

impl Tries {
    fn is_busy(&self) -> bool {
        *self.last == Try::Underway
    }

    fn refusal(&self) -> Option<&Refusal> {
        match &*self.last {
            Try::Refused(refusal) => Some(refusal),
            Try::None | Try::Underway => None,
        }
    }

    fn forget(&self) {
        self.last.set(Try::None);
    }

    /// Tries what `open` does, unless something is under way. The page is gone when it opens.
    fn begin(&self, open: impl Future<Output = Result<(), Refusal>> + 'static) {
        if self.is_busy() {
            return;
        }
        self.last.set(Try::Underway);
        let tries = self.clone();
        spawn_local(async move {
            if let Err(refusal) = open.await {
                tries.n_refused.set(*tries.n_refused + 1);
                tries.last.set(Try::Refused(refusal));
            }
        });
    }
}

#[hook]
fn use_tries() -> Tries {
    Tries {
        last: use_state(|| Try::None),
        n_refused: use_state(|| 0),
    }
}

/// The ways into the vault of whoever is chosen; none while they are looked for. What is found
/// late, of somebody chosen before, is dropped.
#[hook]
fn use_ways(person: Option<PersonId>) -> Option<Result<Ways, StorageError>> {
    let found = use_state(|| None);
    {
        let found = found.setter();
        use_effect_with(person, move |person| {
            let is_wanted = Rc::new(Cell::new(true));
            found.set(None);
            if let Some(person) = *person {
                let is_wanted = is_wanted.clone();
                spawn_local(async move {
                    let ways = vault::ways(person).await;
                    if is_wanted.get() {
                        found.set(Some(ways));
                    }
                });
            }
            move || is_wanted.set(false)
        });
    }
    (*found).clone()
}

/// Shown in place of any page while a vault is on this device and none is open.
#[component]
pub fn Unlock() -> Html {
    let people = use_memo((), |()| device::people());
    let chosen = use_state(|| people.first().map(|known| known.person));
    let signs_in = use_state(|| false);
    let found = use_ways(*chosen);
    let onsignin = {
        let signs_in = signs_in.clone();
        Callback::from(move |()| signs_in.set(true))
    };
    let onchoose = {
        let chosen = chosen.clone();
        Callback::from(move |id: AttrValue| chosen.set(PersonId::parse(&id).ok()))
    };
    match people.iter().find(|known| Some(known.person) == *chosen) {
        Some(known) if !*signs_in => html! {
            <Door people={people.clone()} known={known.clone()} {found} {onchoose} {onsignin} />
        },
        _ => html! { <SignIn /> },
    }
}

#[derive(Properties, PartialEq)]
struct DoorProps {
    people: Rc<Vec<KnownPerson>>,
    /// Whoever of them is chosen.
    known: KnownPerson,
    found: Option<Result<Ways, StorageError>>,
    onchoose: Callback<AttrValue>,
    onsignin: Callback<()>,
}

#[component]
fn Door(props: &DoorProps) -> Html {
    let text = use_text();
    let session = use_session();
    let typed = use_state(String::new);
    let goes_by_password = use_state(|| false);
    let tries = use_tries();
    let person = props.known.person;
    let ways = match &props.found {
        Some(Ok(ways)) => *ways,
        Some(Err(_)) | None => Ways::default(),
    };
    let takes_pin = ways.pin && !*goes_by_password;
    let onsubmit = {
        let (tries, typed, session) = (tries.clone(), typed.clone(), session.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if typed.is_empty() {
                return;
            }
            let (session, typed) = (session.clone(), typed.clone());
            tries.begin(async move {
                let words = (*typed).clone();
                let opened = if takes_pin {
                    session::unlock_with_pin(session, person, words).await
                } else {
                    session::unlock(session, person, words).await
                };
                if opened.is_err() {
                    typed.set(String::new());
                }
                opened
            });
        })
    };
    let onpasskey = {
        let tries = tries.clone();
        Callback::from(move |_: MouseEvent| {
            tries.begin(session::unlock_with_passkey(session.clone(), person));
        })
    };
    let onchoose = {
        let (tries, goes_by_password) = (tries.clone(), goes_by_password.clone());
        let chosen = props.onchoose.clone();
        Callback::from(move |id: AttrValue| {
            if !tries.is_busy() {
                tries.forget();
                goes_by_password.set(false);
                chosen.emit(id);
            }
        })
    };
    let onpassword = {
        let (tries, typed) = (tries.clone(), typed.clone());
        Callback::from(move |_: MouseEvent| {
            goes_by_password.set(true);
            tries.forget();
            typed.set(String::new());
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |words| typed.set(words))
    };
    let (lead, label, autocomplete) = if takes_pin {
        (t!(text, "unlock-lead-pin"), t!(text, "pin"), "off")
    } else {
        (
            t!(text, "unlock-lead"),
            t!(text, "password"),
            "current-password",
        )
    };
    let is_busy = tries.is_busy();
    let problems = problems(text, &tries, props.found.as_ref());
    let has_wrap = tries.refusal() != Some(&Refusal::NoWrap);
    html! {
        <Page narrow=true>
            <div class="sign-in stack">
                <PageHead title={t!(text, "unlock-title")} {lead} />
                <DeviceNotices />
                // What waited in a vault that is gone is not safe, and not called so.
                { for (ways.is_here && props.known.n_left == 0).then(|| waiting(text, &props.known)).flatten() }
                <Card>
                    <form class="form" novalidate=true {onsubmit}>
                        <ErrorSummary problems={problems.clone()} attempt={*tries.n_refused} />
                        { who(text, &props.people, &props.known, onchoose) }
                        if has_wrap {
                            <PasswordField id="unlock-password" {label} {autocomplete} digits={takes_pin}
                                value={(*typed).clone()} {oninput} error={of_field(&problems)} />
                            <Button kind={ButtonKind::Primary} submit=true wide=true busy={is_busy}>{ t!(text, "unlock-button") }</Button>
                        }
                        if is_busy {
                            <Working words={t!(text, "unlock-underway")} />
                        }
                    </form>
                    if takes_pin && ways.password && has_wrap {
                        <Button wide=true onclick={onpassword} busy={is_busy}>{ t!(text, "unlock-with-password") }</Button>
                    }
                    if ways.passkey {
                        <Button kind={ButtonKind::Secondary} wide=true onclick={onpasskey} busy={is_busy}>{ t!(text, "unlock-passkey") }</Button>
                    }
                    <Button wide=true onclick={props.onsignin.reform(|_: MouseEvent| ())} busy={is_busy}>{ if has_wrap { t!(text, "unlock-sign-in") } else { t!(text, "sign-in-button") } }</Button>
                </Card>
            </div>
        </Page>
    }
}

/// Why the last try was refused; before any, why what is kept here cannot be read.
fn problems(
    text: Text,
    tries: &Tries,
    found: Option<&Result<Ways, StorageError>>,
) -> Vec<FieldProblem> {
    match (&*tries.last, found) {
        (Try::Refused(refusal), _) => refused(text, refusal),
        (Try::None, Some(Err(error))) => refused(text, &error.clone().into()),
        (Try::None | Try::Underway, _) => Vec::new(),
    }
}

/// One name, or a choice of those on this device.
fn who(
    text: Text,
    people: &[KnownPerson],
    known: &KnownPerson,
    onchange: Callback<AttrValue>,
) -> Html {
    if people.len() == 1 {
        return html! { <p class="strong">{ &known.name }</p> };
    }
    let options: Vec<Choice> = people
        .iter()
        .map(|known| Choice::new(known.person.to_string(), known.name.clone()))
        .collect();
    html! {
        <RadioGroup id="unlock-who" legend={t!(text, "unlock-who")} {options} value={known.person.to_string()} {onchange} />
    }
}

fn waiting(text: Text, known: &KnownPerson) -> Option<Html> {
    (known.n_waiting > 0).then(|| {
        html! {
            <Notice kind={NoticeKind::Warm}><p>{ t!(text, "unlock-waiting", n = known.n_waiting) }</p></Notice>
        }
    })
}

fn refused(text: Text, refusal: &Refusal) -> Vec<FieldProblem> {
    let (field, message) = match refusal {
        Refusal::Wrong { n_left } => (
            "unlock-password",
            t!(text, "unlock-wrong", n = usize::from(*n_left)),
        ),
        Refusal::WrongPin { n_left } => (
            "unlock-password",
            t!(text, "unlock-wrong-pin", n = usize::from(*n_left)),
        ),
        Refusal::NoPin => ("", t!(text, "unlock-no-pin")),
        Refusal::NotRecognised => ("", t!(text, "unlock-not-recognised")),
        Refusal::NoWrap => ("", t!(text, "unlock-no-wrap")),
        Refusal::Revoked => ("", t!(text, "problem-device_revoked")),
        Refusal::NoAnswer => ("", t!(text, "problem-offline")),
        Refusal::Storage(_) => ("", t!(text, "unlock-storage")),
    };
    vec![FieldProblem {
        field: field.into(),
        message,
    }]
}

fn of_field(problems: &[FieldProblem]) -> Option<AttrValue> {
    crate::state::failures::of_field(problems, "unlock-password")
}
