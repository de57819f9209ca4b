//! E29, pains 6 and 8: whoever records is killed a hundred times, with a finger on a tile and in the
//! middle of a word.

use std::time::{Duration, Instant};

use rand::Rng;
use rand::rngs::StdRng;
use tests::{Browser, PASSWORD, Person, Record, Screen, Tally, seeded};

use super::{holds, live_of, operations, session, shows, tap_to};
use crate::stories::writing::keeps;
use crate::stories::{Stage, staged};

/// On each of two tablets.
const KILLS: usize = 50;
/// Every so many kills it is the whole browser and not only the tab.
const BROWSER_EVERY: usize = 16;
/// Every so many kills somebody has typed for longer than may be lost, without a rest.
const LONG_EVERY: usize = 9;
const LONG_KEYS: usize = 36;
/// What a killed tab may lose of typing.
const MAY_BE_LOST: Duration = Duration::from_secs(2);

const SKILLS: [(&str, &str); 3] = [
    ("Working alliance", "working-alliance"),
    ("Session structure", "session-structure"),
    ("Role clarity", "role-clarity"),
];

/// What came of the kills of one tablet.
#[derive(Debug, Default)]
struct Survived {
    n_kills: usize,
    acts: Tally,
    n_keys: usize,
    n_keys_lost: usize,
    /// Of the typing that was lost, how long before the kill the first key was struck.
    longest: Duration,
    n_long: usize,
}

/// Somebody at a tablet, with what their screen has confirmed and what they have typed.
struct Seat {
    stage: Stage,
    tablet: Browser,
    owner: Person,
    record: Record,
    seen: [usize; 3],
    /// Each key of the note, and when it was struck.
    typed: Vec<(char, Instant)>,
    survived: Survived,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e29_pain6_pain8_a_hundred_kills_lose_nothing_confirmed_and_two_seconds_of_typing() {
    let (one, other) = tokio::join!(survives("E29 one"), survives("E29 other"));
    let sum = |of: fn(&Survived) -> usize| of(&one) + of(&other);
    let longest = one.longest.max(other.longest);
    let mut acts = one.acts;
    acts.add(other.acts);
    acts.is_whole(&format!(
        "E29: {} kills, {} of them after more than two seconds of typing; {} keys, {} lost, the first {} ms before its kill; acts",
        sum(|of| of.n_kills),
        sum(|of| of.n_long),
        sum(|of| of.n_keys),
        sum(|of| of.n_keys_lost),
        longest.as_millis(),
    ));
    assert_eq!(sum(|of| of.n_kills), 2 * KILLS);
    assert!(sum(|of| of.n_long) >= 10, "some typed for long");
    assert!(longest <= MAY_BE_LOST, "{longest:?} of typing are gone");
}

async fn survives(name: &str) -> Survived {
    let mut chance = seeded(name);
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet.keeps_all_pages().await;
    let mut seat = Seat {
        stage,
        tablet,
        owner: cast.observer,
        record,
        seen: [1, 0, 0],
        typed: Vec::new(),
        survived: Survived::default(),
    };
    // The note is on the device from the start, so that a page that shows none has not read yet.
    seat.types(1, &mut chance).await;
    let name = format!("note-{}", seat.record.id);
    holds(&seat.tablet, &keeps(&seat.owner, &name)).await;
    let mut n_found = 1;
    for kill in 1..=KILLS {
        // Half of the kills come without a network.
        if kill % 2 == 0 {
            seat.stage.path.cut().await;
        }
        for at in 0..chance.random_range(0..SKILLS.len()) {
            seat.taps(at).await;
        }
        let n_keys = match kill % LONG_EVERY {
            0 => LONG_KEYS,
            _ => chance.random_range(1..6),
        };
        seat.types(n_keys, &mut chance).await;
        let killed = Instant::now();
        seat = seat.dies(kill).await;
        n_found = seat.finds(n_found, killed).await;
        seat.stage.path.mend().await;
    }
    seat.adds_up().await
}

impl Seat {
    async fn taps(&mut self, at: usize) {
        self.seen[at] += 1;
        tap_to(&self.tablet, SKILLS[at].0, self.seen[at]).await;
    }

    /// Goes on with the note, as fast as people type and without a rest.
    async fn types(&mut self, n_keys: usize, chance: &mut StdRng) {
        let at_the_end = "const note = document.getElementById('note'); note.focus();
            note.setSelectionRange(note.value.length, note.value.length)";
        self.tablet.run(at_the_end).await;
        let began = Instant::now();
        for _ in 0..n_keys {
            let pace = Duration::from_millis(chance.random_range(30..90));
            let _ = tokio::time::timeout(pace, std::future::pending::<()>()).await;
            let key = chance.random_range('a'..='z');
            self.typed.push((key, Instant::now()));
            self.tablet.strikes(key).await;
        }
        self.survived.n_keys += n_keys;
        self.survived.n_long += usize::from(began.elapsed() > MAY_BE_LOST);
    }

    async fn dies(mut self, kill: usize) -> Self {
        self.survived.n_kills += 1;
        if kill.is_multiple_of(BROWSER_EVERY) {
            self.tablet.crashes().await;
            let profile = self.stage.profile_of(&self.owner);
            self.tablet = Browser::open(&self.stage.url, Screen::Tablet, &profile).await;
        } else {
            self.tablet.tab_killed().await;
        }
        self
    }

    /// Comes back to the session, where every confirmed tap is; answers how much of the note is.
    async fn finds(&mut self, n_found_before: usize, killed: Instant) -> usize {
        self.tablet.go(&live_of(&self.record)).await;
        // The worker that holds the key may have lived in another process.
        let locked = "This device is locked";
        self.tablet.sees_one_of(&[locked, "Pause"]).await;
        if self.tablet.text().await.contains(locked) {
            self.tablet.fill("Password", PASSWORD).await;
            self.tablet.press("Unlock").await;
        }
        for ((skill, _), n) in SKILLS.iter().zip(self.seen).filter(|(_, n)| *n > 0) {
            shows(&self.tablet, skill, n).await;
        }
        // What was found once is never gone again.
        let is_read = format!("document.getElementById('note')?.value.length >= {n_found_before}");
        holds(&self.tablet, &is_read).await;
        let found = self
            .tablet
            .run("return document.getElementById('note').value")
            .await;
        let found = found.as_str().expect("a text");
        let typed: String = self.typed.iter().map(|(key, _)| key).collect();
        assert!(typed.starts_with(found), "{found:?} of {typed:?}");
        if let Some((_, struck)) = self.typed.get(found.len()) {
            self.survived.n_keys_lost += typed.len() - found.len();
            self.survived.longest = self.survived.longest.max(killed - *struck);
        }
        self.typed.truncate(found.len());
        found.len()
    }

    /// Adds the note and compares what was confirmed with what the server has.
    async fn adds_up(mut self) -> Survived {
        self.tablet.press("Add note").await;
        let ended = "sign in to send";
        let safe = "All safe on the server";
        self.tablet.sees_one_of(&[safe, ended]).await;
        // A browser that is killed may not have written its last cookie yet.
        if self.tablet.text().await.contains(ended) {
            self.tablet.go("/sign-in").await;
            self.stage.signs_in(&self.tablet, &self.owner).await;
            self.tablet.go(&live_of(&self.record)).await;
            self.tablet.sees(safe).await;
        }
        let safe = operations(&self.owner, &self.record.id).await;
        let there = safe.iter().filter_map(|operation| {
            let what = match operation["kind"].as_str() {
                Some("mark") => "skill",
                Some("note") => "text",
                _ => return None,
            };
            operation[what].as_str().map(str::to_owned)
        });
        let mut confirmed: Vec<String> = vec![self.typed.iter().map(|(key, _)| key).collect()];
        for ((_, key), n) in SKILLS.iter().zip(self.seen) {
            confirmed.extend(vec![(*key).to_owned(); n]);
        }
        self.survived.acts = Tally::of(confirmed, there);
        self.tablet.close().await;
        self.survived
    }
}
