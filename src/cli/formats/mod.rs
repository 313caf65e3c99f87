//! Rows in the form that was asked for.

pub(crate) mod bibliography;
mod html;
pub(crate) mod json;
mod markdown;
mod spreadsheet;
pub(crate) mod table;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use serde::Serialize;

use crate::app::export::Format;
use crate::app::memory::Root;
use crate::engine::Span;
use crate::library::{DocId, Library};

use super::output::Page;
use super::printable::printable;
use table::Column;

/// Something that a command lists.
pub(crate) trait Record: Serialize {
    /// The columns of the table, which Markdown and the page for a browser share. That of rank 0 holds the words.
    const COLUMNS: &'static [Column];
    /// The columns of a spreadsheet: names of what the row serializes to.
    const FIELDS: &'static [&'static str];

    /// One cell for each of [`Record::COLUMNS`].
    fn cells(&self) -> Vec<String>;

    /// The places in the articles that the row rests on.
    fn places(&self) -> Vec<(DocId, Span)> {
        Vec::new()
    }

    /// What a page says below the words.
    fn remarks(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Where rows come from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'l> {
    pub(crate) library: &'l Library,
    /// The paths that were opened, for links.
    pub(crate) roots: &'l [Root],
}

/// Rows, and what a page that stands alone says about them.
#[derive(Debug)]
pub(crate) struct Sheet<'l, R> {
    /// What the rows are: `Quotations`.
    pub(crate) title: &'l str,
    pub(crate) rows: &'l [R],
    pub(crate) source: Source<'l>,
}

/// Writes the rows. Tables and Markdown without a row are nothing at all.
pub(crate) fn write<R: Record>(
    sheet: &Sheet<'_, R>,
    format: Format,
    page: Page,
    out: &mut impl Write,
) -> io::Result<()> {
    let rows = sheet.rows;
    match format {
        Format::Table | Format::Markdown if rows.is_empty() => {}
        Format::Table => table::write(R::COLUMNS, &cells(rows), page, out)?,
        Format::Markdown => markdown::write(rows, out)?,
        Format::Csv => spreadsheet::write(rows, out)?,
        Format::Html => html::write(sheet, out)?,
        // Only documents have these two, and their command asks for them itself.
        Format::Json | Format::Bibtex | Format::CslJson => json::write_array(rows, out)?,
        Format::Jsonl => {
            for row in rows {
                json::write_line(row, out)?;
            }
        }
    }
    out.flush()
}

/// The cells of all rows, each on one line.
fn cells<R: Record>(rows: &[R]) -> Vec<Vec<String>> {
    rows.iter()
        .map(|row| row.cells().iter().map(|cell| one_line(cell)).collect())
        .collect()
}

/// The text on one line with single blanks.
fn one_line(text: &str) -> String {
    let safe = printable(text);
    let mut line = String::with_capacity(safe.len());
    for word in safe.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
