//! Any text, read as a configuration: what is wrong with it is told with its file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| onrecord::cli::fuzzing::configuration(text));
