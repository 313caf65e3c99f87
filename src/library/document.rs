//! One article: its text, title, date with its basis, and outlet.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::engine::{Block, Span};

use super::{Blocks, Moment, Tagged, Text};

/// Where a date comes from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateBasis {
    /// The reader has corrected it.
    Corrected,
    /// The date line of the text: ` date 2026-03-09 …`.
    Header,
    /// The file's own metadata, such as front matter.
    Metadata,
    /// The file's name: `2026-03-09-envoy.txt`.
    Filename,
    /// Inferred from days that the text names: likely, not known.
    Text,
    /// When the file was last changed: a guess.
    FileTime,
}

impl DateBasis {
    /// Whether the date is stated by somebody rather than inferred.
    pub const fn is_known(self) -> bool {
        matches!(
            self,
            Self::Corrected | Self::Header | Self::Metadata | Self::Filename
        )
    }
}

/// A day and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The day of publication.
    pub day: NaiveDate,
    /// Where it comes from.
    pub basis: DateBasis,
}

/// What the file says about itself beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Its address on the web.
    pub address: Option<String>,
}

/// One article. Its text is never edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file's name without its ending, and the number of the article in a file of several: `dump-3`. Made distinct by
    /// its folder where two are alike.
    pub name: String,
    /// The path as given by the reader, and behind it where in the file the article stands: `dump.jsonl#3`.
    pub path: PathBuf,
    /// The text that all spans point into.
    pub text: Text,
    /// A number that the text alone decides: see [`fingerprint`].
    pub fingerprint: u64,
    /// The parts of the text.
    pub blocks: Blocks,
    /// The headline, when the document has one.
    pub title: Option<String>,
    /// The opening words, shortened at a clause: they serve where there is no headline.
    pub opening: String,
    /// The day, if anything tells.
    pub date: Option<Dated>,
    /// Who published it, if anything tells.
    pub outlet: Option<String>,
    /// Who wrote it, if anything tells.
    pub byline: Option<String>,
    /// The exact time of publication, where the source states it.
    pub published: Option<Moment>,
    /// When it was last changed, where the source states it.
    pub updated: Option<Moment>,
    /// Its address on the web, where the source states it.
    pub address: Option<String>,
    /// What the engine found when it looked for names, until it looks for quotations.
    pub tagged: Tagged,
}

impl Document {
    /// The headline, or the opening words where there is none.
    pub fn heading(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.opening)
    }

    /// The whole paragraph, headline or other block that holds a byte.
    pub fn block_at(&self, byte: u32) -> Option<Span> {
        block_at(&self.blocks, byte)
    }

    /// The path without the number of the article.
    pub fn file(&self) -> &Path {
        split_number(&self.path).0
    }
}

/// The one of a text's blocks that holds a byte.
pub(super) fn block_at(blocks: &[Block], byte: u32) -> Option<Span> {
    let at = blocks.partition_point(|block| block.span.end <= byte);
    let block = blocks.get(at)?;
    (block.span.start <= byte).then_some(block.span)
}

/// A path without the number of an article, and the number: `dump.jsonl` and `3` of `dump.jsonl#3`.
pub(crate) fn split_number(path: &Path) -> (&Path, &str) {
    let split = || {
        let (file, number) = path.to_str()?.rsplit_once('#')?;
        let fits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        (fits && !file.ends_with('/')).then_some((Path::new(file), number))
    };
    split().unwrap_or((path, ""))
}

/// A number that tells texts apart, the same on every machine and in every version: the 64-bit FNV-1a hash of the bytes
/// (Fowler, Noll and Vo). It recognizes an article whose file was renamed; it is no proof against forgery.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_article_is_no_part_of_its_file() {
        for (path, expected) in [
            ("a/dump.jsonl#12", ("a/dump.jsonl", "12")),
            ("a.zip/dump.jsonl#3", ("a.zip/dump.jsonl", "3")),
            ("a/b#c.txt", ("a/b#c.txt", "")),
            ("a#2/b.txt", ("a#2/b.txt", "")),
            ("a/#3", ("a/#3", "")),
        ] {
            let (file, number) = split_number(Path::new(path));
            assert_eq!((file.to_str().unwrap(), number), expected);
        }
    }

    #[test]
    fn a_fingerprint_is_that_of_the_published_algorithm() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fingerprint("foobar"), 0x8594_4171_f739_67e8);
    }
}
