//! Everything a document has to hold before it is a framework.

mod items;
mod scores;
mod texts;

use std::collections::BTreeSet;

use super::error::{Fault, Problem};
use super::key::Key;
use super::model::{Framework, NO_OPPORTUNITY, Phase, Scale, Section, SessionRule, TILE_MAX_CHARS};
use texts::{LABEL_MAX_CHARS, PROSE_MAX_CHARS};

const SECTIONS_MAX: usize = 60;
const ITEMS_MAX: usize = 500;
const CODES_MAX: usize = 100;
const SCORES_MAX: usize = 100;
const LEVELS_MAX: usize = 12;
const PHASES_MAX: usize = 12;

impl Framework {
    /// What is wrong with this framework; nothing for one that came from [`Framework::parse`].
    pub fn faults(&self) -> Vec<Fault> {
        let mut inspection = Inspection {
            framework: self,
            faults: Vec::new(),
        };
        inspection.framework();
        inspection.faults
    }
}

/// One walk over a framework, collecting what is wrong.
struct Inspection<'a> {
    framework: &'a Framework,
    faults: Vec<Fault>,
}

impl<'a> Inspection<'a> {
    fn report(&mut self, place: impl Into<String>, problem: Problem) {
        self.faults.push(Fault {
            place: place.into(),
            problem,
        });
    }

    fn framework(&mut self) {
        let framework = self.framework;
        self.version(&framework.version);
        self.text("/title", &framework.title, LABEL_MAX_CHARS);
        self.optional_text("/summary", framework.summary.as_ref(), PROSE_MAX_CHARS);
        self.optional_text("/source", framework.source.as_ref(), PROSE_MAX_CHARS);
        self.texts("/preconditions", &framework.preconditions, PROSE_MAX_CHARS);
        self.texts("/guidance", &framework.guidance, PROSE_MAX_CHARS);
        self.sizes();
        self.unique_ids();
        self.phases(&framework.phases);
        self.scales(&framework.scales);
        if let Some(words) = &framework.no_opportunity {
            self.text("/no_opportunity/label", &words.label, LABEL_MAX_CHARS);
            self.optional_text(
                "/no_opportunity/short",
                words.short.as_ref(),
                TILE_MAX_CHARS,
            );
            self.optional_text(
                "/no_opportunity/meaning",
                words.meaning.as_ref(),
                PROSE_MAX_CHARS,
            );
        }
        for (n, section) in framework.sections.iter().enumerate() {
            self.section(&format!("/sections/{n}"), section);
        }
        for (n, item) in framework.session_items.iter().enumerate() {
            self.item(&format!("/session_items/{n}"), item);
        }
        for (n, code) in framework.codes.iter().enumerate() {
            let place = format!("/codes/{n}");
            self.text(&format!("{place}/label"), &code.label, LABEL_MAX_CHARS);
            self.text(&format!("{place}/tile"), &code.tile, TILE_MAX_CHARS);
            self.optional_text(
                &format!("{place}/meaning"),
                code.meaning.as_ref(),
                PROSE_MAX_CHARS,
            );
            self.texts(&format!("{place}/rules"), &code.rules, PROSE_MAX_CHARS);
        }
        self.scores();
        for (n, rule) in framework.session_rules.iter().enumerate() {
            self.session_rule(&format!("/session_rules/{n}"), rule);
        }
    }

    fn version(&mut self, version: &str) {
        let shape_is_right = (1..=20).contains(&version.len())
            && version
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-');
        if !shape_is_right {
            self.report("/version", Problem::VersionShape);
        }
    }

    fn sizes(&mut self) {
        let framework = self.framework;
        let n_items = framework.items().count();
        let sizes = [
            ("/sections", framework.sections.len(), SECTIONS_MAX),
            ("/sections", n_items, ITEMS_MAX),
            ("/codes", framework.codes.len(), CODES_MAX),
            ("/scores", framework.scores.len(), SCORES_MAX),
            ("/phases", framework.phases.len(), PHASES_MAX),
        ];
        for (place, found, limit) in sizes {
            if found > limit {
                self.report(place, Problem::TooMany { found, limit });
            }
        }
        // Scores alone are enough: an instrument whose items may not be entered is imported.
        if framework.sections.is_empty()
            && framework.codes.is_empty()
            && framework.scores.is_empty()
        {
            self.report("/sections", Problem::TooFew(1));
        }
    }

    /// One space of ids for all that a mark, a rating or a formula can name.
    fn unique_ids(&mut self) {
        let framework = self.framework;
        let mut named: Vec<(String, &Key)> = Vec::new();
        for (n, section) in framework.sections.iter().enumerate() {
            named.push((format!("/sections/{n}/id"), &section.id));
            for (m, item) in section.items.iter().enumerate() {
                named.push((format!("/sections/{n}/items/{m}/id"), &item.id));
            }
        }
        for (n, item) in framework.session_items.iter().enumerate() {
            named.push((format!("/session_items/{n}/id"), &item.id));
        }
        for (n, code) in framework.codes.iter().enumerate() {
            named.push((format!("/codes/{n}/id"), &code.id));
        }
        for (n, score) in framework.scores.iter().enumerate() {
            named.push((format!("/scores/{n}/id"), &score.id));
        }
        self.all_different(named);
    }

    fn all_different(&mut self, named: Vec<(String, &Key)>) {
        let mut seen = BTreeSet::new();
        for (place, id) in named {
            if *id == NO_OPPORTUNITY {
                self.report(place, Problem::ReservedId(id.clone()));
            } else if !seen.insert(id) {
                self.report(place, Problem::DuplicateId(id.clone()));
            }
        }
    }

    fn phases(&mut self, phases: &[Phase]) {
        let ids = phases.iter().enumerate();
        self.all_different(
            ids.map(|(n, phase)| (format!("/phases/{n}/id"), &phase.id))
                .collect(),
        );
        for (n, phase) in phases.iter().enumerate() {
            self.text(&format!("/phases/{n}/label"), &phase.label, TILE_MAX_CHARS);
            let place = format!("/phases/{n}/meaning");
            self.optional_text(&place, phase.meaning.as_ref(), PROSE_MAX_CHARS);
        }
    }

    fn scales(&mut self, scales: &[Scale]) {
        let ids = scales.iter().enumerate();
        self.all_different(
            ids.map(|(n, scale)| (format!("/scales/{n}/id"), &scale.id))
                .collect(),
        );
        for (n, scale) in scales.iter().enumerate() {
            self.scale(&format!("/scales/{n}/levels"), scale);
        }
    }

    fn scale(&mut self, place: &str, scale: &Scale) {
        let levels = &scale.levels;
        if levels.len() < 2 {
            self.report(place, Problem::TooFew(2));
        }
        if levels.len() > LEVELS_MAX {
            let (found, limit) = (levels.len(), LEVELS_MAX);
            self.report(place, Problem::TooMany { found, limit });
        }
        let ids = levels.iter().enumerate();
        self.all_different(
            ids.map(|(n, level)| (format!("{place}/{n}/id"), &level.id))
                .collect(),
        );
        if !levels.is_sorted_by(|lower, higher| lower.value < higher.value) {
            self.report(place, Problem::LevelsNotRising);
        }
        for (n, level) in levels.iter().enumerate() {
            let place = format!("{place}/{n}");
            self.finite(&format!("{place}/value"), level.value);
            self.text(&format!("{place}/label"), &level.label, LABEL_MAX_CHARS);
            self.optional_text(
                &format!("{place}/short"),
                level.short.as_ref(),
                TILE_MAX_CHARS,
            );
            self.optional_text(
                &format!("{place}/meaning"),
                level.meaning.as_ref(),
                PROSE_MAX_CHARS,
            );
        }
    }

    fn section(&mut self, place: &str, section: &Section) {
        self.text(&format!("{place}/title"), &section.title, LABEL_MAX_CHARS);
        self.optional_text(
            &format!("{place}/tile"),
            section.tile.as_ref(),
            TILE_MAX_CHARS,
        );
        self.optional_text(
            &format!("{place}/purpose"),
            section.purpose.as_ref(),
            PROSE_MAX_CHARS,
        );
        self.texts(
            &format!("{place}/listen_for"),
            &section.listen_for,
            PROSE_MAX_CHARS,
        );
        self.texts(
            &format!("{place}/questions"),
            &section.questions,
            PROSE_MAX_CHARS,
        );
        if section.items.is_empty() && section.tile.is_none() {
            self.report(format!("{place}/items"), Problem::EmptySection);
        }
        for (n, id) in section.phases.iter().enumerate() {
            if !self.framework.phases.iter().any(|phase| phase.id == *id) {
                self.unknown(format!("{place}/phases/{n}"), "phase", id);
            }
        }
        for (n, item) in section.items.iter().enumerate() {
            self.item(&format!("{place}/items/{n}"), item);
        }
    }

    fn session_rule(&mut self, place: &str, rule: &SessionRule) {
        if rule.under_minutes == 0 {
            self.report(format!("{place}/under_minutes"), Problem::ZeroMinutes);
        }
        if rule.applies_to.is_empty() {
            self.report(format!("{place}/applies_to"), Problem::TooFew(1));
        }
        self.text(&format!("{place}/reason"), &rule.reason, PROSE_MAX_CHARS);
        let framework = self.framework;
        for (n, id) in rule.applies_to.iter().enumerate() {
            let known = framework.section(id.as_str()).is_some()
                || framework.item(id.as_str()).is_some()
                || framework.code(id.as_str()).is_some()
                || framework.score_definition(id.as_str()).is_some();
            if !known {
                self.unknown(
                    format!("{place}/applies_to/{n}"),
                    "section, item, code or score",
                    id,
                );
            }
        }
    }

    fn unknown(&mut self, place: String, kind: &'static str, id: &Key) {
        let id = id.clone();
        self.report(place, Problem::Unknown { kind, id });
    }

    fn finite(&mut self, place: &str, number: f64) {
        if !number.is_finite() {
            self.report(place, Problem::NotFinite);
        }
    }
}
