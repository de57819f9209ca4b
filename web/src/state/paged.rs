//! Long lists that come page by page.

use std::rc::Rc;

use shared::values::Page;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Failure;
use super::remote::{Remote, use_remote};

/// What came so far, and the ways to more.
#[derive(PartialEq)]
pub struct Paged<T> {
    pub remote: Remote<Vec<T>>,
    /// Asks for the next page; none on the last one.
    pub more: Option<Callback<()>>,
    /// The next page is on its way.
    pub is_busy: bool,
    pub reload: Callback<()>,
}

/// The pages after the first, for one first page.
struct Tail<T> {
    first: Rc<Page<T>>,
    items: Rc<Vec<T>>,
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
    let first = use_remote(about.clone(), move |about| load(about, None));
    let tail = use_state(|| None::<Tail<T>>);
    let is_busy = use_state(|| false);
    let page = match &first.remote {
        Remote::Ready(page) => page.clone(),
        Remote::Loading => {
            return Paged {
                remote: Remote::Loading,
                more: None,
                is_busy: false,
                reload: first.reload,
            };
        }
        Remote::Failed(failure) => {
            return Paged {
                remote: Remote::Failed(failure.clone()),
                more: None,
                is_busy: false,
                reload: first.reload,
            };
        }
    };
    // A reload brings another first page, and what followed the old one no longer fits.
    let current = tail.as_ref().filter(|tail| Rc::ptr_eq(&tail.first, &page));
    let (items, next) = match current {
        Some(tail) => (tail.items.clone(), tail.next.clone()),
        None => (Rc::new(page.items.clone()), page.next.clone()),
    };
    let more = next.map(|key| {
        let (tail, is_busy, items) = (tail.clone(), is_busy.clone(), items.clone());
        Callback::from(move |()| {
            if *is_busy {
                return;
            }
            is_busy.set(true);
            let answer = load(about.clone(), Some(key.clone()));
            let (tail, is_busy, items, page) =
                (tail.clone(), is_busy.clone(), items.clone(), page.clone());
            spawn_local(async move {
                // What is shown stays after a failure, and so does the button.
                if let Ok(next_page) = answer.await {
                    let mut all = (*items).clone();
                    all.extend(next_page.items);
                    tail.set(Some(Tail {
                        first: page,
                        items: Rc::new(all),
                        next: next_page.next,
                    }));
                }
                is_busy.set(false);
            });
        })
    });
    Paged {
        remote: Remote::Ready(items),
        more,
        is_busy: *is_busy,
        reload: first.reload,
    }
}
