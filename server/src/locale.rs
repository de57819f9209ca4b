//! The languages that mails and refusals are written in.

use serde::{Deserialize, Serialize};

/// A language with words of ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    #[default]
    #[serde(alias = "en-GB", alias = "en")]
    English,
    #[serde(alias = "cy-GB", alias = "cy")]
    Welsh,
}

impl Locale {
    /// The language of a tag such as `cy-GB`; English where we have no words for it.
    pub fn of(tag: &str) -> Self {
        Self::known(tag).unwrap_or_default()
    }

    /// The tag for `Content-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// The one of our languages that an `Accept-Language` weighs most (RFC 9110 §12.5.4); English
    /// where it names none.
    pub fn preferred(accept_language: &str) -> Self {
        let mut best = (Self::English, 0.0);
        for choice in accept_language.split(',') {
            let mut parts = choice.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            // Of equal weights the first counts.
            if let Some(locale) = Self::known(tag)
                && weight > best.1
            {
                best = (locale, weight);
            }
        }
        best.0
    }

    fn known(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        if language.eq_ignore_ascii_case("cy") {
            Some(Self::Welsh)
        } else if language.eq_ignore_ascii_case("en") {
            Some(Self::English)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Locale::{self, English, Welsh};

    #[test]
    fn the_heaviest_language_of_ours_is_spoken() {
        let cases = [
            ("", English),
            ("cy", Welsh),
            ("cy-GB,cy;q=0.9,en;q=0.8", Welsh),
            ("en-GB,en;q=0.9,cy;q=0.5", English),
            ("fr, cy;q=0.4, en;q=0.3", Welsh),
            ("fr", English),
            ("en;q=0, cy;q=0.1", Welsh),
            ("cy;q=nonsense, en;q=0.1", English),
        ];
        for (header, expected) in cases {
            assert_eq!(Locale::preferred(header), expected, "{header:?}");
        }
    }
}
