//! Which lines of a page are the article.
//!
//! Paragraphs vote for the elements around them, nearer ones more, as Arc90's Readability did it (Kohlschütter, Fankhauser
//! and Nejdl, “Boilerplate Detection using Shallow Text Features”, WSDM 2010, explain why length and links tell so much);
//! the element with the most votes holds the article, together with its neighbours that hold nearly as many.

use std::collections::HashMap;

use super::furniture::has_word;
use super::lines::{Line, Shape};
use super::tree::{NodeId, Tree};

/// How many elements around a paragraph it votes for.
const REACH: usize = 5;
/// A shorter paragraph does not vote, in bytes.
const SHORT: usize = 25;
/// How much of the most votes a neighbour needs to belong to the article.
const NEAR: f64 = 0.2;

/// Words in classes and ids of what holds an article; sorted.
const HOLDERS: &[&str] = &[
    "article",
    "articlebody",
    "body",
    "content",
    "entry",
    "main",
    "post",
    "postcontent",
    "story",
    "storybody",
    "text",
];

/// The elements that hold the article, in the order of the page. None when nothing on the page reads like one.
pub(super) fn holders(tree: &Tree, lines: &[Line]) -> Vec<NodeId> {
    let lines = &without_false_alarms(lines);
    let votes = Votes::count(tree, lines);
    let Some((best, most)) = votes.best() else {
        return Vec::new();
    };
    let scattered = votes.common(tree, best, most);
    let root = scattered.unwrap_or(best);
    let Some(parent) = tree.parent(root) else {
        return vec![root];
    };
    if scattered.is_some() || matches!(tree.name(root), "body" | "article" | "main") {
        return vec![root];
    }
    let near = tree
        .children(parent)
        .filter(|&at| at == root || votes.of(at) >= most * NEAR || votes.is_paragraph(tree, at));
    near.collect()
}

/// The lines, those set free again that an element calls furniture which holds most of the page: it says so of itself for
/// another reason, as `content-with-sidebar` does.
pub(super) fn without_false_alarms(lines: &[Line]) -> Vec<Line> {
    let mut masses: HashMap<NodeId, usize> = HashMap::new();
    let mut all = 0;
    for line in lines.iter().filter(|line| is_prose(line)) {
        all += line.words.len();
        if let Some((element, _)) = line.furniture {
            *masses.entry(element).or_default() += line.words.len();
        }
    }
    let mut lines = lines.to_vec();
    for line in &mut lines {
        let mass = line.furniture.and_then(|(element, _)| masses.get(&element));
        if mass.is_some_and(|mass| mass * 2 > all) {
            line.furniture = None;
        }
    }
    lines
}

/// Whether the line is running text rather than a list of links or a label.
fn is_prose(line: &Line) -> bool {
    line.shape == Shape::Paragraph
        && line.words.len() >= SHORT
        && line.linked * 2 < line.words.len()
}

/// What the paragraphs of a page say about its elements.
struct Votes {
    /// For each node of the page; none where no paragraph voted.
    votes: Vec<Option<f64>>,
    /// For each node the bytes of all words in it that may belong to an article, and of those the bytes of links.
    bytes: Vec<(usize, usize)>,
}

impl Votes {
    fn count(tree: &Tree, lines: &[Line]) -> Self {
        let mut votes = vec![None; tree.len()];
        let mut bytes = vec![(0, 0); tree.len()];
        for line in lines.iter().filter(|line| line.furniture.is_none()) {
            for at in tree.around(line.block) {
                let (all, linked) = &mut bytes[at as usize];
                *all += line.words.len();
                *linked += line.linked;
            }
            if !is_prose(line) {
                continue;
            }
            let commas = line.words.matches([',', '，', '、']).count().min(20);
            let vote = 1.0 + commas as f64 + (line.words.len() as f64 / 100.0).min(3.0);
            let outer = usize::from(matches!(
                tree.name(line.block),
                "p" | "pre" | "li" | "blockquote" | "td"
            ));
            let around = tree.around(line.block).skip(outer).take(REACH);
            for (distance, at) in around.enumerate() {
                let share = match distance {
                    0 => 1.0,
                    1 => 0.5,
                    far => 1.0 / (far as f64 * 3.0),
                };
                *votes[at as usize].get_or_insert_with(|| bonus(tree, at)) += vote * share;
            }
        }
        Self { votes, bytes }
    }

    /// The votes for an element, fewer the more of it is links.
    fn of(&self, at: NodeId) -> f64 {
        let (all, linked) = self.share(at);
        let votes = self.votes.get(at as usize).copied().flatten();
        votes.unwrap_or(0.0) * (1.0 - linked as f64 / all.max(1) as f64)
    }

    fn share(&self, at: NodeId) -> (usize, usize) {
        self.bytes.get(at as usize).copied().unwrap_or_default()
    }

    /// The elements that got votes.
    fn elements(&self) -> impl Iterator<Item = NodeId> + '_ {
        let votes = self.votes.iter().zip(0..);
        votes.filter(|(votes, _)| votes.is_some()).map(|(_, at)| at)
    }

    fn best(&self) -> Option<(NodeId, f64)> {
        let scores = self.elements().map(|at| (at, self.of(at)));
        // The outer of two with the same score comes first in the page, and holds the other.
        scores.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
    }

    /// The element around at least three parts of one kind that share an article between them, as pages do that put
    /// advertisements between its parts.
    fn common(&self, tree: &Tree, best: NodeId, most: f64) -> Option<NodeId> {
        let kind = |at| {
            (
                tree.depth(at),
                tree.name(at),
                tree.attribute(at, "class").unwrap_or_default(),
            )
        };
        let alike = |at: &NodeId| kind(*at) == kind(best) && self.of(*at) >= most * 0.3;
        let parts: Vec<NodeId> = self.elements().filter(alike).collect();
        if parts.len() < 3 {
            return None;
        }
        let shared = tree.around(best).skip(1).find(|around| {
            parts
                .iter()
                .all(|&part| tree.around(part).any(|at| at == *around))
        })?;
        let page = matches!(tree.name(shared), "body" | "html" | "");
        // Parts that stand in articles of their own are several articles.
        let mut inside = tree.around(best).take_while(|at| *at != shared);
        let several = inside.any(|at| tree.name(at) == "article");
        (!page && !several).then_some(shared)
    }

    /// Whether the element is a paragraph beside the article.
    fn is_paragraph(&self, tree: &Tree, at: NodeId) -> bool {
        let (all, linked) = self.share(at);
        let name = tree.name(at);
        matches!(name, "p" | "blockquote" | "h2" | "h3" | "ul" | "ol") && linked * 4 < all
    }
}

/// What the name of an element is worth before a paragraph has voted.
fn bonus(tree: &Tree, at: NodeId) -> f64 {
    let name = match tree.name(at) {
        "article" => 10.0,
        "main" | "div" | "section" => 5.0,
        "pre" | "td" | "blockquote" => 3.0,
        "ol" | "ul" | "dl" | "li" | "form" => -3.0,
        "body" | "html" | "" => -5.0,
        _ => 0.0,
    };
    let told = tree.attribute(at, "itemprop") == Some("articleBody");
    let class = if has_word(tree, at, HOLDERS) {
        15.0
    } else {
        0.0
    };
    name + class + if told { 50.0 } else { 0.0 }
}
