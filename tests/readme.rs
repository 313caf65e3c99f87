//! The README's table of keys is the program's own. `UPDATE=1 cargo test --test readme` writes it anew.

use std::fs;

const BEGIN: &str = "<!-- keys:begin -->\n";
const END: &str = "<!-- keys:end -->";

#[test]
fn the_table_of_keys_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = fs::read_to_string(path).expect("the README is there");
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("the table begins somewhere");
    let (shown, after) = rest.split_once(END).expect("the table ends somewhere");
    let table = format!("{}\n", onrecord::app::keys_table());
    if std::env::var_os("UPDATE").is_some() {
        let whole = [before, BEGIN, &table, END, after].concat();
        fs::write(path, whole).expect("the README can be written");
    } else {
        assert_eq!(
            shown.trim(),
            table.trim(),
            "UPDATE=1 cargo test --test readme"
        );
    }
}
