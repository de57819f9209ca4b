//! What a person does on a screen.

use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

use super::{Browser, SHOW_LIMIT, TICK};

impl Browser {
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

    /// Types into the field with this label.
    pub async fn fill(&self, label: &str, text: &str) {
        // A page that has just heard from the server draws its fields anew.
        for _ in 0..REDRAWN_MAX {
            let field = self.field(label).await;
            let typed = match field.clear().await {
                Ok(()) => field.send_keys(text).await,
                Err(error) => Err(error),
            };
            match typed {
                Ok(()) => return,
                Err(error) if is_redrawn(&error) => {}
                Err(error) => panic!("{label:?} is no editable field: {error}"),
            }
        }
        panic!("{label:?} is drawn anew for ever");
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
}

/// How often a field may be replaced while somebody types into it.
const REDRAWN_MAX: usize = 5;

fn is_redrawn(error: &WebDriverError) -> bool {
    matches!(
        error.as_inner(),
        WebDriverErrorInner::StaleElementReference(_)
    )
}
