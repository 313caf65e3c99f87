//! Marked sentences: what the engine must find stands in the sentence itself.
//!
//! `[direct Ann Orr: “No,”] said Ann Orr.` means: these words are a direct quotation of Ann Orr. A speaker without a name
//! is given by his words after `~`, an unknown one by `?`; scare quotes have none. Indirect speech is compared only
//! where a sentence expects some.

mod layout;
mod speech;
mod totality;

use super::super::{
    Analysis, Background, Lexicon, Quotation, QuotationKind, Speaker, analyze, blocks, survey,
};

/// The text of a marked sentence.
fn unmarked(marked: &str) -> String {
    let mut text = String::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        text += &rest[..open];
        let inner = &rest[open + 1..];
        let words = inner.find(": ").map_or(0, |colon| colon + 2);
        rest = &inner[words..];
        let close = rest.find(']').unwrap_or(rest.len());
        text += &rest[..close];
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    text + rest
}

fn analysis(text: &str) -> Analysis {
    let blocks = blocks(text);
    let lexicon = Lexicon::bundled();
    let surveys = [survey(text, &blocks, lexicon)];
    analyze(text, &blocks, lexicon, &Background::gather(&surveys))
}

fn label(analysis: &Analysis, quotation: &Quotation) -> String {
    let kind = match quotation.kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Scare => return "scare".to_owned(),
    };
    let speaker = match &quotation.speaker {
        Speaker::Entity(id) => analysis
            .entity(*id)
            .map_or("nobody", |entity| &entity.name)
            .to_owned(),
        Speaker::Unnamed(words) => format!("~{words}"),
        Speaker::Unknown => "?".to_owned(),
    };
    format!("{kind} {speaker}")
}

/// Compares the findings in the text of `expected` with those marked in it.
#[track_caller]
fn check(expected: &str) {
    let text = unmarked(expected);
    let analysis = analysis(&text);
    let mut marked = String::new();
    let mut at = 0;
    for quotation in &analysis.quotations {
        if quotation.kind == QuotationKind::Indirect && !expected.contains("[indirect ") {
            continue;
        }
        let range = quotation.span.range();
        marked += &text[at..range.start];
        let label = label(&analysis, quotation);
        let words = quotation.span.of(&text);
        marked.extend(["[", &label, ": ", words, "]"]);
        at = range.end;
    }
    marked += &text[at..];
    assert_eq!(marked, expected);
}
