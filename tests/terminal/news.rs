//! Invented news, as much as is needed: the same seed gives the same text.

const PEOPLE: &[(&str, &str, &str)] = &[
    ("Mara Lindqvist", "Transport Minister", "she"),
    ("Tomas Okoro", "harbour master", "he"),
    ("Ines Valbert", "Mayor", "she"),
    ("Jonas Petrak", "union leader", "he"),
    ("Lucía Ferrand", "judge", "she"),
    ("Daniel Osei", "spokesman", "he"),
    ("Hana Mirov", "engineer", "she"),
    ("Victor Sandel", "Senator", "he"),
];

const BODIES: &[&str] = &[
    "Meridian Rail",
    "the Norvik Port Authority",
    "Halden University",
    "the Ostmark Courier",
    "Calder & Wren",
];

const SAYINGS: &[&str] = &[
    "We have waited eleven years for this bridge, and we can wait one more winter",
    "Nobody told the harbour that the ferries would stop",
    "The numbers in that report are not ours",
    "It is a decision for the council, not for the courts",
    "I would sign it again tomorrow",
    "Every family on the east bank was heard, and most of them agreed",
    "There is no second line, and there was never money for one",
];

const FACTS: &[&str] = &[
    "The tunnel under the estuary was due to open in the spring, but two of its pumps failed during a test in March.",
    "About 4,200 people cross the river every day, most of them before eight in the morning.",
    "Work on the eastern ramp has stood still since the contractor asked for a new price.",
    "The council meets again on Thursday.",
    "Shops along the quay report that trade has fallen by a third.",
];

/// A small generator of pseudo-random numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn roll<'a, T>(&mut self, faces: &'a [T]) -> &'a T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        &faces[(self.0 % faces.len() as u64) as usize]
    }
}

/// An article of `paragraphs` paragraphs with a date line and a headline.
pub(crate) fn article(seed: u64, paragraphs: usize) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let day = seed % 27 + 1;
    let subject = dice.roll(BODIES);
    let mut text = format!(" date 2025-05-{day:02} Article {seed}: what {subject} knew\n");
    for _ in 0..paragraphs {
        text.push('\n');
        text.push_str(&paragraph(&mut dice));
        text.push('\n');
    }
    text
}

fn paragraph(dice: &mut Dice) -> String {
    let (name, role, pronoun) = *dice.roll(PEOPLE);
    let surname = name.rsplit(' ').next().unwrap_or(name);
    let body = *dice.roll(BODIES);
    let saying = *dice.roll(SAYINGS);
    let fact = *dice.roll(FACTS);
    let more = *dice.roll(FACTS);
    let fragment = saying.split(',').next().unwrap_or(saying).to_lowercase();
    match *dice.roll(&[0, 1, 2, 3, 4]) {
        0 => format!("{fact} “{saying},” said {role} {name}. {more}"),
        1 => format!("“{saying},” {pronoun} told {body}, and {pronoun} would not say more. {fact}"),
        2 => {
            format!("{surname} spoke of a plan in which “{fragment}”, according to {body}. {more}")
        }
        3 => format!("{name} said that {body} had been warned in writing. {fact} {more}"),
        _ => format!("{fact} {more}"),
    }
}
