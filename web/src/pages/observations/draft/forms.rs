//! One form of a list is open at a time, and words in it are never opened over.

use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::begun::Words;
use crate::pages::observations::opened::Here;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::use_text;
use crate::ui::{ErrorSummary, FieldProblem, focus_by_id};

/// The button that adds an entry: there is one such list on a page.
pub(super) const ADD: &str = "add";

/// What a list of entries has open for writing.
#[derive(Clone, PartialEq)]
struct Open<F: Words> {
    /// A new entry has its id before it is kept, so that its form stays where it is when the first
    /// save makes it one of the list.
    id: Option<F::Id>,
    /// What was typed into it before and never saved.
    begun: Option<F>,
    /// Whether it says something that is not saved.
    is_begun: bool,
    /// How often somebody reached for another meanwhile.
    n_held: u32,
    looked: Looked<F::Id>,
}

/// Whether this device has said what was begun here.
#[derive(Clone, PartialEq)]
enum Looked<I> {
    /// With what was asked for before it could.
    NotYet(Option<I>),
    Yes,
}

enum Ask<F: Words> {
    Open(F::Id),
    Found(Option<(F::Id, F)>),
    Begun(bool),
    Done,
}

impl<F: Words> Default for Open<F> {
    fn default() -> Self {
        Self {
            id: None,
            begun: None,
            is_begun: false,
            n_held: 0,
            looked: Looked::NotYet(None),
        }
    }
}

impl<F: Words> Open<F> {
    fn asked(mut self, ask: Ask<F>) -> Self {
        match ask {
            Ask::Open(id) => match &mut self.looked {
                Looked::NotYet(wanted) => *wanted = Some(id),
                Looked::Yes if self.is_begun => self.n_held += 1,
                Looked::Yes => {
                    self.id = Some(id);
                    self.begun = None;
                }
            },
            Ask::Found(found) => {
                let wanted = match std::mem::replace(&mut self.looked, Looked::Yes) {
                    Looked::NotYet(wanted) => wanted,
                    Looked::Yes => None,
                };
                match found {
                    Some((id, begun)) => {
                        self.id = Some(id);
                        self.begun = Some(begun);
                        self.is_begun = true;
                        self.n_held += u32::from(wanted.is_some());
                    }
                    None => self.id = wanted,
                }
            }
            Ask::Begun(is_begun) => self.is_begun = is_begun,
            Ask::Done => {
                self = Self {
                    looked: self.looked,
                    ..Self::default()
                };
            }
        }
        self
    }
}

impl<F: Words> Reducible for Open<F> {
    type Action = Ask<F>;

    fn reduce(self: Rc<Self>, ask: Ask<F>) -> Rc<Self> {
        Rc::new((*self).clone().asked(ask))
    }
}

/// The form of a list that is open, and what its entries and buttons say to it.
pub(super) struct Forms<F: Words> {
    open: UseReducerHandle<Open<F>>,
}

impl<F: Words> Forms<F> {
    /// The entry that is open for writing.
    pub fn editing(&self) -> Option<F::Id> {
        self.open.id
    }

    /// What was typed into the one that is open and never saved.
    pub fn begun(&self) -> Option<F> {
        self.open.begun.clone()
    }

    pub fn n_held(&self) -> u32 {
        self.open.n_held
    }

    /// Opens an entry for writing, unless words in the one that is open would be lost.
    pub fn on_open(&self) -> Callback<F::Id> {
        self.say(Ask::Open)
    }

    /// Hears whether the open form says something that is not saved.
    pub fn on_begun(&self) -> Callback<bool> {
        self.say(Ask::Begun)
    }

    pub fn on_done(&self) -> Callback<()> {
        self.say(|()| Ask::Done)
    }

    fn say<T: 'static>(&self, ask: impl Fn(T) -> Ask<F> + 'static) -> Callback<T> {
        let open = self.open.dispatcher();
        Callback::from(move |what| open.dispatch(ask(what)))
    }
}

/// The forms of a list; one that was begun on this device is open again.
#[hook]
pub(super) fn use_forms<F>(here: &Here, what: BegunAs) -> Forms<F>
where
    F: Words + Serialize + DeserializeOwned,
{
    let open = use_reducer(Open::<F>::default);
    {
        let (open, store, id) = (open.dispatcher(), here.store.clone(), here.id);
        use_effect_with((), move |()| {
            spawn_local(async move {
                let found = store.begun_form::<F>(what, id).await;
                open.dispatch(Ask::Found(found.map(|begun| (begun.of(), begun))));
            });
        });
    }
    let editing = open.id;
    let was_editing = use_mut_ref(|| false);
    use_effect_with(editing, move |editing| {
        // The form is gone with the button that closed it.
        if was_editing.replace(editing.is_some()) && editing.is_none() {
            focus_by_id(ADD);
        }
    });
    Forms { open }
}

/// What is wrong with a form.
#[derive(Clone)]
pub(super) struct Problems {
    found: UseStateHandle<Vec<FieldProblem>>,
    /// How often it was said: the summary takes the focus each time.
    attempt: UseStateHandle<u32>,
}

impl Problems {
    pub fn say(&self, found: Vec<FieldProblem>) {
        self.found.set(found);
        self.attempt.set(*self.attempt + 1);
    }

    pub fn all(&self) -> &[FieldProblem] {
        &self.found
    }

    pub fn summary(&self) -> Html {
        html! { <ErrorSummary problems={(*self.found).clone()} attempt={*self.attempt} /> }
    }
}

/// The problems of a form, among them that somebody reached for another while this one was not
/// saved, which they did `n_held` times.
#[hook]
pub(super) fn use_problems(n_held: u32) -> Problems {
    let text = use_text();
    let problems = Problems {
        found: use_state(Vec::new),
        attempt: use_state(|| 0),
    };
    {
        let problems = problems.clone();
        use_effect_with(n_held, move |n_held| {
            if *n_held > 0 {
                problems.say(vec![FieldProblem {
                    field: AttrValue::default(),
                    message: t!(text, "draft-open-first"),
                }]);
            }
        });
    }
    problems
}

/// Puts the focus into the first field of a form that somebody asked for; one that was found again
/// leaves it where it is.
#[hook]
pub(super) fn use_focus(was_asked_for: bool, field: &'static str) {
    use_effect_with((), move |()| {
        if was_asked_for {
            focus_by_id(field);
        }
    });
}

/// What a field calls with what it holds now.
pub(super) fn on_input<F: Clone + 'static>(
    form: &UseStateHandle<F>,
    set: fn(&mut F, String),
) -> Callback<String> {
    let form = form.clone();
    Callback::from(move |value| {
        let mut changed = (*form).clone();
        set(&mut changed, value);
        form.set(changed);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq)]
    struct Form(u128);

    impl Words for Form {
        type Id = Uuid;

        fn of(&self) -> Uuid {
            id(self.0)
        }

        fn words(&self) -> String {
            String::new()
        }
    }

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn after(asks: Vec<Ask<Form>>) -> Open<Form> {
        asks.into_iter().fold(Open::default(), Open::asked)
    }

    fn found(n: u128) -> Ask<Form> {
        Ask::Found(Some((id(n), Form(n))))
    }

    #[test]
    fn what_is_asked_for_before_the_device_answers_waits_for_it() {
        assert_eq!(after(vec![Ask::Open(id(1))]).id, None);
        let open = after(vec![Ask::Open(id(1)), Ask::Found(None)]);
        assert_eq!((open.id, open.n_held), (Some(id(1)), 0));
    }

    #[test]
    fn a_form_that_is_found_is_not_opened_over() {
        let early = after(vec![Ask::Open(id(1)), found(2)]);
        let late = after(vec![found(2), Ask::Open(id(1))]);
        for open in [early, late] {
            assert_eq!((open.id, open.n_held), (Some(id(2)), 1));
            assert_eq!(open.begun, Some(Form(2)));
        }
    }

    #[test]
    fn another_opens_once_nothing_would_be_lost() {
        let begun = vec![Ask::Found(None), Ask::Open(id(1)), Ask::Begun(true)];
        let held = after(begun).asked(Ask::Open(id(2)));
        assert_eq!((held.id, held.n_held), (Some(id(1)), 1));
        let saved = held
            .clone()
            .asked(Ask::Begun(false))
            .asked(Ask::Open(id(2)));
        assert_eq!(saved.id, Some(id(2)));
        let from_found = after(vec![found(1), Ask::Begun(false), Ask::Open(id(2))]);
        assert_eq!((from_found.id, from_found.begun), (Some(id(2)), None));
        let done = held.asked(Ask::Done);
        assert_eq!((done.id, done.n_held), (None, 0));
        assert_eq!(done.asked(Ask::Open(id(2))).id, Some(id(2)));
    }
}
