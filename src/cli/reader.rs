//! The reader: the screen on a terminal, a plain list of documents elsewhere.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::{App, Event, News, Report};
use crate::library::DocId;
use crate::term;

use super::arguments::ReaderArguments;
use super::config::{self, Binding};
use super::errors::Error;
use super::{open, overview, reading};

/// What the reader starts with: the arguments over the configuration over the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The articles and folders to open; none for the bundled library.
    pub paths: Vec<PathBuf>,
    /// The name of a theme, if one was chosen.
    pub theme: Option<String>,
    /// Whether wheel and clicks act on the program.
    pub mouse: bool,
    /// The keys of actions, later ones over earlier ones.
    pub bindings: Vec<Binding>,
    /// What is wrong with the configuration, one sentence each.
    pub problems: Vec<String>,
}

impl Options {
    /// Puts the arguments over the configuration.
    pub(crate) fn new(arguments: &ReaderArguments) -> Result<Self, Error> {
        let loaded = open::configured(&arguments.config)?;
        let mut options = Self {
            paths: open::chosen(&arguments.paths, &loaded.config),
            theme: arguments.theme.clone().or(loaded.config.theme),
            mouse: loaded.config.mouse && !arguments.no_mouse,
            bindings: loaded.config.bindings,
            problems: loaded.problems,
        };
        if let Some(path) = &arguments.keys {
            let (bindings, problems) = config::load_keys(path)?;
            options.bindings.extend(bindings);
            options.problems.extend(problems);
        }
        Ok(options)
    }
}

/// Runs the reader until it is left.
pub fn run(options: &Options) -> Result<ExitCode, Error> {
    if !std::io::stdout().is_terminal() || !term::can_draw() {
        return overview::print(options);
    }
    let app = App {
        theme: term::theme(),
        mouse: options.mouse,
        ..App::default()
    };
    let paths = options.paths.clone();
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

fn import(paths: &[PathBuf], events: &Sender<Event>) {
    let send = |news| events.send(Event::Report(Report { round: 0, news }));
    match open::opened(paths) {
        Ok(library) => {
            let analyses = library
                .ids()
                .zip(library.analyses)
                .filter_map(|(id, found)| Some((id, found?)))
                .collect();
            let _ = send(News::Imported {
                name: library.name,
                documents: library.documents,
                problems: library.problems,
                skipped: library.skipped,
            });
            let _ = send(News::Analyzed(analyses));
            let _ = send(News::Finished);
        }
        Err(error) => {
            let _ = send(News::CannotOpen(error.to_string()));
        }
    }
}
