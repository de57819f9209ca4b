//! A table as a file that a spreadsheet opens: RFC 4180, and no cell that it would take for a
//! formula.

/// What a sheet is on the wire.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// What makes a spreadsheet run a cell instead of showing it.
const TRIGGERS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// Rows as lines that end in CR LF. A cell that begins like a formula gets an apostrophe before
/// it, which spreadsheets do not show.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        for (n, cell) in row.iter().enumerate() {
            if n > 0 {
                text.push(',');
            }
            push_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn push_cell(text: &mut String, cell: &str) {
    let is_formula = cell.trim_start_matches([' ', '\n']).starts_with(TRIGGERS);
    let needs_quotes = cell.contains(['"', ',', '\n', '\r']);
    if needs_quotes {
        text.push('"');
    }
    if is_formula {
        text.push('\'');
    }
    for c in cell.chars() {
        if c == '"' {
            text.push('"');
        }
        text.push(c);
    }
    if needs_quotes {
        text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: &[&str]) -> String {
        csv(&[cells.iter().map(|cell| (*cell).to_owned()).collect()])
    }

    #[test]
    fn e49_no_cell_begins_like_a_formula() {
        for cell in ["=1+1", "+44", "-1", "@SUM(A1)", "\tx", "\0", " =1", "\n=1"] {
            let text = line(&[cell]);
            let first = text.trim_start_matches('"').chars().next();
            assert_eq!(first, Some('\''), "{cell:?} as {text:?}");
        }
        assert_eq!(line(&["2026-11-12", "a=b"]), "2026-11-12,a=b\r\n");
    }

    #[test]
    fn quotes_commas_and_lines_stay_in_their_cell() {
        assert_eq!(
            line(&["say \"when\"", "a,b", "one\ntwo"]),
            "\"say \"\"when\"\"\",\"a,b\",\"one\ntwo\"\r\n"
        );
    }
}
