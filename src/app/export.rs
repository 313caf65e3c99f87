//! Writing down what a view shows: the rows, their form, and the file.

use crate::engine::Span;
use crate::library::{DocId, EntityId, Library, Novelty, QuoteRef, StatementId};

/// The forms in which rows are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Columns, cut to the width of the terminal.
    Table,
    /// A Markdown table, nothing cut.
    Markdown,
    /// Comma-separated values.
    #[default]
    Csv,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// One page for a browser that stands alone.
    Html,
    /// BibTeX entries; of documents only.
    Bibtex,
    /// A JSON array as citation processors read it (Citation Style Language 1.0.2); of documents only.
    CslJson,
}

impl Format {
    /// The forms for rows of any kind.
    pub const OF_ROWS: &[Self] = &[
        Self::Table,
        Self::Markdown,
        Self::Csv,
        Self::Json,
        Self::Jsonl,
        Self::Html,
    ];
    /// The forms for documents.
    pub const OF_DOCUMENTS: &[Self] = &[
        Self::Table,
        Self::Markdown,
        Self::Csv,
        Self::Json,
        Self::Jsonl,
        Self::Html,
        Self::Bibtex,
        Self::CslJson,
    ];

    /// The word that asks for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl-json",
        }
    }

    /// What it is, in a phrase.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Table => "Columns, cut to the width of the terminal",
            Self::Markdown => "A Markdown table, nothing cut",
            Self::Csv => "Comma-separated values, safe to open in a spreadsheet",
            Self::Json => "One JSON array",
            Self::Jsonl => "One JSON object a line",
            Self::Html => "One page for a browser, with the passages, to hand on or print",
            Self::Bibtex => "BibTeX entries",
            Self::CslJson => "JSON for citation processors (CSL)",
        }
    }

    /// The ending of a file in this form.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json | Self::CslJson => "json",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
            Self::Bibtex => "bib",
        }
    }
}

/// A passage of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The document.
    pub doc: DocId,
    /// The words.
    pub span: Span,
    /// The quotation that they are, if they are one.
    pub quotation: Option<QuoteRef>,
}

impl Marked {
    /// The passage of a quotation; none when there is no such quotation.
    pub fn quotation(library: &Library, at: QuoteRef) -> Option<Self> {
        Some(Self {
            doc: at.doc,
            span: library.quotation(at)?.span,
            quotation: Some(at),
        })
    }
}

/// What the reader marked: a passage, a note, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The passage; none for a note whose words are gone.
    pub passage: Option<Marked>,
    /// The id of the note.
    pub note: Option<String>,
}

/// What is written, in the order of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Quotations.
    Quotations(Vec<QuoteRef>),
    /// Utterances.
    Statements(Vec<StatementId>),
    /// What was said, by date.
    Chronology(Vec<Marked>),
    /// What rests only on people without a name.
    Unnamed(Vec<QuoteRef>),
    /// Whom these documents cite.
    Citations(Vec<DocId>),
    /// People and organizations.
    Entities(Vec<EntityId>),
    /// Documents.
    Documents(Vec<DocId>),
    /// Passages that the reader marked.
    Passages(Vec<Noted>),
    /// What is new since a visit.
    News(Vec<Novelty>),
}

impl Rows {
    /// How many rows there are at least.
    pub const fn len(&self) -> usize {
        match self {
            Self::Quotations(all) | Self::Unnamed(all) => all.len(),
            Self::Statements(all) => all.len(),
            Self::Citations(all) | Self::Documents(all) => all.len(),
            Self::Entities(all) => all.len(),
            Self::Chronology(all) => all.len(),
            Self::Passages(all) => all.len(),
            Self::News(all) => all.len(),
        }
    }

    /// Whether there is nothing to write.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What one row is.
    pub const fn one(&self) -> &'static str {
        match self {
            Self::Quotations(_) | Self::Unnamed(_) => "quotation",
            Self::Statements(_) => "statement",
            Self::Chronology(_) | Self::News(_) => "line",
            Self::Citations(_) | Self::Documents(_) => "document",
            Self::Entities(_) => "name",
            Self::Passages(_) => "passage",
        }
    }

    /// What the rows are, as the name of a file and of a command says it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Quotations(_) => "quotations",
            Self::Statements(_) => "statements",
            Self::Chronology(_) => "chronology",
            Self::Unnamed(_) => "unnamed",
            Self::Citations(_) => "citations",
            Self::Entities(_) => "people",
            Self::Documents(_) => "documents",
            Self::Passages(_) => "notes",
            Self::News(_) => "news",
        }
    }

    /// The forms that they can be written in.
    pub const fn formats(&self) -> &'static [Format] {
        match self {
            Self::Documents(_) => Format::OF_DOCUMENTS,
            _ => Format::OF_ROWS,
        }
    }
}

/// One file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What is written.
    pub rows: Rows,
    /// What the rows are, for the reader of the file: `Quotations of Ida Brandt`.
    pub title: String,
    /// In which form.
    pub format: Format,
    /// The file as the reader names it.
    pub path: String,
}
