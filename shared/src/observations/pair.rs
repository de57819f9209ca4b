//! Two who observe one session, each for themselves: what they may compare once both are done.

use std::collections::BTreeSet;

use super::{Capture, State, rebase};
use crate::frameworks::{Answer, Choose, Framework, ItemKind};
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
        /// Items that both rated and that can be compared ([`ItemPair::is_alike`]).
        pub n_both: u32,
        /// Items that both rated alike.
        pub n_same: u32,
        /// `n_same` of `n_both` in whole percent; none where nothing can be compared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub percent: Option<u32>,
    }

    pub struct ItemPair {
        pub item: Key,
        pub first: Option<Answer>,
        pub second: Option<Answer>,
        /// Whether both rated alike. None where there is nothing to compare: only one rated, one
        /// had no opportunity, or it is not a rating. A server of before does not say it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub is_alike: Option<bool>,
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

/// One observer's record, with the version of the instrument it is on.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub framework: &'a Framework,
    /// What stands of the record: what has no place in the version is left out here.
    pub capture: &'a Capture,
}

impl Comparison {
    /// Puts two records of one session side by side.
    pub fn of(first: Side<'_>, second: Side<'_>) -> Self {
        let captures = [first, second].map(|side| side.capture.within(side.framework));
        let frameworks = [first.framework, second.framework];
        let rated: BTreeSet<&Key> = captures.iter().flat_map(|c| c.ratings.keys()).collect();
        let items: Vec<ItemPair> = rated
            .into_iter()
            .map(|item| ItemPair::of(item, frameworks, &captures))
            .collect();
        let marked = captures.iter().flat_map(|c| &c.marks);
        let marked: BTreeSet<&Key> = marked.map(|mark| &mark.skill).collect();
        let marks = |capture: &Capture, skill: &Key| SkillMarks {
            n_seen: count(capture.n_seen(skill)),
            n_chances: count(capture.n_chances(skill)),
        };
        let skills = marked
            .into_iter()
            .map(|skill| SkillPair {
                skill: skill.clone(),
                first: marks(&captures[0], skill),
                second: marks(&captures[1], skill),
            })
            .collect();
        let compared = items.iter().filter_map(|pair| pair.is_alike);
        let n_same = count(compared.clone().filter(|is_alike| *is_alike).count());
        let n_both = count(compared.count());
        Self {
            items,
            skills,
            n_both,
            n_same,
            percent: (n_both > 0).then(|| (n_same * 100 + n_both / 2) / n_both.max(1)),
        }
    }
}

impl ItemPair {
    fn of(item: &Key, frameworks: [&Framework; 2], captures: &[Capture; 2]) -> Self {
        let [first, second] = captures.each_ref().map(|capture| {
            let rating = capture.ratings.get(item)?;
            Some(rating.answer.clone())
        });
        let is_alike = match (&first, &second) {
            (Some(first), Some(second)) => {
                let has_chance = !first.lacks_opportunity() && !second.lacks_opportunity();
                (has_chance && can_compare(item, frameworks)).then(|| first == second)
            }
            _ => None,
        };
        Self {
            item: item.clone(),
            first,
            second,
            is_alike,
        }
    }
}

/// Whether two answers to this item say whether two observers saw alike: a rating in both versions,
/// and the same one. What was said of the session as a whole, remarks, and a choice of several are
/// told side by side and not counted.
fn can_compare(item: &Key, frameworks: [&Framework; 2]) -> bool {
    let rated = frameworks.map(|framework| {
        let section = framework.section_of(item.as_str())?;
        let item = section.items.iter().find(|known| known.id == *item)?;
        let is_rating = match &item.kind {
            ItemKind::Level { .. }
            | ItemKind::YesNo
            | ItemKind::Count
            | ItemKind::Points { .. } => true,
            ItemKind::Choice { choose, .. } => *choose == Choose::One,
            ItemKind::Text => false,
        };
        is_rating.then(|| rebase::possible_answers(framework, item))
    });
    rated[0].is_some() && rated[0] == rated[1]
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

    fn framework(change: impl FnOnce(&mut serde_json::Value)) -> Framework {
        let item = |id: &str, kind: serde_json::Value| json!({ "id": id, "label": id, "kind": kind, "may_lack_opportunity": true });
        let options = json!([{ "id": "x", "label": "X" }, { "id": "y", "label": "Y" }]);
        let choice = |choose| json!({ "choice": { "choose": choose, "options": options } });
        let level = json!({ "level": { "scale": "four", "anchors": {} } });
        let mut document = json!({
            "id": "instrument", "version": "1", "title": "Instrument",
            "scales": [{ "id": "four", "levels": [
                { "id": "emerging", "value": 1, "label": "Emerging" },
                { "id": "effective", "value": 2, "label": "Effective" },
            ] }],
            "sections": [{ "id": "role-clarity", "title": "Role", "tile": "Role", "items": [
                item("level", level),
                item("yes-no", json!("yes_no")),
                item("count", json!("count")),
                item("points", json!({ "points": { "min": 0, "max": 4 } })),
                item("one", choice("one")),
                item("several", choice("several")),
                item("text", json!("text")),
            ] }],
            "session_items": [item("about", json!("yes_no"))],
        });
        change(&mut document);
        serde_json::from_value(document).unwrap()
    }

    fn rate(item: &str, answer: serde_json::Value) -> serde_json::Value {
        json!({ "kind": "rate", "item": item, "answer": answer })
    }

    fn compare(
        frameworks: [&Framework; 2],
        first: &[serde_json::Value],
        second: &[serde_json::Value],
    ) -> Comparison {
        let captures = [capture(first), capture(second)];
        let side = |n: usize| Side {
            framework: frameworks[n],
            capture: &captures[n],
        };
        Comparison::of(side(0), side(1))
    }

    #[test]
    fn agreement_counts_only_what_both_rated() {
        let level = |id: &str| rate("level", json!({ "level": id }));
        let seen = json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" });
        let start = json!({ "kind": "start" });
        let first = [
            start.clone(),
            seen.clone(),
            seen,
            level("effective"),
            rate("count", json!({ "count": 3 })),
            rate("points", json!({ "points": 3 })),
        ];
        let second = [
            start,
            level("effective"),
            rate("count", json!({ "count": 2 })),
        ];
        let one = framework(|_| {});
        let compared = compare([&one, &one], &first, &second);
        assert_eq!((compared.n_both, compared.n_same), (2, 1));
        assert_eq!(compared.percent, Some(50));
        assert_eq!(compared.items.len(), 3);
        assert_eq!(compared.items[2].second, None);
        assert_eq!(compared.skills[0].first.n_seen, 2);
        assert_eq!(compared.skills[0].second.n_seen, 0);
        assert_eq!(compare([&one, &one], &[], &first).percent, None);
    }

    #[test]
    fn only_ratings_with_an_opportunity_on_both_sides_are_compared() {
        let lacks = json!("no_opportunity");
        let cases = [
            (
                "level",
                json!({ "level": "effective" }),
                json!({ "level": "effective" }),
                Some(true),
            ),
            (
                "level",
                json!({ "level": "effective" }),
                json!({ "level": "emerging" }),
                Some(false),
            ),
            (
                "level",
                json!({ "level": "effective" }),
                lacks.clone(),
                None,
            ),
            ("level", lacks.clone(), lacks.clone(), None),
            (
                "level",
                json!({ "level": "no-opportunity" }),
                lacks.clone(),
                None,
            ),
            (
                "yes-no",
                json!({ "yes_no": true }),
                json!({ "yes_no": true }),
                Some(true),
            ),
            ("yes-no", lacks.clone(), lacks, None),
            (
                "count",
                json!({ "count": 2 }),
                json!({ "count": 3 }),
                Some(false),
            ),
            (
                "points",
                json!({ "points": 4 }),
                json!({ "points": 4 }),
                Some(true),
            ),
            (
                "one",
                json!({ "choice": ["x"] }),
                json!({ "choice": ["x"] }),
                Some(true),
            ),
            (
                "several",
                json!({ "choice": ["x", "y"] }),
                json!({ "choice": ["y", "x"] }),
                None,
            ),
            (
                "text",
                json!({ "text": "Rain" }),
                json!({ "text": "Rain" }),
                None,
            ),
            (
                "about",
                json!({ "yes_no": true }),
                json!({ "yes_no": true }),
                None,
            ),
        ];
        let one = framework(|_| {});
        for (item, first, second, is_alike) in cases {
            let told = format!("{item}: {first} and {second}");
            let compared = compare([&one, &one], &[rate(item, first)], &[rate(item, second)]);
            assert_eq!(compared.items[0].is_alike, is_alike, "{told}");
            assert_eq!(compared.n_both, u32::from(is_alike.is_some()), "{told}");
            assert_eq!(compared.n_same, u32::from(is_alike == Some(true)), "{told}");
            assert_eq!(compared.percent.is_some(), is_alike.is_some(), "{told}");
        }
    }

    #[test]
    fn each_side_is_read_on_its_own_version() {
        let one = framework(|_| {});
        let without = framework(|document| {
            let items = document["sections"][0]["items"].as_array_mut().unwrap();
            items.remove(0);
        });
        let rescaled = framework(|document| {
            let levels = document["scales"][0]["levels"].as_array_mut().unwrap();
            levels.push(json!({ "id": "highly", "value": 3, "label": "Highly" }));
        });
        let rated = [rate("level", json!({ "level": "effective" }))];
        let set_aside = compare([&one, &without], &rated, &rated);
        assert_eq!(
            (set_aside.items[0].second.as_ref(), set_aside.n_both),
            (None, 0)
        );
        let other_scale = compare([&one, &rescaled], &rated, &rated);
        assert!(other_scale.items[0].second.is_some());
        assert_eq!(other_scale.n_both, 0);
    }
}
