//! Finding quotations and names in all documents of a library at once.

use std::sync::Arc;

use crate::engine::{Analysis, Background, Survey};

use super::segments::{self, Step};
use super::{Document, Library, Problem, parallel};

/// What the documents together tell about names. `step` hears of every part that is done; see [`Step`].
pub(crate) fn survey(document: &Document, step: Step) -> Survey {
    segments::survey(document, step)
}

/// What is found in one document with what the library knows. `step` hears of every part that is done; see [`Step`].
pub(crate) fn analyze(document: &Document, background: &Background, step: Step) -> Analysis {
    segments::analyze(document, background, step)
}

/// Analyses every document and merges their people and organizations. A document over which the engine breaks down
/// stays without analysis and becomes a problem.
pub fn analyze_all(library: &mut Library) {
    analyze_all_by(
        library,
        |document| survey(document, &|_| true),
        |document, background| Arc::new(analyze(document, background, &|_| true)),
    );
}

/// Analyses a reader's own draft with the names that the library knows: a surname alone means whom the articles mean by it.
pub fn analyze_draft(draft: &mut Library, library: &Library) {
    let own = parallel::map(&draft.documents, |document| survey(document, &|_| true));
    let told: Vec<Survey> = library
        .ids()
        .filter_map(|doc| library.analysis(doc))
        .map(Survey::of_findings)
        .collect();
    let mut background = Background::gather(own.iter().flatten());
    background.learn(Background::gather(&told));
    receive_all(draft, |document| {
        Arc::new(analyze(document, &background, &|_| true))
    });
}

/// What [`analyze_all`] does, with functions that may know of a shorter way to what the engine would find. Returns whether every
/// document has an analysis.
pub(crate) fn analyze_all_by(
    library: &mut Library,
    survey: impl Fn(&Document) -> Survey + Sync,
    analyze: impl Fn(&Document, &Background) -> Arc<Analysis> + Sync,
) -> bool {
    let background = {
        let surveys = parallel::map(&library.documents, survey);
        Background::gather(surveys.iter().flatten())
    };
    receive_all(library, |document| analyze(document, &background))
}

/// Takes in what is found in every document, and merges. Returns whether every document has an analysis.
fn receive_all(library: &mut Library, analyze: impl Fn(&Document) -> Arc<Analysis> + Sync) -> bool {
    let analyses = parallel::map(&library.documents, analyze);
    let whole = analyses.iter().all(Option::is_some);
    for (document, analysis) in library.documents.iter().zip(&analyses) {
        if analysis.is_none() {
            library.problems.push(Problem {
                path: document.path.clone(),
                reason: BROKE_DOWN.to_owned(),
            });
        }
    }
    for (doc, analysis) in library.ids().zip(analyses) {
        if let Some(analysis) = analysis {
            library.receive(doc, analysis);
        }
    }
    library.merge();
    whole
}

/// The reason of a document that made the engine panic.
pub(crate) const BROKE_DOWN: &str = "could not be analysed: the program broke down over it; its text can be read, its quotations are not known";
