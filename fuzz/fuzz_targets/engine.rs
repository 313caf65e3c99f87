//! Any bytes, read as a text: the engine comes to an end, points only at places inside the text, and says the same when asked again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::engine::{Analysis, Background, Lexicon, Span, analyze, blocks, survey};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let found = analysis(&text);
    holds(&text, &found);
    assert_eq!(found, analysis(&text), "two readings of one text differ");
});

/// The findings of a library that holds this text alone.
fn analysis(text: &str) -> Analysis {
    let (blocks, lexicon) = (blocks(text), Lexicon::bundled());
    let background = Background::gather(&[survey(text, &blocks, lexicon)]);
    analyze(text, &blocks, lexicon, &background)
}

fn holds(text: &str, found: &Analysis) {
    let inside = |span: Span| {
        assert!(
            text.get(span.range())
                .is_some_and(|words| !words.is_empty()),
            "{span:?} is no place in the text"
        );
    };
    assert!(
        found
            .quotations
            .is_sorted_by_key(|quotation| quotation.span),
        "quotations out of order"
    );
    for quotation in &found.quotations {
        inside(quotation.span);
        quotation
            .source
            .into_iter()
            .chain(quotation.cue)
            .for_each(inside);
        assert!((0.0..=1.0).contains(&quotation.confidence));
    }
    for entity in &found.entities {
        assert!(
            !entity.name.is_empty() && !entity.mentions.is_empty(),
            "an entity that nothing names"
        );
        assert!(entity.mentions.is_sorted(), "mentions out of order");
        entity.mentions.iter().copied().for_each(inside);
    }
    for citation in &found.citations {
        inside(citation.span);
    }
    for note in &found.notes {
        inside(note.span);
    }
}
