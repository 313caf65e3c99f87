//! Writes a library of any size: invented articles on invented stories, with the truth about their quotations beside them.
//!
//! ```text
//! cargo run --release --example generate -- 10000 FOLDER [--seed N]
//! ```
//!
//! An article has about 3,000 bytes. Four of five stories are told by several papers, each with some of the same quotations, as
//! in the news. The same seed gives the same bytes on every machine, and a larger library begins with the smaller one of its
//! seed. `FOLDER.truth.jsonl` lists every quotation in quotation marks with its speaker, in the form that
//! `examples/evaluate/` reads.
#![allow(
    clippy::unwrap_used,
    reason = "a program that cannot write its files cannot go on, and neither can a test"
)]
#![allow(
    clippy::format_push_string,
    reason = "a text that is put together sentence by sentence reads best like this"
)]

mod article;
mod cast;
mod dice;
mod story;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Parser;

use article::Article;
use story::Story;

/// Articles to a story.
const EACH: usize = 5;
/// Days from the first to the last story.
const DAYS: usize = 1_500;
/// Articles to a folder: about a day of a large paper.
const FOLDER: usize = 1_000;
/// People who speak in a library of any size; only a few of them speak often.
const PEOPLE: usize = 5_000;

/// Writes a library of invented articles.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many articles.
    articles: usize,
    /// Where; the folder is made.
    folder: PathBuf,
    /// Another seed gives other articles.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let mut truth = arguments.folder.clone().into_os_string();
    truth.push(".truth.jsonl");
    fs::create_dir_all(&arguments.folder)?;
    let mut truth = BufWriter::new(File::create(truth)?);
    for number in 0..arguments.articles {
        let article = article(arguments.seed, number);
        let folder = arguments.folder.join(format!("{:04}", number / FOLDER));
        if number % FOLDER == 0 {
            fs::create_dir_all(&folder)?;
        }
        fs::write(folder.join(format!("{}.txt", article.id)), &article.text)?;
        serde_json::to_writer(&mut truth, &article)?;
        truth.write_all(b"\n")?;
    }
    truth.flush()
}

/// The article with this number.
fn article(seed: u64, number: usize) -> Article {
    let story = Story::new(seed, number / EACH, PEOPLE, DAYS);
    let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    article::write(seed, number, &story, first)
}

#[cfg(test)]
mod tests {
    use onrecord::library::{Library, QuoteRef, analyze_all};

    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_article() {
        let [one, same, other] = [(1, 7), (1, 7), (2, 7)].map(|(seed, at)| article(seed, at));
        assert_eq!(one.text, same.text);
        assert_ne!(one.text, other.text);
    }

    #[test]
    fn an_article_has_about_three_thousand_bytes_and_its_truth_is_in_it() {
        for number in 0..200 {
            let article = article(1, number);
            assert!((2_900..4_000).contains(&article.text.len()));
            assert!(article.quotes.len() >= 4, "{}", article.text);
            for quote in &article.quotes {
                let words = &article.text[quote.start..quote.end];
                assert!(words.starts_with('“') && words.ends_with('”'), "{words}");
                let surname = quote.speaker.rsplit(' ').next().unwrap();
                assert!(article.text.contains(surname));
            }
        }
    }

    #[test]
    fn reports_of_one_story_share_its_words() {
        let articles: Vec<Article> = (0..5).map(|number| article(1, number)).collect();
        let words = |at: usize| {
            let article = &articles[at];
            let said = article.quotes.iter();
            said.map(|quote| {
                article.text[quote.start..quote.end].trim_matches(['“', '”', ',', '.'])
            })
            .collect::<Vec<_>>()
        };
        let shared = words(0).into_iter().filter(|said| words(1).contains(said));
        assert!(shared.count() >= 2);
    }

    #[test]
    fn the_engine_finds_what_is_known() {
        let articles: Vec<Article> = (0..40).map(|number| article(1, number)).collect();
        let texts: Vec<(&str, &str)> = articles
            .iter()
            .map(|article| (article.id.as_str(), article.text.as_str()))
            .collect();
        let mut library = Library::of_texts("generated", &texts);
        analyze_all(&mut library);
        let (mut known, mut right) = (0, 0);
        for article in &articles {
            let doc = library
                .ids()
                .find(|doc| library.document(*doc).unwrap().name == article.id)
                .unwrap();
            let found = &library.analysis(doc).unwrap().quotations;
            for quote in &article.quotes {
                known += 1;
                let at = found
                    .iter()
                    .position(|one| one.span.range() == (quote.start..quote.end));
                let speaker = at.and_then(|index| {
                    let index = index as u32;
                    let id = library.speaker(QuoteRef { doc, index })?;
                    Some(library.entities.get(id)?.name.as_str())
                });
                right += usize::from(speaker == Some(quote.speaker.as_str()));
            }
        }
        assert!(right * 100 >= known * 95, "{right} of {known}");
    }
}
