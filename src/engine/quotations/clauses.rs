//! Subjects: who does what a verb says.

use super::super::LocalId;
use super::page::{Page, REACH};
use super::phrases::{is_plural, noun_phrase};
use super::source::{Source, Who};
use super::words::Class;

/// The subject of the verb at token `verb`, in the sentence that starts at `start`; none when the word turns out to be no
/// verb, as in `Orr’s harbour plan`.
pub(super) fn subject(page: &Page, verb: usize, start: usize) -> Option<Source> {
    let source = any_subject(page, verb, start)?;
    let helped = verb > start
        && (page.has(verb - 1, Class::BETWEEN)
            || page.is_any(verb - 1, &["to", "not", "who", "that", "which"]));
    let agrees = !page.has(verb, Class::BASE) || helped || !is_single(page, source);
    agrees.then_some(source)
}

/// Whether a source is surely one person or thing.
fn is_single(page: &Page, source: Source) -> bool {
    match source.who {
        Who::Entity(id) => !page.is_organization(id),
        Who::Pronoun => page.is_any(source.first, &["he", "she", "it"]),
        Who::Phrase { head } => {
            let one = page.is_any(source.first, &["a", "an", "one", "this", "that"]);
            let owned = page.is_any(source.first, &["his", "her", "their", "its", "my", "our"]);
            !is_plural(page, head) && (one || owned && !page.has(head, Class::BODY_NOUN))
        }
    }
}

fn any_subject(page: &Page, verb: usize, start: usize) -> Option<Source> {
    let start = start.max(verb.saturating_sub(REACH));
    let participle =
        page.has(verb, Class::PARTICIPLE) || (verb > start && page.lower(verb - 1) == "to");
    if page.has(verb, Class::PARTICIPLE) && verb > start + 2 && page.mark(verb - 1) == ',' {
        // `…, Orr said on Monday, adding …`
        let main = (start + 1..verb - 1).rev().find(|&token| {
            page.has(token, Class::SPEECH)
                && page.is_past(token)
                && !page.quoted(token)
                && page.lower(token - 1) != "who"
        });
        if let Some(found) = main.and_then(|main| subject(page, main, start)) {
            return Some(found);
        }
    }
    if participle {
        return named_right_before(page, verb, start).or_else(|| {
            (verb > start)
                .then(|| first_phrase(page, start, verb))
                .flatten()
        });
    }
    if verb > start && page.has(verb - 1, Class::PASSIVE) && page.lower(verb) != "said" {
        return agent(page, verb);
    }
    let mut last = back_over_adverbs(page, verb, start)?;
    if page.mark(last) == ',' {
        return before_apposition(page, start, last, verb);
    }
    if page.mark(last) == ')' {
        last = (start..last).rev().find(|&token| page.mark(token) == '(')?;
        last = last.checked_sub(1).filter(|&token| token >= start)?;
    }
    if page.lower(verb - 1) == "who"
        && let Some(people) = antecedent(page, verb - 1, start)
    {
        return Some(people);
    }
    if let Some(people) = described_by_clause(page, last, start) {
        return Some(people);
    }
    if let Some(name) = name_ending_at(page, last, start) {
        return Some(name);
    }
    if last > start && page.is_any(last, &["and", "but", "or", "then"]) {
        return first_phrase(page, start, verb);
    }
    if page.is_any(last, &["he", "she", "they", "it", "i", "we"]) {
        return Some(pronoun(last));
    }
    if page.is_any(last, &["who", "that", "which"])
        && let Some(name) = (start.max(last.saturating_sub(7))..last)
            .rev()
            .find_map(|token| bare(page, token))
    {
        return Some(name);
    }
    phrase_ending_at(page, last, start, verb)
        .or_else(|| bare_phrase(page, last, start))
        .or_else(|| first_phrase(page, start, verb))
}

/// A subject without an article that fills its clause: `Harbour pilots said`, `21 percent of voters said`.
fn bare_phrase(page: &Page, last: usize, start: usize) -> Option<Source> {
    let begins = |token: usize| {
        token == start || page.is_mark(token - 1, ",;:—–\"”") || page.has(token - 1, Class::CLAUSE)
    };
    let mut head = None;
    for token in (start.max(last.saturating_sub(9))..=last).rev() {
        let fits = (page.is_word(token) || page.is_number(token) || page.mark(token) == '%')
            && !page.has(
                token,
                Class::AFTER_SUBJECT | Class::PRONOUN | Class::BETWEEN,
            )
            && !page.is_any(token, &["to", "and"])
            && (!page.has(token, Class::SPEECH) || page.has(token, Class::OFTEN_NOUN))
            && (page.capitalized(token) || !page.lower(token).ends_with("ed"));
        if !fits {
            return None;
        }
        if page.is_any(token, &["of", "for", "in", "at", "from", "with"]) {
            if token == last {
                return None;
            }
            head = None;
        } else if head.is_none() {
            head = Some(token);
        }
        if begins(token) {
            let about_a_number = page.is_number(token + 1);
            let opens_otherwise = page.has(
                token,
                Class::PREPOSITION | Class::CLAUSE | Class::BETWEEN | Class::VERB,
            );
            let first_is_noun = about_a_number || !opens_otherwise;
            return head.filter(|_| first_is_noun).map(|head| Source {
                who: Who::Phrase { head },
                first: token,
                end: last + 1,
            });
        }
    }
    None
}

/// `with Ann Orr calling it`, `quoted Ann Orr as saying`.
fn named_right_before(page: &Page, verb: usize, start: usize) -> Option<Source> {
    if !page.has(verb, Class::PARTICIPLE) || verb <= start {
        return None;
    }
    let before = verb - usize::from(page.lower(verb - 1) == "as");
    let last = before.checked_sub(1).filter(|&last| last >= start)?;
    (start.max(last.saturating_sub(4))..=last)
        .rev()
        .filter(|&token| {
            page.mention(token)
                .is_some_and(|mention| mention.end == before)
        })
        .find_map(|token| bare(page, token))
}

/// Steps left over what stands between a subject and its verb; none when nothing is left of the sentence.
fn back_over_adverbs(page: &Page, verb: usize, start: usize) -> Option<usize> {
    (start..verb).rev().find(|&token| {
        !page.has(token, Class::BETWEEN) && !page.is_any(token, &["not", "both", "who"])
    })
}

/// Whom `who` means: `four sources familiar with the matter who said`.
fn antecedent(page: &Page, who: usize, start: usize) -> Option<Source> {
    let from = start.max(who.saturating_sub(8));
    let noun = (from..who)
        .rev()
        .take_while(|&token| !page.is_mark(token, ",;:"))
        .find(|&token| {
            page.has(token, Class::SPEAKER_NOUN)
                || page
                    .mention(token)
                    .is_some_and(|name| page.cast.is_human(name.entity))
        })?;
    if let Some(name) = bare(page, noun) {
        return Some(name);
    }
    let first = (from..noun)
        .rev()
        .take_while(|&token| page.is_word(token) || page.is_number(token))
        .take_while(|&token| !page.has(token, Class::PREPOSITION | Class::CLAUSE | Class::VERB))
        .last()
        .unwrap_or(noun);
    noun_phrase(page, first, who).or_else(|| noun_phrase(page, noun, who))
}

/// How long a clause about the subject may be.
const CLAUSE_WORDS: usize = 12;

/// `An aide who briefed Ann Orr said`: whom a clause that ends at `last` describes.
fn described_by_clause(page: &Page, last: usize, start: usize) -> Option<Source> {
    let who = (start.max(last.saturating_sub(CLAUSE_WORDS))..last)
        .rev()
        .take_while(|&token| !page.is_mark(token, ",;:()—–\"“”") && !page.quoted(token))
        .find(|&token| page.has(token, Class::CLAUSE) || page.is_any(token, &["who", "that"]))
        .filter(|&token| page.lower(token) == "who")?;
    let acts = (who + 1..last).find(|&token| !page.has(token, Class::BETWEEN))?;
    // What somebody who reports says has a subject of its own.
    let plain = page.is_word(acts)
        && !page.capitalized(acts)
        && !page.has(acts, Class::THATLESS | Class::PRONOUN | Class::DETERMINER);
    plain.then(|| antecedent(page, who, start)).flatten()
}

/// The agent of a passive: `was called “a disgrace” by Ann Orr`.
fn agent(page: &Page, verb: usize) -> Option<Source> {
    let by = (verb + 1..verb + 8).find(|&token| page.lower(token) == "by")?;
    noun_phrase(page, by + 1, by + 12)
}

/// The subject of a verb that a comma stands before: the name that the apposition explains.
fn before_apposition(page: &Page, start: usize, comma: usize, verb: usize) -> Option<Source> {
    let mut second_best = None;
    for token in start..comma {
        let Some(mention) = page.mention(token) else {
            continue;
        };
        let explained = mention.end <= comma
            && page.is_mark(mention.end, ",(")
            && !mention.possessive
            && !(token > start
                && (page.has(token - 1, Class::PREPOSITION) || page.lower(token - 1) == "and"));
        if !explained {
            continue;
        }
        if page.cast.is_human(mention.entity) {
            return Some(entity(mention.entity, token, mention.end));
        }
        second_best = second_best.or(Some(entity(mention.entity, token, mention.end)));
    }
    if let Some(name) = between_commas(page, start, comma) {
        return Some(name);
    }
    match first_phrase(page, start, verb) {
        Some(first) if first.is_somebody() => Some(first),
        first => second_best.or(first),
    }
}

/// `The mayor’s lawyer, Ann Orr, said`: the name that fills the apposition.
fn between_commas(page: &Page, start: usize, comma: usize) -> Option<Source> {
    (start.max(comma.saturating_sub(5))..comma)
        .rev()
        .filter(|&token| {
            token > start
                && page.mark(token - 1) == ','
                && page.mention(token).is_some_and(|mention| {
                    mention.end == comma && !page.is_organization(mention.entity)
                })
        })
        .find_map(|token| bare(page, token))
}

/// The name whose last token is `last`, unless it hangs on a preposition.
fn name_ending_at(page: &Page, last: usize, start: usize) -> Option<Source> {
    let from = start.max(last.saturating_sub(5));
    let at = (from..=last).rev().find(|&token| {
        page.mention(token)
            .is_some_and(|mention| mention.end == last + 1)
    })?;
    // `of the former agent of President Ann Orr`: the preposition stands before the title.
    let mut first = at;
    while first > start.max(at.saturating_sub(4))
        && (page.has(first - 1, Class::TITLE)
            || page.mark(first - 1) == '.' && !page.ends_sentence(first - 1))
    {
        first -= 1;
    }
    if let Some(member) = member_of(page, first, start) {
        return Some(member);
    }
    // `an aide to both Orrs`, `a lawyer for the Dunmore Port Authority`
    let before = first - usize::from(first > start && page.has(first - 1, Class::DETERMINER));
    let hangs = before > start
        && page.is_any(
            before - 1,
            &[
                "to", "of", "for", "with", "by", "in", "at", "from", "on", "than", "about",
            ],
        );
    if hangs {
        return None;
    }
    bare(page, at)
}

/// `Dr. Ann Orr of the University of Dunmore said`: the person whose body begins at `body`.
fn member_of(page: &Page, body: usize, start: usize) -> Option<Source> {
    let article = body > start && page.lower(body - 1) == "the";
    let belongs = body.checked_sub(1 + usize::from(article))?;
    if belongs <= start || !page.is_any(belongs, &["of", "at", "from", "with"]) {
        return None;
    }
    let person = page.mentions_before(belongs).next()?;
    let whole = person.end == belongs && person.first >= start && !person.possessive;
    (whole && page.cast.is_human(person.entity))
        .then(|| bare(page, person.first))
        .flatten()
}

/// A phrase without a name that ends at `last`: looks for its first word.
fn phrase_ending_at(page: &Page, last: usize, start: usize, verb: usize) -> Option<Source> {
    for token in (start.max(last.saturating_sub(15))..=last).rev() {
        if page.is_mark(token, ",;:") {
            return None;
        }
        // In `people with knowledge of the matter` the last article does not begin the subject.
        let inner = token > start && is_inside(page, token - 1);
        let begins = token == start
            || !inner
                && page.is_any(
                    token,
                    &[
                        "the", "a", "an", "one", "another", "some", "several", "many", "his",
                        "her", "their", "its",
                    ],
                )
            || page.is_any(token - 1, &["but", "and", "while", "as", "when"]);
        if begins && let Some(found) = noun_phrase(page, token, verb) {
            return explained_by(page, token, start).or(Some(found));
        }
    }
    None
}

/// `Ann Orr, an agent of the harbour said`: the full name before an explanation that no comma closes. `Orr, one aide said` is
/// about Orr.
fn explained_by(page: &Page, at: usize, start: usize) -> Option<Source> {
    let comma = at
        .checked_sub(1)
        .filter(|&comma| comma > start && page.mark(comma) == ',')?;
    if !page.is_any(at, &["a", "an", "the"]) {
        return None;
    }
    (start.max(comma.saturating_sub(5))..comma)
        .find(|&token| {
            page.mention(token).is_some_and(|name| {
                name.end == comma
                    && name.end > token + 1
                    && !name.possessive
                    && page.cast.is_human(name.entity)
            }) && (start..token)
                .all(|title| page.has(title, Class::TITLE) || page.mark(title) == '.')
        })
        .and_then(|token| bare(page, token))
}

/// Whether the word makes what follows a part of a longer phrase: `protesters marching through the streets`.
fn is_inside(page: &Page, before: usize) -> bool {
    page.is_any(
        before,
        &[
            "of", "with", "in", "for", "at", "from", "to", "by", "on", "about", "over", "through",
            "into", "across", "outside", "inside", "near", "around", "under", "between", "among",
        ],
    )
}

/// Words that open a clause before the main one.
const OPENERS: &[&str] = &[
    "asked", "when", "while", "after", "if", "before", "as", "since", "because", "although",
    "though",
];

/// `Asked about Orr’s plan, Dahl shook his head and said`: the subject after the comma.
fn after_opening(page: &Page, start: usize, end: usize) -> Option<Source> {
    (start..end.min(start + REACH))
        .filter(|&token| page.mark(token) == ',')
        .find_map(|comma| {
            let source = noun_phrase(page, comma + 1, end).filter(|found| found.is_somebody())?;
            let acts = page.is_word(source.end)
                && !page.capitalized(source.end)
                && !page.has(source.end, Class::PREPOSITION)
                && page.lower(source.end) != "and";
            acts.then_some(source)
        })
}

/// The first noun phrase of a stretch that can be a subject.
pub(super) fn first_phrase(page: &Page, start: usize, end: usize) -> Option<Source> {
    if page.is_any(start, OPENERS)
        && let Some(main) = after_opening(page, start, end)
    {
        return Some(main);
    }
    if !page.quoted(start)
        && let Some(found) = noun_phrase(page, start, end)
    {
        return Some(found);
    }
    for token in (start..end.min(start + REACH)).filter(|&token| !page.quoted(token)) {
        if let Some(mention) = page.mention(token)
            && !mention.possessive
            && !page.is_organization(mention.entity)
            && (token == start
                || !page.has(token - 1, Class::PREPOSITION)
                || page.lower(token - 1) == "as")
        {
            return Some(entity(mention.entity, token, mention.end));
        }
        if page.is_any(token, &["he", "she"]) {
            return Some(pronoun(token));
        }
        if page.mark(token) == ','
            && let Some(found) = noun_phrase(page, token + 1, end)
        {
            return Some(found);
        }
    }
    None
}

/// Who speaks or acts in the sentence from `start` on: the subject of its verb of saying, else of the sentence.
pub(super) fn actor(page: &Page, start: usize, limit: usize) -> Option<Source> {
    let limit = limit.min(start + REACH);
    for token in start + 1..limit {
        if page.quoted(token) {
            continue;
        }
        if page.starts_sentence(token) {
            break;
        }
        if page.has(token, Class::SPEECH)
            && !page.has(token, Class::PARTICIPLE)
            && let Some(found) = subject(page, token, start)
        {
            return Some(found);
        }
    }
    noun_phrase(page, start, limit)
        .filter(|found| found.is_somebody())
        .or_else(|| first_phrase(page, start, limit).filter(|found| found.is_somebody()))
}

/// The mention at a token as a source.
pub(super) fn bare(page: &Page, at: usize) -> Option<Source> {
    page.mention(at)
        .map(|mention| entity(mention.entity, at, mention.end))
}

pub(super) fn entity(id: LocalId, first: usize, end: usize) -> Source {
    Source {
        who: Who::Entity(id),
        first,
        end,
    }
}

pub(super) fn pronoun(at: usize) -> Source {
    Source {
        who: Who::Pronoun,
        first: at,
        end: at + 1,
    }
}
