//! Browser stories: the three people, in a real Chromium, against a real server. Each leaves
//! pictures of its main screens in `shots/`.

mod agreement;
mod injection;
mod manager;
mod merging;
mod observer;
mod payloads;
mod practitioner;
mod screens;

use shared::access::Role;
use tests::{Backend, Browser, Organisation, PASSWORD, Person, Proxy, Screen, TestApp, free_port};

/// A server behind a network path that can be cut, and a place for browser profiles.
pub struct Stage {
    pub app: TestApp,
    pub path: Proxy,
    profiles: tempfile::TempDir,
}

impl Stage {
    pub async fn set() -> Self {
        let path = Proxy::start(free_port()).await;
        let url = path.url();
        let settings = [("ALONGSIDE_PUBLIC_URL", url.as_str())];
        let app = TestApp::start_with(Backend::Sqlite, &settings)
            .await
            .reached_at(&url);
        path.lead_to(app.server.url.trim_start_matches("http://"))
            .await;
        Self {
            app,
            path,
            profiles: tempfile::tempdir().expect("a folder for profiles"),
        }
    }

    /// A browser of this person, signed in through the sign-in page.
    pub async fn browser_of(&self, person: &Person, screen: Screen) -> Browser {
        let profile = self.profiles.path().join(&person.id);
        let browser = Browser::open(&self.path.url(), screen, &profile).await;
        browser.go("/").await;
        browser.fill("Email address", &person.email).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("Today").await;
        browser.settles().await;
        browser
    }
}

/// An observer, a practitioner and a head of PDU of one organisation.
pub struct Cast {
    pub observer: Person,
    pub practitioner: Person,
    pub manager: Person,
}

impl Cast {
    pub async fn of(organisation: &Organisation<'_>) -> Self {
        let team = &organisation.team;
        Self {
            observer: organisation.person("Priya Shah", team, &[Role::Spo]).await,
            practitioner: organisation
                .person("Dafydd Price", team, &[Role::Practitioner])
                .await,
            manager: organisation
                .person("Eleri Vaughan", &organisation.pdu, &[Role::Manager])
                .await,
        }
    }
}

/// What every screen of a story has to pass.
pub async fn looks_right(browser: &Browser, screen: &str) {
    browser.picture(screen).await;
    browser.is_accessible(screen).await;
    browser.targets_are_large_enough(screen).await;
}
