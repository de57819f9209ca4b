//! What both databases must agree on by themselves: their clock, rising numbers, and locks.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamp};

use super::Conn;
use super::schema::counter;
use crate::error::Result;
use crate::on_backend;

/// The database's clock in UTC. Leases use it, because the clocks of several servers differ.
pub fn database_now(conn: &mut Conn) -> Result<NaiveDateTime> {
    #[derive(QueryableByName)]
    struct Now {
        #[diesel(sql_type = Timestamp)]
        now: NaiveDateTime,
    }
    let sql = match conn {
        Conn::Sqlite(_) => "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now') AS now",
        Conn::Postgres(_) => {
            "SELECT date_trunc('milliseconds', clock_timestamp() AT TIME ZONE 'UTC') AS now"
        }
    };
    Ok(diesel::sql_query(sql).get_result::<Now>(conn)?.now)
}

/// The next number of the series `name` in the organisation, starting at 1, for use in this
/// transaction. On PostgreSQL the row stays locked until the commit, so a reader that has seen
/// number n never finds a smaller one later.
pub fn next_number(conn: &mut Conn, org: &str, name: &str) -> Result<i64> {
    let raise = |conn: &mut Conn| {
        diesel::update(counter::table.find((org, name)))
            .set(counter::value.eq(counter::value + 1))
            .returning(counter::value)
            .get_result::<i64>(conn)
            .optional()
    };
    if let Some(value) = raise(conn)? {
        return Ok(value);
    }
    let first = (
        counter::org_id.eq(org),
        counter::id.eq(name),
        counter::value.eq(0),
    );
    let insert = diesel::insert_into(counter::table)
        .values(first)
        .on_conflict_do_nothing();
    on_backend!(conn, c => insert.execute(c))?;
    Ok(raise(conn)?.expect("the row was inserted in this transaction or stands already"))
}

/// Makes other writers of the same record wait until this transaction ends. Call it before
/// reading what the transaction is to change; SQLite's one writer needs no lock.
pub fn lock_record(conn: &mut Conn, org: &str, id: &str) -> Result<()> {
    #[derive(QueryableByName)]
    struct Locked {
        #[diesel(sql_type = BigInt)]
        #[allow(dead_code, reason = "the column only gives the row a shape")]
        one: i64,
    }
    if let Conn::Postgres(conn) = conn {
        diesel::sql_query(
            "SELECT 1::bigint AS one FROM pg_advisory_xact_lock(hashtextextended($1 || $2, 0))",
        )
        .bind::<Text, _>(org)
        .bind::<Text, _>(id)
        .get_result::<Locked>(conn)?;
    }
    Ok(())
}
