//! A real Chromium, as each of the three people would hold it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::process::{Child, Command};

use crate::process::free_port;

mod acting;
mod device;
mod judging;

/// How long a screen may take to show what a story waits for.
const SHOW_LIMIT: Duration = Duration::from_secs(45);

/// How long somebody who was killed may take to answer.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);

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
            match self.shown(By::Css(selector)).await {
                Some(element) => element,
                None => self.fail(&format!("{caller}: no {selector}")).await,
            }
        }
    }

    /// Waits for what an XPath finds.
    pub async fn find_xpath(&self, path: &str) -> WebElement {
        match self.shown(By::XPath(path)).await {
            Some(element) => element,
            None => self.fail(&format!("no {path}")).await,
        }
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
            match self.shown(By::XPath(&xpath)).await {
                Some(element) => element,
                None => {
                    self.fail(&format!("{caller}: nothing is called {words:?}"))
                        .await
                }
            }
        }
    }

    /// Waits for the first that is displayed.
    async fn shown(&self, by: By) -> Option<WebElement> {
        let query = self.driver.query(by).wait(SHOW_LIMIT, TICK);
        query.and_displayed().first().await.ok()
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
        let _ = tokio::time::timeout(ANSWER_LIMIT, crash.send_raw("Page.crash", json!({}))).await;
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
