//! What has changed in the files of an open library, and taking it in without any id changing its meaning.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::open::library_order;
use super::versions::MOST;
use super::{DocId, Document, Findings, Library, Problem, Version};

/// What has changed since the last look at the files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renewal {
    /// When that was noticed, by the clock of the machine.
    pub at: DateTime<FixedOffset>,
    /// Whether it came about before the library was opened, so that nobody was there to see it.
    pub is_from_before: bool,
    /// Documents that are new. They get the ids behind all others, in this order.
    pub arrived: Vec<Document>,
    /// Documents that were there before, as they are now: with another text, at another path, or back after being gone.
    pub replaced: Vec<(DocId, Document)>,
    /// Documents whose files are gone.
    pub gone: Vec<DocId>,
    /// The files that were read: what was said about them before counts no longer.
    pub read: Vec<PathBuf>,
    /// What cannot be read of them.
    pub problems: Vec<Problem>,
    /// How many more files were passed over because they are no text.
    pub skipped: usize,
}

/// What became of the documents of a renewal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renewed {
    /// New documents.
    pub arrived: Vec<DocId>,
    /// Documents with another text now. What they were before is the last of their earlier versions.
    pub changed: Vec<DocId>,
    /// Documents with the same text at another path now, with the path before.
    pub moved: Vec<(DocId, PathBuf)>,
    /// Documents whose files are back with the same text.
    pub back: Vec<DocId>,
    /// Documents whose files are gone.
    pub gone: Vec<DocId>,
}

impl Renewal {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.arrived.is_empty()
            && self.replaced.is_empty()
            && self.gone.is_empty()
            && self.read.is_empty()
            && self.problems.is_empty()
            && self.skipped == 0
    }
}

impl Library {
    /// Takes in what has changed. Every id keeps its meaning: new documents get new ones, and a document that is gone can
    /// still be read by whoever has it open. What was found in documents that did not change stays; of the others nothing
    /// is known until they are analysed. Entities are not merged anew.
    pub fn renew(&mut self, renewal: Renewal) -> Renewed {
        let mut renewed = Renewed::default();
        // What is being worked out from the documents as they were says nothing any more.
        self.corrections.revise();
        let read = |problem: &Problem| renewal.read.iter().any(|file| is_of(&problem.path, file));
        self.problems.retain(|problem| !read(problem));
        self.problems.extend(renewal.problems);
        self.skipped += renewal.skipped;
        let mut touched: Vec<DocId> = renewal.replaced.iter().map(|(doc, _)| *doc).collect();
        for (doc, document) in renewal.replaced {
            self.replace(doc, document, renewal.at, &mut renewed);
        }
        for document in renewal.arrived {
            renewed.arrived.push(DocId(self.documents.len() as u32));
            Arc::make_mut(&mut self.documents).push(document);
            self.analyses.push(Findings::NONE);
        }
        for doc in renewal.gone {
            if self.document(doc).is_some() && self.gone.insert(doc) {
                renewed.gone.push(doc);
            }
        }
        // A file that was renamed is known by its text: its corrections go with it.
        self.corrections.settle(&self.documents);
        touched.extend(&renewed.arrived);
        for doc in touched {
            if let Some(document) = Arc::make_mut(&mut self.documents).get_mut(doc.0 as usize) {
                self.corrections.correct_anew(document);
            }
        }
        for (doc, _) in &renewed.moved {
            let found = self.corrections.forget(*doc);
            let found = found.or_else(|| self.found(*doc).cloned());
            if let Some(found) = found {
                self.receive(*doc, found);
            }
        }
        self.put_in_order();
        renewed
    }

    fn replace(
        &mut self,
        doc: DocId,
        mut document: Document,
        at: DateTime<FixedOffset>,
        renewed: &mut Renewed,
    ) {
        let back = self.gone.remove(&doc);
        let documents = Arc::make_mut(&mut self.documents);
        let Some(slot) = documents.get_mut(doc.0 as usize) else {
            return;
        };
        // Articles that change places in their file keep their names until the library is opened again.
        if document.path == slot.path || document.name.is_empty() {
            document.name.clone_from(&slot.name);
        }
        let is_changed = document.fingerprint != slot.fingerprint;
        let mut before = std::mem::replace(slot, document);
        if is_changed {
            // What is kept elsewhere is kept for what the files hold now.
            before.text = before.text.share().into();
            before.blocks = before.blocks.to_vec().into();
            let earlier = self.earlier.entry(doc).or_default();
            earlier.push(Version {
                document: before,
                until: at,
            });
            earlier.drain(..earlier.len().saturating_sub(MOST));
            self.forget(doc);
            renewed.changed.push(doc);
            return;
        }
        if before.path != slot.path {
            renewed.moved.push((doc, before.path));
        }
        if back {
            renewed.back.push(doc);
        }
    }

    /// Forgets what was found in a document: it has another text now, or is gone and nobody reads it any more.
    pub fn forget(&mut self, doc: DocId) {
        self.corrections.forget(doc);
        if let Some(found) = self.analyses.get_mut(doc.0 as usize) {
            *found = Findings::NONE;
            self.entities.write(doc, None);
        }
    }

    fn put_in_order(&mut self) {
        let mut order: Vec<DocId> = (0..self.documents.len() as u32)
            .map(DocId)
            .filter(|doc| !self.gone.contains(doc))
            .collect();
        let at = |doc: &DocId| &self.documents[doc.0 as usize];
        order.sort_by(|one, other| library_order(at(one), at(other)));
        self.order = Some(order.into());
    }
}

/// Whether a path is that of a file, or of something in it: `a.zip/b.txt`, `dump.jsonl#3`.
fn is_of(path: &Path, file: &Path) -> bool {
    let (path, file) = (path.as_os_str(), file.as_os_str());
    let rest = path
        .as_encoded_bytes()
        .strip_prefix(file.as_encoded_bytes());
    rest.is_some_and(|rest| matches!(rest.first(), None | Some(b'/' | b'#')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Analysis;

    fn texts(texts: &[(&str, &str)]) -> Vec<Document> {
        Library::of_texts("tarn", texts).documents.to_vec()
    }

    fn names(library: &Library) -> String {
        let names = library.present().map(|(doc, document)| {
            let found = library.analysis(doc).map_or("", |_| "*");
            format!("{}:{}{found}", document.name, doc.0)
        });
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ids_stay_and_what_did_not_change_stays_known() {
        let mut library = Library::of_texts(
            "tarn",
            &[
                ("a.txt", "date 2031-05-04 The ferry waits.\n"),
                ("b.txt", "date 2031-05-02 The ferry left.\n"),
                ("c.txt", "date 2031-05-01 There is a ferry.\n"),
            ],
        );
        for doc in library.ids() {
            library.receive(doc, Arc::new(Analysis::default()));
        }
        assert_eq!(names(&library), "a:0* b:1* c:2*");
        let mut new = texts(&[("b.txt", "date 2031-05-02 The ferry sank.\n")]);
        let renewed = library.renew(Renewal {
            arrived: texts(&[("n.txt", "date 2031-05-03 A new ferry.\n")]),
            replaced: vec![(DocId(1), new.remove(0))],
            gone: vec![DocId(2)],
            ..Renewal::default()
        });
        assert_eq!(names(&library), "a:0* n:3 b:1");
        assert_eq!(library.len(), 3);
        assert_eq!(renewed.arrived, [DocId(3)]);
        assert_eq!(renewed.gone, [DocId(2)]);
        assert_eq!(renewed.changed, [DocId(1)]);
        let before = library.earlier(DocId(1)).last().unwrap();
        assert!(before.document.text.contains("left"));
        // Whoever reads it reads on.
        assert!(library.document(DocId(2)).is_some() && library.is_gone(DocId(2)));
    }

    #[test]
    fn a_file_that_comes_back_under_another_name_is_the_same_document() {
        let text = "date 2031-05-01 There is a ferry.\n";
        let mut library = Library::of_texts("tarn", &[("a.txt", text)]);
        library.receive(DocId(0), Arc::new(Analysis::default()));
        library.renew(Renewal {
            gone: vec![DocId(0)],
            ..Renewal::default()
        });
        assert!(library.is_empty());
        let renewed = library.renew(Renewal {
            replaced: vec![(DocId(0), texts(&[("z.txt", text)]).remove(0))],
            ..Renewal::default()
        });
        assert_eq!(names(&library), "z:0*");
        assert_eq!(renewed.back, [DocId(0)]);
        assert_eq!(renewed.moved.len(), 1);
    }
}
