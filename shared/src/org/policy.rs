//! Which rule is in force for somebody on a day.

use super::{Policy, PolicyRule};
use crate::values::{Date, UnitId, ValueError};

/// The longest interval a rule may ask for, in days: three years.
pub const POLICY_DAYS_MAX: u32 = 1_095;

impl PolicyRule {
    /// Whether the number of days makes sense: an interval is at least a day, while feedback
    /// may open or be asked for on the day itself.
    pub fn check(self) -> Result<(), ValueError> {
        let min = match self {
            PolicyRule::ObservationEvery { .. } | PolicyRule::SupervisionEvery { .. } => 1,
            PolicyRule::FeedbackWithin { .. } | PolicyRule::SelfAssessmentOpens { .. } => 0,
        };
        if (min..=POLICY_DAYS_MAX).contains(&self.days()) {
            Ok(())
        } else {
            Err(ValueError::OutOfRange {
                min: i64::from(min),
                max: i64::from(POLICY_DAYS_MAX),
            })
        }
    }
}

/// The rule of this kind that holds on `today` for somebody in the first unit of `ancestry`,
/// which names that unit and those above it, the nearest first.
///
/// The nearest unit with a rule already in force wins, a rule of the whole organisation comes
/// last; of several in one place the latest wins, and of two from the same day the newer id.
pub fn policy_in_force(
    policies: &[Policy],
    kind: &str,
    ancestry: &[UnitId],
    today: Date,
) -> Option<PolicyRule> {
    let distance = |policy: &Policy| match policy.unit_id {
        Some(unit) => ancestry.iter().position(|above| *above == unit),
        None => Some(ancestry.len()),
    };
    policies
        .iter()
        .filter(|policy| policy.rule.kind() == kind && policy.effective_from <= today)
        .filter_map(|policy| Some((distance(policy)?, policy)))
        .min_by(|(near, a), (far, b)| {
            let latest = (b.effective_from, b.id).cmp(&(a.effective_from, a.id));
            near.cmp(far).then(latest)
        })
        .map(|(_, policy)| policy.rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::PolicyId;
    use uuid::Builder;

    fn uuid(n: u8) -> uuid::Uuid {
        Builder::from_unix_timestamp_millis(1_000, &[n; 10]).into_uuid()
    }

    fn unit(n: u8) -> UnitId {
        UnitId::new(uuid(n))
    }

    fn every(n: u8, unit_id: Option<UnitId>, from: &str, days: u32) -> Policy {
        Policy {
            id: PolicyId::new(uuid(n)),
            unit_id,
            effective_from: Date::parse(from).unwrap(),
            rule: PolicyRule::ObservationEvery { days },
        }
    }

    fn days(policies: &[Policy], today: &str) -> Option<u32> {
        let (team, pdu) = (unit(1), unit(2));
        policy_in_force(
            policies,
            "observation_every",
            &[team, pdu],
            Date::parse(today).unwrap(),
        )
        .map(PolicyRule::days)
    }

    #[test]
    fn the_nearest_unit_wins_and_in_it_the_latest_rule_already_in_force() {
        let policies = [
            every(1, None, "2026-01-01", 180),
            every(2, Some(unit(2)), "2026-03-01", 120),
            every(3, Some(unit(2)), "2026-06-01", 90),
            every(4, Some(unit(1)), "2026-09-01", 60),
            every(5, Some(unit(9)), "2026-01-01", 7),
        ];
        for (today, expected) in [
            ("2025-12-31", None),
            ("2026-01-01", Some(180)),
            ("2026-03-01", Some(120)),
            ("2026-08-31", Some(90)),
            ("2026-09-01", Some(60)),
        ] {
            assert_eq!(days(&policies, today), expected, "{today}");
        }
    }

    #[test]
    fn of_two_rules_from_one_day_the_newer_wins_in_any_order() {
        let mut policies = vec![
            every(7, None, "2026-01-01", 30),
            every(6, None, "2026-01-01", 20),
        ];
        assert_eq!(days(&policies, "2026-05-01"), Some(30));
        policies.reverse();
        assert_eq!(days(&policies, "2026-05-01"), Some(30));
    }

    #[test]
    fn another_kind_of_rule_does_not_answer() {
        let policies = [every(1, None, "2026-01-01", 30)];
        let today = Date::parse("2026-05-01").unwrap();
        assert_eq!(
            policy_in_force(&policies, "supervision_every", &[], today),
            None
        );
    }

    #[test]
    fn intervals_are_at_least_a_day_and_at_most_three_years() {
        assert!(PolicyRule::ObservationEvery { days: 0 }.check().is_err());
        assert!(
            PolicyRule::FeedbackWithin { working_days: 0 }
                .check()
                .is_ok()
        );
        assert!(
            PolicyRule::SupervisionEvery {
                days: POLICY_DAYS_MAX + 1
            }
            .check()
            .is_err()
        );
    }
}
