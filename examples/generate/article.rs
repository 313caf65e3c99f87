//! An article about a story, and the truth about its quotations.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::cast::{OUTLETS, Person, outlet};
use crate::dice::Dice;
use crate::story::Story;

/// The length from which on nothing more is added, in bytes.
const LENGTH: usize = 2_900;

/// One article and what is known of it, in the form that `examples/evaluate/` reads.
#[derive(Debug, Serialize)]
pub(crate) struct Article {
    /// The file's name without its ending.
    pub(crate) id: String,
    pub(crate) publisher: String,
    pub(crate) date: NaiveDate,
    pub(crate) text: String,
    pub(crate) quotes: Vec<Truth>,
}

/// A quotation in quotation marks and who said it. Offsets are bytes of the text.
#[derive(Debug, Serialize)]
pub(crate) struct Truth {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: &'static str,
    pub(crate) speaker: String,
    speaker_status: &'static str,
}

const FILLER: &[&str] = &[
    "The dispute over {subject} in {place} began in the spring and has cost the town a good part of its reserves.",
    "According to the published accounts, the work was to be finished by the end of last year.",
    "Two earlier attempts to settle the matter had ended without a result.",
    "A first hearing is to take place in the old town hall of {place}, and the doors will be open to the public.",
    "Traffic on the main road was slow for most of the morning, and several shops stayed closed.",
    "The figures had been kept under lock for months, and some of them turned out to be older than the plan itself.",
    "Nobody was hurt, and by the evening the square lay empty again.",
    "The next meeting is planned for the first week of the month, with all parties at the table.",
    "Similar plans in other towns have taken between three and five years.",
    "A spokesman for the regional office declined to comment on {subject}.",
    "The old machines had been bought at a time when nobody thought of replacing them.",
    "For the time being, everything stays as it was, down to the timetable on the wall of the station.",
    "The costs are to be shared by the region, the town and the owners, in parts that are still open.",
    "Outside, a few dozen people had gathered with banners and thermos flasks in spite of the rain.",
];
const HEADLINES: &[&str] = &[
    "No end in sight for {subject} in {place}",
    "{place} argues about {subject}",
    "Hearing on {subject} opens in {place}",
    "What {place} expects from {subject}",
    "New figures in the dispute over {subject}",
    "A long night in {place} over {subject}",
];

/// The article with this number about a story; `first` is the first day of the library.
pub(crate) fn write(seed: u64, number: usize, story: &Story, first: NaiveDate) -> Article {
    let mut dice = Dice::new(seed, number as u64 * 2);
    let day = story.day + dice.below(5);
    let date = first + Days::new(day as u64);
    let filled = |words: &str| {
        let words = words.replace("{place}", story.place);
        words.replace("{subject}", story.subject)
    };
    let mut page = Page::default();
    let head = filled(dice.pick(HEADLINES));
    let (initial, rest) = head.split_at(1);
    page.text = format!(" date {date} {}{rest}\n", initial.to_uppercase());
    let mut known = vec![false; story.people.len()];
    // Every report leaves something out, and begins with something else.
    let start = dice.below(story.said.len());
    let mut order = (0..story.said.len()).map(|index| (start + index) % story.said.len());
    let mut next = dice.below(FILLER.len());
    while page.text.len() < LENGTH {
        page.text.push('\n');
        for _ in 0..=dice.below(3) {
            page.text.push_str(&filled(FILLER[next % FILLER.len()]));
            page.text.push(' ');
            next += 1 + dice.below(2);
        }
        page.text.pop();
        page.text.push('\n');
        if let Some((speaker, words)) = order.next().map(|index| &story.said[index]) {
            page.text.push('\n');
            let person = &story.people[*speaker];
            page.report(&mut dice, person, words, known[*speaker]);
            page.text.push('\n');
            known[*speaker] = true;
        }
    }
    let publisher = outlet(dice.seldom_large(OUTLETS));
    page.text.push_str(&format!("\nSources: {publisher}.\n"));
    Article {
        id: format!("{number:07}"),
        publisher,
        date,
        text: page.text,
        quotes: page.quotes,
    }
}

/// An article that is being written.
#[derive(Default)]
struct Page {
    text: String,
    quotes: Vec<Truth>,
}

impl Page {
    /// Adds a paragraph in which the person says these words.
    fn report(&mut self, dice: &mut Dice, person: &Person, words: &str, is_known: bool) {
        let name = match (is_known, dice.below(2)) {
            (true, _) => person.last.clone(),
            (false, 0) => format!("{} {}", person.post, person.full()),
            (false, _) => format!("{}, {},", person.full(), lowered(person.post)),
        };
        match dice.below(5) {
            0 => {
                self.quote(&format!("“{words},”"), person);
                self.text
                    .push_str(&format!(" {} said.", name.trim_end_matches(',')));
            }
            1 => {
                self.text.push_str(&format!("{name} told reporters: "));
                self.quote(&format!("“{words}.”"), person);
            }
            2 if is_known => {
                self.text.push_str(&format!("{name} sounded tired. "));
                self.quote(&format!("“{words},”"), person);
                self.text.push_str(&format!(" {} said.", person.pronoun()));
            }
            3 => {
                self.quote(&format!("“{words},”"), person);
                self.text
                    .push_str(&format!(" said {}.", name.trim_end_matches(',')));
            }
            _ => {
                self.text.push_str(&format!("{name} said: "));
                self.quote(&format!("“{words}.”"), person);
            }
        }
    }

    fn quote(&mut self, words: &str, person: &Person) {
        let start = self.text.len();
        self.text.push_str(words);
        self.quotes.push(Truth {
            start,
            end: self.text.len(),
            kind: "direct",
            speaker: person.full(),
            speaker_status: "name",
        });
    }
}

fn lowered(post: &str) -> String {
    format!("the {}", post.to_lowercase())
}
