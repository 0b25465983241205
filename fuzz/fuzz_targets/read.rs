//! Any bytes as a file of each kind: nothing panics, and texts are within the limit.
#![no_main]

use gazet::read::{InputOptions, Inputs, work};

const ENDINGS: [&str; 11] =
    ["txt", "jsonl", "csv", "tsv", "html", "txt.gz", "jsonl.zst", "html.gz", "warc", "warc.gz", "csv.gz"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let ending = ENDINGS[usize::from(*first) % ENDINGS.len()];
    let file = std::env::temp_dir().join(format!("gazet-fuzz-{}.{ending}", std::process::id()));
    std::fs::write(&file, rest).expect("the temporary folder can be written");
    let options = InputOptions { max_document_bytes: 1 << 16, ..InputOptions::default() };
    let inputs = Inputs { paths: vec![file], files_from: None };
    for work in work(&inputs, &options).take(100) {
        if let Ok(document) = work.document(&options) {
            // A byte that is no text may become a sign of three.
            assert!(document.text.len() <= 3 << 16);
        }
    }
});
