//! What more articles and each group of traits are worth, on articles that the trees have not seen.

use crate::trees::{Choice, Data, best, unseen, unseen_from};

/// Fewer trees than the engine ships, since a study learns from a dozen selections.
const TREES: usize = 80;

/// Folds of the cross-validation.
const FOLDS: usize = 5;

/// Groups of traits, each from its first one up to its last.
const GROUPS: &[(&str, &str, &str)] = &[
    ("which rules name the candidate", "Signature", "Rival"),
    ("what the candidate is", "Kind", "Group"),
    ("mentions in the sentence before", "Near", "Pronoun"),
    ("mentions above", "Earlier", "AboveLast"),
    ("mentions behind", "Behind", "BehindFree"),
    ("who spoke lately", "Inside", "EventLast"),
    ("how a pronoun fits", "Fits", "FitsNear"),
    ("the place of the quotation", "First", "Myself"),
];

/// Prints the learning curve, then what is reached without each group.
pub(crate) fn study(data: &Data, names: &[&str]) {
    let fold = |choice: &Choice| choice.article % FOLDS;
    eprintln!("{TREES} trees, {FOLDS} folds by article");
    for share in [1, 2, 4, 8, 16] {
        let takes = |choice: &Choice| choice.article / FOLDS % 16 < share;
        let scores = unseen_from(data, TREES, fold, takes);
        eprintln!("    {share:2} of 16 articles   {:.1}", right(data, &scores));
    }
    for &(group, first, last) in GROUPS {
        let place = |name: &str| names.iter().position(|known| *known == name);
        let (Some(first), Some(last)) = (place(first), place(last)) else {
            continue;
        };
        let without = data.without(first..last + 1);
        let scores = unseen(&without, TREES, fold);
        eprintln!("    without {group:32} {:.1}", right(&without, &scores));
    }
}

/// How many of a hundred choices name the right one.
fn right(data: &Data, scores: &[f64]) -> f64 {
    let named =
        |choice: &&Choice| best(choice, scores).is_some_and(|(candidate, _)| data.right[candidate]);
    100.0 * data.choices.iter().filter(named).count() as f64 / data.choices.len() as f64
}
