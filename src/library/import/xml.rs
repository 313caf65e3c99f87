//! XML as a flat list of pieces, so that no depth of nesting can exhaust the stack. Entities of a document's own are never
//! expanded.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Reason;
use super::page::entities;

/// The largest document, in bytes.
const LARGEST: usize = 256 * 1024 * 1024;

/// How many elements further out an end is looked up that fits none.
const MISMATCHED: usize = 64;

/// A document.
#[derive(Debug, Default)]
pub(super) struct Xml {
    pieces: Vec<Piece>,
    /// The byte at which the document breaks off or goes wrong.
    pub(super) broken: Option<u64>,
}

#[derive(Debug)]
enum Piece {
    /// An element, with the place of the piece that closes it.
    Open {
        name: String,
        attributes: Vec<(String, String)>,
        end: usize,
    },
    Text(String),
    Close,
}

/// An element of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'x> {
    xml: &'x Xml,
    at: usize,
}

impl Xml {
    /// Reads a document as far as it can be read.
    pub(super) fn parse(source: &str) -> Result<Self, Reason> {
        if source.len() > LARGEST {
            return Err(Reason::TooLong("XML", "256 MiB"));
        }
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut xml = Self::default();
        let mut open: Vec<usize> = Vec::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    open.push(xml.pieces.len());
                    xml.open(&tag);
                }
                Ok(Event::Empty(tag)) => {
                    let at = xml.pieces.len();
                    xml.open(&tag);
                    xml.close(at);
                }
                Ok(Event::End(tag)) => {
                    // An end that belongs to an element further out ends those inside it too.
                    let mut inner = open.iter().rev().take(MISMATCHED);
                    let ended = inner.position(|&at| xml.name(at) == tag.name().0);
                    for _ in 0..ended.map_or(0, |inside| inside + 1) {
                        if let Some(at) = open.pop() {
                            xml.close(at);
                        }
                    }
                }
                Ok(Event::Text(text)) => xml.text(&text),
                Ok(Event::CData(text)) => xml.text(&text),
                Ok(Event::GeneralRef(reference)) => xml.text(&referred(&reference)),
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => {
                    xml.broken = Some(reader.error_position());
                    break;
                }
            }
        }
        if !open.is_empty() {
            xml.broken.get_or_insert(source.len() as u64);
        }
        for at in open.into_iter().rev() {
            xml.close(at);
        }
        Ok(xml)
    }

    /// Every element, in the order of the document.
    pub(super) fn all(&self) -> impl Iterator<Item = Element<'_>> {
        let pieces = self.pieces.iter().enumerate();
        pieces
            .filter(|(_, piece)| matches!(piece, Piece::Open { .. }))
            .map(|(at, _)| Element { xml: self, at })
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        self.all().next()
    }

    fn name(&self, at: usize) -> &str {
        match self.pieces.get(at) {
            Some(Piece::Open { name, .. }) => name,
            _ => "",
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let mut attributes = tag.html_attributes();
        attributes.with_checks(false);
        let attributes = attributes
            .flatten()
            .map(|one| (one.key.0.to_owned(), entities(&one.value)));
        self.pieces.push(Piece::Open {
            name: tag.name().0.to_owned(),
            attributes: attributes.collect(),
            end: usize::MAX,
        });
    }

    fn close(&mut self, at: usize) {
        let here = self.pieces.len();
        if let Some(Piece::Open { end, .. }) = self.pieces.get_mut(at) {
            *end = here;
        }
        self.pieces.push(Piece::Close);
    }

    fn text(&mut self, words: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(text)) => text.push_str(words),
            _ => self.pieces.push(Piece::Text(words.to_owned())),
        }
    }
}

/// The character that `&name;` or `&#number;` means.
fn referred(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => entities(&format!("&{};", &**reference)),
    }
}

impl<'x> Element<'x> {
    /// Its name with its prefix: `content:encoded`.
    pub(super) fn name(self) -> &'x str {
        self.xml.name(self.at)
    }

    /// Its name without a prefix.
    pub(super) fn local(self) -> &'x str {
        let name = self.name();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// The value of an attribute, by its name without a prefix.
    pub(super) fn attribute(self, wanted: &str) -> Option<&'x str> {
        let Some(Piece::Open { attributes, .. }) = self.xml.pieces.get(self.at) else {
            return None;
        };
        let mut attributes = attributes.iter();
        attributes
            .find(|(name, _)| name.rsplit(':').next() == Some(wanted))
            .map(|(_, value)| value.as_str())
    }

    /// The elements directly inside it.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'x>> {
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            loop {
                match self.xml.pieces.get(at)? {
                    Piece::Open { end, .. } => {
                        let child = Element { xml: self.xml, at };
                        at = end.saturating_add(1);
                        return Some(child);
                    }
                    Piece::Text(_) => at += 1,
                    Piece::Close => return None,
                }
            }
        })
    }

    /// The first element of this name, prefix included, directly inside it.
    pub(super) fn child(self, name: &str) -> Option<Element<'x>> {
        self.children().find(|child| child.name() == name)
    }

    /// Every element inside it.
    pub(super) fn inside(self) -> impl Iterator<Item = Element<'x>> {
        let places = self.at + 1..self.end();
        places
            .filter(move |&at| matches!(self.xml.pieces.get(at), Some(Piece::Open { .. })))
            .map(move |at| Element { xml: self.xml, at })
    }

    /// Every element inside it, but for those that are passed over with all inside them.
    pub(super) fn inside_unless(
        self,
        passed: impl Fn(Element<'x>) -> bool,
    ) -> impl Iterator<Item = Element<'x>> {
        let (mut at, end) = (self.at + 1, self.end());
        std::iter::from_fn(move || {
            while at < end {
                let element = Element { xml: self.xml, at };
                let is_open = matches!(self.xml.pieces.get(at), Some(Piece::Open { .. }));
                if is_open && passed(element) {
                    at = element.end();
                    continue;
                }
                at += 1;
                if is_open {
                    return Some(element);
                }
            }
            None
        })
    }

    /// All words inside it.
    pub(super) fn text(self) -> String {
        let pieces = self.xml.pieces.get(self.at..self.end());
        let texts = pieces
            .into_iter()
            .flatten()
            .filter_map(|piece| match piece {
                Piece::Text(words) => Some(words.as_str()),
                _ => None,
            });
        texts.collect()
    }

    /// All words inside it, on one line; none when there are none.
    pub(super) fn line(self) -> Option<String> {
        let line = self.text().split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// What stands inside it, written as markup without prefixes and attributes.
    pub(super) fn markup(self) -> String {
        let mut markup = String::new();
        let mut open = Vec::new();
        for at in self.at + 1..self.end() {
            match self.xml.pieces.get(at) {
                Some(Piece::Open { .. }) => {
                    let name = Element { xml: self.xml, at }.local();
                    open.push(name);
                    markup.extend(["<", name, ">"]);
                }
                Some(Piece::Text(words)) => {
                    markup.push_str(&words.replace('&', "&amp;").replace('<', "&lt;"));
                }
                Some(Piece::Close) => markup.extend(["</", open.pop().unwrap_or_default(), ">"]),
                None => {}
            }
        }
        markup
    }

    fn end(self) -> usize {
        match self.xml.pieces.get(self.at) {
            Some(Piece::Open { end, .. }) => *end,
            _ => self.at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_their_place_and_name() {
        let xml = Xml::parse(
            "<?xml version='1.0'?><a><b:t k='1 &amp; 2'>One &lt;i&gt; &#8217;<![CDATA[<two>]]></b:t><p>No<br/>yes &amp; no</p></a>",
        )
        .unwrap();
        let root = xml.root().unwrap();
        let names: Vec<_> = root.children().map(Element::name).collect();
        assert_eq!(names, ["b:t", "p"]);
        let first = root.child("b:t").unwrap();
        assert_eq!(first.text(), "One <i> ’<two>");
        assert_eq!(first.attribute("k"), Some("1 & 2"));
        assert_eq!(root.inside().count(), 3);
        assert_eq!(root.child("p").unwrap().markup(), "No<br></br>yes &amp; no");
        assert_eq!(xml.broken, None);
    }

    #[test]
    fn what_is_cut_off_or_crossed_is_read_as_far_as_it_goes() {
        let xml = Xml::parse("<a><b>One<c>two</b><d>three").unwrap();
        let root = xml.root().unwrap();
        let names: Vec<_> = root.children().map(Element::name).collect();
        assert_eq!(names, ["b", "d"]);
        assert_eq!(root.text(), "Onetwothree");
        assert!(xml.broken.is_some());
    }

    #[test]
    fn depth_and_entities_cost_nothing() {
        let xml = Xml::parse(&"<a>".repeat(300_000)).unwrap();
        assert_eq!(xml.all().count(), 300_000);
        let bomb = "<!DOCTYPE a [<!ENTITY b 'xxxxxxxxxx'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;&c;</a>";
        assert_eq!(Xml::parse(bomb).unwrap().root().unwrap().text(), "&c;&c;");
    }
}
