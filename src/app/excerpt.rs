//! A few words of a document around a place, for lists.

use crate::engine::{Quotation, Span};
use crate::library::Document;

/// The sentences that hold a quotation together with the words that attribute it.
pub fn around(document: &Document, quotation: &Quotation) -> Span {
    let parts = [Some(quotation.span), quotation.source, quotation.cue];
    let whole = parts
        .into_iter()
        .flatten()
        // The words that name the speaker may stand in another paragraph; the list shows the one with the quotation.
        .filter(|part| document.block_at(part.start) == document.block_at(quotation.span.start))
        .fold(quotation.span, |whole, part| Span {
            start: whole.start.min(part.start),
            end: whole.end.max(part.end),
        });
    sentences(document, whole)
}

/// The sentences that `place` touches, within its paragraphs.
pub fn sentences(document: &Document, place: Span) -> Span {
    let text = &*document.text;
    let start = document.block_at(place.start).map_or(place, |first| first);
    let end = document
        .block_at(place.end.saturating_sub(1))
        .map_or(place, |last| last);
    let before = Span {
        start: start.start.min(place.start),
        end: place.end,
    };
    let after = Span {
        start: place.end,
        end: end.end.max(place.end),
    };
    let from = ends(before.of(text))
        .map(|end| before.start + end as u32)
        // The blank before the place belongs to neither.
        .take_while(|end| *end <= place.start)
        .last()
        .unwrap_or(before.start);
    // The last sentence may end with the place itself, before its closing quotation mark.
    let inside = Span {
        start: place.end.saturating_sub(place.len().min(8) as u32),
        end: place.end,
    };
    let closed = inside
        .of(text)
        .trim_end_matches(is_closing)
        .ends_with(['.', '!', '?', '…']);
    let to = if closed && starts_sentence(after.of(text)) {
        after.start
    } else {
        ends(after.of(text))
            .next()
            .map_or(after.end, |end| after.start + end as u32)
    };
    let excerpt = Span {
        start: from,
        end: to,
    };
    let words = excerpt.of(text);
    Span::new(
        from as usize + (words.len() - words.trim_start().len()),
        from as usize + words.trim_end().len(),
    )
}

const fn is_closing(letter: char) -> bool {
    matches!(letter, '”' | '"' | '’' | '\'' | '»' | ')')
}

fn starts_sentence(after: &str) -> bool {
    let trimmed = after.trim_start();
    trimmed.len() < after.len()
        && trimmed
            .chars()
            .find(|letter| !matches!(letter, '“' | '"' | '‘' | '\'' | '«' | '('))
            .is_some_and(|letter| !letter.is_lowercase())
}

/// The bytes after which a sentence of `text` has ended: good enough for a list, where a short excerpt does no harm.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(move |(at, letter)| {
        if !matches!(letter, '.' | '!' | '?' | '…') {
            return None;
        }
        let rest = text.get(at + letter.len_utf8()..)?;
        let after = rest.trim_start_matches(is_closing);
        // A single capital before the full stop is an initial: “J. Moreno”.
        let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let initial = letter == '.' && word.len() <= 2 && word.starts_with(char::is_uppercase);
        (starts_sentence(after) && !initial).then_some(text.len() - after.len())
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::engine::blocks;
    use crate::library::Tagged;

    /// The text with the place in brackets gives the excerpt.
    fn check(marked: &str, expected: &str) {
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let text = marked.replace(['[', ']'], "");
        let document = Document {
            name: String::new(),
            path: PathBuf::new(),
            blocks: blocks(&text).into(),
            fingerprint: 0,
            text: text.into(),
            title: None,
            opening: String::new(),
            date: None,
            outlet: None,
            byline: None,
            published: None,
            updated: None,
            address: None,
            tagged: Tagged::default(),
        };
        let found = sentences(&document, Span::new(start, end));
        assert_eq!(found.of(&document.text), expected);
    }

    #[test]
    fn an_excerpt_is_whole_sentences_of_the_paragraph() {
        check(
            "It rained. Ruiz said [“no”] on Monday. Then she left.",
            "Ruiz said “no” on Monday.",
        );
        check("[“We stay.”] She left.", "“We stay.”");
        check(
            "“We wait. [“We stay,”] said J. Moreno. She left.",
            "“We stay,” said J. Moreno.",
        );
        check("One.\n\nTwo [three] four\n\nFive.", "Two three four");
        check("[all]", "all");
        check("[“We stay,”] she said", "“We stay,” she said");
    }
}
