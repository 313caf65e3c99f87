//! Shapes that a title, a term or a nickname in quotation marks has.

use super::super::attribution::Surroundings;
use super::super::page::Page;
use super::super::words::Class;
use super::Look;

/// Small words that stay in lower case inside a title.
const SMALL_WORDS: &[&str] = &[
    "of", "the", "and", "a", "an", "in", "on", "to", "for", "with", "at", "by", "from",
];

/// Words that give the title or name in quotation marks behind them, or have somebody perform it.
const BEFORE_TITLE: &[&str] = &[
    "titled",
    "entitled",
    "called",
    "named",
    "dubbed",
    "so-called",
    "sing",
    "sings",
    "singing",
    "sang",
    "sung",
    "recited",
    "reciting",
    "performed",
    "performing",
];

/// Things that have a title.
const WORKS: &[&str] = &[
    "book",
    "memoir",
    "film",
    "movie",
    "documentary",
    "song",
    "show",
    "series",
    "episode",
    "album",
    "novel",
    "program",
    "programme",
    "column",
    "play",
    "poem",
    "essay",
    "opera",
    "exhibition",
    "painting",
    "story",
    "podcast",
    "game",
    "single",
    "ballad",
    "musical",
    "thriller",
    "comedy",
    "drama",
    "anthology",
    "autobiography",
    "biography",
];

/// What a crowd is quoted with.
const CRIES: &[&str] = &[
    "chant", "chants", "cry", "cries", "call", "calls", "shout", "shouts", "yells", "screams",
];

/// Words that a term in quotation marks follows.
const BEFORE_TERM: &[&str] = &[
    "so-called",
    "titled",
    "entitled",
    "nicknamed",
    "labeled",
    "labelled",
    "vaunted",
    "proverbial",
    "infamous",
];

/// How surely the words are a title: 2 in `the film “A Quiet Harbour”`, 1 in `on Dunmore Radio’s “Morning Watch”`, which may be
/// something that the radio said.
pub(super) fn title(page: &Page, around: &Surroundings, look: &Look) -> u8 {
    if look.count > 6 || around.quote <= around.block_start {
        return 0;
    }
    let last = around.quote - 1;
    // `Her first novel, “The Salt Road,” sold`, `“The Salt Road,” his second play, opened`.
    let named_work = page.mark(last) == ',' && last > 0 && is_work(page, last - 1);
    let explained = look.words.ends_with(',')
        && page.is_any(
            around.after,
            &["his", "her", "their", "its", "a", "an", "the"],
        )
        && (around.after + 1..around.after + 4).any(|token| is_work(page, token));
    if look.at_boundary && !named_work && !explained || is_cry(page, last) {
        return 0;
    }
    let capitals = look
        .words
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_alphabetic))
        .filter(|word| {
            !SMALL_WORDS
                .iter()
                .any(|small| small.eq_ignore_ascii_case(word))
        });
    let mut any = false;
    for word in capitals {
        any = true;
        if !word.starts_with(char::is_uppercase) {
            return 0;
        }
    }
    let said_just_before =
        (last.saturating_sub(4)..=last).any(|token| page.is_any(token, &["said", "says", "told"]));
    if !any || said_just_before && !explained {
        return 0;
    }
    let given = page.is_any(last, BEFORE_TITLE)
        || is_work(page, last)
        || named_work
        || explained
        || is_known_as(page, last)
        || is_host_of(page, last);
    let belongs = page.lower(last).ends_with("'s") || page.is_any(last, &["on", "of"]);
    if given { 2 } else { u8::from(belongs) }
}

/// Whether the word is one for a thing that has a title.
pub(super) fn is_work(page: &Page, token: usize) -> bool {
    page.is_any(token, WORKS)
}

/// `chants of “Four more years!”`
fn is_cry(page: &Page, last: usize) -> bool {
    page.lower(last) == "of" && last > 0 && page.is_any(last - 1, CRIES)
}

fn is_known_as(page: &Page, last: usize) -> bool {
    page.lower(last) == "as" && last > 0 && page.is_any(last - 1, &["known"])
}

fn is_host_of(page: &Page, last: usize) -> bool {
    page.lower(last) == "of" && last > 0 && page.lower(last - 1) == "host"
}

/// `the so-called “quiet zone”`.
pub(super) fn names_term(page: &Page, around: &Surroundings) -> bool {
    let Some(last) = around
        .quote
        .checked_sub(1)
        .filter(|&last| last >= around.block_start)
    else {
        return false;
    };
    let known_so = page.lower(around.after) == "as"
        && (around.after + 1..around.after + 6)
            .any(|token| page.is_any(token, &["known", "called"]));
    known_so
        || page.is_any(last, BEFORE_TERM)
        // `the much-discussed “thaw” between the two`
        || page.lower(last).starts_with("much-")
        || is_known_as(page, last)
        || (page.lower(last) == "as"
            && last > 1
            && page.lower(last - 1) == "to"
            && page.lower(last - 2) == "referred")
}

/// Robert “Bobby” Lund.
pub(super) fn is_nickname(page: &Page, around: &Surroundings, look: &Look) -> bool {
    look.count == 1
        && around.quote > around.block_start
        && look.first.is_uppercase()
        && page.capitalized(around.quote - 1)
        && page.capitalized(around.after)
        && !page.has(around.quote - 1, Class::DETERMINER)
}
