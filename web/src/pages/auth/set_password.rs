//! A link from a mail: an invitation or a reset. Opening it changes nothing; the token
//! waits in the fragment until a password is sent with it.

use shared::auth::Password;
use web_sys::SubmitEvent;
use yew::prelude::*;

use crate::route::Route;
use crate::state::account::{self, PasswordLink};
use crate::state::failures;
use crate::state::remote::use_sender;
use crate::t;
use crate::text::use_text;
use crate::ui::{
    Button, ButtonKind, ButtonLink, ButtonRow, Card, ErrorSummary, FieldProblem, Page, PageHead,
    PasswordField,
};

#[derive(Properties, PartialEq)]
pub struct SetPasswordProps {
    pub link: PasswordLink,
}

#[component]
pub fn SetPassword(props: &SetPasswordProps) -> Html {
    let text = use_text();
    let token = use_memo((), |()| token_of_address());
    let password = use_state(String::new);
    let refused = use_state(Vec::<FieldProblem>::new);
    let is_done = use_state(|| false);
    let sender = use_sender();
    let link = props.link;

    let Some(token) = (*token).clone() else {
        return html! {
            <Page narrow=true><div class="sign-in stack">
                <PageHead title={t!(text, "set-no-token-title")} />
                <p>{ t!(text, "set-no-token") }</p>
                <ButtonRow><ButtonLink to={Route::Forgot}>{ t!(text, "forgot-title") }</ButtonLink></ButtonRow>
            </div></Page>
        };
    };
    if *is_done {
        return html! {
            <Page narrow=true><div class="sign-in stack">
                <PageHead title={t!(text, "set-done-title")} />
                <p role="status">{ t!(text, "set-done") }</p>
                <ButtonRow><ButtonLink to={Route::Home} kind={ButtonKind::Primary}>{ t!(text, "nav-sign-in") }</ButtonLink></ButtonRow>
            </div></Page>
        };
    }
    let onsubmit = {
        let (password, refused, is_done, sender) = (
            password.clone(),
            refused.clone(),
            is_done.clone(),
            sender.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let chosen = Password::typed((*password).clone());
            match chosen.check_new() {
                Ok(()) => {
                    refused.set(Vec::new());
                    let is_done = is_done.clone();
                    sender.send(
                        account::set_password(link, token.clone(), chosen),
                        move |()| is_done.set(true),
                    );
                }
                Err(error) => {
                    refused.set(vec![FieldProblem {
                        field: "password".into(),
                        message: failures::refused(text, &error),
                    }]);
                    sender.refuse();
                }
            }
        })
    };
    let mut problems = (*refused).clone();
    if problems.is_empty()
        && let Some(failure) = sender.failure()
    {
        problems = failures::summary(text, failure, |field| {
            if field == "password" { "password" } else { "" }
        });
    }
    let (title, lead) = match link {
        PasswordLink::Invitation => (
            t!(text, "set-title-invitation"),
            t!(text, "set-lead-invitation"),
        ),
        PasswordLink::Reset => (t!(text, "set-title-reset"), t!(text, "set-lead-reset")),
    };
    let oninput = {
        let password = password.clone();
        Callback::from(move |value| password.set(value))
    };
    html! {
        <Page narrow=true><div class="sign-in stack">
            <PageHead {title} {lead} />
            <Card>
                <form class="form" novalidate=true {onsubmit}>
                    <ErrorSummary problems={problems.clone()} attempt={sender.attempts()} />
                    <PasswordField id="password" label={t!(text, "new-password")} autocomplete="new-password"
                        hint={t!(text, "new-password-hint", min = Password::MIN)} value={(*password).clone()} {oninput}
                        error={failures::of_field(&problems, "password")} />
                    <Button kind={ButtonKind::Primary} submit=true wide=true busy={sender.is_busy()}>{ t!(text, "set-button") }</Button>
                </form>
            </Card>
        </div></Page>
    }
}

fn token_of_address() -> Option<String> {
    let fragment = web_sys::window()?.location().hash().ok()?;
    token_of(&fragment)
}

/// `#<token>` or `#token=<token>`.
fn token_of(fragment: &str) -> Option<String> {
    let fragment = fragment.trim_start_matches('#');
    let token = fragment.strip_prefix("token=").unwrap_or(fragment);
    (!token.is_empty()).then(|| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_what_follows_the_hash() {
        let cases = [
            ("#abc-1_2", Some("abc-1_2")),
            ("#token=abc", Some("abc")),
            ("#", None),
            ("", None),
        ];
        for (fragment, token) in cases {
            assert_eq!(token_of(fragment).as_deref(), token, "{fragment}");
        }
    }
}
