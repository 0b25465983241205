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

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/fold.rs"]
mod fold;
#[path = "src/kind.rs"]
mod kind;
#[path = "src/lines.rs"]
mod lines;
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
    for module in ["fold", "kind", "lines", "row", "span", "table", "token"] {
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
    fs::write(out.join("gazetteers.bin"), table::pack(&rows)).expect("OUT_DIR can be written");
    for list in ["classes", "given_names", "heads", "surnames", "titles"] {
        let text = packed_words(&root.join("words").join(list).with_extension("tsv"), list != "classes");
        fs::write(out.join(list).with_extension("idx"), lines::index(&text)).expect("OUT_DIR can be written");
        fs::write(out.join(list).with_extension("txt"), text).expect("OUT_DIR can be written");
    }
}

/// A word list with folded keys, each once, without comments and header.
fn packed_words(file: &Path, has_header: bool) -> String {
    let text = fs::read_to_string(file).expect("a word list is UTF-8");
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(usize::from(has_header));
    let mut known = std::collections::HashSet::new();
    let mut packed = String::new();
    for (key, rest) in rows.filter_map(|row| row.split_once('\t')) {
        let key = fold::folded_word(key);
        if known.insert(key.clone()) {
            packed.extend([key.as_str(), "\t", rest, "\n"]);
        }
    }
    packed
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
