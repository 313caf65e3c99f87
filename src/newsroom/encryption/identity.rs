//! What a certificate says about its server.

use std::net::IpAddr;

use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::{CertificateError, Error};
use x509_cert::Certificate;
use x509_cert::der::oid::db::rfc4519::COMMON_NAME;
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;

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
    use std::time::Duration;

    fn identity(common: &str, others: &[&str]) -> Identity {
        let others: Vec<String> = others.iter().map(|name| (*name).to_owned()).collect();
        let mut made = CertificateParams::new(others).unwrap();
        made.distinguished_name = DistinguishedName::new();
        made.distinguished_name.push(DnType::CommonName, common);
        let own = made.self_signed(&KeyPair::generate().unwrap()).unwrap();
        Identity::of(own.der()).unwrap()
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
