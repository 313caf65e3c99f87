//! Which machines may be asked: not those of the reader's own network, unless the reader wants it.
//!
//! The check stands between looking a name up and connecting, for the first address as for every redirect, and the
//! connection goes to the very address that was checked; so a name that means another machine a moment later leads nowhere.
//! Behind a proxy it is the proxy that looks names up: there only what stands in the address itself can be checked.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::Reach;

/// Looks names up, and gives only addresses that may be asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guard {
    /// Whether an address may be asked.
    pub(super) allows: fn(IpAddr) -> bool,
}

impl Guard {
    pub(super) const fn new(reach: Reach) -> Self {
        Self {
            allows: if reach.private { |_| true } else { is_public },
        }
    }

    /// Lets everything pass: what leads to a proxy that the reader has set up.
    pub(super) const fn open() -> Self {
        Self { allows: |_| true }
    }

    /// Whether a host may be asked by this name as far as the name itself tells.
    pub(super) fn allows_name(self, host: &str) -> bool {
        let host = host.trim_matches(['[', ']', '.']).to_ascii_lowercase();
        if let Ok(address) = host.parse() {
            return (self.allows)(address);
        }
        !is_local_name(&host) || (self.allows)(Ipv4Addr::LOCALHOST.into())
    }
}

/// Whether a name means a machine of the own network wherever it is looked up, or is an address written in a way of old.
fn is_local_name(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_number = last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit());
    let own = [
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "home",
        "arpa",
    ];
    is_number || own.contains(&last) || !host.contains('.')
}

/// A name leads only to machines that may not be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("leads to a machine of your own network")
    }
}

impl std::error::Error for Private {}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|address| (self.allows)(address.ip())) {
            allowed.push(*address);
        }
        if allowed.is_empty() {
            return Err(ureq::Error::Other(Box::new(Private)));
        }
        Ok(allowed)
    }
}

/// Whether an address belongs to a machine of the public internet (the registries of RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocols = a == 192 && b == 0 && c == 0;
    let relays = a == 192 && b == 88 && c == 99;
    let benchmarks = a == 198 && (18..20).contains(&b);
    !(a == 0
        || a >= 240
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || shared
        || protocols
        || relays
        || benchmarks)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    // An address of version 4 in one of version 6, whatever way it is carried: mapped, translated, 6to4.
    let carried = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    if let Some(within) = address.to_ipv4_mapped() {
        return is_public_v4(within);
    }
    match parts {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            is_public_v4(carried(high, low))
        }
        // Teredo and documentation.
        [0x2001, 0 | 0xdb8, ..] => false,
        // Everything that is given out lies here.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        for (address, expected) in [
            ("93.184.215.14", true),
            ("8.8.8.8", true),
            ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true),
            ("127.0.0.1", false),
            ("127.9.9.9", false),
            ("0.0.0.0", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("100.128.0.1", true),
            ("198.18.0.1", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("::", false),
            ("::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("64:ff9b::10.0.0.1", false),
            ("2002:0a00:0001::1", false),
            ("2001:db8::1", false),
            ("fe80::1", false),
            ("fd12::1", false),
            ("ff02::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn a_name_may_tell_by_itself_that_it_is_of_the_own_network() {
        let guard = Guard::new(Reach::default());
        for (host, expected) in [
            ("vellcourier.example", true),
            ("8.8.8.8", true),
            ("localhost", false),
            ("LOCALHOST.", false),
            ("printer", false),
            ("printer.local", false),
            ("10.0.0.1", false),
            ("[::1]", false),
            ("2130706433", false),
            ("0x7f.1", false),
            ("127.1", false),
        ] {
            assert_eq!(guard.allows_name(host), expected, "{host}");
        }
        assert!(Guard::open().allows_name("localhost"));
    }
}
