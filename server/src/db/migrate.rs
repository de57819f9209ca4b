//! Migrations: one folder per database with the same names, embedded in the program.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::{RunQueryDsl, sql_query};
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
        Conn::Sqlite(conn) => run(conn, SQLITE),
        Conn::Postgres(conn) => {
            // Two nodes may start at the same moment; the second waits and finds nothing to do.
            // The lock ends with the connection.
            conn.batch_execute(&format!(
                "SET lock_timeout = '60s'; SELECT pg_advisory_lock({LOCK});"
            ))
            .map_err(|error| OpenError::Migration(error.to_string()))?;
            run(conn, POSTGRES)
        }
    }
}

/// Whether a migration ever ran there. Asked by hand, since the harness would make its table.
pub(super) fn is_made(address: &Address) -> Result<bool, OpenError> {
    let mut conn = address.connect(Purpose::Read)?;
    let count = sql_query("SELECT version FROM __diesel_schema_migrations LIMIT 1");
    // A table that is not there is an error.
    Ok(count.execute(&mut conn).is_ok())
}

fn run<DB, C>(conn: &mut C, source: EmbeddedMigrations) -> Result<Vec<String>, OpenError>
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
    let ran = conn.run_pending_migrations(source).map_err(failed)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}
