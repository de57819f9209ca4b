//! A meeting as the server holds it.

use chrono::{DateTime, Duration, Utc};
use shared::meetings::{
    Attendee, Meeting, MeetingPurpose, MeetingState, MeetingSummary, Participation, Slot,
};
use shared::values::{LongText, MeetingId, NoteText, ObservationId, PersonId, Timestamp};

use super::slot;
use crate::audit::Entry;
use crate::error::Result;
use crate::org::Names;

#[derive(Clone, Debug)]
pub struct Booked {
    pub id: MeetingId,
    /// Calendar UID, the same for ever.
    pub uid: String,
    pub sequence: i32,
    pub purpose: MeetingPurpose,
    pub organiser_id: PersonId,
    pub practitioner_id: Option<PersonId>,
    pub observation_id: Option<ObservationId>,
    pub slot: Slot,
    pub agenda_note: Option<NoteText>,
    pub state: MeetingState,
    /// Minutes of a held meeting, the reason of a cancelled one.
    pub summary: Option<LongText>,
    pub updated_at: Timestamp,
    pub version: i64,
    pub attendees: Vec<(PersonId, Participation)>,
}

impl Booked {
    pub fn starts_at(&self) -> Result<DateTime<Utc>> {
        slot::instant_of(self.slot.starts, &self.slot.time_zone)
    }

    pub fn ends_at(&self) -> Result<DateTime<Utc>> {
        Ok(self.starts_at()? + Duration::minutes(i64::from(self.slot.duration_minutes)))
    }

    /// Whether nobody comes who was invited: a meeting of two is off with the one.
    pub fn is_declined(&self) -> bool {
        let declined = |(_, reply): &(PersonId, Participation)| *reply == Participation::Declined;
        !self.attendees.is_empty() && self.attendees.iter().all(declined)
    }

    /// Whether the person will not be there, or nobody else.
    pub fn is_off_for(&self, person: PersonId) -> bool {
        self.is_declined() || self.attendees.contains(&(person, Participation::Declined))
    }

    pub fn attendee_ids(&self) -> Vec<PersonId> {
        self.attendees.iter().map(|(id, _)| *id).collect()
    }

    /// Everybody whose name is shown.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        [self.organiser_id]
            .into_iter()
            .chain(self.practitioner_id)
            .chain(self.attendee_ids())
    }

    /// What is done with the meeting, for the log; whoever it is about finds it among what was
    /// done with their records.
    pub fn entry(&self, action: &'static str) -> Entry {
        let entry = Entry::new(action, "meeting", self.id);
        match self.practitioner_id {
            Some(practitioner) => entry.about(practitioner),
            None => entry,
        }
    }

    /// That there is a meeting: who, when, where.
    pub fn summarise(&self, names: &Names) -> Result<MeetingSummary> {
        let attendees = self.attendees.iter().map(|(id, participation)| {
            Ok(Attendee {
                person: names.reference(*id)?,
                participation: *participation,
            })
        });
        Ok(MeetingSummary {
            id: self.id,
            purpose: self.purpose,
            state: self.state,
            organiser: names.reference(self.organiser_id)?,
            slot: self.slot.clone(),
            starts_at: Timestamp::new(self.starts_at()?),
            attendees: attendees.collect::<Result<Vec<_>>>()?,
            version: self.version,
        })
    }

    /// The meeting without what only those in the room may read.
    pub fn outline(&self, names: &Names, may_edit: bool) -> Result<Meeting> {
        Ok(Meeting {
            summary: self.summarise(names)?,
            practitioner: self
                .practitioner_id
                .map(|id| names.reference(id))
                .transpose()?,
            observation_id: None,
            sequence: self.sequence,
            agenda_note: None,
            agenda_actions: Vec::new(),
            minutes: None,
            may_edit,
        })
    }
}
