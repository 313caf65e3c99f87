//! What stands around words in quotation marks.

use super::super::candidates::level;
use super::super::page::{Page, REACH};
use super::super::words::Class;
use super::Case;
use super::features::{Feature, Features};
use super::shapes::is_work;

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

/// How far from the quotation a word for a work is looked for.
const NEAR: usize = 4;

/// Describes what stands in front and behind.
pub(super) fn around(case: &Case, all: &mut Features) {
    before(case, all);
    just_before(case, all);
    after(case, all);
}

/// The sentence and the paragraph up to the words.
fn before(case: &Case, all: &mut Features) {
    use Feature as F;
    let (page, quote) = (case.page, case.around.quote);
    let start = case.around.block_start;
    let sentence = page.sentence_start(quote.saturating_sub(1), start);
    let floor = start.max(quote.saturating_sub(REACH));
    let outside = |class: Class| {
        let found =
            (sentence..quote).filter(|&token| page.has(token, class) && !page.quoted(token));
        found.take(7).count() as u8
    };
    let cue = (sentence..quote).rev().find(|&token| is_cue(page, token));
    let earlier = (floor..quote).rev().find(|&token| is_cue(page, token));
    let near = |cue: Option<usize>| cue.map_or(0, |cue| 9 - level(quote - cue).min(8));
    let work = (floor.max(quote.saturating_sub(NEAR))..quote).any(|token| is_work(page, token));
    let pieces = pieces_within(case, sentence, quote);
    for (feature, value) in [
        (F::WordsBefore, (quote - sentence.min(quote)).min(31) as u8),
        (F::CueBefore, near(cue)),
        (F::CueEarlier, near(earlier)),
        (F::VerbsBefore, outside(Class::VERB)),
        (F::PronounsBefore, outside(Class::PRONOUN)),
        (F::WorkBefore, u8::from(work)),
        (F::PiecesBefore, pieces),
    ] {
        all.set(feature, value);
    }
}

fn is_cue(page: &Page, token: usize) -> bool {
    page.has(token, Class::SPEECH) && !page.quoted(token) && !page.is_noun_here(token)
}

/// How many other pieces begin between two tokens; no more than five are counted.
fn pieces_within(case: &Case, from: usize, to: usize) -> u8 {
    let (from, to) = (case.page.start(from), case.page.start(to));
    let near = case.index.saturating_sub(5)..(case.index + 6).min(case.pieces.len());
    let others = near.filter(|&other| other != case.index).filter(|&other| {
        let at = case.pieces[other].span.start;
        from <= at && at < to
    });
    others.take(5).count() as u8
}

/// The word right in front.
fn just_before(case: &Case, all: &mut Features) {
    use Feature as F;
    let (page, around) = (case.page, case.around);
    let Some(last) = around
        .quote
        .checked_sub(1)
        .filter(|&last| last >= around.block_start)
    else {
        all.set(F::AfterStart, 2);
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
    let owner = page.lower(last).ends_with("'s") || page.lower(last).ends_with("s'");
    let named = page
        .mentions_before(around.quote)
        .next()
        .filter(|mention| mention.end == around.quote);
    let body = named.is_some_and(|mention| page.is_organization(mention.entity));
    for (feature, holds) in [
        (F::AfterStart, page.is_mark(last, ".!?")),
        (F::AfterArticle, page.is_any(last, &["the", "a", "an"])),
        (F::AfterDeterminer, page.has(last, Class::DETERMINER)),
        (F::AfterPossessive, owner),
        (F::AfterPreposition, page.has(last, Class::PREPOSITION)),
        (F::AfterOn, page.is_any(last, &["on", "in"])),
        (F::AfterNaming, page.is_any(last, NAMING)),
        (F::AfterAs, page.lower(last) == "as"),
        (F::AfterOf, page.lower(last) == "of"),
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
        (F::AfterBody, body),
        (F::AfterPerson, named.is_some() && !body),
        (
            F::QuotedJustBefore,
            quoted_near(page, last, around.block_start),
        ),
    ] {
        all.set(feature, u8::from(holds));
    }
}

/// Whether a token or the one before it stands in quotation marks, as in lists of titles: `“A,” “B” and “C”`.
fn quoted_near(page: &Page, last: usize, floor: usize) -> bool {
    (floor.max(last.saturating_sub(1))..=last).any(|token| page.quoted(token))
}

/// What stands behind.
fn after(case: &Case, all: &mut Features) {
    use Feature as F;
    let (page, around) = (case.page, case.around);
    let next = around.after;
    if next >= around.block_end {
        all.set(F::BeforeEnd, 2);
        return;
    }
    let limit = around.block_end.min(next + REACH);
    let end = (next..limit)
        .find(|&token| page.starts_sentence(token) && !page.quoted(token))
        .unwrap_or(limit);
    let cue = (next..end).find(|&token| is_cue(page, token));
    all.set(F::WordsBehind, (end - next).min(31) as u8);
    all.set(
        F::CueBehind,
        cue.map_or(0, |cue| 9 - level(cue - next).min(8)),
    );
    all.set(F::PiecesBehind, pieces_within(case, next, end));
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
        (
            F::WorkBehind,
            (next..end.min(next + NEAR)).any(|token| is_work(page, token)),
        ),
        (
            F::QuotedJustBehind,
            (next..end.min(next + 2)).any(|token| page.quoted(token)),
        ),
    ] {
        all.set(feature, u8::from(holds));
    }
}
