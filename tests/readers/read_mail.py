#!/usr/bin/env python3
"""Reads mails with libraries that did not write them, and prints JSON.

    read_mail.py FILE.eml [FILE.eml ...]      one JSON array, one object per file
    read_mail.py < FILE.eml                   the same with one mail from stdin

Debian: python3-icalendar python3-dateutil (see requirements.txt).

Each object holds `headers` (name and decoded value, in order), `from`, `to`,
`subject`, `message_id`, `date`, `defects` (what the parser complained about),
`parts` (every leaf with its type, parameters and decoded text) and `calendars`
(every text/calendar part and .ics file with its components and events).

An event's start and end are given in UTC twice: computed with the VTIMEZONE that
came in the same object, and with the machine's own zone database. Both must agree.
"""

import io
import json
import sys
from datetime import timezone
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import icalendar
from dateutil.rrule import rrulestr
from dateutil.tz import tzical


def read_mail(raw):
    mail = message_from_bytes(raw, policy=policy.default)
    date = mail["Date"].datetime if mail["Date"] else None
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    return {
        "headers": [[name, str(value)] for name, value in mail.items()],
        "from": addresses(mail["From"]),
        "to": addresses(mail["To"]),
        "subject": str(mail["Subject"] or ""),
        "message_id": str(mail["Message-ID"] or "").strip(),
        "date": date.astimezone(timezone.utc).isoformat() if date else None,
        "structure": [part.get_content_type() for part in mail.walk()],
        "defects": [repr(defect) for part in mail.walk() for defect in part.defects],
        "parts": [read_part(part) for part in leaves],
        "calendars": [read_calendar(part) for part in leaves if is_calendar(part)],
    }


def addresses(header):
    if header is None:
        return []
    return [{"name": one.display_name, "email": one.addr_spec} for one in header.addresses]


def read_part(part):
    content = part.get_payload(decode=True) or b""
    return {
        "type": part.get_content_type(),
        "params": dict(part["Content-Type"].params) if part["Content-Type"] else {},
        "disposition": part.get_content_disposition(),
        "filename": part.get_filename(),
        "text": content.decode("utf-8"),
    }


def is_calendar(part):
    return part.get_content_type() in ("text/calendar", "application/ics")


def read_calendar(part):
    raw = part.get_payload(decode=True)
    calendar = icalendar.Calendar.from_ical(raw)
    zones = zones_of(raw)
    return {
        "part_type": part.get_content_type(),
        "part_method": part["Content-Type"].params.get("method"),
        "method": str(calendar.get("METHOD", "")),
        "line_ends_are_crlf": raw.count(b"\n") == raw.count(b"\r\n") and raw.endswith(b"\r\n"),
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
        "components": [component.name for component in calendar.walk()],
        "events": [read_event(event, zones) for event in calendar.walk("VEVENT")],
    }


def zones_of(raw):
    """The zones by the rules in the object itself; none of this knows London."""
    text = raw.replace(b"\r\n ", b"").decode("utf-8")
    rules = tzical(io.StringIO(text))
    return {name: rules.get(name) for name in rules.keys()}


def read_event(event, zones):
    listed = event.get("ATTENDEE", [])
    guests = listed if isinstance(listed, list) else [listed]
    organizer = event.get("ORGANIZER")
    return {
        "properties": sorted({name for name, _ in event.property_items(recursive=False)} - {"BEGIN", "END"}),
        "uid": str(event["UID"]),
        "sequence": int(event.get("SEQUENCE", 0)),
        "status": str(event.get("STATUS", "")),
        "summary": str(event.get("SUMMARY", "")),
        "description": str(event.get("DESCRIPTION", "")),
        "location": str(event.get("LOCATION", "")),
        "url": str(event.get("URL", "")),
        "stamped": utc(event["DTSTAMP"].dt),
        "starts": instant(event["DTSTART"], zones),
        "ends": instant(event["DTEND"], zones),
        "recurrence_id": instant(event["RECURRENCE-ID"], zones) if "RECURRENCE-ID" in event else None,
        "occurrences": occurrences(event, zones),
        "organizer": guest(organizer) if organizer is not None else None,
        "attendees": [guest(one) for one in guests],
    }


def instant(value, zones):
    name = value.params.get("TZID")
    wall_clock = value.dt.replace(tzinfo=None)
    if name is None:
        return {"tzid": None, "local": wall_clock.isoformat(), "by_object": utc(value.dt), "by_database": utc(value.dt)}
    name = str(name)
    own = zones.get(name)
    return {
        "tzid": name,
        "local": wall_clock.isoformat(),
        "by_object": utc(wall_clock.replace(tzinfo=own)) if own else None,
        "by_database": utc(wall_clock.replace(tzinfo=ZoneInfo(name))),
    }


def occurrences(event, zones):
    """The first hundred starts of a series in UTC, by the rules in the object."""
    if "RRULE" not in event:
        return []
    start = event["DTSTART"]
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start.dt.replace(tzinfo=None))
    own = zones.get(str(start.params.get("TZID")), timezone.utc)
    return [utc(one.replace(tzinfo=own)) for one, _ in zip(rule, range(100))]


def guest(value):
    params = {name: str(text) for name, text in value.params.items()}
    return {"address": str(value), "params": params}


def utc(moment):
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    if len(sys.argv) > 1:
        mails = []
        for path in sys.argv[1:]:
            with open(path, "rb") as file:
                mails.append({"file": path, **read_mail(file.read())})
    else:
        mails = [read_mail(sys.stdin.buffer.read())]
    json.dump(mails, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
