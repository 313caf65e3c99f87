//! The rows of an article around a place, wrapped no further than they are shown.
//!
//! A text of any size opens and scrolls alike: only the pieces on the screen are cut into lines. A piece is a block of
//! the document, or a part of one that is longer than a page can hold.

use ratatui::layout::Rect;

use crate::app::layout::{columns, content, layout};
use crate::app::{Anchor, App, Medium, Screen};
use crate::engine::{Block, BlockKind, Span};
use crate::library::{DocId, Document, Library};

use super::head::{HeadRow, head};
use super::wrap::wrap;

/// Blocks longer than this, in bytes, are cut into pieces of about this size.
const PIECE: usize = 8192;
/// How far the end of a piece looks for a blank, in bytes.
const SEARCH: usize = 512;

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A row of the head, or the blank row between two blocks.
    Head(HeadRow),
    /// A line of text.
    Text {
        /// What block it belongs to.
        kind: BlockKind,
        /// Its bytes.
        span: Span,
    },
}

/// One article set to a width.
#[derive(Debug)]
pub struct Page<'a> {
    /// The document.
    pub document: &'a Document,
    /// The blocks that are shown: all but the words of the file format at the beginning.
    blocks: &'a [Block],
    head: Vec<HeadRow>,
    /// What stands between two blocks that do not stay together.
    gap: &'static [HeadRow],
    width: u16,
}

/// A part of the text that is wrapped at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    block: usize,
    part: usize,
}

/// A row of the page: a piece and the row within it, the rows above its lines counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cursor {
    piece: Piece,
    row: usize,
}

/// The rows below the heading of the article's pane; none while the article is not shown.
pub fn area(app: &App) -> Option<Rect> {
    let pane = layout(app.size, app.focus, app.screen)?.article?;
    Some(content(pane, app.screen))
}

/// The article shown, set to the width of its pane. Where the pane is hidden, to the width it would have.
pub fn page(app: &App) -> Option<Page<'_>> {
    if app.medium == Medium::Lines {
        return Page::linear(&app.library, app.article.doc?);
    }
    let pane = layout(app.size, app.focus, app.screen)
        .and_then(|layout| layout.article)
        .or_else(|| layout(app.size, app.focus, Screen::Reading)?.article);
    let width = pane.map_or(crate::app::layout::MEASURE, |pane| columns(pane).width);
    Page::new(&app.library, app.article.doc?, width)
}

/// How many rows of text the article's pane has, at least one; of lines one is told at a time.
pub fn height(app: &App) -> usize {
    if app.medium == Medium::Lines {
        return 1;
    }
    let hidden = usize::from(app.size.height.saturating_sub(3));
    area(app)
        .map_or(hidden, |area| usize::from(area.height))
        .max(1)
}

/// Whether a block follows the one before without a blank row.
fn stays_with(kind: BlockKind, before: Option<BlockKind>) -> bool {
    match kind {
        BlockKind::Furniture => before == Some(BlockKind::Furniture),
        BlockKind::Paragraph => before == Some(BlockKind::Subhead),
        _ => false,
    }
}

impl<'a> Page<'a> {
    /// The article at a width in columns.
    pub fn new(library: &'a Library, doc: DocId, width: u16) -> Option<Self> {
        let document = library.document(doc)?;
        let shown = document
            .blocks
            .iter()
            .position(|block| block.kind != BlockKind::Header)
            .unwrap_or(document.blocks.len());
        Some(Self {
            document,
            blocks: &document.blocks[shown..],
            head: head(library, doc, document, width),
            gap: &[HeadRow::Blank],
            width,
        })
    }

    /// The article as lines to be told: every piece is one row, and there are no others.
    fn linear(library: &'a Library, doc: DocId) -> Option<Self> {
        Some(Self {
            head: Vec::new(),
            gap: &[],
            ..Self::new(library, doc, u16::MAX)?
        })
    }

    /// `count` rows from a place on; fewer at the end of the article.
    pub fn rows(&self, from: Anchor, count: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        let Some(mut at) = self.cursor(from) else {
            return self
                .head
                .iter()
                .take(count)
                .cloned()
                .map(Row::Head)
                .collect();
        };
        while rows.len() < count {
            let all = self.rows_of(at.piece);
            rows.extend(all.into_iter().skip(at.row).take(count - rows.len()));
            let Some(next) = self.next(at.piece) else {
                break;
            };
            at = Cursor {
                piece: next,
                row: 0,
            };
        }
        rows
    }

    /// The place some rows further down, but never past the last row.
    pub fn down(&self, from: Anchor, mut rows: usize) -> Anchor {
        let Some(mut at) = self.cursor(from) else {
            return Anchor::START;
        };
        loop {
            let last = self.rows_of(at.piece).len().saturating_sub(1);
            if at.row + rows <= last {
                at.row += rows;
                return self.anchor(at);
            }
            let Some(next) = self.next(at.piece) else {
                at.row = last;
                return self.anchor(at);
            };
            rows -= last - at.row + 1;
            at = Cursor {
                piece: next,
                row: 0,
            };
        }
    }

    /// The place some rows further up, but never past the first row.
    pub fn up(&self, from: Anchor, mut rows: usize) -> Anchor {
        let Some(mut at) = self.cursor(from) else {
            return Anchor::START;
        };
        loop {
            if rows <= at.row {
                at.row -= rows;
                return self.anchor(at);
            }
            let Some(before) = self.before(at.piece) else {
                return Anchor::START;
            };
            rows -= at.row + 1;
            at = Cursor {
                piece: before,
                row: self.rows_of(before).len().saturating_sub(1),
            };
        }
    }

    /// The first row of the last page of this many rows.
    pub fn last_page(&self, height: usize) -> Anchor {
        let Some(last) = self.blocks.len().checked_sub(1) else {
            return Anchor::START;
        };
        let piece = Piece {
            block: last,
            part: self.parts(last) - 1,
        };
        let row = self.rows_of(piece).len().saturating_sub(1);
        self.up(self.anchor(Cursor { piece, row }), height.saturating_sub(1))
    }

    /// The same place, but not so far down that rows of the pane stay empty.
    pub fn settled(&self, top: Anchor, height: usize) -> Anchor {
        // Where most articles are opened, and their ends need not be wrapped to tell.
        if top == Anchor::START {
            return top;
        }
        let last = self.last_page(height);
        if self.cursor(top) > self.cursor(last) {
            last
        } else {
            top
        }
    }

    /// Whether two places are the same row.
    pub fn same_row(&self, one: Anchor, other: Anchor) -> bool {
        self.cursor(one) == self.cursor(other)
    }

    /// The row of the line that holds `byte`, counted from the row of `top`; none when it stands above or more than
    /// `within` rows further down.
    pub fn row_of(&self, byte: u32, top: Anchor, within: usize) -> Option<usize> {
        self.rows(top, within).iter().rposition(
            |row| matches!(row, Row::Text { span, .. } if span.start <= byte && byte <= span.end),
        )
    }

    /// The place whose first row holds `byte`; the beginning of the article for its first words.
    pub fn at(&self, byte: u32) -> Anchor {
        match self.blocks.first() {
            Some(first) if byte <= first.span.start => Anchor::START,
            _ => Anchor { byte, above: 0 },
        }
    }

    /// The first byte of the text shown at or after a place.
    pub fn first_byte(&self, top: Anchor) -> u32 {
        self.cursor(top).map_or(0, |at| self.anchor(at).byte)
    }

    fn cursor(&self, anchor: Anchor) -> Option<Cursor> {
        let block = self
            .blocks
            .partition_point(|block| block.span.start <= anchor.byte)
            .saturating_sub(1);
        let span = self.blocks.get(block)?.span;
        let ahead =
            (anchor.byte.saturating_sub(span.start) as usize / PIECE).min(self.parts(block) - 1);
        // The end of a piece is moved to a blank, so the byte may belong to the piece before.
        let part = (0..=ahead)
            .rev()
            .find(|&part| self.border(block, part) <= anchor.byte as usize)
            .unwrap_or(0);
        let piece = Piece { block, part };
        let above = self.above(piece).len();
        let lines = self.lines(piece);
        let line = lines
            .partition_point(|line| line.start <= anchor.byte)
            .saturating_sub(1);
        let back = if line == 0 {
            above.min(usize::from(anchor.above))
        } else {
            0
        };
        Some(Cursor {
            piece,
            row: above + line - back,
        })
    }

    fn anchor(&self, at: Cursor) -> Anchor {
        let above = self.above(at.piece).len();
        let lines = self.lines(at.piece);
        let line = at.row.saturating_sub(above).min(lines.len() - 1);
        Anchor {
            byte: lines[line].start,
            above: above.saturating_sub(at.row) as u16,
        }
    }

    fn rows_of(&self, piece: Piece) -> Vec<Row> {
        let kind = self.blocks[piece.block].kind;
        let above = self.above(piece).iter().cloned().map(Row::Head);
        let lines = self.lines(piece).into_iter();
        above
            .chain(lines.map(|span| Row::Text { kind, span }))
            .collect()
    }

    /// The rows between the piece before and the lines of this one.
    fn above(&self, piece: Piece) -> &[HeadRow] {
        let Piece { block, part } = piece;
        let kind = |index: usize| self.blocks.get(index).map(|block| block.kind);
        let after_title = block == 1 && kind(0) == Some(BlockKind::Title);
        if part > 0 {
            return &[];
        }
        match (block, kind(block)) {
            (0, Some(BlockKind::Title)) => &[],
            (0, _) => &self.head,
            _ if after_title => &self.head,
            // What a page prints around its articles stays together, and so does a subhead with what it heads.
            (_, Some(own)) if stays_with(own, kind(block - 1)) => &[],
            _ => self.gap,
        }
    }

    /// The lines of a piece: at least one.
    fn lines(&self, piece: Piece) -> Vec<Span> {
        let (from, to) = (
            self.border(piece.block, piece.part),
            self.border(piece.block, piece.part + 1),
        );
        let text = self.document.text.get(from..to).unwrap_or_default();
        let mut lines = wrap(text, from as u32, self.width);
        if lines.is_empty() {
            lines.push(Span::new(from, from));
        }
        lines
    }

    /// How many pieces a block has: at least one.
    fn parts(&self, block: usize) -> usize {
        let length = self.blocks.get(block).map_or(0, |block| block.span.len());
        (length / PIECE).max(1)
    }

    /// Where a piece of a block begins: at a blank, or at least between two characters.
    fn border(&self, block: usize, part: usize) -> usize {
        let span = self.blocks[block].span;
        let (start, end) = (span.start as usize, span.end as usize);
        if part == 0 || part >= self.parts(block) {
            return if part == 0 { start } else { end };
        }
        let at = start + part * PIECE;
        let text = &self.document.text;
        let bytes = text.as_bytes();
        let blank = (at..end.min(at + SEARCH)).find(|&byte| bytes.get(byte) == Some(&b' '));
        let whole = || (at..=end).find(|&byte| text.is_char_boundary(byte));
        // The blank itself goes to the piece before, where it stands at the end of a line.
        blank
            .map(|blank| blank + 1)
            .or_else(whole)
            .unwrap_or(end)
            .min(end)
    }

    fn next(&self, piece: Piece) -> Option<Piece> {
        let Piece { block, part } = piece;
        if part + 1 < self.parts(block) {
            Some(Piece {
                block,
                part: part + 1,
            })
        } else {
            (block + 1 < self.blocks.len()).then_some(Piece {
                block: block + 1,
                part: 0,
            })
        }
    }

    fn before(&self, piece: Piece) -> Option<Piece> {
        let Piece { block, part } = piece;
        if let Some(part) = part.checked_sub(1) {
            return Some(Piece { block, part });
        }
        let block = block.checked_sub(1)?;
        Some(Piece {
            block,
            part: self.parts(block) - 1,
        })
    }
}

#[cfg(test)]
mod tests;
