//! What is still needed before the feedback can be shared, and where to write it.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::share_problems;
use shared::problem::FieldProblem;
use yew::prelude::*;

use super::Part;
use crate::dates;
use crate::pages::observations::opened::Here;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Notice, NoticeKind};

#[derive(Properties, PartialEq)]
pub(super) struct TaskListProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    pub ongo: Callback<Part>,
}

#[component]
pub(super) fn TaskList(props: &TaskListProps) -> Html {
    let text = use_text();
    let problems = share_problems(&props.framework, &props.here.open.record.capture);
    if problems.is_empty() {
        return ready(text, &props.here, &props.framework);
    }
    let (undecided, problems): (Vec<_>, Vec<_>) = problems
        .into_iter()
        .partition(|problem| problem.code == "two_versions");
    let needs = needed(&problems).into_iter().map(|(part, n)| {
        let onclick = props.ongo.reform(move |_: MouseEvent| part);
        html! {
            <li key={part.id()}><button type="button" class="text-button" {onclick}>{ words(text, part, n) }</button></li>
        }
    });
    html! {
        <Notice title={t!(text, "draft-still-needed")}>
            if !undecided.is_empty() {
                <p>{ t!(text, "draft-need-decision") }</p>
            }
            <ul class="still-needed">{ for needs }</ul>
        </Notice>
    }
}

/// Nothing is missing: what is left to do.
fn ready(text: Text, here: &Here, framework: &Framework) -> Html {
    let record = &here.open.record;
    let name = record.observation.practitioner.name.as_str();
    let Some(shared_at) = record.observation.shared_at else {
        return html! { <Notice kind={NoticeKind::Done}>{ t!(text, "draft-ready") }</Notice> };
    };
    if !record.is_changed_since_shared(framework) {
        return html! { <Notice kind={NoticeKind::Done}>{ t!(text, "draft-as-shared", name = name) }</Notice> };
    }
    let date = dates::date_and_time(text, shared_at);
    html! {
        <Notice kind={NoticeKind::Warm} title={t!(text, "draft-changed-title")}>
            <p>{ t!(text, "draft-changed", name = name, date = date) }</p>
        </Notice>
    }
}

/// The parts something is missing in, in the order in which they are written, with how much.
fn needed(problems: &[FieldProblem]) -> Vec<(Part, usize)> {
    let part_of = |problem: &FieldProblem| match problem.field.as_str() {
        "strengths" => Part::Strengths,
        "question" => Part::Question,
        "developments" => Part::Developments,
        _ => Part::Ratings,
    };
    Part::ALL
        .into_iter()
        .map(|part| (part, problems.iter().filter(|p| part_of(p) == part).count()))
        .filter(|(_, n)| *n > 0)
        .collect()
}

fn words(text: Text, part: Part, n: usize) -> AttrValue {
    match part {
        Part::Strengths => t!(text, "draft-need-strength"),
        Part::Question => t!(text, "draft-need-question"),
        Part::Developments => t!(text, "draft-need-fewer"),
        Part::Ratings | Part::Actions => t!(text, "draft-need-evidence", n = n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_once_per_part_strengths_first() {
        let problems = [
            ("ratings.a", "evidence_needed"),
            ("question", "question_needed"),
            ("ratings.b", "evidence_needed"),
            ("strengths", "strength_needed"),
        ]
        .map(|(field, code)| FieldProblem::new(field, code));
        let expected = [
            (Part::Strengths, 1),
            (Part::Question, 1),
            (Part::Ratings, 2),
        ];
        assert_eq!(needed(&problems), expected);
    }
}
