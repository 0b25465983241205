//! Any text through the whole path.
#![no_main]

mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| invariants::hold(text));
