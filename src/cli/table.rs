//! Rows in columns, fitted to a width.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::output::Page;

/// Columns between two columns of a table.
const GAP: usize = 2;

/// One column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// The heading, also the name of the field in CSV.
    pub(crate) name: &'static str,
    /// On which side its cells line up.
    pub(crate) side: Side,
    /// The width below which it is not cut while a wider column can still give.
    pub(crate) least: usize,
}

/// On which side cells line up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Writes the rows under their headings. A row is one line: what does not fit is cut with `…`. A column without a word is
/// left out.
pub(crate) fn write(
    columns: &[Column],
    rows: &[Vec<String>],
    page: Page,
    out: &mut impl Write,
) -> io::Result<()> {
    let shown: Vec<usize> = (0..columns.len())
        .filter(|index| {
            rows.iter()
                .any(|row| row.get(*index).is_some_and(|cell| !cell.is_empty()))
        })
        .collect();
    let columns: Vec<Column> = shown.iter().map(|index| columns[*index]).collect();
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| {
            shown
                .iter()
                .map(|index| row.get(*index).map_or("", String::as_str))
                .collect()
        })
        .collect();
    let widths = widths(&columns, &rows, page.width);
    let headings: Vec<&str> = columns.iter().map(|column| column.name).collect();
    page.heading(&line(&columns, &widths, &headings), out)?;
    for row in &rows {
        writeln!(out, "{}", line(&columns, &widths, row))?;
    }
    Ok(())
}

/// The width of each column: as wide as its widest cell, the widest columns cut first until the page holds all.
fn widths(columns: &[Column], rows: &[Vec<&str>], page: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            rows.iter()
                .filter_map(|row| row.get(index))
                .map(|cell| cell.width())
                .chain([column.name.width()])
                .max()
                .unwrap_or_default()
        })
        .collect();
    let room = page.saturating_sub(GAP * columns.len().saturating_sub(1));
    let mut excess = widths.iter().sum::<usize>().saturating_sub(room);
    for floor in [
        columns.iter().map(|column| column.least).collect(),
        vec![1; columns.len()],
    ] {
        excess = shrink(&mut widths, &floor, excess);
    }
    widths
}

/// Takes up to `excess` columns from the widest columns, none below its floor; returns what is left to take.
fn shrink(widths: &mut [usize], floor: &[usize], mut excess: usize) -> usize {
    while excess > 0 {
        let widest = widths
            .iter()
            .zip(floor)
            .enumerate()
            .filter(|(_, (width, floor))| width > floor)
            .max_by_key(|(_, (width, _))| **width)
            .map(|(index, _)| index);
        let Some(widest) = widest else {
            break;
        };
        widths[widest] -= 1;
        excess -= 1;
    }
    excess
}

fn line(columns: &[Column], widths: &[usize], cells: &[&str]) -> String {
    let mut line = String::new();
    for ((column, width), cell) in columns.iter().zip(widths).zip(cells) {
        let cell = cut(cell, *width);
        let blanks = " ".repeat(width.saturating_sub(cell.width()));
        match column.side {
            Side::Left => line.extend([cell, blanks]),
            Side::Right => line.extend([blanks, cell]),
        }
        line.extend([" "; GAP]);
    }
    line.truncate(line.trim_end().len());
    line
}

/// The text in at most `width` columns, its end replaced by `…` where it is longer.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > width {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::{Column, Side, cut, write};
    use crate::cli::output::{Headings, Page};

    const COLUMNS: [Column; 4] = [
        Column {
            name: "date",
            side: Side::Left,
            least: 10,
        },
        Column {
            name: "words",
            side: Side::Left,
            least: 8,
        },
        Column {
            name: "empty",
            side: Side::Left,
            least: 10,
        },
        Column {
            name: "sure",
            side: Side::Right,
            least: 4,
        },
    ];

    fn table(width: usize, headings: Headings) -> String {
        let rows = [
            ["2026-03-09", "“We close the bridge on Monday,”", "", "97%"],
            ["~2026-03-02", "“No”", "", "4%"],
        ]
        .map(|row| row.map(str::to_owned).to_vec());
        let mut out = Vec::new();
        write(&COLUMNS, &rows, Page { width, headings }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_row_is_one_line_however_narrow() {
        assert_eq!(
            table(100, Headings::Plain),
            "date         words                             sure\n\
             2026-03-09   “We close the bridge on Monday,”   97%\n\
             ~2026-03-02  “No”                                4%\n"
        );
        assert_eq!(
            table(40, Headings::Plain),
            "date         words                  sure\n\
             2026-03-09   “We close the bridge…   97%\n\
             ~2026-03-02  “No”                     4%\n"
        );
        for width in 1..60 {
            let table = table(width, Headings::Plain);
            assert_eq!(table.lines().count(), 3);
            if width >= 7 {
                assert!(
                    table
                        .lines()
                        .all(|line| unicode_width::UnicodeWidthStr::width(line) <= width)
                );
            }
        }
    }

    #[test]
    fn only_headings_are_bold() {
        let table = table(100, Headings::Bold);
        assert!(table.starts_with("\u{1b}[1mdate"));
        assert_eq!(table.matches('\u{1b}').count(), 2);
    }

    #[test]
    fn a_cut_never_divides_a_character() {
        for (text, width, expected) in [
            ("Keller", 6, "Keller"),
            ("Keller", 5, "Kell…"),
            ("the harbour", 5, "the…"),
            ("新聞記者", 5, "新聞…"),
            ("新聞記者", 4, "新…"),
            ("e\u{301}te\u{301}s", 3, "e\u{301}t…"),
            ("ab", 1, "…"),
        ] {
            assert_eq!(cut(text, width), expected);
        }
    }
}
