//! The action table: everything a key can do, with its name, its help and its default keys in one place.
//!
//! The dispatcher, the help screen, the command palette, the reader's keymap file and the table in the README all come
//! from it.

use std::fmt::Write as _;

macro_rules! actions {
    ($($group:literal { $($variant:ident $name:literal $help:literal [$($key:literal),*];)* })*) => {
        /// Something the reader can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[doc = $help] $variant,)*)* }

        impl Action {
            /// Every action, in the order of the help screen.
            pub const ALL: &[Self] = &[$($(Self::$variant,)*)*];

            /// The name used in the keymap file and the command palette.
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)*)* }
            }

            /// What it does, in a phrase.
            pub const fn help(self) -> &'static str {
                match self { $($(Self::$variant => $help,)*)* }
            }

            /// The part of the help screen where it stands.
            pub const fn group(self) -> &'static str {
                match self { $($(Self::$variant => $group,)*)* }
            }

            /// The keys that ask for it unless the reader's keymap says otherwise.
            pub const fn default_keys(self) -> &'static [&'static str] {
                match self { $($(Self::$variant => &[$($key),*],)*)* }
            }
        }
    };
}

actions! {
    "Reading" {
        LineDown "line-down" "Move one line down" ["j", "down"];
        LineUp "line-up" "Move one line up" ["k", "up"];
        PageDown "page-down" "Move one page down" ["space", "pagedown", "ctrl-f"];
        PageUp "page-up" "Move one page up" ["b", "pageup", "ctrl-b"];
        HalfPageDown "half-page-down" "Move half a page down" ["d", "ctrl-d"];
        HalfPageUp "half-page-up" "Move half a page up" ["ctrl-u"];
        Top "top" "Go to the beginning" ["g", "home"];
        Bottom "bottom" "Go to the end" ["G", "end"];
        ReadingMode "reading-mode" "Show the article alone, or the panes again" ["z"];
    }
    "Panes and documents" {
        NextPane "next-pane" "Go to the next pane" ["tab"];
        PreviousPane "previous-pane" "Go to the pane before" ["backtab"];
        PaneLeft "pane-left" "Go to the pane on the left" ["h", "left"];
        PaneRight "pane-right" "Go to the pane on the right" ["l", "right"];
        Documents "documents" "Go to the documents" ["1"];
        Article "article" "Go to the article" ["2"];
        People "people" "Go to the people and organizations" ["3"];
        Open "open" "Open what is selected: an article, a person's page" ["enter"];
        NextDocument "next-document" "Open the next document" ["J"];
        PreviousDocument "previous-document" "Open the document before" ["K"];
        FindDocument "find-document" "Find a document by its title" ["o"];
        Order "order" "List the oldest documents first, or the newest" ["O"];
        Copies "copies" "Unfold the copies of an article beneath it, or fold them again" ["+"];
        Compare "compare" "Show what has changed in an article, or what a copy adds to the fullest one and leaves out" ["="];
        Look "look" "Look for new and changed files now" ["r"];
        MarkUnread "mark-unread" "Mark the document as unread, or as read" ["M"];
    }
    "Quotations and people" {
        NextQuotation "next-quotation" "Go to the next quotation in this article" ["n"];
        PreviousQuotation "previous-quotation" "Go to the quotation before in this article" ["N"];
        Follow "follow" "Follow the selected person or the speaker here; again to stop" ["f"];
        NextOfPerson "next-of-person" "Go to the next quotation of the person followed, in any document" ["]", "}"];
        PreviousOfPerson "previous-of-person" "Go to the quotation before of the person followed, in any document" ["[", "{"];
        PersonPage "person-page" "List every quotation of the person" ["P"];
        FindPerson "find-person" "Find a person or organization by name" ["p"];
        Doubtful "doubtful" "Count doubtful attributions in a person's quotations, or leave them out" ["D"];
        Statements "statements" "List the statements of all documents; v then shows the wordings of one" ["S"];
        Variants "variants" "Show how the wording of this statement differs from report to report" ["v"];
        Chain "chain" "Show who cites whom for this statement, or for the article" ["c"];
        Unnamed "unnamed" "List what rests only on people without a name" ["U"];
        News "news" "List what is new since your last visit" ["W"];
        Why "why" "Say why the quotation is attributed so" ["w"];
        Copy "copy" "Copy the quotation with its citation; again to copy it by hand" ["y"];
        Export "export" "Write down what is shown, or another list, in a file" ["E", "alt-e"];
        Permalink "permalink" "Copy a command that opens this passage; again to copy it by hand" ["Y"];
    }
    "Corrections" {
        Correct "correct" "Correct what is selected: a quotation, a person, a document" ["e"];
        OtherSpeaker "other-speaker" "Say who really said the quotation" ["a"];
        NoQuotation "no-quotation" "Say that the words are no quotation, or are one after all" ["x"];
        NextMarked "next-marked" "Go to the next words in quotation marks that count as no quotation" ["X"];
        Review "review" "Answer for the doubtful attributions, one by one" ["R"];
        Corrections "corrections" "List the corrections" ["C"];
    }
    "Searching" {
        Search "search" "Search in this article; n and N then go from hit to hit" ["/"];
        SearchEverywhere "search-everywhere" "Search in all documents" ["s"];
    }
    "Finding the way back" {
        Back "back" "Go back to where you were before the last jump" ["ctrl-o", "H"];
        Forward "forward" "Go forward again" ["ctrl-i", "L"];
        Bookmark "bookmark" "Set a bookmark here, or take it away" ["m"];
        Note "note" "Write a note on this passage; its words with # are tags" ["i"];
        Bookmarks "bookmarks" "List the bookmarks and notes" ["'"];
        Undo "undo" "Undo the last correction or change of marks, order or following" ["u"];
    }
    "Program" {
        Help "help" "Show all keys" ["?", "f1"];
        Palette "palette" "Run a command by its name" [":"];
        Theme "theme" "Choose another theme" ["t"];
        Problems "problems" "List the files that could not be opened" ["!"];
        Mouse "mouse" "Let the program hear the mouse, or leave it to the terminal" [];
        Redraw "redraw" "Draw the screen anew" ["ctrl-l"];
        Suspend "suspend" "Go back to the shell; fg returns" ["ctrl-z"];
        Cancel "cancel" "Close what is open; never loses anything" ["esc"];
        Quit "quit" "Leave the program" ["q", "ctrl-c"];
    }
}

impl Action {
    /// The action with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }
}

/// The table of all keys as the README shows it: one table in Markdown for each group, with the default keys.
pub fn keys_table() -> String {
    let mut table = String::new();
    let mut group = "";
    for action in Action::ALL {
        if action.group() != group {
            group = action.group();
            let gap = if table.is_empty() { "" } else { "\n" };
            table.push_str(gap);
            table.push_str(&["**", group, "**\n\n"].concat());
            table.push_str("| keys | name | what it does |\n| --- | --- | --- |\n");
        }
        let keys: Vec<_> = action
            .default_keys()
            .iter()
            .map(|key| format!("`{key}`"))
            .collect();
        let (keys, name, help) = (keys.join(" "), action.name(), action.help());
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {keys} | `{name}` | {help} |");
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::app::Key;

    #[test]
    fn no_key_asks_for_two_actions_and_every_key_has_a_name() {
        let mut owner = HashMap::new();
        for &action in Action::ALL {
            for name in action.default_keys() {
                let key: Key = name.parse().unwrap();
                assert_eq!(owner.insert(key, action), None, "{name}");
            }
            assert_eq!(Action::from_name(action.name()), Some(action));
        }
    }
}
