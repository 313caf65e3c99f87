//! Fetching is told while it lasts, and Esc stops it.

use std::net::TcpListener;

use crate::support::{PATIENCE, Terminal};

#[test]
fn escape_stops_waiting_for_a_host_and_gives_the_terminal_back() {
    // It takes connections and never answers.
    let host = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/ferry", host.local_addr().unwrap());
    let script = format!(
        "no_proxy='*' \"$0\" fetch {address} --allow-private; echo \"status $?\"; stty -a; read wait"
    );
    let mut terminal = Terminal::script(100, 30, &script);
    terminal.wait_for("fetching http://127.0.0.1");
    terminal.wait_for("Esc stops");
    // An arrow begins like Esc.
    terminal.press("\x1b[A");
    terminal.settle();
    assert!(!terminal.text().contains("status"));
    terminal.press("\x1b");
    terminal.wait_for("status 1");
    terminal.wait_for(" icanon");
    assert!(!terminal.text().contains("Esc stops"));
    terminal.press("\r");
    terminal.ended(PATIENCE);
}
