//! Why an encrypted connection could not be had, and the next step.

use std::error::Error as _;
use std::io;

use postgres::error::SqlState;
use rustls::{AlertDescription, CertificateError, Error};

use super::certificates::Authorities;
use super::{Encryption, Mode};

/// How many hosts of a certificate are told.
const TOLD: usize = 4;

/// Whether the two could not agree on how to encrypt.
pub(super) fn is_of_handshake(error: &postgres::Error) -> bool {
    of_tls(error).is_some() || {
        let line = error
            .source()
            .and_then(|source| source.downcast_ref::<io::Error>());
        let kind = line.map(io::Error::kind);
        kind.is_some_and(|kind| {
            matches!(
                kind,
                io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset
            )
        })
    }
}

/// What kept a connection to this host from being encrypted, or from being let in because it is or is not; none if it was
/// something else.
pub(in super::super) fn why(
    error: &postgres::Error,
    host: &str,
    encryption: &Encryption,
) -> Option<String> {
    if error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION) {
        return refused(error, host, encryption);
    }
    if let Some(error) = of_tls(error) {
        return Some(of_handshake(error, host, encryption));
    }
    // The client library has no other sign of it.
    let said = error.source()?.to_string();
    if said == "server does not support TLS" {
        return Some(format!(
            "{host} does not encrypt connections, which sslmode={} asks for; have 'ssl = on' set in its postgresql.conf, or go \
             through a tunnel: 'ssh -L 5433:localhost:5432 HOST', then postgres://localhost:5433/DATABASE",
            encryption.mode.name()
        ));
    }
    None
}

fn of_tls(error: &postgres::Error) -> Option<&Error> {
    let line = error.source()?.downcast_ref::<io::Error>()?;
    line.get_ref()?.downcast_ref::<Error>()
}

/// Why the server itself turns such a connection away.
fn refused(error: &postgres::Error, host: &str, encryption: &Encryption) -> Option<String> {
    let said = error.as_db_error()?.message();
    if said.contains("client certificate") {
        return Some(format!(
            "{host} wants a certificate of yours ({said}); give sslcert=FILE and sslkey=FILE"
        ));
    }
    let is_open = ["no encryption", "SSL off"]
        .iter()
        .any(|sign| said.contains(sign));
    (is_open && encryption.mode == Mode::Disable).then(|| {
        format!(
            "{host} lets nobody in like this ({said}); write sslmode=require instead of disable"
        )
    })
}

fn of_handshake(error: &Error, host: &str, encryption: &Encryption) -> String {
    match error {
        Error::InvalidCertificate(error) => of_certificate(error, host, encryption),
        Error::AlertReceived(
            alert @ (AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::CertificateUnknown
            | AlertDescription::CertificateExpired
            | AlertDescription::UnknownCA),
        ) => format!(
            "{host} does not take your certificate ({alert:?}); give sslcert=FILE and sslkey=FILE as its operator made them"
        ),
        other => format!(
            "{host} and onrecord do not agree on how to encrypt ({other}); the server must know TLS 1.2 or later"
        ),
    }
}

fn of_certificate(error: &CertificateError, host: &str, encryption: &Encryption) -> String {
    let renewed = "whoever runs the server makes another";
    match error {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            match &encryption.authorities {
                Authorities::Machine => format!(
                    "the certificate of {host} is not signed by an authority that this machine trusts; give sslrootcert=FILE with \
                     the certificate of the one that signed it"
                ),
                given => format!(
                    "the certificate of {host} is not signed by an authority in {given}; give sslrootcert=FILE with the one that \
                     signed it"
                ),
            }
        }
        CertificateError::NotValidForName => {
            format!(
                "the certificate of the server is not for {host}; write the host that it is for"
            )
        }
        CertificateError::NotValidForNameContext { presented, .. } => {
            let hosts = match presented.as_slice() {
                [] => "no host".to_owned(),
                all if all.len() > TOLD => format!("{} and others", all[..TOLD].join(", ")),
                all => all.join(", "),
            };
            format!(
                "the certificate of the server is not for {host} but for {hosts}; write the host as the certificate does, or have \
                 one made for {host}"
            )
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            format!("the certificate of {host} has expired; {renewed}")
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            format!(
                "the certificate of {host} holds from a later time on; check the clock of this machine"
            )
        }
        other => format!(
            "the certificate of {host} cannot be checked ({other}); have another made, or write \
             sslmode=require and no sslrootcert to go without"
        ),
    }
}
