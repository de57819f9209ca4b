//! The door of a locked device: who is on it, and the password that opens what is theirs.

use shared::values::PersonId;
use web_sys::SubmitEvent;
use yew::prelude::*;

use super::SignIn;
use super::notices::DeviceNotices;
use crate::state::device::{self, KnownPerson};
use crate::state::session::{self, use_session};
use crate::state::vault::{self, Refusal, Ways};
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

/// Shown in place of any page while a vault is on this device and none is open.
#[component]
pub fn Unlock() -> Html {
    let text = use_text();
    let session = use_session();
    let people = use_memo((), |()| device::people());
    let chosen = use_state(|| people.first().map(|known| known.person));
    let password = use_state(String::new);
    let attempt = use_state(|| 0);
    let tried = use_state(|| Try::None);
    let signs_in = use_state(|| people.is_empty());
    let ways = use_state(Ways::default);
    let takes_pin = use_state(|| false);
    {
        let takes_pin = takes_pin.clone();
        let ways = ways.clone();
        use_effect_with(*chosen, move |chosen| {
            let Some(person) = *chosen else { return };
            wasm_bindgen_futures::spawn_local(async move {
                let found = vault::ways(person).await;
                takes_pin.set(found.pin);
                ways.set(found);
            });
        });
    }
    if *signs_in {
        return html! { <SignIn /> };
    }
    let Some(known) = people.iter().find(|known| Some(known.person) == *chosen) else {
        return html! { <SignIn /> };
    };
    let onsubmit = {
        let (tried, attempt, password) = (tried.clone(), attempt.clone(), password.clone());
        let (person, session, takes_pin) = (known.person, session.clone(), *takes_pin);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *tried == Try::Underway || password.is_empty() {
                return;
            }
            tried.set(Try::Underway);
            let (tried, attempt, password) = (tried.clone(), attempt.clone(), password.clone());
            let (session, typed) = (session.clone(), (*password).clone());
            wasm_bindgen_futures::spawn_local(async move {
                // The page is gone when it opens.
                let opened = if takes_pin {
                    session::unlock_with_pin(session, person, typed).await
                } else {
                    session::unlock(session, person, typed).await
                };
                if let Err(refusal) = opened {
                    password.set(String::new());
                    attempt.set(*attempt + 1);
                    tried.set(Try::Refused(refusal));
                }
            });
        })
    };
    let onsignin = {
        let signs_in = signs_in.clone();
        Callback::from(move |_: MouseEvent| signs_in.set(true))
    };
    let onchoose = {
        let (chosen, tried) = (chosen.clone(), tried.clone());
        Callback::from(move |id: AttrValue| {
            if *tried == Try::Underway {
                return;
            }
            chosen.set(PersonId::parse(&id).ok());
            tried.set(Try::None);
        })
    };
    let onpassword = {
        let (takes_pin, tried, password) = (takes_pin.clone(), tried.clone(), password.clone());
        Callback::from(move |_: MouseEvent| {
            takes_pin.set(false);
            tried.set(Try::None);
            password.set(String::new());
        })
    };
    let (lead, label, autocomplete) = if *takes_pin {
        (t!(text, "unlock-lead-pin"), t!(text, "pin"), "off")
    } else {
        (
            t!(text, "unlock-lead"),
            t!(text, "password"),
            "current-password",
        )
    };
    let oninput = {
        let password = password.clone();
        Callback::from(move |typed| password.set(typed))
    };
    let problems = match &*tried {
        Try::Refused(refusal) => refused(text, refusal),
        Try::None | Try::Underway => Vec::new(),
    };
    let has_wrap = !matches!(&*tried, Try::Refused(Refusal::NoWrap));
    // While one try is under way nobody else begins another, nor signs in beside it.
    let is_busy = *tried == Try::Underway;
    let onpasskey = {
        let (tried, attempt, session) = (tried.clone(), attempt.clone(), session.clone());
        let person = known.person;
        Callback::from(move |_: MouseEvent| {
            let (tried, attempt) = (tried.clone(), attempt.clone());
            let unlock = session::unlock_with_passkey(session.clone(), person);
            wasm_bindgen_futures::spawn_local(async move {
                if let Err(refusal) = unlock.await {
                    attempt.set(*attempt + 1);
                    tried.set(Try::Refused(refusal));
                }
            });
        })
    };
    html! {
        <Page narrow=true>
            <div class="sign-in stack">
                <PageHead title={t!(text, "unlock-title")} {lead} />
                <DeviceNotices />
                // What waited in a vault that is gone is not safe, and not called so.
                { for (ways.is_here && known.n_left == 0).then(|| waiting(text, known)).flatten() }
                <Card>
                    <form class="form" novalidate=true {onsubmit}>
                        <ErrorSummary problems={problems.clone()} attempt={*attempt} />
                        { who(text, &people, known, onchoose) }
                        if has_wrap {
                            <PasswordField id="unlock-password" {label} {autocomplete} digits={*takes_pin}
                                value={(*password).clone()} {oninput} error={of_field(&problems)} />
                            <Button kind={ButtonKind::Primary} submit=true wide=true busy={is_busy}>{ t!(text, "unlock-button") }</Button>
                            if is_busy {
                                <Working words={t!(text, "unlock-underway")} />
                            }
                        }
                    </form>
                    if *takes_pin && ways.password && has_wrap {
                        <Button wide=true onclick={onpassword} busy={is_busy}>{ t!(text, "unlock-with-password") }</Button>
                    }
                    if ways.passkey {
                        <Button kind={ButtonKind::Secondary} wide=true onclick={onpasskey} busy={is_busy}>{ t!(text, "unlock-passkey") }</Button>
                    }
                    <Button wide=true onclick={onsignin} busy={is_busy}>{ if has_wrap { t!(text, "unlock-sign-in") } else { t!(text, "sign-in-button") } }</Button>
                </Card>
            </div>
        </Page>
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
