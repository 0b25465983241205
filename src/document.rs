//! One text to annotate.

/// A text with its id. The text is valid UTF-8 and is never changed: all offsets point into it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The name of the document in the output: a path, an id from a record, or `-`.
    pub id: String,
    /// The text as given, after decoding.
    pub text: String,
    /// What had to be assumed or replaced when the text was read.
    pub warnings: Vec<String>,
}

impl Document {
    /// A document without warnings.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Document {
        Document { id: id.into(), text: text.into(), warnings: Vec::new() }
    }
}
