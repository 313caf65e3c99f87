//! Who `the president`, `the commission` or `the diplomat` means; `one official` stays unnamed.

use super::super::LocalId;
use super::page::Page;
use super::pronouns::{History, last_person};
use super::source::Voice;
use super::words::Class;

/// How many mentions are looked through for the holder of a role.
const MENTIONS: usize = 400;

/// How far above an unnamed person is remembered, in tokens.
const WORDS_ABOVE: usize = 200;

/// The first person in the document who has the role that the noun at token `head` names.
pub(super) fn holder(page: &Page, head: usize) -> Option<LocalId> {
    let noun = page.lower(head);
    let single = [noun];
    let roles = same_roles(noun).unwrap_or(&single);
    page.cast
        .mentions()
        .iter()
        .take(MENTIONS)
        .map(|mention| mention.entity)
        .find(|&id| page.cast.has_role(id, roles))
}

fn same_roles(noun: &str) -> Option<&'static [&'static str]> {
    SAME_ROLE
        .iter()
        .find(|(role, _)| *role == noun)
        .map(|&(_, same)| same)
}

/// Role words that name the same office.
const SAME_ROLE: &[(&str, &[&str])] = &[
    ("senator", &["senator", "sen", "sens"]),
    ("governor", &["governor", "gov"]),
    ("congressman", &["congressman", "rep", "representative"]),
    ("congresswoman", &["congresswoman", "rep", "representative"]),
    (
        "lawmaker",
        &[
            "rep",
            "sen",
            "senator",
            "congressman",
            "congresswoman",
            "legislator",
            "mp",
        ],
    ),
    ("candidate", &["candidate", "nominee"]),
    ("pontiff", &["pope"]),
    ("premier", &["premier", "minister"]),
    ("lieutenant", &["lieutenant", "lt"]),
    ("sergeant", &["sergeant", "sgt"]),
    ("detective", &["detective", "det"]),
    ("captain", &["captain", "capt"]),
    ("colonel", &["colonel", "col"]),
    ("general", &["general", "gen"]),
    ("councillor", &["councillor", "cllr"]),
    ("professor", &["professor", "prof"]),
    ("doctor", &["doctor", "dr", "physician"]),
    ("pastor", &["pastor", "rev", "reverend"]),
    ("superintendent", &["superintendent", "supt"]),
    ("lawyer", &["lawyer", "attorney", "solicitor"]),
    ("attorney", &["attorney", "lawyer"]),
];

/// Who the phrase of tokens `first` up to `end` with the main noun `head` means.
pub(super) fn phrase(
    page: &Page,
    first: usize,
    end: usize,
    head: usize,
    history: &History,
) -> Voice {
    let unnamed = Voice::Unnamed(page.tokens.span(first, end));
    let definite = page.is_any(first, &["the", "his", "her", "their", "its", "this"]);
    if !definite {
        return unnamed;
    }
    let noun = page.lower(head);
    let noun = noun.strip_suffix("'s").unwrap_or(noun);
    let single = [noun];
    let roles = same_roles(noun).unwrap_or(&single);
    person_with(page, first, roles)
        .or_else(|| person_aged(page, first, end))
        .or_else(|| body_called(page, first, head, noun))
        .or_else(|| somebody_described(page, first, end, head, history))
        .unwrap_or(unnamed)
}

/// The nearest person above with one of these roles: as this document says, else as the library knows.
fn person_with(page: &Page, first: usize, roles: &[&str]) -> Option<Voice> {
    let people = || {
        page.mentions_before(first)
            .take(MENTIONS)
            .filter(|mention| !page.is_organization(mention.entity))
    };
    people()
        .find(|mention| !page.quoted(mention.first) && page.cast.has_role(mention.entity, roles))
        .or_else(|| people().find(|mention| page.cast.has_role_elsewhere(mention.entity, roles)))
        .map(|mention| Voice::Entity(mention.entity))
}

/// `the 58-year-old`, after `Ann Orr, 58,`: whose age the phrase gives.
fn person_aged(page: &Page, first: usize, end: usize) -> Option<Voice> {
    let words = page.tokens.span(first + 1, end).of(page.text());
    let (age, _) = words.split_once("-year-old")?;
    page.mentions_before(first)
        .take(MENTIONS)
        .find(|mention| {
            page.mark(mention.end) == ','
                && page.lower(mention.end + 1) == age
                && !page.is_organization(mention.entity)
        })
        .map(|mention| Voice::Entity(mention.entity))
}

/// `the Italian`: one person of that people.
fn is_native(page: &Page, token: usize) -> bool {
    page.capitalized(token)
        && page.lower(token).ends_with("an")
        && page.lexicon.is_people(page.word(token))
}

/// `The diplomat`, of whom nothing else says that he is one: the person that the text is about.
fn somebody_described(
    page: &Page,
    first: usize,
    end: usize,
    head: usize,
    history: &History,
) -> Option<Voice> {
    let described = head + 1 == end && page.has(head, Class::TITLE)
        || first + 2 == end && is_native(page, head);
    // `The victim’s brother` is nobody whom the text is about.
    let owned = (first..head).any(|token| page.lower(token).ends_with("'s"));
    let plain = page.lower(first) == "the"
        && described
        && !owned
        && !(first..end).any(|token| page.mention(token).is_some())
        && !introduced(page, first, head);
    let gender = page.gender_of(head);
    plain
        .then(|| last_person(page, first, gender, history))
        .flatten()
}

/// Whether the text has just introduced such a person without a name: `another unnamed official`.
fn introduced(page: &Page, first: usize, head: usize) -> bool {
    let noun = page.lower(head);
    (first.saturating_sub(WORDS_ABOVE)..first)
        .filter(|&token| page.lower(token) == noun)
        .any(|token| {
            (token.saturating_sub(4)..token)
                .any(|before| page.is_any(before, &["a", "an", "one", "another", "second"]))
        })
}

/// `the commission`, after `the Dunmore Harbour Commission`; `the paper`, after a newspaper.
fn body_called(page: &Page, first: usize, head: usize, noun: &str) -> Option<Voice> {
    if !page.has(head, Class::BODY_NOUN) {
        return None;
    }
    let is_paper = matches!(
        noun,
        "newspaper" | "paper" | "outlet" | "magazine" | "daily"
    );
    // `the sheriff’s office` is no office but his.
    let owner = (first + 1..head).find(|&token| page.lower(token).ends_with("'s"));
    let owner = owner.map_or("", |owner| page.lower(owner).trim_end_matches("'s"));
    page.mentions_before(first)
        .take(MENTIONS)
        .find(|mention| {
            let name = page.cast.name(mention.entity);
            let mut words = name.split(' ');
            let several = name.contains(' ');
            let belongs = owner.is_empty() || name.to_lowercase().contains(owner);
            let named = belongs && words.any(|word| word.eq_ignore_ascii_case(noun));
            let press = is_paper && PRESS.iter().any(|end| name.ends_with(end));
            several && (named || press)
        })
        .map(|mention| Voice::Entity(mention.entity))
}

/// What the names of newspapers end with.
const PRESS: &[&str] = &[
    "Post", "Times", "Journal", "Tribune", "Herald", "Guardian", "News", "Today",
];
