//! Attribution to the left of a quotation: `Ann Orr said, “…”`, `Orr: “…”`, `Orr’s claim that “…”`.

use super::super::Rule;
use super::after::according;
use super::attribution::{Attribution, Surroundings};
use super::candidates::Vote;
use super::clauses::{bare, entity, pronoun, subject};
use super::page::{Page, REACH};
use super::phrases::{can_speak, noun_phrase};
use super::source::{Source, Who};
use super::words::Class;

/// A verb that touches the quotation may have this many words between.
const TOUCHING_WORDS: usize = 3;

/// A claim and the quotation in it stand this close together.
const CLAIM_WORDS: usize = 10;

/// A participle that opens a sentence stands among its first words.
const OPENING_WORDS: usize = 3;

/// Every answer of the part of the sentence that stands before the quotation, back to the previous quotation, the likeliest
/// first.
pub(super) fn before(
    page: &Page,
    around: &Surroundings,
    answer: &mut impl FnMut(Vote, Attribution),
) {
    let (from, quote) = (around.previous, around.quote);
    let Some(last) = quote.checked_sub(1).filter(|&last| last >= from) else {
        return;
    };
    let start = page.sentence_start(last, from);
    if page.is_mark(last, ".!?") {
        return;
    }
    let mut add = |vote, found: Option<Attribution>| {
        if let Some(found) = found {
            answer(vote, found);
        }
    };
    if page.lower(start) == "according" {
        add(
            Vote::AccordingBefore,
            according(page, start, quote, Rule::According),
        );
    }
    // In `Pilots agree - Orr: “…”` the verb belongs to the headline of the entry.
    if let Some(entry) = digest(page, start, quote) {
        add(Vote::Script, Some(entry));
        return;
    }
    add(Vote::CloseNoun, by_close_noun(page, start, quote));
    let verbs = by_verb(page, start, quote);
    add(Vote::Touching, verbs.touching);
    add(Vote::Outermost, verbs.outermost);
    add(Vote::Nearest, verbs.nearest);
    add(Vote::Participle, by_participle(page, start, around));
    add(Vote::Script, script(page, start, quote));
    add(Vote::Noun, by_noun(page, start, quote));
    add(Vote::Subject, sentence_subject(page, start, quote));
    add(Vote::Appearing, text_that_appears(page, start, quote));
}

/// `A message appeared on the wall: “…”`: the text speaks.
fn text_that_appears(page: &Page, start: usize, quote: usize) -> Option<Attribution> {
    if page.mark(quote - 1) != ':' {
        return None;
    }
    let source = (start..quote)
        .filter(|&token| page.has(token, Class::DETERMINER))
        .find_map(|token| {
            noun_phrase(page, token, quote).filter(|found| page.is_any(found.end, APPEARING))
        })?;
    can_speak(page, source).then_some(Attribution {
        source,
        cue: None,
        rule: Rule::Colon,
    })
}

/// What texts do before somebody reads them.
const APPEARING: &[&str] = &[
    "appeared",
    "arrived",
    "came",
    "circulated",
    "flashed",
    "hung",
    "popped",
    "surfaced",
    "went",
];

/// What the verbs of saying before a quotation answer.
#[derive(Default)]
struct ByVerb {
    /// The subject of the verb that touches the quotation.
    touching: Option<Attribution>,
    /// That of the outermost verb with a clear subject.
    outermost: Option<Attribution>,
    /// That of the nearest verb.
    nearest: Option<Attribution>,
}

/// The subjects of the verbs of saying.
fn by_verb(page: &Page, start: usize, quote: usize) -> ByVerb {
    let rule = if page.mark(quote - 1) == ':' {
        Rule::Colon
    } else {
        Rule::Before
    };
    let mut found = ByVerb::default();
    for verb in (start..quote).rev() {
        if !is_reporting(page, verb, start) {
            continue;
        }
        let Some(source) = subject(page, verb, start) else {
            continue;
        };
        let touching = touches(page, verb, quote);
        if !touching && !can_speak(page, source) {
            continue;
        }
        let answer = Some(Attribution {
            source,
            cue: Some((verb, verb + 1)),
            rule,
        });
        if found.nearest.is_none() {
            found.nearest = answer;
            if touching {
                found.touching = answer;
            }
        }
        if page.has(verb, Class::SPEECH) && (source.is_somebody() || is_person(page, source)) {
            found.outermost = answer;
        }
    }
    found
}

/// Whether the phrase has a noun for a human being: `a woman who lives nearby`.
fn is_person(page: &Page, source: Source) -> bool {
    matches!(source.who, Who::Phrase { head }
        if page.has(head, Class::SPEAKER_NOUN | Class::TITLE)
            && (!page.capitalized(head) || page.starts_sentence(head)))
}

/// `While vowing “…” last week, he also promised …`: the subject follows in the main clause.
fn by_participle(page: &Page, start: usize, around: &Surroundings) -> Option<Attribution> {
    let verb = (start..around.quote.min(start + OPENING_WORDS))
        .find(|&token| page.has(token, Class::PARTICIPLE) && page.has(token, Class::EVENT))?;
    let source = (around.after..around.block_end.min(around.after + REACH / 2))
        .take_while(|&token| page.quoted(token) || !page.starts_sentence(token))
        .filter(|&token| page.is_mark(token, ",–—-") && !page.quoted(token))
        .find_map(|comma| {
            let source = noun_phrase(page, comma + 1, around.block_end)?;
            let acts = page.has(
                source.end,
                Class::VERB | Class::BETWEEN | Class::AFTER_SUBJECT,
            );
            (acts && source.is_somebody()).then_some(source)
        })?;
    Some(Attribution {
        source,
        cue: Some((verb, verb + 1)),
        rule: Rule::Before,
    })
}

/// Whether the token is a verb of saying and not a noun of the same form.
fn is_reporting(page: &Page, token: usize, start: usize) -> bool {
    if !page.has(token, Class::VERB) || (page.capitalized(token) && token != start) {
        return false;
    }
    token == start || !page.is_noun_here(token)
}

/// Whether at most a few words stand between the verb and the quotation.
fn touches(page: &Page, verb: usize, quote: usize) -> bool {
    let between = (verb + 1..quote)
        .filter(|&token| {
            !page.is_mark(token, ",:—–-\"“'‘`")
                && !page.is_any(
                    token,
                    &["that", "as", "it", "him", "her", "them", "himself"],
                )
        })
        .take(TOUCHING_WORDS + 1)
        .count();
    between <= TOUCHING_WORDS && page.has(verb, Class::SPEECH | Class::NAMING)
}

/// `On the ferries - Orr: “…”`, as in a digest.
fn digest(page: &Page, start: usize, quote: usize) -> Option<Attribution> {
    if page.mark(quote - 1) != ':' || quote - start > 8 {
        return None;
    }
    let dash = (start..quote).find(|&token| page.is_mark(token, "-–—"))?;
    let source = named_before_colon(page, dash + 1, quote)?;
    Some(Attribution {
        source,
        cue: None,
        rule: Rule::Colon,
    })
}

/// The name from token `at` on, where nothing but the colon stands between it and the quotation.
fn named_before_colon(page: &Page, at: usize, quote: usize) -> Option<Source> {
    noun_phrase(page, at, quote).filter(|source| source.is_somebody() && source.end + 1 == quote)
}

/// `Orr: “…”`, as in a transcript.
fn script(page: &Page, start: usize, quote: usize) -> Option<Attribution> {
    if page.mark(quote - 1) != ':' || quote - start > 8 {
        return None;
    }
    // `Added Orr: “…”`
    let inverted = page.has(start, Class::SPEECH) && !page.has(start, Class::PARTICIPLE);
    let cue = inverted.then_some((start, start + 1));
    let source = cue
        .and_then(|(_, behind)| named_before_colon(page, behind, quote))
        .or_else(|| noun_phrase(page, start, quote))?;
    Some(Attribution {
        source,
        cue,
        rule: Rule::Colon,
    })
}

/// `seized on Orr’s claim that the bridge “…”`: the owner of the words, not the subject of the verb before.
fn by_close_noun(page: &Page, start: usize, quote: usize) -> Option<Attribution> {
    let that = (start + 1..quote).rev().take(CLAIM_WORDS).find(|&token| {
        page.is_any(token, &["that", "of"]) && page.has(token - 1, Class::WORDS_NOUN)
    })?;
    // `Dahl responded to Orr’s remark that “…”` does not say what Dahl said.
    let reported = (start..quote).any(|token| {
        token + 1 != that
            && page.has(token, Class::SPEECH)
            && !page.has(token, Class::OFTEN_NOUN)
            && !page.is_any(token + 1, &["to", "at", "on"])
    });
    if reported {
        return None;
    }
    by_noun(page, start, that).filter(|found| found.cue.is_some_and(|(noun, _)| noun + 1 == that))
}

/// `Orr’s claim that “…”`, `his promise of “…”`.
fn by_noun(page: &Page, start: usize, quote: usize) -> Option<Attribution> {
    for noun in (start + 1..quote).rev().take(REACH) {
        if !page.has(noun, Class::WORDS_NOUN) {
            continue;
        }
        let source = if page.is_any(noun - 1, &["his", "her"]) {
            Some(pronoun(noun - 1))
        } else {
            (start.max(noun.saturating_sub(4))..noun)
                .rev()
                .find(|&token| {
                    page.mention(token)
                        .is_some_and(|mention| mention.possessive)
                })
                .and_then(|token| bare(page, token))
        };
        if let Some(source) = source {
            return Some(Attribution {
                source,
                cue: Some((noun, noun + 1)),
                rule: Rule::AttributionNoun,
            });
        }
    }
    None
}

/// No verb of saying: the subject of the sentence.
fn sentence_subject(page: &Page, start: usize, quote: usize) -> Option<Attribution> {
    let limit = quote.min(start + REACH);
    // `… and said that Orr “…”`: whoever said it stands left of the quotation before.
    let goes_on = (start..limit.min(start + 3)).any(|token| {
        page.has(token, Class::SPEECH)
            && !page.has(token, Class::PARTICIPLE)
            && token > start
            && page.is_any(token - 1, &["and", "but", "then", "also"])
    });
    if goes_on {
        return None;
    }
    let source = noun_phrase(page, start, quote)
        .or_else(|| {
            (start..limit)
                .filter(|&token| page.mark(token) == ',')
                .find_map(|comma| noun_phrase(page, comma + 1, quote))
        })
        .or_else(|| {
            (start..limit)
                .filter(|&token| {
                    page.is_any(token, &["he", "she"]) || is_free_name(page, token, start)
                })
                .find_map(|token| noun_phrase(page, token, quote))
        })
        .or_else(|| {
            (start..limit).find_map(|token| {
                let mention = page.mention(token).filter(|mention| mention.possessive)?;
                Some(entity(mention.entity, token, mention.end))
            })
        })?;
    let somebody = source.is_somebody() && !page.is_any(source.first, &["it", "they", "we", "i"]);
    // `Dahl was asked by a host, “…”`
    let hears = page.has(source.end, Class::PASSIVE)
        && page.has(source.end + 1, Class::SPEECH)
        && page.lower(source.end + 2) == "by";
    (somebody && !hears).then_some(Attribution {
        source,
        cue: None,
        rule: Rule::SentenceSubject,
    })
}

/// Whether a person's name starts here that hangs on no preposition.
fn is_free_name(page: &Page, token: usize, start: usize) -> bool {
    page.mention(token).is_some_and(|mention| {
        !mention.possessive
            && !page.is_organization(mention.entity)
            && (token == start
                || !(page.has(token - 1, Class::PREPOSITION) || page.lower(token - 1) == "and"))
    })
}

/// The sentence holds other quotations before this one: the verb of saying left of them, with its subject.
pub(super) fn wide(page: &Page, around: &Surroundings) -> Option<Attribution> {
    let quote = around.quote;
    let last = quote
        .checked_sub(1)
        .filter(|&last| last >= around.block_start)?;
    let ended = page.is_mark(last, ".!?")
        || (page.quoted(last) && last > 0 && page.is_mark(last - 1, ".!?"));
    if ended {
        return None;
    }
    let floor = around.block_start.max(quote.saturating_sub(REACH));
    let start = (floor..quote)
        .rev()
        .find_map(|token| {
            if page.starts_sentence(token) && !page.quoted(token) {
                return Some(token);
            }
            let closes_sentence = page.quoted(token)
                && page.is_mark(token, ".!?")
                && token + 1 < quote
                && !page.quoted(token + 2);
            closes_sentence.then_some(token + 2)
        })
        .unwrap_or(floor);
    for verb in (start..quote).rev() {
        let skip = page.quoted(verb)
            || !page.has(verb, Class::VERB)
            || (verb > start && page.is_noun_here(verb));
        if !skip
            && let Some(source) = subject(page, verb, start)
            && can_speak(page, source)
        {
            return Some(Attribution {
                source,
                cue: Some((verb, verb + 1)),
                rule: Rule::Wide,
            });
        }
    }
    None
}
