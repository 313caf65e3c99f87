//! The round of a library that a newsroom shares: its documents and findings come from a server.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::thread;

use crate::app::{News, Report, Sharing};
use crate::engine::{Analysis, Background};
use crate::library::{DocId, Document, parallel};
use crate::newsroom::{self, Address, Beginning, Exchange, Found, Word};

use super::catalogue::Catalogue;
use super::count::Count;
use super::living::Stir;
use super::round::{ALL_BROKE_DOWN, Round};

/// Why nothing new is shown yet.
const BEING_ANALYSED: &str = "What others have brought is still being analysed; it comes by itself";

impl Round {
    /// Opens the library, tells what was found in it, and goes on until the round is over.
    pub(super) fn run_shared(&self, address: &Address, stirs: &Receiver<Stir>) {
        let opened = match parallel::guarded(|| newsroom::open(address, newsroom::HELD)) {
            None => return self.tell(News::CannotOpen(ALL_BROKE_DOWN.to_owned())),
            Some(Err(error)) => return self.tell(News::CannotOpen(error.to_string())),
            Some(Ok(opened)) => opened,
        };
        let library = opened.library;
        let documents = Arc::clone(&library.documents);
        self.tell(News::Imported {
            name: library.name,
            documents: library.documents,
            problems: library.problems,
            skipped: library.skipped,
            corrections: Box::new(library.corrections),
        });
        self.exchange(address, opened.beginning);
        let known = parallel::guarded(|| self.take_found(address, &opened.found, &documents));
        let background = if known == Some(true) {
            None
        } else {
            self.tell(News::Remark(opened.found.remark().to_owned()));
            parallel::guarded(|| self.analyze(&documents)).flatten()
        };
        self.tell(News::Finished);
        thread::scope(|scope| {
            if self.control.stopped.swap(false, Ordering::Relaxed) {
                let known = background
                    .as_ref()
                    .map(Background::noting)
                    .unwrap_or_default();
                let documents = &documents;
                scope.spawn(move || self.serve_late(documents, &known));
            }
            let mut catalogue = Catalogue::of(&documents);
            while let Ok(stir) = stirs.recv() {
                match stir {
                    Stir::End => break,
                    Stir::Everything => {
                        // What is wrong with one look must not end the round.
                        let _ = parallel::guarded(|| self.look(address, &mut catalogue));
                    }
                    Stir::Touched { .. } | Stir::Unheard => {}
                }
            }
        });
    }

    /// Begins to exchange corrections with those who share the library.
    fn exchange(&self, address: &Address, beginning: Beginning) {
        let (number, tell) = (self.number, Arc::clone(&self.tell));
        let stirs = self.control.stirs.clone();
        let exchange = Exchange::start(address, beginning, move |word| {
            let news = match word {
                Word::Lines(lines) => Sharing::Corrected(lines),
                Word::Lost(_) => Sharing::Away,
                Word::Back => Sharing::Back,
                Word::Refused(why) => Sharing::Refused(why),
                Word::Pushed => {
                    // Nobody looks any more when the round is over.
                    let _ = stirs.send(Stir::Everything);
                    return;
                }
            };
            tell(Report {
                round: number,
                news: News::Sharing(news),
            });
        });
        // There is one library in a round.
        let _ = self.control.exchange.set(exchange);
    }

    /// Looks what others have brought, and tells it with what is found in it.
    fn look(&self, address: &Address, catalogue: &mut Catalogue) {
        let opened = match newsroom::open(address, newsroom::HELD) {
            Ok(opened) => opened,
            Err(error) => return self.tell(News::Remark(error.to_string())),
        };
        if !opened.found.is_complete {
            return self.tell(News::Remark(BEING_ANALYSED.to_owned()));
        }
        let (renewal, unread) = catalogue.compare(opened.library.documents.to_vec());
        if renewal.is_empty() {
            return;
        }
        self.tell(News::Renewed(Box::new(renewal)));
        let unread: Vec<(DocId, &Document)> = unread
            .iter()
            .map(|(doc, document)| (*doc, document))
            .collect();
        for part in unread.chunks(newsroom::PART) {
            if let Some(analyses) = found_in(address, &opened.found, part) {
                self.tell(News::Analyzed(analyses));
            }
        }
        self.tell(News::CaughtUp);
    }

    /// Tells what the server knows, what the reader waits for first; whether it is all known, as far as it was wanted.
    fn take_found(&self, address: &Address, found: &Found, documents: &[Document]) -> bool {
        if !found.is_complete {
            return false;
        }
        let all: Vec<(DocId, &Document)> = (0..).map(DocId).zip(documents).collect();
        let parts: Vec<&[(DocId, &Document)]> = all.chunks(newsroom::PART).collect();
        let count = Count::of_documents("opening", documents.len());
        let told = parallel::map(&parts, |part| {
            while let Some(doc) = self.control.next_urgent() {
                let urgent = all.get(doc.0 as usize).copied();
                if let Some(analyses) = found_in(address, found, urgent.as_slice()) {
                    self.tell(News::Analyzed(analyses));
                }
            }
            if !self.control.goes_on() {
                return true;
            }
            let Some(analyses) = found_in(address, found, part) else {
                return false;
            };
            self.tell(News::Analyzed(analyses));
            for _ in *part {
                self.tell_if_due(&count, count.document());
            }
            true
        });
        told.into_iter().all(|told| told == Some(true))
    }
}

/// What was found in these documents; none unless it is known of every one.
fn found_in(
    address: &Address,
    found: &Found,
    part: &[(DocId, &Document)],
) -> Option<Vec<(DocId, Arc<Analysis>)>> {
    let documents: Vec<&Document> = part.iter().map(|(_, document)| *document).collect();
    let known = found.analyses(address, &documents).ok()?;
    let ids = part.iter().map(|(doc, _)| *doc);
    ids.zip(known)
        .map(|(doc, known)| Some((doc, Arc::new(known?))))
        .collect()
}
