//! Rejoins an escape sequence that the network cut: Esc, `[` and `B` soon after one another are the key Down.

use crate::app::{Key, KeyCode};

/// Longer than any sequence that a key sends.
const LONGEST: usize = 24;

/// Keys held back until it is clear whether they are a cut sequence. It knows no clock: whoever feeds it calls
/// [`Joiner::give_up`] when nothing has followed for a while.
#[derive(Debug, Default)]
pub(super) struct Joiner {
    /// Esc, then `[` or `O`, then parameters; or nothing.
    held: Vec<Key>,
}

impl Joiner {
    /// Takes the next key, and returns those whose meaning is settled.
    pub(super) fn push(&mut self, key: Key) -> Vec<Key> {
        let plain = match key {
            Key {
                code: KeyCode::Char(character),
                ctrl: false,
                alt: false,
            } => Some(character),
            _ => None,
        };
        match (self.held.len(), plain) {
            (0, _) if key == Key::plain(KeyCode::Esc) => self.hold(key),
            (0, _) => vec![key],
            (1, Some('[' | 'O')) => self.hold(key),
            (2.., Some('0'..='9' | ';' | '<' | '?')) if self.held.len() < LONGEST => self.hold(key),
            // A key that is unknown vanishes, as it would have in one piece.
            (2.., Some(last @ ('A'..='Z' | 'a'..='z' | '~'))) => {
                let held = std::mem::take(&mut self.held);
                decode(&held, last).into_iter().collect()
            }
            _ => {
                let mut settled = self.give_up();
                settled.extend(self.push(key));
                settled
            }
        }
    }

    /// Whether keys are held back.
    pub(super) fn is_waiting(&self) -> bool {
        !self.held.is_empty()
    }

    /// Nothing has followed: the keys mean themselves.
    pub(super) fn give_up(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.held)
    }

    fn hold(&mut self, key: Key) -> Vec<Key> {
        self.held.push(key);
        Vec::new()
    }
}

/// The key that Esc, `[` or `O`, parameters and this last character stand for.
fn decode(held: &[Key], last: char) -> Option<Key> {
    let parameters: String = held
        .iter()
        .skip(2)
        .filter_map(|key| match key.code {
            KeyCode::Char(character) => Some(character),
            _ => None,
        })
        .collect();
    let mut numbers = parameters.split(';');
    let first = numbers.next().unwrap_or_default();
    // 1 and a bit each for Shift, Alt and Control.
    let modifiers: u8 = numbers
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(1_u8)
        .saturating_sub(1);
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
        'R' => KeyCode::F(3),
        'S' => KeyCode::F(4),
        '~' => numbered(first.parse().ok()?)?,
        _ => return None,
    };
    Some(Key {
        code,
        ctrl: modifiers & 4 != 0,
        alt: modifiers & 2 != 0,
    })
}

/// The key behind `CSI number ~`.
fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds keys by name, one after the other; `…` lets the time run out. Returns what came out.
    fn check(script: &str, expected: &str) {
        let mut joiner = Joiner::default();
        let mut out = Vec::new();
        for name in script.split(' ') {
            if name == "…" {
                out.extend(joiner.give_up());
            } else {
                out.extend(joiner.push(name.parse().unwrap()));
            }
        }
        assert_eq!(joiner.is_waiting(), !joiner.held.is_empty());
        let out: Vec<_> = out.iter().map(ToString::to_string).collect();
        assert_eq!(out.join(" "), expected, "{script}");
    }

    #[test]
    fn a_cut_sequence_is_one_key_again() {
        check("esc [ A", "up");
        check("esc [ B", "down");
        check("esc O C", "right");
        check("esc [ D j", "left j");
        check("esc [ H esc O F", "home end");
        check("esc [ Z", "backtab");
        check("esc [ 5 ~", "pageup");
        check("esc [ 6 ~ esc [ 3 ~", "pagedown delete");
        check("esc [ 1 ; 5 C", "ctrl-right");
        check("esc [ 2 4 ~", "f12");
        check("esc O P", "f1");
    }

    #[test]
    fn keys_that_are_no_sequence_stay_themselves() {
        check("j k ] [ O", "j k ] [ O");
        check("esc …", "esc");
        check("esc … [ B", "esc [ B");
        check("esc [ …", "esc [");
        check("esc j", "esc j");
        check("esc esc …", "esc esc");
        check("esc esc [ B", "esc down");
        check("esc ctrl-d", "esc ctrl-d");
        check("esc [ ctrl-d", "esc [ ctrl-d");
        check("esc [ enter q", "esc [ enter q");
    }

    #[test]
    fn an_unknown_sequence_does_nothing() {
        check("esc [ < 0 ; 1 0 ; 4 M j", "j");
        check("esc [ 9 9 ~", "");
        check("esc [ 2 0 0 ~", "");
    }

    #[test]
    fn a_run_of_digits_is_not_held_for_ever() {
        let mut joiner = Joiner::default();
        let mut out = 0;
        for name in "esc [".split(' ').chain(std::iter::repeat_n("1", 40)) {
            out += joiner.push(name.parse().unwrap()).len();
        }
        assert_eq!(out, 42);
    }
}
