//! Words as people compare them: without case, accents and punctuation.

use crate::engine::names::fold;

/// The words of a text, folded: `J.D. O’Brien-Łoś` gives `jd`, `obrien`, `los`.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|character: char| {
        character.is_whitespace()
            || (!character.is_alphanumeric()
                && !matches!(character, '.' | '\'' | '’')
                && !is_accent(character))
    })
    .map(|word| {
        let mut folded = fold(word);
        folded.retain(char::is_alphanumeric);
        folded
    })
    .filter(|word| !word.is_empty())
}

/// Combining accents follow their letter where a text is written in decomposed form.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_compared_without_case_accents_and_punctuation() {
        for (text, expected) in [
            ("J.D. O’Brien-Łoś", "jd obrien los"),
            ("Šefčovič", "sefcovic"),
            ("Andre\u{301} Müßig", "andre mussig"),
            ("İstanbul", "istanbul"),
            ("U.S. “sanctions”, 2026", "us sanctions 2026"),
            ("… — ’", ""),
        ] {
            assert_eq!(
                words(text).collect::<Vec<_>>().join(" "),
                expected,
                "{text}"
            );
        }
    }
}
