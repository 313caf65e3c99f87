//! Two articles that share text, paragraph by paragraph.

use crate::engine::{BlockKind, Span};

use super::Document;
use super::statements::{words, words_in_common};

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paragraph {
    /// Only the copy has it.
    Added(Span),
    /// Both have it, in other words.
    Reworded {
        /// In the fuller article.
        full: Span,
        /// In the copy.
        copy: Span,
    },
    /// Only the fuller article has it.
    LeftOut(Span),
}

/// Where a copy differs from the fuller article. Paragraphs that are the same are left out.
pub fn compare(copy: &Document, full: &Document) -> Vec<Paragraph> {
    let mut open: Vec<(Span, Vec<String>)> = paragraphs(full);
    let mut found = Vec::new();
    for (place, own) in paragraphs(copy) {
        let same = open.iter().position(|(_, words)| *words == own);
        let alike = || {
            let shares = open.iter().map(|(_, words)| {
                let common = words_in_common(words, &own);
                (common * 2 >= own.len().min(words.len())).then_some(common)
            });
            shares
                .enumerate()
                .filter_map(|(at, common)| Some((common?, at)))
                .max_by_key(|(common, at)| (*common, std::cmp::Reverse(*at)))
        };
        if let Some(at) = same {
            open.remove(at);
        } else if let Some((_, at)) = alike() {
            let (full, _) = open.remove(at);
            found.push(Paragraph::Reworded { full, copy: place });
        } else {
            found.push(Paragraph::Added(place));
        }
    }
    found.extend(open.into_iter().map(|(place, _)| Paragraph::LeftOut(place)));
    found
}

/// The paragraphs of a document, with their folded words.
fn paragraphs(document: &Document) -> Vec<(Span, Vec<String>)> {
    document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Subhead))
        .map(|block| {
            let words = words(&document.text, block.span);
            (
                block.span,
                words.into_iter().map(|word| word.folded).collect(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Library;
    use super::*;

    #[test]
    fn paragraphs_are_added_reworded_and_left_out() {
        let full = "The ferry stays where it is, the mayor said.\n\nTwo buyers had asked for it in the autumn.\n\nA vote is due in March.";
        let copy = "The ferry stays where it is for now, the mayor said.\n\nA vote is due in March.\n\nOur readers may write to us about boats.";
        let library = Library::of_texts("tarn", &[("a", copy), ("b", full)]);
        let [copy, full] = ["a", "b"].map(|name| {
            library
                .documents
                .iter()
                .find(|document| document.name == name)
                .unwrap()
        });
        let shown: Vec<String> = compare(copy, full)
            .into_iter()
            .map(|paragraph| match paragraph {
                Paragraph::Added(place) => format!("+ {}", place.of(&copy.text)),
                Paragraph::Reworded { copy: place, .. } => format!("~ {}", place.of(&copy.text)),
                Paragraph::LeftOut(place) => format!("- {}", place.of(&full.text)),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "~ The ferry stays where it is for now, the mayor said.",
                "+ Our readers may write to us about boats.",
                "- Two buyers had asked for it in the autumn.",
            ]
        );
    }
}
