//! Where the panes stand: one pure function that both `update` and the view ask.

use ratatui::layout::Rect;

use super::{Pane, Screen, Size};

/// From this width three panes stand side by side.
pub const THREE_PANES_FROM: u16 = 100;
/// From this width two panes stand side by side.
pub const TWO_PANES_FROM: u16 = 70;
/// The smallest screen that can be read on.
pub const SMALLEST: Size = Size {
    width: 40,
    height: 10,
};
/// Lines of an article are at most this wide, in columns.
pub const MEASURE: u16 = 72;

/// The rectangles of the screen, in cells. A pane that is not shown has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The line at the top.
    pub header: Rect,
    /// The documents.
    pub documents: Option<Rect>,
    /// The article.
    pub article: Option<Rect>,
    /// People and organizations.
    pub people: Option<Rect>,
    /// The line at the bottom.
    pub status: Rect,
}

/// Where everything stands on a screen of this size; none when the screen is smaller than [`SMALLEST`].
pub fn layout(size: Size, focus: Pane, screen: Screen) -> Option<Layout> {
    let Size { width, height } = size;
    if width < SMALLEST.width || height < SMALLEST.height {
        return None;
    }
    let row = |y| Rect::new(0, y, width, 1);
    let body = |x, width| Rect::new(x, 1, width, height - 2);
    let mut layout = Layout {
        header: row(0),
        status: row(height - 1),
        ..Layout::default()
    };
    if screen == Screen::Reading {
        layout.article = Some(body(0, width));
    } else if width >= THREE_PANES_FROM {
        // The text keeps its measure; what is left over goes to the lists, and the margins of a very wide screen stay empty.
        let side = (width / 4).clamp(26, 40);
        let people = (width / 4).clamp(24, 34);
        layout.documents = Some(body(0, side));
        layout.article = Some(body(side + 1, width - side - people - 2));
        layout.people = Some(body(width - people, people));
    } else if width >= TWO_PANES_FROM {
        let side = (width * 3 / 8).clamp(26, 32);
        match focus {
            Pane::People => {
                layout.article = Some(body(0, width - side - 1));
                layout.people = Some(body(width - side, side));
            }
            Pane::Documents | Pane::Article => {
                layout.documents = Some(body(0, side));
                layout.article = Some(body(side + 1, width - side - 1));
            }
        }
    } else {
        let whole = Some(body(0, width));
        match focus {
            Pane::Documents => layout.documents = whole,
            Pane::Article => layout.article = whole,
            Pane::People => layout.people = whole,
        }
    }
    Some(layout)
}
