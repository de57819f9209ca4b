//! What the practitioner wrote when asking to be observed, beside the form that answers it.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::OpenRequest;
use shared::values::Key;
use yew::prelude::*;

use super::decline::Decline;
use super::fields::set;
use super::form::Form;
use crate::dates;
use crate::pages::observations::words;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, Notice, focus_by_id};

/// The focus that this person asked for, where the instrument has it; of several requests that of
/// the latest.
pub(super) fn focus_asked(
    requests: &[OpenRequest],
    person: &str,
    framework: Option<&Framework>,
) -> Option<Key> {
    let framework = framework?;
    let of_person = |request: &&OpenRequest| request.practitioner.id.to_string() == person;
    let asked = requests.iter().rev().filter(of_person);
    asked
        .filter_map(|request| request.focus.as_ref())
        .find(|focus| has_skill(framework, focus))
        .cloned()
}

fn has_skill(framework: &Framework, focus: &Key) -> bool {
    framework.skill_domains().any(|domain| domain.id == *focus)
}

#[derive(Properties, PartialEq)]
pub(super) struct AskedProps {
    /// Of the person the form is about, the oldest first: a plan answers them all.
    pub requests: Vec<OpenRequest>,
    pub form: UseStateHandle<Form>,
    /// What stands in the form as the focus; empty for none.
    pub focus: AttrValue,
    pub framework: Option<Rc<Framework>>,
}

#[component]
pub(super) fn Asked(props: &AskedProps) -> Html {
    props
        .requests
        .iter()
        .map(|request| {
            html! {
                <One key={request.id.to_string()} request={request.clone()} form={props.form.clone()}
                    focus={props.focus.clone()} framework={props.framework.clone()} />
            }
        })
        .collect()
}

#[derive(Properties, PartialEq)]
struct OneProps {
    request: OpenRequest,
    form: UseStateHandle<Form>,
    focus: AttrValue,
    framework: Option<Rc<Framework>>,
}

#[component]
fn One(props: &OneProps) -> Html {
    let text = use_text();
    let request = &props.request;
    let name = request.practitioner.name.as_str();
    let when = dates::near(text, request.asked_at);
    html! {
        <Notice>
            <p>{ t!(text, "plan-asked", name = name, when = when) }</p>
            { for request.note.iter().map(|note| html! { <p class="quote written">{ note.as_str() }</p> }) }
            { for request.focus.iter().map(|focus| focus_lines(text, props, focus)) }
            <Decline request={request.clone()} />
        </Notice>
    }
}

/// The skill that was asked for, and whether it stands in the form; where another does, the way back
/// to it.
fn focus_lines(text: Text, props: &OneProps, focus: &Key) -> Html {
    let framework = props.framework.as_deref();
    let title = words::tile(text, framework, focus);
    let is_filled = props.focus == focus.as_str();
    let can_take = !is_filled && framework.is_some_and(|framework| has_skill(framework, focus));
    let take = {
        let (take, focus) = (set(&props.form, Form::choose_focus), focus.to_string());
        Callback::from(move |_: MouseEvent| {
            take.emit(focus.clone());
            // The button goes with the press; what it changed is where the keyboard goes on.
            focus_by_id("focus");
        })
    };
    html! {
        <>
            <p>{ t!(text, "plan-asked-focus", focus = title) }</p>
            if is_filled {
                <p class="muted">{ t!(text, "plan-asked-filled") }</p>
            }
            if can_take {
                <Button onclick={take}>{ t!(text, "plan-take-focus") }</Button>
            }
        </>
    }
}
