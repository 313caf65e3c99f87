//! What an invented story is about: a dispute at a place, those who speak in it, and what they say.

use crate::cast::{Person, place};
use crate::dice::Dice;

/// Everything that the articles about one story have in common.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) place: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) people: Vec<Person>,
    /// What was said, and who of [`Self::people`] said it.
    pub(crate) said: Vec<(usize, String)>,
    /// The day on which it begins, counted from the first day of the library.
    pub(crate) day: usize,
}

const SUBJECTS: &[&str] = &[
    "the harbour strike",
    "the new ferry line",
    "the closed power station",
    "the bridge repairs",
    "the water shortage",
    "the school budget",
    "the rail contract",
    "the hospital merger",
    "the wind farm",
    "the dam project",
    "the fishing quota",
    "the airport noise",
    "the housing plan",
    "the tram extension",
    "the flood defences",
    "the steel works",
];
const WHO: &[&str] = &[
    "We",
    "The workers",
    "The passengers",
    "The people of this town",
    "Our engineers",
    "The families",
    "The inspectors",
    "Those who signed the contract",
    "The neighbours",
    "The two companies",
    "The councils",
    "The patients",
];
const DO: &[&str] = &[
    "will not wait for another year",
    "have heard promises before",
    "need an answer by Friday",
    "cannot pay for a mistake that others made",
    "have seen the figures and do not believe them",
    "know what this costs every single day",
    "were told nothing until the trucks arrived",
    "want a table where everybody sits",
    "are ready to begin tomorrow morning",
    "must decide what matters more",
    "were right to ask for a second opinion",
    "have every reason to be angry",
];
const WHY: &[&str] = &[
    "because nobody else will do it",
    "and that is what the vote was about",
    "whatever the lawyers say",
    "even if it takes until winter",
    "and no report will change that",
    "as long as the money lasts",
    "before the next storm comes",
    "and the ministry knows it",
    "now that the plans are public",
    "since the first offer was withdrawn",
    "and there is no second chance",
    "although the price has doubled",
];

impl Story {
    /// The story with this number, told of `people` people within so many days.
    pub(crate) fn new(seed: u64, number: usize, people: usize, days: usize) -> Self {
        let mut dice = Dice::new(seed, number as u64 * 2 + 1);
        let mut cast: Vec<Person> = Vec::new();
        while cast.len() < 4 {
            let person = Person::number(dice.seldom_large(people));
            // In one article a surname alone must mean one person, and nobody is called like a first name or a place.
            if cast.iter().all(|other| other.last != person.last) {
                cast.push(person);
            }
        }
        let said = (0..8)
            .map(|index| (index % cast.len(), sentence(&mut dice)))
            .collect();
        Self {
            place: place(dice.below(usize::MAX)),
            subject: dice.pick(SUBJECTS),
            people: cast,
            said,
            day: dice.below(days),
        }
    }
}

/// One utterance, without its full stop.
fn sentence(dice: &mut Dice) -> String {
    let (who, does, why) = (dice.pick(WHO), dice.pick(DO), dice.pick(WHY));
    match dice.below(3) {
        0 => format!("{who} {does}"),
        1 => format!("{who} {does}, {why}"),
        _ => {
            let (other, more) = (dice.pick(WHO), dice.pick(DO));
            format!("{who} {does}, {why}. {other} {more}")
        }
    }
}
