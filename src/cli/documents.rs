//! `onrecord documents`: the articles, as a list or as a bibliography.

use std::process::ExitCode;

use crate::app::export::Format;
use crate::library::{self, DocId};

use super::arguments::{DocumentFormat, DocumentsArguments};
use super::errors::Error;
use super::filter::{self, Scope};
use super::formats::bibliography;
use super::open;
use super::output::{output, print};
use super::rows::DocumentRow;

/// Prints the documents that were asked for, in library order.
pub(crate) fn run(arguments: &DocumentsArguments) -> Result<ExitCode, Error> {
    let selection = &arguments.selection;
    selection.scope.check()?;
    let opened = open::analysed(&arguments.library)?;
    let library = &opened.library;
    let asked: Vec<DocId> = if selection.names_quotations() {
        let found = filter::select(library, selection, "documents")?;
        let mut documents: Vec<_> = found.quotations.iter().map(|at| at.doc).collect();
        if documents.is_empty() {
            return Err(found.nothing(selection, "documents"));
        }
        documents.dedup();
        documents
    } else {
        let scope = Scope::new(library, &selection.scope)?;
        scope.articles(library, "documents").inside
    };
    let DocumentFormat(format) = arguments.format;
    let documents = || -> Vec<&library::Document> {
        let all = asked.iter();
        all.filter_map(|doc| library.document(*doc)).collect()
    };
    match format {
        Format::Bibtex => bibliography::write_bibtex(&documents(), &mut output())?,
        Format::CslJson => bibliography::write_csl(&documents(), &mut output())?,
        _ => {
            let rows = asked
                .iter()
                .filter_map(|doc| DocumentRow::new(library, *doc));
            let title = selection.title("Documents");
            print(&title, &rows.collect::<Vec<_>>(), &opened, format)?;
        }
    }
    if asked.is_empty() {
        return Err(Error::Nothing(
            "documents: there is no such article; ask for less or open others".to_owned(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}
