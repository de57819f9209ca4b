//! What a run stands on: a database of the asked size, a signed-in observer, and the requests.

use std::path::Path;

use serde_json::{Value, json};
use tests::{Client, new_id};

use crate::connection::request;
use crate::process::{Server, alongside};
use crate::{Scale, load};

/// Connections that prepare what is measured afterwards.
const N_PREPARING: usize = 32;

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

/// Fills an empty database with the seeded demo and answers the accounts: address and password.
pub fn fill(data: &Path, database_url: Option<&str>, scale: &Scale) -> (String, String) {
    let output = alongside(data, database_url)
        .arg("demo")
        .args(["--people", &scale.people.to_string()])
        .args(["--observations", &scale.observations.to_string()])
        .output()
        .expect("the binary runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{printed}{errors}");
    account(&printed).unwrap_or_else(|| panic!("the demo names no account of an SPO: {printed}"))
}

/// The first account on the list and the password all share.
fn account(printed: &str) -> Option<(String, String)> {
    let words = || {
        printed
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| ",;:()\"".contains(c)))
    };
    let email = words().find(|word| word.contains('@'))?;
    let mut rest = words().skip_while(|word| !word.eq_ignore_ascii_case("password"));
    rest.next()?;
    let password = rest.find(|word| word.len() >= 15)?;
    Some((email.to_owned(), password.to_owned()))
}

impl Observer {
    pub async fn sign_in(server: &Server, (email, password): &(String, String)) -> Self {
        let mut client = Client::new(&format!("http://{}", server.address));
        client.sign_in(email, password).await.expect(200);
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
