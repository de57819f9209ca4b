//! Strengths, or development points: those there are, and the one being written.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{DEVELOPMENT_POINTS_MAX, DraftPoint, OperationBody, PointKind};
use shared::values::{Key, PointId};
use uuid::Uuid;
use yew::prelude::*;

use super::forms::{ADD, use_forms};
use super::point_editor::{BegunPoint, PointEditor, begun_as};
use super::put_back::PutBack;
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
    let is_full = kind == PointKind::Development && points.len() >= DEVELOPMENT_POINTS_MAX;
    let forms = use_forms::<BegunPoint>(here, begun_as(kind));
    let (editing, n_held, open) = (forms.editing(), forms.n_held(), forms.on_open());
    {
        let (open, onused) = (open.clone(), props.onused.clone());
        use_effect_with(
            props.from_skill.clone(),
            move |from_skill| match from_skill {
                Some(_) if is_full => onused.emit(()),
                Some(_) => open.emit(PointId::new(Uuid::now_v7())),
                None => {}
            },
        );
    }
    {
        // The skill is not waited for any more where another point has to be saved first.
        let onused = props.onused.clone();
        use_effect_with(n_held, move |n_held| {
            if *n_held > 0 {
                onused.emit(());
            }
        });
    }
    let ondone = {
        let (done, onused) = (forms.on_done(), props.onused.clone());
        Callback::from(move |()| {
            done.emit(());
            onused.emit(());
        })
    };
    let removed = use_state(|| None::<DraftPoint>);
    let write = {
        let (store, id) = (here.store.clone(), here.id);
        move |body: OperationBody, over: &DraftPoint| {
            store.append_after(id, body, Some(over.written_by), js_sys::Date::now());
        }
    };
    let onremove = {
        let (removed, write) = (removed.clone(), write.clone());
        Callback::from(move |point: DraftPoint| {
            write(OperationBody::RemovePoint { point: point.id }, &point);
            removed.set(Some(point));
        })
    };
    let put_back = removed.as_ref().map(|point| {
        let onback = {
            let (removed, write, point) = (removed.clone(), write.clone(), point.clone());
            Callback::from(move |()| {
                let (text, point_id) = (point.text.clone(), point.id);
                write(
                    OperationBody::PutPoint {
                        point: point_id,
                        text,
                    },
                    &point,
                );
                removed.set(None);
            })
        };
        let said = t!(text, "draft-removed", title = point.text.title.as_str());
        html! { <PutBack id="put-back-point" {said} {onback} /> }
    });
    let onadd = open.reform(|_: MouseEvent| PointId::new(Uuid::now_v7()));
    let mut shown: Vec<(PointId, Option<&DraftPoint>)> = points
        .iter()
        .map(|point| (point.id, Some(*point)))
        .collect();
    if let Some(new) = editing.filter(|id| points.iter().all(|point| point.id != *id)) {
        shown.push((new, None));
    }
    let cards = shown.into_iter().map(|(id, point)| match point {
        Some(point) if editing != Some(id) => {
            let onedit = open.reform(move |_: MouseEvent| id);
            html! { <PointCard key={id.to_string()} framework={props.framework.clone()} point={point.clone()} {onedit}
                onremove={onremove.clone()} /> }
        }
        point => html! {
            <PointEditor key={id.to_string()} here={here.clone()} framework={props.framework.clone()} {kind} {id}
                point={point.cloned()} from_skill={props.from_skill.clone()}
                begun={forms.begun()} onbegun={forms.on_begun()} {n_held} ondone={ondone.clone()} />
        },
    });
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
            { for put_back }
            if editing.is_none() && is_full {
                <p class="muted small">{ t!(text, "draft-developments-full") }</p>
            } else if editing.is_none() {
                <ButtonRow>
                    <Button id={ADD} icon={IconKind::Plus} onclick={onadd}
                        kind={if is_empty { ButtonKind::Primary } else { ButtonKind::Secondary }}>{ add }</Button>
                </ButtonRow>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PointCardProps {
    framework: Rc<Framework>,
    point: DraftPoint,
    onedit: Callback<MouseEvent>,
    onremove: Callback<DraftPoint>,
}

#[component]
fn PointCard(props: &PointCardProps) -> Html {
    let text = use_text();
    let point = &props.point.text;
    let onremove = {
        let point = props.point.clone();
        props.onremove.reform(move |_: MouseEvent| point.clone())
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
