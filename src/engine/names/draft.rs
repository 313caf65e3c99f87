//! Entities and mentions while they are being gathered.

use std::ops::Range;

use super::super::tagger::Kind;
use super::super::tokens::{TokenKind, Tokens};
use super::pieces::Piece;
use super::words::{base, is_acronym, is_postnominal};
use super::{Background, Mention, Named, PersonKey};
use crate::engine::hashing::HashMap;
use crate::engine::{EntityKind, Gender, Lexicon, LocalId, Span};

/// The state that the steps of name finding share.
pub(super) struct Draft<'a, 't> {
    pub(super) tokens: &'a Tokens<'t>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) background: &'a Background,
    pub(super) entities: Vec<Candidate>,
    pub(super) mentions: Vec<Mention>,
    /// Whether a mention starts at a token.
    starts: Vec<bool>,
    /// One more than the index of the mention that ends before a token, 0 for none.
    ends: Vec<u32>,
    by_key: HashMap<PersonKey, usize>,
    /// Surnames behind a first name, with the first token of their first full name.
    surnames: HashMap<&'t str, usize>,
}

/// An entity that may turn out to be nobody.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) named: Named,
    /// The middle initials of the full name, without full stops.
    pub(super) middle: String,
    /// `Jr.`, `III`.
    pub(super) generation: Option<&'static str>,
    /// The titles that stood in front of its name, in lower case.
    pub(super) titles: Vec<String>,
}

impl<'a, 't> Draft<'a, 't> {
    pub(super) fn new(
        tokens: &'a Tokens<'t>,
        lexicon: &'a Lexicon,
        background: &'a Background,
    ) -> Self {
        Self {
            tokens,
            lexicon,
            background,
            entities: Vec::new(),
            mentions: Vec::new(),
            starts: vec![false; tokens.len()],
            ends: vec![0; tokens.len() + 1],
            by_key: HashMap::default(),
            surnames: HashMap::default(),
        }
    }

    /// Notes the surnames that the pieces give with a first name.
    pub(super) fn note_surnames(&mut self, pieces: &[Piece<'t>]) {
        for piece in pieces.iter().filter(|piece| piece.organization.is_none()) {
            let named = |first: &str| {
                piece.tagged == Some(Kind::Person) || self.lexicon.first_name(first).is_some()
            };
            if let [first, .., last] = piece.core[..]
                && (piece.core.len() == 2 || piece.tagged == Some(Kind::Person))
                && named(first)
            {
                self.surnames.entry(last).or_insert(piece.tokens.start);
            }
        }
    }

    /// Whether somebody with a full name bears the word as a surname.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains_key(word)
    }

    /// Whether a company’s name is the surname of somebody named before: `Ford` below `Ada Ford`.
    pub(super) fn bears(&self, piece: &Piece) -> bool {
        let [word] = piece.words[..] else {
            return false;
        };
        let name = base(self.tokens.word(word));
        // `Hale’s, the auction house`: nothing follows that a person could own.
        let own = name.len() < self.tokens.word(word).len()
            && piece
                .organization
                .as_ref()
                .is_some_and(|found| found.name.ends_with("'s"))
            && !self
                .tokens
                .get(word + 1)
                .is_some_and(|next| next.kind == TokenKind::Word);
        if own {
            return false;
        }
        // What only the tagger shows, one full name anywhere refutes.
        let guess = piece.is_lone_guess();
        let known = piece
            .organization
            .as_ref()
            .is_some_and(super::organizations::Found::is_known);
        (known || guess)
            && !is_acronym(name)
            && self
                .surnames
                .get(name)
                .is_some_and(|&start| guess || start < piece.tokens.start)
    }

    /// The person with this full name who is no junior.
    pub(super) fn person(&self, key: &PersonKey) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The mention that ends right before the token.
    pub(super) fn ending_at(&self, token: usize) -> Option<&Mention> {
        let mention = self.ends.get(token)?.checked_sub(1)?;
        self.mentions.get(mention as usize)
    }

    /// Adds an entity and returns its place.
    pub(super) fn add(&mut self, name: String, kind: EntityKind, key: Option<PersonKey>) -> usize {
        if let Some(key) = &key {
            self.by_key
                .entry(key.clone())
                .or_insert(self.entities.len());
        }
        self.entities.push(Candidate {
            named: Named {
                name,
                kind,
                gender: Gender::Unknown,
                roles: Vec::new(),
                role: None,
                roles_elsewhere: Vec::new(),
                human: false,
                outlet: false,
                key,
            },
            middle: String::new(),
            generation: None,
            titles: Vec::new(),
        });
        self.entities.len() - 1
    }

    /// Adds a mention of entity `entity`.
    pub(super) fn mention(
        &mut self,
        tokens: Range<usize>,
        first_title: usize,
        entity: usize,
        possessive: bool,
    ) {
        let span = self.bare_span(&tokens);
        if let Some(start) = self.starts.get_mut(tokens.start) {
            *start = true;
        }
        if let Some(end) = self.ends.get_mut(tokens.end) {
            *end = self.mentions.len() as u32 + 1;
        }
        self.mentions.push(Mention {
            first_title: first_title.min(tokens.start),
            tokens,
            entity: LocalId(entity as u32),
            possessive,
            span,
        });
    }

    /// The span of the tokens without a possessive ending, with the full stop of a final `U.S.`.
    fn bare_span(&self, tokens: &Range<usize>) -> Span {
        let mut span = self.tokens.span(tokens.start, tokens.end);
        let last = self.tokens.word(tokens.end.saturating_sub(1));
        // `Ada Orr MP`
        if tokens.len() > 2 && is_postnominal(base(last)) {
            return self.tokens.span(tokens.start, tokens.end - 1);
        }
        span.end -= (last.len() - base(last).len()) as u32;
        let dotted = last.contains('.') && is_acronym(last) && self.tokens.word(tokens.end) == ".";
        let goes_on = self
            .tokens
            .get(tokens.end + 1)
            .is_some_and(|next| !next.starts_sentence);
        if dotted && goes_on {
            span.end += 1;
        }
        span
    }

    /// Whether a mention starts at the token already.
    pub(super) fn is_bound(&self, token: usize) -> bool {
        self.starts.get(token).is_some_and(|&bound| bound)
    }

    /// Whether the word at `token` is a strong verb of saying outside quotation marks.
    pub(super) fn says(&self, token: usize) -> bool {
        self.lexicon
            .verb(self.tokens.lower(token))
            .is_some_and(|verb| verb.strong)
            && self
                .tokens
                .get(token)
                .is_some_and(|token| !token.capitalized && !token.quoted)
    }

    /// Drops entities without mentions and numbers the rest by their first mention.
    pub(super) fn finish(mut self) -> (Vec<Mention>, Vec<Named>) {
        self.mentions.sort_by_key(|mention| mention.tokens.start);
        // Names do not overlap: `Orr administration` stands, the `Orr` in it goes.
        self.mentions
            .dedup_by(|next, mention| next.tokens.start < mention.tokens.end);
        let named = self.entities.into_iter().map(|candidate| candidate.named);
        let mut waiting: Vec<(Option<LocalId>, Option<Named>)> =
            named.map(|named| (None, Some(named))).collect();
        let mut kept = Vec::with_capacity(waiting.len());
        for mention in &mut self.mentions {
            let (number, named) = &mut waiting[mention.entity.0 as usize];
            let id = *number.get_or_insert_with(|| {
                kept.extend(named.take());
                LocalId(kept.len() as u32 - 1)
            });
            mention.entity = id;
            if kept[id.0 as usize].name.starts_with("The ") {
                include_article(self.tokens, mention);
            }
        }
        (self.mentions, kept)
    }
}

/// `the Post`: the article belongs to a name that begins with one.
fn include_article(tokens: &Tokens, mention: &mut Mention) {
    let Some(before) = mention.tokens.start.checked_sub(1) else {
        return;
    };
    if let Some(token) = tokens.get(before)
        && tokens.lower(before) == "the"
        && tokens
            .get(mention.tokens.start)
            .is_some_and(|first| first.block == token.block)
    {
        mention.span.start = token.span.start;
    }
}
