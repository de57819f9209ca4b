//! What was removed a moment ago can be put back.

use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::focus_by_id;

#[derive(Properties, PartialEq)]
pub(super) struct PutBackProps {
    /// Of the button.
    pub id: AttrValue,
    /// What was removed.
    pub said: AttrValue,
    pub onback: Callback<()>,
}

/// The button that was pressed is gone with what it removed, so the focus comes here.
#[component]
pub(super) fn PutBack(props: &PutBackProps) -> Html {
    let text = use_text();
    use_effect_with((props.id.clone(), props.said.clone()), |(id, _)| {
        focus_by_id(id)
    });
    let said = format!("{}-said", props.id);
    let onclick = props.onback.reform(|_: MouseEvent| ());
    html! {
        <p class="row">
            <span id={said.clone()} class="muted">{ &props.said }</span>
            <button id={props.id.clone()} type="button" class="text-button" aria-describedby={said} {onclick}>{ t!(text, "draft-put-back") }</button>
        </p>
    }
}
