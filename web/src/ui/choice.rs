//! Radios, checkboxes and selects: native controls, so that every reader and key works.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::ui::Words;
use crate::ui::field::{FieldError, FieldShell, described_by, hint_id};

/// One of the things to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub value: AttrValue,
    pub label: Words,
    pub hint: Words,
}

impl Choice {
    pub fn new(value: impl Into<AttrValue>, label: impl Into<Words>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: Words::default(),
        }
    }

    pub fn with_hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = hint.into();
        self
    }
}

#[derive(Properties, PartialEq)]
pub struct SelectProps {
    pub id: AttrValue,
    pub label: Words,
    pub options: Vec<Choice>,
    /// The chosen value; empty shows the `placeholder`.
    pub value: AttrValue,
    pub onchange: Callback<String>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
}

#[component]
pub fn Select(props: &SelectProps) -> Html {
    let select = use_node_ref();
    {
        // A browser that was used to choose no longer follows the attributes of the options.
        let select = select.clone();
        let shown = (props.value.clone(), props.options.clone());
        use_effect_with(shown, move |(value, options)| {
            let is_offered = options.iter().any(|option| option.value == *value);
            if let Some(select) = select.cast::<HtmlSelectElement>()
                && (is_offered || value.is_empty())
                && select.value() != value.as_str()
            {
                select.set_value(value);
            }
        });
    }
    let onchange = {
        let chosen = props.onchange.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            chosen.emit(select.value());
        })
    };
    let options = props.options.iter().map(|option| {
        html! {
            <option key={option.value.as_str()} value={option.value.clone()} lang={option.label.lang.clone()} selected={option.value == props.value}>
                { &option.label.words }
            </option>
        }
    });
    html! {
        <FieldShell id={props.id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}>
            <select ref={select} id={props.id.clone()} name={props.id.clone()} class="input" disabled={props.disabled}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described_by(&props.id, !props.hint.is_empty(), props.error.is_some())}
                {onchange}>
                { for props.placeholder.iter().map(|words| html! {
                    <option value="" selected={props.value.is_empty()}>{ words }</option>
                }) }
                { for options }
            </select>
        </FieldShell>
    }
}

#[derive(Properties, PartialEq)]
pub struct RadioGroupProps {
    /// The id of the group, and the name its radios share.
    pub id: AttrValue,
    pub legend: Words,
    pub options: Vec<Choice>,
    pub value: AttrValue,
    pub onchange: Callback<AttrValue>,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// For two or three short answers.
    #[prop_or_default]
    pub inline: bool,
    #[prop_or_default]
    pub disabled: bool,
}

/// One of several. The first radio carries the group's id, so an error summary leads to it.
#[component]
pub fn RadioGroup(props: &RadioGroupProps) -> Html {
    let options = props.options.iter().enumerate().map(|(at, option)| {
        let onchange = {
            let (chosen, value) = (props.onchange.clone(), option.value.clone());
            Callback::from(move |_| chosen.emit(value.clone()))
        };
        html! {
            <label key={option.value.as_str()} class="choice">
                <input type="radio" id={option_id(&props.id, at)} name={props.id.clone()} value={option.value.clone()}
                    checked={option.value == props.value} disabled={props.disabled} {onchange} />
                <ChoiceWords label={option.label.clone()} hint={option.hint.clone()} />
            </label>
        }
    });
    html! {
        <Group id={props.id.clone()} legend={props.legend.clone()} hint={props.hint.clone()} error={props.error.clone()} inline={props.inline}>
            { for options }
        </Group>
    }
}

#[derive(Properties, PartialEq)]
pub struct CheckboxesProps {
    pub id: AttrValue,
    pub legend: Words,
    pub options: Vec<Choice>,
    /// The values that are ticked.
    pub values: Vec<AttrValue>,
    /// The value and whether it is ticked now.
    pub ontoggle: Callback<(AttrValue, bool)>,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

#[component]
pub fn Checkboxes(props: &CheckboxesProps) -> Html {
    let options = props.options.iter().enumerate().map(|(at, option)| {
        let ontoggle = {
            let (toggled, value) = (props.ontoggle.clone(), option.value.clone());
            Callback::from(move |on| toggled.emit((value.clone(), on)))
        };
        html! {
            <Checkbox key={option.value.as_str()} id={option_id(&props.id, at)} label={option.label.clone()}
                hint={option.hint.clone()} checked={props.values.contains(&option.value)} {ontoggle} />
        }
    });
    html! {
        <Group id={props.id.clone()} legend={props.legend.clone()} hint={props.hint.clone()} error={props.error.clone()}>
            { for options }
        </Group>
    }
}

#[derive(Properties, PartialEq)]
pub struct CheckboxProps {
    pub id: AttrValue,
    pub label: Words,
    pub checked: bool,
    pub ontoggle: Callback<bool>,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub disabled: bool,
}

#[component]
pub fn Checkbox(props: &CheckboxProps) -> Html {
    let onchange = {
        let toggled = props.ontoggle.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            toggled.emit(input.checked());
        })
    };
    html! {
        <label class="choice">
            <input type="checkbox" id={props.id.clone()} checked={props.checked} disabled={props.disabled} {onchange} />
            <ChoiceWords label={props.label.clone()} hint={props.hint.clone()} />
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct ChoiceWordsProps {
    label: Words,
    hint: Words,
}

#[component]
fn ChoiceWords(props: &ChoiceWordsProps) -> Html {
    html! {
        <span>
            { props.label.view() }
            if !props.hint.is_empty() { <span class="hint">{ props.hint.view() }</span> }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    id: AttrValue,
    legend: Words,
    hint: Words,
    error: Option<AttrValue>,
    #[prop_or_default]
    inline: bool,
    children: Html,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let described = described_by(&props.id, !props.hint.is_empty(), props.error.is_some());
    html! {
        <fieldset class={classes!("field", props.error.is_some().then_some("field-bad"))} aria-describedby={described}>
            <legend class="field-label">{ props.legend.view() }</legend>
            if !props.hint.is_empty() { <p class="hint" id={hint_id(&props.id)}>{ props.hint.view() }</p> }
            <FieldError id={props.id.clone()} error={props.error.clone()} />
            <div class={classes!("choices", props.inline.then_some("choices-inline"))}>{ props.children.clone() }</div>
        </fieldset>
    }
}

/// The first option answers to the id of its group; the others are numbered.
fn option_id(group: &str, at: usize) -> AttrValue {
    if at == 0 {
        group.to_owned().into()
    } else {
        format!("{group}-{at}").into()
    }
}
