//! What a terminal sends, byte by byte, as keys, clicks, pastes and answers.
//!
//! A sequence that the network cut is put together again: Esc, `[` and `B` soon after one another are the key Down.
//! Whatever is no known sequence does nothing, so that an answer nobody asked for never acts as keys.

use crate::app::{Key, KeyCode};

use super::sequence::{self, Input};

/// Longer than any sequence that a terminal sends of its own accord.
const LONGEST: usize = 64;
/// The longest answer in words, such as a colour.
const LONGEST_STRING: usize = 512;
/// What is pasted beyond this is dropped, in bytes: nothing on the screen takes so much.
const LARGEST_PASTE: usize = 1 << 20;
/// Ends what is pasted.
const END_OF_PASTE: &[u8] = b"\x1b[201~";

/// Bytes on their way to become input. It knows no clock: whoever feeds it calls [`Decoder::give_up`] when nothing has
/// followed for a while.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// The beginning of something whose end has not come.
    held: Vec<u8>,
    /// What has been pasted so far, while a paste comes.
    pasted: Option<Vec<u8>>,
    /// Whether what is held is an answer whose rest is late.
    late: bool,
}

/// What stands at the beginning of some bytes.
enum Found {
    /// So many bytes are this, or nothing that means anything.
    Input(usize, Option<Input>),
    /// So many bytes say that what follows is pasted.
    Paste(usize),
    /// The end has not come yet.
    Cut,
}

impl Decoder {
    /// Takes the next bytes, and returns what they settle.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut settled = Vec::new();
        let late = std::mem::take(&mut self.late);
        if late && !bytes.first().is_none_or(|byte| goes_on(*byte)) {
            // This is a key; the answer was never finished.
            self.held.clear();
        }
        // Alt and a key come together. What follows a lone Esc is its rest only if it looks like one.
        if self.held == b"\x1b" && !matches!(bytes.first(), Some(b'[' | b'O' | b']') | None) {
            settled.extend(self.give_up());
        }
        self.held.extend_from_slice(bytes);
        let held = std::mem::take(&mut self.held);
        let mut rest = &*held;
        while !rest.is_empty() {
            if let Some(pasted) = &mut self.pasted {
                let Some(taken) = take_paste(pasted, rest) else {
                    break;
                };
                rest = rest.get(taken..).unwrap_or_default();
                let text = self.pasted.take().unwrap_or_default();
                let text = String::from_utf8_lossy(&text).into_owned();
                settled.push(Input::Paste(text));
                continue;
            }
            let taken = match first(rest) {
                Found::Cut => break,
                Found::Paste(length) => {
                    self.pasted = Some(Vec::new());
                    length
                }
                Found::Input(length, input) => {
                    settled.extend(input);
                    length
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        self.held = match &mut self.pasted {
            Some(pasted) => hold_paste(pasted, rest),
            None => rest.to_vec(),
        };
        settled
    }

    /// Whether bytes are held back that may be whole already.
    pub(super) fn is_waiting(&self) -> bool {
        !self.held.is_empty() && self.pasted.is_none() && !self.late
    }

    /// Nothing has followed: the bytes mean themselves. But no key begins as an answer does, so the rest of one may come as
    /// late as it likes on a slow line.
    pub(super) fn give_up(&mut self) -> Vec<Input> {
        if !self.is_waiting() {
            return Vec::new();
        }
        if begins_answer(&self.held) {
            self.late = true;
            return Vec::new();
        }
        let held = std::mem::take(&mut self.held);
        let (esc, rest) = match held.split_first() {
            Some((0x1b, rest)) => (Some(Key::plain(KeyCode::Esc)), rest),
            _ => (None, &*held),
        };
        let words = String::from_utf8_lossy(rest);
        let letters = words.chars().filter(|letter| *letter != '\u{fffd}');
        let keys = letters.filter_map(|letter| match u8::try_from(letter) {
            Ok(byte) if byte.is_ascii_control() => sequence::control(byte),
            _ => typed(letter),
        });
        esc.into_iter().chain(keys).map(Input::Key).collect()
    }
}

/// Where the paste ends, having taken what belongs to it; none when its end has not come.
fn take_paste(pasted: &mut Vec<u8>, rest: &[u8]) -> Option<usize> {
    let end = memchr::memmem::find(rest, END_OF_PASTE)?;
    add(pasted, rest.get(..end).unwrap_or_default());
    Some(end + END_OF_PASTE.len())
}

/// Takes all that is certain to be pasted; returns what may be the beginning of its end.
fn hold_paste(pasted: &mut Vec<u8>, rest: &[u8]) -> Vec<u8> {
    let least = rest.len().saturating_sub(END_OF_PASTE.len() - 1);
    let may_end = |at: &usize| {
        rest.get(*at..)
            .is_some_and(|end| END_OF_PASTE.starts_with(end))
    };
    let keep = (least..rest.len()).find(may_end).unwrap_or(rest.len());
    let (certain, open) = rest.split_at(keep);
    add(pasted, certain);
    open.to_vec()
}

fn add(pasted: &mut Vec<u8>, more: &[u8]) {
    let room = LARGEST_PASTE.saturating_sub(pasted.len());
    pasted.extend_from_slice(more.get(..room).unwrap_or(more));
}

/// What stands first in these bytes.
fn first(bytes: &[u8]) -> Found {
    match bytes {
        [0x1b, rest @ ..] => escape(rest),
        [byte @ (..0x20 | 0x7f), ..] => Found::Input(1, sequence::control(*byte).map(Input::Key)),
        _ => match letter(bytes) {
            Letter::Whole(letter) => Found::Input(letter.len_utf8(), typed(letter).map(Input::Key)),
            Letter::Cut => Found::Cut,
            Letter::None => Found::Input(1, None),
        },
    }
}

/// What stands behind an Esc.
fn escape(rest: &[u8]) -> Found {
    match rest {
        [] | [b']'] => Found::Cut,
        [b'[', rest @ ..] => command(rest),
        [b'O', rest @ ..] => function(rest),
        [b']', b'0'..=b'9', ..] => string(rest),
        // The next one may begin a sequence.
        [0x1b, ..] => key(1, Key::plain(KeyCode::Esc)),
        _ => match first(rest) {
            Found::Input(length, Some(Input::Key(key))) => {
                let key = Key { alt: true, ..key };
                Found::Input(length + 1, Some(Input::Key(key)))
            }
            Found::Input(length, _) => Found::Input(length + 1, None),
            Found::Paste(_) | Found::Cut => Found::Cut,
        },
    }
}

/// What stands behind `CSI`.
fn command(rest: &[u8]) -> Found {
    // Two old forms are longer than their last letter says: function keys of the Linux console, and clicks in bytes.
    match rest {
        [b'['] => return Found::Cut,
        [b'[', letter, ..] => return Found::Input(4, sequence::console(*letter).map(Input::Key)),
        [b'M', bytes @ ..] => {
            let Some(click) = bytes.first_chunk() else {
                return Found::Cut;
            };
            return Found::Input(6, sequence::click_in_bytes(*click).map(Input::Mouse));
        }
        _ => {}
    }
    let parameters = rest.iter().take_while(|byte| (0x20..0x40).contains(*byte));
    let parameters = parameters.count();
    match rest.get(parameters) {
        None if parameters < LONGEST => Found::Cut,
        // Whether it is too long may not hang on where the line has cut it.
        Some(last @ 0x40..0x7f) if parameters < LONGEST => {
            let words = rest.get(..parameters).unwrap_or_default();
            if (words, *last) == (b"200", b'~') {
                return Found::Paste(parameters + 3);
            }
            let words = String::from_utf8_lossy(words);
            Found::Input(parameters + 3, sequence::command(&words, char::from(*last)))
        }
        // No sequence, or none that goes on.
        None | Some(_) => key(1, Key::plain(KeyCode::Esc)),
    }
}

/// What stands behind `SS3`.
fn function(rest: &[u8]) -> Found {
    let parameters = rest.iter().take_while(|byte| (b'0'..=b';').contains(*byte));
    let parameters = parameters.count();
    match rest.get(parameters) {
        None if parameters < LONGEST => Found::Cut,
        Some(last @ (b'A'..=b'Z' | b'a'..=b'z')) if parameters < LONGEST => {
            let words = rest.get(..parameters).unwrap_or_default();
            let words = format!("1;{}", String::from_utf8_lossy(words));
            Found::Input(parameters + 3, sequence::command(&words, char::from(*last)))
        }
        None | Some(_) => key(1, Key::plain(KeyCode::Esc)),
    }
}

/// An answer in words, which `BEL` or `ST` ends.
fn string(rest: &[u8]) -> Found {
    let seen = rest.get(..LONGEST_STRING).unwrap_or(rest);
    let end = seen.iter().position(|byte| matches!(byte, 0x07 | 0x1b));
    match end.map(|end| (end, rest.get(end..end + 2))) {
        Some((end, _)) if rest.get(end) == Some(&0x07) => Found::Input(end + 2, said(rest, end)),
        Some((end, Some(b"\x1b\\"))) if end + 1 < LONGEST_STRING => {
            Found::Input(end + 3, said(rest, end))
        }
        Some((_, None)) | None if rest.len() < LONGEST_STRING => Found::Cut,
        _ => key(1, Key::plain(KeyCode::Esc)),
    }
}

/// What an answer says whose words stand between the bracket and there.
fn said(rest: &[u8], end: usize) -> Option<Input> {
    let words = std::str::from_utf8(rest.get(1..end)?).ok()?;
    sequence::words(words).map(Input::Answer)
}

/// Whether the bytes begin an answer rather than a key: `CSI ?`, or `OSC` and a number.
fn begins_answer(held: &[u8]) -> bool {
    matches!(held, [0x1b, b'[', b'?', ..] | [0x1b, b']', b'0'..=b'9', ..])
}

/// Whether an answer may go on with this byte: with a number, a colour, or its end.
fn goes_on(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || b"rg:;/$cuy\\\x07\x1b".contains(&byte)
}

/// The key that a letter is; none when it is a control character of more than one byte, which nobody types.
fn typed(letter: char) -> Option<Key> {
    (!letter.is_control()).then(|| Key::char(letter))
}

fn key(length: usize, key: Key) -> Found {
    Found::Input(length, Some(Input::Key(key)))
}

/// A character at the beginning of some bytes.
enum Letter {
    Whole(char),
    Cut,
    None,
}

fn letter(bytes: &[u8]) -> Letter {
    let window = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let (valid, error) = match std::str::from_utf8(window) {
        Ok(valid) => (valid, None),
        Err(error) => {
            let valid = window.get(..error.valid_up_to()).unwrap_or_default();
            (std::str::from_utf8(valid).unwrap_or_default(), Some(error))
        }
    };
    match (valid.chars().next(), error) {
        (Some(letter), _) => Letter::Whole(letter),
        (None, Some(error)) if error.error_len().is_none() => Letter::Cut,
        (None, _) => Letter::None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Feeds these parts one after the other; `…` lets the time run out. Returns what came out, by name.
    fn check(parts: &[&str], expected: &str) {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        for part in parts {
            match *part {
                "…" => out.extend(decoder.give_up()),
                part => out.extend(decoder.push(part.as_bytes())),
            }
        }
        let out: Vec<_> = out.iter().map(named).collect();
        assert_eq!(out.join(" "), expected, "{parts:?}");
    }

    fn named(input: &Input) -> String {
        match input {
            Input::Key(key) => key.to_string(),
            Input::Mouse(mouse) => format!("{:?}@{},{}", mouse.kind, mouse.column, mouse.row),
            Input::Paste(text) => format!("<{text}>"),
            Input::Answer(answer) => format!("{answer:?}"),
        }
    }

    #[test]
    fn a_key_has_the_name_that_the_keymap_gives_it() {
        check(&["jG ß漢"], "j G space ß 漢");
        check(
            &["\x04\x0f\t\r\x7f\x08"],
            "ctrl-d ctrl-o tab enter backspace backspace",
        );
        check(&["\x1bf\x1b\x04\x1bé"], "alt-f ctrl-alt-d alt-é");
        check(&["\x1b[A\x1bOB\x1b[C\x1bOD"], "up down right left");
        check(&["\x1b[H\x1bOF\x1b[1~\x1b[4~"], "home end home end");
        check(
            &["\x1b[Z\x1b[5~\x1b[6~\x1b[3~"],
            "backtab pageup pagedown delete",
        );
        check(
            &["\x1b[1;5C\x1b[5;3~\x1bO5D"],
            "ctrl-right alt-pageup ctrl-left",
        );
        check(&["\x1bOP\x1b[11~\x1b[24~\x1b[[C"], "f1 f1 f12 f3");
    }

    #[test]
    fn no_key_is_a_control_character() {
        check(&["\x1b[M\x1bw", "…"], "esc [ M esc w");
        check(&["\u{85}j\x1b\u{9b}k"], "j k");
    }

    #[test]
    fn a_keyboard_that_tells_more_is_understood() {
        check(
            &["\x1b[27u\x1b[9;2u\x1b[13u\x1b[127u"],
            "esc backtab enter backspace",
        );
        check(
            &["\x1b[100;5u\x1b[97;3u\x1b[104;5u"],
            "ctrl-d alt-a backspace",
        );
        check(&["\x1b[106;1:2u\x1b[106;1:3u\x1b[57441u"], "j");
        check(&["\x1b[1;1:1A\x1b[1;1:3A"], "up");
        check(&["\x1b[57419u\x1b[57376u"], "up f13");
    }

    #[test]
    fn a_cut_sequence_is_one_key_again() {
        check(&["\x1b", "[B"], "down");
        check(&["\x1b[", "B"], "down");
        check(&["\x1b", "O", "C"], "right");
        check(&["\x1b[1;", "5", "Cj"], "ctrl-right j");
        check(&["\u{e9}"], "é");
        let mut decoder = Decoder::default();
        assert_eq!(decoder.push(b"\xc3"), []);
        assert_eq!(decoder.push(b"\xa9"), [Input::Key(Key::char('é'))]);
    }

    #[test]
    fn keys_that_are_no_sequence_stay_themselves() {
        check(&["\x1b", "…"], "esc");
        check(&["\x1b", "…", "[B"], "esc [ B");
        check(&["\x1b[", "…"], "esc [");
        check(&["\x1b", "j"], "esc j");
        check(&["\x1b\x1b", "…"], "esc esc");
        check(&["\x1b\x1b[B"], "esc down");
        check(&["\x1b[\x04"], "esc [ ctrl-d");
        check(&["\x1b]]", "…"], "alt-] ]");
        let run = format!("\x1b[{}", "1".repeat(70));
        check(&[&run, "…"], &format!("esc [{}", " 1".repeat(70)));
    }

    #[test]
    fn what_is_unknown_does_nothing() {
        check(&["\x1b[99~\x1b[I\x1b[O\x1b[?1;2zj"], "j");
        check(&["\x1b]10;rgb:1/2/3\x1b\\\x1b]4;1;x\x07j"], "j");
        let mut decoder = Decoder::default();
        assert_eq!(decoder.push(b"\xff\xfej"), [Input::Key(Key::char('j'))]);
    }

    #[test]
    fn the_mouse_is_heard_in_both_of_its_languages() {
        check(&["\x1b[<0;10;4M\x1b[<0;10;4m"], "Click@9,3");
        check(
            &["\x1b[<64;1;1M\x1b[<65;300;2M"],
            "WheelUp@0,0 WheelDown@299,1",
        );
        check(&["\x1b[M *$\x1b[M`!!"], "Click@9,3 WheelUp@0,0");
    }

    #[test]
    fn a_paste_is_one_piece_whatever_stands_in_it() {
        check(&["\x1b[200~a\x1b[Bq\n\x1b[201~j"], "<a\x1b[Bq\n> j");
        check(&["\x1b[200~one", " two\x1b[20", "1~j"], "<one two> j");
        check(&["\x1b[200~one\x1b", "…", "[201~"], "<one>");
        let large = format!("\x1b[200~{}\x1b[201~j", "a".repeat(LARGEST_PASTE + 9));
        check(&[&large], &format!("<{}> j", "a".repeat(LARGEST_PASTE)));
    }

    #[test]
    fn answers_are_told_apart_from_keys() {
        check(
            &["\x1b[0n\x1b[?69;2$y"],
            "Taken Mode { number: 69, setting: 2 }",
        );
        check(&["\x1b[?64;1;22c\x1b[12;40Rj"], "j");
        check(&["\x1b[?0u\x1b[?1u"], "Keyboard Keyboard");
        check(
            &["\x1b]11;rgb:ffff/ffff/dddd\x1b\\\x1b]11;rgb:2e/34/36\x07"],
            "Background(Light) Background(Dark)",
        );
        check(
            &["\x1b]11;rgba:0000/0000/8080/ffff\x07"],
            "Background(Dark)",
        );
        check(
            &["\x1b]11;?\x07\x1b]11;rgb:x/y/z\x07\x1b]10;rgb:0/0/0\x07"],
            "",
        );
    }

    #[test]
    fn an_answer_that_comes_in_parts_is_never_taken_for_keys() {
        let answer = "\x1b]11;rgb:ffff/ffff/dddd\x1b\\\x1b[?1u\x1b[?62;22c";
        for at in 3..answer.len() {
            let (one, two) = answer.split_at(at);
            // Right behind an Esc time tells an answer from a key.
            if one.ends_with('\x1b') || one.ends_with("\x1b[") || one.ends_with("\x1b]") {
                check(&[one, two], "Background(Light) Keyboard");
            } else {
                check(&[one, "…", two], "Background(Light) Keyboard");
            }
        }
        check(&["\x1b]11;rgb:ff", "…", "qj"], "q j");
        check(&["\x1b[?62;", "…", "\x04j"], "ctrl-d j");
    }

    #[test]
    fn a_sequence_that_is_too_long_is_none_wherever_it_is_cut() {
        for (begin, length, end) in [
            ("\x1b[", LONGEST - 1, "A"),
            ("\x1b[", LONGEST, "A"),
            ("\x1bO", LONGEST - 1, "A"),
            ("\x1bO", LONGEST, "A"),
            ("\x1b]", LONGEST_STRING - 2, "\x07"),
            ("\x1b]", LONGEST_STRING - 1, "\x07"),
            ("\x1b]", LONGEST_STRING - 3, "\x1b\\"),
            ("\x1b]", LONGEST_STRING - 2, "\x1b\\"),
        ] {
            let bytes = format!("{begin}{}{end}", "1".repeat(length));
            let whole = Decoder::default().push(bytes.as_bytes());
            for at in 0..bytes.len() {
                let (one, two) = bytes.as_bytes().split_at(at);
                // Alt and a key come together: what follows a lone Esc is another key.
                if one.ends_with(b"\x1b") {
                    continue;
                }
                let mut decoder = Decoder::default();
                let cut = [decoder.push(one), decoder.push(two)].concat();
                assert_eq!(cut, whole, "{begin:?} {length} {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn bytes_that_are_cut_anywhere_mean_the_same(
            bytes in proptest::collection::vec(
                prop_oneof![Just(0x1b), Just(b'['), Just(b'O'), Just(b'1'), Just(b';'), Just(b'M'), any::<u8>()],
                0..40,
            ),
            at in 0_usize..40,
        ) {
            let mut whole = Decoder::default();
            let mut expected = whole.push(&bytes);
            expected.extend(whole.give_up());
            let (one, two) = bytes.split_at(at.min(bytes.len()));
            // Alt and a key come together: what follows a lone Esc is another key.
            prop_assume!(one.last() != Some(&0x1b));
            let mut cut = Decoder::default();
            let mut found = cut.push(one);
            found.extend(cut.push(two));
            found.extend(cut.give_up());
            prop_assert_eq!(found, expected);
        }
    }
}
