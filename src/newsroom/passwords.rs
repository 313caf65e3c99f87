//! Passwords and services as users of `psql` keep them: `~/.pgpass` and `~/.pg_service.conf`.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Whose password is wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) host: String,
    pub(super) port: String,
    pub(super) database: String,
    pub(super) user: String,
}

/// The lines of a file of passwords.
#[derive(Debug, Default)]
pub(super) struct Passwords(String);

impl Passwords {
    /// Reads the file: the one named, else that of `PGPASSFILE`, else `~/.pgpass`. One that is not there holds nothing.
    ///
    /// # Errors
    ///
    /// When others may read the file. Then it is not used; carries what to do.
    pub(super) fn read(
        named: Option<&str>,
        var: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, String> {
        let named = named.map(PathBuf::from);
        let Some(path) = named.or_else(|| file("PGPASSFILE", ".pgpass", var)) else {
            return Ok(Self::default());
        };
        let Ok(kind) = fs::metadata(&path) else {
            return Ok(Self::default());
        };
        let shown = path.display();
        if kind.permissions().mode() & 0o077 != 0 {
            return Err(format!(
                "{shown} is not used because others may read it; 'chmod 600 {shown}' makes it yours"
            ));
        }
        Ok(Self(fs::read_to_string(&path).unwrap_or_default()))
    }

    /// The first password for this place and user.
    pub(super) fn find(&self, wanted: &Wanted) -> Option<String> {
        self.0.lines().find_map(|line| {
            let fields = fields(line)?;
            let [host, port, database, user, password] = fields;
            // A socket on this machine goes by two names.
            let local = wanted.host.starts_with('/') && host == "localhost";
            let fits = |field: &str, value: &str| field == "*" || field == value;
            let all = (local || fits(&host, &wanted.host))
                && fits(&port, &wanted.port)
                && fits(&database, &wanted.database)
                && fits(&user, &wanted.user);
            all.then_some(password)
        })
    }
}

/// The five fields of a line: colons part them, and a backslash stands before a colon or backslash that is meant.
fn fields(line: &str) -> Option<[String; 5]> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = vec![String::new()];
    let mut marks = line.chars();
    while let Some(mark) = marks.next() {
        match mark {
            // In the password a colon may stand as it is.
            ':' if fields.len() < 5 => fields.push(String::new()),
            '\\' => fields.last_mut()?.extend(marks.next()),
            mark => fields.last_mut()?.push(mark),
        }
    }
    fields.try_into().ok()
}

/// The settings of a service.
///
/// # Errors
///
/// When no file has such a service.
pub(super) fn service(
    name: &str,
    var: &dyn Fn(&str) -> Option<OsString>,
) -> Result<HashMap<String, String>, String> {
    let path = file("PGSERVICEFILE", ".pg_service.conf", var);
    let text = path.as_deref().map(fs::read_to_string);
    let text = text.and_then(Result::ok).unwrap_or_default();
    section(&text, name).ok_or_else(|| {
        let place = path.as_deref().unwrap_or(Path::new(".pg_service.conf"));
        format!("there is no service \"{name}\" in {}", place.display())
    })
}

/// The lines `key=value` under `[name]`.
fn section(text: &str, name: &str) -> Option<HashMap<String, String>> {
    let heading = format!("[{name}]");
    let mut lines = text.lines().map(str::trim);
    lines.find(|line| *line == heading)?;
    let own = lines.take_while(|line| !line.starts_with('['));
    let settings = own
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='));
    Some(
        settings
            .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
            .collect(),
    )
}

/// The file that the environment names, else the one of this name in the home folder.
fn file(name: &str, usual: &str, var: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let named = var(name).map(PathBuf::from);
    named.or_else(|| Some(Path::new(&var("HOME")?).join(usual)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_found_as_psql_finds_it() {
        let wanted = |host: &str, user: &str| Wanted {
            host: host.to_owned(),
            port: "5432".to_owned(),
            database: "story".to_owned(),
            user: user.to_owned(),
        };
        let file = Passwords(
            "# comment\nbroken line\ndb:5432:story:anna:a\\:b\\\\c:d\nlocalhost:*:*:ben:local\n*:*:*:ben:any\n"
                .to_owned(),
        );
        let find = |host, user| file.find(&wanted(host, user));
        assert_eq!(find("db", "anna").as_deref(), Some("a:b\\c:d"));
        assert_eq!(find("elsewhere", "anna"), None);
        assert_eq!(find("/run/postgresql", "ben").as_deref(), Some("local"));
        assert_eq!(find("db", "ben").as_deref(), Some("any"));
    }

    #[test]
    fn a_file_that_others_may_read_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".pgpass");
        fs::write(&path, "*:*:*:*:secret\n").unwrap();
        let home = folder.path().to_owned();
        let var = move |name: &str| (name == "HOME").then(|| home.clone().into_os_string());
        let mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        mode(0o644);
        let why = Passwords::read(None, &var).unwrap_err();
        assert!(
            why.contains("chmod 600") && !why.contains("secret"),
            "{why}"
        );
        mode(0o600);
        assert!(Passwords::read(None, &var).is_ok());
    }

    #[test]
    fn a_service_is_the_lines_under_its_name() {
        let text =
            "[other]\nhost=x\n\n[desk]\n# ours\nhost = db.example\nport=5433\n[last]\nhost=y\n";
        let desk = section(text, "desk").unwrap();
        assert_eq!(desk["host"], "db.example");
        assert_eq!(desk["port"], "5433");
        assert_eq!(desk.len(), 2);
        assert!(section(text, "nobody").is_none());
    }
}
