//! What stands over the panes. Each kind is drawn by the file that is named like its state in `app/overlay/`.

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
mod news;
mod paint;
mod palette;
mod person;
mod problems;
mod review;
mod search;
mod split;
pub(super) mod statements;
mod unnamed;
mod variants;
mod why;

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;

use crate::app::{App, Overlay};

use super::theme::Theme;

/// Draws the open overlay, if there is one.
pub(super) fn draw(app: &App, theme: &Theme, buf: &mut Buffer) {
    let Some(overlay) = &app.overlay else {
        return;
    };
    let panel = overlay.panel(app);
    match overlay {
        Overlay::Help(help) => help::draw(app, help, panel, theme, buf),
        Overlay::Palette(palette) => palette::draw(app, palette, panel, theme, buf),
        Overlay::Finder(finder) => finder::draw(app, finder, panel, theme, buf),
        Overlay::Search(prompt) => search::draw(app, prompt, panel, theme, buf),
        Overlay::Everywhere(everywhere) => everywhere::draw(app, everywhere, panel, theme, buf),
        Overlay::Person(page) => person::draw(app, page, panel, theme, buf),
        Overlay::Problems(problems) => problems::draw(app, *problems, panel, theme, buf),
        Overlay::Why(why) => why::draw(app, *why, panel, theme, buf),
        Overlay::Bookmarks(bookmarks) => bookmarks::draw(app, bookmarks, panel, theme, buf),
        Overlay::ByHand(by_hand) => by_hand::draw(by_hand, panel, theme, buf),
        Overlay::Ledger(ledger) => statements::draw(app, ledger, panel, theme, buf),
        Overlay::Variants(page) => variants::draw(app, page, panel, theme, buf),
        Overlay::Fix(fix) => fix::draw(app, *fix, panel, theme, buf),
        Overlay::Ask(ask) => ask::draw(app, ask, panel, theme, buf),
        Overlay::Split(split) => split::draw(app, split, panel, theme, buf),
        Overlay::Review(review) => review::draw(app, review, panel, theme, buf),
        Overlay::Corrections(list) => corrections::draw(app, list, panel, theme, buf),
        Overlay::Chain(page) => chain::draw(app, page, panel, theme, buf),
        Overlay::Unnamed(page) => unnamed::draw(app, page, panel, theme, buf),
        Overlay::News(page) => news::draw(app, page, panel, theme, buf),
        Overlay::Compare(page) => compare::draw(app, page, panel, theme, buf),
        Overlay::Export(menu) => export::draw(app, menu, panel, theme, buf),
    }
}
