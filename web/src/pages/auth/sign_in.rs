//! The way in.

use shared::values::Email;
use web_sys::SubmitEvent;
use yew::prelude::*;

use super::notices::DeviceNotices;
use crate::chunks;
use crate::route::Route;
use crate::state::network::use_online;
use crate::state::remote::use_sender;
use crate::state::session::{self, Session, use_session};
use crate::state::{device, failures};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, Card, ErrorSummary, FieldProblem, Go, Notice, NoticeKind, Page, PageHead,
    PasswordField, TextField,
};

/// Shown in place of any page until somebody is signed in; afterwards that page appears.
#[component]
pub fn SignIn() -> Html {
    let text = use_text();
    let session = use_session();
    let is_online = use_online();
    let email = use_state(String::new);
    let password = use_state(String::new);
    let refused = use_state(Vec::<FieldProblem>::new);
    let sender = use_sender();

    let onsubmit = {
        let (email, password, refused) = (email.clone(), password.clone(), refused.clone());
        let (session, sender) = (session.clone(), sender.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match check(text, &email, &password) {
                Ok(address) => {
                    refused.set(Vec::new());
                    chunks::expect_inside();
                    sender.send(
                        session::sign_in(session.clone(), address, (*password).clone()),
                        |()| (),
                    );
                }
                Err(problems) => {
                    refused.set(problems);
                    sender.refuse();
                }
            }
        })
    };
    let mut problems = (*refused).clone();
    if problems.is_empty()
        && let Some(failure) = sender.failure()
    {
        problems = failures::summary(text, failure, |_| "");
    }
    let has_ended = matches!(*session, Session::SignedOut { ended: Some(_) });
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    html! {
        <Page narrow=true>
            <div class="sign-in stack">
                <PageHead title={t!(text, "sign-in-title")} lead={t!(text, "sign-in-lead")} />
                if device::was_emptied() {
                    <Notice kind={NoticeKind::Warm}><p>{ t!(text, "sign-in-emptied") }</p></Notice>
                }
                <DeviceNotices />
                if has_ended {
                    <Notice kind={NoticeKind::Warm} announce=true><p>{ t!(text, "sign-in-ended") }</p></Notice>
                } else if !is_online {
                    <Notice kind={NoticeKind::Warm} announce=true><p>{ t!(text, "sign-in-offline") }</p></Notice>
                }
                <Card>
                    <form class="form" novalidate=true {onsubmit}>
                        <ErrorSummary problems={problems.clone()} attempt={sender.attempts()} />
                        <TextField id="email" label={t!(text, "email")} kind="email" autocomplete="username" value={(*email).clone()}
                            oninput={set(&email)} error={failures::of_field(&problems, "email")} />
                        <PasswordField id="password" label={t!(text, "password")} autocomplete="current-password"
                            value={(*password).clone()} oninput={set(&password)} error={failures::of_field(&problems, "password")} />
                        <Button kind={ButtonKind::Primary} submit=true wide=true busy={sender.is_busy()}>{ t!(text, "sign-in-button") }</Button>
                    </form>
                    <Go to={Route::Forgot} class="text-link">{ t!(text, "sign-in-forgot") }</Go>
                </Card>
            </div>
        </Page>
    }
}

fn check(text: Text, email: &str, password: &str) -> Result<Email, Vec<FieldProblem>> {
    let address = Email::parse(email);
    let mut problems = Vec::new();
    if email.trim().is_empty() {
        problems.push(FieldProblem {
            field: "email".into(),
            message: t!(text, "email-needed"),
        });
    } else if let Err(error) = &address {
        problems.push(FieldProblem {
            field: "email".into(),
            message: failures::refused(text, error),
        });
    }
    if password.is_empty() {
        problems.push(FieldProblem {
            field: "password".into(),
            message: t!(text, "password-needed"),
        });
    }
    match address {
        Ok(address) if problems.is_empty() => Ok(address),
        _ => Err(problems),
    }
}
