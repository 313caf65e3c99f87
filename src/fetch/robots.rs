//! What a host says about programs that fetch its pages: `robots.txt` (RFC 9309).

/// The name by which this program is addressed in `robots.txt`.
const NAME: &str = "onrecord";
/// At most so many bytes of `robots.txt` count.
const MOST: usize = 512 * 1024;

/// The rules for this program. The longest that fits decides; of two that are equally long, the one that allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Robots {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    pattern: String,
}

impl Robots {
    /// Everything is forbidden: the host could not say.
    pub(super) fn closed() -> Self {
        let rule = Rule {
            allows: false,
            pattern: "/".to_owned(),
        };
        Self { rules: vec![rule] }
    }

    /// The rules of the groups that name this program; where none does, of those for everybody.
    pub(super) fn parse(text: &str) -> Self {
        let text = text.get(..MOST).unwrap_or(text);
        let (mut own, mut general) = (Vec::new(), Vec::new());
        let mut is_named = false;
        // For whom the group is that is being read, and whether its names are still being read.
        let (mut for_us, mut for_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else {
                continue;
            };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            match field.as_str() {
                "user-agent" => {
                    if !naming {
                        (for_us, for_all) = (false, false);
                    }
                    naming = true;
                    for_all |= value == "*";
                    for_us |= value.eq_ignore_ascii_case(NAME);
                    is_named |= for_us;
                }
                "allow" | "disallow" => {
                    naming = false;
                    // A rule without a path says nothing.
                    if value.is_empty() {
                        continue;
                    }
                    let rule = Rule {
                        allows: field == "allow",
                        pattern: value.to_owned(),
                    };
                    if for_us {
                        own.push(rule.clone());
                    }
                    if for_all {
                        general.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self {
            rules: if is_named { own } else { general },
        }
    }

    /// Whether a path may be fetched.
    pub(super) fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, path));
        let longest = fitting.max_by_key(|rule| (rule.pattern.len(), rule.allows));
        longest.is_none_or(|rule| rule.allows)
    }
}

/// Whether a path begins as the pattern says: `*` stands for anything, `$` for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        last = Some(part);
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    // What stands behind the last asterisk must be the end of the path.
    !whole || rest.is_empty() || last.is_some_and(|part| rest.ends_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_of_the_own_group_decides() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: OnRecord\n\
            Disallow: /private # not for programs\nAllow: /private/press\nDisallow: /*.pdf$\nDisallow:\n";
        let robots = Robots::parse(text);
        for (path, expected) in [
            ("/news", true),
            ("/private/a", false),
            ("/private/press/a", true),
            ("/a/b.pdf", false),
            ("/a/b.pdf?x", true),
            ("/", true),
        ] {
            assert_eq!(robots.allows(path), expected, "{path}");
        }
    }

    #[test]
    fn who_is_not_named_goes_by_the_rules_for_everybody() {
        let robots =
            Robots::parse("User-agent: Other\nDisallow: /\n\nUser-agent: *\nDisallow: /x\n");
        assert!(robots.allows("/a") && !robots.allows("/x"));
        assert!(Robots::parse("").allows("/x"));
        assert!(Robots::parse("<html>no such page</html>").allows("/x"));
        assert!(!Robots::closed().allows("/x"));
    }
}
