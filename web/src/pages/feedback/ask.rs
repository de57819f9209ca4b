//! Asking to be observed: the practitioner begins, and chooses the focus.

use serde::{Deserialize, Serialize};
use shared::frameworks::Framework;
use shared::observations::OpenRequest;
use shared::values::{Key, NoteText};
use yew::prelude::*;

use super::asked::Asked;
use crate::pages::begun::{self, use_kept};
use crate::pages::framework_words::tagged;
use crate::pages::outcome::outcome;
use crate::route::Route;
use crate::state::failures::of_field;
use crate::state::feedback::ask_to_be_observed;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::frameworks::use_current_framework;
use crate::state::observations::{BegunAs, NEW};
use crate::state::remote::Remote;
use crate::state::requests::use_open_requests;
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonLink, ButtonRow, Card, Choice, Empty, ErrorSummary, Page, PageHead,
    Select, TextArea,
};

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Fields {
    focus: String,
    note: String,
}

impl begun::Fields for Fields {
    fn words(&self) -> Vec<&str> {
        vec![&self.note]
    }
}

fn check(text: Text, fields: &Fields) -> Result<(Option<Key>, Option<NoteText>), Problems> {
    let mut checking = Checking::new(text);
    let note = checking.take_optional("note", &fields.note, NoteText::parse);
    checking.finish(Some((Key::parse(&fields.focus).ok(), note)))
}

#[component]
pub fn AskToBeObserved() -> Html {
    let text = use_text();
    let framework = use_current_framework();
    let is_sent = use_state(|| false);
    if *is_sent {
        return html! {
            <Page narrow=true>
                <PageHead title={t!(text, "ask-sent-title")} />
                <Card>
                    <p role="status">{ t!(text, "ask-sent") }</p>
                    <ButtonRow><ButtonLink to={Route::Home}>{ t!(text, "not-found-home") }</ButtonLink></ButtonRow>
                </Card>
            </Page>
        };
    }
    let onsent = {
        let is_sent = is_sent.clone();
        Callback::from(move |()| is_sent.set(true))
    };
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "ask-title")} lead={t!(text, "ask-lead")} back={(Route::Home, t!(text, "nav-home"))} />
            <Waiting />
            { outcome(text, &framework, |framework| match &**framework {
                Some(framework) => html! { <AskForm skills={skills(text, framework)} {onsent} /> },
                None => html! { <Card><Empty title={t!(text, "frameworks-empty-title")}><p class="muted">{ t!(text, "frameworks-empty") }</p></Empty></Card> },
            }) }
        </Page>
    }
}

/// What was asked and is not planned yet, so that nobody has to ask whether it arrived. Where it
/// cannot be told, the form alone stands there.
#[component]
fn Waiting() -> Html {
    let me = use_me();
    let requests = use_open_requests();
    let (Some(me), Remote::Ready(open)) = (me, &requests.remote) else {
        return Html::default();
    };
    let is_mine = |request: &&OpenRequest| request.practitioner.id == me.person_id;
    let own: Vec<OpenRequest> = open.iter().filter(is_mine).cloned().collect();
    html! { <Asked requests={own} onchanged={requests.reload.clone()} /> }
}

fn skills(text: Text, framework: &Framework) -> Vec<Choice> {
    framework
        .skill_domains()
        .map(|section| Choice::new(section.id.as_str().to_owned(), tagged(text, &section.title)))
        .collect()
}

#[derive(Properties, PartialEq)]
struct AskFormProps {
    skills: Vec<Choice>,
    onsent: Callback<()>,
}

#[component]
fn AskForm(props: &AskFormProps) -> Html {
    let text = use_text();
    let form = use_form(Fields::default, check);
    let problems = form.problems(&["focus", "note"]);
    let fill = form.on(|fields: &mut Fields, found| *fields = found);
    let kept = use_kept(BegunAs::Request, NEW.into(), form.values(), fill);
    let (sent, letgo) = (props.onsent.clone(), kept.on_let_go());
    let onsubmit = form.submit(
        |(focus, note)| ask_to_be_observed(focus, note),
        move |()| {
            letgo.emit(());
            sent.emit(());
        },
    );
    html! {
        <Card>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                <Select id="focus" label={t!(text, "ask-focus")} hint={t!(text, "ask-focus-hint")} options={props.skills.clone()}
                    placeholder={t!(text, "ask-focus-none")} value={form.values().focus.clone()} error={of_field(&problems, "focus")}
                    onchange={form.on(|fields, chosen| fields.focus = chosen)} />
                <TextArea id="note" label={t!(text, "ask-note")} hint={t!(text, "ask-note-hint")} value={form.values().note.clone()}
                    oninput={form.on(|fields, typed| fields.note = typed)} onblur={form.left("note")} limit={NoteText::MAX}
                    error={of_field(&problems, "note")} />
                <ButtonRow><Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "ask-send") }</Button></ButtonRow>
            </form>
        </Card>
    }
}
