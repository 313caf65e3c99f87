//! What the environment says about the terminal: whether it can draw, its colours, its background, and what it may be asked.
//!
//! All of it is read through a function from a variable to its value, so that tests need no environment of their own.

use std::env;

use crate::app::{Background, ThemeName};

/// Kinds of terminals that answer questions, or at least show nothing of them. The console of Linux and the oldest terminals
/// are not among them.
const ANSWERING: &[&str] = &[
    "xterm",
    "tmux",
    "screen",
    "rxvt",
    "alacritty",
    "kitty",
    "foot",
    "wezterm",
    "ghostty",
    "contour",
    "konsole",
    "vte",
    "gnome",
    "st-",
    "mlterm",
    "mintty",
    "iterm",
    "putty",
];

/// The value of a variable of the real environment.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// Whether the terminal can show a screen at all; `TERM=dumb` and no `TERM` say that it cannot.
pub fn can_draw() -> bool {
    !matches!(term(&variable).as_str(), "" | "dumb")
}

/// Whether what is written may be set off by colours and bold type, as <https://bixense.com/clicolors/> and
/// <https://no-color.org> have it: `NO_COLOR` forbids it, `CLICOLOR_FORCE` asks for it even where no terminal is, and
/// `CLICOLOR=0` forbids it on terminals too.
pub fn colours(is_terminal: bool) -> bool {
    colours_for(&variable, is_terminal)
}

/// The colours to begin with when the reader has not chosen any: none where the environment or the kind of terminal says so.
pub fn theme() -> ThemeName {
    theme_for(&variable)
}

/// How bright the terminal is, as far as the environment says.
pub fn background() -> Option<Background> {
    background_for(&variable)
}

/// Whether the terminal may be asked something.
pub(super) fn answers() -> bool {
    let name = term(&variable);
    ANSWERING.iter().any(|known| name.starts_with(known))
}

/// Whether the terminal is one of the first with a screen, which know only what a VT100 or VT102 knew.
pub(super) fn is_early() -> bool {
    matches!(term(&variable).as_str(), "vt100" | "vt102")
}

/// Whether the terminal is the console of Linux, with eight colours and the signs of an old font.
pub(super) fn is_console() -> bool {
    let name = term(&variable);
    name == "linux" || name.starts_with("linux-")
}

fn term(get: &impl Fn(&str) -> Option<String>) -> String {
    get("TERM").unwrap_or_default()
}

fn colours_for(get: &impl Fn(&str) -> Option<String>, is_terminal: bool) -> bool {
    let set = |name| get(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    is_terminal && set("CLICOLOR").is_none_or(|value| value != "0") && term(get) != "dumb"
}

fn theme_for(get: &impl Fn(&str) -> Option<String>) -> ThemeName {
    let name = term(get);
    let without = name.starts_with("vt") || name.ends_with("-m") || name.ends_with("-mono");
    let forced = get("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    if colours_for(get, true) && (!without || forced) {
        ThemeName::Auto
    } else {
        ThemeName::Mono
    }
}

/// `COLORFGBG` holds the colours of letters and background as numbers of the 16, with a word between them at times; rxvt began
/// it, and Konsole and others followed. The console of Linux is black.
fn background_for(get: &impl Fn(&str) -> Option<String>) -> Option<Background> {
    if let Some(colours) = get("COLORFGBG") {
        let behind = colours.rsplit(';').next()?.parse::<u8>().ok()?;
        return match behind {
            0..=6 | 8 => Some(Background::Dark),
            7 | 9..=15 => Some(Background::Light),
            _ => None,
        };
    }
    (term(get) == "linux").then_some(Background::Dark)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An environment written as `NAME=value NAME=value`.
    fn environment(words: &str) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let mut pairs = words.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.find_map(|(known, value)| (known == name).then(|| value.to_owned()))
        }
    }

    #[test]
    fn a_terminal_without_colours_begins_without() {
        for (words, theme) in [
            ("TERM=xterm-256color", ThemeName::Auto),
            ("TERM=xterm-256color NO_COLOR=1", ThemeName::Mono),
            ("TERM=xterm-256color NO_COLOR=", ThemeName::Auto),
            ("TERM=xterm-256color CLICOLOR=0", ThemeName::Mono),
            ("TERM=xterm-256color CLICOLOR=1", ThemeName::Auto),
            ("TERM=xterm CLICOLOR=0 CLICOLOR_FORCE=1", ThemeName::Auto),
            ("TERM=xterm NO_COLOR=1 CLICOLOR_FORCE=1", ThemeName::Mono),
            ("TERM=vt220", ThemeName::Mono),
            ("TERM=vt220 CLICOLOR_FORCE=1", ThemeName::Auto),
            ("TERM=xterm-mono", ThemeName::Mono),
            ("TERM=screen", ThemeName::Auto),
            ("TERM=linux", ThemeName::Auto),
        ] {
            assert_eq!(theme_for(&environment(words)), theme, "{words}");
        }
    }

    #[test]
    fn output_is_set_off_on_terminals_and_where_it_is_forced() {
        for (words, terminal, elsewhere) in [
            ("TERM=xterm", true, false),
            ("TERM=dumb", false, false),
            ("TERM=xterm CLICOLOR=0", false, false),
            ("TERM=xterm CLICOLOR_FORCE=1", true, true),
            ("TERM=xterm CLICOLOR_FORCE=0", true, false),
            ("TERM=dumb CLICOLOR_FORCE=1", true, true),
            ("TERM=xterm CLICOLOR_FORCE=1 NO_COLOR=1", false, false),
        ] {
            let get = environment(words);
            assert_eq!(colours_for(&get, true), terminal, "{words}");
            assert_eq!(colours_for(&get, false), elsewhere, "{words}");
        }
    }

    #[test]
    fn the_environment_may_say_how_bright_the_terminal_is() {
        for (words, background) in [
            ("TERM=xterm", None),
            ("COLORFGBG=15;0", Some(Background::Dark)),
            ("COLORFGBG=0;default;15", Some(Background::Light)),
            ("COLORFGBG=12;8", Some(Background::Dark)),
            ("COLORFGBG=0;7", Some(Background::Light)),
            ("COLORFGBG=default;default", None),
            ("COLORFGBG=1;200", None),
            ("TERM=linux", Some(Background::Dark)),
        ] {
            assert_eq!(background_for(&environment(words)), background, "{words}");
        }
    }
}
