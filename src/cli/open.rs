//! Opening the library that a command reads.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::CommandFactory;

use crate::app::memory::{self, Root};
use crate::app::{App, Link};
use crate::cache::{self, Kept};
use crate::library::{Gathered, Library, OpenError, STANDARD_INPUT};
use crate::newsroom::{self, Address};
use crate::store;

use super::arguments::{Arguments, ConfigArgument, LibraryArgument, LibraryArguments};
use super::config::{self, Config, Loaded};
use super::errors::{Error, say};
use super::formats::Source;
use super::keeping::{Keeps, seen};
use super::nearest::nearest;
use super::place::{self, Place};
use super::waiting::Waiting;

/// A library, and where it was opened.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) library: Library,
    kept: Kept,
    place: Place,
    roots: Vec<Root>,
}

impl Opened {
    /// The library at this place, not analysed yet.
    pub(crate) fn at(place: &Place) -> Result<Self, Error> {
        let library = match place {
            Place::Files(paths) => opened(paths)?,
            Place::Shared(address) => {
                let opened = newsroom::open(address, newsroom::HELD);
                opened.map_err(|error| place::refused(&error))?.library
            }
        };
        Ok(Self::of(library, Kept::default(), place.clone()))
    }

    fn of(library: Library, kept: Kept, place: Place) -> Self {
        Self {
            library,
            kept,
            roots: place.roots(),
            place,
        }
    }

    /// The reader as the last session left it. Nothing is written.
    pub(crate) fn remembered(&self) -> App {
        let mut app = App {
            library: self.library.clone(),
            ..App::default()
        };
        app.keeper.roots.clone_from(&self.roots);
        let folder = store::folder(|name| env::var_os(name)).ok();
        let key = self.place.key();
        if let Some(folder) = folder
            && let Some(kept) = store::remembered(&folder, &key)
        {
            app.keeper.keeps = true;
            memory::recall(&mut app, kept);
            app.keeper.visits.seen = seen(&folder, &key, &self.library);
        }
        app
    }

    /// What the documents tell together.
    pub(crate) fn gathered(&self) -> Arc<Gathered> {
        self.kept.gathered(&self.library)
    }

    /// Where rows come from.
    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            library: &self.library,
            roots: &self.roots,
        }
    }
}

/// The documents of the paths, all analysed. What is wrong with the configuration or with single files is said.
pub(crate) fn analysed(arguments: &LibraryArguments) -> Result<Opened, Error> {
    let loaded = configured(&arguments.config)?;
    for problem in &loaded.problems {
        say(problem);
    }
    let place = Place::of(chosen(&arguments.paths, &arguments.library, &loaded.config))?;
    let keeps = Keeps {
        place: false,
        cache: !arguments.cache.no_cache,
    };
    let waiting = Waiting::begin();
    let tell = |stage, done, all| waiting.tell(stage, done, all);
    let opened = match &place {
        Place::Files(paths) => {
            let opened = cache::analysed(keeps.caches().as_deref(), paths, &tell);
            opened.map_err(|error| refused(&error))
        }
        Place::Shared(address) => newsroom::analysed(address, &tell)
            .map(|(library, remark)| (library, Kept::without_cache(remark)))
            .map_err(|error| place::refused(&error)),
    };
    waiting.end();
    let (library, kept) = opened?;
    if let Some(remark) = &kept.remark {
        say(remark);
    }
    say_problems(&library);
    Ok(Opened::of(library, kept, place))
}

/// The configuration that the arguments choose.
pub(crate) fn configured(argument: &ConfigArgument) -> Result<Loaded, Error> {
    config::load(argument.config.as_deref())
}

/// The paths given or the library named, else the configured library; none for the bundled one.
pub(crate) fn chosen(paths: &[PathBuf], named: &LibraryArgument, config: &Config) -> Vec<PathBuf> {
    if paths.is_empty() {
        let library = named.library.as_ref().or(config.library.as_ref());
        library.into_iter().cloned().collect()
    } else {
        paths.to_vec()
    }
}

/// The library and the passage that a link names, if the only path is one: `LIBRARY#document:quote-words`. Without LIBRARY it is
/// the bundled one. A file that is called like a link is a file.
pub(crate) fn linked(paths: &[PathBuf]) -> Option<(Vec<PathBuf>, Link)> {
    let [path] = paths else {
        return None;
    };
    let (library, passage) = path.to_str()?.rsplit_once('#')?;
    let link = Link::parse(passage)?;
    let library: Vec<_> = (!library.is_empty())
        .then(|| library.into())
        .into_iter()
        .collect();
    let there = library.iter().all(|path: &PathBuf| exists(path));
    (there && !path.exists()).then_some((library, link))
}

/// Whether something can be read at the path: a file, a folder, standard input, or what an address names.
pub(crate) fn exists(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
        || path.to_str().is_some_and(Address::is_meant)
        || path.exists()
}

/// The documents of the paths, not analysed yet.
pub(crate) fn opened(paths: &[PathBuf]) -> Result<Library, Error> {
    Library::open(paths).map_err(|error| refused(&error))
}

/// Why there is nothing to read, as a command says it.
pub(crate) fn refused(error: &OpenError) -> Error {
    match error {
        OpenError::Nothing { .. } | OpenError::Unreadable(_) => Error::Nothing(error.to_string()),
        OpenError::Missing { path } => {
            Error::Usage(command_meant(path).unwrap_or_else(|| error.to_string()))
        }
        OpenError::Unreachable { .. } | OpenError::Address { .. } => {
            Error::Usage(error.to_string())
        }
    }
}

/// One line for each file that could not be read.
pub(crate) fn say_problems(library: &Library) {
    for problem in &library.problems {
        say(&format!("{}: {}", problem.path.display(), problem.reason));
    }
}

/// A missing path that looks like a command: `onrecord quote .`
fn command_meant(path: &Path) -> Option<String> {
    let typed = path.to_str()?;
    if typed == "help" {
        return Some("help: there is no such file or folder; see 'onrecord --help'".to_owned());
    }
    let program = Arguments::command();
    let names = program.get_subcommands().map(clap::Command::get_name);
    let near = nearest(typed, names)?;
    Some(format!(
        "{typed}: there is no such file or folder; did you mean the command \"{near}\"? A command comes first"
    ))
}
