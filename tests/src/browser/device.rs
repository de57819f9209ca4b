//! The device the browser runs on: what it keeps, its fingerprint reader, its clock.

use serde_json::{Value, json};

use super::{ANSWER_LIMIT, Browser, SHOW_LIMIT, TICK};

impl Browser {
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
        self.before_the_app(&format!(
            "{{ const real = Date.now.bind(Date); Date.now = () => real() + {hours} * 3_600_000; }}"
        ))
        .await;
    }

    /// From the next page on a script runs in each page of this tab before the app does.
    pub async fn before_the_app(&self, script: &str) {
        let script = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script)
            .await;
    }

    /// Kills the browser at once, with everything that it had not written.
    pub async fn crashes(self) {
        // The answer never comes: there is nobody left to give it.
        let crash = self.driver.cdp();
        let crash = crash.send_raw("Browser.crash", json!({}));
        let _ = tokio::time::timeout(ANSWER_LIMIT, crash).await;
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
}
