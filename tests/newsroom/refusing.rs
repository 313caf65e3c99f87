//! What goes wrong, and passwords.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use crate::desk::finish;
use crate::server::server;

#[test]
fn what_goes_wrong_is_said_with_the_next_step() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    let socket = server.folder.path().join("socket").display().to_string();
    let at =
        |user: &str, database: &str| format!("postgres:///{database}?user={user}&host={socket}");
    let own = desk.database.clone();
    for (arguments, address, status, part) in [
        (
            &["documents"][..],
            at("owner", &own),
            1,
            "the database holds no library yet; 'onrecord push PATH",
        ),
        (
            &["documents"],
            at("owner", "nowhere"),
            2,
            "there is no database \"nowhere\" on the server; make it with 'createdb nowhere'",
        ),
        (
            &["documents"],
            at("nobody", &own),
            2,
            "\"nobody\" is not let in",
        ),
        (
            &["documents"],
            at("locked", &own),
            2,
            "the server wants a password of \"locked\"; set PGPASSWORD",
        ),
        (
            &["documents"],
            "postgres://127.0.0.1:1/x".to_owned(),
            2,
            "no server answers there",
        ),
        (
            &["documents"],
            "postgres:///x?host=/nowhere".to_owned(),
            2,
            "no server answers there",
        ),
        (
            &["push", "story"],
            "elsewhere".to_owned(),
            2,
            "push: names no shared library",
        ),
        (
            &["push", "story"],
            at("ben", &own),
            2,
            "\"ben\" may not do this",
        ),
        (
            &["push", "missing"],
            at("owner", &own),
            2,
            "missing: there is no such file or folder",
        ),
    ] {
        let mut all = arguments.to_vec();
        all.extend(["--library", &address]);
        let run = desk.run(&all);
        assert_eq!(run.status, status, "{address}: {run:?}");
        assert!(run.err.contains(part), "{address}: {run:?}");
        assert_eq!(run.err.lines().count(), 1, "{run:?}");
    }
    desk.push();
    desk.client()
        .execute(
            "UPDATE onrecord.fact SET value = '99' WHERE name = 'tables'",
            &[],
        )
        .unwrap();
    let run = desk.shared(&["documents"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err
            .contains("another version of onrecord has made this library (tables 99, here 1)"),
        "{run:?}"
    );
}

#[test]
fn a_password_is_found_as_psql_finds_it_and_never_shown() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let rights = "GRANT USAGE ON SCHEMA onrecord TO locked; GRANT SELECT ON ALL TABLES IN SCHEMA onrecord TO locked";
    desk.client().batch_execute(rights).unwrap();
    let address = desk.address("locked");
    let documents = |set: &dyn Fn(&mut Command)| {
        let mut command = desk.command("anna", &["documents", "--library", &address]);
        set(&mut command);
        finish(&mut command)
    };
    assert_eq!(
        documents(&|command| {
            command.env("PGPASSWORD", "se:cret");
        })
        .status,
        0
    );
    let wrong = documents(&|command| {
        command.env("PGPASSWORD", "guess");
    });
    assert!(
        wrong
            .err
            .contains("the password of \"locked\" is not accepted"),
        "{wrong:?}"
    );
    assert!(!wrong.err.contains("guess"));
    let file = desk.home("anna").join(".pgpass");
    fs::write(&file, "localhost:5432:*:locked:se\\:cret\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let open = documents(&|_| ());
    assert!(open.err.contains("chmod 600"), "{open:?}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(documents(&|_| ()).status, 0);
    fs::remove_file(&file).unwrap();

    // In the arguments it is seen by nobody else once the program runs, and stays in no file.
    let typed = address.replace("user=locked&", "user=locked&password=se%3Acret&");
    let mut child = desk
        .command("anna", &["--plain", "--library", &typed])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("You are at") {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0);
        assert!(!line.contains("cret"), "{line}");
    }
    let arguments = fs::read_to_string(format!("/proc/{}/cmdline", child.id())).unwrap();
    assert!(
        arguments.contains("user=locked") && !arguments.contains("cret"),
        "{arguments}"
    );
    child.stdin.take().unwrap().write_all(b"q\n").unwrap();
    assert!(child.wait().unwrap().success());
    let found = Command::new("grep")
        .args(["-ra", "cret"])
        .arg(desk.home("anna"))
        .output()
        .unwrap();
    assert!(
        found.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&found.stdout)
    );
}
