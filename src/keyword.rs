//! A word or phrase that tells what a document is about.

use crate::span::Span;

/// A keyphrase with all the places where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyword {
    /// The form that stands most often in the document.
    pub text: String,
    /// 0 to 1, the best first.
    pub score: f64,
    /// All places, in bytes.
    pub spans: Vec<Span>,
    /// The id of the entity or citation that it is, if it is one.
    pub entity: Option<String>,
}
