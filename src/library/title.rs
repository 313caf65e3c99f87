//! The words that stand for a document in lists: its opening, shortened at a clause.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::engine::{Block, BlockKind};

use super::floor;

/// The widest opening, in columns.
const WIDEST: usize = 70;
/// A clause shorter than this says too little to stand for an article, in columns.
const NARROWEST: usize = 42;

/// How much of a paragraph is looked at, in bytes; a file without line breaks is one paragraph.
const LOOKED_AT: usize = 4096;

/// Words that begin a clause which a heading can do without.
const CLAUSES: &[&str] = &[
    "that",
    "which",
    "who",
    "whose",
    "while",
    "when",
    "where",
    "because",
    "although",
    "though",
    "after",
    "before",
    "as",
    "despite",
    "following",
    "since",
    "if",
    "unless",
    "until",
    "citing",
    "saying",
    "amid",
    "whereas",
    "according",
    "by",
    "without",
    "including",
];

/// The opening words of the document: its title, else its first sentence, cut at a clause when it is long. Ends with `…`
/// when words were left out.
pub(crate) fn opening(text: &str, blocks: &[Block]) -> String {
    let of_kind = |kinds: &[BlockKind]| {
        let found = blocks.iter().find(|block| kinds.contains(&block.kind));
        found.map(|block| block.span.of(text))
    };
    let line = of_kind(&[BlockKind::Paragraph])
        .or_else(|| of_kind(&[BlockKind::Title, BlockKind::Subhead]))
        .or_else(|| of_kind(&[BlockKind::Sources, BlockKind::Furniture, BlockKind::Header]));
    let line = line.unwrap_or_default();
    let start = &line[..floor(line, LOOKED_AT)];
    shortened(first_sentence(without_dateline(start)))
}

/// Small words that say nothing at the end of a heading.
const EMPTY: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "about", "into",
    "over", "and", "or", "but", "that", "which", "who", "is", "are", "was", "were", "be", "been",
    "has", "have", "had", "will", "would", "may", "not", "as", "its", "his", "her", "their", "it",
    "he", "she", "they",
];

/// The headline as shown: without the full stop that some pages put after it.
pub(crate) fn headline(words: &str) -> &str {
    without_full_stop(words.trim())
}

/// The longest title, outlet or byline, in bytes. What is longer was never meant as one.
const LONGEST: usize = 1000;

/// A title, outlet or byline, cut with `…` where it is longer than any.
pub(crate) fn bounded(mut words: String) -> String {
    if words.len() > LONGEST {
        words.truncate(floor(&words, LONGEST));
        words.push('…');
    }
    words
}

/// The paragraph without the place and agency that it opens with: `VELL, March 3 (VP) — `.
fn without_dateline(line: &str) -> &str {
    let head = &line[..floor(line, 60)];
    let dash = head.char_indices().find_map(|(at, mark)| match mark {
        '—' | '–' => Some((at, mark.len_utf8())),
        '-' if head[..at].ends_with(' ') => Some((at, 1)),
        _ => None,
    });
    let Some((at, length)) = dash else {
        return line;
    };
    let place = head[..at].split([',', '(']).next().unwrap_or_default();
    let letters = place.chars().filter(|mark| mark.is_alphabetic());
    if letters.clone().count() > 2 && letters.clone().all(char::is_uppercase) {
        line[at + length..].trim_start_matches(['-', ' ', '\u{a0}'])
    } else {
        line
    }
}

/// The first sentence of a paragraph, without its full stop.
fn first_sentence(line: &str) -> &str {
    let end = line
        .match_indices(['.', '?', '!'])
        .find(|&(at, mark)| {
            let Some(rest) = line[at + 1..].strip_prefix(' ') else {
                return false;
            };
            let last = line[..at].rsplit([' ', '.']).next().unwrap_or_default();
            // A short word before a full stop is an abbreviation or an initial.
            let whole = mark != "." || last.chars().count() > 3;
            whole && rest.chars().next().is_some_and(|next| !next.is_lowercase())
        })
        .map_or(line.len(), |(at, _)| at + 1);
    without_full_stop(line[..end].trim_end()).trim_end_matches([',', ';', ':'])
}

/// The sentence without its full stop, unless that belongs to an abbreviation.
fn without_full_stop(sentence: &str) -> &str {
    let Some(bare) = sentence.strip_suffix('.') else {
        return sentence;
    };
    let last = bare.rsplit(' ').next().unwrap_or_default();
    if last.contains('.') { sentence } else { bare }
}

/// The sentence, cut to [`WIDEST`] columns: before a clause if possible, else between two words.
fn shortened(sentence: &str) -> String {
    let words: String = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.width() <= WIDEST {
        return words;
    }
    // One column is kept for the `…`.
    let mut columns = 0;
    let fits = words
        .char_indices()
        .find(|(_, mark)| {
            columns += mark.width().unwrap_or(0);
            columns >= WIDEST
        })
        .map_or(words.len(), |(at, _)| at);
    let mut between = None;
    let mut clause = None;
    for (at, _) in words.match_indices(' ').take_while(|(at, _)| *at <= fits) {
        let next = words[at + 1..].split(' ').next().unwrap_or_default();
        let head = &words[..at];
        between = Some(at);
        let begins = head.ends_with([',', ';', ':', '—', '–'])
            || CLAUSES.contains(&next)
            || next.starts_with(['—', '–']);
        if begins && head.width() >= NARROWEST {
            clause = Some(at);
        }
    }
    let end = clause.or(between).unwrap_or(fits);
    let mut head = &words[..floor(&words, end)];
    if clause.is_none() {
        // Cut between two words; what is left must not hang in the air.
        while let Some((before, last)) = head.rsplit_once(' ')
            && EMPTY.contains(&last)
            && before.width() >= NARROWEST
        {
            head = before;
        }
    }
    let head = head.trim_end_matches([',', ';', ':', ' ', '—', '–', '-']);
    format!("{head}…")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::blocks;

    fn check(text: &str, expected: &str) {
        assert_eq!(opening(text, &blocks(text)), expected, "{text}");
    }

    #[test]
    fn a_short_sentence_stays_whole() {
        check("The envoy warned Vell. She left.", "The envoy warned Vell");
        check(
            "“Never,” said Mr. Orr of the U.S. Senate. He left.",
            "“Never,” said Mr. Orr of the U.S. Senate",
        );
        check(
            "Did the envoy warn Vell? The mayor says so.",
            "Did the envoy warn Vell?",
        );
        check("She lives in the U.S.\n\nHe left.", "She lives in the U.S.");
        check(
            " date 2026-03-09 Envoy warns Vell\n\nThe envoy spoke.",
            "The envoy spoke",
        );
        check("VELL, March 3 (VP) — The envoy spoke.", "The envoy spoke");
        check("Rain in Vell;", "Rain in Vell");
        check("", "");
        check("Advertisement", "Advertisement");
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_clause() {
        check(
            "The mayor of Vell said she has seen no proof that anybody in the town hall was sharing plans with the builders.",
            "The mayor of Vell said she has seen no proof…",
        );
        check(
            "The court of Vell has agreed to hear the case of the three brothers, its clerk told reporters on the steps.",
            "The court of Vell has agreed to hear the case of the three brothers…",
        );
        check(
            "The long and winding and often told story of the three brothers of Vell ended on Monday.",
            "The long and winding and often told story of the three brothers…",
        );
    }

    #[test]
    fn a_headline_loses_its_full_stop_but_no_abbreviation() {
        assert_eq!(headline("Envoy warns Vell."), "Envoy warns Vell");
        assert_eq!(headline("Envoy leaves U.S."), "Envoy leaves U.S.");
        assert_eq!(headline("Envoy waits..."), "Envoy waits...");
    }

    #[test]
    fn a_word_without_end_is_cut_hard() {
        assert_eq!(shortened(&"é".repeat(100)), format!("{}…", "é".repeat(69)));
        assert_eq!(shortened(&"漢".repeat(100)).width(), 69);
    }

    proptest! {
        #[test]
        fn any_opening_fits(text in "(that |, |\\PC){0,80}") {
            let opening = opening(&text, &blocks(&text));
            prop_assert!(opening.width() <= WIDEST && !opening.contains('\n'));
        }
    }
}
