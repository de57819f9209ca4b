//! The live screen with sample content, in the frame a page would give it.

use yew::prelude::*;

use crate::ui::{
    BlankOverlay, Button, ButtonKind, Clock, IconKind, PhaseBar, PhaseView, TextArea, Tile,
    Timeline, TimelineEntry,
};

const SKILLS: [(&str, usize, usize, bool); 16] = [
    ("Working alliance", 5, 0, false),
    ("Role clarification", 0, 0, false),
    ("Pro-social modelling and reinforcement", 2, 0, false),
    ("Effective disapproval", 0, 0, false),
    ("Use of authority", 0, 0, false),
    ("Session structure", 3, 0, false),
    ("Need, responsivity and diversity", 0, 0, false),
    ("Motivational techniques", 4, 1, false),
    ("Cognitive-behavioural work", 1, 0, true),
    ("Problem solving", 0, 0, false),
    ("Skill rehearsal", 0, 1, false),
    ("Engagement and compliance planning", 0, 0, false),
    ("Signposting and social capital", 0, 0, false),
    ("Strengths and future focus", 2, 0, false),
    ("Co-production of the plan", 0, 0, false),
    ("Endings and homework", 0, 0, false),
];

#[component]
pub fn Live() -> Html {
    let is_blank = use_state(|| false);
    let is_quiet = use_state(|| false);
    let blank = {
        let is_blank = is_blank.clone();
        Callback::from(move |_| is_blank.set(true))
    };
    let back = {
        let is_blank = is_blank.clone();
        Callback::from(move |()| is_blank.set(false))
    };
    let quiet = {
        let is_quiet = is_quiet.clone();
        Callback::from(move |_| is_quiet.set(!*is_quiet))
    };
    let phases = [
        ("Check-in", Some(362)),
        ("Review", Some(580)),
        ("Intervention", Some(514)),
        ("Homework, close", None),
    ]
    .map(|(name, elapsed_seconds)| PhaseView {
        id: name.into(),
        name: name.into(),
        elapsed_seconds,
    })
    .to_vec();
    let entries = [
        ("24:02", "Cognitive work seen"),
        (
            "23:41",
            "“I had no idea what a burglary does to people.” Let the silence run.",
        ),
        ("22:10", "Motivational techniques seen"),
        ("15:42", "Intervention began"),
    ]
    .map(|(at, words)| TimelineEntry {
        key: at.into(),
        at: at.into(),
        body: html! { words },
    })
    .to_vec();
    html! {
        <div class={classes!("capture", is_quiet.then_some("quiet"))}>
            <div class="capture-head">
                <div class="capture-who"><h1>{ "Observing Siân Llewellyn-Rhys" }</h1><p>{ "Last action: end with one thing to try" }</p></div>
                <span class="pill-state warm">{ "23 safe on this device, no network" }</span>
                <Clock elapsed_seconds=1456 />
                <Button>{ "Pause" }</Button><Button onclick={blank}>{ "Blank" }</Button><Button kind={ButtonKind::Primary}>{ "End" }</Button>
            </div>
            <PhaseBar {phases} current="Intervention" onselect={|_| ()} />
            <div class="capture-main">
                <div class="tiles">
                    { for SKILLS.iter().map(|(name, n_seen, n_chances, focus)| html! {
                        <Tile key={*name} name={*name} n_seen={*n_seen} n_chances={*n_chances} focus={*focus} onseen={|_| ()} onchance={|_| ()} />
                    }) }
                </div>
                <section class="capture-side">
                    <div class="row-between"><h2>{ "Timeline" }</h2><Button icon={IconKind::Undo}>{ "Undo" }</Button></div>
                    <Timeline {entries} label="Timeline" />
                </section>
            </div>
            <div class="capture-foot">
                <div class="grow"><TextArea id="note" label="Note" label_hidden=true short=true value="" placeholder="Add a note at 24:16 …" oninput={|_| ()} /></div>
                <Button onclick={quiet} pressed={*is_quiet}>{ "Quiet mode" }</Button>
            </div>
            <BlankOverlay open={*is_blank} onreturn={back} />
        </div>
    }
}
