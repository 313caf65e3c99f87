//! What holds of every theme.

use super::sight::{SIGHTS, VGA, XTERM, contrast, distance, linear, seen};
use super::*;

fn speakers(theme: &Theme) -> [Color; SPEAKERS] {
    theme.speakers.map(|style| style.fg.unwrap_or(Color::Reset))
}

/// The least distance between two of these colours, for the eye and the palette that are worst off.
fn least(colours: &[Color]) -> (f64, String) {
    let mut least = (f64::MAX, String::new());
    for palette in [XTERM, VGA] {
        for (at, &one) in colours.iter().enumerate() {
            for &other in &colours[at + 1..] {
                for (sight, matrix) in SIGHTS {
                    let [a, b] = [one, other].map(|colour| seen(linear(colour, &palette), matrix));
                    let apart = distance(a, b);
                    if apart < least.0 {
                        least = (
                            apart,
                            format!("{one} and {other} are {apart:.1} apart, {sight}"),
                        );
                    }
                }
            }
        }
    }
    least
}

#[test]
fn the_distance_is_that_of_its_authors() {
    // The first, seventh and twentieth pair of the test data of Sharma, Wu and Dalal.
    for (one, other, expected) in [
        ([50., 2.6772, -79.7751], [50., 0., -82.7485], 2.0425),
        ([50., 0., 0.], [50., -1., 2.], 2.3669),
        ([50., 2.5, 0.], [58., 24., 15.], 19.4535),
        (
            [2.0776, 0.0795, -1.1350],
            [0.9033, -0.0636, -0.5514],
            0.9082,
        ),
    ] {
        assert!(
            (distance(one, other) - expected).abs() < 0.0001,
            "{one:?} {other:?}"
        );
    }
}

#[test]
fn speakers_keep_apart_for_every_eye() {
    // What 16 colours can do at most is little on a background that nobody knows: it leaves only six of them.
    for (theme, first, all) in [
        (DARK, 16., 14.),
        (LIGHT, 18., 14.),
        (ON_DARK, 23., 9.),
        (ON_LIGHT, 15., 6.),
        (ANSI, 8., 3.),
    ] {
        let colours = speakers(&theme);
        let (apart, which) = least(&colours[..4]);
        assert!(apart >= first, "the first four: {which}");
        let (apart, which) = least(&colours);
        assert!(apart >= all, "{which}");
    }
}

#[test]
fn speakers_stand_out_from_their_background() {
    let black = linear(Color::Black, &XTERM);
    let white = linear(Color::White, &XTERM);
    for (theme, paper, least) in [
        (DARK, linear(Color::Indexed(235), &XTERM), 4.5),
        (LIGHT, white, 4.5),
        (ON_DARK, black, 4.),
        // Green is the weakest on white, and still better than yellow and cyan, which every background has to make do with.
        (ON_LIGHT, white, 2.),
    ] {
        for palette in [XTERM, VGA] {
            for colour in speakers(&theme) {
                let found = contrast(linear(colour, &palette), paper);
                assert!(found >= least, "{colour}: {found:.1}");
            }
        }
    }
}

#[test]
fn what_is_said_stands_out_from_what_is_told() {
    // Letters without a colour are white or light grey on dark, black or dark grey on light.
    for (theme, letters, least) in [(DARK, [15, 252], 9.), (LIGHT, [16, 236], 16.)] {
        for colour in speakers(&theme) {
            for (sight, matrix) in SIGHTS {
                for letter in letters {
                    let [a, b] = [colour, Color::Indexed(letter)]
                        .map(|colour| seen(linear(colour, &XTERM), matrix));
                    let apart = distance(a, b);
                    assert!(
                        apart >= least,
                        "{colour} beside {letter}: {apart:.1}, {sight}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_background_chooses_only_where_the_reader_has_not() {
    for background in [None, Some(Background::Dark), Some(Background::Light)] {
        for (name, theme) in [
            (ThemeName::Ansi, ANSI),
            (ThemeName::Dark, DARK),
            (ThemeName::Light, LIGHT),
            (ThemeName::Mono, MONO),
        ] {
            assert_eq!(Theme::of(name, background), theme);
        }
    }
    assert_eq!(Theme::of(ThemeName::Auto, None), ANSI);
    assert_eq!(Theme::of(ThemeName::Auto, Some(Background::Dark)), ON_DARK);
    assert_eq!(
        Theme::of(ThemeName::Auto, Some(Background::Light)),
        ON_LIGHT
    );
}

#[test]
fn without_colour_there_is_no_colour() {
    let shown = format!("{MONO:?}");
    assert!(!shown.contains("Some("), "{shown}");
    assert_ne!(MONO.selected, PLAIN);
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
    assert_eq!(ANSI.speaker(None), ANSI.quotation);
    assert_eq!(ANSI.speaker(Some(6)), ANSI.quotation);
    assert_eq!(ANSI.speaker(Some(1)), ANSI.speakers[1]);
}
