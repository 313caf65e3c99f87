//! Letters without their accents: `Łoś` and `Los` are one name, written at two desks.

use super::super::tokens::lowered;

/// The word in lower case, accents taken off.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return folded;
    }
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '’' => folded.push('\''),
            '\u{300}'..='\u{36f}' => {}
            letter => folded.push(plain(letter)),
        }
    }
    folded
}

/// Asks something about a folded word, mostly without an allocation.
pub(super) fn folded<R>(word: &str, ask: impl FnOnce(&str) -> R) -> R {
    if word.is_ascii() {
        lowered(word, ask)
    } else {
        ask(&fold(word))
    }
}

/// The letter under an accent; other letters stay what they are.
fn plain(letter: char) -> char {
    const FAMILIES: [(char, &str); 22] = [
        ('a', "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
        ('c', "çćĉċč"),
        ('d', "ďđð"),
        ('e', "èéêëēĕėęěẹẻẽếềểễệ"),
        ('g', "ĝğġģǧ"),
        ('h', "ĥħ"),
        ('i', "ìíîïĩīĭįıǐỉị"),
        ('j', "ĵ"),
        ('k', "ķǩ"),
        ('l', "ĺļľŀł"),
        ('n', "ñńņňŉŋ"),
        ('o', "òóôõöøōŏőǒơọỏốồổỗộớờởỡợ"),
        ('r', "ŕŗř"),
        ('s', "śŝşšș"),
        ('t', "ţťŧț"),
        ('u', "ùúûüũūŭůűųǔưụủứừửữự"),
        ('w', "ŵẁẃẅ"),
        ('y', "ýÿŷỳỵỷỹ"),
        ('z', "źżž"),
        ('е', "ё"),
        ('и', "й"),
        ('і', "ї"),
    ];
    let family = FAMILIES
        .iter()
        .find(|(_, accented)| letter > '\u{7f}' && accented.contains(letter));
    family.map_or(letter, |(plain, _)| *plain)
}

/// What a word of a name is compared by.
pub(crate) fn key_word(word: &str) -> String {
    let mut folded = fold(word);
    folded.truncate(spelled(&folded).len());
    folded
}

/// Asks something about what a word of a name is compared by, mostly without an allocation.
pub(super) fn keyed<R>(word: &str, ask: impl FnOnce(&str) -> R) -> R {
    folded(word, |folded| ask(spelled(folded)))
}

/// A surname with the endings that desks spell in several ways made one: `Horenskyy`, `Horenskiy` and `Horensky`.
fn spelled(folded: &str) -> &str {
    let stem = folded.trim_end_matches(['i', 'y', 'j']);
    // `Li` and `Levy` are spelled in one way.
    let slavic = stem.ends_with("sk") || stem.ends_with("ck");
    if slavic && stem.len() < folded.len() {
        stem
    } else {
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_endings_make_no_other_name() {
        assert_eq!(fold("Ołeksandr"), "oleksandr");
        assert_eq!(fold("Nuñez’s"), "nunez's");
        assert_eq!(fold("Jose\u{301}"), "jose");
        assert_eq!(spelled("horenskyy"), spelled("horenskiy"));
        assert_eq!(spelled("levy"), "levy");
        assert_ne!(spelled("horensky"), spelled("horenska"));
    }
}
