//! One observation: what was agreed, where it stands, and the next step for the one who looks.

use shared::meetings::MeetingPurpose;
use shared::observations::State;
use yew::prelude::*;

use super::EditAgreement;
use super::focus::FocusCard;
use super::live::InformedCard;
use super::opened::{Here, stand_in, use_opened};
use super::rebase::OtherVersions;
use super::save_state::{SaveLine, SaveTrouble};
use super::second::SecondObserver;
use super::stopping::Stopping;
use super::words;
use crate::dates;
use crate::pages::feedback::{WritingTrouble, place};
use crate::route::Route;
use crate::state::failures;
use crate::state::remote::use_sender;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonLink, ButtonRow, Card, CardKind, Dialog, IconKind, Notice,
    NoticeKind, Page, PageHead, SummaryList, SummaryRow, Tag,
};

#[derive(Properties, PartialEq)]
pub struct OverviewProps {
    pub id: AttrValue,
}

#[component]
pub fn ObservationOverview(props: &OverviewProps) -> Html {
    let text = use_text();
    let here = match stand_in(&props.id, use_opened(&props.id)) {
        Ok(here) => here,
        Err(stand_in) => return stand_in,
    };
    let observation = here.open.record.observation.clone();
    let state = here.open.record.state();
    let (shape, tone) = words::state_look(state);
    let is_practitioner = observation.practitioner.id == here.store.me().person_id;
    let title = if is_practitioner {
        t!(text, "observation-title-mine")
    } else {
        t!(
            text,
            "observation-title",
            name = observation.practitioner.name.as_str()
        )
    };
    let back = (Route::Observations, t!(text, "observations-title"));
    html! {
        <Page>
            <PageHead {title} lead={words::when(text, observation.agreement.planned_for)} {back}>
                <Tag {shape} {tone}>{ words::state(text, state) }</Tag>
            </PageHead>
            <div class="columns">
                <div class="stack">
                    if here.is_observer() {
                        <SaveTrouble here={here.clone()} />
                    } else {
                        <WritingTrouble of={here.id} />
                    }
                    <NextStep here={here.clone()} {is_practitioner} />
                    if state == State::Planned && (here.is_observer() || is_practitioner) {
                        <InformedCard here={here.clone()} />
                    }
                    if state == State::Planned && is_practitioner {
                        <FocusCard here={here.clone()} />
                    }
                    <OtherVersions here={here.clone()} />
                </div>
                <div class="stack">
                    <Agreed here={here.clone()} />
                    <SecondObserver here={here.clone()} />
                    if !here.is_observer() && here.open.record.outbox.is_waiting() {
                        <p role="status">{ place(text, &here.store, &here.open.record.outbox) }</p>
                    }
                </div>
            </div>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct AgreedProps {
    here: Here,
}

/// What was agreed, or the form to change it.
#[component]
fn Agreed(props: &AgreedProps) -> Html {
    let text = use_text();
    let is_changing = use_state(|| false);
    let here = &props.here;
    let may_change = here.is_observer() && here.open.record.state() == State::Planned;
    let to = |changing: bool| {
        let is_changing = is_changing.clone();
        Callback::from(move |()| is_changing.set(changing))
    };
    if may_change && *is_changing {
        return html! { <EditAgreement here={here.clone()} onclose={to(false)} /> };
    }
    let change = may_change.then(|| {
        let onclick = to(true).reform(|_: MouseEvent| ());
        html! { <ButtonRow><Button {onclick}>{ t!(text, "agreement-change") }</Button></ButtonRow> }
    });
    agreement(text, here, change.unwrap_or_default())
}

fn agreement(text: Text, here: &Here, change: Html) -> Html {
    let observation = &here.open.record.observation;
    let agreed = &observation.agreement;
    let framework = here.framework.as_deref();
    html! {
        <Card title={t!(text, "observation-agreed")}>
            <SummaryList>
                <SummaryRow name={t!(text, "observation-practitioner")}>{ observation.practitioner.name.as_str() }</SummaryRow>
                <SummaryRow name={t!(text, "observation-observer")}>{ observation.observer.name.as_str() }</SummaryRow>
                <SummaryRow name={t!(text, "plan-session-type")}>{ words::session_type(text, agreed.session_type) }</SummaryRow>
                <SummaryRow name={t!(text, "plan-duration")}>{ t!(text, "minutes-count", n = agreed.duration_minutes) }</SummaryRow>
                <SummaryRow name={t!(text, "plan-purpose")}>{ words::purpose(text, agreed.purpose) }</SummaryRow>
                { for agreed.focus.as_ref().map(|focus| html! {
                    <SummaryRow name={t!(text, "focus")}>{ words::tile(text, framework, focus) }</SummaryRow>
                }) }
                <SummaryRow name={t!(text, "informed-title")}>{ words::informed(text, here.open.record.informed()) }</SummaryRow>
                { for agreed.note.as_ref().map(|note| html! {
                    <SummaryRow name={note_label(text, here)}><span class="written">{ note.as_str() }</span></SummaryRow>
                }) }
                { for agreed.case_reference.as_ref().map(|reference| html! {
                    <SummaryRow name={t!(text, "plan-case-reference")}>{ reference.as_str() }</SummaryRow>
                }) }
            </SummaryList>
            { change }
        </Card>
    }
}

/// The note is the observer's, whoever reads it.
fn note_label(text: Text, here: &Here) -> AttrValue {
    if here.is_observer() {
        t!(text, "observation-note")
    } else {
        let observer = here.open.record.observation.observer.name.as_str();
        t!(text, "observation-note-of", observer = observer)
    }
}

#[derive(Properties, PartialEq)]
struct NextStepProps {
    here: Here,
    is_practitioner: bool,
}

/// One card that answers "what now".
#[component]
fn NextStep(props: &NextStepProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let id = here.id.to_string();
    let record = &here.open.record;
    let state = record.state();
    if props.is_practitioner {
        let waiting = record.outbox.waiting_self_assessment();
        let has_assessed = record.observation.self_assessed || waiting.is_some_and(|w| w.submit);
        return practitioner_step(text, here, has_assessed);
    }
    if here.is_observer() {
        return observer_step(text, here);
    }
    // A server of before does not say; what may not be read it refuses then.
    let may_read = state.is_released() && record.observation.may_read != Some(false);
    let words = match state.is_released() {
        true if may_read => t!(text, "next-line-shared"),
        true => t!(text, "next-line-closed"),
        false => t!(text, "next-line"),
    };
    html! {
        <Card title={t!(text, "next-title")}>
            <p>{ words }</p>
            if may_read {
                <ButtonRow><ButtonLink to={Route::ObservationFeedback { id }}>{ t!(text, "next-read") }</ButtonLink></ButtonRow>
            }
        </Card>
    }
}

fn observer_step(text: Text, here: &Here) -> Html {
    let record = &here.open.record;
    let is_changed = here
        .framework
        .as_ref()
        .is_some_and(|framework| record.is_changed_since_shared(framework));
    let shared_at = record
        .observation
        .shared_at
        .map(|at| dates::date_and_time(text, at));
    html! {
        <Card title={t!(text, "next-title")} kind={CardKind::Next}>
            <p>{ observer_words(text, here, is_changed) }</p>
            { for shared_at.map(|date| html! { <p class="muted small">{ t!(text, "next-shared-at", date = date) }</p> }) }
            <ButtonRow>{ observer_links(text, here, is_changed) }<Closing here={here.clone()} /></ButtonRow>
            <SaveLine here={here.clone()} />
        </Card>
    }
}

fn observer_words(text: Text, here: &Here, is_changed: bool) -> AttrValue {
    let record = &here.open.record;
    let name = record.observation.practitioner.name.as_str();
    match record.state() {
        State::Planned => t!(text, "next-planned", name = name),
        State::InProgress => t!(text, "next-in-progress"),
        State::Drafting => t!(text, "next-drafting", name = name),
        State::Shared if record.is_sharing() => t!(text, "next-sharing"),
        State::Shared if is_changed => t!(text, "next-changed", name = name),
        State::Shared => t!(text, "next-shared", name = name),
        State::Acknowledged if is_changed => t!(text, "next-acknowledged-changed", name = name),
        State::Acknowledged => t!(text, "next-acknowledged", name = name),
        State::Locked => t!(text, "next-locked"),
        State::Stopped => t!(text, "next-stopped"),
        State::Withdrawn => t!(text, "next-withdrawn"),
    }
}

/// Where the observer goes on; the first leads to what is to be done now.
fn observer_links(text: Text, here: &Here, is_changed: bool) -> Html {
    let id = here.id.to_string();
    let link = |to: Route, kind: ButtonKind, words: AttrValue| html! { <ButtonLink {to} {kind}>{ words }</ButtonLink> };
    let live = Route::ObservationLive { id: id.clone() };
    let write = Route::ObservationDraft { id: id.clone() };
    let read = |kind| {
        let to = Route::ObservationFeedback { id: id.clone() };
        link(to, kind, t!(text, "next-read"))
    };
    match here.open.record.state() {
        State::Planned => link(live, ButtonKind::Primary, t!(text, "next-open-live")),
        State::InProgress => link(live, ButtonKind::Primary, t!(text, "next-back-live")),
        State::Drafting => link(write, ButtonKind::Primary, t!(text, "next-write")),
        State::Shared => html! {
            <>
                if is_changed {
                    <ButtonLink to={Route::ObservationPreview { id: id.clone() }} kind={ButtonKind::Primary}>{ t!(text, "next-share-changed") }</ButtonLink>
                }
                { read(if is_changed { ButtonKind::Secondary } else { ButtonKind::Primary }) }
                { meeting_link(text, here) }
                { link(write, ButtonKind::Secondary, t!(text, "next-change-shared")) }
            </>
        },
        State::Acknowledged => {
            html! { <>{ read(ButtonKind::Secondary) }{ meeting_link(text, here) }</> }
        }
        State::Locked => read(ButtonKind::Secondary),
        State::Stopped | State::Withdrawn => Html::default(),
    }
}

/// To the form that books the meeting about this feedback.
fn meeting_link(text: Text, here: &Here) -> Html {
    let with = here.open.record.observation.practitioner.id.to_string();
    let query = vec![
        ("with", with),
        ("observation", here.id.to_string()),
        ("purpose", MeetingPurpose::Feedback.as_str().to_owned()),
    ];
    html! { <ButtonLink to={Route::MeetingNew} {query} icon={IconKind::Calendar}>{ t!(text, "next-plan-meeting") }</ButtonLink> }
}

fn practitioner_step(text: Text, here: &Here, has_assessed: bool) -> Html {
    let state = here.open.record.state();
    let id = here.id.to_string();
    let observer = here.open.record.observation.observer.name.as_str();
    let words = match state {
        State::Planned => t!(text, "next-mine-planned"),
        State::InProgress => t!(text, "next-mine-in-progress", observer = observer),
        State::Drafting if has_assessed => t!(text, "next-mine-waiting-said", observer = observer),
        State::Drafting => t!(text, "next-mine-waiting", observer = observer),
        State::Shared if !has_assessed => t!(text, "next-mine-shared-first"),
        State::Shared => t!(text, "next-mine-shared"),
        State::Acknowledged | State::Locked => t!(text, "next-mine-read"),
        State::Stopped => t!(text, "next-stopped"),
        State::Withdrawn => t!(text, "next-withdrawn"),
    };
    let may_assess = matches!(state, State::Drafting | State::Shared) && !has_assessed;
    let to_read = Route::ObservationFeedback { id: id.clone() };
    // What comes first stands first and stands out.
    let read_kind = if may_assess {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    html! {
        <Card title={t!(text, "next-title")} kind={CardKind::Next}>
            <p>{ words }</p>
            <ButtonRow>
                if may_assess {
                    <ButtonLink to={Route::SelfAssessment { id }} kind={ButtonKind::Primary}>{ t!(text, "next-how-it-went") }</ButtonLink>
                }
                if state.is_released() {
                    <ButtonLink to={to_read} kind={read_kind}>{ t!(text, "next-read") }</ButtonLink>
                }
                if state == State::InProgress {
                    <Stopping here={here.clone()} />
                }
            </ButtonRow>
        </Card>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Close {
    Withdraw,
    Lock,
}

#[derive(Properties, PartialEq)]
struct ClosingProps {
    here: Here,
}

/// Withdrawing and locking, each asked once. They need the network.
#[component]
fn Closing(props: &ClosingProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let is_asking = use_state(|| false);
    let record = &props.here.open.record;
    let close = match record.state() {
        State::Planned | State::Drafting | State::Shared if !record.is_sharing() => Close::Withdraw,
        State::Acknowledged => Close::Lock,
        _ => return Html::default(),
    };
    let name = record.observation.practitioner.name.as_str();
    let (label, title, body) = match close {
        Close::Withdraw => (
            t!(text, "withdraw"),
            t!(text, "withdraw-title"),
            match record.state() {
                State::Planned => t!(text, "withdraw-planned-body", name = name),
                _ => t!(text, "withdraw-body", name = name),
            },
        ),
        Close::Lock => (
            t!(text, "lock"),
            t!(text, "lock-title"),
            t!(text, "lock-body"),
        ),
    };
    let ask = {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(true))
    };
    let onclose = {
        let is_asking = is_asking.clone();
        Callback::from(move |()| is_asking.set(false))
    };
    let leave = onclose.reform(|_: MouseEvent| ());
    let onconfirm = {
        let (store, id, sender, onclose) = (
            props.here.store.clone(),
            props.here.id,
            sender.clone(),
            onclose.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let (store, onclose) = (store.clone(), onclose.clone());
            let work = async move {
                match close {
                    Close::Withdraw => store.withdraw(id).await,
                    Close::Lock => store.lock(id).await,
                }
            };
            sender.send(work, move |()| onclose.emit(()));
        })
    };
    let failure = sender
        .failure()
        .map(|failure| failures::words(text, failure));
    html! {
        <>
            <Button kind={ButtonKind::Quiet} onclick={ask}>{ label.clone() }</Button>
            <Dialog id="closing" open={*is_asking} {title} {onclose}>
                <p>{ body }</p>
                { for failure.map(|words| html! { <Notice kind={NoticeKind::Warm} announce=true>{ words }</Notice> }) }
                <ButtonRow>
                    <Button kind={ButtonKind::Danger} busy={sender.is_busy()} onclick={onconfirm}>{ label }</Button>
                    <Button onclick={leave}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </Dialog>
        </>
    }
}
