//! Where a person's own writing is, in the four words of every record, and what to do where the
//! server refused it.

use shared::problem::{Code, Problem};
use shared::sync::{CommandBody, Outbox};
use shared::values::ObservationId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::pages::observations::whereabouts;
use crate::pages::saved_line::saved_line;
use crate::state::autosave::Saving;
use crate::state::clipboard;
use crate::state::observations::{Line, ObservationStore, use_observations, use_outbox};
use crate::state::{Failure, failures};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog, Notice, NoticeKind, StateText, TextArea};

/// Where what waits in this outbox is.
pub fn place(text: Text, store: &ObservationStore, outbox: &Outbox) -> Html {
    let (shape, tone, word) = whereabouts(text, outbox.whereabouts(store.line == Line::Sending));
    html! { <StateText {shape} {tone}>{ word }</StateText> }
}

/// How far saving has come, of a text that is kept on this device first. Where the device keeps
/// nothing, the sentence is about the server. What does not fit (`is_fit`) is kept nowhere.
pub fn saved_state(
    text: Text,
    store: &ObservationStore,
    outbox: Option<&Outbox>,
    saving: &Saving,
    is_fit: bool,
) -> Html {
    if !is_fit {
        return html! { <span class="warm">{ t!(text, "saved-not-fit") }</span> };
    }
    let is_untouched = *saving == Saving::Untouched;
    match (outbox, saving) {
        (Some(outbox), Saving::SavedAt(_) | Saving::Untouched)
            if store.device().is_some() && (outbox.is_waiting() || !is_untouched) =>
        {
            place(text, store, outbox)
        }
        _ => html! { saved_line(text, saving) },
    }
}

#[derive(Properties, PartialEq)]
pub struct WritingTroubleProps {
    pub of: ObservationId,
    /// The writing was taken off this device: what the server has is to be shown.
    #[prop_or_default]
    pub onaside: Callback<()>,
}

/// What the server refused, with the words to copy and the ways on; nothing where nothing is
/// refused.
#[component]
pub fn WritingTrouble(props: &WritingTroubleProps) -> Html {
    let text = use_text();
    let store = use_observations();
    let outbox = use_outbox(props.of);
    let is_asking = use_state(|| false);
    let Some(outbox) = outbox else {
        return Html::default();
    };
    if store.unread.contains(&props.of) {
        return html! {
            <Notice kind={NoticeKind::Warm} title={t!(text, "writing-unread-title")} announce=true>
                <p>{ t!(text, "writing-unread") }</p>
            </Notice>
        };
    }
    let refused = outbox.refused().filter(|body| body.is_writing());
    let (Some(refused), Some(trouble)) = (refused, &outbox.trouble) else {
        return Html::default();
    };
    // Sending the same again would be refused again.
    let is_stale = trouble.code == Code::Stale;
    // A reply is taken as long as there is feedback to read.
    let is_withdrawn = trouble.code == Code::WrongState && matches!(refused, CommandBody::Reply(_));
    let why = if is_stale {
        stale_words(text, refused)
    } else if is_withdrawn {
        t!(text, "writing-reply-withdrawn")
    } else {
        let problem =
            Problem::new(trouble.code, trouble.title.clone()).with_fields(trouble.fields.clone());
        failures::words(text, &Failure::Refused(problem))
    };
    let of = props.of;
    let retry = {
        let store = store.clone();
        Callback::from(move |_| store.retry(of))
    };
    if let Some(title) = step_title(text, refused) {
        let onretry = (!is_stale).then_some(retry);
        return html! { <StepRefused {of} {title} {why} {onretry} onaside={props.onaside.clone()} /> };
    }
    let words = words(&outbox);
    let oncopy = {
        let words = words.clone();
        Callback::from(move |_| clipboard::copy(&words))
    };
    let ask = |open: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |()| is_asking.set(open))
    };
    let remove = {
        let (is_asking, onaside) = (is_asking.clone(), props.onaside.clone());
        Callback::from(move |_| {
            is_asking.set(false);
            set_aside(store.clone(), of, onaside.clone());
        })
    };
    html! {
        <Notice kind={NoticeKind::Warm} title={t!(text, "save-needs-you-title")} announce=true>
            <p>{ why }</p>
            <p>{ t!(text, "writing-safe-here") }</p>
            if !words.is_empty() {
                <TextArea id="refused" label={t!(text, "writing-words")} value={words} short=true oninput={Callback::noop()} />
            }
            <ButtonRow>
                if !is_stale && !is_withdrawn {
                    <Button onclick={retry}>{ t!(text, "save-send-again") }</Button>
                }
                <Button onclick={oncopy}>{ t!(text, "save-storage-copy") }</Button>
                <Button kind={ButtonKind::Quiet} onclick={ask(true).reform(|_| ())}>{ t!(text, "writing-remove") }</Button>
            </ButtonRow>
            <Dialog id="remove-writing" open={*is_asking} title={t!(text, "writing-remove-title")} onclose={ask(false)}>
                <p>{ t!(text, "writing-remove-what") }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Danger} onclick={remove}>{ t!(text, "writing-remove") }</Button>
                    <Button onclick={ask(false).reform(|_| ())}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </Dialog>
        </Notice>
    }
}

#[derive(Properties, PartialEq)]
pub struct WrittenElsewhereProps {
    /// The edition of this device that this page has written or shown last.
    pub seen: u32,
    /// The edition of this device now.
    pub edition: u32,
    /// Whether something was typed here since the page opened.
    pub is_touched: bool,
    /// What was written there is to be shown here.
    pub onshow: Callback<()>,
}

/// Another window of this device has written the same text. Where nothing was typed here, what it
/// wrote is shown; where something was, its author is told before the server refuses it.
#[component]
pub fn WrittenElsewhere(props: &WrittenElsewhereProps) -> Html {
    let text = use_text();
    let is_elsewhere = props.edition > props.seen;
    {
        let onshow = props.onshow.clone();
        use_effect_with(is_elsewhere && !props.is_touched, move |shows| {
            if *shows {
                onshow.emit(());
            }
        });
    }
    if !is_elsewhere || !props.is_touched {
        return Html::default();
    }
    html! {
        <Notice kind={NoticeKind::Warm} title={t!(text, "writing-elsewhere-title")} announce=true>
            <p>{ t!(text, "writing-elsewhere") }</p>
        </Notice>
    }
}

/// What has changed elsewhere meanwhile, and what that means.
fn stale_words(text: Text, refused: &CommandBody) -> AttrValue {
    match refused {
        CommandBody::ShareReflection { .. } => t!(text, "share-refused"),
        CommandBody::PutAction { .. } => t!(text, "action-refused"),
        CommandBody::Acknowledge { .. } => t!(text, "acknowledge-refused"),
        CommandBody::DeleteReflection(_) => t!(text, "reflection-delete-refused"),
        _ => t!(text, "writing-stale"),
    }
}

/// What was not done, of a step without words; none for what has words to keep.
fn step_title(text: Text, refused: &CommandBody) -> Option<AttrValue> {
    match refused {
        CommandBody::ShareReflection { .. } => Some(t!(text, "share-refused-title")),
        CommandBody::Acknowledge { .. } => Some(t!(text, "acknowledge-refused-title")),
        CommandBody::DeleteReflection(_) => Some(t!(text, "reflection-delete-refused-title")),
        CommandBody::PutAction { .. } if refused.words().is_empty() => {
            Some(t!(text, "action-refused-title"))
        }
        _ => None,
    }
}

#[derive(Properties, PartialEq)]
struct StepRefusedProps {
    of: ObservationId,
    title: AttrValue,
    why: AttrValue,
    /// Sends it again, where that may help.
    onretry: Option<Callback<MouseEvent>>,
    onaside: Callback<()>,
}

/// A step without words: there is nothing to copy, only to read.
#[component]
fn StepRefused(props: &StepRefusedProps) -> Html {
    let text = use_text();
    let store = use_observations();
    let onread = {
        let (of, onaside) = (props.of, props.onaside.clone());
        Callback::from(move |_| set_aside(store.clone(), of, onaside.clone()))
    };
    html! {
        <Notice kind={NoticeKind::Warm} title={props.title.clone()} announce=true>
            <p>{ &props.why }</p>
            <ButtonRow>
                { for props.onretry.iter().map(|retry| html! {
                    <Button onclick={retry.clone()}>{ t!(text, "save-send-again") }</Button>
                }) }
                <Button onclick={onread}>{ t!(text, "step-refused-read") }</Button>
            </ButtonRow>
        </Notice>
    }
}

/// Where it could not be removed it is still shown.
fn set_aside(store: ObservationStore, of: ObservationId, onaside: Callback<()>) {
    spawn_local(async move {
        if store.set_aside(of).await.is_ok() {
            onaside.emit(());
        }
    });
}

/// Everything written that waits, the newest of each text.
fn words(outbox: &Outbox) -> String {
    let mut all: Vec<&str> = Vec::new();
    for words in outbox.commands.iter().flat_map(|c| c.body.words()) {
        if !words.trim().is_empty() && !all.contains(&words) {
            all.push(words);
        }
    }
    all.join("\n\n")
}
