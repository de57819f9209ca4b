//! My meetings: those to come, and those that were.

use shared::meetings::{MeetingState, MeetingSummary};
use yew::prelude::*;

use super::words;
use crate::pages::outcome::paged_outcome;
use crate::route::Route;
use crate::state::meetings::{Stretch, use_meetings};
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    ButtonKind, ButtonLink, Card, Empty, IconKind, Page, PageHead, Tab, TabPanel, Tabs, Tag, Task,
    Tasks,
};
use shared::access::Role;
use shared::values::PersonId;

const TO_COME: &str = "to-come";
const PAST: &str = "past";

#[component]
pub fn Meetings() -> Html {
    let text = use_text();
    let me = use_me();
    let stretch = use_state(|| Stretch::ToCome);
    let paged = use_meetings(*stretch);
    let may_book = me
        .as_ref()
        .is_some_and(|me| me.observes() || me.has(Role::Manager));
    let me = me.map(|me| me.person_id);
    let onselect = {
        let stretch = stretch.clone();
        Callback::from(move |id: AttrValue| {
            stretch.set(if id == PAST {
                Stretch::Past
            } else {
                Stretch::ToCome
            });
        })
    };
    let tabs = vec![
        Tab {
            id: TO_COME.into(),
            label: t!(text, "meetings-to-come"),
        },
        Tab {
            id: PAST.into(),
            label: t!(text, "meetings-past"),
        },
    ];
    let selected = if *stretch == Stretch::Past {
        PAST
    } else {
        TO_COME
    };
    html! {
        <Page>
            <PageHead title={t!(text, "nav-meetings")} lead={t!(text, "meetings-lead")}>
                if may_book {
                    <ButtonLink kind={ButtonKind::Primary} icon={IconKind::Calendar} to={Route::MeetingNew}>{ t!(text, "meeting-plan") }</ButtonLink>
                }
            </PageHead>
            <Tabs label={t!(text, "nav-meetings")} {tabs} {selected} {onselect} />
            <TabPanel tab={selected}>
                { paged_outcome(text, &paged, |meetings| list(text, me, *stretch, meetings)) }
            </TabPanel>
        </Page>
    }
}

fn list(text: Text, me: Option<PersonId>, stretch: Stretch, meetings: &[MeetingSummary]) -> Html {
    if meetings.is_empty() {
        let (title, words) = match stretch {
            Stretch::ToCome => (
                t!(text, "meetings-to-come-empty"),
                t!(text, "meetings-empty"),
            ),
            Stretch::Past => (
                t!(text, "meetings-empty-title"),
                t!(text, "meetings-past-empty"),
            ),
        };
        return html! { <Card><Empty {title}><p class="muted">{ words }</p></Empty></Card> };
    }
    html! { <Card><Tasks>{ for meetings.iter().map(|meeting| row(text, me, meeting)) }</Tasks></Card> }
}

fn row(text: Text, me: Option<PersonId>, meeting: &MeetingSummary) -> Html {
    let title = format!(
        "{} · {}",
        words::purpose(text, meeting.purpose),
        words::with_whom(meeting, me)
    );
    let place = words::place(text, &meeting.slot)
        .map(|place| format!(" · {place}"))
        .unwrap_or_default();
    let detail = format!("{}{place}", words::when(text, &meeting.slot));
    // An invitation that waits for my answer matters more than that it is booked.
    let mine = meeting
        .attendees
        .iter()
        .find(|attendee| me == Some(attendee.person.id));
    let (shape, tone, word) = match (meeting.state, mine) {
        (MeetingState::Booked, Some(mine)) => words::participation(text, mine.participation),
        (state, _) => words::state(text, state),
    };
    html! {
        <Task key={meeting.id.to_string()} to={Route::Meeting { id: meeting.id.to_string() }} {title} detail={html! { detail }}>
            <Tag {shape} {tone}>{ word }</Tag>
        </Task>
    }
}
