//! The name that was probably meant.

/// The candidate nearest to what was typed, if it is near enough to be a slip of the fingers.
pub(crate) fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let allowed = (typed.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&typed, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `; did you mean "theme"?` or nothing.
pub(crate) fn suggestion<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(typed, candidates)
        .map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_slips_of_the_fingers_are_put_right() {
        for (typed, expected) in [
            ("theem", Some("theme")),
            ("Mouse", Some("mouse")),
            ("libary", Some("library")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, ["library", "theme", "mouse"]), expected);
        }
    }
}
