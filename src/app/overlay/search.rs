//! The search in the article: one line in place of the status line, with the first hit shown while typing.

use crate::app::{Anchor, App, Edit, Effect, Jumps, Key, KeyCode, Line, TextSearch, update};

use super::{Panel, Step, Window, leaves_prompt};

/// The state of the prompt, and what Esc goes back to.
#[derive(Clone, Debug)]
pub struct SearchPrompt {
    /// What is typed.
    pub line: Line,
    top: Anchor,
    quotation: Option<u32>,
    former: Option<TextSearch>,
    jumps: Jumps,
}

impl SearchPrompt {
    /// A prompt that offers the words searched for last; none without an article.
    pub(super) fn open(app: &App) -> Option<Self> {
        app.article.doc?;
        Some(Self {
            line: Line::offering(&app.typed.search),
            top: app.article.top,
            quotation: app.article.quotation,
            former: app.article.search.clone(),
            jumps: app.jumps.clone(),
        })
    }

    /// Shows the first hit after the place where the search began.
    fn look(&self, app: &mut App) -> Vec<Effect> {
        self.return_to_start(app);
        if self.line.text().is_empty() {
            app.article.search = None;
            return Vec::new();
        }
        update::search::search(app, self.line.text())
    }

    /// Ends typing and keeps the search for `n` and `N`.
    fn keep(&self, app: &mut App) -> Step {
        let words = self.line.text();
        if words.is_empty() {
            return self.leave(app);
        }
        words.clone_into(&mut app.typed.search);
        self.return_to_start(app);
        Step::Close(update::search::search(app, words))
    }

    /// Ends typing and leaves everything as it was; the words typed are offered next time.
    fn leave(&self, app: &mut App) -> Step {
        if !self.line.text().is_empty() {
            self.line.text().clone_into(&mut app.typed.search);
        }
        self.return_to_start(app);
        app.article.search.clone_from(&self.former);
        Step::CLOSE
    }

    fn return_to_start(&self, app: &mut App) {
        app.article.top = self.top;
        app.article.quotation = self.quotation;
        app.jumps.clone_from(&self.jumps);
        app.notice = None;
    }
}

impl Window for SearchPrompt {
    fn panel(&self, app: &App) -> Panel {
        Panel::line(app.size)
    }

    fn takes_words(&self) -> bool {
        true
    }

    fn key(&mut self, app: &mut App, key: Key) -> Step {
        if leaves_prompt(key) {
            return self.leave(app);
        }
        if key.code == KeyCode::Enter {
            return self.keep(app);
        }
        if self.line.key(key) == Edit::Changed {
            return Step::Stay(self.look(app));
        }
        Step::STAY
    }

    fn paste(&mut self, app: &mut App, text: &str) -> Step {
        self.line.insert(text);
        Step::Stay(self.look(app))
    }
}
