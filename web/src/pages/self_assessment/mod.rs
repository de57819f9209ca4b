//! The practitioner's own view, before the observer's is seen.

mod item;
mod read;
mod write;

use shared::feedback::SelfAssessmentContent;
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

pub(super) use read::HandedIn;
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
    let on_its_way = outbox
        .as_ref()
        .and_then(|outbox| outbox.waiting_self_assessment())
        .filter(|edit| edit.submit)
        .map(|edit| edit.content.clone());
    let is_on_its_way = on_its_way.is_some();
    // What was handed in here stays as it is, also while the server is asked again.
    let handed_in = use_state(|| None::<SelfAssessmentContent>);
    {
        let (reload, handed_in) = (loaded.reload.clone(), handed_in.clone());
        let was_on_its_way = use_mut_ref(|| false);
        use_effect_with(on_its_way, move |on_its_way| {
            if let Some(content) = on_its_way {
                handed_in.set(Some(content.clone()));
            }
            // Once the server has it, it is told when that was.
            let is_on_its_way = on_its_way.is_some();
            if was_on_its_way.replace(is_on_its_way) && !is_on_its_way {
                reload.emit(());
            }
        });
    }
    let onsubmitted = {
        let (reload, handed_in) = (loaded.reload.clone(), handed_in.clone());
        Callback::from(move |content| {
            handed_in.set(Some(content));
            reload.emit(());
        })
    };
    let onaside = {
        let handed_in = handed_in.clone();
        Callback::from(move |()| {
            handed_in.set(None);
            turn.set(*turn + 1);
        })
    };
    let id = props.id.to_string();
    let back = (
        Route::Observation { id: id.clone() },
        t!(text, "feedback-back"),
    );
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "assess-title")} lead={t!(text, "assess-lead")} {back} />
            <WritingTrouble of={props.id} onaside={onaside.clone()} />
            { outcome(text, &loaded, |assessing| {
                let done = done_words(text, assessing, handed_in.is_some());
                let content = handed_in.as_ref().unwrap_or(&assessing.assessment.content);
                match (done, &outbox) {
                    (Some(words), _) => html! {
                        <>
                        <Card title={t!(text, "assess-done-title")}>
                            <p>{ words }</p>
                            if is_on_its_way {
                                <p role="status">{ for outbox.as_ref().map(|outbox| place(text, &store, outbox)) }</p>
                            }
                            <ButtonRow>
                                <ButtonLink kind={ButtonKind::Primary} to={Route::ObservationFeedback { id: id.clone() }}>{ t!(text, "assess-read") }</ButtonLink>
                            </ButtonRow>
                        </Card>
                        <read::Read content={content.clone()} framework={assessing.framework.clone()} />
                        </>
                    },
                    // Nothing is written before it is known where it is kept.
                    (None, None) => html! { <Card><Skeleton lines=5 /></Card> },
                    (None, Some(_)) => html! { <write::Write key={id.clone()} id={props.id} assessing={assessing.clone()} {onsubmitted} onelsewhere={onaside} /> },
                }
            }) }
        </Page>
    }
}

/// What is said of a view that was handed in, here or at the server.
fn done_words(text: Text, assessing: &Assessing, is_handed_in: bool) -> Option<AttrValue> {
    match assessing.assessment.submitted_at {
        Some(at) => {
            let date = crate::dates::near(text, at);
            Some(t!(text, "assess-done", date = date))
        }
        None if is_handed_in || assessing.is_handing_in => Some(t!(text, "assess-done-here")),
        None => None,
    }
}
