//! Who `the president`, `the commission` or `the diplomat` means; `one official` stays unnamed.

use super::page::Page;
use super::source::Voice;
use super::words::Class;

/// How many mentions are looked through for the holder of a role.
const MENTIONS: usize = 400;

/// Role words that name the same office.
const SAME_ROLE: &[(&str, &[&str])] = &[
    ("senator", &["senator", "sen", "sens"]),
    ("governor", &["governor", "gov"]),
    ("congressman", &["congressman", "rep", "representative"]),
    ("congresswoman", &["congresswoman", "rep", "representative"]),
    (
        "lawmaker",
        &["rep", "sen", "senator", "congressman", "congresswoman"],
    ),
    ("candidate", &["candidate", "nominee"]),
];

/// Who the phrase of tokens `first` up to `end` with the main noun `head` means.
pub(super) fn phrase(page: &Page, first: usize, end: usize, head: usize) -> Voice {
    let unnamed = Voice::Unnamed(page.tokens.span(first, end));
    let definite = page.is_any(first, &["the", "his", "her", "their", "its", "this"]);
    if !definite {
        return unnamed;
    }
    let noun = page.lower(head);
    let noun = noun.strip_suffix("'s").unwrap_or(noun);
    let single = [noun];
    let roles = SAME_ROLE
        .iter()
        .find(|(role, _)| *role == noun)
        .map_or(&single[..], |(_, same)| same);
    person_with(page, first, roles)
        .or_else(|| body_called(page, first, head, noun))
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

/// `the commission`, after `the Dunmore Harbour Commission`; `the paper`, after a newspaper.
fn body_called(page: &Page, first: usize, head: usize, noun: &str) -> Option<Voice> {
    if !page.has(head, Class::BODY_NOUN) {
        return None;
    }
    let is_paper = matches!(
        noun,
        "newspaper" | "paper" | "outlet" | "magazine" | "daily"
    );
    page.mentions_before(first)
        .take(MENTIONS)
        .find(|mention| {
            let name = page.cast.name(mention.entity);
            let mut words = name.split(' ');
            let several = name.contains(' ');
            let named = words.any(|word| word.eq_ignore_ascii_case(noun));
            let press = is_paper && PRESS.iter().any(|end| name.ends_with(end));
            several && (named || press)
        })
        .map(|mention| Voice::Entity(mention.entity))
}

/// What the names of newspapers end with.
const PRESS: &[&str] = &[
    "Post", "Times", "Journal", "Tribune", "Herald", "Guardian", "News", "Today",
];
