//! My meetings: those to come, and those that were.

use std::rc::Rc;

use shared::meetings::{MeetingState, MeetingSummary};
use yew::prelude::*;

use super::words;
use crate::dates;
use crate::pages::outcome::paged_outcome;
use crate::route::Route;
use crate::state::meetings::use_meetings;
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    ButtonKind, ButtonLink, Card, Empty, IconKind, Page, PageHead, Tab, TabPanel, Tabs, Tag, Task,
    Tasks,
};
use shared::access::Role;
use shared::values::PersonId;

#[component]
pub fn Meetings() -> Html {
    let text = use_text();
    let me = use_me();
    let paged = use_meetings();
    let may_book = me
        .as_ref()
        .is_some_and(|me| me.observes() || me.has(Role::Manager));
    html! {
        <Page>
            <PageHead title={t!(text, "nav-meetings")} lead={t!(text, "meetings-lead")}>
                if may_book {
                    <ButtonLink kind={ButtonKind::Primary} icon={IconKind::Calendar} to={Route::MeetingNew}>{ t!(text, "meeting-plan") }</ButtonLink>
                }
            </PageHead>
            { paged_outcome(text, &paged, |meetings| html! {
                <MeetingLists meetings={meetings.clone()} me={me.as_ref().map(|me| me.person_id)} />
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct MeetingListsProps {
    meetings: Rc<Vec<MeetingSummary>>,
    me: Option<PersonId>,
}

#[component]
fn MeetingLists(props: &MeetingListsProps) -> Html {
    let text = use_text();
    let selected = use_state(|| AttrValue::Static("to-come"));
    if props.meetings.is_empty() {
        return html! {
            <Card><Empty title={t!(text, "meetings-empty-title")}><p class="muted">{ t!(text, "meetings-empty") }</p></Empty></Card>
        };
    }
    let now = dates::now_ms();
    let is_to_come = |meeting: &&MeetingSummary| {
        let ends = meeting.starts_at.millis() + i64::from(meeting.slot.duration_minutes) * 60_000;
        meeting.state == MeetingState::Booked && ends >= now
    };
    let (mut to_come, mut past): (Vec<_>, Vec<_>) = props.meetings.iter().partition(is_to_come);
    to_come.sort_by_key(|meeting| meeting.starts_at);
    past.sort_by_key(|meeting| std::cmp::Reverse(meeting.starts_at));
    let tabs = vec![
        Tab {
            id: "to-come".into(),
            label: t!(text, "meetings-to-come", n = to_come.len()),
        },
        Tab {
            id: "past".into(),
            label: t!(text, "meetings-past", n = past.len()),
        },
    ];
    let onselect = {
        let selected = selected.clone();
        Callback::from(move |id| selected.set(id))
    };
    let (shown, empty) = if *selected == "past" {
        (past, t!(text, "meetings-past-empty"))
    } else {
        (to_come, t!(text, "meetings-to-come-empty"))
    };
    html! {
        <>
            <Tabs label={t!(text, "nav-meetings")} {tabs} selected={(*selected).clone()} {onselect} />
            <TabPanel tab={(*selected).clone()}>
                if shown.is_empty() {
                    <p class="muted">{ empty }</p>
                } else {
                    <Card><Tasks>{ for shown.into_iter().map(|meeting| row(text, props.me, meeting)) }</Tasks></Card>
                }
            </TabPanel>
        </>
    }
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
