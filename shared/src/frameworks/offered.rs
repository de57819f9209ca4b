//! Which versions a new observation may be planned with.

use super::FrameworkSummary;

/// Of each instrument the newest version that is not retired. The list names the newest version
/// of an instrument before its others.
pub fn offered(versions: &[FrameworkSummary]) -> Vec<&FrameworkSummary> {
    let mut offered: Vec<&FrameworkSummary> = Vec::new();
    for version in versions.iter().filter(|one| one.retired_at.is_none()) {
        if !offered.iter().any(|newer| newer.key == version.key) {
            offered.push(version);
        }
    }
    offered
}

/// What is planned with where `chosen`, a hash, was chosen some time ago: the version on offer of
/// that instrument; the first on offer where nothing was chosen, or none of it is on offer.
pub fn chosen_now<'v>(
    versions: &'v [FrameworkSummary],
    chosen: &str,
) -> Option<&'v FrameworkSummary> {
    let offered = offered(versions);
    let before = versions.iter().find(|version| version.hash == chosen);
    let now = before.and_then(|before| offered.iter().find(|one| one.key == before.key));
    now.or(offered.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::Key;
    use crate::values::Timestamp;

    /// Instrument, hash and whether it is retired, as a list of the server has them.
    fn versions(listed: &[(&str, &str, bool)]) -> Vec<FrameworkSummary> {
        let at = Timestamp::new(chrono::DateTime::UNIX_EPOCH);
        let version = |(key, hash, is_retired): &(&str, &str, bool)| FrameworkSummary {
            hash: (*hash).to_owned(),
            key: Key::parse(key).unwrap(),
            title: serde_json::from_value("Instrument".into()).unwrap(),
            version: (*hash).to_owned(),
            published_at: at,
            retired_at: is_retired.then_some(at),
        };
        listed.iter().map(version).collect()
    }

    fn hashes(versions: &[FrameworkSummary]) -> Vec<&str> {
        let offered = offered(versions).into_iter();
        offered.map(|version| version.hash.as_str()).collect()
    }

    #[test]
    fn the_newest_version_of_each_instrument_is_offered_unless_it_is_retired() {
        let held = |is_retired| {
            versions(&[
                ("rsm", "rsm-2", is_retired),
                ("rsm", "rsm-1", false),
                ("miti", "miti-1", false),
            ])
        };
        assert_eq!(hashes(&held(false)), ["rsm-2", "miti-1"]);
        assert_eq!(hashes(&held(true)), ["rsm-1", "miti-1"]);
        assert_eq!(hashes(&versions(&[("rsm", "rsm-1", true)])), [""; 0]);
    }

    #[test]
    fn what_was_chosen_some_time_ago_is_planned_with_its_newest_version() {
        let held = versions(&[
            ("rsm", "rsm-2", false),
            ("rsm", "rsm-1", false),
            ("miti", "miti-1", false),
            ("old", "old-1", true),
        ]);
        let cases = [
            ("", "rsm-2"),
            ("rsm-1", "rsm-2"),
            ("miti-1", "miti-1"),
            ("old-1", "rsm-2"),
            ("gone", "rsm-2"),
        ];
        for (chosen, expected) in cases {
            let now = chosen_now(&held, chosen).map(|version| version.hash.as_str());
            assert_eq!(now, Some(expected), "{chosen:?}");
        }
        assert_eq!(chosen_now(&[], "rsm-1"), None);
    }
}
