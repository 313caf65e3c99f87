//! Phrases without a name: their main noun, and how far they reach.

use super::super::cast::Mention;
use super::super::page::Page;
use super::super::source::{Source, Who};
use super::super::words::Class;
use super::sorts::{STANDING_ALONE, is_count, is_people, is_plural, is_text};
use super::{NO_DESCRIPTION, name_behind_titles};

/// How long a phrase without a name may be.
const PHRASE_WORDS: usize = 14;

/// A phrase whose head is a common noun; a name inside it may turn out to be the speaker.
pub(super) fn phrase(page: &Page, at: usize, limit: usize) -> Option<Source> {
    let mut head = None;
    let mut in_complement = false;
    let mut token = at;
    while token < limit.min(at + PHRASE_WORDS) && !ends_phrase(page, at, token, head) {
        let body = page.mention(token).filter(|body| {
            in_complement && body.end <= limit && (token..body.end).any(|at| page.mark(at) == ',')
        });
        if let Some(body) = body {
            // `the Department for Roads, Canals and Harbours` holds a comma of its own.
            token = body.end - 1;
        } else if head.is_some() && page.is_any(token, QUALIFIERS) && qualifies(page, token) {
            in_complement = true;
            token += 1;
        } else if page.is_any(token, &["of", "for", "with", "in", "at", "from"]) {
            let before = token.checked_sub(1).filter(|&before| before >= at);
            head = head.or(before.filter(|&one| page.is_any(one, STANDING_ALONE)));
            if head.is_none() {
                break;
            }
            if let Some(parent) = parent_of(page, token) {
                return Some(Source {
                    who: Who::Entity(parent.entity),
                    first: at,
                    end: parent.end,
                });
            }
            in_complement = true;
        } else if head.is_some_and(|noun| goes_on(page, noun, token)) {
            in_complement = true;
            token += 1;
        } else if head.is_some() && page.lower(token) == "and" {
            let Some(end) = joined(page, token, limit) else {
                break;
            };
            token = end - 1;
        } else if page.is_any(token, &["by", "to", "on", "and"]) {
            break;
        } else if page.is_word(token) && !in_complement {
            let name = page.mention(token).filter(|name| {
                head.is_some()
                    && !name.possessive
                    && !page.is_organization(name.entity)
                    && !modifies(page, name.end)
            });
            if let Some(name) = name {
                return Some(Source {
                    who: Who::Entity(name.entity),
                    first: at,
                    end: name.end,
                });
            }
            if !page.has(token, Class::DETERMINER | Class::BETWEEN) {
                head = Some(token);
            }
        }
        token += 1;
    }
    let stands_alone = || {
        let last = token.checked_sub(1).filter(|&last| last >= at)?;
        page.is_any(last, STANDING_ALONE).then_some(last)
    };
    let head = head.or_else(stands_alone)?;
    Some(
        name_in_apposition(page, at, token, limit).unwrap_or(Source {
            who: Who::Phrase { head },
            first: at,
            end: token,
        }),
    )
}

fn ends_phrase(page: &Page, at: usize, token: usize, head: Option<usize>) -> bool {
    page.is_mark(token, ",;:()—–\"“”")
        || (page.mark(token) == '.' && page.ends_sentence(token))
        || is_dash(page, token)
        || head.is_some_and(|noun| is_doing(page, noun, token))
        || (page.has(token, Class::BETWEEN)
            && !page.capitalized(token)
            && head.is_some_and(|noun| !goes_on(page, noun, token)))
        || (head.is_some()
            && token > at + 1
            && !page.is_any(token, QUALIFIERS)
            && page.lower(token).ends_with("ed")
            && !page.capitalized(token))
        || (head.is_some() && token > at + 1 && is_deed(page, token))
        || (token > at
            && page.has(token, Class::SPEECH)
            && (!page.capitalized(token) || page.has(token, Class::PLAIN))
            && !page.has(token, Class::OFTEN_NOUN)
            && !is_noun_form(page, at, token, head)
            && (head.is_some() || page.is_past(token)))
        || page.has(token, Class::AFTER_SUBJECT | Class::PRONOUN)
}

/// Verbs in the past that are neither nouns nor participles: what follows the subject.
const DID: &[&str] = &[
    "became", "began", "came", "chose", "drew", "drove", "fell", "gave", "grew", "knew", "spoke",
    "threw", "took", "went", "wore",
];

/// The same for verbs whose participle looks like their past, where an object follows: `the study found that`.
const DID_SOMETHING: &[&str] = &[
    "brought", "built", "caught", "felt", "found", "held", "kept", "laid", "lost", "made", "met",
    "paid", "sent", "sold", "spent", "taught", "won",
];

/// Whether a verb in the past stands here that is none of saying.
fn is_deed(page: &Page, token: usize) -> bool {
    let object = || {
        page.has(token + 1, Class::DETERMINER)
            || page.is_any(token + 1, &["that", "him", "them", "it"])
            || page.is_mark(token + 1, "\"“‘")
    };
    page.is_any(token, DID) || page.is_any(token, DID_SOMETHING) && object()
}

/// `an aide to the mayor`, `a letter to members`, `a story by the website`: what a role or a text belongs to.
fn goes_on(page: &Page, noun: usize, token: usize) -> bool {
    let text = is_text(page, noun);
    let role = page.has(noun, Class::SPEAKER_NOUN | Class::TITLE);
    let belongs = match page.lower(token) {
        "to" => text || role,
        "by" | "on" => text,
        _ => false,
    };
    belongs
        && noun + 1 == token
        && !page.has(token + 1, Class::VERB | Class::AFTER_CUE)
        && (page.has(token + 1, Class::DETERMINER)
            || page.capitalized(token + 1)
            || is_plural(page, token + 1))
}

/// Words that tell more about the noun before them, with a preposition: `sources familiar with the matter`.
const QUALIFIERS: &[&str] = &[
    "familiar",
    "close",
    "involved",
    "briefed",
    "based",
    "present",
    "acquainted",
    "knowledgeable",
    "associated",
    "affiliated",
    "opposed",
    "loyal",
];

fn qualifies(page: &Page, token: usize) -> bool {
    page.is_any(token + 1, &["with", "to", "in", "on", "of", "at", "about"])
}

/// `baker and father of three Ben Dahl`: whoever is named right behind the number of the children.
fn parent_of<'a>(page: &'a Page, of: usize) -> Option<&'a Mention> {
    let parent = page.is_any(
        of - 1,
        &["father", "mother", "parent", "grandmother", "grandfather"],
    );
    page.mention(of + 2).filter(|person| {
        parent
            && page.lower(of) == "of"
            && is_count(page, of + 1)
            && page.cast.is_human(person.entity)
    })
}

/// A hyphen between blanks.
fn is_dash(page: &Page, token: usize) -> bool {
    page.mark(token) == '-' && {
        let text = page.text().as_bytes();
        let at = page.start(token) as usize;
        let blank = |byte: Option<usize>| byte.and_then(|at| text.get(at)) == Some(&b' ');
        blank(at.checked_sub(1)) && blank(Some(at + 1))
    }
}

/// `protesters marching through the streets`: what the people do is no part of their name.
fn is_doing(page: &Page, noun: usize, token: usize) -> bool {
    page.lower(token).ends_with("ing")
        && !page.capitalized(token)
        && noun + 1 == token
        && (is_plural(page, noun) || is_people(page, noun))
        && (page.has(token + 1, Class::PREPOSITION | Class::DETERMINER)
            || page.is_any(token + 1, &["through", "into", "across", "outside"]))
}

/// Whether a form of a verb is a noun here, since one person or thing takes no such form: `an early tweet quoted him`.
fn is_noun_form(page: &Page, at: usize, token: usize, head: Option<usize>) -> bool {
    let single = page.is_any(
        at,
        &[
            "the", "a", "an", "this", "that", "his", "her", "its", "their", "one", "another",
        ],
    );
    single && page.has(token, Class::BASE) && !head.is_some_and(|noun| is_plural(page, noun))
}

/// `the union and the company said`: the end of the second speaker, where a verb of saying follows.
fn joined(page: &Page, and: usize, limit: usize) -> Option<usize> {
    let first = and + 1;
    if !page.has(first, Class::DETERMINER) || page.has(first, Class::PRONOUN) {
        return None;
    }
    let noun = (first + 1..limit.min(first + 4))
        .find(|&token| page.has(token, Class::SPEAKER_NOUN | Class::BODY_NOUN))?;
    let plain =
        (first + 1..noun).all(|token| page.is_word(token) && !page.has(token, NO_DESCRIPTION));
    (plain && page.has(noun + 1, Class::SPEECH)).then_some(noun + 1)
}

/// Whether a name that ends before this token only describes the noun there: `a senior Orr adviser`.
fn modifies(page: &Page, noun: usize) -> bool {
    page.has(noun, Class::SPEAKER_NOUN | Class::TITLE)
        && !page.capitalized(noun)
        && !page.has(noun, Class::VERB)
}

/// `Orr’s campaign manager, Ben Dahl,` means Ben Dahl.
fn name_in_apposition(page: &Page, at: usize, comma: usize, limit: usize) -> Option<Source> {
    if page.mark(comma) != ',' || comma + 1 >= limit {
        return None;
    }
    let name = name_behind_titles(page, comma + 1, limit)?;
    let mention = page
        .mention(name)
        .filter(|mention| !mention.possessive && !page.is_organization(mention.entity))?;
    let closed = mention.end >= limit
        || page.is_mark(mention.end, ",.(")
        || page.has(mention.end, Class::VERB)
        || page.is_any(mention.end, &["of", "from", "at", "who"]);
    closed.then_some(Source {
        who: Who::Entity(mention.entity),
        first: at,
        end: mention.end,
    })
}
