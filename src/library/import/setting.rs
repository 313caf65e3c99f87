//! Setting an article as plain text: lines, paragraphs apart, and what is known about each line from its format.

use crate::engine::{Block, BlockKind, Span, blocks};
use crate::library::Metadata;

use super::Imported;

/// What the format says about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A heading of this level, from 1.
    Heading(u8),
    /// It is no part of the article: a caption, a list of other articles.
    Furniture,
}

/// A text while it is being set.
#[derive(Debug, Default)]
pub(super) struct Setting {
    pub(super) text: String,
    marks: Vec<(Span, Mark)>,
}

impl Setting {
    /// Sets the headline, if there is one.
    pub(super) fn headline(&mut self, title: Option<&str>) {
        if let Some(title) = title {
            self.line(title, Some(Mark::Heading(1)));
        }
    }

    /// Sets plain text with its own line breaks. A first line that repeats the headline is left out.
    pub(super) fn body(&mut self, body: &str) {
        let title = self.text.trim_end();
        let mut body = body.trim_start();
        if !title.is_empty()
            && let Some(rest) = body.strip_prefix(title)
            && (rest.is_empty() || rest.starts_with(['\n', '\r']))
        {
            body = rest.trim_start();
        }
        self.part();
        for line in body.trim_end().lines() {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// Sets one line, a heading as a paragraph of its own.
    pub(super) fn line(&mut self, words: &str, mark: Option<Mark>) {
        if words.is_empty() {
            return;
        }
        let heading = matches!(mark, Some(Mark::Heading(_)));
        if heading {
            self.part();
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.mark(start, mark);
        self.text.push('\n');
        if heading {
            self.part();
        }
    }

    /// Marks what was set from this byte on.
    pub(super) fn mark(&mut self, start: usize, mark: Option<Mark>) {
        if let Some(mark) = mark {
            self.marks.push((Span::new(start, self.text.len()), mark));
        }
    }

    /// Ends the line, unless it is empty or holds nothing but the mark of an item.
    pub(super) fn end_line(&mut self) {
        let text = &self.text;
        if !text.is_empty() && !text.ends_with('\n') && !text.ends_with("• ") {
            self.text.push('\n');
        }
    }

    /// Ends the paragraph with a blank line.
    pub(super) fn part(&mut self) {
        self.end_line();
        if self.text.ends_with('\n') && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Whether nothing but headings and furniture has been set.
    pub(super) fn is_bare(&self) -> bool {
        let marked: usize = self
            .marks
            .iter()
            .map(|(span, _)| span.of(&self.text).len())
            .sum();
        let blanks = self.text.bytes().filter(|byte| *byte == b'\n').count();
        self.text.len() <= marked + blanks
    }

    /// The article, with its blocks.
    pub(super) fn into_article(mut self, metadata: Metadata) -> Imported {
        self.text.truncate(self.text.trim_end().len());
        Imported {
            blocks: self.blocks(),
            text: self.text,
            metadata,
            ..Imported::default()
        }
    }

    /// The blocks of the text. A line that is marked is what its mark says. The shape of lines tells subheads only where
    /// no heading but the title is marked.
    fn blocks(&self) -> Vec<Block> {
        let mut found = blocks(&self.text);
        let level = |mark: &(Span, Mark)| match mark.1 {
            Mark::Heading(level) => Some(level),
            Mark::Furniture => None,
        };
        let headings = self.marks.iter().filter_map(level).count();
        let titled = self.marks.iter().any(|mark| level(mark) == Some(1));
        let alone = headings > usize::from(titled);
        let first = found
            .iter()
            .find(|block| block.kind == BlockKind::Paragraph)
            .map_or(u32::MAX, |block| block.span.start);
        let mut title_due = true;
        for block in &mut found {
            let at = self
                .marks
                .partition_point(|(span, _)| span.end <= block.span.start);
            let mark = self
                .marks
                .get(at)
                .filter(|(span, _)| span.overlaps(block.span));
            block.kind = match (block.kind, mark.map(|(_, mark)| *mark)) {
                (BlockKind::Furniture, Some(Mark::Heading(1))) if title_due => {
                    title_due = false;
                    BlockKind::Title
                }
                (kind @ (BlockKind::Furniture | BlockKind::Header | BlockKind::Sources), _) => kind,
                (_, Some(Mark::Furniture)) => BlockKind::Furniture,
                (_, Some(Mark::Heading(level)))
                    if title_due && (level == 1 || block.span.start <= first) =>
                {
                    title_due = false;
                    BlockKind::Title
                }
                (_, Some(Mark::Heading(_))) => BlockKind::Subhead,
                (BlockKind::Title, None) if headings > 0 => BlockKind::Paragraph,
                (_, None) if alone => BlockKind::Paragraph,
                (kind, None) => kind,
            };
        }
        found
    }
}
