//! Titles, terms and irony in quotation marks, told from speech by a small linear model.
//!
//! Each marked piece is described by yes-or-no features. Their weights were learned by logistic regression from pieces that
//! people had read and judged (see `examples/train_marks.rs`); the bias is set so that few real quotations are lost.

use std::sync::OnceLock;

use super::super::Rule;
use super::attribution::Surroundings;
use super::kinds::{Hints, Look};
use super::page::Page;
use super::words::Class;

macro_rules! features {
    ($($name:ident)*) => {
        /// One thing that may be true of a marked piece.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Feature { $($name,)* }

        impl Feature {
            /// All features with the names that the file of weights gives them.
            pub(super) const ALL: &[(Self, &str)] = &[$((Self::$name, stringify!($name)),)*];
        }
    };
}

features! {
    OneWord TwoWords ThreeWords UpToSix
    AllCapitals LowerCase FirstUpper
    EndsWithComma EndsWithStop EndsWithQuestion
    HasVerb HasFirstPerson HasPronoun HasContraction
    AfterDeterminer AfterPossessive AfterPreposition AfterOn AfterNaming AfterAs AfterCue AfterPause AfterNoun AfterThat AfterBe
    AfterAnd AfterCapital AfterStart
    CueNear CueInSentence
    BeforeNoun BeforeEnd BeforeVerb BeforeComma BeforeAnd BeforeCapital BeforePreposition
    Heading Single
    RuleNone RuleWeak RuleSubject RuleBefore RuleParagraph
    Neighbour Again TermShape TitleShape
    LooksTitle LooksTerm LooksNickname UnattributedScrap
    AfterVerb AfterEd AfterIng CueAfter CueEarlier VerbInSentence HasArticle HasAdverb QuotedBefore QuotedAfter PronounBefore
    RuleSure ShortNoCue CapitalLed CapitalNoCue LongNoCue
}

/// The features of one piece, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Features(u128);

impl Features {
    fn add(&mut self, feature: Feature, holds: bool) {
        self.0 |= u128::from(holds) << feature as u32;
    }

    fn has(self, feature: Feature) -> bool {
        self.0 >> feature as u32 & 1 == 1
    }

    /// The names of the features that hold.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        Feature::ALL
            .iter()
            .filter(move |(feature, _)| self.has(*feature))
            .map(|&(_, name)| name)
    }

    /// Whether the words around call it a title, a term or a nickname; that needs no weighing.
    pub(super) fn is_named(self) -> bool {
        self.has(Feature::LooksTitle)
            || self.has(Feature::LooksTerm)
            || self.has(Feature::LooksNickname)
    }

    /// How much speaks for a title, term or irony; above 0 it is taken for one.
    pub(super) fn score(self) -> f32 {
        let model = model();
        let mut rest = self.0;
        let mut score = model.bias;
        while rest != 0 {
            score += model.weights[rest.trailing_zeros() as usize];
            rest &= rest - 1;
        }
        score
    }
}

struct Model {
    bias: f32,
    weights: [f32; 128],
}

/// The weights that the program ships: a name and a number a line.
fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let mut model = Model {
            bias: 0.0,
            weights: [0.0; 128],
        };
        for line in include_str!("../../../assets/models/marks.tsv").lines() {
            let Some((name, weight)) = line.split_once('\t') else {
                continue;
            };
            let weight = weight.parse().unwrap_or(0.0);
            if name == "bias" {
                model.bias = weight;
            }
            if let Some(&(feature, _)) = Feature::ALL.iter().find(|(_, known)| *known == name) {
                model.weights[feature as usize] = weight;
            }
        }
        model
    })
}

/// Pronouns of people who speak for themselves.
const FIRST_PERSON: &[&str] = &[
    "i", "we", "my", "our", "me", "us", "you", "your", "i'm", "we're", "i've", "let's",
];

/// Verbs that give a name.
const NAMING: &[&str] = &[
    "called",
    "titled",
    "entitled",
    "named",
    "dubbed",
    "so-called",
    "nicknamed",
    "labeled",
    "labelled",
    "known",
    "termed",
];

/// How far back words of the same paragraph are looked at.
const PARAGRAPH: usize = 120;

/// How near a cue is near.
const NEAR: usize = 4;

/// Describes the piece with these surroundings, whose speaker the rule found.
pub(super) fn features(
    page: &Page,
    around: &Surroundings,
    look: &Look,
    hints: Hints,
    rule: Rule,
) -> Features {
    use Feature as F;
    let mut all = Features::default();
    inside(page, around, look, &mut all);
    before(page, around, &mut all);
    after(page, around, &mut all);
    let weak = matches!(
        rule,
        Rule::PreviousSentence | Rule::PreviousParagraph | Rule::LastSpeaker
    );
    let short = look.count <= 3;
    let cue = all.has(F::CueInSentence) || all.has(F::CueAfter);
    let modifies = all.has(F::BeforeNoun);
    let determined = all.has(F::AfterDeterminer) || all.has(F::AfterPossessive);
    let capital = all.has(F::AllCapitals);
    let led = [
        F::AfterOn,
        F::AfterPossessive,
        F::AfterNaming,
        F::AfterNoun,
        F::AfterAnd,
        F::AfterPreposition,
    ]
    .iter()
    .any(|&feature| all.has(feature));
    for (feature, holds) in [
        (F::Heading, hints.heading),
        (F::Single, hints.single),
        (F::RuleNone, rule == Rule::None),
        (F::RuleWeak, weak),
        (F::RuleSubject, rule == Rule::SentenceSubject),
        (F::RuleBefore, rule == Rule::Before),
        (F::RuleParagraph, rule == Rule::SameParagraph),
        (
            F::Neighbour,
            around.previous > around.block_start && around.quote <= around.previous + 2,
        ),
        (F::Again, hints.again),
        (F::TermShape, short && modifies && determined),
        (F::TitleShape, look.count > 1 && capital && led),
        (
            F::RuleSure,
            !weak
                && !matches!(
                    rule,
                    Rule::None | Rule::SentenceSubject | Rule::Before | Rule::SameParagraph
                ),
        ),
        (F::ShortNoCue, short && !cue),
        (F::LongNoCue, !short && !cue),
        (F::CapitalNoCue, capital && !cue),
        (
            F::CapitalLed,
            capital
                && (all.has(F::AfterOn) || all.has(F::AfterPossessive) || all.has(F::AfterNaming)),
        ),
        (F::LooksTitle, hints.title),
        (F::LooksTerm, hints.term),
        (F::LooksNickname, hints.nickname),
        (
            F::UnattributedScrap,
            short && (weak || rule == Rule::None) && !look.at_boundary,
        ),
    ] {
        all.add(feature, holds);
    }
    all
}

/// What the quoted words are like.
fn inside(page: &Page, around: &Surroundings, look: &Look, all: &mut Features) {
    use Feature as F;
    let tokens = around.quote..around.after;
    let any = |test: &dyn Fn(usize) -> bool| tokens.clone().take(60).any(test);
    let lower_word = |token: usize| {
        page.is_word(token) && !page.capitalized(token) && page.lower(token).len() > 3
    };
    let ends = |marks: &[char]| look.words.ends_with(marks);
    for (feature, holds) in [
        (F::OneWord, look.count == 1),
        (F::TwoWords, look.count == 2),
        (F::ThreeWords, look.count == 3),
        (F::UpToSix, (4..=6).contains(&look.count)),
        (
            F::AllCapitals,
            look.first.is_uppercase() && !any(&lower_word),
        ),
        (F::LowerCase, !any(&|token| page.capitalized(token))),
        (F::FirstUpper, look.first.is_uppercase()),
        (F::EndsWithComma, ends(&[','])),
        (F::EndsWithStop, ends(&['.'])),
        (F::EndsWithQuestion, ends(&['?', '!', '…', '—', '-'])),
        (
            F::HasVerb,
            any(&|token| page.has(token, Class::PASSIVE | Class::AFTER_SUBJECT)),
        ),
        (
            F::HasFirstPerson,
            any(&|token| page.is_any(token, FIRST_PERSON)),
        ),
        (
            F::HasArticle,
            any(&|token| page.is_any(token, &["the", "a", "an"])),
        ),
        (
            F::HasAdverb,
            any(&|token| page.lower(token).len() > 4 && page.lower(token).ends_with("ly")),
        ),
        (F::HasPronoun, any(&|token| page.has(token, Class::PRONOUN))),
        (
            F::HasContraction,
            any(&|token| page.lower(token).contains('\'')),
        ),
    ] {
        all.add(feature, holds);
    }
}

/// What stands in front of them.
fn before(page: &Page, around: &Surroundings, all: &mut Features) {
    use Feature as F;
    let start = around.block_start;
    let sentence = page.sentence_start(around.quote.saturating_sub(1), start);
    let cue = |from: usize| {
        (from..around.quote).any(|token| {
            page.has(token, Class::SPEECH) && !page.quoted(token) && !page.is_noun_here(token)
        })
    };
    all.add(F::CueInSentence, cue(sentence));
    all.add(
        F::CueEarlier,
        cue(start.max(around.quote.saturating_sub(PARAGRAPH))),
    );
    let outside = |class: Class| {
        (sentence..around.quote).any(|token| page.has(token, class) && !page.quoted(token))
    };
    all.add(F::VerbInSentence, outside(Class::VERB));
    all.add(F::PronounBefore, outside(Class::PRONOUN));
    all.add(
        F::QuotedBefore,
        (sentence..around.quote).any(|token| page.quoted(token)),
    );
    all.add(
        F::CueNear,
        cue(sentence.max(around.quote.saturating_sub(NEAR))),
    );
    let Some(last) = around.quote.checked_sub(1).filter(|&last| last >= start) else {
        all.add(F::AfterStart, true);
        return;
    };
    let speaks = page.has(last, Class::SPEECH);
    let plain = page.is_word(last)
        && !page.capitalized(last)
        && !page.has(
            last,
            Class::PREPOSITION
                | Class::VERB
                | Class::DETERMINER
                | Class::CLAUSE
                | Class::PASSIVE
                | Class::BETWEEN,
        );
    for (feature, holds) in [
        (F::AfterStart, page.is_mark(last, ".!?")),
        (F::AfterDeterminer, page.has(last, Class::DETERMINER)),
        (
            F::AfterPossessive,
            page.lower(last).ends_with("'s") || page.lower(last).ends_with("s'"),
        ),
        (F::AfterPreposition, page.has(last, Class::PREPOSITION)),
        (F::AfterOn, page.is_any(last, &["on", "in"])),
        (F::AfterNaming, page.is_any(last, NAMING)),
        (F::AfterAs, page.lower(last) == "as"),
        (F::AfterCue, speaks),
        (F::AfterPause, page.is_mark(last, ",:—–")),
        (F::AfterNoun, plain),
        (F::AfterVerb, page.has(last, Class::VERB) && !speaks),
        (F::AfterEd, page.lower(last).ends_with("ed")),
        (F::AfterIng, page.lower(last).ends_with("ing")),
        (F::AfterThat, page.lower(last) == "that"),
        (F::AfterBe, page.has(last, Class::PASSIVE)),
        (F::AfterAnd, page.is_any(last, &["and", "or"])),
        (F::AfterCapital, page.capitalized(last)),
    ] {
        all.add(feature, holds);
    }
}

/// What stands behind them.
fn after(page: &Page, around: &Surroundings, all: &mut Features) {
    use Feature as F;
    let next = around.after;
    if next >= around.block_end {
        all.add(F::BeforeEnd, true);
        return;
    }
    let acts = page.has(
        next,
        Class::VERB | Class::PASSIVE | Class::AFTER_SUBJECT | Class::BETWEEN,
    );
    let noun = page.is_word(next)
        && !acts
        && !page.capitalized(next)
        && !page.has(
            next,
            Class::PREPOSITION
                | Class::DETERMINER
                | Class::CLAUSE
                | Class::PRONOUN
                | Class::PHRASE_START,
        )
        && !page.is_any(
            next,
            &[
                "or", "if", "until", "since", "into", "out", "through", "instead",
            ],
        );
    for (feature, holds) in [
        (
            F::BeforeEnd,
            page.is_mark(next, ".!?;:") || page.starts_sentence(next),
        ),
        (F::BeforeNoun, noun),
        (F::BeforeVerb, acts),
        (F::BeforeComma, page.is_mark(next, ",—–()")),
        (F::BeforeAnd, page.is_any(next, &["and", "or", "but"])),
        (
            F::BeforeCapital,
            page.capitalized(next) && !page.starts_sentence(next),
        ),
        (F::BeforePreposition, page.has(next, Class::PREPOSITION)),
    ] {
        all.add(feature, holds);
    }
}
