//! From the bytes of a file to documents: one importer for each format.

mod encoding;
mod front_matter;
mod markdown;
mod plain;
mod webpage;

use std::path::Path;

use thiserror::Error;

use crate::engine::Block;

use super::Metadata;

/// One article as its file holds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Imported {
    /// The text that all spans will point into.
    pub(crate) text: String,
    /// The parts of the text.
    pub(crate) blocks: Vec<Block>,
    /// What the file says about the article beside its text.
    pub(crate) metadata: Metadata,
}

/// Why a file could not be opened, and what to do about it; completes a sentence that starts with the file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum Reason {
    /// No byte, or nothing but blanks.
    #[error("is empty; fetch the article again")]
    Empty,
    /// Not made of text.
    #[error("is not text: it holds NUL bytes; save the article as plain text or Markdown")]
    Binary,
    /// A format that is known, but has no importer.
    #[error("is {0}, which cannot be read yet; save the article as plain text or Markdown")]
    Unsupported(&'static str),
    /// Spans are 32 bits wide.
    #[error("is larger than 4 GiB; split it into smaller files")]
    TooLarge,
}

impl Reason {
    /// Whether a file like this is passed over in a folder instead of being reported.
    pub(crate) const fn is_skipped(self) -> bool {
        matches!(self, Self::Binary)
    }
}

/// A format that can be read.
pub(crate) struct Importer {
    /// Whether the file is of this format, by its name and its bytes.
    pub(crate) accepts: fn(&Path, &[u8]) -> bool,
    /// The articles that the file holds.
    pub(crate) read: fn(Vec<u8>) -> Result<Vec<Imported>, Reason>,
}

/// Every format, in the order in which they are asked; the last accepts anything.
const IMPORTERS: &[Importer] = &[webpage::IMPORTER, markdown::IMPORTER, plain::IMPORTER];

/// The longest text that a span can point into, in bytes.
const LONGEST: u64 = u32::MAX as u64;

/// Refuses a file by its size in bytes.
pub(crate) fn check_size(bytes: u64) -> Result<(), Reason> {
    match bytes {
        0 => Err(Reason::Empty),
        1..=LONGEST => Ok(()),
        _ => Err(Reason::TooLarge),
    }
}

/// The articles in a file of this name and these bytes.
pub(crate) fn import(path: &Path, bytes: Vec<u8>) -> Result<Vec<Imported>, Reason> {
    check_size(bytes.len() as u64)?;
    let Some(importer) = IMPORTERS
        .iter()
        .find(|importer| (importer.accepts)(path, &bytes))
    else {
        return Err(Reason::Binary);
    };
    let articles = (importer.read)(bytes)?;
    for article in &articles {
        // A legacy encoding may grow when it is decoded.
        check_size(article.text.len() as u64)?;
    }
    if articles.iter().all(|article| article.blocks.is_empty()) {
        return Err(Reason::Empty);
    }
    Ok(articles)
}

/// Whether the file's ending is one of `endings`, in any case.
fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| endings.iter().any(|one| one.eq_ignore_ascii_case(ending)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            words in "(---\n|title: |date: |\n|# |- |> |[*_`]|1\\. |  |\\PC){0,40}",
        ) {
            for name in ["a.txt", "a.md", "a.html", "a", ""] {
                for bytes in [bytes.clone(), words.clone().into_bytes()] {
                    for article in import(Path::new(name), bytes).into_iter().flatten() {
                        let mut end = 0;
                        for block in &article.blocks {
                            prop_assert!(block.span.start >= end && !block.span.of(&article.text).is_empty());
                            end = block.span.end;
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn sizes_are_refused_with_the_next_step() {
        let said = |bytes| check_size(bytes).err().map(|reason| reason.to_string());
        assert_eq!(said(1), None);
        assert_eq!(said(u64::from(u32::MAX)), None);
        assert_eq!(said(0).unwrap(), "is empty; fetch the article again");
        assert_eq!(
            said(1 << 32).unwrap(),
            "is larger than 4 GiB; split it into smaller files"
        );
    }

    #[test]
    fn a_file_of_blanks_is_empty() {
        let read = |name: &str, bytes: &[u8]| import(Path::new(name), bytes.to_vec());
        assert_eq!(read("a.txt", b" \r\n\t"), Err(Reason::Empty));
        assert_eq!(read("a.txt", b"\xef\xbb\xbf"), Err(Reason::Empty));
        assert_eq!(read("a.md", b"---\ntitle: Vell\n---\n"), Err(Reason::Empty));
    }
}
