//! The fields of a meeting, for booking and for moving it.

use serde::{Deserialize, Serialize};
use shared::meetings::{ATTENDEES_MAX, MeetingPurpose, MeetingSummary, Slot};
use shared::org::PersonRef;
use shared::values::{LocalTime, MeetingId, NoteText, ShortText, ValueError};
use yew::prelude::*;

use crate::dates::WallClock;
use crate::pages::begun;
use crate::pages::people::PersonPicker;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Form, Problems};
use crate::state::meetings::new_id;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Choice, DateField, Select, TextArea, TextField, TimeField};

/// How long meetings usually last, in minutes.
const DURATIONS: [u16; 6] = [15, 30, 45, 60, 90, 120];
/// The zone in which times are typed; the app's dates are London's.
const ZONE: &str = "Europe/London";

pub(super) const WHO: &str = "attendee_ids";
pub(super) const STARTS: &str = "slot.starts";
pub(super) const TIME: &str = "time";
pub(super) const DURATION: &str = "slot.duration_minutes";
pub(super) const PLACE: &str = "slot.place";
pub(super) const LINK: &str = "slot.link";
pub(super) const NOTE: &str = "agenda_note";
pub(super) const IDS: [&str; 7] = [WHO, STARTS, TIME, DURATION, PLACE, LINK, NOTE];

/// What stands on the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Fields {
    /// Of one form, so that a second try after a lost answer books it once.
    pub id: MeetingId,
    pub purpose: MeetingPurpose,
    pub who: Vec<PersonRef>,
    pub date: String,
    pub time: String,
    pub duration: String,
    pub place: String,
    pub link: String,
    pub note: String,
}

impl Fields {
    pub fn fresh(purpose: MeetingPurpose, who: Vec<PersonRef>) -> Self {
        Self {
            id: new_id(),
            purpose,
            who,
            date: String::new(),
            time: "10:00".to_owned(),
            duration: "60".to_owned(),
            place: String::new(),
            link: String::new(),
            note: String::new(),
        }
    }

    pub fn of(meeting: &MeetingSummary, note: Option<&NoteText>) -> Self {
        let wall = WallClock::of_local(meeting.slot.starts);
        let words =
            |words: &Option<ShortText>| words.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            id: meeting.id,
            purpose: meeting.purpose,
            who: meeting
                .attendees
                .iter()
                .map(|attendee| attendee.person.clone())
                .collect(),
            date: wall.date_field(),
            time: wall.time_field(),
            duration: meeting.slot.duration_minutes.to_string(),
            place: words(&meeting.slot.place),
            link: words(&meeting.slot.link),
            note: note.map(ToString::to_string).unwrap_or_default(),
        }
    }

    pub fn starts(&self) -> Result<LocalTime, ValueError> {
        LocalTime::parse(&format!("{}T{}", self.date, self.time))
    }
}

impl begun::Fields for Fields {
    fn words(&self) -> Vec<&str> {
        let who = self.who.iter().map(|person| person.name.as_str());
        let rest = [&*self.place, &*self.link, &*self.note];
        who.chain(rest).collect()
    }
}

/// A meeting as it is sent, with whom it is about first.
#[derive(Clone)]
pub(super) struct Meant {
    pub id: MeetingId,
    pub purpose: MeetingPurpose,
    pub who: Vec<PersonRef>,
    pub slot: Slot,
    pub note: Option<NoteText>,
}

pub(super) fn check(text: Text, fields: &Fields) -> Result<Meant, Problems> {
    let mut checking = Checking::new(text);
    if fields.who.is_empty() {
        checking.refuse(WHO, t!(text, "meeting-who-needed"));
    }
    let starts = match fields.starts() {
        Ok(starts) => Some(starts),
        Err(_) if fields.date.is_empty() => {
            checking.refuse(STARTS, t!(text, "meeting-date-needed"));
            None
        }
        Err(error) => checking.take(STARTS, Err(error)),
    };
    let duration_minutes = checking.take(DURATION, minutes(&fields.duration));
    let place = checking.take_optional(PLACE, &fields.place, ShortText::parse);
    let link = checking.take_optional(LINK, &fields.link, ShortText::parse);
    if link
        .as_ref()
        .is_some_and(|link| !link.as_str().starts_with("https://"))
    {
        checking.refuse(LINK, t!(text, "meeting-link-https"));
    }
    let note = checking.take_optional(NOTE, &fields.note, NoteText::parse);
    let whole = starts
        .zip(duration_minutes)
        .map(|(starts, duration_minutes)| Meant {
            id: fields.id,
            purpose: fields.purpose,
            who: fields.who.clone(),
            slot: Slot {
                starts,
                time_zone: ZONE.to_owned(),
                duration_minutes,
                place,
                link,
            },
            note,
        });
    checking.finish(whole)
}

fn minutes(words: &str) -> Result<u16, ValueError> {
    words
        .parse()
        .ok()
        .filter(|n| (5..=480).contains(n))
        .ok_or(ValueError::OutOfRange { min: 5, max: 480 })
}

#[derive(Properties)]
pub(super) struct MeetingFieldsProps {
    pub form: Form<Fields, Meant>,
}

// A form is a handle; it is always rendered with the page that holds it.
impl PartialEq for MeetingFieldsProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[component]
pub(super) fn MeetingFields(props: &MeetingFieldsProps) -> Html {
    let text = use_text();
    let form = &props.form;
    let values = form.values();
    let problems = form.problems(&IDS);
    let mut durations: Vec<Choice> = DURATIONS
        .iter()
        .map(|n| Choice::new(n.to_string(), t!(text, "minutes-count", n = *n)))
        .collect();
    if !durations
        .iter()
        .any(|choice| choice.value == values.duration)
    {
        durations.push(Choice::new(
            values.duration.clone(),
            values.duration.clone(),
        ));
    }
    let one_to_one = values.purpose.is_one_to_one();
    let today = WallClock::now().date_field();
    html! {
        <>
            <PersonPicker id={WHO} label={t!(text, "meeting-who")} error={of_field(&problems, WHO)}
                hint={if one_to_one { t!(text, "meeting-who-hint-one") } else { t!(text, "meeting-who-hint") }}
                chosen={values.who.clone()} most={if one_to_one { 1 } else { ATTENDEES_MAX }}
                onchange={form.on(|fields, who| fields.who = who)} />
            <div class="when">
                <DateField id={STARTS} label={t!(text, "meeting-date")} value={values.date.clone()} min={today} error={of_field(&problems, STARTS)}
                    oninput={form.on(|fields, typed| fields.date = typed)} onblur={form.left(STARTS)} />
                <TimeField id={TIME} label={t!(text, "meeting-time")} value={values.time.clone()} error={of_field(&problems, TIME)}
                    oninput={form.on(|fields, typed| fields.time = typed)} />
                <Select id={DURATION} label={t!(text, "meeting-duration")} options={durations} value={values.duration.clone()}
                    onchange={form.on(|fields, chosen| fields.duration = chosen)} error={of_field(&problems, DURATION)} />
            </div>
            <TextField id={PLACE} label={t!(text, "meeting-place")} hint={t!(text, "meeting-place-hint")} value={values.place.clone()}
                oninput={form.on(|fields, typed| fields.place = typed)} onblur={form.left(PLACE)} error={of_field(&problems, PLACE)} />
            <TextField id={LINK} kind="url" label={t!(text, "meeting-link")} hint={t!(text, "meeting-link-hint")} value={values.link.clone()}
                oninput={form.on(|fields, typed| fields.link = typed)} onblur={form.left(LINK)} error={of_field(&problems, LINK)} />
            <TextArea id={NOTE} short=true label={t!(text, "meeting-note")} hint={t!(text, "meeting-note-hint")} value={values.note.clone()}
                oninput={form.on(|fields, typed| fields.note = typed)} onblur={form.left(NOTE)} limit={NoteText::MAX}
                error={of_field(&problems, NOTE)} />
        </>
    }
}
