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
mod finder;
mod fix;
mod help;
mod hold;
mod list;
mod news;
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

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::library::{EntityId, QuoteRef};

use super::{Action, App, Effect, Key, Medium, Pane, Place, copy, update};

pub use ask::Ask;
pub use bookmarks::{Bookmarks, Entry as Bookmarked, noted};
pub use by_hand::ByHand;
pub use chain::ChainPage;
pub use compare::{Compare, CompareRow};
pub use corrections::{CORRECTION_ROWS, CorrectionList};
pub use everywhere::{Everywhere, MOST_HITS};
pub use export::{Choice, ExportMenu};
pub use finder::{Finder, Found, Purpose, Wanted};
pub use fix::{Fix, Subject};
pub use help::{GAP, Help, HelpRow};
pub(super) use hold::{follow_text, held, hold};
pub use list::{List, Motion, first_shown};
pub use news::{NewsPage, moment};
pub use palette::{Command, Palette, next_theme};
pub use panel::Panel;
pub use person::{Entry, INDENT, PersonPage};
pub use problems::{ProblemRow, Problems};
pub use review::Review;
pub use search::SearchPrompt;
pub use split::{PLACE_ROWS, Split};
pub use statements::{Ledger, Listed, statements};
pub use unnamed::UnnamedPage;
pub use variants::{Look, Piece, Variants};
pub use why::{Why, WhyRow};

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
        match self {
            Self::Palette(_)
            | Self::Finder(_)
            | Self::Search(_)
            | Self::Everywhere(_)
            | Self::Ask(_) => true,
            Self::Help(help) => help.filter.is_some(),
            Self::Ledger(ledger) => ledger.typing,
            Self::Bookmarks(bookmarks) => bookmarks.typing,
            Self::Export(menu) => menu.typing,
            _ => false,
        }
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
        let size = app.size;
        match self {
            Self::Help(help) => help.panel(size),
            Self::Palette(_) => Palette::panel(size),
            Self::Finder(_) => Finder::panel(size),
            Self::Search(_) | Self::Ask(_) => Panel::line(size),
            Self::Everywhere(_) => Everywhere::panel(size),
            Self::Person(page) => page.panel(app),
            Self::Problems(_) => Problems::panel(app),
            Self::Why(_) => Why::panel(app),
            Self::Bookmarks(bookmarks) => bookmarks.panel(app),
            Self::ByHand(_) => ByHand::panel(size),
            Self::Ledger(ledger) => ledger.panel(size),
            Self::Variants(page) => page.panel(app),
            Self::Fix(fix) => fix.panel(app),
            Self::Split(split) => split.panel(app),
            Self::Review(_) => Review::panel(app),
            Self::Corrections(list) => list.panel(app),
            Self::Chain(page) => page.panel(app),
            Self::Unnamed(_) => UnnamedPage::panel(size),
            Self::News(_) => NewsPage::panel(size),
            Self::Compare(page) => page.panel(app),
            Self::Export(menu) => menu.panel(app),
        }
    }
}

/// Whether the action opens a line to type into.
pub fn asks_for_words(action: Action) -> bool {
    matches!(
        action,
        Action::Palette
            | Action::FindDocument
            | Action::FindPerson
            | Action::OtherSpeaker
            | Action::Search
            | Action::SearchEverywhere
    )
}

/// Opens the overlay that an action asks for. Actions that have none do nothing; those that cannot open say why.
pub fn open(app: &mut App, action: Action) -> Vec<Effect> {
    let overlay = match action {
        Action::Help => Overlay::Help(Help::default()),
        Action::Palette => Overlay::Palette(Palette::default()),
        Action::FindDocument => Overlay::Finder(Finder::open(app, Purpose::Documents)),
        Action::FindPerson => Overlay::Finder(Finder::open(app, Purpose::People)),
        Action::Search => match SearchPrompt::open(app) {
            Some(prompt) => Overlay::Search(prompt),
            None => return refuse(app, "There is no article to search in yet"),
        },
        Action::SearchEverywhere => Overlay::Everywhere(Everywhere::open(app)),
        Action::PersonPage => match person_meant(app) {
            Some(person) => return open_person(app, person),
            None if current_quotation(app).is_some() => {
                return refuse(
                    app,
                    "The speaker of this quotation has no name, so there is no page",
                );
            }
            None => return refuse(app, "Select a person first, or go to a quotation of theirs"),
        },
        Action::Problems if app.library.problems.is_empty() && app.library.skipped == 0 => {
            return refuse(app, "Every file could be opened");
        }
        Action::Problems => Overlay::Problems(Problems::default()),
        Action::Why => match Why::open(app) {
            Some(why) => Overlay::Why(why),
            None => return refuse(app, &copy::nothing_current(app)),
        },
        Action::Bookmarks | Action::Note => match of_marks(app, action) {
            Ok(overlay) => overlay,
            Err(why) => return refuse(app, &why),
        },
        Action::Export => Overlay::Export(ExportMenu::open(app, None)),
        Action::Statements
        | Action::Variants
        | Action::Chain
        | Action::Unnamed
        | Action::News
        | Action::Compare => match of_the_ledger(app, action) {
            Ok(overlay) => overlay,
            Err(why) => {
                app.awaited = Some(action).filter(|_| waits(app));
                return refuse(app, &why);
            }
        },
        Action::Correct | Action::OtherSpeaker | Action::Review | Action::Corrections => {
            match of_corrections(app, action) {
                Ok(overlay) => overlay,
                Err(why) => return refuse(app, &why),
            }
        }
        _ => return Vec::new(),
    };
    app.overlay = Some(overlay);
    Vec::new()
}

/// Whether what is asked for opens by itself when it is known. Nobody who reads lines is told things unasked.
fn waits(app: &App) -> bool {
    app.derived.gathered.is_none() && app.medium == Medium::Screen
}

/// What shows the statements and where they come from; or why it cannot be shown.
fn of_the_ledger(app: &App, action: Action) -> Result<Overlay, String> {
    if app.derived.gathered.is_none() {
        let then = if waits(app) {
            "; it opens when they are"
        } else {
            ""
        };
        return Err(format!(
            "The statements are still being brought together{then}"
        ));
    }
    match action {
        Action::Statements => Ok(Overlay::Ledger(Ledger::open(app))),
        Action::Unnamed => Ok(Overlay::Unnamed(UnnamedPage::open(app))),
        Action::News => NewsPage::open(app).map(Overlay::News),
        Action::Chain => ChainPage::open(app)
            .map(Overlay::Chain)
            .ok_or_else(|| "There is no article to ask about yet".to_owned()),
        Action::Compare => Compare::open(app)
            .map(Overlay::Compare)
            .ok_or_else(|| "No fuller article shares the text of this one".to_owned()),
        _ => Variants::open(app)
            .map(Overlay::Variants)
            .ok_or_else(|| copy::nothing_current(app)),
    }
}

/// What shows or makes marks of the reader's own; or why it cannot be shown.
fn of_marks(app: &App, action: Action) -> Result<Overlay, String> {
    if action == Action::Note {
        return Ask::note_here(app)
            .map(Overlay::Ask)
            .ok_or_else(|| "There is no passage to write about yet".to_owned());
    }
    Bookmarks::open(app).map(Overlay::Bookmarks).ok_or_else(|| {
        let key = app.keymap.keys(Action::Bookmark).first();
        let hint = key.map_or(String::new(), |key| format!("; {key} sets one"));
        format!("There are no bookmarks yet{hint}")
    })
}

/// What corrects something, or shows what was corrected; or why it cannot be shown.
fn of_corrections(app: &App, action: Action) -> Result<Overlay, String> {
    match action {
        Action::Correct => Fix::open(app)
            .map(Overlay::Fix)
            .ok_or_else(|| "There is nothing to correct yet".to_owned()),
        Action::OtherSpeaker => current_quotation(app)
            .map(|at| Overlay::Finder(Finder::open(app, Purpose::Speaker(at))))
            .ok_or_else(|| copy::nothing_current(app)),
        Action::Review => Review::open(app)
            .map(Overlay::Review)
            .ok_or_else(|| "No attribution is doubtful, or all have been answered".to_owned()),
        _ => CorrectionList::open(app)
            .map(Overlay::Corrections)
            .ok_or_else(|| {
                let key = app.keymap.keys(Action::Correct).first();
                let hint = key.map_or(String::new(), |key| format!("; {key} makes one"));
                format!("There are no corrections yet{hint}")
            }),
    }
}

/// Opens the page of a person or organization.
pub fn open_person(app: &mut App, person: EntityId) -> Vec<Effect> {
    if app.library.entities.get(person).is_some() {
        app.overlay = Some(Overlay::Person(PersonPage::of(app, person)));
    }
    Vec::new()
}

/// Shows a text that has to be copied by hand, and why. The mouse is the terminal's own meanwhile.
pub(super) fn open_by_hand(app: &mut App, text: String, why: String) -> Vec<Effect> {
    app.notice = None;
    app.overlay = Some(Overlay::ByHand(ByHand { text, why, top: 0 }));
    ByHand::mouse(app, false)
}

/// Hears a key while an overlay is open.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    if asks_to_export(app, key) {
        let menu = ExportMenu::open(app, app.overlay.clone());
        app.overlay = Some(Overlay::Export(menu));
        return Vec::new();
    }
    hear(app, |overlay, app| match overlay {
        Overlay::Help(help) => help.key(app, key),
        Overlay::Palette(palette) => palette.key(app, key),
        Overlay::Finder(finder) => finder.key(app, key),
        Overlay::Search(prompt) => prompt.key(app, key),
        Overlay::Everywhere(everywhere) => everywhere.key(app, key),
        Overlay::Person(page) => page.key(app, key),
        Overlay::Problems(problems) => problems.key(app, key),
        Overlay::Why(why) => why.key(app, key),
        Overlay::Bookmarks(bookmarks) => bookmarks.key(app, key),
        Overlay::ByHand(by_hand) => by_hand.key(app, key),
        Overlay::Ledger(ledger) => ledger.key(app, key),
        Overlay::Variants(page) => page.key(app, key),
        Overlay::Fix(fix) => fix.key(app, key),
        Overlay::Ask(ask) => ask.key(app, key),
        Overlay::Split(split) => split.key(app, key),
        Overlay::Review(review) => review.key(app, key),
        Overlay::Corrections(list) => list.key(app, key),
        Overlay::Chain(page) => page.key(app, key),
        Overlay::Unnamed(page) => page.key(app, key),
        Overlay::News(page) => page.key(app, key),
        Overlay::Compare(page) => page.key(app, key),
        Overlay::Export(menu) => menu.key(app, key),
    })
}

/// Whether the key asks to write down what the open overlay shows. Where letters are typed only a key with Control or Alt
/// does.
fn asks_to_export(app: &App, key: Key) -> bool {
    let typing = match &app.overlay {
        Some(Overlay::Everywhere(_)) => true,
        Some(Overlay::Ledger(ledger)) => ledger.typing,
        Some(
            Overlay::Variants(_)
            | Overlay::Person(_)
            | Overlay::Unnamed(_)
            | Overlay::News(_)
            | Overlay::Chain(_),
        ) => false,
        Some(Overlay::Bookmarks(bookmarks)) => bookmarks.typing,
        _ => return false,
    };
    app.keymap.action(key) == Some(Action::Export) && (!typing || key.ctrl || key.alt)
}

/// Hears pasted text while an overlay is open. Where nothing is typed, pasting does nothing.
pub fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    hear(app, |overlay, app| match overlay {
        Overlay::Help(help) => help.paste(text),
        Overlay::Palette(palette) => palette.paste(text),
        Overlay::Finder(finder) => finder.paste(app, text),
        Overlay::Search(prompt) => prompt.paste(app, text),
        Overlay::Everywhere(everywhere) => everywhere.paste(app, text),
        Overlay::Ledger(ledger) => ledger.paste(app, text),
        Overlay::Ask(ask) => ask.paste(text),
        Overlay::Bookmarks(bookmarks) => bookmarks.paste(app, text),
        Overlay::Export(menu) => menu.paste(text),
        Overlay::Person(_)
        | Overlay::Problems(_)
        | Overlay::Why(_)
        | Overlay::ByHand(_)
        | Overlay::Variants(_)
        | Overlay::Fix(_)
        | Overlay::Split(_)
        | Overlay::Review(_)
        | Overlay::Corrections(_)
        | Overlay::Chain(_)
        | Overlay::Unnamed(_)
        | Overlay::News(_)
        | Overlay::Compare(_) => Step::STAY,
    })
}

/// Hears a turn of the wheel while an overlay is open: `by` rows, up when negative.
pub(super) fn wheel(app: &mut App, by: isize) -> Vec<Effect> {
    let motion = Motion::Rows(by);
    hear(app, |overlay, app| {
        match overlay {
            Overlay::Help(help) => help.go(app, motion),
            Overlay::Palette(palette) => palette.go(app, motion),
            Overlay::Finder(finder) => finder.go(app, motion),
            Overlay::Everywhere(everywhere) => everywhere.go(app, motion),
            Overlay::Person(page) => page.go(app, motion),
            Overlay::Problems(problems) => problems.go(app, motion),
            Overlay::Why(why) => why.go(app, motion),
            Overlay::Bookmarks(bookmarks) => bookmarks.go(app, motion),
            Overlay::ByHand(by_hand) => by_hand.go(app, motion),
            Overlay::Ledger(ledger) => ledger.go(app, motion),
            Overlay::Variants(page) => page.go(app, motion),
            Overlay::Fix(fix) => fix.go(app, motion),
            Overlay::Split(split) => split.go(app, motion),
            Overlay::Review(review) => review.go(motion),
            Overlay::Corrections(list) => list.go(app, motion),
            Overlay::Chain(page) => page.go(app, motion),
            Overlay::Unnamed(page) => page.go(app, motion),
            Overlay::News(page) => page.go(app, motion),
            Overlay::Compare(page) => page.go(app, motion),
            Overlay::Export(menu) => menu.go(app, motion),
            Overlay::Search(_) | Overlay::Ask(_) => {}
        }
        Step::STAY
    })
}

/// Hears a click into the body of the open overlay, `row` rows below its upper edge: selects what stands there, and
/// opens it when it was selected already.
pub(super) fn click(app: &mut App, row: u16) -> Vec<Effect> {
    hear(app, |overlay, app| match overlay {
        Overlay::Palette(palette) => palette.click(app, row),
        Overlay::Finder(finder) => finder.click(app, row),
        Overlay::Everywhere(everywhere) => everywhere.click(app, row),
        Overlay::Person(page) => page.click(app, row),
        Overlay::Bookmarks(bookmarks) => bookmarks.click(app, row),
        Overlay::Ledger(ledger) => ledger.click(app, row),
        Overlay::Variants(page) => page.click(app, row),
        Overlay::Fix(fix) => fix.click(app, row),
        Overlay::Split(split) => split.click(app, row),
        Overlay::Chain(page) => page.click(app, row),
        Overlay::Unnamed(page) => page.click(app, row),
        Overlay::News(page) => page.click(app, row),
        Overlay::Corrections(list) => list.click(app, row),
        Overlay::Export(menu) => menu.click(app, row),
        Overlay::Help(_)
        | Overlay::Search(_)
        | Overlay::Ask(_)
        | Overlay::Problems(_)
        | Overlay::Why(_)
        | Overlay::Compare(_)
        | Overlay::Review(_)
        | Overlay::ByHand(_) => Step::STAY,
    })
}

/// Brings the open overlay up to date after the library has changed.
pub fn refresh(app: &mut App) {
    hear(app, |overlay, app| {
        match overlay {
            Overlay::Finder(finder) => finder.find(app),
            Overlay::Everywhere(everywhere) => everywhere.find(app),
            Overlay::Corrections(list) => list.find(app),
            Overlay::Ledger(ledger) => ledger.find(app),
            Overlay::Unnamed(page) => page.find(app),
            Overlay::News(page) => page.find(app),
            Overlay::Bookmarks(bookmarks) => bookmarks.find(app),
            _ => {}
        }
        Step::STAY
    });
}

/// Lends the open overlay out of the state, and puts it back if it stays.
fn hear(app: &mut App, listen: impl FnOnce(&mut Overlay, &mut App) -> Step) -> Vec<Effect> {
    let Some(mut overlay) = app.overlay.take() else {
        return Vec::new();
    };
    match listen(&mut overlay, app) {
        Step::Stay(effects) => {
            app.overlay = Some(overlay);
            effects
        }
        Step::Close(effects) => effects,
    }
}

/// The person that `P` means: the one under the cursor on the right, else the speaker here, else the one followed.
fn person_meant(app: &App) -> Option<EntityId> {
    update::candidate(app).or(app.following)
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

fn refuse(app: &mut App, why: &str) -> Vec<Effect> {
    app.refuse(why);
    Vec::new()
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
