//! The states of a screen beside "full": empty, loading, error.

use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::Button;

#[derive(Properties, PartialEq)]
pub struct SkeletonProps {
    /// About as many lines as will come, so that nothing jumps.
    #[prop_or(4)]
    pub lines: usize,
}

/// Grey lines where text will be, after 200 ms: what comes sooner needs none.
#[component]
pub fn Skeleton(props: &SkeletonProps) -> Html {
    let text = use_text();
    html! {
        <div role="status">
            <span class="visually-hidden">{ t!(text, "loading") }</span>
            <div class="skeleton" aria-hidden="true">
                { for (0..props.lines).map(|line| html! { <div key={line} class="skeleton-line"></div> }) }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    pub title: AttrValue,
    /// What will be here, and how it gets here; perhaps the button that starts it.
    pub children: Html,
}

#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <h2>{ &props.title }</h2>
            { props.children.clone() }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ErrorStateProps {
    /// What happened.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// More about it, for instance the server's own sentence.
    #[prop_or_default]
    pub detail: Option<AttrValue>,
    /// The request id to tell the administrator.
    #[prop_or_default]
    pub reference: Option<AttrValue>,
    /// Where asking again may be answered otherwise.
    #[prop_or_default]
    pub onretry: Option<Callback<()>>,
}

/// What happened, what is safe, what to do: each said once, the last by the button.
#[component]
pub fn ErrorState(props: &ErrorStateProps) -> Html {
    let text = use_text();
    let title = props
        .title
        .clone()
        .unwrap_or_else(|| t!(text, "error-title"));
    html! {
        <div class="empty" role="alert">
            <h2>{ title }</h2>
            { for props.detail.iter().map(|detail| html! { <p>{ detail }</p> }) }
            if props.onretry.is_some() {
                <p class="muted">{ t!(text, "error-safe") }</p>
            }
            { for props.reference.iter().map(|reference| html! {
                <p class="muted small">{ t!(text, "error-try", reference = reference) }</p>
            }) }
            { for props.onretry.iter().map(|retry| {
                let retry = retry.clone();
                html! { <Button onclick={move |_| retry.emit(())}>{ t!(text, "try-again") }</Button> }
            }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct WorkingProps {
    /// What is being done, as in "Unlocking …".
    pub words: AttrValue,
}

/// Something the person asked for that takes a second and answers by itself: words, and a bar that
/// moves, except for whom motion disturbs.
#[component]
pub fn Working(props: &WorkingProps) -> Html {
    html! {
        <div class="stack-tight" role="status">
            <p>{ &props.words }</p>
            <div class="working" aria-hidden="true"></div>
        </div>
    }
}
