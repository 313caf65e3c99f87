//! Writing down what the reader shows, in a file that was not there before.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::app::export::{Export, Format, Rows};
use crate::library::{Document, Gathered};

use super::formats::{self, Record, Sheet, Source, bibliography};
use super::output::Page;
use super::rows::{
    CitationRow, DocumentRow, EntityRow, EventRow, NewsRow, NoteRow, QuotationRow, StatementRow,
    UnnamedRow,
};

/// A name that is taken gets a number behind it; after so many it is the reader's turn.
const NUMBERS: u32 = 1_000;

/// Writes the file, and returns where it is. A file that is there already is never touched: the new one gets a number.
///
/// # Errors
///
/// When the file cannot be written; says why and what to do.
pub(crate) fn export(app: &App, export: &Export) -> Result<PathBuf, String> {
    let asked = super::config::at_home(&export.path);
    let (path, mut file) = new_file(&asked).map_err(|error| told(&asked, &error))?;
    let written = write(app, export, &mut file).and_then(|()| file.flush());
    if let Err(error) = written {
        // Half a list is worse than none.
        let _ = std::fs::remove_file(&path);
        return Err(told(&path, &error));
    }
    Ok(std::path::absolute(&path).unwrap_or(path))
}

fn told(path: &Path, error: &io::Error) -> String {
    format!(
        "{} cannot be written ({error}); f in the menu names another file",
        path.display()
    )
}

/// Makes a file of this name, or of this name with a number where one is there already.
fn new_file(asked: &Path) -> io::Result<(PathBuf, BufWriter<std::fs::File>)> {
    for number in 1..=NUMBERS {
        let path = numbered(asked, number);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, BufWriter::new(file))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// `quotations.csv`, `quotations-2.csv`, …
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number < 2 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

fn write(app: &App, export: &Export, out: &mut impl Write) -> io::Result<()> {
    let library = &app.library;
    let nothing = Gathered::default();
    let gathered = app.derived.gathered.as_deref().unwrap_or(&nothing);
    let statements = &gathered.statements;
    let sheet = Writer { app, export, out };
    match &export.rows {
        Rows::Quotations(all) => {
            let rows = all.iter();
            sheet.write(rows.filter_map(|at| QuotationRow::new(library, statements, *at)))
        }
        Rows::Statements(all) => {
            let rows = all.iter();
            sheet.write(rows.filter_map(|id| StatementRow::new(library, *id, statements.get(*id)?)))
        }
        Rows::Chronology(all) => {
            let rows = all.iter();
            let rows = rows.filter_map(|marked| EventRow::new(library, statements, *marked));
            let mut rows: Vec<_> = rows.collect();
            rows.sort_by_key(|row| row.order);
            sheet.write(rows.into_iter())
        }
        Rows::Unnamed(all) => {
            let rows = all.iter();
            sheet.write(rows.filter_map(|at| UnnamedRow::new(library, statements, *at)))
        }
        Rows::Citations(all) => {
            let origins = &gathered.origins;
            let rows = all.iter().flat_map(|doc| {
                let found = origins.of(*doc).iter();
                found.filter_map(|origin| CitationRow::new(library, origins, *doc, origin))
            });
            sheet.write(rows)
        }
        Rows::Entities(all) => {
            let rows = all.iter().filter_map(|id| library.entities.get(*id));
            sheet.write(rows.map(EntityRow::new))
        }
        Rows::Passages(all) => {
            let rows = all.iter();
            sheet.write(rows.filter_map(|noted| NoteRow::new(library, noted)))
        }
        Rows::News(all) => {
            let rows = all.iter();
            sheet.write(rows.filter_map(|one| NewsRow::new(library, one)))
        }
        Rows::Documents(all) => {
            let documents = || -> Vec<&Document> {
                let all = all.iter();
                all.filter_map(|doc| library.document(*doc)).collect()
            };
            match export.format {
                Format::Bibtex => bibliography::write_bibtex(&documents(), sheet.out),
                Format::CslJson => bibliography::write_csl(&documents(), sheet.out),
                _ => {
                    let rows = all.iter();
                    sheet.write(rows.filter_map(|doc| DocumentRow::new(library, *doc)))
                }
            }
        }
    }
}

/// Where rows of any kind go.
struct Writer<'a, W> {
    app: &'a App,
    export: &'a Export,
    out: &'a mut W,
}

impl<W: Write> Writer<'_, W> {
    fn write<R: Record>(self, rows: impl Iterator<Item = R>) -> io::Result<()> {
        let rows: Vec<R> = rows.collect();
        let sheet = Sheet {
            title: &self.export.title,
            rows: &rows,
            source: Source {
                library: &self.app.library,
                roots: &self.app.keeper.roots,
            },
        };
        formats::write(&sheet, self.export.format, Page::plain(), self.out)
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{new_file, numbered};

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        for (path, number, expected) in [
            ("a/b.csv", 1, "a/b.csv"),
            ("a/b.csv", 2, "a/b-2.csv"),
            ("b.tar.gz", 3, "b.tar-3.gz"),
            ("b", 2, "b-2"),
        ] {
            assert_eq!(numbered(Path::new(path), number), PathBuf::from(expected));
        }
    }

    #[test]
    fn no_file_is_ever_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.csv");
        std::fs::write(&path, "mine").unwrap();
        let (new, _) = new_file(&path).unwrap();
        assert_eq!(new, folder.path().join("b-2.csv"));
        assert_eq!(new_file(&path).unwrap().0, folder.path().join("b-3.csv"));
        assert_eq!(std::fs::read_to_string(path).unwrap(), "mine");
        assert!(new_file(&folder.path().join("no/b.csv")).is_err());
    }
}
