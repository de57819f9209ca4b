//! Counts how long things take here, and sends the counts to this app's own server now and then:
//! no content, no person, no device. The organisation can switch it off.

use std::cell::RefCell;

use shared::telemetry::{Counts, DayCounts, ReportCounts, Timed, bucket_of};
use shared::values::ReleaseName;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::remote::{Loaded, use_remote};
use super::{Failure, shell};
use crate::api;
use crate::timer;

/// Between two reports.
const REPORT_EVERY_MS: i32 = 60_000;

thread_local! {
    static COUNTS: RefCell<Vec<Counts>> =
        RefCell::new(Timed::ALL.iter().map(|what| Counts::none(*what)).collect());
}

/// Counts that something took so long.
pub fn took(what: Timed, ms: f64) {
    change(what, |counts| {
        if let Some(n) = counts.buckets.get_mut(bucket_of(ms)) {
            *n += 1;
        }
    });
}

/// Counts that something failed.
pub fn failed(what: Timed) {
    change(what, |counts| counts.n_failed += 1);
}

fn change(what: Timed, change: impl FnOnce(&mut Counts)) {
    COUNTS.with_borrow_mut(|all| {
        if let Some(counts) = all.iter_mut().find(|counts| counts.what == what) {
            change(counts);
        }
    });
}

/// Reports now and then while somebody is signed in and the organisation wants it.
#[hook]
pub fn use_reports(is_on: bool) {
    use_effect_with(is_on, |is_on| {
        let timer = is_on
            .then(|| timer::every(REPORT_EVERY_MS, || spawn_local(report())))
            .flatten();
        move || drop(timer)
    });
}

/// What is under way is counted as sent: a report that is lost is lost, and none counts twice.
async fn report() {
    let release = format!(
        "{}-{}",
        env!("CARGO_PKG_VERSION"),
        shell::version().unwrap_or_else(|| "unkept".into())
    );
    let Ok(release) = ReleaseName::parse(&release) else {
        return;
    };
    let counts: Vec<Counts> = COUNTS.with_borrow_mut(|all| {
        let counts = all.iter().filter(|counts| !counts.is_empty()).cloned();
        let counts = counts.collect();
        all.iter_mut()
            .for_each(|counts| *counts = Counts::none(counts.what));
        counts
    });
    if !counts.is_empty() {
        // Nobody is told: it is not about what they do.
        let _ = api::telemetry::report(&ReportCounts { release, counts }).await;
    }
}

/// What the organisation's devices have counted in the last thirty days.
#[hook]
pub fn use_days() -> Loaded<Vec<DayCounts>> {
    use_remote((), |()| async { days().await })
}

async fn days() -> Result<Vec<DayCounts>, Failure> {
    api::telemetry::days().await
}
