//! Any text, read as a file of keys and as the name of a key: what is wrong with it is told with its file, and a key keeps its name.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| onrecord::cli::fuzzing::keys(text));
