//! What elements say of themselves by their names, roles and classes: that they hold menus and teasers, captions or credits.

use super::tree::{NodeId, Tree};

/// What an element that is no part of the article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Menus, forms, buttons, advertisements, what readers wrote beneath: nothing for a reader of articles.
    Noise,
    /// Words about this article or others: related ones, a sentence printed large once more.
    Beside,
}

/// Words in classes and ids of noise.
const NOISE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "donate",
    "donation",
    "footer",
    "inread",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "promos",
    "promoted",
    "promotion",
    "respond",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "taxonomy",
    "toolbar",
    "topics",
    "widget",
];

/// Words in classes and ids of what stands beside an article.
const BESIDE: &[&str] = &[
    "keepreading",
    "mostread",
    "popular",
    "pullquote",
    "readmore",
    "recirc",
    "recirculation",
    "recommendation",
    "recommendations",
    "recommended",
    "related",
    "relatedarticles",
    "relatedstories",
    "teaser",
    "teasers",
    "trending",
];

/// Words in classes and ids of the writer's name and the date.
pub(super) const CREDIT: &[&str] = &[
    "author",
    "authors",
    "byline",
    "bylines",
    "contributor",
    "contributors",
    "dateline",
    "datetime",
    "pubdate",
    "timestamp",
];

/// Words in classes of what stands beside a picture.
pub(super) const CAPTION: &[&str] = &["caption", "credit", "credits", "cutline", "figcaption"];

/// What the element says of what it holds, where that is no part of the article.
pub(super) fn furniture(tree: &Tree, at: NodeId) -> Option<Furniture> {
    match tree.name(at) {
        "nav" | "footer" | "form" => return Some(Furniture::Noise),
        "html" | "body" | "main" | "article" | "" => return None,
        _ => {}
    }
    let role = tree.attribute(at, "role").unwrap_or_default();
    let noise = ["navigation", "contentinfo", "search", "banner", "dialog"];
    if noise.contains(&role) || has_word(tree, at, NOISE) {
        return Some(Furniture::Noise);
    }
    let beside = tree.name(at) == "aside" || role == "complementary" || has_word(tree, at, BESIDE);
    beside.then_some(Furniture::Beside)
}

/// Whether the class or id of the element holds one of these words.
pub(super) fn has_word(tree: &Tree, at: NodeId, list: &[&str]) -> bool {
    let own = ["class", "id"].map(|name| tree.attribute(at, name).unwrap_or_default());
    own.iter().any(|value| {
        let parts = value.split(|mark: char| !mark.is_ascii_alphanumeric());
        parts.filter(|part| part.len() < 40).any(|part| {
            list.binary_search(&part.to_ascii_lowercase().as_str())
                .is_ok()
                || humps(part).any(|hump| list.binary_search(&hump.as_str()).is_ok())
        })
    })
}

/// The words of `relatedStoriesBox`, in lower case; none when there is but one.
fn humps(part: &str) -> impl Iterator<Item = String> + '_ {
    let starts = |at: &usize| part.as_bytes()[*at].is_ascii_uppercase();
    let mut cuts: Vec<usize> = (1..part.len()).filter(starts).collect();
    if !cuts.is_empty() {
        cuts.insert(0, 0);
        cuts.push(part.len());
    }
    let count = cuts.len().saturating_sub(1);
    (0..count).map(move |at| part[cuts[at]..cuts[at + 1]].to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_words_are_sorted() {
        for list in [NOISE, BESIDE, CREDIT, CAPTION] {
            assert!(list.is_sorted());
        }
    }
}
