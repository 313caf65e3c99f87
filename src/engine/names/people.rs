//! People: full names first, then the surnames, first names and titles that mean the same persons.

use std::collections::{HashMap, HashSet};

use super::background::Bearer;
use super::draft::Draft;
use super::pieces::Piece;
use super::words::{
    base, first_names_agree, is_acronym, is_family_name_first, is_initial, is_particle,
};
use super::{PersonKey, titles};
use crate::engine::lexicon::{HeadKind, TitleKind};
use crate::engine::{EntityKind, Gender};

/// Binds all pieces that name people.
pub(super) fn bind(draft: &mut Draft, pieces: &[Piece]) {
    let mut people = People::default();
    let free: Vec<&Piece> = pieces
        .iter()
        .filter(|piece| {
            piece.organization.is_none() && !draft.is_bound(piece.tokens.start)
                || bears(draft, pieces, piece)
        })
        .collect();
    for piece in &free {
        if is_full_name(draft, piece) {
            people.open(draft, piece);
        }
    }
    people.promote(draft, &free);
    let evidence = middles(draft, &free);
    for piece in free {
        if let Some(entity) = people.entity_of(draft, piece, &evidence) {
            let start = with_particles(draft, piece);
            draft.mention(
                start..piece.tokens.end,
                piece.title.start.min(start),
                entity,
                piece.possessive,
            );
            note_title(draft, piece, entity);
        }
    }
}

/// Whether a company’s name is the surname of somebody in the document: `Ford` below `Ada Ford`.
pub(super) fn bears(draft: &Draft, pieces: &[Piece], piece: &Piece) -> bool {
    let [word] = piece.words[..] else {
        return false;
    };
    let surname = base(draft.tokens.word(word));
    let known = piece.organization.as_ref().is_some_and(|found| found.known);
    known
        && !is_acronym(surname)
        && pieces.iter().any(|other| {
            let core = other.core(draft.tokens);
            other.organization.is_none()
                && other.tokens.start < piece.tokens.start
                && core.len() == 2
                && core[1] == surname
                && draft.lexicon.first_name(core[0]).is_some()
        })
}

/// Words seen with a capital letter away from the start of a sentence or quotation.
fn middles<'t>(draft: &Draft<'_, 't>, pieces: &[&Piece]) -> HashSet<&'t str> {
    pieces
        .iter()
        .flat_map(|piece| piece.words.iter())
        .filter(|&&word| !opens(draft, word))
        .map(|&word| base(draft.tokens.word(word)))
        .collect()
}

fn opens(draft: &Draft, word: usize) -> bool {
    draft
        .tokens
        .get(word)
        .is_some_and(|token| token.starts_sentence)
        || word
            .checked_sub(1)
            .is_some_and(|before| matches!(draft.tokens.word(before), "\"" | "“" | "‘" | "'" | ":"))
}

/// Extends a lone surname over its particles: `von der Au`.
fn with_particles(draft: &Draft, piece: &Piece) -> usize {
    let mut start = piece.tokens.start;
    while start > 0
        && piece.title.is_empty()
        && is_particle(draft.tokens.lower(start - 1))
        && draft.tokens.lower(start - 1) != "y"
        && start + 2 > piece.tokens.start
    {
        start -= 1;
    }
    start
}

/// Whether the piece is the full name of a person.
fn is_full_name(draft: &Draft, piece: &Piece) -> bool {
    let core = piece.core(draft.tokens);
    let lexicon = draft.lexicon;
    let (Some(&first), Some(&last)) = (core.first(), core.last()) else {
        return false;
    };
    if !(2..=5).contains(&core.len()) || lexicon.is_place(&core.join(" ")) {
        return false;
    }
    let titled = !piece.title.is_empty();
    let first_name = lexicon.first_name(first).is_some();
    if lexicon.is_people(last)
        || lexicon.is_people(first) && !first_name
        || (lexicon.is_place(first) && !first_name)
        || (lexicon.is_place(&core[..2].join(" ")) && core.len() > 2)
    {
        return false;
    }
    if lexicon.head(&last.to_lowercase()).is_some() && !lexicon.is_surname(last) {
        let sure = titled || lexicon.first_name_rank(first) >= 5;
        let nobody = matches!(
            lexicon.head(&last.to_lowercase()),
            Some(HeadKind::Thing | HeadKind::Place | HeadKind::Body)
        );
        if !sure || (nobody && !titled && !is_subject(draft, piece)) {
            return false;
        }
    }
    let shouted = is_acronym(first) && first.len() > 2 && is_acronym(last) && !titled;
    if shouted && !first_name {
        return false;
    }
    first_name
        || titled
        || is_initials(draft, &core)
        || (is_subject(draft, piece) && core.len() <= 4)
}

/// Whether a verb follows: then a word at the start of a sentence may be a name.
fn is_clause_subject(draft: &Draft, piece: &Piece) -> bool {
    let (tokens, next) = (draft.tokens, piece.tokens.end);
    let lower = tokens.lower(next);
    !tokens.get(next).is_none_or(|token| token.capitalized)
        && (matches!(
            lower,
            "has"
                | "had"
                | "was"
                | "is"
                | "will"
                | "would"
                | "did"
                | "does"
                | "also"
                | "could"
                | "can"
                | "who"
                | "whose"
                | "then"
                | "went"
                | "made"
                | "took"
                | "got"
                | "won"
        ) || lower.len() > 3 && lower.ends_with("ed")
            || draft.lexicon.verb(lower).is_some())
}

/// `J.D. Hale`, `TJ Hale`: initials for a first name, then one surname.
fn is_initials(draft: &Draft, core: &[&str]) -> bool {
    let [first, last] = core[..] else {
        return false;
    };
    let dotted = is_initial(first);
    let short = first.len() == 2 && is_acronym(first) && draft.lexicon.is_surname(last);
    (dotted || short)
        && !draft.lexicon.is_place(first)
        && draft.lexicon.known_organization(first).is_none()
        && last.chars().any(char::is_lowercase)
        && draft.lexicon.head(&last.to_lowercase()).is_none()
}

/// Whether the words around the name show a human being: a verb of saying, an age, an apposition.
fn is_subject(draft: &Draft, piece: &Piece) -> bool {
    let (tokens, next) = (draft.tokens, piece.tokens.end);
    if draft.says(next) && !piece.possessive {
        return true;
    }
    let quoted = tokens
        .get(piece.tokens.start)
        .is_some_and(|token| token.quoted);
    let before = piece.tokens.start.checked_sub(1);
    if !quoted
        && !piece.possessive
        && before.is_some_and(|before| {
            draft.says(before)
                && !matches!(tokens.lower(before), "read" | "post" | "reads" | "posts")
        })
    {
        return true;
    }
    if tokens.word(next) != "," {
        return tokens.lower(next) == "who";
    }
    let age = tokens.word(next + 1).len() == 2
        && tokens
            .word(next + 1)
            .bytes()
            .all(|byte| byte.is_ascii_digit());
    let opens = tokens.lower(next + 1);
    let role = matches!(opens, "the" | "his" | "her" | "its" | "former" | "then")
        || titles::is_title(draft.lexicon, opens)
        || draft.lexicon.is_title_modifier(opens);
    let core = piece.core(tokens);
    let plain = core.len() == 2
        && draft.lexicon.known_organization(core[0]).is_none()
        && !draft.lexicon.is_place(core[1]);
    age || matches!(opens, "a" | "an" | "who") || (role && plain)
}

/// Remembers the roles and the gender that the title gives.
pub(super) fn note_title(draft: &mut Draft, piece: &Piece, entity: usize) {
    for title in piece.titles(draft.tokens) {
        let Some(gender) = draft.lexicon.title(title) else {
            continue;
        };
        let named = &mut draft.entities[entity].named;
        if !named.roles.iter().any(|role| role == title) {
            named.roles.push(title.to_owned());
        }
        if gender != Gender::Unknown {
            named.gender = gender;
        }
        named.human = true;
    }
}

/// The people found so far, by the words that may mean them.
#[derive(Default)]
pub(super) struct People {
    by_last: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    /// Lone names, by their word.
    single: HashMap<String, usize>,
}

impl People {
    /// The entities of the draft, by name.
    pub(super) fn of(draft: &Draft) -> Self {
        let mut people = Self::default();
        for (index, candidate) in draft.entities.iter().enumerate() {
            match &candidate.named.key {
                Some(key) => people.index(key, index),
                None if candidate.named.kind == EntityKind::Person => {
                    people
                        .single
                        .insert(candidate.named.name.to_lowercase(), index);
                }
                None => {}
            }
        }
        people
    }

    fn index(&mut self, key: &PersonKey, entity: usize) {
        self.by_last
            .entry(key.last.clone())
            .or_default()
            .push(entity);
        self.by_first
            .entry(key.first.clone())
            .or_default()
            .push(entity);
    }

    /// The full name, opened if it is new.
    fn open(&mut self, draft: &mut Draft, piece: &Piece) -> usize {
        let key = key_of(draft, piece);
        let middle = middle_of(draft, piece);
        let generation = piece.generation(draft.tokens);
        if let Some(known) = self.known(draft, &key, &middle, generation) {
            if draft.entities[known].middle.is_empty() {
                draft.entities[known].middle = middle;
            }
            // The longer first name is the fuller one: `Robert Hale`, not `R. Hale`.
            let short = draft.entities[known].named.key.as_ref();
            if short.is_some_and(|short| short.first.len() == 1) && key.first.len() > 1 {
                draft.entities[known].named.name = name_of(draft, piece, generation);
            }
            return known;
        }
        let entity = draft.add(
            name_of(draft, piece, generation),
            EntityKind::Person,
            Some(key.clone()),
        );
        let gender = draft
            .lexicon
            .first_name(
                piece
                    .core(draft.tokens)
                    .first()
                    .copied()
                    .unwrap_or_default(),
            )
            .unwrap_or_default();
        let candidate = &mut draft.entities[entity];
        candidate.middle = middle;
        candidate.generation = generation;
        candidate.named.human = true;
        candidate.named.gender = gender;
        self.index(&key, entity);
        entity
    }

    /// The entity that the full name means, if it is open.
    fn known(
        &self,
        draft: &Draft,
        key: &PersonKey,
        middle: &str,
        generation: Option<&str>,
    ) -> Option<usize> {
        self.by_last
            .get(&key.last)?
            .iter()
            .copied()
            .find(|&entity| {
                let candidate = &draft.entities[entity];
                candidate.generation == generation
                    && candidate
                        .named
                        .key
                        .as_ref()
                        .is_some_and(|known| first_names_agree(&known.first, &key.first))
                    && (candidate.middle.is_empty()
                        || middle.is_empty()
                        || candidate.middle == middle)
            })
    }

    /// A lone name that acts as a person shows that the two or three words ending in it are a name too.
    fn promote(&mut self, draft: &mut Draft, pieces: &[&Piece]) {
        let mut acting: HashSet<String> = HashSet::new();
        for piece in pieces {
            let core = piece.core(draft.tokens);
            let [word] = core[..] else { continue };
            let titled = piece
                .titles(draft.tokens)
                .any(|title| draft.lexicon.title_kind(title) != Some(TitleKind::Occupation));
            if !self.by_last.contains_key(&word.to_lowercase())
                && (titled || (draft.says(piece.tokens.end) && !piece.possessive))
            {
                acting.insert(word.to_lowercase());
            }
        }
        for piece in pieces {
            let core = piece.core(draft.tokens);
            // The surname stands last, or first in names such as `Xi Jinping`.
            let acts = |word: &str| acting.contains(&word.to_lowercase());
            let fits = (2..=3).contains(&core.len())
                && !draft.lexicon.is_place(core[0])
                && !draft.lexicon.is_people(core[0])
                && draft
                    .lexicon
                    .head(&core[core.len() - 1].to_lowercase())
                    .is_none()
                && (acts(core[core.len() - 1]) || acts(core[0]) && is_family_name_first(core[0]));
            if fits {
                self.open(draft, piece);
            }
        }
    }

    /// Whom the piece names, if anybody.
    fn entity_of(
        &mut self,
        draft: &mut Draft,
        piece: &Piece,
        middles: &HashSet<&str>,
    ) -> Option<usize> {
        let core = piece.core(draft.tokens);
        match core[..] {
            [] => None,
            [word] => self.lone(draft, piece, word, middles),
            _ => {
                let key = key_of(draft, piece);
                let middle = middle_of(draft, piece);
                self.known(draft, &key, &middle, piece.generation(draft.tokens))
            }
        }
    }

    /// One word: a surname, a first name, or somebody new.
    fn lone(
        &mut self,
        draft: &mut Draft,
        piece: &Piece,
        word: &str,
        middles: &HashSet<&str>,
    ) -> Option<usize> {
        let lower = word.to_lowercase();
        let lexicon = draft.lexicon;
        // `Deputy Mayor` is a title without a name; `Mr. Mayor` may be one.
        let addressed = piece
            .titles(draft.tokens)
            .any(|title| lexicon.title_kind(title) == Some(TitleKind::Honorific));
        let bare_title = titles::is_title(lexicon, &lower) && !addressed;
        if bare_title && !self.by_last.contains_key(&lower) || lexicon.is_people(word) {
            return None;
        }
        // `in Carolina` is the state also where Carolina Hale is mentioned.
        let located = lexicon.is_place(word) && piece.title.is_empty() && {
            let before = piece.tokens.start.checked_sub(1);
            let before = before.map_or("", |before| draft.tokens.lower(before));
            !self.by_last.contains_key(&lower)
                || matches!(
                    before,
                    "in" | "at" | "from" | "near" | "to" | "of" | "across" | "around"
                )
        };
        if located {
            return None;
        }
        if let Some(entity) = self.bearer(draft, piece, &lower) {
            return Some(entity);
        }
        if lexicon.is_place(word) || lexicon.head(&lower).is_some() {
            return None;
        }
        let titled = !piece.title.is_empty();
        let known = draft.background.bearer(&lower).cloned();
        let acts = is_subject(draft, piece);
        let seen = middles.contains(word);
        let usual = lexicon.is_surname(word) || lexicon.first_name_rank(word) >= 5;
        let seen = seen || piece.possessive || is_clause_subject(draft, piece);
        if !(titled || acts || (seen && (usual || known.is_some()))) {
            return None;
        }
        if is_acronym(word) && !titled && known.is_none() {
            return None;
        }
        if let Some(&entity) = self.single.get(&lower) {
            draft.entities[entity].named.human |= titled || acts;
            return Some(entity);
        }
        let entity = match known {
            Some(bearer) => add_bearer(draft, &bearer),
            None => draft.add(base(word).to_owned(), EntityKind::Person, None),
        };
        draft.entities[entity].named.human |= titled || acts;
        self.single.insert(lower, entity);
        Some(entity)
    }

    /// The person with exactly this first name and surname, in lower case.
    pub(super) fn full(&self, draft: &Draft, first: &str, last: &str) -> Option<usize> {
        self.by_last.get(last)?.iter().copied().find(|&entity| {
            let key = draft.entities[entity].named.key.as_ref();
            key.is_some_and(|key| first_names_agree(&key.first, first))
        })
    }

    /// The person with this surname or lone name.
    pub(super) fn surname(&self, draft: &Draft, piece: &Piece, lower: &str) -> Option<usize> {
        if self.by_last.contains_key(lower) {
            return self.bearer(draft, piece, lower);
        }
        self.single.get(lower).copied()
    }

    /// The person whose surname, else whose first name, the lone word is.
    pub(super) fn bearer(&self, draft: &Draft, piece: &Piece, lower: &str) -> Option<usize> {
        let generation = piece.generation(draft.tokens);
        let of = |people: Option<&Vec<usize>>| -> Vec<usize> {
            people
                .into_iter()
                .flatten()
                .copied()
                .filter(|&entity| draft.entities[entity].generation == generation)
                .collect()
        };
        let mut pool = of(self.by_last.get(lower));
        if pool.is_empty() {
            pool = of(self.by_first.get(lower));
        }
        if pool.len() < 2 {
            return pool.first().copied();
        }
        Some(choose(draft, piece, pool, lower))
    }
}

/// Adds the person whom the library usually means by a surname.
pub(super) fn add_bearer(draft: &mut Draft, bearer: &Bearer) -> usize {
    let known = draft.entities.iter().position(|candidate| {
        candidate.generation.is_none() && candidate.named.key.as_ref() == Some(&bearer.key)
    });
    known.unwrap_or_else(|| {
        let entity = draft.add(
            bearer.name.clone(),
            EntityKind::Person,
            Some(bearer.key.clone()),
        );
        let named = &mut draft.entities[entity].named;
        named.gender = bearer.gender;
        named.human = true;
        entity
    })
}

/// Among several bearers of a name: the honorific’s gender decides, then the role, the library’s usual bearer, the nearest.
fn choose(draft: &Draft, piece: &Piece, mut pool: Vec<usize>, lower: &str) -> usize {
    let titles: Vec<&str> = piece.titles(draft.tokens).collect();
    let gender = titles
        .iter()
        .filter_map(|title| draft.lexicon.title(title))
        .find(|&gender| gender != Gender::Unknown);
    if let Some(gender) = gender {
        narrow(&mut pool, |entity| {
            draft.entities[entity].named.gender == gender
        });
    }
    if let Some(title) = titles.last() {
        let first_with = |entity: usize| {
            draft.mentions.iter().any(|mention| {
                mention.entity.0 as usize == entity
                    && mention.first_title < mention.tokens.start
                    && titles_equal(draft, mention.first_title..mention.tokens.start, &titles)
            })
        };
        narrow(&mut pool, first_with);
        narrow(&mut pool, |entity| {
            draft.entities[entity]
                .named
                .roles
                .iter()
                .any(|role| role == title)
        });
    }
    let usual = draft.background.bearer(lower);
    if let Some(usual) = usual {
        narrow(&mut pool, |entity| {
            draft.entities[entity].named.key.as_ref() == Some(&usual.key)
        });
    }
    draft
        .mentions
        .iter()
        .rev()
        .map(|mention| mention.entity.0 as usize)
        .find(|entity| pool.contains(entity))
        .unwrap_or(pool[0])
}

fn titles_equal(draft: &Draft, range: std::ops::Range<usize>, titles: &[&str]) -> bool {
    range
        .map(|token| draft.tokens.lower(token))
        .eq(titles.iter().copied())
}

/// Keeps those that fit, unless none does.
fn narrow(pool: &mut Vec<usize>, fits: impl Fn(usize) -> bool) {
    if pool.iter().any(|&entity| fits(entity)) {
        pool.retain(|&entity| fits(entity));
    }
}

fn key_of(draft: &Draft, piece: &Piece) -> PersonKey {
    let core = piece.core(draft.tokens);
    let lower = |word: Option<&&str>| word.map(|word| word.to_lowercase()).unwrap_or_default();
    PersonKey {
        first: lower(core.first()),
        last: lower(core.last()),
    }
}

/// The initials between first name and surname, in one string.
fn middle_of(draft: &Draft, piece: &Piece) -> String {
    let words = &piece.words;
    words
        .get(1..words.len().saturating_sub(1))
        .unwrap_or_default()
        .iter()
        .map(|&word| base(draft.tokens.word(word)))
        .filter(|word| is_initial(word))
        .collect::<String>()
        .replace('.', "")
}

/// The name as it is shown: all its words, initials with their full stops.
fn name_of(draft: &Draft, piece: &Piece, generation: Option<&str>) -> String {
    let mut words: Vec<usize> = piece.words.clone();
    words.retain(|&word| super::words::generation(draft.tokens.lower(word)).is_none());
    let name = super::runs::text(draft.tokens, &words);
    match generation {
        Some(suffix) => format!("{name} {suffix}"),
        None => name,
    }
}
