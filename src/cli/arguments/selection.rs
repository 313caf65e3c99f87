//! Which articles, passages and quotations a command is asked for.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

use crate::cli::days::{self, Days};
use crate::engine::QuotationKind;

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
