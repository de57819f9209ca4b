//! What a page shows while its data is on its way, and when it does not come.

use std::rc::Rc;

use shared::values::Timestamp;
use yew::prelude::*;

use crate::dates;
use crate::state::paged::Paged;
use crate::state::remote::{Loaded, Remote, Sending};
use crate::state::{Failure, failures};
use crate::text::Text;
use crate::ui::{Card, ErrorState, OfflineNotice, ShowMore, Skeleton};

/// Grey lines, what happened, or the page itself.
pub fn outcome<T>(text: Text, loaded: &Loaded<T>, view: impl FnOnce(&Rc<T>) -> Html) -> Html {
    match &loaded.remote {
        Remote::Loading => html! { <Card><Skeleton lines=5 /></Card> },
        Remote::Failed(failure) => failed(text, failure, &loaded.reload),
        Remote::Ready(data) => view(data),
    }
}

/// The same for a list that comes page by page, with the way to more below it.
pub fn paged_outcome<T>(
    text: Text,
    paged: &Paged<T>,
    view: impl FnOnce(&Rc<Vec<T>>) -> Html,
) -> Html {
    match &paged.remote {
        Remote::Loading => html! { <Card><Skeleton lines=6 /></Card> },
        Remote::Failed(failure) => failed(text, failure, &paged.reload),
        Remote::Ready(items) => html! {
            <>
                { view(items) }
                { for paged.more.iter().map(|more| show_more(text, more, &paged.asking, items.len())) }
            </>
        },
    }
}

/// The way to more of a list, and what became of the last try.
pub fn show_more(text: Text, more: &Callback<()>, asking: &Sending, shown: usize) -> Html {
    let failure = match asking {
        Sending::Failed(failure) => Some(failure),
        Sending::Idle | Sending::Busy => None,
    };
    html! {
        <>
            { refusal(text, failure) }
            <ShowMore onmore={more.clone()} busy={*asking == Sending::Busy} {shown} />
        </>
    }
}

pub fn failed(text: Text, failure: &Failure, reload: &Callback<()>) -> Html {
    html! { <Card>{ not_loaded(text, failure, reload) }</Card> }
}

/// What happened, and the way to ask again where that can help.
pub fn not_loaded(text: Text, failure: &Failure, reload: &Callback<()>) -> Html {
    html! {
        <ErrorState detail={failures::words(text, failure)} onretry={failures::may_pass(failure).then(|| reload.clone())}
            reference={failure.request_id().map(|id| AttrValue::from(id.to_owned()))} />
    }
}

/// Over a page that shows what this device kept, with the date of telling.
pub fn kept_notice(text: Text, kept_at: Option<Timestamp>) -> Html {
    html! {
        { for kept_at.map(|at| html! { <OfflineNotice date={dates::near(text, at)} /> }) }
    }
}

/// One line above a form or a list for a step that the server refused.
pub fn refusal(text: Text, failure: Option<&Failure>) -> Html {
    html! {
        { for failure.map(|failure| html! { <p class="warm" role="alert">{ failures::words(text, failure) }</p> }) }
    }
}
