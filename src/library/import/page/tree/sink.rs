//! What the HTML parser builds a tree into.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName};

use super::{Data, NodeId, Tree};

/// The attributes that are kept; the rest, with its embedded pictures, is let go.
const KEPT: &[&str] = &[
    "aria-hidden",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "name",
    "property",
    "rel",
    "role",
    "shadowrootmode",
    "style",
    "type",
];
/// The longest value of an attribute that is kept, in bytes.
const VALUE: usize = 64 * 1024;

/// What the parser holds of a node. The name is there because the parser asks for it by reference.
#[derive(Clone)]
pub(super) struct Handle {
    pub(super) at: NodeId,
    name: Rc<QualName>,
}

/// What the parser builds into.
pub(super) struct Sink {
    pub(super) tree: RefCell<Tree>,
    nameless: Rc<QualName>,
}

impl Default for Sink {
    fn default() -> Self {
        let mut tree = Tree::default();
        tree.add(Data::Other);
        Self {
            tree: RefCell::new(tree),
            nameless: Rc::new(QualName::new(None, "".into(), "".into())),
        }
    }
}

impl Sink {
    fn nameless(&self, at: NodeId) -> Handle {
        Handle {
            at,
            name: Rc::clone(&self.nameless),
        }
    }

    fn other(&self) -> Handle {
        self.nameless(self.tree.borrow_mut().add(Data::Other))
    }
}

fn kept(attributes: Vec<Attribute>) -> impl Iterator<Item = (LocalName, StrTendril)> {
    attributes
        .into_iter()
        .filter(|one| KEPT.contains(&&*one.name.local) && one.value.len() <= VALUE)
        .map(|one| (one.name.local, one.value))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn get_document(&self) -> Handle {
        self.nameless(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.at == other.at
    }

    /// What a template holds stands in the template itself.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let at = self.tree.borrow_mut().add(Data::Element {
            name: Rc::clone(&name),
            attributes: kept(attrs).collect(),
        });
        Handle { at, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.tree.borrow_mut().put(parent.at, None, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        if let Some(parent) = tree.parent(sibling.at) {
            tree.put(parent, Some(sibling.at), child);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let placed = self.tree.borrow().parent(element.at).is_some();
        if placed {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        if let Some(node) = tree.node_mut(target.at)
            && let Data::Element { attributes, .. } = &mut node.data
        {
            for (name, value) in kept(attrs) {
                if attributes.iter().all(|(known, _)| *known != name) {
                    attributes.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.at);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.node(node.at).and_then(|node| node.first) {
            tree.insert(new_parent.at, None, child);
        }
    }
}
