//! The figures as a page that people read.

use std::fmt::Write;
use std::time::Duration;

use crate::load::Measured;

/// One line of a table.
pub struct Line {
    pub what: String,
    pub n_connections: usize,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Of the server's process, for each request.
    pub cpu_ms: f64,
}

impl Line {
    /// `cpu` is what the server's process took of the processors meanwhile.
    pub fn new(what: &str, n_connections: usize, measured: &Measured, cpu: Duration) -> Self {
        Self {
            what: what.to_owned(),
            n_connections,
            per_second: measured.per_second(),
            p50_ms: measured.percentile_ms(0.5),
            p99_ms: measured.percentile_ms(0.99),
            cpu_ms: cpu.as_secs_f64() * 1000.0 / measured.n as f64,
        }
    }
}

/// What was found on one database.
pub struct Findings {
    pub database: &'static str,
    pub lines: Vec<Line>,
    pub submission_bytes: usize,
    pub n_own_records: usize,
    pub peak_memory_mb: f64,
    pub ready_ms: Option<f64>,
    /// Submissions per second through plain SQL in batches of 100; SQLite only.
    pub plain_sql_per_second: Option<f64>,
    pub empty_route: Option<Line>,
}

impl Findings {
    fn best(&self, what: &str, n_connections: usize) -> Option<&Line> {
        self.lines
            .iter()
            .find(|line| line.what == what && line.n_connections == n_connections)
    }

    pub fn write(&self, page: &mut String) {
        // A text grows without failing.
        let _ = write!(page, "## {}\n\n", self.database);
        let _ = writeln!(
            page,
            "| what | connections | per second | p50 ms | p99 ms | server's CPU ms each |"
        );
        let _ = writeln!(page, "| --- | ---: | ---: | ---: | ---: | ---: |");
        for line in self.lines.iter().chain(&self.empty_route) {
            let _ = writeln!(
                page,
                "| {} | {} | {:.0} | {:.2} | {:.2} | {:.2} |",
                line.what,
                line.n_connections,
                line.per_second,
                line.p50_ms,
                line.p99_ms,
                line.cpu_ms
            );
        }
        let _ = writeln!(page);
        self.write_ratios(page);
    }

    fn write_ratios(&self, page: &mut String) {
        if let (Some(limit), Some(line)) = (self.plain_sql_per_second, self.best(SUBMIT, 32)) {
            let ratio = line.per_second / limit;
            let _ = writeln!(
                page,
                "- Plain SQL in batches of 100, the same rows: {limit:.0} submissions per second."
            );
            let _ = writeln!(
                page,
                "- Submissions over 32 connections against that limit: **{ratio:.2}** (aim: at least 0.5)."
            );
        }
        if let (Some(line), Some(limit)) = (self.best(FEEDBACK, 32), &self.empty_route) {
            let percent = 100.0 * line.per_second / limit.per_second;
            let _ = writeln!(
                page,
                "- Reads of one feedback against the empty route: **{percent:.1} %** (aim: at least 10 %)."
            );
        }
        let _ = writeln!(
            page,
            "- Most memory resident at any time: **{:.0} MB** (aim: under 80 MB).",
            self.peak_memory_mb
        );
        if let Some(ready_ms) = self.ready_ms {
            let _ = writeln!(
                page,
                "- Ready after a start on the filled database: **{ready_ms:.0} ms** (aim: under 200 ms)."
            );
        }
        let _ = writeln!(
            page,
            "- One submission is {} bytes; the observer who asks has {} records.\n",
            self.submission_bytes, self.n_own_records
        );
    }
}

pub const SUBMIT: &str = "submit a full observation, durable";
pub const FEEDBACK: &str = "read one feedback, audited";
pub const HOME: &str = "the observer's home";
pub const LIST: &str = "a page of 50 observations";
pub const EMPTY: &str = "limit: an empty actix route";
