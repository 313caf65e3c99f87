//! The elements of a page: what an HTML parser builds, kept flat, so that no depth of nesting can exhaust the stack.

mod sink;

use std::rc::Rc;
use std::time::{Duration, Instant};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::NodeOrText;
use html5ever::{LocalName, ParseOpts, QualName, parse_document};

use crate::library::import::Reason;

use sink::{Handle, Sink};

/// How deep elements may stand in each other. Browsers stop at 512.
const DEEPEST: u32 = 1024;
/// How long a page may take.
const LONGEST: Duration = Duration::from_secs(20);
/// How much is parsed between two looks at depth and time, in bytes.
const STEP: usize = 4 * 1024;
/// The place of a node in its tree. The document itself is 0.
pub(super) type NodeId = u32;

/// A parsed page.
#[derive(Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    deepest: u32,
}

#[derive(Default)]
struct Node {
    parent: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    depth: u32,
    data: Data,
}

#[derive(Default)]
enum Data {
    Element {
        name: Rc<QualName>,
        attributes: Vec<(LocalName, StrTendril)>,
    },
    Text(StrTendril),
    #[default]
    Other,
}

/// A step on the way through a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl Tree {
    /// Parses a page. Any text is a page; only one that is made to cost is refused.
    pub(super) fn parse(source: &str) -> Result<Self, Reason> {
        let mut parser = parse_document(Sink::default(), ParseOpts::default());
        let begun = Instant::now();
        let mut rest = source;
        while !rest.is_empty() {
            let (step, after) = rest.split_at(crate::library::floor(rest, STEP));
            rest = after;
            parser.process(StrTendril::from_slice(step));
            let deepest = parser.tokenizer.sink.sink.tree.borrow().deepest;
            if deepest > DEEPEST || begun.elapsed() > LONGEST {
                return Err(Reason::Tangled("a web page"));
            }
        }
        Ok(parser.finish())
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The name of an element in lower case; empty for everything else.
    pub(super) fn name(&self, at: NodeId) -> &str {
        match self.node(at).map(|node| &node.data) {
            Some(Data::Element { name, .. }) => &name.local,
            _ => "",
        }
    }

    /// The words of a text.
    pub(super) fn text(&self, at: NodeId) -> Option<&str> {
        match &self.node(at)?.data {
            Data::Text(words) => Some(words),
            _ => None,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, at: NodeId, wanted: &str) -> Option<&str> {
        let Data::Element { attributes, .. } = &self.node(at)?.data else {
            return None;
        };
        let mut attributes = attributes.iter();
        attributes
            .find(|(name, _)| &**name == wanted)
            .map(|(_, value)| &**value)
    }

    /// The element or document around a node.
    pub(super) fn parent(&self, at: NodeId) -> Option<NodeId> {
        self.node(at)?.parent
    }

    /// How many elements stand around a node.
    pub(super) fn depth(&self, at: NodeId) -> u32 {
        self.node(at).map_or(0, |node| node.depth)
    }

    /// The node and all around it, from the inside out.
    pub(super) fn around(&self, at: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(at), |at| self.parent(*at))
    }

    /// The nodes directly inside a node.
    pub(super) fn children(&self, at: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let first = self.node(at).and_then(|node| node.first);
        std::iter::successors(first, |at| self.node(*at)?.next)
    }

    /// The way through a node and all inside it, in the order of the page.
    pub(super) fn walk(&self, root: NodeId) -> Walk<'_> {
        Walk {
            tree: self,
            root,
            next: Some(Step::Enter(root)),
        }
    }

    /// Every element of this name.
    pub(super) fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = NodeId> + 't {
        self.walk(0).filter_map(move |step| match step {
            Step::Enter(at) if self.name(at) == name => Some(at),
            _ => None,
        })
    }

    /// All words inside a node, as they stand in the source.
    pub(super) fn words(&self, at: NodeId) -> String {
        let texts = self.walk(at).filter_map(|step| match step {
            Step::Enter(at) => self.text(at),
            Step::Leave(_) => None,
        });
        texts.collect()
    }

    fn node(&self, at: NodeId) -> Option<&Node> {
        self.nodes.get(at as usize)
    }

    fn node_mut(&mut self, at: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(at as usize)
    }

    fn add(&mut self, data: Data) -> NodeId {
        self.nodes.push(Node {
            data,
            ..Node::default()
        });
        (self.nodes.len() - 1) as NodeId
    }

    /// Takes a node, with all inside it, out of the tree.
    fn detach(&mut self, at: NodeId) {
        let Some(node) = self.node_mut(at) else {
            return;
        };
        let parent = node.parent.take();
        let (previous, next) = (node.previous.take(), node.next.take());
        match previous.and_then(|previous| self.node_mut(previous)) {
            Some(previous) => previous.next = next,
            None => {
                if let Some(parent) = parent.and_then(|parent| self.node_mut(parent)) {
                    parent.first = next;
                }
            }
        }
        match next.and_then(|next| self.node_mut(next)) {
            Some(next) => next.previous = previous,
            None => {
                if let Some(parent) = parent.and_then(|parent| self.node_mut(parent)) {
                    parent.last = previous;
                }
            }
        }
    }

    /// Puts a node into a parent, before one of its children or behind all of them.
    fn insert(&mut self, parent: NodeId, before: Option<NodeId>, child: NodeId) {
        self.detach(child);
        let previous = match before {
            Some(before) => self.node(before).and_then(|node| node.previous),
            None => self.node(parent).and_then(|node| node.last),
        };
        let depth = self.depth(parent) + 1;
        self.deepest = self.deepest.max(depth);
        if let Some(node) = self.node_mut(child) {
            (node.parent, node.previous, node.next) = (Some(parent), previous, before);
            node.depth = depth;
        }
        match previous.and_then(|previous| self.node_mut(previous)) {
            Some(previous) => previous.next = Some(child),
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.first = Some(child);
                }
            }
        }
        match before.and_then(|before| self.node_mut(before)) {
            Some(before) => before.previous = Some(child),
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.last = Some(child);
                }
            }
        }
    }

    /// Puts a node or words into a parent; words that meet words become one text.
    fn put(&mut self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<Handle>) {
        let words = match child {
            NodeOrText::AppendNode(handle) => return self.insert(parent, before, handle.at),
            NodeOrText::AppendText(words) => words,
        };
        let beside = match before {
            Some(before) => self.node(before).and_then(|node| node.previous),
            None => self.node(parent).and_then(|node| node.last),
        };
        if let Some(beside) = beside.and_then(|beside| self.node_mut(beside))
            && let Data::Text(text) = &mut beside.data
        {
            text.push_tendril(&words);
            return;
        }
        let text = self.add(Data::Text(words));
        self.insert(parent, before, text);
    }
}

/// See [`Tree::walk`].
pub(super) struct Walk<'t> {
    tree: &'t Tree,
    root: NodeId,
    next: Option<Step>,
}

impl Walk<'_> {
    /// Passes over what is inside the node just entered.
    pub(super) fn skip(&mut self) {
        if let Some(Step::Enter(inside)) = self.next
            && let Some(parent) = self.tree.parent(inside)
        {
            self.next = Some(Step::Leave(parent));
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(at) => {
                let first = self.tree.node(at).and_then(|node| node.first);
                Some(first.map_or(Step::Leave(at), Step::Enter))
            }
            Step::Leave(at) if at == self.root => None,
            Step::Leave(at) => {
                let node = self.tree.node(at);
                let next = node.and_then(|node| node.next).map(Step::Enter);
                next.or_else(|| Some(Step::Leave(node?.parent?)))
            }
        };
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> String {
        let tree = Tree::parse(source).unwrap();
        let steps = tree.walk(0).map(|step| match step {
            Step::Enter(at) => match tree.text(at) {
                Some(words) => words.to_owned(),
                None => format!("<{}>", tree.name(at)),
            },
            Step::Leave(_) => ".".to_owned(),
        });
        steps.collect()
    }

    #[test]
    fn a_page_is_built_as_browsers_build_it() {
        assert_eq!(
            shape("<p>She <b>spoke<p>He left"),
            "<><html><head>.<body><p>She .<b>spoke...<p><b>He left......"
        );
        // Words that may not stand in a table stand before it.
        assert_eq!(
            shape("<table><tr>No<td>one</table>"),
            "<><html><head>.<body>No.<table><tbody><tr><td>one........"
        );
        assert_eq!(
            shape("<template><p>Vell</template>"),
            "<><html><head><template><p>Vell....<body>..."
        );
    }

    #[test]
    fn nesting_without_end_is_refused_at_once() {
        for tag in ["<div>", "<b>", "<table><td>", "<a><div>", "<svg><g>"] {
            let begun = Instant::now();
            let page = tag.repeat(100_000);
            let tree = Tree::parse(&page);
            assert!(begun.elapsed() < LONGEST / 2, "{tag}");
            if let Ok(tree) = tree {
                assert!(tree.deepest <= DEEPEST, "{tag}");
            }
        }
    }
}
