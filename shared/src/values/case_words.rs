//! Case references (CRN) among the words that somebody types.

/// Whether words hold anything of a case reference's shape: a letter and six digits.
pub fn holds_case_reference(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    (0..chars.len()).any(|at| case_reference_length(&chars, at).is_some())
}

/// Length in characters of the case reference that starts at `at`; none where none does.
///
/// Wider than the shape `[A-Z]\d{6}` on purpose: people type it in lower case, glued
/// to other words, and with a space, a hyphen or a line break after a lone letter. Directly after
/// the letter it takes every digit, for seven would otherwise leave six in place; after a
/// gap exactly six, and only after a letter that stands alone, so that `tel
/// 01632960000` stays a telephone number.
pub fn case_reference_length(chars: &[char], at: usize) -> Option<usize> {
    if !folded(chars[at]).is_ascii_alphabetic() {
        return None;
    }
    let n_digits_from = |from: usize| {
        let rest = chars.get(from..).unwrap_or_default();
        rest.iter()
            .take_while(|c| folded(**c).is_ascii_digit())
            .count()
    };
    let n_glued = n_digits_from(at + 1);
    if n_glued >= 6 {
        return Some(1 + n_glued);
    }
    let has_gap = matches!(chars.get(at + 1), Some(' ' | '-' | '\n' | '\u{2011}'));
    let stands_alone = at == 0 || !chars[at - 1].is_alphanumeric();
    (has_gap && stands_alone && n_digits_from(at + 2) == 6).then_some(8)
}

/// Full-width forms (U+FF01 to U+FF5E) read as their ASCII twins.
fn folded(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_and_six_digits_are_noticed_however_they_are_typed() {
        for (words, is_noticed) in [
            ("X000001", true),
            ("x000001 was late", true),
            ("He said of X 000001 that", true),
            ("(x-000001)", true),
            ("aX0000012b", true),
            ("Ｘ０００００１", true),
            ("X00001", false),
            ("Room 12, 3rd floor", false),
            ("N07B901", false),
            ("26 November 2026", false),
            ("tel 01632 960000", false),
            ("Meeting ID 958712345", false),
            ("", false),
        ] {
            assert_eq!(holds_case_reference(words), is_noticed, "{words:?}");
        }
    }
}
