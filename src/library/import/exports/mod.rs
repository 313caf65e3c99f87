//! Exports of newspaper databases: many articles in one file, each with its own head. They come as text, RTF, Word or HTML;
//! here all of them are rows of words.

mod factiva;
mod nexis;

use memchr::memmem;
use serde::{Deserialize, Serialize};

use crate::library::Metadata;

use super::setting::{Mark, Setting};
use super::{Imported, Read, Reason};

/// One paragraph or line of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    /// Its words, single blanks between them. Empty for a blank line.
    pub(super) words: String,
    /// The level of a heading, from 1.
    pub(super) level: Option<u8>,
}

impl Row {
    pub(super) fn new(words: &str, level: Option<u8>) -> Self {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            words: words.trim_matches([' ', '|', '\0']).to_owned(),
            level,
        }
    }

    fn is_blank(&self) -> bool {
        self.words.is_empty()
    }
}

/// One article of an export, before it is set.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    metadata: Metadata,
    body: Vec<Row>,
}

/// The names in `By Ann Orr`.
fn without_by(name: &str) -> String {
    let bare = ["By ", "BY ", "by "]
        .iter()
        .find_map(|by| name.strip_prefix(by));
    bare.unwrap_or(name).trim().to_owned()
}

/// The articles of a document: those of an export, or the document itself.
pub(super) fn articles(rows: &[Row], format: &'static str) -> Result<Read, Reason> {
    if let Some(read) = export(rows) {
        return Ok(read);
    }
    let mut setting = Setting::default();
    set(rows, &mut setting);
    if setting.text.trim().is_empty() {
        return Err(Reason::NoWords(format));
    }
    Ok(Read::one(setting.into_article(Metadata::default())))
}

/// The articles of an export that is plain text; none when the text is no export.
pub(super) fn in_text(text: &str) -> Option<Read> {
    if !may_be(text) {
        return None;
    }
    let rows: Vec<Row> = text.lines().map(|line| Row::new(line, None)).collect();
    export(&rows)
}

/// Whether a text may be an export. Nearly every text holds none of these words, and is not looked at line by line.
pub(super) fn may_be(text: &str) -> bool {
    let marks = ["End of Document", " DOCUMENTS", "Document ", "\nHD"];
    let text = text.as_bytes();
    marks
        .iter()
        .any(|mark| memmem::find(text, mark.as_bytes()).is_some())
}

pub(super) fn export(rows: &[Row]) -> Option<Read> {
    let found = nexis::split(rows).or_else(|| factiva::split(rows))?;
    let single = found.len() == 1;
    let mut read = Read::default();
    for (one, number) in found.into_iter().zip(1..) {
        let mut article = to_article(one);
        if !single {
            article = article.numbered(number);
        }
        read.push(article);
    }
    Some(read)
}

fn to_article(found: Found) -> Imported {
    let mut setting = Setting::default();
    setting.headline(found.metadata.title.as_deref());
    set(&found.body, &mut setting);
    setting.into_article(found.metadata)
}

/// Sets rows. Where blank rows part paragraphs, the lines between them are one paragraph cut for printing.
fn set(rows: &[Row], setting: &mut Setting) {
    let wrapped = is_wrapped(rows);
    let mut paragraph = String::new();
    for row in rows {
        if wrapped && row.level.is_none() && !row.is_blank() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(&row.words);
            continue;
        }
        setting.line(&std::mem::take(&mut paragraph), None);
        if row.is_blank() || !wrapped {
            setting.part();
        }
        setting.line(&row.words, row.level.map(Mark::Heading));
    }
    setting.line(&paragraph, None);
}

/// Whether most rows that follow each other directly break off in mid-sentence.
fn is_wrapped(rows: &[Row]) -> bool {
    let pairs = rows
        .windows(2)
        .filter(|pair| !pair[0].is_blank() && !pair[1].is_blank());
    let (mut open, mut all) = (0, 0);
    for pair in pairs {
        all += 1;
        let ends = pair[0]
            .words
            .ends_with(['.', '!', '?', '”', '"', ':', ')', '’', '…']);
        open += usize::from(!ends && (45..100).contains(&pair[0].words.len()));
    }
    all > 0 && open * 2 > all
}
