//! Somebody who had left is here again.

use shared::org::ComeBack;
use shared::values::Email;
use yew::prelude::*;

use super::one::PersonProps;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::org;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Disclosure, ErrorSummary, TextField};

const EMAIL: &str = "email";

#[derive(Clone)]
struct Fields {
    email: String,
}

fn check(text: Text, fields: &Fields) -> Result<ComeBack, Problems> {
    let mut checking = Checking::new(text);
    let email = checking.take(EMAIL, Email::parse(&fields.email));
    checking.finish(email.map(|email| ComeBack { email }))
}

#[component]
pub(super) fn ComeBackForm(props: &PersonProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let email = props.person.email.as_str().to_owned();
    let form = use_form(
        move || Fields {
            email: email.clone(),
        },
        check,
    );
    let problems = form.problems(&[EMAIL]);
    let onsubmit = {
        let (id, changed) = (props.person.id, props.onchanged.clone());
        form.submit(
            move |back| async move { org::come_back(id, &back).await },
            move |()| {
                toasts.say(t!(text, "invite-sent-said"));
                changed.emit(());
            },
        )
    };
    html! {
        <Disclosure summary={t!(text, "return-title", name = props.person.name.as_str())}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                <p>{ t!(text, "return-what") }</p>
                <TextField id={EMAIL} label={t!(text, "email")} hint={t!(text, "return-email-hint")} kind="email" value={form.values().email.clone()}
                    error={of_field(&problems, EMAIL)} oninput={form.on(|fields: &mut Fields, typed| fields.email = typed)} />
                <ButtonRow><Button submit=true busy={form.sender.is_busy()}>{ t!(text, "return-save") }</Button></ButtonRow>
            </form>
        </Disclosure>
    }
}
