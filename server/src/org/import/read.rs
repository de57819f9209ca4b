//! From bytes to rows of parsed values. Every bad cell is named; no row is dropped in silence.

use std::collections::HashMap;

use shared::access::Role;
use shared::org::{Grade, IMPORT_COLUMNS, IMPORT_ROWS_MAX, RowProblem, WorkingPattern};
use shared::problem::FieldProblem;
use shared::values::{Email, PersonName, StaffCode, UnitName, ValueError};

/// Columns that a file must have.
const N_REQUIRED: usize = 5;
/// Levels of the deepest path.
const DEPTH_MAX: usize = 12;

/// What could be read of a file.
#[derive(Default)]
pub struct Rows {
    pub rows: Vec<Row>,
    /// Rows of the file, readable or not.
    pub n_rows: usize,
}

/// One person. An empty optional cell leaves what is stored as it is.
#[derive(Debug)]
pub struct Row {
    pub row: usize,
    pub name: PersonName,
    pub email: Email,
    pub grade: Grade,
    /// Names from the top.
    pub unit_path: Vec<UnitName>,
    pub role: Option<Role>,
    pub staff_code: Option<StaffCode>,
    pub team_code: Option<String>,
    pub line_manager_email: Option<Email>,
    pub working_pattern: Option<WorkingPattern>,
}

/// Reads a file with a header, separated by commas or semicolons, in UTF-8 with or without a mark
/// at its beginning.
pub fn read(file: &[u8]) -> (Rows, Vec<RowProblem>) {
    let mut problems = Vec::new();
    let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
    let Ok(text) = std::str::from_utf8(file) else {
        return (Rows::default(), vec![problem(1, "", "not_utf8")]);
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let places = match reader.headers() {
        Ok(header) => header_places(header, &mut problems),
        Err(_) => return (Rows::default(), vec![problem(1, "", "unreadable")]),
    };
    if !problems.is_empty() {
        return (Rows::default(), problems);
    }
    let (n_columns, n_lines_in_header) = reader
        .headers()
        .map_or((0, 0), |header| (header.len(), n_lines_in_cells(header)));
    let mut rows = Rows::default();
    let mut seen: HashMap<Email, usize> = HashMap::new();
    let mut seen_codes: HashMap<StaffCode, usize> = HashMap::new();
    let mut counted = Counted {
        text,
        n_bytes: 0,
        n_lines: 0,
        n_lines_in_cells: n_lines_in_header,
    };
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                problems.push(problem(counted.row_at(error.position()), "", "unreadable"));
                continue;
            }
        };
        let row = counted.row_of(&record);
        if record.iter().all(str::is_empty) {
            continue;
        }
        rows.n_rows += 1;
        if rows.n_rows > IMPORT_ROWS_MAX {
            problems.push(problem_with(
                row,
                "",
                "too_many_rows",
                IMPORT_ROWS_MAX.to_string(),
            ));
            break;
        }
        if record.len() != n_columns {
            problems.push(problem_with(
                row,
                "",
                "wrong_number_of_cells",
                n_columns.to_string(),
            ));
            continue;
        }
        let Some(parsed) = parse_row(row, &record, &places, &mut problems) else {
            continue;
        };
        if let Some(first) = seen.insert(parsed.email.clone(), row) {
            problems.push(problem_with(
                row,
                "email",
                "duplicate_row",
                first.to_string(),
            ));
            continue;
        }
        let first_with_code = parsed
            .staff_code
            .clone()
            .and_then(|code| seen_codes.insert(code, row));
        if let Some(first) = first_with_code {
            problems.push(problem_with(
                row,
                "staff_code",
                "duplicate_row",
                first.to_string(),
            ));
        }
        rows.rows.push(parsed);
    }
    (rows, problems)
}

/// Rows as a spreadsheet counts them: the header is row 1, empty lines count, and the lines within
/// a cell do not.
struct Counted<'a> {
    text: &'a str,
    /// So many bytes of the text are counted.
    n_bytes: usize,
    n_lines: usize,
    n_lines_in_cells: usize,
}

impl Counted<'_> {
    /// The row that begins here; the reader places empty lines at the beginning of what follows.
    fn row_at(&mut self, position: Option<&csv::Position>) -> usize {
        let byte = position.map_or(0, csv::Position::byte);
        let found = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.text.get(found..).unwrap_or_default();
        let begins = self.text.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = self.text.get(self.n_bytes..begins).unwrap_or_default();
        self.n_lines += passed.matches('\n').count();
        self.n_bytes = begins;
        1 + self.n_lines - self.n_lines_in_cells
    }

    fn row_of(&mut self, record: &csv::StringRecord) -> usize {
        let row = self.row_at(record.position());
        self.n_lines_in_cells += n_lines_in_cells(record);
        row
    }
}

fn n_lines_in_cells(record: &csv::StringRecord) -> usize {
    let lines = record.iter().map(|cell| cell.matches('\n').count());
    lines.sum()
}

/// Spreadsheets of half of Europe separate by semicolons; whichever the header holds more of.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: char| header.matches(separator).count();
    if count(';') > count(',') {
        b';'
    } else if count('\t') > count(',') {
        b'\t'
    } else {
        b','
    }
}

fn header_places(
    header: &csv::StringRecord,
    problems: &mut Vec<RowProblem>,
) -> HashMap<&'static str, usize> {
    let mut places = HashMap::new();
    for (place, name) in header.iter().enumerate() {
        let name = name.to_lowercase().replace([' ', '-'], "_");
        match IMPORT_COLUMNS.iter().find(|column| **column == name) {
            Some(column) => {
                if places.insert(*column, place).is_some() {
                    problems.push(problem(1, column, "duplicate_column"));
                }
            }
            None => problems.push(problem(
                1,
                &name.chars().take(60).collect::<String>(),
                "unknown_column",
            )),
        }
    }
    for column in &IMPORT_COLUMNS[..N_REQUIRED] {
        if !places.contains_key(column) {
            problems.push(problem(1, column, "missing_column"));
        }
    }
    places
}

/// The cells of one row, with a note of whatever cannot be read.
struct Cells<'a> {
    row: usize,
    record: &'a csv::StringRecord,
    places: &'a HashMap<&'static str, usize>,
    problems: &'a mut Vec<RowProblem>,
}

fn parse_row(
    row: usize,
    record: &csv::StringRecord,
    places: &HashMap<&'static str, usize>,
    problems: &mut Vec<RowProblem>,
) -> Option<Row> {
    let n_before = problems.len();
    let mut cells = Cells {
        row,
        record,
        places,
        problems,
    };
    let name = cells.required("name", PersonName::parse);
    let email = cells.required("email", Email::parse);
    let grade = cells.required("grade", parse_grade);
    let unit_path = cells.required("unit_path", parse_path);
    let role = cells.optional("role", parse_role);
    let staff_code = cells.optional("staff_code", StaffCode::parse);
    let team_code = cells.optional("team_code", parse_team_code);
    let line_manager_email = cells.optional("line_manager_email", Email::parse);
    let working_pattern = cells.optional("working_days", WorkingPattern::parse_days);
    if line_manager_email.is_some() && line_manager_email == email {
        cells.note("line_manager_email", "own");
    }
    if problems.len() > n_before {
        return None;
    }
    Some(Row {
        row,
        name: name?,
        email: email?,
        grade: grade?,
        unit_path: unit_path?,
        role,
        staff_code,
        team_code,
        line_manager_email,
        working_pattern,
    })
}

impl Cells<'_> {
    fn text(&self, column: &str) -> &str {
        self.places
            .get(column)
            .and_then(|place| self.record.get(*place))
            .unwrap_or_default()
    }

    fn required<T>(
        &mut self,
        column: &str,
        parse: impl Fn(&str) -> Result<T, ValueError>,
    ) -> Option<T> {
        if self.text(column).is_empty() {
            self.note(column, ValueError::Empty.code());
            return None;
        }
        self.optional(column, parse)
    }

    fn optional<T>(
        &mut self,
        column: &str,
        parse: impl Fn(&str) -> Result<T, ValueError>,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        // A spreadsheet that opens an export of ours would run it.
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            self.note(column, "formula");
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let told = FieldProblem::value(column, &error);
                self.problems.push(RowProblem {
                    row: self.row,
                    column: told.field,
                    code: told.code,
                    parameters: told.parameters,
                });
                None
            }
        }
    }

    fn note(&mut self, column: &str, code: &str) {
        self.problems.push(problem(self.row, column, code));
    }
}

fn parse_grade(text: &str) -> Result<Grade, ValueError> {
    Grade::parse(&text.to_lowercase().replace([' ', '-'], "_"))
        .ok_or(ValueError::Malformed { expected: "grade" })
}

fn parse_role(text: &str) -> Result<Role, ValueError> {
    Role::parse(&text.to_lowercase()).ok_or(ValueError::Malformed { expected: "role" })
}

fn parse_path(text: &str) -> Result<Vec<UnitName>, ValueError> {
    let path = text
        .split('/')
        .map(UnitName::parse)
        .collect::<Result<Vec<_>, _>>()?;
    if path.len() > DEPTH_MAX {
        return Err(ValueError::OutOfRange {
            min: 1,
            max: DEPTH_MAX as i64,
        });
    }
    Ok(path)
}

/// HMPPS team code: provider (3), then three, as in `N07AAT`.
fn parse_team_code(text: &str) -> Result<String, ValueError> {
    let is_code = text.len() == 6 && text.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_code {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(ValueError::Malformed {
            expected: "team_code",
        })
    }
}

pub(super) fn problem(row: usize, column: &str, code: &str) -> RowProblem {
    RowProblem {
        row,
        column: column.to_owned(),
        code: code.to_owned(),
        parameters: Vec::new(),
    }
}

pub(super) fn problem_with(row: usize, column: &str, code: &str, parameter: String) -> RowProblem {
    RowProblem {
        parameters: vec![parameter],
        ..problem(row, column, code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "name,email,grade,unit_path,role";

    fn told(file: &str) -> Vec<String> {
        let (_, problems) = read(file.as_bytes());
        problems
            .iter()
            .map(|p| format!("{} {} {}", p.row, p.column, p.code))
            .collect()
    }

    #[test]
    fn a_file_from_a_spreadsheet_is_read_as_it_comes() {
        let file = "\u{feff}Name;Email;Grade;Unit path;Role;working days\r\n\
            \"Llewellyn-Rhys; Siân\";SIAN@example.org;Head of PDU;North / Quay PDU;manager;Mon–Thu\r\n\r\n";
        let (rows, problems) = read(file.as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(rows.n_rows, 1);
        let row = &rows.rows[0];
        assert_eq!(row.name.as_str(), "Llewellyn-Rhys; Siân");
        assert_eq!(row.email.as_str(), "sian@example.org");
        assert_eq!(row.grade, Grade::HeadOfPdu);
        assert_eq!(row.unit_path.len(), 2);
        assert!(
            row.working_pattern
                .is_some_and(|pattern| pattern.days[4].is_none())
        );
    }

    #[test]
    fn each_bad_cell_is_named() {
        let file = format!(
            "{HEADER}\n=cmd(),a@b.org,po,Team,practitioner\nAda,nowhere,chief,Team/,boss\n\
             Ada,a@b.org,po,Team,\nAda,A@B.org,po,Team,\nshort,row\n"
        );
        assert_eq!(
            told(&file),
            [
                "2 name formula",
                "3 email malformed",
                "3 grade malformed",
                "3 unit_path empty",
                "3 role malformed",
                "5 email duplicate_row",
                "6  wrong_number_of_cells",
            ]
        );
    }

    #[test]
    fn the_header_must_have_the_first_five_columns_once_and_no_others() {
        assert_eq!(
            told("name,email,grade,unit_path,salary,name\n"),
            [
                "1 salary unknown_column",
                "1 name duplicate_column",
                "1 role missing_column"
            ]
        );
        assert_eq!(
            told(""),
            [
                "1 name missing_column",
                "1 email missing_column",
                "1 grade missing_column",
                "1 unit_path missing_column",
                "1 role missing_column",
            ]
        );
        assert_eq!(read(b"name,\xff\xfe").1[0].code, "not_utf8");
    }

    #[test]
    fn a_file_longer_than_the_limit_is_refused() {
        let mut file = format!("{HEADER}\n");
        for n in 0..=IMPORT_ROWS_MAX {
            file.push_str(&format!("A,a{n}@b.org,po,Team,\n"));
        }
        assert_eq!(
            told(&file),
            [format!("{}  too_many_rows", IMPORT_ROWS_MAX + 2)]
        );
    }
}
