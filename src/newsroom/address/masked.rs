//! Passwords in addresses, and what keeps them out of sight.

use super::SCHEMES;

/// The address without its password, and the password as it was meant, if there is one.
pub fn masked(words: &str) -> (String, Option<String>) {
    let Some(scheme) = SCHEMES.iter().find(|scheme| words.starts_with(**scheme)) else {
        return (words.to_owned(), None);
    };
    let (place, query) = words[scheme.len()..]
        .split_once('?')
        .map_or((&words[scheme.len()..], None), |(place, query)| {
            (place, Some(query))
        });
    let mut password = None;
    let place = match place.rsplit_once('@') {
        Some((who, place)) => {
            let (user, secret) = who
                .split_once(':')
                .map_or((who, None), |(user, secret)| (user, Some(secret)));
            password = secret.map(decoded);
            format!("{user}@{place}")
        }
        None => place.to_owned(),
    };
    let Some(query) = query else {
        return (format!("{scheme}{place}"), password);
    };
    let kept = query.split('&').filter(|option| {
        let secret = option.strip_prefix("password=");
        password = secret.map(decoded).or(password.take());
        secret.is_none()
    });
    let kept: Vec<&str> = kept.collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    (format!("{scheme}{place}{mark}{}", kept.join("&")), password)
}

/// What stands between two digits to the base 16 behind a percent sign is that byte.
pub(super) fn decoded(words: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = words.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        if let (b'%', Some(byte)) = (first, byte) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_taken_out_wherever_it_stands() {
        for (words, expected, password) in [
            ("postgres://a:b%3Ac@h/d", "postgres://a@h/d", Some("b:c")),
            (
                "postgres://a:p@ss/w@h/d",
                "postgres://a@h/d",
                Some("p@ss/w"),
            ),
            (
                "postgres://h/d?user=a&password=x",
                "postgres://h/d?user=a",
                Some("x"),
            ),
            ("postgres://h/d?password=%", "postgres://h/d", Some("%")),
            ("postgres://a@h/d?port=1", "postgres://a@h/d?port=1", None),
            ("story/a:b@c", "story/a:b@c", None),
        ] {
            let found = masked(words);
            assert_eq!((found.0.as_str(), found.1.as_deref()), (expected, password));
        }
    }
}
