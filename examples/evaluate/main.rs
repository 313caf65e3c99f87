//! Measures the engine on articles whose quotations are known.
//!
//! ```text
//! cargo run --release --example evaluate -- GOLD.jsonl [--by rule|kind|source|outlet] [--errors] [--without RULE,RULE]
//! ```
//!
//! Every line of `GOLD.jsonl` is one article: `id`, `publisher`, `text`, and `quotes` with byte offsets, kind and speaker (see
//! [`gold::Article`]). The articles are opened together as one library, as the commands of the program open a folder.
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot read its data cannot go on, and neither can a test"
)]

mod calibration;
mod gold;
mod people;
mod report;
mod sampling;
mod score;
mod spans;
mod speakers;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use onrecord::engine::Rule;

use gold::Article;
use score::Score;

/// Measures the engine on articles whose quotations are known.
#[derive(Debug, Parser)]
struct Arguments {
    /// Articles with their quotations, one JSON object a line.
    gold: PathBuf,
    /// Shows the figures for each rule, kind of quotation, form of the source, or outlet.
    #[arg(long)]
    by: Option<By>,
    /// Lists every error, one a line: article, what went wrong, words before, words, right speaker, named speaker.
    #[arg(long)]
    errors: bool,
    /// Takes the attributions of these rules away, as if nothing had told who spoke.
    #[arg(long, value_delimiter = ',')]
    without: Vec<String>,
}

/// What the figures are shown by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    Rule,
    Kind,
    Source,
    Outlet,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let articles = gold::read(&arguments.gold)?;
    let without = rules(&arguments.without)?;
    let predictions = gold::predict(&articles, &without);
    let scores: Vec<Score> = articles
        .iter()
        .zip(&predictions)
        .zip(0..)
        .map(|((article, found), document)| score::score(document, article, found))
        .collect();
    let mut out = BufWriter::new(io::stdout().lock());
    report::figures(&mut out, &scores)?;
    match arguments.by {
        Some(By::Rule) => report::by_rule(&mut out, &scores)?,
        Some(By::Kind) => report::by(&mut out, &scores, |_, judged| judged.kind.clone())?,
        Some(By::Source) => report::by(&mut out, &scores, |_, judged| judged.source.clone())?,
        Some(By::Outlet) => report::by(&mut out, &scores, |at, _| outlet(&articles, at))?,
        None => {}
    }
    report::intervals(&mut out, &scores)?;
    report::folds(&mut out, &scores)?;
    report::calibration(&mut out, &scores)?;
    if arguments.errors {
        report::errors(&mut out, &articles, &scores)?;
    }
    out.flush()
}

fn outlet(articles: &[Article], at: usize) -> String {
    articles
        .get(at)
        .map_or_else(String::new, |article| article.publisher.clone())
}

/// The rules of these names.
fn rules(names: &[String]) -> io::Result<Vec<Rule>> {
    names
        .iter()
        .map(|name| {
            let known = Rule::ALL.iter().find(|rule| rule.name() == name);
            known
                .copied()
                .ok_or_else(|| io::Error::other(format!("no rule is called {name:?}")))
        })
        .collect()
}
