//! People: full names first, then the surnames, first names and titles that mean the same persons.

use std::collections::{HashMap, HashSet};

use super::super::tagger::Kind;
use super::super::tokens::lowered;
use super::acronyms::is_camel_case;
use super::choice::{add_bearer, choose};
use super::draft::Draft;
use super::evidence::{is_clause_subject, is_full_name, is_subject};
use super::letters::{key_word, keyed};
use super::nicknames::first_names_agree;
use super::pieces::Piece;
use super::words::{base, is_acronym, is_family_name_first, is_initial, is_particle};
use super::{PersonKey, titles};
use crate::engine::lexicon::TitleKind;
use crate::engine::{EntityKind, Gender};

/// Binds all pieces that name people.
pub(super) fn bind(draft: &mut Draft, pieces: &[Piece]) {
    let mut people = People::default();
    let free: Vec<&Piece> = pieces
        .iter()
        .filter(|piece| {
            // `Ford` may be a company, but is none here.
            let meant = piece.organization.is_none()
                || piece.words.len() == 1 && piece.tagged == Some(Kind::Person);
            meant && !draft.is_bound(piece.tokens.start) || draft.bears(piece)
        })
        .collect();
    let (plain, particles): (Vec<&Piece>, Vec<&Piece>) = free
        .iter()
        .filter(|piece| is_full_name(draft, piece))
        .partition(|piece| !is_only_particles(piece));
    for piece in plain {
        people.open(draft, piece);
    }
    // `Van Hale` is a surname below `Ada Van Hale`, else a name of its own.
    for piece in particles {
        if !people.by_last.contains_key(&key_of(piece).last) {
            people.open(draft, piece);
        }
    }
    people.promote(draft, &free);
    people.open_couples(draft, &free);
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

/// Whether nothing but particles stands before the surname: `Van der Aalst`.
fn is_only_particles(piece: &Piece) -> bool {
    let core = &piece.core;
    let front = core.split_last().map_or(&[][..], |(_, front)| front);
    front.iter().all(|word| lowered(word, is_particle))
}

/// Whether the name is all that stands in the quotation marks.
fn is_in_marks(draft: &Draft, piece: &Piece) -> bool {
    let (start, end) = (piece.tokens.start, piece.tokens.end);
    let before = start.checked_sub(1);
    before.is_some_and(|before| matches!(draft.tokens.word(before), "\"" | "“" | "‘" | "'"))
        && matches!(draft.tokens.word(end), "\"" | "”" | "’" | "'")
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

/// Remembers the roles and the gender that the title gives.
pub(super) fn note_title(draft: &mut Draft, piece: &Piece, entity: usize) {
    let wording = piece.titles(draft.tokens).collect::<Vec<_>>().join(" ");
    let titles = &mut draft.entities[entity].titles;
    if !wording.is_empty() && !titles.contains(&wording) {
        titles.push(wording);
    }
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
                    people.single.insert(key_word(&candidate.named.name), index);
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
        let key = key_of(piece);
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
            .first_name(piece.core.first().copied().unwrap_or_default())
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

    /// `Mark and Lydia Fenn`: a common first name before `and` and a full name has its surname, unless it is another’s name.
    fn open_couples(&mut self, draft: &mut Draft, pieces: &[&Piece]) {
        for pair in pieces.windows(2) {
            let [one, other] = pair else { continue };
            let (alone, full) = (&one.core, &other.core);
            let ([first], [_, last]) = (&alone[..], &full[..]) else {
                continue;
            };
            let joined = one.tokens.end + 1 == other.tokens.start
                && draft.tokens.lower(one.tokens.end) == "and"
                && one.title.is_empty()
                && !one.possessive;
            let common = draft.lexicon.first_name_rank(first) >= 5;
            let key = PersonKey {
                first: key_word(first),
                last: key_word(last),
            };
            let taken = self.by_last.contains_key(&key.first)
                || self.by_first.contains_key(&key.first)
                || draft.background.bearer(&key.first).is_some();
            if joined && common && !taken && self.by_last.contains_key(&key.last) {
                let gender = draft.lexicon.first_name(first).unwrap_or_default();
                let name = format!("{first} {last}");
                let entity = draft.add(name, EntityKind::Person, Some(key.clone()));
                draft.entities[entity].named.human = true;
                draft.entities[entity].named.gender = gender;
                self.index(&key, entity);
            }
        }
    }

    /// A lone name that acts as a person shows that the two or three words ending in it are a name too.
    fn promote(&mut self, draft: &mut Draft, pieces: &[&Piece]) {
        let mut acting: HashSet<String> = HashSet::new();
        for piece in pieces {
            let core = &piece.core;
            let [word] = core[..] else { continue };
            let titled = piece
                .titles(draft.tokens)
                .any(|title| draft.lexicon.title_kind(title) != Some(TitleKind::Occupation));
            if !keyed(word, |word| self.by_last.contains_key(word))
                && (titled || (draft.says(piece.tokens.end) && !piece.possessive))
            {
                acting.insert(key_word(word));
            }
        }
        if acting.is_empty() {
            return;
        }
        for piece in pieces {
            let core = &piece.core;
            // The surname stands last, or first in names such as `Li Wenyan`.
            let acts = |word: &str| keyed(word, |word| acting.contains(word));
            let fits = (2..=3).contains(&core.len())
                && !draft.lexicon.is_place(core[0])
                && !draft.lexicon.is_people(core[0])
                && lowered(core[core.len() - 1], |last| draft.lexicon.head(last)).is_none()
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
        let core = &piece.core;
        match core[..] {
            [] => None,
            [word] => self.lone(draft, piece, word, middles),
            _ => {
                let key = key_of(piece);
                let middle = middle_of(draft, piece);
                let known = self.known(draft, &key, &middle, piece.generation(draft.tokens));
                // `Van der Aalst` at the start of a sentence is a surname.
                let particles = is_only_particles(piece);
                known.or_else(|| {
                    particles
                        .then(|| self.bearer(draft, piece, &key.last))
                        .flatten()
                })
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
        let key = key_word(word);
        let lexicon = draft.lexicon;
        // `Deputy Mayor` is a title without a name; `Mr. Mayor` may be one.
        let addressed = piece
            .titles(draft.tokens)
            .any(|title| lexicon.title_kind(title) == Some(TitleKind::Honorific));
        let bare_title = titles::is_title(lexicon, &lower) && !addressed;
        // `the Lord Mayor of Lund`
        let office =
            titles::is_title(lexicon, &lower) && draft.tokens.lower(piece.tokens.end) == "of";
        if (bare_title || office) && !self.by_last.contains_key(&key) || lexicon.is_people(word) {
            return None;
        }
        // `in Carolina` is the state also where Carolina Hale is mentioned.
        let tagged = piece.tagged == Some(Kind::Person);
        let located = lexicon.is_place(word) && piece.title.is_empty() && {
            let before = piece.tokens.start.checked_sub(1);
            let before = before.map_or("", |before| draft.tokens.lower(before));
            !self.by_last.contains_key(&key)
                || matches!(
                    before,
                    "in" | "at" | "from" | "near" | "to" | "of" | "across" | "around"
                )
        };
        if located {
            return None;
        }
        let royal = piece
            .titles(draft.tokens)
            .find(|title| titles::is_royal(title));
        let bearer = match royal {
            Some(title) => self.reigning(draft, &key, title),
            None => self.bearer(draft, piece, &key),
        };
        if bearer.is_some() {
            return bearer;
        }
        let titled = !piece.title.is_empty();
        // `Lord Lund` is no town.
        let named = addressed || tagged && titled;
        if lexicon.is_place(word) && !named || lexicon.head(&lower).is_some() && !tagged {
            return None;
        }
        let known = draft
            .background
            .bearer(&key)
            .cloned()
            .filter(|_| royal.is_none());
        // What the tagger takes for something else has to speak.
        let open = piece.tagged.is_none() && !is_camel_case(word);
        let acts = is_subject(draft, piece) && (tagged || open || draft.says(piece.tokens.end));
        if piece.tagged.is_some() && !tagged && !titled && !acts {
            return None;
        }
        let seen = middles.contains(word);
        let usual = tagged || lexicon.is_surname(word) || lexicon.first_name_rank(word) >= 5;
        let seen = seen || tagged || piece.possessive || is_clause_subject(draft, piece);
        if !(titled || acts || (seen && (usual || known.is_some()))) {
            return None;
        }
        // `in Lund`: a surname on the list may be a village too.
        let before = |count: usize| {
            let token = piece.tokens.start.checked_sub(count);
            token.map_or("", |token| draft.tokens.lower(token))
        };
        let holder = before(2).strip_suffix('s').unwrap_or(before(2));
        let office = before(1) == "of" && titles::is_title(lexicon, holder);
        // `the Kwint classification`, `the song “Kwint”`
        let thing = before(1) == "the" || is_in_marks(draft, piece);
        let placed = office || thing || matches!(before(1), "in" | "near" | "at");
        let placed = placed && !titled && !(piece.possessive && tagged) && known.is_none();
        if placed || is_acronym(word) && !titled && known.is_none() {
            return None;
        }
        // King Fahd is not Prince Fahd.
        let reign = royal.map(|title| format!("{title} {key}"));
        let single = reign.as_ref().unwrap_or(&key);
        if let Some(&entity) = self.single.get(single) {
            draft.entities[entity].named.human |= titled || acts;
            return Some(entity);
        }
        let entity = match known {
            Some(bearer) => add_bearer(draft, &bearer),
            // `King Salman` is not the Salman of another’s surname.
            None if royal.is_some() => {
                let titled = piece.title.end.saturating_sub(1);
                let name = [draft.tokens.word(titled), base(word)].join(" ");
                draft.add(name, EntityKind::Person, None)
            }
            None => draft.add(base(word).to_owned(), EntityKind::Person, None),
        };
        draft.entities[entity].named.human |= titled || acts;
        for key in reign.into_iter().chain([key]) {
            self.single.entry(key).or_insert(entity);
        }
        Some(entity)
    }

    /// The person with exactly this first name and surname, in lower case.
    pub(super) fn full(&self, draft: &Draft, first: &str, last: &str) -> Option<usize> {
        self.by_last.get(last)?.iter().copied().find(|&entity| {
            let key = draft.entities[entity].named.key.as_ref();
            key.is_some_and(|key| first_names_agree(&key.first, first))
        })
    }

    /// Whom a royal title and a first name mean: somebody who bears the title, or the one with that first name whom nobody
    /// calls king, queen or pope.
    fn reigning(&self, draft: &Draft, first: &str, title: &str) -> Option<usize> {
        let known = self.by_first.get(first).map_or(&[][..], Vec::as_slice);
        let bears = |&entity: &usize| {
            let titles = &draft.entities[entity].titles;
            titles.iter().any(|known| known.ends_with(title))
        };
        let lone = self.single.get(first);
        let mut bearing = known
            .iter()
            .chain(lone)
            .copied()
            .filter(|entity| bears(entity));
        match (bearing.next(), known) {
            (Some(entity), _) => bearing.next().is_none().then_some(entity),
            (None, [only]) => matches!(title, "prince" | "princess" | "sheikh").then_some(*only),
            _ => None,
        }
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

fn key_of(piece: &Piece) -> PersonKey {
    let core = &piece.core;
    let lower = |word: Option<&&str>| word.map(|word| key_word(word)).unwrap_or_default();
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
    // `Karl II` keeps his number: he is no younger one of two.
    if generation.is_some() {
        words.retain(|&word| super::words::generation(draft.tokens.lower(word)).is_none());
    }
    let name = super::runs::text(draft.tokens, &words);
    match generation {
        Some(suffix) => format!("{name} {suffix}"),
        None => name,
    }
}
