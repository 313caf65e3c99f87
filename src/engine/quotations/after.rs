//! Attribution to the right of a quotation: `“…,” said Ann Orr`, `“…” — Ann Orr`, `“… no” of it, Orr said`.

use super::super::Rule;
use super::attribution::{Attribution, Surroundings};
use super::page::Page;
use super::phrases::{is_count, is_people, is_plural, noun_phrase};
use super::source::{Source, Who};
use super::words::Class;

/// How far behind a name its verb may stand, past an apposition or a relative clause.
const APPOSITION_WORDS: usize = 36;

/// How many words may describe a name and stand before it.
const DESCRIBED_WORDS: usize = 16;

/// How many words may tell what somebody is, before the name, where no list knows them as titles.
const TRADE_WORDS: usize = 9;

/// The longest line that is only a signature.
const LINE_WORDS: usize = 14;

/// How far behind a quotation the end of its sentence may name the speaker.
const TAIL_WORDS: usize = 60;

/// Looks for the speaker in the words after the quotation.
pub(super) fn after(page: &Page, around: &Surroundings) -> Option<Attribution> {
    let (from, until, limit) = (around.after, around.next, around.block_end);
    if let Some(found) = signature(page, from, until, limit) {
        return Some(found);
    }
    let at = (from..until).find(|&token| !page.is_mark(token, ",—–-―\"”'’"))?;
    let last = around.last;
    // `Orr asked, “Who did?” Her critics said nothing.`
    let introduced = around.quote > around.previous && page.is_mark(around.quote - 1, ":,");
    let new_sentence = last == '.' || "?!…".contains(last) && introduced;
    if new_sentence && page.capitalized(at) {
        return None;
    }
    if let Some(found) = according(page, at, limit, Rule::According) {
        return Some(found);
    }
    // `“It is over,” as Orr put it`
    let at = at + usize::from(page.lower(at) == "as");
    let runs_on = at == from && last != '.' && !",?!—-–…”'’".contains(last);
    if runs_on && !page.has(at, Class::SPEECH) {
        return how_described(page, at, until).or_else(|| tail(page, from, limit));
    }
    verb_then_speaker(page, at, until, limit)
        .or_else(|| how_described(page, at, until))
        .or_else(|| speaker_then_verb(page, at, until, last))
        .or_else(|| any_verb_then_speaker(page, at, limit, last))
        .or_else(|| {
            (",?!".contains(last) || page.mark(from) == ',')
                .then(|| tail(page, from, limit))
                .flatten()
        })
}

/// `“…” — Ann Orr` at the end of a paragraph.
fn signature(page: &Page, from: usize, until: usize, limit: usize) -> Option<Attribution> {
    if from >= until || !page.is_mark(from, "—–-―") {
        return None;
    }
    let source = noun_phrase(page, from + 1, limit)?;
    let ends = source.end >= limit || page.is_mark(source.end, ",(.");
    (ends && matches!(source.who, Who::Entity(_))).then_some(Attribution {
        source,
        cue: None,
        rule: Rule::Signature,
    })
}

/// The name on a line of its own below a quotation: `Ann Orr, mayor of Dunmore`.
pub(super) fn line_below(page: &Page, block: u32) -> Option<Attribution> {
    let (start, end) = page.block_tokens(block + 1);
    if page.is_mark(start, "\"“”'‘") || end > start + LINE_WORDS {
        return None;
    }
    let source = noun_phrase(page, start, end)?;
    (matches!(source.who, Who::Entity(_))).then_some(Attribution {
        source,
        cue: None,
        rule: Rule::Signature,
    })
}

/// `according to Ann Orr`, `per the mayor`.
pub(super) fn according(page: &Page, at: usize, limit: usize, rule: Rule) -> Option<Attribution> {
    let words = match page.lower(at) {
        "according" if page.lower(at + 1) == "to" => 2,
        "per" | "via" => 1,
        _ => return None,
    };
    let source = noun_phrase(page, at + words, limit)?;
    Some(Attribution {
        source,
        cue: Some((at, at + words)),
        rule,
    })
}

/// `said Ann Orr`, `later added the mayor`.
fn verb_then_speaker(page: &Page, at: usize, until: usize, limit: usize) -> Option<Attribution> {
    let verb = (at..until).find(|&token| !page.has(token, Class::BETWEEN))?;
    if !page.has(verb, Class::SPEECH) || page.has(verb, Class::PARTICIPLE) {
        return None;
    }
    let source = match noun_phrase(page, verb + 1, limit) {
        Some(found) if found.is_somebody() => found,
        other => name_behind_trade(page, verb + 1, limit).or(other)?,
    };
    Some(Attribution {
        source,
        cue: Some((verb, verb + 1)),
        rule: Rule::After,
    })
}

/// `“Appalling” was how Ann Orr described it`.
fn how_described(page: &Page, at: usize, until: usize) -> Option<Attribution> {
    let how = page.has(at, Class::PASSIVE) && page.is_any(at + 1, &["how", "what"]);
    let source = noun_phrase(page, at + 2, until).filter(|_| how)?;
    let verb = verb_after(page, source.end, until)?;
    Some(Attribution {
        source,
        cue: Some((verb, verb + 1)),
        rule: Rule::After,
    })
}

/// `said fisherman Ann Orr`, `said café owner and father of three Ben Dahl`: a name behind words that no list knows as titles, and
/// that do not begin like a phrase of their own.
fn name_behind_trade(page: &Page, at: usize, limit: usize) -> Option<Source> {
    if page.has(at, Class::DETERMINER | Class::PRONOUN) {
        return None;
    }
    let name = (at + 1..limit.min(at + TRADE_WORDS)).find(|&token| {
        page.mention(token)
            .is_some_and(|named| page.cast.is_human(named.entity))
    })?;
    let person = page.mention(name).filter(|person| !person.possessive)?;
    let describes = (at..name).all(|token| tells_trade(page, token, name));
    (describes && !page.has(name - 1, Class::PREPOSITION | Class::CLAUSE)).then_some(Source {
        who: Who::Entity(person.entity),
        first: at,
        end: person.end,
    })
}

/// Whether a word before the name can belong to what its bearer is: `head of policy`, `43-year-old nurse and former captain`.
fn tells_trade(page: &Page, token: usize, name: usize) -> bool {
    match page.lower(token) {
        "and" => {
            !is_plural(page, token - 1) && (is_people(page, name - 1) || is_count(page, name - 1))
        }
        // The friends of a singer are not she.
        "of" => is_count(page, token + 1) || token + 2 == name && !is_people(page, token + 1),
        _ if page.is_word(token) => !page.has(
            token,
            Class::PREPOSITION | Class::CLAUSE | Class::AFTER_SUBJECT,
        ),
        _ => {
            page.is_number(token)
                || page.is_mark(token, "-’'")
                || page.mark(token) == '.' && !page.ends_sentence(token)
        }
    }
}

/// `beamed Ann Orr`.
fn any_verb_then_speaker(page: &Page, at: usize, limit: usize, last: char) -> Option<Attribution> {
    let verb_like = page.is_word(at)
        && !page.capitalized(at)
        && page.lower(at).ends_with("ed")
        && ",?!".contains(last);
    let source = noun_phrase(page, at + 1, limit)
        .filter(|source| matches!(source.who, Who::Entity(id) if page.cast.is_human(id)))?;
    verb_like.then_some(Attribution {
        source,
        cue: Some((at, at + 1)),
        rule: Rule::AfterAnyVerb,
    })
}

/// `Ann Orr said`, `Orr, the mayor of Dunmore, later said`, `Orr shrugged`.
fn speaker_then_verb(page: &Page, at: usize, until: usize, last: char) -> Option<Attribution> {
    let source = noun_phrase(page, at, until).or_else(|| name_behind_trade(page, at, until));
    let verb = source.and_then(|source| verb_after(page, source.end, until));
    if let (Some(source), Some(verb)) = (source, verb) {
        return Some(Attribution {
            source,
            cue: Some((verb, verb + 1)),
            rule: Rule::After,
        });
    }
    if ",?!…—-".contains(last)
        && let Some(found) = name_before_verb(page, at, until)
    {
        return Some(found);
    }
    let source = source?;
    let verb = source.end;
    let looks_like_verb = verb < until
        && page.is_word(verb)
        && !page.capitalized(verb)
        && page.lower(verb).ends_with(['d', 's'])
        && (page.lower(verb).ends_with("ed") || page.lower(verb).ends_with('s'))
        && !page.is_any(
            verb,
            &[
                "is", "was", "has", "as", "this", "his", "its", "plus", "across", "towards",
                "besides", "versus",
            ],
        );
    (looks_like_verb && source.is_somebody() && ",?!—-".contains(last)).then_some(Attribution {
        source,
        cue: Some((verb, verb + 1)),
        rule: Rule::AfterAnyVerb,
    })
}

/// `Clean Water Now organizing director Ann Orr said`: a name right before its verb, whatever describes it.
fn name_before_verb(page: &Page, at: usize, until: usize) -> Option<Attribution> {
    let ends = |token: usize| {
        page.is_mark(token, ",;:()—–\"“”")
            || page.mark(token) == '.' && page.ends_sentence(token)
            || page.has(token, Class::CLAUSE | Class::AFTER_SUBJECT | Class::PRONOUN)
    };
    let verb = (at..until.min(at + DESCRIBED_WORDS))
        .take_while(|&token| !ends(token))
        .find(|&token| page.has(token, Class::SPEECH) && !page.capitalized(token))
        .filter(|&verb| !page.has(verb, Class::PARTICIPLE))?;
    let person = page.mentions_before(verb).next().filter(|person| {
        person.end == verb
            && person.first > at
            && !person.possessive
            && page.cast.is_human(person.entity)
            && !page.has(person.first - 1, Class::PREPOSITION | Class::DETERMINER)
    })?;
    Some(Attribution {
        source: Source {
            who: Who::Entity(person.entity),
            first: at,
            end: verb,
        },
        cue: Some((verb, verb + 1)),
        rule: Rule::After,
    })
}

/// The verb of saying whose subject ends at token `at`.
fn verb_after(page: &Page, at: usize, limit: usize) -> Option<usize> {
    let mut at = at;
    if page.mark(at) == '(' {
        at = (at..limit.min(at + APPOSITION_WORDS)).find(|&token| page.mark(token) == ')')? + 1;
    }
    if at >= limit {
        return None;
    }
    let comma = page.mark(at) == ',';
    if comma || page.is_any(at, &["of", "for", "at", "who", "with", "in", "from", "and"]) {
        return (at + 1..limit.min(at + 1 + APPOSITION_WORDS))
            .take_while(|&token| {
                let ends = page.mark(token) == '.' && page.ends_sentence(token);
                !ends && !page.is_mark(token, ";:\"“")
            })
            .find(|&token| {
                let closed = page.mark(token - 1) == ',';
                let speech = page.has(token, Class::SPEECH)
                    || (comma && closed && page.has(token, Class::VERB) && page.is_past(token));
                speech
                    && !page.has(token, Class::PARTICIPLE)
                    && (!comma || closed || page.has(token - 1, Class::BETWEEN))
            });
    }
    let verb = (at..limit.min(at + 6)).find(|&token| !page.has(token, Class::BETWEEN))?;
    (page.has(verb, Class::VERB) || page.is_any(verb, &["goes", "went"])).then_some(verb)
}

/// The quotation is part of a sentence that ends with `, Orr said` or `, according to Orr`.
pub(super) fn tail(page: &Page, from: usize, limit: usize) -> Option<Attribution> {
    let limit_here = limit.min(from + TAIL_WORDS);
    for token in from..limit_here {
        if token > from && page.starts_sentence(token) && !page.quoted(token) {
            return None;
        }
        if page.mark(token) != ',' || page.quoted(token) {
            continue;
        }
        let found = according(page, token + 1, limit, Rule::Tail)
            .filter(|_| page.lower(token + 1) == "according")
            .or_else(|| closing_clause(page, token + 1, limit));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// `Orr said`, `said Orr` at the end of a sentence, from token `at` on.
fn closing_clause(page: &Page, at: usize, limit: usize) -> Option<Attribution> {
    if let Some(source) = noun_phrase(page, at, limit)
        && let Some(verb) = verb_that_closes(page, source, limit)
    {
        return Some(Attribution {
            source,
            cue: Some((verb, verb + 1)),
            rule: Rule::Tail,
        });
    }
    if !page.has(at, Class::PLAIN) || page.has(at, Class::PARTICIPLE) {
        return None;
    }
    let source = noun_phrase(page, at + 1, limit)?;
    Some(Attribution {
        source,
        cue: Some((at, at + 1)),
        rule: Rule::Tail,
    })
}

fn verb_that_closes(page: &Page, source: Source, limit: usize) -> Option<usize> {
    let verb =
        (source.end..limit.min(source.end + 4)).find(|&token| !page.has(token, Class::BETWEEN))?;
    let next = verb + 1;
    let closes = next >= limit
        || page.is_mark(next, ".,;:\"“")
        || page.has(next, Class::AFTER_CUE)
        || page.capitalized(next);
    (page.has(verb, Class::SPEECH) && !page.has(verb, Class::PARTICIPLE) && closes).then_some(verb)
}
