//! Makes `examples/train/clusters.txt`, the groups of words that are used alike, from word vectors.
//!
//! ```text
//! cargo run --release --example clusters -- VECTORS [--check]
//! ```
//!
//! `VECTORS` is `glove.6B.50d.txt` (<https://nlp.stanford.edu/projects/glove/>; Pennington, Socher and Manning 2014): a word
//! a line, then its fifty numbers, frequent words first. The file that is made has a group a line: the number of the group of
//! groups that it belongs to, then its words.
//!
//! The method is k-means on the unit sphere (Dhillon and Modha 2001) from the most frequent words on. The same vectors give the
//! same groups on every machine: one thread, a fixed order, and no arithmetic but what IEEE 754 fixes to the last bit.
//! `--check` writes nothing and fails unless the groups are those of the file.
#![allow(clippy::print_stdout, reason = "it tells what it wrote")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::Parser;

/// How many words are grouped.
const WORDS: usize = 80_000;
/// How many groups there are, and groups of groups; a group and its own fit into 16 bits, with 0 left for no group.
const GROUPS: usize = 1_023;
const COARSE: usize = 64;
const ROUNDS: usize = 20;
/// Numbers of a vector.
const LENGTH: usize = 50;

type Vector = [f32; LENGTH];

/// Makes the groups of words that are used alike, from word vectors.
#[derive(Debug, Parser)]
struct Arguments {
    /// A word a line, then its fifty numbers.
    vectors: PathBuf,
    /// Fails unless the file has exactly these groups.
    #[arg(long)]
    check: bool,
    /// Where the groups are written.
    #[arg(long, default_value = "examples/train/clusters.txt")]
    output: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let (words, vectors) = read(&arguments.vectors)?;
    let (group_of, centres) = grouped(&vectors, GROUPS);
    let (coarse_of, _) = grouped(&centres, COARSE);
    let mut members: Vec<Vec<&str>> = vec![Vec::new(); GROUPS];
    for (word, &group) in words.iter().zip(&group_of) {
        members[group].push(word);
    }
    let mut text = String::from(
        "# words that are used alike, a group a line behind the number of its own group\n",
    );
    for (members, coarse) in members.iter().zip(coarse_of) {
        writeln!(text, "{coarse}\t{}", members.join(" "))?;
    }
    let file = arguments.output;
    if arguments.check {
        if std::fs::read_to_string(&file)? != text {
            return Err(format!("{}: the groups differ from those made", file.display()).into());
        }
        println!("{}: the same {GROUPS} groups", file.display());
    } else {
        std::fs::write(&file, text)?;
        println!(
            "{}: {} words in {GROUPS} groups",
            file.display(),
            words.len()
        );
    }
    Ok(())
}

/// The most frequent words that begin with a letter, and their vectors, each of length 1.
fn read(file: &Path) -> Result<(Vec<String>, Vec<Vector>), Box<dyn Error>> {
    let lines =
        BufReader::new(File::open(file).map_err(|error| format!("{}: {error}", file.display()))?);
    let (mut words, mut vectors) = (Vec::new(), Vec::new());
    for line in lines.lines() {
        let line = line?;
        let mut fields = line.split(' ');
        let word = fields.next().unwrap_or_default();
        if !word.starts_with(char::is_alphabetic) {
            continue;
        }
        let mut vector = [0.0; LENGTH];
        for number in &mut vector {
            *number = fields
                .next()
                .ok_or_else(|| format!("{}: {word} has too few numbers", file.display()))?
                .parse()?;
        }
        words.push(word.to_owned());
        vectors.push(unit(vector));
        if words.len() == WORDS {
            break;
        }
    }
    Ok((words, vectors))
}

fn unit(vector: Vector) -> Vector {
    let length = vector
        .iter()
        .map(|number| number * number)
        .sum::<f32>()
        .sqrt();
    if length > 0.0 {
        vector.map(|number| number / length)
    } else {
        vector
    }
}

/// The group of each vector, and the centre of each group.
fn grouped(vectors: &[Vector], count: usize) -> (Vec<usize>, Vec<Vector>) {
    let mut centres = vectors[..count].to_vec();
    let mut groups = vec![0; vectors.len()];
    for _ in 0..ROUNDS {
        // By number of the vector, so that the sums of all groups grow side by side.
        let by_number: Vec<Vec<f32>> = (0..LENGTH)
            .map(|at| centres.iter().map(|centre| centre[at]).collect())
            .collect();
        let mut sums = vec![[0.0; LENGTH]; count];
        let mut likeness = vec![0.0_f32; count];
        for (vector, group) in vectors.iter().zip(&mut groups) {
            likeness.fill(0.0);
            for (number, row) in vector.iter().zip(&by_number) {
                for (sum, centre) in likeness.iter_mut().zip(row) {
                    *sum += number * centre;
                }
            }
            *group = nearest(&likeness);
            for (sum, number) in sums[*group].iter_mut().zip(vector) {
                *sum += number;
            }
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            if sum.iter().any(|number| *number != 0.0) {
                *centre = unit(sum);
            }
        }
    }
    (groups, centres)
}

/// The first of the largest.
fn nearest(likeness: &[f32]) -> usize {
    let mut best = 0;
    for (at, like) in likeness.iter().enumerate() {
        if *like > likeness[best] {
            best = at;
        }
    }
    best
}
