//! All tests of the program from outside, linked once.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout, missing_docs)]

mod accuracy;
mod articles;
mod cli;
mod gazetteers;
mod interrupted;
mod names;
mod properties;
mod schema;

use gazet::{Annotator, Gazetteer};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One annotator for all tests.
static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| Annotator::new(Gazetteer::embedded()));

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder below the project with this ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == ending));
    files.sort();
    assert!(!files.is_empty(), "no .{ending} in {folder}");
    files
}
