//! When the practitioner may see the observer's view.

use crate::values::Timestamp;

/// Where no rule is set, feedback opens by itself after so many days.
pub const OPENS_AFTER_DAYS: u32 = 3;

/// Whether released feedback is open to the practitioner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    Open,
    /// Self-assess first; it opens by itself at the instant given.
    AfterSelfAssessment {
        opens_at: Timestamp,
    },
}

/// The practitioner rates and reflects before seeing the observer's view; after
/// `policy_days` from sharing it opens all the same. Zero days opens at once.
pub fn opening(
    shared_at: Timestamp,
    self_assessed_at: Option<Timestamp>,
    policy_days: u32,
    now: Timestamp,
) -> Opening {
    const DAY_MS: i64 = 86_400_000;
    let opens_at = Timestamp::from_millis(
        shared_at
            .millis()
            .saturating_add(i64::from(policy_days) * DAY_MS),
    )
    .unwrap_or(shared_at);
    if self_assessed_at.is_some() || now >= opens_at {
        Opening::Open
    } else {
        Opening::AfterSelfAssessment { opens_at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feedback_opens_with_the_self_assessment_or_with_time() {
        let at = |text| Timestamp::parse(text).unwrap();
        let shared = at("2026-11-12T09:00:00Z");
        let later = at("2026-11-14T09:00:00Z");
        assert_eq!(opening(shared, Some(shared), 7, shared), Opening::Open);
        assert_eq!(opening(shared, None, 2, later), Opening::Open);
        assert_eq!(opening(shared, None, 0, shared), Opening::Open);
        assert_eq!(
            opening(shared, None, 3, later),
            Opening::AfterSelfAssessment {
                opens_at: at("2026-11-15T09:00:00Z")
            }
        );
    }
}
