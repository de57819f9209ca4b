//! What was captured, sorted by skill, and the chips that attach it with one tap.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Capture, MarkKind, Note, PointKind};
use shared::values::{Key, OperationId};
use yew::prelude::*;

use super::codes::Codes;
use super::notes::{NoteForm, OpenNote, use_open_note};
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Card, Empty, IconKind, Timeline, TimelineEntry};

/// A mark or a note that something can rest on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Evidence {
    pub id: OperationId,
    pub elapsed_ms: u32,
    pub skill: Option<Key>,
    /// None for a note.
    pub mark: Option<MarkKind>,
    pub words: Option<String>,
}

impl Evidence {
    /// Whether a point of this kind can rest on it. A note can say either.
    pub fn speaks_for(&self, kind: PointKind) -> bool {
        match self.mark {
            Some(MarkKind::Seen) => kind == PointKind::Strength,
            Some(MarkKind::Chance) => kind == PointKind::Development,
            None => true,
        }
    }
}

/// All marks and notes that stand, by time.
pub(super) fn evidence(capture: &Capture) -> Vec<Evidence> {
    let marks = capture.marks.iter().map(|mark| Evidence {
        id: mark.id,
        elapsed_ms: mark.elapsed_ms,
        skill: Some(mark.skill.clone()),
        mark: Some(mark.mark),
        words: None,
    });
    let notes = capture.notes.iter().map(|note| Evidence {
        id: note.id,
        elapsed_ms: note.elapsed_ms,
        skill: note.skill.clone(),
        mark: None,
        words: Some(note.text.as_str().to_owned()),
    });
    let mut all: Vec<Evidence> = marks.chain(notes).collect();
    all.sort_by_key(|evidence| (evidence.elapsed_ms, evidence.id));
    all
}

/// Evidence by skill: the practitioner's focus first, then in the order of the framework; what
/// carries no skill comes last.
pub(super) fn by_skill(
    framework: &Framework,
    focus: Option<&Key>,
    capture: &Capture,
) -> Vec<(Option<Key>, Vec<Evidence>)> {
    let all = evidence(capture);
    let skills = framework.skill_domains().map(|section| &section.id);
    let mut order: Vec<Option<&Key>> = focus.into_iter().map(Some).collect();
    order.extend(skills.filter(|skill| Some(*skill) != focus).map(Some));
    order.push(None);
    let belongs = |evidence: &Evidence, group: Option<&Key>| match &evidence.skill {
        Some(skill) if framework.section(skill.as_str()).is_some() => group == Some(skill),
        _ => group.is_none(),
    };
    order
        .into_iter()
        .map(|group| {
            let mine: Vec<Evidence> = all.iter().filter(|e| belongs(e, group)).cloned().collect();
            (group.cloned(), mine)
        })
        .filter(|(_, evidence)| !evidence.is_empty())
        .collect()
}

#[derive(Properties, PartialEq)]
pub(super) struct EvidencePanelProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    /// Makes a point of what was captured of a skill.
    pub onuse: Callback<(PointKind, Key)>,
}

/// As many groups as fit beside the work are open from the start.
const N_OPEN: usize = 3;

#[component]
pub(super) fn EvidencePanel(props: &EvidencePanelProps) -> Html {
    let text = use_text();
    let record = &props.here.open.record;
    let open = use_open_note(&props.here);
    let focus = record.observation.agreement.focus.as_ref();
    let groups = by_skill(&props.framework, focus, &record.capture);
    let is_coded = !record.capture.codes.is_empty();
    let is_empty = groups.is_empty() && !is_coded;
    let groups = groups.into_iter().enumerate().map(|(at, (skill, lines))| {
        let name = match &skill {
            Some(skill) => words::tile(text, Some(&props.framework), skill),
            None => t!(text, "draft-evidence-other"),
        };
        let notes: Vec<TimelineEntry> = lines
            .iter()
            .filter(|line| line.mark.is_none())
            .map(|line| note_entry(text, props, &open, line))
            .collect();
        let uses = skill.map(|skill| uses(text, props, &skill, &name, &lines));
        html! {
            <Group key={name.as_str()} name={name.clone()} n={lines.len()} is_open_at_first={at < N_OPEN}>
                { for times(&lines, MarkKind::Seen).map(|times| html! {
                    <p><span class="seen">{ t!(text, "seen") }</span>{ " " }<span class="numeric">{ times }</span></p>
                }) }
                { for times(&lines, MarkKind::Chance).map(|times| html! {
                    <p><span class="chance">{ t!(text, "a-chance-not-taken") }</span>{ " " }<span class="numeric">{ times }</span></p>
                }) }
                if !notes.is_empty() {
                    <Timeline entries={notes} label={name.clone()} />
                }
                { for uses }
            </Group>
        }
    });
    html! {
        <aside class="draft-evidence" aria-label={t!(text, "draft-evidence")}>
            <Card title={t!(text, "draft-evidence")}>
                if is_empty {
                    <Empty title={t!(text, "draft-evidence-empty-title")}><p>{ t!(text, "draft-evidence-empty") }</p></Empty>
                }
                { for groups }
                if is_coded {
                    <Codes here={props.here.clone()} framework={props.framework.clone()} />
                }
                { new_note(text, props, &open) }
            </Card>
        </aside>
    }
}

/// What can be made of a skill's evidence: a strength of what was seen or noted, something to try of a
/// chance. Who only missed a chance has shown no strength.
fn uses(
    text: Text,
    props: &EvidencePanelProps,
    skill: &Key,
    name: &AttrValue,
    lines: &[Evidence],
) -> Html {
    let press = |kind: PointKind, words: AttrValue, label: AttrValue| {
        let skill = skill.clone();
        let onclick = props
            .onuse
            .reform(move |_: MouseEvent| (kind, skill.clone()));
        html! { <button type="button" class="text-button" aria-label={label} {onclick}>{ words }</button> }
    };
    let offers = |kind: PointKind| lines.iter().any(|line| line.speaks_for(kind));
    let is_chance = |line: &Evidence| line.mark == Some(MarkKind::Chance);
    html! {
        <div class="evidence-uses">
            if offers(PointKind::Strength) {
                { press(PointKind::Strength, t!(text, "draft-use-as-strength"), t!(text, "draft-use-as-strength-label", name = name)) }
            }
            if lines.iter().any(is_chance) {
                { press(PointKind::Development, t!(text, "draft-use-as-development"), t!(text, "draft-use-as-development-label", name = name)) }
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    name: AttrValue,
    /// Marks and notes in it.
    n: usize,
    /// After that it is the observer's to open and close.
    is_open_at_first: bool,
    children: Html,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let is_open = use_memo((), |()| props.is_open_at_first);
    html! {
        <details class="evidence-group" open={*is_open}>
            <summary><span class="strong">{ &props.name }</span>{ " " }<span class="muted numeric">{ props.n }</span></summary>
            { props.children.clone() }
        </details>
    }
}

/// A note with the way to put its words right, or the form for that.
fn note_entry(
    text: Text,
    props: &EvidencePanelProps,
    open: &UseStateHandle<OpenNote>,
    line: &Evidence,
) -> TimelineEntry {
    let body = match &**open {
        OpenNote::Old(note) if note.id == line.id => note_form(props, open, Some(note.clone())),
        others => {
            let notes = &props.here.open.record.capture.notes;
            let note = notes.iter().find(|note| note.id == line.id).cloned();
            // One at a time: what is being typed is not taken away by a look at another.
            let note = note.filter(|_| *others == OpenNote::None);
            let edit = note.map(|note| {
                let label = t!(text, "live-edit-note-label", at = words::clock(note.elapsed_ms));
                let open = open.setter();
                let onclick = Callback::from(move |_: MouseEvent| open.set(OpenNote::Old(note.clone())));
                html! { <p class="small"><button type="button" class="text-button" aria-label={label} {onclick}>{ t!(text, "edit") }</button></p> }
            });
            html! { <div class="timeline-note">{ body(text, line) }{ for edit }</div> }
        }
    };
    TimelineEntry {
        key: line.id.to_string().into(),
        at: words::clock(line.elapsed_ms).into(),
        body,
    }
}

/// The way to add a note that was forgotten, or the form for it.
fn new_note(text: Text, props: &EvidencePanelProps, open: &UseStateHandle<OpenNote>) -> Html {
    match **open {
        OpenNote::New => note_form(props, open, None),
        OpenNote::Old(_) => Html::default(),
        OpenNote::None => {
            let open = open.setter();
            let onclick = Callback::from(move |_: MouseEvent| open.set(OpenNote::New));
            html! { <ButtonRow><Button icon={IconKind::Plus} {onclick}>{ t!(text, "live-note-add") }</Button></ButtonRow> }
        }
    }
}

fn note_form(
    props: &EvidencePanelProps,
    open: &UseStateHandle<OpenNote>,
    editing: Option<Note>,
) -> Html {
    let open = open.setter();
    let ondone = Callback::from(move |()| open.set(OpenNote::None));
    html! { <NoteForm here={props.here.clone()} framework={props.framework.clone()} {editing} {ondone} /> }
}

/// When a skill was marked, as in `0:02, 6:41`; none where it was not.
fn times(lines: &[Evidence], mark: MarkKind) -> Option<String> {
    let times: Vec<String> = lines
        .iter()
        .filter(|line| line.mark == Some(mark))
        .map(|line| words::clock(line.elapsed_ms))
        .collect();
    (!times.is_empty()).then(|| times.join(", "))
}

fn body(text: Text, line: &Evidence) -> Html {
    match (&line.words, line.mark) {
        (Some(words), _) => html! { <span class="written">{ words }</span> },
        (None, Some(MarkKind::Chance)) => {
            html! { <span class="chance">{ t!(text, "a-chance-not-taken") }</span> }
        }
        (None, _) => html! { <span class="seen">{ t!(text, "seen") }</span> },
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ChipsProps {
    /// What the chips belong to, for readers.
    pub label: AttrValue,
    pub lines: Vec<Evidence>,
    pub attached: Vec<OperationId>,
    pub ontoggle: Callback<OperationId>,
}

/// Evidence as chips: one tap attaches, another takes it off.
#[component]
pub(super) fn Chips(props: &ChipsProps) -> Html {
    let text = use_text();
    let chips = props.lines.iter().map(|line| {
        let is_on = props.attached.contains(&line.id);
        let onclick = {
            let (ontoggle, id) = (props.ontoggle.clone(), line.id);
            Callback::from(move |_: MouseEvent| ontoggle.emit(id))
        };
        html! {
            <button type="button" key={line.id.to_string()} class="chip" aria-pressed={is_on.to_string()} {onclick}>
                <span class="numeric">{ words::clock(line.elapsed_ms) }</span>
                { body(text, line) }
            </button>
        }
    });
    html! {
        <div class="chips" role="group" aria-label={props.label.clone()}>{ for chips }</div>
    }
}

/// Adds what is not there and takes away what is.
pub(super) fn toggled(mut attached: Vec<OperationId>, id: OperationId) -> Vec<OperationId> {
    match attached.iter().position(|a| *a == id) {
        Some(at) => {
            attached.remove(at);
        }
        None => attached.push(id),
    }
    attached
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::observations::Mark;
    use shared::values::NoteText;

    fn framework() -> Framework {
        serde_json::from_str(
            r#"{"id": "x", "version": "1", "title": "X", "sections": [
                {"id": "a", "title": "A", "tile": "A"}, {"id": "b", "title": "B", "tile": "B"},
                {"id": "c", "title": "C", "tile": "C"}]}"#,
        )
        .unwrap()
    }

    fn key(id: &str) -> Key {
        Key::parse(id).unwrap()
    }

    fn mark(skill: &str, elapsed_ms: u32) -> Mark {
        Mark {
            id: OperationId::new(uuid::Uuid::now_v7()),
            skill: key(skill),
            mark: MarkKind::Seen,
            elapsed_ms,
            phase: None,
        }
    }

    #[test]
    fn evidence_is_sorted_by_skill_with_the_focus_first_and_the_rest_last() {
        let id = OperationId::new(uuid::Uuid::now_v7());
        let capture = Capture {
            marks: vec![mark("a", 5), mark("b", 9), mark("b", 2), mark("gone", 1)],
            notes: vec![Note {
                id,
                written_by: id,
                text: NoteText::parse("x").unwrap(),
                skill: None,
                elapsed_ms: 3,
                phase: None,
            }],
            ..Capture::default()
        };
        let groups: Vec<_> = by_skill(&framework(), Some(&key("b")), &capture)
            .into_iter()
            .map(|(skill, lines)| {
                let times: Vec<u32> = lines.iter().map(|line| line.elapsed_ms).collect();
                (skill.map(String::from), times)
            })
            .collect();
        let expected = [
            (Some("b".to_owned()), vec![2, 9]),
            (Some("a".to_owned()), vec![5]),
            (None, vec![1, 3]),
        ];
        assert_eq!(groups, expected);
    }

    #[test]
    fn a_missed_chance_is_no_strength_and_a_note_may_say_either() {
        let line = |mark| Evidence {
            id: OperationId::new(uuid::Uuid::now_v7()),
            elapsed_ms: 0,
            skill: None,
            mark,
            words: None,
        };
        let speaks = |mark, kind| line(mark).speaks_for(kind);
        assert!(speaks(Some(MarkKind::Seen), PointKind::Strength));
        assert!(!speaks(Some(MarkKind::Chance), PointKind::Strength));
        assert!(!speaks(Some(MarkKind::Seen), PointKind::Development));
        assert!(speaks(None, PointKind::Strength) && speaks(None, PointKind::Development));
    }

    #[test]
    fn a_second_tap_takes_evidence_off() {
        let [a, b] = [0, 1].map(|_| OperationId::new(uuid::Uuid::now_v7()));
        assert_eq!(toggled(vec![a], b), [a, b]);
        assert_eq!(toggled(vec![a, b], a), [b]);
    }
}
