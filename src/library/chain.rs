//! On what the reports of a statement, or a document, rest: a tree with the origins at its roots.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::Span;

use super::{DocId, Gathered, Library, Origin, QuoteRef, Statement, Way, appeared};

/// Whether the library has what an origin is said to have published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// No document of this outlet is in the library.
    Missing,
    /// Documents of this outlet are, but none with these words.
    Elsewhere,
}

/// One thing in the tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A document of the library.
    Document(DocId),
    /// An outlet that a document names as its origin, without the document meant.
    Outlet(String, Held),
}

/// One row of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How far it stands from its root; what stands beneath rests on what stands above.
    pub depth: u16,
    /// What stands here.
    pub node: Node,
    /// How the document names what it rests on, and where.
    pub by: Option<(Way, Span)>,
    /// Whether it stood in the tree before, with all that rests on it.
    pub again: bool,
}

/// The tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Its rows from the top: every root with what rests on it.
    pub links: Vec<Link>,
    /// The roots on which two or more other outlets rest, with their number, the largest first.
    pub resting: Vec<(String, usize)>,
}

/// Trees are not followed further down: nobody cites through so many hands.
const DEEPEST: u16 = 12;

/// On what each document rests.
type Parents = BTreeMap<DocId, Vec<(Node, Way, Span)>>;

impl Chain {
    /// The reports of a statement. A document rests on what its dateline, its credits or the paragraph with the quotation
    /// names.
    pub fn of_statement(library: &Library, gathered: &Gathered, statement: &Statement) -> Self {
        let documents = statement.documents();
        let mut parents = Parents::new();
        for &doc in &documents {
            let at = statement
                .variants
                .iter()
                .map(|variant| variant.at)
                .find(|at| at.doc == doc);
            let paragraph = at.map_or(Span::default(), |at| paragraph(library, at));
            let found = gathered
                .origins
                .of(doc)
                .iter()
                .filter(|origin| origin.way != Way::Named || paragraph.covers(origin.span));
            let mut on = Vec::new();
            for origin in found {
                let published = gathered.origins.documents(&origin.outlet);
                let held = documents
                    .iter()
                    .copied()
                    .find(|other| published.contains(other));
                on.push(parent(origin, held, published));
            }
            parents.insert(doc, on);
        }
        Self::tree(library, parents)
    }

    /// The document, what it rests on, and the documents that report words of it and name its outlet.
    pub fn of_document(library: &Library, gathered: &Gathered, doc: DocId) -> Self {
        let mut parents = Parents::new();
        let mut open = vec![doc];
        let mut shared = sharing(library, gathered, doc);
        shared.retain(|&other| {
            let own = library
                .document(doc)
                .and_then(|document| document.outlet.as_deref());
            own.is_some_and(|own| {
                gathered
                    .origins
                    .of(other)
                    .iter()
                    .any(|origin| origin.outlet == own)
            })
        });
        open.extend(shared);
        while let Some(doc) = open.pop() {
            if parents.contains_key(&doc) || parents.len() > 200 {
                continue;
            }
            let words = sharing(library, gathered, doc);
            let mut on = Vec::new();
            for origin in gathered.origins.of(doc) {
                let published = gathered.origins.documents(&origin.outlet);
                let held = words
                    .iter()
                    .copied()
                    .find(|other| published.contains(other));
                open.extend(held);
                on.push(parent(origin, held, published));
            }
            parents.insert(doc, on);
        }
        Self::tree(library, parents)
    }

    fn tree(library: &Library, mut parents: Parents) -> Self {
        break_circles(&mut parents);
        let mut roots: Vec<Node> = Vec::new();
        let mut beneath: BTreeMap<Node, Vec<(DocId, Way, Span)>> = BTreeMap::new();
        let mut documents: Vec<DocId> = parents.keys().copied().collect();
        documents.sort_by_key(|&doc| {
            (
                appeared(library, doc).unwrap_or(chrono::NaiveDate::MAX),
                doc,
            )
        });
        for doc in documents {
            let mut on = parents.remove(&doc).unwrap_or_default();
            on.sort_by(|a, b| a.0.cmp(&b.0));
            on.dedup_by(|later, former| later.0 == former.0);
            if on.is_empty() {
                roots.push(Node::Document(doc));
            }
            for (node, way, span) in on {
                if matches!(node, Node::Outlet(..)) && !roots.contains(&node) {
                    roots.push(node.clone());
                }
                beneath.entry(node).or_default().push((doc, way, span));
            }
        }
        let mut chain = Self::default();
        let mut seen = BTreeSet::new();
        for root in roots {
            let first = chain.links.len();
            chain.grow(&beneath, root.clone(), None, 0, &mut seen);
            chain.count(library, &root, first);
        }
        chain
            .resting
            .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        chain
    }

    fn grow(
        &mut self,
        beneath: &BTreeMap<Node, Vec<(DocId, Way, Span)>>,
        node: Node,
        by: Option<(Way, Span)>,
        depth: u16,
        seen: &mut BTreeSet<Node>,
    ) {
        let again = !seen.insert(node.clone());
        let resting = beneath.get(&node);
        self.links.push(Link {
            depth,
            by,
            again: again && resting.is_some(),
            node,
        });
        if again || depth >= DEEPEST {
            return;
        }
        for &(doc, way, span) in resting.into_iter().flatten() {
            self.grow(
                beneath,
                Node::Document(doc),
                Some((way, span)),
                depth + 1,
                seen,
            );
        }
    }

    /// Counts the outlets that rest on a root.
    fn count(&mut self, library: &Library, root: &Node, first: usize) {
        let outlet = |node: &Node| match node {
            Node::Outlet(name, _) => name.clone(),
            Node::Document(doc) => library.document(*doc).map_or_else(String::new, |document| {
                document
                    .outlet
                    .clone()
                    .unwrap_or_else(|| document.name.clone())
            }),
        };
        let own = outlet(root);
        let resting: BTreeSet<String> = self.links[first + 1..]
            .iter()
            .map(|link| outlet(&link.node))
            .filter(|name| *name != own)
            .collect();
        if resting.len() >= 2 {
            self.resting.push((own, resting.len()));
        }
    }
}

fn parent(origin: &Origin, held: Option<DocId>, published: &[DocId]) -> (Node, Way, Span) {
    let node = match held {
        Some(doc) => Node::Document(doc),
        None if published.is_empty() => Node::Outlet(origin.outlet.clone(), Held::Missing),
        None => Node::Outlet(origin.outlet.clone(), Held::Elsewhere),
    };
    (node, origin.way, origin.span)
}

/// The documents that report an utterance of this one too, the first to appear first.
fn sharing(library: &Library, gathered: &Gathered, doc: DocId) -> Vec<DocId> {
    let mut shared: Vec<DocId> = library
        .speech_in(doc)
        .filter_map(|at| gathered.statements.get(gathered.statements.of(at)?))
        .flat_map(Statement::documents)
        .filter(|&other| other != doc)
        .collect();
    shared.sort_by_key(|&doc| {
        (
            appeared(library, doc).unwrap_or(chrono::NaiveDate::MAX),
            doc,
        )
    });
    shared.dedup();
    shared
}

fn paragraph(library: &Library, at: QuoteRef) -> Span {
    let found = library.document(at.doc).zip(library.quotation(at));
    found.map_or(Span::default(), |(document, quotation)| {
        let block = document
            .blocks
            .iter()
            .find(|block| block.span.overlaps(quotation.span));
        block.map_or(quotation.span, |block| block.span)
    })
}

/// Takes away what would make documents rest on each other.
fn break_circles(parents: &mut Parents) {
    let documents: Vec<DocId> = parents.keys().copied().collect();
    for doc in documents {
        let on = parents.get(&doc).cloned().unwrap_or_default();
        let kept = on.into_iter().filter(|(node, ..)| match node {
            Node::Document(other) => !rests_on(parents, *other, doc),
            Node::Outlet(..) => true,
        });
        let kept = kept.collect();
        parents.insert(doc, kept);
    }
}

/// Whether `doc` rests on `other`, or is it.
fn rests_on(parents: &Parents, doc: DocId, other: DocId) -> bool {
    let mut open = vec![doc];
    let mut seen = BTreeSet::new();
    while let Some(doc) = open.pop() {
        if doc == other {
            return true;
        }
        if seen.insert(doc) {
            let on = parents.get(&doc).into_iter().flatten();
            open.extend(on.filter_map(|(node, ..)| match node {
                Node::Document(doc) => Some(*doc),
                Node::Outlet(..) => None,
            }));
        }
    }
    false
}
