//! On what a statement or a document rests: the outlets and documents that cite each other, as a tree.

use crate::app::{Action, App, Key, Place};
use crate::library::{Chain, DocId, Gathered, Node, StatementId};

use super::{Asked, List, Moves, Overlay, Panel, Step, Window, asked, leave_for};

/// Of the roots that several outlets rest on, so many are told.
const MOST_TOLD: usize = 3;

/// The state of the tree.
#[derive(Clone, Debug)]
pub struct ChainPage {
    /// The statement it is about; none when it is about a whole document.
    pub of: Option<StatementId>,
    /// The tree. Kept, because it does not change while it is open.
    pub chain: Chain,
    /// The cursor in its rows.
    pub list: List,
    /// The list that it was opened from, which closing leads back to.
    pub behind: Option<Box<Overlay>>,
}

impl ChainPage {
    /// The tree of the statement under the cursor, else of the document shown.
    pub(super) fn open(app: &App) -> Option<Self> {
        let gathered = gathered(app)?;
        let here = super::current_quotation(app).and_then(|at| gathered.statements.of(at));
        match here {
            Some(id) => Self::of_statement(app, id),
            None => Some(Self {
                of: None,
                chain: Chain::of_document(&app.library, gathered, app.article.doc?),
                list: List::default(),
                behind: None,
            }),
        }
    }

    /// The tree of a statement.
    pub(super) fn of_statement(app: &App, id: StatementId) -> Option<Self> {
        let gathered = gathered(app)?;
        let statement = gathered.statements.get(id)?;
        Some(Self {
            of: Some(id),
            chain: Chain::of_statement(&app.library, gathered, statement),
            list: List::default(),
            behind: None,
        })
    }

    /// Opens the tree of a statement over the list that it stands in.
    pub(super) fn open_over(app: &mut App, id: Option<StatementId>, list: Overlay) -> Step {
        let Some(mut page) = id.and_then(|id| Self::of_statement(app, id)) else {
            return Step::STAY;
        };
        page.behind = Some(Box::new(list));
        app.overlay = Some(Overlay::Chain(page));
        Step::CLOSE
    }

    /// What is told above the tree: on whom several outlets rest.
    pub fn told(&self) -> Vec<String> {
        let resting = self.chain.resting.iter().take(MOST_TOLD);
        resting
            .map(|(outlet, count)| format!("{count} outlets rest on one source, {outlet}"))
            .collect()
    }

    /// The documents in the tree, each once.
    pub(super) fn documents(&self) -> Vec<DocId> {
        let mut documents = Vec::new();
        for link in &self.chain.links {
            if let Node::Document(doc) = link.node
                && !documents.contains(&doc)
            {
                documents.push(doc);
            }
        }
        documents
    }
}

impl Window for ChainPage {
    fn panel(&self, app: &App) -> Panel {
        let told = self.told().len() as u16;
        let head = if told > 0 { told + 1 } else { 0 };
        let panel = Panel::tall(app.size, 104).with_head(head + 1);
        let panel = if panel.framed {
            panel
        } else {
            Panel::tall(app.size, 104).with_head(head)
        };
        panel.fitting(self.chain.links.len())
    }

    fn exports(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        match asked(app, key, Action::Chain) {
            Asked::Close => {
                app.overlay = self.behind.take().map(|overlay| *overlay);
                return Step::CLOSE;
            }
            Asked::Enter => return self.enter(app),
            Asked::Go(motion) => self.go(app, motion),
            Asked::Nothing => {}
        }
        Step::STAY
    }

    fn moves(&mut self) -> Moves<'_> {
        Moves::Cursor(&mut self.list)
    }

    fn items(&self, _app: &App) -> usize {
        self.chain.links.len()
    }

    /// Goes to the words that name the origin, or to the beginning of a document that names none.
    fn enter(&mut self, app: &mut App) -> Step {
        let at = self.list.cursor(self.chain.links.len());
        let Some(link) = at.and_then(|at| self.chain.links.get(at)) else {
            return Step::STAY;
        };
        match link.node {
            Node::Document(doc) => Step::Close(leave_for(
                app,
                Place {
                    doc,
                    byte: link.by.map_or(0, |(_, span)| span.start),
                    quote: None,
                },
            )),
            Node::Outlet(..) => Step::STAY,
        }
    }
}

/// What the documents tell together, once it is worked out.
pub(super) fn gathered(app: &App) -> Option<&Gathered> {
    app.derived.gathered.as_deref()
}
