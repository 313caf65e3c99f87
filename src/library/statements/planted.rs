//! Planted variants: utterances that are cut, added to, shortened and reworded, among others that only sound alike; and how
//! many of the pairs are found.

use std::fmt::Write as _;

use super::tests::{Said, library};
use super::*;
use crate::engine::QuotationKind::Direct;

const WHO: &[&str] = &[
    "the council",
    "my colleagues",
    "the dockers",
    "the ministry",
    "our engineers",
    "the unions",
    "the owners",
    "the pilots",
    "the tenants",
    "the growers",
    "the shipyard",
    "those auditors",
    "her lawyers",
    "two inspectors",
    "the fishermen",
    "the insurers",
    "his deputies",
    "the contractors",
    "three judges",
    "the pensioners",
    "the traders",
    "our drivers",
    "the surveyors",
    "the widows",
];
const DO: &[&str] = &[
    "will rebuild",
    "asked for",
    "did not approve",
    "should inspect",
    "never signed",
    "paid for",
    "would rather close",
    "published",
    "must measure",
    "cannot insure",
    "wanted to sell",
    "leased",
    "could flood",
    "photographed",
    "mapped",
    "inherited",
    "refused",
    "hid",
    "repaired",
    "valued",
    "forgot",
    "abandoned",
    "promised us",
    "stole",
    "defended",
    "mortgaged",
    "inspected",
    "painted",
];
const HOW: &[&str] = &[
    "northern",
    "second",
    "leaking",
    "wooden",
    "unfinished",
    "shared",
    "rusting",
    "municipal",
    "temporary",
    "flooded",
    "private",
    "medieval",
    "empty",
    "narrow",
    "expensive",
    "borrowed",
    "locked",
    "haunted",
    "electric",
    "poisoned",
    "crooked",
    "coastal",
];
const WHAT: &[&str] = &[
    "breakwater",
    "contract",
    "bridge",
    "station",
    "roof",
    "tunnel",
    "ledger",
    "reservoir",
    "lorry",
    "timetable",
    "warehouse",
    "letter",
    "map",
    "depot",
    "orchard",
    "hall",
    "signal",
    "chapel",
    "pipeline",
    "nursery",
    "vineyard",
    "engine",
    "archive",
    "lighthouse",
    "quarry",
    "cemetery",
    "turbine",
    "kitchen",
    "theatre",
    "ferry",
    "museum",
    "barrack",
    "stable",
    "runway",
];
const WHEN: &[&str] = &[
    "before",
    "since",
    "by the end of",
    "after",
    "without",
    "in spite of",
    "during",
    "because of",
    "long before",
    "instead of",
    "in return for",
    "with money from",
    "in front of",
    "for the sake of",
    "on the advice of",
    "only hours after",
    "until",
];
const EVENT: &[&str] = &[
    "the spring tides",
    "the audit",
    "August",
    "eleven years of promises",
    "a vote",
    "the storm",
    "14 million",
    "the trial",
    "90 days",
    "the old licence",
    "the third hearing",
    "the lottery",
    "the whole assembly",
    "the census",
    "the harvest",
    "last winter",
    "a strike",
    "the bankruptcy",
    "the coronation",
    "her funeral",
    "the blackout",
    "the eclipse",
    "the regatta",
    "the earthquake",
    "2031",
];
const TOWN: &[&str] = &[
    "Tarn",
    "Velmar",
    "Oster",
    "Lindow",
    "Carrick",
    "Pell",
    "Brevik",
    "Saint Aldo",
    "Hask",
    "Morven",
    "Dunmore",
    "Ilby",
    "Quarn",
    "Ravel",
    "Tolk",
    "Umbra",
    "Wexley",
    "Yarrow",
    "Zell",
    "Ambry",
];
const STOCK: &[&str] = &[
    "At the end of the day",
    "Let me be very clear",
    "I have said this many times before",
    "We are going to do everything we can",
    "People need to understand that",
    "I think it is fair to say that",
    "There is no question about it",
];
const EXTRA: &[&str] = &[
    "friends",
    "frankly",
    "believe me",
    "as everybody knows",
    "once again",
    "of course",
];
const OTHER: &[&str] = &[
    "quietly", "partly", "local", "final", "costly", "public", "early", "joint",
];
const SPEAKERS: &[&str] = &[
    "Ann Orr",
    "Bo Lee",
    "Cy Hart",
    "Dora Finch",
    "Eli Moss",
    "Fay Quill",
    "Gus Reed",
    "Ida Thorn",
    "",
    "one official",
];

/// A small generator of pseudo-random numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    fn roll(&mut self, faces: &'static [&'static str]) -> &'static str {
        faces[self.below(faces.len())]
    }

    fn clause(&mut self) -> String {
        let thing = [
            "the",
            self.roll(HOW),
            self.roll(WHAT),
            "of",
            self.roll(TOWN),
        ]
        .join(" ");
        let when = [self.roll(WHEN), self.roll(EVENT)].join(" ");
        [self.roll(WHO), self.roll(DO), &thing, &when].join(" ")
    }

    /// One to three clauses, every third time with a phrase that everybody uses.
    fn utterance(&mut self) -> String {
        let mut words = String::new();
        if self.below(3) == 0 {
            let _ = write!(words, "{} ", self.roll(STOCK));
        }
        words.push_str(&self.clause());
        for _ in 0..self.below(3) {
            let _ = write!(words, " and {}", self.clause());
        }
        words
    }

    /// The utterance as some desk prints it, and what was done to it.
    fn variant(&mut self, words: &str) -> String {
        let mut words: Vec<&str> = words.split(' ').collect();
        match self.below(5) {
            // A half or more of it, from anywhere.
            0 | 1 => {
                let kept = (words.len() / 2 + self.below(words.len() / 2))
                    .max(7)
                    .min(words.len());
                let from = self.below(words.len() - kept + 1);
                words = words[from..from + kept].to_vec();
            }
            2 => {
                let extra = self.roll(EXTRA);
                let at = if self.below(2) == 0 { 0 } else { words.len() };
                words.insert(at, extra);
            }
            3 => {
                let at = 1 + self.below(words.len() - 3);
                words.drain(at..=at + self.below(2));
            }
            _ => {
                let at = self.below(words.len());
                words[at] = self.roll(OTHER);
            }
        }
        words.join(" ")
    }

    /// Something else on the same subject: the same beginning or the same end, other facts, other numbers.
    fn distractor(&mut self, words: &str) -> String {
        let words: Vec<&str> = words.split(' ').collect();
        let some = words.len().min(8) / 2;
        match self.below(3) {
            0 => format!("{} {}", words[..some].join(" "), self.utterance()),
            1 => format!(
                "{} {}",
                self.utterance(),
                words[words.len() - some..].join(" ")
            ),
            _ => {
                let number = 3 + self.below(997);
                let (about, when, fewer) = (self.roll(WHAT), self.roll(EVENT), self.below(300));
                format!(
                    "In {} we counted {number} of them, and the {about} had {fewer} since {when}",
                    self.roll(TOWN)
                )
            }
        }
    }
}

/// Quotations, each with the number of its utterance.
fn planted(seed: u64, utterances: usize) -> Vec<(String, &'static str, usize)> {
    let mut dice = Dice(seed);
    let mut planted = Vec::new();
    for utterance in 0..utterances {
        let (words, speaker) = (dice.utterance(), dice.roll(SPEAKERS));
        planted.push((words.clone(), speaker, 2 * utterance));
        for _ in 0..dice.below(4) {
            planted.push((dice.variant(&words), speaker, 2 * utterance));
        }
        planted.push((dice.distractor(&words), speaker, 2 * utterance + 1));
    }
    planted
}

/// How many pairs of one utterance there are, how many the statements make, and how many of these are right.
fn pairs(quotations: &[(String, &str, usize)]) -> (usize, usize, usize) {
    let said: Vec<Said> = quotations
        .iter()
        .map(|(words, speaker, _)| (words.as_str(), Direct, *speaker))
        .collect();
    let library = library(&said);
    let statements = Statements::gather(&library);
    let of: Vec<_> = library
        .ids()
        .map(|doc| statements.of(QuoteRef { doc, index: 0 }))
        .collect();
    let mut counts = (0, 0, 0);
    for (a, (.., one)) in quotations.iter().enumerate() {
        for (b, (.., other)) in quotations.iter().enumerate().skip(a + 1) {
            let (truth, claim) = (one == other, of[a] == of[b]);
            counts.0 += usize::from(truth);
            counts.1 += usize::from(claim);
            counts.2 += usize::from(truth && claim);
        }
    }
    counts
}

#[test]
fn planted_variants_are_found_and_nothing_else() {
    for seed in [7, 1_234_567, 0xC0FF_EE00] {
        let (planned, made, right) = pairs(&planted(seed, 400));
        let (precision, recall) = (right as f64 / made as f64, right as f64 / planned as f64);
        assert!(planned > 500, "{planned}");
        assert!(
            precision >= 0.99,
            "seed {seed}: precision {precision:.4} of {made}"
        );
        assert!(
            recall >= 0.99,
            "seed {seed}: recall {recall:.4} of {planned}"
        );
    }
}
