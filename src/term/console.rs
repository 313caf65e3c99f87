//! Pictures for the console of Linux: eight colours, of which bold type makes bright ones, and the signs of an old font.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

/// Signs that its fonts lack, each with one that they have.
const SIGNS: &[(&str, &str)] = &[("▎", "│"), ("┆", "│"), ("›", ">"), ("…", "."), ("✓", "√")];

/// Puts colours and signs into every cell that the console can show.
pub(super) fn translate(picture: &mut Buffer) {
    for cell in &mut picture.content {
        if let Some(dark) = dark(cell.fg) {
            cell.fg = dark;
            cell.modifier.insert(Modifier::BOLD);
            cell.modifier.remove(Modifier::DIM);
        }
        if let Some((_, known)) = SIGNS.iter().find(|(sign, _)| *sign == cell.symbol()) {
            cell.set_symbol(known);
        }
    }
}

/// The colour that bold type turns into this bright one.
const fn dark(bright: Color) -> Option<Color> {
    Some(match bright {
        Color::LightRed => Color::Red,
        Color::LightGreen => Color::Green,
        Color::LightYellow => Color::Yellow,
        Color::LightBlue => Color::Blue,
        Color::LightMagenta => Color::Magenta,
        Color::LightCyan => Color::Cyan,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn bright_colours_become_bold_ones_and_missing_signs_others() {
        let mut picture = Buffer::empty(Rect::new(0, 0, 4, 1));
        let bright = Style::new()
            .fg(Color::LightCyan)
            .add_modifier(Modifier::DIM);
        picture.set_string(0, 0, "▎a", bright);
        picture.set_string(2, 0, "“…", Style::new().fg(Color::Yellow));
        translate(&mut picture);
        let row: String = picture
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(row, "│a“.");
        assert_eq!(
            (picture[(0, 0)].fg, picture[(0, 0)].modifier),
            (Color::Cyan, Modifier::BOLD)
        );
        assert_eq!(
            (picture[(3, 0)].fg, picture[(3, 0)].modifier),
            (Color::Yellow, Modifier::empty())
        );
    }
}
