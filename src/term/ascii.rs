//! Pictures in plain ASCII, for terminals whose locale is not Unicode.

use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthChar as _;

use super::surroundings;

/// Signs with a likeness in ASCII, as the screen and the articles use them.
const LIKENESSES: &[(&str, char)] = &[
    ("“”„«»″", '"'),
    ("‘’‚‹′", '\''),
    ("–—―−─", '-'),
    ("│▎┆", '|'),
    ("▌", '#'),
    ("┌┐└┘├┤┬┴┼╭╮╰╯", '+'),
    ("…·", '.'),
    ("•", '*'),
    ("›→", '>'),
    ("×", 'x'),
    ("≠", '!'),
    ("✓", '*'),
    ("↑", '^'),
    ("↓", 'v'),
    ("\u{a0}", ' '),
    ("àáâãäåāą", 'a'),
    ("çćč", 'c'),
    ("èéêëēęě", 'e'),
    ("ìíîïīı", 'i'),
    ("ñńň", 'n'),
    ("òóôõöøōő", 'o'),
    ("śšşș", 's'),
    ("ùúûüūůű", 'u'),
    ("ýÿ", 'y'),
    ("źžż", 'z'),
    ("łļ", 'l'),
];

/// Whether the environment names a locale without Unicode, such as `LANG=C`. An environment that says nothing is taken
/// for a modern one.
pub(super) fn wanted() -> bool {
    wanted_by(surroundings::variable)
}

/// The first of three variables that is set and not empty decides, as POSIX has it.
fn wanted_by(get: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name| get(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    locale.is_some_and(|locale| is_without_unicode(&locale))
}

fn is_without_unicode(locale: &str) -> bool {
    let charset = locale.split('@').next().unwrap_or_default().split_once('.');
    match charset {
        Some((_, charset)) => {
            let charset = charset.to_ascii_lowercase();
            charset != "utf-8" && charset != "utf8"
        }
        None => locale == "C" || locale == "POSIX",
    }
}

/// Puts a likeness in ASCII, or else a question mark, into every cell that holds anything else.
pub(super) fn translate(picture: &mut Buffer) {
    for cell in &mut picture.content {
        if !cell.symbol().is_ascii() {
            let likeness = cell.symbol().chars().next().map_or('?', likeness);
            cell.set_char(likeness);
        }
    }
}

/// The same for words.
pub(super) fn words(words: &str) -> String {
    words
        .chars()
        .filter(|sign| sign.width() != Some(0))
        .map(|sign| {
            if sign.is_ascii() {
                sign
            } else {
                likeness(sign)
            }
        })
        .collect()
}

fn likeness(sign: char) -> char {
    let small = sign.to_lowercase().next().unwrap_or(sign);
    let known = LIKENESSES.iter().find(|(signs, _)| signs.contains(small));
    match known {
        Some((_, likeness)) if sign == small => *likeness,
        Some((_, likeness)) => likeness.to_ascii_uppercase(),
        None => '?',
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn a_picture_keeps_its_shape() {
        let mut picture = Buffer::empty(Rect::new(0, 0, 26, 1));
        picture.set_string(0, 0, "▎a “Élan” – Łódź 漢… │ ▌›•", Style::new());
        translate(&mut picture);
        let row: String = picture
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(row, "|a \"Elan\" - Lodz ? . | #>*");
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        for (all, characters, language, ascii) in [
            ("", "", "", false),
            ("", "", "C", true),
            ("", "C.UTF-8", "C", false),
            ("", "C", "en_US.UTF-8", true),
            ("C", "en_US.UTF-8", "en_US.UTF-8", true),
            ("en_US.UTF-8", "C", "C", false),
        ] {
            let get = |name: &str| {
                let value = match name {
                    "LC_ALL" => all,
                    "LC_CTYPE" => characters,
                    _ => language,
                };
                Some(value.to_owned())
            };
            assert_eq!(wanted_by(get), ascii, "{all} {characters} {language}");
        }
    }

    #[test]
    fn words_without_unicode_keep_their_sense() {
        assert_eq!(
            words("Quotation 1: “e\u{301}lan” – ≠"),
            "Quotation 1: \"elan\" - !"
        );
    }

    #[test]
    fn only_a_locale_that_says_so_is_without_unicode() {
        for (locale, without) in [
            ("C", true),
            ("POSIX", true),
            ("de_DE.ISO-8859-15@euro", true),
            ("C.UTF-8", false),
            ("en_US.utf8", false),
            ("en_US", false),
        ] {
            assert_eq!(is_without_unicode(locale), without, "{locale}");
        }
    }
}
