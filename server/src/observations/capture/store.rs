//! The SQL of the log. A segment is added or, with its session discarded, removed; never changed.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::observations::{Operation, Segment};
use shared::values::{DeviceId, ObservationId, SegmentId};

use crate::db::schema::capture_segment;
use crate::db::{Conn, column_count, instant, stored, stored_count, stored_json};
use crate::error::Result;
use crate::on_backend;

/// What is known of an observation's segments without reading them.
pub struct Ledger {
    /// Segment, device, last sequence.
    rows: Vec<(String, String, u32)>,
    pub n_operations: usize,
}

impl Ledger {
    pub fn holds(&self, segment: SegmentId) -> bool {
        let id = segment.to_string();
        self.rows.iter().any(|(known, _, _)| *known == id)
    }

    /// The highest sequence of this device that is in the log; 0 before its first.
    pub fn safe_up_to(&self, device: DeviceId) -> u32 {
        let id = device.to_string();
        let sequences = self
            .rows
            .iter()
            .filter(|(_, known, _)| *known == id)
            .map(|(_, _, last)| *last);
        sequences.max().unwrap_or(0)
    }
}

impl Ledger {
    /// Goes on behind operations of a device that will never arrive.
    pub fn without(mut self, device: DeviceId, lost: &BTreeSet<u32>) -> Self {
        let mut safe_up_to = self.safe_up_to(device);
        while lost.contains(&safe_up_to.saturating_add(1)) {
            safe_up_to += 1;
        }
        self.rows
            .push((String::new(), device.to_string(), safe_up_to));
        self
    }
}

pub fn ledger(conn: &mut Conn, org: &str, id: ObservationId) -> Result<Ledger> {
    let query = capture_segment::table
        .filter(
            capture_segment::org_id
                .eq(org)
                .and(capture_segment::observation_id.eq(id.to_string())),
        )
        .select((
            capture_segment::id,
            capture_segment::device_id,
            capture_segment::last_sequence,
            capture_segment::n_operations,
        ));
    let found: Vec<(String, String, i64, i32)> = on_backend!(conn, c => query.load(c))?;
    let (mut rows, mut n_operations) = (Vec::with_capacity(found.len()), 0);
    for (segment, device, last, n) in found {
        rows.push((segment, device, stored_count(last, "last_sequence")?));
        n_operations += stored_count::<usize>(n, "n_operations")?;
    }
    Ok(Ledger { rows, n_operations })
}

/// A push as it is kept.
pub struct NewSegment<'a> {
    pub observation_id: ObservationId,
    pub id: SegmentId,
    pub author: &'a str,
    pub device: DeviceId,
    pub first_sequence: u32,
    pub n_operations: usize,
    /// Of the push as it came, which may begin with operations the log held already.
    pub content_hash: &'a str,
    pub operations_json: &'a str,
    pub received_at: NaiveDateTime,
    pub received_sequence: i64,
    /// [`Segment::is_past_sharing`].
    pub is_past_sharing: bool,
}

pub fn append(conn: &mut Conn, org: &str, segment: &NewSegment<'_>) -> Result<()> {
    let first = i64::from(segment.first_sequence);
    let n = column_count(segment.n_operations)?;
    let insert = diesel::insert_into(capture_segment::table).values((
        capture_segment::org_id.eq(org),
        capture_segment::observation_id.eq(segment.observation_id.to_string()),
        capture_segment::id.eq(segment.id.to_string()),
        capture_segment::author_id.eq(segment.author),
        capture_segment::device_id.eq(segment.device.to_string()),
        capture_segment::first_sequence.eq(first),
        capture_segment::last_sequence.eq(first + i64::from(n) - 1),
        capture_segment::n_operations.eq(n),
        capture_segment::content_hash.eq(segment.content_hash),
        capture_segment::operations.eq(segment.operations_json),
        capture_segment::received_at.eq(segment.received_at),
        capture_segment::received_seq.eq(segment.received_sequence),
        capture_segment::is_past_sharing.eq(segment.is_past_sharing),
    ));
    on_backend!(conn, c => insert.execute(c))?;
    Ok(())
}

/// What a repeated push is compared with and answered from.
pub struct Kept {
    pub device: DeviceId,
    pub first_sequence: u32,
    pub content_hash: String,
    pub received_at: NaiveDateTime,
    pub received_sequence: i64,
}

pub fn receipt(conn: &mut Conn, org: &str, id: ObservationId, segment: SegmentId) -> Result<Kept> {
    let (device, first, content_hash, received_at, received_sequence): (
        String,
        i64,
        String,
        NaiveDateTime,
        i64,
    ) = capture_segment::table
        .find((org, id.to_string(), segment.to_string()))
        .select((
            capture_segment::device_id,
            capture_segment::first_sequence,
            capture_segment::content_hash,
            capture_segment::received_at,
            capture_segment::received_seq,
        ))
        .first(conn)?;
    Ok(Kept {
        device: stored(device)?,
        first_sequence: stored_count(first, "first_sequence")?,
        content_hash,
        received_at,
        received_sequence,
    })
}

/// The whole log in order of receipt, then of sequence.
pub fn operations(conn: &mut Conn, org: &str, id: ObservationId) -> Result<Vec<Operation>> {
    let rows: Vec<String> = capture_segment::table
        .filter(
            capture_segment::org_id
                .eq(org)
                .and(capture_segment::observation_id.eq(id.to_string())),
        )
        .order((
            capture_segment::received_seq.asc(),
            capture_segment::id.asc(),
        ))
        .select(capture_segment::operations)
        .load(conn)?;
    flattened(rows)
}

pub fn operations_of_device(
    conn: &mut Conn,
    org: &str,
    id: ObservationId,
    device: DeviceId,
) -> Result<Vec<Operation>> {
    let rows: Vec<String> = capture_segment::table
        .filter(
            capture_segment::org_id
                .eq(org)
                .and(capture_segment::observation_id.eq(id.to_string())),
        )
        .filter(capture_segment::device_id.eq(device.to_string()))
        .order((
            capture_segment::received_seq.asc(),
            capture_segment::id.asc(),
        ))
        .select(capture_segment::operations)
        .load(conn)?;
    flattened(rows)
}

fn flattened(rows: Vec<String>) -> Result<Vec<Operation>> {
    let mut operations = Vec::new();
    for row in rows {
        operations.extend(stored_json::<Vec<Operation>>(&row)?);
    }
    Ok(operations)
}

/// Segments received after the number given, in order of receipt.
pub fn segments(
    conn: &mut Conn,
    org: &str,
    id: ObservationId,
    after: i64,
    n_rows: i64,
) -> Result<Vec<Segment>> {
    let rows: Vec<(String, String, NaiveDateTime, i64, bool, String)> = capture_segment::table
        .filter(
            capture_segment::org_id
                .eq(org)
                .and(capture_segment::observation_id.eq(id.to_string())),
        )
        .filter(capture_segment::received_seq.gt(after))
        .order((
            capture_segment::received_seq.asc(),
            capture_segment::id.asc(),
        ))
        .select((
            capture_segment::id,
            capture_segment::device_id,
            capture_segment::received_at,
            capture_segment::received_seq,
            capture_segment::is_past_sharing,
            capture_segment::operations,
        ))
        .limit(n_rows)
        .load(conn)?;
    let segment = |(id, device, received_at, received_sequence, is_past_sharing, operations)| {
        let operations: String = operations;
        Ok(Segment {
            id: stored(id)?,
            device: stored(device)?,
            received_at: instant(received_at),
            received_sequence,
            is_past_sharing: Some(is_past_sharing),
            operations: stored_json(&operations)?,
        })
    };
    rows.into_iter().map(segment).collect()
}

/// Removes everything captured; answers how many segments there were.
pub fn discard(conn: &mut Conn, org: &str, id: ObservationId) -> Result<usize> {
    let all = capture_segment::table.filter(
        capture_segment::org_id
            .eq(org)
            .and(capture_segment::observation_id.eq(id.to_string())),
    );
    Ok(diesel::delete(all).execute(conn)?)
}
