//! What a screen must be: within reach of everybody. And pictures of it.

use std::path::Path;

use serde_json::json;

use super::{Browser, tool};

impl Browser {
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

    /// Fails when axe-core finds anything on this screen: WCAG 2.2 A and AA, and "label in name",
    /// which axe-core calls experimental and leaves off. Best practices are not asked for.
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
                              rules: { 'label-content-name-mismatch': { enabled: true } } })
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
}
