//! Why a file could not be opened, and what to do about it.

use thiserror::Error;

/// Completes a sentence that starts with the file's name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum Reason {
    /// No byte, or nothing but blanks.
    #[error("is empty; fetch the article again")]
    Empty,
    /// Not made of text, and of no format that is known.
    #[error("is not text: it holds NUL bytes; save the article as plain text or Markdown")]
    Binary,
    /// A format that is known, but has no importer.
    #[error("is {0}, which cannot be read yet; save the article as plain text or Markdown")]
    Unsupported(&'static str),
    /// Spans are 32 bits wide.
    #[error("is larger than 4 GiB; split it into smaller files")]
    TooLarge,
    /// Larger than its format can be read with little memory: the format, the limit.
    #[error("is {0} of more than {1}; save the article as plain text")]
    TooLong(&'static str, &'static str),
    /// Nested so deeply, or made to cost so much, that no article looks like this.
    #[error("is {0} nested too deeply to be an article; save the article as plain text")]
    Tangled(&'static str),
    /// Cut off or damaged: the format, and where.
    #[error("is damaged {0}: it cannot be read at {1}; fetch or export it again")]
    Damaged(&'static str, String),
    /// Lines of a file of lines: the first, and how many.
    #[error("line {first} is no JSON object{}; mend it or export it again; the other lines were read", more(*count))]
    BadLines {
        /// From 1.
        first: usize,
        /// At least 1.
        count: usize,
    },
    /// Records without a text, but others have one: how many, of how many.
    #[error("{0} of {1} records hold no text; the others were read")]
    RecordsWithoutText(usize, usize),
    /// No record has a text: the names of its fields.
    #[error(
        "has no field of text (its fields: {0}); call one `text`, others `title`, `date`, `outlet`, `url`"
    )]
    NoTextField(String),
    /// It breaks off, but its beginning was read: at which byte.
    #[error("breaks off at byte {0}; what stands before it was read; fetch it again")]
    BrokenOff(u64),
    /// Messages of a mailbox without a text: the first, and how many.
    #[error("message {first} holds no text{}; the others were read", more(*count))]
    BadMessages {
        /// From 1.
        first: usize,
        /// At least 1.
        count: usize,
    },
    /// A mail that is all attachments.
    #[error("is a mail without words of its own; save what is attached to it")]
    NoLetter,
    /// A feed whose entries have neither text nor summary.
    #[error("is a feed whose entries hold no text; save the articles themselves")]
    NoEntries,
    /// A document without words: its format.
    #[error("is {0} without words; if it shows some, they are a picture: save them as text")]
    NoWords(&'static str),
    /// An archive whose only entries are no articles.
    #[error("holds no article; pack texts, web pages or other articles")]
    NoArticles,
    /// An archive of which nothing could be read: the first entry, and why.
    #[error("holds nothing that can be read: {0} {1}")]
    NothingInside(String, String),
    /// It unpacks to more than any article.
    #[error("unpacks to far more than it holds; unpack it by hand if you trust it")]
    Bomb,
    /// Archives in archives in archives.
    #[error("is an archive within too many others; unpack those around it")]
    Nested,
    /// It asks for a password.
    #[error("is locked with a password; unlock it and save it without one")]
    Locked,
    /// A PDF that is cut off or damaged, or that broke the reader of PDF.
    #[error("is a PDF file that cannot be read; open it in a viewer and save its text")]
    DamagedPdf,
    /// A PDF that takes too long.
    #[error("is a PDF file that took longer than a minute; open it in a viewer and save its text")]
    PdfTooLong,
    /// A PDF of pictures.
    #[error(
        "is a PDF file of pictures: it holds no words; run it through text recognition (ocrmypdf) first"
    )]
    Scanned,
    /// The process that reads PDF could not be started.
    #[error("is a PDF file, and the process that reads those could not be started; try again")]
    NoProcess,
    /// A page without running text.
    #[error(
        "holds no article text; if the page shows one, save it with SingleFile, or copy the words into a text file"
    )]
    NoArticle,
}

fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        _ => format!(", nor are {} more", count - 1),
    }
}

impl Reason {
    /// Whether a file like this is passed over in a folder instead of being reported.
    pub(crate) const fn is_skipped(&self) -> bool {
        matches!(self, Self::Binary)
    }
}
