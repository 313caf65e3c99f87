//! Rows in columns, fitted to a width.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::app::derive::wrap::cut;

use crate::cli::output::Page;

/// Columns between two columns of a table.
const GAP: usize = 2;

/// One column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// The heading, also the name of the field in CSV.
    pub(crate) name: &'static str,
    /// On which side its cells line up.
    pub(crate) side: Side,
    /// The width below which its cells say too little.
    pub(crate) least: usize,
    /// Which columns go first where there is no room for all: those of the highest number.
    pub(crate) rank: u8,
}

impl Column {
    /// A column of words.
    pub(crate) const fn words(name: &'static str, least: usize, rank: u8) -> Self {
        Self {
            name,
            side: Side::Left,
            least,
            rank,
        }
    }

    /// A column of numbers.
    pub(crate) const fn numbers(name: &'static str, least: usize, rank: u8) -> Self {
        Self {
            side: Side::Right,
            ..Self::words(name, least, rank)
        }
    }
}

/// On which side cells line up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Writes the rows under their headings. A row is one line: what does not fit is cut with `…`. A column
/// without a word is left out, and so are the least important ones on a narrow page.
pub(crate) fn write(
    columns: &[Column],
    rows: &[Vec<String>],
    page: Page,
    out: &mut impl Write,
) -> io::Result<()> {
    let widest = widest(columns.len(), rows);
    let shown = shown(columns, &widest, page.width);
    let columns: Vec<Column> = shown.iter().map(|index| columns[*index]).collect();
    let widest: Vec<usize> = shown.iter().map(|index| widest[*index]).collect();
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| {
            shown
                .iter()
                .map(|index| row.get(*index).map_or("", String::as_str))
                .collect()
        })
        .collect();
    let widths = widths(&columns, &widest, page.width);
    let headings: Vec<&str> = columns.iter().map(|column| column.name).collect();
    page.heading(&line(&columns, &widths, &headings), out)?;
    for row in &rows {
        writeln!(out, "{}", line(&columns, &widths, row))?;
    }
    Ok(())
}

/// The width of the widest cell of each column.
fn widest(columns: usize, rows: &[Vec<String>]) -> Vec<usize> {
    let mut widest = vec![0; columns];
    for row in rows {
        for (widest, cell) in widest.iter_mut().zip(row) {
            // No cell is wider than it has bytes, and most are no wider than one above.
            if cell.len() > *widest {
                *widest = cell.width().max(*widest);
            }
        }
    }
    widest
}

/// The places of the columns that are printed.
fn shown(columns: &[Column], widest: &[usize], page: usize) -> Vec<usize> {
    let mut shown: Vec<(usize, usize)> = widest
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, width)| *width > 0)
        .map(|(index, width)| {
            let column = columns[index];
            (index, width.max(column.name.width()).min(column.least))
        })
        .collect();
    while shown.len() > 1 && shown.iter().map(|(_, least)| least + GAP).sum::<usize>() > page + GAP
    {
        let last = shown.iter().map(|(index, _)| columns[*index].rank).max();
        shown.retain(|(index, _)| Some(columns[*index].rank) != last);
    }
    shown.into_iter().map(|(index, _)| index).collect()
}

/// The width of each column: as wide as its widest cell, the widest columns cut first until the page holds all.
fn widths(columns: &[Column], widest: &[usize], page: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns
        .iter()
        .zip(widest)
        .map(|(column, widest)| column.name.width().max(*widest))
        .collect();
    let room = page.saturating_sub(GAP * columns.len().saturating_sub(1));
    let excess = widths.iter().sum::<usize>().saturating_sub(room);
    let least: Vec<usize> = columns.iter().map(|column| column.least).collect();
    let excess = shrink(&mut widths, &least, excess);
    // Only a page narrower than its most important column comes to this.
    shrink(&mut widths, &vec![1; columns.len()], excess);
    widths
}

/// Takes up to `excess` from the columns, always from the one that is farthest above its floor; returns what is left to
/// take.
fn shrink(widths: &mut [usize], floor: &[usize], mut excess: usize) -> usize {
    while excess > 0 {
        let roomiest = widths
            .iter_mut()
            .zip(floor)
            .filter(|(width, floor)| **width > **floor)
            .max_by_key(|(width, floor)| **width - **floor);
        let Some((width, _)) = roomiest else {
            break;
        };
        *width -= 1;
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

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Column, write};
    use crate::cli::output::{Headings, Page};

    const COLUMNS: [Column; 4] = [
        Column::words("date", 11, 1),
        Column::words("words", 8, 0),
        Column::words("empty", 10, 2),
        Column::numbers("sure", 4, 3),
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
        assert_eq!(
            table(25, Headings::Plain),
            "date         words\n\
             2026-03-09   “We close t…\n\
             ~2026-03-02  “No”\n"
        );
        assert_eq!(table(9, Headings::Plain), "words\n“We clos…\n“No”\n");
        for width in 1..60 {
            let table = table(width, Headings::Plain);
            assert_eq!(table.lines().count(), 3);
            assert!(table.lines().all(|line| line.width() <= width), "{table}");
        }
    }

    #[test]
    fn only_headings_are_bold() {
        let table = table(100, Headings::Bold);
        assert!(table.starts_with("\u{1b}[1mdate"));
        assert_eq!(table.matches('\u{1b}').count(), 2);
    }
}
