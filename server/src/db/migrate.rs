//! Migrations: one folder per database with the same names, embedded in the program.

use std::collections::{BTreeMap, BTreeSet};

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::Sqlite;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connect::{Address, Purpose};
use super::{Conn, OpenError};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// Any number, so long as every version of this program uses the same one.
const LOCK: i64 = 7_214_905_301;

/// Runs what is missing and says which; refuses a schema that this program does not know.
pub(super) fn up(address: &Address) -> Result<Vec<String>, OpenError> {
    match &mut address.connect(Purpose::Write)? {
        Conn::Sqlite(conn) => run(conn, SQLITE, tables_of_sqlite),
        Conn::Postgres(conn) => {
            // Two nodes may start at the same moment; the second waits and finds nothing to do.
            // The lock ends with the connection.
            conn.batch_execute(&format!(
                "SET lock_timeout = '60s'; SELECT pg_advisory_lock({LOCK});"
            ))
            .map_err(|error| OpenError::Migration(error.to_string()))?;
            run(conn, POSTGRES, tables_of_postgres)
        }
    }
}

/// Whether a migration ever ran there. Asked by hand, since the harness would make its table.
pub(super) fn is_made(address: &Address) -> Result<bool, OpenError> {
    let mut conn = address.connect(Purpose::Read)?;
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT count(*) AS n FROM sqlite_master WHERE name = '__diesel_schema_migrations'"
        }
        Conn::Postgres(_) => "SELECT count(to_regclass('__diesel_schema_migrations')) AS n",
    };
    let found = sql_query(sql).get_result::<Found>(&mut conn);
    let found = found.map_err(|error| OpenError::Connect(error.to_string()))?;
    Ok(found.n > 0)
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn run<DB, C>(
    conn: &mut C,
    source: EmbeddedMigrations,
    found: fn(&mut C) -> Result<Tables, OpenError>,
) -> Result<Vec<String>, OpenError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| OpenError::Migration(error.to_string());
    let known: Vec<Box<dyn Migration<DB>>> = source.migrations().map_err(failed)?;
    let applied: Vec<MigrationVersion<'static>> = conn.applied_migrations().map_err(failed)?;
    let newer = applied.iter().find(|version| {
        !known
            .iter()
            .any(|migration| migration.name().version() == **version)
    });
    if let Some(version) = newer {
        return Err(OpenError::NewerSchema(version.to_string()));
    }
    // Asked before anything is changed: what is refused stays as it was.
    check_tables(&applied, &found(conn)?)?;
    let ran = conn.run_pending_migrations(source).map_err(failed)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}

/// The columns of each table by its name.
type Tables = BTreeMap<String, BTreeSet<String>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of_table: String,
    #[diesel(sql_type = Text)]
    name: String,
}

/// Refuses tables that a migration of the same name made otherwise. That was possible before the
/// first release; names alone do not show it, and the first query that meets it would fail.
fn check_tables(applied: &[MigrationVersion<'static>], found: &Tables) -> Result<(), OpenError> {
    for (table, expected) in made_by(applied)? {
        let is_same = found
            .get(&table)
            .is_some_and(|columns| *columns == expected);
        if !is_same {
            return Err(OpenError::UnreleasedSchema(table));
        }
    }
    Ok(())
}

/// What these migrations make, tried out in memory; both databases get the same columns.
fn made_by(applied: &[MigrationVersion<'static>]) -> Result<Tables, OpenError> {
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| OpenError::Migration(error.to_string());
    let mut conn = SqliteConnection::establish(":memory:")
        .map_err(|error| OpenError::Migration(error.to_string()))?;
    // Makes the harness's own table.
    conn.applied_migrations().map_err(failed)?;
    let known: Vec<Box<dyn Migration<Sqlite>>> = SQLITE.migrations().map_err(failed)?;
    for migration in &known {
        if applied.contains(&migration.name().version()) {
            conn.run_migration(migration).map_err(failed)?;
        }
    }
    tables_of_sqlite(&mut conn)
}

fn tables_of_sqlite(conn: &mut SqliteConnection) -> Result<Tables, OpenError> {
    tables(
        sql_query(
            "SELECT t.name AS of_table, c.name AS name
             FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'",
        )
        .load(conn),
    )
}

fn tables_of_postgres(conn: &mut PgConnection) -> Result<Tables, OpenError> {
    tables(
        sql_query(
            "SELECT table_name::text AS of_table, column_name::text AS name
             FROM information_schema.columns WHERE table_schema = current_schema()",
        )
        .load(conn),
    )
}

fn tables(columns: diesel::QueryResult<Vec<Column>>) -> Result<Tables, OpenError> {
    let columns = columns.map_err(|error| OpenError::Migration(error.to_string()))?;
    let mut tables = Tables::new();
    for column in columns {
        tables
            .entry(column.of_table)
            .or_default()
            .insert(column.name);
    }
    Ok(tables)
}
