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
use crate::pages::feedback::{WrittenElsewhere, saved_state};
use crate::state::autosave::{Saving, use_autosave};
use crate::state::failures;
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
    /// Another window has written: what it wrote is to be shown.
    pub onelsewhere: Callback<()>,
}

/// Words by part. Changing the model keeps what was written under the parts of the other.
#[derive(Clone, Debug, PartialEq)]
struct Page {
    model: ReflectionModel,
    /// As typed.
    words: BTreeMap<Key, String>,
    /// The last of them that can be kept: what is too long stays on the page only.
    kept: BTreeMap<Key, DraftText>,
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
                if let Ok(kept) = DraftText::parse(&words) {
                    page.kept.insert(part.clone(), kept);
                }
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
                kept: BTreeMap::new(),
            };
        };
        let words = parts
            .iter()
            .map(|(part, words)| (part.clone(), words.as_str().to_owned()));
        Self {
            model,
            words: words.collect(),
            kept: parts.clone(),
        }
    }

    /// What is sent; of words that are too long, what was typed while they were not.
    fn put(&self, observation_id: Option<ObservationId>) -> PutReflection {
        PutReflection {
            observation_id,
            model: self.model,
            parts: self.kept.clone(),
        }
    }

    /// Whether everything that is shown can be kept.
    fn is_fit(&self) -> bool {
        parts(self.model).all(|(_, part)| {
            let words = self.words.get(&part);
            words.is_none_or(|words| DraftText::parse(words).is_ok())
        })
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
        let (store, seen) = (store.clone(), seen.clone());
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
        let error = failures::unfit(text, &DraftText::parse(&words));
        let oninput = {
            let page = page.dispatcher();
            Callback::from(move |typed| page.dispatch(Change::Words(key.clone(), typed)))
        };
        html! {
            <TextArea key={part} id={format!("part-{part}")} label={part_name(text, part)} hint={text.get(&format!("part-{part}-prompt"))}
                value={words} {oninput} onblur={onblur.clone()} limit={DraftText::MAX} {error} />
        }
    });
    let is_waiting = outbox.as_ref().is_some_and(|outbox| outbox.is_waiting());
    let is_fit = page.is_fit();
    // Nobody shares words that are not kept.
    let is_stored =
        (is_waiting || autosave.version().is_some()) && !autosave.is_underway() && is_fit;
    let onversion = {
        let autosave = autosave.clone();
        Callback::from(move |version| autosave.adopt(version))
    };
    html! {
        <>
            <WrittenElsewhere seen={seen.get()} edition={outbox.as_ref().map_or(0, |outbox| outbox.edition)}
                is_touched={autosave.saving != Saving::Untouched} onshow={props.onelsewhere.clone()} />
            <Card>
                <RadioGroup id="model" legend={t!(text, "reflection-model")} inline=true options={models} value={page.model.as_str()} onchange={onmodel} />
                <p class="muted small">{ t!(text, "about-practice") }</p>
                { for fields }
                <p class="muted small" role="status">{ saved_state(text, &store, outbox.as_deref(), &autosave.saving, is_fit) }</p>
            </Card>
            <Sharing id={props.id} {is_stored} told={opened.told.clone()} {onversion} is_shared={opened.is_shared}
                n_sharings={opened.told.as_ref().map_or(0, |told| told.n_sharings)}
                shared_at={opened.told.as_ref().and_then(|told| told.shared_at)} />
        </>
    }
}
