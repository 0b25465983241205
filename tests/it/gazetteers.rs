//! The tables are honest: every rule of `gazetteers/README.md` holds for every row.

use crate::{files, root};
use gazet::check::{Finding, check, fixed};

/// A table out of order is written anew, so that the second run passes.
#[test]
fn every_table_keeps_every_rule() {
    let mut all = Vec::new();
    for folder in ["laws", "organisations", "people", "places"] {
        for file in files(&format!("gazetteers/{folder}"), "tsv") {
            let text = String::from_utf8(std::fs::read(&file).unwrap()).unwrap();
            let sorted = fixed(&text);
            if sorted != text {
                std::fs::write(&file, &sorted).unwrap();
                panic!(
                    "{} was out of order; it is mended now: look at it and run the tests again",
                    file.display()
                );
            }
            let name = file.strip_prefix(root()).unwrap().display().to_string();
            all.push((name, text.into_bytes()));
        }
    }
    // What is only worth a look in a file alone is a mistake among all tables.
    let errors: Vec<Finding> = check(&all);
    let shown: Vec<String> = errors.iter().take(40).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{} mistakes in the tables:\n{}", errors.len(), shown.join("\n"));
}

/// Word lists are sorted and hold nothing twice, so that a change is one line in the right place.
#[test]
fn every_word_list_is_sorted() {
    for file in files("gazetteers/words", "tsv") {
        let text = std::fs::read_to_string(&file).unwrap();
        let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let skip = usize::from(!file.ends_with("classes.tsv"));
        let keys: Vec<&str> = rows.iter().skip(skip).filter_map(|row| row.split('\t').next()).collect();
        if !file.ends_with("resolutions.tsv") {
            assert!(
                keys.is_sorted_by(|left, right| left < right),
                "{} is not sorted by its first column",
                file.display()
            );
        }
    }
}
