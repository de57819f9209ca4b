//! Replaces `/static/<logical name>` by the address a file is served at.

use super::assets::Dist;
use crate::shell::{Outcome, Stop};

const MARK: &str = "/static/";

/// Rewrites every reference in a text; an unknown one stops the build, because
/// a browser would only tell by a blank screen.
pub fn rewrite(text: &str, source: &str, dist: &Dist) -> Outcome<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(MARK) {
        let after = &rest[start + MARK.len()..];
        let end = after
            .find(|c: char| !is_part_of_name(c))
            .unwrap_or(after.len());
        let logical = &after[..end];
        let Some(served) = dist.served(logical) else {
            return Err(Stop::new(format!(
                "{source} refers to {MARK}{logical}, which does not exist"
            )));
        };
        out.push_str(&rest[..start]);
        out.push_str(served);
        rest = &after[end..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The content policy forbids code and styles inside the page, so a page with
/// some would be broken in the browser only.
pub fn refuse_inline_code(page: &str) -> Outcome {
    let lower = page.to_ascii_lowercase();
    let scripts_are_external = lower.match_indices("<script").all(|(at, _)| {
        lower[at..]
            .split('>')
            .next()
            .is_some_and(|tag| tag.contains(" src="))
    });
    if !scripts_are_external || lower.contains("<style") || lower.contains(" style=") {
        return Err(Stop::new(
            "web/index.html holds a script or style of its own, which the content policy forbids: move it to a file",
        ));
    }
    Ok(())
}

fn is_part_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_hashed_addresses() {
        let mut dist = Dist::default();
        dist.add("boot.js", b"1".to_vec());
        dist.add("fonts/a.woff2", b"2".to_vec());
        let text = "<script src=\"/static/boot.js\"></script> url(/static/fonts/a.woff2)";
        let boot = dist.served("boot.js").expect("added");
        let font = dist.served("fonts/a.woff2").expect("added");
        let expected = format!("<script src=\"{boot}\"></script> url({font})");
        assert_eq!(rewrite(text, "page", &dist).expect("all exist"), expected);
    }

    #[test]
    fn an_unknown_reference_names_its_source() {
        let error = rewrite(
            "href=\"/static/gone.css\"",
            "web/index.html",
            &Dist::default(),
        )
        .expect_err("nothing was added");
        assert_eq!(
            error.to_string(),
            "web/index.html refers to /static/gone.css, which does not exist"
        );
    }

    #[test]
    fn only_external_code_may_be_in_the_page() {
        let cases = [
            (
                "<script type=\"module\" src=\"/assets/boot.js\"></script>",
                true,
            ),
            ("<script>go()</script>", false),
            ("<p style=\"color: red\">", false),
            ("<style>p{}</style>", false),
            ("<link rel=\"stylesheet\" href=\"/assets/app.css\">", true),
        ];
        for (page, allowed) in cases {
            assert_eq!(refuse_inline_code(page).is_ok(), allowed, "{page}");
        }
    }
}
