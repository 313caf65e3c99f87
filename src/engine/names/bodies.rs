//! Organizations: known and telling names, acronyms with their long form, short forms, administrations, lists of sources.

use std::collections::{HashMap, HashSet};

use super::super::tagger::Kind;
use super::super::tokens::lowered;
use super::acronyms::{is_camel_case, is_common_acronym};
use super::draft::Draft;
use super::letters::folded;
use super::organizations::{self, Found};
use super::pieces::{self, Piece};
use super::titles;
use super::words::{base, is_acronym};
use crate::engine::EntityKind;
use crate::engine::lexicon::HeadKind;

/// Binds all pieces that name organizations.
pub(super) fn bind(draft: &mut Draft, pieces: &[Piece]) {
    let mut bodies = Bodies::default();
    let told = pieces.iter().filter(|piece| piece.organization.is_some());
    let defined: HashSet<String> = told.filter_map(|piece| definition(draft, piece)).collect();
    // A lone word may be short for an organization, whatever the tagger or the list takes it for.
    let waits = |piece: &Piece| {
        let lone = piece.words.len() == 1 && !defined.is_empty();
        piece.is_lone_guess()
            || lone
                && lowered(piece.core.first().unwrap_or(&""), |word| {
                    defined.contains(word)
                })
    };
    for piece in pieces {
        if let Some(found) = piece.organization.as_ref().filter(|_| !waits(piece)) {
            if is_meant(draft, piece, found) && !draft.bears(piece) {
                bodies.open(draft, piece, found);
            }
        } else if let Some((name, end)) = administration(draft, piece) {
            let found = unknown(name, false);
            let entity = bodies.entity(draft, &found);
            draft.mention(piece.tokens.start..end, piece.tokens.start, entity, false);
        }
    }
    // Twice: a name that acts anywhere is the organization everywhere.
    for _ in 0..2 {
        for piece in pieces {
            let free = piece.organization.is_none() || waits(piece);
            if free && !draft.is_bound(piece.tokens.start) {
                bodies.short_form(draft, piece);
            }
        }
    }
    for piece in pieces.iter().filter(|piece| waits(piece)) {
        // `the Committee`, where two end so, is neither and no third; `the Hales` are people.
        if let Some(found) = &piece.organization
            && !draft.is_bound(piece.tokens.start)
            && !bodies.ends_several(&found.name)
            && !found
                .name
                .strip_suffix('s')
                .is_some_and(|one| draft.is_surname(one))
        {
            bodies.open(draft, piece, found);
        }
    }
    keep_acronyms(draft);
    keep_own_forms(draft);
    name_by_sources(draft, pieces, &mut bodies);
}

fn unknown(name: String, outlet: bool) -> Found {
    Found {
        name,
        by: organizations::Shown::Words,
        outlet,
        ambiguous: false,
    }
}

/// Whether the sentence means the organization and not the building or the ordinary word.
fn is_meant(draft: &Draft, piece: &Piece, found: &Found) -> bool {
    let (tokens, start) = (draft.tokens, piece.tokens.start);
    if organizations::is_seat(&found.name)
        && organizations::is_location(tokens, draft.lexicon, start)
    {
        return false;
    }
    // `a Lunda post`: the medium, not whoever runs it.
    if found.is_known() && !piece.possessive && is_part_of_medium(tokens.lower(piece.tokens.end)) {
        return false;
    }
    // “Do Little Congress”: the word is part of a coined phrase.
    let coined = piece.tokens.len() == 1
        && start.checked_sub(1).is_some_and(|before| {
            tokens
                .get(before)
                .is_some_and(|word| word.capitalized && !word.starts_sentence)
                && tokens.lower(before) != "the"
                && draft.lexicon.is_function_word(tokens.lower(before))
        });
    !coined && (!found.ambiguous || acts(draft, piece))
}

/// What somebody has on a medium that bears the name of a company.
fn is_part_of_medium(lower: &str) -> bool {
    matches!(
        lower,
        "post" | "posts" | "account" | "accounts" | "feed" | "feeds" | "page" | "pages" | "profile"
    )
}

/// Whether the words around show somebody who speaks or owns: `told X`, `reposted on X`, `X said`, `X’s`.
fn acts(draft: &Draft, piece: &Piece) -> bool {
    let (tokens, start) = (draft.tokens, piece.tokens.start);
    let before = start
        .checked_sub(1)
        .map_or("", |before| tokens.lower(before));
    let cited = matches!(
        before,
        "on" | "by" | "via" | "told" | "tells" | "per" | "with" | "from"
    ) || before == "to"
        && start > 1
        && (tokens.lower(start - 2) == "according" || draft.says(start - 2));
    let opens = tokens.get(start).is_some_and(|token| token.starts_sentence);
    draft.says(piece.tokens.end) || (cited && !opens) || (piece.possessive && !opens)
}

/// `the Orr administration`: its name and the token after it.
fn administration(draft: &Draft, piece: &Piece) -> Option<(String, usize)> {
    let end = piece.tokens.end;
    let tokens = draft.tokens;
    let core = &piece.core;
    if tokens.lower(end) != "administration" || core.len() > 2 {
        return None;
    }
    let nobody = draft.lexicon.is_people(core.first()?)
        || draft.lexicon.is_place(&core.join(" "))
        || super::words::is_possessive(tokens, end - 1);
    (!nobody).then(|| {
        let name = format!("{} {}", pieces::text(tokens, piece), base(tokens.word(end)));
        (name, end + 1)
    })
}

#[derive(Default)]
struct Bodies {
    names: HashMap<String, usize>,
    /// Long forms by the initials that their words give.
    initials_of: HashMap<String, Vec<usize>>,
    /// Long forms by their last word, and by the word before `of`.
    endings: HashMap<String, Ending>,
    /// Long forms by their first word.
    beginnings: HashMap<String, Ending>,
}

impl Bodies {
    /// The entity of this name, new or known, without regard to case and article.
    fn entity(&mut self, draft: &mut Draft, found: &Found) -> usize {
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

    fn open(&mut self, draft: &mut Draft, piece: &Piece, found: &Found) {
        let entity = self.entity(draft, found);
        draft.mention(
            piece.tokens.clone(),
            piece.tokens.start,
            entity,
            piece.possessive,
        );
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
    fn short_form(&mut self, draft: &mut Draft, piece: &Piece) {
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
        if piece.tagged != Some(Kind::Organization) || !piece.title.is_empty() {
            return None;
        }
        let found = lowered(word, |word| self.beginnings.get(word))?;
        let lexicon = draft.lexicon;
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
    fn ends_several(&self, word: &str) -> bool {
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

/// How many long forms of one last word are looked at for a short one.
const LOOKED_BACK: usize = 32;

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
fn definition(draft: &Draft, piece: &Piece) -> Option<String> {
    let (tokens, start, end) = (draft.tokens, piece.tokens.start, piece.tokens.end);
    let behind = (tokens.word(end) == "(" && tokens.word(end + 2) == ")").then_some(end + 1);
    let before = start
        .checked_sub(2)
        .filter(|&acronym| tokens.word(acronym + 1) == "(" && tokens.word(end) == ")");
    let acronym = tokens.word(behind.or(before)?);
    is_acronym(acronym).then(|| acronym.to_lowercase())
}

/// A body that the document calls by its acronym only keeps it as its name: readers look for what they read.
fn keep_acronyms(draft: &mut Draft) {
    let mut forms: HashMap<usize, Option<&str>> = HashMap::new();
    for mention in &draft.mentions {
        let form = mention.span.of(draft.tokens.text());
        let only = forms.entry(mention.entity.0 as usize).or_insert(Some(form));
        if *only != Some(form) {
            *only = None;
        }
    }
    for (entity, form) in forms {
        if let Some(form) = form.filter(|form| is_acronym(form)) {
            form.clone_into(&mut draft.entities[entity].named.name);
        }
    }
}

/// A known body keeps the name that the document uses: who reads of the Pentagon only looks for no Department of Defense.
fn keep_own_forms(draft: &mut Draft) {
    let text = draft.tokens.text();
    let mut fullest: HashMap<usize, Option<&str>> = HashMap::new();
    for mention in &draft.mentions {
        let form = mention.span.of(text);
        let entity = mention.entity.0 as usize;
        let name = &draft.entities[entity].named.name;
        let best = fullest.entry(entity).or_insert(Some(""));
        let Some(longest) = best else {
            continue;
        };
        if form == name || key_of(form) == key_of(name) {
            *best = None;
        } else if form.len() > longest.len() {
            let known = draft.lexicon.known_organization(form);
            if known.is_some_and(|known| known.name == name) {
                *longest = form;
            }
        }
    }
    for (entity, form) in fullest {
        if let Some(form) = form.filter(|form| !form.is_empty()) {
            form.clone_into(&mut draft.entities[entity].named.name);
        }
    }
}

fn ends_names(draft: &Draft, lower: &str) -> bool {
    matches!(
        draft.lexicon.head(lower),
        Some(HeadKind::Body | HeadKind::Outlet | HeadKind::Weak)
    ) && !titles::is_title(draft.lexicon, lower)
}

/// `Sources: Lunda, KQ.`: every name on the line is an outlet.
fn name_by_sources(draft: &mut Draft, pieces: &[Piece], bodies: &mut Bodies) {
    let tokens = draft.tokens;
    let mut listed = None;
    let mut next = 0;
    for piece in pieces {
        let start = piece.tokens.start;
        // The line is known by its first words; every token is looked at once.
        while next <= start {
            let opens = next == 0 || !super::runs::same_line(tokens, next - 1, next);
            if opens
                && matches!(tokens.lower(next), "sources" | "source")
                && tokens.word(next + 1) == ":"
            {
                listed = tokens.get(next).map(|token| token.block);
            }
            next += 1;
        }
        let on_line = listed.is_some() && tokens.get(start).map(|token| token.block) == listed;
        if on_line && !draft.is_bound(start) && piece.organization.is_none() {
            let found = unknown(pieces::text(tokens, piece), true);
            let entity = bodies.entity(draft, &found);
            draft.mention(piece.tokens.clone(), start, entity, false);
        }
    }
}

/// Names are compared without article, case, accents, full stops, and what the law adds to companies; `Ninth` is `9th`.
pub(crate) fn key_of(name: &str) -> String {
    let mut key = folded(name, |folded| {
        let mut key = String::with_capacity(folded.len() + " and ".len());
        for letter in folded.chars() {
            match letter {
                '.' | ',' | '\'' => {}
                '&' => {
                    end_word(&mut key);
                    key.push_str("and");
                    end_word(&mut key);
                }
                space if space.is_whitespace() => end_word(&mut key),
                letter => key.push(letter),
            }
        }
        end_word(&mut key);
        key
    });
    key.truncate(key.trim_end().len());
    if key.starts_with("the ") {
        key.drain(.."the ".len());
    }
    while let Some((rest, last)) = key.rsplit_once(' ')
        && is_legal_form(last)
    {
        key.truncate(rest.len());
    }
    key
}

/// Ends the last word of a key, once.
fn end_word(key: &mut String) {
    let start = key.rfind(' ').map_or(0, |space| space + 1);
    let word = &key[start..];
    if word.is_empty() {
        return;
    }
    if let Some(digits) = ordinal(word) {
        key.truncate(start);
        key.push_str(digits);
    }
    key.push(' ');
}

/// `co`, `inc`; the `and` before it goes too.
fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "ltd"
            | "limited"
            | "plc"
            | "llc"
            | "lp"
            | "llp"
            | "ag"
            | "sa"
            | "se"
            | "nv"
            | "gmbh"
            | "spa"
            | "ab"
            | "asa"
            | "oyj"
            | "pty"
            | "and"
    )
}

/// `9th` for `ninth`.
fn ordinal(word: &str) -> Option<&'static str> {
    const ORDINALS: [(&str, &str); 12] = [
        ("first", "1st"),
        ("second", "2nd"),
        ("third", "3rd"),
        ("fourth", "4th"),
        ("fifth", "5th"),
        ("sixth", "6th"),
        ("seventh", "7th"),
        ("eighth", "8th"),
        ("ninth", "9th"),
        ("tenth", "10th"),
        ("eleventh", "11th"),
        ("twelfth", "12th"),
    ];
    let found = ORDINALS.iter().find(|(words, _)| *words == word);
    found.map(|(_, digits)| *digits)
}

/// `nigeria labour congress` gives `nlc`.
pub(super) fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter(|word| !matches!(*word, "of" | "and" | "the" | "for" | "on" | "The" | "&"))
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect()
}
