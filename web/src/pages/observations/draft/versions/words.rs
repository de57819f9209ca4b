//! What versions speak of, what they say, and where they were written.

use shared::frameworks::{Answer, Framework, ItemKind};
use shared::observations::{OperationBody, Slot, Version};
use shared::values::Key;
use yew::AttrValue;

use crate::dates;
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::t;
use crate::text::Text;

/// What there are two versions of, as in "the question".
pub(super) fn subject(text: Text, framework: &Framework, slot: &Slot) -> AttrValue {
    match slot {
        Slot::Note { .. } => t!(text, "versions-of-note"),
        Slot::Point { .. } => t!(text, "versions-of-point"),
        Slot::Action { .. } => t!(text, "versions-of-action"),
        Slot::Question {} => t!(text, "versions-of-question"),
        Slot::Message {} => t!(text, "versions-of-message"),
        Slot::Rating { item } => {
            let name = framework.item(item.as_str()).map_or_else(
                || item.as_str().to_owned().into(),
                |item| words::said(text, &item.label),
            );
            t!(text, "versions-of-rating", item = name)
        }
    }
}

/// The words or the answer as a person reads them.
pub(super) fn said_by(text: Text, framework: &Framework, version: &Version) -> String {
    if version.is_removal() {
        return t!(text, "versions-removed").to_string();
    }
    match &version.body {
        OperationBody::Rate {
            item,
            answer,
            reason,
            ..
        } => {
            let answer = answered(text, framework, item, answer);
            match reason {
                Some(reason) => format!("{answer}\n{reason}"),
                None => answer,
            }
        }
        _ => version.words().unwrap_or_default(),
    }
}

fn answered(text: Text, framework: &Framework, item: &Key, answer: &Answer) -> String {
    let kind = framework.item(item.as_str()).map(|item| &item.kind);
    match (answer, kind) {
        (Answer::Level(chosen), Some(ItemKind::Level { scale, .. })) => framework
            .scale(scale.as_str())
            .and_then(|scale| scale.levels.iter().find(|level| level.id == *chosen))
            .map_or_else(
                || chosen.as_str().to_owned(),
                |level| words::said(text, level.short_label()).to_string(),
            ),
        (Answer::NoOpportunity, _) => t!(text, "no-opportunity").to_string(),
        (Answer::YesNo(true), _) => t!(text, "yes").to_string(),
        (Answer::YesNo(false), _) => t!(text, "no").to_string(),
        (Answer::Count(n), _) => n.to_string(),
        (Answer::Points(n), _) => n.to_string(),
        (Answer::Text(words), _) => words.clone(),
        (Answer::Choice(keys), _) => keys.iter().map(Key::as_str).collect::<Vec<_>>().join(", "),
        (Answer::Level(chosen), _) => chosen.as_str().to_owned(),
    }
}

/// On which device it was written, and when by that device's clock.
pub(super) fn origin(text: Text, here: &Here, version: &Version) -> AttrValue {
    let when = dates::date_and_time(text, version.at);
    if version.device.is_some() && version.device == here.store.device() {
        t!(text, "versions-here", when = when)
    } else {
        t!(text, "versions-elsewhere", when = when)
    }
}
