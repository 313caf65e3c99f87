//! Whether a server is who it says it is.

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_cert_signed_by_trust_anchor;
use rustls::crypto::{
    WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature_with_raw_key,
};
use rustls::pki_types::{CertificateDer, ServerName, SubjectPublicKeyInfoDer, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use super::identity::Identity;

/// What is asked of the certificate of a server.
#[derive(Debug)]
pub(super) struct Verifier {
    pub(super) algorithms: WebPkiSupportedAlgorithms,
    /// Who must have signed it; without, anybody may have.
    pub(super) trusted: Option<Trusted>,
    /// Whether it must be for the host that was meant.
    pub(super) asks_for_host: bool,
}

/// Certificates that are trusted.
#[derive(Debug)]
pub(super) struct Trusted {
    pub(super) anchors: RootCertStore,
    pub(super) certificates: Vec<CertificateDer<'static>>,
}

impl Verifier {
    /// Whether the certificate is one of those that are trusted, or signed by one.
    fn verify_origin(
        &self,
        trusted: &Trusted,
        certificate: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<(), Error> {
        let identity = Identity::of(certificate)?;
        // Who has made one for a single server has it vouch for itself.
        if trusted.certificates.contains(certificate) {
            return identity.verify_time(now);
        }
        // The manual of the server has one made of the first version, by an authority of one's own.
        if identity.is_first_version() {
            return self.verify_signed(trusted, &identity, now);
        }
        verify_server_cert_signed_by_trust_anchor(
            &ParsedCertificate::try_from(certificate)?,
            &trusted.anchors,
            others,
            now,
            self.algorithms.all,
        )
    }

    /// Whether the key of one that is trusted has signed this one, with nobody between.
    fn verify_signed(
        &self,
        trusted: &Trusted,
        identity: &Identity,
        now: UnixTime,
    ) -> Result<(), Error> {
        let authorities = trusted.certificates.iter().flat_map(Identity::of);
        let signed = authorities
            .filter(Identity::is_authority)
            .find(|authority| identity.is_signed_by(authority, self.algorithms.all));
        let Some(authority) = signed else {
            return Err(CertificateError::UnknownIssuer.into());
        };
        authority.verify_time(now)?;
        identity.verify_time(now)
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(trusted) = &self.trusted {
            self.verify_origin(trusted, certificate, others, now)?;
            if self.asks_for_host {
                verify_host(certificate, host)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        // By the key alone, since certificates made after older recipes have a form that is not read further.
        let key = SubjectPublicKeyInfoDer::from(Identity::of(certificate)?.key()?);
        verify_tls13_signature_with_raw_key(message, &key, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// Whether the certificate is for the host.
fn verify_host(certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> Result<(), Error> {
    let parsed = ParsedCertificate::try_from(certificate);
    let named = parsed.and_then(|parsed| rustls::client::verify_server_name(&parsed, host));
    if named.is_ok() {
        return named;
    }
    let identity = Identity::of(certificate)?;
    if identity.is_commonly(&host.to_str()) {
        return Ok(());
    }
    Err(Error::InvalidCertificate(
        CertificateError::NotValidForNameContext {
            expected: host.to_owned(),
            presented: identity.hosts(),
        },
    ))
}
