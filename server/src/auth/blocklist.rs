//! Passwords that guessers try first. Of long ones, few are common as a whole; most weak ones are
//! common words, rows of keys and years put together, so what is left without those must be enough.

/// Words and phrases in lower case without spaces, our own collection; longest first is not needed.
const WORDS: &str = include_str!("common_words.txt");

/// Characters that must be left when everything guessable is taken out.
const N_LEFT_MIN: usize = 6;
/// Different characters a password must have at least.
const N_DIFFERENT_MIN: usize = 6;
/// Repetitions of a unit up to this length are one unit.
const UNIT_MAX: usize = 8;
/// Rows of keys and letters, read in both directions.
const ROWS: [&str; 5] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
];
/// Shorter runs along a row appear in honest words.
const RUN_MIN: usize = 4;
/// Shorter personal details appear in honest words.
const PERSONAL_MIN: usize = 4;

/// The code of the refusal: `personal` when it is made of the person's own details, else `common`.
pub(super) fn refuse(password: &str, personal: &[&str]) -> Option<&'static str> {
    let plain = simplify(password);
    let n_different = plain
        .chars()
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    if n_different < N_DIFFERENT_MIN || is_repetition(&plain) || rest(&plain) < N_LEFT_MIN {
        return Some("common");
    }
    let own: Vec<String> = personal.iter().flat_map(|text| words_of(text)).collect();
    let without_own = without(&plain, own.iter().map(String::as_str));
    if without_own != plain && rest(&without_own) < N_LEFT_MIN {
        return Some("personal");
    }
    None
}

/// Lower case, the usual digits for letters read as letters, and nothing but letters and digits.
fn simplify(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            '@' => Some('a'),
            '$' => Some('s'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

/// How many characters are left without common words, rows of keys and digits.
fn rest(plain: &str) -> usize {
    let as_letters: String = plain
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            c => c,
        })
        .collect();
    let left = |text: &str| {
        without_digits(&without_runs(&without(text, WORDS.lines())))
            .chars()
            .count()
    };
    left(plain).min(left(&as_letters))
}

fn without<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> String {
    let mut left = text.to_owned();
    for word in words.filter(|word| !word.is_empty()) {
        left = left.replace(word, "");
    }
    left
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

fn without_runs(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut left = String::new();
    let mut start = 0;
    while start < characters.len() {
        let length = (start + 1..=characters.len())
            .take_while(|end| is_run(&characters[start..*end]))
            .count();
        if length >= RUN_MIN {
            start += length;
        } else {
            left.push(characters[start]);
            start += 1;
        }
    }
    left
}

fn is_run(part: &[char]) -> bool {
    let forwards: String = part.iter().collect();
    let backwards: String = part.iter().rev().collect();
    let is_one_character = part.iter().all(|c| *c == part[0]);
    is_one_character
        || ROWS
            .iter()
            .any(|row| row.contains(&forwards) || row.contains(&backwards))
}

fn is_repetition(plain: &str) -> bool {
    let characters: Vec<char> = plain.chars().collect();
    (1..=UNIT_MAX.min(characters.len() / 2)).any(|unit| {
        characters
            .iter()
            .zip(characters.iter().skip(unit))
            .all(|(a, b)| a == b)
    })
}

fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(simplify)
        .filter(|word| word.chars().count() >= PERSONAL_MIN)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSONAL: [&str; 3] = [
        "Siân Llewellyn",
        "sian.llewellyn@fenland.example.org",
        "Fenland Probation",
    ];

    #[test]
    fn what_guessers_try_first_is_refused() {
        for common in [
            "passwordpassword",
            "Password123456789!",
            "P@ssw0rdP@ssw0rd1",
            "qwertyuiop123456",
            "aaaaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "letmeinletmein2026",
            "iloveyouiloveyou!!",
            "1234567890123456",
            "zxcvbnmasdfghjkl",
            "WelcomeToProbation1",
            "correcthorsebatterystaple",
        ] {
            assert_eq!(refuse(common, &PERSONAL), Some("common"), "{common}");
        }
        for personal in [
            "Llewellyn of Fenland",
            "sianllewellyn2026",
            "FenlandFenland!2026",
        ] {
            assert_eq!(refuse(personal, &PERSONAL), Some("personal"), "{personal}");
        }
    }

    #[test]
    fn three_random_words_pass() {
        for fine in [
            "quiet river under nine bridges",
            "copper kettle february",
            "velvet-otter-umbrella",
            "tŷ bach ar lan y môr",
            "xK9#vPq2!mZr7&wTb",
        ] {
            assert_eq!(refuse(fine, &PERSONAL), None, "{fine}");
        }
    }
}
