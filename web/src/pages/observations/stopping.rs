//! Stopping a session that is under way, by the practitioner who holds it: asked once, with what
//! happens to what was captured.

use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::pages::outcome::refusal;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, Dialog};

#[derive(Properties, PartialEq)]
pub(super) struct StoppingProps {
    pub here: Here,
}

#[component]
pub(super) fn Stopping(props: &StoppingProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let sender = use_sender();
    let is_asking = use_state(|| false);
    let here = &props.here;
    let observer = here.open.record.observation.observer.name.as_str();
    let ask = |is_asked: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |()| is_asking.set(is_asked))
    };
    let stop = |discard: bool| {
        let (store, id, sender, toasts) =
            (here.store.clone(), here.id, sender.clone(), toasts.clone());
        Callback::from(move |_: MouseEvent| {
            let (store, toasts) = (store.clone(), toasts.clone());
            let work = async move { store.stop_now(id, discard).await };
            sender.send(work, move |()| toasts.say(t!(text, "stop-mine-said")));
        })
    };
    let is_busy = sender.is_busy();
    html! {
        <>
            <Button kind={ButtonKind::Danger} onclick={ask(true).reform(|_: MouseEvent| ())}>{ t!(text, "stop-mine") }</Button>
            <Dialog id="stopping" open={*is_asking} title={t!(text, "live-stop-title")} onclose={ask(false)}>
                <p>{ t!(text, "stop-mine-when") }</p>
                <p>{ t!(text, "stop-mine-tell", observer = observer) }</p>
                { refusal(text, sender.failure()) }
                <div class="stack-tight">
                    <Button wide=true busy={is_busy} onclick={stop(false)}>{ t!(text, "stop-mine-keep") }</Button>
                    <Button wide=true busy={is_busy} kind={ButtonKind::Danger} onclick={stop(true)}>{ t!(text, "stop-mine-discard") }</Button>
                    <Button wide=true onclick={ask(false).reform(|_: MouseEvent| ())}>{ t!(text, "stop-mine-not") }</Button>
                </div>
            </Dialog>
        </>
    }
}
