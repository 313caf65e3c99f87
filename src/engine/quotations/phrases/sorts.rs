//! What sort of somebody or something a noun names: people, a text, a body, more than one.

use super::super::page::Page;
use super::super::source::{Source, Who};
use super::super::words::Class;

/// Whether a source can be somebody who speaks where no verb of saying stands beside it: a name, a pronoun, a noun for people,
/// for a body or for a text. `ability` and `matter` are none.
pub(in super::super) fn can_speak(page: &Page, source: Source) -> bool {
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

/// Whether the noun is one for a text: `letter`, `reports`.
pub(in super::super) fn is_text(page: &Page, noun: usize) -> bool {
    let word = page.lower(noun);
    let single = word.strip_suffix('s').unwrap_or(word);
    page.has(noun, Class::WORDS_NOUN) || TEXTS.contains(&single)
}

/// Whether the noun, or the word that stands for one, means people: `officials`, `heckler`, `another`.
pub(in super::super) fn is_people(page: &Page, noun: usize) -> bool {
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

/// Whether a noun looks like more than one.
pub(in super::super) fn is_plural(page: &Page, noun: usize) -> bool {
    let word = page.lower(noun);
    word.ends_with('s')
        || word.ends_with("men")
        || page.is_any(noun, &["police", "people", "children", "media"])
}

/// Whether the word is a small number: `three` in `father of three`.
pub(in super::super) fn is_count(page: &Page, token: usize) -> bool {
    page.is_number(token) || page.is_any(token, &["one", "two", "three", "four", "five", "six"])
}

fn sounds_like_people(noun: &str) -> bool {
    let single = noun.strip_suffix('s').unwrap_or(noun);
    let endings = [
        "er", "or", "ist", "ian", "man", "men", "woman", "women", "person",
    ];
    single.len() > 4 && endings.iter().any(|ending| single.ends_with(ending))
}

/// Words that stand for people without a noun: `another said`, `the two wrote`.
pub(super) const STANDING_ALONE: &[&str] = &[
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
