//! A pooler between readers and the server, which hands each question to a connection that is free. What the server tells a
//! connection that asks nothing reaches nobody then.

use std::io::{self, Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::articles::BRIDGE;
use crate::server::server;
use crate::together::correct_and_hear;

/// What the server sends unasked when somebody notifies.
const NOTIFICATION: u8 = b'A';

/// Stands between, until the tests end. Returns the folder of its socket.
fn pooler(folder: &Path, server: PathBuf) -> PathBuf {
    let own = folder.join("pooler");
    std::fs::create_dir(&own).unwrap();
    let listener = UnixListener::bind(own.join(".s.PGSQL.5432")).unwrap();
    thread::spawn(move || {
        for reader in listener.incoming().map_while(Result::ok) {
            let server = UnixStream::connect(&server).unwrap();
            let (from, to) = (reader.try_clone().unwrap(), server.try_clone().unwrap());
            thread::spawn(move || pass(from, to));
            thread::spawn(move || pass_answers(server, reader));
        }
    });
    own
}

fn pass(mut from: UnixStream, mut to: UnixStream) {
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(std::net::Shutdown::Write);
}

/// Passes what the server sends on, message by message: a letter, a length that counts itself, and so much more.
fn pass_answers(mut from: UnixStream, mut to: UnixStream) -> Option<()> {
    loop {
        let mut head = [0; 5];
        from.read_exact(&mut head).ok()?;
        let [kind, length @ ..] = head;
        let mut message = head.to_vec();
        message.resize(u32::from_be_bytes(length) as usize + 1, 0);
        from.read_exact(&mut message[head.len()..]).ok()?;
        if kind != NOTIFICATION {
            to.write_all(&message).ok()?;
        }
    }
}

#[test]
fn readers_behind_a_pooler_hear_of_each_other_too() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let socket = server.folder.path().join("socket");
    let own = pooler(desk.folder.path(), socket.join(".s.PGSQL.5432"));
    let direct = desk.address("owner");
    let pooled = direct.replace(socket.to_str().unwrap(), own.to_str().unwrap());
    let mut anna = desk.reader_at("anna", &pooled);
    let mut ben = desk.reader_at("ben", &pooled);
    // Once it is clear that nobody tells, they ask; that takes a moment at the beginning.
    let waited = correct_and_hear(&mut anna, &mut ben);
    assert!(waited < Duration::from_secs(4), "{waited:?}");
    desk.write("bridge.txt", &BRIDGE.replace("Monday", "Tuesday"));
    desk.push();
    anna.wait_for("1 changed");
    ben.leave();
    anna.leave();
}

#[test]
fn readers_who_are_told_do_not_ask() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let anna = desk.reader("anna");
    let asked = format!(
        "SELECT count(*) || ' ' || max(query_start) FROM pg_stat_activity \
         WHERE application_name = 'onrecord' AND datname = '{}'",
        desk.database
    );
    // What they ask at the beginning is over when nothing has been asked for longer than those ask who are not told.
    let pause = Duration::from_millis(1_500);
    let mut before = desk.value(&asked);
    let quiet = (0..20).any(|_| {
        thread::sleep(pause);
        let now = desk.value(&asked);
        std::mem::replace(&mut before, now.clone()) == now
    });
    assert!(quiet, "{before}");
    anna.leave();
}
