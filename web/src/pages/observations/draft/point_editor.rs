//! Writing one strength or development point: what, how it was seen, what it did.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use shared::frameworks::Framework;
use shared::observations::{Capture, DraftPoint, OperationBody, PointKind, PointText, Slot};
use shared::values::{Key, NoteText, OperationId, PointId, ShortText};
use yew::prelude::*;

use super::begun::{Close, Words, use_begun, words_of};
use super::evidence::{Chips, Evidence, evidence, toggled};
use super::forms::{on_input, use_focus, use_problems};
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::state::failures;
use crate::state::form::Checking;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, CardKind, Choice, FieldProblem, Select, TextArea,
    TextField,
};

#[derive(Properties, PartialEq)]
pub(super) struct PointEditorProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    pub kind: PointKind,
    pub id: PointId,
    /// The point as it is kept; none before the first save.
    #[prop_or_default]
    pub point: Option<DraftPoint>,
    #[prop_or_default]
    pub from_skill: Option<Key>,
    /// What was typed before and never saved.
    #[prop_or_default]
    pub begun: Option<BegunPoint>,
    pub onbegun: Callback<bool>,
    /// How often somebody reached for another while this one was not saved.
    pub n_held: u32,
    pub ondone: Callback<()>,
}

/// What this device keeps of a point that is not saved.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct BegunPoint {
    id: PointId,
    /// The version of the point that its author saw.
    base: Option<OperationId>,
    form: Form,
}

impl Words for BegunPoint {
    type Id = PointId;

    fn of(&self) -> PointId {
        self.id
    }

    fn words(&self) -> String {
        let form = &self.form;
        words_of(&[&form.title, &form.evidence_text, &form.effect])
    }
}

/// Under what an unsaved point is kept.
pub(super) fn begun_as(kind: PointKind) -> BegunAs {
    match kind {
        PointKind::Strength => BegunAs::Strength,
        PointKind::Development => BegunAs::Development,
    }
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Form {
    skill: String,
    title: String,
    evidence_text: String,
    effect: String,
    evidence: Vec<OperationId>,
}

impl Form {
    fn of(props: &PointEditorProps) -> Self {
        match (&props.point, &props.from_skill) {
            (Some(point), _) => Self::of_text(&point.text),
            (None, Some(skill)) => {
                Self::of_skill(&props.here.open.record.capture, skill, props.kind)
            }
            (None, None) => Self {
                skill: String::new(),
                title: String::new(),
                evidence_text: String::new(),
                effect: String::new(),
                evidence: Vec::new(),
            },
        }
    }

    fn of_text(text: &PointText) -> Self {
        Self {
            skill: text.skill.as_ref().map_or("", Key::as_str).to_owned(),
            title: text.title.as_str().to_owned(),
            evidence_text: text.evidence_text.as_str().to_owned(),
            effect: text.effect.as_ref().map_or("", NoteText::as_str).to_owned(),
            evidence: text.evidence.clone(),
        }
    }

    /// What was captured of a skill and speaks for such a point is attached, and its notes are the first
    /// words.
    fn of_skill(capture: &Capture, skill: &Key, kind: PointKind) -> Self {
        let mine: Vec<Evidence> = evidence(capture)
            .into_iter()
            .filter(|line| line.skill.as_ref() == Some(skill) && line.speaks_for(kind))
            .collect();
        let notes: Vec<&str> = mine
            .iter()
            .filter_map(|line| line.words.as_deref())
            .collect();
        Self {
            skill: skill.as_str().to_owned(),
            title: String::new(),
            evidence_text: notes.join("\n"),
            effect: String::new(),
            evidence: mine.iter().map(|line| line.id).collect(),
        }
    }

    fn parse(&self, kind: PointKind, text: Text) -> Result<PointText, Vec<FieldProblem>> {
        let mut checking = Checking::new(text);
        let title = checking.take("point-title", ShortText::parse(&self.title));
        let evidence_text = checking.take("point-evidence", NoteText::parse(&self.evidence_text));
        let effect = checking.take_optional("point-effect", &self.effect, NoteText::parse);
        let whole = title
            .zip(evidence_text)
            .map(|(title, evidence_text)| PointText {
                kind,
                skill: Key::parse(&self.skill).ok(),
                title,
                evidence_text,
                effect,
                evidence: self.evidence.clone(),
            });
        checking.finish(whole)
    }
}

#[component]
pub(super) fn PointEditor(props: &PointEditorProps) -> Html {
    let text = use_text();
    let untouched = use_memo((), |()| Form::of(props));
    let begun = props.begun.as_ref();
    let form = use_state(|| begun.map_or_else(|| (*untouched).clone(), |begun| begun.form.clone()));
    let problems = use_problems(props.n_held);
    let has_skills = props.framework.skill_domains().next().is_some();
    let first_field = if has_skills {
        "point-skill"
    } else {
        "point-title"
    };
    use_focus(props.begun.is_none(), first_field);
    let (here, kind) = (&props.here, props.kind);
    // As it was when the form was opened: what comes from elsewhere meanwhile was not seen.
    let base = *use_memo((), |()| match &props.begun {
        Some(begun) => begun.base,
        None => props.point.as_ref().map(|point| point.written_by),
    });
    let kept = use_mut_ref(|| props.point.as_ref().map(|point| point.text.clone()));
    let save = {
        let (store, id, point) = (here.store.clone(), here.id, props.id);
        let (form, kept) = (form.clone(), kept.clone());
        Callback::from(move |()| {
            let Ok(text) = form.parse(kind, text) else {
                return;
            };
            if kept.replace(Some(text.clone())).as_ref() == Some(&text) {
                return;
            }
            let body = OperationBody::PutPoint { point, text };
            store.append_begun(begun_as(kind), id, body, base, js_sys::Date::now());
        })
    };
    let is_begun = match &props.point {
        Some(point) => form.parse(kind, text).as_ref() != Ok(&point.text),
        None => *form != *untouched,
    };
    let slot = Slot::Point { point: props.id };
    let written = here.store.written_over(here.id, &slot, base);
    let begun = BegunPoint {
        id: props.id,
        base: written.map(|(id, _)| id).or(base),
        form: (*form).clone(),
    };
    use_begun(
        here,
        begun_as(kind),
        begun,
        props.begun.is_some(),
        is_begun,
        props.onbegun.clone(),
    );
    // Leaving the field that was typed in has saved it, where that could be.
    let is_unsaved = {
        let (form, kept) = (form.clone(), kept.clone());
        Callback::from(move |()| is_begun && form.parse(kind, text).ok() != *kept.borrow())
    };
    let onsubmit = {
        let (save, ondone) = (save.clone(), props.ondone.clone());
        let (form, problems) = (form.clone(), problems.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match form.parse(kind, text) {
                Ok(_) => {
                    save.emit(());
                    ondone.emit(());
                }
                Err(found) => problems.say(found),
            }
        })
    };
    let ontoggle = {
        let form = form.clone();
        Callback::from(move |id: OperationId| {
            let mut changed = (*form).clone();
            changed.evidence = toggled(changed.evidence, id);
            form.set(changed);
        })
    };
    let error = |id: &str| failures::of_field(problems.all(), id);
    let skills: Vec<Choice> = props
        .framework
        .skill_domains()
        .map(|section| {
            let name = words::tagged(text, &section.title);
            Choice::new(section.id.as_str().to_owned(), name)
        })
        .collect();
    let lines = offered(&here.open.record.capture, &form);
    let card = match kind {
        PointKind::Strength => CardKind::Next,
        PointKind::Development => CardKind::Chance,
    };
    html! {
        <Card kind={card}>
            <form class="stack" {onsubmit} novalidate=true>
                { problems.summary() }
                if !skills.is_empty() {
                    <Select id="point-skill" label={t!(text, "draft-point-skill")} options={skills} value={form.skill.clone()}
                        placeholder={t!(text, "live-note-no-skill")} onchange={on_input(&form, |form, value| form.skill = value)} />
                }
                <TextField id="point-title" label={t!(text, "draft-point-title")} error={error("point-title")}
                    hint={match kind { PointKind::Strength => t!(text, "draft-strength-title-hint"), PointKind::Development => t!(text, "draft-development-title-hint") }}
                    value={form.title.clone()} oninput={on_input(&form, |form, value| form.title = value)} onblur={save.clone()} />
                <TextArea id="point-evidence" label={t!(text, "draft-point-evidence")} hint={t!(text, "draft-point-evidence-hint")} error={error("point-evidence")}
                    limit={NoteText::MAX} value={form.evidence_text.clone()} oninput={on_input(&form, |form, value| form.evidence_text = value)} onblur={save.clone()} />
                <TextArea id="point-effect" label={t!(text, "draft-point-effect")} hint={t!(text, "draft-point-effect-hint")} error={error("point-effect")} short=true
                    limit={NoteText::MAX} value={form.effect.clone()} oninput={on_input(&form, |form, value| form.effect = value)} onblur={save} />
                if !lines.is_empty() {
                    <div class="stack-tight">
                        <h3>{ t!(text, "draft-attach") }</h3>
                        <Chips label={t!(text, "draft-attach")} {lines} attached={form.evidence.clone()} {ontoggle} />
                    </div>
                }
                <ButtonRow>
                    <Button submit=true kind={ButtonKind::Primary}>{ t!(text, "save") }</Button>
                    <Close here={here.clone()} what={begun_as(kind)} {is_unsaved} ondone={props.ondone.clone()} />
                </ButtonRow>
            </form>
        </Card>
    }
}

/// Evidence worth offering: of the chosen skill, without a skill, or attached already.
fn offered(capture: &Capture, form: &Form) -> Vec<Evidence> {
    evidence(capture)
        .into_iter()
        .filter(|line| {
            let skill = line.skill.as_ref().map(Key::as_str);
            form.skill.is_empty()
                || skill.is_none_or(|skill| skill == form.skill)
                || form.evidence.contains(&line.id)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_needs_its_words_and_names_both_fields() {
        let form = Form {
            skill: String::new(),
            title: String::new(),
            evidence_text: " ".to_owned(),
            effect: String::new(),
            evidence: Vec::new(),
        };
        let problems = form
            .parse(PointKind::Strength, Text::default())
            .unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["point-title", "point-evidence"]);
    }
}
