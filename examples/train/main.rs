//! Makes `assets/models/names.bin`, the tagger for names, from labelled texts and word lists.
//!
//! ```text
//! cargo run --release --example train -- DATA [--check] [--without CORPUS,CORPUS] [--output FILE]
//! ```
//!
//! `DATA/names/train/*.jsonl.gz` are the texts: a document a line, `sents`, each with tokens `tok` and BIO labels `tag`;
//! `DATA/lexicon/` and `assets/words/` have the word lists. The corpora and their licences stand in `assets/README.md`.
//!
//! The same data give the same bytes on every machine: files are read by name, the order of learning comes from a fixed
//! seed, there is one thread, and all arithmetic is addition, multiplication, division and square root, which IEEE 754
//! fixes to the last bit. `--check` writes nothing and fails unless the bytes are those of the file.
//!
//! Before that it learns from nine documents of ten and prints what it finds in the tenth; `--quick` leaves this out.
#![allow(clippy::print_stdout, reason = "the figures are what it is run for")]

mod corpus;
mod exponential;
mod learn;
mod measure;
mod pack;
mod text;
mod words;

use std::error::Error;
use std::path::PathBuf;

use clap::Parser;

use corpus::Corpus;

/// Makes the tagger for names from labelled texts and word lists.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder with `names/train` and `lexicon`.
    data: PathBuf,
    /// Fails unless the file has exactly the bytes that are learned.
    #[arg(long)]
    check: bool,
    /// Corpora to leave out, by name, with commas between.
    #[arg(long, value_delimiter = ',')]
    without: Vec<String>,
    /// Where the model is written.
    #[arg(long, default_value = "assets/models/names.bin")]
    output: PathBuf,
    /// Does not measure on documents held back.
    #[arg(long)]
    quick: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let mut corpora = corpus::read(&arguments.data.join("names/train"))?;
    corpora.retain(|corpus| !arguments.without.contains(&corpus.name));
    let words = words::gather(&arguments.data.join("lexicon"), &corpora)?;
    println!("{} words and phrases", words.len());
    if !arguments.quick {
        let bytes = model(&corpora, &words, |document| document % 10 != 9)?;
        measure::print(&corpora, &bytes, |document| document % 10 == 9);
    }
    let bytes = model(&corpora, &words, |_| true)?;
    let file = arguments.output;
    if arguments.check {
        if std::fs::read(&file)? != bytes {
            return Err(format!("{}: the bytes differ from those learned", file.display()).into());
        }
        println!("{}: the same {} bytes", file.display(), bytes.len());
    } else {
        std::fs::write(&file, &bytes)?;
        println!("{}: {} bytes", file.display(), bytes.len());
    }
    Ok(())
}

/// Learns a model from the documents whose number in their corpus `takes`.
fn model(
    corpora: &[Corpus],
    words: &words::Words,
    takes: impl Fn(usize) -> bool,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let known = pack::words(words)?;
    let examples = learn::Examples::gather(corpora, &known, takes);
    println!(
        "{} segments, {} features",
        examples.segments(),
        examples.features.len()
    );
    let weights = learn::learn(&examples);
    pack::model(words, &examples.features, &weights)
}
