//! Looking through the statements for words, while the reader types them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use crate::app::{News, Sieve};
use crate::library::{Gathered, Haystack, Library, Needle, StatementId};

/// So long after it was asked for, what is found by then is told.
const SOON: Duration = Duration::from_millis(50);

/// The searches of a round, of which the last one counts.
#[derive(Debug, Default)]
pub(super) struct Sifting {
    asked: AtomicUsize,
    /// The words of the statements that were looked through last.
    haystack: Mutex<(Weak<Gathered>, Arc<Haystack>)>,
}

impl Sifting {
    /// The number of a search that begins.
    pub(super) fn begin(&self) -> usize {
        self.asked.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Looks which statements hold the words. Tells the first of them soon, and all of them in the end, unless another search has
    /// begun.
    pub(super) fn sift(
        &self,
        number: usize,
        (library, gathered): (&Library, &Arc<Gathered>),
        sieve: &Sieve,
        tell: &dyn Fn(News),
    ) {
        let is_wanted = || self.asked.load(Ordering::Relaxed) == number;
        let begun = Instant::now();
        let Some(haystack) = self.haystack(library, gathered, &is_wanted) else {
            return;
        };
        let told = |found: Vec<StatementId>, whole| {
            tell(News::Sifted {
                gathered: Arc::clone(gathered),
                words: sieve.words.clone(),
                found: found.into(),
                whole,
            });
        };
        let words: Vec<Needle> = sieve
            .words
            .split_whitespace()
            .filter_map(Needle::new)
            .collect();
        let text = |doc| {
            let document = library.document(doc);
            document.map_or_else(Arc::default, |document| document.text.look())
        };
        let mut is_told = false;
        let found = haystack.seek(&words, sieve.among.as_deref(), text, |sought| {
            if !is_told && sought.found() > 0 && begun.elapsed() >= SOON {
                is_told = true;
                told(sought.so_far(), false);
            }
            is_wanted()
        });
        if let Some(found) = found {
            told(found, true);
        }
    }

    /// The words of these statements; none when nobody waits for them any more.
    fn haystack(
        &self,
        library: &Library,
        gathered: &Arc<Gathered>,
        is_wanted: &dyn Fn() -> bool,
    ) -> Option<Arc<Haystack>> {
        // Whoever comes meanwhile waits, and has it then.
        let mut known = self.haystack.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_wanted() {
            return None;
        }
        if !Weak::ptr_eq(&known.0, &Arc::downgrade(gathered)) {
            let haystack = Haystack::of(library, &gathered.statements);
            *known = (Arc::downgrade(gathered), Arc::new(haystack));
        }
        Some(Arc::clone(&known.1))
    }
}
