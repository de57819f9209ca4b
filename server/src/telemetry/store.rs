//! All SQL of the slice: one row per release, day, thing and bucket.

use diesel::prelude::*;
use shared::telemetry::{Counts, DayCounts, N_BUCKETS, ReportCounts};
use shared::values::Date;

use crate::db::schema::{organisation, telemetry};
use crate::db::{Conn, stored, stored_word, word};
use crate::error::Result;
use crate::on_backend;

/// Failures stand in a bucket of their own, behind those of times.
const FAILED: i32 = N_BUCKETS as i32;

/// Whether the organisation lets its devices report.
pub fn is_on(conn: &mut Conn, org: &str) -> Result<bool> {
    let switch: String = organisation::table
        .find(org)
        .select(organisation::telemetry)
        .first(conn)?;
    Ok(switch == "on")
}

/// Adds to the counts of a day.
pub fn add(conn: &mut Conn, org: &str, day: Date, report: &ReportCounts) -> Result<()> {
    for counts in &report.counts {
        let times = (0..).zip(counts.buckets.iter().copied());
        for (bucket, n) in times.chain([(FAILED, counts.n_failed)]) {
            if n == 0 {
                continue;
            }
            let n = i64::from(n);
            let upsert = diesel::insert_into(telemetry::table)
                .values((
                    telemetry::org_id.eq(org),
                    telemetry::day.eq(day.to_string()),
                    telemetry::release.eq(report.release.as_str()),
                    telemetry::timed.eq(word(&counts.what)),
                    telemetry::bucket.eq(bucket),
                    telemetry::n.eq(n),
                ))
                .on_conflict((
                    telemetry::org_id,
                    telemetry::day,
                    telemetry::release,
                    telemetry::timed,
                    telemetry::bucket,
                ))
                .do_update()
                .set(telemetry::n.eq(telemetry::n + n));
            on_backend!(conn, c => upsert.execute(c))?;
        }
    }
    Ok(())
}

type Row = (String, String, String, i32, i64);

/// What was counted since `first`, the latest day first.
pub fn since(conn: &mut Conn, org: &str, first: Date) -> Result<Vec<DayCounts>> {
    let rows: Vec<Row> = telemetry::table
        .filter(telemetry::org_id.eq(org))
        .filter(telemetry::day.ge(first.to_string()))
        .order((
            telemetry::day.desc(),
            telemetry::release.desc(),
            telemetry::timed,
            telemetry::bucket,
        ))
        .select((
            telemetry::day,
            telemetry::release,
            telemetry::timed,
            telemetry::bucket,
            telemetry::n,
        ))
        .load(conn)?;
    let mut days: Vec<DayCounts> = Vec::new();
    for (day, release, timed, bucket, n) in rows {
        let (day, release) = (stored(day)?, stored(release)?);
        if days
            .last()
            .is_none_or(|last| last.day != day || last.release != release)
        {
            days.push(DayCounts {
                day,
                release,
                counts: Vec::new(),
            });
        }
        let counts = &mut days.last_mut().expect("pushed above").counts;
        let timed = stored_word(&timed)?;
        if counts.last().is_none_or(|last| last.what != timed) {
            counts.push(Counts::none(timed));
        }
        let counts = counts.last_mut().expect("pushed above");
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        match usize::try_from(bucket)
            .ok()
            .and_then(|at| counts.buckets.get_mut(at))
        {
            Some(times) => *times = n,
            None => counts.n_failed = n,
        }
    }
    Ok(days)
}
