//! The difference between how the practitioner and the observer saw the same item:
//! a talking point in either direction, never a score.

use super::SelfAssessmentContent;
use crate::frameworks::{Answer, Framework, ItemKind};
use crate::observations::ReleasedRating;
use crate::values::Key;

/// Two views of one item, as places on its scale counted from 0 (the lowest level).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub item: Key,
    pub scale: Key,
    pub own: usize,
    pub observed: usize,
}

impl Gap {
    /// How many levels lie between the two views.
    pub fn width(&self) -> usize {
        self.own.abs_diff(self.observed)
    }
}

/// Items on which the two views differ, the widest first. Items to which either
/// answered "no opportunity" have no place on the scale and so no gap.
pub fn gaps(
    framework: &Framework,
    own: &SelfAssessmentContent,
    observed: &[ReleasedRating],
) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = observed
        .iter()
        .filter_map(|rating| {
            let (scale, theirs) = place(framework, &rating.item, &rating.answer)?;
            let (_, mine) = place(framework, &rating.item, own.ratings.get(&rating.item)?)?;
            Some(Gap {
                item: rating.item.clone(),
                scale,
                own: mine,
                observed: theirs,
            })
        })
        .filter(|gap| gap.width() > 0)
        .collect();
    gaps.sort_by(|a, b| b.width().cmp(&a.width()).then_with(|| a.item.cmp(&b.item)));
    gaps
}

/// Items on which the two views do not meet: no gap on a scale, and a talking point all the same.
/// Each list is in the order of the framework.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Rated by the practitioner alone.
    pub only_own: Vec<Key>,
    /// Rated by the observer alone.
    pub only_observed: Vec<Key>,
    /// One gave a level where the other saw no opportunity.
    pub opportunity: Vec<Key>,
}

/// What [`gaps`] passes over. Facts about the session, which only an observer notes down, are no
/// views of it.
pub fn apart(
    framework: &Framework,
    own: &SelfAssessmentContent,
    observed: &[ReleasedRating],
) -> Apart {
    let mut apart = Apart::default();
    let items = framework
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .filter(|item| item.has_levels());
    for item in items {
        let mine = own.ratings.get(&item.id);
        let theirs = observed.iter().find(|rating| rating.item == item.id);
        let theirs = theirs.map(|rating| &rating.answer);
        let list = match (mine, theirs) {
            (Some(mine), None) if !mine.lacks_opportunity() => &mut apart.only_own,
            (None, Some(theirs)) if !theirs.lacks_opportunity() => &mut apart.only_observed,
            (Some(mine), Some(theirs))
                if mine.lacks_opportunity() != theirs.lacks_opportunity() =>
            {
                &mut apart.opportunity
            }
            _ => continue,
        };
        list.push(item.id.clone());
    }
    apart
}

fn place(framework: &Framework, item: &Key, answer: &Answer) -> Option<(Key, usize)> {
    let ItemKind::Level { scale, .. } = &framework.item(item.as_str())?.kind else {
        return None;
    };
    let Answer::Level(level) = answer else {
        return None;
    };
    let levels = &framework.scale(scale.as_str())?.levels;
    Some((scale.clone(), levels.iter().position(|l| l.id == *level)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::NO_OPPORTUNITY;

    fn framework() -> Framework {
        let item = |id: &str| {
            format!(
                r#"{{"id": "{id}", "label": "I", "may_lack_opportunity": true,
                    "kind": {{"level": {{"scale": "s", "anchors": {{"low": "L", "high": "H"}}}}}}}}"#
            )
        };
        let items = ["a-1", "a-2", "a-3", "a-4", "a-5"].map(item).join(",");
        let place = item("place");
        serde_json::from_str(&format!(
            r#"{{"id": "x", "version": "1", "title": "X",
                "scales": [{{"id": "s", "levels": [{{"id": "low", "value": 0, "label": "Low"}},
                    {{"id": "high", "value": 1, "label": "High"}}]}}],
                "session_items": [{place}],
                "sections": [{{"id": "a", "title": "A", "items": [{items}]}}]}}"#
        ))
        .unwrap()
    }

    fn key(id: &str) -> Key {
        Key::parse(id).unwrap()
    }

    fn answer(id: &str) -> Answer {
        match id {
            NO_OPPORTUNITY => Answer::NoOpportunity,
            level => Answer::Level(key(level)),
        }
    }

    fn views(own: &[(&str, &str)], observed: &[(&str, &str)]) -> (Vec<Gap>, Apart) {
        let own = SelfAssessmentContent {
            ratings: own.iter().map(|(id, a)| (key(id), answer(a))).collect(),
            ..SelfAssessmentContent::default()
        };
        let observed: Vec<ReleasedRating> = observed
            .iter()
            .map(|(id, given)| ReleasedRating {
                item: key(id),
                answer: answer(given),
                evidence: Vec::new(),
                reason: None,
            })
            .collect();
        let framework = framework();
        (
            gaps(&framework, &own, &observed),
            apart(&framework, &own, &observed),
        )
    }

    #[test]
    fn what_only_one_of_both_said_is_in_one_list() {
        let (gaps, apart) = views(
            &[
                ("a-1", "low"),
                ("a-2", "low"),
                ("a-3", NO_OPPORTUNITY),
                ("a-5", NO_OPPORTUNITY),
            ],
            &[
                ("a-1", "high"),
                ("a-3", "low"),
                ("a-4", "high"),
                ("a-5", NO_OPPORTUNITY),
                ("place", "low"),
            ],
        );
        assert_eq!(gaps.len(), 1);
        assert_eq!(apart.only_own, [key("a-2")]);
        assert_eq!(apart.only_observed, [key("a-4")]);
        assert_eq!(apart.opportunity, [key("a-3")]);
    }

    #[test]
    fn no_opportunity_that_only_one_gave_is_no_view() {
        let (_, apart) = views(&[("a-1", NO_OPPORTUNITY)], &[("a-2", NO_OPPORTUNITY)]);
        assert_eq!(apart, Apart::default());
    }
}
