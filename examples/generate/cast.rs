//! Invented people and outlets: the same number always means the same one.

use crate::dice::Dice;

const WOMEN: &[&str] = &[
    "Mara", "Ida", "Helen", "Nora", "Ruth", "Clara", "Judith", "Laura", "Anna", "Martha", "Irene",
    "Diana", "Carol", "Alice", "Rachel", "Susan", "Julia", "Emma", "Sarah", "Linda", "Karen",
    "Monica", "Teresa", "Paula",
];
const MEN: &[&str] = &[
    "Tomas", "Peter", "Simon", "Daniel", "Martin", "Oscar", "Victor", "Adam", "Frank", "Henry",
    "Samuel", "Robert", "Walter", "George", "Philip", "Edward", "Albert", "Stephen", "Arthur",
    "Leonard", "Gregory", "Patrick", "Andrew", "Kenneth",
];
const BEGINNINGS: &[&str] = &[
    "Bar", "Cal", "Dor", "Ell", "Fen", "Gar", "Hal", "Ing", "Jor", "Kel", "Lan", "Mar", "Nor",
    "Orr", "Pell", "Quin", "Ros", "Sel", "Tarn", "Ull", "Vell", "Wex", "Yar", "Zell", "Brand",
    "Crow", "Dray", "Esk", "Farn", "Grim",
];
const ENDS: &[&str] = &[
    "ack", "berg", "by", "combe", "dahl", "den", "emann", "erby", "field", "gate", "holm", "ick",
    "ingham", "kow", "land", "ley", "lund", "more", "ner", "ovic", "quist", "rath", "sen", "shaw",
    "stad", "ster", "thorpe", "vane", "ward", "worth",
];
const POSTS: &[&str] = &[
    "Harbour Minister",
    "Transport Minister",
    "Finance Minister",
    "Energy Minister",
    "Mayor",
    "Governor",
    "Senator",
    "Professor",
    "Police Chief",
    "Prosecutor",
    "Judge",
    "Union leader",
    "Health Secretary",
    "Interior Minister",
    "Opposition leader",
    "Treasury Secretary",
];
const PLACES: &[&str] = &[
    "Velmar",
    "Osterby Bay",
    "Kellport",
    "Norhaven",
    "Tarnby",
    "Lower Esk",
    "Brandholm",
    "Selgate",
    "Pelworth",
    "Quillan",
    "Dorfield",
    "Ingleth",
];
const PAPERS: &[&str] = &[
    "Courier",
    "Post",
    "Herald",
    "Tribune",
    "Gazette",
    "Chronicle",
];

/// Somebody who speaks in the news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) first: &'static str,
    pub(crate) last: String,
    pub(crate) post: &'static str,
    pub(crate) is_woman: bool,
}

impl Person {
    /// The person with this number. People with near numbers have different surnames.
    pub(crate) fn number(number: usize) -> Self {
        let beginning = BEGINNINGS[number % BEGINNINGS.len()];
        let end = ENDS[(number / BEGINNINGS.len() + number) % ENDS.len()];
        let mut dice = Dice::new(0x000C_A571, number as u64);
        let is_woman = dice.below(2) == 0;
        Self {
            first: dice.pick(if is_woman { WOMEN } else { MEN }),
            last: format!("{beginning}{end}"),
            post: dice.pick(POSTS),
            is_woman,
        }
    }

    pub(crate) fn full(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    pub(crate) const fn pronoun(&self) -> &'static str {
        if self.is_woman { "she" } else { "he" }
    }
}

/// The paper with this number: `The Velmar Courier`.
pub(crate) fn outlet(number: usize) -> String {
    let place = PLACES[number % PLACES.len()];
    let paper = PAPERS[number / PLACES.len() % PAPERS.len()];
    format!("The {place} {paper}")
}

/// How many papers there are.
pub(crate) const OUTLETS: usize = PLACES.len() * PAPERS.len();

/// The place with this number.
pub(crate) fn place(number: usize) -> &'static str {
    PLACES[number % PLACES.len()]
}
