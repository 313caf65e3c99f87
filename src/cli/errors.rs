//! What can stop a command, the exit status it gives, and how it is said.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::arguments::Arguments;
use super::printable::printable;

/// Why a command ended without an answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command cannot be carried out as typed: `NAME: reason; next step`.
    #[error("{0}")]
    Usage(String),
    /// The command was carried out and found nothing: `NAME: reason; next step`.
    #[error("{0}")]
    Nothing(String),
    /// The answer could not be written.
    #[error("output: {0}")]
    Output(#[from] io::Error),
}

impl Error {
    /// The exit status: 2 for bad use or failing output, 1 for a negative answer.
    pub fn status(&self) -> u8 {
        match self {
            Self::Nothing(_) => 1,
            Self::Usage(_) | Self::Output(_) => 2,
        }
    }

    /// Whether nobody reads the output any more (`onrecord quotes | head`). That is no failure.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Says the error on standard error and gives the exit status.
pub(crate) fn report(error: &Error) -> ExitCode {
    if error.is_closed_pipe() {
        return ExitCode::SUCCESS;
    }
    say(&error.to_string());
    ExitCode::from(error.status())
}

/// Prints one line to standard error: `onrecord: NAME: reason; next step`.
pub(crate) fn say(message: &str) {
    // When standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "onrecord: {}", printable(message));
}

/// Prints lines to standard error as they stand, indented, before it is said what they show.
pub(crate) fn show(lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(io::stderr(), "  {}", printable(line));
    }
}

/// Says what is wrong with the arguments, of which `first` is the first, or prints the help or version that was asked for.
pub(crate) fn report_arguments(error: &clap::Error, first: Option<&str>) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Nobody is left to tell when the help itself cannot be written.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        _ => {
            say(&arguments_message(error, first));
            ExitCode::from(2)
        }
    }
}

/// `unexpected argument '--bye' found; did you mean '--by'?`
fn arguments_message(error: &clap::Error, typed: Option<&str>) -> String {
    let rendered = error.to_string();
    let first = rendered
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ");
    let reason = first.split_whitespace().collect::<Vec<_>>().join(" ");
    let suggested = error.context().find_map(|(kind, value)| match kind {
        ContextKind::SuggestedArg
        | ContextKind::SuggestedValue
        | ContextKind::SuggestedSubcommand => first_word(value),
        _ => None,
    });
    match suggested {
        Some(word) => format!("{reason}; did you mean '{word}'?"),
        None => format!("{reason}; see '{}'", help_for(typed)),
    }
}

/// Where the help on what was typed first stands: that of the command, if it is one.
fn help_for(typed: Option<&str>) -> String {
    let program = Arguments::command();
    match typed.and_then(|name| program.find_subcommand(name)) {
        Some(command) => format!("onrecord {} --help", command.get_name()),
        None => "onrecord --help".to_owned(),
    }
}

fn first_word(value: &ContextValue) -> Option<&str> {
    match value {
        ContextValue::String(word) => Some(word),
        ContextValue::Strings(words) => words.first().map(String::as_str),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::arguments_message;
    use crate::cli::arguments::Arguments;

    #[test]
    fn a_wrong_argument_is_named_with_the_next_step() {
        for (typed, expected) in [
            (
                "onrecord quotes --bye x",
                "unexpected argument '--bye' found; did you mean '--by'?",
            ),
            (
                "onrecord --zzz",
                "unexpected argument '--zzz' found; see 'onrecord --help'",
            ),
            (
                "onrecord quotes --format tabel",
                "invalid value 'tabel' for '--format <FORMAT>' [possible values: table, markdown, csv, json, jsonl, html]; \
                 did you mean 'table'?",
            ),
            (
                "onrecord quotes --since May",
                "invalid value 'May' for '--since <DATE>': write a date like 2026-03-09, 2026-03 or 2026; \
                 see 'onrecord quotes --help'",
            ),
            (
                "onrecord quotes --by",
                "a value is required for '--by <NAME>' but none was supplied; see 'onrecord quotes --help'",
            ),
            (
                "onrecord completions",
                "the following required arguments were not provided: <SHELL>; see 'onrecord completions --help'",
            ),
        ] {
            let error = Arguments::try_parse_from(typed.split(' ')).unwrap_err();
            assert_eq!(arguments_message(&error, typed.split(' ').nth(1)), expected);
        }
    }
}
