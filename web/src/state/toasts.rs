//! Toasts: short answers to what a person just did.

use std::rc::Rc;

use yew::prelude::*;

/// How long a toast stays. It only repeats what the page shows and holds nothing to press but
/// its dismissal, so that passing shuts nobody out (WCAG 2.2.1).
const SHOWN_MS: i32 = 6_000;
/// More would cover the page.
const MOST_AT_ONCE: usize = 3;

/// What a toast says.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    pub id: u32,
    pub words: AttrValue,
}

/// The toasts on the screen, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToastList {
    pub toasts: Vec<Toast>,
    next_id: u32,
}

pub enum ToastAction {
    Say(AttrValue),
    Dismiss(u32),
}

impl Reducible for ToastList {
    type Action = ToastAction;

    fn reduce(self: Rc<Self>, action: ToastAction) -> Rc<Self> {
        let mut list = (*self).clone();
        match action {
            ToastAction::Say(words) => list.push(words),
            ToastAction::Dismiss(id) => list.toasts.retain(|toast| toast.id != id),
        }
        Rc::new(list)
    }
}

impl ToastList {
    fn push(&mut self, words: AttrValue) {
        self.next_id += 1;
        self.toasts.push(Toast {
            id: self.next_id,
            words,
        });
        let surplus = self.toasts.len().saturating_sub(MOST_AT_ONCE);
        self.toasts.drain(..surplus);
    }
}

/// The list and its dispatcher, as the context carries it.
pub type ToastContext = UseReducerHandle<ToastList>;

/// Says something in a toast.
#[derive(Clone)]
pub struct Say(ToastContext);

impl Say {
    /// Shows `words` for a few seconds.
    pub fn say(&self, words: impl Into<AttrValue>) {
        self.0.dispatch(ToastAction::Say(words.into()));
    }
}

/// The way for a page to say something. It must be below the app's providers.
#[hook]
pub fn use_toasts() -> Say {
    Say(use_context::<ToastContext>().expect("the app provides the toasts"))
}

/// Takes away toasts that have been shown long enough.
#[hook]
pub fn use_toast_expiry(list: &ToastContext) {
    let list = list.clone();
    let oldest = list.toasts.first().map(|toast| toast.id);
    use_effect_with(oldest, move |oldest| {
        let timer = oldest.and_then(|oldest| {
            crate::timer::after(SHOWN_MS, move || {
                list.dispatch(ToastAction::Dismiss(oldest))
            })
        });
        move || drop(timer)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reduce(list: ToastList, action: ToastAction) -> ToastList {
        (*Rc::new(list).reduce(action)).clone()
    }

    fn words(list: &ToastList) -> Vec<&str> {
        list.toasts
            .iter()
            .map(|toast| toast.words.as_str())
            .collect()
    }

    #[test]
    fn the_oldest_toast_gives_way() {
        let mut list = ToastList::default();
        for words in ["a", "b", "c", "d"] {
            list = reduce(list, ToastAction::Say(words.into()));
        }
        assert_eq!(words(&list), ["b", "c", "d"]);
        list = reduce(list, ToastAction::Dismiss(3));
        assert_eq!(words(&list), ["b", "d"]);
    }
}
