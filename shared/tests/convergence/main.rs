//! E31 and E39 of the security page, pains 15 to 20 and 23 of the peers: several devices and tabs
//! write one record through partitions, lost answers, duplicates, reordering, kills, clocks that
//! jump by a year and a server that is set back to a backup, ten thousand times over. In the end
//! all hold the same, nothing acknowledged is lost, nothing stands twice, and no words were
//! replaced by somebody who had not seen them without the journal saying so.
//!
//! A failing seed prints the command that replays it.

#![allow(clippy::unwrap_used)]

mod device;
mod network;
mod server;
mod world;

use std::panic::catch_unwind;
use std::thread;

use world::{Tally, World};

const N_SEEDS: u64 = 10_000;
const N_THREADS: u64 = 2;

#[test]
fn e31_ten_thousand_histories_converge_and_lose_nothing() {
    if let Ok(seed) = std::env::var("ALONGSIDE_TEST_SEED") {
        let seed = seed.parse().expect("ALONGSIDE_TEST_SEED is a number");
        println!("{:#?}", World::live(seed));
        return;
    }
    let workers: Vec<_> = (0..N_THREADS)
        .map(|worker| {
            thread::spawn(move || live_all((worker..N_SEEDS).step_by(N_THREADS as usize)))
        })
        .collect();
    let mut total = Tally::default();
    for worker in workers {
        total.add(
            &worker
                .join()
                .expect("a worker names its seed before it fails"),
        );
    }
    println!(
        "E31, E39, pains 15 to 20 and 23: {N_SEEDS} seeds, {} operations, {} acknowledged pushes, {} kills, {} partitions, \
         {} lost messages, {} duplicates, {} clock jumps, {} times set back, {} conflicts, {} settled, \
         {} confirmed, {} of them lost, {} there twice",
        total.n_operations,
        total.n_acknowledged,
        total.n_kills,
        total.n_partitions,
        total.n_lost,
        total.n_duplicated,
        total.n_clock_jumps,
        total.n_set_back,
        total.n_conflicts,
        total.n_settled,
        total.n_confirmed,
        total.n_confirmed_lost,
        total.n_twice,
    );
    assert_eq!((total.n_confirmed_lost, total.n_twice), (0, 0));
    // A simulation in which nothing happens proves nothing.
    assert!(total.n_conflicts > N_SEEDS / 10 && total.n_kills > N_SEEDS);
    assert!(total.n_lost > N_SEEDS && total.n_duplicated > N_SEEDS && total.n_set_back > 100);
}

fn live_all(seeds: impl Iterator<Item = u64>) -> Tally {
    let mut total = Tally::default();
    for seed in seeds {
        match catch_unwind(|| World::live(seed)) {
            Ok(tally) => total.add(&tally),
            Err(_) => panic!(
                "seed {seed} fails; replay it with: ALONGSIDE_TEST_SEED={seed} cargo xtask test e31_ten_thousand"
            ),
        }
    }
    total
}
