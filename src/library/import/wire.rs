//! What news agencies send: NITF and NewsML-G2. Their JSON, ninjs, is read with the other JSON.

use crate::library::dates::moment;
use crate::library::{Metadata, Moment};

use super::encoding::decode_markup;
use super::page::set_fragment;
use super::setting::Setting;
use super::xml::{Element, Xml};
use super::{File, Imported, Importer, Look, Read, Reason};

/// Accepts XML with the root of one of the two.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| {
        let roots = ["<nitf", "<newsitem", "<newsmessage", "<newsml"];
        look.start().starts_with('<') && roots.iter().any(|root| look.head.contains(root))
    },
    read,
    in_part: false,
};

fn read(file: File<'_>) -> Result<Read, Reason> {
    let xml = Xml::parse(&decode_markup(file.bytes)?)?;
    let items: Vec<Element<'_>> = xml.all().filter(|one| one.local() == "newsItem").collect();
    let stories = if items.is_empty() {
        xml.all().filter(|one| one.local() == "nitf").collect()
    } else {
        items
    };
    let single = stories.len() == 1;
    let mut read = Read::default();
    for (story, number) in stories.into_iter().zip(1..) {
        // Pictures and graphics are items too.
        if let Some(article) = article(story) {
            read.push(if single {
                article
            } else {
                article.numbered(number)
            });
        }
    }
    if read.articles.is_empty() {
        return Err(match xml.broken {
            Some(byte) => Reason::Damaged("a message of an agency", format!("byte {byte}")),
            None => Reason::NoWords("a message of an agency"),
        });
    }
    if let Some(byte) = xml.broken {
        read.trouble(Reason::BrokenOff(byte));
    }
    Ok(read)
}

fn article(story: Element<'_>) -> Option<Imported> {
    let first = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| story.inside().find(|one| one.local() == *name)?.line())
    };
    let title = first(&["hl1", "headline", "title"]);
    let mut setting = Setting::default();
    setting.headline(title.as_deref());
    let body = ["body.content", "inlineXML", "body", "inlineData"]
        .iter()
        .find_map(|name| story.inside().find(|one| one.local() == *name))?;
    // HTML in NewsML has a head and a title of its own.
    let inner = body
        .inside()
        .find(|one| matches!(one.local(), "body.content" | "body"));
    let body = inner.unwrap_or(body);
    if body.children().next().is_some() {
        set_fragment(&body.markup(), &mut setting).ok()?;
    } else {
        setting.body(&body.text());
    }
    if setting.is_bare() {
        return None;
    }
    let byline = first(&["byline", "by"]).map(|name| {
        let bare = ["By ", "BY ", "by "]
            .iter()
            .find_map(|by| name.strip_prefix(by));
        bare.unwrap_or(&name).to_owned()
    });
    Some(setting.into_article(Metadata {
        title,
        published: date(
            story,
            &[
                "date.issue",
                "firstCreated",
                "contentCreated",
                "story.date",
                "versionCreated",
            ],
        ),
        updated: date(story, &["contentModified", "versionCreated"]),
        outlet: outlet(story),
        byline,
        address: None,
    }))
}

fn date(story: Element<'_>, names: &[&str]) -> Option<Moment> {
    names.iter().find_map(|name| {
        let element = story.inside().find(|one| one.local() == *name)?;
        let field = element
            .attribute("norm")
            .map(str::to_owned)
            .or_else(|| element.line())?;
        moment(&field)
    })
}

/// Who sends it: the provider or the creditline, by its name.
fn outlet(story: Element<'_>) -> Option<String> {
    ["provider", "doc.copyright", "distributor", "creditline"]
        .iter()
        .find_map(|name| {
            let element = story.inside().find(|one| one.local() == *name)?;
            let name = element.children().find(|one| one.local() == "name");
            let told = ["holder", "literal"]
                .iter()
                .find_map(|name| element.attribute(name));
            name.and_then(Element::line)
                .or_else(|| told.map(str::to_owned))
                .or_else(|| element.line())
        })
}
