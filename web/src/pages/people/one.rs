//! One person: who they are, and for an administrator what can be changed.

use std::rc::Rc;

use shared::access::Role;
use shared::org::{Person, PersonStatus};
use shared::values::PersonId;
use yew::prelude::*;

use super::away::AwayCard;
use super::come_back::ComeBackForm;
use super::edit::EditForm;
use super::invite::Invite;
use super::leave::LeaveForm;
use super::roles::Roles;
use super::suspend::Suspend;
use super::words;
use crate::dates;
use crate::pages::devices::Devices;
use crate::pages::outcome::outcome;
use crate::route::Route;
use crate::state::org::use_person;
use crate::state::remote::Remote;
use crate::state::session::use_me;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonRow, Card, Go, Page, PageHead, SummaryList, SummaryRow, Tag};

#[derive(Properties, PartialEq)]
pub struct PersonPageProps {
    pub id: PersonId,
}

#[component]
pub fn PersonPage(props: &PersonPageProps) -> Html {
    let text = use_text();
    let me = use_me();
    let loaded = use_person(props.id);
    let title = match &loaded.remote {
        Remote::Ready(person) => person.name.as_str().to_owned().into(),
        _ => t!(text, "person-title"),
    };
    let administers = me.as_ref().is_some_and(|me| me.has(Role::Administrator));
    let observes = me.as_ref().is_some_and(|me| me.observes());
    let meets = observes || me.as_ref().is_some_and(|me| me.has(Role::Manager));
    html! {
        <Page>
            <PageHead {title} back={(Route::People, t!(text, "nav-people"))} />
            { outcome(text, &loaded, |person| html! {
                <div class="columns">
                    <div class="stack">
                        <About person={person.clone()} {administers} onchanged={loaded.reload.clone()} />
                        if meets { <Work id={person.id} {observes} /> }
                        if person.may_say_away && is_observed(person) {
                            <AwayCard person={person.clone()} onchanged={loaded.reload.clone()} />
                        }
                    </div>
                    if administers {
                        <div class="stack">
                            <Roles person={person.clone()} onchanged={loaded.reload.clone()} />
                            <Devices of={person.id} />
                            if person.status == PersonStatus::Invited {
                                <Invite id={person.id} />
                            }
                            if person.status == PersonStatus::Left {
                                <ComeBackForm person={person.clone()} onchanged={loaded.reload.clone()} />
                            } else {
                                <Suspend person={person.clone()} onchanged={loaded.reload.clone()} />
                                <LeaveForm person={person.clone()} onchanged={loaded.reload.clone()} />
                            }
                        </div>
                    }
                </div>
            }) }
        </Page>
    }
}

/// Whether they stand on a coverage board at all.
fn is_observed(person: &Person) -> bool {
    let mut roles = person.roles.iter();
    roles.any(|grant| grant.role == Role::Practitioner)
}

#[derive(Properties, PartialEq)]
pub(super) struct PersonProps {
    pub person: Rc<Person>,
    #[prop_or_default]
    pub administers: bool,
    pub onchanged: Callback<()>,
}

#[component]
fn About(props: &PersonProps) -> Html {
    let text = use_text();
    let is_editing = use_state(|| false);
    let person = &props.person;
    let set = |on: bool| {
        let is_editing = is_editing.clone();
        Callback::from(move |()| is_editing.set(on))
    };
    if *is_editing {
        let onsaved = {
            let (close, changed) = (set(false), props.onchanged.clone());
            Callback::from(move |()| {
                close.emit(());
                changed.emit(());
            })
        };
        return html! { <EditForm person={person.clone()} {onsaved} onclose={set(false)} /> };
    }
    let (shape, tone, word) = words::status(text, person.status);
    let may_edit = props.administers && person.status != PersonStatus::Left;
    html! {
        <Card title={t!(text, "person-about")} aside={html! { <Tag {shape} {tone}>{ word }</Tag> }}>
            <SummaryList>
                <SummaryRow name={t!(text, "email")}>{ person.email.as_str() }</SummaryRow>
                <SummaryRow name={t!(text, "person-grade")}>{ words::grade(text, person.grade) }</SummaryRow>
                <SummaryRow name={t!(text, "account-unit")}>{ person.unit.as_str() }</SummaryRow>
                { for person.line_manager.iter().map(|manager| html! {
                    <SummaryRow name={t!(text, "person-line-manager-is")}>
                        <Go to={Route::Person { id: manager.id.to_string() }}>{ manager.name.as_str() }</Go>
                    </SummaryRow>
                }) }
                { for person.staff_code.iter().map(|code| html! { <SummaryRow name={t!(text, "person-staff-code-is")}>{ code.as_str() }</SummaryRow> }) }
                { for person.away.iter().map(|away| html! { <SummaryRow name={t!(text, "person-away")}>{ words::away(text, *away) }</SummaryRow> }) }
                { for person.left_on.iter().map(|day| html! { <SummaryRow name={t!(text, "person-left-on")}>{ dates::date_long(text, *day) }</SummaryRow> }) }
            </SummaryList>
            if may_edit {
                <ButtonRow><Button onclick={set(true).reform(|_| ())}>{ t!(text, "edit") }</Button></ButtonRow>
            }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct WorkProps {
    id: PersonId,
    /// A head of PDU meets people, and reads neither actions nor reflections.
    observes: bool,
}

/// What those who observe or manage this person may open.
#[component]
fn Work(props: &WorkProps) -> Html {
    let text = use_text();
    let of = || vec![("of", props.id.to_string())];
    html! {
        <Card title={t!(text, "person-work")}>
            <ul class="stack-tight">
                if props.observes {
                    <li><Go to={Route::Actions} query={of()} class="act">{ t!(text, "person-work-actions") }</Go></li>
                    <li><Go to={Route::Reflections} query={of()} class="act">{ t!(text, "person-work-reflections") }</Go></li>
                }
                <li><Go to={Route::MeetingNew} class="act" query={vec![("with", props.id.to_string())]}>{ t!(text, "meeting-plan") }</Go></li>
            </ul>
        </Card>
    }
}
