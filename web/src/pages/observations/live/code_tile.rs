//! A behaviour code on the live screen: a tap counts it, or begins and ends it.

use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::Words;

#[derive(Properties, PartialEq)]
pub struct CodeTileProps {
    pub name: Words,
    pub n_events: usize,
    /// For a behaviour that lasts: whether it is going on.
    #[prop_or_default]
    pub running: Option<bool>,
    /// Unix time in milliseconds of the touch-down.
    pub ontap: Callback<f64>,
    #[prop_or_default]
    pub disabled: bool,
}

#[component]
pub fn CodeTile(props: &CodeTileProps) -> Html {
    let text = use_text();
    let down_at = use_mut_ref(|| None::<f64>);
    let onpointerdown = {
        let down_at = down_at.clone();
        Callback::from(move |_: PointerEvent| *down_at.borrow_mut() = Some(js_sys::Date::now()))
    };
    let onclick = {
        let ontap = props.ontap.clone();
        Callback::from(move |event: MouseEvent| {
            let touched = down_at.borrow_mut().take();
            // `detail` counts presses of a pointer; zero means a key.
            let at = touched.filter(|_| event.detail() > 0);
            ontap.emit(at.unwrap_or_else(js_sys::Date::now));
        })
    };
    let is_on = props.n_events > 0;
    html! {
        <div class={classes!("tile", is_on.then_some("tile-on"))}>
            <button type="button" class="tile-seen" {onclick} {onpointerdown} disabled={props.disabled}
                aria-pressed={props.running.map(|running| running.to_string())}>
                <span class="tile-name">{ props.name.view() }</span>
                <span class="tile-foot">
                    if props.running == Some(true) {
                        <span class="tile-focus">{ t!(text, "live-code-running") }</span>
                    }
                    if is_on {
                        <span>{ t!(text, "live-code-count", n = props.n_events) }</span>
                    }
                    <span class="visually-hidden">{ t!(text, "live-code-label") }</span>
                </span>
            </button>
        </div>
    }
}
