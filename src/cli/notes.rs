//! `onrecord notes`: what the reader marked and wrote, with the words it is about.

use std::process::ExitCode;

use crate::app::overlay::noted;
use crate::library::tags;

use super::arguments::NotesArguments;
use super::errors::Error;
use super::filter::Scope;
use super::open;
use super::output::print;
use super::rows::NoteRow;

/// Prints notes and bookmarks in library order.
pub(crate) fn run(arguments: &NotesArguments) -> Result<ExitCode, Error> {
    arguments.scope.check()?;
    let opened = open::analysed(&arguments.library)?;
    let scope = Scope::new(&opened.library, &arguments.scope)?;
    let articles = scope.articles(&opened.library, "notes").inside;
    let app = opened.remembered();
    let rows: Vec<NoteRow<'_>> = noted(&app)
        .iter()
        .filter(|noted| {
            let note = noted.note.as_deref();
            let note = note.and_then(|id| opened.library.annotation(id));
            let text = note.map_or("", |note| note.text);
            let mut asked = arguments.tag.iter();
            asked.all(|tag| tags(text).any(|own| own == tag.trim_start_matches('#')))
        })
        .filter(|noted| match noted.passage {
            Some(passage) => {
                articles.binary_search(&passage.doc).is_ok()
                    && scope.is_about(&opened.library, passage.doc, passage.span)
            }
            // Words that are gone are in no article that could be asked for.
            None => articles.len() == opened.library.len(),
        })
        .filter_map(|noted| NoteRow::new(&opened.library, noted))
        .collect();
    print(
        &arguments.scope.title("Notes"),
        &rows,
        &opened,
        arguments.format,
    )?;
    if rows.is_empty() {
        return Err(Error::Nothing(
            "notes: there is no such note or bookmark; i writes one in the reader, and m sets one"
                .to_owned(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}
