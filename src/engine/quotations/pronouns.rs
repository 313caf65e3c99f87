//! Who `he`, `she`, `they` and `it` mean, from what was said so far.

use super::super::{Gender, LocalId};
use super::cast::Mention;
use super::page::Page;
use super::source::Voice;
use super::words::Class;

/// A speaker is remembered for this many bytes.
const MEMORY: u32 = 1500;

/// How many mentions are looked at for a newer subject.
const NEWER_MENTIONS: usize = 60;

/// How many mentions are looked at when no speaker is known.
const OLDER_MENTIONS: usize = 200;

/// How many events are looked at for the latest speakers.
const LATEST_EVENTS: usize = 12;

/// The speech events so far, quoted or not, in text order.
#[derive(Debug, Default)]
pub(super) struct History {
    events: Vec<(u32, Voice)>,
}

impl History {
    pub(super) fn add(&mut self, byte: u32, voice: Voice) {
        self.events.push((byte, voice));
    }

    /// Puts the events in text order, which the walk back through them relies on.
    pub(super) fn sort(&mut self) {
        self.events.sort_by_key(|&(at, _)| at);
    }

    /// The different speakers before `byte`, the latest first, at most `MOST` of them.
    pub(super) fn latest<const MOST: usize>(
        &self,
        byte: u32,
    ) -> impl Iterator<Item = Voice> + use<MOST> {
        let mut latest = [None; MOST];
        for (_, voice) in self.before(byte).take(LATEST_EVENTS) {
            // Free places stand behind those taken.
            let place = latest
                .iter_mut()
                .find(|place| place.is_none_or(|known| known == voice));
            if let Some(place) = place {
                *place = Some(voice);
            }
        }
        latest.into_iter().flatten()
    }

    /// The events before `byte` that are still remembered there, the latest first.
    fn before(&self, byte: u32) -> impl Iterator<Item = (u32, Voice)> {
        self.events
            .iter()
            .rev()
            .copied()
            .take_while(move |&(at, _)| at + MEMORY >= byte)
            .filter(move |&(at, _)| at < byte)
    }
}

/// Who the pronoun at token `at` means.
pub(super) fn pronoun(page: &Page, at: usize, history: &History) -> Option<Voice> {
    match page.lower(at) {
        "he" | "his" => last_person(page, at, Gender::Masculine, history),
        "she" | "her" => last_person(page, at, Gender::Feminine, history),
        "it" | "they" => {
            Some(body(page, at, history).unwrap_or(Voice::Unnamed(page.tokens.span(at, at + 1))))
        }
        "i" | "we" => Some(Voice::Unnamed(page.tokens.span(at, at + 1))),
        _ => None,
    }
}

/// The last organization or unnamed speaker, for `it` and `they`.
fn body(page: &Page, at: usize, history: &History) -> Option<Voice> {
    let start = page.start(at);
    history
        .before(start)
        .take(3)
        .map(|(_, voice)| voice)
        .find(|&voice| match voice {
            Voice::Unnamed(_) => true,
            Voice::Entity(id) => page.is_organization(id),
        })
}

/// The last speaker of that gender, unless a newer person of that gender is the subject of a clause in between.
pub(super) fn last_person(
    page: &Page,
    at: usize,
    gender: Gender,
    history: &History,
) -> Option<Voice> {
    let start = page.start(at);
    let fits = |id: LocalId| {
        let own = page.cast.gender(id);
        own == gender || own == Gender::Unknown || gender == Gender::Unknown
    };
    let last_speaker = history.before(start).find(
        |&(_, voice)| matches!(voice, Voice::Entity(id) if !page.is_organization(id) && fits(id)),
    );
    let newer = page
        .mentions_before(at)
        .take(NEWER_MENTIONS)
        .take_while(|mention| {
            last_speaker.is_none_or(|(byte, _)| page.start(mention.first) >= byte)
        })
        .find(|mention| {
            page.cast.is_human(mention.entity) && fits(mention.entity) && is_subject(page, mention)
        });
    if let Some(newer) = newer {
        return Some(Voice::Entity(newer.entity));
    }
    if let Some((_, voice)) = last_speaker {
        return Some(voice);
    }
    page.mentions_before(at)
        .take(OLDER_MENTIONS)
        .find(|mention| {
            !page.quoted(mention.first)
                && page.cast.is_human(mention.entity)
                && page.cast.gender(mention.entity) == gender
        })
        .map(|mention| Voice::Entity(mention.entity))
}

/// Whether a mention is the subject of a clause: it begins the sentence, or a conjunction stands before it and a verb after.
pub(super) fn is_subject(page: &Page, mention: &Mention) -> bool {
    if page.quoted(mention.first) || mention.possessive {
        return false;
    }
    let mut first = mention.first;
    while first > 0
        && mention.first - first < 12
        && !page.starts_sentence(first)
        && (page.capitalized(first - 1)
            || page.has(first - 1, Class::TITLE)
            || page.mark(first - 1) == '.'
            || page.is_any(first - 1, &["the", "former", "of"]))
    {
        first -= 1;
    }
    if page.starts_sentence(first) {
        return true;
    }
    let Some(before) = first.checked_sub(1) else {
        return true;
    };
    let comma = page.mark(before) == ',';
    if !comma && !page.has(before, Class::CLAUSE) {
        return false;
    }
    let next = mention.end;
    let explained =
        page.mark(next) == ',' && page.is_any(next + 1, &["who", "a", "an", "the", "whose"]);
    let acts = page.has(next, Class::VERB)
        || page.is_any(
            next,
            &[
                "is", "was", "has", "had", "will", "would", "who", "also", "did", "does",
            ],
        )
        || page.lower(next).ends_with("ed");
    (acts || explained) && !(comma && page.mark(next) == ',')
}
