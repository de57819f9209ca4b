//! Frameworks. A version never changes, so this tab asks for each only once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use shared::frameworks::{Framework, FrameworkSummary, offered};
use yew::prelude::*;

use super::Failure;
use super::kept::or_kept;
use super::remote::{Loaded, use_remote};
use crate::offline::KeptAs;
use crate::{api, offline};

thread_local! {
    static SEEN: RefCell<HashMap<String, Rc<Framework>>> = RefCell::new(HashMap::new());
}

/// The version with this content hash.
pub async fn version(hash: &str) -> Result<Rc<Framework>, Failure> {
    if let Some(seen) = SEEN.with_borrow(|seen| seen.get(hash).cloned()) {
        return Ok(seen);
    }
    let person = offline::vault::opened().map(|vault| vault.person);
    let answer = api::frameworks::get(hash).await;
    // A version never changes, so it does not matter when this device was told.
    let kept_as = KeptAs::Framework(hash.to_owned());
    let framework = or_kept(person, &kept_as, answer).await?.value;
    SEEN.with_borrow_mut(|seen| seen.insert(hash.to_owned(), framework.clone()));
    Ok(framework)
}

#[hook]
pub fn use_framework(hash: &str) -> Loaded<Rc<Framework>> {
    use_remote(hash.to_owned(), |hash| async move { version(&hash).await })
}

#[hook]
pub fn use_frameworks() -> Loaded<Vec<FrameworkSummary>> {
    use_remote((), |()| api::frameworks::list())
}

/// The version a new observation would be made with.
#[hook]
pub fn use_current_framework() -> Loaded<Option<Rc<Framework>>> {
    use_remote((), |()| async {
        let versions = api::frameworks::list().await?;
        // An instrument of labels alone, such as MITI, has no skill domains to choose from.
        for summary in offered(&versions) {
            let framework = version(&summary.hash).await?;
            if framework.skill_domains().next().is_some() {
                return Ok(Some(framework));
            }
        }
        Ok(None)
    })
}
