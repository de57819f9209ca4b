//! Today: what should I do next.

mod step;
mod unsent;

use std::rc::Rc;

use crate::router::use_navigator;
use shared::access::Role;
use shared::auth::Me;
use shared::meetings::{CoverageState, Home as HomeData, HomeCount};
use shared::values::ReflectionId;
use uuid::Uuid;
use yew::prelude::*;

use crate::dates::{self, WallClock};
use crate::pages::feedback::Asked;
use crate::pages::outcome::kept_notice;
use crate::pages::query;
use crate::route::Route;
use crate::state::failures;
use crate::state::home::use_home;
use crate::state::remote::Remote;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    ButtonKind, ButtonLink, ButtonRow, Card, CardKind, Count, CountGrid, Empty, ErrorState, Go,
    IconKind, Page, PageHead, Skeleton, Tasks,
};

#[derive(Properties, PartialEq)]
pub struct HomeProps {
    pub me: Rc<Me>,
}

#[component]
pub fn Home(props: &HomeProps) -> Html {
    let text = use_text();
    let home = use_home();
    let next = match &home.remote {
        Remote::Loading => {
            html! { <Card title={t!(text, "home-next")}><Skeleton lines=5 /></Card> }
        }
        Remote::Failed(failure) => html! {
            <Card>
                <ErrorState detail={failures::words(text, failure)} onretry={home.reload.clone()}
                    reference={failure.request_id().map(|id| AttrValue::from(id.to_owned()))} />
                if failure.is_silence() {
                    <ButtonRow><ButtonLink to={Route::Observations}>{ t!(text, "home-held") }</ButtonLink></ButtonRow>
                }
            </Card>
        },
        Remote::Ready(told) => {
            // An answer is there to be read; what still waits comes after what there is to do.
            let asked = told.value.asked.iter().cloned();
            let (answered, waiting): (Vec<_>, Vec<_>) =
                asked.partition(|request| request.declined.is_some());
            html! {
                <>
                    { kept_notice(text, told.kept_at) }
                    <Asked requests={answered} onchanged={home.reload.clone()} />
                    <NextSteps data={told.value.clone()} observes={props.me.observes()} />
                    <Asked requests={waiting} onchanged={home.reload.clone()} />
                </>
            }
        }
    };
    let counts = match &home.remote {
        Remote::Ready(told) if !told.value.counts.is_empty() => {
            html! { <Counts data={told.value.clone()} /> }
        }
        _ => Html::default(),
    };
    html! {
        <Page>
            <PageHead title={t!(text, "home-title")} lead={t!(text, "home-hello", date = dates::date_long(text, WallClock::now()))}>
                { first_actions(text, &props.me) }
            </PageHead>
            <unsent::Unsent />
            <div class="columns">
                <div class="stack">{ next }</div>
                <div class="stack">{ counts }{ privacy(text, &props.me) }</div>
            </div>
        </Page>
    }
}

/// The two or three things this person most often begins here.
fn first_actions(text: Text, me: &Me) -> Html {
    let observes = me.observes();
    html! {
        <ButtonRow>
            if observes {
                <ButtonLink to={Route::ObservationNew} kind={ButtonKind::Primary} icon={IconKind::Plus}>{ t!(text, "home-plan") }</ButtonLink>
            } else if me.has(Role::Practitioner) {
                <ButtonLink to={Route::ObservationNew} icon={IconKind::Eye}>{ t!(text, "home-ask") }</ButtonLink>
            }
            if me.has(Role::Practitioner) {
                <WriteReflection />
            } else if observes || me.has(Role::Manager) {
                <ButtonLink to={Route::MeetingNew} icon={IconKind::Calendar}>{ t!(text, "home-plan-meeting") }</ButtonLink>
            }
        </ButtonRow>
    }
}

/// Opens a new reflection at once; its id is made with the page.
#[component]
fn WriteReflection() -> Html {
    let text = use_text();
    let id = use_memo((), |()| ReflectionId::new(Uuid::now_v7()).to_string());
    html! {
        <ButtonLink to={Route::Reflection { id: (*id).clone() }} query={vec![("new", "1".to_owned())]} icon={IconKind::Pencil}>
            { t!(text, "home-write") }
        </ButtonLink>
    }
}

/// One sentence about who sees what, since trust depends on it.
fn privacy(text: Text, me: &Me) -> Html {
    let lines = [
        (Role::Practitioner, "home-privacy-practitioner"),
        (Role::Spo, "home-privacy-spo"),
        (Role::Qdo, "home-privacy-qdo"),
        (Role::Manager, "home-privacy-manager"),
        (Role::Administrator, "home-privacy-administrator"),
        (Role::Auditor, "home-privacy-auditor"),
        (Role::Evaluator, "home-evaluator"),
    ];
    let mine: Vec<_> = lines
        .iter()
        .filter(|(role, _)| me.has(*role))
        .map(|(_, key)| text.get(key))
        .collect();
    if mine.is_empty() {
        return Html::default();
    }
    html! {
        <Card title={t!(text, "home-privacy-title")}>
            { for mine.iter().map(|line| html! { <p class="muted small">{ line }</p> }) }
            if me.has(Role::Practitioner) {
                <p class="small"><Go to={Route::Views}>{ t!(text, "nav-views") }</Go></p>
            }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct NextStepsProps {
    data: Rc<HomeData>,
    observes: bool,
}

#[component]
fn NextSteps(props: &NextStepsProps) -> Html {
    let text = use_text();
    let waiting = step::waiting(text, &props.data);
    if props.data.next.is_empty() && waiting.is_empty() {
        return html! {
            <Card><Empty title={t!(text, "home-next-empty-title")}><p class="muted">{ t!(text, "home-next-empty") }</p></Empty></Card>
        };
    }
    html! {
        <Card kind={CardKind::Next} title={t!(text, "home-next")}>
            <Tasks>{ for waiting }{ for props.data.next.iter().map(|next| step::row(text, next, props.observes)) }</Tasks>
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct HomeDataProps {
    data: Rc<HomeData>,
}

#[component]
fn Counts(props: &HomeDataProps) -> Html {
    let text = use_text();
    let navigator = use_navigator();
    let tile = |count: &HomeCount| {
        let (label, to, is_warm) = behind(text, count)?;
        let navigator = navigator.clone();
        let address = match Group::of(count) {
            Group::Covered => query::of_board(CoverageState::parse(&count.kind)),
            Group::Own | Group::Service => to.to_path(),
        };
        let onclick = move |()| {
            if let Some(navigator) = &navigator {
                navigator.push_address(&to, &address);
            }
        };
        let n = usize::try_from(count.n).unwrap_or_default();
        Some(html! { <Count key={count.kind.as_str()} {n} {label} warm={is_warm} {onclick} /> })
    };
    // Both say `booked`: one of my own days, one of those I answer for.
    let groups = Group::ALL
        .iter()
        .map(|group| {
            let counts = props.data.counts.iter();
            let tiles = counts.filter(|count| Group::of(count) == *group);
            (group.title(text), tiles.filter_map(&tile).collect())
        })
        .filter(|(_, tiles): &(_, Vec<Html>)| !tiles.is_empty());
    html! {
        { for groups.map(|(title, tiles)| html! {
            <section class="stack-tight"><h2 class="small muted">{ title }</h2><CountGrid>{ tiles }</CountGrid></section>
        }) }
    }
}

/// What a count is of.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Own,
    Covered,
    Service,
}

impl Group {
    const ALL: [Self; 3] = [Self::Own, Self::Covered, Self::Service];

    fn of(count: &HomeCount) -> Self {
        match count.kind.as_str() {
            "due" | "booked" | "done" | "overdue" => Self::Covered,
            "people" | "failed_mail" => Self::Service,
            _ => Self::Own,
        }
    }

    fn title(self, text: Text) -> AttrValue {
        match self {
            Self::Own => t!(text, "home-counts-own"),
            Self::Covered => t!(text, "home-counts-people"),
            Self::Service => t!(text, "home-counts-service"),
        }
    }
}

/// The words of a count, the list behind it, and whether it asks for something. A kind that
/// a newer server invents is left out.
fn behind(text: Text, count: &HomeCount) -> Option<(AttrValue, Route, bool)> {
    Some(match count.kind.as_str() {
        "planned" => (t!(text, "count-planned"), Route::Observations, false),
        "drafts" => (t!(text, "count-drafts"), Route::Observations, false),
        "shared_unread" => (t!(text, "count-shared-unread"), Route::Observations, false),
        "open_actions" => (t!(text, "count-open-actions"), Route::Actions, false),
        "meetings" => (t!(text, "count-meetings"), Route::Meetings, false),
        "due" => (t!(text, "count-due"), Route::Coverage, false),
        "booked" => (t!(text, "count-booked"), Route::Coverage, false),
        "done" => (t!(text, "count-done"), Route::Coverage, false),
        "overdue" => (t!(text, "count-overdue"), Route::Coverage, true),
        "people" => (t!(text, "count-people"), Route::People, false),
        "failed_mail" => (t!(text, "count-failed-mail"), Route::Delivery, true),
        _ => return None,
    })
}
