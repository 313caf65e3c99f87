//! The state as lines to be heard or felt: what a screen reader, a braille display or a script gets.
//!
//! A [`Scene`] is what can be told of one moment, from the library down to the words under the cursor. [`news`] tells what
//! is new in a scene beside the one before. No line is ever taken back, none is cut or padded: the terminal wraps them.

mod article;
mod finders;
mod lists;
mod overlay;
mod pages;
mod repairs;
mod texts;

#[cfg(test)]
mod tests;

use crate::app::derive::head::counted;
use crate::app::layout::TOLD_AT_ONCE;
use crate::app::update::followed_now;
use crate::app::{Action, App, Pane, Server};

use super::key_of;

/// What can be told of one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    parts: Vec<Part>,
}

/// One part of a scene.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    about: About,
    /// What tells two parts apart that say the same: a place, a number.
    at: usize,
    lines: Vec<String>,
    /// What is said instead where the list around it is told in the same breath.
    brief: Option<String>,
}

/// What a part is about, in the order in which the parts are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Library,
    Keys,
    Overlay,
    Followed,
    Pane,
    Document,
    List,
    Entry,
    Place,
    Paragraph,
    Quotation,
    Notice,
}

/// Why something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The reader asked for something.
    Asked,
    /// Long work has news, which the reader does not wait for.
    Work,
}

impl Scene {
    /// The scene of this moment.
    pub fn of(app: &App) -> Self {
        let mut scene = Self::default();
        scene.add(About::Library, 0, library(app));
        scene.add(About::Keys, 0, keys(app));
        match &app.overlay {
            Some(overlay) => overlay::tell(app, overlay, &mut scene),
            None => panes(app, &mut scene),
        }
        if let Some(notice) = &app.notice {
            scene.add(About::Notice, 0, vec![notice.text.clone()]);
        }
        scene
    }

    /// All of it: the answer to “where am I?”.
    pub fn whole(&self) -> Vec<String> {
        self.told(|_| true)
    }

    fn add(&mut self, about: About, at: usize, lines: Vec<String>) {
        self.parts.push(Part {
            about,
            at,
            lines,
            brief: None,
        });
    }

    /// A list: the entries around the cursor, as many as are told at once, and the one under the cursor.
    fn add_list(&mut self, list: &List<'_>) {
        let Some(cursor) = list.cursor else {
            self.add(About::List, 0, vec![list.empty.to_owned()]);
            return;
        };
        let first = cursor / TOLD_AT_ONCE * TOLD_AT_ONCE;
        let end = list.len.min(first + TOLD_AT_ONCE);
        let mut lines: Vec<_> = (first..end)
            .map(|entry| format!("{}. {}", entry + 1, (list.words)(entry)))
            .collect();
        if end < list.len {
            lines.push(format!("{} more.", list.len - end));
        }
        self.add(About::List, first, lines);
        let (at, all) = (cursor + 1, list.len);
        self.parts.push(Part {
            about: About::Entry,
            at: cursor,
            lines: vec![format!("{at} of {all}: {}", (list.words)(cursor))],
            brief: Some(format!("You are at {at} of {all}.")),
        });
    }

    fn part(&self, about: About) -> Option<&Part> {
        self.parts.iter().find(|part| part.about == about)
    }

    /// The lines of the parts that are chosen.
    fn told(&self, chosen: impl Fn(&Part) -> bool) -> Vec<String> {
        let list = self.part(About::List).is_some_and(&chosen);
        let mut lines = Vec::new();
        for part in self.parts.iter().filter(|part| chosen(part)) {
            match &part.brief {
                Some(brief) if list => lines.push(brief.clone()),
                _ => lines.extend(part.lines.iter().cloned()),
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// What is new in a scene, beside the one that was told before.
pub fn news(before: &Scene, after: &Scene, cause: Cause) -> Vec<String> {
    let is_new = |part: &Part| before.part(part.about) != Some(part);
    let has_new = |about| after.part(about).is_some_and(is_new);
    let moved = |part: &Part| before.part(part.about).map(|before| before.at) != Some(part.at);
    let turned = after.part(About::List).is_some_and(moved);
    // A list is told again when it is another one, not for every count in it that has changed.
    let list = turned || has_new(About::Overlay) || has_new(About::Pane);
    after.told(|part| match (cause, part.about) {
        (_, About::Place) => false,
        (Cause::Asked, About::Notice) => true,
        (Cause::Asked, About::List) => list,
        (Cause::Asked, About::Entry) => list || moved(part),
        // Whoever goes to a quotation hears it, not the paragraph around it as well.
        (Cause::Asked, About::Paragraph) => is_new(part) && !has_new(About::Quotation),
        (Cause::Asked, _) | (Cause::Work, About::Library | About::Notice) => is_new(part),
        (Cause::Work, _) => false,
    })
}

/// What the reader is asked to type, where letters are words rather than keys.
pub fn prompt(app: &App) -> Option<String> {
    let overlay = app
        .overlay
        .as_ref()
        .filter(|overlay| overlay.takes_words())?;
    Some(overlay::prompt(overlay))
}

/// A list to be told.
struct List<'a> {
    len: usize,
    /// The entry under the cursor, counted from 0; none when there is none.
    cursor: Option<usize>,
    /// The words of an entry.
    words: Box<dyn Fn(usize) -> String + 'a>,
    /// What is said when there is no entry.
    empty: &'a str,
}

/// What is open, and how much was found in it.
fn library(app: &App) -> Vec<String> {
    let library = &app.library;
    if library.name.is_empty() {
        return vec!["onrecord. Reading the files.".to_owned()];
    }
    let documents = counted(library.len(), "document");
    let mut first = format!("onrecord, {}, {documents}", library.name);
    first.push_str(if app.derived.analyzed < library.len() {
        "; still finding quotations."
    } else {
        "."
    });
    let mut lines = vec![first];
    if !library.problems.is_empty() {
        let files = counted(library.problems.len(), "file");
        let key = key_of(app, Action::Problems)
            .map_or(String::new(), |key| format!("; {key} lists them"));
        lines.push(format!("{files} could not be opened{key}."));
    }
    if app.server == Server::Away {
        lines.push("The server cannot be reached.".to_owned());
    }
    if library.skipped > 0 {
        let files = counted(library.skipped, "hidden or binary file");
        lines.push(format!("{files} passed over."));
    }
    lines
}

/// The keys that lead to all others.
fn keys(app: &App) -> Vec<String> {
    let keys = [
        (Action::Help, "lists the keys"),
        (Action::Redraw, "says where you are"),
        (Action::Quit, "leaves"),
    ];
    let told: Vec<_> = keys
        .iter()
        .filter_map(|(action, does)| Some(format!("{} {does}", key_of(app, *action)?)))
        .collect();
    vec![format!("{}.", told.join(", "))]
}

fn panes(app: &App, scene: &mut Scene) {
    scene.add(About::Followed, 0, followed(app));
    let name = match app.focus {
        Pane::Documents => "Documents.",
        Pane::Article => "Article.",
        Pane::People => "People and organizations.",
    };
    scene.add(About::Pane, 0, vec![name.to_owned()]);
    match app.focus {
        Pane::Documents => scene.add_list(&lists::documents(app)),
        Pane::People => scene.add_list(&lists::people(app)),
        Pane::Article => {}
    }
    article::tell(app, scene);
}

/// `Following Mara Lindqvist, 2 of 4.`
fn followed(app: &App) -> Vec<String> {
    let entity = app.following.and_then(|id| app.library.entities.get(id));
    let Some(entity) = entity else {
        return Vec::new();
    };
    let all = app.derived.followed.quotations.len();
    let place = match followed_now(app) {
        Some(place) => format!("{} of {all}", place + 1),
        None => counted(all, "quotation"),
    };
    vec![format!("Following {}, {place}.", entity.name)]
}

/// The words on one line, whatever breaks and blanks they hold.
fn one_line(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    words.join(" ")
}

/// The words as a sentence, with a full stop where nothing ends them yet.
fn sentence(words: &str) -> String {
    let words = words.trim_end();
    if words.is_empty() || words.ends_with(['.', '!', '?', '…', '”']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// The parts that say something, with commas between them.
fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
