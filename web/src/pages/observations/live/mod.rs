//! The live session: before it starts, while it runs.

mod acts;
mod blank;
mod code_tile;
mod ending;
mod gate;
mod head;
mod note;
mod screen;
mod taps;
mod tiles;
mod timeline;
mod wake;

use shared::observations::State;
use yew::prelude::*;

use super::opened::{stand_in, use_opened};
use crate::route::Route;
use crate::t;
use crate::text::use_text;
use crate::ui::{ButtonKind, ButtonLink, ButtonRow, Notice, Page, PageHead};
pub(super) use gate::InformedCard;
use gate::StartGate;
use screen::LiveScreen;

#[derive(Properties, PartialEq)]
pub struct LivePageProps {
    pub id: AttrValue,
}

#[component]
pub fn LivePage(props: &LivePageProps) -> Html {
    let text = use_text();
    let here = match stand_in(&props.id, use_opened(&props.id)) {
        Ok(here) => here,
        Err(stand_in) => return stand_in,
    };
    match here.open.record.state() {
        State::Planned if here.is_observer() => html! { <StartGate {here} /> },
        State::InProgress if here.is_observer() => match here.framework.clone() {
            Some(framework) => html! { <LiveScreen {here} {framework} /> },
            None => html! { <StartGate {here} /> },
        },
        _ => {
            let id = props.id.to_string();
            html! {
                <Page narrow=true>
                    <PageHead title={t!(text, "live-over-title")} />
                    <Notice>{ t!(text, "live-over-body") }</Notice>
                    <ButtonRow>
                        <ButtonLink to={Route::Observation { id }} kind={ButtonKind::Primary}>{ t!(text, "live-over-open") }</ButtonLink>
                    </ButtonRow>
                </Page>
            }
        }
    }
}
