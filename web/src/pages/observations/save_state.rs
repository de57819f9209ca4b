//! The state of saving as a sentence, and what to do where something is wrong.

use shared::problem::{FieldProblem, Problem};
use yew::prelude::*;

use super::opened::Here;
use crate::route::Route;
use crate::state::clipboard;
use crate::state::observations::{Line, ObservationStore, Record, StorageError, Unkept};
use crate::state::{Failure, failures};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Go, Notice, NoticeKind, TextArea};

/// How a record stands between this device and the server.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// The last act was not kept: the only state in which something is at risk.
    NotKept(StorageError),
    /// The server refused it; nothing more is sent until the person has looked.
    NeedsPerson,
    /// Nothing was captured, so nothing can be lost.
    Nothing,
    AllSafe,
    Sending(usize),
    /// Kept here and on its way.
    Here(usize),
    NoNetwork(usize),
    Busy(usize),
    SignIn(usize),
}

impl SaveState {
    pub fn of(record: &Record, line: Line, storage: Option<&StorageError>) -> Self {
        if let Some(error) = storage {
            return Self::NotKept(error.clone());
        }
        if record.outbox.trouble.is_some() {
            return Self::NeedsPerson;
        }
        let n = record.outbox.n_unsent() as usize + record.outbox.commands.len();
        match line {
            _ if n == 0 && record.n_operations() == 0 => Self::Nothing,
            _ if n == 0 => Self::AllSafe,
            Line::Sending => Self::Sending(n),
            Line::Clear => Self::Here(n),
            Line::NoNetwork => Self::NoNetwork(n),
            Line::Busy => Self::Busy(n),
            Line::SignIn => Self::SignIn(n),
        }
    }

    pub fn words(&self, text: Text) -> AttrValue {
        match self {
            Self::NotKept(StorageError::Full) => t!(text, "save-not-kept-full"),
            Self::NotKept(_) => t!(text, "save-not-kept"),
            Self::NeedsPerson => t!(text, "save-needs-you"),
            Self::Nothing => t!(text, "save-nothing"),
            Self::AllSafe => t!(text, "save-all-safe"),
            Self::Sending(n) => t!(text, "save-sending", n = *n),
            Self::Here(n) => t!(text, "save-here", n = *n),
            Self::NoNetwork(n) => t!(text, "save-no-network", n = *n),
            Self::Busy(n) => t!(text, "save-busy", n = *n),
            Self::SignIn(n) => t!(text, "save-sign-in", n = *n),
        }
    }

    fn needs_attention(&self) -> bool {
        !matches!(
            self,
            Self::Nothing | Self::AllSafe | Self::Sending(_) | Self::Here(_)
        )
    }

    /// What is worth hearing: a change of kind, not of count.
    fn announcement(&self, text: Text) -> Option<AttrValue> {
        match self {
            Self::Nothing | Self::Sending(_) | Self::Here(_) => None,
            Self::AllSafe => Some(t!(text, "save-all-safe")),
            Self::NoNetwork(_) => Some(t!(text, "save-announce-no-network")),
            Self::Busy(_) => Some(t!(text, "save-announce-busy")),
            Self::SignIn(_) => Some(t!(text, "save-announce-sign-in")),
            Self::NotKept(_) | Self::NeedsPerson => Some(self.words(text)),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct SaveProps {
    pub here: Here,
}

fn state_of(here: &Here) -> SaveState {
    SaveState::of(
        &here.open.record,
        here.store.line,
        here.store.storage.as_ref(),
    )
}

/// The sentence as a pill.
#[component]
pub fn SaveSentence(props: &SaveProps) -> Html {
    let text = use_text();
    let state = state_of(&props.here);
    let warm = state.needs_attention().then_some("warm");
    html! {
        <span class="save-sentence">
            <span class={classes!("pill-state", warm)}>{ state.words(text) }</span>
            <span class="visually-hidden" role="status">{ for state.announcement(text) }</span>
        </span>
    }
}

/// What the server refused and what the person can do; nothing where nothing is wrong.
#[component]
pub fn SaveTrouble(props: &SaveProps) -> Html {
    let text = use_text();
    let here = &props.here;
    if here.store.storage.is_some() || !here.store.unkept.is_empty() {
        return html! { <NotKept here={here.clone()} /> };
    }
    let Some(trouble) = &here.open.record.outbox.trouble else {
        return Html::default();
    };
    let problem =
        Problem::new(trouble.code, trouble.title.clone()).with_fields(trouble.fields.clone());
    let has_left = |field: &FieldProblem| field.field == "practitioner_id" && field.code == "left";
    let why = match trouble.fields.iter().any(has_left) {
        true => t!(text, "save-practitioner-left"),
        false => failures::words(text, &Failure::Refused(problem)),
    };
    let retry = {
        let (store, id) = (here.store.clone(), here.id);
        Callback::from(move |_| store.retry(id))
    };
    let mend = here.open.record.is_sharing().then(|| {
        let (store, id) = (here.store.clone(), here.id);
        Callback::from(move |_| store.mend_share(id))
    });
    html! {
        <Notice kind={NoticeKind::Warm} title={t!(text, "save-needs-you-title")} announce=true>
            <p>{ why }</p>
            <p>{ t!(text, "save-needs-you-safe") }</p>
            <ButtonRow>
                <Button onclick={retry}>{ t!(text, "save-send-again") }</Button>
                { for mend.map(|onclick| html! { <Button {onclick}>{ t!(text, "save-back-to-draft") }</Button> }) }
            </ButtonRow>
        </Notice>
    }
}

#[derive(Properties, PartialEq)]
pub struct NotDoneProps {
    pub store: ObservationStore,
}

/// Said beside the button of what this device did not keep: it is not done, and can be tried again.
#[component]
pub fn NotDone(props: &NotDoneProps) -> Html {
    let text = use_text();
    let Some(error) = props.store.storage.clone() else {
        return Html::default();
    };
    html! {
        <Notice kind={NoticeKind::Warm} title={SaveState::NotKept(error).words(text)} announce=true>
            <p>{ t!(text, "save-not-done") }</p>
        </Notice>
    }
}

/// What this device could not keep: the words stay here, to be tried again or copied out.
#[component]
fn NotKept(props: &SaveProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let words: Vec<String> = here.store.unkept.iter().filter_map(Unkept::words).collect();
    let words = words.join("\n\n");
    let n_taps = here.store.unkept.iter().filter(|u| u.words().is_none());
    let n_taps = n_taps.count();
    let again = {
        let store = here.store.clone();
        Callback::from(move |_| {
            store.probe();
            store.keep_again();
        })
    };
    let oncopy = {
        let words = words.clone();
        Callback::from(move |_| clipboard::copy(&words))
    };
    let error = here.store.storage.clone().unwrap_or(StorageError::Closed);
    html! {
        <Notice kind={NoticeKind::Warm} title={SaveState::NotKept(error).words(text)} announce=true>
            <p>{ t!(text, "save-storage-help") }</p>
            if n_taps > 0 {
                <p>{ t!(text, "save-storage-taps", n = n_taps) }</p>
            }
            if !words.is_empty() {
                <TextArea id="unkept" label={t!(text, "save-storage-words")} value={words} short=true oninput={Callback::noop()} />
            }
            <ButtonRow>
                <Button onclick={again}>{ t!(text, "save-storage-again") }</Button>
                if here.store.unkept.len() > n_taps {
                    <Button onclick={oncopy}>{ t!(text, "save-storage-copy") }</Button>
                }
            </ButtonRow>
        </Notice>
    }
}

/// The sentence with the way on: trying now, or signing in. Where nothing was captured there is nothing to
/// say.
#[component]
pub fn SaveLine(props: &SaveProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let state = state_of(here);
    if state == SaveState::Nothing {
        return Html::default();
    }
    let way = match state {
        SaveState::NoNetwork(_) | SaveState::Busy(_) | SaveState::Here(_) => {
            let store = here.store.clone();
            let onclick = Callback::from(move |_: MouseEvent| store.send_now());
            html! { <button type="button" class="text-button" {onclick}>{ t!(text, "save-send-now") }</button> }
        }
        SaveState::SignIn(_) => {
            html! { <Go to={Route::SignIn}>{ t!(text, "nav-sign-in") }</Go> }
        }
        _ => Html::default(),
    };
    html! { <div class="row"><SaveSentence here={here.clone()} />{ way }</div> }
}
