//! One thing to try, and the actions agreed or proposed.

use shared::feedback::Action;
use yew::prelude::*;

use super::worked::{self, Moments};
use super::{OpenProps, Reader};
use crate::pages::actions::ActionCard;
use crate::t;
use crate::text::use_text;
use crate::ui::Card;

#[component]
pub(super) fn Trying(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let feedback = &open.reading.feedback;
    let developments = &feedback.content.developments;
    let actions: Vec<&Action> = feedback.actions.iter().collect();
    if developments.is_empty() && actions.is_empty() {
        return Html::default();
    }
    html! {
        <Card title={t!(text, "trying-title", n = developments.len().max(1))}>
            { for developments.iter().map(|development| worked::point(text, development, Moments::Chances)) }
            { for actions.into_iter().map(|action| html! {
                <ActionCard key={action.id.to_string()} action={action.clone()} onchanged={open.reload.clone()}
                    own={open.reader == Reader::Practitioner} inset=true />
            }) }
        </Card>
    }
}
