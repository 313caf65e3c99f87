//! The looks: a style for every role on the screen, in four themes.
//!
//! No theme paints a background behind the text, so the terminal's own stays, and blanks cost nothing on the wire.
//! Roles that add to another style are patches: they name only what they change.

use ratatui::style::{Color, Modifier, Style};

use crate::app::{SPEAKERS, ThemeName};

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
    /// The theme with this name.
    pub const fn of(name: ThemeName) -> Self {
        match name {
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
    // Okabe and Ito's hues as far as 16 colours go; neighbours in this list also differ in lightness.
    speakers: [
        PLAIN.fg(Color::Cyan),
        PLAIN.fg(Color::Magenta),
        PLAIN.fg(Color::Green),
        PLAIN.fg(Color::Yellow),
        PLAIN.fg(Color::Blue),
        PLAIN.fg(Color::Red),
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

/// 256 colours on a dark background. The hues keep apart for the two common kinds of colour blindness; see the tests.
const DARK: Theme = Theme {
    dim: ink(245),
    heading: ink(250),
    heading_focused: BOLD,
    rule: ink(239),
    selected: PLAIN.bg(Color::Indexed(238)),
    selected_idle: PLAIN.bg(Color::Indexed(236)),
    quotation: ink(187),
    speakers: [ink(75), ink(221), ink(36), ink(182), ink(172), ink(229)],
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
    speakers: [ink(26), ink(130), ink(29), ink(54), ink(52), ink(24)],
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
mod tests {
    use super::*;

    type Rgb = [f64; 3];

    /// Full dichromacy after Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of Color
    /// Vision Deficiency”, 2009; applied to linear RGB.
    const SIGHTS: [(&str, [Rgb; 3]); 3] = [
        ("normal", [[1., 0., 0.], [0., 1., 0.], [0., 0., 1.]]),
        (
            "protan",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deutan",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
    ];

    /// The palette entry as linear RGB.
    fn linear(index: u8) -> Rgb {
        let levels = if index >= 232 {
            [8 + 10 * (index - 232); 3]
        } else {
            let cube = index - 16;
            [cube / 36, cube / 6 % 6, cube % 6]
                .map(|step| if step == 0 { 0 } else { 55 + 40 * step })
        };
        levels.map(|level| {
            let share = f64::from(level) / 255.;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    fn times(matrix: [Rgb; 3], colour: Rgb) -> Rgb {
        matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum::<f64>())
    }

    fn lab(colour: Rgb) -> Rgb {
        let xyz = times(
            [
                [0.433_953, 0.376_219, 0.189_828],
                [0.212_673, 0.715_152, 0.072_175],
                [0.017_758, 0.109_477, 0.872_766],
            ],
            colour.map(|part| part.clamp(0., 1.)),
        );
        let [x, y, z] = xyz.map(|part| {
            if part > 0.008_856 {
                part.cbrt()
            } else {
                7.787 * part + 16. / 116.
            }
        });
        [116. * y - 16., 500. * (x - y), 200. * (y - z)]
    }

    fn distance(one: Rgb, other: Rgb) -> f64 {
        let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let luminance = |[r, g, b]: Rgb| 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn indices(name: ThemeName) -> Vec<u8> {
        let foregrounds = Theme::of(name).speakers.map(|style| style.fg);
        foregrounds
            .into_iter()
            .filter_map(|colour| match colour {
                Some(Color::Indexed(index)) => Some(index),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn speakers_keep_apart_for_every_eye_and_stand_out_from_the_background() {
        // Distances are CIE 1976; about 2 can just be seen side by side, 15 and more is told apart at a glance.
        for (name, paper, apart) in [(ThemeName::Dark, 235, 23.), (ThemeName::Light, 231, 19.)] {
            let colours = indices(name);
            assert_eq!(colours.len(), SPEAKERS);
            for (at, &one) in colours.iter().enumerate() {
                assert!(
                    contrast(linear(one), linear(paper)) >= 4.5,
                    "{name:?}: {one} is hard to read"
                );
                for &other in &colours[at + 1..] {
                    for (sight, matrix) in SIGHTS {
                        let [a, b] = [one, other].map(|index| lab(times(matrix, linear(index))));
                        assert!(
                            distance(a, b) >= apart,
                            "{name:?}, {sight}: {one} and {other} are {:.1} apart",
                            distance(a, b)
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn without_colour_there_is_no_colour() {
        let shown = format!("{MONO:?}");
        assert!(!shown.contains("Some("), "{shown}");
        assert_ne!(Theme::of(ThemeName::Mono).selected, PLAIN);
    }

    #[test]
    fn the_terminals_own_colours_leave_out_those_that_vanish_on_some_background() {
        let shown = format!("{ANSI:?}");
        for vanishing in ["Black", "White", "Gray", "Light", "Indexed", "Rgb"] {
            assert!(!shown.contains(vanishing), "{vanishing}");
        }
    }

    #[test]
    fn a_speaker_without_a_mark_is_neutral() {
        let theme = Theme::of(ThemeName::Ansi);
        assert_eq!(theme.speaker(None), theme.quotation);
        assert_eq!(theme.speaker(Some(6)), theme.quotation);
        assert_eq!(theme.speaker(Some(1)), theme.speakers[1]);
    }
}
