//! How fast documents are analysed, in bytes a second.

#[path = "../tests/terminal/news.rs"]
mod news;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::engine::{Background, Lexicon, analyze, blocks, survey};

/// A hundred articles of about four kilobytes.
fn articles() -> Vec<String> {
    (1..=100).map(|seed| news::article(seed, 20)).collect()
}

fn engine(criterion: &mut Criterion) {
    let articles = articles();
    let bytes: usize = articles.iter().map(String::len).sum();
    let lexicon = Lexicon::bundled();
    let blocked: Vec<_> = articles.iter().map(|text| (text, blocks(text))).collect();
    let surveys: Vec<_> = blocked
        .iter()
        .map(|(text, blocks)| survey(text, blocks, lexicon))
        .collect();
    let background = Background::gather(&surveys);

    let mut group = criterion.benchmark_group("engine");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("blocks", |bencher| {
        bencher.iter(|| {
            for text in &articles {
                black_box(blocks(text));
            }
        });
    });
    group.bench_function("survey", |bencher| {
        bencher.iter(|| {
            for (text, blocks) in &blocked {
                black_box(survey(text, blocks, lexicon));
            }
        });
    });
    group.bench_function("analyze", |bencher| {
        bencher.iter(|| {
            for (text, blocks) in &blocked {
                black_box(analyze(text, blocks, lexicon, &background));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, engine);
criterion_main!(benches);
