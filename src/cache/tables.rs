//! People, quotations and statements as tables, for tools that read the file.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, Transaction, params};

use crate::engine::Speaker;
use crate::library::{DocId, Gathered, Ledger, Library};

use super::database::{fact, set_fact, set_whole, whole};
use super::shelf::Reader;
use super::{json, word};

/// Everything that the tables tell: the library as the reader has corrected it.
pub(super) struct Tables {
    pub(super) library: Library,
    pub(super) gathered: Arc<Gathered>,
    /// The full path of each document.
    pub(super) paths: Vec<Option<String>>,
    /// Hashes of what they depend on beside the findings.
    pub(super) state: String,
}

/// What was written before about all documents together, if it is that of this state.
pub(super) fn gathered(reader: &Reader, generation: i64, state: &str) -> Option<Gathered> {
    let told = reader.with(|connection| {
        if is_told(connection, &stamp(generation, state))? {
            whole(connection, "gathered")
        } else {
            Ok(None)
        }
    });
    told?
}

/// What tells who is named in the documents without a look at their findings.
pub(super) struct Remembered {
    pub(super) ledger: Arc<Ledger>,
    /// The documents whose findings the reader has corrected.
    pub(super) corrected: Vec<DocId>,
    /// Hashes of what it depends on beside the findings.
    pub(super) state: String,
}

/// What was remembered of this state.
pub(super) fn ledger(
    reader: &Reader,
    generation: i64,
    state: &str,
) -> Option<(Ledger, Vec<DocId>)> {
    let told: Option<String> = reader.with(|connection| fact(connection, "remembered"))?;
    if told? != stamp(generation, state) {
        return None;
    }
    reader.with(|connection| whole(connection, "ledger"))?
}

impl Remembered {
    pub(super) fn write(&self, to: &Transaction, generation: i64) -> rusqlite::Result<()> {
        let now = stamp(generation, &self.state);
        if fact(to, "remembered")?.as_ref() == Some(&now) {
            return Ok(());
        }
        set_whole(to, "ledger", &(&*self.ledger, &self.corrected))?;
        set_fact(to, "remembered", &now)
    }
}

impl Tables {
    /// Writes everything in place of what the tables told before.
    pub(super) fn write(&self, to: &Transaction, generation: i64) -> rusqlite::Result<()> {
        let now = stamp(generation, &self.state);
        if is_told(to, &now)? {
            return Ok(());
        }
        for table in ["quotation", "statement", "appearance", "entity"] {
            to.execute(&format!("DELETE FROM {table}"), [])?;
        }
        let documents = self.documents(to)?;
        self.entities(to, &documents)?;
        self.statements(to)?;
        self.quotations(to, &documents)?;
        set_whole(to, "gathered", &*self.gathered)?;
        set_fact(to, "told", &now)
    }

    /// The number in the file of every document that is in it.
    fn documents(&self, to: &Transaction) -> rusqlite::Result<HashMap<DocId, i64>> {
        let mut query = to.prepare(
            "SELECT file.path || document.place, document.id FROM document JOIN file ON file.id = document.file",
        )?;
        let ids: HashMap<String, i64> = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let known = self.library.ids().zip(&self.paths);
        Ok(known
            .filter_map(|(doc, path)| Some((doc, *ids.get(path.as_ref()?)?)))
            .collect())
    }

    fn entities(&self, to: &Transaction, documents: &HashMap<DocId, i64>) -> rusqlite::Result<()> {
        let mut insert = to.prepare(
            "INSERT INTO entity (id, name, kind, role, aliases, mentions, quotations) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let mut appears = to.prepare(
            "INSERT INTO appearance (entity, document, mentions, quotations) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (id, entity) in self.library.entities.iter() {
            insert.execute(params![
                id.0,
                entity.name,
                word(&entity.kind),
                entity.role,
                json(&entity.aliases),
                entity.mentions,
                entity.quotations
            ])?;
            for (doc, tally) in &entity.documents {
                if let Some(document) = documents.get(doc) {
                    appears.execute(params![id.0, document, tally.mentions, tally.quotations])?;
                }
            }
        }
        Ok(())
    }

    fn statements(&self, to: &Transaction) -> rusqlite::Result<()> {
        let mut insert = to.prepare(
            "INSERT INTO statement (id, speaker, reports, differs) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (id, statement) in self.gathered.statements.iter() {
            let speaker = statement.speaker.and_then(|at| self.library.speaker(at));
            insert.execute(params![
                id.0,
                speaker.map(|id| id.0),
                statement.variants.len().cast_signed() as i64,
                statement.differs()
            ])?;
        }
        Ok(())
    }

    fn quotations(
        &self,
        to: &Transaction,
        documents: &HashMap<DocId, i64>,
    ) -> rusqlite::Result<()> {
        // Two quotations at one place would be one; the first stands.
        let mut insert = to.prepare(
            "INSERT OR IGNORE INTO quotation (document, \"start\", \"end\", words, kind, speaker, said_by, confidence, \
             statement) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for doc in self.library.ids() {
            let Some(document) = documents.get(&doc) else {
                continue;
            };
            for at in self.library.speech_in(doc) {
                let found = self.library.quotation(at).zip(self.library.document(doc));
                let Some((quotation, article)) = found else {
                    continue;
                };
                let speaker = self.library.speaker(at);
                let named = speaker.and_then(|id| self.library.entities.get(id));
                let said_by = match &quotation.speaker {
                    Speaker::Unnamed(words) => Some(words.as_str()),
                    _ => named.map(|entity| entity.name.as_str()),
                };
                insert.execute(params![
                    document,
                    quotation.span.start,
                    quotation.span.end,
                    quotation.span.of(&article.text),
                    word(&quotation.kind),
                    speaker.map(|id| id.0),
                    said_by,
                    f64::from(quotation.confidence),
                    self.gathered.statements.of(at).map(|id| id.0)
                ])?;
            }
        }
        Ok(())
    }
}

/// What tells whether the tables are those of this library.
fn stamp(generation: i64, state: &str) -> String {
    format!("{generation} {state}")
}

fn is_told(connection: &Connection, stamp: &str) -> rusqlite::Result<bool> {
    Ok(fact(connection, "told")?.is_some_and(|told| told == stamp))
}
