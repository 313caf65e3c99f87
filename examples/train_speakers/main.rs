//! Learns to weigh who may have said a quotation, and prints the trees that the engine ships.
//!
//! ```text
//! cargo run --release --example train_speakers -- GOLD.jsonl > assets/models/speakers.tsv
//! cargo run --release --example train_speakers -- GOLD.jsonl --study
//! ```
//!
//! Every line of `GOLD.jsonl` is one article, as for `evaluate`. Each quotation with a known speaker is a choice among its
//! candidates; all who match the known speaker are right, and where none does, the answer that nobody of them said it. Boosted
//! oblivious trees (Friedman 2001; Kohavi 1994) maximise the likelihood of the right answers; the same on every run. What they
//! reach on articles that they have not seen is measured on five folds by article and then by outlet (the words of the id
//! before the first `_`), and printed to the standard error stream. `--study` prints instead what more articles and each group
//! of traits are worth.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "it is a program for the command line"
)]

mod report;
#[allow(dead_code, reason = "shared with the program that measures")]
#[path = "../evaluate/speakers.rs"]
mod speakers;
mod study;
mod trees;

use std::{env, error, fs};

use onrecord::engine::{Background, Lexicon, Weighing, blocks, survey, trait_names, weighings};
use serde::Deserialize;

use report::{print, report, shares};
use speakers::{Strictness, same};
use study::study;
use trees::{BINS, Choice, Data, apply, train, unseen};

/// How many trees are learned.
const TREES: usize = 200;

/// Folds of the cross-validation.
const FOLDS: usize = 5;

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    quotes: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    start: u32,
    end: u32,
    kind: String,
    speaker: Option<String>,
    #[serde(default)]
    speakers: Vec<String>,
    #[serde(default)]
    speaker_type: String,
    #[serde(default)]
    speaker_status: String,
}

fn main() -> Result<(), Box<dyn error::Error>> {
    let path = env::args()
        .nth(1)
        .ok_or("usage: train_speakers GOLD.jsonl [--study]")?;
    let gold = fs::read_to_string(path)?;
    let articles: Vec<Article> = gold
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let data = choices(&articles);
    let able = |choice: &&Choice| !data.right[choice.end - 1];
    eprintln!(
        "{} choices, {} candidates; the right one is among them {} times",
        data.choices.len(),
        data.right.len(),
        data.choices.iter().filter(able).count()
    );
    if env::args().nth(2).is_some_and(|option| option == "--study") {
        study(&data, &trait_names());
        return Ok(());
    }
    let by_article = unseen(&data, TREES, |choice| choice.article % FOLDS);
    report("five folds by article", &data, &by_article);
    let by_outlet = unseen(&data, TREES, |choice| choice.outlet);
    report("folds by outlet", &data, &by_outlet);
    let all: Vec<usize> = (0..data.choices.len()).collect();
    let trees = train(&data, &all, TREES);
    report(
        "the articles that it learned from",
        &data,
        &apply(&data, &trees),
    );
    print(&trees, &trait_names(), &shares(&data, &by_article));
    Ok(())
}

fn choices(articles: &[Article]) -> Data {
    let lexicon = Lexicon::bundled();
    let surveys: Vec<_> = articles
        .iter()
        .map(|article| survey(&article.text, &blocks(&article.text), lexicon))
        .collect();
    let background = Background::gather(&surveys);
    let mut data = Data {
        columns: vec![Vec::new(); trait_names().len()],
        ..Data::default()
    };
    let mut outlets = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        let outlet = article.id.split('_').next().unwrap_or_default();
        let known = outlets.iter().position(|name| *name == outlet);
        let outlet = known.unwrap_or_else(|| {
            outlets.push(outlet);
            outlets.len() - 1
        });
        for one in weighings(&article.text, &blocks(&article.text), lexicon, &background) {
            if let Some(known) = known_at(article, &one) {
                choice(&mut data, (number, outlet), &one, known);
            }
        }
    }
    data
}

/// The quotation with a known speaker in the same place.
fn known_at<'a>(article: &'a Article, one: &Weighing) -> Option<&'a Known> {
    let judged = article.quotes.iter().find(|known| {
        let (start, end) = (known.start.max(one.span.start), known.end.min(one.span.end));
        let whole = known.end.max(one.span.end) - known.start.min(one.span.start);
        let marked = ["direct", "mixed"].contains(&known.kind.as_str());
        marked && end.saturating_sub(start) * 2 >= whole
    });
    judged.filter(|known| {
        let sure = ["name", "org", "hand", "silver", "nominal"];
        sure.contains(&known.speaker_status.as_str()) && known.speaker.is_some()
    })
}

/// Adds the candidates for one quotation of an article and outlet of these numbers.
fn choice(data: &mut Data, (article, outlet): (usize, usize), one: &Weighing, known: &Known) {
    let form = match known.speaker_type.as_str() {
        "pronoun" | "hand" => "name",
        form => form,
    };
    let first = data.right.len();
    let is_right = |name: &str| {
        let several = known.speakers.iter();
        let one = known.speaker.iter().filter(|_| known.speakers.is_empty());
        one.chain(several)
            .any(|known| same(name, known, form, Strictness::Full))
    };
    let mut nobody = true;
    for (name, values) in &one.candidates {
        let right = is_right(name);
        nobody &= !right;
        add(data, right, values);
    }
    add(data, nobody, &one.nobody);
    data.choices.push(Choice {
        article,
        outlet,
        first,
        end: data.right.len(),
        told: one.told,
        kind: known.kind.clone(),
        form: known.speaker_type.clone(),
    });
}

fn add(data: &mut Data, right: bool, values: &[u8]) {
    data.right.push(right);
    for (column, value) in data.columns.iter_mut().zip(values) {
        column.push((*value).min(BINS as u8 - 1));
    }
}
