//! Writing: guided by a model or free, saved as one goes.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use shared::feedback::{PutReflection, ReflectionModel};
use shared::sync::outbox_of;
use shared::values::{DraftText, Key, ObservationId, ReflectionId};
use yew::prelude::*;

use super::sharing::Sharing;
use super::{model_name, part_name, parts};
use crate::pages::feedback::saved_state;
use crate::state::autosave::use_autosave;
use crate::state::feedback::Desk;
use crate::state::observations::{use_observations, use_outbox};
use crate::state::reflections::{self, Opened};
use crate::t;
use crate::text::use_text;
use crate::ui::{Card, Choice, RadioGroup, TextArea};

#[derive(Properties, PartialEq)]
pub(super) struct WriteProps {
    pub id: ReflectionId,
    /// What is there already.
    pub opened: Rc<Opened>,
    /// The session a new one is about.
    pub observation: Option<ObservationId>,
}

/// Words by part. Changing the model keeps what was written under the parts of the other.
#[derive(Clone, Debug, PartialEq)]
struct Page {
    model: ReflectionModel,
    words: BTreeMap<Key, String>,
}

enum Change {
    Model(ReflectionModel),
    Words(Key, String),
}

impl Reducible for Page {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut page = (*self).clone();
        match change {
            Change::Model(model) => page.model = model,
            Change::Words(part, words) => {
                page.words.insert(part, words);
            }
        }
        Rc::new(page)
    }
}

impl Page {
    /// What waits here is newer than what the server told.
    fn of(opened: &Opened) -> Self {
        let waiting = opened.waiting.as_ref().map(|put| (put.model, &put.parts));
        let told = opened.told.as_ref().map(|told| (told.model, &told.parts));
        let Some((model, parts)) = waiting.or(told) else {
            return Self {
                model: ReflectionModel::Kolb,
                words: BTreeMap::new(),
            };
        };
        let words = parts
            .iter()
            .map(|(part, words)| (part.clone(), words.as_str().to_owned()));
        Self {
            model,
            words: words.collect(),
        }
    }

    /// What is sent; words beyond the limit stay on the page with their message.
    fn put(&self, observation_id: Option<ObservationId>) -> PutReflection {
        let parts = self
            .words
            .iter()
            .filter_map(|(part, words)| Some((part.clone(), DraftText::parse(words).ok()?)));
        PutReflection {
            observation_id,
            model: self.model,
            parts: parts.collect(),
        }
    }
}

#[component]
pub(super) fn Write(props: &WriteProps) -> Html {
    let text = use_text();
    let opened = &props.opened;
    let page = use_reducer(|| Page::of(opened));
    let id = props.id;
    let observation = match (&opened.waiting, &opened.told) {
        (Some(put), _) => put.observation_id,
        (None, Some(told)) => told.observation_id,
        (None, None) => props.observation,
    };
    let store = use_observations();
    let outbox = use_outbox(outbox_of(id));
    let seen = use_memo((), |()| Cell::new(opened.edition));
    let version = opened.told.as_ref().map(|told| told.version);
    let autosave = {
        let store = store.clone();
        use_autosave(id, version, move |put, version| {
            let desk = Desk {
                store: store.clone(),
                seen: seen.clone(),
            };
            reflections::save(desk, id, put, version)
        })
    };
    {
        let autosave = autosave.clone();
        let is_first = use_mut_ref(|| true);
        use_effect_with((*page).clone(), move |page| {
            if !std::mem::take(&mut *is_first.borrow_mut()) {
                autosave.changed(page.put(observation));
            }
        });
    }
    let models: Vec<Choice> = ReflectionModel::ALL
        .iter()
        .map(|model| Choice::new(model.as_str(), model_name(text, *model)))
        .collect();
    let onmodel = {
        let page = page.dispatcher();
        Callback::from(move |value: AttrValue| {
            let model = ReflectionModel::ALL
                .iter()
                .copied()
                .find(|model| value == model.as_str());
            page.dispatch(Change::Model(model.unwrap_or(ReflectionModel::Free)));
        })
    };
    let onblur = {
        let autosave = autosave.clone();
        Callback::from(move |()| autosave.now())
    };
    let fields = parts(page.model).map(|(part, key)| {
        let words = page.words.get(&key).cloned().unwrap_or_default();
        let is_too_long = words.chars().count() > DraftText::MAX;
        let oninput = {
            let page = page.dispatcher();
            Callback::from(move |typed| page.dispatch(Change::Words(key.clone(), typed)))
        };
        html! {
            <TextArea key={part} id={format!("part-{part}")} label={part_name(text, part)} hint={text.get(&format!("part-{part}-prompt"))}
                value={words} {oninput} onblur={onblur.clone()} limit={DraftText::MAX}
                error={is_too_long.then(|| t!(text, "value-too_long", limit = DraftText::MAX))} />
        }
    });
    let is_waiting = outbox.as_ref().is_some_and(|outbox| outbox.is_waiting());
    let is_stored = (is_waiting || autosave.version().is_some()) && !autosave.is_underway();
    let onversion = {
        let autosave = autosave.clone();
        Callback::from(move |version| autosave.adopt(version))
    };
    html! {
        <>
            <Card>
                <RadioGroup id="model" legend={t!(text, "reflection-model")} inline=true options={models} value={page.model.as_str()} onchange={onmodel} />
                { for fields }
                <p class="muted small" role="status">{ saved_state(text, &store, outbox.as_deref(), &autosave.saving) }</p>
            </Card>
            <Sharing id={props.id} {is_stored} {is_waiting} {onversion} is_shared={opened.is_shared}
                n_sharings={opened.told.as_ref().map_or(0, |told| told.n_sharings)}
                shared_at={opened.told.as_ref().and_then(|told| told.shared_at)} />
        </>
    }
}
