//! How the word lists lie in the program. `src/build.rs` writes them so when the program is built, and the lexicon reads them in
//! place: nothing is parsed, copied or counted when it starts, and only the pages that a text asks for are ever read.
//!
//! A table has three parts. The words stand one behind the other in a text. An entry has the place of its word there
//! (24 bits) and its length in bytes (8 bits), then what the lists say about it; entry 0 is kept for words that are not known.
//! A slot holds the number of an entry (`u16`, 0 in an empty slot) and a part of its word's hash (`u16`), which tells most other
//! words without a look at the entry; the search for a word begins at the slot that its hash gives and ends at an empty one. All
//! numbers are little-endian.

/// Bytes of the entry of a name, written with its capital letter: a first name, surname, people or place. Behind its place:
/// gender and rank of a first name, [`FIRST_NAME`] and so on, how many tokens the longest place and the longest organization
/// take at most that begin with this word.
pub(super) const NAME: usize = 8;
/// Bytes of the entry of a word in lower case. Behind its place: [`VERB`] and so on; the frames of the verb (`u16`); the entry
/// of its dictionary form (`u16`); the title: the number of its kind, from 0, times 3, plus its gender, plus 1; what it names as
/// the last word of a run, from 1 on; the lists, one bit each.
pub(super) const WORD: usize = 12;
/// Bytes of the entry of a name of an organization, without its article. Behind its place: that of the full name, and
/// [`OUTLET`] and so on.
pub(super) const ORGANIZATION: usize = 9;

/// The name is a first name.
pub(super) const FIRST_NAME: u8 = 1;
/// The name is a surname and no common word.
pub(super) const SURNAME: u8 = 1 << 1;
/// The name is that of a place.
pub(super) const PLACE: u8 = 1 << 2;
/// The name means a people, faith or camp.
pub(super) const PEOPLE: u8 = 1 << 3;

/// The word is a form of a verb of saying.
pub(super) const VERB: u8 = 1;
/// The verb is a cue by itself.
pub(super) const STRONG: u8 = 1 << 1;
/// A clause with the verb makes its subject the speaker.
pub(super) const EVENT: u8 = 1 << 2;
/// The verb reports without quotation marks.
pub(super) const REPORTS: u8 = 1 << 3;
/// The verb takes the hearer as its object.
pub(super) const TAKES_HEARER: u8 = 1 << 4;

/// The organization publishes news.
pub(super) const OUTLET: u8 = 1;
/// The name is an ordinary word too.
pub(super) const AMBIGUOUS: u8 = 1 << 1;

/// Lists of single words, in the order of their bits.
pub(super) const LISTS: [&str; 7] = [
    "title_modifiers",
    "calendar",
    "function_words",
    "attribution_nouns",
    "role_nouns",
    "organization_nouns",
    "adverbs",
];

/// Bytes of a slot.
pub(super) const SLOT: usize = 4;

/// The slot where the search for a word with this hash begins.
pub(super) fn place(hash: u64, slots: usize) -> usize {
    (((hash >> 32) * slots as u64) >> 32) as usize
}

/// The part of a hash that a slot holds.
pub(super) fn mark(hash: u64) -> [u8; 2] {
    (hash as u16).to_le_bytes()
}

/// The hash of a word. Eight bytes take one multiplication; the lists ship with the program, so nobody can feed it collisions.
pub(super) fn hash(word: &str) -> u64 {
    let mix = |hash: u64, part: u64| {
        let mixed = (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    };
    let mut hash = 0;
    let mut rest = word.as_bytes();
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        hash = mix(hash, u64::from_le_bytes(*eight));
        rest = after;
    }
    // Two reads that may overlap cover four bytes to seven; three cover one to three.
    let last = match (rest.first_chunk::<4>(), rest.last_chunk::<4>(), rest) {
        (Some(&first), Some(&last), _) => {
            u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << 32
        }
        (.., &[first, .., last]) => {
            let middle = u64::from(rest[rest.len() / 2]);
            u64::from(first) | middle << 8 | u64::from(last) << 16
        }
        (.., &[one]) => u64::from(one),
        _ => 0,
    };
    mix(hash, last ^ (word.len() as u64) << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The letters of a name up to the first character that is no letter or digit.
pub(super) fn start(name: &str) -> &str {
    let end = name.find(|mark: char| !mark.is_alphanumeric());
    &name[..end.unwrap_or(name.len())]
}

/// The name without its article.
pub(super) fn without_article(name: &str) -> &str {
    name.strip_prefix("The ")
        .or_else(|| name.strip_prefix("the "))
        .unwrap_or(name)
}
