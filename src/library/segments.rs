//! Large documents in parts, so that what is found costs memory and time in proportion to a part, not to the whole.
//!
//! The engine holds every token of a text at once. A text of 100 MB would need gigabytes, so it is read in segments that
//! end between two blocks, and what is known of names is carried from each segment to all others by the [`Background`].

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::engine::{
    self, Analysis, Background, Block, EntityKind, Lexicon, LocalEntity, LocalId, Note, Span,
    Survey, Tagging,
};

use super::{Document, floor, parallel};

/// Texts longer than this are read in segments, in bytes.
pub(crate) const LARGE: usize = 1024 * 1024;
/// The length of a segment, in bytes.
const SEGMENT: usize = 256 * 1024;
/// How many other names of one person or organization are kept.
const ALIASES: usize = 32;

/// Hears how many bytes more are done, and says whether to go on.
pub(crate) type Step<'s> = &'s (dyn Fn(usize) -> bool + Sync);

/// The segments of a document in text order: one for all but large documents.
fn segments(document: &Document) -> Vec<Span> {
    let text = &*document.text;
    if text.len() <= LARGE {
        return vec![Span::new(0, text.len())];
    }
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = border(text, &document.blocks, start);
        found.push(Span::new(start, end));
        start = end;
    }
    found
}

/// Where the segment that begins at `start` ends: before a block, else at a blank, else anywhere between characters.
fn border(text: &str, blocks: &[Block], start: usize) -> usize {
    let most = start + SEGMENT;
    if most >= text.len() {
        return text.len();
    }
    let least = start + SEGMENT / 2;
    let next = blocks.partition_point(|block| block.span.start as usize <= most);
    let block = next.checked_sub(1).map(|at| blocks[at].span.start as usize);
    if let Some(block) = block.filter(|&block| block > least) {
        return block;
    }
    let most = floor(text, most);
    let window = &text[floor(text, least)..most];
    match window.rfind(". ").or_else(|| window.rfind(' ')) {
        Some(at) => most - window.len() + window[at..].find(' ').map_or(at, |blank| at + blank + 1),
        None => most,
    }
}

/// The blocks of a segment, counted from its start; a block that a border divides is a block on either side.
fn blocks_of(document: &Document, segment: Span) -> Vec<Block> {
    let blocks = &document.blocks;
    let first = blocks.partition_point(|block| block.span.end <= segment.start);
    blocks[first..]
        .iter()
        .take_while(|block| block.span.start < segment.end)
        .map(|block| Block {
            kind: block.kind,
            span: Span {
                start: block.span.start.max(segment.start) - segment.start,
                end: block.span.end.min(segment.end) - segment.start,
            },
        })
        .collect()
}

/// A segment, and the names that are known to stand in it.
type Segment = (Span, Option<Tagging>);

/// Does the work for each segment on several threads, as long as `step` wants it, and hands over what was found in text order:
/// none for what was left out or broke down.
fn each<R: Send>(
    document: &Document,
    segments: &[Segment],
    step: Step,
    work: impl Fn(&str, &[Block], Option<&Tagging>) -> R + Sync,
    mut take: impl FnMut(Option<R>) + Send,
) {
    let stopped = AtomicBool::new(false);
    let one = |(segment, known): &Segment| {
        if stopped.load(Ordering::Relaxed) {
            return None;
        }
        let (text, blocks) = (segment.of(&document.text), blocks_of(document, *segment));
        let found = parallel::guarded(|| work(text, &blocks, known.as_ref()));
        if !step(segment.len()) {
            stopped.store(true, Ordering::Relaxed);
        }
        found
    };
    parallel::in_order(segments, one, |found| take(found.flatten()));
}

/// The names of a document, gathered from its segments.
pub(super) fn survey(document: &Document, step: Step) -> Survey {
    let lexicon = Lexicon::bundled();
    let segments = segments(document);
    if segments.len() == 1 {
        let (found, tagging) = engine::survey_and_tag(&document.text, &document.blocks, lexicon);
        document.tagged.keep(vec![Some(tagging)]);
        step(document.text.len());
        return found;
    }
    let mut found = Vec::with_capacity(segments.len());
    let mut tagged = Vec::with_capacity(segments.len());
    let segments: Vec<Segment> = segments.into_iter().map(|one| (one, None)).collect();
    let work = |text: &str, blocks: &[Block], _: Option<&Tagging>| {
        engine::survey_and_tag(text, blocks, lexicon)
    };
    each(document, &segments, step, work, |part| {
        let (survey, tagging) = part.unzip();
        found.extend(survey);
        tagged.push(tagging);
    });
    document.tagged.keep(tagged);
    Survey::join(found)
}

/// The findings of a document, put together from its segments. A segment over which the engine breaks down becomes a note.
pub(super) fn analyze(document: &Document, background: &Background, step: Step) -> Analysis {
    let lexicon = Lexicon::bundled();
    let segments = segments(document);
    let mut known = document.tagged.take().into_iter();
    if segments.len() == 1 {
        let (text, known) = (&document.text, known.next().flatten());
        let found =
            engine::analyze_tagged(text, &document.blocks, lexicon, background, known.as_ref());
        step(document.text.len());
        return found;
    }
    let done = AtomicBool::new(true);
    let watched = |bytes| {
        let on = step(bytes);
        done.fetch_and(on, Ordering::Relaxed);
        on
    };
    let work = |text: &str, blocks: &[Block], known: Option<&Tagging>| {
        engine::analyze_tagged(text, blocks, lexicon, background, known)
    };
    let segments: Vec<Segment> = segments
        .into_iter()
        .map(|one| (one, known.next().flatten()))
        .collect();
    let mut whole = Whole::default();
    let mut rest = segments.iter();
    each(document, &segments, &watched, work, |part| {
        let Some((segment, _)) = rest.next() else {
            return;
        };
        match part {
            Some(part) => whole.add(segment.start, part),
            None if done.load(Ordering::Relaxed) => whole.found.notes.push(Note {
                span: *segment,
                text: "the program broke down over this part; its quotations are not known"
                    .to_owned(),
            }),
            None => {}
        }
    });
    whole.finish()
}

/// Findings of segments being put together.
#[derive(Default)]
struct Whole {
    found: Analysis,
    /// The entity of each name.
    known: HashMap<(EntityKind, String), LocalId>,
}

impl Whole {
    /// Adds the findings of the segment that begins at byte `start`.
    fn add(&mut self, start: u32, part: Analysis) {
        let ids: Vec<LocalId> = part
            .entities
            .into_iter()
            .map(|entity| self.entity(start, entity))
            .collect();
        let found = &mut self.found;
        for mut quotation in part.quotations {
            quotation.span = moved(quotation.span, start);
            quotation.source = quotation.source.map(|span| moved(span, start));
            quotation.cue = quotation.cue.map(|span| moved(span, start));
            quotation.renumber(|local| ids.get(local.0 as usize).copied());
            found.quotations.push(quotation);
        }
        for mut citation in part.citations {
            citation.span = moved(citation.span, start);
            found.citations.push(citation);
        }
        for mut note in part.notes {
            note.span = moved(note.span, start);
            found.notes.push(note);
        }
    }

    /// All of it, in no more memory than it needs.
    fn finish(self) -> Analysis {
        let mut found = self.found;
        found.quotations.shrink_to_fit();
        found.citations.shrink_to_fit();
        found.entities.shrink_to_fit();
        for entity in &mut found.entities {
            entity.mentions.shrink_to_fit();
        }
        found
    }

    /// Adds an entity, or its mentions to the one of the same name.
    fn entity(&mut self, start: u32, mut entity: LocalEntity) -> LocalId {
        for mention in &mut entity.mentions {
            *mention = moved(*mention, start);
        }
        let all = &mut self.found.entities;
        let new = LocalId(all.len() as u32);
        let key = (entity.kind, entity.name.clone());
        let id = *self.known.entry(key).or_insert(new);
        let Some(known) = all.get_mut(id.0 as usize) else {
            all.push(entity);
            return id;
        };
        known.mentions.append(&mut entity.mentions);
        for alias in entity.aliases {
            if known.aliases.len() < ALIASES && !known.aliases.contains(&alias) {
                known.aliases.push(alias);
            }
        }
        if known.gender == crate::engine::Gender::Unknown {
            known.gender = entity.gender;
        }
        let length = |role: &Option<String>| role.as_ref().map_or(0, String::len);
        if length(&entity.role) > length(&known.role) {
            known.role = entity.role;
        }
        id
    }
}

fn moved(span: Span, start: u32) -> Span {
    Span {
        start: span.start + start,
        end: span.end + start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Speaker;
    use crate::library::Library;

    const GO_ON: Step = &|_| true;

    /// A document of a large text: paragraphs without a name, the given ones first and last.
    fn document(first: &str, between: &str, last: &str) -> Document {
        let filler = between.repeat(LARGE / between.len() + 1);
        let text = format!("{first}\n\n{filler}\n\n{last}\n");
        Library::of_texts("vell", &[("vell.txt", &text)]).documents[0].clone()
    }

    fn check_segments(document: &Document) {
        let found = segments(document);
        assert!(found.len() > 2);
        let mut end = 0;
        for segment in found {
            assert_eq!(segment.start, end);
            assert!(segment.len() <= SEGMENT && !segment.of(&document.text).is_empty());
            for block in blocks_of(document, segment) {
                assert!(!block.span.of(segment.of(&document.text)).is_empty());
            }
            end = segment.end;
        }
        assert_eq!(end as usize, document.text.len());
    }

    #[test]
    fn segments_cover_the_text_and_end_between_blocks() {
        let prose = document(
            "She spoke.",
            "The ships lay in the harbour.\n\n",
            "He did not.",
        );
        check_segments(&prose);
        for segment in segments(&prose) {
            assert!(segment.of(&prose.text).starts_with(['S', 'T', 'H']));
        }
        check_segments(&document(
            "She spoke.",
            "The ships lay there. ",
            "He did not.",
        ));
        check_segments(&document("She spoke.", "é", "He did not."));
    }

    #[test]
    fn a_name_is_known_in_every_segment_and_places_are_those_of_the_whole() {
        let document = document(
            "“We will not go,” said Mara Orrin, the mayor of Vell.",
            "The ships lay in the harbour and waited.\n\n",
            "“It is late,” Orrin told reporters.",
        );
        let background = Background::gather(&[survey(&document, GO_ON)]);
        let found = analyze(&document, &background, GO_ON);
        let said: Vec<_> = found
            .speech()
            .map(|quotation| (quotation.span.of(&document.text), &quotation.speaker))
            .collect();
        let mara = found
            .entities
            .iter()
            .position(|one| one.name == "Mara Orrin");
        let speaker = Speaker::Entity(LocalId(mara.unwrap() as u32));
        assert_eq!(
            said,
            [("“We will not go,”", &speaker), ("“It is late,”", &speaker)]
        );
        let mentions = &found.entities[mara.unwrap()].mentions;
        let named: Vec<_> = mentions
            .iter()
            .map(|span| span.of(&document.text))
            .collect();
        assert_eq!(named, ["Mara Orrin", "Orrin"]);
    }

    #[test]
    fn work_that_nobody_waits_for_stops_after_the_segments_that_are_begun() {
        let document = document(
            "“No,” said Mara Orrin.",
            "The ships lay there.\n\n",
            "He did not.",
        );
        let done = std::sync::atomic::AtomicUsize::new(0);
        let found = analyze(&document, &Background::default(), &|bytes| {
            done.fetch_add(bytes, Ordering::Relaxed);
            false
        });
        assert!(done.into_inner() <= parallel::threads() * SEGMENT);
        assert_eq!(found.speech().count(), 1);
        assert_eq!(found.notes, []);
    }
}
