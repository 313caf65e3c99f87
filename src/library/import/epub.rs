//! EPUB, as digests and clipping services send it: an article from each chapter.

use crate::library::Metadata;
use crate::library::dates::moment;

use super::archive::Zip;
use super::encoding::decode_markup;
use super::xml::{Element, Xml};
use super::{File, Importer, Look, Read, Reason, page};

/// Accepts archives whose first entry says so, and those of that ending.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| {
        look.is_zip() && (look.has_ending(&["epub"]) || look.head.contains("application/epub+zip"))
    },
    read,
    in_part: false,
};

/// A chapter with less text is a cover, a table of contents or a notice, in bytes.
const SHORTEST: usize = 300;

fn read(file: File<'_>) -> Result<Read, Reason> {
    let mut zip = Zip::open(file.bytes, "an EPUB book")?;
    let container = part(&mut zip, "META-INF/container.xml")?;
    let package = container.all().find(|one| one.local() == "rootfile");
    let package = package.and_then(|one| one.attribute("full-path"));
    let package = package.ok_or_else(|| damaged("META-INF/container.xml"))?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let book = part(&mut zip, package)?;
    let about = metadata(&book);
    let mut read = Read::default();
    for (chapter, number) in chapters(&book).into_iter().zip(1..) {
        let name = resolved(folder, &chapter);
        let Some(bytes) = zip.get(&name)? else {
            continue;
        };
        // Chapters of pictures and menus hold no article, which is no fault of the file.
        let Ok(mut article) = page::article(&decode_markup(bytes)?, None) else {
            continue;
        };
        if article.text.len() < SHORTEST {
            continue;
        }
        let own = &mut article.metadata;
        own.outlet = own.outlet.take().or_else(|| about.outlet.clone());
        own.published = own.published.or(about.published);
        read.push(article.numbered(number));
    }
    if read.articles.is_empty() {
        return Err(Reason::NoWords("an EPUB book"));
    }
    Ok(read)
}

fn part(zip: &mut Zip, name: &str) -> Result<Xml, Reason> {
    let bytes = zip.get(name)?.ok_or_else(|| damaged(name))?;
    Xml::parse(&decode_markup(bytes)?)
}

fn damaged(part: &str) -> Reason {
    Reason::Damaged("an EPUB book", part.to_owned())
}

/// The files of the chapters in the order of reading.
fn chapters(book: &Xml) -> Vec<String> {
    let items: Vec<Element<'_>> = book.all().filter(|one| one.local() == "item").collect();
    let spine = book.all().filter(|one| one.local() == "itemref");
    spine
        .filter_map(|one| {
            let wanted = one.attribute("idref")?;
            let item = items
                .iter()
                .find(|item| item.attribute("id") == Some(wanted))?;
            Some(item.attribute("href")?.to_owned())
        })
        .take(10_000)
        .collect()
}

/// What the book says of itself: its publisher, or its own name, is the outlet.
fn metadata(book: &Xml) -> Metadata {
    let line = |name: &str| book.all().find(|one| one.name() == name)?.line();
    Metadata {
        outlet: line("dc:publisher").or_else(|| line("dc:title")),
        published: line("dc:date").and_then(|date| moment(&date)),
        ..Metadata::default()
    }
}

/// The name of an entry as a file in this folder refers to it.
fn resolved(folder: &str, reference: &str) -> String {
    let reference = reference
        .split('#')
        .next()
        .unwrap_or_default()
        .replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in reference.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
