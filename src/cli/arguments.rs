//! What can be typed after `onrecord`: one table, from which the parser, the help, the man pages and the completions come.

use std::path::PathBuf;

use clap::builder::styling::Style;
use clap::builder::{NonEmptyStringValueParser, PossibleValue, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::app::ThemeName;
use crate::app::export::Format;
use crate::engine::QuotationKind;

use super::days::{self, Days};

const BOLD: Style = Style::new().bold();

/// On a terminal only the headings of the help are set off.
const STYLES: Styles = Styles::plain().header(BOLD).usage(BOLD);

const EXAMPLES: &str = "\
Examples:
  onrecord                              read the bundled articles
  onrecord story/                       read the articles of a folder
  onrecord quotes story/ --by keller    list what somebody said
  onrecord https://…                    read a page of the web, or those that a feed leads to
  curl -s https://… | onrecord -        read what another program writes
  onrecord ./quotes                     read a folder that is called like a command
  onrecord 'story/#ferry:we-wait-no'    open an article at the words of a link that Y has copied

Without PATH, the library named in the configuration is opened, else the bundled one.

Exit status:
  0      left, or answered
  1      a negative answer: nothing to read, nothing found
  2      wrong use, or the terminal or the output cannot be written to
  101    an error in the program itself
  129    the terminal is gone; 128 and the number of the signal for every signal that ends it";

const QUOTES_EXAMPLES: &str = "\
Examples:
  onrecord quotes story/ --by keller --about sanctions
  onrecord quotes story/ --since 2026-03 --format csv > quotes.csv
  onrecord quotes story/ --outlet post --format html > for-the-editor.html

A date with ~ is inferred from the text or the file, not stated. A speaker with ? is doubtful.";

const DOCUMENTS_EXAMPLES: &str = "\
Examples:
  onrecord documents story/ --by keller --format bibtex > sources.bib
  onrecord documents story/ --since 2026-03 --format csl-json > sources.json

With --by, --about or --kind, those articles are listed that hold such a quotation.";

const SEARCH_EXAMPLES: &str = "\
Queries:
  ferry strike                      both words, anywhere in the article
  '\"night ferry\" OR tunnel'        a phrase, or the other word
  'strike NOT (vote OR ballot)'     one without the others
  'strik*'                          words that begin like this
  'ferry NEAR/5 strike'             at most five words between them; NEAR alone: ten
  'speaker:keller ferry'            a quotation of hers in whose paragraph the word stands
  'about:ferry'                     a quotation in whose paragraph words begin like this
  'outlet:post person:\"anna keller\" org:union'
  'date:2026-03..2026-04-15'        also date:2026-03, date:>=2026-03, date:<2026

Small letters find capitals too, unless the word holds one.

Examples:
  onrecord search 'speaker:keller date:2026-03' story/
  onrecord search '\"night ferry\"' story/ --format csv > passages.csv";

const PUSH_EXAMPLES: &str = "\
Examples:
  createdb story && onrecord push story/ --library postgres:///story
  onrecord push story/ --library postgres://anna@db.example/story
  onrecord --library postgres://ben@db.example/story

Only files that are new or changed are brought; files that are gone stay in the shared library. A file is
known there by its path below PATH, with the folder's name before it. Corrections beside the articles come
along.

Whoever pushes first makes the tables, in a schema called onrecord, and gives others their rights:
  GRANT USAGE ON SCHEMA onrecord TO reporters;
  GRANT SELECT ON ALL TABLES IN SCHEMA onrecord TO reporters;
  GRANT INSERT ON onrecord.correction TO reporters;

What the address leaves out comes from where psql takes it: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD,
?service=NAME and ~/.pg_service.conf, and ~/.pgpass for passwords. The connection is not encrypted: use a
socket, a network of your own, or a tunnel (ssh -L 5433:localhost:5432 HOST).";

const FETCH_EXAMPLES: &str = "\
Examples:
  onrecord fetch https://vellcourier.example/pilots --into story/
  onrecord fetch https://vellcourier.example/feed.xml --into story/

Each article becomes a web archive (WARC) with its address and the time. What has not changed since
it was fetched is not fetched again; what has gets a file of its own.";

const CHECK_EXAMPLES: &str = "\
Examples:
  onrecord check draft.md story/
  onrecord check draft.md story/ --format json

A quotation is exact, cut (part of a longer one), altered, joined (two run together), by another
speaker, or not found. The status is 1 unless all are exact or cut, and all by the right speaker.";

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
    /// Keep nothing: neither place, marks and bookmarks nor what was found; and take up nothing that was kept
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

/// Which articles and passages are asked for.
#[derive(Args, Debug, Default)]
pub(crate) struct ScopeArguments {
    /// Only passages whose paragraph holds words that begin like these
    #[arg(long, value_name = "WORDS", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) about: Option<String>,
    /// Only articles of this day or later: 2026-03-09, 2026-03 or 2026
    #[arg(long, value_name = "DATE", value_parser = days::parse)]
    pub(crate) since: Option<Days>,
    /// Only articles of this day or earlier
    #[arg(long, value_name = "DATE", value_parser = days::parse)]
    pub(crate) until: Option<Days>,
    /// Only articles of this outlet; parts of its name serve
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) outlet: Option<String>,
}

/// Which quotations are asked for.
#[derive(Args, Debug, Default)]
pub(crate) struct SelectionArguments {
    /// Only what this person or organization said; parts of the name serve
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) scope: ScopeArguments,
    /// Only quotations of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(crate) kind: Vec<Kind>,
    /// With --by: also quotations that are only doubtfully theirs
    #[arg(long)]
    pub(crate) all: bool,
}

impl ScopeArguments {
    /// What rows of this scope are called: `Citations about “ferry”, since 2026-03`.
    pub(crate) fn title(&self, rows: &str) -> String {
        let about = self.about.as_ref().map(|words| format!(" about “{words}”"));
        let outlet = self.outlet.as_ref().map(|name| format!(" in {name}"));
        let since = self.since.map(|days| format!(", since {}", days.first));
        let until = self.until.map(|days| format!(", until {}", days.last));
        let parts = [about, outlet, since, until];
        let parts: String = parts.into_iter().flatten().collect();
        format!("{rows}{parts}")
    }
}

impl SelectionArguments {
    /// What rows of this selection are called: `Quotations by keller about “ferry”`.
    pub(crate) fn title(&self, rows: &str) -> String {
        let by = self.by.as_ref().map(|name| format!(" by {name}"));
        self.scope
            .title(&format!("{rows}{}", by.unwrap_or_default()))
    }

    /// Whether single quotations are asked for, rather than all of some articles.
    pub(crate) const fn names_quotations(&self) -> bool {
        self.by.is_some() || self.scope.about.is_some() || !self.kind.is_empty()
    }
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
    #[command(flatten)]
    pub(crate) config: ConfigArgument,
}

/// The kinds of quotations that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A whole utterance in quotation marks
    Direct,
    /// A quoted fragment inside the reporter's sentence
    Mixed,
    /// Reported without quotation marks
    Indirect,
}

impl From<Kind> for QuotationKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Direct => Self::Direct,
            Kind::Mixed => Self::Mixed,
            Kind::Indirect => Self::Indirect,
        }
    }
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
