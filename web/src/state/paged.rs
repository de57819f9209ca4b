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
    let asking = use_state(Sending::default);
    // A second press before the page is drawn again sees the first.
    let is_under_way = use_mut_ref(|| false);
    let page = match &first.remote {
        Remote::Ready(page) => page.clone(),
        Remote::Loading => {
            return Paged {
                remote: Remote::Loading,
                more: None,
                asking: Sending::Idle,
                reload: first.reload,
            };
        }
        Remote::Failed(failure) => {
            return Paged {
                remote: Remote::Failed(failure.clone()),
                more: None,
                asking: Sending::Idle,
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
                        all.extend(next_page.items);
                        tail.set(Some(Tail {
                            first: page,
                            items: Rc::new(all),
                            next: next_page.next,
                        }));
                        asking.set(Sending::Idle);
                    }
                    // What is shown stays after a failure, and so does the button.
                    Err(failure) => asking.set(Sending::Failed(failure)),
                }
            });
        })
    });
    Paged {
        remote: Remote::Ready(items),
        more,
        asking: (*asking).clone(),
        reload: first.reload,
    }
}
