//! What a page says about its article in its head: JSON-LD, Open Graph and other meta elements, `<time>`, `<link>`.

use serde_json::Value;

use crate::library::dates::moment;
use crate::library::{Metadata, Moment};

use super::tree::Tree;

/// The longest block of JSON-LD that is read, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;
/// How many values of JSON-LD are looked at.
const MOST: usize = 20_000;

/// The names under which pages state their title, the most telling first.
const TITLE: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
];
/// The same for who wrote it.
const BYLINE: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "byline",
    "dc.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
];
/// The same for when it was published.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "date",
];
/// The same for when it was changed last.
const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
];

/// What the page says about itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) metadata: Metadata,
    /// The words of `<title>`, in which the outlet's name may stand too.
    pub(super) window: String,
    /// The text of the article, where the page hands it to search engines.
    pub(super) body: Option<String>,
}

impl Facts {
    pub(super) fn of(tree: &Tree, source: &str) -> Self {
        let mut facts = Self::default();
        facts.read_json(tree);
        let meta = Meta::of(tree);
        let known = &mut facts.metadata;
        let fill = |field: &mut Option<String>, names: &[&str]| {
            if field.is_none() {
                *field = meta.first(names);
            }
        };
        fill(&mut known.title, TITLE);
        // The name that readers know comes before that of the company.
        known.outlet = meta
            .first(&["og:site_name"])
            .or(known.outlet.take())
            .or_else(|| {
                meta.first(&["application-name", "dc.publisher", "citation_journal_title"])
            });
        fill(&mut known.byline, BYLINE);
        known.byline = known.byline.take().filter(|name| !name.contains("://"));
        let date = |names: &[&str]| meta.first(names).and_then(|field| moment(&field));
        known.published = known.published.or_else(|| date(PUBLISHED));
        known.updated = known.updated.or_else(|| date(UPDATED));
        let canonical = link(tree, "canonical").filter(|address| is_address(address));
        known.address = canonical
            .or_else(|| {
                meta.first(&["og:url", "parsely-link"])
                    .filter(|address| is_address(address))
            })
            .or(known.address.take())
            .or_else(|| saved_from(source));
        known.published = known.published.or_else(|| stamped(tree));
        let title = tree.all("title").next();
        facts.window = title.map_or_else(String::new, |at| one_line(&tree.words(at)));
        facts
    }

    fn read_json(&mut self, tree: &Tree) {
        for at in tree.all("script") {
            let kind = tree.attribute(at, "type").unwrap_or_default();
            if !kind.trim().eq_ignore_ascii_case("application/ld+json") {
                continue;
            }
            let source = tree.words(at);
            let source = bare_json(&source);
            if source.len() <= LONGEST
                && let Ok(value) = serde_json::from_str::<Value>(source)
            {
                self.read_value(&value);
            }
        }
    }

    fn read_value(&mut self, value: &Value) {
        let mut open = vec![value];
        let mut budget = MOST;
        while let Some(value) = open.pop() {
            budget = budget.saturating_sub(1);
            if budget == 0 {
                return;
            }
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(fields) if is_article(value) => {
                    self.read_article(value);
                    open.extend(fields.get("@graph"));
                }
                Value::Object(fields) => {
                    let inner = ["@graph", "mainEntity", "mainEntityOfPage"];
                    open.extend(inner.iter().filter_map(|name| fields.get(*name)));
                }
                _ => {}
            }
        }
    }

    fn read_article(&mut self, article: &Value) {
        let known = &mut self.metadata;
        let text = |name: &str| article.get(name).and_then(text_of);
        let date = |name: &str| text(name).and_then(|field| moment(&field));
        known.title = known
            .title
            .take()
            .or_else(|| text("headline"))
            .or_else(|| text("name"));
        known.published = known.published.or_else(|| date("datePublished"));
        known.updated = known.updated.or_else(|| date("dateModified"));
        known.byline = known
            .byline
            .take()
            .or_else(|| names(article.get("author")?));
        known.outlet = known.outlet.take().or_else(|| {
            ["publisher", "isPartOf", "sourceOrganization"]
                .iter()
                .find_map(|name| names(article.get(*name)?))
        });
        known.address = known.address.take().or_else(|| {
            let page = article.get("mainEntityOfPage");
            let page = page.and_then(|page| text_of(page.get("@id").unwrap_or(page)));
            page.or_else(|| text("url"))
                .filter(|address| is_address(address))
        });
        self.body = self.body.take().or_else(|| {
            let body = article.get("articleBody")?.as_str()?;
            Some(body.to_owned())
        });
    }
}

/// JSON without the comment or section that some pages wrap around it.
fn bare_json(source: &str) -> &str {
    let source = source.trim().trim_end_matches(';').trim();
    let source = source
        .trim_start_matches("<!--")
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[");
    let end = source.rfind(['}', ']']).map_or(source.len(), |at| at + 1);
    source[..end].trim()
}

/// Whether a value of JSON-LD is of one of the types of articles that schema.org has.
fn is_article(value: &Value) -> bool {
    let told = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
        kind.ends_with("Article")
            || matches!(
                kind,
                "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting"
            )
    };
    match value.get("@type") {
        Some(Value::String(kind)) => told(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(told),
        _ => false,
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => filled(text),
        Value::Array(values) => values.iter().find_map(|one| filled(one.as_str()?)),
        _ => None,
    }
}

/// The names in a value: of one, or of several with commas between.
fn names(value: &Value) -> Option<String> {
    let name = |value: &Value| match value {
        Value::String(name) => filled(name),
        Value::Object(fields) => fields.get("name").and_then(text_of),
        _ => None,
    };
    let found: Vec<String> = match value {
        Value::Array(values) => values.iter().take(20).filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    };
    let found: Vec<String> = found.into_iter().filter(|name| !is_address(name)).collect();
    (!found.is_empty()).then(|| found.join(", "))
}

/// The words on one line, references to characters that were written twice read once more; none when there are none.
fn filled(words: &str) -> Option<String> {
    let words = one_line(&super::entities(words));
    (!words.is_empty()).then_some(words)
}

pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_address(words: &str) -> bool {
    words.starts_with("https://") || words.starts_with("http://")
}

/// The meta elements by their names in lower case.
struct Meta {
    found: Vec<(String, String)>,
}

impl Meta {
    fn of(tree: &Tree) -> Self {
        let found = tree.all("meta").filter_map(|at| {
            let names = ["property", "name", "itemprop"];
            let name = names.iter().find_map(|name| tree.attribute(at, name))?;
            let content = filled(tree.attribute(at, "content")?)?;
            Some((name.trim().to_ascii_lowercase(), content))
        });
        Self {
            found: found.take(MOST).collect(),
        }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        let value = |name: &&str| {
            let mut found = self.found.iter();
            let (_, value) = found.find(|(known, _)| {
                known.replace("dcterms:", "dcterms.").replace("dc:", "dc.") == **name
            })?;
            Some(value.clone())
        };
        names.iter().find_map(value)
    }
}

/// The address of the link of this relation.
fn link(tree: &Tree, relation: &str) -> Option<String> {
    let mut links = tree.all("link");
    let at = links.find(|&at| tree.attribute(at, "rel") == Some(relation))?;
    filled(tree.attribute(at, "href")?)
}

/// The address that a browser or extension noted in a comment when it saved the page: `saved from url=(0024)https://…`.
fn saved_from(source: &str) -> Option<String> {
    let head = &source[..crate::library::floor(source, 4096)];
    let comment = head
        .split("<!--")
        .skip(1)
        .find(|comment| comment.contains("saved from url") || comment.contains("SingleFile"))?;
    let comment = comment.split("-->").next()?;
    let start = comment
        .find("https://")
        .or_else(|| comment.find("http://"))?;
    let address = comment[start..].split_whitespace().next()?;
    Some(address.trim_end_matches("--").to_owned())
}

/// The first `<time>` that says when the article was published.
fn stamped(tree: &Tree) -> Option<Moment> {
    let told = |at: &u32| {
        let property = tree.attribute(*at, "itemprop").unwrap_or_default();
        property == "datePublished" || tree.attribute(*at, "pubdate").is_some()
    };
    let read = |at: u32| {
        let field = tree
            .attribute(at, "datetime")
            .or_else(|| tree.attribute(at, "content"));
        field.map_or_else(|| moment(&tree.words(at)), moment)
    };
    let mut sure = tree.walk(0).filter_map(|step| match step {
        super::tree::Step::Enter(at) if told(&at) => Some(at),
        _ => None,
    });
    sure.find_map(read)
        .or_else(|| tree.all("time").find_map(read))
}
