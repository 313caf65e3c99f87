//! Whole lines in place of keys: `n`, `3j`, `next-document`, `/ferry`, `o strike`, and a number for an entry of a list.

use crate::app::overlay::{self, Overlay};
use crate::app::{Action, App, Effect, Key, KeyCode, Pane, layout};

use super::{act, press, refuse};

/// Does what a line asks for: answers an open prompt, chooses from an open list, or is a key or a command with what
/// belongs to it.
pub(super) fn line(app: &mut App, line: &str) -> Vec<Effect> {
    let line = line.trim();
    let prompts = app.overlay.as_ref().is_some_and(Overlay::takes_words);
    // The name of a key may be just the word that is sought.
    let sought = prompts && !["esc", "tab", "up", "down"].contains(&line);
    if let Some(key) = name_of_key(line).filter(|_| !sought) {
        return press(app, key);
    }
    if prompts {
        return answer(app, line);
    }
    if line.is_empty() {
        return go_on(app);
    }
    if let Some(number) = number(line).filter(|_| app.overlay.is_some()) {
        app.notice = None;
        return choose(app, number);
    }
    if let Some(action) = Action::from_name(line).filter(|_| app.overlay.is_none()) {
        app.notice = None;
        return act(app, action, None);
    }
    keys(app, line)
}

/// A key with a name of several letters. A single letter is itself in a prompt, and a key elsewhere.
fn name_of_key(line: &str) -> Option<Key> {
    let long = line.chars().nth(1).is_some();
    line.parse().ok().filter(|_| long)
}

/// An empty line reads on in an article, and opens what is selected elsewhere.
fn go_on(app: &mut App) -> Vec<Effect> {
    if app.overlay.is_none() && app.focus == Pane::Article {
        app.notice = None;
        return act(app, Action::LineDown, None);
    }
    press(app, Key::plain(KeyCode::Enter))
}

/// The number of an entry, counted from 1.
fn number(line: &str) -> Option<usize> {
    line.parse().ok().filter(|&number| number > 0)
}

/// Puts the cursor of the open list on an entry, counted from 1; the last one when there are fewer.
fn choose(app: &mut App, number: usize) -> Vec<Effect> {
    const FAR: isize = isize::MIN / 2;
    let mut effects = overlay::wheel(app, FAR);
    let by = isize::try_from(number - 1).unwrap_or(isize::MAX);
    effects.extend(overlay::wheel(app, by));
    effects
}

/// Answers the open prompt: with a number the entry of its list, with nothing what is selected, with words what is sought.
fn answer(app: &mut App, words: &str) -> Vec<Effect> {
    if words.is_empty() {
        return press(app, Key::plain(KeyCode::Enter));
    }
    app.notice = None;
    let entries = app.overlay.as_ref().and_then(Overlay::entries);
    if let Some(number) = number(words).filter(|&number| Some(number) <= entries) {
        return choose(app, number);
    }
    let mut effects = Vec::new();
    // What was typed or offered before gives way.
    for name in ["end", "ctrl-u"] {
        let key = name.parse().ok();
        effects.extend(key.map_or(Vec::new(), |key| overlay::key(app, key)));
    }
    effects.extend(overlay::paste(app, words));
    let ready = match &app.overlay {
        Some(Overlay::Search(_) | Overlay::Ask(_) | Overlay::Ledger(_)) => true,
        Some(Overlay::Palette(palette)) => {
            let found = palette.found();
            found.first().is_some_and(|first| first.name() == words)
        }
        _ => false,
    };
    if ready {
        effects.extend(press(app, Key::plain(KeyCode::Enter)));
    }
    effects
}

/// A count and a key, pressed once or as often as it stands there; or a key that opens a prompt, and the answer.
fn keys(app: &mut App, line: &str) -> Vec<Effect> {
    let digits = line.len()
        - line
            .trim_start_matches(|one: char| one.is_ascii_digit())
            .len();
    let (count, rest) = line.split_at(digits);
    let mut letters = rest.chars();
    let Some(first) = letters.next() else {
        // Digits alone are keys: those of the panes.
        let digits: Vec<_> = count
            .chars()
            .map(|digit| press(app, Key::char(digit)))
            .collect();
        return digits.concat();
    };
    let (key, rest) = (Key::char(first), letters.as_str());
    let repeated = rest.chars().all(|letter| letter == first);
    let prompts =
        app.overlay.is_none() && app.keymap.action(key).is_some_and(overlay::asks_for_words);
    if !repeated && !prompts {
        return refuse(app, unknown(app, line));
    }
    app.count = count.parse().ok();
    let mut effects = press(app, key);
    if prompts && !rest.is_empty() {
        effects.extend(answer(app, rest.trim_start()));
    } else {
        for _ in 0..rest.chars().count().min(layout::TOLD_AT_ONCE * 10) {
            effects.extend(press(app, key));
        }
    }
    effects
}

fn unknown(app: &App, line: &str) -> String {
    let help = app.keymap.keys(Action::Help).first();
    let hint = help.map_or(String::new(), |help| format!("; {help} lists all"));
    format!("“{line}” is no key and no command{hint}")
}

#[cfg(test)]
mod tests {
    use crate::app::fixture::app;
    use crate::app::{App, Event, Medium, Overlay, Pane, update};

    /// Types lines, one for each `|`.
    fn typed(lines: &str) -> App {
        let mut app = app(120, 40);
        app.medium = Medium::Lines;
        for line in lines.split('|') {
            update(&mut app, Event::Line(line.to_owned()));
        }
        app
    }

    fn title(app: &App) -> &str {
        let doc = app.article.doc.and_then(|doc| app.library.document(doc));
        doc.map_or("", |document| document.name.as_str())
    }

    #[test]
    fn a_line_is_a_key_with_its_count_or_a_command_by_its_name() {
        assert_eq!(
            typed("2|n").article.quotation,
            typed("2|next-quotation").article.quotation
        );
        let third = typed("2|3n").article.quotation;
        assert_eq!(third, typed("2|nnn").article.quotation);
        assert_eq!(third, typed("2|n|n|n").article.quotation);
        assert_eq!(typed("tab").focus, Pane::Article);
        assert!(typed("q").quit);
    }

    #[test]
    fn an_empty_line_opens_and_then_reads_on() {
        let opened = typed("");
        assert_eq!((opened.focus, title(&opened)), (Pane::Article, "closed"));
        assert!(typed("||").article.top.byte > opened.article.top.byte);
    }

    #[test]
    fn a_word_that_is_no_command_does_nothing() {
        for line in ["quti", "nq", "qx", "3nq", "2 n"] {
            let app = typed(line);
            assert!(!app.quit, "{line}");
            assert!(app.notice.unwrap().text.contains("no key and no command"));
        }
    }

    #[test]
    fn prompts_are_answered_in_the_same_line_or_in_the_next() {
        for lines in ["2|/offer", "2|/|offer", "2|search|offer", "2|/x|/offer"] {
            let search = typed(lines).article.search.unwrap();
            assert_eq!(search.words, "offer", "{lines}");
        }
        for lines in [
            "o offer|",
            "o|offer|",
            "o|nothing|offer|",
            "o night|offer|1|",
        ] {
            assert_eq!(title(&typed(lines)), "offer", "{lines}");
        }
        assert_eq!(typed(":people").focus, Pane::People);
        assert!(matches!(typed(":peo").overlay, Some(Overlay::Palette(_))));
        assert!(typed("o offer|esc").overlay.is_none());
    }

    #[test]
    fn a_number_chooses_from_a_list() {
        let first = typed("2|n|P|");
        let second = typed("2|n|P|2|");
        assert!(first.overlay.is_none() && second.overlay.is_none());
        assert_ne!(first.article.quotation, second.article.quotation);
        assert_eq!(
            typed("2|n|P|99|").article.quotation,
            typed("2|n|P|G|").article.quotation
        );
    }
}
