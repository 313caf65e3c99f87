//! Markdown with front matter, set as plain text: paragraphs apart, headings as title and subheads, no markup.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::encoding::decode;
use super::setting::{Mark, Setting};
use super::{File, Importer, Look, Read, Reason, front_matter};

/// Accepts files by their ending.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| look.has_ending(&["md", "markdown", "mdown", "mkd"]),
    read,
    in_part: true,
};

fn read(file: File<'_>) -> Result<Read, Reason> {
    let source = decode(file.bytes)?;
    let (metadata, body) = front_matter::split(&source);
    Ok(Read::one(Page::set(body).setting.into_article(metadata)))
}

/// The plain text of a Markdown file while it is being set.
#[derive(Default)]
struct Page {
    setting: Setting,
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
                Event::Text(words) | Event::Code(words) if page.images == 0 => page.push(&words),
                Event::SoftBreak => page.push(" "),
                Event::HardBreak => page.push("\n"),
                Event::Rule => page.setting.part(),
                _ => {}
            }
        }
        page
    }

    fn push(&mut self, words: &str) {
        self.setting.text.push_str(words);
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.setting.part();
                self.heading = Some((self.setting.text.len(), *level));
            }
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => {
                self.setting.end_line();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number += 1;
                        self.push(&mark);
                    }
                    _ => self.push("• "),
                }
            }
            Tag::Paragraph if self.lists.is_empty() => self.setting.part(),
            Tag::CodeBlock(_) | Tag::BlockQuote(_) => self.setting.part(),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some((start, level)) = self.heading.take() {
                    self.setting.mark(start, Some(Mark::Heading(level as u8)));
                }
                self.setting.part();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.setting.part();
                }
            }
            TagEnd::Item => self.setting.end_line(),
            TagEnd::Paragraph if !self.lists.is_empty() => self.setting.end_line(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_) => self.setting.part(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let file = File {
            path: std::path::Path::new("a.md"),
            bytes: source.as_bytes().to_vec(),
            depth: 0,
        };
        let article = read(file).unwrap().articles.remove(0);
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
