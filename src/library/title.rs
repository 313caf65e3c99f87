//! The words that stand for a document in lists: its opening, shortened at a clause.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::engine::{Block, BlockKind};

use super::floor;

/// The widest opening, in columns.
const WIDEST: usize = 70;
/// A clause shorter than this says too little to stand for an article, in columns.
const NARROWEST: usize = 28;

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
    shortened(first_sentence(line.unwrap_or_default()))
}

/// The first sentence of a paragraph, without its full stop.
fn first_sentence(line: &str) -> &str {
    let mut end = line.len();
    for (at, _) in line.match_indices(". ") {
        let last = line[..at].rsplit([' ', '.']).next().unwrap_or_default();
        let next = line[at + 2..].chars().next();
        if last.chars().count() > 3 && next.is_some_and(|next| !next.is_lowercase()) {
            end = at;
            break;
        }
    }
    let sentence = line[..end].trim_end();
    match sentence.strip_suffix('.') {
        Some(bare)
            if !bare.ends_with('.')
                && !bare
                    .rsplit(' ')
                    .next()
                    .is_some_and(|last| last.contains('.')) =>
        {
            bare
        }
        _ => sentence,
    }
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
    let head = words[..floor(&words, end)].trim_end_matches([',', ';', ':', ' ', '—', '–', '-']);
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
        check("She lives in the U.S.\n\nHe left.", "She lives in the U.S.");
        check(
            " date 2026-03-09 Envoy warns Vell\n\nThe envoy spoke.",
            "The envoy spoke",
        );
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
            "The long and winding and often told story of the three brothers of…",
        );
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
