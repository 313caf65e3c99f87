//! How long it takes to bring the quotations of a large library together.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::engine::{
    Analysis, EntityKind, Gender, LocalEntity, LocalId, Quotation, QuotationKind, Rule, Span,
    Speaker,
};
use onrecord::library::{Copies, Library, Statements};

/// Quotations in a document.
const EACH: usize = 8;
/// Words that quotations are made of; the first ones come often, as in any language.
const WORDS: usize = 9_000;

/// A small generator of pseudo-random numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    /// A word; rare ones are many, and frequent ones few.
    fn word(&mut self) -> usize {
        let mut most = WORDS;
        for _ in 0..self.below(6) {
            most /= 4;
        }
        self.below(most.max(1))
    }
}

/// A library of so many quotations of about twenty words by two hundred speakers. Every second one is a variant of
/// an earlier original: cut, or with a word replaced.
fn library(quotations: usize) -> Library {
    let mut dice = Dice(0x5EED_0FAC_ADE5);
    let mut said: Vec<Vec<usize>> = Vec::new();
    for number in 0..quotations {
        let words = if number % 2 == 1 {
            let mut words = said[dice.below(number.div_ceil(2)) * 2].clone();
            match dice.below(2) {
                0 => words.truncate(words.len() * 3 / 4),
                _ => words[3] = dice.word(),
            }
            words
        } else {
            let length = 10 + dice.below(20);
            (0..length).map(|_| dice.word()).collect()
        };
        said.push(words);
    }
    let texts: Vec<(String, Vec<Span>)> = said.chunks(EACH).map(text).collect();
    let names: Vec<String> = (0..texts.len()).map(|at| format!("{at:05}")).collect();
    let documents: Vec<(&str, &str)> = names
        .iter()
        .zip(&texts)
        .map(|(name, (text, _))| (name.as_str(), text.as_str()))
        .collect();
    let mut library = Library::of_texts("large", &documents);
    for (doc, (_, spans)) in library.ids().zip(&texts) {
        library.receive(doc, Arc::new(found(spans, dice.below(200))));
    }
    library.merge();
    library
}

fn text(said: &[Vec<usize>]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for words in said {
        let start = text.len();
        let words: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
        text.push_str(&words.join(" "));
        spans.push(Span::new(start, text.len()));
        text.push('\n');
    }
    (text, spans)
}

fn found(spans: &[Span], speaker: usize) -> Analysis {
    Analysis {
        quotations: spans
            .iter()
            .map(|&span| Quotation {
                span,
                kind: QuotationKind::Direct,
                speaker: Speaker::Entity(LocalId(0)),
                source: None,
                cue: None,
                rule: Rule::After,
                confidence: 0.95,
                rivals: Vec::new(),
            })
            .collect(),
        entities: vec![LocalEntity {
            name: format!("Ann Speaker{speaker}"),
            kind: EntityKind::Person,
            gender: Gender::Unknown,
            role: None,
            aliases: Vec::new(),
            mentions: vec![Span::new(0, 1)],
        }],
        ..Analysis::default()
    }
}

fn statements(criterion: &mut Criterion) {
    let library = library(40_000);
    let mut group = criterion.benchmark_group("library");
    group.sample_size(10);
    group.throughput(Throughput::Elements(40_000));
    group.bench_function("statements", |bencher| {
        bencher.iter(|| black_box(Statements::gather(&library)));
    });
    group.finish();
}

/// A library of so many articles of about six hundred words. Every third one is an earlier one, cut from the end.
fn articles(count: usize) -> Library {
    let mut dice = Dice(0xA11_7E57);
    let mut written: Vec<Vec<usize>> = Vec::new();
    for number in 0..count {
        let words = if number % 3 == 2 {
            let mut words = written[dice.below(number)].clone();
            words.truncate(words.len() * (6 + dice.below(4)) / 10);
            words
        } else {
            (0..500 + dice.below(200)).map(|_| dice.word()).collect()
        };
        written.push(words);
    }
    let texts: Vec<String> = written
        .iter()
        .map(|words| text(std::slice::from_ref(words)).0)
        .collect();
    let names: Vec<String> = (0..texts.len()).map(|at| format!("{at:05}")).collect();
    let documents: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(texts.iter().map(String::as_str))
        .collect();
    Library::of_texts("large", &documents)
}

fn copies(criterion: &mut Criterion) {
    let library = articles(5_000);
    let mut group = criterion.benchmark_group("library");
    group.sample_size(10);
    group.throughput(Throughput::Elements(5_000));
    group.bench_function("copies", |bencher| {
        bencher.iter(|| black_box(Copies::gather(&library)));
    });
    group.finish();
}

criterion_group!(benches, statements, copies);
criterion_main!(benches);
