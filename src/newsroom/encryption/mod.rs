//! Encrypted connections: `sslmode` and its kin, with the meaning that they have for `psql`.
//!
//! Nothing of TLS is set up before a server on another machine is spoken to: a socket needs none.

mod certificates;
mod failure;
mod identity;
mod verifier;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use postgres::config::{Host, SslMode};
use postgres::error::SqlState;
use postgres::{Client, Config, NoTls};
use rustls::ClientConfig;
use rustls::crypto::ring;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::Failure;
use certificates::{Authorities, Own};
use failure::is_of_handshake;
use verifier::Verifier;

pub(super) use failure::why;

/// What TLS calls the protocol. Servers from version 17 on ask for it where nothing else tells what is spoken.
const PROTOCOL: &[u8] = b"postgresql";

/// Whether a connection is encrypted, and what is asked of the server's certificate.
#[derive(Clone, Debug)]
pub(super) struct Encryption {
    pub(super) mode: Mode,
    pub(super) authorities: Authorities,
    own: Own,
}

/// What `sslmode` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Disable,
    /// Only where the server does not take us without.
    Allow,
    /// Where the server offers it.
    Prefer,
    Require,
    /// With a certificate that an authority has signed.
    VerifyCa,
    /// With such a certificate for this host.
    VerifyFull,
}

impl Mode {
    const ALL: [Self; 6] = [
        Self::Disable,
        Self::Allow,
        Self::Prefer,
        Self::Require,
        Self::VerifyCa,
        Self::VerifyFull,
    ];

    /// As it stands in an address.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Allow => "allow",
            Self::Prefer => "prefer",
            Self::Require => "require",
            Self::VerifyCa => "verify-ca",
            Self::VerifyFull => "verify-full",
        }
    }

    const fn verifies(self) -> bool {
        matches!(self, Self::VerifyCa | Self::VerifyFull)
    }
}

impl Encryption {
    /// What an address asks for. `told` reads an option by its name there and in the environment, `var` the environment.
    ///
    /// # Errors
    ///
    /// When it asks for what does not exist, or contradicts itself.
    pub(super) fn of(
        told: &dyn Fn(&str, &str) -> Option<String>,
        var: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, String> {
        let told = |key: &str, name: &str| told(key, name).filter(|value| !value.is_empty());
        let usual = var("HOME").map(|home| Path::new(&home).join(".postgresql"));
        let named = told("sslrootcert", "PGSSLROOTCERT");
        let authorities = Authorities::named(named.as_deref(), usual.as_deref());
        let is_machine = matches!(authorities, Authorities::Machine);
        let mode = match told("sslmode", "PGSSLMODE") {
            Some(name) => {
                let known = Mode::ALL.into_iter().find(|mode| mode.name() == name);
                known.ok_or_else(|| {
                    let modes = "disable, prefer, require, verify-ca or verify-full";
                    format!("there is no sslmode \"{name}\"; write {modes}")
                })?
            }
            None if is_machine => Mode::VerifyFull,
            None => Mode::Prefer,
        };
        if is_machine && mode != Mode::VerifyFull {
            return Err(format!(
                "sslrootcert=system trusts certificates of anybody's host, which sslmode={} does not tell apart; write \
                 sslmode=verify-full, or name the file of one authority",
                mode.name()
            ));
        }
        if mode.verifies() && told("sslcrl", "PGSSLCRL").is_some() {
            return Err(
                "sslcrl names revoked certificates, which onrecord does not look up; leave it out"
                    .to_owned(),
            );
        }
        let file = |key: &str, name: &str| told(key, name).map(PathBuf::from);
        Ok(Self {
            mode,
            authorities,
            own: Own::named(
                file("sslcert", "PGSSLCERT"),
                file("sslkey", "PGSSLKEY"),
                usual.as_deref(),
            ),
        })
    }

    /// Connects to a server.
    pub(super) fn connect(&self, config: &Config) -> Result<Client, Failure> {
        let is_socket = |host: &Host| matches!(host, Host::Unix(_));
        if config.get_hostaddrs().is_empty() && config.get_hosts().iter().all(is_socket) {
            return without(config);
        }
        match self.mode {
            Mode::Disable => without(config),
            Mode::Allow => match without(config) {
                Err(failure) if is_turned_away(&failure) => self
                    .with(config, SslMode::Require)
                    .map_err(|other| telling(failure, other)),
                other => other,
            },
            Mode::Prefer => match self.with(config, SslMode::Prefer) {
                Err(failure) if is_turned_away(&failure) || is_disagreement(&failure) => {
                    without(config).map_err(|other| telling(failure, other))
                }
                other => other,
            },
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => {
                self.with(config, SslMode::Require)
            }
        }
    }

    fn with(&self, config: &Config, mode: SslMode) -> Result<Client, Failure> {
        let tls = self.client().map_err(Failure::Certificate)?;
        let mut config = config.clone();
        config.ssl_mode(mode);
        if config.get_hosts().is_empty() {
            // A server known by its number alone is asked for a certificate of that number.
            for number in config.get_hostaddrs().to_vec() {
                config.host(&number.to_string());
            }
        }
        Ok(config.connect(MakeRustlsConnect::new(tls))?)
    }

    /// How TLS is spoken.
    fn client(&self) -> Result<ClientConfig, String> {
        let provider = Arc::new(ring::default_provider());
        let verifier = Verifier {
            algorithms: provider.signature_verification_algorithms,
            trusted: self.authorities.read(self.mode)?,
            asks_for_host: self.mode == Mode::VerifyFull,
        };
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let mut client = match self.own.read()? {
            Some((certificates, key)) => builder
                .with_client_auth_cert(certificates, key)
                .map_err(|error| self.own.do_not_fit(&error))?,
            None => builder.with_no_client_auth(),
        };
        client.alpn_protocols = vec![PROTOCOL.to_vec()];
        Ok(client)
    }
}

fn without(config: &Config) -> Result<Client, Failure> {
    let mut config = config.clone();
    config.ssl_mode(SslMode::Disable);
    Ok(config.connect(NoTls)?)
}

/// Whether the server takes nobody like us on a connection like this; it may on the other kind.
fn is_turned_away(failure: &Failure) -> bool {
    let Failure::Server(error) = failure else {
        return false;
    };
    error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION)
}

fn is_disagreement(failure: &Failure) -> bool {
    matches!(failure, Failure::Server(error) if is_of_handshake(error))
}

/// Why neither kind of connection could be had: that the second was turned away too says least.
fn telling(first: Failure, second: Failure) -> Failure {
    if is_turned_away(&second) {
        first
    } else {
        second
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(options: &[(&str, &str)]) -> Result<Encryption, String> {
        let told = |key: &str, name: &str| {
            let mut all = options.iter();
            all.find_map(|(own, value)| (*own == key || *own == name).then(|| (*value).to_owned()))
        };
        Encryption::of(&told, &|_| None)
    }

    #[test]
    fn the_modes_are_those_of_psql() {
        let mode = |options: &[(&str, &str)]| of(options).map(|encryption| encryption.mode);
        assert_eq!(mode(&[]), Ok(Mode::Prefer));
        assert_eq!(mode(&[("PGSSLMODE", "")]), Ok(Mode::Prefer));
        assert_eq!(mode(&[("sslmode", "require")]), Ok(Mode::Require));
        assert_eq!(mode(&[("PGSSLMODE", "verify-ca")]), Ok(Mode::VerifyCa));
        assert_eq!(mode(&[("sslrootcert", "system")]), Ok(Mode::VerifyFull));
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        for (options, part) in [
            (&[("sslmode", "maybe")][..], "no sslmode \"maybe\""),
            (
                &[("sslmode", "require"), ("sslrootcert", "system")],
                "write sslmode=verify-full",
            ),
            (
                &[("sslmode", "verify-ca"), ("sslcrl", "list.pem")],
                "sslcrl",
            ),
        ] {
            let why = of(options).unwrap_err();
            assert!(why.contains(part), "{why}");
        }
    }
}
