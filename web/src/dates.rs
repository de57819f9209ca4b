//! Dates as people say them, in London's wall-clock time.
//!
//! Instants are Unix milliseconds. The browser knows the clock changes, so no time-zone
//! table travels with the app.

// A page may use some of these and not others.
#![allow(dead_code)]

use chrono::{Datelike, Timelike};
use shared::values::{Date, LocalTime, Timestamp};
use yew::AttrValue;

use crate::t;
use crate::text::Text;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// What a clock and a calendar on a wall in London show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallClock {
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
}

impl WallClock {
    /// The wall-clock time in London at an instant, in Unix milliseconds.
    pub fn at(unix_ms: i64) -> Self {
        // The formatter always writes six numbers; if a browser does not, UTC is shown.
        Self::from_numbers(&london_words(unix_ms)).unwrap_or_else(|| Self::utc(unix_ms))
    }

    /// Reads `12/11/2026, 10:00:00`: day, month, year, hour, minute, whatever stands between.
    fn from_numbers(words: &str) -> Option<Self> {
        let mut numbers = words
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(str::parse::<u32>);
        let mut next = || numbers.next()?.ok();
        let (day, month, year) = (next()?, next()?, next()?);
        let (hour, minute) = (next()?, next()?);
        Some(Self {
            year: i32::try_from(year).ok()?,
            month,
            day,
            hour,
            minute,
        })
    }

    fn utc(unix_ms: i64) -> Self {
        let (year, month, day) = civil(unix_ms.div_euclid(DAY_MS));
        let minutes = u32::try_from(unix_ms.rem_euclid(DAY_MS) / MINUTE_MS).expect("below 1440");
        Self {
            year,
            month,
            day,
            hour: minutes / 60,
            minute: minutes % 60,
        }
    }

    /// Reads the values of a date field (`2026-11-12`) and a time field (`14:30`).
    pub fn from_fields(date: &str, time: &str) -> Option<Self> {
        let mut date = date.splitn(3, '-').map(str::parse::<u32>);
        let (year, month, day) = (date.next()?.ok()?, date.next()?.ok()?, date.next()?.ok()?);
        let mut time = time.split(':').map(str::parse::<u32>);
        let (hour, minute) = (time.next()?.ok()?, time.next()?.ok()?);
        let is_real =
            (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60;
        is_real.then_some(Self {
            year: i32::try_from(year).ok()?,
            month,
            day,
            hour,
            minute,
        })
    }

    /// The wall clock a meeting or an observation is planned by.
    pub fn of_local(time: LocalTime) -> Self {
        let time = time.naive();
        Self {
            year: time.year(),
            month: time.month(),
            day: time.day(),
            hour: time.hour(),
            minute: time.minute(),
        }
    }

    /// Midnight at the start of a date.
    pub fn of_date(date: Date) -> Self {
        let date = date.naive();
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            hour: 0,
            minute: 0,
        }
    }

    /// Now, in London.
    pub fn now() -> Self {
        Self::at(now_ms())
    }

    /// The value of a date field.
    pub fn date_field(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The value of a time field.
    pub fn time_field(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// Days since 1 January 1970, for counting days between dates.
    pub fn day_number(self) -> i64 {
        days_from_civil(self.year, self.month, self.day)
    }

    /// 0 for Sunday.
    fn weekday(self) -> i64 {
        (self.day_number() + 4).rem_euclid(7)
    }

    /// As if the wall clock showed UTC.
    fn as_utc_ms(self) -> i64 {
        self.day_number() * DAY_MS + i64::from(self.hour * 60 + self.minute) * MINUTE_MS
    }
}

/// The instant a wall clock in London shows this time. A time that the clocks jump over in
/// spring is moved on by the jump; one that comes twice in autumn is the first of the two.
pub fn london_to_utc(wall: WallClock) -> i64 {
    resolve(wall.as_utc_ms(), |unix_ms| {
        WallClock::at(unix_ms).as_utc_ms() - unix_ms.div_euclid(MINUTE_MS) * MINUTE_MS
    })
}

/// Finds the instant for a local time, given the offset from UTC at any instant.
fn resolve(local_ms: i64, offset_at: impl Fn(i64) -> i64) -> i64 {
    // Changes are at least weeks apart, so a day to either side sees the offset before and after.
    let before = offset_at(local_ms - DAY_MS);
    let after = offset_at(local_ms + DAY_MS);
    let early = local_ms - before.max(after);
    let late = local_ms - before.min(after);
    if early + offset_at(early) == local_ms {
        early
    } else if late + offset_at(late) == local_ms {
        late
    } else {
        // In the gap: the offset before it gives the moment as far past the jump.
        local_ms - before
    }
}

/// Anything with a day and a time in London: an instant, a planned time, a date.
pub trait Moment {
    fn wall(self) -> WallClock;
}

impl Moment for WallClock {
    fn wall(self) -> WallClock {
        self
    }
}

impl Moment for Timestamp {
    fn wall(self) -> WallClock {
        WallClock::at(self.millis())
    }
}

impl Moment for LocalTime {
    fn wall(self) -> WallClock {
        WallClock::of_local(self)
    }
}

impl Moment for Date {
    fn wall(self) -> WallClock {
        WallClock::of_date(self)
    }
}

/// `Thursday 12 November`, with the year where it is not this one.
pub fn date_long(text: Text, moment: impl Moment) -> AttrValue {
    date_long_of(text, moment.wall(), WallClock::now().year)
}

fn date_long_of(text: Text, wall: WallClock, this_year: i32) -> AttrValue {
    let weekday = text.get(&format!("weekday-{}", wall.weekday()));
    let month = text.get(&format!("month-{}", wall.month));
    // Days and years are passed as words, since numbers may be grouped.
    let day = wall.day.to_string();
    if wall.year == this_year {
        t!(
            text,
            "date-long",
            weekday = weekday,
            day = day,
            month = month
        )
    } else {
        t!(
            text,
            "date-long-year",
            weekday = weekday,
            day = day,
            month = month,
            year = wall.year.to_string()
        )
    }
}

/// `12 Nov`, with the year where it is not this one.
pub fn date_short(text: Text, moment: impl Moment) -> AttrValue {
    let wall = moment.wall();
    let month = text.get(&format!("month-short-{}", wall.month));
    let day = wall.day.to_string();
    if wall.year == WallClock::now().year {
        t!(text, "date-short", day = day, month = month)
    } else {
        t!(
            text,
            "date-short-year",
            day = day,
            month = month,
            year = wall.year.to_string()
        )
    }
}

/// `10:00`.
pub fn time_of_day(moment: impl Moment) -> AttrValue {
    moment.wall().time_field().into()
}

/// `Thursday 12 November, 10:00`.
pub fn date_and_time(text: Text, moment: impl Moment) -> AttrValue {
    let wall = moment.wall();
    t!(
        text,
        "date-and-time",
        date = date_long(text, wall),
        time = time_of_day(wall)
    )
}

/// `today 08:12`, `yesterday 17:40`, else `12 Nov`.
pub fn near(text: Text, moment: impl Moment) -> AttrValue {
    let wall = moment.wall();
    let time = time_of_day(wall);
    match days_until(wall) {
        0 => t!(text, "today-at", time = time),
        -1 => t!(text, "yesterday-at", time = time),
        1 => t!(text, "tomorrow-at", time = time),
        _ => date_short(text, wall),
    }
}

/// `overdue 4 days`, `due today`, or `due by 2 Dec`.
pub fn due(text: Text, moment: impl Moment) -> AttrValue {
    let wall = moment.wall();
    match days_until(wall) {
        0 => t!(text, "due-today"),
        days if days < 0 => t!(text, "overdue-days", n = -days),
        _ => t!(text, "due-by", date = date_short(text, wall)),
    }
}

/// Midnights between now and then: 0 is today, -1 yesterday.
pub fn days_until(moment: impl Moment) -> i64 {
    moment.wall().day_number() - WallClock::now().day_number()
}

/// The device's clock, in Unix milliseconds.
pub fn now_ms() -> i64 {
    // Date.now() is a whole number of milliseconds far below 2^53.
    js_sys::Date::now() as i64
}

/// `12/11/2026, 10:00:00` in London, by the browser's time-zone data.
fn london_words(unix_ms: i64) -> String {
    use js_sys::{Array, Date, Function, Intl, Object, Reflect};
    use wasm_bindgen::JsValue;

    fn formatter() -> Function {
        let options = Object::new();
        let numeric =
            ["year", "month", "day", "hour", "minute", "second"].map(|part| (part, "2-digit"));
        for (name, value) in numeric
            .into_iter()
            .chain([("timeZone", "Europe/London"), ("hourCycle", "h23")])
        {
            let value = if name == "year" { "numeric" } else { value };
            // Setting a property of a fresh plain object cannot fail.
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        Intl::DateTimeFormat::new(&Array::of1(&"en-GB".into()), &options).format()
    }

    thread_local! {
        static FORMAT: Function = formatter();
    }
    let date = Date::new(&JsValue::from_f64(unix_ms as f64));
    FORMAT.with(|format| {
        format
            .call1(&JsValue::UNDEFINED, &date)
            .ok()
            .and_then(|words| words.as_string())
            .unwrap_or_default()
    })
}

/// Days since 1970 of a date in the proleptic Gregorian calendar. The year is counted
/// from March, so that the leap day comes last (H. Hinnant, "chrono-compatible low-level
/// date algorithms").
fn days_from_civil(year: i32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The other way round: year, month, day.
fn civil(days: i64) -> (i32, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let narrow = |n: i64| u32::try_from(n).expect("days and months are small and positive");
    (
        i32::try_from(year).expect("years of instants fit"),
        narrow(month),
        narrow(day),
    )
}

#[cfg(test)]
mod tests;
