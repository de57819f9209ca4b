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
use crate::text::{Arg, Text, use_text};
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
    let needs = needed(&problems).into_iter().map(|(part, words, n)| {
        let onclick = props.ongo.reform(move |_: MouseEvent| part);
        html! {
            <li key={words}><button type="button" class="text-button" {onclick}>{ text.with(words, &[("n", Arg::from(n))]) }</button></li>
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

/// What may be missing, in the order in which it is written: the code of the problem, where to mend it, and
/// the words for it.
const NEEDS: [(&str, Part, &str); 5] = [
    ("strength_needed", Part::Strengths, "draft-need-strength"),
    ("question_needed", Part::Question, "draft-need-question"),
    (
        "too_many_developments",
        Part::Developments,
        "draft-need-fewer",
    ),
    ("evidence_needed", Part::Ratings, "draft-need-evidence"),
    ("evidence_required", Part::Ratings, "draft-need-attached"),
];

/// What is missing: where, its words, and how much of it.
fn needed(problems: &[FieldProblem]) -> Vec<(Part, &'static str, usize)> {
    let n_of = |code: &str| problems.iter().filter(|p| p.code == code).count();
    NEEDS
        .into_iter()
        .map(|(code, part, words)| (part, words, n_of(code)))
        .filter(|(_, _, n)| *n > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_once_strengths_first() {
        let problems = [
            ("ratings.a", "evidence_needed"),
            ("ratings.c", "evidence_required"),
            ("question", "question_needed"),
            ("ratings.b", "evidence_needed"),
            ("strengths", "strength_needed"),
        ]
        .map(|(field, code)| FieldProblem::new(field, code));
        let expected = [
            (Part::Strengths, "draft-need-strength", 1),
            (Part::Question, "draft-need-question", 1),
            (Part::Ratings, "draft-need-evidence", 2),
            (Part::Ratings, "draft-need-attached", 1),
        ];
        assert_eq!(needed(&problems), expected);
    }
}
