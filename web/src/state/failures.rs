//! Failures in words: what happened and what to do. The codes are the server's own.

use shared::problem::{Code, FieldProblem};
use shared::values::ValueError;
use yew::AttrValue;

use super::Failure;
use crate::t;
use crate::text::Text;
use crate::ui;

/// One sentence for a failure.
pub fn words(text: Text, failure: &Failure) -> AttrValue {
    match failure {
        Failure::Offline => t!(text, "problem-offline"),
        Failure::Unreadable { .. } => t!(text, "problem-unreadable"),
        Failure::Refused(problem) => text.get(&format!("problem-{}", problem.code.as_str())),
    }
}

/// Whether the same question may be answered otherwise in a moment. What is not one's own to see stays so.
pub fn may_pass(failure: &Failure) -> bool {
    match failure {
        Failure::Offline | Failure::Unreadable { .. } => true,
        Failure::Refused(problem) => matches!(
            problem.code,
            Code::Internal
                | Code::Unavailable
                | Code::Throttled
                | Code::StorageFull
                | Code::Damaged
        ),
    }
}

/// What is wrong with one value, as the server or the page itself found it.
pub fn value_words(text: Text, problem: &FieldProblem) -> AttrValue {
    let parameter = |at: usize| problem.parameters.get(at).cloned().unwrap_or_default();
    match problem.code.as_str() {
        "malformed" => match parameter(0).as_str() {
            "email" => t!(text, "value-malformed-email"),
            "case_reference" => t!(text, "value-malformed-case-reference"),
            "staff_code" => t!(text, "value-malformed-staff-code"),
            "date" => t!(text, "value-malformed-date"),
            "local_time" => t!(text, "value-malformed-time"),
            _ => t!(text, "value-malformed"),
        },
        "empty" | "missing" => t!(text, "value-empty"),
        "too_long" => t!(text, "value-too_long", limit = parameter(0)),
        "too_short" => t!(text, "value-too_short", limit = parameter(0)),
        "out_of_range" => t!(
            text,
            "value-out_of_range",
            min = parameter(0),
            max = parameter(1)
        ),
        "control_character" => t!(text, "value-control_character"),
        "common" => t!(text, "value-common"),
        "personal" => t!(text, "value-personal"),
        // A rule of one slice names its text in that slice's catalogue.
        rule => text.get(&format!("value-{rule}")),
    }
}

/// What a value refused on this side says.
pub fn refused(text: Text, error: &ValueError) -> AttrValue {
    value_words(text, &FieldProblem::value("", error))
}

/// Why words that are still being typed cannot be kept: too long, or with characters that are
/// refused. A field that is empty is not finished, and so no problem yet.
pub fn unfit<T>(text: Text, parsed: &Result<T, ValueError>) -> Option<AttrValue> {
    match parsed {
        Ok(_) | Err(ValueError::Empty) => None,
        Err(error) => Some(refused(text, error)),
    }
}

/// The lines of an error summary. `id_of` maps a field of the wire to the id of its control;
/// a field it does not know is a problem of the whole form.
pub fn summary(
    text: Text,
    failure: &Failure,
    id_of: impl Fn(&str) -> &'static str,
) -> Vec<ui::FieldProblem> {
    if let Failure::Refused(problem) = failure
        && !problem.fields.is_empty()
    {
        return problem
            .fields
            .iter()
            .map(|field| ui::FieldProblem {
                field: id_of(&field.field).into(),
                message: value_words(text, field),
            })
            .collect();
    }
    vec![ui::FieldProblem {
        field: "".into(),
        message: words(text, failure),
    }]
}

/// The message for one control, out of a summary.
pub fn of_field(problems: &[ui::FieldProblem], id: &str) -> Option<AttrValue> {
    problems
        .iter()
        .find(|problem| problem.field == id)
        .map(|problem| problem.message.clone())
}

#[cfg(test)]
mod tests {
    use shared::problem::Problem;

    use super::*;
    use crate::text::Language;

    #[test]
    fn every_code_has_its_words_in_both_languages() {
        for language in [Language::English, Language::Welsh] {
            let text = Text::new(language);
            for code in Code::ALL {
                let said = words(text, &Failure::Refused(Problem::new(*code, "")));
                assert!(!said.starts_with('['), "no words for {}", code.as_str());
            }
        }
    }

    #[test]
    fn only_what_may_pass_is_offered_again() {
        let refused = |code| Failure::Refused(Problem::new(code, ""));
        assert!(may_pass(&Failure::Offline) && may_pass(&refused(Code::Unavailable)));
        assert!(!may_pass(&refused(Code::Forbidden)) && !may_pass(&refused(Code::NotFound)));
    }

    #[test]
    fn values_say_what_would_be_right() {
        let text = Text::default();
        assert_eq!(
            refused(text, &ValueError::TooLong { max: 200 }),
            "Use 200 characters or fewer"
        );
        assert_eq!(
            refused(text, &ValueError::Malformed { expected: "email" }),
            "Enter an email address in the form name@example.org"
        );
    }

    #[test]
    fn a_refused_field_leads_to_its_control() {
        let problem = Problem::new(Code::InvalidInput, "")
            .with_fields(vec![FieldProblem::new("email", "empty")]);
        let id_of = |field: &str| if field == "email" { "email-field" } else { "" };
        let lines = summary(Text::default(), &Failure::Refused(problem), id_of);
        assert_eq!(
            of_field(&lines, "email-field").as_deref(),
            Some("This is needed")
        );
        assert_eq!(
            summary(Text::default(), &Failure::Offline, id_of)[0].field,
            ""
        );
    }
}
