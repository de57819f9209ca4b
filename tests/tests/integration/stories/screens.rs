//! Every place of every role, looked at: reachable, accessible, large enough to touch.

use shared::access::Role;
use tests::{Record, Screen};

use super::{Cast, Stage, looks_right, staged};

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
    cast.plans().await.locked().await;
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

/// The pages of a record and of the three people in Welsh, which is longer than English: nothing
/// breaks, and no English is left in a heading.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_places_in_welsh() {
    let (stage, cast) = staged().await;
    let (observer, practitioner) = (&cast.observer, &cast.practitioner);
    let live = observer.plans(practitioner).await.observed().await;
    let drafting = observer.plans(practitioner).await.drafted().await;
    let shared = observer.plans(practitioner).await.shared().await;
    shared.self_assess().await.expect(200);
    let of = |record: &Record, page: &str| format!("/observations/{}{page}", record.id);
    let visits = [
        (
            observer,
            Screen::Tablet,
            vec![
                ("observer-home", "/".to_owned()),
                ("observations", "/observations".to_owned()),
                ("plan", "/observations/new".to_owned()),
                ("observation", of(&drafting, "")),
                ("live", of(&live, "/live")),
                ("draft", of(&drafting, "/draft")),
                ("preview", of(&drafting, "/preview")),
                ("device", "/device".to_owned()),
            ],
        ),
        (
            practitioner,
            Screen::Phone,
            vec![
                ("practitioner-home", "/".to_owned()),
                ("feedback", of(&shared, "/feedback")),
                ("actions", "/actions".to_owned()),
                ("account", "/account".to_owned()),
            ],
        ),
        (
            &cast.manager,
            Screen::Desk,
            vec![
                ("manager-home", "/".to_owned()),
                ("coverage", "/coverage".to_owned()),
                ("meeting-new", "/meetings/new".to_owned()),
            ],
        ),
    ];
    for (person, screen, places) in visits {
        let browser = stage.browser_of(person, screen).await;
        let heading = "return document.querySelector('h1').innerText";
        for (name, path) in places {
            browser.run("localStorage.setItem('language', 'en')").await;
            browser.go(&path).await;
            browser.settles().await;
            let english = browser.run(heading).await;
            browser.run("localStorage.setItem('language', 'cy')").await;
            browser.go(&path).await;
            browser.settles().await;
            let welsh = browser.run(heading).await;
            let is_a_name = english.as_str().is_some_and(|h| h.contains("Dafydd Price"));
            assert!(is_a_name || welsh != english, "{path}: {welsh}");
            looks_right(&browser, &format!("{name}-welsh")).await;
        }
        browser.close().await;
    }
}
