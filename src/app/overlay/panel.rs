//! Where an overlay stands: asked by its keys for the length of a page, and by the view for where to draw.

use ratatui::layout::Rect;

use crate::app::Size;

/// From this size on an overlay has a frame and leaves the panes visible around it.
const FRAMED_FROM: Size = Size {
    width: 64,
    height: 16,
};

/// The rectangles of an overlay, in cells. Any of them may be empty on a tiny screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// All of it. Its first row holds the title, its last row the keys.
    pub outer: Rect,
    /// Whether there is a thin frame around it.
    pub framed: bool,
    /// The line to type into, if there is one.
    pub prompt: Option<Rect>,
    /// Rows above the content that stay while it scrolls.
    pub head: Rect,
    /// The content.
    pub body: Rect,
    /// Rows below the content that stay while it scrolls.
    pub foot: Rect,
}

impl Panel {
    /// Nearly as high as the screen, at most `width` columns wide.
    pub fn tall(size: Size, width: u16) -> Self {
        Self::short(size, width, u16::MAX)
    }

    /// At most `width` columns wide and `height` rows high.
    pub fn short(size: Size, width: u16, height: u16) -> Self {
        let framed = size.width >= FRAMED_FROM.width && size.height >= FRAMED_FROM.height;
        let outer = if framed {
            let width = width.min(size.width - 6);
            let height = height.min(size.height - 4);
            // Short overlays stand at a third of the height, where the eye is.
            let above = (size.height - height) / 3;
            Rect::new((size.width - width) / 2, above.max(2), width, height)
        } else {
            Rect::new(0, 0, size.width, size.height)
        };
        let margin = if framed { 3 } else { 1 };
        let inside = Rect::new(
            outer.x.saturating_add(margin),
            outer.y.saturating_add(1),
            outer.width.saturating_sub(2 * margin),
            outer.height.saturating_sub(2),
        );
        Self {
            outer,
            framed,
            prompt: None,
            head: Rect::default(),
            body: inside.intersection(outer),
            foot: Rect::default(),
        }
    }

    /// One line in place of the status line.
    pub fn line(size: Size) -> Self {
        let outer = Rect::new(
            0,
            size.height.saturating_sub(1),
            size.width,
            size.height.min(1),
        );
        Self {
            outer,
            framed: false,
            prompt: Some(outer),
            head: Rect::default(),
            body: Rect::default(),
            foot: Rect::default(),
        }
    }

    /// The same with a blank row between the title and the content, where there is room.
    #[must_use]
    pub fn with_margin(self) -> Self {
        if !self.framed {
            return self;
        }
        Self {
            head: Rect::default(),
            ..self.with_head(1)
        }
    }

    /// The same with so many rows above the content that stay while it scrolls.
    #[must_use]
    pub fn with_head(self, rows: u16) -> Self {
        let rows = rows.min(self.body.height);
        Self {
            head: Rect {
                height: rows,
                ..self.body
            },
            body: Rect {
                y: self.body.y + rows,
                height: self.body.height - rows,
                ..self.body
            },
            ..self
        }
    }

    /// The same with so many rows below the content that stay while it scrolls.
    #[must_use]
    pub fn with_foot(self, rows: u16) -> Self {
        let rows = rows.min(self.body.height);
        let height = self.body.height - rows;
        Self {
            body: Rect {
                height,
                ..self.body
            },
            foot: Rect {
                y: self.body.y + height,
                height: rows,
                ..self.body
            },
            ..self
        }
    }

    /// The same, but no higher than so many rows of content need; a small screen is used whole all the same.
    #[must_use]
    pub fn fitting(self, rows: usize) -> Self {
        if !self.framed {
            return self;
        }
        let spare = usize::from(self.body.height).saturating_sub(rows.max(3)) as u16;
        Self {
            outer: Rect {
                height: self.outer.height - spare,
                ..self.outer
            },
            body: Rect {
                height: self.body.height - spare,
                ..self.body
            },
            ..self
        }
    }

    /// The same with a line to type into above the content, and a blank row below it where there is room.
    #[must_use]
    pub fn with_prompt(self) -> Self {
        if self.prompt.is_some() || self.body.is_empty() {
            return self;
        }
        let taken = if self.body.height >= 6 { 2 } else { 1 };
        Self {
            prompt: Some(Rect {
                height: 1,
                ..self.body
            }),
            body: Rect {
                y: self.body.y + taken,
                height: self.body.height - taken,
                ..self.body
            },
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_lies_on_the_screen_at_any_size() {
        for width in 0..130 {
            for height in 0..50 {
                let size = Size { width, height };
                let screen = Rect::new(0, 0, width, height);
                for panel in [
                    Panel::tall(size, 104).with_prompt(),
                    Panel::short(size, 78, 20).with_prompt(),
                    Panel::line(size).with_prompt(),
                ] {
                    for part in [Some(panel.outer), panel.prompt, Some(panel.body)] {
                        let part = part.unwrap_or_default();
                        assert_eq!(part.intersection(screen).area(), part.area(), "{panel:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_small_screen_is_used_whole() {
        let at = |width, height| Panel::tall(Size { width, height }, 104);
        assert_eq!(at(40, 10).outer, Rect::new(0, 0, 40, 10));
        assert_eq!(at(40, 10).body, Rect::new(1, 1, 38, 8));
        assert_eq!(at(120, 40).outer, Rect::new(8, 2, 104, 36));
        assert!(at(120, 40).framed);
    }
}
