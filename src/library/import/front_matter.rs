//! The lines between `---` and `---` at the top of a Markdown file, read with patience.

use crate::library::Metadata;
use crate::library::dates::moment;

/// How many lines the front matter may have; a file with more opens with a rule, not with front matter.
const LONGEST: usize = 200;

/// Splits a Markdown file into what its front matter says and the rest. Unknown keys are passed over.
pub(super) fn split(text: &str) -> (Metadata, &str) {
    let Some((head, body)) = halves(text) else {
        return (Metadata::default(), text);
    };
    let mut metadata = Metadata::default();
    let mut dates = [None; 3];
    for (key, value) in entries(head) {
        let Some(first) = value.first().cloned() else {
            continue;
        };
        match key.as_str() {
            "title" | "headline" => metadata.title = metadata.title.or(Some(first)),
            "outlet" | "publication" | "publisher" | "site" | "site_name" | "sitename"
            | "website" | "newspaper" => {
                metadata.outlet = metadata.outlet.or(Some(first));
            }
            "author" | "authors" | "byline" | "by" | "writer" => {
                metadata.byline = Some(value.join(", "));
            }
            "url" | "link" | "address" | "canonical" | "permalink" => {
                metadata.address = Some(first);
            }
            // Web clippers keep the address under `source`, people the outlet.
            "source" if first.contains("://") => {
                metadata.address = metadata.address.or(Some(first));
            }
            "source" => metadata.outlet = metadata.outlet.or(Some(first)),
            "date" | "published" | "publish_date" | "publication_date" | "pubdate"
            | "date_published" | "datepublished" => {
                dates[0] = dates[0].or(moment(&first));
            }
            "day" | "issued" => dates[1] = moment(&first),
            "created" => dates[2] = moment(&first),
            "updated" | "modified" | "last_modified" | "lastmod" | "date_modified" => {
                metadata.updated = metadata.updated.or(moment(&first));
            }
            _ => {}
        }
    }
    metadata.published = dates.into_iter().flatten().next();
    (metadata, body)
}

/// The lines between the fences, and what follows them.
fn halves(text: &str) -> Option<(&str, &str)> {
    let mut start = 0;
    let mut head = None;
    for (number, line) in text.split_inclusive('\n').take(LONGEST).enumerate() {
        let words = line.trim_end();
        match head {
            None if words == "---" => head = Some(line.len()),
            None if words.is_empty() && number < 2 => {}
            None => return None,
            Some(from) if words == "---" || words == "..." => {
                return Some((text.get(from..start)?, text.get(start + line.len()..)?));
            }
            Some(_) => {}
        }
        start += line.len();
    }
    None
}

/// Keys in lower case with their values: one, or those of a list.
fn entries(head: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for line in head
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
    {
        let words = line.trim();
        let indented = line.starts_with([' ', '\t']);
        if let Some(item) = words.strip_prefix("- ")
            && let Some((_, values)) = found.last_mut()
        {
            values.extend(clean(item));
        } else if let Some((key, value)) = words.split_once(':').filter(|_| !indented) {
            let key = key.trim().to_lowercase().replace(['-', ' '], "_");
            found.push((key, values(value.trim())));
        } else if let Some((_, values)) = found.last_mut()
            && !words.is_empty()
        {
            // A long value goes on in indented lines.
            match values.last_mut() {
                Some(last) => *last = format!("{last} {words}"),
                None => values.extend(clean(words)),
            }
        }
    }
    found
}

fn values(value: &str) -> Vec<String> {
    if matches!(value, "" | ">" | "|" | ">-" | "|-" | "null" | "~") {
        return Vec::new();
    }
    let list = value
        .strip_prefix('[')
        .filter(|rest| !rest.starts_with('['))
        .and_then(|rest| rest.strip_suffix(']'));
    match list {
        Some(items) => items.split(',').filter_map(clean).collect(),
        None => clean(value).into_iter().collect(),
    }
}

/// A value without its quotation marks and the brackets of a note's link.
fn clean(value: &str) -> Option<String> {
    let mut words = value.trim();
    for mark in ['"', '\''] {
        if words.len() > 1 && words.starts_with(mark) && words.ends_with(mark) {
            words = &words[1..words.len() - 1];
        }
    }
    let words = words.trim_start_matches("[[").trim_end_matches("]]").trim();
    let words = words.replace("\\\"", "\"").replace("''", "'");
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_and_clippers_write() {
        let (metadata, body) = split(
            "---\ntitle: \"Envoy warns Vell: “Enough”\"\nsource: https://vell.example/a\nauthor:\n  - \"[[Ann Orr]]\"\n  - Bo Lind\n\
             published: 2026-03-09\ncreated: 2026-03-11\npublisher: Vell Courier\ntags: [a, b]\n---\nShe spoke.\n",
        );
        assert_eq!(body, "She spoke.\n");
        assert_eq!(metadata.title.unwrap(), "Envoy warns Vell: “Enough”");
        assert_eq!(metadata.address.unwrap(), "https://vell.example/a");
        assert_eq!(metadata.byline.unwrap(), "Ann Orr, Bo Lind");
        assert_eq!(metadata.published.unwrap().to_string(), "2026-03-09");
        assert_eq!(metadata.outlet.unwrap(), "Vell Courier");
    }

    #[test]
    fn looser_forms_are_read_too() {
        let (metadata, _) = split(
            "---\r\nTitle: Vell\r\nSource: Vell Courier\r\nBy: Ann Orr\r\nDate: March 9, 2026\r\n---\r\nNo.",
        );
        assert_eq!(metadata.outlet.unwrap(), "Vell Courier");
        assert_eq!(metadata.byline.unwrap(), "Ann Orr");
        assert_eq!(metadata.published.unwrap().to_string(), "2026-03-09");
        let (metadata, _) =
            split("---\ntitle: >\n  Envoy warns\n  Vell\ndate: 2026-02-30\n---\nNo.");
        assert_eq!(metadata.title.unwrap(), "Envoy warns Vell");
        assert_eq!(metadata.published, None);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in [
            "---\n\nShe spoke.\n",
            "She spoke.\n---\ntitle: Vell\n---\n",
            "",
        ] {
            assert_eq!(split(text), (Metadata::default(), text));
        }
    }
}
