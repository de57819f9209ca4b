//! Lists that are longer than a page.

use tests::Screen;

use super::{looks_right, staged};
use crate::tablet::holds;

/// As many as the app asks for at once.
const PAGE: usize = 100;

/// The next page is said not to have come, and comes once, however often it is asked for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_page_of_observations_tells_of_its_failure_and_comes_once() {
    let (stage, cast) = staged().await;
    let framework = cast.observer.framework().await;
    for _ in 0..PAGE + 3 {
        cast.observer
            .plans_with(&cast.practitioner, &framework, None)
            .await;
    }
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.go("/observations").await;
    let shows = |n: usize| format!("document.querySelector('.tasks')?.children.length === {n}");
    holds(&phone, &shows(PAGE)).await;
    stage.path.cut().await;
    phone.press("Show more").await;
    phone.find("[role=alert]").await;
    looks_right(&phone, "observations-more-failed").await;
    holds(&phone, &shows(PAGE)).await;

    stage.path.mend().await;
    let twice = "const more = [...document.querySelectorAll('button')].find(one => one.innerText === 'Show more');
         more.click(); more.click();";
    phone.run(twice).await;
    holds(&phone, &shows(PAGE + 3)).await;
    let is_whole =
        "![...document.querySelectorAll('button')].some(one => one.innerText === 'Show more')
         && !document.querySelector('[role=alert]')";
    holds(&phone, is_whole).await;
    let links =
        "return new Set([...document.querySelectorAll('.tasks a')].map(one => one.href)).size;";
    assert_eq!(phone.run(links).await, PAGE + 3);
    phone.close().await;
}
