//! The same work for many things on a few threads. A panic costs one thing, never the program.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// How many threads work at once: as many as the machine runs well, at least two.
pub(crate) fn threads() -> usize {
    // The system looks into a dozen files to tell.
    static THREADS: OnceLock<usize> = OnceLock::new();
    let count = || thread::available_parallelism().map_or(2, usize::from);
    *THREADS.get_or_init(|| count().clamp(2, 8))
}

/// The results for all items, in their order; none where the work panicked.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<Option<R>> {
    let mut results = Vec::with_capacity(items.len());
    in_order(items, work, |result| results.push(result));
    results
}

/// Hands over the results for all items in their order, each as soon as those before it are there; none where the work
/// panicked. So no more of them wait than threads work, unless one takes very long.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    take: impl FnMut(Option<R>) + Send,
) {
    let queue = Mutex::new(Queue {
        given: 0,
        waiting: BTreeMap::new(),
        take,
    });
    let next = AtomicUsize::new(0);
    let worker = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                break;
            };
            let result = guarded(|| work(item));
            let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
            queue.add(at, result);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads().min(items.len()) {
            // Where no more threads can be had, those that there are do the work.
            let _ = thread::Builder::new()
                .name(WORKER.to_owned())
                .spawn_scoped(scope, worker);
        }
        worker();
    });
}

/// Results that wait for those before them.
struct Queue<R, F> {
    /// How many have been handed over.
    given: usize,
    waiting: BTreeMap<usize, Option<R>>,
    take: F,
}

impl<R, F: FnMut(Option<R>)> Queue<R, F> {
    fn add(&mut self, at: usize, result: Option<R>) {
        self.waiting.insert(at, result);
        while let Some(result) = self.waiting.remove(&self.given) {
            self.given += 1;
            (self.take)(result);
        }
    }
}

/// The name of the threads that work here, as a debugger or a list of processes shows it.
pub(crate) const WORKER: &str = "onrecord-worker";

/// The result of the work; none when it panicked.
pub(crate) fn guarded<R>(work: impl FnOnce() -> R) -> Option<R> {
    // Nothing is shared with the work that it could leave half done: items are read only, results are returned.
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_their_order_and_a_panic_costs_one() {
        let items: Vec<u32> = (0..100).collect();
        let results = map(&items, |item| {
            assert!(*item != 7, "seven");
            item * 2
        });
        for (item, result) in items.iter().zip(results) {
            assert_eq!(result, (*item != 7).then_some(item * 2));
        }
        assert_eq!(map(&[0_u8; 0], |_| ()), vec![]);
    }
}
