//! Every place of every role, looked at: reachable, accessible, large enough to touch.

use shared::access::Role;
use tests::Screen;

use super::{Cast, Stage, looks_right};

const ADMINISTRATOR: &[(&str, &str)] = &[
    ("people", "/people"),
    ("units", "/units"),
    ("import", "/import"),
    ("deliveries", "/delivery"),
    ("frameworks", "/frameworks"),
    ("account", "/account"),
];
const PRACTITIONER: &[(&str, &str)] = &[
    ("observations-own", "/observations"),
    ("meetings-own", "/meetings"),
    ("account", "/account"),
];
const OBSERVER: &[(&str, &str)] = &[
    ("observations", "/observations"),
    ("meetings", "/meetings"),
    ("actions-team", "/actions"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_place_of_every_role_is_accessible() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let auditor = organisation
        .person("Aled Auditor", &organisation.region, &[Role::Auditor])
        .await;
    cast.observer.plans(&cast.practitioner).await.locked().await;
    let visits: [(_, _, &[(&str, &str)]); 4] = [
        (&organisation.administrator, Screen::Desk, ADMINISTRATOR),
        (&cast.practitioner, Screen::Phone, PRACTITIONER),
        (&cast.observer, Screen::Tablet, OBSERVER),
        (&auditor, Screen::Desk, &[("audit", "/audit")]),
    ];
    for (person, screen, places) in visits {
        let browser = stage.browser_of(person, screen).await;
        for (name, path) in places {
            browser.go(path).await;
            browser.settles().await;
            looks_right(&browser, name).await;
        }
        browser.close().await;
    }
}
