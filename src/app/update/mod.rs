//! The only place that changes the state.

mod articles;
mod copies;
pub(crate) mod corrections;
mod documents;
mod following;
mod lines;
mod link;
mod marks;
mod panes;
mod people;
mod places;
mod pointer;
mod quotations;
mod reading;
mod renewal;
mod reports;
pub mod search;
#[cfg(test)]
mod tests;
mod undo;

use super::{
    Action, Answer, App, Effect, Event, Key, KeyCode, Pane, Timer, copy, memory, mouse, overlay,
};

pub use articles::open;
pub(crate) use following::candidate;
pub use following::{current as followed_now, follow, unfollow};
pub(super) use marks::{set_bookmark, set_read};
pub use people::select as select_person;
pub use places::go_to;
pub(super) use places::{byte_here, restore};
pub(super) use pointer::{click, scroll};

/// The highest count that can be typed.
const MOST: u32 = 99_999;

/// Changes the state by one event, and returns what the outside should do about it.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let mut effects = change(app, event);
    effects.extend(overlay::sifting(app));
    let notes = memory::notes(app);
    if !notes.is_empty() {
        effects.push(Effect::Keep(notes));
    }
    effects
}

fn change(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => press(app, key),
        Event::Mouse(event) => mouse::mouse(app, event),
        Event::Paste(text) => overlay::paste(app, &text),
        Event::Line(text) => lines::line(app, &text),
        Event::Resize(size) => {
            app.size = size;
            panes::settle(app);
            Vec::new()
        }
        Event::Report(report) => reports::apply(app, report),
        Event::Timer(Timer::Rested) => documents::rested(app),
        Event::Corrected(line) => corrections::take(app, line),
        Event::Refused(why) => {
            app.refuse(why);
            Vec::new()
        }
        Event::Versions(doc, kept) => {
            overlay::compare_with(app, doc, kept);
            Vec::new()
        }
        Event::Met(met) => reports::met(app, *met),
        Event::Exported(path) => {
            app.say(format!("Written to {path}"));
            Vec::new()
        }
        Event::NotCopied { text, why } => overlay::open_by_hand(app, text, why),
        // What the terminal can do changes nothing of what is shown.
        Event::Answer(Answer::Background(background)) => {
            app.background = Some(background);
            Vec::new()
        }
        Event::Answer(_) => Vec::new(),
        Event::Resumed => vec![Effect::Redraw],
        Event::Over | Event::Hangup(_) => {
            app.quit = true;
            Vec::new()
        }
    }
}

/// One key on the panes or in what stands over them.
fn press(app: &mut App, key: Key) -> Vec<Effect> {
    app.notice = None;
    app.awaited = None;
    if app.overlay.is_some() {
        return overlay::key(app, key);
    }
    if let Some(digit) = counting(app, key) {
        app.count = Some((app.count.unwrap_or(0) * 10 + digit).min(MOST));
        return Vec::new();
    }
    let count = app.count.take();
    let action = app.keymap.action(key);
    if count.is_some() && action == Some(Action::Cancel) {
        return Vec::new();
    }
    let Some(action) = action else {
        let help = app.keymap.keys(Action::Help).first();
        let hint = help.map_or(String::new(), |help| format!("; {help} shows all keys"));
        app.refuse(format!("The key {key} does nothing here{hint}"));
        return Vec::new();
    };
    act(app, action, count)
}

/// The digit of a count. Where a digit is the key of an action, such as a pane, a count begins with another digit or
/// with 0: `5j`, `03]`.
fn counting(app: &App, key: Key) -> Option<u32> {
    let KeyCode::Char(character) = key.code else {
        return None;
    };
    let digit = character.to_digit(10).filter(|_| !key.ctrl && !key.alt)?;
    let begun = app.count.is_some();
    (begun || app.keymap.action(key).is_none()).then_some(digit)
}

/// Does what a key or a command asks for; `count` times where that means something.
pub fn act(app: &mut App, action: Action, count: Option<u32>) -> Vec<Effect> {
    let times = count.unwrap_or(1).max(1) as usize;
    let forward = times.cast_signed();
    match action {
        Action::LineDown => reading::lines(app, forward),
        Action::LineUp => reading::lines(app, -forward),
        Action::PageDown => reading::pages(app, 2 * forward),
        Action::PageUp => reading::pages(app, -2 * forward),
        Action::HalfPageDown => reading::pages(app, forward),
        Action::HalfPageUp => reading::pages(app, -forward),
        Action::Top => reading::end(app, reading::End::Top),
        Action::Bottom => reading::end(app, reading::End::Bottom),
        Action::ReadingMode => panes::reading_mode(app),
        Action::NextPane => panes::turn(app, 1),
        Action::PreviousPane => panes::turn(app, 2),
        Action::PaneLeft => panes::step(app, panes::Side::Left),
        Action::PaneRight => panes::step(app, panes::Side::Right),
        Action::Documents => panes::focus(app, Pane::Documents),
        Action::Article => panes::focus(app, Pane::Article),
        Action::People => panes::focus(app, Pane::People),
        Action::Open => panes::open(app),
        Action::NextDocument => documents::step(app, forward),
        Action::PreviousDocument => documents::step(app, -forward),
        Action::Order => documents::turn_order(app),
        Action::Copies => copies::toggle(app),
        Action::Look => renewal::look(app),
        Action::MarkUnread => documents::mark_unread(app),
        Action::NextQuotation => quotations::step(app, forward),
        Action::PreviousQuotation => quotations::step(app, -forward),
        Action::Follow => following::toggle(app),
        Action::NextOfPerson => following::step(app, forward),
        Action::PreviousOfPerson => following::step(app, -forward),
        Action::Doubtful => following::toggle_doubtful(app),
        Action::Copy => copy::copy(app),
        Action::Permalink => copy::permalink(app),
        Action::Back => places::back(app, times),
        Action::Forward => places::forward(app, times),
        Action::Bookmark => places::bookmark(app),
        Action::Undo => undo::undo(app, times),
        Action::NoQuotation => corrections::toggle_quotation(app),
        Action::NextMarked => corrections::next_marked(app, times),
        Action::Mouse => panes::mouse(app),
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        Action::Cancel => panes::cancel(app),
        Action::Quit => {
            app.quit = true;
            Vec::new()
        }
        Action::FindDocument
        | Action::PersonPage
        | Action::FindPerson
        | Action::Why
        | Action::Statements
        | Action::Variants
        | Action::Chain
        | Action::Unnamed
        | Action::News
        | Action::Compare
        | Action::Search
        | Action::SearchEverywhere
        | Action::Bookmarks
        | Action::Note
        | Action::Export
        | Action::Correct
        | Action::OtherSpeaker
        | Action::Review
        | Action::Corrections
        | Action::Help
        | Action::Palette
        | Action::Problems => overlay::open(app, action),
        Action::Theme => overlay::next_theme(app),
    }
}

/// Does nothing but say why.
fn refuse(app: &mut App, why: impl Into<String>) -> Vec<Effect> {
    app.refuse(why);
    Vec::new()
}
