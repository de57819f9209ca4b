//! A second observer of the same session: asking one, and both sides once both are done.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{
    AddSecondObserver, Comparison, ItemPair, ObservedSession, SkillPair, State,
};
use shared::org::PersonRef;
use shared::values::ObservationId;
use uuid::Uuid;
use yew::prelude::*;

use super::opened::Here;
use super::words;
use crate::pages::feedback::answer_words;
use crate::pages::people::PersonPicker;
use crate::state::failures;
use crate::state::observations::{add_second_observer, use_session_of};
use crate::state::remote::{Remote, use_sender};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonRow, Card, Notice, NoticeKind, Row, Shape, SummaryList, SummaryRow, Table, Tag,
};

#[derive(Properties, PartialEq)]
pub struct SecondProps {
    pub here: Here,
}

/// Who observes this session, and what may be done about a second observer.
#[component]
pub fn SecondObserver(props: &SecondProps) -> Html {
    let here = &props.here;
    let state = here.open.record.observation.state;
    let session = use_session_of(here.id, state);
    // Without a network nothing is said: it is not needed for the session.
    let Remote::Ready(session_now) = &session.remote else {
        return Html::default();
    };
    let may_ask = here.is_observer()
        && state == State::Planned
        && session_now.records.len() == 1
        && here.open.record.fetched_at.is_some();
    if may_ask {
        return html! { <Ask here={here.clone()} onadded={session.reload.clone()} /> };
    }
    if session_now.records.len() < 2 {
        return Html::default();
    }
    html! { <Both here={here.clone()} session={session_now.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct AskProps {
    here: Here,
    onadded: Callback<()>,
}

#[component]
fn Ask(props: &AskProps) -> Html {
    let text = use_text();
    let chosen = use_state(Vec::<PersonRef>::new);
    let sender = use_sender();
    // Made once, so that pressing again repeats and adds no second record.
    let id = use_state(|| ObservationId::new(Uuid::now_v7()));
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |people| chosen.set(people))
    };
    let onask = {
        let (sender, chosen, of) = (sender.clone(), chosen.clone(), props.here.id);
        let (id, onadded) = (*id, props.onadded.clone());
        Callback::from(move |_| {
            let Some(person) = chosen.first() else { return };
            let add = AddSecondObserver {
                id,
                observer_id: person.id,
            };
            let onadded = onadded.clone();
            sender.send(add_second_observer(of, add), move |_| onadded.emit(()));
        })
    };
    html! {
        <Card title={t!(text, "second-title")}>
            <p class="muted small">{ t!(text, "second-lead") }</p>
            { for sender.failure().map(|failure| html! { <Notice kind={NoticeKind::Warm} announce=true><p>{ failures::words(text, failure) }</p></Notice> }) }
            <PersonPicker id="second-observer" label={t!(text, "second-who")} most={1} chosen={(*chosen).clone()} {onchange} />
            if !chosen.is_empty() {
                <ButtonRow><Button onclick={onask} busy={sender.is_busy()}>{ t!(text, "second-ask") }</Button></ButtonRow>
            }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct BothProps {
    here: Here,
    session: Rc<ObservedSession>,
}

#[component]
fn Both(props: &BothProps) -> Html {
    let text = use_text();
    let (here, session) = (&props.here, &props.session);
    let me = here.store.me();
    let observes = session
        .records
        .iter()
        .any(|r| r.observer.id == me.person_id);
    let lead = match (&session.comparison, observes) {
        (Some(_), _) => t!(text, "second-both-lead"),
        (None, true) => t!(text, "second-blind"),
        (None, false) => t!(text, "second-told"),
    };
    let rows = session.records.iter().map(|record| {
        let (shape, tone): (Shape, _) = words::state_look(record.state);
        html! {
            <SummaryRow name={record.observer.name.as_str().to_owned()}>
                <Tag {shape} {tone}>{ words::state(text, record.state) }</Tag>
            </SummaryRow>
        }
    });
    html! {
        <Card title={t!(text, "second-both-title")}>
            <p class="muted small">{ lead }</p>
            <SummaryList>{ for rows }</SummaryList>
            { for session.comparison.as_ref().map(|both| compared(text, here.framework.as_deref(), session, both)) }
        </Card>
    }
}

fn compared(
    text: Text,
    framework: Option<&Framework>,
    session: &ObservedSession,
    both: &Comparison,
) -> Html {
    let agreement = match both.percent {
        Some(percent) => t!(
            text,
            "second-agreement",
            same = both.n_same,
            both = both.n_both,
            percent = percent
        ),
        None => t!(text, "second-agreement-none"),
    };
    let name = |n: usize| -> AttrValue {
        let record = session.records.get(n);
        record.map_or_else(AttrValue::default, |r| {
            r.observer.name.as_str().to_owned().into()
        })
    };
    let columns = vec![
        t!(text, "second-item"),
        name(0),
        name(1),
        t!(text, "second-same"),
    ];
    let items: Vec<Row> = both
        .items
        .iter()
        .map(|pair| item(text, framework, pair))
        .collect();
    let skill_columns = vec![t!(text, "second-skill"), name(0), name(1)];
    let skills: Vec<Row> = both
        .skills
        .iter()
        .map(|pair| skill(text, framework, pair))
        .collect();
    html! {
        <>
            <p class="strong">{ agreement }</p>
            <Table caption={t!(text, "second-ratings")} {columns} rows={items} />
            <Table caption={t!(text, "second-marks")} columns={skill_columns} rows={skills} />
        </>
    }
}

fn item(text: Text, framework: Option<&Framework>, pair: &ItemPair) -> Row {
    let item = framework.and_then(|framework| framework.item(pair.item.as_str()));
    let label = match item {
        Some(item) => words::tagged(text, &item.label),
        None => pair.item.as_str().to_owned().into(),
    };
    let words = |answer: &Option<_>| match (answer, framework) {
        (Some(answer), Some(framework)) => {
            answer_words(text, framework, pair.item.as_str(), answer)
        }
        _ => t!(text, "second-not-rated"),
    };
    let same = match pair.is_alike {
        Some(true) => t!(text, "yes"),
        Some(false) => t!(text, "no"),
        None => "–".into(),
    };
    Row {
        key: pair.item.as_str().to_owned().into(),
        cells: vec![
            label.view(),
            html! { words(&pair.first) },
            html! { words(&pair.second) },
            html! { same },
        ],
    }
}

fn skill(text: Text, framework: Option<&Framework>, pair: &SkillPair) -> Row {
    let count = |marks: shared::observations::SkillMarks| {
        t!(
            text,
            "second-count",
            seen = marks.n_seen,
            chances = marks.n_chances
        )
    };
    Row {
        key: pair.skill.as_str().to_owned().into(),
        cells: vec![
            html! { words::tile(text, framework, &pair.skill) },
            html! { count(pair.first) },
            html! { count(pair.second) },
        ],
    }
}
