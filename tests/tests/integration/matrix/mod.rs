//! The permission matrix: relation × action × state over HTTP, judged by the table in
//! `matrix.csv`, which was written by hand and not from the code. Security page §4, Proof 1.

mod canaries;
mod cast;
mod oracle;
mod replay;
mod routes;
mod subject;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use shared::access::POLICY;
use tests::{Answer, Backend, TestApp, new_id};
use tokio::task::JoinSet;

use cast::{Cast, Member};
use oracle::{Oracle, Outcome};
use subject::{ACTS, Act, Subject, ground, prepare};

/// Requests under way at once.
const N_AT_ONCE: usize = 8;
/// Repetitions where the server says that it is busy.
const N_TRIES: usize = 5;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_cell_of_the_matrix_answers_as_the_oracle_says_on_sqlite() {
    walk(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_cell_of_the_matrix_answers_as_the_oracle_says_on_postgres() {
    walk(Backend::Postgres).await;
}

/// What one cell came to.
struct Verdict {
    cell: String,
    expected: Outcome,
    answer: Answer,
}

impl Verdict {
    /// What is wrong with the answer, if anything.
    fn fault(&self) -> Option<String> {
        let summary = self.answer.summary();
        if !self.expected.fits(&summary) {
            return Some(format!(
                "{}: {:?} expected, {summary}",
                self.cell, self.expected
            ));
        }
        let is_refused = self.answer.status >= 400;
        (is_refused && !self.says_nothing()).then(|| format!("{}: {}", self.cell, self.answer.text))
    }

    /// A refusal names its kind and no more: nothing of the record, and nothing that tells a
    /// record that is hidden from one that does not exist.
    fn says_nothing(&self) -> bool {
        let body = self.answer.json();
        let Some(body) = body.as_object() else {
            return false;
        };
        let known = ["type", "title", "status", "code", "request_id"];
        body.keys().all(|name| known.contains(&name.as_str()))
    }
}

async fn walk(backend: Backend) {
    let app = TestApp::start(backend).await;
    let (organisation, elsewhere) = tokio::join!(
        app.organisation("North Probation"),
        app.organisation("South Probation")
    );
    let cast = Arc::new(Cast::hire(&app, &organisation, &elsewhere).await);
    let oracle = Oracle::read();
    let mut faults = uncovered(&oracle, &cast);
    let verdicts = ask_everything(&cast, &oracle, &mut faults).await;
    faults.extend(verdicts.iter().filter_map(Verdict::fault));
    faults.extend(hidden_differs_from_nothing(&cast, &verdicts).await);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for verdict in &verdicts {
        *counts.entry(format!("{:?}", verdict.expected)).or_default() += 1;
    }
    println!(
        "matrix on {backend:?}: {} cells {counts:?}, {} faults",
        verdicts.len(),
        faults.len()
    );
    assert!(
        verdicts.len() > 2000,
        "the matrix has several thousand cells"
    );
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Record-level routes without an action here, actions the oracle lacks, and columns nobody plays.
fn uncovered(oracle: &Oracle, cast: &Cast) -> Vec<String> {
    let records = [
        "/observations/{id}",
        "/reflections/{id}",
        "/actions/{id}",
        "/meetings/{id}",
        "/people/{id}/away",
    ];
    let is_of_record = |pattern: &str| records.iter().any(|record| pattern.contains(record));
    let is_taken = |method: &str, pattern: &str| {
        ACTS.iter()
            .any(|act| act.method == method && act.pattern == pattern)
    };
    let routes = POLICY
        .iter()
        .filter(|row| is_of_record(row.pattern) && !is_taken(row.method, row.pattern))
        .map(|row| {
            format!(
                "no action of the matrix takes {} {}",
                row.method, row.pattern
            )
        });
    let actions = oracle.actions().into_iter();
    let untaken = actions
        .filter(|action| !ACTS.iter().any(|act| act.action == action))
        .map(|action| format!("the oracle speaks of {action}, which nobody tries"));
    let unplayed = oracle
        .relations()
        .iter()
        .filter(|relation| !cast.members.iter().any(|m| m.relation == relation.as_str()))
        .map(|relation| format!("nobody plays {relation}"));
    routes.chain(untaken).chain(unplayed).collect()
}

async fn ask_everything(
    cast: &Arc<Cast>,
    oracle: &Oracle,
    faults: &mut Vec<String>,
) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    let mut asked = JoinSet::new();
    let mut prepared: HashMap<(&str, String), Subject> = HashMap::new();
    for act in ACTS {
        let states = oracle.states(act.action);
        if states.is_empty() {
            faults.push(format!("{} is not covered", act.action));
        }
        for state in states {
            // Refused tries and reads change nothing, so one record serves all actions.
            let key = (ground(act.action), state.clone());
            if !prepared.contains_key(&key) {
                prepared.insert(key.clone(), prepare(cast, act.action, &state).await);
            }
            let shared = prepared[&key].clone();
            for member in &cast.members {
                let expected = match oracle.outcome(act.action, &state, member.relation) {
                    Ok(expected) => expected,
                    Err(gap) => {
                        faults.push(gap);
                        continue;
                    }
                };
                if asked.len() >= N_AT_ONCE {
                    verdicts.extend(
                        asked
                            .join_next()
                            .await
                            .map(|joined| joined.expect("no panic")),
                    );
                }
                asked.spawn(ask(
                    cast.clone(),
                    act,
                    shared.clone(),
                    member.clone(),
                    expected,
                ));
            }
            // An unwanted change must not hide behind the next state.
            verdicts.append(&mut asked.join_all().await);
            asked = JoinSet::new();
            faults.extend(changed_by_a_refused_try(cast, act, &shared).await);
        }
    }
    verdicts
}

/// One cell. An allowed change gets a record of its own, so that it disturbs no other cell.
async fn ask(
    cast: Arc<Cast>,
    act: &'static Act,
    shared: Subject,
    member: Member,
    expected: Outcome,
) -> Verdict {
    let needs_own = act.changes && expected == Outcome::Allow;
    let mut subject = if needs_own {
        prepare(&cast, act.action, &shared.state).await
    } else {
        shared
    };
    let mut answer = act.attempt(&member.client, &subject).await;
    for _ in 0..N_TRIES {
        match answer.status {
            // "Busy, nothing was changed, try again": which a loaded machine may be told.
            503 => {}
            // There is one practitioner for all, whom somebody else who may has changed meanwhile.
            412 if needs_own => subject = prepare(&cast, act.action, &subject.state).await,
            _ => break,
        }
        answer = act.attempt(&member.client, &subject).await;
    }
    let cell = format!("{} in {} by {}", act.action, subject.state, member.name);
    Verdict {
        cell,
        expected,
        answer,
    }
}

/// The shared record was only tried by people who were refused, or read.
async fn changed_by_a_refused_try(cast: &Cast, act: &Act, shared: &Subject) -> Option<String> {
    if !act.pattern.contains("/observations/{id}") {
        return None;
    }
    let seen = cast
        .observer
        .get(&shared.record.path(""))
        .await
        .expect(200)
        .json();
    let is_same =
        act.action.contains("self_assessment") || seen["version"].as_i64() == Some(shared.version);
    (!is_same).then(|| {
        format!(
            "{} in {}: a refused try changed the record",
            act.action, shared.state
        )
    })
}

/// A hidden record answers exactly like an id that does not exist.
async fn hidden_differs_from_nothing(cast: &Cast, verdicts: &[Verdict]) -> Option<String> {
    let stranger = cast
        .members
        .iter()
        .find(|m| m.relation == "foreign")
        .expect("a stranger");
    let path = format!("/api/v1/observations/{}", new_id());
    let nothing = without_request_id(&stranger.client.get(&path).await);
    let hidden = verdicts
        .iter()
        .filter(|v| v.expected == Outcome::Hide && v.answer.status == 404);
    let mut different = hidden.filter(|verdict| without_request_id(&verdict.answer) != nothing);
    different.next().map(|verdict| {
        format!(
            "{} tells that there is something: {}",
            verdict.cell, verdict.answer.text
        )
    })
}

fn without_request_id(answer: &Answer) -> serde_json::Value {
    let mut body = answer.json();
    if let Some(body) = body.as_object_mut() {
        body.remove("request_id");
    }
    body
}
