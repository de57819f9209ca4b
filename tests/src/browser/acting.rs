//! What a person does on a screen.

use serde_json::json;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

use super::{Browser, SHOW_LIMIT, TICK};

impl Browser {
    /// Presses the first choice whose words begin so.
    pub async fn choose_first(&self, words: &str) {
        let path = format!("(//label[starts-with(normalize-space(.), \"{words}\")])[1]");
        self.press_path(&path).await;
    }

    /// Presses what is called so.
    pub async fn press(&self, words: &str) {
        self.presses(words, async || self.named(words).await).await;
    }

    /// Presses the first thing a CSS selector finds.
    pub async fn press_first(&self, selector: &str) {
        self.presses(selector, async || self.find(selector).await)
            .await;
    }

    /// Presses the first thing an XPath finds.
    pub async fn press_path(&self, path: &str) {
        self.presses(path, async || self.find_xpath(path).await)
            .await;
    }

    /// Presses a button of the dialog that is open.
    pub async fn press_in_dialog(&self, words: &str) {
        let path = format!("//dialog[@open]//button[normalize-space(.)=\"{words}\"]");
        self.press_path(&path).await;
    }

    /// Chooses the option of a select whose words begin so.
    pub async fn choose(&self, label: &str, option: &str) {
        let path = format!(
            "{}//option[starts-with(normalize-space(.), \"{option}\")]",
            field_path(label)
        );
        let found = async || {
            let query = self.driver.query(By::XPath(&path));
            match query.wait(SHOW_LIMIT, TICK).first().await {
                Ok(option) => option,
                Err(_) => {
                    self.fail(&format!("{label:?} does not offer {option:?}"))
                        .await
                }
            }
        };
        self.acts(option, found, async |option| option.click().await)
            .await;
    }

    /// Sets a date or time field, as the browser's own picker does.
    pub async fn set(&self, label: &str, value: &str) {
        let id = self
            .acts(
                label,
                async || self.field(label).await,
                async |field| field.attr("id").await,
            )
            .await
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
        self.press_path(&path).await;
    }

    /// The observation opened last, from the address or the list.
    pub async fn last_record(&self) -> String {
        self.go("/observations").await;
        let first = "a[href^='/observations/0']";
        let href = self
            .acts(
                first,
                async || self.find(first).await,
                async |link| link.attr("href").await,
            )
            .await
            .expect("a link");
        href.trim_start_matches("/observations/")
            .chars()
            .take(36)
            .collect()
    }

    /// Types into the field with this label.
    pub async fn fill(&self, label: &str, text: &str) {
        self.acts(
            label,
            async || self.field(label).await,
            async |field| {
                // Typed over, as a person does it. WebDriver's own clearing tells the page of nothing, and
                // a field that is drawn anew just then gets its old words back.
                let typed = match text {
                    "" => Key::Backspace.value().to_string(),
                    text => text.to_owned(),
                };
                let (hold, let_go) = (Key::Control.value(), Key::Null.value());
                field.send_keys(format!("{hold}a{let_go}{typed}")).await
            },
        )
        .await;
    }

    /// Strikes one key, in the field that has the focus.
    pub async fn strikes(&self, key: char) {
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" {
                key.to_string()
            } else {
                String::new()
            };
            let event = json!({ "type": kind, "key": key.to_string(), "text": text });
            self.devtools("Input.dispatchKeyEvent", event).await;
        }
    }

    /// The input, select or text area with this label.
    pub async fn field(&self, label: &str) -> WebElement {
        let query = self.driver.query(By::XPath(field_path(label)));
        match query.wait(SHOW_LIMIT, TICK).first().await {
            Ok(field) => field,
            Err(_) => self.fail(&format!("no field {label:?}")).await,
        }
    }

    async fn presses(&self, what: &str, find: impl AsyncFn() -> WebElement) {
        self.acts(what, find, async |element| {
            element.scroll_into_view().await?;
            element.click().await
        })
        .await;
    }

    /// Does something with what is found; again where a page that has just heard from the server
    /// drew it anew in between.
    async fn acts<T>(
        &self,
        what: &str,
        find: impl AsyncFn() -> WebElement,
        act: impl AsyncFn(&WebElement) -> WebDriverResult<T>,
    ) -> T {
        let mut ticks = tokio::time::interval(TICK);
        for _ in 0..REDRAWN_MAX {
            ticks.tick().await;
            let found = find().await;
            match act(&found).await {
                Ok(done) => return done,
                Err(error) if is_redrawn(&error) => {}
                Err(error) => panic!("{what:?} takes no such act: {error}"),
            }
        }
        panic!("{what:?} is drawn anew for ever");
    }
}

/// What the label with these words at its start names, found in one look: a label that is drawn
/// anew between two would name nothing.
fn field_path(label: &str) -> String {
    format!("//*[@id=//label[starts-with(normalize-space(.), \"{label}\")]/@for]")
}

/// How often a thing may be drawn anew while somebody reaches for it.
const REDRAWN_MAX: usize = 20;

/// What goes away before it is reached for is stale; what goes away under the hand takes no act any
/// more. One that is hidden for good is found out by trying.
fn is_redrawn(error: &WebDriverError) -> bool {
    matches!(
        error.as_inner(),
        WebDriverErrorInner::StaleElementReference(_)
            | WebDriverErrorInner::ElementNotInteractable(_)
    )
}
