//! The question asked before anything is told, and a few words around the feedback.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::OperationBody;
use shared::values::{Key, LongText, NoteText};
use yew::prelude::*;

use super::evidence::by_skill;
use super::saving::{optional, use_said};
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::state::failures;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, CardKind, TextArea, Words};

/// More suggestions than this are not read.
const SUGGESTIONS: usize = 6;

#[derive(Properties, PartialEq)]
pub(super) struct QuestionProps {
    pub here: Here,
    pub framework: Rc<Framework>,
}

#[component]
pub(super) fn Question(props: &QuestionProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let capture = &here.open.record.capture;
    let kept = capture.question.as_ref();
    let seen = kept.map(|written| (written.written_by, written.text.as_str()));
    let question = use_said(here, BegunAs::Question, seen, |typed| {
        Ok(match optional(typed, NoteText::parse)? {
            Some(text) => OperationBody::SetQuestion { text },
            None => OperationBody::ClearQuestion {},
        })
    });
    let is_kept = kept.is_some_and(|written| written.text.as_str() == question.value.trim());
    let error = failures::unfit(text, &NoteText::parse(&question.value));
    let suggestions = suggestions(text, here, &props.framework).into_iter().map(|suggestion| {
        let onclick = {
            let (oninput, suggestion) = (question.oninput.clone(), suggestion.words.to_string());
            Callback::from(move |_: MouseEvent| oninput.emit(suggestion.clone()))
        };
        html! { <li key={suggestion.words.as_str()}><button type="button" class="suggestion" {onclick}>{ suggestion.view() }</button></li> }
    });
    html! {
        <div class="stack">
            <Card title={t!(text, "draft-question")} kind={CardKind::Asks}>
                <TextArea id="question" label={t!(text, "draft-question-label")} hint={t!(text, "draft-question-hint")} {error}
                    value={(*question.value).clone()} oninput={question.oninput.clone()} onblur={question.onblur.clone()}
                    limit={NoteText::MAX} saved={is_kept.then(|| t!(text, "saved-on-device"))} />
                <h3>{ t!(text, "draft-suggestions") }</h3>
                <ul class="suggestions">{ for suggestions }</ul>
            </Card>
            <Message here={here.clone()} />
        </div>
    }
}

/// Open questions of the skills that were seen, the focus first, one of each before a second.
fn suggestions(text: Text, here: &Here, framework: &Framework) -> Vec<Words> {
    let record = &here.open.record;
    let focus = record.observation.agreement.focus.as_ref();
    let seen: Vec<Key> = by_skill(framework, focus, &record.capture)
        .into_iter()
        .filter_map(|(skill, _)| skill)
        .collect();
    let mut skills: Vec<&Key> = focus.into_iter().chain(&seen).collect();
    skills.dedup();
    if skills.is_empty() {
        skills = framework
            .skill_domains()
            .map(|section| &section.id)
            .collect();
    }
    let sections: Vec<_> = skills
        .iter()
        .filter_map(|skill| framework.section(skill.as_str()))
        .collect();
    let most = sections
        .iter()
        .map(|s| s.questions.len())
        .max()
        .unwrap_or(0);
    (0..most)
        .flat_map(|n| sections.iter().filter_map(move |s| s.questions.get(n)))
        .take(SUGGESTIONS)
        .map(|question| words::tagged(text, question))
        .collect()
}

#[derive(Properties, PartialEq)]
struct MessageProps {
    here: Here,
}

#[component]
fn Message(props: &MessageProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let kept = here.open.record.capture.message.as_ref();
    let seen = kept.map(|written| (written.written_by, written.text.as_str()));
    let message = use_said(here, BegunAs::Message, seen, |typed| {
        Ok(match optional(typed, LongText::parse)? {
            Some(text) => OperationBody::SetMessage { text },
            None => OperationBody::ClearMessage {},
        })
    });
    let is_kept = kept.is_some_and(|written| written.text.as_str() == message.value.trim());
    let error = failures::unfit(text, &LongText::parse(&message.value));
    html! {
        <Card title={t!(text, "draft-message")}>
            <TextArea id="message" label={t!(text, "draft-message-label")} {error} value={(*message.value).clone()}
                oninput={message.oninput.clone()} onblur={message.onblur.clone()} limit={LongText::MAX}
                saved={is_kept.then(|| t!(text, "saved-on-device"))} />
        </Card>
    }
}
