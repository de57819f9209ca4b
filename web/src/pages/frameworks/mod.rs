//! Frameworks, readable: what is looked for, and what each level looks like.

mod one;

use shared::frameworks::{FrameworkSummary, offered};
use yew::prelude::*;

use super::framework_words::tagged;
use super::outcome::outcome;
use crate::dates;
use crate::route::Route;
use crate::state::frameworks::use_frameworks;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, Empty, Page, PageHead, Shape, Tag, Task, Tasks, Tone};

pub use one::{FrameworkPage, HowToUse};

#[component]
pub fn Frameworks() -> Html {
    let text = use_text();
    let loaded = use_frameworks();
    html! {
        <Page>
            <PageHead title={t!(text, "frameworks-title")} lead={t!(text, "frameworks-lead")} />
            { outcome(text, &loaded, |versions| {
                if versions.is_empty() {
                    return html! { <Card><Empty title={t!(text, "frameworks-empty-title")}><p class="muted">{ t!(text, "frameworks-empty") }</p></Empty></Card> };
                }
                let offered = offered(versions);
                let rows = versions.iter().map(|version| row(text, version, offered.contains(&version)));
                html! { <Card><Tasks>{ for rows }</Tasks></Card> }
            }) }
        </Page>
    }
}

fn row(text: Text, version: &FrameworkSummary, is_offered: bool) -> Html {
    let title = tagged(text, &version.title);
    let detail = t!(
        text,
        "framework-version",
        version = &version.version,
        date = dates::date_short(text, version.published_at)
    );
    let (shape, tone, word) = if version.retired_at.is_some() {
        (Shape::Empty, Tone::Plain, t!(text, "framework-retired"))
    } else if is_offered {
        (Shape::Full, Tone::Seen, t!(text, "framework-current"))
    } else {
        (Shape::Empty, Tone::Plain, t!(text, "framework-earlier"))
    };
    html! {
        <Task key={version.hash.clone()} to={Route::Framework { id: version.hash.clone() }} {title} detail={html! { detail }}>
            <Tag {shape} {tone}>{ word }</Tag>
        </Task>
    }
}
