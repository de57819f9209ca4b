//! What an answer means for the queue, and how long to wait after a failure.

use shared::problem::Code;

/// The shortest wait after a failure, in milliseconds.
const FIRST_WAIT_MS: u32 = 2_000;
/// The longest for a server that answers, but cannot now.
pub const LONGEST_BUSY_MS: u32 = 60_000;
/// The longest where nobody answers: it asks nothing of a server, and a tablet that comes back to
/// the network is not left waiting for long.
pub const LONGEST_SILENT_MS: u32 = 12_000;

/// What to do after the server has refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The server cannot now: the same again later.
    Later,
    /// The queue waits for a sign-in. Nothing is lost by it.
    SignIn,
    /// Trying again would not help: the person has to look.
    NeedsPerson,
}

/// Reads the code of a problem.
pub fn verdict(code: Code) -> Verdict {
    match code {
        Code::Unauthenticated | Code::SignInRefused => Verdict::SignIn,
        // Damaged on its way: what is kept here is whole.
        Code::Damaged => Verdict::Later,
        _ if code.status() >= 500 || code.status() == 429 => Verdict::Later,
        _ => Verdict::NeedsPerson,
    }
}

/// The wait before try number `attempt` (0 is the first repeat), in milliseconds: doubling,
/// bounded by `longest_ms`, and spread by `random` in 0..1 so that a room of tablets does not come
/// back as one.
pub fn wait_ms(attempt: u32, longest_ms: u32, random: f64) -> u32 {
    let doubled = FIRST_WAIT_MS.saturating_mul(1_u32.checked_shl(attempt).unwrap_or(u32::MAX));
    let bounded = doubled.min(longest_ms);
    // Half to all of it; the product is below the bound.
    (f64::from(bounded) * (0.5 + random.clamp(0.0, 1.0) / 2.0)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_person_can_mend_is_put_to_the_person() {
        assert_eq!(verdict(Code::Unauthenticated), Verdict::SignIn);
        for code in [
            Code::Unavailable,
            Code::Internal,
            Code::Throttled,
            Code::StorageFull,
            Code::Damaged,
        ] {
            assert_eq!(verdict(code), Verdict::Later, "{code:?}");
        }
        for code in [
            Code::WrongState,
            Code::InvalidInput,
            Code::NotReadyToShare,
            Code::NotFound,
            Code::Forbidden,
            Code::Stale,
            Code::ClientTooOld,
        ] {
            assert_eq!(verdict(code), Verdict::NeedsPerson, "{code:?}");
        }
    }

    #[test]
    fn waits_double_and_stay_bounded() {
        assert_eq!(wait_ms(0, LONGEST_BUSY_MS, 1.0), 2_000);
        assert_eq!(wait_ms(0, LONGEST_BUSY_MS, 0.0), 1_000);
        assert_eq!(wait_ms(3, LONGEST_BUSY_MS, 1.0), 16_000);
        for attempt in [5, 31, 32, 1_000] {
            assert_eq!(wait_ms(attempt, LONGEST_BUSY_MS, 1.0), LONGEST_BUSY_MS);
            assert_eq!(wait_ms(attempt, LONGEST_SILENT_MS, 1.0), LONGEST_SILENT_MS);
        }
    }
}
