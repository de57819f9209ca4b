//! Scratch databases.

use std::path::Path;

/// Which database a story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// A database of one test; a PostgreSQL one is dropped with it.
pub struct Database {
    kind: Kind,
}

enum Kind {
    /// In the server's own data folder.
    Sqlite,
    Postgres {
        url: String,
        name: String,
    },
}

impl Database {
    pub async fn create(backend: Backend) -> Self {
        let kind = match backend {
            Backend::Sqlite => Kind::Sqlite,
            Backend::Postgres => {
                let name = format!("test_{}", uuid::Uuid::now_v7().simple());
                // `C` keeps a sort the same on every machine, as SQLite's is.
                run_on_cluster(&format!(
                    "CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C' ENCODING 'UTF8'"
                ))
                .await;
                Kind::Postgres {
                    url: with_database(&cluster_url(), &name),
                    name,
                }
            }
        };
        Self { kind }
    }

    /// The value of `ALONGSIDE_DATABASE_URL`; SQLite needs none.
    pub fn url(&self) -> Option<&str> {
        match &self.kind {
            Kind::Sqlite => None,
            Kind::Postgres { url, .. } => Some(url),
        }
    }

    /// What the server would open under `data` when it is told nothing else.
    pub fn sqlite_file(data: &Path) -> std::path::PathBuf {
        data.join("alongside.db")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Kind::Postgres { name, .. } = &self.kind else {
            return;
        };
        let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        // A destructor cannot wait on the test's own runtime.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime
                .expect("a runtime to drop a database with")
                .block_on(run_on_cluster(&statement));
        });
        let _ = dropped.join();
    }
}

fn cluster_url() -> String {
    std::env::var("ALONGSIDE_TEST_POSTGRES_URL")
        .expect("ALONGSIDE_TEST_POSTGRES_URL is set by `cargo xtask test`, which starts PostgreSQL")
}

/// `postgres://…/postgres` with another database at the end.
fn with_database(url: &str, name: &str) -> String {
    let (server, _) = url
        .rsplit_once('/')
        .expect("the cluster's address names a database");
    format!("{server}/{name}")
}

async fn run_on_cluster(statement: &str) {
    let (client, connection) = tokio_postgres::connect(&cluster_url(), tokio_postgres::NoTls)
        .await
        .expect("the scratch PostgreSQL answers");
    let driver = tokio::spawn(connection);
    client
        .batch_execute(statement)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
    drop(client);
    let _ = driver.await;
}
