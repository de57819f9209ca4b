//! Dates and times, with the device's own pickers. Values are `2026-11-12` and `14:30`,
//! wall-clock time in London; `dates::london_to_utc` makes an instant of them.

use yew::prelude::*;

use crate::ui::field::{FieldShell, described_by, left, typed_into_input};

#[derive(Properties, PartialEq)]
pub struct WhenFieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub onblur: Callback<()>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The earliest value, written as the value is.
    #[prop_or_default]
    pub min: Option<AttrValue>,
    #[prop_or_default]
    pub max: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
}

#[component]
pub fn DateField(props: &WhenFieldProps) -> Html {
    when_field(props, "date", None)
}

/// A time of day in steps of five minutes.
#[component]
pub fn TimeField(props: &WhenFieldProps) -> Html {
    when_field(props, "time", Some("300"))
}

fn when_field(props: &WhenFieldProps, kind: &'static str, step: Option<&'static str>) -> Html {
    html! {
        <FieldShell id={props.id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}>
            <input id={props.id.clone()} name={props.id.clone()} type={kind} class="input input-short" {step}
                value={props.value.clone()} min={props.min.clone()} max={props.max.clone()} disabled={props.disabled}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described_by(&props.id, props.hint.is_some(), props.error.is_some())}
                oninput={typed_into_input(&props.oninput)} onblur={left(&props.onblur)} />
        </FieldShell>
    }
}
