//! The command line: the reader, and the commands that print. Only this part of the program prints.

mod acting;
mod analyze;
mod arguments;
mod by;
mod check;
mod chronology;
mod citations;
mod config;
mod days;
mod documents;
mod entities;
mod errors;
mod exporting;
mod fetch;
mod filter;
mod fold;
mod formats;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod hiding;
mod keeping;
mod manual;
mod nearest;
mod news;
mod notes;
mod open;
mod output;
mod overview;
mod place;
mod printable;
mod push;
mod quotes;
pub mod reader;
mod reading;
mod rows;
mod search;
mod speaker;
mod statements;
mod telling;
mod unnamed;
mod versions;
mod waiting;
mod wording;

use std::env;
use std::ffi::OsStr;
use std::process::ExitCode;

use clap::Parser;

use crate::engine::EntityKind;
use crate::library::{PDF_ARGUMENT, serve_pdf};

use arguments::{Arguments, Command};

pub use errors::Error;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    if env::args_os()
        .nth(1)
        .is_some_and(|first| first == PDF_ARGUMENT)
    {
        return serve_pdf();
    }
    hiding::hide_passwords();
    match Arguments::try_parse() {
        Ok(arguments) => run(&arguments).unwrap_or_else(|error| errors::report(&error)),
        Err(error) => {
            let first = env::args_os().nth(1);
            let first = first.as_deref().and_then(OsStr::to_str);
            errors::report_arguments(&error, first)
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    match &arguments.command {
        None => reader::run(&reader::Options::new(&arguments.reader)?),
        Some(Command::Quotes(arguments)) => quotes::run(arguments),
        Some(Command::Statements(arguments)) => statements::run(arguments),
        Some(Command::Chronology(arguments)) => chronology::run(arguments),
        Some(Command::Check(arguments)) => check::run(arguments),
        Some(Command::Citations(arguments)) => citations::run(arguments),
        Some(Command::Unnamed(arguments)) => unnamed::run(arguments),
        Some(Command::News(arguments)) => news::run(arguments),
        Some(Command::Notes(arguments)) => notes::run(arguments),
        Some(Command::Search(arguments)) => search::run(arguments),
        Some(Command::People(arguments)) => entities::run(EntityKind::Person, arguments),
        Some(Command::Organizations(arguments)) => {
            entities::run(EntityKind::Organization, arguments)
        }
        Some(Command::Documents(arguments)) => documents::run(arguments),
        Some(Command::Analyze(arguments)) => analyze::run(arguments),
        Some(Command::Push(arguments)) => push::run(arguments),
        Some(Command::Fetch(arguments)) => fetch::run(arguments),
        Some(Command::Completions { shell }) => manual::completions(*shell),
        Some(Command::Man { command }) => manual::man(command.as_deref()),
    }
}
