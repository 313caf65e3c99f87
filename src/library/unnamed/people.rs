//! Whether the words of a source stand for people at all, rather than for a paper, an office, a thing, or nobody.
//!
//! The list of unnamed sources is read to ask who stands behind a claim. “It”, “the ad” and “42 percent” lead to nobody, and a
//! phrase that was cut out wrongly (“a news”) says nothing. So a phrase counts when its head is a word for people.

use crate::engine::Lexicon;

/// Behind these words a source is only described further.
const DESCRIBING: &str = "\
    about across after along among at before behind between briefed by close during familiar for from in inside \
    involved like near of on opposed present privy since speaking than that to when where while who whose with \
    within";

/// These point at somebody or something that is said elsewhere, if it is said at all.
const PRONOUNS: &str = "\
    he her him i it its me my she that they them this us we what which who whom you";

/// Alone, these are people: “some”, “many of them”, “two others”.
const COUNTS: &str = "\
    another anyone both countless dozens everybody everyone few five four hundreds many most one others several six \
    some somebody someone ten those thousands three two";

/// Words for people that neither the lexicon nor their ending tells.
const PEOPLE: &str = "\
    adversary ally audience authorities backer boy bystander captive celebrity chief citizen client couple crew \
    crowd customer deputy elder elite family fan foe folk folks girl graduate guest guy hacker heir human individual \
    insider kid locals loyalist millennial native nurse occupant panel parishioner passenger patron peer peers \
    plaintiff police professional pupil rebel recruit relative respondent specialist tenant tourist twin veteran \
    villager volunteer witness youth";

/// “A number of dockers”: the people stand behind these.
const AMOUNTS: &str = "chorus group groups handful host majority minority number plenty";

/// Endings of words for people.
const ENDINGS: &str = "\
    ant cian crat ee eer ent er folk ian ist man men or people person surgeon woman women";

/// Words with such an ending, and words that the lexicon knows as sources, that are things.
const THINGS: &str = "\
    account ad administration advertisement affidavit agency agreement answer argument article assessment bank \
    banner barometer bill book bureau calendar camp campaign center centre chapter charter commission committee \
    company complaint computer constitution content contract corner council counter court cover data department \
    development disaster document email error event experiment factor fervor figure file filing filter finding firm \
    folder footer government grant group header headline honor humor indictment institute judgment jury kremlin \
    labor law lawsuit ledger letter magazine marker matter meter memo memoir ministry minute mirror moment monitor \
    motor movement network newsletter newspaper notice number offer order outlet page paper parameter parliament \
    party payment percent plan poll poster power precedent release report review rumor ruling sector sign speech \
    standoff statement station story study summary summer survey team text ticker tower transcript treatment tweet \
    union video website weather white-house winter";

/// Whether the word is one of a list.
fn among(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Whether the word only points at somebody.
pub(super) fn is_pronoun(word: &str) -> bool {
    among(PRONOUNS, &word.to_lowercase())
}

/// Whether the words stand for people.
pub(super) fn are_people(words: &str) -> bool {
    let apart = |mark: char| !mark.is_alphanumeric() && !matches!(mark, '-' | '’' | '\'' | '%');
    let words: Vec<&str> = words.split(apart).filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let described = |word: &String| among(DESCRIBING, word);
    let length = lower
        .iter()
        .skip(1)
        .position(described)
        .map_or(lower.len(), |at| at + 1);
    let (Some(head), Some(cased)) = (
        lower.get(length.wrapping_sub(1)),
        words.get(length.wrapping_sub(1)),
    ) else {
        return false;
    };
    let behind = lower.get(length).map(String::as_str);
    if behind == Some("of") && among(AMOUNTS, head) {
        return are_people(&words[length + 1..].join(" "));
    }
    // “The Daily Caller” is a name.
    if length > 1 && cased.starts_with(char::is_uppercase) && !Lexicon::bundled().is_people(cased) {
        return false;
    }
    match length {
        1 if among(PRONOUNS, head) => false,
        // “One in five” are a share, not people who were asked something.
        1 if among(COUNTS, head) => behind != Some("in"),
        // “The two”, “two others”; but “the most” is the beginning of something else.
        2 if among(COUNTS, head) => head != "most" && head != "some",
        _ => is_person(head, cased, length > 1),
    }
}

/// Whether a word stands for people. One that only its ending tells, or that may be an adjective, needs others before it, or
/// to be a plural.
fn is_person(lower: &str, cased: &str, led: bool) -> bool {
    let lexicon = Lexicon::bundled();
    let lower = lower.trim_end_matches(['-', '’', '\'']);
    // “Ex-wife”, “fact-checkers”.
    let lower = lower.rsplit('-').next().unwrap_or(lower);
    let one = singular(lower);
    if [lower, &one].iter().any(|word| {
        among(THINGS, word)
            || lexicon.is_organization_noun(word)
            || lexicon.is_attribution_noun(word)
    }) {
        return false;
    }
    let known = [lower, &one].iter().any(|word| {
        among(PEOPLE, word) || lexicon.title(word).is_some() || lexicon.is_role_noun(word)
    });
    let plural = one != lower;
    let ends = || {
        let mut endings = ENDINGS.split_ascii_whitespace();
        let fits = |end: &str| one.ends_with(end) && one.len() > end.len() + 2 || one == end;
        endings.any(fits) && !one.ends_with("ment")
    };
    // A name in the possessive is what somebody has.
    let owns = lower.ends_with("’s") || lower.ends_with("'s");
    !owns && (known || (led || plural) && (lexicon.is_people(cased) || ends()))
}

/// A noun of which there is one.
fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if let Some(stem) = noun.strip_suffix("es").filter(|stem| {
        ["ss", "sh", "ch", "x"]
            .iter()
            .any(|end| stem.ends_with(end))
    }) {
        return stem.to_owned();
    }
    match noun.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && stem.len() > 1 => stem.to_owned(),
        _ => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::are_people;

    #[track_caller]
    fn check(expected: bool, phrases: &[&str]) {
        for words in phrases {
            assert_eq!(are_people(words), expected, "{words}");
        }
    }

    #[test]
    fn people_without_a_name_are_people() {
        check(
            true,
            &[
                "four sources familiar with the matter",
                "a senior official",
                "Two people close to the talks",
                "a person briefed on the report",
                "one of those who saw it",
                "some",
                "Others",
                "two others",
                "many of them",
                "the harbour pilots",
                "a dockworker on the night shift",
                "Republicans",
                "a German",
                "several shopkeepers",
                "the young woman",
                "her allies",
                "Official",
                "the witnesses",
                "a fisherman from the island",
                "authorities",
                "a number of islanders",
                "Fact-checkers",
                "his ex-wife",
                "sources privy to the talks",
                "voters across the islands",
            ],
        );
    }

    #[test]
    fn pronouns_things_shares_and_torn_phrases_are_nobody() {
        check(
            false,
            &[
                "",
                "it",
                "They",
                "I",
                "which",
                "the harbour office",
                "The report",
                "a summary of the audit",
                "the company",
                "A statement from the ministry",
                "A news",
                "the",
                "an",
                "the so",
                "the most",
                "42 percent",
                "42% of the islanders",
                "one in five",
                "the newsletter",
                "the ads",
                "the port’s answer",
                "Holm’s",
                "Bully",
                "last week",
                "the committee",
                "the islanders waited",
                "the Harbour Crier",
                "early retirements",
                "the match between the Danish",
                "a majority of the ballots",
            ],
        );
    }
}
