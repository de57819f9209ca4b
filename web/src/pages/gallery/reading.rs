//! Parts for reading feedback.

use yew::prelude::*;

use crate::ui::{Card, CardKind, GapScale, GapView, Timeline, TimelineEntry};

#[component]
pub fn Reading() -> Html {
    let levels: Vec<AttrValue> = ["not seen", "emerging", "effective", "highly effective"]
        .map(AttrValue::from)
        .to_vec();
    let view = |who: &'static str, level: Option<usize>, words: Option<&'static str>| GapView {
        who: who.into(),
        level,
        words: words.map(AttrValue::from),
    };
    let entries = vec![
        TimelineEntry {
            key: "1".into(),
            at: "24:02".into(),
            body: html! { <><span class="seen">{ "Cognitive work" }</span>{ " seen" }</> },
        },
        TimelineEntry {
            key: "2".into(),
            at: "23:41".into(),
            body: html! { "“I had no idea what a burglary does to people.” Let the silence run." },
        },
        TimelineEntry {
            key: "3".into(),
            at: "20:55".into(),
            body: html! { <><span class="chance">{ "Skill rehearsal" }</span>{ " a chance, not taken" }</> },
        },
        TimelineEntry {
            key: "4".into(),
            at: "15:42".into(),
            body: html! { <span class="plain">{ "Intervention began" }</span> },
        },
    ];
    html! {
        <div class="columns columns-even">
            <Card title="A difference worth talking about">
                <GapScale item={html! { "Session structure" }} levels={levels.clone()} own={view("You", Some(0), Some("rubbish, we only got to statement two"))} other={view("Priya", Some(2), None)} />
            </Card>
            <Card title="The same view">
                <GapScale item={html! { "Working alliance" }} levels={levels.clone()} own={view("You", Some(3), None)} other={view("Priya", Some(3), None)} />
            </Card>
            <Card title="One side only">
                <GapScale item={html! { "Problem solving" }} {levels} own={view("You", None, None)} other={view("Priya", Some(1), None)} />
            </Card>
            <Card kind={CardKind::Chance} title="One thing to try">
                <p>{ "Rehearse the phone call with him before he leaves." }</p>
                <p class="muted">{ "20:55 · a chance, not taken" }</p>
            </Card>
            <Card title="Timeline"><Timeline {entries} label="Timeline" /></Card>
        </div>
    }
}
