//! What an attribution is made of, and the places around a quotation where it is looked for.

use super::super::Rule;
use super::marks::Marked;
use super::page::Page;
use super::source::Source;

/// Who a quotation is attributed to, by which words and which rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    pub(super) source: Source,
    /// The tokens of the words of saying.
    pub(super) cue: Option<(usize, usize)>,
    pub(super) rule: Rule,
}

/// The tokens and characters around a quotation, all within its block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// The first token of the block.
    pub(super) block_start: usize,
    /// The token after the previous quotation, or the first of the block.
    pub(super) previous: usize,
    /// The first token of the quotation.
    pub(super) quote: usize,
    /// The token after the quotation.
    pub(super) after: usize,
    /// The first token of the next quotation, or the end of the block.
    pub(super) next: usize,
    /// The token after the last of the block.
    pub(super) block_end: usize,
    /// The last character of the quoted words; a blank when there is none.
    pub(super) last: char,
}

impl Surroundings {
    pub(super) fn of(page: &Page, pieces: &[Marked], index: usize) -> Self {
        let piece = pieces[index];
        let (block_start, block_end) = page.block_tokens(piece.block);
        let previous = index
            .checked_sub(1)
            .map(|before| pieces[before])
            .filter(|before| before.block == piece.block)
            .map_or(block_start, |before| page.at(before.span.end));
        let next = pieces
            .get(index + 1)
            .filter(|next| next.block == piece.block)
            .map_or(block_end, |next| page.at(next.span.start));
        let last = words_of(piece.span.of(page.text()))
            .chars()
            .next_back()
            .unwrap_or(' ');
        Self {
            block_start,
            previous,
            quote: page.at(piece.span.start),
            after: page.at(piece.span.end),
            next,
            block_end,
            last,
        }
    }
}

/// A quotation without its marks.
pub(super) fn words_of(quotation: &str) -> &str {
    quotation.trim_matches(['"', '“', '”', '„', '‟', '«', '»', '‘', '’', '\'', '`', ' '])
}
