//! What a run stands on: a database of the asked size, a signed-in observer, and the requests.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};
use tests::{Client, Database, new_id};

use crate::connection::request;
use crate::load;
use crate::process::{Server, alongside};
use crate::scale::Scale;

/// Connections that prepare what is measured afterwards.
const N_PREPARING: usize = 32;

/// Places on the demo's list of accounts.
pub const OBSERVER: usize = 0;
pub const PRACTITIONER: usize = 1;
pub const HEAD: usize = 2;
pub const ADMINISTRATOR: usize = 5;

/// The demo's accounts to sign in with.
pub struct Accounts {
    emails: Vec<String>,
    password: String,
}

/// An observer of the demo with records to read and to make.
pub struct Observer {
    client: Client,
    pub token: String,
    framework: String,
    practitioner: String,
    /// Items of the framework that are rated on levels.
    pub items: Vec<String>,
    /// Records whose feedback is released.
    pub released: Vec<String>,
}

/// Fills an empty database with the seeded demo and answers its accounts.
///
/// With `--keep` an SQLite database is filled once and copied for each run.
pub fn fill(data: &Path, database_url: Option<&str>, scale: &Scale) -> Accounts {
    let Some(kept) = scale.keep.as_ref().filter(|_| database_url.is_none()) else {
        return demo(data, database_url, scale);
    };
    let account = demo(kept, None, scale);
    std::fs::create_dir_all(data).expect("a scratch folder");
    // The demo closed it, so that no log lies beside it.
    let file = Database::sqlite_file(kept);
    std::fs::copy(file, Database::sqlite_file(data)).expect("room on the disk");
    account
}

/// Makes the demo where there is none yet.
fn demo(data: &Path, database_url: Option<&str>, scale: &Scale) -> Accounts {
    eprintln!(
        "making {} people and {} observations",
        scale.people, scale.observations
    );
    let started = Instant::now();
    let output = alongside(data, database_url)
        .arg("demo")
        .args(["--people", &scale.people.to_string()])
        .args(["--observations", &scale.observations.to_string()])
        .output()
        .expect("the binary runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{printed}{errors}");
    eprintln!("made in {:.0?}", started.elapsed());
    accounts(&printed).unwrap_or_else(|| panic!("the demo names too few accounts: {printed}"))
}

/// The accounts on the list, in its order, and the password all share.
fn accounts(printed: &str) -> Option<Accounts> {
    let words = || {
        printed
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| ",;:()\"".contains(c)))
    };
    let emails: Vec<String> = words()
        .filter(|word| word.contains('@'))
        .map(str::to_owned)
        .collect();
    let mut rest = words().skip_while(|word| !word.eq_ignore_ascii_case("password"));
    rest.next()?;
    let password = rest.find(|word| word.len() >= 15)?.to_owned();
    (emails.len() > ADMINISTRATOR).then_some(Accounts { emails, password })
}

impl Accounts {
    pub async fn sign_in(&self, server: &Server, n: usize) -> Client {
        let mut client = Client::new(&format!("http://{}", server.address));
        let answer = client.sign_in(&self.emails[n], &self.password).await;
        answer.expect(200);
        client
    }
}

impl Observer {
    pub async fn sign_in(server: &Server, accounts: &Accounts) -> Self {
        let client = accounts.sign_in(server, OBSERVER).await;
        let list = every(&client, "/api/v1/observations?role=observer&limit=100").await;
        let released = list
            .iter()
            .filter(|row| {
                matches!(
                    row["state"].as_str(),
                    Some("shared" | "acknowledged" | "locked")
                )
            })
            .filter_map(|row| row["id"].as_str().map(str::to_owned))
            .collect();
        let practitioner = list[0]["practitioner"]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let frameworks = client.get("/api/v1/frameworks").await.expect(200).json();
        let frameworks = frameworks.as_array().cloned().expect("a list");
        let rsm = frameworks
            .iter()
            .find(|f| f["key"].as_str().is_some_and(|key| key.contains("rsm")));
        let framework = rsm.expect("the shipped framework")["hash"]
            .as_str()
            .expect("a hash")
            .to_owned();
        let body = client
            .get(&format!("/api/v1/frameworks/{framework}"))
            .await
            .expect(200)
            .json();
        let token = client.token.clone().expect("signed in");
        Self {
            token,
            framework,
            practitioner,
            items: rated_items(body.get("body").unwrap_or(&body)),
            released,
            client,
        }
    }

    pub fn get(&self, path: &str) -> Vec<u8> {
        request("GET", path, &self.token, b"")
    }

    /// Plans so many sessions, ready to start, and answers their ids.
    pub async fn plan(&self, server: &Server, n: usize) -> Vec<String> {
        let ids: Vec<String> = (0..n).map(|_| new_id()).collect();
        let plans = ids.iter().map(|id| {
            request(
                "POST",
                "/api/v1/observations",
                &self.token,
                self.plan_body(id).as_bytes(),
            )
        });
        load::send_all(&server.address, N_PREPARING, plans.collect()).await;
        let informed = json!({ "informed": "no_objection" }).to_string();
        let inform = ids.iter().map(|id| {
            let path = format!("/api/v1/observations/{id}/informed");
            request("POST", &path, &self.token, informed.as_bytes())
        });
        load::send_all(&server.address, N_PREPARING, inform.collect()).await;
        ids
    }

    fn plan_body(&self, id: &str) -> String {
        json!({
            "id": id, "practitioner_id": self.practitioner, "framework": self.framework,
            "agreement": {
                "purpose": "developmental", "session_type": "supervision",
                "planned_for": "2026-11-25T10:00", "duration_minutes": 60,
            },
        })
        .to_string()
    }

    /// How many records the observer has, for the report.
    pub async fn n_records(&self) -> usize {
        every(&self.client, "/api/v1/observations?role=observer&limit=100")
            .await
            .len()
    }
}

fn rated_items(framework: &Value) -> Vec<String> {
    let sections = framework["sections"].as_array().into_iter().flatten();
    let items = sections.flat_map(|section| section["items"].as_array().into_iter().flatten());
    items
        .filter(|item| item["kind"].get("level").is_some())
        .filter_map(|item| item["id"].as_str().map(str::to_owned))
        .collect()
}

/// All rows of a list, page by page.
async fn every(client: &Client, path: &str) -> Vec<Value> {
    let (mut rows, mut next) = (Vec::new(), path.to_owned());
    loop {
        let page = client.get(&next).await.expect(200).json();
        rows.extend(page["items"].as_array().cloned().unwrap_or_default());
        match page["next"].as_str() {
            Some(key) => next = format!("{path}&after={key}"),
            None => return rows,
        }
    }
}
