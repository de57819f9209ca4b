//! A sentence or two that stay on the page: something to know, to mend, or just done.

use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::{Icon, IconKind};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    #[default]
    Info,
    Done,
    /// Needs attention, in words that say how to mend it.
    Warm,
}

#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    #[prop_or_default]
    pub kind: NoticeKind,
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Read out when it appears. Leave off for what is there from the start.
    #[prop_or_default]
    pub announce: bool,
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let (class, icon) = match props.kind {
        NoticeKind::Info => (None, IconKind::Info),
        NoticeKind::Done => (Some("notice-done"), IconKind::Tick),
        NoticeKind::Warm => (Some("notice-warm"), IconKind::Warning),
    };
    html! {
        <div class={classes!("notice", class)} role={props.announce.then_some("status")}>
            <Icon kind={icon} />
            <div>
                { for props.title.iter().map(|title| html! { <p class="strong">{ title }</p> }) }
                { props.children.clone() }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct OfflineNoticeProps {
    /// The date of what is shown, in words.
    pub date: AttrValue,
}

/// Over a page that shows what the device kept.
#[component]
pub fn OfflineNotice(props: &OfflineNoticeProps) -> Html {
    let text = use_text();
    html! {
        <div class="notice notice-warm" role="status">
            <Icon kind={IconKind::NoNetwork} />
            <div><p>{ t!(text, "offline-shown", date = &props.date) }</p></div>
        </div>
    }
}
