//! Whether two names mean the same speaker.

use std::sync::LazyLock;

use regex::Regex;

/// How much of the name has to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// The full name.
    Full,
    /// The surname, or one of the words for bodies and unnamed people.
    Part,
}

/// Words before a name that do not belong to it.
const TITLES: &str = " mr mrs ms miss sen sens rep reps gov govs president dr prof professor senator congressman \
congresswoman governor secretary gen general lt col capt sgt judge justice rev reverend sir lady lord pope prince princess \
king queen mayor chairman chairwoman speaker attorney vice former state ambassador representative pastor bishop first adm maj \
officer detective sheriff chief minister prime director hon republican democratic presidential candidate nominee house senate ";

const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// First names that stand for each other.
const NICKNAMES: &str = "mike michael mick,bob robert rob bobby robbie,bill william will billy willie,jim james jimmy jamie,\
joe joseph joey,tom thomas tommy,dan daniel danny,dave david,ted edward theodore ed eddie teddy,ben benjamin,bernie bernard,\
tim timothy,chris christopher christine christina,matt matthew,pat patrick patricia patty,rick richard dick rich ricky,\
steve steven stephen,tony anthony,ken kenneth kenny,ron ronald ronnie,don donald donny donnie,sam samuel samantha,\
jeff jeffrey geoffrey,greg gregory,liz elizabeth beth betsy,kate katherine catherine kathy cathy katie,sue susan,\
andy andrew drew,alex alexander alexandra,nick nicholas,larry lawrence,jerry gerald jerome,chuck charles charlie,hal harold,\
jack john johnny jon jonathan,harry henry hank,debbie deborah deb,barb barbara,marty martin,phil philip phillip,peter pete,\
ray raymond,russ russell,stan stanley,walt walter,art arthur,al albert alan allen,fred frederick,frank francis,gabe gabriel,\
josh joshua,nate nathan nathaniel,jen jennifer jenny,mitch mitchell,newt newton,rudy rudolph,vic victor,jeb john,kim kimberly,\
val valerie,abby abigail,doug douglas,mel melvin,vince vincent,wes wesley,zach zachary,max maxwell";

/// Words that do not tell one body from another.
const SMALL: &str =
    " the a an of for and in on to its his her their some several one with from by at who that ";

static POSSESSIVE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"'s\b|'$").unwrap());
static BODY_POSSESSIVE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"['’]s\b").unwrap());
static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'\-\.]*").unwrap());
static JUNIOR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bJr\b").unwrap());

/// Whether two first names stand for each other.
pub(crate) fn nicknames(one: &str, other: &str) -> bool {
    NICKNAMES.split(',').any(|group| {
        let has = |name| group.split(' ').any(|word| word == name);
        has(one) && has(other)
    })
}

/// Whether the name says `Jr`.
pub(crate) fn junior(name: &str) -> bool {
    JUNIOR.is_match(name)
}

/// The words of a person's name in lower case, without titles, suffixes and the initials between first and last.
pub(crate) fn core(name: &str) -> Vec<String> {
    let name = name.replace('’', "'");
    let name = POSSESSIVE.replace_all(&name, "");
    let words = WORD.find_iter(&name).map(|word| {
        let word = word.as_str().trim_matches(['.', '\'']);
        word.to_lowercase()
    });
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && TITLES.contains(&format!(" {} ", words[0])) {
        words.remove(0);
    }
    words.retain(|word| !SUFFIXES.contains(&word.as_str()));
    let last = words.len().saturating_sub(1);
    let mut at = 0;
    words.retain(|word| {
        at += 1;
        at == 1 || at == last + 1 || word.chars().count() > 1
    });
    if words.len() > 2 && words[0].chars().count() == 1 {
        words.remove(0);
    }
    words
}

/// The words that tell one body or unnamed source from another.
fn telling(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let name = BODY_POSSESSIVE.replace_all(&name, "");
    let name = name.replace('.', "").replace('-', " ");
    let tells = |word: &&str| {
        let bare = word.trim_matches([',', ';', ':']);
        !bare.is_empty() && !SMALL.contains(&format!(" {bare} "))
    };
    name.split_whitespace()
        .filter(tells)
        .map(str::to_owned)
        .collect()
}

fn within(small: &[String], large: &[String]) -> bool {
    small.iter().all(|word| large.contains(word))
}

/// Whether the named speaker is the right one. `form` is how the article words the source: `name`, `nominal`, `org`.
pub(crate) fn same(named: &str, right: &str, form: &str, strictness: Strictness) -> bool {
    if named.is_empty() || right.is_empty() {
        return false;
    }
    if named.trim().to_lowercase() == right.trim().to_lowercase() {
        return true;
    }
    if form == "name" {
        return same_person(named, right, strictness);
    }
    let (one, other) = (telling(named), telling(right));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    match strictness {
        Strictness::Full => {
            let (less, more) = (within(&one, &other), within(&other, &one));
            less && more || form == "nominal" && (more || less && one.len() >= 2)
        }
        Strictness::Part => one.iter().any(|word| other.contains(word)),
    }
}

fn same_person(named: &str, right: &str, strictness: Strictness) -> bool {
    let (one, other) = (core(named), core(right));
    let ([first, ..], [second, ..]) = (one.as_slice(), other.as_slice()) else {
        return false;
    };
    if one == other {
        return junior(named) == junior(right) || !junior(right);
    }
    if one.len() > 1 && other.len() > 1 {
        let initial =
            |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
        let alike = first == second
            || nicknames(first, second)
            || initial(first, second)
            || initial(second, first);
        if one.last() == other.last() && alike {
            return true;
        }
        let (one, other) = (telling(named), telling(right));
        let (less, more) = (within(&one, &other), within(&other, &one));
        return match strictness {
            Strictness::Full => less && more,
            Strictness::Part => !one.is_empty() && !other.is_empty() && (less || more),
        };
    }
    strictness == Strictness::Part
        && (one.last() == other.last() || one.last() == Some(second) || Some(first) == other.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_suffixes_and_initials_do_not_tell_people_apart() {
        assert_eq!(core("Gov. Ann B. Orr Jr."), ["ann", "orr"]);
        assert!(same("Bob Dale", "Robert Dale", "name", Strictness::Full));
        assert!(same("Senator Orr’s", "Orr", "name", Strictness::Full));
        assert!(!same("Ann Orr", "Joan Orr", "name", Strictness::Full));
    }

    #[test]
    fn a_surname_is_only_part_of_the_name() {
        assert!(!same("Orr", "Ann Orr", "name", Strictness::Full));
        assert!(same("Orr", "Ann Orr", "name", Strictness::Part));
        assert!(!same("Ann Orr", "Ann Orr Jr.", "name", Strictness::Full));
    }

    #[test]
    fn bodies_are_told_apart_by_their_telling_words() {
        assert!(same(
            "the Harbour Bank",
            "Harbour Bank",
            "org",
            Strictness::Full
        ));
        assert!(!same("Harbour Bank", "Bank", "org", Strictness::Full));
        assert!(same(
            "a bank official",
            "official",
            "nominal",
            Strictness::Full
        ));
        assert!(!same(
            "official",
            "a bank official",
            "nominal",
            Strictness::Full
        ));
    }
}
