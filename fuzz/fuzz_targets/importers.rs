//! Any bytes, read as a file of any name: every importer comes to an end, and points only at places inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| onrecord::library::fuzzing::import(bytes));
