//! Which overlay an action opens; and where it cannot, why.

use crate::app::{Action, App, Effect, Medium, copy, update};
use crate::library::{DocId, EntityId, Version};

use super::{
    Ask, Bookmarks, ByHand, ChainPage, Compare, CorrectionList, Everywhere, ExportMenu, Finder,
    Fix, Help, Ledger, NewsPage, Overlay, Palette, PersonPage, Problems, Purpose, Review,
    SearchPrompt, UnnamedPage, Variants, Why, current_quotation,
};

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
        Action::Compare => return open_comparison(app),
        Action::Statements | Action::Variants | Action::Chain | Action::Unnamed | Action::News => {
            match of_the_ledger(app, action) {
                Ok(overlay) => overlay,
                Err(why) => {
                    app.awaited = Some(action).filter(|_| waits(app));
                    let effects = refuse(app, &why);
                    let again = std::mem::take(&mut app.derived.uncompared);
                    return if again { vec![Effect::Gather] } else { effects };
                }
            }
        }
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

/// Compares the article shown with what it was before it changed, or with a fuller one. Versions that were kept are looked for.
fn open_comparison(app: &mut App) -> Vec<Effect> {
    let Some(doc) = app.article.doc else {
        return refuse(app, "There is no article to compare yet");
    };
    compare_with(app, doc, Vec::new());
    vec![Effect::FindVersions(doc)]
}

/// These earlier versions of a document are kept: it is compared with the last, or it is said why there is nothing to compare it
/// with.
pub fn compare_with(app: &mut App, doc: DocId, kept: Vec<Version>) {
    app.library.recall_versions(doc, kept);
    let waits_for_them = matches!(app.overlay, None | Some(Overlay::Compare(_)));
    if !waits_for_them || app.article.doc != Some(doc) {
        return;
    }
    app.overlay = Compare::open(app).map(Overlay::Compare);
    app.awaited = None;
    if app.overlay.is_some() {
        app.notice = None;
    } else if app.derived.gathered.is_none() {
        app.awaited = Some(Action::Compare).filter(|_| waits(app));
        app.refuse(still_gathering(app));
    } else {
        app.refuse("It has not changed, and no fuller article shares its text");
    }
}

/// Why nothing of the statements can be shown yet.
fn still_gathering(app: &App) -> String {
    let then = if waits(app) {
        "; it opens when they are"
    } else {
        ""
    };
    format!("The statements are still being brought together{then}")
}

/// What shows the statements and where they come from; or why it cannot be shown.
fn of_the_ledger(app: &App, action: Action) -> Result<Overlay, String> {
    if app.derived.gathered.is_none() {
        return Err(still_gathering(app));
    }
    match action {
        Action::Statements => Ok(Overlay::Ledger(Ledger::open(app))),
        Action::Unnamed => Ok(Overlay::Unnamed(UnnamedPage::open(app))),
        Action::News => NewsPage::open(app).map(Overlay::News),
        Action::Chain => ChainPage::open(app)
            .map(Overlay::Chain)
            .ok_or_else(|| "There is no article to ask about yet".to_owned()),
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
pub(in crate::app) fn open_by_hand(app: &mut App, text: String, why: String) -> Vec<Effect> {
    app.notice = None;
    app.overlay = Some(Overlay::ByHand(ByHand { text, why, top: 0 }));
    ByHand::mouse(app, false)
}

/// The person that `P` means: the one under the cursor on the right, else the speaker here, else the one followed.
fn person_meant(app: &App) -> Option<EntityId> {
    update::candidate(app).or(app.following)
}

fn refuse(app: &mut App, why: &str) -> Vec<Effect> {
    app.refuse(why);
    Vec::new()
}
