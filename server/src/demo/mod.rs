//! Demo data that feels real, made from a seed: two organisations, their people, and half a year
//! of observed sessions in every state. At a larger scale it is the ground of the benchmarks.

mod cast;
mod chance;
mod log;
mod meetings;
mod place;
mod records;
mod store;
mod stories;

use chrono::{DateTime, SubsecRound, Utc};
use shared::frameworks::Framework;

use chance::Chance;
use place::Place;
use records::Recorder;
use store::Batch;

use crate::db::{self, Db};
use crate::error::{Error, Result};
use crate::frameworks::{Shipped, shipped};

/// The password of every demo account.
pub const PASSWORD: &str = "lantern-harbour-otter";

/// Observations made in memory before they are inserted together.
const N_BATCH: usize = 2_000;

/// How much is made, and from what.
#[derive(Clone, Copy, Debug)]
pub struct DemoOptions {
    /// People of the first organisation; never fewer than the cast.
    pub people: usize,
    /// Observations of the first organisation beside those that tell the cast's own stories.
    pub observations: usize,
    pub seed: u64,
    /// The day on which the demo plays.
    pub now: DateTime<Utc>,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self {
            people: 0,
            observations: 170,
            seed: 20_100_401,
            now: Utc::now(),
        }
    }
}

/// An account to sign in with, and what it shows.
pub struct Account {
    pub email: String,
    pub role: &'static str,
}

/// Whether the database holds nothing, the demo, or something that the demo must not touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    Demo,
    Other,
}

/// What is in the database now.
pub async fn find(db: &Db) -> Result<Found> {
    let names = db.read_one(store::organisation_names).await?;
    let is_demo = cast::ORGANISATIONS
        .iter()
        .all(|demo| names.iter().any(|name| name == demo.name));
    Ok(match (names.is_empty(), is_demo) {
        (true, _) => Found::Nothing,
        (false, true) => Found::Demo,
        (false, false) => Found::Other,
    })
}

/// The accounts worth trying first.
pub fn accounts() -> Vec<Account> {
    const FIRST: [(&str, &str); 8] = [
        ("priya.shah", "SPO, observes and leads Saltquay Team 2"),
        ("dafydd.price", "practitioner in Saltquay Team 2"),
        ("margaret.okonkwo-bell", "head of Saltquay PDU"),
        ("sian.llewellyn-rhys", "head of Bryn Clwyd PDU, in Welsh"),
        ("tomasz.wieczorek", "quality development officer"),
        ("helen.armitage", "administrator"),
        ("yusuf.demir", "auditor"),
        (
            "chloe.bannister",
            "newly qualified practitioner in Saltquay Team 2",
        ),
    ];
    let domain = |n: usize| cast::ORGANISATIONS[n].domain;
    let mut accounts: Vec<Account> = FIRST
        .iter()
        .map(|(name, role)| Account {
            email: format!("{name}@{}", domain(0)),
            role,
        })
        .collect();
    accounts.push(Account {
        email: format!("ravi.chandran@{}", domain(1)),
        role: "SPO of the other organisation",
    });
    accounts
}

/// Makes everything, in large transactions. The database must hold no organisation.
pub async fn generate(db: &Db, options: &DemoOptions) -> Result<()> {
    if find(db).await? != Found::Nothing {
        return Err(Error::Internal(
            "the demo is made in an empty database only".into(),
        ));
    }
    let now = options.now.trunc_subsecs(3);
    let mut chance = Chance::new(options.seed);
    let password_hash = crate::auth::hash_password(PASSWORD).await?;
    let mut batch = Batch::default();
    let places: Vec<Place> = cast::ORGANISATIONS
        .iter()
        .zip([options.people, 0])
        .map(|(demo, n_people)| {
            place::build(demo, n_people, &password_hash, now, &mut chance, &mut batch)
        })
        .collect();
    let orgs: Vec<String> = places.iter().map(|place| place.org_id.clone()).collect();
    db.write(move |conn| {
        batch.insert(conn)?;
        orgs.iter()
            .try_for_each(|org| crate::frameworks::seed(conn, org))
    })
    .await?;
    for (place, n_observations) in places.iter().zip([options.observations, 20]) {
        let mut recorder = Recorder::new(place, now, &mut chance);
        recorder.own_stories();
        meetings::add(&mut recorder);
        insert(db, &mut recorder.batch).await?;
        for made in 0..n_observations {
            recorder.observation(made, n_observations);
            if recorder.batch.observations.len() >= N_BATCH {
                insert(db, &mut recorder.batch).await?;
            }
        }
        insert(db, &mut recorder.batch).await?;
    }
    db.write_one(db::take_stock).await
}

async fn insert(db: &Db, batch: &mut Batch) -> Result<()> {
    let batch = std::mem::take(batch);
    db.write(move |conn| batch.insert(conn)).await
}

/// The framework the demo observes with now: the sixteen domains.
fn framework() -> &'static Framework {
    &newest().framework
}

fn newest() -> &'static Shipped {
    &shipped()[0]
}

/// What the demo observed with before.
fn before() -> &'static Shipped {
    &shipped()[1]
}

#[cfg(test)]
mod tests;
