//! What worked: strengths come first, each with what was seen.

use shared::frameworks::Framework;
use shared::observations::{EvidenceLine, MarkKind, ReleasedPhase, ReleasedPoint};
use yew::prelude::*;

use super::OpenProps;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, clock_words};

#[component]
pub(super) fn Worked(props: &OpenProps) -> Html {
    let text = use_text();
    let reading = &props.open.reading;
    let content = &reading.feedback.content;
    html! {
        <Card title={t!(text, "feedback-worked")}>
            { for content.strengths.iter().map(|point_seen| point(text, point_seen, Moments::Seen)) }
            if content.session_seconds > 0 {
                <p class="muted small">{ shape_of_session(text, &reading.framework, content.session_seconds, &content.phases) }</p>
            }
        </Card>
    }
}

/// What a point says of the moments it rests on.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Moments {
    Seen,
    Chances,
}

/// More times than these are not looked up.
const N_TIMES_SHOWN: usize = 4;

/// A strength or a development point: what it is, what was seen, what it did.
pub(super) fn point(text: Text, point: &ReleasedPoint, moments: Moments) -> Html {
    html! {
        <div class="point" key={point.id.to_string()}>
            <h3>{ point.title.as_str() }</h3>
            <p class="muted written">
                { for moment_words(text, &point.evidence, moments).map(|words| html! { <span class="numeric">{ words }{ " · " }</span> }) }
                { point.evidence_text.as_str() }
            </p>
            { for quotes(&point.evidence, point.evidence_text.as_str(), moments).map(|line| html! {
                <blockquote class="quote">{ line }</blockquote>
            }) }
            { for point.effect.iter().map(|effect| html! { <p class="written">{ effect.as_str() }</p> }) }
        </div>
    }
}

/// `23:41`, or `20:55 · a chance, not taken`.
fn moment_words(text: Text, evidence: &[EvidenceLine], moments: Moments) -> Option<AttrValue> {
    let lines: Vec<&EvidenceLine> = evidence
        .iter()
        .filter(|line| belongs(line, moments))
        .collect();
    let chances = lines.iter().any(|line| line.mark == Some(MarkKind::Chance));
    let times = joined(lines.iter().take(N_TIMES_SHOWN).copied())?;
    Some(if chances {
        format!("{times} · {}", t!(text, "a-chance-not-taken")).into()
    } else {
        times.into()
    })
}

/// A strength rests on what was seen; a development point on chances, where there are any.
fn belongs(line: &EvidenceLine, moments: Moments) -> bool {
    match moments {
        Moments::Seen => line.mark != Some(MarkKind::Chance),
        Moments::Chances => line.mark != Some(MarkKind::Seen),
    }
}

/// `20:55, 23:41`: every moment, whatever it was.
pub(super) fn times(evidence: &[EvidenceLine]) -> Option<AttrValue> {
    joined(evidence.iter()).map(AttrValue::from)
}

fn joined<'a>(lines: impl Iterator<Item = &'a EvidenceLine>) -> Option<String> {
    let mut times: Vec<String> = lines
        .map(|line| clock_words(line.elapsed_ms / 1000))
        .collect();
    times.dedup();
    (!times.is_empty()).then(|| times.join(", "))
}

/// Notes quoted as evidence, unless the words about them already say the same.
fn quotes<'a>(
    evidence: &'a [EvidenceLine],
    said: &'a str,
    moments: Moments,
) -> impl Iterator<Item = &'a str> {
    evidence
        .iter()
        .filter(move |line| belongs(line, moments))
        .filter_map(|line| line.text.as_ref().map(|note| note.as_str()))
        .filter(move |note| !said.contains(note))
}

/// `51 minutes: Check-in 6, Review 10, Main work 31, Close 4.`
fn shape_of_session(
    text: Text,
    framework: &Framework,
    seconds: u32,
    phases: &[ReleasedPhase],
) -> AttrValue {
    let minutes = |seconds: u32| (seconds + 30) / 60;
    let tag = text.language().tag();
    let parts: Vec<String> = phases
        .iter()
        .filter_map(|spent| {
            let phase = framework
                .phases
                .iter()
                .find(|phase| phase.id == spent.phase)?;
            Some(format!(
                "{} {}",
                phase.label.in_language(tag),
                minutes(spent.seconds)
            ))
        })
        .collect();
    let whole = t!(text, "minutes-count", n = minutes(seconds));
    if parts.is_empty() {
        t!(text, "feedback-length", minutes = whole)
    } else {
        t!(
            text,
            "feedback-shape",
            minutes = whole,
            phases = parts.join(", ")
        )
    }
}
