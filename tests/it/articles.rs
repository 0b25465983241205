//! Whole articles with their whole expected output: `fixtures/articles/NAME.txt` and `NAME.json`.
//! `UPDATE=1 cargo test` writes the expected files; what is reviewed is the diff.

use crate::{ANNOTATOR, files};
use gazet::Document;
use gazet::write::{OutputFormat, OutputOptions, record};

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
