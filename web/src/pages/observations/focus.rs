//! The practitioner's own choice of what to look at, before the session.

use shared::frameworks::Framework;
use shared::values::Key;
use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::pages::outcome::refusal;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Choice, Select};

#[derive(Properties, PartialEq)]
pub(super) struct FocusCardProps {
    pub here: Here,
}

/// Nothing where the instrument has no skill to choose.
#[component]
pub(super) fn FocusCard(props: &FocusCardProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let sender = use_sender();
    let chosen = use_state(|| None::<String>);
    let here = &props.here;
    let observation = &here.open.record.observation;
    let options = focus_choices(text, here.framework.as_deref());
    if options.is_empty() {
        return Html::default();
    }
    let agreed = observation.agreement.focus.as_ref();
    let agreed = agreed.map_or_else(String::new, |focus| focus.as_str().to_owned());
    let value = chosen.as_ref().unwrap_or(&agreed).clone();
    let is_changed = value != agreed;
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |value| chosen.set(Some(value)))
    };
    let onsave = {
        let (store, id, value) = (here.store.clone(), here.id, value.clone());
        let sender = sender.clone();
        Callback::from(move |_: MouseEvent| {
            let (store, toasts, chosen) = (store.clone(), toasts.clone(), chosen.clone());
            let focus = Key::parse(&value).ok();
            let work = async move { store.choose_focus(id, focus).await };
            sender.send(work, move |()| {
                chosen.set(None);
                toasts.say(t!(text, "focus-mine-said"));
            });
        })
    };
    html! {
        <Card title={t!(text, "focus-mine-title")}>
            <p class="muted small">{ t!(text, "focus-mine-lead", observer = observation.observer.name.as_str()) }</p>
            <Select id="focus" label={t!(text, "focus-mine-label")} {options} {value} placeholder={t!(text, "plan-no-focus")} {onchange} />
            { refusal(text, sender.failure()) }
            <ButtonRow>
                <Button onclick={onsave} disabled={!is_changed} busy={sender.is_busy()}
                    kind={if is_changed { ButtonKind::Primary } else { ButtonKind::Secondary }}>{ t!(text, "focus-mine-save") }</Button>
            </ButtonRow>
        </Card>
    }
}

/// The skills of the instrument that can be a focus.
pub(super) fn focus_choices(text: Text, framework: Option<&Framework>) -> Vec<Choice> {
    framework
        .map(|framework| framework.skill_domains())
        .into_iter()
        .flatten()
        .map(|section| {
            Choice::new(
                section.id.as_str().to_owned(),
                words::tagged(text, &section.title),
            )
        })
        .collect()
}
