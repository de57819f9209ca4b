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
