//! Markdown with front matter, set as plain text: paragraphs apart, headings as title and subheads, no markup.

use std::path::Path;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::engine::{Block, BlockKind, Span, blocks};

use super::encoding::decode;
use super::{Imported, Importer, Reason, front_matter, has_ending};

/// Accepts files by their ending.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |path: &Path, _| has_ending(path, &["md", "markdown", "mdown", "mkd"]),
    read,
};

fn read(bytes: Vec<u8>) -> Result<Vec<Imported>, Reason> {
    let source = decode(bytes)?;
    let (metadata, body) = front_matter::split(&source);
    let page = Page::set(body);
    let blocks = page.blocks();
    Ok(vec![Imported {
        text: page.text,
        blocks,
        metadata,
    }])
}

/// The plain text of a Markdown file while it is being set.
#[derive(Default)]
struct Page {
    text: String,
    /// Where each heading stands, and whether it is of the first level.
    headings: Vec<(Span, HeadingLevel)>,
    heading: Option<(usize, HeadingLevel)>,
    /// The number of the next item in each list that is open; none where items have no numbers.
    lists: Vec<Option<u64>>,
    /// How many images are open; their words describe a picture, not the article.
    images: usize,
}

impl Page {
    fn set(source: &str) -> Self {
        let mut page = Self::default();
        for event in Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(tag) => page.start(&tag),
                Event::End(tag) => page.end(tag),
                Event::Text(words) | Event::Code(words) if page.images == 0 => {
                    page.text.push_str(&words);
                }
                Event::SoftBreak => page.text.push(' '),
                Event::HardBreak => page.text.push('\n'),
                Event::Rule => page.part(),
                _ => {}
            }
        }
        page.text.truncate(page.text.trim_end().len());
        page
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.part();
                self.heading = Some((self.text.len(), *level));
            }
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => {
                self.line();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number += 1;
                        self.text.push_str(&mark);
                    }
                    _ => self.text.push_str("• "),
                }
            }
            Tag::Paragraph if self.lists.is_empty() => self.part(),
            Tag::CodeBlock(_) | Tag::BlockQuote(_) => self.part(),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some((start, level)) = self.heading.take() {
                    let span = Span::new(start, self.text.len());
                    self.headings.push((span, level));
                }
                self.part();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.part();
                }
            }
            TagEnd::Item => self.line(),
            TagEnd::Paragraph if !self.lists.is_empty() => self.line(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_) => self.part(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends the line, unless it is empty or holds nothing but the mark of an item.
    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') && !self.text.ends_with("• ") {
            self.text.push('\n');
        }
    }

    /// Ends the paragraph with a blank line.
    fn part(&mut self) {
        self.line();
        if self.text.ends_with('\n') && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The blocks of the text. Where the file has headings they alone are title and subheads.
    fn blocks(&self) -> Vec<Block> {
        let mut found = blocks(&self.text);
        if self.headings.is_empty() {
            return found;
        }
        let first = found
            .iter()
            .position(|block| block.kind == BlockKind::Paragraph);
        let first = first
            .and_then(|at| found.get(at))
            .map_or(u32::MAX, |block| block.span.start);
        let mut title_due = true;
        for block in &mut found {
            let at = self
                .headings
                .partition_point(|(span, _)| span.end <= block.span.start);
            let heading = self
                .headings
                .get(at)
                .filter(|(span, _)| span.overlaps(block.span));
            block.kind = match (block.kind, heading) {
                (kind @ (BlockKind::Furniture | BlockKind::Header | BlockKind::Sources), _) => kind,
                (_, Some((_, level)))
                    if title_due && (*level == HeadingLevel::H1 || block.span.start <= first) =>
                {
                    title_due = false;
                    BlockKind::Title
                }
                (_, Some(_)) => BlockKind::Subhead,
                (_, None) => BlockKind::Paragraph,
            };
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let article = read(source.as_bytes().to_vec()).unwrap().remove(0);
        let shape: Vec<String> = article
            .blocks
            .iter()
            .map(|block| format!("{:?}: {}", block.kind, block.span.of(&article.text)))
            .collect();
        assert_eq!(shape.join("\n"), expected, "{source}");
    }

    #[test]
    fn headings_are_title_and_subheads() {
        check(
            "# Envoy warns Vell\n\nShe *spoke* to\n[reporters](https://vell.example).\n\n## What she wants\n\n“Peace,” she said.",
            "Title: Envoy warns Vell\nParagraph: She spoke to reporters.\nSubhead: What she wants\nParagraph: “Peace,” she said.",
        );
        check(
            "She spoke.\n\n## What she wants\n\nPeace.",
            "Paragraph: She spoke.\nSubhead: What she wants\nParagraph: Peace.",
        );
    }

    #[test]
    fn lists_quotes_and_breaks_keep_their_lines() {
        check(
            "She asked for:\n\n- bread\n- time to\n  think\n\n1. first\n2. second\n\n> “Never,”\n> she said.\n\nOne  \ntwo.",
            "Paragraph: She asked for:\nParagraph: • bread\nParagraph: • time to think\nParagraph: 1. first\n\
             Paragraph: 2. second\nParagraph: “Never,” she said.\nParagraph: One\nParagraph: two.",
        );
    }

    #[test]
    fn markup_and_pictures_leave_no_words() {
        check(
            "<div class=\"ad\">\n\n![A picture](a.png)\n\nShe <b>spoke</b>.\n\nAdvertisement\n",
            "Paragraph: She spoke.\nFurniture: Advertisement",
        );
    }

    #[test]
    fn without_headings_the_lines_tell() {
        check(
            "---\ndate: 2026-03-09\n---\nEnvoy warns Vell\n\nShe spoke.\n\n**A warning**\n\nHe left.",
            "Title: Envoy warns Vell\nParagraph: She spoke.\nSubhead: A warning\nParagraph: He left.",
        );
    }
}
