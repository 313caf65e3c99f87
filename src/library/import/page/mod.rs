//! Web pages as browsers and `SingleFile` save them: the article out of its menus, teasers and forms, and what the page says
//! about it.

mod article;
mod facts;
mod furniture;
mod lines;
mod tree;

use crate::library::Metadata;

use self::facts::Facts;
use self::furniture::Furniture;
use self::lines::{Line, Shape};
use self::tree::Tree;
use super::encoding::decode_markup;
use super::setting::{Mark, Setting};
use super::{File, Imported, Importer, Look, Read, Reason, exports};

/// Accepts what begins as a web page, and files of that ending which hold markup.
pub(super) const IMPORTER: Importer = Importer {
    accepts: |look: &Look<'_>| {
        look.begins_as_page()
            || (look.has_ending(&["html", "htm", "xhtml"]) && look.head.contains('<'))
    },
    read: |file: File<'_>| read(&decode_markup(file.bytes)?),
    in_part: false,
};

/// The largest page, in bytes.
const LARGEST: usize = 256 * 1024 * 1024;
/// An article shorter than this may be a part of one; then the text that the page hands to search engines serves, in bytes.
const SHORT: usize = 250;
/// How much longer that text must be.
const LONGER: usize = 2;

fn read(source: &str) -> Result<Read, Reason> {
    // Newspaper databases export to HTML too.
    if exports::may_be(source) {
        let tree = Tree::parse(source)?;
        let rows = lines::lines(&tree)
            .into_iter()
            .map(|line| exports::Row::new(&line.words, None));
        if let Some(read) = exports::export(&rows.collect::<Vec<_>>()) {
            return Ok(read);
        }
    }
    article(source, None).map(Read::one)
}

/// The article of a page. Its address is used where the page states none.
pub(super) fn article(source: &str, address: Option<String>) -> Result<Imported, Reason> {
    if source.len() > LARGEST {
        return Err(Reason::TooLong("a web page", "256 MiB"));
    }
    let tree = Tree::parse(source)?;
    let mut facts = Facts::of(&tree, source);
    let all = article::without_false_alarms(&lines::lines(&tree));
    let title = title(&all, &facts);
    let holders = article::holders(&tree, &all);
    let held = |line: &&Line| {
        holders.is_empty() && line.furniture.is_none()
            || tree.around(line.block).any(|at| holders.contains(&at))
    };
    let chosen: Vec<&Line> = all.iter().filter(held).collect();
    let mut setting = Setting::default();
    if let Some(title) = &title {
        setting.line(title, Some(Mark::Heading(1)));
    }
    facts.metadata.title = title;
    let body = facts.body.take().unwrap_or_default();
    let prose: usize = prose(&chosen).map(|line| line.words.len()).sum();
    if prose < SHORT && body.len() > prose * LONGER {
        set_text(&body, &mut setting);
    } else {
        set_lines(&chosen, &facts.metadata, &mut setting);
    }
    if setting.is_bare() {
        return Err(Reason::NoArticle);
    }
    facts.metadata.address = facts.metadata.address.or(address);
    let host = facts.metadata.address.as_deref().and_then(host);
    let outlet = facts.metadata.outlet.take();
    facts.metadata.outlet = outlet
        .or_else(|| named_by_host(&facts.window, host.as_deref()?))
        .or(host);
    Ok(setting.into_article(facts.metadata))
}

/// The words of a piece of markup that holds nothing but an article, as feeds and newsletters do, set as text.
pub(super) fn set_fragment(source: &str, setting: &mut Setting) -> Result<(), Reason> {
    let tree = Tree::parse(source)?;
    let all = lines::lines(&tree);
    set_lines(
        &all.iter().collect::<Vec<_>>(),
        &Metadata::default(),
        setting,
    );
    Ok(())
}

/// The words of a letter to readers, set as text. Lines that are links and nothing else are marked as furniture.
pub(super) fn set_letter(source: &str, setting: &mut Setting) -> Result<(), Reason> {
    let tree = Tree::parse(source)?;
    for line in lines::lines(&tree) {
        if line.apart {
            setting.part();
        }
        let mark = match line.shape {
            _ if is_link(&line) => Some(Mark::Furniture),
            Shape::Heading(level) => Some(Mark::Heading(level.max(2))),
            Shape::Caption => Some(Mark::Furniture),
            Shape::Credit | Shape::Paragraph => None,
        };
        setting.line(&line.words, mark);
    }
    Ok(())
}

/// The words of a value that may hold references to characters, or markup, without either.
pub(super) fn entities(words: &str) -> String {
    if !words.contains(['&', '<']) {
        return words.to_owned();
    }
    // A lone `<` is no markup, and its words must not be lost.
    let marked = words.contains("</") || words.contains("/>") || words.contains("<br");
    let source = if marked {
        words.to_owned()
    } else {
        words.replace('<', "&lt;")
    };
    Tree::parse(&source).map_or_else(|_| words.to_owned(), |tree| tree.words(0))
}

/// Sets text that may have been cut into lines, or hold markup.
fn set_text(body: &str, setting: &mut Setting) {
    if body.contains("</p>") || body.contains("<br") {
        // Markup that is refused leaves the page as it was found.
        let _ = set_fragment(body, setting);
        return;
    }
    for line in entities(body).lines() {
        setting.line(&facts::one_line(line), None);
    }
}

fn prose<'l>(lines: &'l [&Line]) -> impl Iterator<Item = &'l &'l Line> {
    lines
        .iter()
        .filter(|line| line.shape == Shape::Paragraph && line.furniture.is_none())
}

/// Sets the lines of an article. Its furniture stays, marked as such, where it says something: captions, lists of related
/// articles. What the metadata says already is left out.
fn set_lines(lines: &[&Line], metadata: &Metadata, setting: &mut Setting) {
    for line in lines {
        let told = metadata
            .title
            .as_deref()
            .is_some_and(|title| same(title, &line.words));
        let mark = match line.shape {
            Shape::Heading(_) if told => continue,
            Shape::Caption | Shape::Credit if is_noise(line) => continue,
            Shape::Credit if metadata.byline.is_some() && metadata.published.is_some() => continue,
            Shape::Credit | Shape::Caption => Some(Mark::Furniture),
            _ if is_noise(line) => continue,
            _ if line.furniture.is_some() => Some(Mark::Furniture),
            Shape::Heading(level) => Some(Mark::Heading(level.max(2))),
            Shape::Paragraph => is_link(line).then_some(Mark::Furniture),
        };
        if line.apart {
            setting.part();
        }
        setting.line(&line.words, mark);
    }
}

/// Whether the line is a link and nothing else: a related article, a button.
fn is_link(line: &Line) -> bool {
    line.linked * 10 >= line.words.len() * 9 && line.words.len() < 240
}

fn is_noise(line: &Line) -> bool {
    line.furniture
        .is_some_and(|(_, kind)| kind == Furniture::Noise)
}

/// The headline: that of the page which stands in its head too, else that of its head.
fn title(lines: &[Line], facts: &Facts) -> Option<String> {
    let headings: Vec<&Line> = lines
        .iter()
        .filter(|line| line.shape == Shape::Heading(1) && line.furniture.is_none())
        .collect();
    let known = facts.metadata.title.as_deref();
    let named = known.unwrap_or(&facts.window);
    let shown = headings.iter().find(|line| alike(&line.words, named));
    if let Some(line) = shown {
        return Some(line.words.clone());
    }
    let outlet = facts.metadata.outlet.as_deref();
    let known = known.map(|title| without_outlet(title, outlet).to_owned());
    let first = || headings.first().map(|line| line.words.clone());
    let window = || {
        let window = without_outlet(&facts.window, outlet);
        (!window.is_empty()).then(|| window.to_owned())
    };
    known.or_else(first).or_else(window)
}

/// Whether two lines hold the same words.
fn same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(words: &str) -> impl Iterator<Item = char> + '_ {
    let letters = words.chars().filter(|mark| mark.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

/// Whether at least half of the words of the shorter title stand in the other.
fn alike(one: &str, other: &str) -> bool {
    let words = |title: &str| -> Vec<String> {
        let words = title.split(|mark: char| !mark.is_alphanumeric());
        let long = words.filter(|word| word.chars().count() > 2);
        long.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    let shorter = one.len().min(other.len());
    shorter > 0 && shared * 2 >= shorter
}

/// What stands between a headline and the name of an outlet.
const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " • ", " · "];

/// `Envoy leaves - Vell Courier` without the outlet, whose name may come first as well.
fn without_outlet<'t>(title: &'t str, outlet: Option<&str>) -> &'t str {
    for mark in SEPARATORS {
        if let Some((head, last)) = title.rsplit_once(mark) {
            let known = outlet.is_some_and(|outlet| alike(last, outlet));
            if known
                || (outlet.is_none() && last.split(' ').count() <= 4 && head.len() > last.len())
            {
                return head.trim();
            }
        }
        if let Some((first, rest)) = title.split_once(mark)
            && outlet.is_some_and(|outlet| same(first, outlet))
        {
            return rest.trim();
        }
    }
    title.trim()
}

/// The part of the window's title that the host spells too: `Vell Post` of `Envoy leaves - Vell Post` at `vellpost.example`.
fn named_by_host(window: &str, host: &str) -> Option<String> {
    let host: String = letters(host).collect();
    let parts = SEPARATORS.iter().flat_map(|mark| {
        let last = window.rsplit_once(mark).map(|(_, last)| last);
        [last, window.split_once(mark).map(|(first, _)| first)]
    });
    let mut spelled = parts.flatten().map(str::trim).filter(|part| {
        let part: String = letters(part).collect();
        let bare = part.strip_prefix("the").unwrap_or(&part);
        bare.len() > 3 && host.contains(bare)
    });
    spelled.next().map(str::to_owned)
}

/// The host of an address, as an outlet's name of last resort: `vellcourier.example`.
pub(super) fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?.trim_start_matches("www.");
    let fits = host.contains('.') && host.len() < 100;
    fits.then(|| host.to_ascii_lowercase())
}
