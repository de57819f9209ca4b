//! The PIN that opens a running session again after it locked.

use std::fmt;

use zeroize::Zeroizing;

/// Fewer digits fall in minutes to somebody who copied them with what they open.
pub const PIN_DIGITS_MIN: usize = 6;
pub const PIN_DIGITS_MAX: usize = 12;

/// Six to twelve digits that are not the first anybody would try. It is wiped when dropped.
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

/// Why something is no PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPin {
    /// Not [`PIN_DIGITS_MIN`] to [`PIN_DIGITS_MAX`] digits and nothing else.
    NotDigits,
    /// One digit over and over, or each one more or one less than the last.
    TooEasy,
}

impl Pin {
    pub fn parse(typed: &str) -> Result<Self, NoPin> {
        let is_long_enough = (PIN_DIGITS_MIN..=PIN_DIGITS_MAX).contains(&typed.len());
        if !is_long_enough || !typed.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(NoPin::NotDigits);
        }
        let steps: Vec<i16> = typed
            .as_bytes()
            .windows(2)
            .map(|pair| i16::from(pair[1]) - i16::from(pair[0]))
            .collect();
        let is_run = [-1, 0, 1]
            .iter()
            .any(|step| steps.iter().all(|found| found == step));
        if is_run {
            return Err(NoPin::TooEasy);
        }
        Ok(Self(Zeroizing::new(typed.to_owned())))
    }

    /// For stretching and nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Never the digits.
impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_that_are_no_run_are_a_pin() {
        for good in ["271828", "000001", "112233", "271828182845"] {
            assert!(Pin::parse(good).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("", NoPin::NotDigits),
            ("27182", NoPin::NotDigits),
            ("2718281828459", NoPin::NotDigits),
            ("27182a", NoPin::NotDigits),
            ("27 182", NoPin::NotDigits),
            ("٢٧١٨٢٨", NoPin::NotDigits),
            ("777777", NoPin::TooEasy),
            ("123456", NoPin::TooEasy),
            ("987654", NoPin::TooEasy),
        ] {
            assert_eq!(Pin::parse(bad).err(), Some(why), "{bad}");
        }
    }

    #[test]
    fn a_log_never_shows_it() {
        let pin = Pin::parse("271828").expect("a PIN");
        assert!(!format!("{pin:?}").contains("271828"));
    }
}
