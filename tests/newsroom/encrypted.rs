//! Connections that nobody between can read, to a server with a certificate of its own.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair,
};

use crate::PATIENCE;
use crate::desk::{Desk, Run};
use crate::server::Server;

/// Who may come, and how: the owner encrypted only, others as the tests need them.
const RULES: &str = "local all all trust
hostssl all locked 127.0.0.1/32 scram-sha-256
hostssl all ben 127.0.0.1/32 trust clientcert=verify-ca
hostnossl all open 127.0.0.1/32 trust
hostssl all owner 127.0.0.1/32 trust
";

/// An authority that signs certificates.
type Authority = CertifiedIssuer<'static, KeyPair>;

/// A server whose certificate is for `localhost`, and a story to push into it.
struct Encrypted {
    desk: Desk,
    authority: Authority,
    /// The files that readers have.
    files: PathBuf,
}

impl Encrypted {
    fn start() -> Option<Self> {
        let authority = authority("Vell Newsroom");
        let server = Server::start_after(|server| {
            let (certificate, key) = signed(&authority, "db", &["localhost"]);
            serve(server, &certificate, &key, &authority.pem());
        })?;
        let desk = Arc::new(server).desk();
        let files = desk.folder.path().join("files");
        fs::create_dir(&files).unwrap();
        fs::write(files.join("authority.crt"), authority.pem()).unwrap();
        fs::write(files.join("other.crt"), self::authority("Elsewhere").pem()).unwrap();
        desk.client()
            .batch_execute("CREATE ROLE open LOGIN SUPERUSER; ALTER ROLE ben SUPERUSER; ALTER ROLE locked SUPERUSER")
            .unwrap();
        Some(Self {
            desk,
            authority,
            files,
        })
    }

    /// The address over the network.
    fn at(&self, user: &str, host: &str, options: &str) -> String {
        let Desk {
            server, database, ..
        } = &self.desk;
        let files = self.files.display().to_string();
        let options = options.replace("FILES", &files);
        format!(
            "postgres://{user}@{host}:{}/{database}?{options}",
            server.port
        )
    }

    fn documents(&self, address: &str) -> Run {
        self.desk.run(&["documents", "--library", address])
    }
}

fn named(name: &str, hosts: &[&str]) -> CertificateParams {
    let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
    let mut made = CertificateParams::new(hosts).unwrap();
    made.distinguished_name = DistinguishedName::new();
    made.distinguished_name.push(DnType::CommonName, name);
    made
}

fn authority(name: &str) -> Authority {
    let mut made = named(name, &[]);
    made.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    Authority::self_signed(made, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate with its key.
fn signed(authority: &Authority, name: &str, hosts: &[&str]) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let certificate = named(name, hosts).signed_by(&key, authority).unwrap();
    (certificate.pem(), key.serialize_pem())
}

/// Has a server listen to this machine with a certificate.
fn serve(server: &mut Server, certificate: &str, key: &str, authority: &str) {
    // Somebody else may take the number before the server does; no test on a quiet machine has seen it.
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    server.port = free.local_addr().unwrap().port();
    let certificate = server.write("server.crt", certificate);
    let key = server.write("server.key", key);
    let authority = server.write("authority.crt", authority);
    server.write("pg_hba.conf", RULES);
    let file = |path: &Path| path.display().to_string();
    server.settings = vec![
        "listen_addresses=127.0.0.1".to_owned(),
        format!("ssl_cert_file={}", file(&certificate)),
        format!("ssl_key_file={}", file(&key)),
        format!("ssl_ca_file={}", file(&authority)),
    ];
    server.write("postgresql.auto.conf", "ssl = on\n");
}

#[test]
fn a_library_is_filled_read_and_heard_of_over_an_encrypted_line() {
    let Some(encrypted) = Encrypted::start() else {
        return;
    };
    let desk = &encrypted.desk;
    let address = encrypted.at(
        "owner",
        "localhost",
        "sslmode=verify-full&sslrootcert=FILES/authority.crt",
    );
    assert_eq!(
        desk.push_to(&address),
        "3 new files, 0 changed, 0 as they were; 3 articles analysed\n"
    );
    let mut anna = desk.reader_at("anna", &address);
    // One connection for reading, one that hears.
    let lines = "SELECT count(*) FILTER (WHERE ssl) || ' of ' || count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                 WHERE application_name = 'onrecord'";
    until(|| desk.value(lines) == "2 of 2");
    desk.write(
        "new.txt",
        "date 2026-03-10 Ferry stops\n\n“I am sorry,” said Falk.\n",
    );
    desk.push_to(&address);
    anna.wait_for("1 new: Ferry stops");
    anna.leave();
}

#[test]
fn a_server_is_believed_as_sslmode_says() {
    let Some(encrypted) = Encrypted::start() else {
        return;
    };
    encrypted.desk.push();
    let is_trusted = "sslrootcert=FILES/authority.crt";
    let is_strange = "sslrootcert=FILES/other.crt";
    let not_signed = "the certificate of localhost is not signed by an authority in";
    for (user, host, options, why) in [
        ("owner", "localhost", "sslmode=require".to_owned(), None),
        ("owner", "127.0.0.1", String::new(), None),
        // What the server does not take encrypted, it gets as it wants it, unless that is not wanted here.
        ("open", "localhost", String::new(), None),
        ("owner", "localhost", "sslmode=allow".to_owned(), None),
        (
            "open",
            "localhost",
            "sslmode=require".to_owned(),
            Some("\"open\" is not let in"),
        ),
        (
            "owner",
            "localhost",
            "sslmode=disable".to_owned(),
            Some("write sslmode=require instead of disable"),
        ),
        (
            "owner",
            "localhost",
            format!("sslmode=verify-full&{is_trusted}"),
            None,
        ),
        (
            "owner",
            "127.0.0.1",
            format!("sslmode=verify-ca&{is_trusted}"),
            None,
        ),
        (
            "owner",
            "127.0.0.1",
            format!("sslmode=verify-full&{is_trusted}"),
            Some(
                "the certificate of the server is not for 127.0.0.1 but for localhost; write the host as the certificate does",
            ),
        ),
        (
            "owner",
            "localhost",
            format!("sslmode=verify-ca&{is_strange}"),
            Some(not_signed),
        ),
        // Without encryption the owner is not let in either: what is wrong is the certificate.
        (
            "owner",
            "localhost",
            is_strange.to_owned(),
            Some(not_signed),
        ),
        ("open", "localhost", is_strange.to_owned(), None),
        // Whoever names an authority wants it asked, as with psql.
        (
            "owner",
            "localhost",
            format!("sslmode=require&{is_strange}"),
            Some(not_signed),
        ),
        (
            "owner",
            "localhost",
            "sslmode=verify-full".to_owned(),
            Some(
                "give sslrootcert=FILE with the certificate of the authority, or sslrootcert=system",
            ),
        ),
        (
            "owner",
            "localhost",
            "sslrootcert=system".to_owned(),
            Some(
                "the certificate of localhost is not signed by an authority that this machine trusts",
            ),
        ),
        (
            "owner",
            "localhost",
            "sslmode=verify-full&sslrootcert=FILES/none.crt".to_owned(),
            Some("none.crt; check the path"),
        ),
    ] {
        let run = encrypted.documents(&encrypted.at(user, host, &options));
        let told = why.map_or(run.err.is_empty(), |why| run.err.contains(why));
        assert!(told, "{user} {host} {options}: {run:?}");
        assert_eq!(run.status, if why.is_some() { 2 } else { 0 }, "{run:?}");
    }
}

#[test]
fn passwords_and_certificates_of_readers_are_taken_and_open_servers_told() {
    let Some(encrypted) = Encrypted::start() else {
        return;
    };
    let Encrypted {
        desk,
        authority,
        files,
    } = &encrypted;
    desk.push();
    // A password is bound to this server's certificate, so that nobody between can use it.
    let bound = encrypted.at(
        "locked:se%3Acret",
        "localhost",
        "sslmode=require&channel_binding=require",
    );
    assert_eq!(encrypted.documents(&bound).status, 0);

    let ben = "sslmode=require&sslcert=FILES/ben.crt&sslkey=FILES/ben.key";
    let (certificate, key) = signed(authority, "ben", &[]);
    fs::write(files.join("ben.crt"), certificate).unwrap();
    fs::write(files.join("ben.key"), key).unwrap();
    let open = encrypted.documents(&encrypted.at("ben", "localhost", ben));
    assert!(open.err.contains("chmod 600"), "{open:?}");
    fs::set_permissions(files.join("ben.key"), fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(
        encrypted
            .documents(&encrypted.at("ben", "localhost", ben))
            .status,
        0
    );
    let without = encrypted.documents(&encrypted.at("ben", "localhost", "sslmode=require"));
    assert!(
        without.err.contains("give sslcert=FILE and sslkey=FILE"),
        "{without:?}"
    );

    // A certificate that vouches for itself, and names its host as older recipes do.
    let own = KeyPair::generate().unwrap();
    let certificate = named("localhost", &[]).self_signed(&own).unwrap().pem();
    fs::write(files.join("own.crt"), &certificate).unwrap();
    desk.server.write("server.crt", &certificate);
    desk.server.write("server.key", &own.serialize_pem());
    desk.client()
        .batch_execute("SELECT pg_reload_conf()")
        .unwrap();
    let own = encrypted.at(
        "owner",
        "localhost",
        "sslmode=verify-full&sslrootcert=FILES/own.crt",
    );
    until(|| encrypted.documents(&own).status == 0);
    let other = own.replace("localhost", "127.0.0.1");
    let run = encrypted.documents(&other);
    assert!(
        run.err.contains("not for 127.0.0.1 but for localhost"),
        "{run:?}"
    );

    desk.client()
        .batch_execute("ALTER SYSTEM SET ssl = off")
        .unwrap();
    desk.client()
        .batch_execute("SELECT pg_reload_conf()")
        .unwrap();
    let required = encrypted.at("owner", "localhost", "sslmode=require");
    until(|| {
        let run = encrypted.documents(&required);
        run.status == 2
            && run
                .err
                .contains("localhost does not encrypt connections, which sslmode=require asks for")
    });
    // A socket is on this machine, and needs no encryption.
    let socket = format!("{}&sslmode=verify-full", desk.address("owner"));
    assert_eq!(encrypted.documents(&socket).status, 0);
}

fn until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "it never came to be");
        thread::sleep(Duration::from_millis(50));
    }
}
