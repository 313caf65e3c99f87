//! The files of certificates and keys: whom we trust, and who we are.

use std::io;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use rustls::RootCertStore;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::Mode;
use super::verifier::Trusted;

/// Who may have signed the certificate of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Authorities {
    /// Those that this machine trusts.
    Machine,
    /// Those in a file.
    File(PathBuf),
    /// Those in the file that `psql` looks for, if it is there.
    Usual(Option<PathBuf>),
}

impl Authorities {
    /// Those that an address names: `system`, or a file. `usual` is the folder in which `psql` looks otherwise.
    pub(super) fn named(named: Option<&str>, usual: Option<&Path>) -> Self {
        match named {
            Some("system") => Self::Machine,
            Some(file) => Self::File(PathBuf::from(file)),
            None => Self::Usual(usual.map(|folder| folder.join("root.crt"))),
        }
    }

    /// Those to look for on a certificate; none where anybody's will do.
    ///
    /// # Errors
    ///
    /// When they cannot be read, or there are none for a mode that needs them. Carries the next step.
    pub(super) fn read(&self, mode: Mode) -> Result<Option<Trusted>, String> {
        let certificates = match self {
            Self::Machine => {
                let found = rustls_native_certs::load_native_certs().certs;
                if found.is_empty() {
                    return Err(
                        "sslrootcert=system: this machine keeps no list of authorities; install its ca-certificates, or give \
                         sslrootcert=FILE"
                            .to_owned(),
                    );
                }
                found
            }
            Self::File(path) => certificates("sslrootcert", path)?,
            Self::Usual(Some(path)) if path.exists() => certificates("sslrootcert", path)?,
            Self::Usual(path) if mode.verifies() => {
                let path = path
                    .as_deref()
                    .unwrap_or(Path::new("~/.postgresql/root.crt"));
                return Err(format!(
                    "sslmode={} needs to know whom to trust, and there is no {}; give sslrootcert=FILE with the certificate of \
                     the authority, or sslrootcert=system for those that this machine trusts",
                    mode.name(),
                    path.display()
                ));
            }
            Self::Usual(_) => return Ok(None),
        };
        let mut anchors = RootCertStore::empty();
        let (usable, _) = anchors.add_parsable_certificates(certificates.iter().cloned());
        if usable == 0 {
            return Err(format!(
                "{self}: no certificate in it is one of an authority; give another sslrootcert=FILE"
            ));
        }
        Ok(Some(Trusted {
            anchors,
            certificates,
        }))
    }
}

impl std::fmt::Display for Authorities {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Machine | Self::Usual(None) => f.write_str("this machine"),
            Self::File(path) | Self::Usual(Some(path)) => path.display().fmt(f),
        }
    }
}

/// The certificate by which a server knows us, and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Own {
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    /// Whether somebody has named the certificate, so that it must be there.
    is_named: bool,
}

impl Own {
    /// Those of these files. `usual` is the folder in which `psql` looks otherwise.
    pub(super) fn named(
        certificate: Option<PathBuf>,
        key: Option<PathBuf>,
        usual: Option<&Path>,
    ) -> Self {
        let usual = |name: &str| usual.map(|folder| folder.join(name));
        Self {
            is_named: certificate.is_some(),
            certificate: certificate.or_else(|| usual("postgresql.crt")),
            key: key.or_else(|| usual("postgresql.key")),
        }
    }

    /// The certificate with those that vouch for it, and its key; none where there is none.
    ///
    /// # Errors
    ///
    /// When they cannot be read, or others may read the key. Carries the next step.
    pub(super) fn read(
        &self,
    ) -> Result<Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>, String> {
        let Some(path) = &self.certificate else {
            return Ok(None);
        };
        if !self.is_named && !path.exists() {
            return Ok(None);
        }
        let chain = certificates("sslcert", path)?;
        let Some(key) = &self.key else {
            return Err(format!(
                "sslcert: {} needs its key; give sslkey=FILE",
                path.display()
            ));
        };
        Ok(Some((chain, private_key(key)?)))
    }

    /// Why the two cannot be used together.
    pub(super) fn do_not_fit(&self, error: &rustls::Error) -> String {
        let shown = |path: &Option<PathBuf>| {
            path.as_deref()
                .map_or_else(String::new, |path| path.display().to_string())
        };
        format!(
            "sslcert: {} and the key {} do not fit together ({error}); give the two that were made together",
            shown(&self.certificate),
            shown(&self.key)
        )
    }
}

fn certificates(option: &str, path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let found =
        CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let found = found.map_err(|error| unusable(option, path, &error))?;
    if found.is_empty() {
        return Err(unusable(option, path, &pem::Error::NoItemsFound));
    }
    Ok(found)
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, String> {
    let shown = path.display();
    if let Ok(kind) = path.metadata() {
        // A key of the machine's own may be readable by a group.
        let allowed = if kind.uid() == 0 { 0o640 } else { 0o600 };
        if kind.permissions().mode() & 0o777 & !allowed != 0 {
            return Err(format!(
                "sslkey: {shown} is not used because others may read it; 'chmod 600 {shown}' makes it yours"
            ));
        }
    }
    let key = PrivateKeyDer::from_pem_file(path);
    key.map_err(|error| match error {
        pem::Error::NoItemsFound if is_locked(path) => format!(
            "sslkey: {shown} is locked with a passphrase, which onrecord does not ask for; give the key without one"
        ),
        error => unusable("sslkey", path, &error),
    })
}

fn is_locked(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| text.contains("ENCRYPTED"))
}

fn unusable(option: &str, path: &Path, error: &pem::Error) -> String {
    let shown = path.display();
    match error {
        pem::Error::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            format!("{option}: there is no file {shown}; check the path")
        }
        pem::Error::Io(error) => format!("{option}: {shown} cannot be read ({error})"),
        _ => format!(
            "{option}: {shown} holds none in PEM, the form that begins with -----BEGIN; give a file that does"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_that_cannot_be_used_are_named_with_the_next_step() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("notes.txt"), "no certificate").unwrap();
        let read = |named: &str, mode| {
            let authorities = Authorities::named(Some(path(named).to_str().unwrap()), None);
            authorities.read(mode).unwrap_err()
        };
        let missing = read("none.crt", Mode::Require);
        assert!(missing.contains("none.crt; check the path"), "{missing}");
        let other = read("notes.txt", Mode::VerifyFull);
        assert!(other.contains("notes.txt holds none in PEM"), "{other}");
        let usual = Authorities::named(None, Some(folder.path()));
        assert!(usual.read(Mode::Require).unwrap().is_none());
        let nobody = usual.read(Mode::VerifyFull).unwrap_err();
        assert!(nobody.contains("sslrootcert=system"), "{nobody}");
    }

    #[test]
    fn a_key_that_others_may_read_or_that_is_locked_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.key");
        let mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        fs::write(
            &path,
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
        )
        .unwrap();
        mode(0o644);
        assert!(private_key(&path).unwrap_err().contains("chmod 600"));
        mode(0o600);
        assert!(private_key(&path).unwrap_err().contains("passphrase"));
    }

    #[test]
    fn nobody_must_have_a_certificate_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let usual = Own::named(None, None, Some(folder.path()));
        assert!(usual.read().unwrap().is_none());
        let named = Own::named(Some(folder.path().join("own.crt")), None, None);
        assert!(
            named
                .read()
                .unwrap_err()
                .contains("own.crt; check the path")
        );
    }
}
