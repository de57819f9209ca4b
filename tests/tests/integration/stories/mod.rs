//! Browser stories: the three people, in a real Chromium, against a real server. Each leaves
//! pictures of its main screens in `shots/`.

mod agreement;
mod answering;
mod begun;
mod clocks;
mod counting;
pub mod deciding;
mod deleting;
mod differing;
mod disk;
mod drafting;
mod files;
mod idle;
mod injection;
mod lists;
mod locked;
mod manager;
mod merging;
mod noting;
mod observer;
mod payloads;
mod practice;
mod practitioner;
mod rights;
mod screens;
mod sharing;
mod unlocking;
mod unsent;
mod vault;
pub mod words;
pub mod writing;

use std::path::PathBuf;

use serde_json::json;
use shared::access::Role;
use tests::{
    Backend, Browser, Organisation, PASSWORD, Person, Proxy, Record, Screen, TestApp, free_port,
    server_binary,
};

/// A server behind a network path that can be cut, and a place for browser profiles.
pub struct Stage {
    pub app: TestApp,
    pub path: Proxy,
    /// Where browsers reach it.
    pub url: String,
    profiles: tempfile::TempDir,
}

impl Stage {
    pub async fn set() -> Self {
        Self::set_with("127.0.0.1", server_binary()).await
    }

    /// The same under another name of this machine, or with another build of the server.
    pub async fn set_with(host: &str, program: PathBuf) -> Self {
        let path = Proxy::start(free_port()).await;
        let url = format!("http://{host}:{}", path.port);
        let settings = [("ALONGSIDE_PUBLIC_URL", url.as_str())];
        let app = TestApp::start_program(program, Backend::Sqlite, &settings)
            .await
            .reached_at(&url);
        path.lead_to(app.server.url.trim_start_matches("http://"))
            .await;
        Self {
            app,
            path,
            url,
            profiles: tempfile::tempdir().expect("a folder for profiles"),
        }
    }

    /// A browser of this person, signed in through the sign-in page.
    pub async fn browser_of(&self, person: &Person, screen: Screen) -> Browser {
        let profile = self.profile_of(person);
        let browser = Browser::open(&self.url, screen, &profile).await;
        browser.go("/").await;
        self.signs_in(&browser, person).await;
        browser
    }

    /// Signs in on the page that is open.
    pub async fn signs_in(&self, browser: &Browser, person: &Person) {
        browser.fill("Email address", &person.email).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("Today").await;
        browser.settles().await;
        browser.holds_key_of(&person.id).await;
    }

    /// Opens the app after a tab was killed, with the password if it asks for it.
    pub async fn comes_back(&self, browser: &Browser) {
        browser.go("/").await;
        self.is_let_in(browser).await;
    }

    /// Waits for the home of whoever is here, with the password if it is asked for.
    pub async fn is_let_in(&self, browser: &Browser) {
        browser
            .sees_one_of(&["This device is locked", "Today"])
            .await;
        if browser.text().await.contains("This device is locked") {
            browser.fill("Password", PASSWORD).await;
            browser.press("Unlock").await;
            browser.sees("Today").await;
        }
    }

    /// The folder in which the browser of this person keeps everything.
    pub fn profile_of(&self, person: &Person) -> PathBuf {
        self.profiles.path().join(&person.id)
    }
}

/// An observer, a practitioner and a head of PDU of one organisation, and its administrator.
pub struct Cast {
    pub observer: Person,
    pub practitioner: Person,
    pub manager: Person,
    pub administrator: Person,
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
            administrator: organisation.administrator.clone(),
        }
    }

    /// A session the observer has planned with the practitioner.
    pub async fn plans(&self) -> Record {
        self.observer.plans(&self.practitioner).await
    }

    /// Takes the only device of somebody out of use, with `preserve` or `destroy`.
    pub async fn takes_out_of_use(&self, owner: &Person, mode: &str) {
        let devices = owner.get("/api/v1/devices").await.expect(200).json();
        let device = devices[0]["id"].as_str().expect("an id");
        let revoke = format!("/api/v1/devices/{device}/revoke");
        let mode = json!({ "mode": mode });
        self.administrator.post(&revoke, mode).await.expect(204);
    }
}

/// A stage with an observer, a practitioner and their manager.
pub async fn staged() -> (Stage, Cast) {
    let stage = Stage::set().await;
    let cast = Cast::of(&stage.app.organisation("North Probation").await).await;
    (stage, cast)
}

/// What every screen of a story has to pass.
pub async fn looks_right(browser: &Browser, screen: &str) {
    browser.picture(screen).await;
    browser.is_accessible(screen).await;
    browser.targets_are_large_enough(screen).await;
}
