//! The state as cells. Nothing here changes anything.

pub mod theme;

use ratatui::Frame;

use crate::app::App;

/// Draws the whole screen.
pub fn draw(app: &App, frame: &mut Frame) {
    let _ = (app, frame);
}
