//! Runs cut into names: titles off, organizations out.

use super::super::tagger::{Kind, Tags};
use super::super::tokens::Tokens;
use super::cut_bodies::organization;
use super::fronts::{lower_case_title, skipped_front, title_of};
use super::pieces::{self, Piece};
use super::runs::{self, Runs};
use super::words::{base, generation, is_acronym, is_possessive, is_postnominal};
use super::{bynames, consistency, titles};
use crate::engine::Lexicon;

/// Cuts all runs, in text order.
pub(super) fn cut<'t>(
    tokens: &Tokens<'t>,
    lexicon: &Lexicon,
    tags: &Tags,
    found: &Runs,
) -> Vec<Piece<'t>> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(found.len());
    let mut taken = 0;
    let context = Context {
        tokens,
        lexicon,
        tags,
    };
    for words in found.iter() {
        let first = words.partition_point(|&word| word < taken);
        context.cut_run(&words[first..], &mut pieces);
        taken = pieces.last().map_or(0, |piece| piece.tokens.end).max(taken);
    }
    for piece in &mut pieces {
        piece.tagged = tags.kind(&piece.tokens);
    }
    consistency::settle(&mut pieces);
    pieces
}

/// What cutting looks at.
pub(super) struct Context<'a, 't> {
    pub(super) tokens: &'a Tokens<'t>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) tags: &'a Tags,
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
    let honoured = name.len() > 2 && is_postnominal(base(tokens.word(last)));
    let mut words = name[..name.len() - usize::from(honoured)].to_vec();
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
        core: pieces::core(tokens, &words),
        words,
        tokens: first..end,
        title: title_start..title_end,
        possessive: is_possessive(tokens, last) || (cut_short && !lone_acronym),
        organization: None,
        tagged: None,
    });
}
