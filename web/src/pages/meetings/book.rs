//! Booking a meeting; a link from the coverage board fills in who and why.

use shared::meetings::{MeetingPurpose, NewMeeting};
use shared::org::PersonRef;
use shared::values::{MeetingId, ObservationId, PersonId};
use yew::prelude::*;

use super::fields::{Fields, IDS, MeetingFields, check};
use super::preview::Preview;
use super::words;
use crate::pages::begun::{Close, use_kept};
use crate::pages::outcome::outcome;
use crate::pages::query::{self, use_id_of_address};
use crate::route::Route;
use crate::router::{use_navigator, use_query};
use crate::state::form::use_form;
use crate::state::meetings;
use crate::state::observations::{BegunAs, NEW};
use crate::state::org::use_named;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Choice, ErrorSummary, Notice, Page, PageHead, RadioGroup,
};

#[component]
pub fn BookMeeting() -> Html {
    let text = use_text();
    let with = use_id_of_address::<PersonId>("with");
    let observation = use_id_of_address::<ObservationId>("observation");
    let purpose = use_purpose_of_address();
    let named = use_named(with);
    html! {
        <Page>
            <PageHead title={t!(text, "meeting-plan")} lead={t!(text, "meeting-plan-lead")} back={(Route::Meetings, t!(text, "nav-meetings"))} />
            { outcome(text, &named, |person| html! {
                <BookForm {purpose} {with} who={(**person).clone().into_iter().collect::<Vec<_>>()} {observation} />
            }) }
        </Page>
    }
}

#[hook]
fn use_purpose_of_address() -> MeetingPurpose {
    let query = use_query();
    let word = query::value(&query, "purpose").unwrap_or_default();
    purpose_of(&word).unwrap_or(MeetingPurpose::Supervision)
}

fn purpose_of(word: &str) -> Option<MeetingPurpose> {
    MeetingPurpose::ALL
        .iter()
        .copied()
        .find(|purpose| purpose.as_str() == word)
}

#[derive(Properties, PartialEq)]
struct BookFormProps {
    purpose: MeetingPurpose,
    /// Whom the address names.
    with: Option<PersonId>,
    who: Vec<PersonRef>,
    observation: Option<ObservationId>,
}

#[component]
fn BookForm(props: &BookFormProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let navigator = use_navigator();
    let form = use_form(
        || Fields::fresh(props.purpose, props.who.clone(), props.observation),
        check,
    );
    let of = props
        .with
        .map_or(NEW.into(), |person| person.to_string().into());
    let fill = form.on(|fields: &mut Fields, found| *fields = found);
    let kept = use_kept(BegunAs::Booking, of, form.values(), fill.clone());
    let onsubmit = {
        let letgo = kept.on_let_go();
        form.submit(
            move |meant| {
                let one_to_one = matches!(
                    meant.purpose,
                    MeetingPurpose::Feedback | MeetingPurpose::Supervision
                );
                let practitioner_id = meant
                    .who
                    .first()
                    .filter(|_| one_to_one)
                    .map(|person| person.id);
                meetings::book(NewMeeting {
                    id: meant.id,
                    purpose: meant.purpose,
                    attendee_ids: meant.who.iter().map(|person| person.id).collect(),
                    practitioner_id,
                    observation_id: meant.observation,
                    slot: meant.slot,
                    agenda_note: meant.note,
                })
            },
            move |id: MeetingId| {
                letgo.emit(());
                toasts.say(t!(text, "meeting-booked-said"));
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Meeting { id: id.to_string() });
                }
            },
        )
    };
    let purposes: Vec<Choice> = MeetingPurpose::ALL
        .iter()
        .map(|purpose| Choice::new(purpose.as_str(), words::purpose(text, *purpose)))
        .collect();
    let onpurpose = form.on(|fields: &mut Fields, word: AttrValue| {
        fields.purpose = purpose_of(&word).unwrap_or(MeetingPurpose::Supervision);
    });
    let untouched = kept.untouched();
    let onafresh = fill.reform(move |()| untouched.clone());
    html! {
        <form class="columns" novalidate=true {onsubmit}>
            <Card>
                if kept.is_found && kept.is_begun {
                    <Notice>
                        <p>{ t!(text, "begun-again") }</p>
                        <Close label={t!(text, "draft-let-go")} is_unsaved={kept.on_asked()} onletgo={kept.on_let_go()} ondone={onafresh} />
                    </Notice>
                }
                <div class="form">
                    <ErrorSummary problems={form.problems(&IDS)} attempt={form.sender.attempts()} />
                    <RadioGroup id="purpose" legend={t!(text, "meeting-purpose")} options={purposes} value={form.values().purpose.as_str()} onchange={onpurpose} />
                    <MeetingFields form={form.clone()} />
                </div>
            </Card>
            <div class="stack">
                <Preview fields={form.values().clone()} />
                <ButtonRow><Button kind={ButtonKind::Primary} submit=true wide=true busy={form.sender.is_busy()}>{ t!(text, "meeting-book") }</Button></ButtonRow>
            </div>
        </form>
    }
}
