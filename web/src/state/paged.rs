//! Long lists that come page by page.

use std::rc::Rc;

use shared::values::Page;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Failure;
use super::remote::{Remote, Sending, use_remote};

/// What came so far, and the ways to more.
#[derive(PartialEq)]
pub struct Paged<T> {
    pub remote: Remote<Vec<T>>,
    /// Asks for the next page; none on the last one.
    pub more: Option<Callback<()>>,
    /// How asking for the next page stands.
    pub asking: Sending,
    pub reload: Callback<()>,
}

/// A page, maybe with something beside its rows.
pub trait Batch: PartialEq + 'static {
    type Item: Clone + PartialEq + 'static;

    fn items(&self) -> &[Self::Item];
    /// The key of the next one.
    fn next(&self) -> Option<&String>;
}

impl<T: Clone + PartialEq + 'static> Batch for Page<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        &self.items
    }

    fn next(&self) -> Option<&String> {
        self.next.as_ref()
    }
}

/// The pages after the first, for one first page.
struct Tail<B: Batch> {
    first: Rc<B>,
    items: Rc<Vec<B::Item>>,
    next: Option<String>,
}

/// Loads the first page like [`use_remote`], and the others when asked.
#[hook]
pub fn use_paged<T, D, F>(about: D, load: fn(D, Option<String>) -> F) -> Paged<T>
where
    T: Clone + PartialEq + 'static,
    D: PartialEq + Clone + 'static,
    F: Future<Output = Result<Page<T>, Failure>> + 'static,
{
    use_batches(about, load).0
}

/// The same for pages with something beside their rows, with the first of them.
#[hook]
pub fn use_batches<B, D, F>(
    about: D,
    load: fn(D, Option<String>) -> F,
) -> (Paged<B::Item>, Option<Rc<B>>)
where
    B: Batch,
    D: PartialEq + Clone + 'static,
    F: Future<Output = Result<B, Failure>> + 'static,
{
    let first = use_remote(about.clone(), move |about| load(about, None));
    let tail = use_state(|| None::<Tail<B>>);
    let asking = use_state(Sending::default);
    // A second press before the page is drawn again sees the first.
    let is_under_way = use_mut_ref(|| false);
    let page = match &first.remote {
        Remote::Ready(page) => page.clone(),
        Remote::Loading => return (nothing(Remote::Loading, first.reload), None),
        Remote::Failed(failure) => {
            let failed = Remote::Failed(failure.clone());
            return (nothing(failed, first.reload), None);
        }
    };
    // A reload brings another first page, and what followed the old one no longer fits.
    let current = tail.as_ref().filter(|tail| Rc::ptr_eq(&tail.first, &page));
    let (items, next) = match current {
        Some(tail) => (tail.items.clone(), tail.next.clone()),
        None => (Rc::new(page.items().to_vec()), page.next().cloned()),
    };
    let more = next.map(|key| {
        let (tail, asking, items) = (tail.clone(), asking.clone(), items.clone());
        let (about, page, is_under_way) = (about.clone(), page.clone(), is_under_way.clone());
        Callback::from(move |()| {
            if is_under_way.replace(true) {
                return;
            }
            asking.set(Sending::Busy);
            let answer = load(about.clone(), Some(key.clone()));
            let (tail, asking, items, page) =
                (tail.clone(), asking.clone(), items.clone(), page.clone());
            let is_under_way = is_under_way.clone();
            spawn_local(async move {
                let answer = answer.await;
                is_under_way.replace(false);
                match answer {
                    Ok(next_page) => {
                        let mut all = (*items).clone();
                        all.extend_from_slice(next_page.items());
                        tail.set(Some(Tail {
                            first: page,
                            items: Rc::new(all),
                            next: next_page.next().cloned(),
                        }));
                        asking.set(Sending::Idle);
                    }
                    // What is shown stays after a failure, and so does the button.
                    Err(failure) => asking.set(Sending::Failed(failure)),
                }
            });
        })
    });
    let paged = Paged {
        remote: Remote::Ready(items),
        more,
        asking: (*asking).clone(),
        reload: first.reload,
    };
    (paged, Some(page))
}

fn nothing<T>(remote: Remote<Vec<T>>, reload: Callback<()>) -> Paged<T> {
    Paged {
        remote,
        more: None,
        asking: Sending::Idle,
        reload,
    }
}
