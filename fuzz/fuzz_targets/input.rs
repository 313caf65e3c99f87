//! Any bytes, sent by a terminal: they mean the same wherever the line cuts them, and no key is a control character.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| onrecord::term::fuzzing::input(bytes));
