//! People and organizations: every mention, under one name.
//!
//! Capitalised runs (`runs`) are cut into titles, names and organizations (`cutting`), by word lists and by what a trained
//! tagger takes them for; full names become entities (`people`, `bodies`), and lone words and short forms join them (`lone`,
//! `body_forms`); then roles and gender are read off the text around them. `ties` says why two names are one.

mod acronyms;
mod background;
mod bodies;
mod body_forms;
mod body_keys;
mod body_names;
mod bynames;
mod choice;
mod consistency;
mod cut_bodies;
mod cutting;
mod draft;
mod evidence;
mod fronts;
mod full_names;
mod gender;
mod headlines;
mod letters;
mod lone;
mod nicknames;
mod organizations;
mod owners;
mod people;
mod pieces;
mod roles;
mod runs;
#[cfg(test)]
mod tests;
mod ties;
mod titles;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::tagger::Tags;
use super::tokens::Tokens;
use super::{EntityKind, Gender, Lexicon, LocalEntity, LocalId, Span};
pub use background::{Background, Question, Survey};
pub(crate) use body_keys::key_of as organization_key;
use draft::Draft;
pub(crate) use letters::{fold, key_word};
pub(crate) use nicknames::FirstName;
pub use ties::Tie;

/// The full name of a known organization behind any of its names; other names as they are.
pub(crate) fn organization_name(name: &str) -> &str {
    Lexicon::bundled()
        .known_organization(name)
        .map_or(name, |known| known.name)
}

/// One place that names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The tokens of the bare name.
    pub(crate) tokens: Range<usize>,
    /// The token where the titles in front start; the first token of the name when there is none.
    pub(crate) first_title: usize,
    /// Whom it names.
    pub(crate) entity: LocalId,
    /// Whether the name owns or describes what follows: `Orr’s plan`.
    pub(crate) possessive: bool,
    /// The bare name without a possessive ending; with the article when that belongs to the name.
    pub(crate) span: Span,
}

/// What the document tells about a person or organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The full name.
    pub(crate) name: String,
    /// Person or organization.
    pub(crate) kind: EntityKind,
    /// Of a person.
    pub(crate) gender: Gender,
    /// Lower-case heads of roles: `nominee`, `governor`, `spokesman`.
    pub(crate) roles: Vec<String>,
    /// The fullest wording of a role: `Defense Secretary`.
    pub(crate) role: Option<String>,
    /// Lower-case heads of the roles that at least two documents of the library give this person.
    pub(crate) roles_elsewhere: Vec<String>,
    /// Whether something besides the capital letters shows a human being: a title, a first name, a verb of saying.
    pub(crate) human: bool,
    /// Whether it publishes news, as far as the lists and its name tell.
    pub(crate) outlet: bool,
    /// First name, surname and generation in lower case: what the background knows people by. None for a name of one word.
    pub(crate) key: Option<PersonKey>,
}

/// What tells full names apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonKey {
    /// The first name in lower case.
    pub(crate) first: String,
    /// The last word of the surname in lower case.
    pub(crate) last: String,
}

/// The people and organizations of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    mentions: Vec<Mention>,
    entities: Vec<Named>,
}

impl Names {
    /// Finds every mention. Entities are numbered by their first mention.
    pub(crate) fn find(tokens: &Tokens, lexicon: &Lexicon, background: &Background) -> Self {
        Self::find_tagged(tokens, lexicon, background, &Tags::find(tokens))
    }

    /// The same with what the tagger has found in the tokens.
    pub(crate) fn find_tagged(
        tokens: &Tokens,
        lexicon: &Lexicon,
        background: &Background,
        tags: &Tags,
    ) -> Self {
        let runs = runs::find(tokens, lexicon);
        let headlines = headlines::Headlines::find(tokens, lexicon);
        let cut = cutting::cut(tokens, lexicon, tags, &runs);
        let (headline, body): (Vec<_>, Vec<_>) = cut
            .into_iter()
            .partition(|piece| headlines.covers(tokens, piece.tokens.start));
        let mut draft = Draft::new(tokens, lexicon, background);
        draft.note_surnames(&body);
        bodies::bind(&mut draft, &body);
        people::bind(&mut draft, &body);
        headlines::bind(&mut draft, &headline);
        roles::collect(&mut draft);
        gender::settle(&mut draft);
        Self::of(draft)
    }

    fn of(draft: Draft) -> Self {
        let (mentions, entities) = draft.finish();
        Self { mentions, entities }
    }

    /// All mentions in text order.
    pub(crate) fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// What is known about an entity of this document.
    pub(crate) fn entity(&self, id: LocalId) -> Option<&Named> {
        self.entities.get(id.0 as usize)
    }

    /// All entities; a [`LocalId`] is the index.
    pub(crate) fn entities(&self) -> &[Named] {
        &self.entities
    }

    /// The entities as findings, in the order of their ids.
    pub(crate) fn findings(&self, text: &str) -> Vec<LocalEntity> {
        let mut found: Vec<LocalEntity> = self
            .entities
            .iter()
            .map(|named| LocalEntity {
                name: named.name.clone(),
                kind: named.kind,
                gender: named.gender,
                role: named.role.clone(),
                aliases: Vec::new(),
                mentions: Vec::new(),
            })
            .collect();
        for mention in &self.mentions {
            if let Some(entity) = found.get_mut(mention.entity.0 as usize) {
                let form = on_one_line(mention.span.of(text));
                let known =
                    form == entity.name || entity.aliases.iter().any(|alias| *alias == form);
                if !known && !form.is_empty() {
                    entity.aliases.push(form.into_owned());
                }
                entity.mentions.push(mention.span);
            }
        }
        found
    }
}

/// The words with single blanks between them.
fn on_one_line(words: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let plain = words.chars().all(|mark| {
        let fits = !mark.is_whitespace() || mark == ' ' && before != ' ';
        before = mark;
        fits
    });
    if plain && !words.ends_with(' ') {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
