//! Where everything stands: pure functions that both `update` and the view ask.

use ratatui::layout::Rect;

use super::{Pane, Screen, Size};

/// From this width three panes stand side by side.
pub const THREE_PANES_FROM: u16 = 100;
/// From this width two panes stand side by side.
pub const TWO_PANES_FROM: u16 = 70;
/// The smallest screen that can be read on.
pub const SMALLEST: Size = Size {
    width: 20,
    height: 5,
};
/// From this height a line at the top says what is open; below, its row is one more for the text.
const HEADED_FROM: u16 = 10;
/// Lines of an article are at most this wide, in columns.
pub const MEASURE: u16 = 72;
/// Where the reader reads lines, so many entries of a list are told at once.
pub const TOLD_AT_ONCE: usize = 10;
/// From this height a blank row stands below the headings of the panes.
const AIRY_FROM: u16 = 18;

/// The rectangles of the screen, in cells. A pane that is not shown has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The line at the top; no row where there is no room for it.
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

impl Layout {
    /// The rectangle of a pane, if it is shown.
    pub const fn pane(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Documents => self.documents,
            Pane::Article => self.article,
            Pane::People => self.people,
        }
    }
}

/// Where everything stands on a screen of this size; none when the screen is smaller than [`SMALLEST`].
pub fn layout(size: Size, focus: Pane, screen: Screen) -> Option<Layout> {
    let Size { width, height } = size;
    if width < SMALLEST.width || height < SMALLEST.height {
        return None;
    }
    let head = u16::from(height >= HEADED_FROM);
    let body = |x, width| Rect::new(x, head, width, height - head - 1);
    let mut places = Layout {
        header: Rect::new(0, 0, width, head),
        status: Rect::new(0, height - 1, width, 1),
        ..Layout::default()
    };
    if screen == Screen::Reading {
        places.article = Some(body(0, width));
    } else if width >= THREE_PANES_FROM {
        // The text comes near its measure first; what is left over then widens the lists.
        let left = (width / 4).clamp(27, 38);
        let people = (width / 4).clamp(28, 34);
        places.documents = Some(body(0, left));
        places.article = Some(body(left + 1, width - left - people - 2));
        places.people = Some(body(width - people, people));
    } else if width >= TWO_PANES_FROM {
        let left = (width * 3 / 8).clamp(26, 30);
        match focus {
            Pane::People => {
                places.article = Some(body(0, width - left - 1));
                places.people = Some(body(width - left, left));
            }
            Pane::Documents | Pane::Article => {
                places.documents = Some(body(0, left));
                places.article = Some(body(left + 1, width - left - 1));
            }
        }
    } else {
        let whole = Some(body(0, width));
        match focus {
            Pane::Documents => places.documents = whole,
            Pane::Article => places.article = whole,
            Pane::People => places.people = whole,
        }
    }
    Some(places)
}

/// The rows of a pane below its heading. In reading mode the article has no heading.
pub const fn content(pane: Rect, screen: Screen) -> Rect {
    let heading = match screen {
        Screen::Panes if pane.height >= AIRY_FROM => 2,
        Screen::Reading if pane.height < AIRY_FROM => 0,
        Screen::Panes | Screen::Reading => 1,
    };
    Rect {
        y: pane.y + heading,
        height: pane.height.saturating_sub(heading),
        ..pane
    }
}

/// The columns of an article: one for doubt, two for the marks of quotations, a blank one, and then the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The column of the sign that nobody should take the speaker for granted.
    pub doubt: u16,
    /// The first column of the marks.
    pub marks: u16,
    /// The first column of the text.
    pub text: u16,
    /// Columns of the text, at most [`MEASURE`] and at least 1.
    pub width: u16,
}

/// Where marks and text stand in the pane of the article: in the middle of a pane wider than the measure.
pub fn columns(pane: Rect) -> Columns {
    let width = pane.width.saturating_sub(6).clamp(1, MEASURE);
    let text = pane.x + (pane.width.saturating_sub(width) / 2).max(4);
    Columns {
        doubt: text - 4,
        marks: text - 3,
        text,
        width,
    }
}
