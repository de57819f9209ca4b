//! A letter set in text and in HTML, through two templates embedded at compile time.

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, context};

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

fn render(name: &str, letter: &Letter) -> String {
    let template = TEMPLATES
        .get_template(name)
        .expect("the template was added above");
    template
        .render(context! { letter => Serde(letter) })
        .expect("tests render every kind of block")
}
