//! Word documents (.docx, Office Open XML) and those of `LibreOffice` (.odt): a ZIP archive with the words in one XML file.

use super::archive::Zip;
use super::exports::{Row, articles};
use super::xml::{Element, Xml};
use super::{File, Importer, Look, Read, Reason};

/// Accepts archives whose first entries are those of a document.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| {
        let told = ["[content_types].xml", "opendocument.text"];
        let named = look.has_ending(&["docx", "docm", "dotx", "odt", "ott"]);
        look.is_zip() && (named || told.iter().any(|name| look.head.contains(name)))
    },
    read,
    in_part: false,
};

fn read(file: File<'_>) -> Result<Read, Reason> {
    let mut zip = Zip::open(file.bytes, "a Word document")?;
    for (part, rows) in [
        ("word/document.xml", word as fn(&Xml) -> Vec<Row>),
        ("content.xml", odt as fn(&Xml) -> Vec<Row>),
    ] {
        if let Some(bytes) = zip.get(part)? {
            let source = super::encoding::decode_markup(bytes)?;
            return articles(&rows(&Xml::parse(&source)?), "a Word document");
        }
    }
    Err(Reason::Unsupported(
        "an Office file without a text, such as a table",
    ))
}

/// The paragraphs of `word/document.xml`; words that are deleted or instructions are none.
fn word(xml: &Xml) -> Vec<Row> {
    let Some(root) = xml.root() else {
        return Vec::new();
    };
    let shown = root.inside_unless(|element| is_gone(element.local()));
    let paragraphs = shown.filter(|element| element.local() == "p");
    paragraphs.map(word_row).collect()
}

/// Whether an element holds what was deleted, or the same once more for older programs.
fn is_gone(local: &str) -> bool {
    matches!(local, "del" | "delText" | "moveFrom" | "Fallback")
}

fn word_row(paragraph: Element<'_>) -> Row {
    let mut words = String::new();
    let mut level = None;
    let own = paragraph.inside_unless(|element| {
        let local = element.local();
        is_gone(local) || matches!(local, "instrText" | "txbxContent" | "p")
    });
    for element in own {
        match element.local() {
            "t" => words.push_str(&element.text()),
            "tab" | "br" | "cr" => words.push(' '),
            "noBreakHyphen" => words.push('-'),
            "pStyle" => level = level.or(element.attribute("val").and_then(heading)),
            "outlineLvl" => {
                let value = element
                    .attribute("val")
                    .and_then(|value| value.parse::<u8>().ok());
                level = level.or(value.filter(|value| *value < 9).map(|value| value + 1));
            }
            _ => {}
        }
    }
    Row::new(&words, level)
}

/// The level of a style by its name: `Heading1`, `Title`.
fn heading(style: &str) -> Option<u8> {
    let style = style.to_ascii_lowercase();
    match style.strip_prefix("heading") {
        Some(level) => level.trim().parse().ok(),
        None => (style == "title").then_some(1),
    }
}

/// The paragraphs and headings of the `content.xml` of an `OpenDocument` text.
fn odt(xml: &Xml) -> Vec<Row> {
    let paragraphs = xml
        .all()
        .filter(|one| matches!(one.name(), "text:p" | "text:h"));
    paragraphs
        .map(|paragraph| {
            let level = (paragraph.name() == "text:h").then(|| {
                let level = paragraph.attribute("outline-level");
                level.and_then(|level| level.parse().ok()).unwrap_or(1)
            });
            Row::new(&paragraph.text(), level)
        })
        .collect()
}
