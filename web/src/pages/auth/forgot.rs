//! Asking for a link by mail. The answer never says whether the address is known.

use shared::values::Email;
use web_sys::SubmitEvent;
use yew::prelude::*;

use crate::route::Route;
use crate::state::account;
use crate::state::failures;
use crate::state::remote::use_sender;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, Card, ErrorSummary, FieldProblem, Page, PageHead, TextField};

#[component]
pub fn Forgot() -> Html {
    let text = use_text();
    let email = use_state(String::new);
    let refused = use_state(Vec::<FieldProblem>::new);
    let is_sent = use_state(|| false);
    let sender = use_sender();

    let onsubmit = {
        let (email, refused, is_sent, sender) = (
            email.clone(),
            refused.clone(),
            is_sent.clone(),
            sender.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match Email::parse(&email) {
                Ok(address) => {
                    refused.set(Vec::new());
                    let is_sent = is_sent.clone();
                    sender.send(account::request_reset(address), move |()| is_sent.set(true));
                }
                Err(error) => {
                    let message = if email.trim().is_empty() {
                        t!(text, "email-needed")
                    } else {
                        failures::refused(text, &error)
                    };
                    refused.set(vec![FieldProblem {
                        field: "email".into(),
                        message,
                    }]);
                    sender.refuse();
                }
            }
        })
    };
    let back = Some((Route::Home, t!(text, "forgot-back")));
    if *is_sent {
        return html! {
            <Page narrow=true><div class="sign-in stack">
                <PageHead title={t!(text, "forgot-sent-title")} {back} />
                <p role="status">{ t!(text, "forgot-sent", email = email.as_str()) }</p>
            </div></Page>
        };
    }
    let mut problems = (*refused).clone();
    if problems.is_empty()
        && let Some(failure) = sender.failure()
    {
        problems = failures::summary(text, failure, |_| "email");
    }
    let oninput = {
        let email = email.clone();
        Callback::from(move |value| email.set(value))
    };
    html! {
        <Page narrow=true><div class="sign-in stack">
            <PageHead title={t!(text, "forgot-title")} lead={t!(text, "forgot-lead")} {back} />
            <Card>
                <form class="form" novalidate=true {onsubmit}>
                    <ErrorSummary problems={problems.clone()} attempt={sender.attempts()} />
                    <TextField id="email" label={t!(text, "email")} kind="email" autocomplete="username" value={(*email).clone()}
                        {oninput} error={failures::of_field(&problems, "email")} />
                    <Button kind={ButtonKind::Primary} submit=true wide=true busy={sender.is_busy()}>{ t!(text, "forgot-button") }</Button>
                </form>
            </Card>
        </div></Page>
    }
}
