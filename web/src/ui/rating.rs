//! A rating: native radios whose anchors stay on screen while rating.

use yew::prelude::*;

use crate::ui::Words;
use crate::ui::field::{FieldError, described_by, hint_id};

/// One level and what it looks like in practice.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingLevel {
    pub value: AttrValue,
    pub name: Words,
    /// The anchor; empty for "no opportunity" and the like.
    pub anchor: Words,
}

#[derive(Properties, PartialEq)]
pub struct RatingGroupProps {
    pub id: AttrValue,
    pub legend: Words,
    pub levels: Vec<RatingLevel>,
    /// The chosen value; empty is not rated.
    pub value: AttrValue,
    pub onchange: Callback<AttrValue>,
    /// Keeps the legend for readers only, where a heading above says the same.
    #[prop_or_default]
    pub legend_hidden: bool,
    #[prop_or_default]
    pub hint: Words,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
}

#[component]
pub fn RatingGroup(props: &RatingGroupProps) -> Html {
    let levels = props.levels.iter().enumerate().map(|(at, level)| {
        let onchange = {
            let (chosen, value) = (props.onchange.clone(), level.value.clone());
            Callback::from(move |_| chosen.emit(value.clone()))
        };
        let id: AttrValue = if at == 0 { props.id.clone() } else { format!("{}-{at}", props.id).into() };
        let anchor_id = format!("{}-{at}-anchor", props.id);
        let has_anchor = !level.anchor.is_empty();
        html! {
            <label key={level.value.as_str()} class="rating-level">
                <input type="radio" {id} name={props.id.clone()} value={level.value.clone()}
                    aria-label={level.name.words.clone()} lang={level.name.lang.clone()} aria-describedby={has_anchor.then(|| anchor_id.clone())}
                    checked={level.value == props.value} disabled={props.disabled} {onchange} />
                <span class="rating-name"><span class="dot" aria-hidden="true"></span>{ level.name.view() }</span>
                if has_anchor {
                    <span class="rating-anchor" id={anchor_id}>{ level.anchor.view() }</span>
                }
            </label>
        }
    });
    html! {
        <fieldset class={classes!("rating", props.error.is_some().then_some("field-bad"))}
            aria-describedby={described_by(&props.id, !props.hint.is_empty(), props.error.is_some())}>
            <legend class={if props.legend_hidden { "visually-hidden" } else { "field-label" }}>{ props.legend.view() }</legend>
            if !props.hint.is_empty() { <p class="hint" id={hint_id(&props.id)}>{ props.hint.view() }</p> }
            <FieldError id={props.id.clone()} error={props.error.clone()} />
            <div class="rating-scale">{ for levels }</div>
        </fieldset>
    }
}
