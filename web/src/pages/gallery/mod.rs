//! Every part in every state, with long names, for looking at. Only with the `gallery`
//! feature, which nothing that is shipped turns on; its samples need no catalogue.

mod forms;
mod live;
mod reading;

use yew::prelude::*;

use crate::route::Route;
use crate::state::toasts::use_toasts;
use crate::ui::{
    Button, ButtonKind, ButtonLink, ButtonRow, Card, CardKind, Count, CountGrid, Dialog, Empty,
    ErrorState, IconKind, Notice, NoticeKind, OfflineNotice, Page, PageHead, Row, Shape, ShowMore,
    Skeleton, StateText, SummaryList, SummaryRow, Tab, TabPanel, Table, Tabs, Tag, Task, Tasks,
    Tone,
};

#[component]
pub fn Gallery() -> Html {
    let shown = use_state(|| AttrValue::from("parts"));
    let tabs = ["parts", "forms", "reading", "live"]
        .map(|id| Tab {
            id: id.into(),
            label: id.into(),
        })
        .to_vec();
    let onselect = {
        let shown = shown.clone();
        Callback::from(move |id: AttrValue| {
            if let Some(location) = web_sys::window().map(|window| window.location()) {
                let _ = location.set_hash(&id);
            }
            shown.set(id)
        })
    };
    {
        let shown = shown.clone();
        use_effect_with((), move |()| {
            let hash = web_sys::window()
                .and_then(|window| window.location().hash().ok())
                .unwrap_or_default();
            if hash.len() > 1 {
                shown.set(hash[1..].to_owned().into());
            }
        });
    }
    if shown.as_str() == "live" {
        return html! { <live::Live /> };
    }
    html! {
        <Page>
            <PageHead title="Gallery of parts" lead="Policy: one observation each quarter, feedback within 10 working days" back={(Route::Home, AttrValue::from("Today"))}>
                <Button>{ "Export" }</Button>
            </PageHead>
            <Tabs label="Gallery" {tabs} selected={(*shown).clone()} {onselect} />
            <TabPanel tab={(*shown).clone()}>
                { match shown.as_str() {
                    "forms" => html! { <forms::Forms /> },
                    "reading" => html! { <reading::Reading /> },
                    _ => html! { <Parts /> },
                } }
            </TabPanel>
        </Page>
    }
}

#[component]
fn Parts() -> Html {
    let is_open = use_state(|| false);
    let toasts = use_toasts();
    let open = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(true))
    };
    let close = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(false))
    };
    let toast = Callback::from(move |_| {
        toasts.say("Saved on this device");
    });
    html! {
        <>
            <Card title="Buttons">
                <ButtonRow>
                    <Button kind={ButtonKind::Primary}>{ "Share feedback" }</Button>
                    <Button>{ "Preview" }</Button>
                    <Button kind={ButtonKind::Quiet}>{ "Cancel" }</Button>
                    <Button kind={ButtonKind::Danger} onclick={open}>{ "Discard the capture" }</Button>
                    <Button icon={IconKind::Undo} onclick={toast}>{ "Undo" }</Button>
                    <Button disabled=true>{ "Not yet" }</Button>
                    <Button kind={ButtonKind::Primary} busy=true>{ "Sending" }</Button>
                    <ButtonLink to={Route::Observations} icon={IconKind::Plus}>{ "Plan an observation" }</ButtonLink>
                </ButtonRow>
            </Card>
            <Dialog id="discard" title="Discard what was captured?" open={*is_open} onclose={close.clone()}>
                <p>{ "23 marks and 4 notes will be removed from this device for good." }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Danger} onclick={close.reform(|_| ())}>{ "Discard" }</Button>
                    <Button onclick={close.reform(|_| ())}>{ "Keep" }</Button>
                </ButtonRow>
            </Dialog>
            <CountGrid>
                <Count n=24 label="done" onclick={|()| ()} />
                <Count n=9 label="booked" onclick={|()| ()} pressed=true />
                <Count n=4 label="due" onclick={|()| ()} />
                <Count n=3 label="overdue" warm=true onclick={|()| ()} />
                <Count n=2 label="excused" onclick={|()| ()} />
            </CountGrid>
            <Card kind={CardKind::Flush}><Coverage /></Card>
            <ShowMore shown=6 total={42} onmore={|()| ()} />
            <div class="columns columns-even">
                <Card title="What to do next" kind={CardKind::Next}>
                    <Tasks>
                        <Task to={Route::Observations} title="Finish feedback for Dafydd Price" detail="Observed Thursday 12 November">
                            <Tag shape={Shape::Triangle} tone={Tone::Warm}>{ "overdue 4 days" }</Tag>
                        </Task>
                        <Task to={Route::Observations} title="Observe Siân Llewellyn-Rhys Featherstonehaugh-Abernathy" detail="Tomorrow 11:00, Mold">
                            <Tag shape={Shape::Half}>{ "booked" }</Tag>
                        </Task>
                        <Task to={Route::Meetings} title="Feedback meeting with Amira Hussain"><Tag shape={Shape::Dashed} tone={Tone::Plain}>{ "due by 2 Dec" }</Tag></Task>
                    </Tasks>
                </Card>
                <Card title="Agreement" aside={html! { <Tag shape={Shape::Full} tone={Tone::Seen}>{ "informed, no objection" }</Tag> }}>
                    <SummaryList>
                        <SummaryRow name="Practitioner">{ "Siân Llewellyn-Rhys" }</SummaryRow>
                        <SummaryRow name="Purpose" action={html! { <a href="/gallery">{ "Change" }<span class="visually-hidden">{ " purpose" }</span></a> }}>{ "Developmental" }</SummaryRow>
                        <SummaryRow name="When">{ "Thursday 12 November, 10:00 for 60 minutes" }</SummaryRow>
                    </SummaryList>
                </Card>
            </div>
            <Notice title="This is about coverage"><p>{ "You see that an observation happened, not what was written." }</p></Notice>
            <Notice kind={NoticeKind::Done}><p>{ "Feedback shared with Dafydd. He will get a neutral mail." }</p></Notice>
            <Notice kind={NoticeKind::Warm} title="12 working days since the session"><p>{ "The policy is 10. Finish and share, or say why not yet." }</p></Notice>
            <OfflineNotice date="Thursday 12 November, 08:12" />
            <div class="columns columns-even">
                <Card title="Loading"><Skeleton lines=5 /></Card>
                <Card><Empty title="No reflections yet"><p>{ "Reflections you write appear here. Only you can read them until you share one." }</p><Button kind={ButtonKind::Primary}>{ "Write a reflection" }</Button></Empty></Card>
                <Card><ErrorState reference="01J9-7F3A" onretry={Callback::noop()} /></Card>
                <Card kind={CardKind::Asks} title="Priya asks">
                    <p>{ "What told you that staying on statement two mattered more than finishing the sheet?" }</p>
                    <ButtonRow even=true><Button kind={ButtonKind::Primary}>{ "Reply" }</Button><Button>{ "Reflect privately" }</Button></ButtonRow>
                </Card>
            </div>
        </>
    }
}

#[component]
fn Coverage() -> Html {
    let person = |name: &str, detail: &str| html! { <><div>{ name }</div><div class="muted small">{ detail }</div></> };
    let rows = vec![
        (
            "Dafydd Price",
            "Team 2 · Mon–Thu",
            Shape::Full,
            Tone::Seen,
            "done 12 Nov",
            "26 Nov 10:00, Room 3",
        ),
        (
            "Amira Hussain",
            "Team 2",
            Shape::Triangle,
            Tone::Warm,
            "overdue 4 days",
            "Propose a time",
        ),
        (
            "Siân Llewellyn-Rhys Featherstonehaugh-Abernathy",
            "Team 1 · 0.6, Wed–Fri",
            Shape::Half,
            Tone::Ink,
            "booked 25 Nov",
            "25 Nov 11:00, Mold",
        ),
        (
            "Jon Pritchard",
            "Team 3 · on leave to 30 Nov",
            Shape::Empty,
            Tone::Plain,
            "excused, leave",
            "1 Dec, after leave",
        ),
        (
            "Grace Adeyemi",
            "Team 3",
            Shape::Dashed,
            Tone::Plain,
            "due by 2 Dec",
            "Ask Priya",
        ),
    ];
    let rows = rows
        .into_iter()
        .map(|(name, detail, shape, tone, state, next)| Row {
            key: name.into(),
            cells: vec![
                person(name, detail),
                html! { <StateText {shape} {tone}>{ state }</StateText> },
                html! { next },
            ],
        })
        .collect::<Vec<_>>();
    html! { <Table caption="Coverage" caption_hidden=true columns={vec!["Practitioner".into(), "Observation".into(), "Next".into()]} {rows} /> }
}
