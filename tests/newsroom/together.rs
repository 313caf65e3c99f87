//! Several who read at once, and a server that goes away under them.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::PATIENCE;
use crate::articles::BRIDGE;
use crate::desk::Reader;
use crate::server::{Server, server};

#[test]
fn two_readers_see_each_others_corrections_within_a_second() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let mut anna = desk.reader("anna");
    let mut ben = desk.reader("ben");
    let waited = correct_and_hear(&mut anna, &mut ben);
    assert!(waited < Duration::from_secs(1), "{waited:?}");
    ben.leave();
    anna.leave();
    assert_eq!(
        desk.value("SELECT by || ' ' || role || ' ' || change FROM onrecord.correction"),
        "anna owner speaker"
    );
    let quotes = desk.shared(&["quotes", "--by", "gerda", "--format", "jsonl"]);
    assert!(quotes.out.contains("We close the bridge"), "{quotes:?}");
}

/// Has Anna correct something, and tells how long it takes until Ben hears of it.
pub(crate) fn correct_and_hear(anna: &mut Reader, ben: &mut Reader) -> Duration {
    anna.type_line("open");
    ben.type_line("open");
    correct(anna);
    let (made, _) = anna.wait_for("Gerda Keller said");
    let (heard, line) = ben.wait_for("Gerda Keller said");
    assert!(line.contains("anna: "), "{line}");
    heard.saturating_duration_since(made)
}

/// Says that the first quotation of the newest article is by Gerda Keller.
fn correct(reader: &mut Reader) {
    for line in ["n", "a gerda", ""] {
        reader.type_line(line);
    }
}

#[test]
fn what_others_push_appears_while_the_library_is_read() {
    let Some(server) = server() else { return };
    let desk = server.desk();
    desk.push();
    let mut anna = desk.reader("anna");
    desk.write(
        "new.txt",
        "date 2026-03-10 Ferry stops\n\n“I am sorry,” said Falk.\n",
    );
    desk.push();
    anna.wait_for("1 new: Ferry stops");
    desk.write("bridge.txt", &BRIDGE.replace("Monday", "Tuesday"));
    desk.push();
    anna.wait_for("1 changed");
    anna.leave();
}

#[test]
fn what_is_corrected_while_the_server_is_away_is_sent_when_it_is_back() {
    // It goes away, which the other tests would notice.
    let Some(server) = Server::start().map(Arc::new) else {
        return;
    };
    let desk = server.desk();
    desk.push();
    let mut anna = desk.reader("anna");
    anna.type_line("open");
    server.stop();
    anna.wait_for("The server cannot be reached");
    correct(&mut anna);
    anna.wait_for("Gerda Keller said");
    server.run();
    anna.wait_for("The server can be reached again");
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.correction"), "1");
    // Who leaves before it is back sends it the next time.
    server.stop();
    anna.wait_for("The server cannot be reached");
    anna.type_line("x");
    anna.wait_for("is no quotation");
    anna.leave();
    server.run();
    assert_eq!(desk.value("SELECT count(*) FROM onrecord.correction"), "1");
    let anna = desk.reader("anna");
    let begun = Instant::now();
    while desk.value("SELECT count(*) FROM onrecord.correction") != "2" {
        assert!(begun.elapsed() < PATIENCE, "it was never sent");
        thread::sleep(Duration::from_millis(50));
    }
    anna.leave();
}
