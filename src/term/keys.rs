//! The keys and clicks of crossterm in the words of the program.

use crossterm::event::{
    KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::{Key, KeyCode, Mouse, MouseKind};

/// The key of the program; none for releases and for keys that it does not know.
pub(super) fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        // Some terminals send Ctrl-h for the key that deletes to the left.
        Code::Char('h') if ctrl && !alt => return Some(Key::plain(KeyCode::Backspace)),
        Code::Char(character) if ctrl => KeyCode::Char(character.to_ascii_lowercase()),
        Code::Char(character) => KeyCode::Char(character),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab if shift => KeyCode::BackTab,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::F(number) => KeyCode::F(number),
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

/// What the mouse did; none for what the program does not hear.
pub(super) fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: event.column,
        row: event.row,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_press_has_the_name_that_the_keymap_gives_it() {
        for (code, modifiers, expected) in [
            (Code::Char('j'), KeyModifiers::NONE, "j"),
            (Code::Char('G'), KeyModifiers::SHIFT, "G"),
            (Code::Char(' '), KeyModifiers::NONE, "space"),
            (Code::Char('d'), KeyModifiers::CONTROL, "ctrl-d"),
            (Code::Char('O'), KeyModifiers::CONTROL, "ctrl-o"),
            (Code::Char('f'), KeyModifiers::ALT, "alt-f"),
            (Code::Char('h'), KeyModifiers::CONTROL, "backspace"),
            (Code::BackTab, KeyModifiers::SHIFT, "backtab"),
            (Code::Tab, KeyModifiers::SHIFT, "backtab"),
            (Code::Tab, KeyModifiers::NONE, "tab"),
            (Code::F(1), KeyModifiers::NONE, "f1"),
            (Code::Char('ß'), KeyModifiers::NONE, "ß"),
        ] {
            let pressed = key(KeyEvent::new(code, modifiers));
            assert_eq!(
                pressed.map(|key| key.to_string()),
                Some(expected.to_owned())
            );
        }
        let mut released = KeyEvent::new(Code::Char('j'), KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        assert_eq!(key(released), None);
        assert_eq!(key(KeyEvent::new(Code::CapsLock, KeyModifiers::NONE)), None);
    }
}
