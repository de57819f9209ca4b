//! Two who observe one session, each for themselves: what they may compare once both are done.

use std::collections::BTreeSet;

use super::{Capture, State};
use crate::frameworks::Answer;
use crate::org::PersonRef;
use crate::values::{Key, ObservationId, PersonId};

crate::wire! {
    /// Asks somebody to observe the same session independently.
    pub struct AddSecondObserver {
        /// The second record's own id.
        pub id: ObservationId,
        pub observer_id: PersonId,
    }

    /// One of the records of a session: who makes it and how far it is, no content.
    pub struct SessionRecord {
        pub id: ObservationId,
        pub observer: PersonRef,
        pub state: State,
    }

    /// The records of one session, the first observer's first.
    pub struct ObservedSession {
        /// The id of the first record.
        pub session_id: ObservationId,
        pub records: Vec<SessionRecord>,
        /// Both sides, for both observers once both records are locked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub comparison: Option<Comparison>,
    }

    /// What both have rated and marked, the first observer's first.
    pub struct Comparison {
        pub items: Vec<ItemPair>,
        pub skills: Vec<SkillPair>,
        /// Items that both rated.
        pub n_both: u32,
        /// Items that both rated alike.
        pub n_same: u32,
        /// `n_same` of `n_both` in whole percent; none where no item was rated by both.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub percent: Option<u32>,
    }

    pub struct ItemPair {
        pub item: Key,
        pub first: Option<Answer>,
        pub second: Option<Answer>,
    }

    pub struct SkillPair {
        pub skill: Key,
        pub first: SkillMarks,
        pub second: SkillMarks,
    }

    #[derive(Copy, Eq)]
    pub struct SkillMarks {
        pub n_seen: u32,
        pub n_chances: u32,
    }
}

impl Comparison {
    /// Puts two records of one session side by side.
    pub fn of(first: &Capture, second: &Capture) -> Self {
        let rated: BTreeSet<&Key> = first.ratings.keys().chain(second.ratings.keys()).collect();
        let answer = |capture: &Capture, item: &Key| {
            let rating = capture.ratings.get(item)?;
            Some(rating.answer.clone())
        };
        let items: Vec<ItemPair> = rated
            .into_iter()
            .map(|item| ItemPair {
                item: item.clone(),
                first: answer(first, item),
                second: answer(second, item),
            })
            .collect();
        let marked = first.marks.iter().chain(&second.marks);
        let marked: BTreeSet<&Key> = marked.map(|mark| &mark.skill).collect();
        let marks = |capture: &Capture, skill: &Key| SkillMarks {
            n_seen: count(capture.n_seen(skill)),
            n_chances: count(capture.n_chances(skill)),
        };
        let skills = marked
            .into_iter()
            .map(|skill| SkillPair {
                skill: skill.clone(),
                first: marks(first, skill),
                second: marks(second, skill),
            })
            .collect();
        let both = items
            .iter()
            .filter(|pair| pair.first.is_some() && pair.second.is_some());
        let n_same = count(
            both.clone()
                .filter(|pair| pair.first == pair.second)
                .count(),
        );
        let n_both = count(both.count());
        Self {
            items,
            skills,
            n_both,
            n_same,
            percent: (n_both > 0).then(|| (n_same * 100 + n_both / 2) / n_both.max(1)),
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observations::Operation;
    use serde_json::json;

    fn capture(bodies: &[serde_json::Value]) -> Capture {
        let operations: Vec<Operation> = bodies
            .iter()
            .enumerate()
            .map(|(n, body)| {
                let mut operation = body.clone();
                operation["id"] = json!(uuid::Uuid::from_u128(
                    (7 << 76) | (0b10 << 62) | (n as u128)
                ));
                operation["sequence"] = json!(n + 1);
                operation["at"] = json!("2026-11-25T10:00:00Z");
                operation["elapsed_ms"] = json!(n * 1000);
                serde_json::from_value(operation).unwrap()
            })
            .collect();
        Capture::fold(&operations)
    }

    fn rate(item: &str, level: &str) -> serde_json::Value {
        json!({ "kind": "rate", "item": item, "answer": { "level": level } })
    }

    #[test]
    fn agreement_counts_only_what_both_rated() {
        let seen = json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" });
        let start = json!({ "kind": "start" });
        let first = capture(&[
            start.clone(),
            seen.clone(),
            seen,
            rate("a", "effective"),
            rate("b", "emerging"),
            rate("c", "emerging"),
        ]);
        let second = capture(&[start, rate("a", "effective"), rate("b", "effective")]);
        let compared = Comparison::of(&first, &second);
        assert_eq!((compared.n_both, compared.n_same), (2, 1));
        assert_eq!(compared.percent, Some(50));
        assert_eq!(compared.items.len(), 3);
        assert_eq!(compared.items[2].second, None);
        assert_eq!(compared.skills[0].first.n_seen, 2);
        assert_eq!(compared.skills[0].second.n_seen, 0);
        assert_eq!(Comparison::of(&Capture::default(), &first).percent, None);
    }
}
