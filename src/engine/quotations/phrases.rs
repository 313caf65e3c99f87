//! Noun phrases that can be a subject: names with their titles, pronouns, `one senior official`.

use super::cast::Mention;
use super::page::Page;
use super::source::{Source, Who};
use super::words::Class;

/// How far a name may stand behind its titles.
const TITLE_WORDS: usize = 7;

/// Words that stand for people without a noun: `another said`, `the two wrote`.
const STANDING_ALONE: &[&str] = &[
    "one", "another", "some", "several", "many", "two", "three", "both", "most", "few", "other",
    "each", "others",
];

/// Texts and groups that speak and stand on no list of roles.
const SPEAKING: &[&str] = &[
    "percent",
    "those",
    "petition",
    "piece",
    "editorial",
    "essay",
    "memoir",
    "brief",
    "suit",
    "note",
    "message",
    "slogan",
    "opinion",
    "media",
    "audience",
    "crew",
    "surrogate",
    "someone",
    "family",
];

/// Whether a source can be somebody who speaks where no verb of saying stands beside it: a name, a pronoun, a noun for people,
/// for a body or for a text. `ability` and `matter` are none.
pub(super) fn can_speak(page: &Page, source: Source) -> bool {
    let Who::Phrase { head } = source.who else {
        return true;
    };
    let noun = page.lower(head);
    let single = noun.strip_suffix('s').unwrap_or(noun);
    let known = page.lexicon.is_role_noun(single) || page.lexicon.is_organization_noun(single);
    page.has(
        head,
        Class::SPEAKER_NOUN | Class::TITLE | Class::BODY_NOUN | Class::WORDS_NOUN,
    ) || page.capitalized(head)
        || page.is_any(head, STANDING_ALONE)
        || known
        || SPEAKING.contains(&single)
        || sounds_like_people(noun)
}

/// What does not stand between the name of a body and that of its man or woman.
const NO_DESCRIPTION: Class = Class::of_any(&[
    Class::VERB,
    Class::PREPOSITION,
    Class::CLAUSE,
    Class::BETWEEN,
    Class::AFTER_SUBJECT,
    Class::DETERMINER,
    Class::PRONOUN,
]);

/// How long a phrase without a name may be.
const PHRASE_WORDS: usize = 14;

/// The noun phrase that starts at token `at` and ends before `limit`.
pub(super) fn noun_phrase(page: &Page, at: usize, limit: usize) -> Option<Source> {
    let limit = limit.min(page.tokens.len());
    if at >= limit {
        return None;
    }
    // `But Mayor Orr had an answer: “…”`
    if page.has(at, Class::CLAUSE)
        && page.starts_sentence(at)
        && let Some(start) = name_behind_titles(page, at + 1, limit)
    {
        return named(page, at + 1, start, limit);
    }
    if let Some(start) = name_behind_titles(page, at, limit) {
        return named(page, at, start, limit);
    }
    if page.lower(at) == "the"
        && page
            .mention(at + 1)
            .is_some_and(|body| !body.possessive && page.is_organization(body.entity))
        && let Some(body) = named(page, at, at + 1, limit)
    {
        return Some(body);
    }
    if page.has(at, Class::PRONOUN) {
        return Some(Source {
            who: Who::Pronoun,
            first: at,
            end: at + 1,
        });
    }
    if page.has(at, Class::PHRASE_START | Class::TITLE | Class::SPEAKER_NOUN) {
        return phrase(page, at, limit);
    }
    if describes_people(page, at, limit) {
        return phrase(page, at, limit);
    }
    speaking_place(page, at, limit)
}

/// `Estonia said`, `North Korea warned`: a state that speaks.
fn speaking_place(page: &Page, at: usize, limit: usize) -> Option<Source> {
    [2, 1]
        .into_iter()
        .map(|words| at + words)
        .find(|&end| {
            end < limit
                && (at..end).all(|token| page.is_word(token) && page.capitalized(token))
                && page.has(end, Class::SPEECH)
                && page
                    .lexicon
                    .is_place(page.tokens.span(at, end).of(page.text()))
        })
        .map(|end| Source {
            who: Who::Phrase { head: end - 1 },
            first: at,
            end,
        })
}

/// `federal prosecutors said`, `editorial writers noted`: people without an article, behind what describes them.
fn describes_people(page: &Page, at: usize, limit: usize) -> bool {
    let plain = |token: usize| {
        page.is_word(token) && !page.has(token, NO_DESCRIPTION | Class::PRONOUN | Class::BETWEEN)
    };
    (at + 1..limit.min(at + 4))
        .find(|&token| page.has(token, Class::SPEAKER_NOUN | Class::TITLE))
        .is_some_and(|noun| {
            is_plural(page, noun) && (at..noun).all(plain) && page.has(noun + 1, Class::SPEECH)
        })
}

/// The token at which the name of a phrase starts, when only titles stand before it.
fn name_behind_titles(page: &Page, at: usize, limit: usize) -> Option<usize> {
    if page.mention(at).is_some() && !page.has(at, Class::TITLE) {
        return Some(at);
    }
    if !page.capitalized(at) && !page.has(at, Class::TITLE) {
        return None;
    }
    for token in at..limit.min(at + TITLE_WORDS) {
        if page.mention(token).is_some() {
            return Some(token);
        }
        let among_titles = page.has(token, Class::TITLE | Class::AMONG_TITLES)
            || page.mark(token) == '.'
            || page.capitalized(token);
        if !among_titles {
            return None;
        }
    }
    None
}

/// The phrase that starts at `at` with the name at token `start`.
fn named(page: &Page, at: usize, start: usize, limit: usize) -> Option<Source> {
    let mention = page.mention(start)?;
    let mut end = mention.end;
    if end < limit && page.mark(end) == '.' && page.is_any(end - 1, &["jr", "sr"]) {
        end += 1;
    }
    let whole = Source {
        who: Who::Entity(mention.entity),
        first: at,
        end,
    };
    if mention.possessive {
        return phrase(page, at, limit);
    }
    if page.is_organization(mention.entity)
        && let Some(person) = person_of(page, end, limit)
    {
        return Some(Source {
            who: Who::Entity(person.entity),
            first: at,
            end: person.end,
        });
    }
    if end < limit && !page.capitalized(end) {
        if page.has(end, Class::SPEAKER_NOUN) {
            return phrase(page, at, limit);
        }
        // In `the Orr campaign spokesman Ben Dahl` the first name only modifies.
        if page.has(end, Class::TITLE | Class::AMONG_TITLES) && !page.has(end, Class::PREPOSITION) {
            let named = (end..limit.min(end + 6)).find_map(|token| page.mention(token));
            return match named {
                Some(mention) => Some(Source {
                    who: Who::Entity(mention.entity),
                    first: at,
                    end: mention.end,
                }),
                None => phrase(page, at, limit),
            };
        }
    }
    Some(whole)
}

/// `Dunmore Radio host Ann Orr`: the person whose titles follow the name of a body.
fn person_of<'a>(page: &'a Page, end: usize, limit: usize) -> Option<&'a Mention> {
    for token in end..limit.min(end + 7) {
        let person = page
            .mention(token)
            .filter(|mention| !page.is_organization(mention.entity));
        if let Some(person) = person {
            return Some(person).filter(|person| !person.possessive);
        }
        let describes = page.has(
            token,
            Class::TITLE | Class::AMONG_TITLES | Class::SPEAKER_NOUN,
        ) || page.is_number(token)
            || page.mark(token) == '.' && !page.ends_sentence(token)
            || page.is_word(token) && !page.has(token, NO_DESCRIPTION);
        if !describes {
            return None;
        }
    }
    None
}

/// A phrase whose head is a common noun; a name inside it may turn out to be the speaker.
fn phrase(page: &Page, at: usize, limit: usize) -> Option<Source> {
    let mut head = None;
    let mut in_complement = false;
    let mut token = at;
    while token < limit.min(at + PHRASE_WORDS) && !ends_phrase(page, at, token, head) {
        if head.is_some() && page.is_any(token, QUALIFIERS) && qualifies(page, token) {
            in_complement = true;
            token += 1;
        } else if page.is_any(token, &["of", "for", "with", "in", "at", "from"]) {
            let before = token.checked_sub(1).filter(|&before| before >= at);
            head = head.or(before.filter(|&one| page.is_any(one, STANDING_ALONE)));
            if head.is_none() {
                break;
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

/// Whether the noun is one for a text: `letter`, `reports`.
pub(super) fn is_text(page: &Page, noun: usize) -> bool {
    let word = page.lower(noun);
    let single = word.strip_suffix('s').unwrap_or(word);
    page.has(noun, Class::WORDS_NOUN) || TEXTS.contains(&single)
}

/// Nouns for texts that are no statement of one person.
const TEXTS: &[&str] = &[
    "ad",
    "advertisement",
    "article",
    "book",
    "brief",
    "column",
    "complaint",
    "document",
    "editorial",
    "email",
    "essay",
    "filing",
    "headline",
    "lawsuit",
    "letter",
    "memo",
    "memoir",
    "message",
    "note",
    "order",
    "page",
    "paper",
    "petition",
    "piece",
    "pitch",
    "poll",
    "post",
    "release",
    "report",
    "ruling",
    "statement",
    "story",
    "study",
    "survey",
    "tweet",
    "video",
    "website",
];

/// Whether the noun, or the word that stands for one, means people: `officials`, `heckler`, `another`.
pub(super) fn is_people(page: &Page, noun: usize) -> bool {
    let known = page.has(noun, Class::TITLE | Class::SPEAKER_NOUN) && !is_text(page, noun);
    known && !page.has(noun, Class::BODY_NOUN)
        || page.is_any(noun, STANDING_ALONE)
        || sounds_like_people(page.lower(noun))
        || page.is_any(
            noun,
            &[
                "audience", "crowd", "family", "folks", "friends", "marchers", "others", "someone",
                "those",
            ],
        )
}

fn sounds_like_people(noun: &str) -> bool {
    let single = noun.strip_suffix('s').unwrap_or(noun);
    let endings = ["er", "or", "ist", "ian", "man", "woman", "person"];
    single.len() > 4 && endings.iter().any(|ending| single.ends_with(ending))
}

/// Whether a name that ends before this token only describes the noun there: `a senior Orr adviser`.
fn modifies(page: &Page, noun: usize) -> bool {
    page.has(noun, Class::SPEAKER_NOUN | Class::TITLE)
        && !page.capitalized(noun)
        && !page.has(noun, Class::VERB)
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

/// `protesters marching through the streets`: what the people do is no part of their name.
fn is_doing(page: &Page, noun: usize, token: usize) -> bool {
    page.lower(token).ends_with("ing")
        && !page.capitalized(token)
        && noun + 1 == token
        && is_plural(page, noun)
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

/// Whether a noun looks like more than one.
pub(super) fn is_plural(page: &Page, noun: usize) -> bool {
    page.lower(noun).ends_with('s')
        || page.is_any(
            noun,
            &["police", "people", "men", "women", "children", "media"],
        )
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

fn ends_phrase(page: &Page, at: usize, token: usize, head: Option<usize>) -> bool {
    page.is_mark(token, ",;:()—–\"“”")
        || (page.mark(token) == '.' && page.ends_sentence(token))
        || head.is_some_and(|noun| is_doing(page, noun, token))
        || (page.has(token, Class::BETWEEN)
            && !page.capitalized(token)
            && head.is_some_and(|noun| !goes_on(page, noun, token)))
        || (head.is_some()
            && token > at + 1
            && !page.is_any(token, QUALIFIERS)
            && page.lower(token).ends_with("ed")
            && !page.capitalized(token))
        || (token > at
            && page.has(token, Class::SPEECH)
            && !page.has(token, Class::OFTEN_NOUN)
            && !is_noun_form(page, at, token, head)
            && (head.is_some() || page.is_past(token)))
        || page.has(token, Class::AFTER_SUBJECT | Class::PRONOUN)
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
