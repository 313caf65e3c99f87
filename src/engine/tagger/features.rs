//! What the tagger sees of a token: every feature is one 64-bit hash.
//!
//! Most features depend on one word alone and on how far it stands from the token. They are apart from those that look at
//! several words: their weights are added up once for each word of a document.

use super::clues::Clue;
use super::forms::{Form, mix};
use super::lists;
use super::model::COARSE;

/// How far around a token the tagger looks: two words on either side.
pub(super) const OFFSETS: usize = 5;
/// The place of the token itself among [`OFFSETS`].
pub(super) const HERE: usize = 2;

/// What stands around a token.
pub(super) struct View<'a> {
    /// The two words before, the word, the two words after.
    pub(super) forms: [&'a Form; OFFSETS],
    /// Whether it is the first of its sentence, and how the sentence is written.
    pub(super) setting: u64,
    /// The lists with a longer name that stands over it.
    pub(super) phrase: u64,
    /// Words for bodies ahead and behind.
    pub(super) bodies: u64,
    /// What the document says.
    pub(super) clue: Clue,
}

/// Hashes the parts of a feature; `template` keeps the kinds of features apart.
fn hash(template: u64, parts: &[u64]) -> u64 {
    parts.iter().fold(
        mix(template.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        |hash, part| mix(hash.rotate_left(17) ^ part),
    )
}

/// The features of a word that stands at place `offset` of [`OFFSETS`].
pub(super) fn alone(form: &Form, offset: usize, take: &mut impl FnMut(u64)) {
    let (far, case) = (offset as u64, form.case as u64);
    let mut put = |template: u64, part: u64| take(hash(template, &[far, part]));
    put(1, form.lower);
    let mut rest = form.lists & ((1 << lists::COUNT) - 1);
    while rest != 0 {
        put(2, u64::from(rest.trailing_zeros()) << 4 | case);
        rest &= rest - 1;
    }
    if form.cluster != 0 {
        put(20, u64::from(form.cluster));
        put(21, u64::from(form.cluster >> COARSE) << 4 | case);
    }
    if offset == 0 || offset + 1 == OFFSETS {
        return;
    }
    put(3, u64::from(form.habit) << 4 | case);
    put(4, form.suffixes[1] ^ case);
    put(5, u64::from(form.possessive) << 4 | case);
    if offset != HERE {
        return;
    }
    put(6, 0);
    put(7, form.word);
    for (template, &part) in (10..).zip(form.prefixes.iter().chain(&form.suffixes)) {
        if part != 0 {
            put(template, part);
        }
    }
    put(8, form.shape);
}

/// The features of several words together.
pub(super) fn together(view: &View, take: &mut impl FnMut(u64)) {
    let [two_before, before, form, next, _] = view.forms;
    let case = form.case as u64;
    let listed = |form: &Form| u64::from(form.lists) << 4 | form.case as u64;
    let mut put = |template: u64, parts: &[u64]| take(hash(template, parts));
    put(30, &[before.lower, form.lower]);
    put(31, &[form.lower, next.lower]);
    put(32, &[form.shape, view.setting]);
    put(
        33,
        &[
            two_before.case as u64,
            before.case as u64,
            case,
            next.case as u64,
        ],
    );
    put(34, &[before.lower, case]);
    put(35, &[next.lower, case]);
    put(38, &[form.shape, next.shape]);
    put(39, &[before.shape, form.shape]);
    put(40, &[listed(form), view.setting]);
    put(41, &[listed(before), listed(form)]);
    put(42, &[listed(form), listed(next)]);
    put(43, &[view.bodies]);
    put(44, &[u64::from(form.habit), view.setting, case]);
    if view.phrase != 0 {
        put(45, &[view.phrase]);
        put(46, &[view.phrase, listed(form)]);
    }
    let clue = view.clue;
    if clue.all != 0 {
        put(50, &[clue.casing, view.setting, case]);
        put(51, &[clue.beside]);
        put(52, &[clue.counts]);
        put(53, &[clue.all]);
        put(54, &[clue.all, u64::from(form.lists)]);
    }
}
