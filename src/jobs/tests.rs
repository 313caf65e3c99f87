//! Rounds of work on small libraries, with an engine that can be told to break down or to wait.

use std::fs;
use std::path::PathBuf;
use std::sync::Condvar;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::*;
use crate::app::Measure;
use crate::engine::{Analysis, Note, Span, Survey};
use crate::library::Document;
use crate::library::parallel::threads;

/// Long enough for a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(30);

/// An engine that notes whether it knew the library, and breaks down over the word BREAK.
const FRAGILE: Engine = Engine {
    survey: |_, _| Survey::default(),
    analyze: |document, _, _| {
        assert!(!document.text.contains("BREAK"), "told to break");
        noted(document)
    },
};

/// Holds an engine back over documents with the word WAIT until it may go on, so that no test depends on how fast the
/// machine is.
struct Gate {
    free: Mutex<usize>,
    opened: Condvar,
}

impl Gate {
    const fn new() -> Self {
        Self {
            free: Mutex::new(0),
            opened: Condvar::new(),
        }
    }

    /// Lets so many more documents through.
    fn open(&self, documents: usize) {
        *self.free.lock().unwrap() += documents;
        self.opened.notify_all();
    }

    fn analyze(&self, document: &Document) -> Analysis {
        if document.text.contains("WAIT") {
            let free = self.free.lock().unwrap();
            let mut free = self.opened.wait_while(free, |free| *free == 0).unwrap();
            *free -= 1;
        }
        noted(document)
    }
}

fn noted(document: &Document) -> Analysis {
    Analysis {
        notes: vec![Note {
            span: Span::default(),
            text: document.name.clone(),
        }],
        ..Analysis::default()
    }
}

fn folder(texts: &[String]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (at, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{at:03}.txt")), text).unwrap();
    }
    folder
}

fn start(paths: Vec<PathBuf>, engine: Engine) -> (Jobs, Receiver<Report>) {
    let (sender, receiver) = mpsc::channel();
    let jobs = Jobs::start_with(paths, None, 7, engine, move |report| {
        // The test may have heard enough.
        let _ = sender.send(report);
    });
    (jobs, receiver)
}

/// Everything told until the round is over.
fn all(receiver: &Receiver<Report>) -> Vec<News> {
    let mut heard = Vec::new();
    loop {
        let report = receiver.recv_timeout(PATIENCE).unwrap();
        assert_eq!(report.round, 7);
        let last = matches!(report.news, News::Finished | News::CannotOpen(_));
        heard.push(report.news);
        if last {
            return heard;
        }
    }
}

fn analyzed(news: &[News]) -> Vec<u32> {
    let mut docs: Vec<u32> = news
        .iter()
        .filter_map(|news| match news {
            News::Analyzed(some) => Some(some.iter().map(|(doc, _)| doc.0)),
            _ => None,
        })
        .flatten()
        .collect();
    docs.sort_unstable();
    docs.dedup();
    docs
}

#[test]
fn every_document_is_imported_then_analysed() {
    let texts: Vec<String> = (1..=9)
        .map(|day| format!(" date 2026-03-0{day} She spoke."))
        .collect();
    let folder = folder(&texts);
    let (_jobs, receiver) = start(vec![folder.path().to_owned()], FRAGILE);
    let news = all(&receiver);
    let imported = news.iter().find_map(|news| match news {
        News::Imported { documents, .. } => Some(documents),
        _ => None,
    });
    assert_eq!(imported.unwrap()[0].name, "008");
    assert_eq!(analyzed(&news), (0..9).collect::<Vec<_>>());
    assert!(matches!(news.last(), Some(News::Finished)));
}

#[test]
fn a_panic_costs_one_document() {
    let mut texts = vec!["She spoke.".to_owned(); 9];
    texts[4] = "BREAK".to_owned();
    let folder = folder(&texts);
    let (_jobs, receiver) = start(vec![folder.path().to_owned()], FRAGILE);
    let news = all(&receiver);
    assert_eq!(analyzed(&news), [0, 1, 2, 3, 5, 6, 7, 8]);
    let failed = news
        .iter()
        .any(|news| matches!(news, News::Failed { doc: DocId(4), .. }));
    assert!(failed, "{news:?}");
}

#[test]
fn what_cannot_be_opened_is_told() {
    let (_jobs, receiver) = start(vec![PathBuf::from("/vell/nothing")], FRAGILE);
    let news = all(&receiver);
    let said = "/vell/nothing: there is no such file or folder; check the path";
    assert!(
        matches!(news.as_slice(), [News::CannotOpen(reason)] if reason == said),
        "{news:?}"
    );
}

#[test]
fn a_cancelled_round_tells_nothing_more() {
    static GATE: Gate = Gate::new();
    const GATED: Engine = Engine {
        survey: |_, _| Survey::default(),
        analyze: |document, _, _| GATE.analyze(document),
    };
    let mut texts = vec!["WAIT".to_owned(); 50];
    texts[0] = "She spoke.".to_owned();
    let folder = folder(&texts);
    let (jobs, receiver) = start(vec![folder.path().to_owned()], GATED);
    // The first analysis proves that the work is going on.
    while !matches!(
        receiver.recv_timeout(PATIENCE).unwrap().news,
        News::Analyzed(_)
    ) {}
    drop(jobs);
    GATE.open(50);
    // The threads let go of the channel, and tell nothing of what they had begun.
    loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(report) => {
                assert!(!matches!(report.news, News::Finished));
                assert!(analyzed(&[report.news]).iter().all(|doc| *doc == 0));
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => panic!("the threads go on"),
        }
    }
}

#[test]
fn the_document_on_screen_comes_first_and_reports_come_in_batches() {
    static GATE: Gate = Gate::new();
    const GATED: Engine = Engine {
        survey: |_, _| Survey::default(),
        analyze: |document, _, _| GATE.analyze(document),
    };
    let mut texts = vec!["WAIT".to_owned(); 100];
    texts[0] = "She spoke.".to_owned();
    texts[90] = "She spoke.".to_owned();
    let folder = folder(&texts);
    let (jobs, receiver) = start(vec![folder.path().to_owned()], GATED);
    let next = || receiver.recv_timeout(PATIENCE).unwrap().news;
    while !matches!(next(), News::Imported { .. }) {}
    jobs.analyze_first(DocId(90));
    // Each thread may finish the one document that it has begun, and must serve the reader then.
    GATE.open(threads());
    while analyzed(&[next()]) != [90] {}
    GATE.open(100);
    let mut batches = 0;
    loop {
        match next() {
            News::Finished => break,
            News::Analyzed(_) => batches += 1,
            _ => {}
        }
    }
    assert!(batches < 40, "{batches} reports");
}

#[test]
fn what_is_stopped_keeps_what_is_done_and_analyses_what_is_asked_for() {
    static GATE: Gate = Gate::new();
    const GATED: Engine = Engine {
        survey: |_, _| Survey::default(),
        analyze: |document, _, _| GATE.analyze(document),
    };
    let mut texts = vec!["WAIT".to_owned(); 50];
    texts[0] = "She spoke.".to_owned();
    texts[49] = "She spoke.".to_owned();
    let folder = folder(&texts);
    let (jobs, receiver) = start(vec![folder.path().to_owned()], GATED);
    let next = || receiver.recv_timeout(PATIENCE).unwrap().news;
    while analyzed(&[next()]) != [0] {}
    jobs.stop();
    GATE.open(threads());
    let mut done = Vec::new();
    loop {
        match next() {
            News::Finished => break,
            news => done.extend(analyzed(&[news])),
        }
    }
    assert!(done.len() < 10, "{done:?}");
    jobs.analyze_first(DocId(49));
    while analyzed(&[next()]) != [49] {}
}

#[test]
fn what_was_found_before_is_not_looked_for_again() {
    const NEVER: Engine = Engine {
        survey: |_, _| panic!("it is known"),
        analyze: |_, _, _| panic!("it is known"),
    };
    let texts: Vec<String> = (0..9).map(|at| format!("{at} spoke.")).collect();
    let folder = folder(&texts);
    let caches = tempfile::tempdir().unwrap();
    let open = |engine| {
        let (sender, receiver) = mpsc::channel();
        let paths = vec![folder.path().to_owned()];
        let caches = Some(caches.path().to_owned());
        let jobs = Jobs::start_with(paths, caches, 7, engine, move |report| {
            let _ = sender.send(report);
        });
        let news = all(&receiver);
        drop(jobs);
        news
    };
    open(FRAGILE);
    // What was found is written on a thread of its own.
    let begun = Instant::now();
    let is_written = || {
        let opened = Cache::open(caches.path(), &[folder.path().to_owned()]);
        opened.cache.is_some_and(|cache| cache.is_complete())
    };
    while !is_written() {
        assert!(begun.elapsed() < PATIENCE);
        thread::sleep(Duration::from_millis(20));
    }
    let news = open(NEVER);
    assert_eq!(analyzed(&news), (0..9).collect::<Vec<_>>());
    assert!(!news.iter().any(|news| matches!(news, News::Failed { .. })));
}

#[test]
fn the_real_engine_reads_the_bundled_library() {
    let (sender, receiver) = mpsc::channel();
    let _jobs = Jobs::start(Vec::new(), None, 7, move |report| {
        let _ = sender.send(report);
    });
    assert_eq!(analyzed(&all(&receiver)), [0, 1, 2, 3, 4]);
}

#[test]
fn a_large_file_is_shown_by_its_beginning_and_counted_in_bytes() {
    let text = "“We will not go,” said Mara Orrin. The ships lay there.\n\n".repeat(100_000);
    let folder = folder(std::slice::from_ref(&text));
    let (sender, receiver) = mpsc::channel();
    let engine = Engine {
        survey: |document, step| {
            step(document.text.len());
            Survey::default()
        },
        analyze: |document, _, step| {
            // Longer than the pace of reports.
            thread::sleep(Duration::from_millis(300));
            step(document.text.len());
            noted(document)
        },
    };
    let _jobs = Jobs::start_with(
        vec![folder.path().join("000.txt")],
        None,
        7,
        engine,
        move |report| {
            let _ = sender.send(report);
        },
    );
    let news = all(&receiver);
    let Some(News::Glanced(start)) = news.first() else {
        panic!("{:?}", news.first());
    };
    assert!(text.starts_with(&*start.text) && start.text.len() > 1000);
    assert!(start.text.len() < text.len() / 10);
    let counted = news.iter().find_map(|news| match news {
        News::Progress(progress) if progress.stage == "finding quotations" => Some(*progress),
        _ => None,
    });
    assert_eq!(counted.unwrap().all, text.len());
    assert!(matches!(counted.unwrap().measure, Measure::Bytes));
}
