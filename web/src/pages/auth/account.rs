//! The account: who I am here, language, theme, password, sessions.

use std::rc::Rc;

use shared::auth::{Me, Password, Session};
use shared::values::SessionId;
use web_sys::SubmitEvent;
use yew::prelude::*;

use crate::dates;
use crate::pages::devices;
use crate::pages::outcome::not_loaded;
use crate::pages::people;
use crate::state::account::{self, use_sessions};
use crate::state::failures;
use crate::state::org::use_person;
use crate::state::remote::{Remote, use_sender};
use crate::state::session::use_me;
use crate::state::settings::{Settings, use_settings};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Language, Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Choice, ErrorSummary, FieldProblem, Page, PageHead,
    PasswordField, RadioGroup, Shape, Skeleton, SummaryList, SummaryRow, Tag, ThemeChoice, Tone,
};

#[component]
pub fn Account() -> Html {
    let text = use_text();
    let settings = use_settings();
    let Some(me) = use_me() else {
        return Html::default();
    };
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "account-title")} lead={t!(text, "account-lead", organisation = &me.organisation, unit = &me.unit)} />
            <About me={me.clone()} />
            { choices(text, &settings) }
            <devices::Pin />
            <devices::Passkey />
            <devices::Devices />
            <Sessions />
            <ChangePassword />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct AboutProps {
    me: Rc<Me>,
}

#[component]
fn About(props: &AboutProps) -> Html {
    let text = use_text();
    let me = &props.me;
    let roles = role_names(text, me);
    // What others say of me that I do not: it is not known here without a network.
    let away = match use_person(me.person_id).remote {
        Remote::Ready(person) => person.away,
        Remote::Loading | Remote::Failed(_) => None,
    };
    html! {
        <Card title={t!(text, "account-about")}>
            <SummaryList>
                <SummaryRow name={t!(text, "account-name")}>{ me.name.as_str() }</SummaryRow>
                <SummaryRow name={t!(text, "account-email")}>{ me.email.as_str() }</SummaryRow>
                <SummaryRow name={t!(text, "account-unit")}>{ &me.unit }</SummaryRow>
                <SummaryRow name={t!(text, "account-roles")}>
                    { if roles.is_empty() { t!(text, "account-roles-none") } else { roles.into() } }
                </SummaryRow>
                { for away.iter().map(|away| html! {
                    <SummaryRow name={t!(text, "person-away")}>{ people::away(text, *away) }</SummaryRow>
                }) }
            </SummaryList>
        </Card>
    }
}

/// The person's roles, each once, as a list in words.
pub fn role_names(text: Text, me: &Me) -> String {
    let mut names: Vec<String> = Vec::new();
    for grant in &me.roles {
        let name = text
            .get(&format!("role-{}", grant.role.as_str()))
            .to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

fn choices(text: Text, settings: &Settings) -> Html {
    let languages = [Language::English, Language::Welsh]
        .map(|language| Choice::new(language.tag(), language.own_name()))
        .to_vec();
    let onlanguage = {
        let chosen = settings.onlanguage.clone();
        Callback::from(move |tag: AttrValue| chosen.emit(Language::from_tag(&tag)))
    };
    let themes = vec![
        Choice::new("", t!(text, "theme-device")),
        Choice::new("light", t!(text, "theme-light")),
        Choice::new("dark", t!(text, "theme-dark")),
    ];
    let ontheme = {
        let chosen = settings.ontheme.clone();
        Callback::from(move |word: AttrValue| chosen.emit(ThemeChoice::from_word(&word)))
    };
    html! {
        <Card>
            <RadioGroup id="account-language" legend={t!(text, "account-language")} hint={t!(text, "account-language-hint")} inline=true
                options={languages} value={text.language().tag()} onchange={onlanguage} />
            <RadioGroup id="account-theme" legend={t!(text, "account-appearance")} inline=true
                options={themes} value={settings.theme.word()} onchange={ontheme} />
        </Card>
    }
}

#[component]
fn Sessions() -> Html {
    let text = use_text();
    let sessions = use_sessions();
    let sender = use_sender();
    let toasts = use_toasts();
    let onend = {
        let (sender, toasts, reload) = (sender.clone(), toasts.clone(), sessions.reload.clone());
        Callback::from(move |(id, label): (SessionId, String)| {
            let (toasts, reload) = (toasts.clone(), reload.clone());
            sender.send(account::end_session(id), move |()| {
                toasts.say(t!(text, "session-ended", device = label));
                reload.emit(());
            });
        })
    };
    let body = match &sessions.remote {
        Remote::Loading => html! { <Skeleton lines=4 /> },
        Remote::Failed(failure) => not_loaded(text, failure, &sessions.reload),
        Remote::Ready(list) => html! {
            <ul class="tasks">{ for list.iter().map(|session| session_row(text, session, sender.is_busy(), &onend)) }</ul>
        },
    };
    html! {
        <Card title={t!(text, "account-sessions")}>
            <p class="muted small">{ t!(text, "account-sessions-lead") }</p>
            { for sender.failure().map(|failure| html! { <p class="warm" role="alert">{ failures::words(text, failure) }</p> }) }
            { body }
        </Card>
    }
}

fn session_row(
    text: Text,
    session: &Session,
    is_busy: bool,
    onend: &Callback<(SessionId, String)>,
) -> Html {
    let label = session.label.as_str().to_owned();
    let used = t!(
        text,
        "session-used",
        when = dates::near(text, session.last_used_at),
        since = dates::near(text, session.created_at)
    );
    let side = if session.current {
        html! { <Tag shape={Shape::Full} tone={Tone::Seen}>{ t!(text, "session-current") }</Tag> }
    } else {
        let end = {
            let (onend, id, label) = (onend.clone(), session.id, label.clone());
            move |_| onend.emit((id, label.clone()))
        };
        html! { <Button onclick={end} busy={is_busy} label={t!(text, "session-end-label", device = &label)}>{ t!(text, "session-end") }</Button> }
    };
    html! {
        <li class="task" key={session.id.to_string()}>
            <div class="task-text"><p class="strong">{ label }</p><p class="muted small">{ used }</p></div>
            <div class="task-side">{ side }</div>
        </li>
    }
}

#[component]
fn ChangePassword() -> Html {
    let text = use_text();
    let current = use_state(String::new);
    let password = use_state(String::new);
    let refused = use_state(Vec::<FieldProblem>::new);
    let sender = use_sender();
    let toasts = use_toasts();
    let onsubmit = {
        let (current, password, refused, sender, toasts) = (
            current.clone(),
            password.clone(),
            refused.clone(),
            sender.clone(),
            toasts.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let problems = check(text, &current, &password);
            let is_sound = problems.is_empty();
            refused.set(problems);
            if !is_sound {
                return sender.refuse();
            }
            let (toasts, current_field, password_field) =
                (toasts.clone(), current.clone(), password.clone());
            let change =
                account::change_password((*current).clone(), Password::typed((*password).clone()));
            sender.send(change, move |()| {
                current_field.set(String::new());
                password_field.set(String::new());
                toasts.say(t!(text, "account-password-saved"));
            });
        })
    };
    let mut problems = (*refused).clone();
    if problems.is_empty()
        && let Some(failure) = sender.failure()
    {
        problems = failures::summary(text, failure, |field| match field {
            "current" => "current-password",
            "password" => "new-password",
            _ => "",
        });
    }
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    html! {
        <Card title={t!(text, "account-password")}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={sender.attempts()} />
                <PasswordField id="current-password" label={t!(text, "account-current")} autocomplete="current-password"
                    value={(*current).clone()} oninput={set(&current)} error={failures::of_field(&problems, "current-password")} />
                <PasswordField id="new-password" label={t!(text, "new-password")} autocomplete="new-password"
                    hint={t!(text, "new-password-hint", min = Password::MIN)} value={(*password).clone()} oninput={set(&password)}
                    error={failures::of_field(&problems, "new-password")} />
                <ButtonRow><Button kind={ButtonKind::Secondary} submit=true busy={sender.is_busy()}>{ t!(text, "account-password-button") }</Button></ButtonRow>
            </form>
        </Card>
    }
}

fn check(text: Text, current: &str, password: &str) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    if current.is_empty() {
        problems.push(FieldProblem {
            field: "current-password".into(),
            message: t!(text, "password-needed"),
        });
    }
    if Password::typed(password).check_new().is_err() {
        problems.push(FieldProblem {
            field: "new-password".into(),
            message: t!(text, "new-password-needed", min = Password::MIN),
        });
    }
    problems
}
