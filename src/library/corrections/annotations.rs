//! Notes on passages: what the reader writes beside the articles, in a log like that of the corrections.
//!
//! A note is anchored as a correction is, but it changes nothing of what was found. Its tags are the words in it that begin
//! with `#`, so that nothing has to be learned or kept twice.

use chrono::{DateTime, Utc};

use crate::engine::Span;

use super::super::{DocId, Library};
use super::{Correction, Corrections, Repair};

/// A note that nobody took back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation<'l> {
    /// The id of its line in the log.
    pub id: &'l str,
    /// What it says.
    pub text: &'l str,
    /// The words that it is about.
    pub words: &'l str,
    /// The document, as the log calls it.
    pub document: &'l str,
    /// Who wrote it.
    pub by: &'l str,
    /// When.
    pub at: DateTime<Utc>,
    /// Where the words stand now; nowhere when they are gone.
    pub place: Option<(DocId, Span)>,
}

impl Library {
    /// All notes in the order of the library; those whose words are gone come last.
    pub fn annotations(&self) -> Vec<Annotation<'_>> {
        let lines = self.corrections.log().in_force();
        let mut notes: Vec<_> = lines.filter_map(|line| self.annotation_of(line)).collect();
        notes.sort_by_key(|note| (note.place.is_none(), note.place, note.at));
        notes
    }

    /// The note with this id.
    pub fn annotation(&self, id: &str) -> Option<Annotation<'_>> {
        self.annotation_of(self.corrections.log().get(id)?)
    }

    fn annotation_of<'l>(&'l self, line: &'l Correction) -> Option<Annotation<'l>> {
        let Repair::Note { place, text } = &line.change else {
            return None;
        };
        Some(Annotation {
            id: &line.id,
            text,
            words: &place.words,
            document: &place.document,
            by: &line.by,
            at: line.at,
            place: self.place_of(line),
        })
    }
}

impl Corrections {
    /// Whether the line writes or takes back a note, and so changes no finding.
    pub fn is_about_notes(&self, line: &Correction) -> bool {
        match line.change {
            Repair::Note { .. } => true,
            Repair::Undo => {
                let mut undone = line.replaces.iter().filter_map(|id| self.log().get(id));
                undone.all(|line| self.is_about_notes(line))
            }
            _ => false,
        }
    }

    /// The notes that somebody wrote about this place.
    pub(super) fn notes_of(&self, by: &str, change: &Repair) -> Vec<String> {
        let own = self.log().standing();
        let own = own.filter(|line| line.by == by && matches!(line.change, Repair::Note { .. }));
        let place = change.place();
        own.filter(|line| {
            line.change
                .place()
                .is_some_and(|own| place.is_some_and(|one| one.is_same_place(own)))
        })
        .filter(|line| self.document_of(line) == change.document())
        .map(|line| line.id.clone())
        .collect()
    }
}

/// The tags of a note: its words that begin with `#`, without that sign.
pub fn tags(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| {
        !letter.is_alphanumeric() && !matches!(letter, '#' | '-' | '_' | '/' | '.')
    });
    words.filter_map(|word| {
        let tag = word
            .strip_prefix('#')?
            .trim_end_matches(['.', '/', '-', '#']);
        (!tag.is_empty()).then_some(tag)
    })
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn words_with_a_sign_are_tags() {
        for (text, expected) in [
            ("ask the ministry #todo #ferry", "todo ferry"),
            ("#lead, then #follow-up.", "lead follow-up"),
            ("no. 5 # and C#", ""),
            ("#港 #Łódź/2", "港 Łódź/2"),
            ("", ""),
        ] {
            assert_eq!(tags(text).collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }
}
