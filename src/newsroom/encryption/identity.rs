//! What a certificate says about its server.

use std::net::IpAddr;

use rustls::pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use rustls::{CertificateError, Error};
use x509_cert::certificate::{Certificate, Version};
use x509_cert::der::asn1::{AnyRef, BitString};
use x509_cert::der::oid::db::rfc4519::COMMON_NAME;
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, SubjectAltName};
use x509_cert::spki::AlgorithmIdentifierOwned;

/// A certificate that was read.
#[derive(Debug)]
pub(super) struct Identity(Certificate);

impl Identity {
    pub(super) fn of(certificate: &CertificateDer<'_>) -> Result<Self, Error> {
        let read = Certificate::from_der(certificate);
        read.map(Self).map_err(|_| unreadable())
    }

    /// The public key, as it stands in the certificate.
    pub(super) fn key(&self) -> Result<Vec<u8>, Error> {
        let key = &self.0.tbs_certificate.subject_public_key_info;
        key.to_der().map_err(|_| unreadable())
    }

    /// Whether it holds at this time.
    pub(super) fn verify_time(&self, now: UnixTime) -> Result<(), Error> {
        let validity = &self.0.tbs_certificate.validity;
        let now = now.as_secs();
        if now < validity.not_before.to_unix_duration().as_secs() {
            return Err(CertificateError::NotValidYet.into());
        }
        if now > validity.not_after.to_unix_duration().as_secs() {
            return Err(CertificateError::Expired.into());
        }
        Ok(())
    }

    /// Whether it is of the first version, which tells nothing about what it may be used for.
    pub(super) fn is_first_version(&self) -> bool {
        self.0.tbs_certificate.version == Version::V1
    }

    /// Whether it may vouch for others. One of the first version does not tell, and is trusted to as a whole.
    pub(super) fn is_authority(&self) -> bool {
        let told = self.0.tbs_certificate.get::<BasicConstraints>();
        self.is_first_version() || matches!(told, Ok(Some((_, told))) if told.ca)
    }

    /// Whether the key of this authority has signed it.
    pub(super) fn is_signed_by(
        &self,
        authority: &Self,
        algorithms: &[&dyn SignatureVerificationAlgorithm],
    ) -> bool {
        let (own, other) = (&self.0.tbs_certificate, &authority.0.tbs_certificate);
        let key = &other.subject_public_key_info;
        let named = (
            name_of(&self.0.signature_algorithm),
            name_of(&key.algorithm),
        );
        let (Some(signed), (Some(signature), Some(public))) = (own.to_der().ok(), named) else {
            return false;
        };
        let fits = algorithms.iter().filter(|algorithm| {
            *algorithm.signature_alg_id() == *signature && *algorithm.public_key_alg_id() == *public
        });
        let [bits, sign] = [&key.subject_public_key, &self.0.signature].map(BitString::raw_bytes);
        own.issuer == other.subject
            && fits
                .into_iter()
                .any(|algorithm| algorithm.verify_signature(bits, &signed, sign).is_ok())
    }

    /// The hosts that it is for.
    pub(super) fn hosts(&self) -> Vec<String> {
        match self.alternatives() {
            Some(SubjectAltName(names)) => names.iter().filter_map(host).collect(),
            None => self.common_name().map(str::to_owned).into_iter().collect(),
        }
    }

    /// Whether it is for this host in the old way, which counts where it names hosts in no other.
    pub(super) fn is_commonly(&self, host: &str) -> bool {
        let Some(name) = self.common_name() else {
            return false;
        };
        self.alternatives().is_none() && fits(name, host)
    }

    /// The hosts that are named in the way of today; none where the certificate does not know it.
    fn alternatives(&self) -> Option<SubjectAltName> {
        let found = self.0.tbs_certificate.get::<SubjectAltName>();
        // What cannot be read names nobody.
        let found = found.unwrap_or_else(|_| Some((false, SubjectAltName(Vec::new()))));
        found.map(|(_, names)| names)
    }

    fn common_name(&self) -> Option<&str> {
        let parts = self.0.tbs_certificate.subject.0.iter();
        let mut all = parts.flat_map(|part| part.0.iter());
        let name = all.find(|attribute| attribute.oid == COMMON_NAME)?;
        std::str::from_utf8(name.value.value()).ok()
    }
}

/// An algorithm as the cryptography knows it: what stands within its sequence.
fn name_of(algorithm: &AlgorithmIdentifierOwned) -> Option<Vec<u8>> {
    let whole = algorithm.to_der().ok()?;
    let within = AnyRef::from_der(&whole).ok()?;
    Some(within.value().to_vec())
}

fn unreadable() -> Error {
    CertificateError::BadEncoding.into()
}

fn host(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::DnsName(name) => Some(name.to_string()),
        GeneralName::IpAddress(number) => {
            let bytes = number.as_bytes();
            let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
            let number = four.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from));
            number.ok().map(|number| number.to_string())
        }
        _ => None,
    }
}

/// Whether a name, which may begin with `*.` for any one word, means this host.
fn fits(name: &str, host: &str) -> bool {
    if name.eq_ignore_ascii_case(host) {
        return true;
    }
    let Some(domain) = name.strip_prefix("*.") else {
        return false;
    };
    host.parse::<IpAddr>().is_err()
        && domain.contains('.')
        && host
            .split_once('.')
            .is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(domain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair};
    use rustls::crypto::ring;
    use rustls::pki_types::pem::PemObject as _;
    use std::time::Duration;

    fn identity(common: &str, others: &[&str]) -> Identity {
        let others: Vec<String> = others.iter().map(|name| (*name).to_owned()).collect();
        let mut made = CertificateParams::new(others).unwrap();
        made.distinguished_name = DistinguishedName::new();
        made.distinguished_name.push(DnType::CommonName, common);
        let own = made.self_signed(&KeyPair::generate().unwrap()).unwrap();
        Identity::of(own.der()).unwrap()
    }

    /// One of the first version with the authority that signed it, as the manual of the server has them made: `openssl req -x509`
    /// for the authority, `openssl x509 -req -CA` for the other.
    const OLD: &str = "
-----BEGIN CERTIFICATE-----
MIIBhjCCAS2gAwIBAgIUCNL2BKE2khl3SjqEiTG/eyZPkjAwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNVmVsbCBOZXdzcm9vbTAgFw0yNjExMjcxOTEyMDhaGA8yMTI2
MTEwMzE5MTIwOFowGDEWMBQGA1UEAwwNVmVsbCBOZXdzcm9vbTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABJ9bt6APsoFMVR9y0ouzEXPViS/x2h1AigJ98MXvYm/w
yPuZi5/lLrUAHroif9jKZuHiB2LIhpSf3ylOwej50bujUzBRMB0GA1UdDgQWBBTc
/9w9a4azmCEKLo7Tm7Nls+TbxzAfBgNVHSMEGDAWgBTc/9w9a4azmCEKLo7Tm7Nl
s+TbxzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIFvh9X+6dwxc
IPMdHUlpRm/t/PAsAczwThB4QZ8vkcr7AiAxNzZHbTLgNu2YyMV4VdTFtgySng3e
5plPXhjihbpwtg==
-----END CERTIFICATE-----
-----BEGIN CERTIFICATE-----
MIIBKTCB0AIUKdLD0d9JbHSC1NRvpw+6xLCP4fcwCgYIKoZIzj0EAwIwGDEWMBQG
A1UEAwwNVmVsbCBOZXdzcm9vbTAgFw0yNjExMjcxOTEyMDhaGA8yMTI2MTEwMzE5
MTIwOFowFTETMBEGA1UEAwwKZGIuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABCvIIeyX/2xV7Q7mZIPe2SLQTZlzNCrRVCw4nwqSaK4DXlBfrs6lrnaP
Sg6nguDWcUfMklNnbtTksnkRxf5CA/8wCgYIKoZIzj0EAwIDSAAwRQIgTHQdoPy9
p4S29jtz0lJAIqSvI34xV+HRMxYnjp0ZwVECIQCxtmwxOTjfy74aqzlhwXlAD3t3
5UcQyxvlAkTf1ARTLw==
-----END CERTIFICATE-----
";

    #[test]
    fn one_of_the_first_version_is_signed_by_its_authority_alone() {
        let read = CertificateDer::pem_slice_iter(OLD.as_bytes()).map(Result::unwrap);
        let read: Vec<Identity> = read.map(|der| Identity::of(&der).unwrap()).collect();
        let [authority, old] = &read[..] else {
            panic!("two certificates");
        };
        let algorithms = ring::default_provider()
            .signature_verification_algorithms
            .all;
        assert!(old.is_first_version() && !authority.is_first_version());
        assert!(authority.is_authority());
        assert!(!identity("db.example", &[]).is_authority());
        assert!(old.is_commonly("db.example"));
        assert!(old.is_signed_by(authority, algorithms));
        assert!(!old.is_signed_by(old, algorithms));
        // Another authority of the same name.
        let other = identity("Vell Newsroom", &[]);
        assert_eq!(
            old.0.tbs_certificate.issuer,
            other.0.tbs_certificate.subject
        );
        assert!(!old.is_signed_by(&other, algorithms));
        let mut altered = Identity(old.0.clone());
        altered.0.tbs_certificate.subject = authority.0.tbs_certificate.subject.clone();
        assert!(!altered.is_signed_by(authority, algorithms));
    }

    #[test]
    fn a_common_name_counts_where_there_is_no_other() {
        let old = identity("db.example", &[]);
        assert_eq!(old.hosts(), ["db.example"]);
        assert!(old.is_commonly("DB.example"));
        assert!(!old.is_commonly("other.example"));
        let new = identity("db.example", &["news.example", "10.0.0.7"]);
        assert_eq!(new.hosts(), ["news.example", "10.0.0.7"]);
        assert!(!new.is_commonly("db.example"));
    }

    #[test]
    fn a_star_means_one_word() {
        assert!(fits("*.news.example", "db.news.example"));
        assert!(!fits("*.news.example", "news.example"));
        assert!(!fits("*.news.example", "a.b.news.example"));
        assert!(!fits("*.example", "db.example"));
        assert!(!fits("*.0.0.7", "10.0.0.7"));
        assert!(!fits("*", "db"));
    }

    #[test]
    fn a_certificate_holds_for_its_time() {
        let own = identity("db.example", &[]);
        let at = |seconds| UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        assert!(own.verify_time(UnixTime::now()).is_ok());
        assert_eq!(
            own.verify_time(at(0)),
            Err(CertificateError::NotValidYet.into())
        );
        // The year 9999.
        assert_eq!(
            own.verify_time(at(253_000_000_000)),
            Err(CertificateError::Expired.into())
        );
    }
}
