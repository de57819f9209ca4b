//! Ratings by skill, with anchors on the screen and evidence one tap away.

use std::rc::Rc;

use shared::frameworks::{self, Framework, Item};
use shared::observations::Capture;
use shared::values::Key;
use yew::prelude::*;

use super::evidence::{Evidence, evidence};
use super::items::ItemRating;
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Choice, Notice, Select};

/// Stands for the items about the session as a whole.
const WHOLE_SESSION: &str = "";

#[derive(Properties, PartialEq)]
pub(super) struct RatingsProps {
    pub here: Here,
    pub framework: Rc<Framework>,
}

#[component]
pub(super) fn Ratings(props: &RatingsProps) -> Html {
    let text = use_text();
    let record = &props.here.open.record;
    let order = sections_in_order(
        &props.framework,
        record.observation.agreement.focus.as_ref(),
        &record.capture,
    );
    let chosen = use_state(|| {
        let first = order.first().map(|section| section.as_str().to_owned());
        first.unwrap_or_else(|| WHOLE_SESSION.to_owned())
    });
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |value: String| chosen.set(value))
    };
    let mut options: Vec<Choice> = order
        .iter()
        .map(|id| {
            Choice::new(
                id.as_str().to_owned(),
                option_words(text, &props.framework, &record.capture, id),
            )
        })
        .collect();
    if !props.framework.session_items.is_empty() {
        options.push(Choice::new(WHOLE_SESSION, t!(text, "draft-whole-session")));
    }
    let items: Vec<&Item> = match props.framework.section(&chosen) {
        Some(section) => section.items.iter().collect(),
        None => props.framework.session_items.iter().collect(),
    };
    let lines = offered(&record.capture, &chosen);
    let reasons = session_reasons(&props.framework, &items, &record.capture);
    let purpose = props
        .framework
        .section(&chosen)
        .and_then(|section| section.purpose.as_ref())
        .map(|purpose| words::tagged(text, purpose).view());
    html! {
        <div class="stack">
            <p class="muted">{ t!(text, "draft-ratings-lead") }</p>
            <words::OnlyEnglish of={props.framework.clone()} />
            <Select id="rating-skill" label={t!(text, "draft-rating-skill")} {options} value={(*chosen).clone()} {onchange} />
            { for purpose.map(|purpose| html! { <p class="muted small">{ purpose }</p> }) }
            { for reasons.into_iter().map(|reason| html! { <Notice>{ words::tagged(text, reason).view() }</Notice> }) }
            { for items.into_iter().map(|item| html! {
                <ItemRating key={item.id.as_str()} here={props.here.clone()} framework={props.framework.clone()} item={item.clone()} lines={lines.clone()} />
            }) }
        </div>
    }
}

/// What a session as short as this one does to the items, once it has ended.
fn session_reasons<'f>(
    framework: &'f Framework,
    items: &[&Item],
    capture: &Capture,
) -> Vec<&'f frameworks::Text> {
    let Some(ended_ms) = capture.ended_ms else {
        return Vec::new();
    };
    let ids = items.iter().map(|item| item.id.as_str());
    framework.session_reasons(ids, ended_ms / 1000)
}

/// Sections with items: the focus, then those with evidence, then the others as they stand.
fn sections_in_order(framework: &Framework, focus: Option<&Key>, capture: &Capture) -> Vec<Key> {
    let rank = |id: &Key| match () {
        () if Some(id) == focus => 0,
        () if n_evidence(capture, id) > 0 => 1,
        () => 2,
    };
    let mut order: Vec<Key> = framework
        .sections
        .iter()
        .filter(|section| !section.items.is_empty())
        .map(|section| section.id.clone())
        .collect();
    order.sort_by_key(rank);
    order
}

fn n_evidence(capture: &Capture, skill: &Key) -> usize {
    let notes = capture
        .notes
        .iter()
        .filter(|note| note.skill.as_ref() == Some(skill));
    capture.n_seen(skill) + capture.n_chances(skill) + notes.count()
}

fn option_words(text: Text, framework: &Framework, capture: &Capture, id: &Key) -> AttrValue {
    let Some(section) = framework.section(id.as_str()) else {
        return id.as_str().to_owned().into();
    };
    let n_rated = section
        .items
        .iter()
        .filter(|item| capture.ratings.contains_key(&item.id))
        .count();
    t!(
        text,
        "draft-rating-option",
        name = words::said(text, &section.title),
        evidence = n_evidence(capture, id),
        rated = n_rated,
        items = section.items.len()
    )
}

/// Evidence of the skill, and what carries none.
fn offered(capture: &Capture, skill: &str) -> Vec<Evidence> {
    evidence(capture)
        .into_iter()
        .filter(|line| line.skill.as_ref().is_none_or(|s| s.as_str() == skill))
        .collect()
}
