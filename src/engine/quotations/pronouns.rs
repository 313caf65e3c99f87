//! Who `he`, `she`, `they` and `it` mean, from what was said so far.

use super::super::{Gender, LocalId};
use super::cast::Mention;
use super::page::{Page, REACH};
use super::phrases::{is_people, is_plural, is_text, noun_phrase};
use super::source::{Source, Voice, Who};
use super::words::Class;

/// A speaker is remembered for this many bytes.
const MEMORY: u32 = 1500;

/// How many mentions are looked at for a newer subject.
const NEWER_MENTIONS: usize = 60;

/// How many mentions are looked at when no speaker is known.
const OLDER_MENTIONS: usize = 200;

/// How many words with a role may stand before the name that explains it.
const ROLE_WORDS: usize = 5;

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
        "he" | "his" => somebody_without_name(page, at, Gender::Masculine)
            .or_else(|| last_person(page, at, Gender::Masculine, history)),
        "she" | "her" => somebody_without_name(page, at, Gender::Feminine)
            .or_else(|| last_person(page, at, Gender::Feminine, history)),
        "it" => Some(
            body(page, at, history)
                .or_else(|| text_above(page, at))
                .unwrap_or(Voice::Unnamed(page.tokens.span(at, at + 1))),
        ),
        "they" => {
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

/// `The report was blunt. “…,” it said`: the text or body that the sentence before is about.
fn text_above(page: &Page, at: usize) -> Option<Voice> {
    let subject = subject_above(page, at)?;
    match subject.who {
        Who::Entity(id) if page.is_organization(id) => Some(Voice::Entity(id)),
        Who::Phrase { head } if is_text(page, head) || page.has(head, Class::BODY_NOUN) => {
            Some(Voice::Unnamed(subject.span(page)))
        }
        _ => None,
    }
}

/// `One woman held up a jar. “…,” she said`: the sentence before is about somebody of that gender whom it does not name.
fn somebody_without_name(page: &Page, at: usize, gender: Gender) -> Option<Voice> {
    let subject = subject_above(page, at)?;
    let Who::Phrase { head } = subject.who else {
        return None;
    };
    let own = page.gender_of(head);
    let new = page.is_any(subject.first, &["a", "an", "one", "another"]);
    let fits = (own == gender || own == Gender::Unknown)
        && is_people(page, head)
        && !is_plural(page, head);
    (new && fits).then(|| Voice::Unnamed(subject.span(page)))
}

/// What the last sentence outside quotation marks begins with, where it stands in the paragraph of token `at` and names nobody
/// after that.
fn subject_above(page: &Page, at: usize) -> Option<Source> {
    let block = page.block_of(at);
    let here = page.sentence_start(at, at.saturating_sub(REACH));
    let start = (here.saturating_sub(REACH)..here)
        .rev()
        .take_while(|&token| page.block_of(token) == block)
        .find(|&token| page.starts_sentence(token) && !page.quoted(token))?;
    let subject = noun_phrase(page, start, here)?;
    let named =
        (subject.end..here).any(|token| !page.quoted(token) && page.mention(token).is_some());
    (!named).then_some(subject)
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
    if let Some((byte, voice)) = last_speaker {
        let above = byte < page.block_span(page.block_of(at)).start;
        let here = above.then(|| only_one_here(page, at, fits)).flatten();
        return Some(here.map_or(voice, Voice::Entity));
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

/// `The vote was 4–1, with Orr opposed. “…,” he said`: the one person that the paragraph names before a pronoun, where no other pronoun
/// leads back beyond it.
fn only_one_here(page: &Page, at: usize, fits: impl Fn(LocalId) -> bool) -> Option<LocalId> {
    let (first, _) = page.block_tokens(page.block_of(at));
    let leads_back = |token: usize| {
        !page.quoted(token) && page.is_any(token, &["he", "him", "his", "she", "her", "hers"])
    };
    let mut people = page
        .mentions_before(at)
        .take_while(|mention| mention.first >= first)
        .filter(|mention| !page.quoted(mention.first) && page.cast.is_human(mention.entity));
    let one = people
        .next()
        .filter(|one| !one.possessive && fits(one.entity))?;
    let alone = people.all(|other| other.entity == one.entity);
    (alone && !(first..at).any(leads_back)).then_some(one.entity)
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
    // `Orr’s father, Tim, arrived`
    let role = before.wrapping_sub(1);
    if comma
        && page.mark(mention.end) == ','
        && page.has(role, Class::TITLE | Class::SPEAKER_NOUN)
        && (before.saturating_sub(ROLE_WORDS)..before).any(|token| page.starts_sentence(token))
        && (before.saturating_sub(ROLE_WORDS)..role).all(|token| page.mark(token) != ',')
    {
        return true;
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
