//! A real Chromium, as each of the three people would hold it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::process::{Child, Command};

use crate::process::free_port;

/// How long a screen may take to show what a story waits for.
const SHOW_LIMIT: Duration = Duration::from_secs(20);

/// What the browser runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// 1024×768, touch.
    Tablet,
    /// 390×844, touch.
    Phone,
    /// 1280×800, mouse.
    Desk,
}

impl Screen {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Tablet => (1024, 768),
            Self::Phone => (390, 844),
            Self::Desk => (1280, 800),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Tablet => "tablet",
            Self::Phone => "phone",
            Self::Desk => "desk",
        }
    }
}

/// A browser with a profile of its own, which outlives a killed tab.
pub struct Browser {
    pub driver: WebDriver,
    pub screen: Screen,
    base: String,
    /// Killed with this value.
    _process: Child,
}

impl Browser {
    /// Opens a window on `base` with the profile in `profile`.
    pub async fn open(base: &str, screen: Screen, profile: &Path) -> Self {
        let port = free_port();
        let process = Command::new(tool("ALONGSIDE_TEST_CHROMEDRIVER", "/usr/bin/chromedriver"))
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver runs");
        let driver = connect(port, screen, profile).await;
        let browser = Self {
            driver,
            screen,
            base: base.to_owned(),
            _process: process,
        };
        browser.emulate().await;
        browser
    }

    /// Goes to a page of the app, as in `/observations`.
    pub async fn go(&self, path: &str) {
        self.driver
            .goto(format!("{}{path}", self.base))
            .await
            .expect("the page opens");
    }

    /// Opens a second tab of the same person and goes on in it.
    pub async fn open_tab(&self) {
        let tab = self.driver.new_tab().await.expect("a new tab");
        let switched = self.driver.switch_to_window(tab).await;
        switched.expect("the new tab is shown");
        self.emulate().await;
    }

    /// Goes on in the tab that was opened as the `n`th, counted from 0.
    pub async fn show_tab(&self, n: usize) {
        let tabs = self.driver.windows().await.expect("the list of tabs");
        let switched = self.driver.switch_to_window(tabs[n].clone()).await;
        switched.expect("the tab is shown");
    }

    /// Waits for what a CSS selector finds.
    #[track_caller]
    pub fn find<'a>(&'a self, selector: &'a str) -> impl Future<Output = WebElement> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let found = self
                .driver
                .query(By::Css(selector))
                .wait(SHOW_LIMIT, TICK)
                .and_displayed()
                .first()
                .await;
            match found {
                Ok(element) => element,
                Err(_) => self.fail(&format!("{caller}: no {selector}")).await,
            }
        }
    }

    /// Waits for what an XPath finds.
    pub async fn find_xpath(&self, path: &str) -> WebElement {
        let found = self
            .driver
            .query(By::XPath(path))
            .wait(SHOW_LIMIT, TICK)
            .and_displayed()
            .first()
            .await;
        match found {
            Ok(element) => element,
            Err(_) => self.fail(&format!("no {path}")).await,
        }
    }

    /// Presses the first choice whose words begin so.
    pub async fn choose_first(&self, words: &str) {
        let path = format!("(//label[starts-with(normalize-space(.), \"{words}\")])[1]");
        let label = self.find_xpath(&path).await;
        label
            .scroll_into_view()
            .await
            .expect("it can be scrolled to");
        label
            .click()
            .await
            .unwrap_or_else(|error| panic!("{words:?} cannot be chosen: {error}"));
    }

    /// Waits for a button, link or label by the words a person reads on it.
    #[track_caller]
    pub fn named<'a>(&'a self, words: &'a str) -> impl Future<Output = WebElement> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let quoted = words.replace('"', "");
            let xpath = format!(
                "//*[self::button or self::a or self::label or self::summary or @role='button' or @role='tab']\
                 [normalize-space(.)=\"{quoted}\" or @aria-label=\"{quoted}\"]"
            );
            let found = self
                .driver
                .query(By::XPath(xpath))
                .wait(SHOW_LIMIT, TICK)
                .and_displayed()
                .first()
                .await;
            match found {
                Ok(element) => element,
                Err(_) => {
                    self.fail(&format!("{caller}: nothing is called {words:?}"))
                        .await
                }
            }
        }
    }

    /// Presses what is called so.
    pub async fn press(&self, words: &str) {
        let element = self.named(words).await;
        element
            .scroll_into_view()
            .await
            .expect("it can be scrolled to");
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("{words:?} cannot be pressed: {error}"));
    }

    /// Presses the first thing a CSS selector finds.
    pub async fn press_first(&self, selector: &str) {
        let element = self.find(selector).await;
        element
            .scroll_into_view()
            .await
            .expect("it can be scrolled to");
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("{selector} cannot be pressed: {error}"));
    }

    /// Presses a button of the dialog that is open.
    pub async fn press_in_dialog(&self, words: &str) {
        let xpath = format!("//dialog[@open]//button[normalize-space(.)=\"{words}\"]");
        match self
            .driver
            .query(By::XPath(xpath))
            .wait(SHOW_LIMIT, TICK)
            .and_displayed()
            .first()
            .await
        {
            Ok(button) => button.click().await.expect("a button that takes a press"),
            Err(_) => self.fail(&format!("no dialog with {words:?}")).await,
        }
    }

    /// Chooses the option of a select whose words begin so.
    pub async fn choose(&self, label: &str, option: &str) {
        let field = self.field(label).await;
        let xpath = format!(".//option[starts-with(normalize-space(.), \"{option}\")]");
        match field
            .query(By::XPath(xpath))
            .wait(SHOW_LIMIT, TICK)
            .first()
            .await
        {
            Ok(option) => option.click().await.expect("an option that can be chosen"),
            Err(_) => {
                self.fail(&format!("{label:?} does not offer {option:?}"))
                    .await
            }
        }
    }

    /// Sets a date or time field, as the browser's own picker does.
    pub async fn set(&self, label: &str, value: &str) {
        let field = self.field(label).await;
        let id = field
            .attr("id")
            .await
            .ok()
            .flatten()
            .expect("a field with an id");
        let script = format!(
            "const field = document.getElementById('{id}');
             Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '{value}');
             for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, {{ bubbles: true }}));"
        );
        self.run(&script).await;
    }

    /// Searches for somebody in a field for people and takes the one found.
    pub async fn pick_person(&self, label: &str, name: &str) {
        self.fill(label, name).await;
        let path = format!("//*[contains(@class, 'picker-found')]//button[contains(., '{name}')]");
        self.find_xpath(&path)
            .await
            .click()
            .await
            .expect("somebody who can be chosen");
    }

    /// The observation opened last, from the address or the list.
    pub async fn last_record(&self) -> String {
        self.go("/observations").await;
        let link = self.find("a[href^='/observations/0']").await;
        let href = link.attr("href").await.ok().flatten().expect("a link");
        href.trim_start_matches("/observations/")
            .chars()
            .take(36)
            .collect()
    }

    /// Waits until nothing on the screen is still loading.
    pub async fn settles(&self) {
        let mut ticks = tokio::time::interval(TICK);
        let started = tokio::time::Instant::now();
        while started.elapsed() < SHOW_LIMIT {
            ticks.tick().await;
            let script =
                "return document.readyState === 'complete' && !!document.querySelector('h1')
                && !document.querySelector('[aria-busy=true], .skeleton')";
            if self.run(script).await == json!(true) {
                return;
            }
        }
        self.fail::<()>("the screen keeps loading").await;
    }

    /// Types into the field with this label.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.expect("an editable field");
        field.send_keys(text).await.expect("an editable field");
    }

    /// The input, select or text area with this label.
    pub async fn field(&self, label: &str) -> WebElement {
        let label_element = self.driver.query(By::XPath(format!(
            "//label[starts-with(normalize-space(.), \"{label}\")]"
        )));
        match label_element.wait(SHOW_LIMIT, TICK).first().await {
            Ok(element) => {
                let id = element
                    .attr("for")
                    .await
                    .ok()
                    .flatten()
                    .expect("a label names its field");
                self.driver
                    .query(By::Id(id))
                    .wait(SHOW_LIMIT, TICK)
                    .first()
                    .await
                    .expect("the labelled field")
            }
            Err(_) => self.fail(&format!("no field {label:?}")).await,
        }
    }

    /// Waits until the page says something.
    #[track_caller]
    pub fn sees<'a>(&'a self, words: &'a str) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let mut ticks = tokio::time::interval(TICK);
            let started = tokio::time::Instant::now();
            while started.elapsed() < SHOW_LIMIT {
                ticks.tick().await;
                if self.text().await.contains(words) {
                    return;
                }
            }
            self.fail::<()>(&format!(
                "{caller}: the page does not say {words:?}; it says:\n{}",
                self.text().await
            ))
            .await
        }
    }

    /// Waits until the page says one of these.
    pub async fn sees_one_of(&self, all: &[&str]) {
        let mut ticks = tokio::time::interval(TICK);
        let started = tokio::time::Instant::now();
        while started.elapsed() < SHOW_LIMIT {
            ticks.tick().await;
            let text = self.text().await;
            if all.iter().any(|words| text.contains(words)) {
                return;
            }
        }
        self.fail::<()>(&format!("the page says none of {all:?}"))
            .await
    }

    /// All text a person can see.
    pub async fn text(&self) -> String {
        let script = "return document.body ? document.body.innerText : ''";
        let value = self.driver.execute(script, vec![]).await;
        value
            .ok()
            .and_then(|value| value.json().as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Runs a script and answers what it returns.
    pub async fn run(&self, script: &str) -> Value {
        self.driver
            .execute(script, vec![])
            .await
            .expect("a script that runs")
            .json()
            .clone()
    }

    /// Runs a script that answers through its last argument.
    pub async fn run_async(&self, script: &str) -> Value {
        self.driver
            .execute_async(script, vec![])
            .await
            .expect("a script that answers")
            .json()
            .clone()
    }

    /// Waits until the service worker holds the key of this person, so that the next load of a
    /// page needs no password.
    pub async fn holds_key_of(&self, person: &str) {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             navigator.serviceWorker.ready.then(registration => {{
                 const channel = new MessageChannel();
                 channel.port1.onmessage = event => done(event.data?.person === '{person}');
                 registration.active.postMessage({{ vault: 'recall' }}, [channel.port2]);
             }});"
        );
        self.waits_for("the service worker holds no key", &script)
            .await;
    }

    /// Waits until the password opens what this person keeps here.
    pub async fn has_wrapped(&self, person: &str) {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const request = indexedDB.open('alongside-{person}');
             request.onsuccess = () => {{
                 const database = request.result;
                 const card = database.transaction('cards').objectStore('cards').get('card');
                 card.onsuccess = () => {{ database.close(); done(!!JSON.parse(card.result ?? '{{}}').password); }};
                 card.onerror = () => done(false);
             }};"
        );
        self.waits_for("the password opens nothing here", &script)
            .await;
    }

    /// Waits until every page opens without a network.
    pub async fn keeps_all_pages(&self) {
        let script = "const done = arguments[arguments.length - 1];
            caches.match('/chunks-kept').then(kept => done(!!kept));";
        self.waits_for("the pages are not kept", script).await;
    }

    /// Gives the device a fingerprint reader that always recognises its owner, with or without
    /// the extension that makes keys.
    pub async fn has_authenticator(&self, has_prf: bool) {
        self.devtools("WebAuthn.enable", json!({})).await;
        let options = json!({
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal",
            "hasResidentKey": true, "hasUserVerification": true, "hasPrf": has_prf,
            "isUserVerified": true, "automaticPresenceSimulation": true,
        });
        self.devtools(
            "WebAuthn.addVirtualAuthenticator",
            json!({ "options": options }),
        )
        .await;
    }

    /// From the next page on the device's clock is so many hours ahead.
    pub async fn clock_runs_ahead(&self, hours: f64) {
        let source = format!(
            "{{ const real = Date.now.bind(Date); Date.now = () => real() + {hours} * 3_600_000; }}"
        );
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .await;
    }

    async fn waits_for(&self, failing: &str, script: &str) {
        let mut ticks = tokio::time::interval(TICK);
        let started = tokio::time::Instant::now();
        while started.elapsed() < SHOW_LIMIT {
            ticks.tick().await;
            if self.run_async(script).await == json!(true) {
                return;
            }
        }
        self.fail::<()>(failing).await;
    }

    /// Leaves a picture in `shots/` for people to look at, in light and dark.
    pub async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shots");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        for scheme in ["light", "dark"] {
            let media =
                json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            self.devtools("Emulation.setEmulatedMedia", media).await;
            let path = folder.join(format!("{name}-{}-{scheme}.png", self.screen.name()));
            self.driver.screenshot(&path).await.expect("a picture");
        }
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": "light" }] });
        self.devtools("Emulation.setEmulatedMedia", media).await;
    }

    /// Fails when axe-core finds anything on this screen (WCAG 2.2 A and AA; without best
    /// practices and the one rule that axe-core itself calls experimental).
    pub async fn is_accessible(&self, screen: &str) {
        let axe = std::fs::read_to_string(tool(
            "ALONGSIDE_TEST_AXE",
            "target/tools/node_modules/axe-core/axe.min.js",
        ));
        self.driver
            .execute(axe.expect("axe-core is installed"), vec![])
            .await
            .expect("axe-core loads");
        let script = "const done = arguments[0];
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                              rules: { 'label-content-name-mismatch': { enabled: false } } })
               .then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))),
                     e => done([String(e)]));";
        let found = self
            .driver
            .execute_async(script, vec![])
            .await
            .expect("axe-core runs")
            .json()
            .clone();
        assert_eq!(found, json!([]), "axe-core on {screen}");
    }

    /// Fails when something touchable is smaller than 44 px either way.
    pub async fn targets_are_large_enough(&self, screen: &str) {
        let script = "return [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
            .filter(e => e.checkVisibility && e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
            .filter(e => !e.closest('p, li > span, .prose') || e.tagName === 'BUTTON')
            .map(e => { const own = (e.closest('.task') ?? e).getBoundingClientRect();
                        const label = e.labels && e.labels[0] ? e.labels[0].getBoundingClientRect() : own;
                        return [e.outerHTML.slice(0, 120), Math.max(own.width, label.width), Math.max(own.height, label.height)]; })
            .filter(([_, w, h]) => w > 1 && h > 1 && (w < 43.5 || h < 43.5)).map(x => x.join(' '));";
        assert_eq!(
            self.run(script).await,
            json!([]),
            "small targets on {screen}"
        );
    }

    /// Kills the tab at once, as the system does when memory runs out, and opens another.
    pub async fn tab_killed(&self) {
        let killed = self.driver.window().await.expect("a window");
        let other = self.driver.new_tab().await.expect("another tab");
        self.driver
            .switch_to_window(killed)
            .await
            .expect("the first tab");
        // The answer never comes: there is nobody left to give it.
        let crash = self.driver.cdp();
        let _ = tokio::time::timeout(
            Duration::from_secs(5),
            crash.send_raw("Page.crash", json!({})),
        )
        .await;
        self.driver
            .switch_to_window(other)
            .await
            .expect("the other tab");
        self.emulate().await;
    }

    pub async fn close(self) {
        let _ = self.driver.quit().await;
    }

    /// Sends a command of the Chrome DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.driver
            .cdp()
            .send_raw(command, parameters)
            .await
            .unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    async fn emulate(&self) {
        let (width, height) = self.screen.size();
        let touch = self.screen != Screen::Desk;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": touch }),
        )
        .await;
    }

    /// Leaves a picture of what is there instead, and fails.
    async fn fail<T>(&self, what: &str) -> T {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shots/failed.png");
        let _ = std::fs::create_dir_all(path.parent().expect("a folder"));
        let _ = self.driver.screenshot(&path).await;
        let url = self
            .driver
            .current_url()
            .await
            .map(|url| url.to_string())
            .unwrap_or_default();
        panic!("{what}\nat {url}, which shows:\n{}", self.text().await)
    }
}

const TICK: Duration = Duration::from_millis(50);

async fn connect(port: u16, screen: Screen, profile: &Path) -> WebDriver {
    let (width, height) = screen.size();
    let mut wanted = DesiredCapabilities::chrome();
    wanted
        .set_binary(&tool("ALONGSIDE_TEST_CHROMIUM", "/usr/bin/chromium").to_string_lossy())
        .expect("a path");
    let arguments = [
        "--headless=new".to_owned(),
        "--no-sandbox".into(),
        "--disable-gpu".into(),
        "--disable-dev-shm-usage".into(),
        "--disable-quic".into(),
        "--no-first-run".into(),
        "--disable-background-networking".into(),
        "--disable-component-update".into(),
        "--disable-sync".into(),
        "--lang=en-GB".into(),
        format!("--window-size={width},{height}"),
        format!("--user-data-dir={}", profile.display()),
    ];
    for argument in arguments {
        wanted.add_arg(&argument).expect("an argument");
    }
    let url = format!("http://127.0.0.1:{port}");
    let mut ticks = tokio::time::interval(TICK);
    let started = tokio::time::Instant::now();
    loop {
        ticks.tick().await;
        match WebDriver::new(&url, wanted.clone()).await {
            Ok(driver) => return driver,
            Err(error) if started.elapsed() > SHOW_LIMIT => {
                panic!("Chromium does not start: {error}")
            }
            Err(_) => {}
        }
    }
}

fn tool(variable: &str, otherwise: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| otherwise.into(), PathBuf::from)
}
