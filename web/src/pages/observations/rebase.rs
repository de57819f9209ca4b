//! Another version of the instrument: what moving the record to it would change, and the move.

use shared::frameworks::{Framework, FrameworkSummary, Text as FrameworkText};
use shared::observations::{Change, Held, PartDiff, PartKind, RebaseDiff, State};
use yew::prelude::*;

use super::opened::Here;
use crate::state::failures;
use crate::state::frameworks::{use_framework, use_frameworks};
use crate::state::remote::{Remote, use_sender};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Notice, NoticeKind, Row, Skeleton, Table};

#[derive(Properties, PartialEq)]
pub struct OtherVersionsProps {
    pub here: Here,
}

/// The newer version of the instrument, and the one the record was moved from, where there are
/// such and the record may still be moved.
#[component]
pub fn OtherVersions(props: &OtherVersionsProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let versions = use_frameworks();
    let state = here.open.record.state();
    let may_move = here.is_observer()
        && matches!(state, State::Planned | State::InProgress | State::Drafting)
        && !here.open.record.observation.self_assessed
        && here.open.record.fetched_at.is_some();
    // Without a network nothing is said: the record stays as it is.
    let (true, Remote::Ready(versions)) = (may_move, &versions.remote) else {
        return Html::default();
    };
    let observation = &here.open.record.observation;
    let of = |hash: &String| versions.iter().find(|one| one.hash == *hash);
    let Some(now) = of(&observation.framework) else {
        return Html::default();
    };
    let newer = versions
        .iter()
        .filter(|one| one.key == now.key && one.retired_at.is_none())
        .filter(|one| one.published_at > now.published_at)
        .max_by_key(|one| one.published_at);
    let earlier = observation.earlier_frameworks.last().and_then(of);
    let earlier = earlier.filter(|one| newer.is_none_or(|newer| newer.hash != one.hash));
    let newer = newer.map(|to| {
        let (version, newer) = (now.version.as_str(), to.version.as_str());
        let lead = t!(text, "rebase-newer", version = version, newer = newer);
        (to, t!(text, "rebase-newer-title"), lead)
    });
    let earlier = earlier.map(|to| {
        let (version, earlier) = (now.version.as_str(), to.version.as_str());
        let lead = t!(text, "rebase-back", version = version, earlier = earlier);
        (to, t!(text, "rebase-back-title"), lead)
    });
    let offered = newer.into_iter().chain(earlier);
    html! {
        { for offered.map(|(to, title, lead)| html! {
            <Offer key={to.hash.clone()} here={here.clone()} to={to.clone()} {title} {lead} />
        }) }
    }
}

#[derive(Properties, PartialEq)]
struct OfferProps {
    here: Here,
    to: FrameworkSummary,
    title: AttrValue,
    lead: AttrValue,
}

#[component]
fn Offer(props: &OfferProps) -> Html {
    let text = use_text();
    let is_open = use_state(|| false);
    let onlook = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(true))
    };
    html! {
        <Card title={props.title.clone()}>
            <p>{ props.lead.clone() }</p>
            if *is_open {
                <Move here={props.here.clone()} to={props.to.clone()} />
            } else {
                <ButtonRow><Button onclick={onlook}>{ t!(text, "rebase-look") }</Button></ButtonRow>
            }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct MoveProps {
    here: Here,
    to: FrameworkSummary,
}

/// The difference, and the button that accepts it.
#[component]
fn Move(props: &MoveProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let target = use_framework(&props.to.hash);
    let (after, before) = match (&target.remote, &props.here.framework) {
        (Remote::Ready(after), Some(before)) => (after, before),
        (Remote::Failed(failure), _) => {
            return html! { <Notice kind={NoticeKind::Warm}><p>{ failures::words(text, failure) }</p></Notice> };
        }
        _ => return html! { <Skeleton /> },
    };
    let diff = RebaseDiff::between(before, after, &props.here.open.record.capture);
    let onmove = {
        let (store, id) = (props.here.store.clone(), props.here.id);
        let (sender, to) = (sender.clone(), props.to.hash.clone());
        Callback::from(move |_: MouseEvent| {
            let (store, to) = (store.clone(), to.clone());
            let work = async move { store.rebase(id, to).await };
            sender.send(work, |()| {});
        })
    };
    html! {
        <>
            { difference(text, before, after, &diff) }
            { for sender.failure().map(|failure| html! { <Notice kind={NoticeKind::Warm} announce=true><p>{ failures::words(text, failure) }</p></Notice> }) }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} busy={sender.is_busy()} onclick={onmove}>{ t!(text, "rebase-move", version = props.to.version.as_str()) }</Button>
            </ButtonRow>
        </>
    }
}

fn difference(text: Text, before: &Framework, after: &Framework, diff: &RebaseDiff) -> Html {
    if diff.parts.is_empty() {
        return html! { <p>{ t!(text, "rebase-nothing") }</p> };
    }
    let columns = vec![
        t!(text, "rebase-part"),
        t!(text, "rebase-change"),
        t!(text, "rebase-yours"),
    ];
    let rows: Vec<Row> = diff
        .parts
        .iter()
        .map(|part| row(text, before, after, part))
        .collect();
    html! {
        <>
            <p class="strong">{ t!(text, "rebase-set-aside", n = diff.n_set_aside()) }</p>
            <Table caption={t!(text, "rebase-look")} caption_hidden=true {columns} {rows} />
        </>
    }
}

fn row(text: Text, before: &Framework, after: &Framework, part: &PartDiff) -> Row {
    let change = match part.change {
        Change::Added => t!(text, "rebase-added"),
        Change::Removed => t!(text, "rebase-removed"),
        Change::Reworded => t!(text, "rebase-reworded"),
        Change::Reshaped => t!(text, "rebase-reshaped"),
    };
    let label = label(text, after, part).or_else(|| label(text, before, part));
    let label = label.unwrap_or_else(|| part.id.as_str().to_owned().into());
    Row {
        key: format!("{:?}{}", part.kind, part.id).into(),
        cells: vec![
            html! { label },
            html! { change },
            html! { { for yours(text, part).into_iter().map(|words| html! { <p>{ words }</p> }) } },
        ],
    }
}

fn label(text: Text, framework: &Framework, part: &PartDiff) -> Option<AttrValue> {
    let id = part.id.as_str();
    let said = |words: &FrameworkText| words.in_language(text.language().tag()).to_owned();
    Some(match part.kind {
        PartKind::Section => said(&framework.section(id)?.title).into(),
        PartKind::Item => said(&framework.item(id)?.label).into(),
        PartKind::Code => {
            let name = said(&framework.code(id)?.label);
            t!(text, "rebase-code", name = name)
        }
        PartKind::Phase => {
            let phase = framework.phases.iter().find(|phase| phase.id == *id)?;
            let name = said(&phase.label);
            t!(text, "rebase-phase", name = name)
        }
    })
}

/// What the record holds of a part, one sentence each.
fn yours(text: Text, part: &PartDiff) -> Vec<AttrValue> {
    let PartDiff {
        kept, set_aside, ..
    } = part;
    let mut words = Vec::new();
    if kept.is_rated {
        words.push(t!(text, "rebase-rating-kept"));
    }
    if set_aside.is_rated {
        words.push(t!(text, "rebase-rating-aside"));
    }
    let counted = |held: &Held| (held.n_marks, held.n_texts);
    let ((marks, texts), (marks_aside, texts_aside)) = (counted(kept), counted(set_aside));
    if marks > 0 {
        words.push(t!(text, "rebase-marks-kept", n = marks));
    }
    if marks_aside > 0 {
        words.push(t!(text, "rebase-marks-aside", n = marks_aside));
    }
    if texts > 0 {
        words.push(t!(text, "rebase-texts-kept", n = texts));
    }
    if texts_aside > 0 {
        words.push(t!(text, "rebase-texts-aside", n = texts_aside));
    }
    if words.is_empty() {
        words.push(t!(text, "rebase-held-none"));
    }
    words
}
