//! Texts of any length in which nearly every sentence is another.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::Outcome;

/// The length of an article that everybody reads: nine pages and more.
pub(crate) const ARTICLE: usize = 24_000;
/// The length of the large text.
pub(crate) const LARGE: usize = 100_000_000;
/// The columns of a line at most.
const LINE: usize = 72;
/// Words of the first line of each.
pub(crate) const FIRST: &str = "The night ferry to Carrow";
/// A word that stands in the last line alone.
pub(crate) const WORD: &str = "Velmarquist";
/// The last line.
pub(crate) const LAST: &str = "Nobody asked Velmarquist.";

const FIRST_NAMES: [&str; 12] = [
    "Mara", "Ida", "Bo", "Tilda", "Jon", "Nils", "Ester", "Rolf", "Liv", "Otto", "Greta", "Arno",
];
const LAST_NAMES: [&str; 12] = [
    "Orrin",
    "Thorn",
    "Lindqvist",
    "Marsh",
    "Hale",
    "Quill",
    "Brandt",
    "Sorel",
    "Ekman",
    "Dahl",
    "Vance",
    "Rask",
];
const ACTS: [&str; 8] = [
    "repair", "sell", "close", "paint", "insure", "rebuild", "count", "inspect",
];
const THINGS: [&str; 16] = [
    "ferry",
    "harbour",
    "bridge",
    "school",
    "market hall",
    "night train",
    "water tower",
    "snow plough",
    "library",
    "dike",
    "quarry",
    "town hall",
    "sawmill",
    "lighthouse",
    "orchard",
    "swimming bath",
];
const TIMES: [&str; 8] = [
    "before the winter",
    "after the vote",
    "in the spring",
    "this week",
    "by the end of the year",
    "on Monday",
    "without delay",
    "once the ice has gone",
];

/// Writes a text of so many bytes at least, the same every time. What stands there already is left alone if it is as long.
pub(crate) fn write(path: &Path, bytes: usize) -> Outcome<()> {
    if path
        .metadata()
        .is_ok_and(|file| file.len() as usize >= bytes)
    {
        return Ok(());
    }
    let mut file = BufWriter::new(File::create(path)?);
    let mut dice = Dice(2031);
    let mut written = 0;
    let mut add = |words: &str| {
        written += words.len();
        file.write_all(words.as_bytes()).map(|()| written)
    };
    add(&format!("{FIRST} sailed at nine.\n\n"))?;
    while add(&paragraph(&mut dice))? < bytes {
        add("\n\n")?;
    }
    add(&format!("\n\n{LAST}\n"))?;
    file.flush()?;
    Ok(())
}

/// Four sentences, in lines that fit every window: not every program breaks longer ones.
fn paragraph(dice: &mut Dice) -> String {
    let sentences: Vec<String> = (0..4).map(|_| sentence(dice)).collect();
    let mut lines = String::new();
    let mut column = 0;
    for word in sentences.iter().flat_map(|one| one.split(' ')) {
        let length = word.chars().count();
        if column + 1 + length > LINE {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines
}

/// A quotation, reported speech, or neither: a quarter, a tenth, and the rest.
fn sentence(dice: &mut Dice) -> String {
    let name = format!("{} {}", dice.of(&FIRST_NAMES), dice.of(&LAST_NAMES));
    let (act, thing, other, time) = (
        dice.of(&ACTS),
        dice.of(&THINGS),
        dice.of(&THINGS),
        dice.of(&TIMES),
    );
    let count = dice.below(9000) + 12;
    match dice.below(100) {
        0..25 => format!(
            "“We have to {act} the {thing} and {count} boats of the {other} {time},” said {name}."
        ),
        25..35 => {
            format!("{name} said that the {thing} would cost {count} more than the {other} {time}.")
        }
        _ => format!(
            "It took {count} days to {act} the {thing} behind the {other}, and nobody had counted on that {time}."
        ),
    }
}

/// Numbers that look like chance and are the same in every run: a linear congruential generator (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }
}
