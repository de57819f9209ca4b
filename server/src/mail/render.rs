//! A letter set in text and in HTML, through two templates embedded at compile time.

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use super::letter::Letter;

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    // A misspelt name fails the tests instead of printing nothing. Escaping follows
    // the ending of a template's name: `.html` is escaped.
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .keep_trailing_newline(true)
        .build();
    templates.set_syntax(syntax.expect("the usual delimiters"));
    templates.add_filter("link", link);
    for (name, source) in [
        (
            "letter.txt",
            include_str!("../../templates/mail/letter.txt"),
        ),
        (
            "letter.html",
            include_str!("../../templates/mail/letter.html"),
        ),
    ] {
        templates
            .add_template(name, source)
            .expect("an embedded template parses, tests render it");
    }
    templates
});

/// The plain text part.
pub fn text(letter: &Letter) -> String {
    render("letter.txt", letter)
}

/// The HTML part.
pub fn html(letter: &Letter) -> String {
    render("letter.html", letter)
}

/// Escapes an address for HTML and leaves its slashes: minijinja writes each as a
/// number, which programs that look for links in a mail do not all understand.
fn link(address: String) -> Value {
    let mut escaped = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    Value::from_safe_string(escaped)
}

fn render(name: &str, letter: &Letter) -> String {
    let template = TEMPLATES
        .get_template(name)
        .expect("the template was added above");
    template
        .render(context! { letter => Serde(letter) })
        .expect("tests render every kind of block")
}
