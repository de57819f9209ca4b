//! Meetings as calendars read them: iTIP requests and cancellations (RFC 5545, 5546).
//!
//! Written by hand rather than with the `icalendar` crate: its parameter values are
//! not escaped (a guest's name could add a line) and it writes no VTIMEZONE. What we
//! send is one fixed shape, so a small writer with a single way in for every line,
//! in `lines`, is easier to prove safe than a general one that is cleaned up after.

mod lines;
mod zone;

use chrono::{DateTime, Utc};

use shared::meetings::Participation;

use super::message::{Guest, Meeting, Placement};
use lines::{CalendarText, address_uri};
pub use zone::instant_of_wall_clock;

/// What a calendar is asked to do; the MIME part's `method` is the same word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Request,
    Cancel,
    /// A cancellation for some guests of a meeting that takes place.
    Uninvite,
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Request => "REQUEST",
            Method::Cancel | Method::Uninvite => "CANCEL",
        }
    }
}

/// Everything a calendar object is made of, already in the reader's language.
pub struct Invite<'a> {
    pub meeting: &'a Meeting,
    pub method: Method,
    /// The address our mail comes from. It is the organiser of every meeting, with
    /// the person's name as its CN: an organiser outside our own domain fails the
    /// sender checks of large mail services, and Outlook puts nothing in a calendar
    /// whose owner is the organiser, so the person who arranged the meeting is a
    /// guest in the chair. There is no SENT-BY: nobody acts for another address.
    pub organiser_address: &'a str,
    /// When this object was made (UTC).
    pub stamped_at: DateTime<Utc>,
    /// Neutral: the kind of meeting, nothing a passer-by should not read.
    pub summary: &'a str,
    pub description: &'a str,
    /// The meeting's page in the app.
    pub page: &'a str,
}

/// The object as text with CRLF line ends.
pub fn write(invite: &Invite<'_>) -> String {
    let mut out = CalendarText::default();
    out.begin("VCALENDAR");
    out.raw("PRODID", "-//Alongside//Meetings//EN");
    out.raw("VERSION", "2.0");
    out.raw("CALSCALE", "GREGORIAN");
    out.raw("METHOD", invite.method.as_str());
    zone::write_london(&mut out);
    write_event(&mut out, invite);
    out.end("VCALENDAR");
    out.into_text()
}

fn write_event(out: &mut CalendarText, invite: &Invite<'_>) {
    let meeting = invite.meeting;
    out.begin("VEVENT");
    out.raw("UID", &meeting.id.to_string());
    out.raw("SEQUENCE", &meeting.sequence.to_string());
    out.raw("DTSTAMP", &zone::utc_form(invite.stamped_at));
    out.raw("LAST-MODIFIED", &zone::utc_form(meeting.changed_at));
    zone::write_times(out, meeting.starts_at, meeting.ends_at);
    write_placement(out, meeting.placement);
    out.text("SUMMARY", invite.summary);
    out.text("DESCRIPTION", invite.description);
    write_place(out, meeting);
    out.raw("URL", invite.page);
    match invite.method {
        Method::Request => out.raw("STATUS", "CONFIRMED"),
        Method::Cancel => out.raw("STATUS", "CANCELLED"),
        // The meeting itself is not cancelled: without a STATUS (RFC 5546 §3.2.5).
        Method::Uninvite => {}
    }
    out.raw("TRANSP", "OPAQUE");
    let organiser_name = meeting.organiser.name.as_str();
    out.with_params(
        "ORGANIZER",
        &[("CN", organiser_name)],
        &address_uri(invite.organiser_address),
    );
    write_guests(out, meeting);
    out.end("VEVENT");
}

fn write_placement(out: &mut CalendarText, placement: Placement) {
    match placement {
        Placement::Single => {}
        Placement::Series { every_weeks, times } => {
            // Zero is no interval and no count (RFC 5545 §3.3.10).
            let (weeks, times) = (every_weeks.max(1), times.max(1));
            out.raw(
                "RRULE",
                &format!("FREQ=WEEKLY;INTERVAL={weeks};COUNT={times}"),
            );
        }
        Placement::Occurrence { planned_at } => zone::write_occurrence(out, planned_at),
    }
}

fn write_place(out: &mut CalendarText, meeting: &Meeting) {
    let link = meeting.link.as_ref().map(|link| link.as_str());
    match (
        meeting.location.as_ref().filter(|place| !place.is_empty()),
        link,
    ) {
        (Some(place), _) => out.text("LOCATION", place.as_str()),
        // Outlook shows LOCATION but not CONFERENCE, so a link alone stands in both.
        (None, Some(link)) => out.text("LOCATION", link),
        (None, None) => {}
    }
    if let Some(link) = link {
        // RFC 7986 §5.11.
        out.with_params(
            "CONFERENCE",
            &[("VALUE", "URI"), ("FEATURE", "VIDEO")],
            link,
        );
    }
}

fn write_guests(out: &mut CalendarText, meeting: &Meeting) {
    write_guest(out, &meeting.organiser, "CHAIR", "ACCEPTED", "FALSE");
    let is_organiser = |guest: &Guest| guest.email == meeting.organiser.email;
    for guest in meeting.guests.iter().filter(|guest| !is_organiser(guest)) {
        let status = match guest.answer {
            Participation::NeedsAction => "NEEDS-ACTION",
            Participation::Accepted => "ACCEPTED",
            Participation::Tentative => "TENTATIVE",
            Participation::Declined => "DECLINED",
        };
        write_guest(out, guest, "REQ-PARTICIPANT", status, "TRUE");
    }
}

fn write_guest(out: &mut CalendarText, guest: &Guest, role: &str, status: &str, rsvp: &str) {
    let params = [
        ("CN", guest.name.as_str()),
        ("CUTYPE", "INDIVIDUAL"),
        ("ROLE", role),
        ("PARTSTAT", status),
        ("RSVP", rsvp),
    ];
    out.with_params("ATTENDEE", &params, &address_uri(guest.email.as_str()));
}
