//! How often the engine asks for memory. Allocations are counted, not times: these bounds hold on every machine.
#![allow(
    clippy::print_stdout,
    reason = "the figures are printed for whoever asks for them"
)]

#[path = "terminal/news.rs"]
#[allow(dead_code, reason = "the tests of the terminal use the rest")]
mod news;

use std::alloc::System;
use std::hint::black_box;

use onrecord::engine::{Background, Lexicon, analyze, blocks, survey};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations while `work` runs.
fn allocations(work: impl FnOnce()) -> usize {
    let region = Region::new(COUNTED);
    work();
    let change = region.change();
    change.allocations + change.reallocations
}

/// Words cost nothing: what asks for memory is a name, a quotation or a finding. These articles are dense with both.
#[test]
fn the_engine_asks_for_memory_by_name_and_not_by_word() {
    let texts: Vec<String> = (1..=40).map(|seed| news::article(seed, 20)).collect();
    let kilobytes = texts.iter().map(String::len).sum::<usize>() / 1000;
    let words: usize = texts
        .iter()
        .map(|text| text.split_whitespace().count())
        .sum();
    let lexicon = Lexicon::bundled();
    let read = || -> Vec<_> { texts.iter().map(|text| (text, blocks(text))).collect() };
    // What is built once is no cost of a text.
    for (text, blocks) in &read() {
        black_box(analyze(text, blocks, lexicon, &Background::default()));
    }

    let mut read_texts = Vec::new();
    let cutting = allocations(|| read_texts = read());
    let mut surveys = Vec::new();
    let surveying = allocations(|| {
        surveys.extend(
            read_texts
                .iter()
                .map(|(text, blocks)| survey(text, blocks, lexicon)),
        );
    });
    let background = Background::gather(&surveys);
    let analysing = allocations(|| {
        for (text, blocks) in &read_texts {
            black_box(analyze(text, blocks, lexicon, &background));
        }
    });

    let per_kilobyte = |count: usize| count / kilobytes;
    let figures = format!(
        "{} for blocks, {} for a survey, {} for an analysis, in each of {kilobytes} KB with {} words",
        per_kilobyte(cutting),
        per_kilobyte(surveying),
        per_kilobyte(analysing),
        words / kilobytes,
    );
    println!("allocations in a kilobyte: {figures}");
    assert!(per_kilobyte(cutting) <= BLOCKS, "{figures}");
    assert!(per_kilobyte(surveying) <= SURVEY, "{figures}");
    assert!(per_kilobyte(analysing) <= ANALYSIS, "{figures}");
}

/// Allocations that each step may make in a kilobyte.
const BLOCKS: usize = 5;
const SURVEY: usize = 145;
const ANALYSIS: usize = 175;
