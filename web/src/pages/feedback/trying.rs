//! One thing to try, and the actions agreed or proposed.

use shared::sync::outbox_of_action;
use yew::prelude::*;

use super::worked::{self, Moments};
use super::{OpenProps, Reader};
use crate::pages::actions::ActionCard;
use crate::state::actions::{use_actions_here, use_actions_sent};
use crate::t;
use crate::text::use_text;
use crate::ui::Card;

#[component]
pub(super) fn Trying(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let feedback = &open.reading.feedback;
    let developments = &feedback.content.developments;
    let actions = use_actions_here(&feedback.actions, open.practitioner().id);
    use_actions_sent(open.reload.clone());
    if developments.is_empty() && actions.is_empty() {
        return Html::default();
    }
    html! {
        <Card title={t!(text, "trying-title", n = developments.len().max(1))}>
            { for developments.iter().map(|development| worked::point(text, development, Moments::Chances)) }
            { for actions.into_iter().map(|action| {
                let is_told_above = outbox_of_action(&action) == open.id();
                let key = action.id.to_string();
                html! {
                    <ActionCard {key} {action} onchanged={open.reload.clone()}
                        own={open.reader == Reader::Practitioner} still={open.is_preview} inset=true {is_told_above} />
                }
            }) }
        </Card>
    }
}
