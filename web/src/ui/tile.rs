//! A skill on the live screen: one tap is *seen*, the dashed circle is *a chance*.

use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::Words;

#[derive(Properties, PartialEq)]
pub struct TileProps {
    pub name: Words,
    pub n_seen: usize,
    pub n_chances: usize,
    /// The practitioner asked for this one.
    #[prop_or_default]
    pub focus: bool,
    /// Unix time in milliseconds of the touch-down, not of the release.
    pub onseen: Callback<f64>,
    /// Like `onseen`.
    pub onchance: Callback<f64>,
    #[prop_or_default]
    pub disabled: bool,
}

/// The two buttons are siblings: a button inside a button is no button to a reader.
#[component]
pub fn Tile(props: &TileProps) -> Html {
    let text = use_text();
    let seen = use_touch_down(&props.onseen);
    let chance = use_touch_down(&props.onchance);
    let chance_label = t!(
        text,
        "tile-chance-label",
        name = &props.name.words,
        n = props.n_chances
    );
    html! {
        <div class={classes!("tile", (props.n_seen > 0).then_some("tile-on"))}>
            <button type="button" class="tile-seen" disabled={props.disabled}
                onpointerdown={seen.0} onclick={seen.1}>
                <span class="tile-name">{ props.name.view() }</span>
                <span class="tile-foot">
                    if props.focus {
                        <span class="tile-focus">{ t!(text, "focus") }</span>
                    }
                    if props.n_seen > 0 {
                        <span>{ t!(text, "n-seen", n = props.n_seen) }</span>
                    }
                </span>
                // What can be read is part of the name, so that somebody who speaks it is heard.
                <span class="visually-hidden">{ t!(text, "tile-mark-seen") }</span>
            </button>
            <button type="button" class={classes!("tile-chance", (props.n_chances > 0).then_some("tile-chance-on"))}
                aria-label={chance_label} disabled={props.disabled} onpointerdown={chance.0} onclick={chance.1}>
                if props.n_chances > 0 {
                    { props.n_chances }
                } else {
                    <span class="ring"></span>
                }
            </button>
        </div>
    }
}

/// Remembers when the finger came down and reports that time with the click. A key press
/// has no pointer, so its own time counts; a scroll that began on a tile makes no click.
#[hook]
fn use_touch_down(report: &Callback<f64>) -> (Callback<PointerEvent>, Callback<MouseEvent>) {
    let down_at = use_mut_ref(|| None::<f64>);
    let ondown = {
        let down_at = down_at.clone();
        Callback::from(move |_: PointerEvent| *down_at.borrow_mut() = Some(js_sys::Date::now()))
    };
    let report = report.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let touched = down_at.borrow_mut().take();
        // `detail` counts presses of a pointer; zero means a key.
        let at = touched
            .filter(|_| event.detail() > 0)
            .unwrap_or_else(js_sys::Date::now);
        report.emit(at);
    });
    (ondown, onclick)
}
