//! Direct, mixed or scare: what text in quotation marks is.

use super::super::{BlockKind, QuotationKind, Rule};
use super::attribution::{Surroundings, words_of};
use super::features::{Features, features};
use super::marks::Marked;
use super::page::Page;
use super::words::Class;

/// Small words that stay in lower case inside a title.
const SMALL_WORDS: &[&str] = &[
    "of", "the", "and", "a", "an", "in", "on", "to", "for", "with", "at", "by", "from",
];

/// Words that a title or name in quotation marks follows.
const BEFORE_TITLE: &[&str] = &[
    "titled",
    "entitled",
    "called",
    "named",
    "dubbed",
    "so-called",
    "on",
    "of",
];

/// Things that have a title.
const WORKS: &[&str] = &[
    "book",
    "memoir",
    "film",
    "movie",
    "documentary",
    "song",
    "show",
    "series",
    "episode",
    "album",
    "novel",
    "program",
    "programme",
    "column",
    "play",
    "poem",
    "essay",
    "opera",
    "exhibition",
    "painting",
    "story",
    "podcast",
    "game",
    "single",
    "ballad",
    "musical",
    "thriller",
    "comedy",
    "drama",
    "anthology",
    "autobiography",
    "biography",
];

/// What a crowd is quoted with.
const CRIES: &[&str] = &[
    "chant", "chants", "cry", "cries", "call", "calls", "shout", "shouts", "yells", "screams",
];

/// Words that a term in quotation marks follows.
const BEFORE_TERM: &[&str] = &[
    "so-called",
    "titled",
    "entitled",
    "nicknamed",
    "labeled",
    "labelled",
    "vaunted",
    "proverbial",
    "infamous",
];

/// What is known of a piece beside its words and surroundings.
#[derive(Clone, Copy, Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent observations, each a feature of the model"
)]
pub(super) struct Hints {
    pub(super) heading: bool,
    pub(super) single: bool,
    /// Whether the same words stand in quotation marks elsewhere in the document.
    pub(super) again: bool,
    pub(super) title: bool,
    pub(super) term: bool,
    pub(super) nickname: bool,
}

/// Describes the words in quotation marks for the model that tells titles, terms and irony from speech. `rule` found their
/// speaker; `again` says that the same words stand in marks elsewhere.
pub(super) fn described(
    page: &Page,
    piece: &Marked,
    around: &Surroundings,
    rule: Rule,
    again: bool,
) -> Features {
    let words = words_of(piece.span.of(page.text())).trim();
    let look = Look::new(page, around, words);
    let hints = Hints {
        heading: is_heading(page, piece),
        single: piece.single,
        again,
        title: is_title(page, around, &look),
        term: look.count <= 6 && names_term(page, around),
        nickname: is_nickname(page, around, &look),
    };
    features(page, around, &look, hints, rule)
}

fn is_heading(page: &Page, piece: &Marked) -> bool {
    matches!(
        page.block_kind(piece.block),
        BlockKind::Title | BlockKind::Subhead
    )
}

/// What the words in quotation marks are, given the rule that found their speaker and their features.
///
/// `minor_style` says that the piece stands in single marks in a document that uses double ones for speech.
pub(super) fn kind(
    page: &Page,
    piece: &Marked,
    around: &Surroundings,
    rule: Rule,
    features: Features,
    minor_style: bool,
) -> QuotationKind {
    let weak = matches!(
        rule,
        Rule::None
            | Rule::SameParagraph
            | Rule::PreviousSentence
            | Rule::PreviousParagraph
            | Rule::LastSpeaker
            | Rule::SentenceSubject
    );
    let furniture = page.block_kind(piece.block) == BlockKind::Furniture;
    let words = words_of(piece.span.of(page.text())).trim();
    let look = Look::new(page, around, words);
    if furniture
        || features.is_named()
        || features.score() > 0.0 && !look.is_sentence(page, around)
        || minor_style && weak && !is_heading(page, piece)
    {
        return QuotationKind::Scare;
    }
    if look.at_boundary && look.is_utterance(page, around) {
        QuotationKind::Direct
    } else {
        QuotationKind::Mixed
    }
}

/// What the rules look at.
pub(super) struct Look<'t> {
    pub(super) words: &'t str,
    pub(super) first: char,
    /// How many words it has; no more than eight are counted.
    pub(super) count: usize,
    /// Whether the quotation begins where a sentence of its own may begin.
    pub(super) at_boundary: bool,
}

impl<'t> Look<'t> {
    fn new(page: &Page, around: &Surroundings, words: &'t str) -> Self {
        let nothing_before = around.quote <= around.block_start;
        let last = around.quote.wrapping_sub(1);
        let at_boundary = nothing_before
            || page.is_mark(last, ".,:;!?\"”—–)’'>")
            || page.is_any(
                last,
                &[
                    "said", "says", "wrote", "tweeted", "added", "asked", "saying", "adding",
                ],
            )
            || (last > around.block_start && page.is_any(last - 1, &["told", "tells"]));
        Self {
            words,
            first: words.chars().next().unwrap_or(' '),
            count: words.split_whitespace().take(8).count(),
            at_boundary,
        }
    }

    /// Whether the words are a sentence of their own between other sentences: `“No.” “Never,” she said.`
    fn is_sentence(&self, page: &Page, around: &Surroundings) -> bool {
        let begins = around.quote <= around.block_start || page.is_mark(around.quote - 1, ".!?\"”");
        begins && self.first.is_uppercase() && self.words.ends_with(['.', '!', '?'])
    }

    /// Whether the words finish an utterance that the attribution interrupts: `“We left,” she said, “because of him.”`
    fn goes_on(page: &Page, around: &Surroundings) -> bool {
        let previous = around.previous;
        page.mark(around.quote - 1) == ','
            && previous > around.block_start + 1
            && page.quoted(previous - 1)
            && page.is_mark(previous - 2, ",—–?!")
            && !(previous + 1..around.quote).any(|token| page.starts_sentence(token))
    }

    /// `“Appalling” was how Orr described it`: the words are a part of the reporter's sentence, at its head.
    fn is_subject(&self, page: &Page, around: &Surroundings) -> bool {
        page.has(around.after, Class::PASSIVE)
            && around.after < around.block_end
            && !self.words.ends_with([',', '.', '?', '!', '…', '—', '-'])
    }

    /// Whether the words look like a whole utterance: a capital letter or a comma before them, an end or nothing after.
    fn is_utterance(&self, page: &Page, around: &Surroundings) -> bool {
        let ended = self.words.ends_with([',', '.', '?', '!', '…', '—', '-'])
            || around.after >= around.block_end
            || self.first.is_uppercase();
        let introduced = around.quote > around.block_start
            && (page.is_mark(around.quote - 1, ":\"”") || Self::goes_on(page, around));
        let begun =
            self.first.is_uppercase() || introduced || "'‘[.…$#@0123456789".contains(self.first);
        ended && begun && !self.is_subject(page, around)
    }
}

/// `the film “A Quiet Harbour”`, `on Dunmore Radio’s “Morning Watch”`.
fn is_title(page: &Page, around: &Surroundings, look: &Look) -> bool {
    if look.count > 6 || around.quote <= around.block_start {
        return false;
    }
    let last = around.quote - 1;
    let is_work = |token: usize| page.is_any(token, WORKS);
    // `Her first novel, “The Salt Road,” sold`, `“The Salt Road,” his second play, opened`.
    let named_work = page.mark(last) == ',' && last > 0 && is_work(last - 1);
    let explained = look.words.ends_with(',')
        && page.is_any(
            around.after,
            &["his", "her", "their", "its", "a", "an", "the"],
        )
        && (around.after + 1..around.after + 4).any(is_work);
    if look.at_boundary && !named_work && !explained {
        return false;
    }
    if is_cry(page, last) {
        return false;
    }
    let capitals = look
        .words
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_alphabetic))
        .filter(|word| {
            !SMALL_WORDS
                .iter()
                .any(|small| small.eq_ignore_ascii_case(word))
        });
    let mut any = false;
    for word in capitals {
        any = true;
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    let possessive = page.lower(last).ends_with("'s");
    let led = page.is_any(last, BEFORE_TITLE)
        || is_work(last)
        || named_work
        || explained
        || possessive
        || is_known_as(page, last)
        || is_host_of(page, last);
    let said_just_before =
        (last.saturating_sub(4)..=last).any(|token| page.is_any(token, &["said", "says", "told"]));
    any && led && (explained || !said_just_before)
}

/// `chants of “Four more years!”`
fn is_cry(page: &Page, last: usize) -> bool {
    page.lower(last) == "of" && last > 0 && page.is_any(last - 1, CRIES)
}

fn is_known_as(page: &Page, last: usize) -> bool {
    page.lower(last) == "as" && last > 0 && page.is_any(last - 1, &["known"])
}

fn is_host_of(page: &Page, last: usize) -> bool {
    page.lower(last) == "of" && last > 0 && page.lower(last - 1) == "host"
}

/// `the so-called “quiet zone”`.
fn names_term(page: &Page, around: &Surroundings) -> bool {
    let Some(last) = around
        .quote
        .checked_sub(1)
        .filter(|&last| last >= around.block_start)
    else {
        return false;
    };
    let known_so = page.lower(around.after) == "as"
        && (around.after + 1..around.after + 6)
            .any(|token| page.is_any(token, &["known", "called"]));
    known_so
        || page.is_any(last, BEFORE_TERM)
        // `the much-discussed “thaw” between the two`
        || page.lower(last).starts_with("much-")
        || is_known_as(page, last)
        || (page.lower(last) == "as"
            && last > 1
            && page.lower(last - 1) == "to"
            && page.lower(last - 2) == "referred")
}

/// Robert “Bobby” Lund.
fn is_nickname(page: &Page, around: &Surroundings, look: &Look) -> bool {
    look.count == 1
        && around.quote > around.block_start
        && look.first.is_uppercase()
        && page.capitalized(around.quote - 1)
        && page.capitalized(around.after)
        && !page.has(around.quote - 1, Class::DETERMINER)
}
