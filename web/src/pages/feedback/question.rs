//! The question: asked before anything is told.

use yew::prelude::*;

use super::{OpenProps, Reader, first_name};
use crate::route::Route;
use crate::state::reflections;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card, CardKind, Go, focus_by_id};

/// The id of the reply field, so that "Reply" leads to it.
pub(super) const REPLY: &str = "text";

#[component]
pub(super) fn Question(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    // One id for one visit: a second press opens the same page.
    let reflection = use_memo((), |()| reflections::new_id().to_string());
    let title = match open.reader {
        Reader::Observer => t!(text, "question-title-own"),
        Reader::Practitioner | Reader::Other => t!(
            text,
            "question-title",
            observer = first_name(open.observer())
        ),
    };
    html! {
        <Card kind={CardKind::Asks} {title}>
            <p class="written">{ open.reading.feedback.content.question.as_str() }</p>
            if open.reader == Reader::Practitioner {
                <ButtonRow even=true>
                    <Button kind={ButtonKind::Primary} onclick={|_| focus_by_id(REPLY)}>{ t!(text, "reply") }</Button>
                    <Go to={Route::Reflection { id: (*reflection).clone() }} class={ButtonKind::Secondary.classes()}
                        query={vec![("observation", open.id().to_string()), ("new", "1".to_owned())]}>{ t!(text, "question-reflect") }</Go>
                </ButtonRow>
                <p class="muted small">{ t!(text, "question-private") }</p>
            }
        </Card>
    }
}
