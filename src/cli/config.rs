//! The configuration file: `library`, `name`, `theme`, `mouse`, `plain` and the table `[keys]`.
//!
//! A setting that is wrong keeps its default and is told with its file, line and key; the right ones count.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::PossibleValue;
use etcetera::BaseStrategy;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::app::ThemeName;
use crate::newsroom::Address;

use super::arguments::Theme;
use super::errors::Error;
use super::nearest::suggestion;
use super::wording::listed;

/// The settings at the top of the file.
const SETTINGS: [&str; 6] = ["library", "name", "theme", "mouse", "plain", "keys"];

/// What the reader of the program has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Config {
    /// The library that is opened when no path is given.
    pub(crate) library: Option<PathBuf>,
    /// How the reader is called in corrections and notes.
    pub(crate) name: Option<String>,
    /// The colours.
    pub(crate) theme: Option<ThemeName>,
    /// Whether wheel and clicks act on the program.
    pub(crate) mouse: bool,
    /// Whether the reader reads lines rather than a screen.
    pub(crate) plain: bool,
    /// The keys of actions, in the order of the file.
    pub(crate) bindings: Vec<Binding>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            library: None,
            name: None,
            theme: None,
            mouse: true,
            plain: false,
            bindings: Vec::new(),
        }
    }
}

impl Config {
    /// Who corrects and writes notes: the name that is set, else the one under which the reader is logged in.
    pub(crate) fn reader(&self) -> String {
        let login = || {
            let name = ["USER", "LOGNAME"].into_iter().find_map(std::env::var_os);
            name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        };
        self.name.clone().unwrap_or_else(login)
    }
}

/// The keys that the reader gives to an action. Whether there is such an action and such keys, the keymap knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Binding {
    /// The name of the action.
    pub(crate) action: String,
    /// The keys as written.
    pub(crate) keys: Vec<String>,
    /// Where it is written, as messages begin: `config.toml, line 12`.
    pub(crate) place: String,
}

/// A configuration and the messages about what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loaded {
    pub(crate) config: Config,
    pub(crate) problems: Vec<String>,
}

/// Reads the file at `chosen`, or the usual one. Only a chosen file must exist.
pub(crate) fn load(chosen: Option<&Path>) -> Result<Loaded, Error> {
    if let Some(path) = chosen {
        return read(path).map(|text| parse(path, &text));
    }
    let Some(path) = usual_path() else {
        return Ok(Loaded::default());
    };
    match fs::read_to_string(&path) {
        Ok(text) => Ok(parse(&path, &text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Loaded::default()),
        Err(error) => Ok(Loaded {
            config: Config::default(),
            problems: vec![format!(
                "{}: {}; the defaults are used",
                path.display(),
                reason(&error)
            )],
        }),
    }
}

/// Reads a file of keys: the lines of a `[keys]` table without its heading.
pub(crate) fn load_keys(path: &Path) -> Result<(Vec<Binding>, Vec<String>), Error> {
    read(path).map(|text| parse_keys(path, &text))
}

/// Reads the keys of `text`, which stands in the file at `path`.
pub(super) fn parse_keys(path: &Path, text: &str) -> (Vec<Binding>, Vec<String>) {
    let mut parser = Parser::new(path, text);
    if let Some(table) = parser.table() {
        parser.bindings(&table);
    }
    (parser.config.bindings, parser.problems)
}

/// `$XDG_CONFIG_HOME/onrecord/config.toml`; none where there is no home.
fn usual_path() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.config_dir().join("onrecord").join("config.toml"))
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path)
        .map_err(|error| Error::Usage(format!("{}: {}", path.display(), reason(&error))))
}

/// Why a file could not be read, and the next step.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        io::ErrorKind::InvalidData => "is not UTF-8 text; save it as UTF-8".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder; name a file".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// Reads the settings of `text`, which stands in the file at `path`.
pub(super) fn parse(path: &Path, text: &str) -> Loaded {
    let mut parser = Parser::new(path, text);
    if let Some(table) = parser.table() {
        parser.settings(&table);
    }
    Loaded {
        config: parser.config,
        problems: parser.problems,
    }
}

struct Parser<'t> {
    path: &'t Path,
    text: &'t str,
    config: Config,
    problems: Vec<String>,
}

impl<'t> Parser<'t> {
    fn new(path: &'t Path, text: &'t str) -> Self {
        Self {
            path,
            text,
            config: Config::default(),
            problems: Vec::new(),
        }
    }

    /// The file as a table; none when it is not TOML.
    fn table(&mut self) -> Option<DeTable<'t>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let message = error.message().trim().replace('\n', ", ");
                self.problem(
                    error.span().unwrap_or(0..0),
                    &format!("{message}; the defaults are used"),
                );
                None
            }
        }
    }

    fn settings(&mut self, table: &DeTable<'_>) {
        for (key, value) in in_file_order(table) {
            let name: &str = key.get_ref();
            match name {
                "library" => {
                    if let Some(folder) = self.string(name, value) {
                        self.config.library = Some(self.resolve(&folder));
                    }
                }
                "name" => {
                    let written = self.string(name, value);
                    let words =
                        written.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
                    self.config.name = words.filter(|name| !name.is_empty());
                }
                "theme" => {
                    if let Some(theme) = self.string(name, value) {
                        self.theme(&theme, value.span());
                    }
                }
                "mouse" => {
                    if let Some(mouse) = self.truth(name, value) {
                        self.config.mouse = mouse;
                    }
                }
                "plain" => {
                    if let Some(plain) = self.truth(name, value) {
                        self.config.plain = plain;
                    }
                }
                "keys" => match value.get_ref().as_table() {
                    Some(keys) => self.bindings(keys),
                    None => self.problem(
                        value.span(),
                        "\"keys\" must be a table; write [keys] on a line of its own",
                    ),
                },
                _ => self.problem(
                    key.span(),
                    &format!(
                        "no setting is called \"{name}\"{}",
                        suggestion(name, SETTINGS)
                    ),
                ),
            }
        }
    }

    fn theme(&mut self, name: &str, at: Range<usize>) {
        if let Ok(theme) = Theme::from_str(name, false) {
            self.config.theme = Some(theme.into());
            return;
        }
        let themes: Vec<_> = Theme::value_variants()
            .iter()
            .filter_map(Theme::to_possible_value)
            .collect();
        let names: Vec<&str> = themes.iter().map(PossibleValue::get_name).collect();
        let mut next = suggestion(name, names.iter().copied());
        if next.is_empty() {
            next = format!("; there are {}", listed(&names, "and"));
        }
        self.problem(at, &format!("no theme is called \"{name}\"{next}"));
    }

    fn bindings(&mut self, table: &DeTable<'_>) {
        for (key, value) in in_file_order(table) {
            let action = key.get_ref().to_string();
            match keys(value.get_ref()) {
                Some(keys) => {
                    let place = self.place(key.span());
                    self.config.bindings.push(Binding {
                        action,
                        keys,
                        place,
                    });
                }
                None => self.problem(
                    value.span(),
                    &format!("the keys of \"{action}\" must be a list such as [\"n\", \"Down\"]"),
                ),
            }
        }
    }

    fn truth(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let truth = value.get_ref().as_bool();
        if truth.is_none() {
            let wrong = format!("\"{name}\" must be true or false, without quotation marks");
            self.problem(value.span(), &wrong);
        }
        truth
    }

    fn string(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            let wrong = format!("\"{name}\" must be a text in quotation marks");
            self.problem(value.span(), &wrong);
        }
        text.map(str::to_owned)
    }

    /// A path of the file: `~/` is the home, a relative path counts from the file's folder. An address is what it is.
    fn resolve(&self, written: &str) -> PathBuf {
        if Address::is_meant(written) {
            return written.into();
        }
        let folder = self.path.parent().unwrap_or(Path::new(""));
        folder.join(at_home(written))
    }

    fn problem(&mut self, at: Range<usize>, message: &str) {
        self.problems.push(format!("{}: {message}", self.place(at)));
    }

    /// `config.toml, line 12`.
    fn place(&self, at: Range<usize>) -> String {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let file = self.path.file_name().unwrap_or(self.path.as_os_str());
        format!("{}, line {line}", file.display())
    }
}

/// One key or a list of keys.
fn keys(value: &DeValue<'_>) -> Option<Vec<String>> {
    if let Some(key) = value.as_str() {
        return Some(vec![key.to_owned()]);
    }
    value
        .as_array()?
        .iter()
        .map(|key| key.get_ref().as_str().map(str::to_owned))
        .collect()
}

/// The entries as they stand in the file; the table itself is sorted by name.
fn in_file_order<'a, 't>(
    table: &'a DeTable<'t>,
) -> Vec<(
    &'a Spanned<toml::de::DeString<'t>>,
    &'a Spanned<DeValue<'t>>,
)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// A path as typed: `~/` is the home.
pub(crate) fn at_home(written: &str) -> PathBuf {
    let in_home = written
        .strip_prefix("~/")
        .or((written == "~").then_some(""));
    let home = in_home.and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest)));
    home.unwrap_or_else(|| written.into())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Binding, Config, Loaded, load, load_keys, parse};
    use crate::app::ThemeName;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(problems(text), expected, "{text}");
    }

    fn problems(text: &str) -> Vec<String> {
        loaded(text).problems
    }

    fn loaded(text: &str) -> Loaded {
        parse(Path::new("/story/config.toml"), text)
    }

    #[test]
    fn all_settings_are_read() {
        let loaded = loaded(
            "library = \"/story/2026\"\ntheme = \"light\"\nmouse = false\nplain = true\n\n[keys]\nquit = \"Q\"\nnext-document = [\"J\", \"Right\"]\n",
        );
        assert_eq!(loaded.problems, [""; 0]);
        let binding = |action: &str, keys: &[&str], line: usize| Binding {
            action: action.to_owned(),
            keys: keys.iter().map(ToString::to_string).collect(),
            place: format!("config.toml, line {line}"),
        };
        assert_eq!(
            loaded.config,
            Config {
                name: None,
                library: Some(PathBuf::from("/story/2026")),
                theme: Some(ThemeName::Light),
                mouse: false,
                plain: true,
                bindings: vec![
                    binding("quit", &["Q"], 7),
                    binding("next-document", &["J", "Right"], 8)
                ],
            }
        );
    }

    #[test]
    fn a_wrong_setting_is_told_with_its_line() {
        check("", &[]);
        check("# nothing is set\n", &[]);
        check(
            "mouse = true\n\ntheem = \"dark\"\n",
            &["config.toml, line 3: no setting is called \"theem\"; did you mean \"theme\"?"],
        );
        check(
            "theme = \"drak\"\n",
            &["config.toml, line 1: no theme is called \"drak\"; did you mean \"dark\"?"],
        );
        check(
            "theme = \"solarized\"\n",
            &[
                "config.toml, line 1: no theme is called \"solarized\"; there are auto, ansi, dark, light and mono",
            ],
        );
        check(
            "colours = 16\n",
            &["config.toml, line 1: no setting is called \"colours\""],
        );
        check(
            "library = 3\nmouse = \"no\"\ntheme = [\"dark\"]\nkeys = 1\n",
            &[
                "config.toml, line 1: \"library\" must be a text in quotation marks",
                "config.toml, line 2: \"mouse\" must be true or false, without quotation marks",
                "config.toml, line 3: \"theme\" must be a text in quotation marks",
                "config.toml, line 4: \"keys\" must be a table; write [keys] on a line of its own",
            ],
        );
        check(
            "[keys]\nquit = 3\nhelp = [\"?\", 4]\n",
            &[
                "config.toml, line 2: the keys of \"quit\" must be a list such as [\"n\", \"Down\"]",
                "config.toml, line 3: the keys of \"help\" must be a list such as [\"n\", \"Down\"]",
            ],
        );
    }

    #[test]
    fn a_file_that_is_no_toml_leaves_the_defaults() {
        let loaded = loaded("theme = \"dark\"\nmouse true\n");
        assert_eq!(loaded.config, Config::default());
        assert_eq!(loaded.problems.len(), 1);
        assert!(
            loaded.problems[0].starts_with("config.toml, line 2: "),
            "{:?}",
            loaded.problems
        );
    }

    #[test]
    fn a_wrong_setting_leaves_the_right_ones() {
        let loaded = loaded("mouse = false\ntheme = 3\n");
        assert!(!loaded.config.mouse);
        assert_eq!(loaded.config.theme, None);
    }

    #[test]
    fn a_relative_library_counts_from_the_folder_of_the_file() {
        assert_eq!(
            loaded("library = \"2026\"").config.library,
            Some(PathBuf::from("/story/2026"))
        );
    }

    #[test]
    fn a_chosen_file_must_exist() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("none.toml");
        for error in [
            load(Some(&missing)).unwrap_err(),
            load_keys(&missing).unwrap_err(),
        ] {
            assert!(
                error
                    .to_string()
                    .ends_with("none.toml: there is no such file; check the path")
            );
            assert_eq!(error.status(), 2);
        }
    }

    #[test]
    fn a_file_of_keys_is_a_table_without_heading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.toml");
        std::fs::write(&path, "quit = [\"Q\"]\nhelp = 3\n").unwrap();
        let (bindings, problems) = load_keys(&path).unwrap();
        assert_eq!(bindings.len(), 1);
        assert_eq!(bindings[0].place, "keys.toml, line 1");
        assert_eq!(
            problems,
            ["keys.toml, line 2: the keys of \"help\" must be a list such as [\"n\", \"Down\"]"]
        );
    }
}
