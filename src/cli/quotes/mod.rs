//! `onrecord quotes`: one row for each quotation.

mod filter;
mod row;

use std::process::ExitCode;

use crate::app::derive::head::counted;
use crate::library::{EntityId, Library, Statements};

use super::arguments::QuotesArguments;
use super::by::{self, Candidate};
use super::errors::{Error, say};
use super::fold::words;
use super::format;
use super::open;
use super::output::{Page, output};
use super::wording::listed;

pub(super) use filter::Found;
use filter::{Doubtful, Filter};
use row::Row;

/// Prints the quotations that were asked for.
pub(crate) fn run(arguments: &QuotesArguments) -> Result<ExitCode, Error> {
    check_days(arguments)?;
    let library = open::analysed(&arguments.library)?;
    let found = select(&library, arguments, "quotes")?;
    let statements = Statements::gather(&library);
    let rows: Vec<Row<'_>> = found
        .quotations
        .iter()
        .filter_map(|at| Row::new(&library, &statements, *at))
        .collect();
    format::write(&rows, arguments.format, Page::of_output(), &mut output())?;
    if rows.is_empty() {
        return Err(Error::Nothing(nothing(&found, arguments, "quotes")));
    }
    Ok(ExitCode::SUCCESS)
}

/// The quotations that were asked for; `command` says what should be known beside them.
pub(super) fn select(
    library: &Library,
    arguments: &QuotesArguments,
    command: &str,
) -> Result<Found, Error> {
    let by = arguments
        .by
        .as_deref()
        .map(|name| bearers(library, name))
        .transpose()?;
    let filter = Filter {
        by,
        about: arguments
            .about
            .as_deref()
            .map(|about| words(about).collect())
            .unwrap_or_default(),
        since: arguments.since,
        until: arguments.until,
        kinds: arguments.kind.iter().map(|kind| (*kind).into()).collect(),
        doubtful: if arguments.all {
            Doubtful::Listed
        } else {
            Doubtful::LeftOut
        },
    };
    let found = filter.select(library);
    for message in messages(&found, library, arguments, command) {
        say(&message);
    }
    Ok(found)
}

/// Refuses days of which the last lies before the first.
pub(super) fn check_days(arguments: &QuotesArguments) -> Result<(), Error> {
    match (arguments.since, arguments.until) {
        (Some(since), Some(until)) if until.last < since.first => Err(Error::Usage(format!(
            "--until: {} lies before --since, {}; exchange the two",
            until.last, since.first
        ))),
        _ => Ok(()),
    }
}

/// The people and organizations that a name means.
fn bearers(library: &Library, name: &str) -> Result<Vec<EntityId>, Error> {
    let candidates: Vec<Candidate<'_, EntityId>> = library
        .entities
        .iter()
        .filter(|(_, entity)| entity.mentions > 0 || entity.quotations > 0)
        .map(|(id, entity)| Candidate {
            id,
            name: &entity.name,
            aliases: &entity.aliases,
        })
        .collect();
    let found = by::matching(name, &candidates);
    if found.is_empty() {
        let like = by::like(name, &candidates);
        let next = if like.is_empty() {
            "see 'onrecord people' for the names".to_owned()
        } else {
            format!("did you mean {}?", listed(&like, "or"))
        };
        return Err(Error::Nothing(format!(
            "--by {name}: nobody of that name is in these articles; {next}"
        )));
    }
    Ok(found.iter().map(|candidate| candidate.id).collect())
}

/// Why there is no row, and the next step.
pub(super) fn nothing(found: &Found, arguments: &QuotesArguments, command: &str) -> String {
    match &arguments.by {
        Some(name) if found.doubtful > 0 => {
            format!(
                "--by {name}: no quotation is surely theirs; add --all to list the doubtful ones"
            )
        }
        Some(name) => {
            format!(
                "--by {name}: nobody of that name is quoted like this; ask for less or open other articles"
            )
        }
        None => {
            format!("{command}: there is no such quotation; ask for less or open other articles")
        }
    }
}

/// What should be known beside the rows.
fn messages(
    found: &Found,
    library: &Library,
    arguments: &QuotesArguments,
    command: &str,
) -> Vec<String> {
    let mut messages = Vec::new();
    let names: Vec<&str> = found
        .speakers
        .iter()
        .filter_map(|id| library.entities.get(*id))
        .map(|entity| entity.name.as_str())
        .collect();
    if let Some(asked) = arguments.by.as_deref().filter(|_| names.len() > 1) {
        messages.push(format!(
            "--by {asked}: means {}; write the full name for one of them",
            listed(&names, "and")
        ));
    }
    if found.doubtful > 0 {
        messages.push(format!(
            "{command}: {} left out, whose speaker is doubtful; add --all to list them",
            counted(found.doubtful, "quotation")
        ));
    }
    if found.undated > 0 {
        messages.push(format!(
                "{command}: {} left out, which no date is known of; ask without --since and --until to list them",
                counted(found.undated, "article")
            ));
    }
    messages
}
