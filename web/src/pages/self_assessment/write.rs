//! Writing the self-assessment: few items, those of the focus first, saved as one goes.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use shared::feedback::{EditSelfAssessment, SelfAssessmentContent};
use shared::frameworks::{Answer, Framework, Item, Section};
use shared::values::{Key, NoteText, ObservationId};
use yew::prelude::*;

use super::item::{ItemField, Said, levels, words_id};
use crate::pages::feedback::{WrittenElsewhere, saved_state};
use crate::pages::framework_words::{OnlyEnglish, tagged};
use crate::state::autosave::{Saving, use_autosave};
use crate::state::failures;
use crate::state::feedback::{self, Assessing, Desk};
use crate::state::observations::{use_observations, use_outbox};
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, Card, Choice, ErrorSummary, FieldProblem, Select, TextArea};

/// The practitioner's words about the session as a whole, under a key of no item.
pub(crate) const OVERALL: &str = "overall";

/// Sections asked about where the practitioner chose no focus.
const N_WITHOUT_FOCUS: usize = 3;

#[derive(Properties, PartialEq)]
pub(super) struct WriteProps {
    pub id: ObservationId,
    pub assessing: Rc<Assessing>,
    pub onsubmitted: Callback<SelfAssessmentContent>,
    /// Another window has written: what it wrote is to be shown.
    pub onelsewhere: Callback<()>,
}

#[component]
pub(super) fn Write(props: &WriteProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let sender = use_sender();
    let framework = &props.assessing.framework;
    let assessment = &props.assessing.assessment;
    let said = use_reducer(|| AllSaid(said_before(&assessment.content)));
    let added =
        use_state(|| sections_at_first(framework, assessment.focus.as_ref(), &assessment.content));
    let n_at_first = use_memo((), |()| added.len());
    let version = (assessment.version > 0).then_some(assessment.version);
    let id = props.id;
    let store = use_observations();
    let outbox = use_outbox(id);
    let seen = use_memo((), |()| Cell::new(props.assessing.edition));
    let desk = Desk {
        store: store.clone(),
        seen: seen.clone(),
    };
    let autosave = {
        let desk = desk.clone();
        use_autosave(id, version, move |content, version| {
            let edit = EditSelfAssessment {
                content,
                submit: false,
            };
            feedback::save_self_assessment(desk.clone(), id, edit, version)
        })
    };
    {
        // The reducer has the last word on what was said, so saving follows it.
        let (autosave, said) = (autosave.clone(), said.clone());
        let is_first = use_mut_ref(|| true);
        use_effect_with(said.0.clone(), move |now| {
            if !std::mem::take(&mut *is_first.borrow_mut()) {
                autosave.changed(content_of(now));
            }
        });
    }
    let missing = missing(text, framework, &said.0);
    let is_empty = missing.is_some();
    let onsubmit = {
        let (said, sender, autosave, submitted) = (
            said.clone(),
            sender.clone(),
            autosave.clone(),
            props.onsubmitted.clone(),
        );
        Callback::from(move |_| {
            if is_empty || !unfit(text, &said.0).is_empty() {
                return sender.refuse();
            }
            let (submitted, toasts) = (submitted.clone(), toasts.clone());
            let content = content_of(&said.0);
            let edit = EditSelfAssessment {
                content: content.clone(),
                submit: true,
            };
            let (autosave, desk) = (autosave.clone(), desk.clone());
            sender.send(
                async move {
                    // Leaving the last field has just begun to save it.
                    let version = autosave.settled().await;
                    feedback::save_self_assessment(desk, id, edit, version).await
                },
                move |_| {
                    toasts.say(t!(text, "assess-submitted"));
                    submitted.emit(content);
                },
            );
        })
    };
    let unfit = unfit(text, &said.0);
    let is_fit = unfit.is_empty();
    let problems = if sender.attempts() > 0 && !is_fit {
        unfit
    } else if sender.attempts() > 0 && is_empty {
        missing.into_iter().collect()
    } else {
        sender
            .failure()
            .map_or_else(Vec::new, |failure| failures::summary(text, failure, |_| ""))
    };
    let onleft = {
        let autosave = autosave.clone();
        Callback::from(move |()| autosave.now())
    };
    let overall_key = Key::parse(OVERALL).expect("it is a lower-case word");
    let overall = said
        .0
        .get(&overall_key)
        .map(|said| said.words.clone())
        .unwrap_or_default();
    let overall_error = failures::unfit(text, &NoteText::parse(&overall));
    let onoverall = {
        let say = said.dispatcher();
        Callback::from(move |typed| say.dispatch(Say::Words(overall_key.clone(), typed)))
    };
    let section = |key: &Key| framework.section(key.as_str());
    html! {
        <>
            <WrittenElsewhere seen={seen.get()} edition={outbox.as_ref().map_or(0, |outbox| outbox.edition)}
                is_touched={autosave.saving != Saving::Untouched} onshow={props.onelsewhere.clone()} />
            <ErrorSummary {problems} attempt={sender.attempts()} />
            <Card>
                <p class="muted small">{ t!(text, "about-practice") }</p>
                <TextArea id="overall" label={t!(text, "assess-overall")} hint={t!(text, "assess-overall-hint")} value={overall}
                    oninput={onoverall} onblur={onleft.clone()} limit={NoteText::MAX} error={overall_error} />
            </Card>
            <p class="muted">{ t!(text, "assess-skip") }</p>
            <OnlyEnglish of={framework.clone()} />
            { for added.iter().filter_map(section).enumerate().map(|(at, section)| html! {
                <Domain key={section.id.as_str().to_owned()} section={section.clone()} framework={framework.clone()}
                    is_first={at == 0 || at >= *n_at_first} is_focus={assessment.focus.as_ref() == Some(&section.id)} said={said.clone()} onleft={onleft.clone()} />
            }) }
            <AddDomain framework={framework.clone()} added={(*added).clone()} onadd={{
                let added = added.clone();
                Callback::from(move |key| {
                    let mut keys = (*added).clone();
                    keys.push(key);
                    added.set(keys);
                })
            }} />
            <p class="muted small">{ t!(text, "assess-submit-what") }</p>
            <div class="send-bar">
                <p class="muted small" role="status">{ saved_state(text, &store, outbox.as_deref(), &autosave.saving, is_fit) }</p>
                <Button kind={ButtonKind::Primary} onclick={onsubmit} busy={sender.is_busy()}>{ t!(text, "assess-submit") }</Button>
            </div>
        </>
    }
}

/// What was said, by item.
#[derive(PartialEq)]
struct AllSaid(BTreeMap<Key, Said>);

enum Say {
    Rate(Key, Answer),
    Words(Key, String),
}

impl Reducible for AllSaid {
    type Action = Say;

    fn reduce(self: Rc<Self>, say: Say) -> Rc<Self> {
        let mut all = self.0.clone();
        match say {
            Say::Rate(key, answer) => all.entry(key).or_default().answer = Some(answer),
            Say::Words(key, words) => all.entry(key).or_default().say(words),
        }
        Rc::new(Self(all))
    }
}

fn said_before(content: &SelfAssessmentContent) -> BTreeMap<Key, Said> {
    let mut all: BTreeMap<Key, Said> = BTreeMap::new();
    for (key, answer) in &content.ratings {
        all.entry(key.clone()).or_default().answer = Some(answer.clone());
    }
    for (key, words) in &content.words {
        let said = all.entry(key.clone()).or_default();
        said.say(words.as_str().to_owned());
    }
    all
}

/// Words that cannot be kept, by the id of their field, as they are too long.
fn unfit(text: Text, said: &BTreeMap<Key, Said>) -> Vec<FieldProblem> {
    let unfit = said.iter().filter_map(|(key, said)| {
        let message = failures::unfit(text, &NoteText::parse(&said.words))?;
        let field = match key.as_str() {
            OVERALL => OVERALL.to_owned(),
            key => words_id(key),
        };
        Some(FieldProblem {
            field: field.into(),
            message,
        })
    });
    unfit.collect()
}

/// Of words that are too long, what was typed while they were not.
fn content_of(said: &BTreeMap<Key, Said>) -> SelfAssessmentContent {
    let ratings = said
        .iter()
        .filter_map(|(key, said)| Some((key.clone(), said.answer.clone()?)))
        .collect();
    let words = said
        .iter()
        .filter_map(|(key, said)| Some((key.clone(), said.kept.clone()?)))
        .collect();
    SelfAssessmentContent { ratings, words }
}

/// What has to be said at least: a level, or words where there is no level to choose.
fn missing(text: Text, framework: &Framework, said: &BTreeMap<Key, Said>) -> Option<FieldProblem> {
    let has_levels = !framework.sections_to_assess().is_empty();
    let is_said = |said: &Said| said.answer.is_some() || (!has_levels && said.kept.is_some());
    if said.values().any(is_said) {
        return None;
    }
    let (field, message) = if has_levels {
        ("", t!(text, "assess-needs-one"))
    } else {
        (OVERALL, t!(text, "assess-needs-words"))
    };
    Some(FieldProblem {
        field: field.into(),
        message,
    })
}

/// The focus, and whatever was rated in an earlier sitting.
fn sections_at_first(
    framework: &Framework,
    focus: Option<&Key>,
    content: &SelfAssessmentContent,
) -> Vec<Key> {
    let to_assess = framework.sections_to_assess();
    let in_focus = to_assess
        .iter()
        .filter(|section| focus == Some(&section.id))
        .map(|section| section.id.clone());
    let mut keys: Vec<Key> = in_focus.collect();
    if keys.is_empty() {
        let first = to_assess.iter().take(N_WITHOUT_FOCUS);
        keys = first.map(|section| section.id.clone()).collect();
    }
    for key in content.ratings.keys().chain(content.words.keys()) {
        if let Some(section) = framework.section_of(key.as_str())
            && !keys.contains(&section.id)
        {
            keys.push(section.id.clone());
        }
    }
    keys
}

#[derive(Properties, PartialEq)]
struct DomainProps {
    section: Section,
    framework: Rc<Framework>,
    is_focus: bool,
    /// The first of the page, or one that was just asked for: its first item is open.
    is_first: bool,
    said: UseReducerHandle<AllSaid>,
    onleft: Callback<()>,
}

/// A section: all its items where it is the focus or cannot be one, else the first with levels.
#[component]
fn Domain(props: &DomainProps) -> Html {
    let text = use_text();
    let section = &props.section;
    let first = section.items.iter().find(|item| item.has_levels());
    // Without a tile it is no skill domain, which nobody can choose as a focus.
    let asks_all = props.is_focus || section.tile.is_none();
    let is_asked = |item: &&Item| {
        asks_all
            || props.said.0.contains_key(&item.id)
            || first.is_some_and(|first| first.id == item.id)
    };
    let items = section.items.iter().filter(is_asked).enumerate().filter_map(|(at, item)| {
        let levels = levels(text, &props.framework, item)?;
        let said = props.said.0.get(&item.id).cloned().unwrap_or_default();
        let (rate, words) = (props.said.dispatcher(), props.said.dispatcher());
        let (rated, worded) = (item.id.clone(), item.id.clone());
        Some(html! {
            <ItemField key={item.id.as_str().to_owned()} item={item.clone()} {levels} {said} is_open_at_first={props.is_first && at == 0} onleft={props.onleft.clone()}
                onrated={move |answer| rate.dispatch(Say::Rate(rated.clone(), answer))}
                onwords={move |typed| words.dispatch(Say::Words(worded.clone(), typed))} />
        })
    });
    let aside = if props.is_focus {
        html! { <span class="tile-focus">{ t!(text, "assess-focus") }</span> }
    } else {
        Html::default()
    };
    html! {
        <Card title={tagged(text, &section.title)} {aside}>
            { for section.purpose.as_ref().map(|purpose| html! { <p class="muted small">{ tagged(text, purpose).view() }</p> }) }
            { for items }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct AddDomainProps {
    framework: Rc<Framework>,
    added: Vec<Key>,
    onadd: Callback<Key>,
}

/// Further skills are the practitioner's choice, so that the form stays short.
#[component]
fn AddDomain(props: &AddDomainProps) -> Html {
    let text = use_text();
    let options: Vec<Choice> = props
        .framework
        .sections_to_assess()
        .into_iter()
        .filter(|section| !props.added.contains(&section.id))
        .map(|section| Choice::new(section.id.as_str().to_owned(), tagged(text, &section.title)))
        .collect();
    if options.is_empty() {
        return Html::default();
    }
    let onchange = {
        let add = props.onadd.clone();
        Callback::from(move |value: String| {
            if let Ok(key) = Key::parse(&value) {
                add.emit(key);
            }
        })
    };
    html! {
        <Select id="add-domain" label={t!(text, "assess-add")} hint={t!(text, "assess-add-hint")} {options} value=""
            placeholder={t!(text, "choose")} {onchange} />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: &str = r#"{"level": {"scale": "s", "anchors": {}}}"#;

    /// An instrument of sections with one item each: its id, its tile, the kind of the item.
    fn framework(sections: &[(&str, Option<&str>, &str)]) -> Framework {
        let section = |(id, tile, kind): &(&str, Option<&str>, &str)| {
            let tile = tile.map_or(String::new(), |tile| format!(r#""tile": "{tile}","#));
            format!(
                r#"{{"id": "{id}", "title": "{id}", {tile} "items": [{{"id": "{id}-1", "label": "x", "kind": {kind}}}]}}"#
            )
        };
        let sections: Vec<String> = sections.iter().map(section).collect();
        let sections = sections.join(",");
        let document =
            format!(r#"{{"id": "x", "version": "1", "title": "X", "sections": [{sections}]}}"#);
        serde_json::from_str(&document).unwrap()
    }

    fn key(id: &str) -> Key {
        Key::parse(id).unwrap()
    }

    fn asked(framework: &Framework, focus: Option<&Key>) -> Vec<String> {
        let nothing = SelfAssessmentContent::default();
        let keys = sections_at_first(framework, focus, &nothing);
        keys.into_iter().map(String::from).collect()
    }

    #[test]
    fn the_focus_is_asked_about_and_without_tiles_what_has_levels() {
        let tiles = framework(&[
            ("a", Some("A"), LEVELS),
            ("b", Some("B"), LEVELS),
            ("c", None, LEVELS),
        ]);
        assert_eq!(asked(&tiles, Some(&key("b"))), ["b"]);
        assert_eq!(asked(&tiles, None), ["a", "b"]);
        let globals = framework(&[("a", None, r#""yes_no""#), ("b", None, LEVELS)]);
        assert_eq!(asked(&globals, None), ["b"]);
    }

    #[test]
    fn a_level_is_missing_or_words_where_no_level_can_be_chosen() {
        let mut said = BTreeMap::from([(key(OVERALL), Said::default())]);
        said.get_mut(OVERALL)
            .unwrap()
            .say("It went well.".to_owned());
        let field = |framework: &Framework, said: &BTreeMap<Key, Said>| {
            missing(Text::default(), framework, said).map(|problem| problem.field)
        };
        let levels = framework(&[("a", Some("A"), LEVELS)]);
        assert_eq!(field(&levels, &said).as_deref(), Some(""));
        let none = framework(&[("a", Some("A"), r#""yes_no""#)]);
        assert_eq!(field(&none, &said), None);
        assert_eq!(field(&none, &BTreeMap::new()).as_deref(), Some(OVERALL));
    }
}
