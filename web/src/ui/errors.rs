//! The error summary above a form (GOV.UK): it takes the focus and leads to each field.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::focus_by_id;

/// What is wrong with one field. An empty `field` is a problem of the whole form.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldProblem {
    /// The id of the control to go to.
    pub field: AttrValue,
    pub message: AttrValue,
}

#[derive(Properties, PartialEq)]
pub struct ErrorSummaryProps {
    pub problems: Vec<FieldProblem>,
    /// Raise it with each try to send, so that the focus comes back to the same problems.
    #[prop_or_default]
    pub attempt: u32,
}

#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let text = use_text();
    let summary = use_node_ref();
    {
        let summary = summary.clone();
        let has_problems = !props.problems.is_empty();
        use_effect_with((has_problems, props.attempt), move |(has_problems, _)| {
            if *has_problems && let Some(element) = summary.cast::<HtmlElement>() {
                // Without the focus the summary is still at the top of the page.
                let _ = element.focus();
            }
        });
    }
    if props.problems.is_empty() {
        return Html::default();
    }
    html! {
        <div class="error-summary" tabindex="-1" ref={summary} role="alert" aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{ t!(text, "error-summary-title") }</h2>
            <ul class="stack-tight">{ for props.problems.iter().map(problem_line) }</ul>
        </div>
    }
}

fn problem_line(problem: &FieldProblem) -> Html {
    if problem.field.is_empty() {
        return html! { <li class="strong">{ &problem.message }</li> };
    }
    let onclick = {
        let field = problem.field.clone();
        Callback::from(move |event: MouseEvent| {
            // The fragment stays as it is: it may hold a token, and the router would follow.
            event.prevent_default();
            focus_by_id(&field);
        })
    };
    html! { <li><a href={format!("#{}", problem.field)} {onclick}>{ &problem.message }</a></li> }
}
