//! Through which proxy a host is asked: by the variables that `curl` goes by.

use std::net::IpAddr;

/// The proxies that the environment names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Proxies {
    http: Option<String>,
    https: Option<String>,
    /// Hosts that are asked without one.
    exempt: Vec<String>,
}

impl Proxies {
    /// What the environment, read with `var`, says.
    pub(super) fn of(var: impl Fn(&str) -> Option<String>) -> Self {
        let first = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| var(name));
            values.find(|value| !value.trim().is_empty())
        };
        let exempt = first(&["no_proxy", "NO_PROXY"]).unwrap_or_default();
        Self {
            // In capitals it is not heard: a server of web pages sets that to whatever its visitors send.
            http: first(&["http_proxy", "all_proxy", "ALL_PROXY"]),
            https: first(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]),
            exempt: exempt
                .split([',', ' '])
                .map(|host| host.trim_matches('.').to_ascii_lowercase())
                .filter(|host| !host.is_empty())
                .collect(),
        }
    }

    /// The proxy for an address with this scheme and host, if one is to be used.
    pub(super) fn between(&self, scheme: &str, host: &str) -> Option<&str> {
        let proxy = match scheme {
            "https" => self.https.as_deref(),
            _ => self.http.as_deref(),
        };
        let host = host.trim_matches(['[', ']', '.']).to_ascii_lowercase();
        proxy.filter(|_| !self.exempt.iter().any(|exempt| covers(exempt, &host)))
    }
}

/// Whether an entry of `no_proxy` means the host: `*`, a name with all below it, an address, or a network.
fn covers(exempt: &str, host: &str) -> bool {
    if exempt == "*" || exempt == host {
        return true;
    }
    match host.parse::<IpAddr>() {
        Ok(address) => exempt
            .split_once('/')
            .and_then(|(network, bits)| Some((network.parse().ok()?, bits.parse().ok()?)))
            .is_some_and(|(network, bits)| is_in(address, network, bits)),
        Err(_) => host
            .strip_suffix(exempt)
            .is_some_and(|front| front.ends_with('.')),
    }
}

/// Whether the first bits of two addresses are the same.
fn is_in(address: IpAddr, network: IpAddr, bits: u32) -> bool {
    let (one, other, all) = match (address, network) {
        (IpAddr::V4(one), IpAddr::V4(other)) => (one.to_bits().into(), other.to_bits().into(), 32),
        (IpAddr::V6(one), IpAddr::V6(other)) => (one.to_bits(), other.to_bits(), 128),
        _ => return false,
    };
    let rest = all - bits.min(all);
    let front = |address: u128| address.checked_shr(rest).unwrap_or(0);
    front(one) == front(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(variables: &[(&str, &str)]) -> Proxies {
        Proxies::of(|name| {
            let mut variables = variables.iter();
            let found = variables.find(|(own, _)| *own == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_variables_mean_what_they_mean_to_curl() {
        let set = proxies(&[
            ("http_proxy", "http://plain:3128"),
            ("HTTP_PROXY", "http://evil:1"),
            ("HTTPS_PROXY", "http://safe:3128"),
            ("ALL_PROXY", "socks5://all:1080"),
        ]);
        assert_eq!(set.between("http", "a.example"), Some("http://plain:3128"));
        assert_eq!(set.between("https", "a.example"), Some("http://safe:3128"));
        let capitals = proxies(&[("HTTP_PROXY", "http://evil:1")]);
        assert_eq!(capitals, Proxies::default());
        let all = proxies(&[("http_proxy", ""), ("all_proxy", "socks5h://all:1080")]);
        assert_eq!(all.between("http", "a.example"), Some("socks5h://all:1080"));
        assert_eq!(
            all.between("https", "a.example"),
            Some("socks5h://all:1080")
        );
    }

    #[test]
    fn hosts_can_be_exempt() {
        let set = proxies(&[
            ("all_proxy", "http://proxy:3128"),
            (
                "no_proxy",
                "Tarn.example, .vell.example 10.0.0.0/8,192.168.1.7,fd00::/8",
            ),
        ]);
        for (host, direct) in [
            ("tarn.example", true),
            ("NEWS.tarn.example", true),
            ("mytarn.example", false),
            ("vell.example", true),
            ("a.vell.example", true),
            ("10.9.8.7", true),
            ("11.9.8.7", false),
            ("192.168.1.7", true),
            ("192.168.1.70", false),
            ("[fd12::1]", true),
            ("[fe80::1]", false),
        ] {
            assert_eq!(set.between("https", host).is_none(), direct, "{host}");
        }
        let none = proxies(&[("all_proxy", "http://proxy:3128"), ("NO_PROXY", "*")]);
        assert_eq!(none.between("http", "a.example"), None);
    }
}
