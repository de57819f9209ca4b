//! Wire types whose fields depend on their `kind` are read through one flat struct that has the
//! fields of all kinds. An internally tagged enum would buffer each document and bring a reader
//! per kind and source: 50 kB of program each, before compression, where a phone downloads it.

/// What the kind at hand cannot be without; else the message by which a
/// [`crate::problem::FieldProblem`] knows that something is missing.
pub(crate) fn required<T>(value: Option<T>, name: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("missing field `{name}`"))
}
