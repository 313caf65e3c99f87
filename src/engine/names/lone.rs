//! Lone words: the surname or first name of somebody known, or somebody whom the text calls by one word.

use super::super::tagger::Kind;
use super::acronyms::is_camel_case;
use super::background::Bearer;
use super::choice::add_bearer;
use super::draft::Draft;
use super::evidence::{is_clause_subject, is_subject};
use super::letters::key_word;
use super::people::People;
use super::pieces::Piece;
use super::titles;
use super::words::{base, is_acronym};
use crate::engine::EntityKind;
use crate::engine::hashing::HashSet;
use crate::engine::lexicon::TitleKind;

/// A lone word with what its letters, its title and the tagger tell.
struct Lone<'a, 't> {
    piece: &'a Piece<'t>,
    word: &'t str,
    lower: String,
    /// What it is compared by.
    key: String,
    /// Whether the tagger takes it for a person.
    tagged: bool,
    /// Whether any title stands before it, and whether that is an honorific.
    titled: bool,
    addressed: bool,
    /// `king`, `pope`.
    royal: Option<&'a str>,
}

impl<'a, 't> Lone<'a, 't> {
    fn of(draft: &Draft<'a, '_>, piece: &'a Piece<'t>, word: &'t str) -> Self {
        let tokens = draft.tokens;
        let honours = |title| draft.lexicon.title_kind(title) == Some(TitleKind::Honorific);
        Self {
            piece,
            word,
            lower: word.to_lowercase(),
            key: key_word(word),
            tagged: piece.tagged == Some(Kind::Person),
            titled: !piece.title.is_empty(),
            addressed: piece.titles(tokens).any(honours),
            royal: piece.titles(tokens).find(|title| titles::is_royal(title)),
        }
    }

    /// The lower-case word so many tokens before the name.
    fn before<'d>(&self, draft: &'d Draft, count: usize) -> &'d str {
        let token = self.piece.tokens.start.checked_sub(count);
        token.map_or("", |token| draft.tokens.lower(token))
    }

    /// Whether the word is an office, a people or a place here; `surname` says that somebody bears it.
    fn is_nobody(&self, draft: &Draft, surname: bool) -> bool {
        let lexicon = draft.lexicon;
        // `Deputy Mayor` is a title without a name; `Mr. Mayor` may be one, `the Lord Mayor of Lund` is none.
        let office = titles::is_title(lexicon, &self.lower)
            && (!self.addressed || draft.tokens.lower(self.piece.tokens.end) == "of");
        if office && !surname || lexicon.is_people(self.word) {
            return true;
        }
        // `Nurses said`, `Ministers have`
        if !surname && !self.titled && (is_plural_role(draft, &self.lower) || self.is_crowd(draft))
        {
            return true;
        }
        // `Wexcombe Mayor Ada Orr` is mayor of Wexcombe.
        let next = self.piece.tokens.end;
        let presides = draft.tokens.get(next).is_some_and(|next| next.capitalized)
            && titles::is_office(lexicon, draft.tokens.lower(next))
            && draft
                .tokens
                .get(next + 1)
                .is_some_and(|name| name.capitalized);
        if presides && !surname && !self.titled {
            return true;
        }
        // `in Carolina` is the state also where Carolina Hale is mentioned.
        let located = matches!(
            self.before(draft, 1),
            "in" | "at" | "from" | "near" | "to" | "of" | "across" | "around"
        );
        lexicon.is_place(self.word) && !self.titled && (!surname || located)
    }

    /// The last office in front of the word, written out: `Admiral`.
    fn office(&self, draft: &Draft) -> Option<String> {
        let offices = self.piece.titles(draft.tokens);
        let last = offices
            .filter(|title| titles::is_office(draft.lexicon, title))
            .last()?;
        let mut letters = titles::in_full(last).chars();
        let first = letters.next()?;
        Some(first.to_uppercase().chain(letters).collect())
    }

    /// Whether the offices in front of the word are some that the library knows this bearer to hold: `Admiral Orr` is not
    /// the Senator Orr of other documents.
    fn may_be(&self, draft: &Draft, bearer: &Bearer) -> bool {
        let mut offices = self
            .piece
            .titles(draft.tokens)
            .filter(|title| titles::is_office(draft.lexicon, title))
            .peekable();
        let held = |office: &str| {
            let mut roles = draft.background.roles_of(&bearer.key);
            roles.any(|role| titles::in_full(role) == titles::in_full(office))
        };
        offices.peek().is_none() || offices.any(held)
    }

    /// Whether the word looks like one for many people, and is no surname that anybody knows: `Fishermen`, `Islanders`.
    fn is_crowd(&self, draft: &Draft) -> bool {
        let many = ["men", "ers", "ors", "ists", "ans"];
        !self.tagged
            && self.lower.len() > 5
            && many.iter().any(|ending| self.lower.ends_with(ending))
            && !draft.lexicon.is_surname(self.word)
            && draft.lexicon.first_name_rank(self.word) == 0
            && draft.background.bearer(&self.key).is_none()
    }

    /// Whether the words around show somebody who acts. What the tagger takes for something else has to speak.
    fn acts(&self, draft: &Draft) -> bool {
        let open = self.piece.tagged.is_none() && !is_camel_case(self.word);
        is_subject(draft, self.piece) && (self.tagged || open || draft.says(self.piece.tokens.end))
            || self.is_behind_speech(draft)
    }

    /// `“…,” said Orr.` A body speaks like this too, so that what the tagger takes for one is somebody only where the library knows one.
    fn is_behind_speech(&self, draft: &Draft) -> bool {
        let closing = matches!(self.before(draft, 2), "\"" | "”" | "’" | "'");
        let verb = self.piece.tokens.start.checked_sub(1);
        let ends = matches!(draft.tokens.word(self.piece.tokens.end), "." | ",");
        closing
            && ends
            && verb.is_some_and(|verb| draft.says(verb))
            && (self.piece.tagged != Some(Kind::Organization)
                || draft.background.bearer(&self.key).is_some())
    }

    /// Whether the word may name somebody whom the document calls by no other name.
    fn is_somebody(&self, draft: &Draft, acts: bool, known: bool, middles: &HashSet<&str>) -> bool {
        let (lexicon, piece, word) = (draft.lexicon, self.piece, self.word);
        // `Lord Lund` is no town.
        let named = self.addressed || self.tagged && self.titled;
        if lexicon.is_place(word) && !named || lexicon.head(&self.lower).is_some() && !self.tagged {
            return false;
        }
        if piece.tagged.is_some() && !self.tagged && !self.titled && !acts {
            return false;
        }
        let usual = self.tagged || lexicon.is_surname(word) || lexicon.first_name_rank(word) >= 5;
        let seen = middles.contains(word)
            || self.tagged
            || piece.possessive
            || is_clause_subject(draft, piece);
        if !(self.titled || acts || seen && (usual || known)) {
            return false;
        }
        self.titled || known || !self.is_placed(draft) && !is_acronym(word)
    }

    /// Whether the words around name a place or a thing: a surname on the list may be a village too.
    fn is_placed(&self, draft: &Draft) -> bool {
        let before = self.before(draft, 1);
        let holder = self.before(draft, 2);
        let holder = holder.strip_suffix('s').unwrap_or(holder);
        let office = before == "of" && titles::is_title(draft.lexicon, holder);
        // `the Kwint classification`, `the song “Kwint”`
        let thing = before == "the" || is_in_marks(draft, self.piece);
        let placed = office || thing || matches!(before, "in" | "near" | "at");
        placed && !(self.piece.possessive && self.tagged)
    }
}

impl People {
    /// One word: a surname, a first name, or somebody new.
    pub(super) fn lone<'t>(
        &mut self,
        draft: &mut Draft,
        piece: &Piece<'t>,
        word: &'t str,
        middles: &HashSet<&str>,
    ) -> Option<usize> {
        let lone = Lone::of(draft, piece, word);
        if lone.is_nobody(draft, self.by_last.contains_key(&lone.key)) {
            return None;
        }
        let bearer = match lone.royal {
            Some(title) => self.reigning(draft, &lone.key, title),
            None => self.bearer(draft, piece, &lone.key),
        };
        if bearer.is_some() {
            return bearer;
        }
        let known = draft.background.bearer(&lone.key).cloned();
        let strange = known
            .as_ref()
            .is_some_and(|known| !lone.may_be(draft, known));
        let known = known.filter(|_| lone.royal.is_none() && !strange);
        let acts = lone.acts(draft);
        // `Ferrán said`, of José Ferrán Ruiz
        let first_surname = self.by_first_surname(&lone.key).filter(|_| known.is_none());
        if let Some(entity) = first_surname.filter(|_| acts || lone.titled || lone.tagged) {
            return Some(entity);
        }
        if !lone.is_somebody(draft, acts, known.is_some(), middles) {
            return None;
        }
        let entity = self.called(draft, &lone, known);
        if let Some(office) = lone.office(draft).filter(|_| strange) {
            // Alone, the surname would mean whom other documents mean by it.
            draft.entities[entity].named.name = format!("{office} {}", base(lone.word));
        }
        draft.entities[entity].named.human |= lone.titled || acts;
        Some(entity)
    }

    /// Whom the document calls by this word only, opened if new.
    fn called(&mut self, draft: &mut Draft, lone: &Lone, known: Option<Bearer>) -> usize {
        // King Fahd is not Prince Fahd, nor the Fahd of another’s surname.
        let reign = lone.royal.map(|title| format!("{title} {}", lone.key));
        if let Some(&entity) = self.single.get(reign.as_ref().unwrap_or(&lone.key)) {
            return entity;
        }
        let name = base(lone.word);
        let entity = match (known, &reign) {
            (Some(bearer), _) => add_bearer(draft, &bearer),
            (None, None) => draft.add(name.to_owned(), EntityKind::Person, None),
            (None, Some(_)) => {
                let title = lone.piece.title.end.saturating_sub(1);
                let name = [draft.tokens.word(title), name].join(" ");
                draft.add(name, EntityKind::Person, None)
            }
        };
        for key in reign.into_iter().chain([lone.key.clone()]) {
            self.single.entry(key).or_insert(entity);
        }
        entity
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
}

/// Whether the lower-case word is one for people of a trade or office: `nurses`.
fn is_plural_role(draft: &Draft, lower: &str) -> bool {
    lower.strip_suffix('s').is_some_and(|single| {
        draft.lexicon.is_role_noun(single) || titles::is_title(draft.lexicon, single)
    })
}

/// Whether the name is all that stands in the quotation marks.
fn is_in_marks(draft: &Draft, piece: &Piece) -> bool {
    let (start, end) = (piece.tokens.start, piece.tokens.end);
    let before = start.checked_sub(1);
    before.is_some_and(|before| matches!(draft.tokens.word(before), "\"" | "“" | "‘" | "'"))
        && matches!(draft.tokens.word(end), "\"" | "”" | "’" | "'")
}

/// Words seen with a capital letter away from the start of a sentence or quotation.
pub(super) fn middles<'t>(draft: &Draft<'_, 't>, pieces: &[&Piece]) -> HashSet<&'t str> {
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
