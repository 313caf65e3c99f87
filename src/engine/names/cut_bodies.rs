//! Organizations cut out of runs: by the lists, by their words, by the tagger.

use super::super::tagger::Kind;
use super::super::tokens::Tokens;
use super::acronyms::is_camel_case;
use super::cutting::Context;
use super::pieces::{self, Piece};
use super::words::{base, glued, is_acronym, is_possessive, is_postnominal};
use super::{organizations, runs, titles};
use crate::engine::lexicon::HeadKind;

/// Words for a body that are words for its house, too.
const HOUSES: &[&str] = &[
    "academy",
    "center",
    "centre",
    "chamber",
    "church",
    "club",
    "college",
    "conservatory",
    "court",
    "exchange",
    "hospital",
    "institute",
    "laboratory",
    "opera",
    "school",
    "stores",
    "studios",
    "theatre",
    "university",
];

impl Context<'_, '_> {
    /// The organization at the first of the words, by the lists, by its last word or by the tagger; with the token after it.
    pub(super) fn organization(&self, words: &[usize]) -> Option<(organizations::Found, usize)> {
        let start = *words.first()?;
        // `Kenya’s Ministry of Works` is the ministry.
        let owns = |end: usize| (start..end).any(|word| is_possessive(self.tokens, word));
        let tagged = self.tags.starting_at(start, Kind::Organization);
        let tagged = tagged
            .map(|name| self.without_rank(start, name.tokens.end))
            .filter(|&end| !owns(end - 1));
        let Some((mut found, end)) = organizations::at(self.tokens, self.lexicon, words) else {
            let end = tagged.filter(|&end| self.is_untold(words, end))?;
            return Some((self.untold(start, end), end));
        };
        if let Some(longer) = tagged.filter(|&longer| longer > end) {
            let untold = self.untold(start, longer);
            return Some(if found.outlet {
                (found, end)
            } else {
                (untold, longer)
            });
        }
        match self.tags.kind(&(start..end)) {
            // `Lund Convention Center` is a house.
            Some(Kind::Place) if !found.is_known() && self.is_house(end) => return None,
            // `the Celtic Sea`: the name of a club is an ordinary word there.
            Some(Kind::Person | Kind::Place | Kind::Other) => {
                let word = base(self.tokens.word(start));
                let plain = !is_acronym(word) && !is_camel_case(word);
                found.ambiguous |= end == start + 1 && plain;
            }
            _ => {}
        }
        Some((found, end))
    }

    /// `Dunmore Police Sgt. Ada Orr`, `Labour MP Ada Orr`: the rank belongs to her, not to the body.
    fn without_rank(&self, start: usize, end: usize) -> usize {
        let rank = |token: usize| {
            self.tokens.word(token) == "."
                || titles::is_abbreviation(self.tokens.lower(token))
                || is_postnominal(self.tokens.word(token))
        };
        (start + 1..end)
            .rev()
            .find(|&last| !rank(last))
            .map_or(end, |last| last + 1)
    }

    /// Whether the last word of a body's name is one for the house that it sits in, too.
    fn is_house(&self, end: usize) -> bool {
        end.checked_sub(1)
            .is_some_and(|last| HOUSES.contains(&base(self.tokens.lower(last))))
    }

    fn untold(&self, start: usize, end: usize) -> organizations::Found {
        let name = base(self.tokens.span(start, end).of(self.tokens.text()));
        organizations::Found {
            name: name.to_owned(),
            by: organizations::Shown::Tagger,
            outlet: false,
            ambiguous: false,
        }
    }

    /// Whether words that the tagger takes for an organization are no place or people, which often stand for one, and no title.
    fn is_untold(&self, words: &[usize], end: usize) -> bool {
        let (tokens, lexicon) = (self.tokens, self.lexicon);
        let start = words[0];
        // `U.S` and its full stop are two tokens.
        let listed = |end: usize| {
            let name = base(tokens.span(start, end).of(tokens.text()));
            let mut parts = name.split('-');
            lexicon.is_place(name)
                || parts.all(|part| lexicon.is_place(part) || lexicon.is_people(part))
        };
        let name = base(tokens.word(end - 1));
        // `the Vendians`, `Old Kenyans`, `ATMs`, `Outer Kenya`
        let folk = end == start + 1 && name.ends_with("ians") || lexicon.is_people(name);
        let part = end == start + 2 && lexicon.is_place(name) && is_direction(tokens.lower(start));
        if folk || part || name.strip_suffix('s').is_some_and(is_acronym) {
            return false;
        }
        // `the Lund Agreement`
        let last = base(tokens.lower(end - 1));
        let thing = matches!(lexicon.head(last), Some(HeadKind::Thing | HeadKind::Place));
        !thing && !listed(end) && !listed(end + 1) && titles::leading(tokens, lexicon, words) == 0
    }
}

/// `Outer`, `Northern`: with a place behind it, a part of that place.
fn is_direction(lower: &str) -> bool {
    matches!(
        lower,
        "outer"
            | "inner"
            | "upper"
            | "lower"
            | "greater"
            | "central"
            | "north"
            | "south"
            | "east"
            | "west"
    ) || lower.ends_with("ern")
}

/// The piece of the organization from token `start` on.
pub(super) fn organization<'t>(
    tokens: &Tokens<'t>,
    start: usize,
    end: usize,
    found: organizations::Found,
) -> Piece<'t> {
    let words: Vec<usize> = (start..end).collect();
    let (start, found) = numbered(tokens, start, end, found);
    Piece {
        core: pieces::core(tokens, &words),
        words,
        tokens: start..end,
        title: start..start,
        possessive: is_possessive(tokens, end - 1),
        organization: Some(found),
        tagged: None,
    }
}

/// `9th Lund Regiment`: the number belongs to the name, or all regiments of Lund would be one.
fn numbered(
    tokens: &Tokens,
    start: usize,
    end: usize,
    mut found: organizations::Found,
) -> (usize, organizations::Found) {
    let number = start.checked_sub(2).filter(|&number| {
        matches!(tokens.word(number + 1), "st" | "nd" | "rd" | "th")
            && glued(tokens, number)
            && tokens
                .word(number)
                .bytes()
                .all(|digit| digit.is_ascii_digit())
            && runs::same_line(tokens, number, start)
    });
    match number {
        Some(number) if !found.is_known() && end > start + 1 => {
            base(tokens.span(number, end).of(tokens.text())).clone_into(&mut found.name);
            (number, found)
        }
        _ => (start, found),
    }
}
