//! The program in terminals of every size.

use crate::bundled;

#[test]
fn it_fits_itself_to_every_size() {
    let mut terminal = bundled(120, 40);
    for (columns, rows) in [(80, 24), (60, 20), (40, 10), (20, 5), (160, 45)] {
        terminal.resize(columns, rows);
        terminal.wait("words", |screen| !screen.contents().trim().is_empty());
        terminal.settle();
    }
    terminal.wait_for("Documents");
    terminal.wait_for("People");
    terminal.press("q");
    terminal.assert_left();
}
