//! `onrecord push`: articles, what is found in them, and corrections for a library that a newsroom shares.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::library::Listing;
use crate::newsroom::{self, Pushed, Wishes};

use super::arguments::PushArguments;
use super::errors::{Error, say};
use super::open;
use super::output::output;
use super::place::{self, Place};
use super::waiting::Waiting;

/// Brings what is new or changed.
pub(crate) fn run(arguments: &PushArguments) -> Result<ExitCode, Error> {
    let loaded = open::configured(&arguments.config)?;
    for problem in &loaded.problems {
        say(problem);
    }
    let wanted = arguments.library.clone().or(loaded.config.library.clone());
    let Place::Shared(address) = Place::of(wanted.into_iter().collect())? else {
        return Err(Error::Usage(
            "push: names no shared library; add --library postgres://HOST/DATABASE, or write it into the configuration"
                .to_owned(),
        ));
    };
    let listing = Listing::of(&arguments.paths).map_err(|error| open::refused(&error))?;
    let by = loaded.config.reader();
    let wishes = Wishes {
        by: &by,
        notes: arguments.notes,
        prune: arguments.prune,
    };
    let waiting = Waiting::begin();
    let tell = |stage, done, all| waiting.tell(stage, done, all);
    let pushed = newsroom::push(&address, &listing, wishes, &tell);
    waiting.end();
    let pushed = pushed.map_err(|error| place::refused(&error))?;
    for problem in &pushed.problems {
        say(&format!("{}: {}", problem.path.display(), problem.reason));
    }
    writeln!(output(), "{}", told(&pushed))?;
    if let Some(remark) = left(&pushed) {
        say(&remark);
    }
    if pushed.new + pushed.changed + pushed.same == 0 {
        return Err(Error::Nothing(format!(
            "push: there is nothing to push at {}; give an article, or a folder of articles",
            shown(&arguments.paths)
        )));
    }
    Ok(ExitCode::SUCCESS)
}

/// What stays on the server though it is in the folder no more.
fn left(pushed: &Pushed) -> Option<String> {
    if pushed.is_unsure {
        let why = "--prune needs a folder that holds articles and can be read in full";
        return Some(format!("push: nothing is taken off; {why}"));
    }
    let told = match pushed.gone {
        0 => return None,
        1 => "1 file that you pushed is in its folder no more, and stays in the library; --prune takes it off".to_owned(),
        more => format!(
            "{more} files that you pushed are in their folder no more, and stay in the library; --prune takes them off"
        ),
    };
    Some(format!("push: {told}"))
}

/// `3 new files, 1 changed, 12 as they were; 1 file taken off; 4 articles analysed; 2 new corrections`.
fn told(pushed: &Pushed) -> String {
    let files = |number: usize| if number == 1 { "file" } else { "files" };
    let taken = match pushed.taken {
        0 => String::new(),
        1 => "; 1 file taken off".to_owned(),
        more => format!("; {more} files taken off"),
    };
    let told = format!(
        "{} new {}, {} changed, {} as they were{taken}; {} {} analysed",
        pushed.new,
        files(pushed.new),
        pushed.changed,
        pushed.same,
        pushed.analysed,
        if pushed.analysed == 1 {
            "article"
        } else {
            "articles"
        },
    );
    let corrections = match pushed.corrections {
        0 => String::new(),
        1 => "; 1 new correction".to_owned(),
        more => format!("; {more} new corrections"),
    };
    told + &corrections
}

fn shown(paths: &[PathBuf]) -> String {
    let shown = paths.iter().map(|path| path.display().to_string());
    shown.collect::<Vec<_>>().join(", ")
}
