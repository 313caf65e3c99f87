//! Long and short forms of organizations: acronyms, last words, first words, companies without what the law adds.

use super::super::tagger::Kind;
use super::super::tokens::lowered;
use super::acronyms::{is_camel_case, is_common_acronym};
use super::bodies::{acts, unknown};
use super::body_keys::{initials, is_legal_form, key_of};
use super::draft::Draft;
use super::organizations::Found;
use super::pieces::{self, Piece};
use super::titles;
use super::words::{base, is_acronym};
use crate::engine::EntityKind;
use crate::engine::hashing::{HashMap, HashSet};
use crate::engine::lexicon::HeadKind;

/// How many long forms of one last word are looked at for a short one.
const LOOKED_BACK: usize = 32;

/// The organizations of a document, by the forms that may mean them.
#[derive(Default)]
pub(super) struct Bodies {
    names: HashMap<String, usize>,
    /// Long forms by the initials that their words give.
    initials_of: HashMap<String, Vec<usize>>,
    /// Long forms by their last word, and by the word before `of`.
    endings: HashMap<String, Ending>,
    /// Long forms by their first word.
    beginnings: HashMap<String, Ending>,
    /// Those to whose name the law adds something anywhere.
    companies: HashSet<usize>,
}

impl Bodies {
    /// The entity of this name, new or known, without regard to case and article.
    pub(super) fn entity(&mut self, draft: &mut Draft, found: &Found) -> usize {
        let key = key_of(&found.name);
        if let Some(&entity) = self.names.get(&key) {
            draft.entities[entity].named.outlet |= found.outlet;
            return entity;
        }
        let entity = draft.add(found.name.clone(), EntityKind::Organization, None);
        draft.entities[entity].named.outlet = found.outlet;
        self.names.insert(key, entity);
        entity
    }

    pub(super) fn open(&mut self, draft: &mut Draft, piece: &Piece, found: &Found) {
        let entity = self.entity(draft, found);
        draft.mention(
            piece.tokens.clone(),
            piece.tokens.start,
            entity,
            piece.possessive,
        );
        if has_legal_form(draft, piece) {
            self.companies.insert(entity);
        }
        let Some((_, last)) = found.name.rsplit_once(' ') else {
            return;
        };
        // `the Bank` is the Bank of Norway as well as the Lund Bank.
        let head = found.name.split(" of ").next().unwrap_or_default();
        let head = head
            .rsplit(' ')
            .next()
            .filter(|head| *head != last && head.len() < found.name.len());
        for word in head.into_iter().chain([last]) {
            note(&mut self.endings, word, piece.tokens.start, entity);
        }
        let first = base(draft.tokens.word(piece.tokens.start));
        note(&mut self.beginnings, first, piece.tokens.start, entity);
        let fitting = self.initials_of.entry(initials(&found.name)).or_default();
        if !fitting.contains(&entity) {
            fitting.push(entity);
        }
        // `Nigeria Labour Congress (NLC)` binds the acronym whatever else it would fit.
        if let Some(acronym) = definition(draft, piece) {
            self.names.insert(acronym, entity);
        }
    }

    /// Binds `Orr Chase` to `Orr Chase & Co.`, an acronym to its long form, `the Post` to the one outlet that ends so, and
    /// takes acronyms that act.
    pub(super) fn short_form(&mut self, draft: &mut Draft, piece: &Piece) {
        let tokens = draft.tokens;
        if let Some(entity) = self.without_legal_form(draft, piece) {
            draft.mention(
                piece.tokens.clone(),
                piece.tokens.start,
                entity,
                piece.possessive,
            );
            return;
        }
        let [word] = piece.core[..] else {
            return;
        };
        if let Some(entity) = self.beginning(draft, piece, word) {
            draft.mention(
                piece.tokens.clone(),
                piece.tokens.start,
                entity,
                piece.possessive,
            );
            return;
        }
        if !piece.title.is_empty() || draft.lexicon.is_place(word) || draft.lexicon.is_people(word)
        {
            return;
        }
        let start = piece.tokens.start;
        let before = start
            .checked_sub(1)
            .map_or("", |before| tokens.lower(before));
        let article = before == "the" || piece.is_lone_guess();
        let short = is_acronym(word) || is_camel_case(word);
        if !short && !article {
            return;
        }
        let lower = word.to_lowercase();
        let entity = if short {
            self.names
                .get(&lower)
                .copied()
                .or_else(|| self.spelled_out(&lower))
                .or_else(|| {
                    (acts(draft, piece) && !is_common_acronym(word))
                        .then(|| self.entity(draft, &unknown(word.to_owned(), false)))
                })
        } else if ends_names(draft, &lower) {
            self.ending_in(draft, &lower, start)
        } else {
            None
        };
        if let Some(entity) = entity {
            draft.mention(piece.tokens.clone(), start, entity, piece.possessive);
        }
    }

    /// The company that the words name without what the law adds to it, unless they could be somebody's full name.
    fn without_legal_form(&self, draft: &Draft, piece: &Piece) -> Option<usize> {
        let [first, _, ..] = piece.core[..] else {
            return None;
        };
        let named = piece.title.is_empty() && draft.lexicon.first_name(first).is_none();
        let entity = named.then(|| self.names.get(&key_of(&pieces::text(draft.tokens, piece))));
        entity.flatten().copied()
    }

    /// The only organization whose name of several words the word begins: `Orrhaven` for Orrhaven Motors. The tagger has to take
    /// the word for a name, and nothing else may bear it.
    fn beginning(&self, draft: &Draft, piece: &Piece, word: &str) -> Option<usize> {
        if !piece.title.is_empty() {
            return None;
        }
        let found = lowered(word, |word| self.beginnings.get(word))?;
        let lexicon = draft.lexicon;
        // `Orrhaven said`: a company speaks, whatever the tagger makes of a word that it does not know.
        let speaks = || {
            let plain =
                !lexicon.is_surname(word) && !lexicon.is_title_modifier(&word.to_lowercase());
            let one = found.places.first().map(|(_, entity)| *entity);
            plain && acts(draft, piece) && one.is_some_and(|one| self.companies.contains(&one))
        };
        if piece.tagged != Some(Kind::Organization) && !speaks() {
            return None;
        }
        let elsewhere = lexicon.is_place(word)
            || lexicon.is_people(word)
            || lexicon.first_name(word).is_some()
            || draft.is_surname(word);
        (!elsewhere && !found.several)
            .then(|| found.places.first().map(|(_, entity)| *entity))
            .flatten()
    }

    /// The only organization whose words begin with these letters.
    fn spelled_out(&self, acronym: &str) -> Option<usize> {
        match self.initials_of.get(acronym)?[..] {
            [entity] => Some(entity),
            _ => None,
        }
    }

    /// Whether the names of several organizations end in the word.
    pub(super) fn ends_several(&self, word: &str) -> bool {
        let ending = self.endings.get(&word.to_lowercase());
        ending.is_some_and(|ending| ending.several)
    }

    /// The organization whose name ends in the word: the only one, else the only one named before in the same paragraph.
    fn ending_in(&self, draft: &Draft, lower: &str, token: usize) -> Option<usize> {
        let ending = self.endings.get(lower)?;
        if !ending.several {
            return ending.places.first().map(|(_, entity)| *entity);
        }
        let behind = ending.places.partition_point(|(start, _)| *start < token);
        let mut near = ending.places[..behind]
            .iter()
            .rev()
            .take(LOOKED_BACK)
            .take_while(|(start, _)| super::runs::same_line(draft.tokens, *start, token))
            .map(|(_, entity)| *entity);
        let nearest = near.next()?;
        near.all(|other| other == nearest).then_some(nearest)
    }
}

/// Whether the law adds something to the name that the piece holds: `Orrhaven Motors plc`, `Orrhaven Motors, Inc.`
fn has_legal_form(draft: &Draft, piece: &Piece) -> bool {
    let (tokens, end) = (draft.tokens, piece.tokens.end);
    let form = |at: usize| tokens.lower(at) != "and" && is_legal_form(tokens.lower(at));
    form(end + usize::from(tokens.word(end) == ",")) || form(end - 1)
}

/// The organizations whose names end, or begin, in one word.
struct Ending {
    /// Where they stand in the text.
    places: Vec<(usize, usize)>,
    /// Whether there are several.
    several: bool,
}

/// Notes that a name with this first or last word stands at the token `start`.
fn note(endings: &mut HashMap<String, Ending>, word: &str, start: usize, entity: usize) {
    lowered(word, |lower| {
        if let Some(ending) = endings.get_mut(lower) {
            ending.places.push((start, entity));
            ending.several |= ending.places[0].1 != entity;
        } else {
            let places = vec![(start, entity)];
            let ending = Ending {
                places,
                several: false,
            };
            endings.insert(lower.to_owned(), ending);
        }
    });
}

/// The acronym, in lower case, that brackets bind to the piece: `Nigeria Labour Congress (NLC)`, `NLC (Nigeria Labour Congress)`.
pub(super) fn definition(draft: &Draft, piece: &Piece) -> Option<String> {
    let (tokens, start, end) = (draft.tokens, piece.tokens.start, piece.tokens.end);
    let behind = (tokens.word(end) == "(" && tokens.word(end + 2) == ")").then_some(end + 1);
    let before = start
        .checked_sub(2)
        .filter(|&acronym| tokens.word(acronym + 1) == "(" && tokens.word(end) == ")");
    let acronym = tokens.word(behind.or(before)?);
    is_acronym(acronym).then(|| acronym.to_lowercase())
}

fn ends_names(draft: &Draft, lower: &str) -> bool {
    matches!(
        draft.lexicon.head(lower),
        Some(HeadKind::Body | HeadKind::Outlet | HeadKind::Weak)
    ) && !titles::is_title(draft.lexicon, lower)
}
