//! `cargo xtask bench`: the benchmark on scratch databases, flushed as in operation.

use crate::postgres::{Cluster, Durability};
use crate::shell::{self, Outcome};
use crate::{server, setup, suite};

pub fn run(arguments: &[String]) -> Outcome {
    setup::for_tests()?;
    let binary = server::build_release()?;
    let cluster = shell::timed("starting a scratch PostgreSQL", || {
        Cluster::start(Durability::Flushed)
    })?;
    let mut bench = shell::cargo();
    bench
        .args([
            "run",
            "--release",
            "--package",
            "tests",
            "--bin",
            "bench",
            "--",
        ])
        .args(arguments);
    shell::run(suite::with_environment(&mut bench, &binary, cluster.url())?)
}
