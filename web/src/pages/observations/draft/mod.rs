//! After the session: evidence on the one side, what the practitioner will read on the other.

mod actions;
mod begun;
mod codes;
mod evidence;
mod forms;
mod items;
mod notes;
mod point_editor;
mod points;
mod put_back;
mod question;
mod ratings;
mod saving;
mod support;
mod tasks;
mod typed_item;
mod versions;

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{PointKind, State};
use shared::values::Key;
use yew::prelude::*;

use super::opened::{Here, stand_in, use_opened};
use super::save_state::{SaveSentence, SaveTrouble};
use crate::route::Route;
use crate::t;
use crate::text::use_text;
use crate::ui::{
    ButtonKind, ButtonLink, Notice, NoticeKind, Page, PageHead, Tab, TabPanel, Tabs, focus_by_id,
};
use actions::Actions;
use evidence::EvidencePanel;
use points::Points;
use question::Question;
use ratings::Ratings;
use tasks::TaskList;
use versions::{History, Versions};

/// The parts of the draft, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Strengths,
    Question,
    Developments,
    Ratings,
    Actions,
}

impl Part {
    const ALL: [Part; 5] = [
        Part::Strengths,
        Part::Question,
        Part::Developments,
        Part::Ratings,
        Part::Actions,
    ];

    fn id(self) -> &'static str {
        match self {
            Part::Strengths => "strengths",
            Part::Question => "question",
            Part::Developments => "developments",
            Part::Ratings => "ratings",
            Part::Actions => "actions",
        }
    }

    fn of_id(id: &str) -> Option<Self> {
        Part::ALL.into_iter().find(|part| part.id() == id)
    }
}

#[derive(Properties, PartialEq)]
pub struct DraftPageProps {
    pub id: AttrValue,
}

#[component]
pub fn DraftPage(props: &DraftPageProps) -> Html {
    let text = use_text();
    let here = match stand_in(&props.id, use_opened(&props.id)) {
        Ok(here) => here,
        Err(stand_in) => return stand_in,
    };
    let may_write = matches!(here.open.record.state(), State::Drafting | State::Shared);
    let back = (
        Route::Observation {
            id: props.id.to_string(),
        },
        t!(text, "observation-back"),
    );
    let name = here.open.record.observation.practitioner.name.as_str();
    let title = t!(text, "draft-title", name = name);
    match here.framework.clone() {
        Some(framework) if may_write && here.is_observer() => {
            html! { <Draft {here} {framework} {title} {back} /> }
        }
        framework => html! {
            <Page narrow=true>
                <PageHead {title} {back} />
                <Notice kind={NoticeKind::Warm}>
                    { if framework.is_none() { t!(text, "gate-no-framework-body") } else { t!(text, "draft-not-now") } }
                </Notice>
            </Page>
        },
    }
}

#[derive(Properties, PartialEq)]
struct DraftProps {
    here: Here,
    framework: Rc<Framework>,
    title: AttrValue,
    back: (Route, AttrValue),
}

#[component]
fn Draft(props: &DraftProps) -> Html {
    let text = use_text();
    let part = use_state(|| Part::Strengths);
    // A skill whose evidence is to become a point. One thing to try waits for the question.
    let from_skill = use_state(|| None::<(PointKind, Key)>);
    let (here, framework) = (&props.here, &props.framework);
    let tabs: Vec<Tab> = Part::ALL
        .into_iter()
        .map(|part| Tab {
            id: part.id().into(),
            label: match part {
                Part::Strengths => t!(text, "draft-strengths"),
                Part::Question => t!(text, "draft-question"),
                Part::Developments => t!(text, "draft-developments"),
                Part::Ratings => t!(text, "draft-ratings"),
                Part::Actions => t!(text, "draft-actions"),
            },
        })
        .collect();
    let go = {
        let part = part.clone();
        Callback::from(move |to: Part| part.set(to))
    };
    let onselect = {
        let go = go.clone();
        Callback::from(move |id: AttrValue| {
            if let Some(part) = Part::of_id(&id) {
                go.emit(part);
            }
        })
    };
    let onuse = {
        let (go, from_skill) = (go.clone(), from_skill.clone());
        Callback::from(move |(kind, skill): (PointKind, Key)| {
            from_skill.set(Some((kind, skill)));
            let part = match kind {
                PointKind::Strength => Part::Strengths,
                PointKind::Development => Part::Developments,
            };
            go.emit(part);
            // The evidence may be pages long: what opens beside it is brought into view.
            focus_by_id(&format!("tab-{}", part.id()));
        })
    };
    let onused = {
        let from_skill = from_skill.clone();
        Callback::from(move |()| from_skill.set(None))
    };
    let skill_for = |kind: PointKind| match &*from_skill {
        Some((wanted, skill)) if *wanted == kind => Some(skill.clone()),
        _ => None,
    };
    let to_preview = Route::ObservationPreview {
        id: here.id.to_string(),
    };
    let body = match *part {
        Part::Strengths => html! {
            <Points key="strengths" here={here.clone()} framework={framework.clone()} kind={PointKind::Strength} from_skill={skill_for(PointKind::Strength)} {onused} />
        },
        Part::Question => {
            html! { <Question here={here.clone()} framework={framework.clone()} /> }
        }
        Part::Developments if here.open.record.capture.question.is_none() => html! {
            <Notice title={t!(text, "draft-question-first-title")}>
                <p>{ t!(text, "draft-question-first") }</p>
                <button type="button" class="text-button" onclick={go.reform(|_: MouseEvent| Part::Question)}>{ t!(text, "draft-question") }</button>
            </Notice>
        },
        Part::Developments => html! {
            <Points key="developments" here={here.clone()} framework={framework.clone()} kind={PointKind::Development} from_skill={skill_for(PointKind::Development)} {onused} />
        },
        Part::Ratings => html! { <Ratings here={here.clone()} framework={framework.clone()} /> },
        Part::Actions => html! { <Actions here={here.clone()} /> },
    };
    html! {
        <Page>
            <PageHead title={props.title.clone()} back={props.back.clone()}>
                <div class="row">
                    <SaveSentence here={here.clone()} />
                    <ButtonLink to={to_preview} kind={ButtonKind::Primary}>{ t!(text, "draft-preview") }</ButtonLink>
                </div>
            </PageHead>
            <SaveTrouble here={here.clone()} />
            <Versions here={here.clone()} framework={framework.clone()} />
            <TaskList here={here.clone()} framework={framework.clone()} ongo={go} />
            <div class="draft">
                <EvidencePanel here={here.clone()} framework={framework.clone()} {onuse} />
                <div class="draft-work">
                    <p class="muted small">{ t!(text, "about-practice") }</p>
                    <Tabs label={t!(text, "draft-parts")} {tabs} selected={part.id()} {onselect} />
                    <TabPanel tab={part.id()}>{ body }</TabPanel>
                </div>
            </div>
            <History here={here.clone()} framework={framework.clone()} />
        </Page>
    }
}
