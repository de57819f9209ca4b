//! Chance that can be repeated.

use rand::SeedableRng;
use rand::rngs::StdRng;

/// Draws from a seed that it prints; `ALONGSIDE_TEST_SEED` repeats a run.
pub fn seeded(what: &str) -> StdRng {
    let given = std::env::var("ALONGSIDE_TEST_SEED").ok();
    let seed = given
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(rand::random::<u64>);
    println!("{what}: ALONGSIDE_TEST_SEED={seed}");
    StdRng::seed_from_u64(seed)
}
