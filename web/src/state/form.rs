//! A form: raw text in fields, parsed with the values of `shared` when a field is left and
//! when the form is sent, so that both ends show one message.

use std::rc::Rc;

use web_sys::SubmitEvent;
use yew::prelude::*;

use super::remote::{Sender, use_sender};
use super::{Failure, failures};
use crate::text::{Text, use_text};
use crate::ui::FieldProblem;

/// What is wrong, by the id of the control. Controls carry the path of their field on the wire.
pub type Problems = Vec<FieldProblem>;

/// What the fields hold. Changes apply one after the other, so a browser that fills several
/// fields at once loses none.
struct Fields<V> {
    values: V,
    problems: Problems,
}

type Change<V> = Box<dyn FnOnce(&mut V, &mut Problems)>;

impl<V: Clone + 'static> Reducible for Fields<V> {
    type Action = Change<V>;

    fn reduce(self: Rc<Self>, change: Change<V>) -> Rc<Self> {
        let (mut values, mut problems) = (self.values.clone(), self.problems.clone());
        change(&mut values, &mut problems);
        Rc::new(Self { values, problems })
    }
}

/// Turns the fields into what is sent, or says what is wrong with them.
pub type Check<V, W> = fn(Text, &V) -> Result<W, Problems>;

/// A form with fields `V` that sends a `W`.
pub struct Form<V: Clone + 'static, W> {
    fields: UseReducerHandle<Fields<V>>,
    check: Check<V, W>,
    text: Text,
    pub sender: Sender,
}

impl<V: Clone + 'static, W> Clone for Form<V, W> {
    fn clone(&self) -> Self {
        Self {
            fields: self.fields.clone(),
            check: self.check,
            text: self.text,
            sender: self.sender.clone(),
        }
    }
}

impl<V: Clone + 'static, W: 'static> Form<V, W> {
    pub fn values(&self) -> &V {
        &self.fields.values
    }

    /// Changes the fields from outside, for instance when the record has been loaded.
    pub fn set(&self, values: V) {
        self.change(move |fields| *fields = values);
    }

    pub fn change(&self, change: impl FnOnce(&mut V) + 'static) {
        self.fields.dispatch(Box::new(|values, _| change(values)));
    }

    /// What a control calls when its value changes: what was wrong goes as soon as it is right, and says
    /// what is wrong now until then. Were it to go when the control is left, a press on the button below
    /// would find it moved away.
    pub fn on<T: 'static>(&self, set: impl Fn(&mut V, T) + 'static) -> Callback<T> {
        let (form, set) = (self.fields.dispatcher(), Rc::new(set));
        let (check, text) = (self.check, self.text);
        Callback::from(move |value: T| {
            let set = set.clone();
            form.dispatch(Box::new(move |values: &mut V, problems: &mut Problems| {
                set(values, value);
                if !problems.is_empty() {
                    let mut found = check(text, values).err().unwrap_or_default();
                    found.retain(|problem| is_in(problems, &problem.field));
                    *problems = found;
                }
            }));
        })
    }

    /// What a control calls when it is left: its own problem appears or goes.
    pub fn left(&self, id: &'static str) -> Callback<()> {
        let (form, check, text) = (self.fields.dispatcher(), self.check, self.text);
        Callback::from(move |()| {
            form.dispatch(Box::new(move |values: &mut V, problems: &mut Problems| {
                problems.retain(|problem| problem.field != id);
                let found = check(text, values).err().unwrap_or_default();
                problems.extend(found.into_iter().filter(|problem| problem.field == id));
            }));
        })
    }

    /// Everything that is wrong now: what this side found, else what the server refused.
    /// `ids` are the controls of the form; what belongs to none stands for the whole.
    pub fn problems(&self, ids: &[&'static str]) -> Problems {
        if !self.fields.problems.is_empty() {
            return self.fields.problems.clone();
        }
        self.sender.failure().map_or_else(Vec::new, |failure| {
            failures::summary(self.text, failure, |field| {
                ids.iter()
                    .find(|id| **id == field)
                    .copied()
                    .unwrap_or_default()
            })
        })
    }

    /// What the form does when it is sent: checks, sends, and hands the answer to `done`.
    pub fn submit<T, F>(
        &self,
        send: impl Fn(W) -> F + 'static,
        done: impl Fn(T) + Clone + 'static,
    ) -> Callback<SubmitEvent>
    where
        T: 'static,
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        let form = self.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match (form.check)(form.text, form.values()) {
                Ok(wire) => {
                    form.fields
                        .dispatch(Box::new(|_, problems| problems.clear()));
                    form.sender.send(send(wire), done.clone());
                }
                Err(found) => {
                    form.fields
                        .dispatch(Box::new(|_, problems| *problems = found));
                    form.sender.refuse();
                }
            }
        })
    }
}

fn is_in(problems: &Problems, field: &AttrValue) -> bool {
    problems.iter().any(|problem| problem.field == *field)
}

/// A form that starts with `initial`.
#[hook]
pub fn use_form<V: Clone + 'static, W: 'static>(
    initial: impl FnOnce() -> V,
    check: Check<V, W>,
) -> Form<V, W> {
    let fields = use_reducer(|| Fields {
        values: initial(),
        problems: Vec::new(),
    });
    Form {
        fields,
        check,
        text: use_text(),
        sender: use_sender(),
    }
}

/// Collects problems while fields are parsed, so that a form shows all of them at once.
pub struct Checking {
    text: Text,
    problems: Problems,
}

impl Checking {
    pub fn new(text: Text) -> Self {
        Self {
            text,
            problems: Vec::new(),
        }
    }

    /// Takes a parsed value, or notes its problem under `id`.
    pub fn take<T>(
        &mut self,
        id: &'static str,
        parsed: Result<T, shared::values::ValueError>,
    ) -> Option<T> {
        parsed
            .map_err(|error| self.refuse(id, failures::refused(self.text, &error)))
            .ok()
    }

    /// Like [`take`](Self::take), where an empty field is none.
    pub fn take_optional<T>(
        &mut self,
        id: &'static str,
        raw: &str,
        parse: impl FnOnce(&str) -> Result<T, shared::values::ValueError>,
    ) -> Option<T> {
        if raw.trim().is_empty() {
            return None;
        }
        self.take(id, parse(raw))
    }

    pub fn refuse(&mut self, id: &'static str, message: AttrValue) {
        self.problems.push(FieldProblem {
            field: id.into(),
            message,
        });
    }

    /// The whole, if every part of it was sound.
    pub fn finish<W>(self, whole: Option<W>) -> Result<W, Problems> {
        match whole {
            Some(whole) if self.problems.is_empty() => Ok(whole),
            _ => Err(self.problems),
        }
    }
}
