//! People: full names first, then the surnames, first names and titles that mean the same persons.

use super::super::tagger::Kind;
use super::super::tokens::lowered;
use super::PersonKey;
use super::choice::choose;
use super::draft::Draft;
use super::evidence::is_full_name;
use super::full_names::{are_initials_of, is_only_particles, key_of, middle_of, name_of};
use super::letters::{fold, key_word, keyed};
use super::lone::middles;
use super::nicknames::first_names_agree;
use super::pieces::Piece;
use super::words::{is_family_name_first, is_initial, is_particle};
use crate::engine::hashing::{HashMap, HashSet};
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
    people.note_first_names(draft, &free);
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
    pub(super) by_last: HashMap<String, Vec<usize>>,
    pub(super) by_first: HashMap<String, Vec<usize>>,
    /// People by the first of two surnames: `Ferrán` for José Ferrán Ruiz.
    by_middle: HashMap<String, Vec<usize>>,
    /// Those who speak under the first name alone.
    intimate: HashSet<usize>,
    /// Lone names, by their word.
    pub(super) single: HashMap<String, usize>,
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
            let initials = |first: &str| first.len() == 1 || first.contains('.');
            if short.is_some_and(|short| initials(&short.first)) && !initials(&key.first) {
                draft.entities[known].named.name = name_of(draft, piece, generation);
            }
            // Headlines leave accents out.
            let accented = !piece.core.iter().all(|word| word.is_ascii());
            if accented && draft.entities[known].named.name.is_ascii() {
                let name = name_of(draft, piece, generation);
                if fold(&name) == fold(&draft.entities[known].named.name) {
                    draft.entities[known].named.name = name;
                }
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
        if let [_, .., before, _] = piece.core[..]
            && !is_initial(before)
            && !lowered(before, is_particle)
        {
            let people = self.by_middle.entry(key_word(before)).or_default();
            people.push(entity);
        }
        entity
    }

    /// The only person whose name of three words or more has this one before the last.
    pub(super) fn by_first_surname(&self, lower: &str) -> Option<usize> {
        match self.by_middle.get(lower)?[..] {
            [only] => Some(only),
            _ => None,
        }
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
                let same = candidate.named.key.as_ref().is_some_and(|known| {
                    // `E.J. Hale` is Edwin J. Hale.
                    are_initials_of(&key.first, &known.first, &candidate.middle)
                        || are_initials_of(&known.first, &key.first, middle)
                        || first_names_agree(&known.first, &key.first)
                });
                let middles_agree =
                    candidate.middle.is_empty() || middle.is_empty() || candidate.middle == middle;
                same && middles_agree && candidate.generation == generation
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
            if !joined || draft.lexicon.first_name_rank(first) < 5 {
                continue;
            }
            let key = PersonKey {
                first: key_word(first),
                last: key_word(last),
            };
            let taken = self.by_last.contains_key(&key.first)
                || self.by_first.contains_key(&key.first)
                || draft.background.bearer(&key.first).is_some();
            if !taken && self.by_last.contains_key(&key.last) {
                let gender = draft.lexicon.first_name(first).unwrap_or_default();
                let name = format!("{first} {last}");
                let entity = draft.add(name, EntityKind::Person, Some(key.clone()));
                draft.entities[entity].named.human = true;
                draft.entities[entity].named.gender = gender;
                self.index(&key, entity);
            }
        }
    }

    /// Notes who speaks under the first name alone, as the children of a family, unless the library means them by the surname.
    fn note_first_names(&mut self, draft: &Draft, pieces: &[&Piece]) {
        for piece in pieces {
            let [word] = piece.core[..] else { continue };
            let speaks = draft.says(piece.tokens.end) && !piece.possessive;
            if !speaks || keyed(word, |word| self.by_last.contains_key(word)) {
                continue;
            }
            let known = keyed(word, |word| self.by_first.get(word));
            let Some([only]) = known.map(Vec::as_slice) else {
                continue;
            };
            let known = draft.entities[*only].named.key.as_ref();
            let usual = known.and_then(|known| draft.background.bearer(&known.last));
            if usual.is_none_or(|usual| Some(&usual.key) != known) {
                self.intimate.insert(*only);
            }
        }
    }

    /// A lone name that acts as a person shows that the two or three words ending in it are a name too.
    fn promote(&mut self, draft: &mut Draft, pieces: &[&Piece]) {
        let mut acting: HashSet<String> = HashSet::default();
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
        } else if piece.title.is_empty() && pool.iter().any(|one| !self.intimate.contains(one)) {
            // Of Tom and Ada Orr, `Orr` is she where he is `Tom`.
            pool.retain(|one| !self.intimate.contains(one));
        }
        if pool.len() < 2 {
            return pool.first().copied();
        }
        Some(choose(draft, piece, pool, lower))
    }
}
