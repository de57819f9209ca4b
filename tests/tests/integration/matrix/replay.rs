//! Multi-user replay: every address and id that anybody is shown, asked by everybody else. Security
//! page §4, Proof 3.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shared::access::{POLICY, Row};
use tests::{Answer, TestApp, new_id, on_both_databases};

use super::canaries::Planted;
use super::cast::{Cast, Member};
use super::oracle::{Oracle, Outcome};
use super::subject::ACTS;

/// From these everything is reached that anybody may see.
const CRAWLERS: &[&str] = &[
    "observer",
    "practitioner",
    "line",
    "head",
    "administrator",
    "auditor",
];

/// What a row of the policy table and one id make: the row, and the path.
type Address = (&'static Row, String);

on_both_databases! {
    async fn what_one_is_shown_is_not_there_for_those_who_may_not_know_of_it(app: TestApp) {
        let (organisation, elsewhere) =
            tokio::join!(app.organisation("North Probation"), app.organisation("South Probation"));
        let cast = Cast::hire(&app, &organisation, &elsewhere).await;
        Planted::plant(&cast).await;
        let (opened, addresses) = crawl(&cast).await;
        let oracle = Oracle::read();
        let (mut n, mut faults) = (0, Vec::new());
        for member in &cast.members {
            for (row, path) in &addresses {
                let answer = member.client.get(path).await;
                n += 1;
                faults.extend(fault(&oracle, &cast, member, row, path, &answer).await);
            }
        }
        let before = changes(&app).await;
        for member in cast.members.iter().filter(|m| matches!(m.relation, "foreign" | "ended")) {
            for id in &opened {
                for row in POLICY.iter().filter(|row| row.method != "GET" && row.pattern.contains("{id}")) {
                    let answer = write(member, row, id).await;
                    n += 1;
                    if answer.status < 400 || answer.status >= 500 {
                        faults.push(format!("{} {} of {id} answers {} to {}", row.method, row.pattern, answer.status, member.name));
                    }
                }
            }
        }
        assert_eq!(changes(&app).await, before, "somebody else's try changed something");
        println!("replay on {:?}: {} records, {} addresses, {n} requests, {} faults", app.backend, opened.len(), addresses.len(), faults.len());
        assert!(addresses.len() > 20, "there is something to replay: {}", addresses.len());
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// Follows every list and every id that the crawlers are shown; answers with the ids that somebody
/// could open, and their addresses.
async fn crawl(cast: &Cast) -> (BTreeSet<String>, Vec<Address>) {
    let crawlers: Vec<&Member> = CRAWLERS
        .iter()
        .filter_map(|relation| cast.members.iter().find(|m| m.relation == *relation))
        .collect();
    let (mut asked, mut opened) = (BTreeSet::new(), BTreeSet::new());
    let (mut addresses, mut fresh) = (Vec::new(), BTreeSet::new());
    for member in &crawlers {
        for row in readable(|pattern| !pattern.contains('{')) {
            fresh.append(&mut ids_in(&member.client.get(row.pattern).await.json()));
        }
    }
    while let Some(id) = fresh.pop_first() {
        asked.insert(id.clone());
        for row in readable(|pattern| pattern.contains("{id}")) {
            let path = row.pattern.replace("{id}", &id);
            let mut is_open = false;
            for member in &crawlers {
                let answer = member.client.get(&path).await;
                if answer.status == 200 {
                    is_open = true;
                    fresh.append(&mut ids_in(&answer.json()));
                }
            }
            if is_open {
                opened.insert(id.clone());
                addresses.push((row, path));
            }
        }
        fresh.retain(|id| !asked.contains(id));
    }
    (opened, addresses)
}

fn readable(fits: impl Fn(&str) -> bool) -> impl Iterator<Item = &'static Row> {
    let rows = POLICY.iter().filter(|row| row.method == "GET");
    rows.filter(move |row| fits(row.pattern) && row.pattern.starts_with("/api/v1/"))
}

/// Every id in an answer, wherever it stands.
fn ids_in(value: &Value) -> BTreeSet<String> {
    match value {
        Value::String(text) if text.len() == 36 && uuid::Uuid::parse_str(text).is_ok() => {
            BTreeSet::from([text.clone()])
        }
        Value::Array(items) => items.iter().flat_map(ids_in).collect(),
        Value::Object(fields) => fields.values().flat_map(ids_in).collect(),
        _ => BTreeSet::new(),
    }
}

/// What is wrong with somebody's answer at an address that somebody else was shown.
async fn fault(
    oracle: &Oracle,
    cast: &Cast,
    member: &Member,
    row: &Row,
    path: &str,
    answer: &Answer,
) -> Option<String> {
    let told = || {
        Some(format!(
            "{path} answers {} to {}",
            answer.status, member.name
        ))
    };
    match member.relation {
        "ended" => (answer.status != 401).then(told)?,
        "foreign" => {
            let nothing = row.pattern.replace("{id}", &new_id());
            let nothing = member.client.get(&nothing).await;
            let differs = answer.status < 400 || answer.text != nothing.text;
            // Where a role decides first, the refusal tells of no record either.
            (differs && answer.status != 403).then(told)?
        }
        relation => {
            let act = ACTS
                .iter()
                .find(|act| act.method == "GET" && act.pattern == row.pattern)?;
            // The table speaks of one practitioner; others are people of their own.
            if act.action == "see_person" && !path.ends_with(&cast.practitioner.id) {
                return None;
            }
            let outcomes: Vec<Outcome> = oracle
                .states(act.action)
                .iter()
                .filter_map(|state| oracle.outcome(act.action, state, relation).ok())
                .collect();
            let is_never_allowed = !outcomes.contains(&Outcome::Allow);
            let is_always_hidden = outcomes.iter().all(|outcome| *outcome == Outcome::Hide);
            let leaks = (is_never_allowed && answer.status < 400)
                || (is_always_hidden && answer.status != 404);
            leaks.then(told)?
        }
    }
}

async fn write(member: &Member, row: &Row, id: &str) -> Answer {
    let path = row.pattern.replace("{id}", id).replace("{grant}", id);
    let method = row.method.parse().expect("a method");
    let request = member.client.request(method, &path);
    let request = request.header("if-match", "\"1\"");
    member.client.send(request.json(&json!({}))).await
}

/// What changes leave behind; reading leaves entries of its own.
async fn changes(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in [
        "person",
        "unit",
        "observation",
        "capture_segment",
        "meeting",
        "reflection",
        "action",
        "role_grant",
        "reply",
        "job",
    ] {
        counts.push(app.count(&format!("SELECT count(*) FROM {table}")).await);
    }
    counts
}
