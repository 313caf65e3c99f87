//! `onrecord fetch`, and addresses as arguments of the reader.

use std::env;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::fetch::{self, Fetched, Reach, Step};
use crate::store;
use crate::term::Stopping;

use super::arguments::{FetchArguments, ReaderArguments};
use super::errors::{Error, say};
use super::printable::printable;

/// The columns of the line that tells how far it has come.
const WIDTH: usize = 78;
/// Nobody wants to read of what is done by then.
const SOON: Duration = Duration::from_millis(500);
/// How long Esc may wait to be heard.
const BETWEEN: Duration = Duration::from_millis(100);

/// What came of all addresses.
#[derive(Debug, Default)]
struct Haul {
    fetched: Vec<Fetched>,
    failed: usize,
    /// Whether the reader had it stopped.
    stopped: bool,
}

/// Fetches addresses into a folder, and prints the files that are new.
pub(crate) fn run(arguments: &FetchArguments) -> Result<ExitCode, Error> {
    let mut addresses = arguments.addresses.iter();
    if let Some(other) = addresses.find(|address| !fetch::is_address(Path::new(address))) {
        return Err(Error::Usage(format!(
            "{other}: is no address; give one that begins with https://"
        )));
    }
    let folder = match &arguments.into {
        Some(folder) => folder.clone(),
        None => own_folder()?,
    };
    let reach = Reach {
        private: arguments.reach.allow_private,
    };
    let haul = fetch_all(arguments.addresses.clone(), folder, reach);
    let mut output = std::io::stdout().lock();
    for file in &haul.fetched {
        if let Fetched::Kept(path) = file {
            writeln!(output, "{}", printable(&path.display().to_string()))?;
        }
    }
    let same = haul.fetched.len() - haul.fetched.iter().filter(|file| file.is_new()).count();
    if same > 0 && std::io::stderr().is_terminal() {
        say(&format!(
            "{same} had been fetched before and are as they were"
        ));
    }
    let failed = haul.failed > 0 || haul.stopped;
    Ok(ExitCode::from(u8::from(failed)))
}

/// The paths that the reader is to open, with the addresses among them fetched into the reader's own folder.
pub(super) fn fetched(arguments: &ReaderArguments) -> Result<Vec<PathBuf>, Error> {
    let is_address = |path: &&PathBuf| fetch::is_address(path);
    let addresses = arguments.paths.iter().filter(is_address);
    let addresses: Vec<String> = addresses
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    if addresses.is_empty() {
        return Ok(arguments.paths.clone());
    }
    if arguments.private {
        return Err(Error::Usage(format!(
            "{}: what is fetched is kept as a file, and --private writes none; fetch it with 'onrecord fetch --into FOLDER' first",
            addresses.join(", ")
        )));
    }
    let reach = Reach {
        private: arguments.reach.allow_private,
    };
    let haul = fetch_all(addresses.clone(), own_folder()?, reach);
    let mut files: Vec<PathBuf> = Vec::new();
    let others = arguments.paths.iter().filter(|path| !is_address(path));
    let fetched = haul.fetched.iter().map(Fetched::path);
    for path in fetched.chain(others.map(PathBuf::as_path)) {
        if !files.iter().any(|known| known == path) {
            files.push(path.to_owned());
        }
    }
    if files.is_empty() {
        let addresses = addresses.join(", ");
        return Err(Error::Nothing(if haul.stopped {
            format!("{addresses}: stopped before anything had come")
        } else {
            format!("{addresses}: nothing could be fetched")
        }));
    }
    Ok(files)
}

/// The folder for what is fetched and for which none is named.
fn own_folder() -> Result<PathBuf, Error> {
    let data = store::base(|name| env::var_os(name), "XDG_DATA_HOME", ".local/share");
    data.map(|data| data.join("fetched")).ok_or_else(|| {
        Error::Usage(
            "neither XDG_DATA_HOME nor HOME names a folder; name one with --into".to_owned(),
        )
    })
}

/// Fetches everything, says how it goes, and stops at Esc with what has come by then.
fn fetch_all(addresses: Vec<String>, folder: PathBuf, reach: Reach) -> Haul {
    let (sender, steps) = channel();
    // Whoever stops it need not wait for a host that does not answer.
    thread::spawn(move || {
        fetch::fetch(&addresses, &folder, reach, |step| sender.send(step).is_ok());
    });
    let mut haul = Haul::default();
    let mut stopping = Stopping::listen();
    let begun = Instant::now();
    let mut line = Line::default();
    loop {
        match steps.recv_timeout(BETWEEN) {
            Ok(Step::Begun(address, at, all)) => line.begin(&address, at, all),
            Ok(Step::Done(fetched)) => haul.fetched.push(fetched),
            Ok(Step::Failed(trouble)) => {
                haul.failed += 1;
                line.clear();
                say(&trouble.to_string());
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if stopping.asked() {
            haul.stopped = true;
            break;
        }
        if begun.elapsed() > SOON {
            line.tell(stopping.hears());
        }
    }
    line.clear();
    haul
}

/// The line on the terminal that tells what is being fetched.
#[derive(Debug, Default)]
struct Line {
    words: String,
    /// What the terminal shows.
    told: String,
}

impl Line {
    fn begin(&mut self, address: &str, at: usize, all: usize) {
        let count = if all > 1 {
            format!("{at} of {all}: ")
        } else {
            String::new()
        };
        self.words = format!("fetching {count}{address}");
    }

    fn tell(&mut self, can_stop: bool) {
        let hint = if can_stop { " · Esc stops" } else { "" };
        let room = WIDTH - hint.chars().count();
        let mut words: String = printable(&self.words).chars().take(room).collect();
        words.push_str(hint);
        self.show(words);
    }

    fn clear(&mut self) {
        if !self.told.is_empty() {
            self.show(String::new());
        }
    }

    /// Shows words in place of those before, where somebody can see them.
    fn show(&mut self, words: String) {
        let mut error = std::io::stderr();
        if words == self.told || !error.is_terminal() {
            return;
        }
        // When standard error is closed there is nobody left to tell.
        let _ = write!(error, "\r{words:WIDTH$}\r").and_then(|()| error.flush());
        self.told = words;
    }
}
