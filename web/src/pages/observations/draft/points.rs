//! Strengths, or development points: those there are, and the one being written.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{DEVELOPMENT_POINTS_MAX, DraftPoint, OperationBody, PointKind};
use shared::values::{Key, PointId};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::point_editor::{BegunPoint, PointEditor, begun_as};
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card, CardKind, IconKind};

#[derive(Properties, PartialEq)]
pub(super) struct PointsProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    pub kind: PointKind,
    /// Starts a new point from the evidence of this skill.
    #[prop_or_default]
    pub from_skill: Option<Key>,
    #[prop_or_default]
    pub onused: Callback<()>,
}

#[component]
pub(super) fn Points(props: &PointsProps) -> Html {
    let text = use_text();
    let (here, kind) = (&props.here, props.kind);
    let points: Vec<&DraftPoint> = here
        .open
        .record
        .capture
        .points
        .iter()
        .filter(|point| point.text.kind == kind)
        .collect();
    // The point open for writing. A new one has its id before it is kept, so that its editor
    // stays where it is when the first save makes it one of the list.
    let editing = use_state(|| None::<PointId>);
    let begun = use_state(|| None::<BegunPoint>);
    let is_begun = use_state_eq(|| false);
    let n_held = use_state(|| 0_u32);
    // Opens a point for writing, unless words in the one that is open would be lost.
    let open = {
        let (editing, is_begun, n_held) = (editing.clone(), is_begun.clone(), n_held.clone());
        Callback::from(move |id: PointId| {
            if *is_begun {
                n_held.set(*n_held + 1);
            } else {
                editing.set(Some(id));
            }
        })
    };
    {
        let (open, is_begun, onused) = (open.clone(), is_begun.clone(), props.onused.clone());
        use_effect_with(props.from_skill.clone(), move |from_skill| {
            if from_skill.is_some() {
                open.emit(PointId::new(Uuid::now_v7()));
                if *is_begun {
                    onused.emit(());
                }
            }
        });
    }
    {
        let (editing, begun, n_held) = (editing.clone(), begun.clone(), n_held.clone());
        let (store, id) = (here.store.clone(), here.id);
        let (from_skill, onused) = (props.from_skill.clone(), props.onused.clone());
        use_effect_with(kind, move |kind| {
            let what = begun_as(*kind);
            spawn_local(async move {
                let Some(found) = store.begun_form::<BegunPoint>(what, id).await else {
                    return;
                };
                editing.set(Some(found.id));
                begun.set(Some(found));
                if from_skill.is_some() {
                    n_held.set(*n_held + 1);
                    onused.emit(());
                }
            });
        });
    }
    let ondone = {
        let (editing, onused) = (editing.clone(), props.onused.clone());
        let (begun, is_begun, n_held) = (begun.clone(), is_begun.clone(), n_held.clone());
        Callback::from(move |()| {
            editing.set(None);
            begun.set(None);
            is_begun.set(false);
            n_held.set(0);
            onused.emit(());
        })
    };
    let onbegun = {
        let is_begun = is_begun.clone();
        Callback::from(move |now: bool| is_begun.set(now))
    };
    let onadd = open.reform(|_: MouseEvent| PointId::new(Uuid::now_v7()));
    let mut shown: Vec<(PointId, Option<&DraftPoint>)> = points
        .iter()
        .map(|point| (point.id, Some(*point)))
        .collect();
    if let Some(new) = editing.filter(|id| points.iter().all(|point| point.id != *id)) {
        shown.push((new, None));
    }
    let cards = shown.into_iter().map(|(id, point)| match point {
        Some(point) if *editing != Some(id) => {
            let onedit = open.reform(move |_: MouseEvent| id);
            html! { <PointCard key={id.to_string()} here={here.clone()} framework={props.framework.clone()} point={point.clone()} {onedit} /> }
        }
        point => html! {
            <PointEditor key={id.to_string()} here={here.clone()} framework={props.framework.clone()} {kind} {id}
                point={point.cloned()} from_skill={props.from_skill.clone()}
                begun={(*begun).clone().filter(|begun| begun.id == id)} onbegun={onbegun.clone()} n_held={*n_held} ondone={ondone.clone()} />
        },
    });
    let is_full = kind == PointKind::Development && points.len() >= DEVELOPMENT_POINTS_MAX;
    let (lead, add) = match kind {
        PointKind::Strength => (
            t!(text, "draft-strengths-lead"),
            t!(text, "draft-add-strength"),
        ),
        PointKind::Development => (
            t!(text, "draft-developments-lead"),
            t!(text, "draft-add-development"),
        ),
    };
    let is_empty = points.is_empty();
    html! {
        <div class="stack">
            <p class="muted">{ lead }</p>
            { for cards }
            if editing.is_none() && is_full {
                <p class="muted small">{ t!(text, "draft-developments-full") }</p>
            } else if editing.is_none() {
                <ButtonRow>
                    <Button icon={IconKind::Plus} onclick={onadd}
                        kind={if is_empty { ButtonKind::Primary } else { ButtonKind::Secondary }}>{ add }</Button>
                </ButtonRow>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PointCardProps {
    here: Here,
    framework: Rc<Framework>,
    point: DraftPoint,
    onedit: Callback<MouseEvent>,
}

#[component]
fn PointCard(props: &PointCardProps) -> Html {
    let text = use_text();
    let point = &props.point.text;
    let onremove = {
        let (store, id) = (props.here.store.clone(), props.here.id);
        let (point, base) = (props.point.id, props.point.written_by);
        Callback::from(move |_: MouseEvent| {
            let body = OperationBody::RemovePoint { point };
            store.append_after(id, body, Some(base), js_sys::Date::now());
        })
    };
    let kind = match point.kind {
        PointKind::Strength => CardKind::Plain,
        PointKind::Development => CardKind::Chance,
    };
    let n_evidence = point.evidence.len();
    let skill = point
        .skill
        .as_ref()
        .map(|skill| words::tile(text, Some(&props.framework), skill));
    let title: AttrValue = point.title.as_str().to_owned().into();
    html! {
        <Card {kind} {title} aside={html! { { for skill.map(|skill| html! { <span class="muted small">{ skill }</span> }) } }}>
            <p class="written">{ point.evidence_text.as_str() }</p>
            { for point.effect.as_ref().map(|effect| html! { <p class="written muted">{ effect.as_str() }</p> }) }
            if n_evidence > 0 {
                <p class="muted small">{ t!(text, "draft-n-evidence", n = n_evidence) }</p>
            }
            <ButtonRow>
                <Button onclick={props.onedit.clone()} label={t!(text, "draft-edit-point", title = point.title.as_str())}>{ t!(text, "edit") }</Button>
                <Button kind={ButtonKind::Quiet} onclick={onremove} label={t!(text, "draft-remove-point", title = point.title.as_str())}>{ t!(text, "remove") }</Button>
            </ButtonRow>
        </Card>
    }
}
