//! Before the session: what still has to be so, and how to get there.

use shared::observations::{Informed, State};
use yew::prelude::*;

use crate::dates;
use crate::pages::frameworks::HowToUse;
use crate::pages::observations::opened::Here;
use crate::pages::observations::save_state::{SaveSentence, SaveTrouble};
use crate::pages::observations::words;
use crate::route::Route;
use crate::state::observations;
use crate::t;
use crate::text::use_text;
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, CardKind, Choice, Notice, NoticeKind, Page, PageHead,
    RadioGroup, SummaryList, SummaryRow,
};

#[derive(Properties, PartialEq)]
pub struct StartGateProps {
    pub here: Here,
}

#[component]
pub fn StartGate(props: &StartGateProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let observation = &here.open.record.observation;
    let informed = here.open.record.informed();
    let is_running = here.open.record.state() == State::InProgress;
    let may_start = informed == Informed::NoObjection
        && here.framework.is_some()
        && here.store.storage.is_none()
        && !is_running;
    let onstart = {
        let (store, id) = (here.store.clone(), here.id);
        Callback::from(move |_: MouseEvent| {
            wasm_bindgen_futures::spawn_local(async {
                observations::ask_to_keep().await;
            });
            store.start(id, js_sys::Date::now());
        })
    };
    // A window that keeps nothing is known before anybody relies on it.
    {
        let store = here.store.clone();
        use_effect_with(here.id, move |_| store.probe());
    }
    let onprobe = {
        let store = here.store.clone();
        Callback::from(move |_: MouseEvent| store.probe_again())
    };
    let back = (
        Route::Observation {
            id: here.id.to_string(),
        },
        t!(text, "observation-back"),
    );
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "gate-title", name = observation.practitioner.name.as_str())}
                lead={words::when(text, observation.agreement.planned_for)} {back} />
            if here.store.storage.is_some() {
                <Notice kind={NoticeKind::Warm} title={t!(text, "gate-storage-title")} announce=true>
                    <p>{ t!(text, "gate-storage-body") }</p>
                    <ButtonRow><Button onclick={onprobe}>{ t!(text, "gate-storage-again") }</Button></ButtonRow>
                </Notice>
            } else {
                <SaveTrouble here={here.clone()} />
            }
            if here.framework.is_none() {
                <Notice kind={NoticeKind::Warm} title={t!(text, "gate-no-framework-title")}>
                    <p>{ t!(text, "gate-no-framework-body") }</p>
                </Notice>
            }
            <InformedCard here={here.clone()} />
            <LookFor here={here.clone()} />
            { for here.framework.iter().map(|framework| html! { <HowToUse framework={framework.clone()} /> }) }
            <Card title={t!(text, "gate-start-title")} kind={CardKind::Next}>
                if may_start {
                    <p>{ t!(text, "gate-ready") }</p>
                    <Button kind={ButtonKind::Primary} wide=true onclick={onstart}>{ t!(text, "gate-start") }</Button>
                } else if informed == Informed::NotYetAsked {
                    <p>{ t!(text, "gate-ask-first") }</p>
                } else {
                    <p>{ t!(text, "gate-not-ready") }</p>
                }
                <p class="muted small">{ t!(text, "gate-noted", name = observation.practitioner.name.as_str()) }</p>
                <SaveSentence here={here.clone()} />
            </Card>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct LookForProps {
    here: Here,
}

/// What to look for: the focus of this session, and the actions still open from earlier ones with
/// the last first. In the session there is room for one line of it.
#[component]
fn LookFor(props: &LookForProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let observation = &here.open.record.observation;
    let focus = observation.agreement.focus.as_ref();
    if focus.is_none() && observation.open_actions.is_empty() {
        return Html::default();
    }
    let actions = observation
        .open_actions
        .iter()
        .enumerate()
        .map(|(at, action)| {
            let review_on = dates::date_long(text, action.review_on);
            html! {
                <SummaryRow key={at} name={t!(text, "gate-open-action")}>
                    <p>{ action.title.as_str() }</p>
                    <p class="muted small">{ t!(text, "draft-review-on", date = review_on) }</p>
                </SummaryRow>
            }
        });
    html! {
        <Card title={t!(text, "gate-look-for")}>
            <SummaryList>
                { for focus.map(|focus| html! {
                    <SummaryRow name={t!(text, "focus")}>{ words::tile_tagged(text, here.framework.as_deref(), focus).view() }</SummaryRow>
                }) }
                { for actions }
            </SummaryList>
        </Card>
    }
}

#[derive(Properties, PartialEq)]
pub struct InformedCardProps {
    pub here: Here,
}

/// What the person on probation was told. The practitioner answers; the observer may write
/// the answer down.
#[component]
pub fn InformedCard(props: &InformedCardProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let chosen = use_state(|| None::<Informed>);
    let informed = here.open.record.informed();
    let options = [
        Informed::NotYetAsked,
        Informed::NoObjection,
        Informed::Objected,
    ]
    .map(|answer| Choice::new(key_of(answer), words::informed(text, answer)))
    .to_vec();
    let shown = chosen.unwrap_or(informed);
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |value: AttrValue| chosen.set(of_key(&value)))
    };
    let onsave = {
        let (store, id) = (here.store.clone(), here.id);
        Callback::from(move |_: MouseEvent| store.inform(id, shown))
    };
    let is_changed = shown != informed;
    let objection = if here.is_observer() {
        t!(text, "informed-objected-means")
    } else {
        t!(text, "informed-objected-means-mine")
    };
    html! {
        <Card title={t!(text, "informed-title")}>
            <p class="muted small">{ t!(text, "informed-lead") }</p>
            <RadioGroup id="informed" legend={t!(text, "informed-legend")} {options} value={key_of(shown)} {onchange} />
            if is_changed && shown == Informed::Objected {
                <Notice kind={NoticeKind::Warm}>{ objection }</Notice>
            }
            <ButtonRow>
                <Button onclick={onsave} disabled={!is_changed}
                    kind={if is_changed { ButtonKind::Primary } else { ButtonKind::Secondary }}>{ t!(text, "informed-save") }</Button>
            </ButtonRow>
        </Card>
    }
}

fn key_of(informed: Informed) -> &'static str {
    match informed {
        Informed::NotYetAsked => "not-yet-asked",
        Informed::NoObjection => "no-objection",
        Informed::Objected => "objected",
    }
}

fn of_key(key: &str) -> Option<Informed> {
    [
        Informed::NotYetAsked,
        Informed::NoObjection,
        Informed::Objected,
    ]
    .into_iter()
    .find(|answer| key_of(*answer) == key)
}
