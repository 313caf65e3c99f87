//! Any text is read, in time that grows with its length.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::super::{Background, Lexicon, analyze, blocks};
use super::analysis;

proptest! {
    #[test]
    fn any_text_gives_ordered_spans_on_character_boundaries(text in "\\PC{0,200}") {
        holds(&text);
    }

    #[test]
    fn texts_that_look_like_news_hold_too(words in prop::collection::vec(prop::sample::select(WORDS), 0..80)) {
        holds(&words.concat());
    }
}

#[test]
fn a_phrase_may_be_wanted_past_the_end() {
    holds("The plan was told ( by mayor ");
}

/// Pieces that the rules react to, so that random texts reach deep into them.
const WORDS: &[&str] = &[
    "“",
    "”",
    "\"",
    "''",
    "‘",
    "’",
    "'",
    "«",
    "»",
    " said ",
    " told ",
    "Ann Orr",
    " she ",
    " he ",
    ", ",
    ". ",
    ": ",
    " — ",
    "\n",
    "\n\n",
    " according to ",
    "the ",
    "mayor ",
    "(",
    ")",
    " who ",
    " and ",
    "official ",
    "Dunmore Post ",
    "’s ",
    " calling ",
    "claim ",
    " that ",
    "No",
    " was ",
    " by ",
    "Sources: ",
    "É",
    "…",
];

fn holds(text: &str) {
    let first = analysis(text);
    assert_eq!(first, analysis(text));
    let mut before = None;
    for quotation in &first.quotations {
        for span in [Some(quotation.span), quotation.source, quotation.cue]
            .into_iter()
            .flatten()
        {
            assert!(
                text.get(span.range())
                    .is_some_and(|words| !words.is_empty())
            );
        }
        assert!(before <= Some(quotation.span));
        before = Some(quotation.span);
    }
    for citation in &first.citations {
        assert!(text.get(citation.span.range()).is_some());
    }
    for note in &first.notes {
        assert!(text.get(note.span.range()).is_some());
    }
}

/// The time for reading a text; the better of two runs, because the machine does other things too.
fn time(text: &str) -> Duration {
    (0..2)
        .map(|_| {
            let start = Instant::now();
            let blocks = blocks(text);
            let found = analyze(text, &blocks, Lexicon::bundled(), &Background::default());
            assert!(found.quotations.len() <= text.len());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

#[track_caller]
fn grows_with_its_length(piece: &str) {
    let small = piece.repeat(16_000 / piece.len());
    let large = small.repeat(8);
    let (short, long) = (time(&small), time(&large));
    let allowed = short * 30 + Duration::from_millis(400);
    assert!(long <= allowed, "{piece:?}: {short:?}, then {long:?}");
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "\"",
        "Q: No.\nORR: Yes, no.\n",
        "“Ann Orr said, ‘a’ ",
        "a.b.",
        "“",
        "“”",
        "'",
        "‘",
        " '",
        "''",
        "“a” ",
        "\"a\", ",
        "A",
        "A ",
        "Ann Orr ",
        "said ",
        "said, ",
        "he said “no” ",
        "Ann said “a",
        "“\n\n",
        "the ",
        "the mayor ",
        "( ",
        ", ",
        "Mr. ",
        "«",
        "who said ",
        "Ann’s claim that “a” ",
        "“a” , Ann Orr , ",
        "“No,” he said. ",
    ] {
        grows_with_its_length(piece);
    }
}

#[test]
fn one_endless_paragraph_of_different_names_takes_linear_time() {
    let mut text = String::new();
    for number in 0..400 {
        let _ = write!(text, "“No,” said Ann Orr{number}. The mayor said it. ");
    }
    grows_with_its_length(&text);
}
