//! One meeting: when, where, who, the agenda, and what can be done with it now.

use std::rc::Rc;

use shared::meetings::{EditMeeting, Meeting, MeetingState, Participation, ReplyToMeeting};
use shared::values::{MeetingId, ObservationId, PersonId};
use yew::prelude::*;

use super::cancel::Cancel;
use super::fields::{Fields, IDS, MeetingFields, check};
use super::held::{self, Held};
use super::words;
use crate::dates;
use crate::pages::actions::ActionCard;
use crate::pages::begun::use_found;
use crate::pages::outcome::{outcome, refusal};
use crate::route::Route;
use crate::state::actions::use_actions_sent;
use crate::state::form::use_form;
use crate::state::meetings::{self, use_meeting};
use crate::state::observations::BegunAs;
use crate::state::remote::{Remote, use_sender};
use crate::state::session::use_me;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, CardKind, ErrorSummary, Go, Page, PageHead, StateText,
    SummaryList, SummaryRow, Tag,
};

#[derive(Properties, PartialEq)]
pub struct MeetingPageProps {
    pub id: MeetingId,
}

#[component]
pub fn MeetingPage(props: &MeetingPageProps) -> Html {
    let text = use_text();
    let loaded = use_meeting(props.id);
    let title = match &loaded.remote {
        Remote::Ready(meeting) => words::purpose(text, meeting.summary.purpose),
        _ => t!(text, "meeting-title"),
    };
    let aside = match &loaded.remote {
        Remote::Ready(meeting) => {
            let (shape, tone, word) = words::state(text, meeting.summary.state);
            html! { <Tag {shape} {tone}>{ word }</Tag> }
        }
        _ => Html::default(),
    };
    html! {
        <Page>
            <PageHead {title} back={(Route::Meetings, t!(text, "nav-meetings"))}>{ aside }</PageHead>
            { outcome(text, &loaded, |meeting| html! {
                <div class="columns">
                    <div class="stack">
                        <Facts meeting={meeting.clone()} />
                        if meeting.summary.state == MeetingState::Booked && !has_begun(meeting) {
                            <Reply meeting={meeting.clone()} onchanged={loaded.reload.clone()} />
                        }
                        <Agenda meeting={meeting.clone()} onchanged={loaded.reload.clone()} />
                    </div>
                    <Steps meeting={meeting.clone()} onchanged={loaded.reload.clone()} />
                </div>
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct MeetingProps {
    pub meeting: Rc<Meeting>,
    #[prop_or_default]
    pub onchanged: Callback<()>,
}

/// The observation a meeting is about, for the two who may open it.
fn about(meeting: &Meeting, me: Option<PersonId>) -> Option<ObservationId> {
    let practitioner = meeting.practitioner.as_ref().map(|person| person.id);
    let may_open = me == practitioner || me == Some(meeting.summary.organiser.id);
    meeting.observation_id.filter(|_| may_open)
}

#[component]
fn Facts(props: &MeetingProps) -> Html {
    let text = use_text();
    let me = use_me().map(|me| me.person_id);
    let summary = &props.meeting.summary;
    let slot = &summary.slot;
    html! {
        <Card>
            <SummaryList>
                <SummaryRow name={t!(text, "preview-when")}>
                    { words::when(text, slot) }{ " · " }{ t!(text, "minutes-count", n = slot.duration_minutes) }
                </SummaryRow>
                { for slot.place.iter().map(|place| html! { <SummaryRow name={t!(text, "preview-where")}>{ place.as_str() }</SummaryRow> }) }
                { for slot.link.iter().map(|link| html! {
                    <SummaryRow name={t!(text, "meeting-link-is")}><a href={link.as_str().to_owned()} rel="noreferrer">{ link.as_str() }</a></SummaryRow>
                }) }
                <SummaryRow name={t!(text, "meeting-organiser")}>{ summary.organiser.name.as_str() }</SummaryRow>
                <SummaryRow name={t!(text, "meeting-who")}>
                    <ul class="stack-tight">
                        { for summary.attendees.iter().map(|attendee| {
                            let (shape, tone, word) = words::participation(text, attendee.participation);
                            html! {
                                <li key={attendee.person.id.to_string()} class="row">
                                    <span>{ attendee.person.name.as_str() }</span><StateText {shape} {tone}>{ word }</StateText>
                                </li>
                            }
                        }) }
                    </ul>
                </SummaryRow>
                { for about(&props.meeting, me).map(|id| html! {
                    <SummaryRow name={t!(text, "meeting-about")}>
                        <Go to={Route::Observation { id: id.to_string() }} class="act">{ t!(text, "meeting-about-observation") }</Go>
                    </SummaryRow>
                }) }
                { for props.meeting.agenda_note.iter().map(|note| html! {
                    <SummaryRow name={t!(text, "meeting-note-is")}><span class="written">{ note.as_str() }</span></SummaryRow>
                }) }
            </SummaryList>
        </Card>
    }
}

#[component]
fn Agenda(props: &MeetingProps) -> Html {
    let text = use_text();
    let me = use_me().map(|me| me.person_id);
    let meeting = &props.meeting;
    use_actions_sent(props.onchanged.clone());
    html! {
        <>
            { for meeting.minutes.iter().map(|minutes| html! {
                <Card title={t!(text, "meeting-minutes")}><p class="written">{ minutes.as_str() }</p></Card>
            }) }
            if !meeting.agenda_actions.is_empty() {
                <Card title={t!(text, "meeting-agenda-actions")}>
                    { for meeting.agenda_actions.iter().map(|action| html! {
                        <ActionCard key={action.id.to_string()} action={action.clone()} inset=true
                            own={me == Some(action.practitioner.id)} onchanged={props.onchanged.clone()} />
                    }) }
                </Card>
            }
        </>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Nothing,
    Moving,
    Closing,
}

#[component]
fn Steps(props: &MeetingProps) -> Html {
    let text = use_text();
    let doing = use_state(|| Doing::Nothing);
    let meeting = &props.meeting;
    let onfound = {
        let (doing, may_close) = (doing.setter(), meeting.may_edit);
        Callback::from(move |()| {
            if may_close {
                doing.set(Doing::Closing);
            }
        })
    };
    let id = meeting.summary.id.to_string();
    use_found::<held::Fields>(BegunAs::Minutes, id.into(), onfound);
    if meeting.summary.state != MeetingState::Booked {
        return Html::default();
    }
    let set = |what: Doing| {
        let doing = doing.clone();
        Callback::from(move |()| doing.set(what))
    };
    let changed = {
        let (close, changed) = (set(Doing::Nothing), props.onchanged.clone());
        Callback::from(move |()| {
            close.emit(());
            changed.emit(());
        })
    };
    let has_begun = has_begun(meeting);
    match *doing {
        Doing::Moving => {
            html! { <Move meeting={meeting.clone()} onchanged={changed} onclose={set(Doing::Nothing)} /> }
        }
        Doing::Closing => {
            html! { <Held meeting={meeting.clone()} onchanged={changed} onclose={set(Doing::Nothing)} /> }
        }
        Doing::Nothing => html! {
            <div class="stack">
                if meeting.may_edit {
                    <Card title={if has_begun { t!(text, "meeting-took-place") } else { t!(text, "meeting-steps") }}>
                        <ButtonRow>
                            if has_begun {
                                <Button kind={ButtonKind::Primary} onclick={set(Doing::Closing).reform(|_| ())}>{ t!(text, "meeting-hold") }</Button>
                            }
                            <Button onclick={set(Doing::Moving).reform(|_| ())}>{ t!(text, "meeting-move") }</Button>
                            <Cancel id={meeting.summary.id} {has_begun} onchanged={changed} />
                        </ButtonRow>
                        <p class="muted small">{ if has_begun { t!(text, "meeting-over-what") } else { t!(text, "meeting-steps-what") } }</p>
                    </Card>
                }
            </div>
        },
    }
}

/// What has not begun cannot have been held, and what has begun nobody asks to come to.
fn has_begun(meeting: &Meeting) -> bool {
    meeting.summary.starts_at.millis() <= dates::now_ms()
}

/// My answer to the invitation.
#[component]
fn Reply(props: &MeetingProps) -> Html {
    let text = use_text();
    let me = use_me().map(|me| me.person_id);
    let sender = use_sender();
    let toasts = use_toasts();
    let summary = &props.meeting.summary;
    let Some(mine) = summary
        .attendees
        .iter()
        .find(|attendee| me == Some(attendee.person.id))
    else {
        return Html::default();
    };
    let answer = |participation: Participation| {
        let (id, sender, toasts, changed) = (
            summary.id,
            sender.clone(),
            toasts.clone(),
            props.onchanged.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let (toasts, changed) = (toasts.clone(), changed.clone());
            let reply = async move { meetings::reply(id, &ReplyToMeeting { participation }).await };
            sender.send(reply, move |()| {
                toasts.say(t!(text, "meeting-replied-said"));
                changed.emit(());
            });
        })
    };
    let pressed = |participation| mine.participation == participation;
    let kind = if mine.participation == Participation::NeedsAction {
        CardKind::Asks
    } else {
        CardKind::Plain
    };
    let busy = sender.is_busy();
    html! {
        <Card {kind} title={t!(text, "meeting-reply")}>
            { refusal(text, sender.failure()) }
            <ButtonRow even=true>
                <Button {busy} pressed={pressed(Participation::Accepted)} onclick={answer(Participation::Accepted)}>{ t!(text, "meeting-accept") }</Button>
                <Button {busy} pressed={pressed(Participation::Tentative)} onclick={answer(Participation::Tentative)}>{ t!(text, "meeting-maybe") }</Button>
                <Button {busy} pressed={pressed(Participation::Declined)} onclick={answer(Participation::Declined)}>{ t!(text, "meeting-decline") }</Button>
            </ButtonRow>
            <p class="muted small">{ now_said(text, mine.participation) }</p>
        </Card>
    }
}

fn now_said(text: Text, participation: Participation) -> AttrValue {
    let (_, _, word) = words::participation(text, participation);
    t!(text, "meeting-reply-now", reply = word)
}

#[derive(Properties, PartialEq)]
pub(super) struct ChangeProps {
    pub meeting: Rc<Meeting>,
    pub onchanged: Callback<()>,
    pub onclose: Callback<()>,
}

/// Another time, place or round of people. Everybody invited hears of it.
#[component]
fn Move(props: &ChangeProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let meeting = &props.meeting;
    let form = use_form(
        || Fields::of(&meeting.summary, meeting.agenda_note.as_ref()),
        check,
    );
    let onsubmit = {
        let (id, version) = (meeting.summary.id, meeting.summary.version);
        let changed = props.onchanged.clone();
        form.submit(
            move |meant| async move {
                let edit = EditMeeting {
                    slot: meant.slot,
                    attendee_ids: meant.who.iter().map(|person| person.id).collect(),
                    agenda_note: meant.note,
                };
                meetings::edit(id, version, &edit).await
            },
            move |()| {
                toasts.say(t!(text, "meeting-moved-said"));
                changed.emit(());
            },
        )
    };
    html! {
        <Card title={t!(text, "meeting-move")}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={form.problems(&IDS)} attempt={form.sender.attempts()} />
                <MeetingFields form={form.clone()} />
                <p class="muted small">{ t!(text, "meeting-move-what") }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "save-changes") }</Button>
                    <Button onclick={props.onclose.reform(|_| ())}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </form>
        </Card>
    }
}
