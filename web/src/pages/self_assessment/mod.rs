//! The practitioner's own view, before the observer's is seen.

mod item;
mod write;

use shared::values::ObservationId;
use yew::prelude::*;

use super::outcome::outcome;
use crate::route::Route;
use crate::state::feedback::use_self_assessment;
use crate::t;
use crate::text::use_text;
use crate::ui::{ButtonKind, ButtonLink, ButtonRow, Card, Page, PageHead};

pub(super) use write::OVERALL;

#[derive(Properties, PartialEq)]
pub struct SelfAssessmentProps {
    pub id: ObservationId,
}

#[component]
pub fn SelfAssessment(props: &SelfAssessmentProps) -> Html {
    let text = use_text();
    let loaded = use_self_assessment(props.id);
    let id = props.id.to_string();
    let back = (
        Route::Observation { id: id.clone() },
        t!(text, "feedback-back"),
    );
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "assess-title")} lead={t!(text, "assess-lead")} {back} />
            { outcome(text, &loaded, |assessing| match assessing.assessment.submitted_at {
                Some(at) => html! {
                    <Card title={t!(text, "assess-done-title")}>
                        <p>{ t!(text, "assess-done", date = crate::dates::near(text, at)) }</p>
                        <ButtonRow>
                            <ButtonLink kind={ButtonKind::Primary} to={Route::ObservationFeedback { id: id.clone() }}>{ t!(text, "assess-read") }</ButtonLink>
                        </ButtonRow>
                    </Card>
                },
                None => html! { <write::Write key={id.clone()} id={props.id} assessing={assessing.clone()} onsubmitted={loaded.reload.clone()} /> },
            }) }
        </Page>
    }
}
