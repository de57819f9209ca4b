//! The practitioner's own view, before the observer's is seen.

mod item;
mod write;

use shared::values::ObservationId;
use yew::prelude::*;

use super::feedback::{WritingTrouble, place};
use super::outcome::outcome;
use crate::route::Route;
use crate::state::feedback::{Assessing, use_self_assessment};
use crate::state::observations::{use_observations, use_outbox};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{ButtonKind, ButtonLink, ButtonRow, Card, Page, PageHead, Skeleton};

pub(super) use write::OVERALL;

#[derive(Properties, PartialEq)]
pub struct SelfAssessmentProps {
    pub id: ObservationId,
}

#[component]
pub fn SelfAssessment(props: &SelfAssessmentProps) -> Html {
    let text = use_text();
    let store = use_observations();
    let outbox = use_outbox(props.id);
    let turn = use_state(|| 0);
    let loaded = use_self_assessment(props.id, *turn);
    // Once the server has it, it is told when that was.
    let is_on_its_way = outbox
        .as_ref()
        .and_then(|outbox| outbox.waiting_self_assessment())
        .is_some_and(|edit| edit.submit);
    {
        let reload = loaded.reload.clone();
        let was_on_its_way = use_mut_ref(|| false);
        use_effect_with(is_on_its_way, move |is_on_its_way| {
            if was_on_its_way.replace(*is_on_its_way) && !*is_on_its_way {
                reload.emit(());
            }
        });
    }
    let onaside = Callback::from(move |()| turn.set(*turn + 1));
    let id = props.id.to_string();
    let back = (
        Route::Observation { id: id.clone() },
        t!(text, "feedback-back"),
    );
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "assess-title")} lead={t!(text, "assess-lead")} {back} />
            <WritingTrouble of={props.id} {onaside} />
            { outcome(text, &loaded, |assessing| {
                let done = done_words(text, assessing);
                match (done, &outbox) {
                    (Some(words), _) => html! {
                        <Card title={t!(text, "assess-done-title")}>
                            <p>{ words }</p>
                            if is_on_its_way {
                                <p role="status">{ for outbox.as_ref().map(|outbox| place(text, &store, outbox)) }</p>
                            }
                            <ButtonRow>
                                <ButtonLink kind={ButtonKind::Primary} to={Route::ObservationFeedback { id: id.clone() }}>{ t!(text, "assess-read") }</ButtonLink>
                            </ButtonRow>
                        </Card>
                    },
                    // Nothing is written before it is known where it is kept.
                    (None, None) => html! { <Card><Skeleton lines=5 /></Card> },
                    (None, Some(_)) => html! { <write::Write key={id.clone()} id={props.id} assessing={assessing.clone()} onsubmitted={loaded.reload.clone()} /> },
                }
            }) }
        </Page>
    }
}

/// What is said of a view that was handed in, here or at the server.
fn done_words(text: Text, assessing: &Assessing) -> Option<AttrValue> {
    match assessing.assessment.submitted_at {
        Some(at) => {
            let date = crate::dates::near(text, at);
            Some(t!(text, "assess-done", date = date))
        }
        None if assessing.is_handing_in => Some(t!(text, "assess-done-here")),
        None => None,
    }
}
