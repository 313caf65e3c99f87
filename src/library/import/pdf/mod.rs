//! PDF, read by a process of its own: a file that crashes the reader of PDF, fills the memory or takes for ever costs itself
//! only.

mod glyphs;
mod layout;
mod process;

#[cfg(test)]
mod tests;

pub(crate) use process::{ARGUMENT, serve};

use super::exports::{Row, articles};
use super::{File, Importer, Look, Read, Reason};

/// Accepts by the first bytes, before which a few others may stand.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| look.head.contains("%pdf-"),
    read,
    in_part: false,
};

fn read(file: File<'_>) -> Result<Read, Reason> {
    // Whoever fuzzes the other formats wants no processes.
    if cfg!(fuzzing) {
        return Err(Reason::NoProcess);
    }
    to_articles(&process::rows(file.bytes)?)
}

fn to_articles(rows: &[Row]) -> Result<Read, Reason> {
    if rows.iter().all(|row| row.words.is_empty()) {
        return Err(Reason::Scanned);
    }
    articles(rows, "PDF")
}
