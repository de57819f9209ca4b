//! The hand-written table in `matrix.csv`.

use std::path::Path;

/// What somebody must get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Allow,
    Forbid,
    WrongState,
    Hide,
    Gone,
}

impl Outcome {
    fn parse(text: &str) -> Self {
        match text {
            "allow" => Self::Allow,
            "forbid" => Self::Forbid,
            "wrong_state" => Self::WrongState,
            "hide" => Self::Hide,
            "gone" => Self::Gone,
            _ => panic!("matrix.csv knows no outcome {text:?}"),
        }
    }

    /// The answer's status and problem code, as [`tests::Answer::summary`] writes them.
    pub fn fits(self, summary: &str) -> bool {
        match self {
            Self::Allow => summary.starts_with('2'),
            Self::Forbid => summary == "403 forbidden",
            Self::WrongState => summary == "409 wrong_state",
            Self::Hide => summary == "404 not_found",
            Self::Gone => summary == "401 unauthenticated",
        }
    }
}

struct Line {
    action: String,
    states: Vec<String>,
    outcomes: Vec<Outcome>,
}

pub struct Oracle {
    relations: Vec<String>,
    lines: Vec<Line>,
}

impl Oracle {
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix.csv");
        let text = std::fs::read_to_string(path).expect("the oracle beside the suite");
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let words = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let relations = words(lines.next().expect("a header"))[2..].to_vec();
        let lines: Vec<Line> = lines
            .map(|line| parse_line(&words(line), relations.len()))
            .collect();
        Self { relations, lines }
    }

    pub fn relations(&self) -> &[String] {
        &self.relations
    }

    /// What the table says of one cell: once, or it is not covered.
    pub fn outcome(&self, action: &str, state: &str, relation: &str) -> Result<Outcome, String> {
        let column = self.relations.iter().position(|r| r == relation);
        let column = column.ok_or_else(|| format!("no column {relation}"))?;
        let mut fitting = self.lines.iter().filter(|line| line.has(action, state));
        match (fitting.next(), fitting.next()) {
            (Some(line), None) => Ok(line.outcomes[column]),
            (None, _) => Err(format!("{action} in {state} is not covered")),
            (Some(_), Some(_)) => Err(format!("{action} in {state} is said twice")),
        }
    }

    /// The states in which an action is judged.
    pub fn states(&self, action: &str) -> Vec<String> {
        let lines = self.lines.iter().filter(|line| line.action == action);
        lines.flat_map(|line| line.states.clone()).collect()
    }

    /// Every action that the table speaks of.
    pub fn actions(&self) -> Vec<String> {
        let mut actions: Vec<String> = self.lines.iter().map(|line| line.action.clone()).collect();
        actions.dedup();
        actions
    }
}

impl Line {
    fn has(&self, action: &str, state: &str) -> bool {
        self.action == action && self.states.iter().any(|s| s == state)
    }
}

fn parse_line(cells: &[String], n_relations: usize) -> Line {
    assert_eq!(cells.len(), n_relations + 2, "{cells:?}");
    Line {
        action: cells[0].clone(),
        states: cells[1].split_whitespace().map(str::to_owned).collect(),
        outcomes: cells[2..].iter().map(|cell| Outcome::parse(cell)).collect(),
    }
}
