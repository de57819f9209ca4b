//! Items: anchors for every level, ranges and options that make sense.

use std::collections::BTreeMap;

use super::super::error::Problem;
use super::super::key::Key;
use super::super::model::{ChoiceOption, Choose, Item, ItemKind};
use super::super::text::Text;
use super::Inspection;
use super::texts::{LABEL_MAX_CHARS, PROSE_MAX_CHARS};

impl Inspection<'_> {
    pub(super) fn item(&mut self, place: &str, item: &Item) {
        self.text(&format!("{place}/label"), &item.label, LABEL_MAX_CHARS);
        self.optional_text(
            &format!("{place}/help"),
            item.help.as_ref(),
            PROSE_MAX_CHARS,
        );
        if item.may_lack_opportunity && self.framework.no_opportunity.is_none() {
            let place = format!("{place}/may_lack_opportunity");
            self.report(place, Problem::NoWordsForNoOpportunity);
        }
        if item.reversed && !item.kind.can_be_reversed() {
            self.report(format!("{place}/reversed"), Problem::CannotBeReversed);
        }
        match &item.kind {
            ItemKind::Level { scale, anchors } => {
                self.anchors(&format!("{place}/kind/level"), scale, anchors);
            }
            ItemKind::Points {
                min,
                max,
                min_label,
                max_label,
            } => {
                let place = format!("{place}/kind/points");
                if min >= max {
                    self.report(&place, Problem::EmptyRange);
                }
                let (low, high) = (min_label.as_ref(), max_label.as_ref());
                self.optional_text(&format!("{place}/min_label"), low, LABEL_MAX_CHARS);
                self.optional_text(&format!("{place}/max_label"), high, LABEL_MAX_CHARS);
            }
            ItemKind::Choice { choose, options } => {
                self.options(&format!("{place}/kind/choice/options"), *choose, options);
            }
            ItemKind::YesNo | ItemKind::Count | ItemKind::Text => {}
        }
    }

    fn anchors(&mut self, place: &str, scale_id: &Key, anchors: &BTreeMap<Key, Text>) {
        for (level, anchor) in anchors {
            self.text(&format!("{place}/anchors/{level}"), anchor, PROSE_MAX_CHARS);
        }
        let Some(scale) = self.framework.scale(scale_id.as_str()) else {
            self.unknown(format!("{place}/scale"), "scale", scale_id);
            return;
        };
        for level in &scale.levels {
            if !anchors.contains_key(&level.id) {
                let problem = Problem::NoAnchor(level.id.clone());
                self.report(format!("{place}/anchors"), problem);
            }
        }
        for level in anchors.keys() {
            if scale.level(level.as_str()).is_none() {
                let problem = Problem::AnchorWithoutLevel(level.clone());
                self.report(format!("{place}/anchors/{level}"), problem);
            }
        }
    }

    fn options(&mut self, place: &str, choose: Choose, options: &[ChoiceOption]) {
        if options.len() < 2 {
            self.report(place, Problem::TooFew(2));
        }
        let ids = options.iter().enumerate();
        self.all_different(
            ids.map(|(n, option)| (format!("{place}/{n}/id"), &option.id))
                .collect(),
        );
        let n_valued = options
            .iter()
            .filter(|option| option.value.is_some())
            .count();
        if n_valued > 0 && choose == Choose::Several {
            self.report(place, Problem::ValueOnSeveral);
        } else if n_valued > 0 && n_valued < options.len() {
            self.report(place, Problem::SomeOptionsWithoutValue);
        }
        for (n, option) in options.iter().enumerate() {
            self.text(
                &format!("{place}/{n}/label"),
                &option.label,
                LABEL_MAX_CHARS,
            );
            if let Some(value) = option.value {
                self.finite(&format!("{place}/{n}/value"), value);
            }
        }
    }
}

impl ItemKind {
    /// Whether formulas can count with the answer.
    pub fn is_numeric(&self) -> bool {
        match self {
            Self::Level { .. } | Self::YesNo | Self::Count | Self::Points { .. } => true,
            Self::Choice { choose, options } => {
                *choose == Choose::One && options.iter().all(|option| option.value.is_some())
            }
            Self::Text => false,
        }
    }

    /// A count has no highest value to turn it round at.
    fn can_be_reversed(&self) -> bool {
        self.is_numeric() && !matches!(self, Self::Count)
    }
}
