//! The tables are honest: every rule of `gazetteers/README.md` holds for every row.

use gazet::check::{Finding, check, fixed};
use std::path::{Path, PathBuf};

fn tables() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let folders = ["laws", "organisations", "people", "places"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "tsv"));
    files.sort();
    files
}

/// A table out of order is written anew, so that the second run passes.
#[test]
fn every_table_keeps_every_rule() {
    let mut all = Vec::new();
    for file in tables() {
        let text = String::from_utf8(std::fs::read(&file).unwrap()).unwrap();
        let sorted = fixed(&text);
        if sorted != text && text.lines().count() == sorted.lines().count() {
            std::fs::write(&file, &sorted).unwrap();
            panic!(
                "{} was out of order; it is sorted now: look at it and run the tests again",
                file.display()
            );
        }
        let name = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        all.push((name, text.into_bytes()));
    }
    let errors: Vec<Finding> = check(&all).into_iter().filter(|finding| finding.is_error).collect();
    let shown: Vec<String> = errors.iter().take(40).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{} mistakes in the tables:\n{}", errors.len(), shown.join("\n"));
}
