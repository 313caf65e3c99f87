//! What came from the server, looked at before it is used: whoever may write to the database may write anything.

use serde::de::DeserializeOwned;

use crate::engine::{self, Analysis, Block, Span};

/// The parts of a text, if they are parts of it; else those that the engine finds.
pub(super) fn blocks(json: &str, text: &str) -> Vec<Block> {
    let told: Option<Vec<Block>> = parsed(json);
    let told = told.filter(|blocks| {
        let mut end = 0;
        blocks.iter().all(|block| {
            let follows = block.span.start >= end;
            end = block.span.end;
            follows && fits(block.span, text)
        })
    });
    told.unwrap_or_else(|| engine::blocks(text))
}

/// What was found in a text, if all of it is in the text; else it must be found anew.
pub(super) fn analysis(json: &str, text: &str) -> Option<Analysis> {
    parsed::<Analysis>(json).filter(|found| {
        let quotations = found.quotations.iter().flat_map(|quotation| {
            [Some(quotation.span), quotation.source, quotation.cue]
                .into_iter()
                .flatten()
        });
        let mentions = found
            .entities
            .iter()
            .flat_map(|entity| entity.mentions.iter().copied());
        let citations = found.citations.iter().map(|citation| citation.span);
        let notes = found.notes.iter().map(|note| note.span);
        let mut spans = quotations.chain(mentions).chain(citations).chain(notes);
        let in_order = found
            .quotations
            .is_sorted_by_key(|quotation| quotation.span.start);
        let likely = |likelihood: f32| (0.0..=1.0).contains(&likelihood);
        in_order
            && spans.all(|span| fits(span, text))
            && found
                .quotations
                .iter()
                .all(|quotation| likely(quotation.confidence))
    })
}

fn parsed<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}

fn fits(span: Span, text: &str) -> bool {
    text.get(span.range()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Background, Lexicon};

    const TEXT: &str = "“We wait,” said Anna Keller.\n\nThe ferry of Vell did not sail.\n";

    fn found() -> Analysis {
        engine::analyze(
            TEXT,
            &engine::blocks(TEXT),
            Lexicon::bundled(),
            &Background::default(),
        )
    }

    #[test]
    fn what_the_engine_found_is_taken() {
        let json = serde_json::to_string(&found()).unwrap();
        assert_eq!(analysis(&json, TEXT), Some(found()));
        let own = engine::blocks(TEXT);
        assert_eq!(blocks(&serde_json::to_string(&own).unwrap(), TEXT), own);
    }

    #[test]
    fn places_that_are_none_are_not_taken() {
        let spoilt = |spoil: &dyn Fn(&mut Analysis)| {
            let mut found = found();
            spoil(&mut found);
            analysis(&serde_json::to_string(&found).unwrap(), TEXT)
        };
        let far = Span::new(0, TEXT.len() + 1);
        let cut = Span::new(1, 5);
        assert!(!found().quotations.is_empty() && !found().entities.is_empty());
        assert_eq!(spoilt(&|found| found.quotations[0].span = far), None);
        assert_eq!(spoilt(&|found| found.quotations[0].cue = Some(cut)), None);
        assert_eq!(spoilt(&|found| found.entities[0].mentions.push(far)), None);
        assert_eq!(spoilt(&|found| found.quotations[0].confidence = 7.0), None);
        assert_eq!(analysis("{}", TEXT), None);
        assert_eq!(analysis("no JSON", TEXT), None);
    }

    #[test]
    fn parts_that_are_none_are_found_anew() {
        let own = engine::blocks(TEXT);
        let mut wrong = own.clone();
        wrong.reverse();
        for json in [serde_json::to_string(&wrong).unwrap(), "[1]".to_owned()] {
            assert_eq!(blocks(&json, TEXT), own);
        }
    }
}
