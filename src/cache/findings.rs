//! What the engine has found before, as long as it would find the same again.

use std::sync::Arc;

use crate::engine::{Analysis, Background, Question, Survey};
use crate::library::{Document, Shelf as _, TextId};

use super::{Cache, hash};

impl Cache {
    /// The names and roles of a document, if they have been looked for.
    pub fn survey(&self, document: &Document) -> Option<Survey> {
        let query = "SELECT people FROM survey WHERE content = ?1";
        let json: String = self
            .reader
            .get(query, [self.id(document)?.0], |row| row.get(0))?;
        serde_json::from_str(&json).ok()
    }

    /// The names and roles of all documents, as far as they have been looked for.
    pub fn surveys(&self) -> Vec<Survey> {
        let query = "SELECT people FROM survey WHERE content IN (SELECT content FROM document)";
        let surveys = self.reader.with(|connection| {
            let mut query = connection.prepare(query)?;
            let rows = query.query_map([], |row| row.get::<_, String>(0))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        let surveys = surveys.unwrap_or_default();
        let read = surveys
            .iter()
            .filter_map(|json| serde_json::from_str(json).ok());
        read.collect()
    }

    /// What was found in a document, if the other documents would answer the same to what was asked of them.
    pub fn findings(&self, document: &Document, background: &Background) -> Option<Arc<Analysis>> {
        let query = "SELECT asked, answers FROM finding WHERE content = ?1";
        let id = self.id(document)?;
        let (asked, answers): (String, i64) = self
            .reader
            .get(query, [id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let asked: Vec<Question> = serde_json::from_str(&asked).ok()?;
        let same = background.answers(&asked) == answers.cast_unsigned();
        same.then(|| self.found(id)).flatten()
    }

    /// What was found in a document of a library whose findings are complete.
    pub fn complete_findings(&self, document: &Document) -> Option<Arc<Analysis>> {
        self.complete
            .then(|| self.found(self.id(document)?))
            .flatten()
    }

    fn found(&self, id: TextId) -> Option<Arc<Analysis>> {
        self.reader.findings(id)
    }

    /// The place of a document's text in the cache: known from the start, or found by its hash, as that of a file that was
    /// renamed.
    fn id(&self, document: &Document) -> Option<TextId> {
        let known = document.text.id();
        known.or_else(|| self.reader.content(hash::of_content(document)))
    }
}
