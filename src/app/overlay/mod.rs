//! What may stand over the panes, one at a time: its state, its keys, and where it stands.
//!
//! Every kind has a file of its own here, and one of the same name in `view/overlay/` that draws it.

mod ask;
mod bookmarks;
mod by_hand;
mod chain;
mod compare;
mod corrections;
mod everywhere;
mod export;
mod filter;
mod finder;
mod fix;
mod help;
mod hold;
mod list;
mod news;
mod opening;
mod palette;
mod panel;
mod person;
mod problems;
mod review;
mod search;
mod split;
mod statements;
mod unnamed;
mod variants;
mod why;
mod window;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::library::QuoteRef;

use super::{Action, App, Effect, Key, Pane, Place, copy, update};

pub use ask::Ask;
pub use bookmarks::{Bookmarks, Entry as Bookmarked, noted};
pub use by_hand::ByHand;
pub use chain::ChainPage;
pub use compare::{Beside, Compare, CompareRow};
pub use corrections::{CORRECTION_ROWS, CorrectionList};
pub use everywhere::{Everywhere, MOST_HITS};
pub use export::{Choice, ExportMenu};
pub use filter::Filter;
pub use finder::{Finder, Found, Purpose, Wanted};
pub use fix::{Fix, Subject};
pub use help::{GAP, Help, HelpRow};
pub(super) use hold::{follow_text, held, hold};
pub use list::{List, Motion, first_shown};
pub use news::{NewsPage, moment};
pub(super) use opening::open_by_hand;
pub use opening::{asks_for_words, compare_with, open, open_person};
pub use palette::{Command, Palette, next_theme};
pub use panel::Panel;
pub use person::{Entry, INDENT, PersonPage};
pub use problems::{ProblemRow, Problems};
pub use review::Review;
pub use search::SearchPrompt;
pub use split::{PLACE_ROWS, Split};
pub use statements::{Ledger, Listed, statements};
pub(super) use statements::{sifted, sifting};
pub use unnamed::UnnamedPage;
pub use variants::{Look, Piece, Variants};
pub use why::{Why, WhyRow};

use window::{Moves, Window};

/// A window over the panes. It takes the keys until it is closed; Esc always closes it.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys.
    Help(Help),
    /// Commands by name.
    Palette(Palette),
    /// Documents, or people and organizations, by name.
    Finder(Finder),
    /// The search in the article, as a line in place of the status line.
    Search(SearchPrompt),
    /// The search in all documents.
    Everywhere(Everywhere),
    /// Every quotation of one person.
    Person(PersonPage),
    /// Files that could not be opened.
    Problems(Problems),
    /// Why the current quotation is attributed so.
    Why(Why),
    /// The bookmarks.
    Bookmarks(Bookmarks),
    /// A text to copy by hand.
    ByHand(ByHand),
    /// Every statement of the library.
    Ledger(Ledger),
    /// The wordings of one statement.
    Variants(Variants),
    /// What can be corrected here.
    Fix(Fix),
    /// A line to type a correction into.
    Ask(Ask),
    /// The places that name one person, to mark those of another.
    Split(Split),
    /// The doubtful attributions, one by one.
    Review(Review),
    /// All corrections.
    Corrections(CorrectionList),
    /// On what a statement or a document rests.
    Chain(ChainPage),
    /// What rests only on people without a name.
    Unnamed(UnnamedPage),
    /// What is new since a visit.
    News(NewsPage),
    /// What a copy adds and leaves out.
    Compare(Compare),
    /// What can be written down.
    Export(ExportMenu),
}

/// What the reader typed last into each search; offered when it is opened again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// In the article.
    pub search: String,
    /// In all documents.
    pub everywhere: String,
    /// Searches in all documents that were saved, the oldest first.
    pub saved: Vec<String>,
}

/// What a key did to the overlay that heard it.
#[derive(Debug, PartialEq)]
enum Step {
    /// The overlay stays open.
    Stay(Vec<Effect>),
    /// The overlay closes, or has already made way for another one.
    Close(Vec<Effect>),
}

impl Step {
    const STAY: Self = Self::Stay(Vec::new());
    const CLOSE: Self = Self::Close(Vec::new());
}

impl Overlay {
    /// Whether letters are typed into a line rather than being keys.
    pub fn takes_words(&self) -> bool {
        self.window().takes_words()
    }

    /// How many entries the list below a line to type into has; none where there is no such list.
    pub fn entries(&self) -> Option<usize> {
        match self {
            Self::Palette(palette) => Some(palette.found().len()),
            Self::Finder(finder) => Some(finder.found.best.len()),
            Self::Everywhere(everywhere) => Some(everywhere.hits.len()),
            _ => None,
        }
    }

    /// Where the overlay stands.
    pub fn panel(&self, app: &App) -> Panel {
        self.window().panel(app)
    }

    fn window(&self) -> &dyn Window {
        match self {
            Self::Help(window) => window,
            Self::Palette(window) => window,
            Self::Finder(window) => window,
            Self::Search(window) => window,
            Self::Everywhere(window) => window,
            Self::Person(window) => window,
            Self::Problems(window) => window,
            Self::Why(window) => window,
            Self::Bookmarks(window) => window,
            Self::ByHand(window) => window,
            Self::Ledger(window) => window,
            Self::Variants(window) => window,
            Self::Fix(window) => window,
            Self::Ask(window) => window,
            Self::Split(window) => window,
            Self::Review(window) => window,
            Self::Corrections(window) => window,
            Self::Chain(window) => window,
            Self::Unnamed(window) => window,
            Self::News(window) => window,
            Self::Compare(window) => window,
            Self::Export(window) => window,
        }
    }

    fn window_mut(&mut self) -> &mut dyn Window {
        match self {
            Self::Help(window) => window,
            Self::Palette(window) => window,
            Self::Finder(window) => window,
            Self::Search(window) => window,
            Self::Everywhere(window) => window,
            Self::Person(window) => window,
            Self::Problems(window) => window,
            Self::Why(window) => window,
            Self::Bookmarks(window) => window,
            Self::ByHand(window) => window,
            Self::Ledger(window) => window,
            Self::Variants(window) => window,
            Self::Fix(window) => window,
            Self::Ask(window) => window,
            Self::Split(window) => window,
            Self::Review(window) => window,
            Self::Corrections(window) => window,
            Self::Chain(window) => window,
            Self::Unnamed(window) => window,
            Self::News(window) => window,
            Self::Compare(window) => window,
            Self::Export(window) => window,
        }
    }
}

/// Hears a key while an overlay is open.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    if asks_to_export(app, key) {
        let menu = ExportMenu::open(app, app.overlay.clone());
        app.overlay = Some(Overlay::Export(menu));
        return Vec::new();
    }
    hear(app, |overlay, app| overlay.key(app, key))
}

/// Whether the key asks to write down what the open overlay shows. Where letters are typed only a key with Control or Alt
/// does.
fn asks_to_export(app: &App, key: Key) -> bool {
    let exports = |overlay: &Overlay| {
        let window = overlay.window();
        window.exports() && (!window.takes_words() || key.ctrl || key.alt)
    };
    app.keymap.action(key) == Some(Action::Export) && app.overlay.as_ref().is_some_and(exports)
}

/// Hears pasted text while an overlay is open.
pub fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    hear(app, |overlay, app| overlay.paste(app, text))
}

/// Hears a turn of the wheel while an overlay is open: `by` rows, up when negative.
pub(super) fn wheel(app: &mut App, by: isize) -> Vec<Effect> {
    hear(app, |overlay, app| {
        overlay.go(app, Motion::Rows(by));
        Step::STAY
    })
}

/// Hears a click into the body of the open overlay, `row` rows below its upper edge.
pub(super) fn click(app: &mut App, row: u16) -> Vec<Effect> {
    hear(app, |overlay, app| overlay.click(app, row))
}

/// Brings the open overlay up to date after the library has changed.
pub fn refresh(app: &mut App) {
    hear(app, |overlay, app| {
        overlay.find(app);
        Step::STAY
    });
}

/// Lends the open overlay out of the state, and puts it back if it stays.
fn hear(app: &mut App, listen: impl FnOnce(&mut dyn Window, &mut App) -> Step) -> Vec<Effect> {
    let Some(mut overlay) = app.overlay.take() else {
        return Vec::new();
    };
    match listen(overlay.window_mut(), app) {
        Step::Stay(effects) => {
            app.overlay = Some(overlay);
            effects
        }
        Step::Close(effects) => effects,
    }
}

/// The current quotation of the article shown.
pub(super) fn current_quotation(app: &App) -> Option<crate::library::QuoteRef> {
    let at = crate::library::QuoteRef {
        doc: app.article.doc?,
        index: app.article.quotation?,
    };
    app.library.quotation(at).map(|_| at)
}

/// Copies the quotation under the cursor of a list, which stays open.
fn copied(app: &mut App, at: Option<QuoteRef>) -> Step {
    let effects = at.map_or(Vec::new(), |at| copy::copy_quotation(app, at));
    if matches!(app.overlay, Some(Overlay::ByHand(_))) {
        return Step::Close(effects);
    }
    Step::Stay(effects)
}

/// Goes to a place, with the article in the foreground.
fn leave_for(app: &mut App, place: Place) -> Vec<Effect> {
    app.focus = Pane::Article;
    update::go_to(app, place)
}

/// Whether the key closes an overlay without a prompt: those of Cancel, Quit and the action that opened it, and Esc whatever
/// the keymap says.
fn closes(app: &App, key: Key, opened_by: Action) -> bool {
    let closing = |action| matches!(action, Action::Cancel | Action::Quit) || action == opened_by;
    key == Key::plain(super::KeyCode::Esc) || app.keymap.action(key).is_some_and(closing)
}

/// What a key asks of a list without a prompt.
enum Asked {
    Close,
    /// To do what the list is for with the entry under the cursor.
    Enter,
    Go(Motion),
    Nothing,
}

/// What a key asks of the list that an action opened.
fn asked(app: &App, key: Key, opened_by: Action) -> Asked {
    if closes(app, key, opened_by) {
        Asked::Close
    } else if key.code == super::KeyCode::Enter {
        Asked::Enter
    } else {
        Motion::of(&app.keymap, key).map_or(Asked::Nothing, Asked::Go)
    }
}

/// What a key does in an overlay that is only read: it closes it or scrolls it.
fn read_on(app: &App, key: Key, opened_by: Action, scroll: impl FnOnce(Motion)) -> Step {
    if closes(app, key, opened_by) {
        return Step::CLOSE;
    }
    if let Some(motion) = Motion::of(&app.keymap, key) {
        scroll(motion);
    }
    Step::STAY
}

/// Whether the key closes an overlay with a prompt, where `q` is a letter.
fn leaves_prompt(key: Key) -> bool {
    key.code == super::KeyCode::Esc || (key.ctrl && key.code == super::KeyCode::Char('c'))
}
