//! Articles with known quotations, and what the engine finds in them.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use onrecord::engine::{QuotationKind, Rule, Speaker};
use onrecord::library::{Library, QuoteRef, analyze_all};
use serde::Deserialize;

use crate::spans::Place;

/// One article of the gold data. Offsets are bytes of its text.
#[derive(Debug, Deserialize)]
pub(crate) struct Article {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) publisher: String,
    pub(crate) text: String,
    pub(crate) quotes: Vec<Known>,
}

/// A quotation whose speaker is known, or known to be unclear.
#[derive(Debug, Deserialize)]
pub(crate) struct Known {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// `direct`, `mixed`, `indirect`, `scare`, or `ambiguous` and `block`, which are not asked for.
    pub(crate) kind: String,
    /// The full name.
    pub(crate) speaker: Option<String>,
    /// Every name that is right, when there are several speakers.
    #[serde(default)]
    pub(crate) speakers: Vec<String>,
    /// How the source is worded: `name`, `pronoun`, `nominal`, `org`.
    #[serde(default)]
    pub(crate) speaker_type: String,
    /// Who says so; see [`Known::asked_for`].
    #[serde(default)]
    pub(crate) speaker_status: String,
    pub(crate) cue: Option<String>,
    #[serde(default)]
    pub(crate) content_spans: Vec<(usize, usize)>,
}

impl Known {
    /// The speaker, if it is sure enough to be asked for.
    pub(crate) fn asked_for(&self) -> Option<&str> {
        let sure = ["name", "org", "hand", "silver", "nominal"];
        let known = self.speaker.as_deref().filter(|name| !name.is_empty());
        known.filter(|_| sure.contains(&self.speaker_status.as_str()))
    }

    /// Every speaker that is right.
    pub(crate) fn right(&self) -> impl Iterator<Item = &str> {
        let first = if self.speakers.is_empty() {
            self.speaker.as_deref()
        } else {
            None
        };
        first
            .into_iter()
            .chain(self.speakers.iter().map(String::as_str))
    }

    /// Its place in the text.
    pub(crate) fn place(&self) -> Place {
        Place {
            start: self.start,
            end: self.end,
        }
    }
}

/// A quotation that the engine found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) place: Place,
    pub(crate) kind: QuotationKind,
    pub(crate) speaker: Option<String>,
    pub(crate) rule: Rule,
    pub(crate) confidence: f64,
}

/// Reads the articles, one JSON object a line.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Article>> {
    fs::read_to_string(path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(io::Error::other))
        .collect()
}

/// What the engine finds in the articles, opened together as one library; the speakers of `without` are taken away.
pub(crate) fn predict(articles: &[Article], without: &[Rule]) -> Vec<Vec<Found>> {
    let files: Vec<String> = articles
        .iter()
        .map(|article| format!("{}.txt", article.id))
        .collect();
    let texts: Vec<(&str, &str)> = files
        .iter()
        .zip(articles)
        .map(|(file, article)| (file.as_str(), article.text.as_str()))
        .collect();
    let mut library = Library::of_texts("gold", &texts);
    analyze_all(&mut library);
    let mut found: HashMap<String, Vec<Found>> = library
        .documents
        .iter()
        .zip(library.ids())
        .map(|(document, doc)| {
            let quotations = library
                .analysis(doc)
                .map_or(&[][..], |analysis| &analysis.quotations);
            let refs = (0..).map(|index| QuoteRef { doc, index });
            let found = refs.zip(quotations).map(|(at, quotation)| Found {
                place: Place {
                    start: quotation.span.range().start,
                    end: quotation.span.range().end,
                },
                kind: quotation.kind,
                speaker: speaker(&library, at).filter(|_| !without.contains(&quotation.rule)),
                rule: quotation.rule,
                confidence: f64::from(quotation.confidence),
            });
            (document.path.display().to_string(), found.collect())
        })
        .collect();
    files
        .iter()
        .map(|file| found.remove(file).unwrap_or_default())
        .collect()
}

/// The speaker's name across the library, or the words of the source.
fn speaker(library: &Library, at: QuoteRef) -> Option<String> {
    if let Some(entity) = library.speaker(at).and_then(|id| library.entities.get(id)) {
        return Some(entity.name.clone());
    }
    match &library.quotation(at)?.speaker {
        Speaker::Entity(local) => {
            let entity = library.analysis(at.doc)?.entity(*local)?;
            Some(entity.name.clone())
        }
        Speaker::Unnamed(words) => Some(words.clone()),
        Speaker::Unknown => None,
    }
}
