//! The parts of a document as laid out: its header, title, paragraphs, subheads and page furniture.

mod furniture;
mod header;
pub(super) mod lines;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use self::furniture::{Furniture, furniture};
use self::header::{header_length, is_byline, is_date_line};
use self::lines::{
    Line, ends_sentence, has_dateline, holds_sentence_end, is_balanced, is_bullet, is_capitalized,
    last_mark, lines, starts_small,
};
use super::Span;

/// What a part of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// Words of the file format, such as the leading ` date 2026-03-09 `, and lines that hold nothing but a date.
    Header,
    /// The headline.
    Title,
    /// A short line that heads a part of the article.
    Subhead,
    /// A paragraph of running text.
    Paragraph,
    /// What the page prints around the article: “Advertisement”, “Other Topics of Interest”, the line with the writer's
    /// name.
    Furniture,
    /// The closing line that names the origins: `Sources: Harbour Post, VPA.`
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
///
/// Takes time proportional to the text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut page = Page::new(text);
    page.find_furniture();
    page.find_top();
    page.find_teasers();
    page.find_end();
    page.find_subheads();
    page.into_blocks()
}

/// How many lines from the start may hold the title, the writer's name and the date.
const TOP: usize = 6;
/// How many headlines a list of teasers may hold.
const TEASERS: usize = 10;
/// The longest title, in bytes.
const TITLE: usize = 220;
/// The longest subhead, in bytes and in words.
const SUBHEAD: (usize, usize) = (90, 12);
/// The longest line of sources, in bytes.
const SOURCES: usize = 300;
/// The longest line that sums up another article under its headline, in bytes.
const BLURB: usize = 360;
/// The same where nothing but its place and its shortness tells.
const SHORT_BLURB: usize = 110;

/// The lines of a text while their kinds are being found. A line without a kind is a paragraph.
struct Page<'t> {
    /// The words of the date header on the first line.
    header: Option<Span>,
    lines: Vec<Line<'t>>,
    kinds: Vec<Option<BlockKind>>,
    /// Places of the lines that open a list of teasers.
    teasers: Vec<usize>,
    /// Whether paragraphs are cut into lines of even length.
    wrapped: bool,
}

impl<'t> Page<'t> {
    fn new(text: &'t str) -> Self {
        let mut lines = lines(text);
        let mut header = None;
        if let Some(first) = lines.first().copied()
            && let Some(length) = header_length(first.words)
        {
            header = Some(Span::new(first.start, first.start + length));
            match first.after(length) {
                Some(rest) => lines[0] = rest,
                None => drop(lines.remove(0)),
            }
        }
        Self {
            header,
            kinds: vec![None; lines.len()],
            teasers: Vec::new(),
            wrapped: is_wrapped(&lines),
            lines,
        }
    }

    fn find_furniture(&mut self) {
        for (at, line) in self.lines.iter().enumerate() {
            match furniture(line.words) {
                Some(Furniture::Plain) => self.kinds[at] = Some(BlockKind::Furniture),
                Some(Furniture::Teasers) if self.lines.len() > 1 => {
                    self.kinds[at] = Some(BlockKind::Furniture);
                    self.teasers.push(at);
                }
                _ => {}
            }
        }
    }

    /// The title, the line with the writer's name and lines with nothing but a date.
    fn find_top(&mut self) {
        let mut title_due = true;
        for at in 0..self.lines.len().min(TOP) {
            let words = self.lines[at].words;
            if self.kinds[at].is_some() {
                continue;
            }
            if is_date_line(words) {
                self.kinds[at] = Some(BlockKind::Header);
            } else if is_byline(words) {
                self.kinds[at] = Some(BlockKind::Furniture);
            } else if title_due && self.is_title(at) {
                self.kinds[at] = Some(BlockKind::Title);
                title_due = false;
            } else if ends_sentence(words) {
                break;
            } else {
                title_due = false;
            }
        }
    }

    fn is_title(&self, at: usize) -> bool {
        let words = self.lines[at].words;
        let next = self.lines.get(at + 1);
        // A lone line without a header is somebody's sentence.
        if words.len() > TITLE || (next.is_none() && self.header.is_none()) {
            return false;
        }
        if next.is_some_and(|next| next.apart && has_dateline(next.words)) {
            return !holds_sentence_end(words);
        }
        let runs_on = next.is_some_and(|next| {
            !next.apart && (starts_small(next.words) || (self.wrapped && !is_capitalized(words)))
        });
        let closed = match last_mark(words) {
            '.' => !(ends_with_initials(words) && is_capitalized(words)),
            ',' | ';' | ':' | '-' | '–' | '—' => true,
            '?' | '!' | '…' => holds_sentence_end(words) || words.len() > TITLE / 2,
            _ => holds_sentence_end(words) && words.len() > TITLE / 2,
        };
        !runs_on && !closed && !is_bullet(words) && words.contains(char::is_alphabetic)
    }

    /// Headlines of other articles beside the line that announces them.
    fn find_teasers(&mut self) {
        for opener in std::mem::take(&mut self.teasers) {
            let after = (opener + 1..self.lines.len())
                .take(TEASERS)
                .take_while(|&at| {
                    self.kinds[at] == Some(BlockKind::Furniture) || self.looks_like_heading(at)
                });
            let list: Vec<usize> = after.collect();
            let Some(&end) = list.last() else {
                continue;
            };
            // A headline that also stands above its announcement belongs to a picture; a line that sums up the article follows.
            let before = opener.checked_sub(1).filter(|&above| {
                let above = self.lines[above].words;
                list.iter().any(|&at| self.lines[at].words == above)
            });
            let alone = list.len() == 1;
            if self.is_blurb(end + 1, if before.is_some() { BLURB } else { SHORT_BLURB })
                && (before.is_some() || alone)
            {
                self.kinds[end + 1] = Some(BlockKind::Furniture);
            }
            for at in list.into_iter().chain(before) {
                self.kinds[at] = Some(BlockKind::Furniture);
            }
        }
    }

    /// Whether the line may sum up the article whose headline stands above it; at most `longest` bytes long.
    fn is_blurb(&self, at: usize, longest: usize) -> bool {
        self.lines.get(at).is_some_and(|line| {
            at + 1 < self.lines.len()
                && self.kinds[at].is_none()
                && line.words.len() <= longest
                && !line.words.contains(['“', '"'])
                && !holds_sentence_end(line.words)
        })
    }

    /// The line of sources, and furniture that is told by standing last.
    fn find_end(&mut self) {
        for at in (1..self.lines.len()).rev() {
            let words = self.lines[at].words;
            if self.kinds[at] == Some(BlockKind::Furniture) {
                continue;
            }
            let free = self.kinds[at].is_none();
            if free && is_sources(words) {
                self.kinds[at] = Some(BlockKind::Sources);
            } else if free && (is_reference(words) || self.heads_references(at))
                || furniture(words) == Some(Furniture::Closing)
            {
                self.kinds[at] = Some(BlockKind::Furniture);
            } else {
                break;
            }
        }
    }

    /// Whether the line is the heading of a list of sources below it.
    fn heads_references(&self, at: usize) -> bool {
        let heading = matches!(
            self.lines[at].words.trim_end_matches(':'),
            "Sources" | "References" | "Related news" | "Related articles" | "See also"
        );
        heading && self.kinds.get(at + 1) == Some(&Some(BlockKind::Furniture))
    }

    fn find_subheads(&mut self) {
        // A paragraph of furniture or the end must not follow: a subhead heads something.
        let (mut heads_text, mut run) = (false, 0);
        let mut found = Vec::new();
        for at in (1..self.lines.len()).rev() {
            if self.kinds[at].is_some() {
                run = 0;
                heads_text &= self.kinds[at] == Some(BlockKind::Furniture);
            } else if heads_text && run < 2 && self.is_subhead(at) {
                run += 1;
                found.push(at);
            } else {
                run = 0;
                heads_text = true;
            }
        }
        // A question on a line of its own is as often a paragraph; beside other subheads it is one of them.
        let asks = |at: &usize| self.lines[*at].words.ends_with('?');
        let (questions, plain): (Vec<_>, Vec<_>) = found.into_iter().partition(asks);
        let questions = if plain.is_empty() {
            Vec::new()
        } else {
            questions
        };
        for at in plain.into_iter().chain(questions) {
            self.kinds[at] = Some(BlockKind::Subhead);
        }
    }

    /// Whether the line at `at` heads the lines after it.
    fn is_subhead(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let next = self.lines.get(at + 1);
        let next_apart = next.is_none_or(|next| next.apart);
        let stands_free = if self.wrapped {
            line.apart && next_apart
        } else {
            let above = &self.lines[at - 1];
            line.apart || ends_sentence(above.words) || self.kinds[at - 1].is_some()
        };
        let runs_on = next.is_some_and(|next| starts_small(next.words));
        stands_free && !runs_on && self.looks_like_heading(at)
    }

    /// Whether the shape of the line is that of a headline or subhead.
    fn looks_like_heading(&self, at: usize) -> bool {
        let words = self.lines[at].words;
        let (bytes, count) = SUBHEAD;
        if words.len() > bytes || words.split_whitespace().count() > count {
            return false;
        }
        let opens = words.chars().next().is_some_and(|first| {
            first.is_alphanumeric() && !first.is_lowercase()
                || matches!(first, '“' | '"' | '‘' | '\'' | '«' | '¿')
        });
        let closed = match last_mark(words) {
            '?' => words.split(' ').count() < 3 || words.contains(['“', '"']),
            '.' | ',' | ';' | ':' | '!' | '…' | '-' | '–' | '—' => true,
            _ => false,
        };
        opens
            && !closed
            && !is_bullet(words)
            && is_balanced(words)
            && !holds_sentence_end(words)
            && words.contains(char::is_alphabetic)
    }

    fn into_blocks(self) -> Vec<Block> {
        let header = self.header.map(|span| Block {
            kind: BlockKind::Header,
            span,
        });
        let rest = self
            .lines
            .iter()
            .zip(&self.kinds)
            .map(|(line, kind)| Block {
                kind: kind.unwrap_or(BlockKind::Paragraph),
                span: line.span(),
            });
        header.into_iter().chain(rest).collect()
    }
}

/// Whether most lines that follow each other directly break off in mid-sentence, as in mail and old plain text.
fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let (mut open, mut all) = (0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[1].apart) {
        all += 1;
        open += usize::from(!ends_sentence(pair[0].words) && pair[0].words.len() > 40);
    }
    all > 2 && open * 2 > all
}

fn is_sources(words: &str) -> bool {
    let named = ["Sources:", "Source:", "SOURCES:", "SOURCE:"];
    words.len() <= SOURCES && named.iter().any(|head| words.starts_with(head))
}

/// A line of a list of sources: `Ann Orr. “Ferry runs aground” — The Dunmore Post, March 14, 2022`.
fn is_reference(words: &str) -> bool {
    let title = words.find(['“', '"']);
    let behind = words.rsplit_once(['”', '"']).map_or("", |(_, rest)| rest);
    let outlet = behind
        .trim_start()
        .strip_prefix(['—', '–', '-'])
        .unwrap_or_default();
    let dated = outlet.contains(", ")
        && outlet.len() > 4
        && outlet
            .bytes()
            .rev()
            .take(4)
            .all(|digit| digit.is_ascii_digit());
    let titled =
        title.is_some_and(|at| at == 0 || words[..at].trim_end().ends_with(['.', ':', ',']));
    words.len() <= SOURCES && titled && dated
}

/// Whether the full stop at the end belongs to initials: `in the U.S.`
fn ends_with_initials(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_end_matches(['”', '"', '’', ')']);
    last.matches('.').count() > 1 && last.split('.').all(|part| part.chars().count() < 2)
}
