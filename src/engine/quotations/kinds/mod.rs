//! Direct, mixed or scare: what text in quotation marks is.

mod around;
mod features;
mod inside;
mod shapes;

use super::super::{BlockKind, QuotationKind, Rule};
use super::attribution::{Surroundings, words_of};
use super::candidates::Traits;
use super::marks::Marked;
use super::page::Page;
use super::words::Class;
use features::Feature;
pub(super) use features::{Features, feature_names, prepare};

/// A text in quotation marks, with what is known about it before its kind is.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) pieces: &'a [Marked],
    pub(super) index: usize,
    pub(super) around: &'a Surroundings,
    /// The first rule that names a speaker.
    pub(super) rule: Rule,
    /// The likeliest speaker, and how likely this one is and that it is nobody of those around.
    pub(super) speaker: Traits,
    pub(super) likelihood: f32,
    pub(super) nobody: f32,
    /// Whether the same words stand in quotation marks elsewhere in the document.
    pub(super) again: bool,
    /// Whether it stands in single marks in a document that uses double ones for speech.
    pub(super) minor_style: bool,
}

impl Case<'_> {
    fn piece(&self) -> &Marked {
        &self.pieces[self.index]
    }

    fn look(&self) -> Look<'_> {
        let words = words_of(self.piece().span.of(self.page.text())).trim();
        Look::new(self.page, self.around, words)
    }

    fn is_heading(&self) -> bool {
        matches!(
            self.page.block_kind(self.piece().block),
            BlockKind::Title | BlockKind::Subhead
        )
    }
}

/// Describes the words in quotation marks for the model that tells titles, terms and irony from speech.
pub(super) fn described(case: &Case) -> Features {
    let look = case.look();
    let mut all = Features::of_speaker(case.speaker);
    known(case, &look, &mut all);
    inside::inside(case, &look, &mut all);
    around::around(case, &mut all);
    all
}

/// What is known about the piece as a whole.
fn known(case: &Case, look: &Look, all: &mut Features) {
    use Feature as F;
    let (page, around) = (case.page, case.around);
    let share = |probability: f32| {
        let steps = (1..=31u8).filter(|&step| probability * 31.0 >= f32::from(step));
        steps.count() as u8
    };
    for (feature, value) in [
        (F::Heading, u8::from(case.is_heading())),
        (F::Single, u8::from(case.piece().single)),
        (F::MinorStyle, u8::from(case.minor_style)),
        (F::Again, u8::from(case.again)),
        (F::LooksTitle, shapes::title(page, around, look)),
        (
            F::LooksTerm,
            u8::from(look.count <= 6 && shapes::names_term(page, around)),
        ),
        (
            F::LooksNickname,
            u8::from(shapes::is_nickname(page, around, look)),
        ),
        (F::Sentence, u8::from(look.is_sentence(page, around))),
        (F::Utterance, u8::from(look.is_utterance(page, around))),
        (F::Boundary, u8::from(look.at_boundary)),
        (F::Attributed, attributed(case.rule)),
        (F::Likelihood, share(case.likelihood)),
        (F::Unlikelihood, share(case.nobody)),
        (F::Pieces, case.pieces.len().min(31) as u8),
        (F::Place, case.piece().block.min(31) as u8),
    ] {
        all.set(feature, value);
    }
}

/// How surely a rule names a speaker.
fn attributed(rule: Rule) -> u8 {
    match rule {
        Rule::None => 0,
        Rule::PreviousSentence | Rule::PreviousParagraph | Rule::LastSpeaker => 1,
        Rule::SentenceSubject => 2,
        Rule::SameParagraph => 3,
        Rule::Wide => 4,
        Rule::Before => 5,
        _ => 6,
    }
}

/// What the words in quotation marks are, given their features.
pub(super) fn kind(case: &Case, features: &Features) -> QuotationKind {
    let (page, around) = (case.page, case.around);
    let look = case.look();
    let furniture = page.block_kind(case.piece().block) == BlockKind::Furniture;
    let speechless = features.is_no_speech()
        && !look.is_sentence(page, around)
        && !look.is_told_right_behind(page, around);
    if furniture || features.is_named() || speechless {
        return QuotationKind::Scare;
    }
    if look.at_boundary && look.is_utterance(page, around) {
        QuotationKind::Direct
    } else {
        QuotationKind::Mixed
    }
}

/// What the rules look at.
struct Look<'t> {
    words: &'t str,
    first: char,
    /// How many words it has; no more than thirty-one are counted.
    count: usize,
    /// Whether the quotation begins where a sentence of its own may begin.
    at_boundary: bool,
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
            count: words.split_whitespace().take(31).count(),
            at_boundary,
        }
    }

    /// Whether the words are a sentence of their own between other sentences: `“No.” “Never,” she said.`
    fn is_sentence(&self, page: &Page, around: &Surroundings) -> bool {
        let begins = around.quote <= around.block_start || page.is_mark(around.quote - 1, ".!?\"”");
        begins && self.first.is_uppercase() && self.words.ends_with(['.', '!', '?'])
    }

    /// Whether a pronoun and a verb of saying follow, whoever that is: `“Never again,” she said`.
    fn is_told_right_behind(&self, page: &Page, around: &Surroundings) -> bool {
        self.words.ends_with([',', '?', '!'])
            && around.after + 1 < around.block_end
            && page.pronoun_gender(around.after).is_some()
            && page.has(around.after + 1, Class::SPEECH)
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
