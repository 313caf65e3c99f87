//! Finding people and organizations by parts of their names.

use super::fold::words;

/// A name that can be asked for.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'l, Id> {
    /// Whose name it is.
    pub(crate) id: Id,
    /// The full name.
    pub(crate) name: &'l str,
    /// Other forms of the name.
    pub(crate) aliases: &'l [String],
}

/// The candidates whose name, or one other form of it, holds every word of `asked`. A full name means only its bearer.
pub(crate) fn matching<'c, 'l, Id>(
    asked: &str,
    candidates: &'c [Candidate<'l, Id>],
) -> Vec<&'c Candidate<'l, Id>> {
    let asked = significant(asked);
    if asked.is_empty() {
        return Vec::new();
    }
    let exact: Vec<_> = candidates
        .iter()
        .filter(|candidate| significant(candidate.name) == asked)
        .collect();
    if !exact.is_empty() {
        return exact;
    }
    let holds = |form: &str| {
        let parts = significant(form);
        asked.iter().all(|word| parts.contains(word))
    };
    candidates
        .iter()
        .filter(|candidate| {
            holds(candidate.name) || candidate.aliases.iter().any(|alias| holds(alias))
        })
        .collect()
}

/// Up to three names that look like `asked`, the likest first.
pub(crate) fn like<'l, Id>(asked: &str, candidates: &[Candidate<'l, Id>]) -> Vec<&'l str> {
    const LIKE_ENOUGH: f64 = 0.8;
    let asked = significant(asked);
    if asked.is_empty() {
        return Vec::new();
    }
    let mut scored: Vec<(f64, &str)> = candidates
        .iter()
        .map(|candidate| {
            (
                likeness(&asked, &significant(candidate.name)),
                candidate.name,
            )
        })
        .filter(|(score, _)| *score >= LIKE_ENOUGH)
        .collect();
    scored.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
    scored.into_iter().map(|(_, name)| name).take(3).collect()
}

/// From 0 to 1: the mean likeness of each word asked for to the part of the name that is likest.
fn likeness(asked: &[String], parts: &[String]) -> f64 {
    let likest = |word: &String| {
        parts
            .iter()
            .map(|part| strsim::jaro_winkler(word, part))
            .fold(0.0, f64::max)
    };
    asked.iter().map(likest).sum::<f64>() / asked.len().max(1) as f64
}

/// The words of a name; `the` tells nothing unless it stands alone.
fn significant(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = words(name).collect();
    if parts.len() > 1 {
        parts.retain(|part| part != "the");
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Candidate, like, matching};

    fn candidates() -> Vec<Candidate<'static, ()>> {
        [
            ("Anna Keller", vec![]),
            ("Anna Keller-Łoś", vec![]),
            ("Björn Åkesson", vec!["the Old Bear".to_owned()]),
            ("The Harbour Post", vec!["the Post".to_owned()]),
            ("J.D. Okoro", vec![]),
            ("Keller Foundation", vec![]),
        ]
        .into_iter()
        .map(|(name, aliases)| Candidate {
            id: (),
            name,
            aliases: aliases.leak(),
        })
        .collect()
    }

    #[test]
    fn parts_of_a_name_find_its_bearers() {
        let candidates = candidates();
        for (asked, expected) in [
            ("akesson", "Björn Åkesson"),
            ("BJORN", "Björn Åkesson"),
            ("los", "Anna Keller-Łoś"),
            ("keller", "Anna Keller, Anna Keller-Łoś, Keller Foundation"),
            ("anna keller", "Anna Keller"),
            ("keller anna", "Anna Keller, Anna Keller-Łoś"),
            ("post", "The Harbour Post"),
            ("the post", "The Harbour Post"),
            ("harbour post", "The Harbour Post"),
            ("old bear", "Björn Åkesson"),
            ("bear björn", ""),
            ("JD Okoro", "J.D. Okoro"),
            ("kell", ""),
            ("the", ""),
            ("", ""),
        ] {
            let found: Vec<&str> = matching(asked, &candidates)
                .iter()
                .map(|candidate| candidate.name)
                .collect();
            assert_eq!(found.join(", "), expected, "{asked}");
        }
    }

    #[test]
    fn a_name_with_a_slip_is_suggested() {
        let candidates = candidates();
        for (asked, expected) in [
            ("akeson", "Björn Åkesson"),
            ("anna kelner", "Anna Keller, Anna Keller-Łoś"),
            ("okro", "J.D. Okoro"),
            ("zzyzx", ""),
            ("", ""),
        ] {
            assert_eq!(like(asked, &candidates).join(", "), expected, "{asked}");
        }
    }
}
