//! Acronyms and names with capitals inside.

/// `CedarWatch`: a capital letter inside, and no surname such as `McHale` or `DeOrr`.
pub(super) fn is_camel_case(word: &str) -> bool {
    let inner = word
        .char_indices()
        .skip(2)
        .find(|(_, letter)| letter.is_uppercase());
    let surname = [
        "Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "Fitz", "O'", "O’", "D'", "D’",
    ];
    inner.is_some_and(|(at, _)| !surname.contains(&&word[..at]) && !word.contains('-'))
        && word.chars().any(char::is_lowercase)
        && word.chars().all(char::is_alphanumeric)
}

/// Acronyms that are hardly ever an organization.
pub(super) fn is_common_acronym(word: &str) -> bool {
    matches!(
        word,
        "AI" | "TV"
            | "DNA"
            | "RNA"
            | "CEO"
            | "CFO"
            | "COO"
            | "PM"
            | "AM"
            | "ID"
            | "OK"
            | "PR"
            | "HIV"
            | "AIDS"
            | "GDP"
            | "UFO"
            | "SUV"
            | "ATM"
            | "DVD"
            | "CD"
            | "PC"
            | "IT"
            | "HR"
            | "IQ"
            | "COVID"
            | "WTI"
            | "II"
            | "III"
            | "IV"
            | "VI"
            | "XI"
            | "XX"
            | "MP"
            | "MEP"
            | "PHD"
            | "BA"
            | "MA"
            | "MD"
            | "JD"
            | "DUI"
            | "GPS"
            | "USB"
            | "LED"
            | "LGBT"
            | "LGBTQ"
            | "ICBM"
            | "WMD"
            | "PTSD"
            | "ADHD"
            | "MRI"
            | "CT"
            | "ER"
            | "ICU"
            | "NO"
            | "YES"
            | "NOT"
            | "AND"
            | "THE"
            | "FOR"
            | "EST"
            | "GMT"
            | "EDT"
            | "FAQ"
            | "PDF"
            | "RSS"
            | "URL"
    )
}
