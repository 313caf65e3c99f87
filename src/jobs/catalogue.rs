//! What is known of the documents of a shared library: enough to tell what others have brought.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use chrono::Local;

use crate::library::{DocId, Document, Renewal, own_name};

/// The documents that are known, by their paths on the server.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    known: HashMap<PathBuf, Known>,
    names: HashSet<String>,
}

#[derive(Debug)]
struct Known {
    doc: DocId,
    fingerprint: u64,
    is_gone: bool,
}

impl Catalogue {
    /// The catalogue of documents in the order of their ids.
    pub(super) fn of(documents: &[Document]) -> Self {
        let mut catalogue = Self::default();
        for document in documents {
            catalogue.add(document);
        }
        catalogue
    }

    fn add(&mut self, document: &Document) -> DocId {
        // Every path is there once: the server sees to that.
        let doc = DocId(self.known.len() as u32);
        let known = Known {
            doc,
            fingerprint: document.fingerprint,
            is_gone: false,
        };
        self.known.insert(document.path.clone(), known);
        self.names.insert(document.name.clone());
        doc
    }

    /// What has changed now that these documents are there; and those of them whose findings are not known, in the order of their
    /// ids.
    pub(super) fn compare(
        &mut self,
        documents: Vec<Document>,
    ) -> (Renewal, Vec<(DocId, Document)>) {
        let mut renewal = Renewal {
            at: Local::now().fixed_offset(),
            ..Renewal::default()
        };
        let mut unread = Vec::new();
        let there: HashSet<PathBuf> = documents
            .iter()
            .map(|document| document.path.clone())
            .collect();
        for (path, known) in &mut self.known {
            if !there.contains(path) && !known.is_gone {
                known.is_gone = true;
                renewal.gone.push(known.doc);
            }
        }
        renewal.gone.sort_unstable();
        for mut document in documents {
            let doc = match self.known.get_mut(&document.path) {
                Some(known) if known.fingerprint == document.fingerprint && !known.is_gone => {
                    continue;
                }
                Some(known) => {
                    known.fingerprint = document.fingerprint;
                    known.is_gone = false;
                    renewal.replaced.push((known.doc, document.clone()));
                    known.doc
                }
                None => {
                    document.name = own_name(&document.path, |name| self.names.contains(name));
                    renewal.arrived.push(document.clone());
                    self.add(&document)
                }
            };
            unread.push((doc, document));
        }
        unread.sort_by_key(|(doc, _)| *doc);
        (renewal, unread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    fn documents(texts: &[(&str, &str)]) -> Vec<Document> {
        Library::of_texts("vell", texts).documents.to_vec()
    }

    #[test]
    fn what_others_bring_change_and_take_away_is_told_once() {
        let (old, new) = (
            ("s/a.txt", "The ferry waits.\n"),
            ("s/b.txt", "A ferry left.\n"),
        );
        let mut catalogue = Catalogue::of(&documents(&[old]));
        let (renewal, unread) = catalogue.compare(documents(&[old]));
        assert!(renewal.is_empty() && unread.is_empty());
        let (renewal, unread) = catalogue.compare(documents(&[old, new]));
        assert_eq!((renewal.arrived.len(), renewal.replaced.len()), (1, 0));
        assert_eq!(unread[0].0, DocId(1));
        let (renewal, _) = catalogue.compare(documents(&[new]));
        assert_eq!(renewal.gone, [DocId(0)]);
        let (renewal, unread) =
            catalogue.compare(documents(&[("s/a.txt", "The ferry sank.\n"), new]));
        assert_eq!((renewal.arrived.len(), renewal.replaced.len()), (0, 1));
        assert_eq!(unread[0].0, DocId(0));
        // Another folder may hold a file of the same name.
        let (renewal, _) = catalogue.compare(documents(&[
            ("s/a.txt", "The ferry sank.\n"),
            new,
            ("t/b.txt", "No ferry.\n"),
        ]));
        assert_eq!(renewal.arrived[0].name, "t/b");
    }
}
