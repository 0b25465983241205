//! Whole texts through the legal layer.

use super::*;
use crate::find::{names::names, unlisted::unlisted};
use crate::segment::segment;

/// The citations of a text as the program finds them.
fn found(text: &str) -> Vec<Citation> {
    let segments = segment(text);
    let gazetteer = Gazetteer::embedded();
    let mut known = names(text, &segments, &gazetteer);
    known.extend(unlisted(text, &segments, &known));
    citations(text, &segments, &gazetteer, &known).citations
}

#[test]
fn nothing_is_found_in_nothing() {
    assert_eq!(found(""), []);
    assert_eq!(found("A quiet day in the park."), []);
}
