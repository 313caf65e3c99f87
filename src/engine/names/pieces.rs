//! Runs cut into names: titles off, organizations out.

use std::ops::Range;

use super::super::tagger::{Kind, Tags};
use super::super::tokens::Tokens;
use super::acronyms::is_camel_case;
use super::runs::{self, Run};
use super::words::{base, generation, glued, is_acronym, is_initial, is_possessive};
use super::{bynames, consistency, organizations, titles};
use crate::engine::Lexicon;
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

/// One name as it stands in the text, not yet bound to anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// The tokens of the name’s words; initials and generations are among them.
    pub(super) words: Vec<usize>,
    /// The words that carry the name: no initials, no generation.
    pub(super) core: Vec<&'t str>,
    /// The tokens that the name covers, `Jr.` with its full stop included.
    pub(super) tokens: Range<usize>,
    /// The tokens of the title in front, empty when there is none.
    pub(super) title: Range<usize>,
    /// Whether the name owns or describes the noun behind it.
    pub(super) possessive: bool,
    /// The organization that the words are known to name.
    pub(super) organization: Option<organizations::Found>,
    /// What the tagger takes the words for.
    pub(super) tagged: Option<Kind>,
}

impl Piece<'_> {
    /// Whether it is one word that nothing but the tagger takes for an organization: it may be short for one.
    pub(super) fn is_lone_guess(&self) -> bool {
        let guessed = self
            .organization
            .as_ref()
            .is_some_and(|found| found.by == organizations::Shown::Tagger);
        guessed && self.words.len() == 1
    }

    /// `Jr.` and the like.
    pub(super) fn generation(&self, tokens: &Tokens) -> Option<&'static str> {
        let numbered = self.core.len() == self.words.len();
        self.words
            .iter()
            .filter(|_| !numbered)
            .find_map(|&word| generation(tokens.lower(word)))
    }

    /// The lower-case words of the title.
    pub(super) fn titles<'a>(&self, tokens: &'a Tokens) -> impl Iterator<Item = &'a str> {
        self.title.clone().map(|token| tokens.lower(token))
    }
}

/// The words that carry a name, of all its words.
pub(super) fn core<'t>(tokens: &Tokens<'t>, words: &[usize]) -> Vec<&'t str> {
    let mut core: Vec<&str> = words
        .iter()
        .filter(|&&word| generation(tokens.lower(word)).is_none())
        .map(|&word| base(tokens.word(word)))
        .collect();
    // `Karl V` is no name with an initial, nor `Karl II` the younger of two.
    if let [name, number] = words
        && bynames::is_number(tokens.word(*number))
        && tokens.word(*number + 1) != "."
    {
        return vec![base(tokens.word(*name)), tokens.word(*number)];
    }
    let full = core.iter().filter(|word| !is_initial(word)).count();
    // `J. Hale` is a full name; in `J. Ada Hale` and `Ada J. Hale` the initials do not count.
    if full == 1 && core.len() > 1 && core.last().is_some_and(|last| !is_initial(last)) {
        core.drain(1..core.len() - 1);
    } else if full < core.len() {
        core.retain(|word| !is_initial(word));
    }
    core
}

/// Cuts all runs, in text order.
pub(super) fn cut<'t>(
    tokens: &Tokens<'t>,
    lexicon: &Lexicon,
    tags: &Tags,
    found: &[Run],
) -> Vec<Piece<'t>> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(found.len());
    let mut taken = 0;
    let context = Context {
        tokens,
        lexicon,
        tags,
    };
    for run in found {
        let first = run.words.partition_point(|&word| word < taken);
        context.cut_run(&run.words[first..], &mut pieces);
        taken = pieces.last().map_or(0, |piece| piece.tokens.end).max(taken);
    }
    for piece in &mut pieces {
        piece.tagged = tags.kind(&piece.tokens);
    }
    consistency::settle(&mut pieces);
    pieces
}

/// What cutting looks at.
struct Context<'a, 't> {
    tokens: &'a Tokens<'t>,
    lexicon: &'a Lexicon,
    tags: &'a Tags,
}

impl<'t> Context<'_, 't> {
    fn cut_run(&self, words: &[usize], pieces: &mut Vec<Piece<'t>>) {
        let (tokens, lexicon) = (self.tokens, self.lexicon);
        let mut at = 0;
        while at < words.len() {
            // `Lund County Hospitals Corporation` is no county.
            let whole = |&end: &usize| {
                let body = self.tags.starting_at(words[at], Kind::Organization);
                body.is_none_or(|body| body.tokens.end <= end)
            };
            if let Some(end) = longer_place(tokens, lexicon, &words[at..]).filter(whole) {
                while at < words.len() && words[at] < end {
                    at += 1;
                }
                continue;
            }
            if let Some((found, end)) = self.organization(&words[at..]) {
                pieces.push(organization(tokens, words[at], end, found));
                while at < words.len() && words[at] < end {
                    at += 1;
                }
                continue;
            }
            let title = self.title(&words[at..]);
            let end = self.end_of_name(words, at, title);
            let cut_short = end < words.len();
            person(tokens, lexicon, &words[at..end], title, cut_short, pieces);
            if let Some(piece) = pieces.last_mut().filter(|_| !cut_short) {
                self.add_byname(piece);
            }
            at = end;
        }
    }

    /// Extends a first name over what stands behind it in place of a surname.
    fn add_byname(&self, piece: &mut Piece<'t>) {
        let (tokens, start, end) = (self.tokens, piece.tokens.start, piece.tokens.end);
        if !bynames::opens(tokens.word(end)) {
            return;
        }
        let tagged = self.tags.starting_at(start, Kind::Person);
        let mut tagged = tagged.map_or(end, |name| name.tokens.end);
        // `King Karl I`
        let royal = piece.titles(tokens).any(titles::is_royal);
        if tagged == end && royal && bynames::is_number(tokens.word(end)) {
            tagged += 1;
        }
        if let Some(byname) = bynames::end(tokens, piece.words.len(), end, tagged) {
            if let [_] = piece.core[..] {
                piece
                    .core
                    .push(base(tokens.span(end, byname).of(tokens.text())));
            }
            piece.words.extend(end..byname);
            piece.tokens.end = byname;
            piece.possessive = is_possessive(tokens, byname - 1);
        }
    }

    /// How many of the words are a title.
    fn title(&self, words: &[usize]) -> usize {
        let title = titles::leading(self.tokens, self.lexicon, words);
        // `Prince` is a first name too; the tagger tells where a name begins.
        let named = |word: usize| self.tags.kind(&(word..word + 1));
        let first = title == 0
            && words.len() == 2
            && titles::is_title(self.lexicon, self.tokens.lower(words[0]))
            && named(words[0]).is_none()
            && named(words[1]) == Some(Kind::Person);
        title + usize::from(first)
    }

    /// The organization at the first of the words, by the lists, by its last word or by the tagger; with the token after it.
    fn organization(&self, words: &[usize]) -> Option<(organizations::Found, usize)> {
        let start = *words.first()?;
        // `Kenya’s Ministry of Works` is the ministry.
        let owns = |end: usize| (start..end).any(|word| is_possessive(self.tokens, word));
        let tagged = self.tags.starting_at(start, Kind::Organization);
        let tagged = tagged
            .map(|name| name.tokens.end)
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

    /// The end of the name of two words or more that the tagger has at word `name`, as an index of `words`.
    fn tagged_name(&self, words: &[usize], name: usize) -> Option<usize> {
        let tagged = self.tags.starting_at(*words.get(name)?, Kind::Person)?;
        let inside = words[name..]
            .iter()
            .take_while(|&&word| word < tagged.tokens.end);
        let end = name + inside.count();
        (end > name + 1).then_some(end)
    }

    /// Where the name at word `at` ends behind its title: where the tagger says, else where something else begins.
    fn end_of_name(&self, words: &[usize], at: usize, title: usize) -> usize {
        let (tokens, lexicon) = (self.tokens, self.lexicon);
        let name = at + title;
        let full = (name..words.len()).find_map(|at| Some((at, self.tagged_name(words, at)?)));
        let ends = |&end: &usize| {
            self.organization(&words[end..]).is_some()
                || end + 1 < words.len() && titles::is_title(lexicon, tokens.lower(words[end]))
        };
        let end = (name + 1..words.len()).find(ends).unwrap_or(words.len());
        match full {
            Some((start, end)) if start == name => end,
            Some((start, full)) if start < end => {
                // `Kenyan Ada Orr`: what describes her stays in front.
                let skipped = skipped_front(tokens, lexicon, &words[name..full]);
                if title == 0 && name + skipped == start {
                    full
                } else {
                    start
                }
            }
            _ => end,
        }
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

/// The token after a place of three words or more: `Gulf of Mexico`, `Air Force One`.
fn longer_place(tokens: &Tokens, lexicon: &Lexicon, words: &[usize]) -> Option<usize> {
    let first = *words.first()?;
    let reach = lexicon.place_reach(tokens.rest(first)).min(5);
    (first + 2..first + reach)
        .rev()
        .filter(|&last| runs::same_line(tokens, first, last))
        .find(|&last| {
            let place = base(tokens.span(first, last + 1).of(tokens.text()));
            lexicon.is_place(place) && lexicon.known_organization(place).is_none()
        })
        .map(|last| last + 1)
}

fn organization<'t>(
    tokens: &Tokens<'t>,
    start: usize,
    end: usize,
    found: organizations::Found,
) -> Piece<'t> {
    let words: Vec<usize> = (start..end).collect();
    let (start, found) = numbered(tokens, start, end, found);
    Piece {
        core: core(tokens, &words),
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

fn person<'t>(
    tokens: &Tokens<'t>,
    lexicon: &Lexicon,
    words: &[usize],
    title: usize,
    cut_short: bool,
    pieces: &mut Vec<Piece<'t>>,
) {
    let mut name = &words[title..];
    let mut title_start = words[0];
    let mut title_end = if title > 0 { name[0] } else { words[0] };
    if title == 0 {
        // `Russian pilot Ada Orr` arrives without `pilot`; `Kenyan Ada Orr` and `Iowa Rep` with theirs.
        let skip = skipped_front(tokens, lexicon, name);
        name = &name[skip..];
        title_start = name[0];
        title_end = name[0];
    }
    let first = name[0];
    let last = name[name.len() - 1];
    if title == 0 {
        title_start = title_of(tokens, lexicon, words[0])
            .filter(|_| first > words[0])
            .unwrap_or_else(|| lower_case_title(tokens, lexicon, first));
        title_end = first;
    }
    let mut end = last + 1;
    let full_stop = generation(tokens.lower(last)).is_some() && tokens.word(end) == ".";
    if full_stop && !tokens.get(end + 1).is_some_and(|next| next.starts_sentence) {
        end += 1;
    }
    let mut words = name.to_vec();
    // `Ada Orr, Jr.`
    if tokens.word(end) == "," && generation(tokens.lower(end + 1)).is_some() {
        words.push(end + 1);
        end += 2;
        if tokens.word(end) == "." && !tokens.get(end + 1).is_some_and(|next| next.starts_sentence)
        {
            end += 1;
        }
    }
    let lone_acronym = words.len() == 1 && is_acronym(tokens.word(first));
    pieces.push(Piece {
        core: core(tokens, &words),
        words,
        tokens: first..end,
        title: title_start..title_end,
        possessive: is_possessive(tokens, last) || (cut_short && !lone_acronym),
        organization: None,
        tagged: None,
    });
}

/// How many words at the front describe the person: peoples and places before a first name.
fn skipped_front(tokens: &Tokens, lexicon: &Lexicon, name: &[usize]) -> usize {
    let mut skip = 0;
    while skip + 1 < name.len() {
        let word = base(tokens.word(name[skip]));
        let first_name = lexicon.first_name_rank(word) >= 3;
        let describes = lexicon.is_people(word)
            || (skip == 0
                && matches!(
                    word,
                    "State"
                        | "Staff"
                        | "House"
                        | "Defense"
                        | "Treasury"
                        | "Labor"
                        | "Commerce"
                        | "Energy"
                        | "Education"
                        | "Interior"
                        | "Transportation"
                        | "Agriculture"
                ))
            || (lexicon.is_place(word) && !first_name)
            || (is_acronym(word) && name.len() - skip > 2 && !is_initial(word));
        if !describes || (first_name && name.len() - skip <= 2) {
            break;
        }
        skip += 1;
    }
    // More words than a name has, and a common first name among them: the name starts there.
    let rest = &name[skip..];
    if rest.len() >= 3 && lexicon.first_name(base(tokens.word(rest[0]))).is_none() {
        for at in 1..rest.len() - 1 {
            if lexicon.first_name_rank(base(tokens.word(rest[at]))) >= 3
                && !is_initial(tokens.word(rest[at - 1]))
            {
                return skip + at;
            }
        }
    }
    skip
}

/// `Secretary of State Ada Hale`: the first token of a title that goes on behind `of`.
fn title_of(tokens: &Tokens, lexicon: &Lexicon, first: usize) -> Option<usize> {
    let mut before = first.checked_sub(1)?;
    if tokens.lower(before) == "the" {
        before = before.checked_sub(1)?;
    }
    if tokens.lower(before) != "of" {
        return None;
    }
    let mut title = before.checked_sub(1)?;
    if !titles::is_title(lexicon, tokens.lower(title)) || !runs::same_line(tokens, title, first) {
        return None;
    }
    while title > 0
        && runs::same_line(tokens, title - 1, title)
        && tokens.get(title - 1).is_some_and(|token| token.capitalized)
        && !lexicon.is_function_word(tokens.lower(title - 1))
        && titles::leading(tokens, lexicon, &[title - 1, title, first]) > 1
    {
        title -= 1;
    }
    Some(title)
}

/// The first token of a lower-case title right before the name: `campaign spokesman Ada Orr`, `Sen. Orr`.
fn lower_case_title(tokens: &Tokens, lexicon: &Lexicon, first: usize) -> usize {
    let mut start = first;
    let same = |index: usize| {
        tokens.get(index).map(|token| (token.block, token.quoted))
            == tokens.get(first).map(|token| (token.block, token.quoted))
    };
    let Some(before) = first.checked_sub(1) else {
        return start;
    };
    if !same(before) {
        return start;
    }
    if tokens.word(before) == "." && before > 0 && titles::is_abbreviation(tokens.lower(before - 1))
    {
        return before - 1;
    }
    if !titles::is_title(lexicon, tokens.lower(before))
        || tokens
            .get(before)
            .is_some_and(|token| token.capitalized && !token.starts_sentence)
    {
        return start;
    }
    start = before;
    while start > 0 && same(start - 1) {
        let lower = tokens.lower(start - 1);
        let joins = lexicon.is_title_modifier(lower) || titles::is_title(lexicon, lower);
        if !joins || tokens.get(start - 1).is_some_and(|token| token.capitalized) {
            break;
        }
        start -= 1;
    }
    start
}

/// The words as one string.
pub(super) fn text(tokens: &Tokens, piece: &Piece) -> String {
    runs::text(tokens, &piece.words)
}
