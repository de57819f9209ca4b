//! Joins the style sheets and takes out what browsers do not read.

use std::fs;
use std::path::Path;

use super::assets;
use crate::shell::{Outcome, Stop};

/// Layers build on each other in this order; any other sheet follows by name.
const ORDER: &[&str] = &["tokens", "base", "layout", "components", "forms", "pages"];

/// All sheets of a folder as one text.
pub fn join(folder: &Path) -> Outcome<String> {
    let mut sheets: Vec<(usize, String, String)> = Vec::new();
    for path in assets::files_below(folder)? {
        let name = assets::relative_name(folder, &path);
        if !name.ends_with(".css") {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| Stop::file("read", &path, error))?;
        sheets.push((rank(&name), name, text));
    }
    sheets.sort();
    Ok(sheets.into_iter().map(|(_, _, text)| text + "\n").collect())
}

fn rank(name: &str) -> usize {
    let stem = name.split(['/', '.']).next().unwrap_or(name);
    ORDER
        .iter()
        .position(|known| *known == stem)
        .unwrap_or(ORDER.len())
}

/// Drops comments and needless white space. White space stays wherever it can
/// have a meaning (between words, around `+`, `-` and before `(`), and strings
/// are copied as they are: brotli takes the rest.
pub fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut characters = css.chars().peekable();
    let mut space_is_due = false;
    while let Some(c) = characters.next() {
        if c == '/' && characters.peek() == Some(&'*') {
            skip_comment(&mut characters);
            space_is_due = true;
            continue;
        }
        if c.is_whitespace() {
            space_is_due = true;
            continue;
        }
        if space_is_due && space_matters(out.chars().last(), c) {
            out.push(' ');
        }
        space_is_due = false;
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push(c);
        if c == '"' || c == '\'' {
            copy_string(&mut characters, c, &mut out);
        }
    }
    out
}

fn space_matters(before: Option<char>, after: char) -> bool {
    let closes = |c: char| matches!(c, '{' | '}' | ';' | ',' | '>');
    match before {
        None => false,
        // After a colon a space never matters; before one it tells `a :hover` from `a:hover`.
        Some(before) => {
            !closes(before) && before != ':' && before != '(' && !closes(after) && after != ')'
        }
    }
}

fn skip_comment(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    characters.next();
    let mut previous = ' ';
    for c in characters.by_ref() {
        if previous == '*' && c == '/' {
            return;
        }
        previous = c;
    }
}

fn copy_string(
    characters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    quote: char,
    out: &mut String,
) {
    while let Some(c) = characters.next() {
        out.push(c);
        if c == '\\' {
            out.extend(characters.next());
        } else if c == quote {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_no_meaning_goes() {
        let cases = [
            ("a {\n  color: red;\n}\n", "a{color:red}"),
            (
                "/* why */ a , b > c { margin: 0 auto; }",
                "a,b>c{margin:0 auto}",
            ),
            (
                "a :hover { width: calc(1px + 2px - (3px * 4)); }",
                "a :hover{width:calc(1px + 2px - (3px * 4))}",
            ),
            (
                "@media (min-width: 40rem) and (hover) { a { b: c } }",
                "@media (min-width:40rem) and (hover){a{b:c}}",
            ),
            (
                "a::before { content: \"/* no  comment */ \\\" ;\"; }",
                "a::before{content:\"/* no  comment */ \\\" ;\"}",
            ),
            (".a .b{c:d;e:f}", ".a .b{c:d;e:f}"),
            (
                "a{b:url(/assets/x.svg) no-repeat}",
                "a{b:url(/assets/x.svg) no-repeat}",
            ),
            (":root { --gap: 4px; }", ":root{--gap:4px}"),
        ];
        for (source, expected) in cases {
            assert_eq!(minify(source), expected);
        }
    }

    #[test]
    fn sheets_come_in_the_order_of_their_layers() {
        let mut names = vec![
            "pages.css",
            "extra.css",
            "base.css",
            "components.css",
            "tokens.css",
        ];
        names.sort_by_key(|name| (rank(name), *name));
        assert_eq!(
            names,
            [
                "tokens.css",
                "base.css",
                "components.css",
                "pages.css",
                "extra.css"
            ]
        );
    }
}
