//! Whole articles with their whole expected output: `fixtures/articles/NAME.txt` and `NAME.json`.
//! `UPDATE=1 cargo test` writes the expected files; what is reviewed is the diff.

use crate::{ANNOTATOR, files, root};
use gazet::Document;
use gazet::write::{OutputFormat, OutputOptions, record};
use std::collections::BTreeSet;

#[test]
fn articles_are_annotated_as_expected() {
    let mut changed = Vec::new();
    for file in files("fixtures/articles", "txt") {
        let id = file.file_name().unwrap().to_string_lossy().into_owned();
        let document = Document::new(id.clone(), std::fs::read_to_string(&file).unwrap());
        let options = OutputOptions { format: OutputFormat::Json, ..OutputOptions::default() };
        let found = record(&document, &ANNOTATOR.annotate(&document), options);
        let expected = file.with_extension("json");
        if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            changed.push(id);
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&expected, found).unwrap();
            }
        }
    }
    assert!(changed.is_empty(), "{changed:?} differ from their .json: run with UPDATE=1 and read the diff");
}

#[test]
fn the_readme_defines_every_rule_of_the_output_and_no_other() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let row = readme.lines().find(|line| line.starts_with("| `rule` |")).unwrap();
    let defined: BTreeSet<&str> = row.split('`').skip(3).step_by(2).collect();
    let mut texts: Vec<String> =
        files("fixtures/articles", "txt").iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    // The rules that the articles happen not to show.
    texts.push("Boris Johnson met the European Commission in Xyzville, Ohio.\n\nBoris left. The Zorvex Group grew. Zorvex said that talks with the QXZT failed. The band Velvet Harbour read it on Farewatch.com today.".to_owned());
    let mentions = texts.into_iter().flat_map(|text| ANNOTATOR.annotate(&Document::new("-", text)).mentions);
    let used: BTreeSet<&str> = mentions.map(|mention| mention.rule).collect();
    assert_eq!(used, defined);
}
