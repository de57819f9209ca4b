//! Text fields, after GOV.UK: label above, hint, the error beside the field.

use shared::values::holds_case_reference;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::tag::ShapeMark;
use crate::ui::{Button, Shape, Words};

#[derive(Properties, PartialEq)]
pub(super) struct FieldShellProps {
    pub id: AttrValue,
    pub label: Words,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    pub children: Html,
}

/// Label, hint and error round one control.
#[component]
pub(super) fn FieldShell(props: &FieldShellProps) -> Html {
    html! {
        <div class={classes!("field", props.error.is_some().then_some("field-bad"))}>
            <label for={props.id.clone()}>{ props.label.view() }</label>
            if !props.hint.is_empty() { <p class="hint" id={hint_id(&props.id)}>{ props.hint.view() }</p> }
            <FieldError id={props.id.clone()} error={props.error.clone()} />
            { props.children.clone() }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct FieldErrorProps {
    pub id: AttrValue,
    pub error: Option<AttrValue>,
}

#[component]
pub(super) fn FieldError(props: &FieldErrorProps) -> Html {
    let text = use_text();
    let Some(error) = &props.error else {
        return Html::default();
    };
    html! {
        <p class="field-error" id={error_id(&props.id)}>
            <ShapeMark shape={Shape::Triangle} />
            <span><span class="visually-hidden">{ t!(text, "error-prefix") }{ " " }</span>{ error }</span>
        </p>
    }
}

pub(super) fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

pub(super) fn error_id(id: &str) -> String {
    format!("{id}-error")
}

/// The ids a control is described by, in reading order.
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(hint_id(id)),
        (false, true) => Some(error_id(id)),
        (true, true) => Some(format!("{} {}", hint_id(id), error_id(id))),
    }
}

#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    pub id: AttrValue,
    pub label: Words,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub onblur: Callback<()>,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The HTML type: `text`, `email`, `search`, `url`, `number`.
    #[prop_or("text")]
    pub kind: &'static str,
    /// Nothing typed is remembered by the browser unless this says so: it would lie readable in
    /// its profile.
    #[prop_or_default]
    pub autocomplete: Option<&'static str>,
    #[prop_or_default]
    pub inputmode: Option<&'static str>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
    /// For codes and other short answers.
    #[prop_or_default]
    pub short: bool,
    #[prop_or_default]
    pub maxlength: Option<u32>,
}

#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let is_prose = props.kind == "text" && !props.short;
    html! {
        <FieldShell id={props.id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}>
            <input id={props.id.clone()} name={props.id.clone()} type={props.kind}
                class={classes!("input", props.short.then_some("input-short"))}
                value={props.value.clone()} disabled={props.disabled}
                autocomplete={props.autocomplete.unwrap_or("off")} inputmode={props.inputmode}
                spellcheck={if is_prose { "true" } else { "false" }}
                autocapitalize={(props.kind == "email").then_some("none")}
                placeholder={props.placeholder.clone()} maxlength={props.maxlength.map(|n| n.to_string())}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described_by(&props.id, !props.hint.is_empty(), props.error.is_some())}
                oninput={typed_into_input(&props.oninput)} onblur={left(&props.onblur)} />
        </FieldShell>
    }
}

#[derive(Properties, PartialEq)]
pub struct PasswordFieldProps {
    pub id: AttrValue,
    pub label: Words,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub onblur: Callback<()>,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// `current-password` or `new-password`, so that a password manager knows which.
    pub autocomplete: &'static str,
    /// A PIN: a phone shows digits to type.
    #[prop_or_default]
    pub digits: bool,
}

/// A password with a button that shows it, since typing fifteen characters blind fails.
#[component]
pub fn PasswordField(props: &PasswordFieldProps) -> Html {
    let text = use_text();
    let shown = use_state(|| false);
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(!*shown))
    };
    let word = if *shown {
        t!(text, "hide-password")
    } else {
        t!(text, "show-password")
    };
    let label = format!("{word} – {}", props.label.words);
    html! {
        <FieldShell id={props.id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}>
            <div class="input-with">
                <input id={props.id.clone()} name={props.id.clone()} class="input"
                    type={if *shown { "text" } else { "password" }} value={props.value.clone()}
                    autocomplete={props.autocomplete} inputmode={props.digits.then_some("numeric")} autocapitalize="none" spellcheck="false"
                    aria-invalid={props.error.is_some().then_some("true")}
                    aria-describedby={described_by(&props.id, !props.hint.is_empty(), props.error.is_some())}
                    oninput={typed_into_input(&props.oninput)} onblur={left(&props.onblur)} />
                <Button onclick={toggle} {label}>{ word }</Button>
            </div>
        </FieldShell>
    }
}

#[derive(Properties, PartialEq)]
pub struct TextAreaProps {
    pub id: AttrValue,
    pub label: Words,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub onblur: Callback<()>,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// A sentence about saving, such as "Saved on this device".
    #[prop_or_default]
    pub saved: Option<AttrValue>,
    /// Characters allowed. The count shows from three quarters on.
    #[prop_or_default]
    pub limit: Option<usize>,
    /// Starts one line high.
    #[prop_or_default]
    pub short: bool,
    #[prop_or_default]
    pub disabled: bool,
    /// Keeps the label for readers only, where a heading above says the same.
    #[prop_or_default]
    pub label_hidden: bool,
    /// Holds a file, not words about somebody's practice.
    #[prop_or_default]
    pub is_file: bool,
}

/// A text area that grows with what is written and says whether it is saved.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let text = use_text();
    let oninput = {
        let oninput = props.oninput.clone();
        Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            oninput.emit(area.value());
        })
    };
    // What is around the words is not counted when they are taken either.
    let n_characters = props.value.trim().chars().count();
    let count = props
        .limit
        .filter(|limit| n_characters * 4 >= limit * 3)
        .map(|limit| {
            if n_characters > limit {
                t!(text, "characters-over", n = n_characters - limit)
            } else {
                t!(text, "characters-left", n = limit - n_characters)
            }
        });
    let has_line_below = props.saved.is_some() || props.limit.is_some();
    html! {
        <div class={classes!("field", props.error.is_some().then_some("field-bad"))}>
            <label for={props.id.clone()} class={props.label_hidden.then_some("visually-hidden")}>{ props.label.view() }</label>
            if !props.hint.is_empty() { <p class="hint" id={hint_id(&props.id)}>{ props.hint.view() }</p> }
            <FieldError id={props.id.clone()} error={props.error.clone()} />
            <div class={classes!("grows", props.short.then_some("grows-short"))} data-text={props.value.clone()}>
                <textarea id={props.id.clone()} name={props.id.clone()} class="input" rows="1" autocomplete="off"
                    value={props.value.clone()} placeholder={props.placeholder.clone()} disabled={props.disabled}
                    aria-invalid={props.error.is_some().then_some("true")}
                    aria-describedby={described_by(&props.id, !props.hint.is_empty(), props.error.is_some())}
                    {oninput} onblur={left(&props.onblur)} />
            </div>
            if has_line_below {
                <div class="under-field">
                    <span role="status">{ for props.saved.iter().map(|saved| html! { saved }) }</span>
                    <span>{ for count.iter().map(|count| html! { count }) }</span>
                </div>
            }
            if !props.is_file {
                <CaseHint words={props.value.clone()} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CaseHintProps {
    words: AttrValue,
}

/// Says where what looks like a case reference belongs. It stands in nobody's way.
#[component]
fn CaseHint(props: &CaseHintProps) -> Html {
    let text = use_text();
    // The region stands there before it speaks: readers pass over one that comes with its words.
    html! {
        <p class="hint case-hint" role="status">
            if holds_case_reference(&props.words) { { t!(text, "field-case-reference") } }
        </p>
    }
}

pub(super) fn typed_into_input(oninput: &Callback<String>) -> Callback<InputEvent> {
    let oninput = oninput.clone();
    Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        oninput.emit(input.value());
    })
}

pub(super) fn left(onblur: &Callback<()>) -> Callback<FocusEvent> {
    let onblur = onblur.clone();
    Callback::from(move |_| onblur.emit(()))
}
