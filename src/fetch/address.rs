//! Addresses on the web: their parts, and where one leads that stands in a page of another (RFC 3986, section 5).

/// An address in two: scheme with host, and path with query.
pub(super) fn parted(address: &str) -> Option<(&str, &str)> {
    let start = address.find("://")? + 3;
    let end = address[start..].find(['/', '?', '#']).map(|at| at + start);
    let (host, path) = address.split_at(end.unwrap_or(address.len()));
    let path = path.split('#').next().unwrap_or_default();
    Some((host, if path.is_empty() { "/" } else { path }))
}

/// Where an address leads that was met at another.
pub(super) fn joined(base: &str, address: &str) -> Option<String> {
    let address = address.split('#').next().unwrap_or_default().trim();
    let (host, path) = parted(base)?;
    let scheme = host.split_once("://")?.0;
    if address.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) {
        return Some(address.to_owned());
    }
    if let Some(rest) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    let path = path.split('?').next().unwrap_or_default();
    Some(match address.as_bytes().first() {
        None => format!("{host}{path}"),
        Some(b'?') => format!("{host}{path}{address}"),
        Some(b'/') => format!("{host}{}", without_dots(address)),
        _ => {
            let folder = &path[..=path.rfind('/')?];
            format!("{host}{}", without_dots(&format!("{folder}{address}")))
        }
    })
}

/// A path with `.` and `..` carried out.
fn without_dots(path: &str) -> String {
    let (path, query) = path.find('?').map_or((path, ""), |at| path.split_at(at));
    let mut parts: Vec<&str> = Vec::new();
    let mut all = path.split('/').skip(1).peekable();
    while let Some(part) = all.next() {
        let is_last = all.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    parts.pop();
                }
                if is_last {
                    parts.push("");
                }
            }
            part => parts.push(part),
        }
    }
    format!("/{}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_a_path() {
        for (address, expected) in [
            ("https://a.example/b?c#d", ("https://a.example", "/b?c")),
            ("http://a.example:8080", ("http://a.example:8080", "/")),
            ("http://a.example?x", ("http://a.example", "?x")),
        ] {
            assert_eq!(parted(address), Some(expected));
        }
        assert_eq!(parted("a.example"), None);
    }

    #[test]
    fn an_address_leads_on_from_where_it_stands() {
        for (address, expected) in [
            ("http://b.example/x?y", "http://b.example/x?y"),
            ("//b.example/x", "https://b.example/x"),
            ("/x", "https://a.example/x"),
            ("x", "https://a.example/news/x"),
            ("./x/../y?a=../b", "https://a.example/news/y?a=../b"),
            ("../..", "https://a.example/"),
            ("?page=2", "https://a.example/news/ferry?page=2"),
            ("#top", "https://a.example/news/ferry"),
            (
                "x?to=http://b.example",
                "https://a.example/news/x?to=http://b.example",
            ),
        ] {
            let joined = joined("https://a.example/news/ferry?page=1#end", address);
            assert_eq!(joined.as_deref(), Some(expected), "{address}");
        }
    }
}
