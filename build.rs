//! Packs the tables under `gazetteers/` into one run of bytes that the program embeds.

// A build script stops with a message when something is not as it must be.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::disallowed_methods
)]

use lexicon::pack::Words;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/fold.rs"]
mod fold;
#[path = "src/index.rs"]
mod index;
#[path = "src/kind.rs"]
mod kind;
#[path = "src/lexicon.rs"]
mod lexicon;
#[path = "src/row.rs"]
mod row;
#[path = "src/span.rs"]
mod span;
#[path = "src/table.rs"]
mod table;
#[path = "src/token.rs"]
mod token;

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("gazetteers");
    println!("cargo::rerun-if-changed=gazetteers");
    for module in ["fold", "index", "kind", "lexicon", "row", "span", "table", "token"] {
        println!("cargo::rerun-if-changed=src/{module}.rs");
    }
    let mut rows = Vec::new();
    for folder in ["laws", "organisations", "people", "places"] {
        let mut files: Vec<PathBuf> = fs::read_dir(root.join(folder))
            .expect("the folder is there")
            .map(|entry| entry.expect("readable").path())
            .collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "tsv")) {
            read_rows(file, &root, &mut rows);
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let (numbers, pool) = table::pack(&rows);
    fs::write(out.join("gazetteers.bin"), numbers).expect("OUT_DIR can be written");
    fs::write(out.join("gazetteers.txt"), pool).expect("OUT_DIR can be written");
    let mut words = Words::default();
    for list in LISTS {
        read_words(&root.join("words").join(list), &mut words);
    }
    let (slots, keys) = words.pack();
    fs::write(out.join("word_slots.bin"), slots).expect("OUT_DIR can be written");
    fs::write(out.join("word_keys.bin"), keys).expect("OUT_DIR can be written");
}

/// The word lists; those that are `.tsv` have a header, but for `classes`.
const LISTS: [&str; 10] = [
    "abbreviations.txt",
    "classes.tsv",
    "family_first.txt",
    "given_names.tsv",
    "heads.tsv",
    "labels.txt",
    "not_names.txt",
    "openers.txt",
    "surnames.tsv",
    "titles.tsv",
];

fn read_words(file: &Path, words: &mut Words) {
    let text = fs::read_to_string(file).expect("a word list is UTF-8");
    let list = file.file_stem().expect("it has a name").to_string_lossy();
    let has_header = file.extension().is_some_and(|end| end == "tsv") && list != "classes";
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    for row in rows.skip(usize::from(has_header)) {
        let (word, cells) = row.split_once('\t').unwrap_or((row, ""));
        let cells: Vec<&str> = cells.split('\t').collect();
        if let Err(error) = words.add(&list, &fold::folded_word(word), &cells) {
            panic!("{}: {row:?}: {error}", file.display());
        }
    }
}

fn read_rows(file: &Path, root: &Path, rows: &mut Vec<row::Row>) {
    let name = file.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(file).expect("a table is UTF-8");
    for (idx, line) in text.lines().enumerate() {
        match row::parse_line(line, &name, idx as u32 + 1) {
            Ok(row::Line::Row(row)) => rows.push(*row),
            Ok(_) => {}
            Err(error) => panic!("gazetteers/{name}:{}:{}: {}", idx + 1, error.column, error.message),
        }
    }
}
