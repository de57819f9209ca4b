//! Behaviours that were counted, and what the instrument makes of the counts.

use std::rc::Rc;

use shared::frameworks::{
    Answers, BehaviourCode, EventShape, Framework, Score, ScoreDefinition, Undefined,
};
use shared::observations::Capture;
use shared::values::Key;
use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::clock_words;

#[derive(Properties, PartialEq)]
pub(super) struct CodesProps {
    pub here: Here,
    pub framework: Rc<Framework>,
}

/// Counts for the observer to look at; numbers made of them only for who wants them, each with
/// what speaks against trusting it.
#[component]
pub(super) fn Codes(props: &CodesProps) -> Html {
    let text = use_text();
    let framework = &props.framework;
    let capture = &props.here.open.record.capture;
    let answers = capture.answers(framework);
    let counts = framework
        .codes
        .iter()
        .map(|code| count(text, code, &answers, n_closed_by_end(capture, &code.id)));
    let made = framework.score(&answers);
    let scores = framework.scores.iter().filter_map(|definition| {
        let score = made.get(&definition.id)?;
        Some(score_row(text, framework, definition, score, &answers))
    });
    html! {
        <>
            <details class="evidence-group" open=true>
                <summary><span class="strong">{ t!(text, "codes-title") }</span>{ " " }<span class="muted numeric">{ capture.codes.len() }</span></summary>
                <dl class="counts">{ for counts }</dl>
            </details>
            if !framework.scores.is_empty() {
                <details class="evidence-group">
                    <summary><span class="strong">{ t!(text, "codes-scores") }</span></summary>
                    <dl class="summary summary-stacked">{ for scores }</dl>
                </details>
            }
        </>
    }
}

/// How often nobody said when the behaviour was over: it counts to the end of the session.
fn n_closed_by_end(capture: &Capture, code: &Key) -> usize {
    let spans = capture.codes.iter().filter(|(_, of, _)| of == code);
    spans.filter(|(_, _, span)| span.inferred_end).count()
}

/// How often, and for how long where it lasts. Nought is said too: it was listened for.
fn count(text: Text, code: &BehaviourCode, answers: &Answers, n_closed_by_end: usize) -> Html {
    let tally = answers.codes.get(&code.id).copied().unwrap_or_default();
    let lasted = (code.event == EventShape::State).then(|| clock_words(tally.seconds));
    html! {
        <div key={code.id.as_str().to_owned()}>
            <dt>{ words::tagged(text, &code.label).view() }</dt>
            <dd class="numeric">
                { tally.n_events }
                { for lasted.map(|lasted| html! { <span class="muted">{ " " }{ lasted }</span> }) }
                if n_closed_by_end > 0 {
                    <p class="muted small">{ t!(text, "codes-closed-by-end", n = n_closed_by_end) }</p>
                }
            </dd>
        </div>
    }
}

fn score_row(
    text: Text,
    framework: &Framework,
    definition: &ScoreDefinition,
    score: &Score,
    answers: &Answers,
) -> Html {
    let body = match score {
        Score::Value(value) => number(text, definition, *value),
        Score::Undefined(why) => {
            html! { <p class="muted">{ undefined(text, framework, why) }</p> }
        }
    };
    // Whatever length is not known withholds rather than warns.
    let minutes = answers
        .session_seconds
        .map(|seconds| f64::from(seconds) / 60.0);
    let caveats = minutes
        .map(|minutes| framework.session_caveats(definition.id.as_str(), minutes))
        .unwrap_or_default();
    html! {
        <div class="summary-row" key={definition.id.as_str().to_owned()}>
            <dt>{ words::tagged(text, &definition.label).view() }</dt>
            <dd class="stack-tight">
                { for definition.meaning.as_ref().map(|meaning| html! { <p class="muted small">{ words::tagged(text, meaning).view() }</p> }) }
                { body }
                { for caveats.into_iter().map(|caveat| html! { <p class="muted small">{ words::tagged(text, caveat).view() }</p> }) }
            </dd>
        </div>
    }
}

/// The number, with the band it falls in and never a band without its caveat.
fn number(text: Text, definition: &ScoreDefinition, value: f64) -> Html {
    let scheme = definition.bands.as_ref();
    let band = scheme.and_then(|scheme| Some((scheme, scheme.band(value)?)));
    html! {
        <>
            <p>
                <span class="strong numeric">{ definition.display.write(value) }</span>
                { for band.map(|(scheme, band)| html! {
                    <>{ " " }<span>{ t!(text, "codes-band", band = words::said(text, &band.label).as_str(), scheme = words::said(text, &scheme.name).as_str()) }</span></>
                }) }
            </p>
            { for band.map(|(scheme, _)| html! { <p class="muted small">{ words::tagged(text, &scheme.caveat).view() }</p> }) }
        </>
    }
}

/// Why there is no number. It is never nought.
fn undefined(text: Text, framework: &Framework, why: &Undefined) -> AttrValue {
    match why {
        Undefined::Unanswered(id) => {
            let item = framework.item(id.as_str());
            let name = item.map_or_else(
                || id.as_str().to_owned().into(),
                |item| words::said(text, &item.label),
            );
            t!(text, "codes-unrated", item = name.as_str())
        }
        Undefined::ZeroDenominator => t!(text, "codes-nothing-below"),
        Undefined::SessionTooShort(minutes) => t!(text, "codes-too-short", n = *minutes),
        Undefined::SessionLengthUnknown => t!(text, "codes-length-unknown"),
        Undefined::NoOpportunity => t!(text, "no-opportunity"),
        Undefined::UnfitAnswer(_)
        | Undefined::NotCoded(_)
        | Undefined::NotImported(_)
        | Undefined::OutsideLimits
        | Undefined::Unresolved(_) => t!(text, "codes-undefined"),
    }
}

#[cfg(test)]
mod tests {
    use shared::observations::{CodeEvent, Operation, OperationBody};
    use shared::values::{OperationId, Timestamp};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_nobody_ended_counts_to_the_end_of_the_session_and_says_so() {
        let talk = Key::parse("person-talks").unwrap();
        let code = |event| OperationBody::Code {
            code: talk.clone(),
            event,
        };
        let log = [
            (0, OperationBody::Start {}),
            (10_000, code(CodeEvent::Begin)),
            (20_000, code(CodeEvent::End)),
            (90_000, code(CodeEvent::Begin)),
            (120_000, OperationBody::End {}),
        ];
        let log: Vec<Operation> = (1..)
            .zip(log)
            .map(|(sequence, (elapsed_ms, body))| Operation {
                id: OperationId::new(Uuid::now_v7()),
                sequence,
                at: Timestamp::from_millis(1_760_000_000_000).unwrap(),
                elapsed_ms: Some(elapsed_ms),
                base: None,
                also: vec![],
                body,
            })
            .collect();
        let n_closed = |log: &[Operation]| n_closed_by_end(&Capture::fold(log), &talk);
        assert_eq!(n_closed(&log), 1);
        // While the session runs nothing was closed yet.
        assert_eq!(n_closed(&log[..4]), 0);
    }
}
