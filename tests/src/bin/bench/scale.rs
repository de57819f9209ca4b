//! How large a run is and what it measures.

use std::path::PathBuf;
use std::time::Duration;

use tests::Backend;

/// What a run may be limited to with `--only`, for the time between two changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Submissions,
    Feedback,
    Home,
    List,
    Sync,
    Starts,
    Limits,
}

/// How large a run is; every figure has a flag of its name.
pub struct Scale {
    pub people: usize,
    pub observations: usize,
    /// Submissions over each number of connections.
    pub submissions: [(usize, usize); 3],
    pub read_for: Duration,
    pub backends: Vec<Backend>,
    /// The page to write; a run without it only prints.
    pub page: Option<String>,
    /// Where the filled SQLite database stays between runs. Each run works on a copy of it.
    pub keep: Option<PathBuf>,
    only: Vec<Part>,
}

impl Part {
    const ALL: [(&str, Self); 7] = [
        ("submissions", Self::Submissions),
        ("feedback", Self::Feedback),
        ("home", Self::Home),
        ("list", Self::List),
        ("sync", Self::Sync),
        ("starts", Self::Starts),
        ("limits", Self::Limits),
    ];

    fn parse(name: &str) -> Self {
        let known = Self::ALL.iter().find(|(known, _)| *known == name);
        let (_, part) = known.unwrap_or_else(|| panic!("unknown part of the benchmark: {name}"));
        *part
    }
}

impl Scale {
    pub fn parse(arguments: &[String]) -> Self {
        let mut scale = Self::default();
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            let value = arguments
                .next()
                .unwrap_or_else(|| panic!("{name} needs a value"));
            scale.set(name, value);
        }
        scale
    }

    fn set(&mut self, name: &str, value: &str) {
        let number = || {
            value
                .parse::<usize>()
                .unwrap_or_else(|_| panic!("{name} needs a number"))
        };
        match name {
            "--people" => self.people = number(),
            "--observations" => self.observations = number(),
            "--submissions" => self.submissions = self.submissions.map(|(n, _)| (n, number())),
            "--seconds" => self.read_for = Duration::from_secs(number() as u64),
            "--database" if value == "sqlite" => self.backends = vec![Backend::Sqlite],
            "--database" if value == "postgres" => self.backends = vec![Backend::Postgres],
            "--write" => self.page = Some(value.to_owned()),
            "--keep" => self.keep = Some(PathBuf::from(value)),
            "--only" => self.only = value.split(',').map(Part::parse).collect(),
            _ => panic!("unknown: {name} {value}"),
        }
    }

    /// Whether the run measures this.
    pub fn has(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

impl Default for Scale {
    fn default() -> Self {
        Self {
            people: 20_000,
            observations: 200_000,
            submissions: [(1, 1_500), (8, 4_000), (32, 8_000)],
            read_for: Duration::from_secs(8),
            backends: vec![Backend::Sqlite, Backend::Postgres],
            page: None,
            keep: None,
            only: Vec::new(),
        }
    }
}
