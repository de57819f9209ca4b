//! Every observation I may know of, sorted by what it asks of me.

use shared::observations::State;
use yew::prelude::*;

use super::here::OnThisDevice;
use super::words;
use crate::dates;
use crate::pages::outcome::{not_loaded, show_more};
use crate::route::Route;
use crate::state::observations::{
    ListEntry, ObservationStore, Told, list_entries, use_observations,
};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    ButtonKind, ButtonLink, Card, CardKind, Empty, IconKind, OfflineNotice, Page, PageHead, Shape,
    Skeleton, StateText, Tag, Task, Tasks, Tone,
};

#[component]
pub fn ObservationList() -> Html {
    let text = use_text();
    let store = use_observations();
    {
        let store = store.clone();
        use_effect_with(store.is_ready, move |is_ready| {
            if *is_ready {
                store.load_list();
            }
        });
    }
    let observes = store.me().observes();
    html! {
        <Page>
            <PageHead title={t!(text, "observations-title")}>
                if observes {
                    <ButtonLink to={Route::ObservationNew} kind={ButtonKind::Primary} icon={IconKind::Plus}>{ t!(text, "observations-plan") }</ButtonLink>
                }
            </PageHead>
            { body(text, &store) }
            <OnThisDevice />
        </Page>
    }
}

fn body(text: Text, store: &ObservationStore) -> Html {
    let entries = list_entries(store);
    match &store.list {
        Told::NotYet if entries.is_empty() => html! { <Skeleton lines=8 /> },
        Told::Failed(failure) if entries.is_empty() => {
            let onretry = {
                let store = store.clone();
                Callback::from(move |()| store.load_list())
            };
            not_loaded(text, failure, &onretry)
        }
        _ if entries.is_empty() => html! {
            <Empty title={t!(text, "observations-empty-title")}>
                <p>{ if store.me().observes() { t!(text, "observations-empty-observer") } else { t!(text, "observations-empty-practitioner") } }</p>
            </Empty>
        },
        list => html! {
            <>
                { for kept_notice(text, list) }
                { groups(text, store, entries) }
                if store.list_next.is_some() {
                    { more(text, store) }
                }
            </>
        },
    }
}

fn kept_notice<T>(text: Text, list: &Told<T>) -> Option<Html> {
    let Told::Here(answer) = list else {
        return None;
    };
    let kept_at = answer.kept_at?;
    let date = dates::date_and_time(text, kept_at);
    Some(html! { <OfflineNotice {date} /> })
}

fn more(text: Text, store: &ObservationStore) -> Html {
    let onmore = {
        let store = store.clone();
        Callback::from(move |()| store.load_more())
    };
    let shown = store.list.value().map_or(0, |list| list.len());
    show_more(text, &onmore, &store.list_more, shown)
}

/// Where a row belongs.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Now,
    Planned,
    ToWrite,
    OthersPlanned,
    Shared,
    Closed,
}

const GROUPS: [Group; 6] = [
    Group::Now,
    Group::ToWrite,
    Group::Planned,
    Group::OthersPlanned,
    Group::Shared,
    Group::Closed,
];

fn group_of(entry: &ListEntry, is_mine: bool) -> Group {
    match entry.state {
        State::InProgress if is_mine => Group::Now,
        State::Drafting if is_mine => Group::ToWrite,
        State::Planned if is_mine => Group::Planned,
        State::Planned | State::InProgress | State::Drafting => Group::OthersPlanned,
        State::Shared | State::Acknowledged => Group::Shared,
        State::Locked | State::Stopped | State::Withdrawn => Group::Closed,
    }
}

fn groups(text: Text, store: &ObservationStore, entries: Vec<ListEntry>) -> Html {
    let me = store.me().person_id;
    let observes = store.me().observes();
    let groups = GROUPS.iter().filter_map(|group| {
        let mut rows: Vec<&ListEntry> = entries
            .iter()
            .filter(|entry| group_of(entry, entry.is_mine(me)) == *group)
            .collect();
        if matches!(group, Group::Planned | Group::OthersPlanned) {
            rows.sort_by_key(|entry| (entry.planned_for, entry.id));
        }
        (!rows.is_empty()).then(|| {
            let title = match group {
                Group::Now => t!(text, "observations-now"),
                Group::ToWrite => t!(text, "observations-to-write"),
                Group::Planned => t!(text, "observations-planned"),
                Group::OthersPlanned if observes => t!(text, "observations-others"),
                Group::OthersPlanned => t!(text, "observations-coming"),
                Group::Shared => t!(text, "observations-shared"),
                Group::Closed => t!(text, "observations-closed"),
            };
            let kind = if *group == Group::Now {
                CardKind::Next
            } else {
                CardKind::Plain
            };
            html! {
                <Card {title} {kind}>
                    <Tasks>{ for rows.into_iter().map(|entry| row(text, store, entry)) }</Tasks>
                </Card>
            }
        })
    });
    html! { <>{ for groups }</> }
}

fn row(text: Text, store: &ObservationStore, entry: &ListEntry) -> Html {
    let me = store.me().person_id;
    let is_mine = entry.is_mine(me);
    let id = entry.id.to_string();
    let to = match entry.state {
        State::InProgress if is_mine => Route::ObservationLive { id },
        State::Drafting if is_mine => Route::ObservationDraft { id },
        _ => Route::Observation { id },
    };
    // One's own sessions differ by their day: all of them are one's own, and most by one observer.
    let is_own = entry.practitioner.id == me;
    let title = if is_own {
        words::when(text, entry.planned_for)
    } else if is_mine {
        AttrValue::from(entry.practitioner.name.as_str().to_owned())
    } else {
        t!(
            text,
            "observations-pair",
            practitioner = entry.practitioner.name.as_str(),
            observer = entry.observer.name.as_str()
        )
    };
    let detail = match is_own {
        true => own_detail(text, store, entry),
        false => words::when(text, entry.planned_for),
    };
    let (shape, tone) = words::state_look(entry.state);
    html! {
        <Task key={entry.id.to_string()} {to} {title} detail={html! { { detail } }}>
            <span class="row">
                if entry.needs_person {
                    <StateText shape={Shape::Triangle} tone={Tone::Warm}>{ t!(text, "save-needs-you") }</StateText>
                } else if entry.n_here_only > 0 {
                    <StateText shape={Shape::Half} tone={Tone::Warm}>{ t!(text, "observations-here-only") }</StateText>
                }
                <Tag {shape} {tone}>{ words::state(text, entry.state) }</Tag>
            </span>
        </Task>
    }
}

/// Who observes, and the skill to look at where this device knows it.
fn own_detail(text: Text, store: &ObservationStore, entry: &ListEntry) -> AttrValue {
    let observer = t!(
        text,
        "observations-own",
        observer = entry.observer.name.as_str()
    );
    let known = entry
        .focus
        .as_ref()
        .and_then(|(framework, focus)| Some((store.framework(framework)?, focus)));
    let Some((framework, focus)) = known else {
        return observer;
    };
    let skill = words::tile(text, Some(framework), focus);
    let focus = t!(text, "live-focus-is", skill = skill);
    format!("{observer} · {focus}").into()
}
