//! From characters on pages to paragraphs and headings.
//!
//! The order of the file is kept: nearly every program writes columns one after the other. Lines, paragraphs and headings are
//! told by distances and sizes; what stands at the top or bottom of several pages alike is no part of the article.

use std::collections::HashMap;

use crate::library::import::exports::Row;

/// A character, in points from the lower left corner of its page.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    /// One character, or those of a ligature.
    pub(super) words: String,
}

impl Glyph {
    fn is_blank(&self) -> bool {
        self.words.chars().all(char::is_whitespace)
    }

    /// Whether all its measures are numbers that a page can have.
    pub(super) fn is_sound(&self) -> bool {
        let measures = [self.x, self.y, self.width, self.size];
        measures
            .iter()
            .all(|one| one.is_finite() && one.abs() < 1e6)
            && self.size > 0.5
    }
}

/// The characters of one page in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) height: f64,
    pub(super) bottom: f64,
    pub(super) glyphs: Vec<Glyph>,
}

impl Page {
    /// How far apart two words are at least, in sizes of their characters. Where the file writes the blanks, a gap is most
    /// often that of a wide letter.
    fn gap(&self) -> f64 {
        let blanks = self.glyphs.iter().filter(|glyph| glyph.is_blank()).count();
        if blanks * 20 > self.glyphs.len() {
            0.6
        } else {
            0.15
        }
    }
}

/// How much of a page at its top and bottom may hold what is printed on every page.
const MARGIN: f64 = 0.1;
/// How much larger than the text a heading is.
const LARGER: f64 = 1.15;
/// How much smaller than the text the notes of a browser are.
const SMALLER: f64 = 0.85;
/// The longest heading, in bytes.
const HEADING: usize = 220;

/// A line of words.
#[derive(Clone, Debug)]
struct Line {
    words: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    page: usize,
    /// Whether it stands where pages print their numbers.
    marginal: bool,
}

/// The paragraphs and headings of a file.
pub(super) fn rows(pages: &[Page]) -> Vec<Row> {
    let mut lines: Vec<Line> = pages
        .iter()
        .enumerate()
        .flat_map(|(number, page)| lines(page, number))
        .collect();
    let text = text_size(&lines);
    for line in &mut lines {
        line.marginal &= line.size < text * LARGER;
    }
    drop_repeated(&mut lines, pages.len(), text);
    let right = right_edges(&lines);
    let mut rows: Vec<Row> = Vec::new();
    let mut last: Option<&Line> = None;
    let mut open = String::new();
    let mut level = None;
    for line in &lines {
        let goes_on = last.is_some_and(|last| goes_on(last, line, &right));
        if !goes_on && !open.is_empty() {
            push(&mut rows, &std::mem::take(&mut open), level);
        }
        if !goes_on {
            level =
                (line.size > text * LARGER).then_some(if line.size > text * 1.5 { 1 } else { 2 });
        }
        join(&mut open, &line.words);
        last = Some(line);
    }
    push(&mut rows, &open, level);
    rows
}

fn push(rows: &mut Vec<Row>, words: &str, level: Option<u8>) {
    let level = level.filter(|_| words.len() <= HEADING);
    // Only the first large line is the title.
    let titled = rows.iter().any(|row| row.level == Some(1));
    let level = level.map(|level| if titled { level.max(2) } else { level });
    rows.push(Row::new(words, level));
    rows.push(Row::default());
}

/// Puts a line behind the words before it; a word that was parted at the end of a line is whole again.
fn join(open: &mut String, words: &str) {
    let parted = open
        .strip_suffix(['-', '\u{ad}', '‐'])
        .is_some_and(|before| before.ends_with(char::is_lowercase))
        && words.starts_with(char::is_lowercase);
    if parted {
        open.pop();
    } else if !open.is_empty() {
        open.push(' ');
    }
    open.push_str(words);
}

/// The lines of a page, in the order of the file.
fn lines(page: &Page, number: usize) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let gap = page.gap();
    for glyph in &page.glyphs {
        let blank = glyph.is_blank();
        let end = glyph.x + glyph.width.max(0.0);
        if let Some(line) = found.last_mut()
            && (line.y - glyph.y).abs() < line.size * 0.4
            && glyph.x > line.left - line.size
            && glyph.x < line.right + line.size * 4.0
        {
            if glyph.x > line.right + line.size * gap && !line.words.ends_with(' ') {
                line.words.push(' ');
            }
            line.words.push_str(if blank { " " } else { &glyph.words });
            line.right = line.right.max(end);
            line.size = line.size.max(if blank { 0.0 } else { glyph.size });
        } else if !blank {
            let height = glyph.y - page.bottom;
            found.push(Line {
                words: glyph.words.clone(),
                left: glyph.x,
                right: end,
                y: glyph.y,
                size: glyph.size,
                page: number,
                marginal: height < page.height * MARGIN || height > page.height * (1.0 - MARGIN),
            });
        }
    }
    for line in &mut found {
        line.words = line.words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    found.retain(|line| !line.words.is_empty());
    found
}

/// Leaves out marginal lines that say the same on several pages, numbers set aside, and numbers of pages.
fn drop_repeated(lines: &mut Vec<Line>, pages: usize, text: f64) {
    let shape = |line: &Line| -> String {
        line.words
            .chars()
            .filter(|mark| mark.is_alphabetic())
            .collect()
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in lines.iter().filter(|line| line.marginal) {
        *counts.entry(shape(line)).or_default() += 1;
    }
    let several = if pages > 3 { pages / 2 } else { 2 };
    lines.retain(|line| {
        let shape = shape(line);
        let repeated = counts
            .get(&shape)
            .is_some_and(|count| *count >= several.max(2));
        let number = shape.is_empty() && line.words.len() <= 12;
        // Browsers print date and address in small type there, on a single page too.
        let small = line.size < text * SMALLER;
        !(line.marginal && (repeated || number || small))
    });
}

/// The size of most characters.
fn text_size(lines: &[Line]) -> f64 {
    let mut bytes: HashMap<i64, usize> = HashMap::new();
    for line in lines {
        *bytes.entry((line.size * 2.0).round() as i64).or_default() += line.words.len();
    }
    let most = bytes
        .into_iter()
        .max_by_key(|(size, bytes)| (*bytes, *size));
    most.map_or(10.0, |(size, _)| size as f64 / 2.0)
}

/// How far to the right the lines reach that begin at the same place of a page.
fn right_edges(lines: &[Line]) -> HashMap<(usize, i64), f64> {
    let mut edges: HashMap<(usize, i64), f64> = HashMap::new();
    for line in lines {
        let edge = edges.entry(column(line)).or_default();
        *edge = edge.max(line.right);
    }
    edges
}

fn column(line: &Line) -> (usize, i64) {
    (line.page, (line.left / 20.0).round() as i64)
}

/// Whether a line belongs to the paragraph of the one before.
fn goes_on(last: &Line, line: &Line, right: &HashMap<(usize, i64), f64>) -> bool {
    let alike = (last.size - line.size).abs() < last.size * 0.1;
    if !alike {
        return false;
    }
    let ends = last
        .words
        .trim_end_matches(['”', '"', '’', ')', ']'])
        .ends_with(['.', '!', '?', ':', '…']);
    let below = last.y - line.y;
    if last.page != line.page || below < 0.0 {
        // The next column or page: a sentence that is not over goes on there.
        return !ends && !line.words.starts_with(char::is_uppercase);
    }
    if below > last.size * 1.9 {
        return false;
    }
    let indented = line.left > last.left + line.size * 0.8;
    let edge = right.get(&column(last)).copied().unwrap_or(last.right);
    let short = last.right < edge - last.size * 4.0;
    !(ends && (indented || short))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines: the place from the left, that from the bottom, the size, the words.
    fn page(lines: &[(f64, f64, f64, &str)]) -> Page {
        let glyphs = lines.iter().flat_map(|&(x, y, size, words)| {
            words.chars().enumerate().map(move |(at, mark)| Glyph {
                x: x + at as f64 * size * 0.5,
                y,
                width: size * 0.5,
                size,
                words: mark.to_string(),
            })
        });
        Page {
            height: 800.0,
            bottom: 0.0,
            glyphs: glyphs.collect(),
        }
    }

    fn check(pages: &[Page], expected: &[&str]) {
        let rows = rows(pages);
        let found: Vec<String> = rows
            .iter()
            .filter(|row| !row.words.is_empty())
            .map(|row| match row.level {
                Some(level) => format!("{level} {}", row.words),
                None => row.words.clone(),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_become_paragraphs_and_large_ones_headings() {
        check(
            &[page(&[
                (50.0, 700.0, 24.0, "Envoy leaves"),
                (
                    50.0,
                    650.0,
                    10.0,
                    "She left on Monday, after a talk that had been an-",
                ),
                (50.0, 638.0, 10.0, "nounced for weeks and took an hour."),
                (
                    50.0,
                    615.0,
                    10.0,
                    "He stayed, because nobody had asked him to go any",
                ),
                (50.0, 603.0, 10.0, "where else."),
                (50.0, 570.0, 13.0, "What comes next"),
                (50.0, 550.0, 10.0, "Nobody knows."),
            ])],
            &[
                "1 Envoy leaves",
                "She left on Monday, after a talk that had been announced for weeks and took an hour.",
                "He stayed, because nobody had asked him to go any where else.",
                "2 What comes next",
                "Nobody knows.",
            ],
        );
    }

    #[test]
    fn what_stands_on_every_page_is_left_out_and_sentences_go_on() {
        let one = page(&[
            (50.0, 780.0, 8.0, "Vell Post, page 1"),
            (50.0, 600.0, 10.0, "She spoke for an hour about the"),
            (290.0, 20.0, 8.0, "1/2"),
        ]);
        let two = page(&[
            (50.0, 780.0, 8.0, "Vell Post, page 2"),
            (50.0, 700.0, 10.0, "lamps of the mole."),
            (290.0, 20.0, 8.0, "2/2"),
        ]);
        check(
            &[one, two],
            &["She spoke for an hour about the lamps of the mole."],
        );
    }

    #[test]
    fn columns_follow_each_other_and_indents_begin_paragraphs() {
        check(
            &[page(&[
                (50.0, 600.0, 10.0, "The first column ends in the"),
                (50.0, 588.0, 10.0, "middle of a sentence that the"),
                (300.0, 600.0, 10.0, "second one ends as it should."),
                (310.0, 588.0, 10.0, "Here begins another one."),
            ])],
            &[
                "The first column ends in the middle of a sentence that the second one ends as it should.",
                "Here begins another one.",
            ],
        );
    }
}
