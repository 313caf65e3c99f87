//! Standard output: whether it is a terminal, how wide, and its one ornament.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use crate::app::export::Format;
use crate::term;

use super::formats::{self, Record, Sheet};
use super::open::Opened;

/// Columns of a table that is not printed to a terminal.
pub(crate) const PLAIN_WIDTH: usize = 100;

/// What the place that is printed to can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Columns.
    pub(crate) width: usize,
    /// How headings are set.
    pub(crate) headings: Headings,
}

/// How headings are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Headings {
    /// Without escape codes.
    Plain,
    /// Bold.
    Bold,
}

impl Page {
    /// The page that standard output is.
    pub(crate) fn of_output() -> Self {
        let terminal = io::stdout().is_terminal();
        let width = if terminal {
            crossterm::terminal::size().map_or(PLAIN_WIDTH, |(columns, _)| columns.into())
        } else {
            PLAIN_WIDTH
        };
        Self {
            width: width.max(1),
            headings: if term::colours(terminal) {
                Headings::Bold
            } else {
                Headings::Plain
            },
        }
    }

    /// A file or a pipe.
    pub(crate) const fn plain() -> Self {
        Self {
            width: PLAIN_WIDTH,
            headings: Headings::Plain,
        }
    }

    /// Writes a line of headings.
    pub(crate) fn heading(self, line: &str, out: &mut impl Write) -> io::Result<()> {
        match self.headings {
            Headings::Plain => writeln!(out, "{line}"),
            Headings::Bold => writeln!(out, "\u{1b}[1m{line}\u{1b}[0m"),
        }
    }
}

/// Prints rows to standard output.
pub(crate) fn print<R: Record>(
    title: &str,
    rows: &[R],
    opened: &Opened,
    format: Format,
) -> io::Result<()> {
    let source = opened.source();
    let sheet = Sheet {
        title,
        rows,
        source,
    };
    formats::write(&sheet, format, Page::of_output(), &mut output())
}

/// Standard output, written in large pieces.
pub(crate) fn output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}
