//! Rounds of work on small libraries, with an engine that can be told to break down or to wait.

use std::fs;
use std::path::PathBuf;
use std::sync::Condvar;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::*;
use crate::app::{Measure, Watching};
use crate::engine::{Analysis, Note, Span, Survey};
use crate::library::parallel::threads;
use crate::library::{Document, Renewal};

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

/// The next renewal that is told, and what is told before everything of it is analysed.
fn renewal(receiver: &Receiver<Report>) -> (Box<Renewal>, Vec<u32>) {
    let mut found = None;
    let mut heard = Vec::new();
    loop {
        match receiver.recv_timeout(PATIENCE).unwrap().news {
            News::Renewed(renewal) => found = Some(renewal),
            News::CaughtUp => return (found.unwrap(), analyzed(&heard)),
            news => heard.push(news),
        }
    }
}

fn names(documents: &[Document]) -> Vec<&str> {
    documents
        .iter()
        .map(|document| document.name.as_str())
        .collect()
}

#[test]
fn an_open_library_hears_of_files_that_come_change_move_and_go() {
    let folder = folder(&["The ferry left.".to_owned(), "The ferry waits.".to_owned()]);
    let path = |name: &str| folder.path().join(name);
    let (_jobs, receiver) = start(vec![folder.path().to_owned()], FRAGILE);
    all(&receiver);
    fs::write(path("new.txt"), "A new ferry.").unwrap();
    let (renewal, analysed) = self::renewal(&receiver);
    assert_eq!(names(&renewal.arrived), ["new"]);
    assert_eq!(analysed, [2]);
    // Replaced by another file, as editors do it.
    fs::write(path(".000.txt.tmp"), "The ferry sank.").unwrap();
    fs::rename(path(".000.txt.tmp"), path("000.txt")).unwrap();
    let (renewal, analysed) = self::renewal(&receiver);
    let [(doc, document)] = &renewal.replaced[..] else {
        panic!("{renewal:?}");
    };
    assert_eq!(analysed, [doc.0]);
    assert!(document.text.contains("sank") && renewal.arrived.is_empty());
    fs::rename(path("001.txt"), path("renamed.txt")).unwrap();
    let (renewal, analysed) = self::renewal(&receiver);
    assert_eq!(renewal.replaced.len(), 1);
    assert_eq!(renewal.replaced[0].1.name, "renamed");
    assert!(renewal.gone.is_empty() && analysed.is_empty());
    fs::remove_file(path("new.txt")).unwrap();
    let (renewal, _) = self::renewal(&receiver);
    assert_eq!(renewal.gone, [DocId(2)]);
    // A folder with files in it.
    fs::create_dir(path("more")).unwrap();
    fs::write(path("more/a.txt"), "One more.").unwrap();
    let (renewal, _) = self::renewal(&receiver);
    assert_eq!(names(&renewal.arrived), ["a"]);
    fs::write(path("more/b.txt"), "And one more.").unwrap();
    let (renewal, analysed) = self::renewal(&receiver);
    assert_eq!(names(&renewal.arrived), ["b"]);
    assert_eq!(analysed, [4]);
}

#[test]
fn a_folder_that_is_gone_takes_nothing_with_it_and_is_read_when_it_is_back() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("story");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.txt"), "The ferry left.").unwrap();
    fs::write(folder.join("b.txt"), "The ferry waits.").unwrap();
    let (_jobs, receiver) = start(vec![folder.clone()], FRAGILE);
    all(&receiver);
    fs::rename(&folder, place.path().join("away")).unwrap();
    let next = || receiver.recv_timeout(PATIENCE).unwrap().news;
    let News::Watching(Watching::Gone(gone)) = next() else {
        panic!("nothing is gone");
    };
    assert_eq!(gone, folder);
    fs::write(place.path().join("away/c.txt"), "Meanwhile.").unwrap();
    fs::remove_file(place.path().join("away/b.txt")).unwrap();
    fs::rename(place.path().join("away"), &folder).unwrap();
    assert!(matches!(next(), News::Watching(Watching::Back(_))));
    let (renewal, _) = renewal(&receiver);
    assert_eq!(names(&renewal.arrived), ["c"]);
    assert_eq!(renewal.gone.len(), 1);
    // It is watched again.
    fs::write(folder.join("d.txt"), "Later.").unwrap();
    let (renewal, _) = self::renewal(&receiver);
    assert_eq!(names(&renewal.arrived), ["d"]);
}

#[test]
fn a_file_of_many_articles_keeps_those_that_did_not_change() {
    let line = |title: &str| {
        format!("{{\"title\": \"{title}\", \"text\": \"{title} is all there is to say.\"}}\n")
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dump.jsonl");
    fs::write(&path, [line("One"), line("Two"), line("Three")].concat()).unwrap();
    let (_jobs, receiver) = start(vec![path.clone()], FRAGILE);
    all(&receiver);
    fs::write(&path, [line("Four"), line("One"), line("Three")].concat()).unwrap();
    let (renewal, analysed) = renewal(&receiver);
    // A new article at the place of another is no change of that one.
    let titles = |documents: &[&Document]| -> Vec<String> {
        let titles = documents.iter().map(|document| document.title.clone());
        titles.flatten().collect()
    };
    assert_eq!(titles(&[&renewal.arrived[0]]), ["Four"]);
    assert_eq!(renewal.arrived.len(), 1);
    assert_eq!(renewal.gone, [DocId(1)]);
    let kept: Vec<&Document> = renewal.replaced.iter().map(|(_, kept)| kept).collect();
    assert_eq!(titles(&kept), ["Three", "One"]);
    assert_eq!(analysed, [3]);
    // One that is edited where it stands is the same.
    let edited = line("Three").replace("is all", "was all");
    fs::write(&path, [line("Four"), line("One"), edited].concat()).unwrap();
    let (renewal, analysed) = self::renewal(&receiver);
    assert!(renewal.arrived.is_empty() && renewal.gone.is_empty());
    assert_eq!(analysed, [2]);
}

#[test]
fn what_is_known_is_told_before_anybody_looks_whether_it_is_still_so() {
    let texts: Vec<String> = (0..3).map(|at| format!("{at} spoke.")).collect();
    let folder = folder(&texts);
    let caches = tempfile::tempdir().unwrap();
    let paths = vec![folder.path().to_owned()];
    let known = || crate::cache::analysed(Some(caches.path()), &paths, &|_, _, _| ()).unwrap();
    drop(known());
    std::fs::write(folder.path().join("new.txt"), "“It is new,” said Ada Orr.").unwrap();
    std::fs::remove_file(folder.path().join("001.txt")).unwrap();
    let (sender, receiver) = mpsc::channel();
    let jobs = Jobs::start_with(
        paths.clone(),
        Some(caches.path().to_owned()),
        7,
        Engine::REAL,
        move |report| {
            let _ = sender.send(report);
        },
    );
    let next = || receiver.recv_timeout(PATIENCE).unwrap().news;
    let News::Opened(library) = next() else {
        panic!("it is known");
    };
    assert_eq!(library.len(), 3);
    let (mut arrived, mut gone) = (0, 0);
    loop {
        match next() {
            News::Renewed(renewal) => {
                arrived += renewal.arrived.len();
                gone += renewal.gone.len();
            }
            News::CaughtUp => break,
            _ => {}
        }
    }
    assert_eq!((arrived, gone), (1, 1));
    drop(jobs);
    assert_eq!(known().0.len(), 3);
}

#[test]
fn a_known_article_that_may_not_be_read_any_more_is_a_problem() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&["Ada Orr spoke.".to_owned()]);
    let caches = tempfile::tempdir().unwrap();
    let paths = vec![folder.path().to_owned()];
    drop(crate::cache::analysed(Some(caches.path()), &paths, &|_, _, _| ()).unwrap());
    let file = folder.path().join("000.txt");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&file).is_ok() {
        // The system lets its administrator read everything.
        return;
    }
    let (sender, receiver) = mpsc::channel();
    let caches = Some(caches.path().to_owned());
    let _jobs = Jobs::start_with(paths, caches, 7, Engine::REAL, move |report| {
        let _ = sender.send(report);
    });
    loop {
        match receiver.recv_timeout(PATIENCE).unwrap().news {
            News::Opened(library) => assert!(library.problems.is_empty()),
            News::Renewed(renewal) => {
                assert_eq!(renewal.problems.len(), 1);
                return;
            }
            _ => {}
        }
    }
}
