//! Which key asks for which action: the table's own keys, or those of the reader's keymap file.

use std::collections::{BTreeMap, HashMap};

use super::{Action, Key};

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// The action behind each key.
    actions: HashMap<Key, Action>,
    /// The keys of each action, in the order of [`Action::ALL`].
    keys: Vec<Vec<Key>>,
}

/// Something in the reader's keymap that cannot be used as it stands. The rest of the keymap is used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapProblem {
    /// There is no such action.
    #[error("no action is called \"{name}\"; did you mean \"{}\"?", nearest.name())]
    UnknownAction {
        /// The name in the keymap.
        name: String,
        /// The action whose name looks most like it.
        nearest: Action,
    },
    /// There is no such key.
    #[error("{}: there is no key called \"{key}\"; keys look like \"j\", \"ctrl-d\" or \"pagedown\"", action.name())]
    UnknownKey {
        /// The action that it was meant for.
        action: Action,
        /// The words that name no key.
        key: String,
    },
    /// One key for two actions.
    #[error(
        "the key \"{key}\" stands for both \"{}\" and \"{}\"; it now means \"{}\"",
        kept.name(), lost.name(), kept.name()
    )]
    Taken {
        /// The key.
        key: Key,
        /// The action that has it now.
        kept: Action,
        /// The action that has to do without.
        lost: Action,
    },
}

impl KeymapProblem {
    /// The name in the keymap file where the problem stands, so that a message can give its line.
    pub fn entry(&self) -> &str {
        match self {
            Self::UnknownAction { name, .. } => name,
            Self::UnknownKey { action, .. } => action.name(),
            Self::Taken { kept, .. } => kept.name(),
        }
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::with(&BTreeMap::new()).0
    }
}

impl Keymap {
    /// The default keys, replaced by the reader's where `user` names an action. An empty list takes all keys away.
    ///
    /// Where two actions want one key, the reader's wish wins over a default, and the action named first over the
    /// second. Every problem is told; what can be used is used.
    pub fn with(user: &BTreeMap<String, Vec<String>>) -> (Self, Vec<KeymapProblem>) {
        let mut keymap = Self {
            actions: HashMap::new(),
            keys: vec![Vec::new(); Action::ALL.len()],
        };
        let mut problems = Vec::new();
        let mut replaced = vec![false; Action::ALL.len()];
        for (name, keys) in user {
            let Some(action) = Action::from_name(name) else {
                problems.push(KeymapProblem::UnknownAction {
                    name: name.clone(),
                    nearest: nearest(name),
                });
                continue;
            };
            replaced[action as usize] = true;
            for key in keys {
                match key.parse() {
                    Ok(key) => problems.extend(keymap.bind(key, action)),
                    Err(_) => problems.push(KeymapProblem::UnknownKey {
                        action,
                        key: key.clone(),
                    }),
                }
            }
        }
        for &action in Action::ALL {
            if replaced[action as usize] {
                continue;
            }
            for key in action
                .default_keys()
                .iter()
                .filter_map(|key| key.parse().ok())
            {
                problems.extend(keymap.bind(key, action));
            }
        }
        (keymap, problems)
    }

    /// What the key asks for.
    pub fn action(&self, key: Key) -> Option<Action> {
        self.actions.get(&key).copied()
    }

    /// The keys that ask for the action, the most usual first.
    pub fn keys(&self, action: Action) -> &[Key] {
        self.keys.get(action as usize).map_or(&[], Vec::as_slice)
    }

    /// The keys of the action as the screen shows them: `] }`.
    pub fn shown(&self, action: Action) -> String {
        let keys: Vec<_> = self.keys(action).iter().map(Key::to_string).collect();
        keys.join(" ")
    }

    fn bind(&mut self, key: Key, action: Action) -> Option<KeymapProblem> {
        match self.actions.get(&key) {
            Some(&kept) if kept == action => None,
            Some(&kept) => Some(KeymapProblem::Taken {
                key,
                kept,
                lost: action,
            }),
            None => {
                self.actions.insert(key, action);
                self.keys[action as usize].push(key);
                None
            }
        }
    }
}

/// The action whose name takes the fewest changes to become `name`.
fn nearest(name: &str) -> Action {
    Action::ALL
        .iter()
        .copied()
        .min_by_key(|action| changes(name, action.name()))
        .unwrap_or(Action::Help)
}

/// How many letters have to be put in, taken out, replaced or swapped with their neighbour (Damerau's distance in its
/// simple form, optimal string alignment).
fn changes(from: &str, to: &str) -> usize {
    let (from, to): (Vec<_>, Vec<_>) = (from.chars().collect(), to.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let mut cost = (last[j] + usize::from(a != b))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads lines such as `quit = Z ctrl-q`, and gives the keymap and its problems as the reader sees them.
    fn keymap(lines: &str) -> (Keymap, Vec<String>) {
        let user = lines
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(name, keys)| {
                let keys = keys.split_whitespace().map(str::to_owned).collect();
                (name.to_owned(), keys)
            })
            .collect();
        let (keymap, problems) = Keymap::with(&user);
        (keymap, problems.iter().map(ToString::to_string).collect())
    }

    fn check(lines: &str, expected: &[&str]) {
        assert_eq!(keymap(lines).1, expected, "{lines}");
    }

    #[test]
    fn the_default_keys_are_those_of_the_table_and_have_no_problem() {
        let (keymap, problems) = Keymap::with(&BTreeMap::new());
        assert_eq!(problems, []);
        for &action in Action::ALL {
            let keys: Vec<_> = keymap.keys(action).iter().map(Key::to_string).collect();
            assert_eq!(keys, action.default_keys());
        }
        assert_eq!(keymap.action(Key::char('q')), Some(Action::Quit));
        assert_eq!(keymap.action(Key::char('Z')), None);
    }

    #[test]
    fn the_readers_keys_replace_the_default_ones() {
        let (keymap, problems) = keymap("quit = Z ctrl-q\nredraw = ");
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(keymap.shown(Action::Quit), "Z ctrl-q");
        assert_eq!(keymap.shown(Action::Redraw), "");
        assert_eq!(keymap.action(Key::char('q')), None);
        assert_eq!(keymap.action(Key::char('Z')), Some(Action::Quit));
        assert_eq!(keymap.shown(Action::Help), "? f1");
    }

    #[test]
    fn every_problem_names_the_thing_and_the_next_step() {
        check(
            "qiut = Z",
            &["no action is called \"qiut\"; did you mean \"quit\"?"],
        );
        check(
            "follow-person = Z",
            &["no action is called \"follow-person\"; did you mean \"find-person\"?"],
        );
        check(
            "quit = ctl-q Z",
            &[
                "quit: there is no key called \"ctl-q\"; keys look like \"j\", \"ctrl-d\" or \"pagedown\"",
            ],
        );
        check(
            "quit = n N\nnext-quotation = Z",
            &[
                "the key \"N\" stands for both \"quit\" and \"previous-quotation\"; it now means \"quit\"",
            ],
        );
        check(
            "copy = Z\nwhy = Z",
            &["the key \"Z\" stands for both \"copy\" and \"why\"; it now means \"copy\""],
        );
        check("copy = Z Z", &[]);
    }

    #[test]
    fn what_can_be_used_is_used() {
        let (keymap, problems) = keymap("qiut = Z\ncopy = hyper-c Z\nwhy = f");
        assert_eq!(problems.len(), 3);
        assert_eq!(keymap.shown(Action::Copy), "Z");
        assert_eq!(keymap.action(Key::char('f')), Some(Action::Why));
        assert_eq!(keymap.shown(Action::Follow), "");
        assert_eq!(keymap.shown(Action::Quit), "q ctrl-c");
    }

    #[test]
    fn a_swap_costs_as_much_as_a_slip() {
        for (from, to, cost) in [
            ("quit", "quit", 0),
            ("qiut", "quit", 1),
            ("", "why", 3),
            ("serch", "search", 1),
        ] {
            assert_eq!(changes(from, to), cost, "{from} {to}");
        }
    }
}
