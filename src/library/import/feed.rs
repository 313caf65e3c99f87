//! Feeds: RSS in its versions, and Atom. JSON Feed is read with the other JSON.

use crate::library::dates::moment;
use crate::library::{Metadata, Moment};

use super::encoding::decode_markup;
use super::page::{entities, set_fragment};
use super::setting::Setting;
use super::xml::{Element, Xml};
use super::{File, Imported, Importer, Look, Read, Reason};

/// Accepts what begins as a feed.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| {
        let start = look.start();
        start.starts_with('<')
            && ["<rss", "<feed", "<rdf:rdf"]
                .iter()
                .any(|root| start.contains(root))
    },
    read,
    in_part: false,
};

fn read(file: File<'_>) -> Result<Read, Reason> {
    let xml = Xml::parse(&decode_markup(file.bytes)?)?;
    let root = xml.root().ok_or(Reason::Empty)?;
    let channel = root.child("channel").unwrap_or(root);
    let outlet = channel.child("title").and_then(html_line);
    let mut read = Read::default();
    let mut bare = 0;
    let mut count = 0;
    for entry in entries(root) {
        count += 1;
        match article(entry, outlet.as_deref()) {
            Some(article) => read.push(article.numbered(count)),
            None => bare += 1,
        }
    }
    if read.articles.is_empty() {
        return Err(match xml.broken {
            Some(byte) => Reason::Damaged("a feed", format!("byte {byte}")),
            None => Reason::NoEntries,
        });
    }
    if bare > 0 {
        read.trouble(Reason::RecordsWithoutText(bare, count));
    }
    if let Some(byte) = xml.broken {
        read.trouble(Reason::BrokenOff(byte));
    }
    Ok(read)
}

/// Where the entries of a feed lead, as it says it: an address may lack what it has in common with that of the feed. Entries
/// without text count too.
pub(super) fn links(bytes: Vec<u8>) -> Vec<String> {
    let Ok(xml) = decode_markup(bytes).and_then(|source| Xml::parse(&source)) else {
        return Vec::new();
    };
    let root = xml.root();
    let entries = root.into_iter().flat_map(entries);
    entries
        .filter_map(|entry| link(entry).or_else(|| address(entry)))
        .collect()
}

fn entries(root: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    root.inside()
        .filter(|one| matches!(one.name(), "item" | "entry"))
}

/// The article of an entry; none when the entry has neither text nor summary.
fn article(entry: Element<'_>, outlet: Option<&str>) -> Option<Imported> {
    let date = |names: &[&str]| -> Option<Moment> {
        names
            .iter()
            .find_map(|name| moment(&entry.child(name)?.text()))
    };
    let mut setting = Setting::default();
    let title = entry.child("title").and_then(html_line);
    setting.headline(title.as_deref());
    let bodies = [
        "content:encoded",
        "content",
        "xhtml:body",
        "description",
        "summary",
        "itunes:summary",
        "media:description",
    ];
    let mut bodies = bodies.iter().filter_map(|name| entry.child(name));
    bodies.find(|body| set_body(*body, &mut setting))?;
    let source = entry.child("source").and_then(|source| {
        let name = source.child("title").unwrap_or(source);
        html_line(name)
    });
    Some(
        setting.into_article(Metadata {
            title,
            published: date(&["pubDate", "published", "dc:date", "issued", "created"])
                .or_else(|| date(&["updated"])),
            updated: date(&["updated", "modified", "dcterms:modified"]),
            outlet: source.or_else(|| outlet.map(str::to_owned)),
            byline: byline(entry),
            address: address(entry),
        }),
    )
}

/// Sets the text of an entry; whether there was any.
fn set_body(body: Element<'_>, setting: &mut Setting) -> bool {
    // XHTML stands in the feed as elements; HTML as text that holds markup.
    let nested = body.children().next().is_some();
    let markup = if nested { body.markup() } else { body.text() };
    let plain = body.attribute("type") == Some("text");
    let before = setting.text.len();
    if plain || !markup.contains(['<', '&']) {
        setting.body(&markup);
    } else if set_fragment(&markup, setting).is_err() {
        return false;
    }
    !setting
        .text
        .get(before..)
        .unwrap_or_default()
        .trim()
        .is_empty()
}

/// The words of an element that may hold markup as text.
fn html_line(element: Element<'_>) -> Option<String> {
    let words = entities(&element.text());
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The writers: `dc:creator`, the name in Atom, `desk@vell.example (Ann Orr)` of RSS.
fn byline(entry: Element<'_>) -> Option<String> {
    let names: Vec<String> = entry
        .children()
        .filter(|child| matches!(child.name(), "dc:creator" | "author" | "creator"))
        .take(20)
        .filter_map(|author| author.child("name").unwrap_or(author).line())
        .map(|name| match name.split_once('(') {
            Some((address, rest)) if address.contains('@') => {
                rest.trim_end_matches(')').trim().to_owned()
            }
            _ => name,
        })
        .filter(|name| !name.is_empty() && !name.contains('@'))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn link(entry: Element<'_>) -> Option<String> {
    let links = entry.children().filter(|child| child.name() == "link");
    links
        .filter(|link| matches!(link.attribute("rel"), None | Some("alternate")))
        .find_map(|link| {
            link.attribute("href")
                .map(str::to_owned)
                .or_else(|| link.line())
        })
}

fn address(entry: Element<'_>) -> Option<String> {
    let guid = || entry.child("guid").or_else(|| entry.child("id"))?.line();
    link(entry)
        .or_else(guid)
        .filter(|address| address.starts_with("http"))
}
