//! What can be typed after `onrecord`: one table, from which the parser, the help, the man pages and the completions come.

mod examples;
mod selection;

use std::path::PathBuf;

use clap::builder::styling::Style;
use clap::builder::{NonEmptyStringValueParser, PossibleValue, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::app::ThemeName;
use crate::app::export::Format;

use examples::{
    CHECK_EXAMPLES, DOCUMENTS_EXAMPLES, EXAMPLES, FETCH_EXAMPLES, PUSH_EXAMPLES, QUOTES_EXAMPLES,
    SEARCH_EXAMPLES,
};
pub(crate) use selection::{ScopeArguments, SelectionArguments};

const BOLD: Style = Style::new().bold();

/// On a terminal only the headings of the help are set off.
const STYLES: Styles = Styles::plain().header(BOLD).usage(BOLD);

/// A terminal reader for news: who said what, when, and who reported it.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    styles = STYLES,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "Commands (without one, the reader opens)",
)]
pub(crate) struct Arguments {
    /// A command that prints instead of opening the reader.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// What the reader is given.
    #[command(flatten)]
    pub(crate) reader: ReaderArguments,
}

/// The arguments of the reader.
#[derive(Args, Debug)]
pub(crate) struct ReaderArguments {
    /// Articles, folders of articles, or addresses of pages and feeds
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) reach: ReachArgument,
    /// Set the colours
    #[arg(long, value_name = "NAME")]
    pub(crate) theme: Option<Theme>,
    /// Read line by line, without a screen: for screen readers, braille displays and scripts
    #[arg(long)]
    pub(crate) plain: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(crate) no_mouse: bool,
    /// Keep neither place, marks and bookmarks nor what was found, and take up nothing that was kept; corrections and notes that you make are written all the same
    #[arg(long)]
    pub(crate) private: bool,
    #[command(flatten)]
    pub(crate) cache: CacheArgument,
    /// Read the keys from FILE, beside those of the configuration
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) keys: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) config: ConfigArgument,
}

/// What is fetched, and whereto.
#[derive(Args, Debug)]
#[command(after_help = FETCH_EXAMPLES)]
pub(crate) struct FetchArguments {
    /// Addresses of pages or feeds
    #[arg(value_name = "ADDRESS", required = true, value_hint = ValueHint::Url)]
    pub(crate) addresses: Vec<String>,
    /// Keep the articles in FOLDER instead of onrecord's own folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) into: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reach: ReachArgument,
}

/// Which machines are asked for addresses.
#[derive(Args, Debug)]
pub(crate) struct ReachArgument {
    /// Fetch addresses of your own network too
    #[arg(long, display_order = 92)]
    pub(crate) allow_private: bool,
}

/// The themes that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Theme {
    /// The terminal's own 16 colours, fit to its background
    Auto,
    /// The terminal's own 16 colours, for any background
    Ansi,
    /// For dark backgrounds, 256 colours
    Dark,
    /// For light backgrounds, 256 colours
    Light,
    /// No colours
    Mono,
}

impl From<Theme> for ThemeName {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Auto => Self::Auto,
            Theme::Ansi => Self::Ansi,
            Theme::Dark => Self::Dark,
            Theme::Light => Self::Light,
            Theme::Mono => Self::Mono,
        }
    }
}

/// Another way to name what is read.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct LibraryArgument {
    /// Read LIBRARY: a folder, or a library that a newsroom shares (see 'onrecord push --help')
    #[arg(
        long,
        value_name = "LIBRARY",
        conflicts_with = "paths",
        display_order = 89
    )]
    pub(crate) library: Option<PathBuf>,
}

/// Whether what was found is kept.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CacheArgument {
    /// Read and analyse everything anew, and keep nothing of what is found
    #[arg(long, display_order = 91)]
    pub(crate) no_cache: bool,
}

/// Where the configuration is read from.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ConfigArgument {
    /// Read FILE instead of the usual configuration
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, display_order = 90)]
    pub(crate) config: Option<PathBuf>,
}

/// The commands that print.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List quotations: who said what, when, and who reported it
    Quotes(QuotesArguments),
    /// List statements: each utterance once, with all who report it and how their wording differs
    Statements(QuotesArguments),
    /// List what was said by date: when, how sure the date is, who, what, and where it stands
    Chronology(QuotesArguments),
    /// Hold every quotation of your own draft against the articles
    Check(CheckArguments),
    /// List who cites whom: the outlets that each article names as its origins
    Citations(ScopedArguments),
    /// List what rests only on people without a name
    Unnamed(ScopedArguments),
    /// List what is new since you last read: statements, wordings, people, and which articles add nothing
    News(EntitiesArguments),
    /// List your notes and bookmarks with the words that they are about
    Notes(NotesArguments),
    /// Search in all articles: words, phrases, and who said it, where and when
    Search(SearchArguments),
    /// List the people that the articles name
    People(EntitiesArguments),
    /// List the organizations that the articles name
    Organizations(EntitiesArguments),
    /// List the articles, or cite them: with their dates, outlets and writers
    Documents(DocumentsArguments),
    /// Print all findings as JSON, one article a line
    Analyze(AnalyzeArguments),
    /// Bring articles into a library that a newsroom shares
    Push(PushArguments),
    /// Fetch articles from the web, or those that a feed leads to, and keep them as files
    Fetch(FetchArguments),
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or that of one command
    Man {
        /// The command
        command: Option<String>,
    },
}

/// The library that a command reads.
#[derive(Args, Debug)]
pub(crate) struct LibraryArguments {
    /// Articles, or folders of articles
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) library: LibraryArgument,
    #[command(flatten)]
    pub(crate) cache: CacheArgument,
    #[command(flatten)]
    pub(crate) config: ConfigArgument,
}

/// The arguments of `onrecord quotes`, `statements` and `chronology`.
#[derive(Args, Debug)]
#[command(after_help = QUOTES_EXAMPLES)]
pub(crate) struct QuotesArguments {
    #[command(flatten)]
    pub(crate) library: LibraryArguments,
    #[command(flatten)]
    pub(crate) selection: SelectionArguments,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
}

/// The arguments of `onrecord documents`.
#[derive(Args, Debug)]
#[command(after_help = DOCUMENTS_EXAMPLES)]
pub(crate) struct DocumentsArguments {
    #[command(flatten)]
    pub(crate) library: LibraryArguments,
    #[command(flatten)]
    pub(crate) selection: SelectionArguments,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: DocumentFormat,
}

/// The arguments of `onrecord citations` and `onrecord unnamed`.
#[derive(Args, Debug)]
pub(crate) struct ScopedArguments {
    #[command(flatten)]
    pub(crate) library: LibraryArguments,
    #[command(flatten)]
    pub(crate) scope: ScopeArguments,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
}

/// The arguments of `onrecord notes`.
#[derive(Args, Debug)]
pub(crate) struct NotesArguments {
    #[command(flatten)]
    pub(crate) library: LibraryArguments,
    /// Only notes with this tag; more than one may be asked for
    #[arg(long, value_name = "TAG", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) tag: Vec<String>,
    #[command(flatten)]
    pub(crate) scope: ScopeArguments,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
}

/// The arguments of `onrecord search`.
#[derive(Args, Debug)]
#[command(after_help = SEARCH_EXAMPLES)]
pub(crate) struct SearchArguments {
    /// What to search for; see below
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) library: LibraryArguments,
    /// Print no more than so many places
    #[arg(long, value_name = "NUMBER")]
    pub(crate) limit: Option<usize>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
}

/// The arguments of `onrecord check`.
#[derive(Args, Debug)]
#[command(after_help = CHECK_EXAMPLES)]
pub(crate) struct CheckArguments {
    /// The draft: text, Markdown, or whatever else the reader opens
    #[arg(value_name = "DRAFT", value_hint = ValueHint::FilePath)]
    pub(crate) draft: PathBuf,
    #[command(flatten)]
    pub(crate) library: LibraryArguments,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
}

/// The arguments of `onrecord people`, `organizations` and `news`.
#[derive(Args, Debug)]
pub(crate) struct EntitiesArguments {
    #[command(flatten)]
    pub(crate) library: LibraryArguments,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
}

/// The arguments of `onrecord analyze`.
#[derive(Args, Debug)]
pub(crate) struct AnalyzeArguments {
    #[command(flatten)]
    pub(crate) library: LibraryArguments,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub(crate) format: AnalyzeFormat,
    /// Add each article's text, which the byte offsets point into
    #[arg(long)]
    pub(crate) with_text: bool,
}

/// The arguments of `onrecord push`.
#[derive(Args, Debug)]
#[command(after_help = PUSH_EXAMPLES)]
pub(crate) struct PushArguments {
    /// Articles, or folders of articles
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    /// The address of the shared library; else that of the configuration
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) library: Option<PathBuf>,
    /// Bring the notes too that stand beside the articles, for everybody to read
    #[arg(long)]
    pub(crate) notes: bool,
    /// Take off what you pushed from these folders before and what is in them no more
    #[arg(long)]
    pub(crate) prune: bool,
    #[command(flatten)]
    pub(crate) config: ConfigArgument,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::OF_ROWS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.help()))
    }
}

/// A form in which documents are printed: one more than the rows of other commands know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DocumentFormat(pub(crate) Format);

impl ValueEnum for DocumentFormat {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [DocumentFormat; Format::OF_DOCUMENTS.len()] = {
            let mut all = [DocumentFormat(Format::Table); Format::OF_DOCUMENTS.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = DocumentFormat(Format::OF_DOCUMENTS[at]);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        self.0.to_possible_value()
    }
}

/// The forms in which findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalyzeFormat {
    /// One JSON object a line
    Jsonl,
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::{CommandFactory, Parser};

    use super::{Arguments, Command};

    fn help(command: &str) -> String {
        let mut program = Arguments::command();
        program.build();
        let command = program
            .get_subcommands_mut()
            .find(|each| each.get_name() == command);
        match command {
            Some(command) => command.render_help().to_string(),
            None => program.render_help().to_string(),
        }
    }

    #[test]
    fn help_reads_well() {
        insta::assert_snapshot!("help", help(""));
        insta::assert_snapshot!("help-quotes", help("quotes"));
        insta::assert_snapshot!("help-people", help("people"));
        insta::assert_snapshot!("help-analyze", help("analyze"));
    }

    #[test]
    fn a_path_may_be_called_like_a_command() {
        let paths = |typed: &str| {
            let arguments = Arguments::try_parse_from(typed.split(' ')).unwrap();
            assert!(arguments.command.is_none(), "{typed}");
            arguments.reader.paths
        };
        assert_eq!(paths("onrecord ./quotes"), [PathBuf::from("./quotes")]);
        assert_eq!(paths("onrecord -- quotes"), [PathBuf::from("quotes")]);
        assert_eq!(
            paths("onrecord story quotes"),
            [PathBuf::from("story"), PathBuf::from("quotes")]
        );
        let command = Arguments::try_parse_from(["onrecord", "quotes", "quotes"])
            .unwrap()
            .command;
        let Some(Command::Quotes(arguments)) = command else {
            panic!("quotes is a command");
        };
        assert_eq!(arguments.library.paths, [PathBuf::from("quotes")]);
    }
}
