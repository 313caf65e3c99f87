//! What stands over the panes, in words: its title, its keys, what it says, and its list.

use crate::app::{App, Overlay};

use super::{About, List, Scene, finders, pages, repairs, texts};

/// An overlay in words.
#[derive(Default)]
pub(super) struct Told<'a> {
    /// What it is, and how much of it there is.
    pub(super) title: String,
    /// What its keys do.
    pub(super) keys: String,
    /// What it says beside its list.
    pub(super) words: Vec<String>,
    /// Its list.
    pub(super) list: Option<List<'a>>,
}

/// Adds the open overlay to a scene.
pub(super) fn tell(app: &App, overlay: &Overlay, scene: &mut Scene) {
    let told = told(app, overlay);
    scene.add(About::Overlay, 0, vec![told.title, told.keys]);
    scene.add(About::Paragraph, 0, told.words);
    if let Some(list) = &told.list {
        scene.add_list(list);
    }
}

fn told<'a>(app: &'a App, overlay: &'a Overlay) -> Told<'a> {
    match overlay {
        Overlay::Help(help) => texts::help(app, help),
        Overlay::Palette(palette) => finders::palette(app, palette),
        Overlay::Finder(finder) => finders::finder(app, finder),
        Overlay::Search(prompt) => finders::search(app, prompt),
        Overlay::Everywhere(everywhere) => finders::everywhere(app, everywhere),
        Overlay::Person(page) => pages::person(app, page),
        Overlay::Problems(_) => texts::problems(app),
        Overlay::Why(_) => texts::why(app),
        Overlay::Bookmarks(bookmarks) => pages::bookmarks(app, bookmarks),
        Overlay::ByHand(by_hand) => texts::by_hand(by_hand),
        Overlay::Ledger(ledger) => pages::statements(app, ledger),
        Overlay::Variants(page) => pages::variants(app, page),
        Overlay::Export(menu) => repairs::export(app, menu),
        Overlay::Fix(fix) => repairs::fix(app, fix),
        Overlay::Ask(ask) => repairs::ask(ask),
        Overlay::Split(split) => repairs::split(app, split),
        Overlay::Review(review) => repairs::review(app, review),
        Overlay::Corrections(list) => repairs::corrections(app, list),
        Overlay::Chain(page) => pages::chain(app, page),
        Overlay::Unnamed(page) => pages::unnamed(app, page),
        Overlay::News(page) => pages::news(app, page),
        Overlay::Compare(page) => texts::compare(app, page),
    }
}

/// What the open overlay asks the reader to type.
pub(super) fn prompt(overlay: &Overlay) -> String {
    match overlay {
        Overlay::Palette(_) => "command: ",
        Overlay::Finder(finder) => finders::asked(&finder.purpose),
        Overlay::Ask(ask) => ask.label(),
        _ => "words: ",
    }
    .to_owned()
}

/// What the keys do, as a sentence: `enter goes there, esc closes.`
pub(super) fn keys(keys: &[(&str, &str)]) -> String {
    let told: Vec<_> = keys
        .iter()
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, does)| format!("{key} {does}"))
        .collect();
    format!("{}.", told.join(", "))
}
