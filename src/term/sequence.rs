//! What one whole sequence of a terminal means.
//!
//! The sequences are those of xterm (Dickey, *xterm Control Sequences*), which nearly all terminals send, the
//! function keys of the Linux console, and the keyboard protocol of kitty.

use crate::app::{Answer, Background, Key, KeyCode, Mouse, MouseKind};

/// Something that a terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal answers what it was asked.
    Answer(Answer),
}

/// The key that a control character stands for.
pub(super) fn control(byte: u8) -> Option<Key> {
    let code = match byte {
        b'\r' => KeyCode::Enter,
        b'\t' => KeyCode::Tab,
        // Some terminals send Ctrl-h for the key that deletes to the left.
        0x08 | 0x7f => KeyCode::Backspace,
        0x1b => KeyCode::Esc,
        0x00 => return Some(with_ctrl(' ')),
        0x01..=0x1a => return Some(with_ctrl(char::from(byte - 1 + b'a'))),
        0x1c..=0x1f => return Some(with_ctrl(char::from(byte - 0x1c + b'4'))),
        _ => return None,
    };
    Some(Key::plain(code))
}

fn with_ctrl(letter: char) -> Key {
    Key {
        ctrl: true,
        ..Key::char(letter)
    }
}

/// The function key of the Linux console: `CSI [` and a letter from `A`.
pub(super) fn console(letter: u8) -> Option<Key> {
    let number = letter.checked_sub(b'A')? + 1;
    (number <= 5).then(|| Key::plain(KeyCode::F(number)))
}

/// A click in the old form: button, column and row in a byte each.
pub(super) fn click_in_bytes([button, column, row]: [u8; 3]) -> Option<Mouse> {
    let place = |byte: u8| byte.saturating_sub(33).into();
    mouse(button.saturating_sub(32), place(column), place(row))
}

/// What `CSI`, parameters and a last character mean.
pub(super) fn command(parameters: &str, last: char) -> Option<Input> {
    if let Some(place) = parameters.strip_prefix('<') {
        return click(place, last).map(Input::Mouse);
    }
    if let Some(asked) = parameters.strip_prefix('?') {
        return answer(asked, last).map(Input::Answer);
    }
    if (parameters, last) == ("0", 'n') {
        return Some(Input::Answer(Answer::Taken));
    }
    pressed(parameters, last).map(Input::Key)
}

/// What an answer in words means: `11;rgb:ffff/ffff/dddd`.
pub(super) fn words(words: &str) -> Option<Answer> {
    let colour = words.strip_prefix("11;")?;
    let colour = colour
        .strip_prefix("rgba:")
        .or(colour.strip_prefix("rgb:"))?;
    // Each part has one to four digits, whose highest value is the brightest.
    let part = |digits: &str| {
        let value = u16::from_str_radix(digits, 16).ok()?;
        let highest = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)? - 1;
        Some(f64::from(value) / f64::from(highest))
    };
    let mut parts = colour.split('/').map(part);
    let mut next = || parts.next()?;
    let (red, green, blue) = (next()?, next()?, next()?);
    // Relative luminance; the lightness half way between black and white (L* = 50) has 0.184 of it.
    let luminance = 0.2126 * red.powf(2.2) + 0.7152 * green.powf(2.2) + 0.0722 * blue.powf(2.2);
    Some(Answer::Background(if luminance < 0.184 {
        Background::Dark
    } else {
        Background::Light
    }))
}

/// The answer to a question that began with a question mark.
fn answer(words: &str, last: char) -> Option<Answer> {
    if last == 'u' {
        return Some(Answer::Keyboard);
    }
    let (number, setting) = words.strip_suffix('$')?.split_once(';')?;
    (last == 'y').then_some(Answer::Mode {
        number: number.parse().ok()?,
        setting: setting.parse().ok()?,
    })
}

/// A click or a turn of the wheel: button, column and row, counted from 1.
fn click(words: &str, last: char) -> Option<Mouse> {
    let mut numbers = words.split(';').map(str::parse::<u16>);
    let mut next = || numbers.next()?.ok();
    let (button, column, row) = (next()?, next()?, next()?);
    let button = u8::try_from(button).ok().filter(|_| last == 'M')?;
    mouse(button, column.saturating_sub(1), row.saturating_sub(1))
}

/// Shift, Alt and Control do not matter; moves are not heard.
fn mouse(button: u8, column: u16, row: u16) -> Option<Mouse> {
    let kind = match button & !0b1_1100 {
        0 => MouseKind::Click,
        64 => MouseKind::WheelUp,
        65 => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column, row })
}

/// The key of a sequence.
fn pressed(parameters: &str, last: char) -> Option<Key> {
    let mut numbers = parameters.split(';');
    let first = numbers.next().unwrap_or_default();
    let mut second = numbers.next().unwrap_or_default().split(':');
    // 1 and a bit each for Shift, Alt and Control; then 1 for a press, 2 for a repetition, 3 for a release.
    let modifiers: u8 = second
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(1);
    let modifiers = modifiers.saturating_sub(1);
    let released = second.next() == Some("3");
    let [shift, alt, ctrl] = [1, 2, 4].map(|bit| modifiers & bit != 0);
    // The first number may be followed by what the same key would be elsewhere.
    let number = || first.split(':').next()?.parse::<u32>().ok();
    let code = match last {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'H' => KeyCode::Home,
        'F' => KeyCode::End,
        'Z' => KeyCode::BackTab,
        'P' => KeyCode::F(1),
        'Q' => KeyCode::F(2),
        // The place of the cursor has the same last letter.
        'R' if number().is_none_or(|first| first == 1) => KeyCode::F(3),
        'S' => KeyCode::F(4),
        '~' => numbered(number()?)?,
        'u' => told(number()?)?,
        _ => return None,
    };
    let code = match code {
        KeyCode::Tab if shift => KeyCode::BackTab,
        KeyCode::Char('h') if ctrl && !alt => return Some(Key::plain(KeyCode::Backspace)),
        code => code,
    };
    (!released).then_some(Key { code, ctrl, alt })
}

/// The key behind `CSI number ~`.
fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23 | 24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

/// The key behind `CSI number u`: the character that it bears, or a number of kitty's own.
fn told(number: u32) -> Option<KeyCode> {
    Some(match number {
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        57376..=57387 => KeyCode::F((number - 57376 + 13) as u8),
        57399..=57408 => KeyCode::Char(char::from((number - 57399) as u8 + b'0')),
        57417 => KeyCode::Left,
        57418 => KeyCode::Right,
        57419 => KeyCode::Up,
        57420 => KeyCode::Down,
        57421 => KeyCode::PageUp,
        57422 => KeyCode::PageDown,
        57423 => KeyCode::Home,
        57424 => KeyCode::End,
        57426 => KeyCode::Delete,
        // The rest of kitty's keys: media, modifiers alone, and what is on no keyboard.
        57344..=63743 => return None,
        _ => KeyCode::Char(char::from_u32(number).filter(|letter| !letter.is_control())?),
    })
}
