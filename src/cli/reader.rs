//! The reader: the screen on a terminal, lines where there is none or none is wanted, a list of documents elsewhere.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use crate::app::{App, Keymap, Link, ThemeName};
use crate::term;

use super::arguments::ReaderArguments;
use super::config::{self, Binding, Loaded};
use super::errors::{Error, say};
use super::keeping::Keeps;
use super::place::Place;
use super::reading::End;
use super::{fetch, open, overview, reading, telling};

/// The exit status of a program that is wrong somewhere, as Rust has it.
const BROKE_DOWN: u8 = 101;

/// What the reader starts with: the arguments over the configuration over the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What to open.
    pub place: Place,
    /// How the reader is called in corrections and notes.
    pub name: String,
    /// The passage to open at.
    pub goal: Option<Link>,
    /// The colours, if somebody chose them; else the terminal decides.
    pub theme: Option<ThemeName>,
    /// Whether the reader asked for lines rather than a screen.
    pub plain: bool,
    /// Whether wheel and clicks act on the program.
    pub mouse: bool,
    /// What of this session is kept.
    pub keeps: Keeps,
    /// The keys in force.
    pub keymap: Keymap,
    /// What is wrong with the configuration, one sentence each.
    pub problems: Vec<String>,
}

impl Options {
    /// Puts the arguments over the configuration.
    pub(crate) fn new(arguments: &ReaderArguments) -> Result<Self, Error> {
        let Loaded {
            config,
            mut problems,
        } = open::configured(&arguments.config)?;
        let given = fetch::fetched(arguments)?;
        let chosen = open::chosen(&given, &arguments.library, &config);
        let (paths, goal) = match open::linked(&chosen) {
            Some((paths, link)) => (paths, Some(link)),
            None => (chosen, None),
        };
        let name = config.reader();
        let mut bindings = config.bindings;
        if let Some(path) = &arguments.keys {
            let (chosen, wrong) = config::load_keys(path)?;
            bindings.extend(chosen);
            problems.extend(wrong);
        }
        Ok(Self {
            place: Place::of(paths)?,
            name,
            goal,
            theme: arguments.theme.map(Into::into).or(config.theme),
            // Whoever always reads lines still gets the list in a file.
            plain: arguments.plain || config.plain && std::io::stdout().is_terminal(),
            mouse: config.mouse && !arguments.no_mouse,
            keeps: Keeps {
                place: !arguments.private,
                cache: !arguments.private && !arguments.cache.no_cache,
            },
            keymap: keymap(bindings, &mut problems),
            problems,
        })
    }
}

/// The keymap of the bindings, later ones over earlier ones; what cannot be used is told with its place.
pub(super) fn keymap(bindings: Vec<Binding>, problems: &mut Vec<String>) -> Keymap {
    let mut places = BTreeMap::new();
    let mut keys = BTreeMap::new();
    for binding in bindings {
        places.insert(binding.action.clone(), binding.place);
        keys.insert(binding.action, binding.keys);
    }
    let (keymap, wrong) = Keymap::with(&keys);
    for problem in wrong {
        let place = places.get(problem.entry()).map_or("keys", String::as_str);
        problems.push(format!("{place}: {problem}"));
    }
    keymap
}

/// Runs the reader until it is left.
///
/// # Errors
///
/// When the library cannot be opened at all or the terminal cannot be used.
pub fn run(options: &Options) -> Result<ExitCode, Error> {
    let terminal = std::io::stdout().is_terminal();
    let dumb = terminal && !term::can_draw() && std::io::stdin().is_terminal();
    if !options.plain && !dumb && (!terminal || !term::can_draw()) {
        return overview::print(options);
    }
    if dumb && !options.plain {
        say(
            "this terminal (TERM is \"dumb\" or not set) has no screen; reading line by line, as with --plain",
        );
    }
    if let Place::Files(paths) = &options.place
        && paths.iter().any(|path| !open::exists(path))
    {
        // The error belongs on the shell's screen.
        open::opened(paths)?;
    }
    let mut app = App {
        theme: options
            .theme
            .filter(|theme| *theme != ThemeName::Auto)
            .unwrap_or_else(term::theme),
        background: term::background(),
        mouse: options.mouse,
        keymap: options.keymap.clone(),
        goal: options.goal.clone(),
        ..App::default()
    };
    app.keeper.roots = options.place.roots();
    if let Some(problem) = options.problems.first() {
        app.refuse(problem.clone());
    }
    let read = if options.plain || dumb {
        telling::read
    } else {
        reading::read
    };
    Ok(match read(app, options)? {
        End::Left => ExitCode::SUCCESS,
        End::Nothing(why) => return Err(Error::Nothing(why)),
        End::Signal(signal) => ExitCode::from(128 + signal),
        End::BrokeDown => {
            say(
                "this is an error in onrecord, not in your articles; please report the lines above",
            );
            ExitCode::from(BROKE_DOWN)
        }
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Options, Place};
    use crate::app::ThemeName;
    use crate::cli::arguments::Arguments;

    /// The options of `onrecord ARGUMENTS` with a configuration.
    fn options(config: &str, arguments: &[&str]) -> Options {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, config).unwrap();
        let path = file.display().to_string();
        let typed = ["onrecord", "--config", &path];
        let arguments = Arguments::try_parse_from(typed.iter().chain(arguments)).unwrap();
        Options::new(&arguments.reader).unwrap()
    }

    fn files(path: &str) -> Place {
        Place::Files(vec![path.into()])
    }

    #[test]
    fn arguments_stand_over_the_configuration() {
        let config = "library = \"/story/2026\"\ntheme = \"light\"\nmouse = true\n";
        let configured = options(config, &[]);
        assert_eq!(configured.place, files("/story/2026"));
        assert_eq!(configured.theme, Some(ThemeName::Light));
        assert!(configured.mouse);
        let typed = options(config, &["a.txt", "--theme", "mono", "--no-mouse"]);
        assert_eq!(typed.place, files("a.txt"));
        let named = options(config, &["--library", "b"]);
        assert_eq!(named.place, files("b"));
        assert_eq!(typed.theme, Some(ThemeName::Mono));
        assert!(!typed.mouse);
    }

    #[test]
    fn a_wrong_key_is_told_with_its_line() {
        let wrong = options("mouse = true\n[keys]\nqiut = [\"Q\"]\n", &[]).problems;
        assert_eq!(
            wrong,
            ["config.toml, line 3: no action is called \"qiut\"; did you mean \"quit\"?"]
        );
    }
}
