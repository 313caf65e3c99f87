//! Organizations by their words: known ones, those with a telling last word, ministries and offices of a land.

use super::super::tokens::Tokens;
use super::owners::owned_body;
use super::words::{base, could_name, is_acronym, is_initial, known_base};
use super::{runs, titles};
use crate::engine::Lexicon;
use crate::engine::lexicon::HeadKind;

/// An organization found by its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its full name.
    pub(super) name: String,
    /// What shows it.
    pub(super) by: Shown,
    /// Whether it publishes news, as far as its words tell.
    pub(super) outlet: bool,
    /// Whether the words are ordinary ones too: only the sentence can tell.
    pub(super) ambiguous: bool,
}

/// What shows that words name an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The list of known organizations.
    List,
    /// A word for a body among them.
    Words,
    /// Nothing but the tagger.
    Tagger,
}

impl Found {
    /// Whether it is on the list of known organizations.
    pub(super) fn is_known(&self) -> bool {
        self.by == Shown::List
    }
}

/// The organization whose name starts at the first of `words`, with the token after it.
pub(super) fn at(tokens: &Tokens, lexicon: &Lexicon, words: &[usize]) -> Option<(Found, usize)> {
    if let Some(owned) = owned(tokens, lexicon, words) {
        return Some(owned);
    }
    let known = known(tokens, lexicon, words);
    let headed = headed(tokens, lexicon, words);
    match (known, headed) {
        (Some(known), Some(headed)) if headed.1 > known.1 => Some(headed),
        (Some(known), _) => Some(known),
        (None, headed) => headed,
    }
}

/// `Dunmore County Sheriff’s Office`, `Lund Teachers’ Union`: a body that bears the name of an office or of people.
fn owned(tokens: &Tokens, lexicon: &Lexicon, words: &[usize]) -> Option<(Found, usize)> {
    let first = *words.first()?;
    let owner = words
        .iter()
        .copied()
        .take(6)
        .find(|&word| super::words::is_possessive(tokens, word));
    let end = owned_body(tokens, lexicon, owner?)? + 1;
    let found = Found {
        name: base(tokens.span(first, end).of(tokens.text())).to_owned(),
        by: Shown::Words,
        outlet: false,
        ambiguous: false,
    };
    words.contains(&(end - 1)).then_some((found, end))
}

/// The longest known name that starts here. It may run over `of` and `and`, past the end of the run.
fn known(tokens: &Tokens, lexicon: &Lexicon, words: &[usize]) -> Option<(Found, usize)> {
    let first = *words.first()?;
    let text = tokens.text();
    let reach = lexicon.organization_reach(tokens.rest(first)).min(8);
    for last in (first..first + reach).rev() {
        if !runs::same_line(tokens, first, last) {
            continue;
        }
        let span = tokens.span(first, last + 1);
        let name = base(span.of(text));
        let found = lexicon
            .known_organization(span.of(text))
            .map(|known| (known, true));
        let found = found.or_else(|| lexicon.known_organization(name).map(|known| (known, false)));
        // `U.N` and its full stop are two tokens.
        if let Some((known, _)) = found {
            if last == first && !stands_alone(tokens, lexicon, words, known.ambiguous) {
                return None;
            }
            // `the Australian state`, `the Scottish leader`: an adjective, whatever paper bears its name.
            let next = tokens.lower(last + 1);
            let describes = last == first
                && lexicon.is_people(name)
                && tokens.get(last + 1).is_some_and(|next| !next.capitalized)
                && (lexicon.is_role_noun(next)
                    || lexicon.is_organization_noun(next)
                    || titles::is_title(lexicon, next)
                    || matches!(
                        next,
                        "state" | "city" | "town" | "capital" | "people" | "market"
                    ));
            if describes {
                continue;
            }
            let found = Found {
                name: known.name.to_owned(),
                by: Shown::List,
                outlet: known.outlet,
                ambiguous: known.ambiguous && last == first,
            };
            return Some((found, last + 1));
        }
    }
    None
}

/// Whether a single word is not part of a longer name: `Ford` in `Ada Ford` is no company.
fn stands_alone(tokens: &Tokens, lexicon: &Lexicon, words: &[usize], ambiguous: bool) -> bool {
    let first = words[0];
    let word = base(tokens.word(first));
    let acronym = is_acronym(word) && !is_initial(word);
    let behind = words.get(1).is_none_or(|&next| {
        let lower = tokens.lower(next);
        acronym
            || titles::is_title(lexicon, lower)
            || lexicon.is_title_modifier(lower)
            || lexicon.is_people(tokens.word(next))
    });
    let initial = first > 1 && tokens.word(first - 1) == "." && is_initial(tokens.word(first - 2));
    let before = !initial
        && first.checked_sub(1).is_none_or(|before| {
            !could_name(tokens, lexicon, before)
                || acronym
                || lexicon.is_people(tokens.word(before))
                || lexicon.is_place(tokens.word(before))
                || runs::same_line(tokens, before, first)
                    && super::words::is_possessive(tokens, before)
                || tokens.get(first).is_some_and(|token| token.starts_sentence)
        });
    behind && before && !(ambiguous && words.len() > 1 && !acronym)
}

/// Words up to one that names a body: `Cedar County Board`, then `of Health`.
fn headed(tokens: &Tokens, lexicon: &Lexicon, words: &[usize]) -> Option<(Found, usize)> {
    let mut best = None;
    for (position, &word) in words.iter().enumerate().take(8) {
        let known = known_base(tokens, lexicon, word);
        if known.title().is_some() && known.head().is_none() && position > 0 {
            break;
        }
        if known.title().is_some() && position == 0 {
            return None;
        }
        match known.head() {
            Some(HeadKind::Body | HeadKind::Outlet) if position > 0 => best = Some(position),
            Some(HeadKind::Weak) if position > 0 && position + 1 == words.len() => {
                let front = base(tokens.word(words[0]));
                if lexicon.is_place(front) || lexicon.first_name(front).is_none() && position > 1 {
                    best = Some(position);
                }
            }
            Some(HeadKind::Place | HeadKind::Thing) if position + 1 == words.len() => {
                best = None;
            }
            _ => {}
        }
    }
    let end = best.map_or(words[0], |position| words[position]) + 1;
    let lower = base(tokens.lower(end - 1));
    let extended = behind_of(tokens, lexicon, end, lower);
    if best.is_none() && (extended.is_none() || !opens_a_name(lower)) {
        return None;
    }
    if best.is_some_and(|position| is_person(tokens, lexicon, &words[..=position])) {
        return None;
    }
    let end = extended.unwrap_or(end);
    let outlet = lexicon.head(lower) == Some(HeadKind::Outlet);
    let name = base(tokens.span(words[0], end).of(tokens.text())).to_owned();
    let found = Found {
        name,
        by: Shown::Words,
        outlet,
        ambiguous: false,
    };
    Some((found, end))
}

/// `Ada Church`: a common first name and a surname that happens to be a body.
fn is_person(tokens: &Tokens, lexicon: &Lexicon, words: &[usize]) -> bool {
    words.len() == 2
        && lexicon.first_name_rank(tokens.word(words[0])) >= 5
        && matches!(
            base(tokens.lower(words[1])),
            "church"
                | "court"
                | "post"
                | "bank"
                | "parks"
                | "school"
                | "center"
                | "council"
                | "mail"
                | "star"
                | "guard"
                | "fleet"
                | "press"
                | "club"
        )
}

/// Bodies whose name may begin with the word itself: `Ministry of …`, `University of …`.
fn opens_a_name(lower: &str) -> bool {
    matches!(
        lower,
        "ministry"
            | "department"
            | "university"
            | "institute"
            | "bank"
            | "board"
            | "bureau"
            | "office"
            | "committee"
            | "commission"
            | "council"
            | "church"
            | "college"
            | "school"
            | "house"
            | "court"
            | "association"
            | "federation"
            | "society"
            | "union"
            | "league"
            | "center"
            | "centre"
            | "chamber"
            | "academy"
            | "party"
            | "army"
            | "organization"
            | "organisation"
            | "agency"
            | "museum"
            | "secretariat"
            | "directorate"
            | "alliance"
    )
}

/// The token after `of the Northern Hills`, when that follows a body.
fn behind_of(tokens: &Tokens, lexicon: &Lexicon, after: usize, head: &str) -> Option<usize> {
    if super::words::is_possessive(tokens, after - 1) || !opens_a_name(head) && head != "bundle" {
        return None;
    }
    let link = tokens.word(after);
    if !matches!(link, "of" | "for" | "on") {
        return None;
    }
    let mut at = after + 1;
    if tokens.word(at) == "the" && link != "on" {
        at += 1;
    }
    let mut end = None;
    while at < after + 8 && runs::same_line(tokens, after, at) {
        let lower = tokens.lower(at);
        if (could_name(tokens, lexicon, at) || lexicon.is_people(tokens.word(at)))
            && !(titles::is_title(lexicon, lower) && lower != "state" && lower != "justice")
        {
            at += 1;
            end = Some(at);
            if super::words::is_possessive(tokens, at - 1) {
                break;
            }
        } else if matches!(tokens.word(at), "and" | "&")
            && end.is_some()
            && head != "university"
            && head != "bank"
            && could_name(tokens, lexicon, at + 1)
            && lexicon.first_name(tokens.word(at + 1)).is_none()
        {
            at += 1;
        } else if end == Some(at)
            && matches!(
                head,
                "department" | "ministry" | "committee" | "secretariat"
            )
            && let Some(last) = last_of_list(tokens, lexicon, at)
        {
            return Some(last + 1);
        } else {
            break;
        }
    }
    let end = end?;
    // `the Council of Ada Orr` and `the school for Kenya` are not names: `for` and `on` need an abstract noun behind them.
    let place = lexicon.is_place(tokens.word(end - 1));
    (link == "of" || !place).then_some(end)
}

/// `Department for Roads, Canals and Inland Harbours`: the last word of the list that the comma at token `comma` goes on with.
fn last_of_list(tokens: &Tokens, lexicon: &Lexicon, comma: usize) -> Option<usize> {
    let subject = |at: usize| {
        could_name(tokens, lexicon, at)
            && !is_acronym(tokens.word(at))
            && lexicon.first_name(tokens.word(at)).is_none()
            && !lexicon.is_place(tokens.word(at))
            && lexicon.head(tokens.lower(at)).is_none()
            && lexicon.known_organization(tokens.word(at)).is_none()
    };
    let mut at = comma;
    while tokens.word(at) == "," && subject(at + 1) && at < comma + 6 {
        at += 2;
        if subject(at) {
            at += 1;
        }
    }
    let closes = at > comma && matches!(tokens.word(at), "and" | "&") && subject(at + 1);
    let last = at + 1 + usize::from(closes && subject(at + 2));
    (closes && runs::same_line(tokens, comma, last)).then_some(last)
}

/// A seat that stands for its office when it acts and is a building when people go there.
pub(super) fn is_seat(name: &str) -> bool {
    matches!(
        name,
        "White House"
            | "Kremlin"
            | "Pentagon"
            | "Downing Street"
            | "Capitol"
            | "Elysee"
            | "Élysée"
            | "Vatican"
            | "Blue House"
            | "Bundestag"
            | "Knesset"
    )
}

/// Whether the words before token `at` say that somebody is, goes or comes there: `returned to the White House`.
pub(super) fn is_location(tokens: &Tokens, lexicon: &Lexicon, at: usize) -> bool {
    let mut before = at;
    while before > 0 && matches!(tokens.lower(before - 1), "the" | "new" | "old") {
        before -= 1;
    }
    let Some(before) = before.checked_sub(1) else {
        return false;
    };
    match tokens.lower(before) {
        "at" | "in" | "inside" | "outside" | "near" | "into" | "around" | "behind" | "across"
        | "left" | "leave" | "leaving" | "leaves" | "entered" | "entering" | "visited"
        | "visiting" | "toward" | "towards" | "beside" | "opposite" | "reached" => true,
        "to" | "from" | "for" => before.checked_sub(1).is_some_and(|verb| {
            let lower = tokens.lower(verb);
            lower != "according"
                && lexicon.verb(lower).is_none_or(|verb| !verb.strong)
                && is_motion(lower)
        }),
        _ => false,
    }
}

fn is_motion(lower: &str) -> bool {
    const STEMS: &[&str] = &[
        "return", "went", "go", "came", "com", "travel", "fl", "drov", "driv", "walk", "head",
        "march", "mov", "arriv", "depart", "trip", "visit", "invit", "back", "way", "race", "run",
        "path", "bid", "ran", "sent", "brought", "bring", "route", "ascen", "elect", "door",
        "welcom", "steps", "block", "mile", "far", "down", "up", "over", "close", "away", "mayor",
    ];
    STEMS.iter().any(|stem| lower.starts_with(stem))
}
