//! Learns to tell titles, terms and irony in quotation marks from speech, and prints the weights that the engine ships.
//!
//! ```text
//! cargo run --release --example train_marks -- GOLD.jsonl LOSS > assets/models/marks.tsv
//! ```
//!
//! LOSS is how many of a thousand real quotations may be taken for something else; it sets the bias.
//!
//! Each line of the gold file is one article: `{"id", "text", "quotes": [{"start", "end", "kind"}]}` with the kinds `direct`,
//! `mixed` and `scare` and offsets in bytes. Logistic regression by gradient descent, the same on every run. What the model
//! reaches on articles it has not seen is measured on five folds by article and then by outlet (the words of the id before the
//! first `_`), and printed to the standard error stream.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is a program for the command line"
)]

use std::collections::BTreeMap;
use std::{env, error, fs};

use onrecord::engine::{Background, Lexicon, blocks, marked_features, survey};
use serde::Deserialize;

/// How strongly large weights are held down.
const RIDGE: f64 = 4.0;

/// Steps of the descent.
const STEPS: usize = 1500;

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

/// A marked piece that people have judged.
struct Example {
    article: usize,
    outlet: usize,
    features: Vec<usize>,
    scare: bool,
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
    let (examples, names) = examples(&articles);
    let real = examples.iter().filter(|example| !example.scare).count();
    let allowed = |loss: usize| real * loss / 1000;
    eprintln!("{} pieces, {real} of them speech", examples.len());
    let by_article = unseen(&examples, names.len(), |example| example.article % FOLDS);
    let outlets = 1 + examples
        .iter()
        .map(|example| example.outlet)
        .max()
        .unwrap_or(0);
    let by_outlet = unseen(&examples, names.len(), |example| example.outlet);
    for loss in [5, 10, 15, 20, loss] {
        let bias = threshold(&examples, &by_article, allowed(loss));
        report("five folds by article", &examples, &by_article, bias);
        report(
            &format!("{outlets} folds by outlet"),
            &examples,
            &by_outlet,
            bias,
        );
    }
    let bias = threshold(&examples, &by_article, allowed(loss));
    let all: Vec<&Example> = examples.iter().collect();
    let weights = train(&all, names.len());
    println!(
        "# feature, weight: logistic regression by `examples/train_marks.rs`; above 0 in sum, the words are no speech"
    );
    println!("bias\t{:.3}", weights[names.len()] - bias);
    for (name, weight) in names.iter().zip(&weights) {
        println!("{name}\t{weight:.3}");
    }
    Ok(())
}

fn examples(articles: &[Article]) -> (Vec<Example>, Vec<&'static str>) {
    let lexicon = Lexicon::bundled();
    let surveys: Vec<_> = articles
        .iter()
        .map(|article| survey(&article.text, &blocks(&article.text), lexicon))
        .collect();
    let background = Background::gather(&surveys);
    let mut numbers: BTreeMap<&'static str, usize> = BTreeMap::new();
    let (mut found, mut outlets) = (Vec::new(), Vec::new());
    for (index, article) in articles.iter().enumerate() {
        let outlet = article.id.split('_').next().unwrap_or_default();
        let known = outlets.iter().position(|name| *name == outlet);
        let outlet = known.unwrap_or_else(|| {
            outlets.push(outlet);
            outlets.len() - 1
        });
        for (span, features) in
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
            let next = |numbers: &BTreeMap<_, _>| numbers.len();
            let features = features
                .into_iter()
                .map(|name| {
                    let fresh = next(&numbers);
                    *numbers.entry(name).or_insert(fresh)
                })
                .collect();
            found.push(Example {
                article: index,
                outlet,
                features,
                scare: judged.kind == "scare",
            });
        }
    }
    let mut names = vec![""; numbers.len()];
    for (name, number) in numbers {
        names[number] = name;
    }
    (found, names)
}

/// The weights of the features, and the bias behind them.
fn train(examples: &[&Example], features: usize) -> Vec<f64> {
    let mut weights = vec![0.0; features + 1];
    let mut speed = vec![0.0; features + 1];
    let count = examples.len() as f64;
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights
            .iter()
            .map(|weight| RIDGE * weight / count)
            .collect();
        slope[features] = 0.0;
        for example in examples {
            let error = probability(&weights, example) - f64::from(u8::from(example.scare));
            for &feature in example.features.iter().chain([&features]) {
                slope[feature] += error / count;
            }
        }
        for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(slope) {
            *speed = 0.9 * *speed - 0.5 * slope;
            *weight += *speed;
        }
    }
    weights
}

fn score(weights: &[f64], example: &Example) -> f64 {
    let bias = weights.last().copied().unwrap_or_default();
    example
        .features
        .iter()
        .map(|&feature| weights[feature])
        .sum::<f64>()
        + bias
}

fn probability(weights: &[f64], example: &Example) -> f64 {
    1.0 / (1.0 + (-score(weights, example)).exp())
}

/// The score of each example by a model that has not seen its fold.
fn unseen(examples: &[Example], features: usize, fold: impl Fn(&Example) -> usize) -> Vec<f64> {
    let mut scores = vec![0.0; examples.len()];
    let folds = 1 + examples.iter().map(&fold).max().unwrap_or(0);
    for held in 0..folds {
        let seen: Vec<&Example> = examples.iter().filter(|one| fold(one) != held).collect();
        let weights = train(&seen, features);
        for (example, kept) in examples.iter().zip(&mut scores) {
            if fold(example) == held {
                *kept = score(&weights, example);
            }
        }
    }
    scores
}

/// The lowest score above which no more than `allowed` real quotations lie.
fn threshold(examples: &[Example], scores: &[f64], allowed: usize) -> f64 {
    let mut real: Vec<f64> = examples
        .iter()
        .zip(scores)
        .filter(|(example, _)| !example.scare)
        .map(|(_, &score)| score)
        .collect();
    real.sort_by(|a, b| b.total_cmp(a));
    real.get(allowed).copied().unwrap_or(0.0)
}

fn report(name: &str, examples: &[Example], scores: &[f64], threshold: f64) {
    let above = |scare: bool| {
        let all = examples
            .iter()
            .zip(scores)
            .filter(|(example, _)| example.scare == scare);
        let (mut count, mut over) = (0, 0);
        for (_, &score) in all {
            count += 1;
            over += usize::from(score > threshold);
        }
        (over, count)
    };
    let ((kept, scare), (lost, real)) = (above(true), above(false));
    eprintln!("{name}: {kept} of {scare} kept apart, {lost} of {real} real quotations lost");
}
