//! First names that can be one person’s: initials and short forms.

use std::sync::OnceLock;

use crate::engine::hashing::HashMap;

/// Groups of first names that stand for one another.
const NICKNAMES: &[&str] = &[
    "michael mike mick mickey",
    "robert bob rob bobby robbie bert",
    "william bill will billy",
    "james jim jimmy jamie",
    "joseph joe joey",
    "thomas tom tommy",
    "daniel dan danny",
    "david dave",
    "theodore ted theo",
    "edward ed eddie ted",
    "benjamin ben",
    "bernard bernie",
    "timothy tim",
    "christopher chris",
    "matthew matt",
    "patrick pat",
    "patricia pat patty",
    "richard rick dick rich ricky",
    "stephen steven steve",
    "anthony tony",
    "kenneth ken",
    "ronald ron ronnie",
    "donald don donnie",
    "samuel sam",
    "jeffrey jeff geoffrey geoff",
    "gregory greg",
    "elizabeth liz beth betty",
    "katherine catherine kate kathy cathy katie",
    "susan sue",
    "andrew andy drew",
    "alexander alex sasha",
    "nicholas nick",
    "lawrence larry laurence",
    "gerald jerry gerry",
    "charles chuck charlie",
    "john jack johnny",
    "jonathan jon",
    "henry harry hank",
    "deborah debbie debra deb",
    "martin marty",
    "philip phil phillip",
    "raymond ray",
    "russell russ",
    "albert al bert",
    "joshua josh",
    "nathan nathaniel nate",
    "jennifer jen jenny",
    "rudolph rudy",
    "douglas doug",
    "frederick fred freddie",
    "francis frank",
    "margaret maggie meg peggy",
    "rebecca becky",
    "victoria vicky",
    "peter pete",
    "walter walt",
    "leonard len leo",
    "vincent vince",
    "arthur art",
    "stanley stan",
    "pamela pam",
    "cynthia cindy",
    "barbara barb",
    "abigail abby",
    "zachary zach",
    "edwin ed eddie",
    "gabriel gabe",
    "jacob jake",
    "louis lou lewis",
    "maxwell max",
    "eugene gene",
    "calvin cal",
    "sandra sandy",
    "jacqueline jackie",
    "judith judy",
    "virginia ginny",
    "mitchell mitch",
    "salvatore sal",
    "theresa teresa terry",
    "gwendolyn gwen",
    "angela angie",
];

/// For each nickname the groups it belongs to, one bit each.
fn nicknames() -> &'static HashMap<&'static str, u128> {
    static GROUPS: OnceLock<HashMap<&'static str, u128>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let mut groups = HashMap::default();
        for (index, group) in NICKNAMES.iter().enumerate() {
            for member in group.split(' ') {
                *groups.entry(member).or_default() |= 1 << index;
            }
        }
        groups
    })
}

/// A first name in lower case, ready to be compared with many others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FirstName {
    letters: String,
    /// One bit for each group of nicknames it belongs to.
    groups: u128,
}

impl FirstName {
    /// Full stops make no difference: `J.D.` is `jd`.
    pub(crate) fn new(lower: &str) -> Self {
        let letters = lower.replace('.', "");
        let groups = nicknames().get(letters.as_str()).copied().unwrap_or(0);
        Self { letters, groups }
    }

    /// The name without full stops.
    pub(crate) fn letters(&self) -> &str {
        &self.letters
    }

    /// Whether there is no first name at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Whether both can be one person’s: equal, an initial of the other, or a usual short form.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let initial = |short: &str, long: &str| {
            short.chars().nth(1).is_none() && !short.is_empty() && long.starts_with(short)
        };
        self.letters == other.letters
            || self.groups & other.groups != 0
            || initial(&self.letters, &other.letters)
            || initial(&other.letters, &self.letters)
    }
}

/// Whether two first names in lower case can be one person’s.
pub(super) fn first_names_agree(one: &str, other: &str) -> bool {
    one == other || FirstName::new(one).agrees(&FirstName::new(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_agree_by_initial_and_short_form() {
        assert!(first_names_agree("robert", "bob"));
        assert!(first_names_agree("r", "robert"));
        assert!(first_names_agree("j.d", "jd"));
        assert!(!first_names_agree("robert", "roberta"));
        assert!(!first_names_agree("bill", "bob"));
    }
}
