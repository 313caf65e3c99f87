//! The reader: the screen on a terminal.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::{App, Event, News, Report};
use crate::engine::{Background, Lexicon, analyze, blocks};
use crate::library::{DocId, Document};
use crate::term;

use super::reading;

/// Runs the reader until it is left.
pub(crate) fn run(paths: Vec<PathBuf>) -> io::Result<ExitCode> {
    if !io::stdout().is_terminal() || !term::can_draw() {
        return Ok(ExitCode::SUCCESS);
    }
    let app = App {
        theme: term::theme(),
        mouse: true,
        ..App::default()
    };
    reading::read(app, |events| {
        thread::spawn(move || import(&paths, &events));
        Standin
    })?;
    Ok(ExitCode::SUCCESS)
}

struct Standin;

impl reading::Work for Standin {
    fn analyze_first(&self, _: DocId) {}
}

const SEEDS: &[(&str, &str)] = &[
    ("1", include_str!("../../seeds/1-envoy-warns-moscow.txt")),
    ("2", include_str!("../../seeds/2-no-indication.txt")),
    ("3", include_str!("../../seeds/3-three-officials.txt")),
    ("4", include_str!("../../seeds/4-go-between.txt")),
    ("5", include_str!("../../seeds/5-on-the-record.txt")),
];

fn import(paths: &[PathBuf], events: &Sender<Event>) {
    let mut documents: Vec<Document> = paths
        .iter()
        .filter_map(|path| Some(document(path, &std::fs::read_to_string(path).ok()?)))
        .collect();
    if documents.is_empty() {
        documents = SEEDS
            .iter()
            .map(|(name, text)| document(Path::new(name), text))
            .collect();
    }
    let analyses = (0..)
        .map(DocId)
        .zip(&documents)
        .map(|(id, document)| {
            let found = analyze(
                &document.text,
                &document.blocks,
                Lexicon::bundled(),
                &Background::default(),
            );
            (id, Arc::new(found))
        })
        .collect();
    let send = |news| events.send(Event::Report(Report { round: 0, news }));
    let _ = send(News::Imported {
        name: "seeds".to_owned(),
        documents,
        problems: Vec::new(),
        skipped: 0,
    });
    let _ = send(News::Analyzed(analyses));
    let _ = send(News::Finished);
}

fn document(path: &Path, text: &str) -> Document {
    Document {
        name: path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        path: path.to_owned(),
        text: text.into(),
        blocks: blocks(text),
        title: None,
        opening: text.chars().take(40).collect(),
        date: None,
        outlet: None,
        byline: None,
    }
}
