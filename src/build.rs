//! Turns the word lists of `assets/words/` and the trees of `assets/models/` into tables that the engine reads in place,
//! whenever one of them changes.
#![allow(
    clippy::print_stdout,
    reason = "this is how a build script speaks to Cargo"
)]

#[path = "engine/lexicon/frames.rs"]
#[allow(dead_code, reason = "the engine asks for the rest")]
mod frames;
#[path = "engine/lexicon/layout.rs"]
mod layout;
#[path = "engine/quotations/trees/layout.rs"]
#[allow(dead_code, reason = "the engine asks for the rest")]
mod trees;

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use frames::Frames;
use layout::{NAME, ORGANIZATION, SLOT, WORD};

/// Kinds of titles, by the mark in the list, in the order of their numbers.
const TITLES: [&str; 3] = ["h", "o", "r"];
/// What the last word of a run may name, in the order of its numbers.
const HEADS: [&str; 5] = ["body", "outlet", "place", "weak", "thing"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=assets/words");
    println!("cargo::rerun-if-changed=assets/models/speakers.tsv");
    println!("cargo::rerun-if-changed=assets/models/marks.tsv");
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/engine/lexicon/frames.rs");
    println!("cargo::rerun-if-changed=src/engine/lexicon/layout.rs");
    println!("cargo::rerun-if-changed=src/engine/quotations/trees/layout.rs");
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo names no OUT_DIR")?);
    names()?.write(&folder, "names")?;
    words()?.write(&folder, "words")?;
    organizations()?.write(&folder, "organizations")?;
    write_trees(&folder, "speakers")?;
    write_trees(&folder, "marks")
}

/// Writes the parts of a model of trees to the folder.
fn write_trees(folder: &Path, name: &str) -> Result<()> {
    let path = Path::new("assets/models").join(name).with_extension("tsv");
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let lines = fs::read_to_string(&path).map_err(|error| named(&error))?;
    let parts = trees::Parts::of(&lines).map_err(|error| named(&error))?;
    let part = |part: &str| folder.join(format!("{name}.{part}"));
    fs::write(part("names"), parts.names)?;
    fs::write(part("trees"), parts.trees)?;
    fs::write(part("shares"), parts.shares)?;
    fs::write(part("threshold"), parts.threshold)?;
    Ok(())
}

/// First names, surnames, peoples and places, as written; and what longer names of places and organizations begin with.
fn names() -> Result<Table<NAME>> {
    let mut table = Table::new();
    for line in lines("first_names.tsv")? {
        let mut fields = line.split('\t');
        let entry = table.entry(fields.next().unwrap_or_default())?;
        // The first line of a name counts.
        if entry[5] & layout::FIRST_NAME == 0 {
            let gender = gender(fields.next());
            let rank = fields.next().and_then(|digit| digit.parse::<u8>().ok());
            entry[4] = gender << 4 | rank.unwrap_or(0);
            entry[5] |= layout::FIRST_NAME;
        }
    }
    for (list, mark) in [
        ("surnames.txt", layout::SURNAME),
        ("peoples.txt", layout::PEOPLE),
    ] {
        for line in lines(list)? {
            for word in line.split_ascii_whitespace() {
                table.entry(word)?[5] |= mark;
            }
        }
    }
    for place in lines("places.txt")? {
        table.entry(&place)?[5] |= layout::PLACE;
        if place.contains([' ', '-', '.']) {
            reach(&mut table, &place, 6)?;
        }
    }
    for (name, ..) in named_organizations()? {
        reach(&mut table, &name, 7)?;
    }
    Ok(table)
}

/// Notes at place `at` of the entry of its first word how many tokens a name takes at most: words, and every mark between them.
fn reach(table: &mut Table<NAME>, name: &str, at: usize) -> Result<()> {
    let tokens = 1 + 2 * name.chars().filter(|mark| !mark.is_alphanumeric()).count();
    let longest = &mut table.entry(layout::start(name))?[at];
    *longest = u8::try_from(tokens)?.max(*longest);
    Ok(())
}

/// All words that are looked up in lower case.
fn words() -> Result<Table<WORD>> {
    let mut table = Table::new();
    verbs(&mut table)?;
    for line in lines("titles.tsv")? {
        let mut fields = line.split('\t');
        let entry = table.entry(fields.next().unwrap_or_default())?;
        let gender = gender(fields.next());
        let kind = number(&TITLES, fields.next()).unwrap_or(2);
        if entry[9] == 0 {
            entry[9] = kind * 3 + gender + 1;
        }
    }
    for line in lines("heads.tsv")? {
        let mut fields = line.split('\t');
        let entry = table.entry(fields.next().unwrap_or_default())?;
        if entry[10] == 0 {
            entry[10] = number(&HEADS, fields.next()).unwrap_or(4) + 1;
        }
    }
    for (bit, list) in layout::LISTS.iter().enumerate() {
        for line in lines(&format!("{list}.txt"))? {
            for word in line.split_ascii_whitespace() {
                table.entry(word)?[11] |= 1 << bit;
            }
        }
    }
    Ok(table)
}

fn verbs(table: &mut Table<WORD>) -> Result<()> {
    let mut frames = HashMap::new();
    for line in lines("frames.tsv")? {
        if let Some((lemma, words)) = line.split_once('\t') {
            let of_lemma = frames.entry(lemma.to_owned());
            of_lemma.or_insert_with(|| Frames::parse(words.split('\t').next().unwrap_or(words)));
        }
    }
    for line in lines("verbs.tsv")? {
        let mut fields = line.split('\t');
        let (Some(lemma), Some(flags)) = (fields.next(), fields.next()) else {
            continue;
        };
        let mut verb = layout::VERB;
        for (flag, mark) in [
            ('s', layout::STRONG),
            ('e', layout::EVENT),
            ('i', layout::REPORTS),
            ('h', layout::TAKES_HEARER),
        ] {
            if flags.contains(flag) {
                verb |= mark;
            }
        }
        let frames: Frames = frames.get(lemma).copied().unwrap_or_default();
        let of_lemma = table.number(lemma)?.to_le_bytes();
        let forms = fields.next().unwrap_or_default().split(' ');
        for form in std::iter::once(lemma).chain(forms) {
            let entry = table.entry(form)?;
            // A form that several verbs share is that of the first.
            if entry[4] == 0 {
                entry[4] = verb;
                entry[5..7].copy_from_slice(&frames.bits().to_le_bytes());
                entry[7..9].copy_from_slice(&of_lemma);
            }
        }
    }
    Ok(())
}

/// Names and aliases of organizations, without their article.
fn organizations() -> Result<Table<ORGANIZATION>> {
    let mut table = Table::new();
    for (name, full, marks) in named_organizations()? {
        if table.numbers.contains_key(&name) {
            continue;
        }
        let full = table.add_text(&full)?;
        let entry = table.entry(&name)?;
        entry[4..8].copy_from_slice(&full);
        entry[8] = marks;
    }
    Ok(table)
}

/// Every name of an organization without its article, its full name, and its marks. Full names come first: an alias never
/// takes the name of another organization.
fn named_organizations() -> Result<Vec<(String, String, u8)>> {
    let (mut full_names, mut aliases) = (Vec::new(), Vec::new());
    for line in lines("organizations.tsv")? {
        let mut fields = line.split('\t');
        let (Some(name), Some(kind)) = (fields.next(), fields.next()) else {
            continue;
        };
        let mut marks = 0;
        if kind.starts_with("media") {
            marks |= layout::OUTLET;
        }
        if kind.ends_with('?') {
            marks |= layout::AMBIGUOUS;
        }
        let named = |known: &str| {
            let bare = layout::without_article(known).to_owned();
            (bare, name.to_owned(), marks)
        };
        full_names.push(named(name));
        let others = fields.next().unwrap_or_default().split('|');
        aliases.extend(others.filter(|alias| !alias.starts_with('~')).map(named));
    }
    full_names.append(&mut aliases);
    full_names.retain(|(name, ..)| !name.is_empty());
    Ok(full_names)
}

/// 1 and 2 for men and women, 0 for both or unknown.
fn gender(field: Option<&str>) -> u8 {
    match field {
        Some("m") => 1,
        Some("f") => 2,
        _ => 0,
    }
}

/// The number of a word among others.
fn number(words: &[&str], word: Option<&str>) -> Option<u8> {
    let at = words.iter().position(|known| Some(*known) == word)?;
    u8::try_from(at).ok()
}

/// The lines of a list that hold something, without comments.
fn lines(list: &str) -> Result<Vec<String>> {
    let path = Path::new("assets/words").join(list);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let held = text
        .split('\n')
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(held.map(str::to_owned).collect())
}

/// A table that is being written, as `layout.rs` describes it.
struct Table<const N: usize> {
    numbers: HashMap<String, u16>,
    entries: Vec<[u8; N]>,
    text: String,
    /// What is written to for a word that is none.
    nothing: [u8; N],
}

impl<const N: usize> Table<N> {
    fn new() -> Self {
        Self {
            numbers: HashMap::new(),
            entries: vec![[0; N]],
            text: String::new(),
            nothing: [0; N],
        }
    }

    /// The entry of a word, which is added when it is new.
    fn entry(&mut self, word: &str) -> Result<&mut [u8; N]> {
        if word.is_empty() {
            return Ok(&mut self.nothing);
        }
        let number = self.number(word)?;
        Ok(&mut self.entries[usize::from(number)])
    }

    fn number(&mut self, word: &str) -> Result<u16> {
        if let Some(&number) = self.numbers.get(word) {
            return Ok(number);
        }
        let number = u16::try_from(self.entries.len())?;
        let mut entry = [0; N];
        entry[..4].copy_from_slice(&self.add_text(word)?);
        self.entries.push(entry);
        self.numbers.insert(word.to_owned(), number);
        Ok(number)
    }

    /// Adds to the text. Returns the place and the length.
    fn add_text(&mut self, words: &str) -> Result<[u8; 4]> {
        let [a, b, c, rest] = u32::try_from(self.text.len())?.to_le_bytes();
        if rest != 0 {
            return Err("a table has room for 16 MB of words".into());
        }
        let length = u8::try_from(words.len()).map_err(|_| format!("{words}: too long"))?;
        self.text.push_str(words);
        Ok([a, b, c, length])
    }

    /// Writes the parts of the table to the folder.
    fn write(&self, folder: &Path, name: &str) -> Result<()> {
        // Half of the slots stay empty, so that searches are short.
        let mut slots = vec![[0; SLOT]; (2 * self.entries.len()).next_power_of_two()];
        for (number, entry) in self.entries.iter().enumerate().skip(1) {
            let start = u32::from_le_bytes([entry[0], entry[1], entry[2], 0]) as usize;
            let word = &self.text[start..start + usize::from(entry[3])];
            let hash = layout::hash(word);
            let mut at = layout::place(hash, slots.len());
            while slots[at] != [0; SLOT] {
                at = (at + 1) % slots.len();
            }
            let [low, high] = u16::try_from(number)?.to_le_bytes();
            let [first, second] = layout::mark(hash);
            slots[at] = [low, high, first, second];
        }
        let path = |part: &str| folder.join(format!("{name}.{part}"));
        fs::write(path("slots"), slots.as_flattened())?;
        fs::write(path("entries"), self.entries.as_flattened())?;
        fs::write(path("text"), &self.text)?;
        Ok(())
    }
}
