//! Content lines (RFC 5545 §3.1): the one place where text becomes calendar syntax.

/// Octets in a line before it folds, without its CRLF (RFC 5545 §3.1).
const MAX_LINE_OCTETS: usize = 75;

/// A calendar text under construction. Every method cleans what it is given, so no
/// value can end its line, whatever it holds.
#[derive(Default)]
pub struct CalendarText {
    text: String,
}

impl CalendarText {
    pub fn begin(&mut self, component: &str) {
        self.raw("BEGIN", component);
    }

    pub fn end(&mut self, component: &str) {
        self.raw("END", component);
    }

    /// A value that is not TEXT: a date, a number, a URI, a rule.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.with_params(name, &[], value);
    }

    /// A TEXT value (RFC 5545 §3.3.11): backslash, semicolon, comma and line breaks
    /// are escaped, other control characters dropped.
    pub fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                _ => escaped.push(c),
            }
        }
        self.raw(name, &escaped);
    }

    /// A value with parameters. An empty parameter value leaves its parameter out.
    pub fn with_params(&mut self, name: &str, params: &[(&str, &str)], value: &str) {
        let mut line = String::from(name);
        for (param, param_value) in params.iter().filter(|(_, value)| !value.trim().is_empty()) {
            line.push_str(&format!(";{param}={}", param_text(param_value)));
        }
        line.push(':');
        line.extend(value.chars().filter(|c| !breaks_line(*c)));
        self.push_folded(&line);
    }

    pub fn into_text(self) -> String {
        self.text
    }

    /// Folds between characters, never inside one: several readers unfold after
    /// decoding and would meet half a letter.
    fn push_folded(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > MAX_LINE_OCTETS {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(c);
            octets += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// `mailto:` and an address, with everything percent-encoded that RFC 6068 §2 does
/// not allow bare, so that the result is a URI whatever the address holds.
pub fn address_uri(email: &str) -> String {
    let mut uri = String::from("mailto:");
    for byte in email.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(byte)),
            _ if b"-._~!$'*+@".contains(&byte) => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// A parameter value, quoted unless it is a plain word. A quotation mark cannot be
/// escaped in RFC 5545, and Outlook does not know the caret codes of RFC 6868, so
/// it becomes an apostrophe.
fn param_text(value: &str) -> String {
    let clean: String = value
        .chars()
        .filter(|c| !breaks_line(*c))
        .map(|c| if c == '"' { '\'' } else { c })
        .collect();
    let is_word = clean
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-/".contains(&b));
    if is_word {
        clean
    } else {
        format!("\"{clean}\"")
    }
}

fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_at_75_octets_between_characters() {
        let mut out = CalendarText::default();
        let name = "ŵyŷ€ 😀".repeat(40);
        out.text("SUMMARY", &name);
        let text = out.into_text();
        assert!(text.ends_with("\r\n"));
        for line in text.trim_end().split("\r\n") {
            assert!(
                line.len() <= MAX_LINE_OCTETS,
                "{} octets: {line}",
                line.len()
            );
        }
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{name}\r\n"));
    }

    #[test]
    fn no_value_can_end_its_line() {
        let evil = "x\r\nBEGIN:VALARM\nATTENDEE:mailto:a@b.c\u{2028}\0\":;,";
        let mut out = CalendarText::default();
        out.text("SUMMARY", evil);
        out.with_params("ATTENDEE", &[("CN", evil)], &address_uri(evil));
        out.raw("URL", evil);
        let text = out.into_text().replace("\r\n ", "");
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(!text.contains('\0'));
        assert!(text.contains("CN=\"x"), "{text}");
    }
}
