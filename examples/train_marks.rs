//! Learns to tell titles, terms and irony in quotation marks from speech, and prints the trees that the engine ships.
//!
//! ```text
//! cargo run --release --example train_marks -- GOLD.jsonl LOSS > assets/models/marks.tsv
//! ```
//!
//! LOSS is how many of a thousand real quotations may be taken for something else; it sets the threshold.
//!
//! Each line of the gold file is one article: `{"id", "text", "quotes": [{"start", "end", "kind"}]}` with the kinds `direct`,
//! `mixed` and `scare` and offsets in bytes. Boosted oblivious trees (Friedman 2001; Kohavi 1994), the same on every run. What
//! they reach on articles they have not seen is measured on five folds by article and then by outlet (the words of the id
//! before the first `_`), and printed to the standard error stream.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is a program for the command line"
)]

#[allow(dead_code, reason = "shared with the program that weighs speakers")]
#[path = "train_speakers/trees.rs"]
mod trees;

use std::{env, error, fs};

use onrecord::engine::{Background, Lexicon, blocks, feature_names, marked_features, survey};
use serde::Deserialize;

use trees::{BINS, Choice, Data, train, unseen};

/// How many trees are learned.
const TREES: usize = 80;

/// Folds of the cross-validation.
const FOLDS: usize = 5;

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    quotes: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    start: u32,
    end: u32,
    kind: String,
}

fn main() -> Result<(), Box<dyn error::Error>> {
    let usage = "usage: train_marks GOLD.jsonl LOSS";
    let path = env::args().nth(1).ok_or(usage)?;
    let loss: usize = env::args().nth(2).ok_or(usage)?.parse()?;
    let gold = fs::read_to_string(path)?;
    let articles: Vec<Article> = gold
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let data = examples(&articles);
    let speech = data.right.iter().filter(|scare| !**scare).count();
    eprintln!("{} pieces, {speech} of them speech", data.right.len());
    let by_article = unseen(&data, TREES, |choice| choice.article % FOLDS);
    let by_outlet = unseen(&data, TREES, |choice| choice.outlet);
    let allowed = |loss: usize| speech * loss / 1000;
    for loss in [2, 5, 8, 10, 12, 15, 20, 25, loss] {
        let bar = threshold(&data, &by_article, allowed(loss));
        report("five folds by article", &data, &by_article, bar);
        report("folds by outlet", &data, &by_outlet, bar);
    }
    let bar = threshold(&data, &by_article, allowed(loss));
    let all: Vec<usize> = (0..data.choices.len()).collect();
    println!(
        "# trees by `examples/train_marks.rs`: five questions and thirty-two answers; above the threshold, the words are no speech"
    );
    trees::print(&train(&data, &all, TREES), &feature_names());
    println!("threshold\t{:.3}", (bar / (1.0 - bar)).ln());
    Ok(())
}

/// The pieces that people have judged, each a choice between something else and speech.
fn examples(articles: &[Article]) -> Data {
    let lexicon = Lexicon::bundled();
    let surveys: Vec<_> = articles
        .iter()
        .map(|article| survey(&article.text, &blocks(&article.text), lexicon))
        .collect();
    let background = Background::gather(&surveys);
    let mut data = Data {
        columns: vec![Vec::new(); feature_names().len()],
        ..Data::default()
    };
    let mut outlets = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        let outlet = article.id.split('_').next().unwrap_or_default();
        let known = outlets.iter().position(|name| *name == outlet);
        let outlet = known.unwrap_or_else(|| {
            outlets.push(outlet);
            outlets.len() - 1
        });
        for (span, values) in
            marked_features(&article.text, &blocks(&article.text), lexicon, &background)
        {
            let judged = article.quotes.iter().find(|gold| {
                let shared = gold
                    .end
                    .min(span.end)
                    .saturating_sub(gold.start.max(span.start));
                let whole = gold.end.max(span.end) - gold.start.min(span.start);
                ["direct", "mixed", "scare"].contains(&gold.kind.as_str()) && shared * 2 >= whole
            });
            let Some(judged) = judged else { continue };
            let first = data.right.len();
            data.right.push(judged.kind == "scare");
            for (column, value) in data.columns.iter_mut().zip(values) {
                column.push(value.min(BINS as u8 - 1));
            }
            data.choices.push(Choice {
                article: index,
                outlet,
                first,
                end: first + 1,
                told: false,
                kind: judged.kind.clone(),
                form: String::new(),
            });
        }
    }
    data
}

/// The probability above which no more than `allowed` real quotations lie.
fn threshold(data: &Data, scores: &[f64], allowed: usize) -> f64 {
    let mut real: Vec<f64> = data
        .right
        .iter()
        .zip(scores)
        .filter(|(scare, _)| !**scare)
        .map(|(_, &score)| score)
        .collect();
    real.sort_by(|a, b| b.total_cmp(a));
    real.get(allowed).copied().unwrap_or(0.5)
}

fn report(name: &str, data: &Data, scores: &[f64], threshold: f64) {
    let above = |wanted: bool| {
        let all = data.right.iter().zip(scores);
        let mut count = (0, 0);
        for (_, &score) in all.filter(|(scare, _)| **scare == wanted) {
            count = (count.0 + usize::from(score > threshold), count.1 + 1);
        }
        count
    };
    let ((kept, scare), (lost, real)) = (above(true), above(false));
    eprintln!("{name}: {kept} of {scare} kept apart, {lost} of {real} real quotations lost");
}
