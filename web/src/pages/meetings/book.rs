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
use crate::state::observations::{BegunAs, NEW, talk_about};
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
                <BookForm key={kept_of(with, observation).to_string()} {purpose} {with} who={(**person).clone().into_iter().collect::<Vec<_>>()} {observation} />
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

#[derive(Properties, Clone, PartialEq)]
struct BookFormProps {
    purpose: MeetingPurpose,
    /// Whom the address names.
    with: Option<PersonId>,
    who: Vec<PersonRef>,
    /// The record of this person that the address names.
    observation: Option<ObservationId>,
}

/// Of what a form that is begun is kept: the talk about one session is another meeting than the
/// next supervision of the same person.
fn kept_of(with: Option<PersonId>, observation: Option<ObservationId>) -> AttrValue {
    match (with, observation) {
        (Some(person), Some(observation)) => talk_about(person, observation).into(),
        (Some(person), None) => person.to_string().into(),
        (None, _) => NEW.into(),
    }
}

impl BookFormProps {
    /// The record a meeting is about, while it is still the talk about it: with the one who was
    /// observed, for feedback.
    fn about(&self, purpose: MeetingPurpose, who: &[PersonRef]) -> Option<ObservationId> {
        let first = who.first().map(|person| person.id);
        self.observation.filter(|_| {
            purpose == MeetingPurpose::Feedback && first.is_some() && first == self.with
        })
    }
}

#[component]
fn BookForm(props: &BookFormProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let navigator = use_navigator();
    let form = use_form(|| Fields::fresh(props.purpose, props.who.clone()), check);
    let of = kept_of(props.with, props.observation);
    let fill = form.on(|fields: &mut Fields, found| *fields = found);
    let kept = use_kept(BegunAs::Booking, of, form.values(), fill.clone());
    let onsubmit = {
        let (letgo, props) = (kept.on_let_go(), props.clone());
        form.submit(
            move |meant| {
                let practitioner_id = meant
                    .who
                    .first()
                    .filter(|_| meant.purpose.is_one_to_one())
                    .map(|person| person.id);
                let observation_id = props.about(meant.purpose, &meant.who);
                meetings::book(NewMeeting {
                    id: meant.id,
                    purpose: meant.purpose,
                    attendee_ids: meant.who.iter().map(|person| person.id).collect(),
                    practitioner_id,
                    observation_id,
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
    let values = form.values();
    let is_about = props.about(values.purpose, &values.who).is_some();
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
                    if is_about {
                        <p class="muted small">{ t!(text, "meeting-about-kept") }</p>
                    }
                </div>
            </Card>
            <div class="stack">
                <Preview fields={form.values().clone()} />
                <ButtonRow><Button kind={ButtonKind::Primary} submit=true wide=true busy={form.sender.is_busy()}>{ t!(text, "meeting-book") }</Button></ButtonRow>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use shared::values::PersonName;
    use uuid::Uuid;

    use super::*;

    fn person(n: u128) -> PersonRef {
        PersonRef {
            id: PersonId::new(Uuid::from_u128(n)),
            name: PersonName::parse("Dafydd Price").unwrap(),
        }
    }

    /// Who plans the talk about a session may still make another meeting of it.
    #[test]
    fn a_meeting_is_about_a_session_while_it_is_feedback_with_who_was_observed() {
        let (dafydd, sian) = (person(1), person(2));
        let session = ObservationId::new(Uuid::from_u128(9));
        let props = BookFormProps {
            purpose: MeetingPurpose::Feedback,
            with: Some(dafydd.id),
            who: vec![dafydd.clone()],
            observation: Some(session),
        };
        let feedback = MeetingPurpose::Feedback;
        assert_eq!(props.about(feedback, from_ref(&dafydd)), Some(session));
        assert_eq!(props.about(feedback, &[sian]), None);
        assert_eq!(props.about(feedback, &[]), None);
        for purpose in MeetingPurpose::ALL
            .iter()
            .filter(|other| **other != feedback)
        {
            assert_eq!(
                props.about(*purpose, from_ref(&dafydd)),
                None,
                "{purpose:?}"
            );
        }
        let nobody = BookFormProps {
            with: None,
            ..props.clone()
        };
        assert_eq!(nobody.about(feedback, &[]), None);
    }

    #[test]
    fn the_talk_about_a_session_and_a_supervision_are_begun_apart() {
        let (dafydd, session) = (person(1).id, ObservationId::new(Uuid::from_u128(9)));
        let of = [
            kept_of(Some(dafydd), Some(session)),
            kept_of(Some(dafydd), None),
            kept_of(None, None),
        ];
        assert!(of[0] != of[1] && of[1] != of[2] && of[0] != of[2]);
        // As devices hold it from before.
        assert_eq!(of[1], dafydd.to_string());
    }
}
