//! Import of people and teams from a spreadsheet.

use crate::values::PersonName;

/// The columns of an import file, in any order; the first five must be there.
/// `unit_path` names units from the top, as in `North Region / North Quay PDU / Team 2`.
pub const COLUMNS: &[&str] = &[
    "name",
    "email",
    "grade",
    "unit_path",
    "role",
    "staff_code",
    "team_code",
    "line_manager_email",
    "working_days",
];

/// The most rows of one file.
pub const ROWS_MAX: usize = 5_000;

crate::wire! {
    /// What an import would do, or did: nothing is changed while `problems` is not empty.
    pub struct ImportReport {
        pub dry_run: bool,
        pub n_rows: usize,
        /// Those of the file who cannot sign in before they accept an invitation.
        #[serde(default)]
        pub n_waiting: usize,
        pub changes: Vec<ImportChange>,
        pub problems: Vec<RowProblem>,
    }

    /// One row and what it changes.
    pub struct ImportRow {
        /// As a spreadsheet counts: the header is row 1.
        pub row: usize,
        pub name: PersonName,
    }

    /// A cell that cannot be read.
    pub struct RowProblem {
        pub row: usize,
        pub column: String,
        /// A stable code, as in [`crate::problem::FieldProblem`].
        pub code: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub parameters: Vec<String>,
    }
}

crate::wire! {
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum ImportChange {
        NewUnit { path: String },
        NewPerson { row: ImportRow },
        /// The names of the columns that differ from what is stored.
        Changed { row: ImportRow, columns: Vec<String> },
        Unchanged { row: ImportRow },
    }
}
