//! The screen stays on as long as a session is shown, and no longer.

use crate::stories::staged;

use super::{holds, live_of, session};

/// A browser that gives its promise of a lit screen only when the page calls `gives()`.
const GIVES_LATE: &str = "
    window.n = { asked: 0, back: 0 };
    const light = { release: () => { window.n.back += 1; return Promise.resolve(); } };
    const request = () => new Promise(give => {
        window.n.asked += 1;
        window.gives = () => give(light);
    });
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });";

/// A promise that comes after the page was left is given back: nobody would ever end it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lit_screen_promised_too_late_is_given_back() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet.before_the_app(GIVES_LATE).await;
    tablet.go(&live_of(&record)).await;
    tablet.sees("Working alliance").await;
    holds(&tablet, "window.n.asked === 1").await;
    let elsewhere =
        "history.pushState(null, '', '/account'); dispatchEvent(new PopStateEvent('popstate'));";
    tablet.run(elsewhere).await;
    tablet.sees("Your account").await;
    holds(&tablet, "!document.querySelector('.tile-seen')").await;
    tablet.run("window.gives()").await;
    holds(&tablet, "window.n.back === 1").await;
    tablet.close().await;
}
