//! Codes with a shape: e-mail addresses, staff codes, case references.

use super::{ValueError, text::is_forbidden};
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $expected:literal, $parse:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        super::text_schema!($name, |schema| schema.format(Some(Custom($expected.into()))));

        impl $name {
            pub fn parse(text: &str) -> Result<Self, ValueError> {
                let parse: fn(&str) -> Option<String> = $parse;
                let text = text.trim();
                if text.is_empty() {
                    return Err(ValueError::Empty);
                }
                parse(text).map(Self).ok_or(ValueError::Malformed { expected: $expected })
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl TryFrom<String> for $name {
            type Error = ValueError;
            fn try_from(text: String) -> Result<Self, ValueError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.0
            }
        }
    };
}

code! {
    /// A mail address, in lower case. One `@`, a dotted or single-label domain, no
    /// quoted local part: what organisations give their staff, at most 254 bytes.
    Email, "email", |text| {
        let (local, domain) = text.split_once('@')?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
        let label_ok = |label: &str| {
            !label.is_empty() && label.len() <= 63
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-') && !label.ends_with('-')
        };
        (local_ok && domain.split('.').all(label_ok) && text.len() <= 254 && !text.chars().any(is_forbidden))
            .then(|| text.to_ascii_lowercase())
    }
}

/// Addresses print masked: `p***@e***.org`.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let first = |part: &str| part.chars().next().unwrap_or('*');
        let end = domain.rsplit('.').next().unwrap_or("");
        write!(f, "{}***@{}***.{end}", first(local), first(domain))
    }
}

code! {
    /// HMPPS staff code: provider (3), then four, as in `N07B901`.
    StaffCode, "staff_code", |text| {
        (text.len() == 7 && text.bytes().all(|b| b.is_ascii_alphanumeric())
            && text.as_bytes()[0].is_ascii_alphabetic())
            .then(|| text.to_ascii_uppercase())
    }
}

impl fmt::Debug for StaffCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

code! {
    /// Case reference number of a person on probation (CRN), `^[A-Z]\d{6}$`.
    CaseReference, "case_reference", |text| {
        let text = text.to_ascii_uppercase();
        let (letter, digits) = text.split_at_checked(1)?;
        (letter.as_bytes()[0].is_ascii_uppercase() && digits.len() == 6
            && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.clone())
    }
}

impl fmt::Debug for CaseReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseReference(masked)")
    }
}

code! {
    /// The version of the app as the build names it: lower case, digits, dots and hyphens.
    ReleaseName, "release", |text| {
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-+".contains(c);
        (text.len() <= 60 && text.chars().all(is_part)).then(|| text.to_owned())
    }
}

impl fmt::Debug for ReleaseName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_plain_and_lower_case() {
        assert_eq!(
            Email::parse(" Priya.Shah@Example.org ").unwrap().as_str(),
            "priya.shah@example.org"
        );
        for bad in [
            "a",
            "a@",
            "@b.org",
            "a@b@c",
            "a b@c.org",
            "a\r\nBcc:x@y.org",
            ".a@b.org",
            "a@-b.org",
            "\"a b\"@c.org",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad:?}");
        }
        assert_eq!(
            format!("{:?}", Email::parse("priya@example.org").unwrap()),
            "p***@e***.org"
        );
    }

    #[test]
    fn case_references_and_staff_codes_have_their_shape() {
        assert_eq!(CaseReference::parse("x000001").unwrap().as_str(), "X000001");
        for bad in ["X00001", "X0000001", "1000001", "XX00001", "é00000"] {
            assert!(CaseReference::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(StaffCode::parse("n07b901").unwrap().as_str(), "N07B901");
        assert!(StaffCode::parse("N07B90").is_err());
    }
}
