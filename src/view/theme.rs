//! The looks: a style for every role on the screen, in five themes.
//!
//! Speakers are told apart by hue as far as their number of colours goes, for every kind of eye (see the tests), and by a
//! letter and a bar in the margin besides.
//!
//! No theme paints a background behind the text, so the terminal's own stays, and blanks cost nothing on the wire.
//! Roles that add to another style are patches: they name only what they change.

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Background, SPEAKERS, ThemeName};

/// A style for every role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The running text.
    pub text: Style,
    /// What may be overlooked: counts, dates, hints.
    pub dim: Style,
    /// The heading of a pane.
    pub heading: Style,
    /// The heading of the pane that has the keys.
    pub heading_focused: Style,
    /// The title of an article.
    pub title: Style,
    /// Thin lines between panes and around overlays.
    pub rule: Style,
    /// A patch for the row under the cursor.
    pub selected: Style,
    /// A patch for the row under the cursor of a list that does not have the keys.
    pub selected_idle: Style,
    /// Quoted words of a speaker without a colour.
    pub quotation: Style,
    /// Quoted words and marks of the first speakers of the library.
    pub speakers: [Style; SPEAKERS],
    /// A patch for the current quotation.
    pub current: Style,
    /// A patch for quotations whose speaker is doubtful.
    pub doubtful: Style,
    /// A patch for speech reported without quotation marks.
    pub indirect: Style,
    /// Words in quotation marks that nobody said, and page furniture.
    pub scare: Style,
    /// A patch for mentions of the selected person.
    pub mention: Style,
    /// A patch for what a search found, in texts and in lists.
    pub search_hit: Style,
    /// A message that something was done.
    pub notice: Style,
    /// A message that a key could not act.
    pub refused: Style,
    /// The dot before a document that has not been read.
    pub unread: Style,
    /// The line at the top and the line at the bottom.
    pub bar: Style,
}

impl Theme {
    /// The theme with this name, on this background as far as it is known.
    pub const fn of(name: ThemeName, background: Option<Background>) -> Self {
        match name {
            ThemeName::Auto => match background {
                None => ANSI,
                Some(Background::Dark) => ON_DARK,
                Some(Background::Light) => ON_LIGHT,
            },
            ThemeName::Ansi => ANSI,
            ThemeName::Dark => DARK,
            ThemeName::Light => LIGHT,
            ThemeName::Mono => MONO,
        }
    }

    /// The style of a speaker: one of the six hues, or the neutral one.
    pub fn speaker(&self, mark: Option<usize>) -> Style {
        mark.and_then(|mark| self.speakers.get(mark))
            .copied()
            .unwrap_or(self.quotation)
    }
}

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const FAINT: Style = PLAIN.add_modifier(Modifier::DIM);
const UNDERLINED: Style = PLAIN.add_modifier(Modifier::UNDERLINED);
const REVERSED: Style = PLAIN.add_modifier(Modifier::REVERSED);

/// A colour of the 256-colour palette, above the 16 that terminals redefine.
const fn ink(index: u8) -> Style {
    PLAIN.fg(Color::Indexed(index))
}

/// Only attributes: for `NO_COLOR` and terminals without colours. Quotations are told by bold type and their marks.
const MONO: Theme = Theme {
    text: PLAIN,
    dim: FAINT,
    heading: PLAIN,
    heading_focused: BOLD.add_modifier(Modifier::UNDERLINED),
    title: BOLD,
    rule: FAINT,
    selected: REVERSED,
    selected_idle: BOLD,
    quotation: BOLD,
    speakers: [BOLD; SPEAKERS],
    current: UNDERLINED,
    doubtful: PLAIN.remove_modifier(Modifier::BOLD),
    indirect: PLAIN.remove_modifier(Modifier::BOLD),
    scare: PLAIN,
    mention: UNDERLINED,
    search_hit: REVERSED,
    notice: PLAIN,
    refused: BOLD,
    unread: PLAIN,
    bar: PLAIN,
};

/// The terminal's own 16 colours. Bright ones, black and white are left out: each of them vanishes on some background.
const ANSI: Theme = Theme {
    // The bar in the margin tells them; an underline would look like a mention.
    quotation: PLAIN,
    // The first four are those that keep apart best.
    speakers: [
        PLAIN.fg(Color::Cyan),
        PLAIN.fg(Color::Red),
        PLAIN.fg(Color::Yellow),
        PLAIN.fg(Color::Blue),
        PLAIN.fg(Color::Magenta),
        PLAIN.fg(Color::Green),
    ],
    current: BOLD,
    doubtful: FAINT,
    indirect: FAINT,
    scare: FAINT,
    mention: UNDERLINED,
    search_hit: REVERSED,
    refused: PLAIN.fg(Color::Red),
    ..MONO
};

/// Those of the 16 colours that stand out from a dark background.
const ON_DARK: Theme = Theme {
    speakers: [
        PLAIN.fg(Color::LightCyan),
        PLAIN.fg(Color::LightRed),
        PLAIN.fg(Color::LightYellow),
        PLAIN.fg(Color::LightBlue),
        PLAIN.fg(Color::Yellow),
        PLAIN.fg(Color::Cyan),
    ],
    refused: PLAIN.fg(Color::LightRed),
    ..ANSI
};

/// Those of the 16 colours that stand out from a light background.
const ON_LIGHT: Theme = Theme {
    speakers: [
        PLAIN.fg(Color::Blue),
        PLAIN.fg(Color::Red),
        PLAIN.fg(Color::Green),
        PLAIN.fg(Color::LightMagenta),
        PLAIN.fg(Color::Magenta),
        PLAIN.fg(Color::LightRed),
    ],
    ..ANSI
};

/// 256 colours on a dark background.
const DARK: Theme = Theme {
    dim: ink(245),
    heading: ink(250),
    heading_focused: BOLD,
    rule: ink(239),
    selected: PLAIN.bg(Color::Indexed(238)),
    selected_idle: PLAIN.bg(Color::Indexed(236)),
    quotation: ink(187),
    speakers: [ink(81), ink(227), ink(107), ink(69), ink(175), ink(223)],
    current: BOLD.bg(Color::Indexed(237)),
    scare: ink(246),
    search_hit: PLAIN
        .fg(Color::Indexed(16))
        .bg(Color::Indexed(186))
        .remove_modifier(Modifier::DIM),
    notice: ink(152),
    refused: ink(216),
    bar: ink(250),
    ..ANSI
};

/// 256 colours on a light background.
const LIGHT: Theme = Theme {
    dim: ink(242),
    heading: ink(240),
    heading_focused: BOLD,
    rule: ink(250),
    selected: PLAIN.bg(Color::Indexed(252)),
    selected_idle: PLAIN.bg(Color::Indexed(255)),
    quotation: ink(236),
    speakers: [ink(27), ink(130), ink(53), ink(88), ink(29), ink(20)],
    current: BOLD.bg(Color::Indexed(254)),
    scare: ink(241),
    search_hit: PLAIN
        .fg(Color::Indexed(16))
        .bg(Color::Indexed(222))
        .remove_modifier(Modifier::DIM),
    notice: ink(24),
    refused: ink(124),
    bar: ink(240),
    ..ANSI
};

#[cfg(test)]
mod sight;
#[cfg(test)]
mod tests;
