//! Links to passages.

use std::fmt::{self, Write as _};

use crate::library::{Document, Passage};

use super::memory::Root;

/// A passage of a document, as it stands in a link behind the library and `#`: `document:quote-words`.
///
/// The document is its name, in which every character that is no letter, digit or one of `-._/` is written as the bytes of
/// UTF-8 behind percent signs (RFC 3986, section 2.1). The words are those of [`Passage`]. A link without words means the
/// beginning of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The name of the document.
    pub document: String,
    /// The passage in it.
    pub passage: Option<Passage>,
}

impl Link {
    /// Reads what stands behind the `#`; none when it names no document.
    pub fn parse(link: &str) -> Option<Self> {
        let (document, words) = link.split_once(':').unwrap_or((link, ""));
        let document = decoded(document)?;
        (!document.is_empty()).then_some(Self {
            document,
            passage: Passage::parse(&decoded(words)?),
        })
    }

    /// The link to the passage that begins at a byte; none where no word follows.
    pub fn to(document: &Document, byte: u32) -> Option<Self> {
        Some(Self {
            document: document.name.clone(),
            passage: Some(Passage::at(&document.text, byte)?),
        })
    }

    /// The command that opens it, for a shell: `onrecord 'LIBRARY#document:quote-words'`. `roots` are the paths that were
    /// opened; `document` is the one that the link leads to.
    pub fn command(&self, document: &Document, roots: &[Root]) -> String {
        let mut roots = roots.iter();
        let root = roots.find(|root| document.file().starts_with(&root.path));
        let library = root.map_or("", |root| &root.full);
        let quoted = format!("{library}#{self}").replace('\'', r"'\''");
        format!("onrecord '{quoted}'")
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.document.chars() {
            if letter.is_alphanumeric() || "-._/".contains(letter) {
                f.write_char(letter)?;
                continue;
            }
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                write!(f, "%{byte:02X}")?;
            }
        }
        self.passage
            .iter()
            .try_for_each(|passage| write!(f, ":{passage}"))
    }
}

/// The text with its percent signs read; none when that is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = (first == b'%').then(|| after.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_as_it_is_written() {
        for (document, words, expected) in [
            ("ferry", "we-wait", "ferry:we-wait"),
            ("march/ferry", "we-wait~2", "march/ferry:we-wait~2"),
            (
                "it's 50% #2: nö",
                "港-は",
                "it%27s%2050%25%20%232%3A%20nö:港-は",
            ),
            ("ferry", "", "ferry"),
        ] {
            let link = Link {
                document: document.to_owned(),
                passage: Passage::parse(words),
            };
            assert_eq!(link.to_string(), expected);
            assert_eq!(Link::parse(expected), Some(link));
        }
        assert_eq!(Link::parse(""), None);
        assert_eq!(Link::parse(":we-wait"), None);
        let loose = Link::parse("100%:We wait%21").map(|link| link.to_string());
        assert_eq!(loose.as_deref(), Some("100%25:we-wait"));
    }
}
